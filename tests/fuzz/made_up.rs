//! Made-up answers: bytes decide what is told, so that a fuzzer can change one thing at a time. Where the bytes end,
//! the least is told.

use jiuzhu::case::Answers;
use jiuzhu::document::Node;
use jiuzhu::money::Yuan;
use jiuzhu::policy::{FactKind, FactQuestion, Parameter, ParameterUnit, Policy, Reading};
use jiuzhu::vocabulary::{Care, Category, Insurance, Level, Member, Place, Residence};
use serde_json::{Map, Value, json};

/// What is left of the bytes; after the last there are zeros.
pub struct Bytes<'a>(pub &'a [u8]);

impl Bytes<'_> {
    pub fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// A number of so many bytes.
    fn number(&mut self, bytes: u32) -> u64 {
        (0..bytes).fold(0, |number, _| number << 8 | u64::from(self.byte()))
    }

    /// Up to `most`.
    fn up_to(&mut self, most: u64) -> u64 {
        let bytes = 8 - most.leading_zeros() / 8;
        most.checked_add(1).map_or(0, |all| self.number(bytes) % all)
    }

    pub fn one_of<'t, T>(&mut self, all: &'t [T]) -> Option<&'t T> {
        let last = all.len().checked_sub(1)?;
        all.get(usize::try_from(self.up_to(last as u64)).ok()?)
    }

    /// What no field, or not every field, takes.
    pub fn odd(&mut self) -> Value {
        match self.byte() {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(-1),
            3 => json!(i64::MAX),
            4 => json!(1.5),
            5 => json!([]),
            6 => json!({}),
            7 => json!({ "min": "2", "max": "1" }),
            8 => json!("9".repeat(40)),
            9 => json!("0.001"),
            10 => json!("-1"),
            11 => json!("2024-02-30"),
            12 => json!("101%"),
            13 => json!("2199-12-31"),
            14 => json!([[], null]),
            _ => self.words().unwrap_or(Value::Null),
        }
    }

    /// Any text, where there is one.
    pub fn words(&mut self) -> Option<Value> {
        let length = usize::from(self.byte() % 16).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        (length > 0).then(|| json!(String::from_utf8_lossy(text)))
    }
}

/// Answers under `policy`, mostly such as it takes.
pub fn answers(policy: &Policy, bytes: &mut Bytes) -> Answers {
    let year = year_of(policy);
    let mut told = Map::new();
    put(&mut told, "contract", bytes, |_| json!(1));
    put(&mut told, "as_of", bytes, |bytes| match bytes.byte() {
        0..=200 => json!(format!("{year}-12-31")),
        _ => day(bytes, year),
    });
    put(&mut told, "person", bytes, |bytes| person(policy, bytes));
    let bills = (0..bytes.up_to(8)).map(|_| bill(policy, bytes, year)).collect();
    put(&mut told, "bills", bytes, |_| Value::Array(bills));
    let given =
        policy.parameters.iter().filter_map(|given| Some((given.id.clone(), parameter(given, bytes)?)));
    let given: Map<String, Value> = given.collect();
    put(&mut told, "parameters", bytes, |_| Value::Object(given));
    if bytes.byte() > 127 {
        let chosen = policy.readings.iter().filter_map(|read| Some((read.id.clone(), reading(read, bytes)?)));
        told.insert("readings".into(), Value::Object(chosen.collect()));
    }
    if bytes.byte() > 127 {
        let received = (0..bytes.up_to(3)).map(|_| {
            let program = bytes.one_of(&policy.programs).map_or(Value::Null, |program| json!(program.id));
            let bills = bytes.one_of(&["listed", "other"]).map_or(Value::Null, |bills| json!(bills));
            json!({ "program": program, "amount": amount(bytes, 2_000_000).0, "bills": bills })
        });
        told.insert("received".into(), Value::Array(received.collect()));
    }
    if bytes.byte() > 250 {
        let name = bytes.words().and_then(|name| Some(name.as_str()?.to_owned())).unwrap_or_default();
        told.insert(name, bytes.odd());
    }
    Answers::from(Value::Object(told))
}

