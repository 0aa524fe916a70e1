//! 一份输出：one text, and the numbers that say where it is cut and what is made of the pieces.
//!
//! So a whole result goes to JavaScript in one step, and what the policy itself says goes there only once: later
//! sheets name it by its number.

use super::Shape;
use super::known::Known;
use crate::money::Yuan;
use crate::say::Say;

/// A result, written down.
pub(crate) struct Sheet<'k> {
    /// Each a [`Mark`] in its lowest three bits, and a number above them.
    pub marks: Vec<i32>,
    /// All texts that are no one's property but this sheet's, one after the other.
    pub text: String,
    known: &'k mut Known,
    /// The names of tables that were told here, with their numbers.
    names: Vec<(i32, Names)>,
    /// The amount that was written last, while no other text was.
    last_amount: Option<Yuan>,
}

pub(super) type Names = &'static [&'static str];

/// What a number on a sheet says. The numbers of the marks are also those of `src/wasm/values.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub(crate) enum Mark {
    /// Nothing, no, yes, or the text before this once more, by its number.
    Plain,
    /// A whole number.
    Whole,
    /// The next so many letters of the text, in the units of UTF-16.
    Text,
    /// A list of so many values.
    List,
    /// A table with the names that are known by this number; a value for each follows, nothing where it is absent.
    Table,
    /// A list of names follows that is known by this number from now on, and then the table that has them.
    Names,
    /// What follows is known by this number from now on.
    Kept,
    /// What is known by this number.
    Known,
}

impl Mark {
    const ALL: [Self; 8] =
        [Self::Plain, Self::Whole, Self::Text, Self::List, Self::Table, Self::Names, Self::Kept, Self::Known];
}

/// The numbers of [`Mark::Plain`].
pub(crate) mod plain {
    pub(crate) const NOTHING: i32 = 0;
    pub(crate) const NO: i32 = 1;
    pub(crate) const YES: i32 = 2;
    pub(crate) const AGAIN: i32 = 3;
}

/// Room for most results, so that they need not move while they grow.
const USUAL_MARKS: usize = 1024;
const USUAL_TEXT: usize = 8192;

/// Numbers beyond this have no room beside their mark, and no contract of ours comes near.
const MOST: i32 = 1 << 27;

impl<'k> Sheet<'k> {
    /// The sheet of `value`, for a reader that knows what is `known`.
    #[cfg(not(feature = "cli"))]
    pub(crate) fn of(value: &(impl Shape + ?Sized), known: &'k mut Known) -> Self {
        let (marks, text) = (Vec::with_capacity(USUAL_MARKS), String::with_capacity(USUAL_TEXT));
        let mut sheet = Self { marks, text, known, names: Vec::new(), last_amount: None };
        value.write(&mut sheet);
        sheet
    }

    /// The same, where a shape can also be written otherwise.
    #[cfg(feature = "cli")]
    pub(crate) fn of(value: &(impl Shape + ?Sized), known: &'k mut Known) -> Self {
        let mut sheet = Self::empty(known);
        sheet.marks.reserve(USUAL_MARKS);
        sheet.text.reserve(USUAL_TEXT);
        let mut pen = super::Pen { sheet, line: None };
        value.write(&mut pen);
        pen.sheet
    }

    #[cfg(feature = "cli")]
    pub(super) fn empty(known: &'k mut Known) -> Self {
        Self { marks: Vec::new(), text: String::new(), known, names: Vec::new(), last_amount: None }
    }

    /// What stands at `place`; after the end, nothing.
    pub(super) fn mark_at(&self, place: usize) -> (Mark, i32) {
        let number = self.marks.get(place).copied().unwrap_or_default();
        let mark = usize::try_from(number & 7).ok().and_then(|mark| Mark::ALL.get(mark));
        (mark.copied().unwrap_or(Mark::Plain), number >> 3)
    }

    /// The names of a table that were told on this sheet.
    pub(super) fn names_of(&self, number: i32) -> Names {
        self.names.iter().find(|(known, _)| *known == number).map_or(&[], |(_, names)| names)
    }

    pub(crate) fn nothing(&mut self) {
        self.mark(Mark::Plain, plain::NOTHING);
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        self.mark(Mark::Plain, if flag { plain::YES } else { plain::NO });
    }

    pub(crate) fn whole(&mut self, number: i32) {
        self.mark(Mark::Whole, number);
    }

    pub(crate) fn text(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.end_text(start);
    }

    pub(crate) fn said(&mut self, value: &impl Say) {
        let start = self.text.len();
        value.say(&mut self.text);
        self.end_text(start);
    }

    /// Amounts come in runs: both ends of a range, the columns of a bill.
    pub(crate) fn amount(&mut self, value: Yuan) {
        if self.last_amount == Some(value) {
            self.mark(Mark::Plain, plain::AGAIN);
        } else {
            self.said(&value);
            self.last_amount = Some(value);
        }
    }

    pub(crate) fn list(&mut self, length: usize) {
        self.mark(Mark::List, i32::try_from(length).unwrap_or(i32::MAX));
    }

    /// Begins a table; all of its fields have to follow.
    pub(crate) fn table(&mut self, names: Names) {
        let (number, is_new) = self.known.number(names, 0);
        if is_new {
            self.names.push((number, names));
            self.mark(Mark::Names, number);
            self.list(names.len());
            for name in names {
                self.text(name);
            }
        }
        self.mark(Mark::Table, number);
    }

    /// What the policy says of `thing`, one of its parts, in this `variant`: written by `write` the first time, and
    /// later only named.
    #[cfg(not(feature = "cli"))]
    pub(crate) fn kept<T: ?Sized>(&mut self, thing: &T, variant: u8, write: impl FnOnce(&mut Self)) {
        let (number, is_new) = self.known.number(thing, variant);
        self.mark(if is_new { Mark::Kept } else { Mark::Known }, number);
        if is_new {
            write(self);
        }
    }

    /// Names `thing`; whether it has to follow, since it is told for the first time.
    #[cfg(feature = "cli")]
    pub(super) fn begin_kept<T: ?Sized>(&mut self, thing: &T, variant: u8) -> bool {
        let (number, is_new) = self.known.number(thing, variant);
        self.mark(if is_new { Mark::Kept } else { Mark::Known }, number);
        is_new
    }

    fn end_text(&mut self, start: usize) {
        let units = |byte| match byte {
            0x80..0xC0 => 0,
            0xF0.. => 2,
            _ => 1,
        };
        let length = self.text.as_bytes().get(start..).unwrap_or_default().iter().copied().map(units).sum();
        self.mark(Mark::Text, length);
        self.last_amount = None;
    }

    fn mark(&mut self, mark: Mark, number: i32) {
        self.marks.push(number.clamp(-MOST, MOST) << 3 | mark as i32);
    }
}
