//! The laws that hold for every pack, whatever the answers.
#![cfg(feature = "cli")]

use crate::made_up::PACKS;
use crate::made_up::people::{Family, answers, everything, fact_value, family, yuan};
use crate::support;
use jiuzhu::assess::{Status, Taken, assess};
use jiuzhu::case::{Case, Completeness};
use jiuzhu::explain::{AmountRange, Assessment, BillBreakdown};
use jiuzhu::money::{Amount, Yuan};
use jiuzhu::policy::{Condition, Policy, Program, TestKind};
use jiuzhu::vocabulary::{Category, Level, Member, Place, ProgramKind};
use proptest::prelude::*;
use serde_json::{Value, json};

fn policy() -> impl Strategy<Value = &'static Policy> {
    (0..PACKS.len()).prop_map(|at| &PACKS[at].0)
}

fn case(policy: &Policy, answers: &Value) -> Case {
    support::answers(answers)
        .check(policy, Completeness::Whole)
        .unwrap_or_else(|problems| panic!("{answers}\n{problems:#?}"))
}

fn told<'a>(policy: &'a Policy, answers: &Value) -> Assessment<'a> {
    support::assess(policy, answers)
}

fn amount(range: AmountRange) -> Amount {
    Amount::between(range.min, range.max)
}

/// Whether a programme's pay depends on what other programmes pay, so that more for them can be less for it.
fn leans_on_others(program: &Program) -> bool {
    let assistance = jiuzhu::policy::Quantity::Assistance;
    let counted = program.ways.iter().flat_map(|way| &way.steps).any(|step| match &step.op {
        jiuzhu::policy::Op::TopUp { counted, .. } => counted.contains(&assistance),
        _ => false,
    });
    counted
        || program.pool().is_some()
        || program.base.less.iter().any(|(quantity, _)| *quantity == assistance)
}

