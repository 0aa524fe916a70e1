//! 精简：six everyday things in few instructions, because the page loads every one of them.

/// Gathers what an iterator gives, as `collect` does into a [`Vec`], but where a page loads it without the several
/// copies of itself that `collect` leaves behind for each kind of iterator.
pub(crate) trait Gather: Iterator + Sized {
    #[cfg(not(target_arch = "wasm32"))]
    fn gather(self) -> Vec<Self::Item> {
        self.collect()
    }

    #[cfg(target_arch = "wasm32")]
    fn gather(self) -> Vec<Self::Item> {
        let mut items = Vec::new();
        for item in self {
            items.push(item);
        }
        items
    }
}

impl<I: Iterator> Gather for I {}

/// The whole number that a text of nothing but ASCII digits says; the largest there is, where it says a larger one.
pub(crate) fn number(text: &str) -> Option<u64> {
    let mut number = 0_u64;
    for byte in text.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number.saturating_mul(10).saturating_add(digit.into());
    }
    (!text.is_empty()).then_some(number)
}

/// So many letters of a text, at most.
pub(crate) fn beginning(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// What stands before and after the first `mark`, an ASCII letter.
pub(crate) fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == mark)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

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

/// Puts a short list in order, as `sort_by_key` does, which brings five kilobytes for each kind of list.
#[cfg(feature = "author")]
pub(crate) fn put_in_order<T, K: PartialOrd>(list: &mut [T], key: impl Fn(&T) -> K) {
    for end in 1..list.len() {
        for at in (1..=end).rev() {
            let pair = list.get(at - 1).zip(list.get(at));
            if !pair.is_some_and(|(before, after)| key(before) > key(after)) {
                break;
            }
            list.swap(at - 1, at);
        }
    }
}
