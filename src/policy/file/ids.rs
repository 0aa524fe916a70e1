//! 编号：the ids that one part of a pack defines and others refer to.

use core::cell::Cell;
use core::marker::PhantomData;
use core::ops::Deref;

use super::diagnostic::Note;
use crate::document::{Data, Node, Reader, Span, Table};
use crate::policy::Id;

/// The ids of a policy's parts of one kind.
#[derive(Debug)]
pub(super) struct Ids<T> {
    pub names: Names,
    of: PhantomData<fn() -> T>,
}

/// Ids of one kind, in the order in which they are defined.
#[derive(Debug, Default)]
pub(super) struct Names(Vec<Defined>);

#[derive(Debug)]
struct Defined {
    name: String,
    at: Span,
    used: Cell<bool>,
}

impl<T> Ids<T> {
    /// The part whose id stands here, which is thereby used.
    pub fn find(&self, reader: Reader<'_>) -> Option<Id<T>> {
        self.names.find(reader).and_then(Id::at)
    }
}

impl<T> From<Names> for Ids<T> {
    fn from(names: Names) -> Self {
        Self { names, of: PhantomData }
    }
}

impl<T> Deref for Ids<T> {
    type Target = Names;

    fn deref(&self) -> &Names {
        &self.names
    }
}

impl Names {
    /// The `id` of each table in the list that is the field `field`; one that cannot be read keeps its place.
    pub fn collect(table: &Table<'_>, field: &str, notes: &mut Vec<Note>) -> Self {
        let mut names = Self::default();
        let found = table.fields().find(|(name, _)| *name == field);
        let Some((_, reader)) = found else { return names };
        let Data::List(items) = reader.data() else { return names };
        for item in items {
            let id = id_of(item);
            let (name, at) = id.map_or((String::new(), item.at.clone()), |(name, at)| (name.to_owned(), at));
            names.define(name, at, notes);
        }
        names
    }

    /// One more id.
    pub fn define(&mut self, name: String, at: Span, notes: &mut Vec<Note>) {
        if self.0.iter().any(|id| id.name == name && !name.is_empty()) {
            let text = format!("编号 {name} 用了两次：同一类里每个编号只能有一个");
            notes.push(Note::error(at.clone(), "duplicate-id", text));
        } else if !name.is_empty() && !well_formed(&name) {
            let text = format!("编号 {name} 只能用小写英文字母、数字和中间的 - 或 _");
            notes.push(Note::error(at.clone(), "id-letters", text));
        }
        self.0.push(Defined { name, at, used: Cell::new(false) });
    }

    /// The place of the id that stands here, which is thereby used.
    pub fn find(&self, reader: Reader<'_>) -> Option<usize> {
        let place = reader.id_of(self.names())?;
        self.use_place(place);
        Some(place)
    }

    /// Marks the id at `place` as used.
    pub fn use_place(&self, place: usize) {
        if let Some(id) = self.0.get(place) {
            id.used.set(true);
        }
    }

    pub fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(|id| id.name.as_str())
    }

    pub fn place(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|id| id.name == name)
    }

    /// Each id that nothing refers to, with a warning of it.
    pub fn unused(&self, what: &str) -> impl Iterator<Item = (String, Note)> {
        self.0.iter().filter(|id| !id.used.get() && !id.name.is_empty()).map(move |id| {
            let text = format!("{what} {} 没有用到：删去它，或者在用到的地方写上", id.name);
            (id.name.clone(), Note::warning(id.at.clone(), "unused", text))
        })
    }
}

fn id_of(node: &Node) -> Option<(&str, Span)> {
    let Data::Table(fields) = &node.data else { return None };
    let (_, id) = fields.iter().find(|(name, _)| name == "id")?;
    match &id.data {
        Data::Text(text) => Some((text, id.at.clone())),
        _ => None,
    }
}

/// Lower-case words of letters and digits, joined by `-` or `_`.
pub(super) fn well_formed(id: &str) -> bool {
    id.split(['-', '_']).all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}
