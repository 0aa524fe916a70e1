//! 断点：what a run that is cut short leaves, so that the same command goes on from there.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::output::unfinished;
use super::{ScreenOptions, is_stdin};
use crate::cli::exit::Failure;
use crate::roster::Tally;
use crate::screen::Ground;

/// As many bytes at the beginning of a list are held against what they were.
const FIRST: u64 = 64 << 10;

/// How long there is none at least.
const SOONEST: Duration = Duration::from_millis(100);

/// No more than this part of the time goes to them.
const PART: u32 = 50;

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// The rows of a sorted list that are done.
    pub rows: u64,
    /// The persons who were put together in memory and are done.
    pub persons: u64,
}

/// 断点.
#[derive(Serialize, Deserialize)]
pub(super) struct Checkpoint {
    /// What the run stood on.
    standing: [u8; 32],
    /// How far it was.
    pub mark: Mark,
    /// How much of the persons was written, and of the rows set aside, in bytes.
    pub bytes: [u64; 2],
    /// What was counted.
    pub tally: Tally,
}

/// Writes them, as often as is worth it.
pub(super) struct Checkpoints {
    path: PathBuf,
    standing: [u8; 32],
    last: Instant,
    wait: Duration,
}

impl Checkpoints {
    /// Of the run that writes `out`; none where a list cannot be read twice, or results are kept in memory.
    pub fn of(out: &Path, options: &ScreenOptions, ground: &Ground<'_>) -> Result<Option<Self>, Failure> {
        let is_csv = out.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("csv"));
        if !is_csv || options.files.iter().any(|file| is_stdin(file) || !file.is_file()) {
            return Ok(None);
        }
        let mut standing = Sha256::new();
        let mut put = |bytes: &[u8]| {
            standing.update((bytes.len() as u64).to_le_bytes());
            standing.update(bytes);
        };
        put(env!("CARGO_PKG_VERSION").as_bytes());
        // Another build may word things otherwise.
        put(&std::env::current_exe().and_then(|path| stamp(&path)).unwrap_or_default());
        put(&ground.policy.to_pack().unwrap_or_default());
        put(ground.mapping.to_toml().as_bytes());
        put(ground.common.template.as_of.to_string().as_bytes());
        put(&[u8::from(options.explain), u8::from(options.sorted)]);
        for path in &options.files {
            put(path.as_os_str().as_encoded_bytes());
            put(&stamp(path).map_err(Failure::reading(path))?);
            put(&first(path).map_err(Failure::reading(path))?);
        }
        let (path, standing) = (beside(out), standing.finalize().into());
        Ok(Some(Self { path, standing, last: Instant::now(), wait: SOONEST }))
    }

    /// The one that an earlier run left, where that stood on the same.
    pub fn left(&self) -> Option<Checkpoint> {
        let bytes = fs::read(&self.path).ok()?;
        let checkpoint: Checkpoint = serde_json::from_slice(&bytes).ok()?;
        (checkpoint.standing == self.standing).then_some(checkpoint)
    }

    /// Whether it is time for another.
    pub fn is_due(&self) -> bool {
        self.last.elapsed() >= self.wait
    }

    /// Writes one, once `sync` has put on the disk what it speaks of, and told how much that is.
    pub fn write(
        &mut self,
        mark: Mark,
        tally: &Tally,
        sync: impl FnOnce() -> Result<[u64; 2], Failure>,
    ) -> Result<(), Failure> {
        let begin = Instant::now();
        let checkpoint = Checkpoint { standing: self.standing, mark, bytes: sync()?, tally: tally.clone() };
        let text = serde_json::to_vec(&checkpoint).map_err(io::Error::from);
        let new = unfinished(&self.path);
        text.and_then(|text| {
            let mut file = File::create(&new)?;
            file.write_all(&text)?;
            file.sync_data()?;
            fs::rename(&new, &self.path)
        })
        .map_err(Failure::writing(&self.path))?;
        self.last = Instant::now();
        self.wait = SOONEST.max(PART * (self.last - begin));
        Ok(())
    }
}

/// Removes what is left of `out`'s, since all is written or begins anew.
pub(super) fn remove(out: &Path) {
    let path = beside(out);
    for path in [unfinished(&path), path] {
        let _ = fs::remove_file(path);
    }
}

fn beside(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".断点");
    name.into()
}

/// How long a file is, and when it was written.
fn stamp(path: &Path) -> io::Result<Vec<u8>> {
    let data = fs::metadata(path)?;
    let written = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Ok([data.len().to_le_bytes().as_slice(), written.as_nanos().to_le_bytes().as_slice()].concat())
}

fn first(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(FIRST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
