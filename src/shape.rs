//! 输出：how every shape of the contract leaves the core, as flags, whole numbers, texts, lists and tables.
//!
//! A shape only names its fields; what becomes of them is written on a [`Sheet`], or with a `Pen` that knows other ways.

mod known;
#[cfg(feature = "cli")]
mod line;
#[cfg(feature = "cli")]
mod pen;
mod reading;
mod sheet;

use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::money::Yuan;

pub(crate) use known::Known;
#[cfg(feature = "cli")]
pub(crate) use line::{Line, Parts};
#[cfg(feature = "cli")]
pub(crate) use pen::Pen;
use reading::Reading;
pub(crate) use sheet::Sheet;
#[cfg(not(feature = "cli"))]
pub(crate) use sheet::Sheet as Pen;

/// Something that the contract knows.
pub(crate) trait Shape {
    /// Writes it on the sheet, as one value.
    fn write(&self, sheet: &mut Pen<'_>);
}

/// Lists the fields of shapes, in the contract's order; a name that Rust keeps for itself is given after `as`. In
/// brackets stands the field with the part of the policy that the whole shape is told of, where there is one.
macro_rules! shapes {
    ($($name:ty $([$of:ident])? { $($field:ident $(as $key:literal)?),+ $(,)? })+) => {$(
        impl $crate::shape::Shape for $name {
            fn write(&self, sheet: &mut $crate::shape::Pen<'_>) {
                let write = |sheet: &mut $crate::shape::Pen<'_>| {
                    sheet.table(&[$($crate::shape::key!($field $($key)?)),+]);
                    $($crate::shape::Shape::write(&self.$field, sheet);)+
                };
                $(if let Some((part, variant)) = self.$of {
                    return sheet.kept(part, variant, write);
                })?
                write(sheet);
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                $crate::shape::serialize(self, out)
            }
        }
    )+};
}

/// The name of a field.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $key:literal) => {
        $key
    };
}
pub(crate) use {key, shapes};

/// Hands a shape to serde.
pub(crate) fn serialize<S: Serializer>(shape: &impl Shape, out: S) -> Result<S::Ok, S::Error> {
    Reading::of(&Sheet::of(shape, &mut Known::default())).serialize(out)
}

impl<T: Shape> Shape for Option<T> {
    fn write(&self, sheet: &mut Pen<'_>) {
        match self {
            Some(value) => value.write(sheet),
            None => sheet.nothing(),
        }
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.list(self.len());
        for item in self {
            item.write(sheet);
        }
    }
}

/// A list that is the policy's own.
impl Shape for &Vec<String> {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.kept(*self, 0, |sheet| Vec::write(self, sheet));
    }
}

/// A text that is borrowed is the policy's own.
impl Shape for &str {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.kept(*self, 0, |sheet| sheet.text(self));
    }
}

impl Shape for String {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.text(self);
    }
}

impl Shape for bool {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.flag(*self);
    }
}

impl Shape for i32 {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.whole(*self);
    }
}

/// No count of the contract comes near the largest number.
impl Shape for u32 {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.whole(i32::try_from(*self).unwrap_or(i32::MAX));
    }
}

impl Shape for u8 {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.whole(i32::from(*self));
    }
}

impl Shape for Yuan {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.amount(*self);
    }
}

impl Shape for Date {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.said(self);
    }
}
