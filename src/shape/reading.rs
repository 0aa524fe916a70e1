//! 念出来：a sheet read from its beginning, value by value, and handed to serde.

use core::cell::{Cell, RefCell};

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use super::sheet::{Mark, Sheet, plain};

/// Where in a sheet the reader is. It has to begin with a reader that knew nothing.
pub(super) struct Reading<'s> {
    sheet: &'s Sheet<'s>,
    place: Cell<Place>,
    /// The text before, as it may come once more.
    last_text: Cell<&'s str>,
    /// What is known, by its number: where it is told.
    known: RefCell<Vec<(i32, Place)>>,
}

/// The next mark, and the next byte of the text.
#[derive(Clone, Copy, Default)]
struct Place {
    mark: usize,
    byte: usize,
}

impl<'s> Reading<'s> {
    pub(super) fn of(sheet: &'s Sheet<'s>) -> Self {
        Self { sheet, place: Cell::default(), last_text: Cell::new(""), known: RefCell::default() }
    }

    fn mark(&self) -> (Mark, i32) {
        let place = self.place.get();
        self.place.set(Place { mark: place.mark + 1, ..place });
        self.sheet.mark_at(place.mark)
    }

    fn text(&self, units: i32) -> &'s str {
        let place = self.place.get();
        let rest = self.sheet.text.get(place.byte..).unwrap_or_default();
        let mut left = usize::try_from(units).unwrap_or_default();
        let end = rest.char_indices().find(|(_, letter)| {
            let ends = left == 0;
            left = left.saturating_sub(letter.len_utf16());
            ends
        });
        let text = rest.get(..end.map_or(rest.len(), |(end, _)| end)).unwrap_or_default();
        self.place.set(Place { byte: place.byte + text.len(), ..place });
        self.last_text.set(text);
        text
    }

    /// What comes next is told by this number from now on; whoever hears it again comes by here again.
    fn keep(&self, number: i32) {
        let mut known = self.known.borrow_mut();
        if known.last().is_none_or(|(last, _)| *last < number) {
            known.push((number, self.place.get()));
        }
    }

    fn told(&self, number: i32) -> Place {
        let known = self.known.borrow();
        let told = known.binary_search_by_key(&number, |(other, _)| *other);
        told.ok().and_then(|at| known.get(at)).map(|(_, place)| *place).unwrap_or_default()
    }

    fn table<S: Serializer>(&self, number: i32, out: S) -> Result<S::Ok, S::Error> {
        let names = self.sheet.names_of(number);
        let mut table = out.serialize_map(None)?;
        for name in names {
            if self.sheet.mark_at(self.place.get().mark) == (Mark::Plain, plain::NOTHING) {
                self.mark();
            } else {
                table.serialize_entry(name, self)?;
            }
        }
        table.end()
    }
}

/// The value that comes next.
impl Serialize for Reading<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self.mark() {
            (Mark::Plain, plain::NO) => out.serialize_bool(false),
            (Mark::Plain, plain::YES) => out.serialize_bool(true),
            (Mark::Plain, plain::AGAIN) => out.serialize_str(self.last_text.get()),
            (Mark::Plain, _) => out.serialize_unit(),
            (Mark::Whole, number) => out.serialize_i32(number),
            (Mark::Text, units) => out.serialize_str(self.text(units)),
            (Mark::List, length) => {
                let mut list = out.serialize_seq(usize::try_from(length).ok())?;
                for _ in 0..length {
                    list.serialize_element(self)?;
                }
                list.end()
            }
            (Mark::Table, number) => self.table(number, out),
            (Mark::Names, _) => {
                let (_, length) = self.mark();
                for _ in 0..length {
                    let (_, units) = self.mark();
                    self.text(units);
                }
                self.serialize(out)
            }
            (Mark::Kept, number) => {
                self.keep(number);
                self.serialize(out)
            }
            (Mark::Known, number) => {
                let here = self.place.replace(self.told(number));
                let last = self.last_text.get();
                let done = self.serialize(out);
                self.place.set(here);
                self.last_text.set(last);
                done
            }
        }
    }
}
