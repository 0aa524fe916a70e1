//! 补丁：a change of a text as the places that change, and the places as JavaScript counts them.

use serde::Serialize;

/// 一处补丁：what stands from `from` to `to` gives way to `insert`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Patch {
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What stands there afterwards.
    pub insert: String,
}

/// Places of a text in bytes as places in UTF-16, which JavaScript counts in.
#[derive(Debug)]
pub struct Units(Vec<u32>);

/// The text after patches that lie in order and apart; places are bytes. A patch that does not fit changes nothing.
#[must_use]
pub fn apply(text: &str, patches: &[Patch]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for patch in patches {
        if patch.to < patch.from || text.get(patch.from..patch.to).is_none() {
            continue;
        }
        let Some(before) = text.get(done..patch.from) else { continue };
        out.push_str(before);
        out.push_str(&patch.insert);
        done = patch.to;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

impl Units {
    /// Of this text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut units = Vec::with_capacity(text.len() + 1);
        let mut count = 0_u32;
        for letter in text.chars() {
            units.extend(core::iter::repeat_n(count, letter.len_utf8()));
            count += if letter.len_utf16() == 2 { 2 } else { 1 };
        }
        units.push(count);
        Self(units)
    }

    /// The place of a byte.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let last = self.0.last();
        self.0.get(byte).or(last).map_or(0, |&units| units as usize)
    }

    /// The same patches with places in UTF-16.
    #[must_use]
    pub fn patches(&self, patches: Vec<Patch>) -> Vec<Patch> {
        let moved = |patch: Patch| Patch { from: self.at(patch.from), to: self.at(patch.to), ..patch };
        patches.into_iter().map(moved).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_javascript_does() {
        let text = "a名😀b";
        let units = Units::of(text);
        let check = |found: &str, expected| assert_eq!(units.at(text.find(found).unwrap()), expected);
        check("a", 0);
        check("名", 1);
        check("😀", 2);
        check("b", 4);
        assert_eq!((units.at(text.len()), units.at(1000)), (5, 5));
    }

    #[test]
    fn what_is_outside_the_patches_stays() {
        let patch = |from, to, insert: &str| Patch { from, to, insert: insert.into() };
        let check = |patches: &[Patch], expected| assert_eq!(apply("abcdef", patches), expected);
        check(&[], "abcdef");
        check(&[patch(1, 2, "X"), patch(4, 4, "-")], "aXcd-ef");
        check(&[patch(0, 6, "")], "");
        check(&[patch(3, 9, "X")], "abcdef");
        check(&[patch(2, 4, ""), patch(1, 3, "X")], "abef");
    }
}
