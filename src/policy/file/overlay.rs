//! 只写不同的：what one table of a pack says over another: a city over its province, an area or a period over its pack.
//!
//! Lists go together by the ids of their items, an item by its fields, its ways by their names. What is said anew replaces
//! what was said before.

use super::diagnostic::Note;
use super::rows::{self, Fields};
use super::{case_rows, schema, wording};
use crate::document::{Data, Node};

/// More ids than these are not listed one by one.
const LISTED: usize = 20;

/// What `over` says over `base`, which people know by the word `before`.
pub(super) fn over(mut base: Fields, over: Fields, before: &str, notes: &mut Vec<Note>) -> Fields {
    for (_, paths) in over.iter().filter(|(name, _)| name == "without") {
        take_away(&mut base, paths, notes);
    }
    let values = field(&over, "values").cloned();
    let citation = field(&over, "cite").cloned();
    for (name, node) in over {
        match name.as_str() {
            "without" | "values" | "cite" => {}
            "case_defaults" => case_rows::put(&mut base, &name, &node),
            _ => set(&mut base, name, node, before, notes),
        }
    }
    if let Some(Node { data: Data::Table(values), .. }) = values {
        for (id, value) in values {
            let parameter = item(&mut base, "parameters", &id);
            let Some(Node { data: Data::Table(fields), .. }) = parameter else {
                let text = format!("没有叫 {id} 的参数：values 里写的是 parameters 的编号");
                notes.push(Note::error(value.at, "unknown-id", text));
                continue;
            };
            fields.retain(|(name, _)| !["value", "cite", "by_year", "of_year"].contains(&name.as_str()));
            fields.push(("value".into(), value));
            fields.extend(citation.clone().map(|citation| ("cite".into(), citation)));
        }
    }
    base
}

/// The field of this name.
pub(super) fn field<'f>(fields: &'f Fields, name: &str) -> Option<&'f Node> {
    fields.iter().find(|(other, _)| other == name).map(|(_, node)| node)
}

/// The text that is the field of this name.
pub(super) fn text<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    match &field(fields, name)?.data {
        Data::Text(text) => Some(text),
        _ => None,
    }
}

fn item<'f>(fields: &'f mut Fields, list: &str, id: &str) -> Option<&'f mut Node> {
    let (_, node) = fields.iter_mut().find(|(name, _)| name == list)?;
    let Data::List(items) = &mut node.data else { return None };
    items.iter_mut().find(|item| key(item).as_deref() == Some(id))
}

/// Sets a field, lists of things with ids item by item.
fn set(base: &mut Fields, name: String, node: Node, whence: &str, notes: &mut Vec<Note>) {
    let Some((_, before)) = base.iter_mut().find(|(other, _)| *other == name) else {
        base.push((name, node));
        return;
    };
    match (&mut before.data, node.data) {
        (Data::List(before), Data::List(more)) if name == "facts" || name == "cases" => {
            let said = |node: &Node, before: &[Node]| {
                let same = |other: &Node| matches!((&other.data, &node.data), (Data::Text(one), Data::Text(other)) if one == other);
                before.iter().any(same)
            };
            for node in more {
                if !said(&node, before) {
                    before.push(node);
                }
            }
        }
        (Data::List(before), Data::List(more)) if rows::LISTS.contains(&name.as_str()) => {
            for node in more {
                if name == "ways" {
                    tell_everyone(before, &node, whence, notes);
                } else {
                    tell_unknown(before, &node, &name, whence, notes);
                }
                set_item(before, node, whence, notes);
            }
        }
        (_, data) => *before = Node { at: node.at, data },
    }
}

fn set_item(before: &mut Vec<Node>, node: Node, whence: &str, notes: &mut Vec<Note>) {
    let same =
        key(&node).and_then(|key| before.iter_mut().find(|other| self::key(other).as_ref() == Some(&key)));
    match (same, node.data) {
        (Some(Node { data: Data::Table(before), .. }), Data::Table(fields)) => {
            for (name, node) in fields {
                set(before, name, node, whence, notes);
            }
        }
        (_, data) => before.push(Node { at: node.at, data }),
    }
}

