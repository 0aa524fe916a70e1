//! 互相引用：what the parts of a pack refer to, while it is read.

use core::cell::RefCell;

use super::diagnostic::Note;
use super::ids::Ids;
use super::named::{self, Named};
use super::places::Tests;
use super::{Common, question, wording};
use crate::document::{Data, Node, Reader, Span, Table};
use crate::policy::{FactQuestion, Parameter, Reading};

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
    pub sources: Ids,
    pub citations: Ids,
    pub parameters: Ids,
    pub parameter_values: Vec<Option<Parameter>>,
    /// The citation of each parameter whose figure is known.
    pub parameter_citations: Vec<Option<u16>>,
    /// Whether each parameter, while it is not filled in, is anything within its bounds.
    pub parameter_ranges: Vec<bool>,
    pub readings: Ids,
    pub reading_values: Vec<Option<Reading>>,
    pub facts: Ids,
    pub fact_values: Vec<Option<FactQuestion>>,
    pub lists: Ids,
    pub documents: Ids,
    pub routes: Ids,
    pub pools: Ids,
    pub pool_cited: Vec<bool>,
    pub programs: Ids,
    pub groups: Ids,
    pub group_values: Vec<Option<Named>>,
    pub conditions: Ids,
    pub condition_values: Vec<Option<Named>>,
    /// Citations that stand together.
    together: RefCell<Vec<Vec<u16>>>,
    /// Where the tests of the condition stand that is being read.
    tests: RefCell<Vec<Span>>,
    /// Of each condition that was read, where it stands, and where its tests do.
    tests_of: RefCell<Tests>,
    notes: RefCell<Vec<Note>>,
}

impl<'c> Book<'c> {
    /// Everything that can be referred to.
    pub fn read(table: &Table<'_>, common: &'c Common, notes: &mut Vec<Note>) -> Self {
        let mut ids = |field| Ids::collect(table, field, notes);
        let mut book = Self {
            common,
            sources: ids("sources"),
            citations: ids("citations"),
            parameters: ids("parameters"),
            parameter_values: Vec::new(),
            parameter_citations: Vec::new(),
            parameter_ranges: Vec::new(),
            readings: ids("readings"),
            reading_values: Vec::new(),
            facts: Ids::default(),
            fact_values: Vec::new(),
            lists: ids("lists"),
            documents: ids("documents"),
            routes: ids("routes"),
            pools: ids("pools"),
            pool_cited: Vec::new(),
            programs: ids("programs"),
            groups: ids("groups"),
            group_values: Vec::new(),
            conditions: ids("conditions"),
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
        (book.facts, book.fact_values) = facts(table, common, notes);
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

    /// The place of the question that stands here. A common one has to be chosen before it is used; who wrote nearly the
    /// id of one that is there meant that one.
    pub fn fact(&self, reader: Reader<'_>) -> Option<u16> {
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
    pub fn cite(&self, table: &Table<'_>) -> Option<u16> {
        let field = table.get("cite")?;
        let Data::List(items) = field.data() else { return self.citations.find(field).or(Some(0)) };
        if items.is_empty() {
            self.error(field.at(), "empty-list", "cite 是空的：至少写一条依据");
        }
        let places = field.list(MOST_TOGETHER, |item| self.citations.find(item));
        Some(places.map_or(0, |places| self.together(places)))
    }

    /// The place of several citations that stand together, behind those that the pack lists.
    fn together(&self, places: Vec<u16>) -> u16 {
        if let [only] = *places {
            return only;
        }
        let mut together = self.together.borrow_mut();
        let known = together.iter().position(|others| *others == places);
        let place = known.unwrap_or_else(|| {
            together.push(places);
            together.len() - 1
        });
        u16::try_from(self.citations.names().count() + place).unwrap_or(0)
    }

    /// The place of two citations that stand together, each of which may be several.
    pub fn both(&self, one: u16, other: u16) -> u16 {
        let listed = self.citations.names().count();
        let mut places: Vec<u16> = Vec::new();
        for place in [one, other] {
            let several = usize::from(place).checked_sub(listed);
            let several = several.and_then(|place| self.together.borrow().get(place).cloned());
            for place in several.unwrap_or_else(|| vec![place]) {
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        self.together(places)
    }

    /// The citations that stand together, each by their places.
    pub fn citations_together(&self) -> Vec<Vec<u16>> {
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
            ("sources", &self.sources, "文件"),
            ("citations", &self.citations, "依据"),
            ("parameters", &self.parameters, "参数"),
            ("readings", &self.readings, "读法"),
            ("facts", &self.facts, "问题"),
            ("lists", &self.lists, "病种目录"),
            ("documents", &self.documents, "材料"),
            ("routes", &self.routes, "途径"),
            ("pools", &self.pools, "共用限额"),
            ("groups", &self.groups, "身份的分类"),
            ("conditions", &self.conditions, "条件"),
        ];
        let of_list = |(list, ids, what): (&'static str, &Ids, &'static str)| {
            ids.unused(what).map(|(id, note)| Unused { list, id, note }).collect::<Vec<_>>()
        };
        lists.into_iter().flat_map(of_list).collect()
    }
}

/// The common questions that the pack names, each as the pack words it, then the pack's own.
fn facts(table: &Table<'_>, common: &Common, notes: &mut Vec<Note>) -> (Ids, Vec<Option<FactQuestion>>) {
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
    let (mut ids, mut values) = (Ids::default(), Vec::new());
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
            ids.define(id.to_owned(), item.at(), notes);
            values.push(value);
            Some(())
        });
    }
    for (id, at, value) in own {
        let listed = ids.place(&id).is_some_and(|place| values.get(place) == Some(&value));
        if !listed {
            ids.define(id, at, notes);
            values.push(value);
        }
    }
    (ids, values)
}
