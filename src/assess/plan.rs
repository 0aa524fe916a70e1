//! 次序：which programmes are settled together, and which need nothing of each other.

use crate::case::Case;
use crate::lean::Gather;
use crate::policy::{Op, Policy, PolicyLinks, Program, Quantity, TestKind};

/// Programmes that are evaluated together: units of those bound to one another, in the pack's order.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub units: Vec<Vec<usize>>,
    /// Whether the bills are posted here.
    pub holds_bills: bool,
}

/// What of each other the programmes need.
pub(super) struct Plan {
    pub parts: Vec<Part>,
    /// For each programme, whether what it pays bears on others.
    pub bears: Vec<bool>,
    /// For each programme, whether who gets it depends on the sum of the bills that it covers.
    pub sums_first: Vec<bool>,
}

impl Plan {
    /// The plan of a policy for one case. Without bills nothing is posted, and each unit stands by itself.
    pub(super) fn of(policy: &Policy, case: &Case) -> Self {
        let units: Vec<Vec<usize>> = PolicyLinks::of(policy).units().gather();
        let looks = |place: usize| policy.programs.get(place).is_some_and(counts_assistance);
        let mut bears = vec![false; policy.programs.len()];
        for unit in &units {
            for &place in unit {
                let later = (place + 1..policy.programs.len()).any(looks);
                if let Some(bears) = bears.get_mut(place) {
                    *bears = unit.len() > 1 || later;
                }
            }
        }
        let on_bills = |unit: &Vec<usize>| {
            let mut programs = unit.iter().filter_map(|&place| policy.programs.get(place));
            !case.bills.is_empty() && programs.any(|program| program.covers.is_some())
        };
        let unnamed = case.received.iter().any(|receipt| receipt.program.is_none());
        let (together, apart): (Vec<_>, Vec<_>) =
            units.into_iter().partition(|unit| unnamed || on_bills(unit));
        let mut parts = apart.into_iter().map(|unit| Part { units: vec![unit], holds_bills: false }).gather();
        parts.push(Part { units: together, holds_bills: true });
        let sums_first = policy.programs.iter().map(sums_first).gather();
        Self { parts, bears, sums_first }
    }
}

fn sums_first(program: &Program) -> bool {
    let mut sums = false;
    for who in core::iter::once(&program.who).chain(program.ways.iter().map(|way| &way.who)) {
        who.each_test(&mut |test| sums |= matches!(test.kind, TestKind::YearSum { all_bills: false, .. }));
    }
    sums
}

/// Whether a programme looks at what assistance is on the bills.
fn counts_assistance(program: &Program) -> bool {
    let mut looks = program.base.less.iter().any(|(quantity, _)| *quantity == Quantity::Assistance)
        || program.counts_help();
    let mut visit = |condition: &crate::policy::Condition| {
        condition.each_test(&mut |test| {
            if let TestKind::YearSum { less, .. } = &test.kind {
                looks |= less.contains(&Quantity::Assistance);
            }
        });
    };
    visit(&program.who);
    program.covers.iter().for_each(&mut visit);
    for way in &program.ways {
        visit(&way.who);
        way.steps.iter().for_each(|step| visit(&step.when));
    }
    looks
}

impl Program {
    /// Whether the assistance already on a bill enters its arithmetic, and so must not be taken off again.
    pub(super) fn counts_help(&self) -> bool {
        let mut steps = self.ways.iter().flat_map(|way| &way.steps);
        steps.any(|step| match &step.op {
            Op::TopUp { counted, .. } => counted.contains(&Quantity::Assistance),
            _ => false,
        })
    }
}
