//! 互相引用：what the parts of a pack refer to, while it is read.

use core::cell::RefCell;

use super::diagnostic::Note;
use super::ids::{Ids, Names};
use super::named::{self, Named};
use super::places::Tests;
use super::{Common, question, wording};
use crate::document::{Data, Node, Reader, Span, Table};
use crate::policy::{
    Citation, DiseaseList, Document, FactQuestion, Id, Parameter, Pool, Program, Reading, Route,
    SourceDocument,
};

/// More items than any part of a pack has.
pub(super) const MOST: usize = 1000;
/// More citations than stand together.
const MOST_TOGETHER: usize = 6;

/// Something that nothing refers to.
pub(super) struct Unused {
    pub list: &'static str,
    pub id: String,
    pub note: Note,
}

/// What the parts of a pack refer to, while it is read.
#[derive(Debug)]
pub(super) struct Book<'c> {
    pub common: &'c Common,
    pub sources: Ids<SourceDocument>,
    pub citations: Ids<Citation>,
    pub parameters: Ids<Parameter>,
    pub parameter_values: Vec<Option<Parameter>>,
    /// The citation of each parameter whose figure is known.
    pub parameter_citations: Vec<Option<Id<Citation>>>,
    /// Whether each parameter, while it is not filled in, is anything within its bounds.
    pub parameter_ranges: Vec<bool>,
    pub readings: Ids<Reading>,
    pub reading_values: Vec<Option<Reading>>,
    pub facts: Ids<FactQuestion>,
    pub fact_values: Vec<Option<FactQuestion>>,
    pub lists: Ids<DiseaseList>,
    pub documents: Ids<Document>,
    pub routes: Ids<Route>,
    pub pools: Ids<Pool>,
    pub pool_cited: Vec<bool>,
    pub programs: Ids<Program>,
    pub groups: Names,
    pub group_values: Vec<Option<Named>>,
    pub conditions: Names,
    pub condition_values: Vec<Option<Named>>,
    /// Citations that stand together.
    together: RefCell<Vec<Vec<Id<Citation>>>>,
    /// Where the tests of the condition stand that is being read.
    tests: RefCell<Vec<Span>>,
    /// Of each condition that was read, where it stands, and where its tests do.
    tests_of: RefCell<Tests>,
    notes: RefCell<Vec<Note>>,
}

