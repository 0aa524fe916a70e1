//! 过筛子：Arrow streams in, piles out, a batch at a time, by whoever asks for it.

use std::collections::{HashMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType};
use jiuzhu::calendar::Date;
use jiuzhu::document::cell::Row;
use jiuzhu::policy;
use jiuzhu::roster::{Column, Common, Entry, Mapping, Rows, SetAside, Table, Why};
use jiuzhu::screen::{self as steps, Ground, Parsed, Persons};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::cells::{self, Texts};
use crate::piles::{self, Piles};
use crate::policy::Policy;
use crate::stream::{Batches, Screened, source};
use crate::tables::{OF_TABLE, only, several};

/// As many persons are in a batch of the result.
const PERSONS: usize = 4_096;

/// Puts lists through the sieve; `lists` are pairs of a name and what has Arrow in it.
#[pyfunction]
#[pyo3(signature = (lists, policy, as_of, mapping, *, explain, sorted))]
#[allow(clippy::needless_pass_by_value, reason = "Python hands a list over by value")]
pub fn screen(
    lists: Vec<(String, Bound<'_, PyAny>)>,
    policy: &Policy,
    as_of: &str,
    mapping: &str,
    explain: bool,
    sorted: bool,
) -> PyResult<Screened> {
    let wrong = |words: String| PyValueError::new_err(words);
    let rules = policy.rules.clone();
    let mapping =
        Mapping::read(mapping).map_err(|words| wrong(format!("列的对应有错：{}", words.trim_end())))?;
    let as_of: Date =
        as_of.parse().map_err(|_| wrong(format!("as_of 不能写 {as_of}：写成 2026-03-15 这样")))?;
    let template = steps::template(&rules, &mapping, as_of).map_err(wrong)?;
    let (mut tables, mut sources) = (Vec::new(), VecDeque::new());
    for (name, data) in &lists {
        let (schema, batches) = source(data)?;
        let first = tables.len();
        let several = several(&schema);
        if several.is_empty() {
            tables.push(cells::table(&schema, name, &mapping, &rules).map_err(wrong)?);
        } else {
            for (place, own) in several.iter().enumerate() {
                tables.push(
                    cells::table(own, &format!("{name}{}", place + 1), &mapping, &rules).map_err(wrong)?,
                );
            }
        }
        sources.push_back(Source { first, batches });
    }
    let common = steps::common(template, &mapping, &tables);
    let numbers = vec![0; tables.len()];
    let way = Way { rules, mapping, tables, common, explain };
    let sieve = Sieve {
        way,
        sources,
        numbers,
        sorted,
        persons: Some(Persons::default()),
        known: HashMap::new(),
        current: None,
        waiting: None,
        finished: Finished::default(),
    };
    Ok(Screened::of(Box::new(sieve), piles::schema(explain)))
}

struct Source {
    /// The first of its tables.
    first: usize,
    batches: Batches,
}

/// What all of it stands on.
struct Way {
    rules: Arc<policy::Policy>,
    mapping: Mapping,
    tables: Vec<Table>,
    common: Common,
    explain: bool,
}

impl Way {
    fn ground(&self) -> Ground<'_> {
        Ground {
            policy: &self.rules,
            mapping: &self.mapping,
            tables: &self.tables,
            common: &self.common,
            explain: self.explain,
        }
    }
}

/// Rows of one person, so far.
struct Current {
    key: u64,
    entries: Vec<Entry>,
    gaps: u32,
}

/// Lists on their way through the sieve.
struct Sieve {
    way: Way,
    sources: VecDeque<Source>,
    /// How many rows each table had.
    numbers: Vec<u32>,
    /// Whether the last source comes in the order of the ID numbers.
    sorted: bool,
    persons: Option<Persons>,
    known: HashMap<u64, (Vec<Entry>, u32)>,
    current: Option<Current>,
    waiting: Option<std::vec::IntoIter<(Vec<Entry>, u32)>>,
    finished: Finished,
}

