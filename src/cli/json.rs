//! 读 JSON：text as nodes, every field as often as it was written.

use core::fmt::{self, Write};
use std::collections::BTreeSet;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::document::{Data, Node, encoding};
use crate::explain::Problem;

/// What some editors of Windows put before a text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The value that a text tells, or why it tells none.
pub(super) fn read(bytes: &[u8]) -> Result<Node, Problem> {
    let problem = |code, text| Problem { path: String::new(), code, text };
    let text = encoding::text(bytes).map_err(|error| problem("not-utf-8", error.to_string()))?;
    if is_empty(bytes) {
        let words = "没有收到内容：把填报内容（JSON）送到标准输入，比如 < 填报内容.json";
        return Err(problem("not-json", words.into()));
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    serde_json::from_str(text).map(|Told(node)| node).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        problem("not-json", format!("不是合法的 JSON：第 {line} 行第 {column} 个字节处读不下去"))
    })
}

/// Whether nothing is told: at most space, and the mark of some editors.
pub(super) fn is_empty(bytes: &[u8]) -> bool {
    bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(bytes).trim_ascii().is_empty()
}

/// A problem for each field that a table has twice.
pub(super) fn told_twice(node: &Node) -> Vec<Problem> {
    let mut found = Vec::new();
    look(node, &mut String::new(), &mut found);
    found
}

/// The field `name`, told once more at `path`.
pub(super) fn twice(path: &str, name: &str) -> Problem {
    let text = format!("“{name}”写了两次，不知道该用哪一个，请去掉一处");
    Problem { path: path.into(), code: "told-twice", text }
}

fn look(node: &Node, path: &mut String, found: &mut Vec<Problem>) {
    let before = path.len();
    match &node.data {
        Data::List(items) => {
            for (index, item) in items.iter().enumerate() {
                // Writing to a text cannot fail.
                let _ = write!(path, "[{index}]");
                look(item, path, found);
                path.truncate(before);
            }
        }
        Data::Table(fields) => {
            let mut names = BTreeSet::new();
            for (name, value) in fields {
                path.push_str(if before == 0 { "" } else { "." });
                path.push_str(name);
                if !names.insert(name) {
                    found.push(twice(path, name));
                }
                look(value, path, found);
                path.truncate(before);
            }
        }
        _ => {}
    }
}

struct Told(Node);

impl<'de> Deserialize<'de> for Told {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(AnyValue).map(|data| Self(Node::from(data)))
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Data;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Data, E> {
        Ok(Data::Flag(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Data, E> {
        Ok(Data::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Data, E> {
        Ok(i64::try_from(number).map_or(Data::Fraction, Data::Integer))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Data, E> {
        Ok(Data::Fraction)
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Data, E> {
        Ok(Data::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut source: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(Told(item)) = source.next_element()? {
            items.push(item);
        }
        Ok(Data::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut source: A) -> Result<Data, A::Error> {
        let mut fields = Vec::new();
        while let Some((name, Told(value))) = source.next_entry()? {
            fields.push((name, value));
        }
        Ok(Data::Table(fields))
    }
}
