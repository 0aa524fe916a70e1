//! 按人归拢：rows read as entries, put together by ID number, and settled person by person.

use std::collections::HashMap;

use super::Ground;
use crate::assess::Assessment;
use crate::document::cell::Row;
use crate::roster::{Entry, Gathered, IdNumber, Rows, SetAside, Verdict, gather, judge};

/// What a piece of a table said.
#[derive(Debug)]
pub struct Parsed {
    /// What its rows said.
    pub entries: Vec<Entry>,
    /// The rows that were set aside.
    pub aside: Vec<SetAside>,
    /// Persons with a row that leaves a gap in their sums.
    pub gaps: Vec<IdNumber>,
    /// How many rows it had.
    pub rows: u64,
}

/// Those who were put together.
#[derive(Debug, Default)]
pub struct Persons {
    places: HashMap<u64, usize>,
    /// Each one's entries, and how many of their rows were left out that leave a gap.
    pub all: Vec<(Vec<Entry>, u32)>,
}

/// 一个人的结果, with what it stands on.
#[derive(Debug)]
pub struct Settled<'a> {
    /// Who it is, and what was told of them.
    pub person: Gathered,
    /// The pile and the amounts.
    pub verdict: Verdict,
    /// What the verdict stands on.
    pub assessed: Assessment<'a>,
}

impl Persons {
    /// Where the one whose ID number has this key stands among them.
    #[must_use]
    pub fn place_of(&self, key: u64) -> Option<usize> {
        self.places.get(&key).copied()
    }

    /// Puts what a piece of a table said to those it is about.
    pub fn take(&mut self, parsed: Parsed) {
        for entry in parsed.entries {
            let place = self.place(entry.id);
            if let Some((entries, _)) = self.all.get_mut(place) {
                // Most have a few, and there are millions of them: no room is kept for many.
                if entries.len() == entries.capacity() {
                    entries.reserve_exact(1 + entries.len() / 2);
                }
                entries.push(entry);
            }
        }
        for id in parsed.gaps {
            let place = self.place(id);
            if let Some((_, gaps)) = self.all.get_mut(place) {
                *gaps += 1;
            }
        }
    }

    fn place(&mut self, id: IdNumber) -> usize {
        let next = self.all.len();
        let place = *self.places.entry(id.key()).or_insert(next);
        if place == next {
            self.all.push((Vec::new(), 0));
        }
        place
    }
}

/// Reads rows as entries, and sets aside those that are none.
#[must_use]
pub fn parse(rows: &mut Rows<'_>, piece: &[Row]) -> Parsed {
    let mut parsed =
        Parsed { entries: Vec::new(), aside: Vec::new(), gaps: Vec::new(), rows: piece.len() as u64 };
    for row in piece {
        if let Err(aside) = rows.read(row, &mut parsed.entries) {
            parsed.gaps.extend(rows.id(row).filter(|_| aside.why.leaves_a_gap()));
            parsed.aside.push(aside);
        }
    }
    parsed
}

/// Puts the rows of one person together, and says which pile they are in; none where no row is left.
#[must_use]
pub fn settle<'a>(
    ground: &Ground<'a>,
    entries: Vec<Entry>,
    gaps: u32,
    aside: &mut Vec<SetAside>,
) -> Option<Settled<'a>> {
    let person = gather(ground.policy, ground.common, entries, gaps, aside)?;
    let (verdict, assessed) = judge(ground.policy, &person);
    Some(Settled { person, verdict, assessed })
}
