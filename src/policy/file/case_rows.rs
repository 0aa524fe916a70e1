//! 例子分行写：worked cases that say only what differs.
//!
//! What all cases share stands in `case_defaults`, what some share beside their `rows`. Each of these, and each row, is
//! a layer on those before it; a case is what all its layers come to.

use core::ops::Range;

use super::diagnostic::Note;
use super::expectation::EXPECT;
use super::rows::{self, Fields};
use crate::document::{Data, Node};
use crate::vocabulary::fields::{BILL, PERSON};

/// The amounts of a bill that may be `"total"`: as much as that.
pub(super) const OF_TOTAL: [&str; 2] = ["in_scope", "out_of_scope"];
/// The parts of a case that are put together field by field.
const PARTS: [&str; 7] = ["person", "bill", "parameters", "readings", "expect", "amounts", "result"];

/// The pack with every row of its cases a case, whole in itself; of the cases, those whose day `is_own`.
pub(super) fn unfold(node: Node, is_own: &dyn Fn(&Fields) -> bool, notes: &mut Vec<Note>) -> Node {
    let Data::Table(mut fields) = node.data else { return node };
    let mut defaults = Case::default();
    if let Some((_, node)) = fields.iter().find(|(name, _)| name == "case_defaults") {
        if let Data::Table(layer) = &node.data {
            defaults = Case::default().with(layer, notes);
            defaults.has_bill = false;
        } else {
            let text = "case_defaults 是各个例子共同的字段：写一段 [case_defaults]";
            notes.push(Note::error(node.at.clone(), "rows", text));
        }
    }
    if let Some((_, Node { data: Data::List(items), .. })) =
        fields.iter_mut().find(|(name, _)| name == "cases")
    {
        let written = core::mem::take(items);
        *items = written.into_iter().flat_map(|item| item_rows(item, &defaults, is_own, notes)).collect();
    }
    Node { at: node.at, data: Data::Table(fields) }
}

fn item_rows(
    item: Node,
    defaults: &Case,
    is_own: &dyn Fn(&Fields) -> bool,
    notes: &mut Vec<Note>,
) -> Vec<Node> {
    let (shared, rows) = rows::split(item, notes);
    let Data::Table(layer) = &shared.data else { return vec![shared] };
    // What is wrong with a case of other days is told with those.
    let mut found = Vec::new();
    let case = defaults.clone().with(layer, &mut found);
    let own = |case: Case, at: Range<usize>, found: &mut Vec<Note>| -> Vec<Node> {
        let cases = if is_own(&case.fields) { case.of_each_illness(found) } else { Vec::new() };
        cases.into_iter().map(|case| case.whole(at.clone(), found)).collect()
    };
    let cases: Vec<Node> = match rows {
        None => own(case, shared.at, &mut found),
        Some(rows) => {
            let mut of_row = |(at, row): (Range<usize>, Fields)| {
                let mut of_row = Vec::new();
                let case = case.clone().with(&row, &mut of_row);
                let cases = own(case, at, &mut of_row);
                if !cases.is_empty() {
                    found.append(&mut of_row);
                }
                cases
            };
            rows.into_iter().flat_map(&mut of_row).collect()
        }
    };
    if !cases.is_empty() {
        notes.append(&mut found);
    }
    cases
}

/// A case as far as the layers so far tell it.
#[derive(Clone, Default)]
struct Case {
    fields: Fields,
    /// Whether the case itself speaks of a bill; what all cases share of one makes none.
    has_bill: bool,
}

impl Case {
    /// One more layer.
    fn with(mut self, layer: &Fields, notes: &mut Vec<Note>) -> Self {
        for (_, node) in layer.iter().filter(|(name, _)| name == "without") {
            self.take_away(node, notes);
        }
        for (name, node) in layer {
            let part = part_of(name);
            self.has_bill |= name == "bills" || name == "bill" || part == Some("bill");
            match (part, &node.data) {
                (Some(part), _) => self.put(part, name, node),
                (None, _) if name == "without" => {}
                (None, Data::Text(text)) if name == "name" => self.name(text, node),
                (None, Data::Table(fields)) if PARTS.contains(&name.as_str()) => {
                    self.part(name, node);
                    for (field, node) in fields {
                        self.put(name, field, node);
                    }
                }
                _ => {
                    self.fields.retain(|(other, _)| other != name);
                    self.fields.push((name.clone(), node.clone()));
                }
            }
        }
        self
    }

