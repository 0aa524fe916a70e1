//! Made-up families: complete, consistent answers for any pack.

use jiuzhu::policy::{FactKind, Policy};
use jiuzhu::vocabulary::{Category, Member};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::bills;
use super::figures::Figures;

/// Words of the contract that the core does not know yet: whatever it learns leaves this list.
const NOT_YET: &[&str] = &["assistance_paid.list", "assistance_paid.range"];

/// Whether the core knows a word of the contract.
pub fn speaks(word: &str) -> bool {
    !NOT_YET.contains(&word)
}

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
    pub received: Vec<Receipt>,
    /// Whether the day of birth is told in place of the age, and since when identities are held.
    pub dated: bool,
}

/// One bill, in fen and shares of a thousand.
#[derive(Clone, Debug, Default)]
pub struct Charge {
    pub day: u16,
    /// One of the days on which something begins or ends, in place of `day`.
    pub edge: Option<u8>,
    pub care: u8,
    pub level: u8,
    pub place: u8,
    pub total: u32,
    pub in_scope: u32,
    pub basic: u32,
    pub critical: u32,
    pub other: u32,
    pub months: u8,
    pub illness: Option<u8>,
    pub beyond: Beyond,
    pub spot: Option<Spot>,
    pub telling: Telling,
}

/// What is paid apart from insurance and cover inside the scope.
#[derive(Clone, Debug, Default)]
pub struct Beyond {
    /// 惠民保、慈善 for what is outside the scope.
    pub other: u32,
    /// Insurance for what is outside the scope.
    pub basic: u32,
    pub waived: u32,
    /// 一站式 assistance on the slip, of what is left.
    pub assistance: u32,
    /// On how many lines of the slip it stands.
    pub lines: u8,
}

/// A figure of the pack that the bill comes to, or misses by a fen.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    pub figure: u16,
    pub beside: i8,
    pub of: u8,
}

/// Which of the parts that follow from each other the slip shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Telling {
    /// 范围外 in place of 范围内.
    pub out_of_scope: bool,
    /// 自己掏的: 1 beside the other parts, 2 in place of 统筹, 3 in place of 大病.
    pub self_paid: u8,
    pub fund_paid: bool,
    /// For how many slips it stands, where that is told.
    pub slips: u8,
    pub other_province: bool,
    /// By how many fen the parts miss the total.
    pub missed_by: u8,
}

/// 已领.
#[derive(Clone, Copy, Debug)]
pub struct Receipt {
    pub program: u8,
    pub amount: u32,
    pub figure: Option<u16>,
    pub other_bills: bool,
}

/// Families with nothing beside the common answers.
pub fn family(most_bills: usize) -> impl Strategy<Value = Family> {
    made_of(prop::collection::vec(charge(), 0..=most_bills))
}

/// Families of every kind: help on slips and received before, cover outside the scope, days and amounts at the edges.
pub fn everything(most_bills: usize) -> impl Strategy<Value = Family> {
    let count = prop_oneof![1 => Just(0), 9 => 1..=most_bills];
    let bills = count.prop_flat_map(|count| prop::collection::vec(any_charge(), count));
    let received = prop_oneof![3 => Just(0_usize), 1 => 1..3_usize]
        .prop_flat_map(|count| prop::collection::vec(receipt(), count));
    // Mostly such as the pack knows, and insured.
    let identity = prop_oneof![1 => 0..22_u8, 4 => 22..66_u8];
    let identities = prop_oneof![1 => Just(0_usize), 4 => Just(1), 2 => Just(2)]
        .prop_flat_map(move |count| prop::collection::vec(identity.clone(), count));
    let insurance = prop_oneof![6 => Just(0_u8), 2 => Just(1), 1 => Just(2)];
    (made_of(bills), identities, insurance, received, prop::bool::weighted(0.2)).prop_map(
        |(family, categories, insurance, received, dated)| Family {
            categories,
            insurance,
            received,
            dated,
            ..family
        },
    )
}

fn made_of(bills: impl Strategy<Value = Vec<Charge>>) -> impl Strategy<Value = Family> {
    (
        prop::collection::vec(0..22_u8, 0..3),
        any::<bool>(),
        0..3_u8,
        0..100_u8,
        prop::option::weighted(0.7, any::<u8>()),
        prop::collection::vec(any::<u32>(), 40),
        bills,
    )
        .prop_map(|(categories, urban, insurance, age, illness, facts, bills)| Family {
            categories,
            urban,
            insurance,
            age,
            illness,
            facts,
            bills,
            received: Vec::new(),
            dated: false,
        })
}

fn share() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0_u32), Just(1_000), 0..=1_000_u32]
}

fn charge() -> impl Strategy<Value = Charge> {
    let total = prop_oneof![1..5_000_000_u32, 1..200_000_u32, Just(100_000), Just(2_000_000)];
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
            ..Charge::default()
        },
    )
}