/// A way that is none of those before and says of nobody whom it is for would be for everyone: most likely a name is wrong.
fn tell_everyone(before: &[Node], way: &Node, whence: &str, notes: &mut Vec<Note>) {
    let Data::Table(fields) = &way.data else { return };
    // One that ends may have ended.
    let stays = |way: &&Node| !matches!(&way.data, Data::Table(fields) if field(fields, "until").is_some());
    let known: Vec<String> = before.iter().filter(stays).filter_map(key).collect();
    let is_new = key(way).is_none_or(|own| before.iter().filter_map(key).all(|other| other != own));
    if is_new && field(fields, "who").is_none() && !known.is_empty() {
        let of_class = |way: &Node| match &way.data {
            Data::Table(fields) if field(fields, "name").is_none() => {
                key(way).map(|class| format!("who = {{ group = \"{class}\" }}"))
            }
            _ => key(way).map(|name| format!("name = \"{name}\"")),
        };
        let ways: Vec<String> = before.iter().filter(stays).filter_map(of_class).collect();
        let text = format!(
            "{whence}没有这一档，这样写是另加一档、谁都能得：要改的照{whence}的写（{}），另加的写上 who",
            ways.join("、")
        );
        notes.push(Note::error(way.at.clone(), "way-for-everyone", text));
    }
}

/// An item that is none of those before and lacks what a new one needs: most likely its id is wrong.
fn tell_unknown(before: &[Node], item: &Node, list: &str, whence: &str, notes: &mut Vec<Note>) {
    let Data::Table(fields) = &item.data else { return };
    let known: Vec<String> = before.iter().filter_map(key).collect();
    let Some(own) = key(item).filter(|own| !known.contains(own) && !known.is_empty()) else { return };
    let lacks: Vec<&str> =
        schema::needed(list).iter().copied().filter(|name| field(fields, name).is_none()).collect();
    if lacks.is_empty() {
        return;
    }
    let near = wording::suggestion(&own, known.iter().map(String::as_str));
    let more = if known.len() > LISTED { "……" } else { "" };
    let known: Vec<&str> = known.iter().take(LISTED).map(String::as_str).collect();
    let text = format!(
        "{whence}没有 {own}{near}，有 {}{more}：要改的照{whence}的编号写；另加的，还缺 {}",
        known.join("、"),
        lacks.join("、")
    );
    notes.push(Note::error(item.at.clone(), "no-such-item", text));
}

/// What an item is known by: its id; a way by its name, or by the class of people it is of.
fn key(item: &Node) -> Option<String> {
    let Data::Table(fields) = &item.data else { return None };
    let of_class = || match &field(fields, "who")?.data {
        Data::Table(who) => text(who, "group"),
        _ => None,
    };
    text(fields, "id").or_else(|| text(fields, "name")).or_else(of_class).map(str::to_owned)
}

/// Takes away what stands at the paths: `["programs.top-up", "programs.inpatient.ways.低保"]`.
fn take_away(base: &mut Fields, paths: &Node, notes: &mut Vec<Note>) {
    let Data::List(paths) = &paths.data else {
        let text = "without 是要去掉的列表，如 [\"programs.top-up\", \"programs.inpatient.letter\"]";
        notes.push(Note::error(paths.at.clone(), "rows", text));
        return;
    };
    for path in paths {
        let taken = match &path.data {
            Data::Text(text) => remove(base, &text.split('.').collect::<Vec<_>>()),
            _ => false,
        };
        if !taken {
            let text = "without 去掉的，前面并没有写：删去，或者改拼写";
            notes.push(Note::error(path.at.clone(), "without-nothing", text));
        }
    }
}

fn remove(fields: &mut Fields, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else { return false };
    let Some(place) = fields.iter().position(|(name, _)| name == first) else { return false };
    let Some((second, deeper)) = rest.split_first() else {
        fields.remove(place);
        return true;
    };
    match fields.get_mut(place) {
        Some((_, Node { data: Data::Table(fields), .. })) => remove(fields, rest),
        Some((_, Node { data: Data::List(items), .. })) => {
            let is_it = |item: &Node| match &item.data {
                Data::Text(text) => text == second,
                _ => key(item).as_deref() == Some(second),
            };
            let Some(place) = items.iter().position(is_it) else { return false };
            if deeper.is_empty() {
                items.remove(place);
                return true;
            }
            match items.get_mut(place) {
                Some(Node { data: Data::Table(fields), .. }) => remove(fields, deeper),
                _ => false,
            }
        }
        _ => false,
    }
}
