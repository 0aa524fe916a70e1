//! 写在哪里：the values of a pack's text, each with its exact place, and the blocks under headers.

use toml::de::{DeTable, DeValue};

use super::lexed::line_start;
use crate::document::Span;

/// A value as it is written.
#[derive(Clone, Debug)]
pub(super) struct Written {
    /// The value itself; of a table under a header, the header.
    pub at: Span,
    /// Its name, where it has one.
    pub name_at: Span,
    pub what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Text(String),
    Flag(bool),
    /// A number or a date.
    Plain(String),
    List(Vec<Written>),
    Table(Shape, Vec<(String, Written)>),
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// `{ … }`.
    Inline,
    /// Under a header, or the whole text.
    Block,
    /// By dotted names.
    Dotted,
}

/// A text that is TOML, with its values.
#[derive(Debug)]
pub(super) struct Sheet<'t> {
    pub text: &'t str,
    pub root: Written,
    /// Where each header begins, in order.
    headers: Vec<usize>,
}

impl<'t> Sheet<'t> {
    /// None where the text is no TOML.
    #[inline(never)]
    pub fn of(text: &'t str) -> Option<Self> {
        let (table, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            return None;
        }
        let mut headers = Vec::new();
        let what = What::Table(Shape::Block, fields(table.get_ref(), text, &mut headers));
        headers.sort_unstable();
        headers.dedup();
        Some(Self { text, root: Written { at: 0..0, name_at: 0..0, what }, headers })
    }

    /// The value at a place such as `programs.0.ways.1.cite`.
    #[inline(never)]
    pub fn find(&self, place: &str) -> Option<&Written> {
        place.split('.').filter(|step| !step.is_empty()).try_fold(&self.root, |value, step| value.under(step))
    }

    /// Where the lines of a table under a header end, tables under it left out: the start of the next header's line.
    pub fn own_end(&self, header: usize) -> usize {
        let next = self.headers.iter().find(|&&other| other > header);
        next.map_or(self.text.len(), |&next| self.above(next))
    }

    /// Where the block of a table ends with all tables under it.
    pub fn block_end(&self, value: &Written) -> usize {
        let mut last = value.at.start;
        value.each(&mut |inner| {
            if self.headers.contains(&inner.at.start) {
                last = last.max(inner.at.start);
            }
        });
        self.own_end(last)
    }

    /// Where the first header's line begins, with the comments above it.
    pub fn first_header(&self) -> usize {
        self.headers.first().map_or(self.text.len(), |&header| self.above(header))
    }

    /// The start of a header's line or of the comments right above it, which belong to it.
    pub fn above(&self, header: usize) -> usize {
        let mut start = line_start(self.text, header);
        while start > 0 {
            let before = line_start(self.text, start - 1);
            let line = self.text.get(before..start).unwrap_or_default().trim();
            if !line.starts_with('#') {
                break;
            }
            start = before;
        }
        start
    }

    /// Whether a table stands under a header.
    pub fn is_headed(&self, value: &Written) -> bool {
        self.headers.contains(&value.at.start) && value.shape() == Some(Shape::Block)
    }

    /// What the rows beside a row share under this name.
    pub fn shared(&self, row: &str, name: &str) -> Option<&Written> {
        let (block, _) = row.rsplit_once(".rows.")?;
        self.find(block)?.under(name)
    }

    /// Whether a field has a header of its own, or its items have.
    pub fn has_header(&self, field: &Written) -> bool {
        match &field.what {
            What::List(items) => items.iter().any(|item| self.is_headed(item)),
            _ => self.is_headed(field),
        }
    }
}

impl Written {
    /// The field or the item of this name.
    #[inline(never)]
    pub fn under(&self, step: &str) -> Option<&Self> {
        match &self.what {
            What::List(items) => items.get(step.parse::<usize>().ok()?),
            What::Table(_, fields) => fields.iter().find(|(name, _)| name == step).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// One text or several.
    #[inline(never)]
    pub fn texts(&self) -> Vec<&str> {
        match &self.what {
            What::Text(text) => vec![text],
            What::List(items) => items.iter().filter_map(Self::text).collect(),
            _ => Vec::new(),
        }
    }

    pub fn items(&self) -> &[Self] {
        match &self.what {
            What::List(items) => items,
            _ => &[],
        }
    }

    pub fn fields(&self) -> &[(String, Self)] {
        match &self.what {
            What::Table(_, fields) => fields,
            _ => &[],
        }
    }

    pub fn shape(&self) -> Option<Shape> {
        match &self.what {
            What::Table(shape, _) => Some(*shape),
            _ => None,
        }
    }

    /// Calls `each` with the value and every one inside.
    pub fn each(&self, each: &mut dyn FnMut(&Self)) {
        each(self);
        for item in self.items() {
            item.each(each);
        }
        for (_, field) in self.fields() {
            field.each(each);
        }
    }
}

/// The fields in the order of the text.
fn fields(table: &DeTable<'_>, text: &str, headers: &mut Vec<usize>) -> Vec<(String, Written)> {
    let mut fields: Vec<(String, Written)> = table
        .iter()
        .map(|(name, value)| {
            let written = written(value.get_ref(), value.span(), name.span(), text, headers);
            (name.get_ref().to_string(), written)
        })
        .collect();
    fields.sort_by_key(|(_, value)| value.name_at.start);
    fields
}

fn written(value: &DeValue<'_>, at: Span, name_at: Span, text: &str, headers: &mut Vec<usize>) -> Written {
    let what = match value {
        DeValue::String(text) => What::Text(text.to_string()),
        DeValue::Boolean(flag) => What::Flag(*flag),
        DeValue::Integer(number) => What::Plain(number.as_str().to_owned()),
        DeValue::Float(_) | DeValue::Datetime(_) => {
            What::Plain(text.get(at.clone()).unwrap_or_default().to_owned())
        }
        DeValue::Array(items) => {
            let item = |item: &toml::Spanned<DeValue<'_>>| {
                written(item.get_ref(), item.span(), item.span(), text, &mut *headers)
            };
            What::List(items.iter().map(item).collect())
        }
        DeValue::Table(table) => {
            let begins = |sign| text.get(at.clone()).is_some_and(|value| value.starts_with(sign));
            let shape = if begins('{') {
                Shape::Inline
            } else if begins('[') {
                headers.push(at.start);
                Shape::Block
            } else {
                Shape::Dotted
            };
            What::Table(shape, fields(table, text, headers))
        }
    };
    Written { at, name_at, what }
}