    /// The fields of a part; one that is not there yet begins with this.
    fn part(&mut self, name: &str, node: &Node) -> Option<&mut Fields> {
        let is_table = |(other, node): &(String, Node)| other == name && matches!(node.data, Data::Table(_));
        if !self.fields.iter().any(is_table) {
            self.fields.retain(|(other, _)| other != name);
            self.fields.push((name.to_owned(), Node { at: node.at.clone(), data: Data::Table(Vec::new()) }));
        }
        self.fields.iter_mut().find_map(|(other, node)| match &mut node.data {
            Data::Table(fields) if other == name => Some(fields),
            _ => None,
        })
    }

    /// Sets a field of a part.
    fn put(&mut self, part: &str, name: &str, node: &Node) {
        if let Some(fields) = self.part(part, node) {
            put(fields, name, node);
        }
    }

    /// Each layer says more of the name.
    fn name(&mut self, more: &str, node: &Node) {
        let before = self.fields.iter().find_map(|(name, node)| match &node.data {
            Data::Text(text) if name == "name" => Some(text.clone()),
            _ => None,
        });
        let name = before.map_or_else(|| more.to_owned(), |before| format!("{before}，{more}"));
        self.fields.retain(|(name, _)| name != "name");
        self.fields.push(("name".into(), Node { at: node.at.clone(), data: Data::Text(name) }));
    }

    /// Takes away what layers before said: `["person.age", "place"]`.
    fn take_away(&mut self, paths: &Node, notes: &mut Vec<Note>) {
        let Data::List(paths) = &paths.data else {
            let text = "without 是要去掉的字段的列表，如 [\"place\", \"facts.dialysis\"]";
            notes.push(Note::error(paths.at.clone(), "rows", text));
            return;
        };
        for path in paths {
            let taken = match &path.data {
                Data::Text(text) => {
                    let first = text.split('.').next().unwrap_or_default();
                    let part = part_of(first).map(|part| format!("{part}.")).unwrap_or_default();
                    let full = format!("{part}{text}");
                    remove(&mut self.fields, &full.split('.').collect::<Vec<_>>())
                }
                _ => false,
            };
            if !taken {
                let text = "without 去掉的，前面并没有写：删去，或者改拼写";
                notes.push(Note::error(path.at.clone(), "without-nothing", text));
            }
        }
    }

    /// One case for each of its `illnesses`: the same person, ill with that one alone.
    fn of_each_illness(mut self, notes: &mut Vec<Note>) -> Vec<Self> {
        let Some(illnesses) = self.take("illnesses") else { return vec![self] };
        let Data::List(illnesses) = illnesses.data else {
            let text = "illnesses 是病种编号的列表：一种病一个例子";
            notes.push(Note::error(illnesses.at, "rows", text));
            return vec![self];
        };
        let of_one = |illness: Node| {
            let mut case = self.clone();
            if let Data::Text(id) = &illness.data {
                case.name(id, &illness);
            }
            case.put(
                "person",
                "diagnoses",
                &Node { at: illness.at.clone(), data: Data::List(vec![illness]) },
            );
            case
        };
        illnesses.into_iter().map(of_one).collect()
    }

