//! 写结果：a workbook with a page for each pile, or files of csv. They have their names only once they are whole.

use std::fs::{self, File, TryLockError};
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::super::exit::Failure;
use super::Ground;
use super::persons::Finished;
use crate::roster::{Pile, SetAside, Tally};
use crate::screen::{ASIDE_HEADS, HEADS, STEPS, SUM_HEADS, aside_line, pages, sums};
use crate::sheets::{line, write_workbook};

/// Where results go.
pub(super) enum Output {
    /// Three files: persons, rows set aside, sums.
    Csv { persons: Part, aside: Part, sums: Part },
    /// Pages: sums, one for each pile, rows set aside.
    Xlsx { path: PathBuf, piles: Vec<Vec<Vec<String>>>, aside: Vec<Vec<String>> },
}

/// A file that is not yet whole.
pub(super) struct Part {
    path: PathBuf,
    file: BufWriter<File>,
    /// Whether it became whole, or another run may go on from what there is.
    is_kept: bool,
}

/// How writing begins.
pub(super) enum Begun {
    /// Where nothing was.
    New,
    /// Over what a run left that was cut short.
    Anew(PathBuf),
    /// Behind that.
    GoesOn,
}

/// What nobody goes on from is of no use.
impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = fs::remove_file(unfinished(&self.path));
        }
    }
}

impl Part {
    pub fn create(path: PathBuf, heads: &[&str]) -> Result<Self, Failure> {
        let mut part = Self::open(path)?;
        part.begin(heads)?;
        Ok(part)
    }

    /// Takes the file for itself, and leaves in it what there is.
    fn open(path: PathBuf) -> Result<Self, Failure> {
        let file = File::options().write(true).create(true).truncate(false).open(unfinished(&path));
        let file = file.map_err(Failure::writing(&path))?;
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Failure::Usage(format!("另一个 jiuzhu 正在写 {}：等它写完", path.display())));
        }
        // What may be gone on from stays until that is known not to be.
        Ok(Self { path, file: BufWriter::with_capacity(1 << 20, file), is_kept: true })
    }

    /// Begins with the heads, and nothing before them.
    fn begin(&mut self, heads: &[&str]) -> Result<(), Failure> {
        self.is_kept = false;
        self.file.get_ref().set_len(0).map_err(Failure::writing(&self.path))?;
        self.write("\u{feff}")?;
        self.write(&line(heads.iter().copied()))
    }

    fn has(&self, length: u64) -> bool {
        self.file.get_ref().metadata().is_ok_and(|data| data.len() >= length)
    }

    /// Goes on behind the first `length` bytes.
    fn go_on(&mut self, length: u64) -> Result<(), Failure> {
        let file = self.file.get_mut();
        file.set_len(length)
            .and_then(|()| file.seek(SeekFrom::Start(length)))
            .map_err(Failure::writing(&self.path))?;
        Ok(())
    }

    /// Puts on the disk what was written, and keeps it; how much it is.
    fn sync(&mut self) -> Result<u64, Failure> {
        self.is_kept = true;
        self.file
            .flush()
            .and_then(|()| self.file.get_ref().sync_data())
            .and_then(|()| self.file.stream_position())
            .map_err(Failure::writing(&self.path))
    }

    pub fn write_line(&mut self, texts: &[String]) -> Result<(), Failure> {
        self.write(&line(texts.iter().map(String::as_str)))
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.file.write_all(text.as_bytes()).map_err(Failure::writing(&self.path))
    }

    pub fn finish(mut self) -> Result<(), Failure> {
        self.file.flush().map_err(Failure::writing(&self.path))?;
        fs::rename(unfinished(&self.path), &self.path).map_err(Failure::writing(&self.path))?;
        self.is_kept = true;
        Ok(())
    }
}

/// What `path` is called while it is not whole.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".没写完");
    name.into()
}

/// The file beside `path` for something else of the same run: `结果.csv`, `结果-没算的行.csv`.
pub(super) fn beside(path: &Path, what: &str) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{stem}-{what}.csv"))
}

