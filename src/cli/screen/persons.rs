//! 按人归拢：the rows of all files, put together by ID number, then computed person by person.

use super::super::exit::Failure;
use super::super::parallel::in_order;
use super::Ground;
use super::progress::Progress;
use super::results::Results;
use crate::document::cell::Row;
use crate::roster::{Entry, Kind, Pile, Rows, SetAside, Tally};
use crate::screen::{self, Parsed, Persons, Source, parse};

/// As many rows, and as many persons, are handed to a worker at once.
const ROWS: usize = 1_024;
const PERSONS: usize = 256;

/// Persons for one worker, each with the entries and how many rows of theirs could not be read.
type Piece = Vec<(Vec<Entry>, u32)>;

/// What a worker made of a piece.
#[derive(Default)]
pub(super) struct Finished {
    pub tally: Tally,
    /// How many persons it was of that are all in memory.
    pub persons: u64,
    pub aside: Vec<SetAside>,
    /// Persons, each with the pile.
    pub lines: Vec<(Pile, Vec<String>)>,
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
    let Some(table) = ground.of.tables.get(at) else { return Ok(()) };
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
            let mut rows = Rows::of(ground.of.policy, ground.of.mapping, table, place);
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
    results: &mut Results<'_>,
    progress: &Progress,
) -> Result<Persons, Failure> {
    let mut persons = Persons::default();
    let mut before = 0;
    for (at, source) in sources.iter_mut().enumerate().filter(|(_, source)| Some(source.table.kind) != but) {
        read(ground, at, source, progress, before, |parsed| {
            results.read(parsed.rows, &parsed.aside)?;
            persons.take(parsed);
            Ok(())
        })?;
        before += source.bytes;
    }
    Ok(persons)
}

/// Reads all tables, and lets go of what is set aside.
pub(super) fn read_all(ground: &Ground<'_>, mut sources: Vec<Source>) -> Result<Persons, Failure> {
    let mut persons = Persons::default();
    let progress = Progress::new(0);
    for (at, source) in sources.iter_mut().enumerate() {
        read(ground, at, source, &progress, 0, |parsed| {
            persons.take(parsed);
            Ok(())
        })?;
    }
    Ok(persons)
}

/// Computes persons, and keeps of each what `keep` takes.
pub(super) fn compute_each<T: Send>(
    ground: &Ground<'_>,
    persons: Persons,
    keep: impl Fn(&screen::Settled<'_>) -> T + Sync,
    kept: &mut Vec<T>,
) -> Result<(), Failure> {
    in_order(
        ground.jobs,
        pieces(persons.all),
        || {
            |piece: Piece| {
                let settled = piece.into_iter().filter_map(|(entries, gaps)| {
                    screen::settle(&ground.of, entries, gaps, &mut Vec::new()).map(|settled| keep(&settled))
                });
                settled.collect::<Vec<_>>()
            }
        },
        |piece| {
            kept.extend(piece);
            Ok(())
        },
    )
}

/// The persons, as many at a time as a worker takes.
fn pieces(
    persons: impl IntoIterator<Item = (Vec<Entry>, u32)>,
) -> impl FnMut() -> Result<Option<Piece>, Failure> {
    let mut people = persons.into_iter();
    move || {
        let piece: Vec<_> = people.by_ref().take(PERSONS).collect();
        Ok((!piece.is_empty()).then_some(piece))
    }
}

/// Puts the rows of one person together, and writes what comes of it.
pub(super) fn settle(ground: &Ground<'_>, entries: Vec<Entry>, gaps: u32, finished: &mut Finished) {
    let Some(settled) = screen::settle(&ground.of, entries, gaps, &mut finished.aside) else { return };
    let screen::Settled { person, verdict, assessed } = settled;
    finished.tally.count(&ground.of.mapping.folds.village, &person, &verdict);
    finished.lines.push((verdict.pile, screen::line(&ground.of, &person, &verdict, &assessed)));
}

/// Computes persons that are all in memory, but for the first `done`.
pub(super) fn compute(
    ground: &Ground<'_>,
    persons: impl Iterator<Item = (Vec<Entry>, u32)> + Send,
    done: u64,
    results: &mut Results<'_>,
) -> Result<(), Failure> {
    let done = usize::try_from(done).unwrap_or(usize::MAX);
    in_order(
        ground.jobs,
        pieces(persons.skip(done)),
        || {
            |piece: Piece| {
                let mut finished = Finished { persons: piece.len() as u64, ..Finished::default() };
                for (entries, gaps) in piece {
                    settle(ground, entries, gaps, &mut finished);
                }
                finished
            }
        },
        |finished| results.take(finished),
    )
}

pub(super) fn run(
    ground: &Ground<'_>,
    mut sources: Vec<Source>,
    results: &mut Results<'_>,
    progress: &Progress,
) -> Result<(), Failure> {
    let persons = collect(ground, &mut sources, None, results, progress)?;
    let done = results.go_on().persons;
    compute(ground, persons.all.into_iter(), done, results)
}
