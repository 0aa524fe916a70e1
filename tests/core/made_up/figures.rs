//! 规则里的数：the figures that a pack pays by and the bounds that it tests, as far as its public shape tells them.

use std::collections::{BTreeMap, BTreeSet};

use jiuzhu::calendar::Term;
use jiuzhu::money::{Ratio, Yuan};
use jiuzhu::policy::{
    BaseFrom, Cap, Cases, Condition, FactTest, Figure, Id, Op, Parameter, ParameterUnit, Policy, Program,
    ShareSource, Source, Test, TestKind, Way,
};
use jiuzhu::vocabulary::{Category, Member};

/// What a pack's rules turn on.
pub struct Figures {
    /// Amounts in fen: those written, and those of the bills at which a share of them reaches one that is written.
    pub amounts: Vec<u64>,
    /// The identities that the pack tells apart, one for each of those that it treats alike.
    pub identities: Vec<&'static str>,
    /// The illnesses that the pack tells apart, likewise; the last one is on no list.
    pub illnesses: Vec<String>,
    /// The bounds of ages.
    pub ages: Vec<u64>,
    /// The terms within which a bill must follow or go before the day of a fact.
    pub terms: Vec<Term>,
    /// The bounds of each fact that is a number, or an amount in fen.
    pub facts: Vec<Vec<u64>>,
}

impl Figures {
    pub fn of(policy: &Policy) -> Self {
        let mut tests = Vec::new();
        each_condition(policy, &mut |condition| condition.each_test(&mut |test| tests.push(test)));
        let mut facts = vec![Vec::new(); policy.facts.len()];
        let (mut ages, mut terms) = (BTreeSet::new(), BTreeSet::new());
        for test in &tests {
            match &test.kind {
                TestKind::Age(bounds) => {
                    ages.extend([bounds.at_least, bounds.at_most].into_iter().flatten().map(u64::from));
                }
                TestKind::Fact(fact, wanted) => match wanted {
                    FactTest::Number(least, most) => {
                        let bounds = [*least, *most].into_iter().flatten();
                        facts[fact.place()].extend(bounds.filter_map(|bound| u64::try_from(bound).ok()));
                    }
                    FactTest::Amount(least, most) => {
                        facts[fact.place()].extend([*least, *most].into_iter().flatten().map(fen));
                    }
                    FactTest::BillFrom(term) | FactTest::BillBefore(term) => terms.extend(*term),
                    FactTest::Is(_) | FactTest::OneOf(_) => {}
                },
                _ => {}
            }
        }
        Self {
            amounts: amounts(policy, &tests),
            identities: identities(&tests),
            illnesses: illnesses(policy),
            ages: ages.into_iter().collect(),
            terms: terms.into_iter().collect(),
            facts,
        }
    }
}

/// An amount in fen.
pub fn fen(amount: Yuan) -> u64 {
    let text = amount.to_fen().to_string();
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap_or(0)
}

/// A ratio's numerator over ten thousand hundredths.
fn millionths(ratio: Ratio) -> u64 {
    let text = ratio.to_string();
    let (whole, part) =
        text.trim_end_matches('%').split_once('.').unwrap_or((text.trim_end_matches('%'), ""));
    let part = format!("{part:0<4}");
    format!("{whole}{}", part.get(..4).unwrap_or("0000")).parse().unwrap_or(0)
}

fn identities(tests: &[&Test]) -> Vec<&'static str> {
    let sets: Vec<_> = tests
        .iter()
        .filter_map(|test| if let TestKind::Category(wanted) = &test.kind { Some(*wanted) } else { None })
        .collect();
    let mut alike = BTreeMap::new();
    for &identity in Category::ALL {
        let seen: Vec<bool> = sets.iter().map(|set| set.has(identity)).collect();
        if identity != Category::General && seen.contains(&true) {
            alike.entry(seen).or_insert(identity.id());
        }
    }
    alike.into_values().collect()
}

fn illnesses(policy: &Policy) -> Vec<String> {
    let mut alike = BTreeMap::new();
    for (place, disease) in policy.diseases.iter().enumerate() {
        let one = jiuzhu::policy::DiseaseSet::default().with(place);
        let items = policy.lists.iter().flat_map(|list| &list.items);
        let seen: Vec<bool> = items.map(|item| item.diseases.meets(one)).collect();
        let listed = seen.contains(&true);
        alike.entry((!listed, seen)).or_insert_with(|| disease.id.clone());
    }
    alike.into_values().collect()
}