impl<'c> Book<'c> {
    /// Everything that can be referred to.
    pub fn read(table: &Table<'_>, common: &'c Common, notes: &mut Vec<Note>) -> Self {
        let mut names = |field| Names::collect(table, field, notes);
        let mut book = Self {
            common,
            sources: names("sources").into(),
            citations: names("citations").into(),
            parameters: names("parameters").into(),
            parameter_values: Vec::new(),
            parameter_citations: Vec::new(),
            parameter_ranges: Vec::new(),
            readings: names("readings").into(),
            reading_values: Vec::new(),
            facts: Names::default().into(),
            fact_values: Vec::new(),
            lists: names("lists").into(),
            documents: names("documents").into(),
            routes: names("routes").into(),
            pools: names("pools").into(),
            pool_cited: Vec::new(),
            programs: names("programs").into(),
            groups: names("groups"),
            group_values: Vec::new(),
            conditions: names("conditions"),
            condition_values: Vec::new(),
            together: RefCell::new(Vec::new()),
            tests: RefCell::new(Vec::new()),
            tests_of: RefCell::new(Vec::new()),
            notes: RefCell::new(Vec::new()),
        };
        let list = |field| table.get(field);
        let values = list("parameters")
            .and_then(|field| field.list(MOST, |item| Some(question::parameter(item, &book))));
        book.parameter_values = values.unwrap_or_default();
        let values = list("parameters")
            .and_then(|field| field.list(MOST, |item| Some(question::parameter_citation(item, &book))));
        book.parameter_citations = values.unwrap_or_default();
        let values = list("parameters")
            .and_then(|field| field.list(MOST, |item| Some(question::parameter_ranges(item, &book))));
        book.parameter_ranges = values.unwrap_or_default();
        let values =
            list("readings").and_then(|field| field.list(MOST, |item| Some(question::reading(item, &book))));
        book.reading_values = values.unwrap_or_default();
        let (names, values) = facts(table, common, notes);
        (book.facts, book.fact_values) = (names.into(), values);
        (book.group_values, book.condition_values) = named::read(table, &book);
        let cited = |item: Reader<'_>| match item.data() {
            Data::Table(fields) => Some(fields.iter().any(|(name, _)| name == "cite")),
            _ => Some(false),
        };
        book.pool_cited = list("pools").and_then(|field| field.list(MOST, cited)).unwrap_or_default();
        book
    }

    pub fn error(&self, at: Span, code: &'static str, text: impl Into<String>) {
        self.notes.borrow_mut().push(Note::error(at, code, text));
    }

    /// Takes over what was found wrong elsewhere.
    pub fn tell(&self, mut found: Vec<Note>) {
        self.notes.borrow_mut().append(&mut found);
    }

    /// The question that stands here. A common one has to be chosen before it is used; who wrote nearly the
    /// id of one that is there meant that one.
    pub fn fact(&self, reader: Reader<'_>) -> Option<Id<FactQuestion>> {
        if let Data::Text(id) = reader.data()
            && self.facts.place(id).is_none()
            && self.common.facts.iter().any(|fact| fact.id == *id)
            && wording::suggestion(id, self.facts.names()).is_empty()
        {
            let text = format!(
                "{id} 是公共的问题，包里还没有选用：在前面写 facts = [\"{id}\"]（已经写了 facts 的，加在里面）"
            );
            self.error(reader.at(), "unknown-id", text);
            return None;
        }
        self.facts.find(reader)
    }

    /// The citation that the field `cite` names. One that is not known stands for some citation, so that what it
    /// should support is not told to lack one.
    pub fn cite(&self, table: &Table<'_>) -> Option<Id<Citation>> {
        let field = table.get("cite")?;
        let Data::List(items) = field.data() else { return self.citations.find(field).or(Id::at(0)) };
        if items.is_empty() {
            self.error(field.at(), "empty-list", "cite 是空的：至少写一条依据");
        }
        let ids = field.list(MOST_TOGETHER, |item| self.citations.find(item));
        ids.map_or(Id::at(0), |ids| self.together(ids))
    }

    /// Several citations that stand together, as one behind those that the pack lists.
    fn together(&self, ids: Vec<Id<Citation>>) -> Option<Id<Citation>> {
        if let [only] = *ids {
            return Some(only);
        }
        let mut together = self.together.borrow_mut();
        let known = together.iter().position(|others| *others == ids);
        let place = known.unwrap_or_else(|| {
            together.push(ids);
            together.len() - 1
        });
        Id::at(self.citations.names().count() + place)
    }

    /// Two citations that stand together, each of which may be several.
    pub fn both(&self, one: Id<Citation>, other: Id<Citation>) -> Option<Id<Citation>> {
        let listed = self.citations.names().count();
        let mut ids: Vec<Id<Citation>> = Vec::new();
        for id in [one, other] {
            let several = id.place().checked_sub(listed);
            let several = several.and_then(|place| self.together.borrow().get(place).cloned());
            for id in several.unwrap_or_else(|| vec![id]) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        self.together(ids)
    }

    /// The citations that stand together.
    pub fn citations_together(&self) -> Vec<Vec<Id<Citation>>> {
        self.together.borrow().clone()
    }

    /// Takes down where the next test of a condition stands.
    pub fn test_at(&self, at: Span) {
        self.tests.borrow_mut().push(at);
    }

    /// How many tests the condition that is being read has by now.
    pub fn tests_read(&self) -> usize {
        self.tests.borrow().len()
    }

    /// Of the tests read since there were so many, keeps those that are wanted.
    pub fn keep_tests(&self, since: usize, wanted: &[bool]) {
        let mut wanted = core::iter::repeat_n(&true, since).chain(wanted);
        self.tests.borrow_mut().retain(|_| wanted.next().is_none_or(|wanted| *wanted));
    }

    /// Takes down that a condition was read which stands here.
    pub fn condition_at(&self, at: Span) {
        self.tests_of.borrow_mut().push((at, self.tests.take()));
    }

    /// Where each condition stands, and where its tests do.
    pub fn take_tests(&self) -> Tests {
        self.tests_of.take()
    }

    /// What was found wrong by now.
    pub fn take_notes(&self) -> Vec<Note> {
        self.notes.take()
    }

    /// Everything that nothing refers to: the list it is in, its id, and a warning of it.
    pub fn unused(&self) -> Vec<Unused> {
        let lists = [
            ("sources", &self.sources.names, "文件"),
            ("citations", &self.citations.names, "依据"),
            ("parameters", &self.parameters.names, "参数"),
            ("readings", &self.readings.names, "读法"),
            ("facts", &self.facts.names, "问题"),
            ("lists", &self.lists.names, "病种目录"),
            ("documents", &self.documents.names, "材料"),
            ("routes", &self.routes.names, "途径"),
            ("pools", &self.pools.names, "共用限额"),
            ("groups", &self.groups, "身份的分类"),
            ("conditions", &self.conditions, "条件"),
        ];
        let of_list = |(list, names, what): (&'static str, &Names, &'static str)| {
            names.unused(what).map(|(id, note)| Unused { list, id, note }).collect::<Vec<_>>()
        };
        lists.into_iter().flat_map(of_list).collect()
    }
}

/// The common questions that the pack names, each as the pack words it, then the pack's own.
fn facts(table: &Table<'_>, common: &Common, notes: &mut Vec<Note>) -> (Names, Vec<Option<FactQuestion>>) {
    let shared = |id: &str| common.facts.iter().find(|fact| fact.id == id);
    let mut own: Vec<(String, Span, Option<FactQuestion>)> = Vec::new();
    if let Some(field) = table.get("fact") {
        field.list(MOST, |item| {
            let Data::Table(fields) = item.data() else { return item.table(&[]).map(drop) };
            let id = fields.iter().find(|(name, _)| name == "id").map(|(_, node)| node);
            let Some(Node { at, data: Data::Text(id) }) = id else {
                return question::fact(item, None, notes).map(drop);
            };
            own.push((id.clone(), at.clone(), question::fact(item, shared(id), notes)));
            Some(())
        });
    }
    let (mut names, mut values) = (Names::default(), Vec::new());
    if let Some(field) = table.get("facts") {
        field.list(MOST, |item| {
            let id = item.text()?;
            let value = if let Some((_, _, value)) = own.iter().find(|(own, ..)| own == id) {
                value.clone()
            } else if let Some(shared) = shared(id) {
                Some(shared.clone())
            } else {
                // It keeps its place, so that its uses are not told a second time.
                item.not_one_of(id, common.facts.iter().map(|fact| fact.id.as_str()));
                None
            };
            names.define(id.to_owned(), item.at(), notes);
            values.push(value);
            Some(())
        });
    }
    for (id, at, value) in own {
        let listed = names.place(&id).is_some_and(|place| values.get(place) == Some(&value));
        if !listed {
            names.define(id, at, notes);
            values.push(value);
        }
    }
    (names, values)
}