impl Output {
    /// Opens the files; those of an earlier run behind so many bytes of the persons and of the rows set aside, where
    /// there are as many.
    pub fn open(path: &Path, ground: &Ground<'_>, bytes: Option<[u64; 2]>) -> Result<(Self, Begun), Failure> {
        let left = unfinished(path);
        let was_cut_short = left.exists();
        let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase());
        let output = match kind.as_deref() {
            Some("csv") => {
                let heads: Vec<&str> = HEADS.into_iter().chain(ground.of.explain.then_some(STEPS)).collect();
                let mut persons = Part::open(path.into())?;
                let mut aside = Part::open(beside(path, "没算的行"))?;
                let sums = Part::create(beside(path, "汇总"), &SUM_HEADS)?;
                let bytes = bytes.filter(|[own, other]| persons.has(*own) && aside.has(*other));
                if let Some([own, other]) = bytes {
                    persons.go_on(own)?;
                    aside.go_on(other)?;
                    return Ok((Self::Csv { persons, aside, sums }, Begun::GoesOn));
                }
                persons.begin(&heads)?;
                aside.begin(&ASIDE_HEADS)?;
                Self::Csv { persons, aside, sums }
            }
            Some("xlsx") => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                fs::metadata(folder.unwrap_or(Path::new("."))).map_err(Failure::writing(path))?;
                Self::Xlsx { path: path.into(), piles: vec![Vec::new(); Pile::ALL.len()], aside: Vec::new() }
            }
            _ => return Err(Failure::Usage("-o 的文件名要以 .xlsx 或 .csv 结尾".into())),
        };
        Ok((output, if was_cut_short { Begun::Anew(left) } else { Begun::New }))
    }

    /// Puts on the disk what was written; how much of the persons and of the rows set aside, in bytes.
    pub fn sync(&mut self) -> Result<[u64; 2], Failure> {
        match self {
            Self::Csv { persons, aside, .. } => Ok([persons.sync()?, aside.sync()?]),
            Self::Xlsx { .. } => Ok([0, 0]),
        }
    }

    /// Writes a row that was set aside.
    pub fn set_aside(&mut self, ground: &Ground<'_>, aside: &SetAside) -> Result<(), Failure> {
        let texts = aside_line(ground.of.tables, ground.others, aside);
        match self {
            Self::Csv { aside, .. } => aside.write(&line(texts.iter().map(String::as_str))),
            Self::Xlsx { aside, .. } => {
                aside.push(texts);
                Ok(())
            }
        }
    }

    /// Writes persons, in order.
    pub fn persons(&mut self, finished: &Finished) -> Result<(), Failure> {
        for (pile, texts) in &finished.lines {
            match self {
                Self::Csv { persons, .. } => persons.write(&line(texts.iter().map(String::as_str)))?,
                Self::Xlsx { piles, .. } => {
                    let place = Pile::ALL.iter().position(|known| known == pile);
                    if let Some(page) = place.and_then(|place| piles.get_mut(place)) {
                        page.push(texts.clone());
                    }
                }
            }
        }
        Ok(())
    }

    /// Writes the sums, and gives the files their names.
    pub fn finish(self, ground: &Ground<'_>, tally: &Tally) -> Result<(), Failure> {
        match self {
            Self::Csv { persons, aside, sums: mut part } => {
                for texts in &sums(ground.of.policy, tally) {
                    part.write(&line(texts.iter().map(String::as_str)))?;
                }
                // Whoever finds the persons under their name finds the rest under theirs.
                aside.finish()?;
                part.finish()?;
                persons.finish()
            }
            Self::Xlsx { path, piles, aside } => {
                let heads: Vec<&str> = HEADS.into_iter().chain(ground.of.explain.then_some(STEPS)).collect();
                let pages = pages(ground.of.policy, tally, &heads, piles, aside);
                let bytes = write_workbook(&pages)
                    .map_err(|error| Failure::Usage(format!("写不了 {}：{error}", path.display())))?;
                fs::write(unfinished(&path), bytes).map_err(Failure::writing(&path))?;
                fs::rename(unfinished(&path), &path).map_err(Failure::writing(&path))
            }
        }
    }
}
