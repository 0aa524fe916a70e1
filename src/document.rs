//! 原始内容：a tree of whatever was handed in, before anything of it is believed.
//!
//! Answers come from JavaScript or JSON, packs from TOML; each is first turned into [`Node`]s. A [`Reader`] walks
//! them and notes every fault with its path instead of stopping at the first.

#[cfg(any(feature = "roster", feature = "sheets"))]
pub mod cell;
#[cfg(any(feature = "author", feature = "cli"))]
pub mod encoding;
mod message;
mod reader;

pub use reader::{Fault, FaultKind, Reader, Table};

/// Where a node stands in its text, in bytes; `0..0` where there is no text.
pub type Span = core::ops::Range<usize>;

/// One value with its place.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub at: Span,
    /// What it is.
    pub data: Data,
}

/// A value as it came in.
#[derive(Clone, Debug)]
pub enum Data {
    /// Nothing: `null`, `undefined`.
    Nothing,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// A number that is not whole, or too large to be held exactly.
    Fraction,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Named values in the order given.
    Table(Vec<(String, Node)>),
    /// Something that cannot be read: a function, a getter that throws, nesting without end.
    Unreadable,
}

impl From<Data> for Node {
    fn from(data: Data) -> Self {
        Self { at: 0..0, data }
    }
}

#[cfg(feature = "cli")]
impl From<serde_json::Value> for Node {
    fn from(value: serde_json::Value) -> Self {
        use serde_json::Value;
        Self::from(match value {
            Value::Null => Data::Nothing,
            Value::Bool(flag) => Data::Flag(flag),
            // JavaScript holds no larger number exactly, and what comes from there is read alike.
            Value::Number(number) => {
                let exact = number.as_i64().filter(|whole| whole.unsigned_abs() < 1 << 53);
                exact.map_or(Data::Fraction, Data::Integer)
            }
            Value::String(text) => Data::Text(text),
            Value::Array(items) => Data::List(items.into_iter().map(Self::from).collect()),
            Value::Object(fields) => {
                Data::Table(fields.into_iter().map(|(name, value)| (name, Self::from(value))).collect())
            }
        })
    }
}
