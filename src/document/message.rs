//! 一封来信：a tree of values written down as one text, so that it comes from JavaScript in one step.
//!
//! Each value is a letter and what follows it: `-` nothing, `y` and `n` a flag, `#` a whole number, `.` any other
//! number, `'` a text, `[` values and `]` a list, `{` texts with their values and `}` a table, `!` what cannot be read.
//! Texts and numbers end with NUL, which they never hold. `src/wasm/values.js` writes it.

use super::{Data, Node};
use crate::lean::{cut, number};

/// Ends a text or a number.
const END: u8 = 0;

impl Node {
    /// The tree that a message tells of. What is missing or garbled in it is unreadable.
    // Only JavaScript sends messages. The fuzzers, and the tests of what they found, see it as well.
    #[doc(hidden)]
    #[must_use]
    pub fn from_message(message: &str) -> Self {
        Message(message).node()
    }
}

/// What is left to be read.
struct Message<'m>(&'m str);

impl<'m> Message<'m> {
    fn node(&mut self) -> Node {
        Node::from(self.data())
    }

    fn data(&mut self) -> Data {
        match self.letter() {
            Some('-') => Data::Nothing,
            Some('y') => Data::Flag(true),
            Some('n') => Data::Flag(false),
            Some('.') => Data::Fraction,
            Some('#') => self.number().map_or(Data::Unreadable, Data::Integer),
            Some('\'') => Data::Text(self.text().to_owned()),
            Some('[') => {
                let mut items = Vec::new();
                while self.goes_on(']') {
                    items.push(self.node());
                }
                Data::List(items)
            }
            Some('{') => {
                let mut fields = Vec::new();
                while self.goes_on('}') {
                    self.letter();
                    fields.push((self.text().to_owned(), self.node()));
                }
                Data::Table(fields)
            }
            _ => Data::Unreadable,
        }
    }

    fn letter(&mut self) -> Option<char> {
        let mut letters = self.0.chars();
        let letter = letters.next();
        self.0 = letters.as_str();
        letter
    }

    fn text(&mut self) -> &'m str {
        let (text, rest) = cut(self.0, END).unwrap_or((self.0, ""));
        self.0 = rest;
        text
    }

    fn number(&mut self) -> Option<i64> {
        let text = self.text();
        match text.strip_prefix('-') {
            Some(digits) => number(digits).and_then(|number| 0_i64.checked_sub_unsigned(number)),
            None => number(text).and_then(|number| i64::try_from(number).ok()),
        }
    }

    /// Whether another value follows before `end`, which is passed over.
    fn goes_on(&mut self, end: char) -> bool {
        match self.0.strip_prefix(end) {
            Some(rest) => {
                self.0 = rest;
                false
            }
            None => !self.0.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_to_its_end_or_as_far_as_it_goes() {
        let all = "{'a\0-'b\0[yn#-7\0.'}]'\0!]'c\0{}}";
        let whole = r#"Table[a: Nothing, b: List[Flag(true), Flag(false), Integer(-7), Fraction, Text("}]'"), Unreadable], c: Table[]]"#;
        for (message, expected) in [
            (all, whole),
            ("", "Unreadable"),
            ("?", "Unreadable"),
            ("#x\0", "Unreadable"),
            ("'cut", r#"Text("cut")"#),
            ("[y", "List[Flag(true)]"),
            ("{'name", "Table[name: Unreadable]"),
        ] {
            assert_eq!(shown(&Node::from_message(message)), expected, "{message:?}");
        }
    }

    fn shown(node: &Node) -> String {
        match &node.data {
            Data::List(items) => format!("List[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Data::Table(fields) => {
                let fields = fields.iter().map(|(name, node)| format!("{name}: {}", shown(node)));
                format!("Table[{}]", fields.collect::<Vec<_>>().join(", "))
            }
            other => format!("{other:?}"),
        }
    }
}
