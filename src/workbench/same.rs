//! 说的一样：whether two values of a pack's text say the same, however they are set out.

use super::written::{What, Written};

/// Whether two values say the same. Of what is any or all of some, none comes first.
pub(super) fn same(one: &Written, other: &Written) -> bool {
    let (one, other) = match (&one.what, &other.what) {
        (What::Text(one), What::Text(other)) | (What::Plain(one), What::Plain(other)) => return one == other,
        (What::Flag(one), What::Flag(other)) => return one == other,
        (What::List(one), What::List(other)) if one.iter().all(|item| item.text().is_some()) => {
            return as_sets(one, other);
        }
        (What::List(one), What::List(other)) => {
            return one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other));
        }
        (What::Table(_, one), What::Table(_, other)) => (one, other),
        _ => return false,
    };
    let has = |(name, value): &(String, Written)| {
        let there = other.iter().find(|(other, _)| other == name).map(|(_, there)| there);
        there.is_some_and(|there| match name.as_str() {
            "any" | "all" => as_sets(value.items(), there.items()),
            _ => same(value, there),
        })
    };
    one.len() == other.len() && one.iter().all(has)
}

fn as_sets(one: &[Written], other: &[Written]) -> bool {
    let within = |one: &[Written], other: &[Written]| {
        one.iter().all(|item| other.iter().any(|there| same(item, there)))
    };
    one.len() == other.len() && within(one, other) && within(other, one)
}

#[cfg(test)]
mod tests {
    use super::super::written::Sheet;
    use super::*;

    #[test]
    fn conditions_are_the_same_whatever_comes_first_and_not_by_their_digits() {
        let check = |one: &str, other: &str, expected: bool| {
            let text = format!("one = {one}\nother = {other}\n");
            let sheet = Sheet::of(&text).unwrap();
            let (one, other) = (sheet.root.under("one").unwrap(), sheet.root.under("other").unwrap());
            assert_eq!((same(one, other), same(other, one)), (expected, expected), "{text}");
        };
        check("{ age = { at_least = 7, at_most = 14 } }", "{ age = { at_most = 1_4, at_least = 7 } }", true);
        check("{ age = { at_least = 1, at_most = 23 } }", "{ age = { at_least = 12, at_most = 3 } }", false);
        check("{ age = { at_least = 7 } }", "{ age = { at_least = 8 } }", false);
        check("{ category = [\"orphan\", \"general\"] }", "{ category = [\"general\", \"orphan\"] }", true);
        check("{ category = [\"orphan\", \"orphan\"] }", "{ category = [\"general\", \"orphan\"] }", false);
        check(
            "{ any = [{ group = \"a\" }, { group = \"b\" }] }",
            "{ any = [ # 1\n { group = \"b\" }, { group = \"a\" }] }",
            true,
        );
        check(
            "{ cases = [{ value = \"1\" }, { value = \"2\" }] }",
            "{ cases = [{ value = \"2\" }, { value = \"1\" }] }",
            false,
        );
        check("2026-01-01", "2026-01-02", false);
        check("true", "false", false);
    }
}
