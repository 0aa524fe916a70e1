//! 边界：one fen below, at and one fen above each amount of a pack, tried on the pack's own worked cases.
//!
//! At each of them the laws must hold: nothing is refused or negative, no bill pays out more than it cost, its row
//! adds up to the fen, no limit is passed, and one fen more on the bill never means less assistance where no other
//! programme or reading of the year can take its place.

use std::collections::BTreeSet;

use super::spots::{self, Figure};
use crate::case::Answers;
use crate::document::{Data, Node};
use crate::explain::{self, Assessment, BillBreakdown, Outcome};
use crate::money::Yuan;
use crate::policy::file::{Diagnostic, PackFile, Severity, WorkedCase};
use crate::policy::{Bands, Cap, Condition, Op, Phase, Policy, Program, Source, TestKind};

/// More cases than these only try the same again.
const MOST_CASES: usize = 12;
/// What a bill may already show as paid.
const PAID: [&str; 5] = ["basic_paid", "critical_paid", "waived", "other_paid", "assistance_paid"];

/// How many triples were tried, and each law broken.
pub(super) fn run(pack: &PackFile, policy: &Policy) -> (usize, Vec<Diagnostic>) {
    let mut edges = BTreeSet::new();
    spots::figures(&mut policy.clone(), &mut |_, figure| {
        if let Figure::Amount(amount) = figure {
            edges.insert(*amount);
        }
    });
    let (mut tried, mut broken) = (0, Vec::new());
    let templates = pack.cases.iter().filter_map(|case| Some((case, first_bill(case)?))).take(MOST_CASES);
    for (case, paid) in templates {
        // An amount may be what is left to pay, or the whole bill.
        let totals: BTreeSet<Yuan> = edges.iter().flat_map(|&edge| [edge, edge + paid]).collect();
        for &edge in &totals {
            tried += 1;
            let mut before: Option<Assessment> = None;
            for total in [edge.less(Yuan::fen(1)), edge, edge + Yuan::fen(1)] {
                let answers = Answers::from(with_total(&case.answers, total));
                let found = match explain::assess(policy, &answers) {
                    // A changed bill may contradict the other bills of the case.
                    Outcome::Problems(_) => break,
                    Outcome::Ok(assessment) => assessment,
                };
                let mut laws = single(policy, &found);
                laws.extend(before.iter().flat_map(|before| falls(policy, before, &found)));
                broken.extend(laws.into_iter().map(|law| {
                    let text = format!("例子“{}”的第一张单据改成 {total} 元时：{law}", case.name);
                    pack.diagnostic(&case.at, Severity::Error, "boundary", text)
                }));
                before = Some(found);
            }
        }
    }
    (tried, broken)
}

/// What others paid on the first bill, where the case has one and every amount on it is exact.
fn first_bill(case: &WorkedCase) -> Option<Yuan> {
    let Data::List(bills) = field(&case.answers, "bills")? else { return None };
    let bill = bills.first()?;
    let Data::Table(fields) = &bill.data else { return None };
    if fields.iter().any(|(_, node)| matches!(node.data, Data::Table(_))) {
        return None;
    }
    let paid = PAID.iter().filter_map(|name| match field(bill, name) {
        Some(Data::Text(text)) => text.parse::<Yuan>().ok(),
        _ => None,
    });
    Some(paid.sum())
}

fn field<'a>(node: &'a Node, name: &str) -> Option<&'a Data> {
    let Data::Table(fields) = &node.data else { return None };
    fields.iter().find(|(field, _)| field == name).map(|(_, node)| &node.data)
}

/// The answers with `total`, all of it in scope, on the first bill.
fn with_total(answers: &Node, total: Yuan) -> Node {
    let mut answers = answers.clone();
    let amount = Data::Text(total.to_string());
    if let Data::Table(fields) = &mut answers.data
        && let Some((_, bills)) = fields.iter_mut().find(|(name, _)| name == "bills")
        && let Data::List(bills) = &mut bills.data
        && let Some(bill) = bills.first_mut()
        && let Data::Table(fields) = &mut bill.data
    {
        fields.retain(|(name, _)| !["total", "in_scope", "out_of_scope"].contains(&name.as_str()));
        fields.push(("total".into(), Node::from(amount.clone())));
        fields.push(("in_scope".into(), Node::from(amount)));
    }
    answers
}

