//! 排好的名单：one file of settlements in the order of the ID numbers, in memory that does not grow with it.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, Ordering};

use super::super::exit::Failure;
use super::super::parallel::in_order;
use super::Ground;
use super::output::Output;
use super::persons::{Finished, collect, compute, settle, write};
use super::progress::Progress;
use crate::document::cell::Row;
use crate::roster::{Entry, Kind, Rows, SetAside, Tally, Why};
use crate::screen::{Persons, Source, parse};

/// At least as many rows are handed to a worker at once; rows of one person are never parted.
const ROWS: usize = 1_024;

/// What is known of somebody from other files, and whether their settlements came.
struct Known {
    came: AtomicBool,
    entries: Vec<Entry>,
    gaps: u32,
}

pub(super) fn run(
    ground: &Ground<'_>,
    mut sources: Vec<Source>,
    tally: &mut Tally,
    output: &mut Output,
    progress: &Progress,
) -> Result<(), Failure> {
    let settlements = |(_, source): &(usize, &mut Source)| source.table.kind == Kind::Settlements;
    if sources.iter().filter(|source| source.table.kind == Kind::Settlements).count() != 1 {
        return Err(Failure::Usage(
            "--sorted 要正好一张结算记录的表，按身份证号排好；别的表是人员名单".into(),
        ));
    }
    let known = collect(ground, &mut sources, Some(Kind::Settlements), tally, output, progress)?;
    let known: HashMap<u64, Known> = known
        .all
        .into_iter()
        .filter_map(|(entries, gaps)| {
            let id = entries.first()?.id;
            Some((id.key(), Known { came: AtomicBool::new(false), entries, gaps }))
        })
        .collect();
    let Some((at, source)) = sources.iter_mut().enumerate().find(settlements) else { return Ok(()) };
    let Some(table) = ground.of.tables.get(at) else { return Ok(()) };
    let place = u16::try_from(at).unwrap_or(u16::MAX);
    let by_itself = Rows::of(ground.of.policy, ground.of.mapping, table, place);
    let mut next: Option<(Row, bool)> = None;
    let mut last = 0_u64;
    let mut ended = false;
    let produce = || {
        let mut piece: Vec<(Row, bool)> = Vec::with_capacity(ROWS + 16);
        piece.extend(next.take());
        while !ended {
            let Some(row) = source.next_row()? else {
                ended = true;
                break;
            };
            // A row without a number belongs to nobody, and parts nobody's rows.
            let key = by_itself.id(&row).map_or(last, crate::roster::IdNumber::key);
            let in_order = key >= last;
            let begins = key > last;
            last = last.max(key);
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
        let mut rows = Rows::of(ground.of.policy, ground.of.mapping, table, place);
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
                if let Some(known) = known.get(&key) {
                    known.came.store(true, Ordering::Relaxed);
                    entries.splice(0..0, known.entries.iter().cloned());
                    gaps += known.gaps;
                }
                settle(ground, entries, gaps, &mut finished);
            }
            finished
        }
    };
    in_order(ground.jobs, produce, worker, |finished| {
        progress.tell();
        write(finished, tally, output, ground)
    })?;
    let left = known.into_values().filter(|known| !known.came.load(Ordering::Relaxed));
    let mut left: Vec<_> = left.map(|known| (known.entries, known.gaps)).collect();
    left.sort_by_key(|(entries, _)| entries.first().map(|entry| (entry.table, entry.row)));
    compute(ground, Persons::of_all(left), tally, output)
}
