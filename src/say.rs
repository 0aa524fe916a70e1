//! 说话：texts put together from pieces, in few instructions, because the page loads every one of them.
//!
//! The standard way to format is made for widths, precisions and errors that no sentence here has.

mod digits;

pub(crate) use digits::Digits;

/// A piece of a text.
pub(crate) trait Say {
    /// Says it at the end of `text`.
    fn say(&self, text: &mut String);
}

/// Says pieces one after the other at the end of a text.
macro_rules! say {
    ($text:expr; $($piece:expr),+ $(,)?) => {{ $($piece.say($text);)+ }};
}

/// The text that pieces make one after the other.
macro_rules! said {
    ($($piece:expr),+ $(,)?) => {{
        let mut text = String::new();
        $crate::say::say!(&mut text; $($piece),+);
        text
    }};
}

/// What is said can be shown by whatever formats.
macro_rules! shown {
    ($($name:ty),+ $(,)?) => {$(
        impl core::fmt::Display for $name {
            fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                out.write_str(&$crate::say::said!(self))
            }
        }
    )+};
}
pub(crate) use {said, say, shown};

impl Say for str {
    fn say(&self, text: &mut String) {
        text.push_str(self);
    }
}

impl Say for String {
    fn say(&self, text: &mut String) {
        text.push_str(self);
    }
}

impl Say for char {
    fn say(&self, text: &mut String) {
        text.push(*self);
    }
}

impl Say for u64 {
    fn say(&self, text: &mut String) {
        text.push_str(Digits::of(*self, 0, None).as_str());
    }
}

impl Say for i64 {
    fn say(&self, text: &mut String) {
        if *self < 0 {
            text.push('-');
        }
        self.unsigned_abs().say(text);
    }
}

impl Say for usize {
    fn say(&self, text: &mut String) {
        u64::try_from(*self).unwrap_or(u64::MAX).say(text);
    }
}

macro_rules! small_numbers {
    ($($name:ty),+) => {$(
        impl Say for $name {
            fn say(&self, text: &mut String) {
                u64::from(*self).say(text);
            }
        }
    )+};
}
small_numbers!(u8, u16, u32);
