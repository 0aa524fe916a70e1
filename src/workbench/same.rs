//! 说的一样：whether two values of a pack's text say the same, however they are set out.

use super::written::{What, Written};

/// Whether two values say the same. Of texts, and of what is any or all of some, none comes first.
pub(super) fn same(one: &Written, other: &Written) -> bool {
    match (&one.what, &other.what) {
        (What::Text(one), What::Text(other)) | (What::Plain(one), What::Plain(other)) => one == other,
        (What::Flag(one), What::Flag(other)) => one == other,
        (What::List(items), What::List(others)) if items.iter().any(|item| item.text().is_none()) => {
            items.len() == others.len() && items.iter().zip(others).all(|(one, other)| same(one, other))
        }
        (What::List(_), What::List(_)) => as_sets(one, other),
        (What::Table(_, fields), What::Table(_, others)) => {
            let has = |(name, value): &(String, Written)| {
                let is_set = name == "any" || name == "all";
                let same = if is_set { as_sets } else { same };
                other.under(name).is_some_and(|there| same(value, there))
            };
            fields.len() == others.len() && fields.iter().all(has)
        }
        _ => false,
    }
}

fn as_sets(one: &Written, other: &Written) -> bool {
    let is_list = |value: &Written| matches!(value.what, What::List(_));
    if !is_list(one) || !is_list(other) {
        return same(one, other);
    }
    one.items().len() == other.items().len() && is_within(one, other) && is_within(other, one)
}

#[inline(never)]
fn is_within(one: &Written, other: &Written) -> bool {
    one.items().iter().all(|item| other.items().iter().any(|there| same(item, there)))
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