/// Whether a programme's rule excludes an identity, or asks for facts in a way that another identity can undo.
fn turns_away(program: &Program) -> bool {
    fn negates(condition: &Condition) -> bool {
        match condition {
            Condition::Not(part) => {
                let mut tests = false;
                part.each_test(&mut |test| tests |= matches!(test.kind, TestKind::Category(_)));
                tests
            }
            Condition::All(parts) | Condition::Any(parts) => parts.iter().any(negates),
            Condition::Test(_) => false,
        }
    }
    let mut cases_by_identity = false;
    for step in program.ways.iter().flat_map(|way| &way.steps) {
        step.when.each_test(&mut |test| cases_by_identity |= matches!(test.kind, TestKind::Category(_)));
    }
    negates(&program.who)
        || program.covers.as_ref().is_some_and(negates)
        || program.ways.iter().any(|way| negates(&way.who))
        || program.elsewhere.iter().any(|(when, ..)| !when.is_always())
        || cases_by_identity
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// 不出负数，不超过基数和限额：nothing is below zero, above its base or above a limit.
    #[test]
    fn nothing_is_paid_beyond_base_or_limit(policy in policy(), family in everything(5)) {
        let answers = answers(policy, &family);
        let case = case(policy, &answers);
        let assessed = assess(policy, &case);
        for (program, outcome) in policy.programs.iter().zip(&assessed.programs) {
            prop_assert!(outcome.amount.min() >= Yuan::ZERO, "{} {answers}", program.id);
            let billed: Yuan = case.bills.iter().map(|bill| bill.total.max()).sum();
            let adds = program.ways.iter().flat_map(|way| &way.steps).any(|step| {
                matches!(step.op, jiuzhu::policy::Op::Fixed(_) | jiuzhu::policy::Op::PerUnit { .. })
            });
            if program.covers.is_some() && !adds {
                prop_assert!(outcome.amount.max() <= billed, "{} {answers}", program.id);
            }
            for step in &outcome.steps {
                if let Taken::Cap(limit, ..) = step.taken {
                    prop_assert!(step.result.max() <= limit.max(), "{} {answers}", program.id);
                }
            }
        }
        prop_assert!(assessed.total.min() <= assessed.total.max());
    }

    /// 一行加得起来：the parts of a bill's row add up to its total, to the fen.
    #[test]
    fn each_row_adds_up(policy in policy(), family in family(6)) {
        let answers = answers(policy, &family);
        for row in &told(policy, &answers).bills {
            let parts = [row.out_of_scope, row.basic, row.critical, row.waived_and_other, row.assistance, row.self_pay];
            if parts.iter().all(|part| part.min == part.max) {
                prop_assert_eq!(parts.iter().map(|part| part.min).sum::<Yuan>(), row.total.min, "{}", answers);
            }
            let least: Yuan = parts.iter().map(|part| part.min).sum();
            let most: Yuan = parts.iter().map(|part| part.max).sum();
            prop_assert!(least <= row.total.max && row.total.min <= most, "{answers}");
        }
    }

    /// 单据顺序无关.
    #[test]
    fn the_order_of_bills_does_not_matter(policy in policy(), family in family(6), turn in 0..6_usize) {
        let mut turned = family.clone();
        if !turned.bills.is_empty() {
            let by = turn % turned.bills.len();
            turned.bills.rotate_left(by);
            turned.bills.reverse();
        }
        let (one, other) = (told(policy, &answers(policy, &family)), told(policy, &answers(policy, &turned)));
        prop_assert_eq!(one.total, other.total);
        for (one, other) in one.programs.iter().zip(&other.programs) {
            prop_assert_eq!((one.amount, one.status), (other.amount, other.status), "{}", one.id);
        }
    }

    /// 多一种身份不会少拿：a further identity never lowers what a programme pays.
    #[test]
    fn a_further_identity_never_lowers(policy in policy(), family in family(4), further in 0..21_u8) {
        let mut richer = family.clone();
        richer.categories.retain(|&at| Category::ALL[usize::from(at)] != Category::General);
        let poorer = Family { categories: richer.categories.clone(), ..family };
        richer.categories.push(further);
        let (before, after) = (told(policy, &answers(policy, &poorer)), told(policy, &answers(policy, &richer)));
        for (program, (before, after)) in policy.programs.iter().zip(before.programs.iter().zip(&after.programs)) {
            let other_reason = after.replaced_by.is_some() || leans_on_others(program) || turns_away(program);
            let contested = program.kind != ProgramKind::Insurance && policy.exclusions.iter().any(|exclusion| {
                exclusion.programs.iter().any(|&other| policy.get(other).unwrap().id == program.id)
            });
            if !other_reason && !contested {
                prop_assert!(after.amount.max >= before.amount.max, "{} {:?} {:?}", program.id, before.amount, after.amount);
                prop_assert!(after.amount.min >= before.amount.min, "{} {:?} {:?}", program.id, before.amount, after.amount);
            }
        }
    }

    /// 边看边报等于一年总报：paying as the bills come adds up to the year's amount.
    #[test]
    fn paying_as_the_bills_come_adds_up(policy in policy(), family in family(5)) {
        let mut family = family;
        family.bills.sort_by_key(|charge| charge.day);
        let all = answers(policy, &family);
        let whole = told(policy, &all);
        let bills = all["bills"].as_array().unwrap().clone();
        let mut received = vec![Yuan::ZERO; policy.programs.len()];
        let mut settled = vec![true; policy.programs.len()];
        for upto in 1..=bills.len() {
            let mut so_far = all.clone();
            so_far["bills"] = Value::Array(bills[..upto].to_vec());
            so_far["received"] = policy.programs.iter().zip(&received)
                .filter(|(_, amount)| !amount.is_zero())
                .map(|(program, amount)| json!({ "program": program.id, "amount": amount.to_string(), "bills": "listed" }))
                .collect();
            let now = told(policy, &so_far);
            for (at, program) in now.programs.iter().enumerate() {
                settled[at] &= program.replaced_by.is_none() && program.amount.min == program.amount.max;
                received[at] = received[at] + program.amount.min;
            }
        }
        let fell = |at: usize| {
            // A rule that pays less for more (an earlier payment cannot be taken back) is no instalment plan.
            let program = &policy.programs[at];
            program.ways.iter().flat_map(|way| &way.steps).any(|step| match &step.op {
                jiuzhu::policy::Op::Band(bands) => !bands.marginal || bands.on.is_some(),
                jiuzhu::policy::Op::TopUp { .. } => step.phase != jiuzhu::policy::Phase::Bill,
                _ => !step.when.is_always(),
            })
        };
        let standalone = |at: usize| policy.programs[at].covers.is_none();
        for (at, program) in whole.programs.iter().enumerate() {
            let own = settled[at] && program.replaced_by.is_none() && program.amount.min == program.amount.max;
            if own && !standalone(at) && !fell(at) && policy.programs[at].kind != ProgramKind::Insurance {
                prop_assert_eq!(received[at], program.amount.min, "{} {}", program.id, all);
            }
        }
    }

    /// 不清楚的范围包含每一种答法：an unknown answer's range contains the result of every way of answering it.
    #[test]
    fn the_unknown_contains_every_answer(policy in policy(), family in family(3), which in any::<usize>(), seeds in prop::collection::vec(any::<u32>(), 6)) {
        let known = answers(policy, &family);
        let (unknown, answered) = forget(policy, &known, which, &seeds);
        let range = told(policy, &unknown);
        for answered in answered {
            let one = told(policy, &answered);
            for (one, range) in one.programs.iter().zip(&range.programs) {
                if one.status == "not-computed" || range.status == "not-computed" {
                    continue;
                }
                let (inside, around) = (amount(one.amount), amount(range.amount));
                prop_assert!(around.contains(inside.min()) && around.contains(inside.max()),
                    "{}: {:?} not in {:?}\n{answered}\n{unknown}", one.id, one.amount, range.amount);
            }
            let gaps = |assessment: &Assessment| assessment.programs.iter().any(|program| program.status == "not-computed");
            if !gaps(&one) && !gaps(&range) {
                let (inside, around) = (amount(one.total), amount(range.total));
                prop_assert!(around.contains(inside.min()) && around.contains(inside.max()),
                    "total: {:?} not in {:?}\n{answered}\n{unknown}", one.total, range.total);
                for (one, range) in one.bills.iter().zip(&range.bills) {
                    for (inside, around) in columns(one).into_iter().zip(columns(range)) {
                        prop_assert!(around.contains(inside.min()) && around.contains(inside.max()),
                            "row {}: {one:?} not in {range:?}\n{answered}\n{unknown}", one.index);
                    }
                }
            }
        }
    }

    /// 金额范围的结果包含其中每一点；两端正好取到：a range's result holds every point of it.
    #[test]
    fn a_range_holds_its_points(policy in policy(), family in family(3), width in 1..2_000_000_u64, points in prop::collection::vec(0..=1_000_u64, 6)) {
        let known = answers(policy, &family);
        if known["bills"].as_array().unwrap().is_empty() {
            return Ok(());
        }
        let fen = |text: &Value| -> u64 { text.as_str().unwrap().replace('.', "").parse().unwrap() };
        let (total, in_scope) = (fen(&known["bills"][0]["total"]), fen(&known["bills"][0]["in_scope"]));
        let at = |more: u64| {
            let mut answers = known.clone();
            answers["bills"][0]["total"] = json!(yuan(total + width));
            answers["bills"][0]["in_scope"] = json!(yuan(in_scope + more));
            answers
        };
        let mut ranged = at(0);
        ranged["bills"][0]["in_scope"] = json!({ "min": yuan(in_scope), "max": yuan(in_scope + width) });
        let range = told(policy, &ranged);
        let ends = [told(policy, &at(0)), told(policy, &at(width))];
        let inner: Vec<Assessment> = points.iter().map(|point| told(policy, &at(width * point / 1_000))).collect();
        let issue_packs = ["qingshen-2014", "county-four-modes"].contains(&policy.id.as_str());
        for (place, range) in range.programs.iter().enumerate() {
            let around = amount(range.amount);
            for one in ends.iter().chain(&inner) {
                let one = &one.programs[place];
                prop_assert!(around.contains(one.amount.min) && around.contains(one.amount.max),
                    "{}: {:?} not in {:?} {ranged}", one.id, one.amount, range.amount);
            }
            let contested = range.replaced_by.is_some() || ends.iter().any(|end| end.programs[place].replaced_by.is_some());
            let unknown = range.status == "unknown" || contested;
            if issue_packs && !unknown {
                let least = ends.iter().map(|end| end.programs[place].amount.min).min().unwrap();
                let most = ends.iter().map(|end| end.programs[place].amount.max).max().unwrap();
                prop_assert_eq!((range.amount.min, range.amount.max), (least, most), "{} {}", range.id, ranged);
            }
        }
    }

    /// Whatever a policy asks next bears on the result; once everything is told it asks for nothing.
    #[test]
    fn nothing_is_asked_once_all_is_told(policy in policy(), family in everything(3)) {
        let answers = answers(policy, &family);
        let case = case(policy, &answers);
        let assessed = assess(policy, &case);
        for outcome in &assessed.programs {
            if outcome.status == Status::NotEligible {
                prop_assert!(outcome.missing.is_empty());
            }
        }
    }
}

