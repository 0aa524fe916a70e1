//! Applies one mechanism to a value, with the figures of this case.

use super::ask::{Ask, Decision};
use super::mechanism::{band, cap, deduct, fixed, per_unit, ratio, threshold, top_up};
use super::outcome::{Executed, Gap, Reason, ReasonKind, Taken, Verdict};
use super::resolve::{self, Resolved};
use super::scope::{Scope, Trace};
use super::source::Stop;
use super::world::Open;
use crate::lean::Gather;
use crate::money::Yuan;
use crate::policy::{Bands, Cap, Mechanism, Op, Phase, Quantity, Share};

/// One run of steps: where they stand in the pack, and what it leaves behind.
pub(super) struct Chain<'a, 't> {
    /// The places of the programme and the way.
    pub way: (u16, u16),
    /// 今年别的单据已用: what of the year's limit other bills used up.
    pub used: Yuan,
    pub trace: &'t mut Trace<'a>,
    /// The steps executed, where they are wanted.
    pub steps: Option<&'t mut Vec<Executed<'a>>>,
    /// The last threshold that was not reached.
    pub missed: Option<Reason<'a>>,
}

struct Done<'a> {
    result: Yuan,
    taken: Taken<'a>,
    citation: Option<u16>,
}

impl<'a> Chain<'a, '_> {
    /// Applies those of `steps` that belong to the phase, or all, one after the other.
    pub(super) fn through(
        &mut self,
        steps: &'a [Mechanism],
        phase: Option<Phase>,
        mut value: Yuan,
        scope: Scope<'a, '_>,
    ) -> Result<Yuan, Stop<'a>> {
        for (place, step) in steps.iter().enumerate() {
            if phase.is_none_or(|phase| phase == step.phase) {
                value = self.apply(step, place, value, scope)?;
                // Below a threshold nothing that follows brings anything.
                if self.missed.is_some() {
                    return Ok(Yuan::ZERO);
                }
            }
        }
        Ok(value)
    }

    fn apply(
        &mut self,
        step: &'a Mechanism,
        place: usize,
        value: Yuan,
        scope: Scope<'a, '_>,
    ) -> Result<Yuan, Stop<'a>> {
        if !scope.weigh(&step.when, self.trace)? {
            return Ok(value);
        }
        let place = (self.way.0, self.way.1, u16::try_from(place).unwrap_or(u16::MAX));
        let Some(Done { result, taken, citation }) = self.operate(step, place, value, scope)? else {
            return Ok(value);
        };
        if let Some(steps) = &mut self.steps {
            let bill = scope.bill.map(|entry| entry.bill.position);
            let citation = citation.or(step.citation);
            steps.push(Executed { taken, bill, result: result.into(), citation, surely: true });
        }
        Ok(result)
    }

    /// Nothing where the step is done elsewhere: a shared limit is held when all that share it are known.
    fn operate(
        &mut self,
        step: &'a Mechanism,
        place: (u16, u16, u16),
        value: Yuan,
        scope: Scope<'a, '_>,
    ) -> Result<Option<Done<'a>>, Stop<'a>> {
        let done = |result, taken, citation| Ok(Some(Done { result, taken, citation }));
        match &step.op {
            Op::Deduct(figure, name) => {
                let Resolved { value: off, citation } = resolve::figure(scope, figure, self.trace)?;
                scope.marks.more(value, off);
                done(
                    deduct::deduct(value, off),
                    Taken::Deduct(off.into(), step.phase, name.as_deref()),
                    citation,
                )
            }
            Op::Threshold { at, inclusive, keeps } => {
                let Resolved { value: at, citation } = resolve::figure(scope, at, self.trace)?;
                let reached = threshold::reached(value, at, *inclusive);
                scope.marks.keep(reached, value, at);
                let outcome = Verdict::of(reached);
                if !reached {
                    let kind = ReasonKind::Threshold(at.into(), *inclusive);
                    let citation = citation.or(step.citation);
                    self.missed = Some(Reason { kind, outcome, gap: Some(at.less(value)), citation });
                }
                let taken = Taken::Threshold {
                    at: at.into(),
                    inclusive: *inclusive,
                    keeps: *keeps,
                    reached: outcome,
                };
                done(threshold::threshold(value, at, *inclusive, *keeps), taken, citation)
            }
            Op::Ratio(share) => {
                let Resolved { value: share, citation } = resolve::share(scope, share, self.trace)?;
                done(ratio::ratio(value, share), Taken::Ratio(share, share, value.into()), citation)
            }
            Op::Band(bands) => banded(bands, value, scope, self.trace).map(Some),
            Op::Fixed(figure) => {
                let Resolved { value: amount, citation } = resolve::figure(scope, figure, self.trace)?;
                done(fixed::fixed(value, amount), Taken::Fixed(amount.into()), citation)
            }
            Op::PerUnit { each, units, at_most } => {
                let Resolved { value: each, citation } = resolve::figure(scope, each, self.trace)?;
                let count = resolve::units(scope, units, place)?;
                let paid = at_most.map_or(count, |most| count.min(most));
                let taken = Taken::PerUnit(each.into(), (paid, paid), *at_most, units.unit);
                done(per_unit::per_unit(value, each, paid), taken, citation)
            }
            Op::TopUp { share, of, counted } => filled_up(share, *of, counted, scope, self.trace).map(Some),
            Op::Cap(Cap::Own(figure)) => {
                let Resolved { value: whole, citation } = resolve::figure(scope, figure, self.trace)?;
                let mut limit = whole;
                if step.phase == Phase::Year && !self.used.is_zero() {
                    limit = whole.less(self.used);
                    if let Some(steps) = &mut self.steps {
                        let taken = Taken::UsedElsewhere(whole.into(), self.used);
                        steps.push(Executed::on_sum(taken, limit, citation.or(step.citation)));
                    }
                }
                scope.marks.more(value, limit);
                done(cap::cap(value, limit), Taken::Cap(limit.into(), step.phase, value.into()), citation)
            }
            Op::Discretion { low, high, decided_by } => {
                let most = scope.world.decided(Ask::Office(Decision::Figure(place.0, place.1, place.2)))?;
                let taken = Taken::Discretion(*low, *high, decided_by, value.into());
                done(ratio::ratio(value, if most { *high } else { *low }), taken, None)
            }
            Op::NotStated(text) => Err(Gap::NotStated(text).into()),
            Op::Cap(Cap::Pool(_)) => Ok(None),
        }
    }
}

