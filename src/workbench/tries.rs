//! 试一个人：for each row of the table somebody whom it is about, with the amounts at which something changes.

use super::case::of_group;
use super::figures::Column;
use super::form::{Cell, CellKind, FormProgram, FormWay};
use super::item::items;
use super::numeral::{Told, Unit, of_pack, told};
use super::program::PREMIUM;
use super::said;
use super::view::form;
use super::who::{self, Person};
use super::written::{Sheet, Written};
use crate::calendar::Date;
use crate::check::set_in;
use crate::document::{Data, Node};
use crate::money::Yuan;
use crate::policy::file::Common;

/// 一行, tried on somebody.
#[derive(Clone, Debug)]
pub struct Try {
    /// The place of the row.
    pub way: String,
    /// The id of its programme.
    pub program: String,
    /// Whom it is tried on, in words.
    pub people: String,
    /// What kind of bill; empty where the programme looks at none.
    pub care: String,
    /// Questions of the pack's own that are answered with no, and with yes.
    pub questions: Vec<String>,
    /// The answers without an amount: questions answered with no, and with yes.
    pub answers: Vec<Node>,
    /// Own payments at which something changes, each with what changes there.
    pub edges: Vec<(Yuan, String)>,
    /// The figures of the row.
    pub figures: Vec<Cell>,
}

/// What stands for a figure that the place fills in.
const ASSUMED: u64 = 30_000;

/// Somebody for each row of a pack. Rows of which the form cannot say whom they are about are left out.
#[must_use]
pub fn tries(text: &str, as_of: Date) -> Vec<Try> {
    let (Some(sheet), Some(form)) = (Sheet::of(text), form(text, &Common::default())) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for program in &form.programs {
        for way in &program.ways {
            found.extend(try_of(&sheet, program, way, as_of));
        }
    }
    found
}

impl Try {
    /// The answers with so much left to pay on the one bill, or to pay for insurance.
    #[must_use]
    pub fn with(&self, answers: &Node, amount: Yuan) -> Node {
        let mut answers = answers.clone();
        let Data::Table(fields) = &mut answers.data else { return answers };
        let says = |name: &str, amount: String| (name.to_owned(), Node::from(Data::Text(amount)));
        for (name, node) in fields {
            match &mut node.data {
                Data::List(bills) if name == "bills" => {
                    if let Some(Node { data: Data::Table(bill), .. }) = bills.last_mut() {
                        bill.extend([
                            says("total", amount.to_string()),
                            says("in_scope", amount.to_string()),
                        ]);
                    }
                }
                Data::Table(person) if name == "person" && self.care.is_empty() => {
                    let facts = person.iter_mut().find(|(name, _)| name == "facts");
                    if let Some((_, Node { data: Data::Table(facts), .. })) = facts {
                        facts.retain(|(name, _)| name != PREMIUM);
                        facts.push(says(PREMIUM, amount.to_string()));
                    }
                }
                _ => {}
            }
        }
        answers
    }
}

impl Try {
    /// Bills of other programmes of the same people: of which kind, and so much that what is deducted is reached.
    pub(super) fn others(&self, all: &[Self]) -> Vec<(String, Yuan)> {
        let lines = self.figures.iter().filter(|cell| cell.column == Some(Column::Line));
        let line = lines.filter_map(value_of).map(|(value, _)| Yuan::fen(value)).max();
        let of = |other: &&Self| other.people == self.people && other.care != self.care;
        let cares = all.iter().filter(of).map(|other| other.care.clone()).filter(|care| !care.is_empty());
        line.map(|line| cares.map(|care| (care, line)).collect()).unwrap_or_default()
    }
}

