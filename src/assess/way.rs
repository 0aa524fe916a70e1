//! 一档待遇：runs the steps of one way over the bills of the year, phase by phase.

use super::apply::{Missed, Steps, apply};
use super::judge::{Scope, Trace, Truth};
use super::ledger::Entry;
use super::outcome::{Executed, Gap, Taken};
use super::resolve;
use crate::case::Case;
use crate::lean::Gather;
use crate::money::Amount;
use crate::policy::{Base, BaseFrom, Cap, Mechanism, Op, Phase, Policy, Program, Way};

/// A bill that a programme covers, surely or perhaps.
#[derive(Clone, Copy)]
pub(super) struct Covered<'e> {
    pub entry: &'e Entry<'e>,
    pub surely: bool,
}

/// What one way comes to, before any rounding.
#[derive(Clone, Debug, Default)]
pub(super) struct Run<'a> {
    pub amount: Amount,
    /// What each covered bill adds; empty where the programme is not paid on bills.
    pub per_bill: Vec<Amount>,
    pub steps: Vec<Executed<'a>>,
    pub trace: Trace<'a>,
    pub gap: Option<Gap<'a>>,
    pub missed: Missed<'a>,
    /// Its own limit for the year.
    pub year_cap: Option<Amount>,
}

/// Runs `way` of `program` over the covered bills.
pub(super) fn run<'a>(
    policy: &'a Policy,
    case: &Case,
    program: &'a Program,
    way: &'a Way,
    covered: &[Covered<'_>],
    ledger: &[Entry<'_>],
) -> Run<'a> {
    let entries: Vec<&Entry<'_>> = covered.iter().map(|covered| covered.entry).gather();
    let mut run = Run::default();
    if program.covers.is_none() {
        let scope = Scope { policy, case, bill: None, covered: &[], ledger };
        standalone(program, way, scope, &mut run);
        return run;
    }
    let (on_bills, on_spans): (Vec<&Mechanism>, Vec<_>) =
        way.steps.iter().partition(|step| step.phase == Phase::Bill);
    let mut values = Vec::with_capacity(covered.len());
    for bill in covered {
        let scope = Scope { policy, case, bill: Some(bill.entry), covered: &entries, ledger };
        let value = one_bill(&program.base, &on_bills, bill, scope, &mut run);
        values.push(value);
    }
    run.amount = values.iter().copied().sum();
    for phase in [Phase::Month, Phase::Quarter, Phase::Year] {
        let steps: Vec<&Mechanism> = on_spans.iter().copied().filter(|step| step.phase == phase).gather();
        if !steps.is_empty() {
            let scope = Scope { policy, case, bill: None, covered: &entries, ledger };
            values = over_spans(phase, &steps, &values, scope, &mut run);
        }
    }
    run.per_bill = values;
    run
}

/// A programme that is not paid on bills: one amount, one chain.
fn standalone<'a>(program: &'a Program, way: &'a Way, scope: Scope<'a, '_>, run: &mut Run<'a>) {
    let mut value = Amount::ZERO;
    if let BaseFrom::Amount(source) = &program.base.from {
        match resolve::source(scope, source, &mut run.trace) {
            Ok(amount) => value = amount,
            Err(gap) => run.gap = Some(gap),
        }
        let taken = Taken::Base(None, value, Vec::new());
        run.steps.push(Executed { taken, bill: None, result: value, citation: program.base.citation });
    }
    let steps: Vec<&Mechanism> = way.steps.iter().gather();
    run.amount = chain(&steps, value, scope, run, true);
}

/// The base of one bill and the steps that look at it by itself.
fn one_bill<'a>(
    base: &'a Base,
    steps: &[&'a Mechanism],
    bill: &Covered<'_>,
    scope: Scope<'a, '_>,
    run: &mut Run<'a>,
) -> Amount {
    let mut value = Amount::ZERO;
    if let BaseFrom::Bills(from) = base.from {
        let start = bill.entry.quantity(from, &mut run.trace);
        let mut parts = Vec::with_capacity(base.less.len());
        for (quantity, when) in &base.less {
            if scope.judge(when, &mut run.trace) != Truth::No {
                parts.push((*quantity, bill.entry.quantity(*quantity, &mut run.trace)));
            }
        }
        value = bill.entry.remainder(start, &parts);
        let taken = Taken::Base(Some(from), start, parts);
        let position = Some(bill.entry.bill.position);
        run.steps.push(Executed { taken, bill: position, result: value, citation: base.citation });
    }
    let value = chain(steps, value, scope, run, true);
    if bill.surely { value } else { value.or_nothing() }
}

/// Steps on the sum of each month, quarter or year: every bill adds what the sum grows by when it joins.
fn over_spans<'a>(
    phase: Phase,
    steps: &[&'a Mechanism],
    values: &[Amount],
    scope: Scope<'a, '_>,
    run: &mut Run<'a>,
) -> Vec<Amount> {
    let span_of = |entry: &Entry<'_>| match phase {
        Phase::Month => (entry.bill.date.year(), entry.bill.date.month()),
        Phase::Quarter => (entry.bill.date.year(), entry.bill.date.quarter()),
        Phase::Bill | Phase::Year => (0, 0),
    };
    let spans: Vec<_> = scope.covered.iter().map(|entry| span_of(entry)).gather();
    let mut grown = Vec::with_capacity(values.len());
    // What the bills add can overlap where a sum is a range, so the whole is kept beside them.
    let (so_far, mut whole) = (run.amount, Amount::ZERO);
    let (mut start, mut sum, mut before) = (0, Amount::ZERO, Amount::ZERO);
    for (index, (span, value)) in spans.iter().zip(values).enumerate() {
        if index == 0 || spans.get(index - 1) != Some(span) {
            (start, sum, before) = (index, Amount::ZERO, Amount::ZERO);
        }
        let last = spans.get(index + 1) != Some(span);
        sum = sum + *value;
        if last && phase == Phase::Year {
            sum = so_far;
        }
        let covered = scope.covered.get(start..=index).unwrap_or_default();
        if last && index > start {
            let taken = Taken::Sum(index + 1 - start);
            run.steps.push(Executed { taken, bill: None, result: sum, citation: None });
        }
        let after = chain(steps, sum, Scope { covered, ..scope }, run, last);
        grown.push(after.less_paired(before));
        before = after;
        if last {
            whole = whole + after;
        }
    }
    run.amount = whole;
    grown
}

/// Applies steps one after the other; what cannot be computed counts for nothing and is noted.
fn chain<'a>(
    steps: &[&'a Mechanism],
    value: Amount,
    scope: Scope<'a, '_>,
    run: &mut Run<'a>,
    shown: bool,
) -> Amount {
    let Run { steps: executed, trace, gap, missed, year_cap, .. } = run;
    let mut recorder: Steps<'a, '_> = if shown { Some(executed) } else { None };
    let mut value = value;
    for step in steps {
        // Only the whole span says whether a threshold is missed.
        let mut here = Missed::default();
        match apply(step, value, scope, trace, &mut here, &mut recorder) {
            Ok(after) => value = after,
            Err(found) => {
                *gap = Some(found);
                return Amount::ZERO;
            }
        }
        if shown {
            missed.unsure |= here.unsure;
            if here.below.is_some() {
                missed.below = here.below;
            }
        }
        if step.phase == Phase::Year
            && let Op::Cap(Cap::Own(figure)) = &step.op
            && let Ok(cap) = resolve::figure(scope, figure, trace)
        {
            *year_cap = Some(cap.value);
        }
    }
    value
}