/// What is ready to be handed out.
#[derive(Default)]
struct Finished {
    persons: Vec<(Vec<Entry>, u32)>,
    aside: Vec<(SetAside, String)>,
}

impl Iterator for Sieve {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.finished.persons.len() + self.finished.aside.len() >= PERSONS {
                return Some(self.hand_out());
            }
            let is_last = self.sources.len() == 1;
            if let Some(source) = self.sources.front_mut() {
                let first = source.first;
                match source.batches.next() {
                    Some(Ok(batch)) => {
                        if let Err(error) = self.take(first, &batch, self.sorted && is_last) {
                            return Some(Err(error));
                        }
                    }
                    Some(Err(error)) => return Some(Err(error)),
                    None => {
                        self.sources.pop_front();
                        self.after_source();
                    }
                }
                continue;
            }
            if let Some(waiting) = &mut self.waiting {
                self.finished.persons.extend(waiting.take(PERSONS));
                if waiting.len() == 0 {
                    self.waiting = None;
                }
                continue;
            }
            let is_empty = self.finished.persons.is_empty() && self.finished.aside.is_empty();
            return (!is_empty).then(|| self.hand_out());
        }
    }
}

impl Sieve {
    /// Reads a batch.
    fn take(&mut self, first: usize, batch: &RecordBatch, sorted: bool) -> Result<(), ArrowError> {
        let which = match batch.column_by_name(OF_TABLE) {
            Some(column) => Some(cast(column, &DataType::Int32)?),
            None => None,
        };
        let count = if which.is_some() { several(&batch.schema()).len() } else { 1 };
        let mut readers = Vec::new();
        for place in 0..count {
            let Some(table) = self.way.tables.get(first + place) else { continue };
            let own = if which.is_some() { only(batch, place)? } else { batch.clone() };
            let at = u16::try_from(first + place).unwrap_or(u16::MAX);
            readers.push((
                Texts::of(&own, table)?,
                Rows::of(&self.way.rules, &self.way.mapping, table, at),
                table,
            ));
        }
        let mut row = Row::new(0);
        let mut parsed = Parsed { entries: Vec::new(), aside: Vec::new(), gaps: Vec::new(), rows: 0 };
        for place in 0..batch.num_rows() {
            let of = which.as_ref().map_or(0, |which| which.as_primitive::<Int32Type>().value(place));
            let of = usize::try_from(of).unwrap_or_default();
            let (Some((texts, rows, table)), Some(number)) =
                (readers.get_mut(of), self.numbers.get_mut(first + of))
            else {
                continue;
            };
            *number = number.saturating_add(1);
            texts.fill(&mut row, place, *number);
            let before = parsed.entries.len();
            let read = catch_unwind(AssertUnwindSafe(|| rows.read(&row, &mut parsed.entries)));
            let read = read.unwrap_or_else(|_| {
                parsed.entries.truncate(before);
                let at = u16::try_from(first + of).unwrap_or(u16::MAX);
                Err(SetAside { table: at, column: None, row: *number, why: Why::Internal })
            });
            let id = rows.id(&row);
            if sorted && let Some(id) = id {
                let is_late = self.current.as_ref().is_some_and(|current| current.key > id.key());
                if is_late {
                    parsed.entries.truncate(before);
                    let at = u16::try_from(first + of).unwrap_or(u16::MAX);
                    let aside = SetAside { table: at, column: None, row: *number, why: Why::OutOfOrder };
                    self.finished.aside.push((aside, id.to_string()));
                    continue;
                }
                if self.current.as_ref().is_none_or(|current| current.key < id.key()) {
                    Self::end_person(&mut self.current, &mut self.known, &mut self.finished);
                    self.current = Some(Current { key: id.key(), entries: Vec::new(), gaps: 0 });
                }
                if let Some(current) = &mut self.current {
                    current.entries.extend(parsed.entries.drain(before..));
                    current.gaps += u32::from(read.is_err_and(|aside| aside.why.leaves_a_gap()));
                }
            }
            if let Err(aside) = read {
                if !sorted {
                    parsed.gaps.extend(id.filter(|_| aside.why.leaves_a_gap()));
                }
                let told =
                    id.map_or_else(|| table.cell(&row, Column::Id).text.to_owned(), |id| id.to_string());
                self.finished.aside.push((aside, told));
            }
        }
        if let Some(persons) = &mut self.persons {
            persons.take(parsed);
        }
        Ok(())
    }

