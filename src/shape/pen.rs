//! 写法：where a shape is written at a prompt: on a sheet, for whatever serde knows, or as JSON at once.

use super::line::Line;
use super::sheet::{Names, Sheet};
use crate::money::Yuan;
use crate::say::Say;

/// Where a shape is written: on the line where there is one, else on the sheet.
pub(crate) struct Pen<'k> {
    pub(super) sheet: Sheet<'k>,
    pub(super) line: Option<Line<'k>>,
}

/// Writes the same on either.
macro_rules! either {
    ($pen:ident, $name:ident($($told:expr),*)) => {
        match &mut $pen.line {
            Some(line) => line.$name($($told),*),
            None => $pen.sheet.$name($($told),*),
        }
    };
}

impl Pen<'_> {
    pub(crate) fn nothing(&mut self) {
        either!(self, nothing());
    }

    pub(crate) fn flag(&mut self, flag: bool) {
        either!(self, flag(flag));
    }

    pub(crate) fn whole(&mut self, number: i32) {
        either!(self, whole(number));
    }

    pub(crate) fn text(&mut self, text: &str) {
        either!(self, text(text));
    }

    pub(crate) fn said(&mut self, value: &impl Say) {
        either!(self, said(value));
    }

    pub(crate) fn amount(&mut self, value: Yuan) {
        either!(self, amount(value));
    }

    pub(crate) fn list(&mut self, length: usize) {
        either!(self, list(length));
    }

    pub(crate) fn table(&mut self, names: Names) {
        either!(self, table(names));
    }

    pub(crate) fn kept<T: ?Sized>(&mut self, thing: &T, variant: u8, write: impl FnOnce(&mut Self)) {
        let Some(line) = &mut self.line else {
            if self.sheet.begin_kept(thing, variant) {
                write(self);
            }
            return;
        };
        if let Some((number, start)) = line.begin_part(thing, variant) {
            write(self);
            if let Some(line) = &mut self.line {
                line.end_part(number, start);
            }
        }
    }
}
