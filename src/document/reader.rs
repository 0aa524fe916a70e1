//! Reads nodes, noting every fault with its path.

use core::cell::RefCell;
use core::str::FromStr;

use super::{Data, Node, Span};
use crate::calendar::Date;
use crate::lean::{Gather, beginning};
use crate::money::{MoneyError, Ratio, Yuan};
use crate::say::{Say, said, say, shown};
use crate::vocabulary::Member;

/// What is wrong at one place, before it is put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field, as `bills[0].total`; empty for the whole.
    pub path: String,
    /// Where it stands in the text.
    pub at: Span,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The ways in which a value can be no such value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A field that must be there is not.
    Missing,
    /// A field that nothing reads; the fields that are read here.
    UnknownField(&'static [&'static str]),
    /// Another kind of value than the one named.
    Expected(&'static str),
    /// No word of the closed set; what was found and the ids allowed.
    NotOneOf(String, Vec<String>),
    /// No amount.
    Money(MoneyError),
    /// No share in percent.
    Ratio(MoneyError),
    /// No real date.
    Date,
    /// A number outside the bounds.
    OutOfBounds(u32, u32),
    /// A list longer than allowed.
    TooMany(usize),
    /// A value that cannot be read at all.
    Unreadable,
}

/// One node, its path, and the list in which faults gather.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    node: &'a Node,
    path: Path<'a>,
    faults: &'a RefCell<Vec<Fault>>,
}

/// The fields of a table whose names were checked.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    reader: Reader<'a>,
    fields: &'a [(String, Node)],
}

/// A path is kept as links to where it came from, and written out only for a fault.
#[derive(Clone, Copy, Debug)]
enum Path<'a> {
    Root,
    Field(&'a Reader<'a>, &'a str),
    Index(&'a Reader<'a>, usize),
}

impl<'a> Reader<'a> {
    /// A reader of a whole document.
    #[must_use]
    pub fn new(node: &'a Node, faults: &'a RefCell<Vec<Fault>>) -> Self {
        Self { node, path: Path::Root, faults }
    }

    /// A reader of another node, whose faults gather in the same list.
    #[cfg(feature = "author")]
    #[must_use]
    pub fn of(&self, node: &'a Node) -> Self {
        Self { node, path: Path::Root, faults: self.faults }
    }

    /// Notes a fault at this place.
    pub fn fault(&self, kind: FaultKind) {
        self.faults.borrow_mut().push(Fault { path: said!(self), at: self.node.at.clone(), kind });
    }