fn amounts(policy: &Policy, tests: &[&Test]) -> Vec<u64> {
    let mut found = BTreeSet::new();
    let mut add = |source: &Source| found.extend(value(policy, source));
    for pool in &policy.pools {
        each_source(&pool.amount, &mut add);
    }
    for test in tests {
        if let TestKind::YearSum { at, .. } | TestKind::BillSum { at, .. } = &test.kind {
            add(at);
        }
    }
    for program in &policy.programs {
        if let BaseFrom::Amount(source) = &program.base.from {
            add(source);
        }
        for way in &program.ways {
            for step in &way.steps {
                each_figure(&step.op, &mut |figure| each_source(figure, &mut add));
            }
        }
    }
    let ways = policy.programs.iter().flat_map(|program| &program.ways);
    let reached: Vec<u64> = ways.flat_map(|way| reached(policy, way)).collect();
    found.extend(reached);
    found.retain(|&amount| amount < 1_000_000_000_000);
    found.into_iter().collect()
}

/// The sums at which one step of a way has come to the figure of another: a share of it, after a deductible.
fn reached(policy: &Policy, way: &Way) -> Vec<u64> {
    let (mut figures, mut deducted, mut shares) = (BTreeSet::new(), BTreeSet::from([0]), BTreeSet::new());
    for step in &way.steps {
        each_figure(&step.op, &mut |figure| {
            each_source(figure, &mut |source| {
                let value = value(policy, source);
                figures.extend(value);
                if matches!(step.op, Op::Deduct(..)) {
                    deducted.extend(value);
                }
            });
        });
        each_share(&step.op, &mut |share| {
            shares.insert(millionths(share));
        });
    }
    let mut found = Vec::new();
    for figure in &figures {
        for off in &deducted {
            found.push(figure + off);
            found.extend(
                shares.iter().filter(|share| **share > 0).map(|share| figure * 1_000_000 / share + off),
            );
        }
    }
    found
}

fn value(policy: &Policy, source: &Source) -> Option<u64> {
    let parameter = |id: &Id<Parameter>| {
        let unit = &policy.get(*id)?.unit;
        let ParameterUnit::Yuan(least, most, own) = unit else { return None };
        Some(own.or(*most).or(*least).map_or(2_000_000, fen))
    };
    match source {
        Source::Given(amount) => Some(fen(*amount)),
        Source::Parameter(id, share, times, _) => {
            Some(parameter(id)? * millionths(*share) / 1_000_000 * u64::from(*times))
        }
        Source::Fact(..) | Source::OfBill(_) => None,
    }
}

fn each_source(figure: &Figure, visit: &mut impl FnMut(&Source)) {
    figure.cases.iter().for_each(|case| visit(&case.value));
}

fn each_figure(op: &Op, visit: &mut impl FnMut(&Figure)) {
    match op {
        Op::Deduct(figure, _)
        | Op::Fixed(figure)
        | Op::Cap(Cap::Own(figure))
        | Op::Threshold { at: figure, .. }
        | Op::PerUnit { each: figure, .. } => visit(figure),
        Op::Band(bands) => bands.bands.iter().filter_map(|band| band.up_to.as_ref()).for_each(visit),
        _ => {}
    }
}

fn each_share(op: &Op, visit: &mut impl FnMut(Ratio)) {
    let mut given = |shares: &Cases<ShareSource>| {
        for case in &shares.cases {
            if let ShareSource::Given(share) = case.value {
                visit(share);
            }
        }
    };
    match op {
        Op::Ratio(share) | Op::TopUp { share, .. } => given(share),
        Op::Band(bands) => bands.bands.iter().for_each(|band| given(&band.share)),
        _ => {}
    }
}

/// Calls `visit` with every condition that bears on an amount.
fn each_condition<'a>(policy: &'a Policy, visit: &mut impl FnMut(&'a Condition)) {
    policy.lists.iter().flat_map(|list| &list.items).for_each(|item| visit(&item.when));
    policy.pools.iter().for_each(|pool| whens(&pool.amount, visit));
    policy.programs.iter().for_each(|program| conditions_of(program, visit));
}

/// Calls `visit` with every condition that bears on what a programme pays.
pub fn conditions_of<'a>(program: &'a Program, visit: &mut impl FnMut(&'a Condition)) {
    visit(&program.who);
    program.covers.iter().for_each(&mut *visit);
    program.base.less.iter().for_each(|(_, when)| visit(when));
    program.elsewhere.iter().for_each(|(when, ..)| visit(when));
    program.ways.iter().for_each(|way| visit(&way.who));
    for step in program.ways.iter().flat_map(|way| &way.steps) {
        visit(&step.when);
        match &step.op {
            Op::Deduct(figure, _)
            | Op::Fixed(figure)
            | Op::Cap(Cap::Own(figure))
            | Op::Threshold { at: figure, .. }
            | Op::PerUnit { each: figure, .. } => whens(figure, visit),
            Op::Ratio(share) | Op::TopUp { share, .. } => whens(share, visit),
            Op::Band(bands) => {
                for band in &bands.bands {
                    band.up_to.iter().for_each(|edge| whens(edge, visit));
                    whens(&band.share, visit);
                }
            }
            _ => {}
        }
    }
}

fn whens<'a, T>(cases: &'a Cases<T>, visit: &mut impl FnMut(&'a Condition)) {
    cases.cases.iter().for_each(|case| visit(&case.when));
}
