//! 名单：whole lists, for those who work at a desk.

mod told;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use js_sys::{Error, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::{PolicySummary, plain};
use crate::calendar::Date;
use crate::explain;
use crate::policy::Policy;
use crate::roster::{Column, Mapping, Pile, Table, head};
use crate::say::{Say, said};
use crate::screen::{
    self, Export, NotOpened, Opened, Opening, Query, Run, SortBy, What, mapping_of, program_named,
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("list.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "ListTables")]
    pub type ListTables;
    #[wasm_bindgen(typescript_type = "Corrections")]
    pub type CorrectionsIn;
    #[wasm_bindgen(typescript_type = "ListResult")]
    pub type ListResult;
    #[wasm_bindgen(typescript_type = "ListQuery")]
    pub type ListQuery;
    #[wasm_bindgen(typescript_type = "PersonRow[]")]
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
pub struct List {
    policy: Policy,
    as_of: Date,
    mapping: Mapping,
    files: Vec<(String, Arc<[u8]>)>,
    opened: Option<Opened>,
    run: Option<Run>,
    shown: Vec<u32>,
    export: Option<Export>,
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
        let (files, shown) = (Vec::new(), Vec::new());
        Ok(Self { policy, as_of, mapping, files, opened: None, run: None, shown, export: None })
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

    /// How the files are understood.
    pub fn tables(&self) -> ListTables {
        let told = told::tables(&self.policy, &self.mapping, self.opened.as_ref());
        plain(&told)
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
            let tables: Vec<Table> = opened.sources.iter().map(|source| source.table.clone()).collect();
            self.mapping = mapping_of(&self.policy, &self.mapping, &tables);
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
        self.mapping.to_toml()
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
        Ok(())
    }

    /// Computes a little; how far it is, of a thousand, or nothing where all is done.
    ///
    /// # Errors
    /// Throws where a file cannot be read any further.
    pub fn step(&mut self) -> Result<Option<u32>, JsValue> {
        let Some(run) = &mut self.run else { return Ok(None) };
        let done = run.step(&self.policy, &self.mapping).map_err(|error| Error::new(&error.to_string()))?;
        Ok((!done).then(|| u32::try_from(run.progress()).unwrap_or(1_000)))
    }

    /// Lets go of what was computed.
    pub fn forget(&mut self) {
        self.run = None;
        self.export = None;
        self.shown = Vec::new();
    }

    /// The sums.
    pub fn result(&self) -> ListResult {
        plain(&self.run.as_ref().map(|run| told::result(&self.policy, run)))
    }

    /// Looks for persons; how many there are.
    ///
    /// # Errors
    /// Throws on what is no query.
    pub fn view(&mut self, query: &ListQuery) -> Result<usize, JsValue> {
        let told: QueryIn = serde_wasm_bindgen::from_value(query.into())?;
        let query = Query {
            pile: told.pile.and_then(|place| Pile::ALL.get(place).copied()),
            program: told.program.and_then(|name| program_named(&self.policy, &name)),
            village: told.village,
            identity: told.identity,
            text: told.text,
            sort: SortBy::from_id(&told.sort),
            down: told.down,
        };
        self.shown = self.run.as_ref().map(|run| query.of(run)).unwrap_or_default();
        Ok(self.shown.len())
    }

    /// Some of those who were found.
    pub fn page(&self, from: usize, count: usize) -> PersonRows {
        let shown = self.shown.iter().skip(from).take(count);
        let rows = self.run.as_ref().map(|run| {
            let row = |place: &u32| Some((*place, run.kept.get(usize::try_from(*place).ok()?)?));
            shown.filter_map(row).map(|(place, kept)| told::row(place, kept)).collect::<Vec<_>>()
        });
        plain(&rows.unwrap_or_default())
    }

    /// Some of the rows that were set aside, those that belong to no person's row last or not at all.
    pub fn aside(&self, from: usize, count: usize, furniture: bool) -> AsideRows {
        let rows = self.run.as_ref().map(|run| {
            let faults = run.aside.iter().filter(|row| furniture || !row.why.is_furniture());
            faults.skip(from).take(count).map(|row| told::aside(run, row)).collect::<Vec<_>>()
        });
        plain(&rows.unwrap_or_default())
    }

    /// All the words about one person.
    pub fn person(&self, place: u32) -> PersonTold {
        let kept = self.run.as_ref().and_then(|run| Some((run, run.kept.get(usize::try_from(place).ok()?)?)));
        let told = kept.map(|(run, kept)| told::person(&run.ground(&self.policy, &self.mapping), kept));
        plain(&told)
    }

    /// Begins to write what is handed out, as a workbook or as csv.
    pub fn export_begin(&mut self, what: &ExportWhat, is_workbook: bool) {
        let what = what.as_string().and_then(|id| What::from_id(&id)).unwrap_or(What::All);
        self.export = Some(Export::new(what, is_workbook));
    }

    /// Writes a little; how far it is, of a thousand, or nothing where all is written.
    pub fn export_step(&mut self) -> Option<u32> {
        let (run, export) = (self.run.as_ref()?, self.export.as_mut()?);
        let done = export.step(run, &self.policy, &self.mapping);
        (!done).then(|| u32::try_from(export.progress(run)).unwrap_or(1_000))
    }

    /// The bytes of what was written.
    ///
    /// # Errors
    /// Throws what the writer says.
    pub fn export_take(&mut self) -> Result<Uint8Array, JsValue> {
        let (Some(run), Some(export)) = (&self.run, self.export.take()) else {
            return Ok(Uint8Array::new_with_length(0));
        };
        let bytes = export.bytes(run, &self.policy).map_err(|words| Error::new(&words))?;
        Ok(Uint8Array::from(bytes.as_slice()))
    }
}

impl List {
    /// Opens all files anew, by the mapping.
    fn reopen(&mut self) -> Result<(), JsValue> {
        self.forget();
        let mut opening = Opening::new(&self.policy, &self.mapping);
        for (name, bytes) in &self.files {
            let length = bytes.len() as u64;
            opening.file(name, Cursor::new(Arc::clone(bytes)), length).map_err(|error| {
                let words = match error {
                    NotOpened::Refused(refused) => said!(refused),
                    NotOpened::NoHead => said!(told::NO_HEAD),
                    NotOpened::Io(error) => error.to_string(),
                };
                JsValue::from(Error::new(&words))
            })?;
        }
        self.opened = Some(opening.done());
        Ok(())
    }
}

/// What the user puts right.
#[derive(Deserialize)]
struct Corrections {
    /// Of each table, the place of each column.
    columns: Vec<BTreeMap<String, usize>>,
    not_listed_is_general: bool,
    blank_is_zero: bool,
    parameters: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct QueryIn {
    pile: Option<usize>,
    village: Option<String>,
    identity: Option<String>,
    program: Option<String>,
    text: String,
    sort: String,
    down: bool,
}
