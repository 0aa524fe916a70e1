//! Made-up families: complete, consistent answers for any pack.

use jiuzhu::policy::{FactKind, Policy};
use jiuzhu::vocabulary::{Care, Category, Level, Member, Place};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Everything that a family's answers are made of, before a pack gives the names.
#[derive(Clone, Debug)]
pub struct Family {
    pub categories: Vec<u8>,
    pub urban: bool,
    pub insurance: u8,
    pub age: u8,
    pub illness: Option<u8>,
    pub facts: Vec<u32>,
    pub bills: Vec<Charge>,
}

/// One bill, in fen and shares of a thousand.
#[derive(Clone, Debug)]
pub struct Charge {
    pub day: u16,
    pub care: u8,
    pub level: u8,
    pub place: u8,
    pub total: u32,
    pub in_scope: u32,
    pub basic: u32,
    pub critical: u32,
    pub other: u32,
    pub months: u8,
}

pub fn family(most_bills: usize) -> impl Strategy<Value = Family> {
    (
        prop::collection::vec(0..22_u8, 0..3),
        any::<bool>(),
        0..3_u8,
        0..100_u8,
        prop::option::weighted(0.7, any::<u8>()),
        prop::collection::vec(any::<u32>(), 40),
        prop::collection::vec(charge(), 0..=most_bills),
    )
        .prop_map(|(categories, urban, insurance, age, illness, facts, bills)| Family {
            categories,
            urban,
            insurance,
            age,
            illness,
            facts,
            bills,
        })
}

fn charge() -> impl Strategy<Value = Charge> {
    let total = prop_oneof![1..5_000_000_u32, 1..200_000_u32, Just(100_000), Just(2_000_000)];
    let share = || prop_oneof![Just(0_u32), Just(1_000), 0..=1_000_u32];
    ((0..360_u16, 0..3_u8, 0..5_u8, 0..3_u8), (total, share(), share(), share(), share()), 0..13_u8).prop_map(
        |((day, care, level, place), (total, in_scope, basic, critical, other), months)| Charge {
            day,
            care,
            level,
            place,
            total,
            in_scope,
            basic,
            critical,
            other,
            months,
        },
    )
}

pub fn yuan(fen: u64) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// The year that a pack's families live in, and the day of their estimate.
pub fn year_of(policy: &Policy) -> (u16, String) {
    let year =
        policy.period.from.year() + u16::from(policy.period.from.month() > 1 || policy.period.from.day() > 1);
    let year = if policy.period.until.is_some_and(|until| until.year() <= year) { year - 1 } else { year };
    (year, format!("{year}-12-30"))
}

/// The answers of a family under a pack; the days fall into the pack's period.
pub fn answers(policy: &Policy, family: &Family) -> Value {
    let (year, as_of) = year_of(policy);
    let general = Category::General.id();
    let mut categories: Vec<&str> = family
        .categories
        .iter()
        .filter_map(|&at| Category::ALL.get(usize::from(at)))
        .map(|word| word.id())
        .collect();
    categories.sort_unstable();
    categories.dedup();
    if categories.len() > 1 {
        categories.retain(|&id| id != general);
    }
    let diagnoses: Vec<&str> = family
        .illness
        .map(|at| policy.diseases[usize::from(at) % policy.diseases.len()].id.as_str())
        .into_iter()
        .collect();
    let insurance = ["resident", "employee", "none"][usize::from(family.insurance)];
    let bills: Vec<Value> =
        family.bills.iter().map(|charge| bill(policy, charge, year, insurance == "none")).collect();
    json!({
        "contract": 1,
        "as_of": as_of,
        "person": {
            "categories": categories,
            "residence": if family.urban { "urban" } else { "rural" },
            "insurance": insurance,
            "age": family.age,
            "diagnoses": diagnoses,
            "facts": facts(policy, &family.facts),
        },
        "bills": bills,
        "parameters": parameters(policy),
    })
}

/// Plausible figures for what a pack leaves to the locality.
pub fn parameters(policy: &Policy) -> Value {
    let summary = jiuzhu::explain::summary(policy);
    let values = summary.parameters.iter().filter(|parameter| parameter.value.is_none()).map(|parameter| {
        let within = parameter.max.clone().or(parameter.min.clone());
        let value =
            within.unwrap_or_else(|| if parameter.unit == "percent" { "60%".into() } else { "20000".into() });
        (parameter.id.to_owned(), Value::String(value))
    });
    Value::Object(values.collect())
}

fn bill(policy: &Policy, charge: &Charge, year: u16, uninsured: bool) -> Value {
    let part = |whole: u64, share: u32| whole * u64::from(share) / 1_000;
    let total = u64::from(charge.total);
    let in_scope = part(total, charge.in_scope);
    let basic = if uninsured { 0 } else { part(in_scope, charge.basic) };
    let critical = if uninsured { 0 } else { part(in_scope - basic, charge.critical) };
    let other = part(in_scope - basic - critical, charge.other);
    let day = u32::from(charge.day);
    let date = format!("{year}-{:02}-{:02}", day / 30 + 1, day % 30 % 28 + 1);
    let first = policy.period.from.to_string();
    json!({
        "date": if date < first { first } else { date },
        "care": Care::ALL[usize::from(charge.care)].id(),
        "level": Level::ALL[usize::from(charge.level)].id(),
        "place": Place::ALL[usize::from(charge.place)].id(),
        "total": yuan(total),
        "in_scope": yuan(in_scope),
        "basic_paid": yuan(basic),
        "critical_paid": yuan(critical),
        "other_paid": yuan(other),
        "months": charge.months,
        "days": u32::from(charge.months) * 30,
    })
}

fn facts(policy: &Policy, seeds: &[u32]) -> Value {
    let values = policy
        .facts
        .iter()
        .zip(seeds)
        .map(|(fact, &seed)| (fact.id.clone(), fact_value(policy, &fact.kind, seed)));
    Value::Object(values.collect::<Map<_, _>>())
}

/// One of the answers that a fact takes.
pub fn fact_value(policy: &Policy, kind: &FactKind, seed: u32) -> Value {
    match kind {
        FactKind::YesNo => Value::Bool(seed.is_multiple_of(2)),
        FactKind::Choice(options) => Value::String(options[seed as usize % options.len()].id.clone()),
        FactKind::Number(least, most) => json!(least + seed % (most - least + 1)),
        FactKind::Amount(most) => {
            let whole: u64 =
                most.to_string().split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(0);
            Value::String(yuan(u64::from(seed) % (whole * 100 + 1)))
        }
        FactKind::Date => json!(format!("{}-{:02}-15", year_of(policy).0, seed % 12 + 1)),
        FactKind::Month => json!("2015-05"),
    }
}