/// The same answers, some of them not given yet.
pub fn forgotten(answers: &Answers, bytes: &mut Bytes) -> Answers {
    fn forget(node: &mut Node, bytes: &mut Bytes) {
        if let jiuzhu::document::Data::Table(fields) = &mut node.data {
            fields.retain(|_| bytes.byte() < 200);
            for (_, field) in fields {
                forget(field, bytes);
            }
        }
    }
    let mut node = answers.node().clone();
    forget(&mut node, bytes);
    Answers::from(node)
}

/// A field is mostly there and right.
fn put(
    told: &mut Map<String, Value>,
    name: &str,
    bytes: &mut Bytes,
    value: impl FnOnce(&mut Bytes) -> Value,
) {
    let value = match bytes.byte() {
        0..=250 => value(bytes),
        251..=253 => bytes.odd(),
        _ => return,
    };
    told.insert(name.into(), value);
}

/// Nothing, a value, or what is none.
fn perhaps(
    told: &mut Map<String, Value>,
    name: &str,
    bytes: &mut Bytes,
    value: impl FnOnce(&mut Bytes) -> Value,
) {
    let value = match bytes.byte() {
        0..=63 => return,
        64..=251 => value(bytes),
        _ => bytes.odd(),
    };
    told.insert(name.into(), value);
}

fn person(policy: &Policy, bytes: &mut Bytes) -> Value {
    let mut told = Map::new();
    perhaps(&mut told, "categories", bytes, |bytes| {
        (0..bytes.up_to(3)).map(|_| word::<Category>(bytes)).collect()
    });
    perhaps(&mut told, "residence", bytes, word::<Residence>);
    perhaps(&mut told, "insurance", bytes, word::<Insurance>);
    perhaps(&mut told, "age", bytes, |bytes| json!(bytes.byte() % 132));
    perhaps(&mut told, "diagnoses", bytes, |bytes| diagnoses(policy, bytes));
    perhaps(&mut told, "facts", bytes, |bytes| {
        let mut facts = Map::new();
        for question in &policy.facts {
            perhaps(&mut facts, &question.id, bytes, |bytes| fact(policy, question, bytes));
        }
        Value::Object(facts)
    });
    Value::Object(told)
}

/// One of the ids, now and then none.
fn word<T: Member>(bytes: &mut Bytes) -> Value {
    let id = bytes.one_of(T::IDS).filter(|_| bytes.byte() < 250);
    id.map_or_else(|| bytes.odd(), |id| json!(id))
}

fn diagnoses(policy: &Policy, bytes: &mut Bytes) -> Value {
    let known = (0..bytes.up_to(3)).filter_map(|_| bytes.one_of(&policy.diseases));
    known.map(|disease| json!(disease.id)).collect()
}

fn fact(policy: &Policy, question: &FactQuestion, bytes: &mut Bytes) -> Value {
    match &question.kind {
        FactKind::YesNo => json!(bytes.byte() % 2 == 1),
        FactKind::Choice(options) => bytes.one_of(options).map_or(Value::Null, |option| json!(option.id)),
        FactKind::Number(least, most) => {
            json!(u64::from(*least) + bytes.up_to(most.saturating_sub(*least).into()))
        }
        FactKind::Amount(most) => json!(yuan(bytes.up_to(fen(*most)))),
        FactKind::Date => day(bytes, year_of(policy)),
        FactKind::Month => {
            let day = day(bytes, year_of(policy));
            json!(day.as_str().and_then(|day| day.get(..7)))
        }
    }
}