fn any_charge() -> impl Strategy<Value = Charge> {
    let seldom = || prop_oneof![4 => Just(0_u32), 1 => share()];
    let beyond =
        (seldom(), prop_oneof![19 => Just(0_u32), 1 => share()], seldom(), seldom(), 0..4_u8).prop_map(
            |(other, basic, waived, assistance, lines)| Beyond { other, basic, waived, assistance, lines },
        );
    let spot =
        (any::<u16>(), -1..=1_i8, 0..4_u8).prop_map(|(figure, beside, of)| Spot { figure, beside, of });
    let often = prop::bool::weighted;
    let telling =
        (
            often(0.3),
            prop_oneof![3 => Just(0_u8), 2 => 1..4_u8],
            often(0.1),
            prop_oneof![9 => Just(0_u8), 1 => 1..13_u8],
            often(0.3),
            prop_oneof![9 => Just(0_u8), 1 => 0..=100_u8],
        )
            .prop_map(|(out_of_scope, self_paid, fund_paid, slips, other_province, missed_by)| {
                Telling { out_of_scope, self_paid, fund_paid, slips, other_province, missed_by }
            });
    let edge = prop::option::weighted(0.3, any::<u8>());
    let illness = prop::option::weighted(0.1, any::<u8>());
    let place = prop_oneof![3 => Just(0_u8), 1 => 0..3_u8];
    // Mostly something is left to be paid.
    let in_scope = prop_oneof![1 => Just(0_u32), 4 => Just(1_000), 4 => 0..=1_000_u32];
    let insured = || prop_oneof![3 => Just(0_u32), 1 => Just(1_000), 6 => 0..900_u32];
    let other = prop_oneof![6 => Just(0_u32), 1 => Just(1_000), 2 => 0..900_u32];
    let shares = (in_scope, insured(), insured(), other);
    let charge = (charge(), place, shares).prop_map(|(charge, place, (in_scope, basic, critical, other))| {
        Charge { place, in_scope, basic, critical, other, ..charge }
    });
    (charge, edge, beyond, prop::option::weighted(0.4, spot), telling, illness).prop_map(
        |(charge, edge, beyond, spot, telling, illness)| Charge {
            edge,
            illness,
            beyond,
            spot,
            telling,
            ..charge
        },
    )
}

fn receipt() -> impl Strategy<Value = Receipt> {
    let amount = prop_oneof![Just(1_u32), 1..200_000_u32, 1..5_000_000_u32];
    (any::<u8>(), amount, prop::option::weighted(0.2, any::<u16>()), any::<bool>())
        .prop_map(|(program, amount, figure, other_bills)| Receipt { program, amount, figure, other_bills })
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
    answers_with(policy, &Figures::of(policy), family)
}

/// The same, where the pack's figures are at hand.
pub fn answers_with(policy: &Policy, figures: &Figures, family: &Family) -> Value {
    let (year, as_of) = year_of(policy);
    let general = Category::General.id();
    let mut categories: Vec<&str> =
        family.categories.iter().filter_map(|&at| identity(figures, usize::from(at))).collect();
    categories.sort_unstable();
    categories.dedup();
    if categories.len() > 1 {
        categories.retain(|&id| id != general);
    }
    let insurance = ["resident", "employee", "none"][usize::from(family.insurance)];
    let bills: Vec<Value> = family
        .bills
        .iter()
        .map(|charge| bills::bill(policy, figures, charge, year, insurance == "none"))
        .collect();
    let mut person = json!({
        "residence": if family.urban { "urban" } else { "rural" },
        "insurance": insurance,
        "diagnoses": illness(policy, figures, family.illness),
        "facts": facts(policy, &family.facts),
    });
    if family.dated && speaks("born") {
        person["born"] = json!(format!("{}-{:02}-28", year - u16::from(family.age), family.age % 12 + 1));
    } else {
        person["age"] = json!(family.age);
    }
    if family.dated && speaks("held") {
        let since = |id: &&str| json!({ "category": id, "from": format!("{year}-03-01") });
        person["held"] = categories.iter().map(since).collect();
        person["categories"] = json!([]);
    } else {
        person["categories"] = json!(categories);
    }
    let mut answers = json!({
        "contract": 1,
        "as_of": as_of,
        "person": person,
        "bills": bills,
        "parameters": parameters(policy),
    });
    if !family.received.is_empty() {
        answers["received"] = received(policy, figures, &family.received);
    }
    answers
}

/// An identity of the vocabulary; beyond its end, of those that the pack knows.
fn identity(figures: &Figures, at: usize) -> Option<&'static str> {
    let known = &figures.identities;
    match at.checked_sub(Category::ALL.len()) {
        Some(beyond) => known.get(beyond % known.len().max(1)).copied(),
        None => Category::ALL.get(at).map(|word| word.id()),
    }
}

/// An illness of the catalogue, or one that the pack tells apart.
fn illness(policy: &Policy, figures: &Figures, at: Option<u8>) -> Value {
    let one = |at: u8| {
        let half = usize::from(at) / 2;
        if at.is_multiple_of(2) {
            figures.illnesses[half % figures.illnesses.len()].as_str()
        } else {
            policy.diseases[half % policy.diseases.len()].id.as_str()
        }
    };
    at.map(one).into_iter().collect()
}

/// The illness of one bill, where it has its own.
pub fn illness_of(policy: &Policy, figures: &Figures, charge: &Charge) -> Option<Value> {
    charge.illness.map(|at| illness(policy, figures, Some(at)))
}

fn received(policy: &Policy, figures: &Figures, receipts: &[Receipt]) -> Value {
    let mut seen = Vec::new();
    let mut entries = Vec::new();
    for receipt in receipts {
        let place = usize::from(receipt.program) % policy.programs.len();
        let listed = if receipt.other_bills { "other" } else { "listed" };
        if seen.contains(&(place, listed)) {
            continue;
        }
        seen.push((place, listed));
        let figure = receipt.figure.filter(|_| !figures.amounts.is_empty());
        let amount = figure
            .map_or(u64::from(receipt.amount), |at| figures.amounts[usize::from(at) % figures.amounts.len()]);
        let program = &policy.programs[place].id;
        entries.push(json!({ "program": program, "amount": yuan(amount), "bills": listed }));
    }
    Value::Array(entries)
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