fn banded<'a>(
    bands: &'a Bands,
    value: Yuan,
    scope: Scope<'a, '_>,
    trace: &mut Trace<'a>,
) -> Result<Done<'a>, Stop<'a>> {
    let mut edges = Vec::with_capacity(bands.bands.len());
    for band in &bands.bands {
        let up_to = match &band.up_to {
            Some(figure) => Some(resolve::figure(scope, figure, trace)?.value),
            None => None,
        };
        edges.push(band::Edge { up_to, share: resolve::share(scope, &band.share, trace)?.value });
    }
    let over = match bands.on {
        Some(quantity) => sum(scope, &[quantity])?,
        None => value,
    };
    for edge in edges.iter().filter_map(|edge| edge.up_to) {
        scope.marks.more(over, edge);
    }
    let found = band::falls_in(&edges, over);
    let result = match (bands.on, bands.marginal) {
        (None, true) => band::marginal(&edges, value),
        (Some(_), true) => band::spread(&edges, value, over),
        (_, false) => found.map_or(Yuan::ZERO, |band| value.times(band.share)),
    };
    let spread = |part: Yuan| if bands.on.is_some() { value.in_proportion(part, over) } else { part };
    let shown = if bands.marginal {
        let parts =
            band::parts(&edges, over).map(|(band, part)| (spread(part).into(), (band.share, band.share)));
        parts.filter(|(part, _): &(crate::money::Amount, _)| !part.is_zero()).gather()
    } else {
        let found = found.or(edges.last());
        found.map(|band| (value.into(), (band.share, band.share))).into_iter().gather()
    };
    let place = bands.bands.iter().zip(&edges).find(|(_, edge)| edge.up_to.is_none_or(|edge| over <= edge));
    let citation = place.and_then(|(band, _)| band.citation);
    Ok(Done { result, taken: Taken::Band(shown, bands.marginal), citation })
}

fn filled_up<'a>(
    share: &'a Share,
    of: Quantity,
    counted: &[Quantity],
    scope: Scope<'a, '_>,
    trace: &mut Trace<'a>,
) -> Result<Done<'a>, Stop<'a>> {
    let Resolved { value: share, citation } = resolve::share(scope, share, trace)?;
    let (whole, paid) = (sum(scope, &[of])?, sum(scope, counted)?);
    scope.marks.more(whole.times(share), paid);
    let taken = Taken::TopUp(share, of, whole.into(), paid.into());
    Ok(Done { result: top_up::top_up(whole, share, paid), taken, citation })
}

/// Adds up quantities over the bill at hand, or else over all bills covered.
fn sum(scope: Scope<'_, '_>, quantities: &[Quantity]) -> Result<Yuan, Open> {
    let of = |entry: &super::ledger::Entry<'_>| {
        quantities.iter().try_fold(Yuan::ZERO, |sum, part| Ok(sum + entry.quantity(*part)?))
    };
    match scope.bill {
        Some(entry) => Ok(of(entry)?.in_parts(scope.slips)),
        None => scope.covered_bills().try_fold(Yuan::ZERO, |sum, entry| Ok(sum + of(entry)?)),
    }
}
