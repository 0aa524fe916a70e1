//! 写结果：a workbook with a page for each pile, or files of csv. They have their names only once they are whole.

use std::fs::{self, File, TryLockError};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::super::exit::Failure;
use super::Ground;
use super::persons::Finished;
use crate::roster::{Pile, SetAside, Table, Tally};
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
    is_whole: bool,
}

/// What did not become whole is of no use.
impl Drop for Part {
    fn drop(&mut self) {
        if !self.is_whole {
            let _ = fs::remove_file(unfinished(&self.path));
        }
    }
}

impl Part {
    pub fn create(path: PathBuf, heads: &[&str]) -> Result<Self, Failure> {
        let file = File::options().write(true).create(true).truncate(false).open(unfinished(&path));
        let file = file.map_err(Failure::writing(&path))?;
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(Failure::Usage(format!("另一个 jiuzhu 正在写 {}：等它写完", path.display())));
        }
        file.set_len(0).map_err(Failure::writing(&path))?;
        let mut part = Self { path, file: BufWriter::with_capacity(1 << 20, file), is_whole: false };
        part.write("\u{feff}")?;
        part.write(&line(heads.iter().copied()))?;
        Ok(part)
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
        self.is_whole = true;
        Ok(())
    }
}

/// What a run that was killed left, where there is any: nobody writes it any more, and it begins anew.
pub(super) fn left_over(path: &Path) -> Option<PathBuf> {
    let left = [path.into(), beside(path, "没算的行"), beside(path, "汇总")].map(|path| unfinished(&path));
    let is_free = |file: File| !matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    left.into_iter().find(|left| File::open(left).is_ok_and(is_free))
}

fn unfinished(path: &Path) -> PathBuf {
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
    pub fn create(path: &Path, ground: &Ground<'_>) -> Result<Self, Failure> {
        let kind = path.extension().map(|kind| kind.to_string_lossy().to_lowercase());
        match kind.as_deref() {
            Some("csv") => {
                let heads: Vec<&str> = HEADS.into_iter().chain(ground.of.explain.then_some(STEPS)).collect();
                Ok(Self::Csv {
                    persons: Part::create(path.into(), &heads)?,
                    aside: Part::create(beside(path, "没算的行"), &ASIDE_HEADS)?,
                    sums: Part::create(beside(path, "汇总"), &SUM_HEADS)?,
                })
            }
            Some("xlsx") => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                fs::metadata(folder.unwrap_or(Path::new("."))).map_err(Failure::writing(path))?;
                Ok(Self::Xlsx {
                    path: path.into(),
                    piles: vec![Vec::new(); Pile::ALL.len()],
                    aside: Vec::new(),
                })
            }
            _ => Err(Failure::Usage("-o 的文件名要以 .xlsx 或 .csv 结尾".into())),
        }
    }

    /// Writes a row that was set aside.
    pub fn set_aside(&mut self, tables: &[Table], aside: &SetAside) -> Result<(), Failure> {
        let texts = aside_line(tables, aside);
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
