//! 输出：how every shape of the contract leaves the core: as flags, whole numbers, texts, lists and tables.
//!
//! A shape only names its fields. One piece of code writes them all out, so that the page does not load one for each.

use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::money::Yuan;

/// What a shape is made of.
pub(crate) enum Plain<'a> {
    /// Left out of its table.
    Absent,
    Flag(bool),
    Whole(i32),
    /// One of few, which JavaScript is handed again instead of anew.
    Word(&'static str),
    Text(&'a str),
    Written(String),
    List(usize, &'a dyn Parts),
    Table(usize, &'a dyn Parts),
}

/// Something that the contract knows.
pub(crate) trait Shape {
    fn plain(&self) -> Plain<'_>;
}

/// The items of a list, or the fields of a table with their names.
pub(crate) trait Parts {
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Shape));
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => out.serialize_unit(),
            Self::Flag(flag) => out.serialize_bool(*flag),
            Self::Whole(number) => out.serialize_i32(*number),
            Self::Word(word) => out.serialize_unit_variant("", 0, word),
            Self::Text(text) => out.serialize_str(text),
            Self::Written(text) => out.serialize_str(text),
            Self::List(length, items) => {
                let mut list = out.serialize_seq(Some(*length))?;
                let mut written = Ok(());
                items.each(&mut |_, item| {
                    if written.is_ok() {
                        written = list.serialize_element(&item.plain());
                    }
                });
                written?;
                list.end()
            }
            Self::Table(length, fields) => {
                let mut table = out.serialize_struct("", *length)?;
                let mut written = Ok(());
                fields.each(&mut |name, field| {
                    let field = field.plain();
                    if written.is_ok() && !matches!(field, Plain::Absent) {
                        written = table.serialize_field(name, &field);
                    }
                });
                written?;
                table.end()
            }
        }
    }
}

/// A word of few.
pub(crate) struct Word(pub &'static str);

impl Shape for Word {
    fn plain(&self) -> Plain<'_> {
        Plain::Word(self.0)
    }
}

/// Lists the fields of shapes, in the contract's order; a name that Rust keeps for itself is given after `as`, and
/// `: Word` marks a word of few.
macro_rules! shapes {
    ($($name:ty { $($field:ident $(as $key:literal)? $(: $word:ident)?),+ $(,)? })+) => {$(
        impl $crate::shape::Shape for $name {
            fn plain(&self) -> $crate::shape::Plain<'_> {
                $crate::shape::Plain::Table([$(stringify!($field)),+].len(), self)
            }
        }

        impl $crate::shape::Parts for $name {
            fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn $crate::shape::Shape)) {
                let Self { $($field),+ } = self;
                $(visit($crate::shape::key!($field $($key)?), $crate::shape::value!($field $($word)?));)+
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                $crate::shape::Shape::plain(self).serialize(out)
            }
        }
    )+};
}

macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}

macro_rules! value {
    ($field:ident) => {
        $field
    };
    ($field:ident $word:ident) => {
        &$crate::shape::$word($field)
    };
}
pub(crate) use {key, shapes, value};

impl<T: Shape + ?Sized> Shape for &T {
    fn plain(&self) -> Plain<'_> {
        T::plain(self)
    }
}

impl<T: Shape> Shape for Option<T> {
    fn plain(&self) -> Plain<'_> {
        self.as_ref().map_or(Plain::Absent, T::plain)
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn plain(&self) -> Plain<'_> {
        Plain::List(self.len(), self)
    }
}

impl<T: Shape> Parts for Vec<T> {
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Shape)) {
        for item in self {
            visit("", item);
        }
    }
}

impl Shape for bool {
    fn plain(&self) -> Plain<'_> {
        Plain::Flag(*self)
    }
}

impl Shape for str {
    fn plain(&self) -> Plain<'_> {
        Plain::Text(self)
    }
}

impl Shape for String {
    fn plain(&self) -> Plain<'_> {
        Plain::Text(self)
    }
}

impl Shape for i32 {
    fn plain(&self) -> Plain<'_> {
        Plain::Whole(*self)
    }
}

/// No count of the contract comes near the largest number.
impl Shape for u32 {
    fn plain(&self) -> Plain<'_> {
        Plain::Whole(i32::try_from(*self).unwrap_or(i32::MAX))
    }
}

impl Shape for u8 {
    fn plain(&self) -> Plain<'_> {
        Plain::Whole(i32::from(*self))
    }
}

impl Shape for Yuan {
    fn plain(&self) -> Plain<'_> {
        Plain::Written(self.to_string())
    }
}

impl Shape for Date {
    fn plain(&self) -> Plain<'_> {
        Plain::Written(self.to_string())
    }
}