/// Answers with one thing forgotten, and the same answers with every way (or some ways) of telling it.
fn forget(policy: &Policy, known: &Value, which: usize, seeds: &[u32]) -> (Value, Vec<Value>) {
    let tell = |table: &str, name: &str, ways: Vec<Value>| {
        let told = |way: Option<Value>| {
            let mut answers = known.clone();
            let table = answers.pointer_mut(table).unwrap().as_object_mut().unwrap();
            match way {
                Some(way) => table.insert(name.into(), way),
                None => table.remove(name),
            };
            answers
        };
        (told(None), ways.into_iter().map(|way| told(Some(way))).collect())
    };
    let words = |ids: &[&str]| ids.iter().map(|id| json!(id)).collect::<Vec<_>>();
    let bill = &known["bills"][0];
    let kinds = 5 + policy.facts.len();
    match which % (kinds + if bill.is_null() { 0 } else { 5 }) {
        0 => tell("/person", "residence", words(&["urban", "rural"])),
        1 => tell("/person", "categories", Category::ALL.iter().map(|word| json!([word.id()])).collect()),
        2 => tell("/person", "age", seeds.iter().map(|seed| json!(seed % 110)).collect()),
        3 => {
            let illness = |seed: &u32| json!([policy.diseases[*seed as usize % policy.diseases.len()].id]);
            tell("/person", "diagnoses", seeds.iter().map(illness).chain([json!([])]).collect())
        }
        4 => tell("/person", "insurance", words(&["resident", "employee"])),
        fact if fact < kinds => {
            let fact = &policy.facts[fact - 5];
            // What the choice of the place says is not unknown.
            let ways = if fact.shown_by_place {
                vec![json!(true)]
            } else {
                seeds.iter().map(|&seed| fact_value(policy, &fact.kind, seed)).collect()
            };
            tell("/person/facts", &fact.id, ways)
        }
        part => match part - kinds {
            0 => tell("/bills/0", "level", words(Level::IDS)),
            1 => tell("/bills/0", "place", words(Place::IDS)),
            part => {
                let name = ["in_scope", "basic_paid", "critical_paid"][part - 2];
                // Where the rules say what insurance pays, it is not unknown.
                let none = name == "critical_paid" && !policy.critical_insurance;
                let said = none || policy.programs.iter().any(|program| program.fills.is_some());
                let insured = !said && known["person"]["insurance"] != json!("none");
                let ways = if part == 2 || insured { amounts(bill, name, seeds) } else { Vec::new() };
                tell("/bills/0", name, ways)
            }
        },
    }
}

/// What this part of a bill can be, beside its other parts.
fn amounts(bill: &Value, name: &str, seeds: &[u32]) -> Vec<Value> {
    let fen = |name: &str| -> u64 { bill[name].as_str().unwrap().replace('.', "").parse().unwrap() };
    let others = ["basic_paid", "critical_paid", "other_paid"].iter().filter(|other| **other != name);
    let paid: u64 = others.map(|other| fen(other)).sum();
    let (least, most) = if name == "in_scope" { (paid, fen("total")) } else { (0, fen("in_scope") - paid) };
    let within = |seed: &u32| least + u64::from(*seed) % (most - least + 1);
    seeds.iter().map(within).chain([least, most]).map(|fen| json!(yuan(fen))).collect()
}

/// The columns of a bill's row; 自费 gives way where a fixed grant is more than what is left inside the scope.
fn columns(row: &BillBreakdown) -> [Amount; 6] {
    let BillBreakdown { total, basic, critical, waived_and_other, assistance, self_pay, .. } = *row;
    [total, basic, critical, waived_and_other, assistance, self_pay].map(amount)
}
