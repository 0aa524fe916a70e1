//! 起了名字的条件：classes of people and other conditions that a pack defines once and refers to by their id.

use super::book::{Book, MOST};
use super::{condition, question};
use crate::document::{Data, Node, Reader, Table};
use crate::policy::{Citation, Condition, Id, Test, TestKind};

pub(super) const GROUP: &[&str] = &["id", "name", "who", "cite"];
pub(super) const CONDITION: &[&str] = &["id", "when", "cite"];
const MOST_GROUPS: usize = 20;

/// A condition under a name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// What people call it.
    pub name: Option<String>,
    /// The condition, read wherever it is used.
    node: Node,
    /// The citation of what in it has none of its own.
    citation: Option<Id<Citation>>,
}

/// The classes, and the other conditions. Those that lead back to themselves are told, and left out.
pub(super) fn read(table: &Table<'_>, book: &Book<'_>) -> (Vec<Option<Named>>, Vec<Option<Named>>) {
    let list = |field, read: fn(Reader<'_>, &Book<'_>) -> Option<Named>| {
        let mut values = Vec::new();
        if let Some(field) = table.get(field) {
            field.list(MOST, |item| {
                values.push(read(item, book));
                Some(())
            });
        }
        values
    };
    let (mut groups, mut conditions) = (list("groups", group), list("conditions", other));
    let mut settled = (vec![false; groups.len()], vec![false; conditions.len()]);
    // As many rounds as there are names settle everything but the circles.
    for _ in 0..groups.len() + conditions.len() {
        let ready = |values: &[Option<Named>]| -> Vec<bool> {
            let leads = |named: &Named| leads_only_to(&named.node, &settled, book);
            values.iter().map(|value| value.as_ref().is_none_or(leads)).collect()
        };
        settled = (ready(&groups), ready(&conditions));
    }
    for (values, settled) in [(&mut groups, &settled.0), (&mut conditions, &settled.1)] {
        for (value, _) in values.iter_mut().zip(settled).filter(|(_, settled)| !**settled) {
            if let Some(named) = value.take() {
                let text = "用到的分类、条件又用到它自己，绕成了圈：改成一层用一层";
                book.error(named.node.at, "named-circle", text);
            }
        }
    }
    (groups, conditions)
}

fn group(reader: Reader<'_>, book: &Book<'_>) -> Option<Named> {
    let table = reader.table(GROUP)?;
    let _ = table.need("id");
    let name = table.need("name").and_then(|field| question::text(&field));
    Some(Named { name: Some(name?), node: node(table.need("who")?), citation: book.cite(&table) })
}

fn other(reader: Reader<'_>, book: &Book<'_>) -> Option<Named> {
    let table = reader.table(CONDITION)?;
    let _ = table.need("id");
    Some(Named { name: None, node: node(table.need("when")?), citation: book.cite(&table) })
}

fn node(reader: Reader<'_>) -> Node {
    Node { at: reader.at(), data: reader.data().clone() }
}

/// Whether whatever a condition refers to is settled.
fn leads_only_to(node: &Node, settled: &(Vec<bool>, Vec<bool>), book: &Book<'_>) -> bool {
    let fields = match &node.data {
        Data::List(items) => return items.iter().all(|item| leads_only_to(item, settled, book)),
        Data::Table(fields) => fields,
        _ => return true,
    };
    fields.iter().all(|(name, node)| {
        let (ids, settled_here) = match name.as_str() {
            "group" => (&book.groups, &settled.0),
            "condition" => (&book.conditions, &settled.1),
            _ => return leads_only_to(node, settled, book),
        };
        let is_settled = |node: &Node| match &node.data {
            Data::Text(id) => ids.place(id).is_none_or(|place| settled_here.get(place) != Some(&false)),
            _ => true,
        };
        match &node.data {
            Data::List(items) => items.iter().all(is_settled),
            _ => is_settled(node),
        }
    })
}

/// The name of the one class that the condition `reader` consists of.
pub(super) fn name_of(reader: Reader<'_>, book: &Book<'_>) -> Option<String> {
    let Data::Table(fields) = reader.data() else { return None };
    let (_, node) = fields.iter().find(|(name, _)| name == "group")?;
    let Data::Text(id) = &node.data else { return None };
    book.group_values.get(book.groups.place(id)?)?.as_ref()?.name.clone()
}

/// The condition that `{ group = … }` or `{ condition = … }` stands for. `field` is that field, `citation` what is
/// cited here or around it.
pub(super) fn condition(
    field: Reader<'_>,
    table: &Table<'_>,
    citation: Option<Id<Citation>>,
    book: &Book<'_>,
    depth: usize,
) -> Option<Condition> {
    let is_group = table.get("group").is_some();
    let cited_here = table.get("cite").is_some();
    let one = |field: Reader<'_>| {
        let (known, values) = if is_group {
            (&book.groups, &book.group_values)
        } else {
            (&book.conditions, &book.condition_values)
        };
        let named = values.get(known.find(field)?)?.as_ref()?;
        let citation = if cited_here { citation } else { named.citation.or(citation) };
        condition::nested(field.of(&named.node), citation, book, depth)
    };
    let found = match field.data() {
        Data::List(_) if is_group => {
            let before = book.tests_read();
            let groups = field.list(MOST_GROUPS, one)?;
            if groups.is_empty() {
                book.error(field.at(), "empty-list", "分类是空的，条件永远不会满足：写上至少一类");
                return None;
            }
            let (found, kept) = any_of(groups);
            book.keep_tests(before, &kept);
            found
        }
        _ => one(field)?,
    };
    let Some(text) = table.get("text").and_then(|field| question::text(&field)) else { return Some(found) };
    if let Condition::Test(test) = found {
        return Some(Condition::Test(Test { text: Some(text), ..test }));
    }
    let text = "text 只能写在单项条件上，这里用的却有几项：把话写在分类或条件里面的那一项上";
    book.error(field.at(), "text-on-group", text);
    None
}

/// One of several classes: the identities of all of them that need nothing else are one list. Of each test, whether it is
/// still one of its own.
fn any_of(groups: Vec<Condition>) -> (Condition, Vec<bool>) {
    let mut parts: Vec<Condition> = Vec::new();
    let mut kept = Vec::new();
    let alternatives = groups.into_iter().flat_map(|group| match group {
        Condition::Any(parts) => parts,
        group => vec![group],
    });
    for alternative in alternatives {
        let Condition::Test(Test { kind: TestKind::Category(more), text: None, citation }) = &alternative
        else {
            alternative.each_test(&mut |_| kept.push(true));
            parts.push(alternative);
            continue;
        };
        let list = parts.iter_mut().find_map(|part| match part {
            Condition::Test(Test { kind: TestKind::Category(set), text: None, citation: other })
                if other == citation =>
            {
                Some(set)
            }
            _ => None,
        });
        kept.push(list.is_none());
        match list {
            Some(set) => *set = more.words().fold(*set, crate::vocabulary::SetOf::with),
            None => parts.push(alternative),
        }
    }
    let whole = match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            Condition::Any(parts)
        }
        None => Condition::Any(parts),
    };
    (whole, kept)
}
