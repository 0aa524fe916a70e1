//! 精简：two everyday things in few instructions, because the page loads every one of them.

/// Gathers what an iterator gives, as `collect` does into a [`Vec`], but without the several copies of itself that
/// `collect` leaves behind for each kind of iterator.
pub(crate) trait Gather: Iterator + Sized {
    fn gather(self) -> Vec<Self::Item> {
        let mut items = Vec::new();
        for item in self {
            items.push(item);
        }
        items
    }
}

impl<I: Iterator> Gather for I {}

/// The parts with `between` between them.
pub(crate) fn joined<T: AsRef<str>>(parts: impl IntoIterator<Item = T>, between: &str) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(part.as_ref());
    }
    text
}
