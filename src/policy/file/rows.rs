//! 分行写：several things that share most of their fields, written once and then a row each.
//!
//! An item of a list with `rows` stands for as many items as it has rows: each has the item's own fields and, before
//! them, those of its row.

use super::diagnostic::Note;
use crate::document::{Data, Node};

/// The fields of a table.
pub(super) type Fields = Vec<(String, Node)>;

/// Rows, each with its place.
pub(super) type Rows = Vec<(core::ops::Range<usize>, Fields)>;

/// The lists whose items may be written in rows; worked cases have rows of their own.
pub const LISTS: [&str; 14] = [
    "sources",
    "citations",
    "parameters",
    "readings",
    "fact",
    "groups",
    "conditions",
    "lists",
    "documents",
    "routes",
    "pools",
    "programs",
    "ways",
    "exclusions",
];

/// The pack with every row an item.
pub(super) fn unfold(node: Node, notes: &mut Vec<Note>) -> Node {
    let Data::Table(fields) = node.data else { return node };
    let unfolded = |(name, node): (String, Node)| {
        if !LISTS.contains(&name.as_str()) {
            return (name, node);
        }
        let Data::List(items) = node.data else { return (name, node) };
        let items = items.into_iter().flat_map(|item| item_rows(item, notes));
        (name, Node { at: node.at, data: Data::List(items.collect()) })
    };
    let fields: Fields = fields.into_iter().map(unfolded).collect();
    Node { at: node.at, data: Data::Table(fields) }
}

fn item_rows(item: Node, notes: &mut Vec<Note>) -> Vec<Node> {
    let (shared, rows) = split(item, notes);
    // The ways of a programme are a list of their own.
    let ways = |node: Node, notes: &mut Vec<Note>| match node.data {
        Data::Table(ref fields) if fields.iter().any(|(name, _)| name == "ways") => unfold(node, notes),
        _ => node,
    };
    let Some(rows) = rows else { return vec![ways(shared, notes)] };
    let Data::Table(shared) = shared.data else { return Vec::new() };
    let whole = |(at, row): (core::ops::Range<usize>, Fields)| {
        let rest = shared.iter().filter(|(name, _)| !row.iter().any(|(other, _)| other == name));
        let fields = row.iter().chain(rest).cloned().collect();
        ways(Node { at, data: Data::Table(fields) }, notes)
    };
    rows.into_iter().map(whole).collect()
}

/// The rows of an item, each with its place, and the item without them. What cannot be rows is told, and leaves none.
pub(super) fn split(item: Node, notes: &mut Vec<Note>) -> (Node, Option<Rows>) {
    let Data::Table(mut fields) = item.data else { return (item, None) };
    let Some(place) = fields.iter().position(|(name, _)| name == "rows") else {
        return (Node { at: item.at, data: Data::Table(fields) }, None);
    };
    let (_, rows) = fields.remove(place);
    let shared = Node { at: item.at, data: Data::Table(fields) };
    let mut tables = Vec::new();
    let mut fine = false;
    if let Data::List(items) = rows.data {
        fine = !items.is_empty();
        for item in items {
            match item.data {
                Data::Table(fields) => tables.push((item.at, fields)),
                _ => fine = false,
            }
        }
    }
    if !fine {
        let text = "rows 是一行一项的列表：rows = [ { … }, { … } ]，至少一行；各行一样的字段写在 rows 外面";
        notes.push(Note::error(rows.at, "rows", text));
    }
    (shared, Some(tables))
}

#[cfg(test)]
mod tests {
    use crate::document::{Data, Node};
    use crate::policy::file::{Common, PackFile};