/// The laws that one result must keep.
fn single(policy: &Policy, found: &Assessment) -> Vec<String> {
    let mut broken = Vec::new();
    for (result, program) in found.programs.iter().zip(&policy.programs) {
        if result.amount.min > result.amount.max {
            broken.push(format!("{} 的金额 {} 到 {} 反了", result.id, result.amount.min, result.amount.max));
        }
        let limit = year_limit(program);
        if limit.is_some_and(|limit| result.amount.max > limit) {
            broken.push(format!(
                "{} 的 {} 超过了年度限额 {}",
                result.id,
                result.amount.max,
                limit.unwrap_or_default()
            ));
        }
    }
    broken.extend(found.bills.iter().filter_map(row));
    broken
}

/// Whether the parts of a row make up its total.
fn row(row: &BillBreakdown) -> Option<String> {
    let parts =
        [row.out_of_scope, row.basic, row.critical, row.waived_and_other, row.assistance, row.self_pay];
    let exact = parts.iter().chain([&row.total]).all(|part| part.min == part.max);
    let sum: Yuan = parts.iter().map(|part| part.min).sum();
    (exact && sum != row.total.min)
        .then(|| format!("第 {} 张单据各项加起来是 {sum}，不是总额 {}", row.index + 1, row.total.min))
}

/// The highest of the ways' own yearly limits, where each way has one that the pack itself gives.
fn year_limit(program: &Program) -> Option<Yuan> {
    let limit = |way: &crate::policy::Way| {
        let last = way.steps.last().filter(|step| step.phase == Phase::Year && step.when.is_always())?;
        let Op::Cap(Cap::Own(figure)) = &last.op else { return None };
        let given = figure.cases.iter().map(|case| match case.value {
            Source::Given(amount) => Some(amount),
            _ => None,
        });
        given.collect::<Option<Vec<_>>>()?.into_iter().max()
    };
    program.ways.iter().map(limit).collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// Programmes that pay less though one fen more was left to pay.
fn falls(policy: &Policy, before: &Assessment, after: &Assessment) -> Vec<String> {
    let pairs = before.programs.iter().zip(&after.programs).zip(policy.programs.iter().enumerate());
    let fallen = pairs.filter(|((before, after), (place, program))| {
        rises(policy, *place, program) && after.amount.max < before.amount.max
    });
    fallen
        .map(|((before, after), _)| {
            format!("{} 从 {} 降到 {}：多付一分钱反而少得", after.id, before.amount.max, after.amount.max)
        })
        .collect()
}

/// Whether nothing in the rule can make more cost mean less assistance.
fn rises(policy: &Policy, place: usize, program: &Program) -> bool {
    let alone = !policy
        .exclusions
        .iter()
        .any(|exclusion| exclusion.programs.iter().any(|other| other.place() == place));
    let steps = || program.ways.iter().flat_map(|way| &way.steps);
    let falling = steps().any(|step| {
        matches!(step.op, Op::Band(Bands { marginal: false, .. }) | Op::NotStated(_) | Op::Cap(Cap::Pool(_)))
    });
    let mut conditions: Vec<&Condition> = vec![&program.who];
    conditions.extend(&program.covers);
    conditions.extend(program.ways.iter().map(|way| &way.who));
    conditions.extend(program.elsewhere.iter().map(|(when, ..)| when));
    conditions.extend(steps().map(|step| &step.when));
    let mut sums = false;
    for condition in conditions {
        condition.each_test(&mut |test| {
            sums |= matches!(test.kind, TestKind::YearSum { .. } | TestKind::BillSum { .. });
        });
    }
    alone
        && !falling
        && !sums
        && !program.base.less.iter().any(|(quantity, _)| *quantity == crate::policy::Quantity::Assistance)
}