    /// The case as it is read.
    fn whole(mut self, at: Range<usize>, notes: &mut Vec<Note>) -> Node {
        let bill = self.take("bill");
        let shared = match &bill {
            Some(Node { data: Data::Table(fields), .. }) => fields.clone(),
            _ => Vec::new(),
        };
        match self.fields.iter_mut().find(|(name, _)| name == "bills") {
            Some((_, Node { data: Data::List(bills), .. })) => {
                for bill in bills {
                    if let Data::Table(own) = &mut bill.data {
                        let mut fields = shared.clone();
                        for (name, node) in own.iter() {
                            put(&mut fields, name, node);
                        }
                        *own = of_total(fields);
                    }
                }
            }
            None if self.has_bill => {
                let at = at.clone();
                let bill = match bill {
                    Some(Node { at, data: Data::Table(fields) }) => {
                        Node { at, data: Data::Table(of_total(fields)) }
                    }
                    Some(other) => other,
                    None => Node { at: at.clone(), data: Data::Table(Vec::new()) },
                };
                self.fields.push(("bills".into(), Node { at, data: Data::List(vec![bill]) }));
            }
            _ => {}
        }
        // What is said of a programme by its name goes before.
        let named = self.take("expect");
        if let Some(Node { data: Data::Table(amounts), .. }) = self.take("amounts") {
            for (program, amount) in amounts {
                let at = amount.at.clone();
                let result = Node { at, data: Data::Table(vec![("amount".into(), amount)]) };
                self.put("expect", &program, &result);
            }
        }
        let program = self.take("program");
        if let Some(result) = self.take("result") {
            if let Some(Node { data: Data::Text(program), .. }) = program {
                self.put("expect", &program, &result);
            } else {
                let text =
                    "不知道这是哪个项目的期望：写上 program = \"项目编号\"，或者写成 expect.项目 = { … }";
                notes.push(Note::error(at.clone(), "no-program", text));
            }
        }
        match named {
            Some(Node { data: Data::Table(named), .. }) => {
                for (name, node) in &named {
                    self.put("expect", name, node);
                }
            }
            Some(other) => self.fields.push(("expect".into(), other)),
            None => {}
        }
        Node { at, data: Data::Table(self.fields) }
    }

    fn take(&mut self, name: &str) -> Option<Node> {
        let place = self.fields.iter().position(|(other, _)| other == name)?;
        Some(self.fields.remove(place).1)
    }
}

/// The part of a case of which a short field speaks; the case's own words go first, then the person's.
fn part_of(name: &str) -> Option<&'static str> {
    if PARTS.contains(&name) {
        return None;
    }
    let parts = [("person", PERSON), ("bill", BILL), ("result", EXPECT)];
    parts.into_iter().find(|(_, fields)| fields.contains(&name)).map(|(part, _)| part)
}

/// Sets a field; tables on both sides are put together.
pub(super) fn put(fields: &mut Fields, name: &str, node: &Node) {
    if let Some((_, before)) = fields.iter_mut().find(|(other, _)| other == name) {
        match (&mut before.data, &node.data) {
            (Data::Table(before), Data::Table(after)) => {
                for (name, node) in after {
                    put(before, name, node);
                }
            }
            _ => *before = node.clone(),
        }
    } else {
        fields.push((name.to_owned(), node.clone()));
    }
}

/// Removes the field at a path, and says whether it was there.
fn remove(fields: &mut Fields, path: &[&str]) -> bool {
    let Some((first, rest)) = path.split_first() else { return false };
    let Some(place) = fields.iter().position(|(name, _)| name == first) else { return false };
    if rest.is_empty() {
        fields.remove(place);
        return true;
    }
    match fields.get_mut(place) {
        Some((_, Node { data: Data::Table(fields), .. })) => remove(fields, rest),
        _ => false,
    }
}

/// A bill whose amounts that are as much as its total are written out.
fn of_total(mut fields: Fields) -> Fields {
    let total = fields.iter().find(|(name, _)| name == "total").map(|(_, node)| node.data.clone());
    for (_, node) in fields.iter_mut().filter(|(name, _)| OF_TOTAL.contains(&name.as_str())) {
        if let (Data::Text(word), Some(total)) = (&node.data, &total)
            && word == "total"
        {
            node.data = total.clone();
        }
    }
    fields
}
