//! 一档待遇：runs the steps of one way over the bills of the year, phase by phase.

use super::apply::{Missed, Steps, apply};
use super::judge::Scope;
use super::ledger::{Covered, Entry};
use super::outcome::{Executed, Gap, Taken};
use super::resolve;
use super::sums::Sums;
use super::trace::{Trace, Truth};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Base, BaseFrom, Citation, Id, Mechanism, Op, Phase, Program, Way};

/// What one way comes to, before any rounding.
#[derive(Clone, Debug, Default)]
pub(super) struct Run<'a> {
    pub amount: Amount,
    /// What each covered bill adds; empty where the programme is not paid on bills.
    pub per_bill: Vec<Amount>,
    /// What is left of each covered bill, at most.
    pub bases: Vec<Yuan>,
    pub steps: Vec<Executed<'a>>,
    pub trace: Trace<'a>,
    pub missed: Missed<'a>,
}

/// Runs `way` of `program` over the bills that are covered.
pub(super) fn run<'a>(program: &'a Program, way: &'a Way, person: &Scope<'a, '_>) -> Run<'a> {
    let covered = person.covered;
    let mut run = Run::default();
    let sums = &Sums::default();
    let person = &Scope { sums: Some(sums), ..*person };
    if program.covers.is_none() {
        standalone(program, way, &Scope { covered: &[], ..*person }, &mut run);
        return run;
    }
    let mut values: Vec<Amount> = covered.iter().map(|_| Amount::ZERO).gather();
    let (mut steps, mut phase, mut begins) = (way.steps.as_slice(), Phase::Bill, true);
    loop {
        let (here, further) = leading(steps, phase);
        if phase == Phase::Bill {
            for (value, bill) in values.iter_mut().zip(covered) {
                let scope = &Scope { bill: Some(bill.entry), ..*person };
                if begins {
                    *value = base(&program.base, bill, scope, &mut run);
                } else if covered.len() > 1 {
                    run.executed(bill.entry, Taken::Spread, *value, None);
                }
                *value = bill.counted(chain(here, *value, scope, &mut run, true));
            }
            run.amount = values.iter().copied().sum();
        } else {
            if further.is_empty() && !person.used.is_zero() {
                run.steps.push(Executed::on_sum(Taken::Used(*person.used), run.amount, None));
            }
            over_spans(phase, here, &mut values, person, &mut run);
        }
        let Some(next) = further.first() else { break };
        (steps, phase, begins) = (further, next.phase, false);
    }
    run.per_bill = values;
    run
}

/// The steps at the beginning that are of this phase, and those after them.
fn leading(steps: &[Mechanism], phase: Phase) -> (&[Mechanism], &[Mechanism]) {
    steps.split_at(steps.iter().position(|step| step.phase != phase).unwrap_or(steps.len()))
}

/// A programme that is not paid on bills: one amount, one chain.
fn standalone<'a>(program: &'a Program, way: &'a Way, scope: &Scope<'a, '_>, run: &mut Run<'a>) {
    let mut value = Amount::ZERO;
    if let BaseFrom::Amount(source) = &program.base.from {
        match resolve::source(scope, source, &mut run.trace) {
            Ok(amount) => value = amount,
            Err(gap) => run.trace.gap(gap),
        }
        let taken = Taken::Base(None, value, Vec::new());
        run.steps.push(Executed::on_sum(taken, value, program.base.citation));
    }
    run.amount = chain(&way.steps, value, scope, run, true);
}

/// The base of one bill.
fn base<'a>(base: &'a Base, bill: &Covered<'_>, scope: &Scope<'a, '_>, run: &mut Run<'a>) -> Amount {
    let mut value = Amount::ZERO;
    if let BaseFrom::Bills(from) = base.from {
        let start = bill.entry.quantity(from, &mut run.trace);
        let mut parts = Vec::with_capacity(base.less.len());
        for (quantity, when) in &base.less {
            if scope.weigh(when, &mut run.trace) != Truth::No {
                parts.push((*quantity, bill.entry.taken_off(*quantity, &mut run.trace)));
            }
        }
        value = start.less(bill.entry.sum(&parts));
        run.bases.push(value.max());
        run.executed(bill.entry, Taken::Base(Some(from), start, parts), value, base.citation);
    }
    value
}

