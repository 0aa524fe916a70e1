//! Applies one mechanism to a value, with the figures of this case.

use super::judge::Scope;
use super::mechanism::{band, cap, deduct, discretion, fixed, per_unit, ratio, round, threshold, top_up};
use super::outcome::{Executed, Gap, Reason, ReasonKind, Taken};
use super::resolve::{self, Resolved};
use super::sums::Summed;
use super::trace::{Trace, Truth};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Bands, Cap, Citation, Id, Mechanism, Op, Phase, Quantity, Share};

/// Where executed steps go, when they are wanted.
pub(super) type Steps<'a, 's> = Option<&'s mut Vec<Executed<'a>>>;

/// A threshold that was not reached, or may not have been.
#[derive(Clone, Debug, Default)]
pub(super) struct Missed<'a> {
    pub below: Option<Reason<'a>>,
    pub unsure: Option<Reason<'a>>,
}

/// Applies `mechanism` to `value`; the citation falls back to the one given.
pub(super) fn apply<'a>(
    mechanism: &'a Mechanism,
    value: Amount,
    scope: &Scope<'a, '_>,
    trace: &mut Trace<'a>,
    missed: &mut Missed<'a>,
    steps: &mut Steps<'a, '_>,
) -> Result<Amount, Gap<'a>> {
    let when = scope.weigh(&mechanism.when, trace);
    if when == Truth::No {
        return Ok(value);
    }
    let done = match &mechanism.op {
        Op::NotStated(text) if when == Truth::Yes => return Err(Gap::NotStated(text)),
        Op::NotStated(_) => {
            trace.may_have_gap = true;
            return Ok(value.or_nothing());
        }
        op => operate(op, mechanism, value, scope, trace, missed)?,
    };
    let Some(Done { mut result, taken, citation }) = done else { return Ok(value) };
    if core::mem::take(&mut trace.may_lack_figure) {
        trace.may_have_gap = true;
        result = result.or_nothing();
    }
    let result = if when == Truth::Yes { result } else { result.or(value) };
    if let Some(steps) = steps {
        let bill = scope.bill.map(|entry| entry.bill.position);
        let (citation, surely) = (citation.or(mechanism.citation), when == Truth::Yes);
        steps.push(Executed { taken, bill, result, citation, surely });
    }
    Ok(result)
}

struct Done<'a> {
    result: Amount,
    taken: Taken<'a>,
    citation: Option<Id<Citation>>,
}

/// Nothing where the step is done elsewhere: a shared limit is held when all that share it are known.
fn operate<'a>(
    op: &'a Op,
    mechanism: &'a Mechanism,
    value: Amount,
    scope: &Scope<'a, '_>,
    trace: &mut Trace<'a>,
    missed: &mut Missed<'a>,
) -> Result<Option<Done<'a>>, Gap<'a>> {
    let done = |result: Amount, taken: Taken<'a>, citation: Option<Id<Citation>>| {
        Ok(Some(Done { result, taken, citation }))
    };
    match op {
        Op::Deduct(figure, name) => {
            let Resolved { value: off, citation } = resolve::figure(scope, figure, trace)?;
            done(deduct::deduct(value, off), Taken::Deduct(off, mechanism.phase, name.as_deref()), citation)
        }
        Op::Threshold { at, inclusive, keeps } => {
            let Resolved { value: at, citation } = resolve::figure(scope, at, trace)?;
            let reached = threshold::reached(value, at, *inclusive);
            let citation = citation.or(mechanism.citation);
            let kind = ReasonKind::Threshold(at, *inclusive);
            let gap = (reached == Truth::No).then(|| at.min().less(value.max()));
            let reason = Reason { kind, outcome: reached, gap, citation };
            match reached {
                Truth::Yes => {}
                Truth::Unknown => missed.unsure = Some(reason),
                Truth::No => missed.below = Some(reason),
            }
            let result = threshold::threshold(value, at, *inclusive, *keeps);
            done(result, Taken::Threshold { at, inclusive: *inclusive, keeps: *keeps, reached }, citation)
        }
        Op::Ratio(share) => {
            let Resolved { value: (low, high), citation } = resolve::share(scope, share, trace)?;
            done(ratio::ratio(value, low, high), Taken::Ratio((low, high), value), citation)
        }
        Op::Band(bands) => banded(bands, value, scope, trace).map(Some),
        Op::Fixed(figure) => {
            let Resolved { value: amount, citation } = resolve::figure(scope, figure, trace)?;
            done(fixed::fixed(value, amount), Taken::Fixed(amount), citation)
        }
        Op::PerUnit { each, units, at_most } => {
            let Resolved { value: each, citation } = resolve::figure(scope, each, trace)?;
            let count = resolve::units(scope, units, *at_most, trace);
            done(
                per_unit::per_unit(value, each, count),
                Taken::PerUnit(each, count, *at_most, units.unit),
                citation,
            )
        }
        Op::TopUp { share, of, counted } => filled_up(share, *of, counted, scope, trace).map(Some),
        Op::Cap(Cap::Own(figure)) => {
            let Resolved { value: limit, citation } = resolve::figure(scope, figure, trace)?;
            let used = if mechanism.phase == Phase::Year { *scope.used } else { Amount::ZERO };
            let limit = limit.less(used);
            done(cap::cap(value, limit), Taken::Cap(limit, mechanism.phase, value), citation)
        }
        Op::Discretion { low, high, decided_by } => {
            let taken = Taken::Discretion(*low, *high, decided_by, value);
            done(discretion::discretion(value, *low, *high), taken, None)
        }
        Op::Round(rounding) => {
            let result = round::step(value, *rounding);
            // Where it makes no difference there is nothing to tell.
            if result == value { Ok(None) } else { done(result, Taken::RoundTo(*rounding), None) }
        }
        Op::Cap(Cap::Pool(_)) | Op::NotStated(_) => Ok(None),
    }
}