    /// After a source: what was read so far is what is known of those who come sorted, or all.
    fn after_source(&mut self) {
        Self::end_person(&mut self.current, &mut self.known, &mut self.finished);
        let left = self.sources.len();
        if left == 0 || (left == 1 && self.sorted) {
            let all = self.persons.take().map(|persons| persons.all).unwrap_or_default();
            if left == 0 {
                let mut all = all;
                all.extend(self.known.drain().map(|(_, known)| known));
                all.sort_by_key(|(entries, _)| entries.first().map(|entry| (entry.table, entry.row)));
                self.waiting = Some(all.into_iter());
            } else {
                let known = all.into_iter().filter_map(|known| Some((known.0.first()?.id.key(), known)));
                self.known = known.collect();
                self.persons = Some(Persons::default());
            }
        }
    }

    fn end_person(
        current: &mut Option<Current>,
        known: &mut HashMap<u64, (Vec<Entry>, u32)>,
        finished: &mut Finished,
    ) {
        let Some(mut current) = current.take() else { return };
        if let Some((entries, gaps)) = known.remove(&current.key) {
            current.entries.splice(0..0, entries);
            current.gaps += gaps;
        }
        finished.persons.push((current.entries, current.gaps));
    }

    /// Computes those who are ready, and writes them with what was set aside.
    fn hand_out(&mut self) -> Result<RecordBatch, ArrowError> {
        let mut piles = Piles::new(self.way.explain);
        let ground = self.way.ground();
        let mut aside = Vec::new();
        for (entries, gaps) in self.finished.persons.drain(..) {
            let id = entries.first().map(|entry| entry.id);
            settle(&ground, entries, gaps, &mut aside, &mut piles);
            let told = id.map(|id| id.to_string()).unwrap_or_default();
            self.finished.aside.extend(aside.drain(..).map(|row| (row, told.clone())));
        }
        for (row, id) in self.finished.aside.drain(..) {
            piles.aside(&self.way.tables, &row, &id);
        }
        piles.batch()
    }
}

/// Puts one person together; whoever that breaks on is set aside, and the others come out all the same.
fn settle(ground: &Ground<'_>, entries: Vec<Entry>, gaps: u32, aside: &mut Vec<SetAside>, piles: &mut Piles) {
    let rows: Vec<_> =
        entries.iter().filter(|entry| entry.leads).map(|entry| (entry.table, entry.row)).collect();
    let before = aside.len();
    let compute = AssertUnwindSafe(|| {
        #[cfg(feature = "planted")]
        planted(&rows);
        steps::settle(ground, entries, gaps, aside)
    });
    match catch_unwind(compute) {
        Ok(Some(settled)) => piles.person(ground, &settled),
        Ok(None) => {}
        Err(_) => {
            aside.truncate(before);
            let broken = |(table, row)| SetAside { table, column: None, row, why: Why::Internal };
            aside.extend(rows.into_iter().map(broken));
        }
    }
}

/// A fault of ours, at the row where a test wants one.
#[cfg(feature = "planted")]
fn planted(rows: &[(u16, u32)]) {
    let wanted = std::env::var("JIUZHU_PLANTED").ok().and_then(|row| row.parse().ok());
    assert!(!rows.iter().any(|(_, row)| Some(*row) == wanted), "planted");
}
