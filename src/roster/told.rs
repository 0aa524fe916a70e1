//! 读过的字：texts that come again and again are read once.

use std::collections::HashMap;

/// What texts were read as before.
#[derive(Debug)]
pub(super) struct Told<T>(HashMap<Box<str>, T>);

/// What people write by hand is never twice the same: so many texts are remembered, and no more.
const MOST_TOLD: usize = 10_000;

impl<T: Copy> Told<T> {
    /// What `text` was read as, or else is by `read`.
    pub fn get(&mut self, text: &str, read: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.get(text) {
            return *known;
        }
        let told = read();
        if self.0.len() < MOST_TOLD {
            self.0.insert(text.into(), told);
        }
        told
    }
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}
