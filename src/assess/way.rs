//! 一档待遇：runs the steps of one way over the bills of the year, phase by phase.

use super::apply::Chain;
use super::ask::{Ask, Decision};
use super::ledger::Entry;
use super::outcome::{Executed, Gap, Reason, Taken};
use super::scope::{Scope, Trace};
use super::source::{self, Stop};
use super::world::Open;
use crate::money::Yuan;
use crate::policy::{Base, BaseFrom, Mechanism, Op, Phase, Program, Way};

/// What one way comes to, before any rounding.
#[derive(Clone, Debug, Default)]
pub(super) struct Run<'a> {
    pub amount: Yuan,
    /// What each covered bill adds; empty where the programme is not paid on bills.
    pub shares: Vec<Yuan>,
    pub steps: Vec<Executed<'a>>,
    pub trace: Trace<'a>,
    pub gap: Option<Gap<'a>>,
    pub missed: Option<Reason<'a>>,
}

/// Where a way stands in the pack, and what of its limit other bills used up.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub program: u16,
    pub way: u16,
    pub used: Yuan,
}

/// Runs `way` of `program` over the bills that are covered.
pub(super) fn run<'a>(
    program: &'a Program,
    way: &'a Way,
    place: Place,
    person: Scope<'a, '_>,
    told: bool,
) -> Result<Run<'a>, Open> {
    let mut run = Run { trace: Trace::new(told), ..Run::default() };
    if program.covers.is_none() {
        standalone(program, way, place, person, &mut run)?;
        return Ok(run);
    }
    let mut values = Vec::with_capacity(person.covered.len());
    for entry in person.covered_bills() {
        values.push(run.one_bill(&program.base, &way.steps, place, person.on(entry), entry)?);
    }
    for phase in [Phase::Month, Phase::Quarter, Phase::Year] {
        if way.steps.iter().any(|step| step.phase == phase) {
            run.over_spans(phase, &way.steps, place, &mut values, person)?;
        }
    }
    run.amount = values.iter().copied().sum();
    run.shares = values;
    Ok(run)
}

/// A programme that is not paid on bills: one amount, one chain.
fn standalone<'a>(
    program: &'a Program,
    way: &'a Way,
    place: Place,
    person: Scope<'a, '_>,
    run: &mut Run<'a>,
) -> Result<(), Open> {
    let scope = Scope { covered: &[], ..person };
    let mut value = Yuan::ZERO;
    if let BaseFrom::Amount(from) = &program.base.from {
        match source::amount(scope, from, &mut run.trace) {
            Ok(amount) => value = amount,
            Err(Stop::Gap(gap)) => run.gap = Some(gap),
            Err(Stop::Open(open)) => return Err(open),
        }
        if run.trace.told {
            let taken = Taken::Base(None, value.into(), Vec::new());
            run.steps.push(Executed::on_sum(taken, value, program.base.citation));
        }
    }
    run.amount = run.chain(&way.steps, None, value, place, scope, true)?;
    Ok(())
}

impl<'a> Run<'a> {
    /// The base of one bill and the steps that look at it by itself.
    fn one_bill(
        &mut self,
        base: &'a Base,
        steps: &'a [Mechanism],
        place: Place,
        scope: Scope<'a, '_>,
        entry: &Entry<'_>,
    ) -> Result<Yuan, Open> {
        let mut value = Yuan::ZERO;
        if let BaseFrom::Bills(from) = base.from {
            let start = entry.quantity(from)?;
            let mut off = Yuan::ZERO;
            let mut parts = Vec::new();
            for (quantity, when) in &base.less {
                if scope.weigh(when, &mut self.trace)? {
                    let part = entry.taken_off(*quantity)?;
                    off = off + part;
                    if self.trace.told {
                        parts.push((*quantity, part.into()));
                    }
                }
            }
            value = scope.marks.less(start, off);
            if self.trace.told {
                let taken = Taken::Base(Some(from), start.into(), parts);
                let bill = Some(entry.bill.position);
                let citation = base.citation;
                self.steps.push(Executed { taken, bill, result: value.into(), citation, surely: true });
            }
        }
        let by_slip = |step: &Mechanism| step.phase == Phase::Bill && !matches!(step.op, Op::Ratio(_));
        let several = entry.bill.slips > 1 && steps.iter().any(by_slip);
        if several && scope.world.decided(Ask::Office(Decision::Slips(entry.bill.position)))? {
            let slips = entry.bill.slips;
            let one = value.in_parts(slips);
            let paid = self.chain(steps, Some(Phase::Bill), one, place, Scope { slips, ..scope }, true)?;
            let together = paid.repeated(slips);
            if self.trace.told {
                let bill = Some(entry.bill.position);
                let taken = Taken::Slips(slips);
                self.steps.push(Executed {
                    taken,
                    bill,
                    result: together.into(),
                    citation: None,
                    surely: true,
                });
            }
            return Ok(together);
        }
        self.chain(steps, Some(Phase::Bill), value, place, scope, true)
    }