/// The answers with one more bill before the one that is looked at.
pub(super) fn beside(answers: &Node, care: &str, total: Yuan) -> Node {
    let mut answers = answers.clone();
    let Data::Table(fields) = &mut answers.data else { return answers };
    let bills = fields.iter_mut().find(|(name, _)| name == "bills");
    if let Some((_, Node { data: Data::List(bills), .. })) = bills
        && let Some(mut bill) = bills.first().cloned()
        && let Data::Table(bill_fields) = &mut bill.data
    {
        bill_fields.retain(|(name, _)| name != "care");
        for (name, text) in [("care", care), ("total", &total.to_string()), ("in_scope", &total.to_string())]
        {
            bill_fields.push((name.to_owned(), Node::from(Data::Text(text.to_owned()))));
        }
        bills.insert(0, bill);
    }
    answers
}

/// The answers with a reading chosen.
pub(super) fn reading_as(answers: &Node, reading: &str, option: &str) -> Node {
    let mut answers = answers.clone();
    set_in(&mut answers, "readings", reading, Data::Text(option.to_owned()));
    answers
}

fn try_of(sheet: &Sheet<'_>, program: &FormProgram, way: &FormWay, as_of: Date) -> Option<Try> {
    let cell = |cells: &[Cell], name: &str| cells.iter().find(|cell| cell.name == name).cloned();
    let who = cell(&way.cells, "who").or_else(|| cell(&program.cells, "who"))?;
    let said = sheet.find(&who.place).filter(|_| who.kind == CellKind::Said);
    let first = || who.text.split(['、', '，', '；']).next().map(str::to_owned);
    let people = said.and_then(|said| said::first_named(said, sheet)).or_else(first)?;
    let person = of_group(who::people(&people, sheet).ok()?.into_iter().next()?, sheet);
    let is_on_bills = ["care", "place", "covers"].iter().any(|name| cell(&program.cells, name).is_some());
    let care = cell(&program.cells, "care").and_then(|care| care.text.lines().next().map(str::to_owned));
    let care = if is_on_bills { care.unwrap_or_else(|| "inpatient".into()) } else { String::new() };
    let questions = items("fact", sheet.root.under("fact"));
    let questions = questions.iter().filter(|fact| fact.text("kind") == Some("yes-no"));
    let own = |id: &&str| !person.facts.iter().any(|(known, _)| known == id);
    let questions: Vec<String> =
        questions.filter_map(|fact| fact.text("id")).filter(own).map(str::to_owned).collect();
    let ways: &[bool] = if questions.is_empty() { &[false] } else { &[false, true] };
    let answers = ways.iter().map(|yes| answers(sheet, &person, &care, *yes, as_of)).collect();
    Some(Try {
        way: way.place.clone(),
        program: program.id.clone(),
        people,
        care,
        questions,
        answers,
        edges: edges(&way.figures),
        figures: way.figures.clone(),
    })
}

/// The own payments at which something changes.
fn edges(figures: &[Cell]) -> Vec<(Yuan, String)> {
    let of = |column: Column| {
        figures.iter().filter(move |cell| cell.column == Some(column)).filter_map(move |cell| {
            let (value, kind) = value_of(cell)?;
            Some((value, cell.text.clone(), kind))
        })
    };
    let mut found: Vec<(u64, String)> = Vec::new();
    let lines: Vec<_> = of(Column::Line).collect();
    found.extend(lines.iter().map(|(value, text, _)| (*value, format!("起付 {text}"))));
    found.extend(of(Column::Gate).map(|(value, text, _)| (value, format!("资格 {text}"))));
    let (shares, parts): (Vec<_>, Vec<_>) =
        of(Column::Share).partition(|(_, _, kind)| *kind == CellKind::Percent);
    found.extend(parts.into_iter().map(|(value, text, _)| (value, format!("分段 {text}"))));
    let starts: Vec<u64> =
        if lines.is_empty() { vec![0] } else { lines.iter().map(|(value, ..)| *value).collect() };
    for (limit, text, _) in of(Column::Limit) {
        for (share, ..) in shares.iter().filter(|(share, ..)| *share > 0) {
            let filled = |start: &u64| start.saturating_add(limit.saturating_mul(10_000).div_ceil(*share));
            found.extend(starts.iter().map(|start| (filled(start), format!("限额 {text}"))));
        }
    }
    let mut edges: Vec<(Yuan, String)> = Vec::new();
    for (at, text) in found {
        let at = Yuan::fen(at);
        let place = edges.iter().position(|(other, _)| *other >= at).unwrap_or(edges.len());
        if edges.get(place).is_none_or(|(other, _)| *other != at) {
            edges.insert(place, (at, text));
        }
    }
    edges
}

