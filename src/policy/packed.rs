//! 编译格式：how the parts of a policy are written down as bytes, and read from bytes that nobody vouches for.
//!
//! Numbers are written seven bits a byte, the least first; texts and lists are preceded by their length; of a choice
//! its number comes first. Reading never stops halfway: what is no such value is read as zero or as nothing, the
//! [`Source`] is spoilt from there on, and whoever reads asks at the end whether it is.

use crate::calendar::Date;
use crate::money::{Ratio, Yuan};
use crate::say::{Say, said};
use crate::vocabulary::{Member, SetOf};

/// Something that stands in a compiled pack.
pub(super) trait Packed: Sized {
    /// Writes it down.
    fn write(&self, out: &mut Vec<u8>);

    /// Reads it.
    fn read(source: &mut Source<'_>) -> Self;
}

/// Deeper than lists stand in lists in any policy.
const DEEPEST: u8 = 20;

/// The bytes that are still to be read.
pub(super) struct Source<'a> {
    rest: &'a [u8],
    depth: u8,
    sound: bool,
}

impl<'a> Source<'a> {
    /// All of `bytes`.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, depth: DEEPEST, sound: true }
    }

    /// Whether everything was read as it was written, and nothing is left.
    pub(super) fn is_read_whole(&self) -> bool {
        self.sound && self.rest.is_empty()
    }

    /// Notes that what was read is no such value. From here on there are only zeros.
    pub(super) fn spoil(&mut self) {
        self.sound = false;
        self.rest = &[];
    }

    /// The number of a choice.
    pub(super) fn choice(&mut self) -> u8 {
        let Some((&first, rest)) = self.rest.split_first() else {
            self.spoil();
            return 0;
        };
        self.rest = rest;
        first
    }

    /// A word, by its place in its closed set.
    pub(super) fn word<T: Member>(&mut self) -> T {
        let place = usize::from(self.choice());
        T::ALL.get(place).copied().unwrap_or_else(|| {
            self.spoil();
            self.word()
        })
    }

    fn number(&mut self) -> u64 {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.choice();
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                // Each number has one way to be written: the shortest, in the bits that there are.
                if (byte == 0 && shift > 0) || (byte > 1 && shift == 63) {
                    break;
                }
                return number;
            }
        }
        self.spoil();
        0
    }

    /// How many bytes or items follow; each item takes at least one byte.
    fn length(&mut self) -> usize {
        let length = usize::try_from(self.number()).unwrap_or(usize::MAX);
        if length <= self.rest.len() {
            return length;
        }
        self.spoil();
        0
    }

    fn text(&mut self) -> &'a str {
        let length = self.length();
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        core::str::from_utf8(text).unwrap_or_else(|_| {
            self.spoil();
            ""
        })
    }

    /// Goes one level deeper; below the deepest there are only zeros, in which nothing is nested.
    fn enter(&mut self) -> u8 {
        let depth = self.depth;
        match depth.checked_sub(1) {
            Some(below) => self.depth = below,
            None => self.spoil(),
        }
        depth
    }

    fn leave(&mut self, depth: u8) {
        self.depth = depth;
    }
}

fn write_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    out.push(number.to_le_bytes()[0]);
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    write_number(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

/// Lists the fields of a type in the order in which they are written, or its choices with their numbers.
macro_rules! packed {
    (struct $name:ty { $($field:tt),+ $(; $unwritten:ident)? }) => {
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $(self.$field.write(out);)+
            }

            fn read(source: &mut Source<'_>) -> Self {
                Self { $($field: Packed::read(source),)+ $($unwritten: Default::default())? }
            }
        }
    };
    (enum $name:ty {
        $($number:literal => $choice:ident $(($($part:ident),+))? $({ $($field:ident),+ })?,)+
    }) => {
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                match self {
                    $(Self::$choice $(($($part),+))? $({ $($field),+ })? => {
                        out.push($number);
                        $($($part.write(out);)+)?
                        $($($field.write(out);)+)?
                    })+
                }
            }

            fn read(source: &mut Source<'_>) -> Self {
                match source.choice() {
                    $($number => {
                        $($(let $part = Packed::read(source);)+)?
                        $($(let $field = Packed::read(source);)+)?
                        Self::$choice $(($($part),+))? $({ $($field),+ })?
                    })+
                    _ => {
                        source.spoil();
                        Self::read(source)
                    }
                }
            }
        }
    };
}
pub(super) use packed;

macro_rules! packed_numbers {
    ($($number:ident),+) => {$(
        impl Packed for $number {
            fn write(&self, out: &mut Vec<u8>) {
                write_number(u64::from(*self), out);
            }

            fn read(source: &mut Source<'_>) -> Self {
                Self::try_from(source.number()).unwrap_or_else(|_| {
                    source.spoil();
                    0
                })
            }
        }
    )+};
}
packed_numbers!(u8, u16, u32, u64);

/// The sign is the lowest bit, so that small numbers are short on both sides of zero.
impl Packed for i64 {
    fn write(&self, out: &mut Vec<u8>) {
        write_number((self.cast_unsigned() << 1) ^ (self >> 63).cast_unsigned(), out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        let number = source.number();
        (number >> 1).cast_signed() ^ -(number & 1).cast_signed()
    }
}

impl Packed for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn read(source: &mut Source<'_>) -> Self {
        let number = source.choice();
        if number > 1 {
            source.spoil();
        }
        number == 1
    }
}

impl Packed for String {
    fn write(&self, out: &mut Vec<u8>) {
        write_text(self, out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        source.text().to_owned()
    }
}

/// Written as their text, and held to just that text.
macro_rules! packed_as_text {
    ($($name:ident or $nothing:expr;)+) => {$(
        impl Packed for $name {
            fn write(&self, out: &mut Vec<u8>) {
                write_text(&said!(self), out);
            }

            fn read(source: &mut Source<'_>) -> Self {
                let text = source.text();
                let value = text.parse().unwrap_or($nothing);
                if said!(value) != text {
                    source.spoil();
                }
                value
            }
        }
    )+};
}
packed_as_text! {
    Yuan or Yuan::ZERO;
    Ratio or Ratio::ONE;
    Date or Date::EARLIEST;
}

impl<T: Packed> Packed for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }

    fn read(source: &mut Source<'_>) -> Self {
        bool::read(source).then(|| T::read(source))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        write_number(self.len() as u64, out);
        for item in self {
            item.write(out);
        }
    }

    fn read(source: &mut Source<'_>) -> Self {
        let mut items = Self::new();
        let depth = source.enter();
        for _ in 0..source.length() {
            if source.sound {
                items.push(T::read(source));
            }
        }
        source.leave(depth);
        items
    }
}

impl<T: Packed> Packed for Box<T> {
    fn write(&self, out: &mut Vec<u8>) {
        T::write(self, out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        let depth = source.enter();
        let value = T::read(source);
        source.leave(depth);
        Self::new(value)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        (A::read(source), B::read(source))
    }
}

impl<A: Packed, B: Packed, C: Packed> Packed for (A, B, C) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        (A::read(source), B::read(source), C::read(source))
    }
}

impl<T: Member> Packed for SetOf<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.bits().write(out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        Self::from_bits(u32::read(source)).unwrap_or_else(|| {
            source.spoil();
            Self::EMPTY
        })
    }
}
