//! 一步一步地算：a little at a time, for whoever has one thread and wants to hear of how far it is.

use std::collections::BTreeMap;
use std::io;

use super::lines::NoTable;
use super::open::{Opened, Source};
use super::persons::{Persons, parse, settle};
use super::{Ground, common, template};
use crate::calendar::Date;
use crate::document::cell::Row;
use crate::policy::Policy;
use crate::roster::{
    Common, Entry, Gathered, Mapping, Rows, SetAside, Table, Tally, Verdict, Why, unknown, village,
};

/// As many rows, or persons, are done in one step.
const ROWS: usize = 2_048;
const PERSONS: usize = 256;
/// As many different words that nobody knows are kept: more are no words.
const MOST_WORDS: usize = 200;
/// Of a hundred, the part of the time that reading takes.
const READING: u64 = 40;

/// 一个人, settled, without the words.
#[derive(Debug)]
pub struct Kept {
    /// Who it is, and what was told of them.
    pub person: Gathered,
    /// The pile and the amounts.
    pub verdict: Verdict,
    /// 村 by its one name.
    pub village: Box<str>,
}

/// 一遍筛子, on its way or done.
#[derive(Debug)]
pub struct Run {
    /// The tables, as they were understood.
    pub tables: Vec<Table>,
    /// The pages that are no tables.
    pub others: Vec<NoTable>,
    /// The sums so far.
    pub tally: Tally,
    /// Those who are settled, in the order of their first rows.
    pub kept: Vec<Kept>,
    /// The rows that were set aside.
    pub aside: Vec<SetAside>,
    /// The words that nobody knew, and in how many rows each stands.
    pub unknown: BTreeMap<(Why, String), u64>,
    common: Common,
    sources: Vec<Source>,
    at: usize,
    /// Bytes of the sources that were read, and of all.
    read: u64,
    bytes: u64,
    persons: Persons,
    waiting: Option<std::vec::IntoIter<(Vec<Entry>, u32)>>,
    whole: usize,
}

impl Run {
    /// Of lists that were opened.
    ///
    /// # Errors
    /// What is wrong with the day or the figures, in words.
    pub fn new(policy: &Policy, mapping: &Mapping, as_of: Date, opened: Opened) -> Result<Self, String> {
        let template = template(policy, mapping, as_of)?;
        let tables = opened.tables();
        let mut tally = Tally { rows: opened.aside.len() as u64, ..Tally::default() };
        for aside in &opened.aside {
            tally.set_aside(aside);
        }
        Ok(Self {
            common: common(template, mapping, &tables),
            tables,
            others: opened.others,
            tally,
            kept: Vec::new(),
            aside: opened.aside,
            unknown: BTreeMap::new(),
            sources: opened.sources,
            at: 0,
            read: 0,
            bytes: opened.bytes,
            persons: Persons::default(),
            waiting: None,
            whole: 0,
        })
    }

    /// What the lines stand on.
    #[must_use]
    pub fn ground<'a>(&'a self, policy: &'a Policy, mapping: &'a Mapping) -> Ground<'a> {
        Ground { policy, mapping, tables: &self.tables, common: &self.common, explain: false }
    }

    /// Does a little more; whether all is done.
    ///
    /// # Errors
    /// What the source says.
    pub fn step(&mut self, policy: &Policy, mapping: &Mapping) -> io::Result<bool> {
        if self.at < self.sources.len() {
            self.read_some(policy, mapping)?;
            return Ok(false);
        }
        let persons = &mut self.persons;
        let whole = &mut self.whole;
        let waiting = self.waiting.get_or_insert_with(|| {
            let all = std::mem::take(persons).all;
            *whole = all.len();
            all.into_iter()
        });
        let piece: Vec<_> = waiting.take(PERSONS).collect();
        if piece.is_empty() {
            return Ok(true);
        }
        let ground = Ground { policy, mapping, tables: &self.tables, common: &self.common, explain: false };
        let before = self.aside.len();
        for (entries, gaps) in piece {
            let Some(settled) = settle(&ground, entries, gaps, &mut self.aside) else { continue };
            let (person, verdict) = (settled.person, settled.verdict);
            self.tally.count(&mapping.folds.village, &person, &verdict);
            let village = village(&person.about.town, &person.about.village, &mapping.folds.village).into();
            self.kept.push(Kept { person, verdict, village });
        }
        for aside in self.aside.get(before..).unwrap_or_default() {
            self.tally.set_aside(aside);
        }
        Ok(false)
    }

    /// How far it is, of a thousand.
    #[must_use]
    pub fn progress(&self) -> u64 {
        let part = |done: u64, whole: u64| (1_000 * done).checked_div(whole).unwrap_or(1_000).min(1_000);
        let read = self.read + self.sources.get(self.at).map_or(0, Source::bytes_read);
        let left = self.waiting.as_ref().map_or(self.whole, ExactSizeIterator::len);
        let settled =
            if self.waiting.is_some() { part((self.whole - left) as u64, self.whole as u64) } else { 0 };
        (READING * part(read, self.bytes) + (100 - READING) * settled) / 100
    }

    fn read_some(&mut self, policy: &Policy, mapping: &Mapping) -> io::Result<()> {
        let (Some(source), Some(table)) = (self.sources.get_mut(self.at), self.tables.get(self.at)) else {
            return Ok(());
        };
        let mut piece: Vec<Row> = Vec::with_capacity(ROWS);
        while piece.len() < ROWS
            && let Some(row) = source.next_row()?
        {
            piece.push(row);
        }
        if piece.is_empty() {
            self.read += source.bytes;
            self.at += 1;
            return Ok(());
        }
        let place = u16::try_from(self.at).unwrap_or(u16::MAX);
        let mut parsed = parse(&mut Rows::of(policy, mapping, table, place), &piece);
        self.tally.rows += parsed.rows;
        for aside in &parsed.aside {
            self.tally.set_aside(aside);
            let row = || piece.binary_search_by_key(&aside.row, |row| row.number).ok();
            let text = aside.column.and_then(|column| Some((piece.get(row()?)?, usize::from(column))));
            let words = text.map(|(row, column)| unknown(aside.why, row.cell(column).text, &mapping.folds));
            for word in words.unwrap_or_default() {
                if self.unknown.len() < MOST_WORDS || self.unknown.contains_key(&(aside.why, word.clone())) {
                    *self.unknown.entry((aside.why, word)).or_default() += 1;
                }
            }
        }
        self.aside.append(&mut parsed.aside);
        self.persons.take(parsed);
        Ok(())
    }
}