/// What a figure comes to, in fen or in hundredths of a per cent.
pub(super) fn value_of(cell: &Cell) -> Option<(u64, CellKind)> {
    let assumed = || (cell.kind == CellKind::Said).then(|| assumed(&cell.text));
    of_pack(&cell.text).map(|(_, value)| value).or_else(assumed).map(|value| (value, cell.kind))
}

/// What a figure comes to that is what the place fills in, or a share of it.
fn assumed(text: &str) -> u64 {
    match told(text).pop() {
        Some(Told { unit: Unit::Percent, value, .. }) => ASSUMED.saturating_mul(value) / 100,
        _ => ASSUMED * 100,
    }
}

fn answers(sheet: &Sheet<'_>, person: &Person, care: &str, yes: bool, as_of: Date) -> Node {
    let text = |text: &str| Node::from(Data::Text(text.to_owned()));
    let table = |fields: Vec<(&str, Node)>| {
        let fields = fields.into_iter().map(|(name, node)| (name.to_owned(), node));
        Node::from(Data::Table(fields.collect()))
    };
    let categories = person.categories.iter().map(|id| text(id)).collect();
    let mut facts: Vec<(&str, Node)> = Vec::new();
    for (id, is) in &person.facts {
        let is_word = is.trim_matches('"');
        facts.push((id, if *is == "true" { Node::from(Data::Flag(true)) } else { text(is_word) }));
    }
    for id in sheet.root.under("facts").map(Written::texts).unwrap_or_default() {
        let known = facts.iter().any(|(known, _)| *known == id);
        if let Some(answer) = who::usual(id, yes).filter(|_| !known) {
            facts.push((id, Node::from(answer)));
        }
    }
    let own = items("fact", sheet.root.under("fact"));
    for fact in own.iter().filter(|fact| fact.text("kind") == Some("yes-no")) {
        if let Some(id) = fact.text("id").filter(|id| !facts.iter().any(|(known, _)| known == id)) {
            facts.push((id, Node::from(Data::Flag(yes))));
        }
    }
    if own.iter().any(|fact| fact.text("id") == Some("recognised_on")) {
        facts.push(("recognised_on", text(&as_of.to_string())));
    }
    let mut fields = vec![
        ("categories", Node::from(Data::List(categories))),
        ("insurance", text(person.insurance.unwrap_or("resident"))),
    ];
    if let Some(residence) = person.residence {
        fields.push(("residence", text(residence)));
    }
    if let Some(age) = person.age.0.or(person.age.1) {
        fields.push(("age", Node::from(Data::Integer(i64::from(age)))));
    }
    fields.push(("facts", table(facts)));
    let open: Vec<(&str, Node)> = items("parameters", sheet.root.under("parameters"))
        .iter()
        .filter(|item| item.get("value").is_none() && item.get("by_year").is_none())
        .filter_map(|item| {
            let assumed =
                if item.text("unit") == Some("percent") { "50%".into() } else { ASSUMED.to_string() };
            Some((item.text("id")?, text(&assumed)))
        })
        .collect();
    let day = as_of.to_string();
    let mut whole =
        vec![("contract", Node::from(Data::Integer(1))), ("as_of", text(&day)), ("person", table(fields))];
    if !care.is_empty() {
        let bill = table(vec![
            ("date", text(&day)),
            ("care", text(care)),
            ("place", text("local")),
            ("basic_paid", text("0")),
            ("critical_paid", text("0")),
        ]);
        whole.push(("bills", Node::from(Data::List(vec![bill]))));
    }
    if !open.is_empty() {
        whole.push(("parameters", table(open)));
    }
    table(whole)
}
