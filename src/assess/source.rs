//! 金额的出处：turns where an amount comes from into the amount.

use super::outcome::Gap;
use super::scope::{Scope, Trace};
use super::world::{Open, Variable};
use crate::case::FactValue;
use crate::money::Yuan;
use crate::policy::{FactKind, ParameterUnit, ParameterValue, Source};

/// Why there is no figure: an answer is open, or nobody gives one.
pub(super) enum Stop<'a> {
    Open(Open),
    Gap(Gap<'a>),
}

impl From<Open> for Stop<'_> {
    fn from(open: Open) -> Self {
        Self::Open(open)
    }
}

impl<'a> From<Gap<'a>> for Stop<'a> {
    fn from(gap: Gap<'a>) -> Self {
        Self::Gap(gap)
    }
}

/// An amount that is paid or taken off: a missing parameter cannot be.
pub(super) fn amount<'a>(
    scope: Scope<'a, '_>,
    source: &Source,
    trace: &mut Trace<'a>,
) -> Result<Yuan, Stop<'a>> {
    let whole = match *source {
        Source::Given(amount) => amount,
        Source::Fact(place, _) => fact(scope, place)?,
        Source::Parameter(place, _) | Source::Times(place, _) => match parameter(scope, place, trace) {
            Some(ParameterValue::Yuan(amount)) => amount,
            _ => return Err(Gap::Parameter(place).into()),
        },
    };
    Ok(part(source, whole))
}

/// An amount that is only held against: of a missing parameter every value is tried.
pub(super) fn bound<'a>(scope: Scope<'a, '_>, source: &Source, trace: &mut Trace<'a>) -> Result<Yuan, Open> {
    match amount(scope, source, trace) {
        Ok(amount) => Ok(amount),
        Err(Stop::Open(open)) => Err(open),
        Err(Stop::Gap(_)) => {
            let (Source::Parameter(place, _) | Source::Times(place, _)) = *source else {
                return Ok(Yuan::ZERO);
            };
            let variable = Variable::Parameter(place);
            scope.point.other(variable).map(|whole| part(source, whole)).ok_or(Open::amount(variable))
        }
    }
}

fn part(source: &Source, whole: Yuan) -> Yuan {
    match *source {
        Source::Given(_) => whole,
        Source::Parameter(_, share) | Source::Fact(_, share) => whole.times(share),
        Source::Times(_, times) => whole.repeated(times),
    }
}

/// The amount that is the answer to a question.
pub(super) fn fact(scope: Scope<'_, '_>, place: u16) -> Result<Yuan, Open> {
    if let Some(Some(FactValue::Amount(amount))) = scope.case.person.facts.get(usize::from(place)) {
        return Ok(*amount);
    }
    let variable = Variable::Fact(place);
    scope.point.other(variable).ok_or(Open::amount(variable))
}

/// A parameter's value, whoever gave it.
pub(super) fn parameter<'a>(
    scope: Scope<'a, '_>,
    place: u16,
    trace: &mut Trace<'a>,
) -> Option<ParameterValue> {
    trace.parameter(place);
    scope.case.parameters.get(usize::from(place)).and_then(|given| given.value())
}

/// The least and the most, in fen, that an amount can be which is no part of a bill.
pub(super) fn ends(scope: Scope<'_, '_>, variable: Variable) -> (i64, i64) {
    /// More than any bill comes to: whatever is above it comes out as it does.
    const MOST: i64 = 100_000_000_000_000;
    match variable {
        Variable::Fact(place) => match scope.policy.facts.get(usize::from(place)).map(|fact| &fact.kind) {
            Some(FactKind::Amount(most)) => (0, most.to_fens()),
            _ => (0, 0),
        },
        Variable::Parameter(place) => {
            match scope.policy.parameters.get(usize::from(place)).map(|parameter| &parameter.unit) {
                Some(ParameterUnit::Yuan(least, most, _)) => {
                    (least.map_or(0, Yuan::to_fens), most.map_or(MOST, Yuan::to_fens))
                }
                _ => (0, 0),
            }
        }
        Variable::Part(..) => (0, 0),
    }
}