/// Steps on the sum of each month, quarter or year: every bill adds what the sum grows by when it joins.
fn over_spans<'a>(
    phase: Phase,
    steps: &'a [Mechanism],
    values: &mut [Amount],
    scope: &Scope<'a, '_>,
    run: &mut Run<'a>,
) {
    let span_of = |entry: &Entry<'_>| match phase {
        Phase::Month => (entry.bill.date.year(), entry.bill.date.month()),
        Phase::Quarter => (entry.bill.date.year(), entry.bill.date.quarter()),
        Phase::Bill | Phase::Year => (0, 0),
    };
    let span_at = |index: usize| scope.covered.get(index).map(|bill| span_of(bill.entry));
    let slower = steps.iter().position(|step| !step.op.grows_ever_faster());
    let (faster, limits) = steps.split_at(slower.unwrap_or(steps.len()));
    let is_plain = limits.iter().all(|step| matches!(step.op, Op::Cap(_)));
    // What the bills add can overlap where a sum is a range, so the whole is kept beside them.
    let (so_far, mut whole) = (run.amount, Amount::ZERO);
    let (mut start, mut sum, mut before, mut unlimited) = Default::default();
    for (index, value) in values.iter_mut().enumerate() {
        let span = span_at(index);
        if index == 0 || span_at(index - 1) != span {
            (start, sum, before, unlimited) = (index, Amount::ZERO, Amount::ZERO, Amount::ZERO);
        }
        let last = span_at(index + 1) != span;
        sum = sum + *value;
        if last && phase == Phase::Year {
            sum = so_far;
        }
        let covered = scope.covered.get(start..=index).unwrap_or_default();
        if last && index > start {
            let taken = Taken::Sum(index + 1 - start);
            run.steps.push(Executed::on_sum(taken, sum, None));
        }
        let here = &Scope { covered, ..*scope };
        let grown = chain(faster, sum, here, run, last);
        let after = chain(limits, grown, here, run, last);
        *value = after.less(before);
        if is_plain && !scope.given.world.is_vague() {
            // Beside the least that was before a bill adds least, and beside the most it adds most, until a limit is
            // reached.
            let (within, adds) = (*value, grown.less_paired(unlimited));
            let lower = if after == grown { adds.min() } else { adds.min().min(within.min()) };
            *value = Amount::between(lower, adds.max().min(within.max()));
        }
        (before, unlimited) = (after, grown);
        if last {
            whole = whole + after;
        }
    }
    run.amount = whole;
}

impl<'a> Run<'a> {
    /// Keeps what was surely done on a bill.
    fn executed(
        &mut self,
        entry: &Entry<'_>,
        taken: Taken<'a>,
        result: Amount,
        citation: Option<Id<Citation>>,
    ) {
        let bill = Some(entry.bill.position);
        self.steps.push(Executed { taken, bill, result, citation, surely: true });
    }

    /// Whether it cannot be computed.
    pub(super) fn has_gap(&self) -> bool {
        !self.trace.gaps.is_empty()
    }
}

/// Applies these steps one after the other; what cannot be computed counts for nothing and is noted.
fn chain<'a>(
    steps: &'a [Mechanism],
    value: Amount,
    scope: &Scope<'a, '_>,
    run: &mut Run<'a>,
    shown: bool,
) -> Amount {
    let Run { steps: executed, trace, missed, .. } = run;
    let mut recorder: Steps<'a, '_> = if shown { Some(executed) } else { None };
    let mut value = value;
    let mut steps = steps.iter();
    while let Some(step) = steps.next() {
        // Only the whole span says whether a threshold is missed.
        let mut here = Missed::default();
        match apply(step, value, scope, trace, &mut here, &mut recorder) {
            Ok(after) => value = after,
            // Only the whole span says as well what cannot be computed.
            Err(_) if !shown => return Amount::ZERO,
            Err(found) => {
                trace.gap(found);
                // Whoever asks for one local figure asks for all of them.
                let (mut aside, scope) = (Trace::default(), Scope { sums: None, ..*scope });
                for step in steps {
                    let further = apply(step, value, &scope, &mut aside, &mut here, &mut None);
                    if let Err(figure @ Gap::Parameter(_)) = further {
                        trace.gap(figure);
                    }
                }
                return Amount::ZERO;
            }
        }
        if shown {
            missed.unsure = here.unsure.or(missed.unsure.take());
            missed.below = here.below.or(missed.below.take());
        }
    }
    value
}
