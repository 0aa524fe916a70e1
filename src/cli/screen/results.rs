//! 结果：what came out so far, counted and written; and noted, so that a run that is cut short goes on from there.

use std::path::Path;

use super::checkpoint::{Checkpoints, Mark, remove};
use super::output::{Begun, Output};
use super::persons::Finished;
use super::{Ground, show};
use crate::cli::exit::Failure;
use crate::roster::{SetAside, Tally};

/// What came out so far.
pub(super) struct Results<'a> {
    ground: &'a Ground<'a>,
    output: Output,
    tally: Tally,
    checkpoints: Option<Checkpoints>,
    at: Mark,
    /// Whether what comes was counted and written by the run that this one goes on from.
    is_again: bool,
}

impl<'a> Results<'a> {
    /// Opens the files, and goes on from where an earlier run was cut short, or says why not.
    pub fn begin(
        out: &Path,
        ground: &'a Ground<'a>,
        checkpoints: Option<Checkpoints>,
    ) -> Result<Self, Failure> {
        let left = checkpoints.as_ref().and_then(Checkpoints::left);
        let (output, begun) = Output::open(out, ground, left.as_ref().map(|left| left.bytes))?;
        let mut results = Self {
            ground,
            output,
            tally: Tally::default(),
            checkpoints,
            at: Mark::default(),
            is_again: false,
        };
        match (begun, left) {
            (Begun::GoesOn, Some(left)) => {
                show::goes_on(&left.tally)?;
                (results.at, results.tally, results.is_again) = (left.mark, left.tally, true);
            }
            (Begun::Anew(unfinished), _) => {
                show::left_over(&unfinished)?;
                remove(out);
            }
            _ => remove(out),
        }
        Ok(results)
    }

    /// Counts rows that were read, and writes those of them that were set aside.
    pub fn read(&mut self, rows: u64, aside: &[SetAside]) -> Result<(), Failure> {
        if self.is_again {
            return Ok(());
        }
        self.tally.rows += rows;
        self.set_aside(aside)
    }

    fn set_aside(&mut self, aside: &[SetAside]) -> Result<(), Failure> {
        for row in aside {
            self.tally.set_aside(row);
            self.output.set_aside(self.ground, row)?;
        }
        Ok(())
    }

    /// All is read that is not part of what [`Mark`] counts: what comes from that mark on is new.
    pub fn go_on(&mut self) -> Mark {
        self.is_again = false;
        self.at
    }

    /// Takes what a worker made.
    pub fn take(&mut self, finished: Finished) -> Result<(), Failure> {
        self.set_aside(&finished.aside)?;
        self.output.persons(&finished)?;
        self.at.rows += finished.tally.rows;
        self.at.persons += finished.persons;
        self.tally.add(finished.tally);
        match self.checkpoints.as_mut().filter(|checkpoints| checkpoints.is_due()) {
            Some(checkpoints) => checkpoints.write(self.at, &self.tally, || self.output.sync()),
            None => Ok(()),
        }
    }

    /// Gives the files their names; what was counted.
    pub fn finish(self, out: &Path) -> Result<Tally, Failure> {
        self.output.finish(self.ground, &self.tally)?;
        remove(out);
        Ok(self.tally)
    }
}
