//! 按人归拢：the rows of all files, put together by ID number, then computed person by person.

use std::collections::HashMap;

use super::super::exit::Failure;
use super::lines::{Finished, finish};
use super::output::Output;
use super::parallel::in_order;
use super::progress::Progress;
use super::source::Source;
use super::{Ground, set_aside};
use crate::document::cell::Row;
use crate::roster::{Entry, IdNumber, Kind, Rows, SetAside, Tally, gather, judge};

/// As many rows, and as many persons, are handed to a worker at once.
const ROWS: usize = 1_024;
const PERSONS: usize = 256;

/// What a piece of a table said.
pub(super) struct Parsed {
    pub entries: Vec<Entry>,
    pub aside: Vec<SetAside>,
    /// Persons with a row that leaves a gap in their sums.
    pub gaps: Vec<IdNumber>,
    pub rows: u64,
}

/// Those who were put together.
#[derive(Default)]
pub(super) struct Persons {
    places: HashMap<u64, usize>,
    pub all: Vec<(Vec<Entry>, u32)>,
}

impl Persons {
    /// Those who are already put together.
    pub fn of_all(all: Vec<(Vec<Entry>, u32)>) -> Self {
        Self { places: HashMap::new(), all }
    }

    fn take(&mut self, parsed: Parsed) {
        for entry in parsed.entries {
            let place = self.place(entry.id);
            if let Some((entries, _)) = self.all.get_mut(place) {
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
pub(super) fn parse(rows: &mut Rows<'_>, piece: &[Row]) -> Parsed {
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

/// Reads a whole table.
pub(super) fn read(
    ground: &Ground<'_>,
    at: usize,
    source: &mut Source,
    progress: &Progress,
    before: u64,
    mut take: impl FnMut(Parsed) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let Some(table) = ground.tables.get(at) else { return Ok(()) };
    let place = u16::try_from(at).unwrap_or(u16::MAX);
    in_order(
        ground.jobs,
        || {
            let mut piece = Vec::with_capacity(ROWS);
            while piece.len() < ROWS
                && let Some(row) = source.next_row()?
            {
                piece.push(row);
            }
            progress.read.store(before + source.bytes_read(), std::sync::atomic::Ordering::Relaxed);
            Ok((!piece.is_empty()).then_some(piece))
        },
        || {
            let mut rows = Rows::of(ground.policy, ground.mapping, table, place);
            move |piece: Vec<Row>| parse(&mut rows, &piece)
        },
        |parsed| {
            progress.tell();
            take(parsed)
        },
    )
}

/// All tables but those of `kind`, or all.
pub(super) fn collect(
    ground: &Ground<'_>,
    sources: &mut [Source],
    but: Option<Kind>,
    tally: &mut Tally,
    output: &mut Output,
    progress: &Progress,
) -> Result<Persons, Failure> {
    let mut persons = Persons::default();
    let mut before = 0;
    for (at, source) in sources.iter_mut().enumerate().filter(|(_, source)| Some(source.table.kind) != but) {
        read(ground, at, source, progress, before, |parsed| {
            tally.rows += parsed.rows;
            set_aside(&parsed.aside, tally, output, ground)?;
            persons.take(parsed);
            Ok(())
        })?;
        before += source.bytes;
    }
    Ok(persons)
}

/// Puts the rows of one person together, and says which pile they are in.
pub(super) fn settle(ground: &Ground<'_>, entries: Vec<Entry>, gaps: u32, finished: &mut Finished) {
    let Some(person) = gather(ground.policy, ground.common, entries, gaps, &mut finished.aside) else {
        return;
    };
    let (verdict, assessed) = judge(ground.policy, &person);
    finished.tally.count(&ground.mapping.folds.village, &person, &verdict);
    finish(ground, &person, &verdict, &assessed, finished);
}

/// Takes what a worker made.
pub(super) fn write(
    finished: Finished,
    tally: &mut Tally,
    output: &mut Output,
    ground: &Ground<'_>,
) -> Result<(), Failure> {
    set_aside(&finished.aside, tally, output, ground)?;
    output.persons(&finished)?;
    tally.add(finished.tally);
    Ok(())
}

/// Computes persons that are all in memory.
pub(super) fn compute(
    ground: &Ground<'_>,
    persons: Persons,
    tally: &mut Tally,
    output: &mut Output,
) -> Result<(), Failure> {
    let mut people = persons.all.into_iter();
    in_order(
        ground.jobs,
        || {
            let piece: Vec<_> = people.by_ref().take(PERSONS).collect();
            Ok((!piece.is_empty()).then_some(piece))
        },
        || {
            |piece: Vec<(Vec<Entry>, u32)>| {
                let mut finished = Finished::default();
                for (entries, gaps) in piece {
                    settle(ground, entries, gaps, &mut finished);
                }
                finished
            }
        },
        |finished| write(finished, tally, output, ground),
    )
}

pub(super) fn run(
    ground: &Ground<'_>,
    mut sources: Vec<Source>,
    tally: &mut Tally,
    output: &mut Output,
    progress: &Progress,
) -> Result<(), Failure> {
    let persons = collect(ground, &mut sources, None, tally, output, progress)?;
    compute(ground, persons, tally, output)
}