fn banded<'a>(
    bands: &'a Bands,
    value: Amount,
    scope: &Scope<'a, '_>,
    trace: &mut Trace<'a>,
) -> Result<Done<'a>, Gap<'a>> {
    let mut edges = Vec::with_capacity(bands.bands.len());
    for band in &bands.bands {
        let up_to = match &band.up_to {
            Some(figure) => Some(resolve::figure(scope, figure, trace)?.value.max()),
            None => None,
        };
        let share = resolve::share(scope, &band.share, trace)?.value;
        edges.push(band::Edge { up_to, share });
    }
    let over = match bands.on {
        Some(quantity) => sum(scope, Some(quantity), &[], trace),
        None => value,
    };
    let result = match (bands.on, bands.marginal) {
        (None, true) => band::marginal(&edges, value),
        (None, false) => band::whole(&edges, value),
        (Some(_), marginal) => band::spread(&edges, value, over, marginal),
    };
    let shown: Vec<(Amount, (crate::money::Ratio, crate::money::Ratio))> = if bands.marginal {
        let highs = band::parts(&edges, over.max());
        let lows = band::parts(&edges, over.min());
        let spread = |part: Yuan, whole: Yuan, value: Yuan| {
            if bands.on.is_some() { value.in_proportion(part, whole) } else { part }
        };
        lows.zip(highs)
            .map(|((band, low), (_, high))| {
                let low = spread(low, over.min(), value.min());
                (Amount::between(low, spread(high, over.max(), value.max())), band.share)
            })
            .filter(|(part, _)| !part.is_zero())
            .gather()
    } else {
        let found = band::falls_in(&edges, over.max()).or(edges.last());
        found.map(|band| (value, band.share)).into_iter().collect()
    };
    let place =
        bands.bands.iter().zip(&edges).find(|(_, edge)| edge.up_to.is_none_or(|edge| over.max() <= edge));
    let citation = place.and_then(|(band, _)| band.citation);
    Ok(Done { result, taken: Taken::Band(shown, bands.marginal), citation })
}

fn filled_up<'a>(
    share: &'a Share,
    of: Quantity,
    counted: &'a [Quantity],
    scope: &Scope<'a, '_>,
    trace: &mut Trace<'a>,
) -> Result<Done<'a>, Gap<'a>> {
    let Resolved { value: share, citation } = resolve::share(scope, share, trace)?;
    let whole = sum(scope, Some(of), &[], trace);
    let paid = sum(scope, None, counted, trace);
    Ok(Done {
        result: top_up::top_up(whole, share, paid),
        taken: Taken::TopUp(share.1, of, whole, paid),
        citation,
    })
}

/// Adds up something over the bill at hand, or else over all bills covered.
fn sum<'a>(
    scope: &Scope<'a, '_>,
    from: Option<Quantity>,
    parts: &'a [Quantity],
    trace: &mut Trace<'a>,
) -> Amount {
    let of = Summed { from, parts };
    match scope.bill {
        Some(entry) => entry.part(of, trace),
        None => scope.sum(of, scope.covered, trace),
    }
}
