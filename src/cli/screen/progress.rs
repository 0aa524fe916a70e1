//! 进度 on a terminal: how far, and how much longer.

use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How far the reading has come.
pub(super) struct Progress {
    /// Bytes read so far.
    pub read: AtomicU64,
    whole: u64,
    begin: Instant,
    told: Mutex<Option<Instant>>,
    is_shown: bool,
}

impl Progress {
    pub fn new(whole: u64) -> Self {
        let (read, begin, told) = (AtomicU64::new(0), Instant::now(), Mutex::new(None));
        Self { read, whole, begin, told, is_shown: std::io::stderr().is_terminal() }
    }

    /// Says it, at most four times a second.
    pub fn tell(&self) {
        let now = Instant::now();
        let Ok(mut told) = self.told.lock() else { return };
        let soon = told.is_some_and(|told| now - told < Duration::from_millis(250));
        if !self.is_shown || soon {
            return;
        }
        *told = Some(now);
        let read = self.read.load(Ordering::Relaxed).min(self.whole);
        let percent = (100 * read).checked_div(self.whole).unwrap_or(100);
        let spent = self.begin.elapsed().as_secs();
        let left = (spent * (self.whole - read)).checked_div(read);
        let left = left.filter(|_| spent > 0).map(|left| format!("，大约还要 {left} 秒")).unwrap_or_default();
        let _ = write!(std::io::stderr().lock(), "\r已读 {percent}%{left}    ");
    }

    /// Takes it off the terminal.
    pub fn end(&self) {
        if self.told.lock().is_ok_and(|told| told.is_some()) {
            let _ = write!(std::io::stderr().lock(), "\r{:40}\r", "");
        }
    }
}
