//! 一行 JSON：a shape written out at once, without a sheet in between; what the policy itself says only the first time.

use core::fmt::Write;

use super::known::Known;
use super::sheet::{Names, Sheet};
use super::{Pen, Shape};
use crate::money::Yuan;
use crate::say::Say;

/// JSON on its way.
pub(crate) struct Line<'k> {
    text: String,
    open: Vec<Open>,
    parts: &'k mut Parts,
}

/// What one policy, or several that live as long, say, as it stands in JSON.
#[derive(Default)]
pub(crate) struct Parts {
    known: Known,
    texts: Vec<Box<str>>,
}

/// What is begun and not yet ended.
enum Open {
    /// A table, the place of its next field, and whether any was written.
    Table(Names, usize, bool),
    /// A list, how many of its values are still to come, and whether any was written.
    List(usize, bool),
    /// A part that will be kept.
    Part,
}

impl<'k> Line<'k> {
    /// Writes `value` at the end of `text`.
    pub(crate) fn write(value: &impl Shape, text: &mut String, parts: &'k mut Parts) {
        let line = Self { text: core::mem::take(text), open: Vec::with_capacity(16), parts };
        let mut nothing = Known::default();
        let mut pen = Pen { sheet: Sheet::empty(&mut nothing), line: Some(line) };
        value.write(&mut pen);
        *text = pen.line.map(|line| line.text).unwrap_or_default();
    }

    pub(super) fn nothing(&mut self) {
        if !matches!(self.open.last(), Some(Open::Table(..))) {
            self.begin();
            self.text.push_str("null");
        }
        self.end();
    }

    pub(super) fn flag(&mut self, flag: bool) {
        self.begin();
        self.text.push_str(if flag { "true" } else { "false" });
        self.end();
    }

    pub(super) fn whole(&mut self, number: i32) {
        self.begin();
        i64::from(number).say(&mut self.text);
        self.end();
    }

    pub(super) fn text(&mut self, text: &str) {
        self.begin();
        self.text.push('"');
        let start = self.text.len();
        self.text.push_str(text);
        self.end_text(start);
    }

    pub(super) fn said(&mut self, value: &impl Say) {
        self.begin();
        self.text.push('"');
        let start = self.text.len();
        value.say(&mut self.text);
        self.end_text(start);
    }

    pub(super) fn amount(&mut self, value: Yuan) {
        self.said(&value);
    }

    pub(super) fn list(&mut self, length: usize) {
        self.begin();
        if length == 0 {
            self.text.push_str("[]");
            self.end();
        } else {
            self.text.push('[');
            self.open.push(Open::List(length, false));
        }
    }

    pub(super) fn table(&mut self, names: Names) {
        self.begin();
        self.text.push('{');
        self.open.push(Open::Table(names, 0, false));
    }

    /// The number and the beginning of a part that is told for the first time, whose value has to follow; of one that is
    /// known nothing, since it is written.
    pub(super) fn begin_part<T: ?Sized>(&mut self, thing: &T, variant: u8) -> Option<(usize, usize)> {
        let (number, is_new) = self.parts.known.number(thing, variant);
        let number = usize::try_from(number).unwrap_or_default();
        self.begin();
        if is_new {
            self.open.push(Open::Part);
            return Some((number, self.text.len()));
        }
        self.text.push_str(self.parts.texts.get(number).map_or("null", |text| text));
        self.end();
        None
    }

    pub(super) fn end_part(&mut self, number: usize, start: usize) {
        let texts = &mut self.parts.texts;
        if texts.len() <= number {
            texts.resize_with(number + 1, Box::default);
        }
        if let (Some(slot), Some(text)) = (texts.get_mut(number), self.text.get(start..)) {
            *slot = text.into();
        }
        self.open.pop();
        self.end();
    }

    /// What stands before a value: a comma, the field's name.
    fn begin(&mut self) {
        match self.open.last_mut() {
            Some(Open::Table(names, at, any)) => {
                if core::mem::replace(any, true) {
                    self.text.push(',');
                }
                self.text.push('"');
                self.text.push_str(names.get(*at).copied().unwrap_or_default());
                self.text.push_str("\":");
            }
            Some(Open::List(_, any)) => {
                if core::mem::replace(any, true) {
                    self.text.push(',');
                }
            }
            Some(Open::Part) | None => {}
        }
    }

    /// A value has come, and with it perhaps the last of what was open.
    fn end(&mut self) {
        while let Some(open) = self.open.last_mut() {
            match open {
                Open::Table(names, at, _) => {
                    *at += 1;
                    if *at < names.len() {
                        return;
                    }
                    self.text.push('}');
                }
                Open::List(left, _) => {
                    *left -= 1;
                    if *left > 0 {
                        return;
                    }
                    self.text.push(']');
                }
                Open::Part => return,
            }
            self.open.pop();
        }
    }

    fn end_text(&mut self, start: usize) {
        let wants_care = |byte: u8| byte < 0x20 || matches!(byte, b'"' | b'\\');
        if self.text.as_bytes().get(start..).unwrap_or_default().iter().any(|byte| wants_care(*byte)) {
            let plain = self.text.split_off(start);
            for letter in plain.chars() {
                self.letter(letter);
            }
        }
        self.text.push('"');
        self.end();
    }

    fn letter(&mut self, letter: char) {
        let short = match letter {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\u{8}' => "\\b",
            '\u{c}' => "\\f",
            '\0'..' ' => {
                // Writing to a text cannot fail.
                let _ = write!(self.text, "\\u{:04x}", u32::from(letter));
                return;
            }
            letter => return self.text.push(letter),
        };
        self.text.push_str(short);
    }
}