    /// Steps on the sum of each month, quarter or year. The sum is looked at as each bill joins it; what a later bill
    /// makes it fall by is taken back from those before it, the latest first. So every bill adds what the sum grows by
    /// and then keeps.
    fn over_spans(
        &mut self,
        phase: Phase,
        steps: &'a [Mechanism],
        place: Place,
        values: &mut [Yuan],
        scope: Scope<'a, '_>,
    ) -> Result<(), Open> {
        let span_of = |entry: &Entry<'_>| match phase {
            Phase::Month => (entry.bill.date.year(), entry.bill.date.month()),
            Phase::Quarter => (entry.bill.date.year(), entry.bill.date.quarter()),
            Phase::Bill | Phase::Year => (0, 0),
        };
        let span_at =
            |index: usize| scope.covered.get(index).and_then(|&bill| scope.ledger.get(bill)).map(span_of);
        let mut start = 0;
        while start < values.len() {
            let span = span_at(start);
            let mut end = start + 1;
            while end < values.len() && span_at(end) == span {
                end += 1;
            }
            let (Some(here), Some(covered)) = (values.get_mut(start..end), scope.covered.get(start..end))
            else {
                break;
            };
            self.over_span(phase, steps, place, here, Scope { covered, ..scope })?;
            start = end;
        }
        Ok(())
    }

    fn over_span(
        &mut self,
        phase: Phase,
        steps: &'a [Mechanism],
        place: Place,
        values: &mut [Yuan],
        scope: Scope<'a, '_>,
    ) -> Result<(), Open> {
        let last = values.len().saturating_sub(1);
        let mut sum = Yuan::ZERO;
        for (index, value) in values.iter_mut().enumerate() {
            sum = sum + *value;
            if self.trace.told && index == last && last > 0 {
                self.steps.push(Executed::on_sum(Taken::Sum(last + 1), sum, None));
            }
            let covered = scope.covered.get(..=index).unwrap_or_default();
            *value = self.chain(steps, Some(phase), sum, place, Scope { covered, ..scope }, index == last)?;
        }
        // From running sums to what each bill adds.
        let mut kept: Option<Yuan> = None;
        for value in values.iter_mut().rev() {
            *value = kept.map_or(*value, |later| scope.marks.least(*value, later));
            kept = Some(*value);
        }
        let mut before = Yuan::ZERO;
        for value in values {
            let upto = *value;
            *value = upto - before;
            before = upto;
        }
        Ok(())
    }

    /// Applies steps; what cannot be computed counts for nothing and is noted, where the whole is looked at.
    fn chain(
        &mut self,
        steps: &'a [Mechanism],
        phase: Option<Phase>,
        value: Yuan,
        place: Place,
        scope: Scope<'a, '_>,
        whole: bool,
    ) -> Result<Yuan, Open> {
        let told = self.trace.told && whole;
        let mut chain = Chain {
            way: (place.program, place.way),
            used: place.used,
            trace: &mut self.trace,
            steps: told.then_some(&mut self.steps),
            missed: None,
        };
        let result = chain.through(steps, phase, value, scope);
        let missed = chain.missed;
        if whole {
            self.missed = missed.or(self.missed.take());
        }
        match result {
            Ok(value) => Ok(value),
            Err(Stop::Open(open)) => Err(open),
            Err(Stop::Gap(gap)) => {
                if whole {
                    self.gap = Some(gap);
                }
                Ok(Yuan::ZERO)
            }
        }
    }
}
