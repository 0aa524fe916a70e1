//! 排好的名单：one file of settlements in the order of the ID numbers, in memory that does not grow with it.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use super::super::exit::Failure;
use super::super::parallel::in_order;
use super::Ground;
use super::persons::{Finished, collect, compute, settle};
use super::progress::Progress;
use super::results::Results;
use crate::document::cell::Row;
use crate::roster::{Entry, IdNumber, Kind, Rows, SetAside, Why};
use crate::screen::{Persons, Source, parse};

/// At least as many rows are handed to a worker at once; rows of one person are never parted.
const ROWS: usize = 1_024;

/// Where the rows have come to in the order, and who came of those that other files know.
struct Order<'a> {
    rows: Rows<'a>,
    known: &'a Persons,
    last: u64,
    came: Vec<bool>,
}

impl Order<'_> {
    /// Whether a row stands in order, and whether it begins another person.
    fn take(&mut self, row: &Row) -> (bool, bool) {
        // A row without a number belongs to nobody, and parts nobody's rows.
        let Some(key) = self.rows.id(row).map(IdNumber::key) else { return (true, false) };
        let begins = key > self.last;
        if begins && let Some(came) = self.known.place_of(key).and_then(|place| self.came.get_mut(place)) {
            *came = true;
        }
        let in_order = key >= self.last;
        self.last = self.last.max(key);
        (in_order, begins)
    }
}

pub(super) fn run(
    ground: &Ground<'_>,
    mut sources: Vec<Source>,
    results: &mut Results<'_>,
    progress: &Progress,
) -> Result<(), Failure> {
    let settlements = |(_, source): &(usize, &mut Source)| source.table.kind == Kind::Settlements;
    if sources.iter().filter(|source| source.table.kind == Kind::Settlements).count() != 1 {
        return Err(Failure::Usage(
            "--sorted 要正好一张结算记录的表，按身份证号排好；别的表是人员名单".into(),
        ));
    }
    let known = collect(ground, &mut sources, Some(Kind::Settlements), results, progress)?;
    let Some((at, source)) = sources.iter_mut().enumerate().find(settlements) else { return Ok(()) };
    let Some(table) = ground.of.tables.get(at) else { return Ok(()) };
    let place = u16::try_from(at).unwrap_or(u16::MAX);
    let rows = || Rows::of(ground.of.policy, ground.of.mapping, table, place);
    let mut order = Order { rows: rows(), known: &known, last: 0, came: vec![false; known.all.len()] };
    let done = results.go_on();
    for _ in 0..done.rows {
        let Some(row) = source.next_row()? else { break };
        order.take(&row);
    }
    let mut next: Option<(Row, bool)> = None;
    let mut ended = false;
    let produce = || {
        let mut piece: Vec<(Row, bool)> = Vec::with_capacity(ROWS + 16);
        piece.extend(next.take());
        while !ended {
            let Some(row) = source.next_row()? else {
                ended = true;
                break;
            };
            let (in_order, begins) = order.take(&row);
            if piece.len() >= ROWS && begins {
                next = Some((row, in_order));
                break;
            }
            piece.push((row, in_order));
        }
        progress.read.store(source.bytes_read(), Ordering::Relaxed);
        Ok((!piece.is_empty()).then_some(piece))
    };
    let worker = || {
        let mut rows = rows();
        let known = &known;
        move |piece: Vec<(Row, bool)>| {
            let mut finished = Finished::default();
            finished.tally.rows = piece.len() as u64;
            let (sorted, others): (Vec<_>, Vec<_>) = piece.into_iter().partition(|(_, in_order)| *in_order);
            for (row, _) in others {
                finished.aside.push(SetAside {
                    table: place,
                    column: None,
                    row: row.number,
                    why: Why::OutOfOrder,
                });
            }
            let sorted: Vec<Row> = sorted.into_iter().map(|(row, _)| row).collect();
            let parsed = parse(&mut rows, &sorted);
            finished.aside.extend(parsed.aside);
            let mut people: BTreeMap<u64, (Vec<Entry>, u32)> = BTreeMap::new();
            for entry in parsed.entries {
                people.entry(entry.id.key()).or_default().0.push(entry);
            }
            for id in parsed.gaps {
                people.entry(id.key()).or_default().1 += 1;
            }
            for (key, (mut entries, mut gaps)) in people {
                if let Some((others, more)) = known.place_of(key).and_then(|place| known.all.get(place)) {
                    entries.splice(0..0, others.iter().cloned());
                    gaps += more;
                }
                settle(ground, entries, gaps, &mut finished);
            }
            finished
        }
    };
    in_order(ground.jobs, produce, worker, |finished| {
        progress.tell();
        results.take(finished)
    })?;
    let came = order.came;
    let left = known.all.into_iter().zip(came).filter(|(_, came)| !came);
    compute(ground, left.map(|(person, _)| person), done.persons, results)
}