    const HEAD: &str = r#"
id = "a"
title = "题"
version = "1"
region = ["省"]
from = "2020-01-01"
status = "historical"
checked_on = "2026-01-01"
critical_insurance = false
sources = [{ id = "notice", title = "办法", confidence = "A" }]
"#;
    const LONG: &str = r#"
[[citations]]
id = "one"
source = "notice"
article = "一"
summary = "甲"
[[citations]]
id = "two"
source = "notice"
article = "二"
summary = "乙"
[[programs]]
id = "stay"
kind = "inpatient"
name = "住院"
cite = "one"
who = { any = [{ category = ["orphan", "low-income"] }, { age = { at_least = 60 }, cite = "two" }] }
covers = [{ care = ["inpatient"] }, { place = ["local"], text = "在本地" }]
base = { from = "in-scope" }
[[programs.ways]]
name = "一类"
who = { category = ["orphan"] }
steps = [{ op = "ratio", value = "90%", per = "bill" }, { op = "cap", value = "500", per = "year" }]
[[programs.ways]]
name = "二类"
who = { any = [{ category = ["low-income"] }, { age = { at_least = 60 } }], cite = "one" }
cite = "two"
steps = [{ op = "ratio", value = "80%", per = "bill" }, { op = "cap", value = "500", per = "year" }]
[[cases]]
name = "孤儿，一张"
source = "手算"
as_of = "2020-06-01"
person = { categories = ["orphan"], facts = { a = true } }
bills = [{ date = "2020-05-01", care = "inpatient", place = "local", total = "100", in_scope = "100" }]
expect.stay = { status = "eligible", amount = "90" }
[[cases]]
name = "孤儿，两张"
source = "手算"
as_of = "2020-06-01"
person = { categories = ["orphan"], facts = { a = true } }
bills = [{ date = "2020-05-01", care = "inpatient", place = "local", total = "100", in_scope = "100" }, { date = "2020-05-01", care = "inpatient", place = "referred", total = "70", in_scope = "50" }]
expect.stay = { status = "eligible", amount = "90" }
[[cases]]
name = "孤儿，没有答"
source = "手算"
as_of = "2020-06-01"
person = { categories = ["orphan"], facts = {} }
bills = [{ date = "2020-05-01", care = "inpatient", total = "100", in_scope = "100" }]
expect.stay = { status = "unknown", amount = { min = "0", max = "90" } }
[[cases]]
name = "没有单据"
source = "问过"
as_of = "2020-06-01"
person = { categories = ["low-income"], facts = { a = true } }
expect.stay = { amount = "0" }
"#;
    const SHORT: &str = r#"
[[citations]]
source = "notice"
rows = [{ id = "one", article = "一", summary = "甲" }, { id = "two", article = "二", summary = "乙" }]
[[groups]]
rows = [
  { id = "first", name = "一类", who = { category = ["orphan"] } },
  { id = "second", name = "二类", who = { any = [{ category = ["low-income"] }, { age = { at_least = 60 } }] }, cite = "two" },
  { id = "both", name = "两类", who = { any = [{ category = ["orphan", "low-income"] }, { condition = "old", cite = "two" }] } },
]
[[conditions]]
rows = [{ id = "old", when = { age = { at_least = 60 } } }, { id = "here", when = { place = ["local"] } }]
[[programs]]
id = "stay"
kind = "inpatient"
name = "住院"
cite = "one"
who = { group = "both" }
covers = [{ care = ["inpatient"] }, { condition = "here", text = "在本地" }]
base = { from = "in-scope" }
per = "bill"
[[programs.ways]]
rows = [
  { who = { group = "first" }, steps = [{ op = "ratio", value = "90%" }, { op = "cap", value = "500", per = "year" }] },
  { who = { group = "second", cite = "one" }, cite = "two", steps = [{ op = "ratio", value = "80%" }, { op = "cap", value = "500", per = "year" }] },
]
[case_defaults]
source = "手算"
as_of = "2020-06-01"
person = { categories = ["orphan"], facts = { a = true } }
bill = { date = "2020-05-01", care = "inpatient", place = "local", in_scope = "total" }
[[cases]]
name = "孤儿"
program = "stay"
total = "100"
amount = "90"
status = "eligible"
rows = [
  { name = "一张" },
  { name = "两张", bills = [{}, { place = "referred", total = "70", in_scope = "50" }] },
  { name = "没有答", without = ["place", "facts.a"], status = "unknown", amount = { min = "0", max = "90" } },
]
[[cases]]
name = "没有单据"
source = "问过"
categories = ["low-income"]
amounts = { stay = "0" }
"#;

    #[test]
    fn what_is_written_short_is_what_is_written_out() {
        let read = |rules: &str| PackFile::read("a.toml", &format!("{HEAD}{rules}"), &Common::default());
        let (long, short) = (read(LONG), read(SHORT));
        assert_eq!((&long.diagnostics, &short.diagnostics), (&vec![], &vec![]));
        assert!(long.policy.is_some());
        assert_eq!(long.policy, short.policy);
        let told = |pack: &PackFile| -> Vec<String> {
            let cases = pack.cases.iter().map(|case| {
                let expected: Vec<_> = case
                    .expected
                    .iter()
                    .map(|expected| (&expected.program, &expected.status, expected.amount))
                    .collect();
                format!("{} {} {} {expected:?}", case.name, case.source, shown(&case.answers))
            });
            cases.collect()
        };
        assert_eq!(told(&long), told(&short));
    }

    /// What was told, in an order of its own.
    fn shown(node: &Node) -> String {
        match &node.data {
            Data::List(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
            Data::Table(fields) => {
                let mut fields: Vec<_> =
                    fields.iter().map(|(name, node)| format!("{name}: {}", shown(node))).collect();
                fields.sort();
                format!("{{{}}}", fields.join(", "))
            }
            other => format!("{other:?}"),
        }
    }
}