    /// The raw value.
    #[must_use]
    pub fn data(&self) -> &'a Data {
        &self.node.data
    }

    /// Where it stands in the text.
    #[must_use]
    pub fn at(&self) -> Span {
        self.node.at.clone()
    }

    fn expected<T>(&self, what: &'static str) -> Option<T> {
        self.fault(match self.node.data {
            Data::Unreadable => FaultKind::Unreadable,
            _ => FaultKind::Expected(what),
        });
        None
    }

    /// A table with no other fields than `known`.
    #[must_use]
    pub fn table(&'a self, known: &'static [&'static str]) -> Option<Table<'a>> {
        let Data::Table(fields) = &self.node.data else { return self.expected("table") };
        let table = Table { reader: *self, fields };
        for (name, node) in fields.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
            Reader { node, path: Path::Field(self, name), faults: self.faults }
                .fault(FaultKind::UnknownField(known));
        }
        Some(table)
    }

    /// A table with names that are data.
    #[must_use]
    pub fn open_table(&'a self) -> Option<Table<'a>> {
        let Data::Table(fields) = &self.node.data else { return self.expected("table") };
        Some(Table { reader: *self, fields })
    }

    /// Each item of a list of at most `most`.
    #[must_use]
    pub fn items(&'a self, most: usize) -> Option<impl Iterator<Item = Reader<'a>>> {
        let Data::List(items) = &self.node.data else { return self.expected("list") };
        if items.len() > most {
            self.fault(FaultKind::TooMany(most));
            return None;
        }
        let items = items.iter().enumerate();
        Some(items.map(|(index, node)| Reader { node, path: Path::Index(self, index), faults: self.faults }))
    }

    /// Reads each field of a table whose names are `ids`, with the place of its id.
    pub fn by_id(&self, ids: &[&str], read: &mut dyn FnMut(usize, Reader<'_>)) {
        let Some(table) = self.open_table() else { return };
        for (id, field) in table.fields() {
            if let Some(place) = field.place_of(id, ids) {
                read(place, field);
            }
        }
    }

    /// Reads each item of a list of at most `most`.
    pub fn list<T>(&self, most: usize, mut read: impl FnMut(Reader<'_>) -> Option<T>) -> Option<Vec<T>> {
        let mut values = Some(Vec::new());
        for item in self.items(most)? {
            match (&mut values, read(item)) {
                (Some(values), Some(value)) => values.push(value),
                _ => values = None,
            }
        }
        values
    }

    /// A text.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        match &self.node.data {
            Data::Text(text) => Some(text),
            _ => self.expected("text"),
        }
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        match self.node.data {
            Data::Flag(flag) => Some(flag),
            _ => self.expected("yes-no"),
        }
    }

    /// A whole number from `least` to `most`.
    #[must_use]
    pub fn integer(&self, least: u32, most: u32) -> Option<u32> {
        let Data::Integer(number) = self.node.data else { return self.expected("integer") };
        let number = u32::try_from(number).ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.fault(FaultKind::OutOfBounds(least, most));
        }
        number
    }

    /// A word of a closed set.
    #[must_use]
    pub fn word<T: Member>(&self) -> Option<T> {
        T::ALL.get(self.one_of(T::IDS)?).copied()
    }

    /// The place in `ids` of the id given here.
    #[must_use]
    pub fn id_of<'i>(&self, ids: impl Iterator<Item = &'i str>) -> Option<usize> {
        self.one_of(&ids.gather())
    }

    /// Likewise, of ids in a list.
    #[must_use]
    pub fn one_of(&self, ids: &[&str]) -> Option<usize> {
        self.place_of(self.text()?, ids)
    }

    /// The place in `ids` of `found`, which is what this is called or what it says.
    #[must_use]
    pub fn place_of(&self, found: &str, ids: &[&str]) -> Option<usize> {
        let place = ids.iter().position(|id| *id == found);
        if place.is_none() {
            self.none_of(found, ids);
        }
        place
    }

    /// Notes that `found` is none of `ids`.
    pub fn not_one_of<'i>(&self, found: &str, ids: impl Iterator<Item = &'i str>) {
        self.none_of(found, &ids.gather());
    }

    /// Notes that `found` is none of `ids`.
    pub fn none_of(&self, found: &str, ids: &[&str]) {
        let ids = ids.iter().map(|id| String::from(*id)).gather();
        self.fault(FaultKind::NotOneOf(beginning(found, 40).into(), ids));
    }

    /// An amount in yuan, as text.
    #[must_use]
    pub fn yuan(&self) -> Option<Yuan> {
        self.parsed("yuan", FaultKind::Money)
    }

    /// A share in percent, as text.
    #[must_use]
    pub fn ratio(&self) -> Option<Ratio> {
        self.parsed("ratio", FaultKind::Ratio)
    }

    /// A real date, as text.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.parsed("date", |_| FaultKind::Date)
    }

    fn parsed<T: FromStr>(&self, what: &'static str, fault: impl Fn(T::Err) -> FaultKind) -> Option<T> {
        let Data::Text(text) = &self.node.data else { return self.expected(what) };
        text.parse().map_err(|error| self.fault(fault(error))).ok()
    }
}

/// Its path.
impl Say for Reader<'_> {
    fn say(&self, text: &mut String) {
        match self.path {
            Path::Root => {}
            Path::Field(parent, name) => {
                parent.say(text);
                if !matches!(parent.path, Path::Root) {
                    text.push('.');
                }
                text.push_str(beginning(name, 60));
            }
            Path::Index(parent, index) => say!(text; parent, "[", index, "]"),
        }
    }
}

shown!(Reader<'_>);

impl<'a> Table<'a> {
    /// The table itself.
    #[must_use]
    pub fn reader(&self) -> Reader<'a> {
        self.reader
    }

    /// The field `name`, where it is there and not nothing.
    #[must_use]
    pub fn get(&'a self, name: &'a str) -> Option<Reader<'a>> {
        let node = self.fields.iter().find(|(field, _)| field == name).map(|(_, node)| node)?;
        let given = !matches!(node.data, Data::Nothing);
        given.then_some(Reader { node, path: Path::Field(&self.reader, name), faults: self.reader.faults })
    }

    /// The field `name`, which must be there.
    #[must_use]
    pub fn need(&'a self, name: &'a str) -> Option<Reader<'a>> {
        let field = self.get(name);
        if field.is_none() {
            self.fault(name, FaultKind::Missing);
        }
        field
    }

    /// Notes a fault at the field `name`, whether it is there or not.
    pub fn fault(&self, name: &str, kind: FaultKind) {
        let field = self.fields.iter().find(|(field, _)| field == name);
        let node = field.map_or(self.reader.node, |(_, node)| node);
        Reader { node, path: Path::Field(&self.reader, name), faults: self.reader.faults }.fault(kind);
    }

    /// Every field with its name.
    pub fn fields(&'a self) -> impl Iterator<Item = (&'a str, Reader<'a>)> {
        self.fields.iter().map(|(name, node)| {
            (
                name.as_str(),
                Reader { node, path: Path::Field(&self.reader, name), faults: self.reader.faults },
            )
        })
    }
}
