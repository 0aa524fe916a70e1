//! 名单：whole lists, for those who work at a desk.

mod heard;
mod told;
mod what_if;

use std::io::Cursor;
use std::sync::Arc;

use js_sys::{Error, Uint8Array};
use wasm_bindgen::prelude::*;

use heard::{Corrections, OtherFiguresIn, QueryIn};

use super::{PolicySummary, plain};
use crate::calendar::Date;
use crate::explain;
use crate::policy::Policy;
use crate::roster::compare::Change;
use crate::roster::{Column, Mapping, Pile, head};
use crate::say::{Say, said};
use crate::screen::{
    self, ChangeQuery, ChangesOut, Export, Figures, Opened, Opening, Query, Run, SortBy, What, WhatIf, Who,
    mapping_of, program_named,
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("list.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "ListTables")]
    pub type ListTables;
    #[wasm_bindgen(typescript_type = "Corrections")]
    pub type CorrectionsIn;
    #[wasm_bindgen(typescript_type = "ListOutcome")]
    pub type ListOutcome;
    #[wasm_bindgen(typescript_type = "OtherFigures")]
    pub type OtherFigures;
    #[wasm_bindgen(typescript_type = "ListQuery")]
    pub type ListQuery;
    #[wasm_bindgen(typescript_type = "PersonRow[] | ChangeRow[]")]
    pub type PersonRows;
    #[wasm_bindgen(typescript_type = "AsideRow[]")]
    pub type AsideRows;
    #[wasm_bindgen(typescript_type = "PersonTold")]
    pub type PersonTold;
    #[wasm_bindgen(typescript_type = "ExportWhat")]
    pub type ExportWhat;
}

/// 名单：files that are put through the sieve of one policy on one day.
#[wasm_bindgen]
#[derive(Debug)]
pub struct List {
    policy: Policy,
    as_of: Date,
    mapping: Mapping,
    files: Vec<(String, Arc<[u8]>)>,
    opened: Option<Opened>,
    run: Option<Run>,
    what_if: Option<WhatIf>,
    shown: Shown,
    doing: Doing,
}

/// The places of those who are shown, of the piles and of the changes.
#[derive(Debug, Default)]
struct Shown {
    piles: Vec<u32>,
    changes: Vec<u32>,
}

/// What is done step by step.
#[derive(Debug)]
enum Doing {
    Computing,
    Comparing,
    Writing(Export),
    /// Written in one step.
    Written(Result<Vec<u8>, String>),
}

#[wasm_bindgen]
impl List {
    /// Of a compiled pack, and the day of the estimate.
    ///
    /// # Errors
    /// Throws on what is no pack or no day.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8], as_of: &str) -> Result<List, Error> {
        let policy = Policy::from_pack(pack).map_err(|error| Error::new(&said!(error)))?;
        let as_of = as_of.parse().map_err(|_| Error::new("要算哪一天：写成 2026-03-15 这样的真实日期"))?;
        let mapping = Mapping::default();
        // A day that the policy does not hold on is refused at once.
        screen::template(&policy, &mapping, as_of).map_err(|words| Error::new(&words))?;
        Ok(Self {
            policy,
            as_of,
            mapping,
            files: Vec::new(),
            opened: None,
            run: None,
            what_if: None,
            shown: Shown::default(),
            doing: Doing::Computing,
        })
    }

    /// What the policy is, and which figures it leaves to the place.
    pub fn policy(&self) -> PolicySummary {
        plain(&explain::summary(&self.policy))
    }

    /// Takes a file in. One that is refused is forgotten.
    ///
    /// # Errors
    /// Throws why it is refused, in one sentence.
    pub fn add_file(&mut self, name: &str, bytes: &[u8]) -> Result<ListTables, JsValue> {
        self.files.push((name.to_owned(), bytes.into()));
        let opened = self.reopen();
        if opened.is_err() {
            self.files.pop();
        }
        opened?;
        Ok(self.tables())
    }

    /// Understands the files by a mapping that was kept.
    ///
    /// # Errors
    /// Throws what is wrong with it.
    pub fn use_mapping(&mut self, text: &str) -> Result<ListTables, JsValue> {
        self.mapping = Mapping::read(text).map_err(|words| Error::new(words.trim_end()))?;
        self.reopen()?;
        Ok(self.tables())
    }

    /// Puts right how the files are understood.
    ///
    /// # Errors
    /// Throws on what is no correction.
    pub fn correct(&mut self, corrections: &CorrectionsIn) -> Result<ListTables, JsValue> {
        let told: Corrections = serde_wasm_bindgen::from_value(corrections.into())?;
        if self.opened.is_none() {
            self.reopen()?;
        }
        if let Some(opened) = &mut self.opened {
            for (source, columns) in opened.sources.iter_mut().zip(told.columns) {
                let table = &mut source.table;
                let known = columns.into_iter().filter(|(_, place)| *place < table.heads.len());
                table.places = known.filter_map(|(id, place)| Some((Column::from_id(&id)?, place))).collect();
                table.kind = head::kind_of(table);
                head::note_units(table);
            }
            self.mapping.not_listed = told.not_listed_is_general.then(|| "general".to_owned());
            self.mapping.blank_is_zero = told.blank_is_zero;
            self.mapping.parameters = told.parameters;
            let sheets = core::mem::replace(&mut self.mapping.sheets, told.sheets);
            self.mapping = mapping_of(&self.policy, &self.mapping, &opened.tables());
            if sheets != self.mapping.sheets {
                self.reopen()?;
            }
        }
        Ok(self.tables())
    }

    /// Notes what a word of the lists means; the next computing goes by it.
    ///
    /// # Errors
    /// Throws on a kind of word that there is none of.
    pub fn fold(&mut self, kind: &str, text: &str, meaning: &str) -> Result<(), JsValue> {
        let folds = &mut self.mapping.folds;
        let (text, meaning) = (text.to_owned(), meaning.to_owned());
        match kind {
            "identity" => drop(folds.identity.insert(text, vec![meaning])),
            "care" => drop(folds.care.insert(text, meaning)),
            "insurance" => drop(folds.insurance.insert(text, meaning)),
            _ => return Err(Error::new("no such kind of word").into()),
        }
        Ok(())
    }

    /// The mapping file, as `jiuzhu screen --mapping` takes it.
    #[must_use]
    pub fn mapping(&self) -> String {
        let read = self.run.as_ref().map(|run| run.tables.clone());
        let opened = || self.opened.as_ref().map(Opened::tables);
        match read.or_else(opened) {
            Some(tables) if !tables.is_empty() => mapping_of(&self.policy, &self.mapping, &tables).to_toml(),
            _ => self.mapping.to_toml(),
        }
    }

    /// Begins to compute.
    ///
    /// # Errors
    /// Throws what is wrong with the figures, in words.
    pub fn begin(&mut self) -> Result<(), JsValue> {
        self.forget();
        if self.opened.is_none() {
            self.reopen()?;
        }
        let opened = self.opened.take().unwrap_or_default();
        let run = Run::new(&self.policy, &self.mapping, self.as_of, opened);
        self.run = Some(run.map_err(|words| Error::new(&words))?);
        self.doing = Doing::Computing;
        Ok(())
    }

    /// Begins to compare with another pack, or with the same policy where there is none, under other figures.
    ///
    /// # Errors
    /// Throws what is wrong with the pack or the figures, in words.
    pub fn what_if(&mut self, pack: Option<Box<[u8]>>, figures: &OtherFigures) -> Result<(), JsValue> {
        let told: OtherFiguresIn = serde_wasm_bindgen::from_value(figures.into())?;
        let stated = told.stated.into_iter().filter_map(|(place, text)| Some((place.parse().ok()?, text)));
        let figures = Figures { parameters: told.parameters, stated: stated.collect() };
        (self.what_if, self.shown.changes) = (None, Vec::new());
        let (policy, mapping, as_of) = (&self.policy, &self.mapping, self.as_of);
        let begun = match pack {
            None => WhatIf::of_figures(policy, mapping, as_of, &figures),
            Some(pack) => {
                let other = Policy::from_pack(&pack).map_err(|error| Error::new(&said!(error)))?;
                let open = |policy: &Policy, mapping: &Mapping| open(&self.files, policy, mapping);
                WhatIf::of_policy(policy, other, mapping, as_of, &figures, open)
            }
        };
        self.what_if = Some(begun.map_err(|words| Error::new(&words))?);
        self.doing = Doing::Comparing;
        Ok(())
    }

    /// Begins to write what is handed out, as a workbook or as csv.
    pub fn hand_out(&mut self, what: &ExportWhat, is_workbook: bool) {
        let id = what.as_string().unwrap_or_default();
        let out = match id.as_str() {
            "changes" if is_workbook => ChangesOut::Workbook,
            "changes" => ChangesOut::Lines,
            "change-sums" => ChangesOut::Sums,
            _ => {
                let what = What::from_id(&id).unwrap_or(What::All);
                self.doing = Doing::Writing(Export::new(what, is_workbook));
                return;
            }
        };
        let compared = self.run.as_ref().zip(self.what_if.as_ref());
        let written = compared.map(|(run, what_if)| what_if.export(&self.policy, run, out));
        self.doing = Doing::Written(written.unwrap_or(Ok(Vec::new())));
    }

    /// Does a little of what was begun; how far it is, of a thousand, or nothing where all is done.
    ///
    /// # Errors
    /// Throws where a file cannot be read any further.
    pub fn step(&mut self) -> Result<Option<u32>, JsValue> {
        let Some(run) = &mut self.run else { return Ok(None) };
        let (policy, mapping) = (&self.policy, &self.mapping);
        let step = match (&mut self.doing, &mut self.what_if) {
            (Doing::Computing, _) => run.step(policy, mapping).map(|done| (done, run.progress())),
            (Doing::Comparing, Some(what_if)) => {
                what_if.step(policy, run).map(|done| (done, what_if.progress(run)))
            }
            (Doing::Writing(export), _) => {
                Ok((export.step(run, policy, mapping), export.progress(run) as u64))
            }
            (Doing::Comparing, None) | (Doing::Written(_), _) => Ok((true, 0)),
        };
        let (done, far) = step.map_err(|error| Error::new(&error.to_string()))?;
        Ok((!done).then(|| u32::try_from(far).unwrap_or(1_000)))
    }

    /// What has come of what was begun: sums, or bytes; of a comparison also before all is done.
    ///
    /// # Errors
    /// Throws what the writer says.
    pub fn outcome(&mut self) -> Result<ListOutcome, JsValue> {
        let Some(run) = &self.run else { return Ok(plain(&())) };
        let bytes = match core::mem::replace(&mut self.doing, Doing::Computing) {
            Doing::Computing => return Ok(plain(&told::result(&self.policy, run))),
            Doing::Comparing => {
                self.doing = Doing::Comparing;
                return Ok(plain(&self.what_if.as_ref().map(what_if::what_if)));
            }
            Doing::Writing(export) => export.bytes(run, &self.policy),
            Doing::Written(bytes) => bytes,
        };
        let bytes = bytes.map_err(|words| Error::new(&words))?;
        Ok(JsValue::from(Uint8Array::from(bytes.as_slice())).unchecked_into())
    }

    /// Lets go of what was computed.
    pub fn forget(&mut self) {
        (self.run, self.what_if, self.shown) = (None, None, Shown::default());
    }

    /// Looks for persons; how many there are.
    ///
    /// # Errors
    /// Throws on what is no query.
    pub fn view(&mut self, query: &ListQuery) -> Result<usize, JsValue> {
        let told: QueryIn = serde_wasm_bindgen::from_value(query.into())?;
        let who = Who { village: told.village, identity: told.identity, text: told.text };
        let (sort, down) = (SortBy::from_id(&told.sort), told.down);
        let Some(run) = &self.run else { return Ok(0) };
        let found = match &self.what_if {
            Some(what_if) if told.changes => {
                let change = told.change.and_then(|place| Change::ALL.get(place).copied());
                let query = ChangeQuery { change, who, program: told.program, sort, down };
                query.of(run, &self.policy, what_if)
            }
            _ => {
                let pile = told.pile.and_then(|place| Pile::ALL.get(place).copied());
                let program = told.program.and_then(|name| program_named(&self.policy, &name));
                Query { pile, who, program, sort, down }.of(run)
            }
        };
        let count = found.len();
        *(if told.changes { &mut self.shown.changes } else { &mut self.shown.piles }) = found;
        Ok(count)
    }

    /// Some of those who were found, in the piles or among the changes.
    pub fn page(&self, changes: bool, from: usize, count: usize) -> PersonRows {
        let shown = if changes { &self.shown.changes } else { &self.shown.piles };
        let shown = shown.iter().skip(from).take(count);
        let Some(run) = &self.run else { return plain(&()) };
        if let Some(what_if) = self.what_if.as_ref().filter(|_| changes) {
            let rows = shown.filter_map(|place| what_if::row(*place, run, what_if));
            return plain(&rows.collect::<Vec<_>>());
        }
        let row = |place: &u32| Some((*place, run.kept.get(usize::try_from(*place).ok()?)?));
        plain(&shown.filter_map(row).map(|(place, kept)| told::row(place, kept)).collect::<Vec<_>>())
    }

    /// Some of the rows that were set aside, those that belong to no person's row last or not at all.
    pub fn aside(&self, from: usize, count: usize, furniture: bool) -> AsideRows {
        let rows = self.run.as_ref().map(|run| {
            let faults = run.aside.iter().filter(|row| furniture || !row.why.is_furniture());
            faults.skip(from).take(count).map(|row| told::aside(run, row)).collect::<Vec<_>>()
        });
        plain(&rows.unwrap_or_default())
    }

    /// All the words about one person, and how it would be under what is compared with, where that is asked for.
    pub fn person(&self, place: u32, changes: bool) -> PersonTold {
        let kept = self.run.as_ref().and_then(|run| Some((run, run.kept.get(usize::try_from(place).ok()?)?)));
        let what_if = self.what_if.as_ref().filter(|_| changes);
        let told = kept.map(|(run, kept)| {
            let other = what_if.and_then(|what_if| what_if::other(what_if, kept));
            told::person(&run.ground(&self.policy, &self.mapping), kept, other)
        });
        plain(&told)
    }
}

impl List {
    /// Opens all files anew, by the mapping.
    fn reopen(&mut self) -> Result<(), JsValue> {
        self.forget();
        let opened = open(&self.files, &self.policy, &self.mapping);
        self.opened = Some(opened.map_err(|words| Error::new(&words))?);
        Ok(())
    }

    /// How the files are understood.
    fn tables(&self) -> ListTables {
        plain(&told::tables(&self.policy, &self.mapping, self.opened.as_ref()))
    }
}

/// Opens files by a mapping.
fn open(files: &[(String, Arc<[u8]>)], policy: &Policy, mapping: &Mapping) -> Result<Opened, String> {
    let mut opening = Opening::new(policy, mapping);
    for (name, bytes) in files {
        let length = bytes.len() as u64;
        opening.file(name, Cursor::new(Arc::clone(bytes)), length).map_err(|error| said!(error))?;
    }
    Ok(opening.done())
}