fn bill(policy: &Policy, bytes: &mut Bytes, year: u16) -> Value {
    let mut told = Map::new();
    put(&mut told, "date", bytes, |bytes| day(bytes, year));
    put(&mut told, "care", bytes, word::<Care>);
    perhaps(&mut told, "level", bytes, word::<Level>);
    perhaps(&mut told, "place", bytes, word::<Place>);
    let most = match bytes.byte() {
        0..=200 => 20_000_000,
        201..=250 => 200_000,
        _ => 100_000_000_000_000,
    };
    let (total, whole) = amount(bytes, most);
    put(&mut told, "total", bytes, |_| total);
    // Each is mostly a part of what the former leave.
    let (mut in_scope, mut left) = (0, whole);
    for name in ["in_scope", "basic_paid", "critical_paid", "other_paid", "waived", "assistance_paid"] {
        let most = if bytes.byte() > 250 { most } else { left };
        perhaps(&mut told, name, bytes, |bytes| {
            let (value, used) = amount(bytes, most);
            if name == "in_scope" {
                (in_scope, left) = (used, used);
            } else {
                left = left.saturating_sub(used);
            }
            value
        });
    }
    perhaps(&mut told, "out_of_scope", bytes, |bytes| match bytes.byte() {
        0..=200 => json!(yuan(whole.saturating_sub(in_scope))),
        _ => amount(bytes, whole).0,
    });
    perhaps(&mut told, "diagnoses", bytes, |bytes| diagnoses(policy, bytes));
    perhaps(&mut told, "days", bytes, |bytes| json!(bytes.up_to(370)));
    perhaps(&mut told, "months", bytes, |bytes| json!(bytes.up_to(12)));
    Value::Object(told)
}

/// An amount of up to so many fen, exact or a range, and the most it can be.
fn amount(bytes: &mut Bytes, most: u64) -> (Value, u64) {
    let kind = bytes.byte();
    let fen = match bytes.byte() {
        0..=200 => bytes.up_to(most),
        201..=227 => most,
        // Whole yuan come out even.
        _ => bytes.up_to(most) / 100 * 100,
    };
    match kind {
        0..=180 => (json!(yuan(fen)), fen),
        181..=252 => {
            let least = fen - bytes.up_to(fen);
            (json!({ "min": yuan(least), "max": yuan(fen) }), fen)
        }
        _ => (bytes.odd(), fen),
    }
}

/// What the pack leaves open is mostly given.
fn parameter(parameter: &Parameter, bytes: &mut Bytes) -> Option<Value> {
    let choice = bytes.byte();
    if choice > 250 {
        return Some(bytes.odd());
    }
    if (choice.is_multiple_of(4) && parameter.value().is_some()) || choice % 4 == 3 {
        return None;
    }
    Some(match &parameter.unit {
        ParameterUnit::Yuan(least, most, _) => {
            let (least, most) = (least.map_or(0, fen), most.map_or(10_000_000, fen));
            json!(yuan(least.saturating_add(bytes.up_to(most.saturating_sub(least)))))
        }
        ParameterUnit::Percent(least, most, _) => match (least, most) {
            (Some(end), _) | (_, Some(end)) if choice % 4 == 1 => json!(end.to_string()),
            _ => json!(format!("{}%", bytes.byte() % 101)),
        },
    })
}

fn reading(reading: &Reading, bytes: &mut Bytes) -> Option<Value> {
    match bytes.byte() {
        0..=63 => None,
        64..=250 => bytes.one_of(&reading.options).map(|option| json!(option.id)),
        _ => Some(bytes.odd()),
    }
}

/// The last year that lies wholly in the policy's period, or the first that it touches.
fn year_of(policy: &Policy) -> u16 {
    let from = policy.period.from;
    let first = from.year() + u16::from((from.month(), from.day()) > (1, 1));
    if policy.period.until.is_some_and(|until| until.year() <= first) { from.year() } else { first }
}

/// A day of the year, now and then of another or none at all.
fn day(bytes: &mut Bytes, year: u16) -> Value {
    let (month, day) = (bytes.byte(), bytes.byte());
    let year = if month > 240 { year + u16::from(bytes.byte() % 3) - 1 } else { year };
    let day = if day > 240 { 29 + day % 4 } else { day % 28 + 1 };
    json!(format!("{year}-{:02}-{day:02}", month % 12 + 1))
}

fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

fn fen(amount: Yuan) -> u64 {
    amount.to_string().replace('.', "").parse().unwrap_or(0)
}
