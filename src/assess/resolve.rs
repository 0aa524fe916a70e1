//! 取数：turns a rule's figures into amounts and shares of this case.

use super::judge::Scope;
use super::outcome::{Ask, Gap};
use super::trace::{Trace, Truth};
use crate::money::{Amount, Ratio, Yuan};
use crate::policy::{Cases, ParameterUnit, ParameterValue, Share, ShareSource, Source, UnitSource, Units};
use crate::policy::{Citation, Figure, Id, Parameter, Unit};

/// A figure of this case and the citation that goes with it.
#[derive(Clone, Copy)]
pub(super) struct Resolved<T> {
    pub value: T,
    pub citation: Option<Id<Citation>>,
}

/// 金额.
pub(super) fn figure<'a>(
    scope: &Scope<'a, '_>,
    figure: &'a Figure,
    trace: &mut Trace<'a>,
) -> Result<Resolved<Amount>, Gap<'a>> {
    cases(scope, figure, trace, source, Amount::or)
}

/// 比例, as the least and the most it can be.
pub(super) fn share<'a>(
    scope: &Scope<'a, '_>,
    share: &'a Share,
    trace: &mut Trace<'a>,
) -> Result<Resolved<(Ratio, Ratio)>, Gap<'a>> {
    let either = |one: (Ratio, Ratio), other: (Ratio, Ratio)| (one.0.min(other.0), one.1.max(other.1));
    cases(scope, share, trace, share_source, either)
}

/// The first case that holds; while a case may hold, whatever any of them gives.
fn cases<'a, T, V: Copy>(
    scope: &Scope<'a, '_>,
    cases: &'a Cases<T>,
    trace: &mut Trace<'a>,
    resolve: impl Fn(&Scope<'a, '_>, &'a T, &mut Trace<'a>) -> Result<V, Gap<'a>>,
    either: impl Fn(V, V) -> V,
) -> Result<Resolved<V>, Gap<'a>> {
    let mut found: Option<Resolved<V>> = None;
    for case in &cases.cases {
        let holds = scope.weigh(&case.when, trace);
        if holds == Truth::No {
            continue;
        }
        let value = resolve(scope, &case.value, trace)?;
        found = Some(match found {
            Some(before) => Resolved { value: either(before.value, value), citation: before.citation },
            None => Resolved { value, citation: case.citation },
        });
        if holds == Truth::Yes {
            return found.ok_or(Gap::NoCase);
        }
    }
    trace.may_lack_figure = !cases.complete;
    found.ok_or(Gap::NoCase)
}

/// One amount.
pub(super) fn source<'a>(
    scope: &Scope<'a, '_>,
    source: &'a Source,
    trace: &mut Trace<'a>,
) -> Result<Amount, Gap<'a>> {
    match *source {
        Source::Given(amount) => Ok(Amount::exactly(amount)),
        Source::Parameter(place, share, times, ranges) => {
            let unit = scope.given.policy.get(place).map(|parameter| &parameter.unit);
            let (least, most) = match (parameter(scope, place, trace), unit) {
                (Some(ParameterValue::Yuan(amount)), _) => (amount, amount),
                (None, Some(ParameterUnit::Yuan(Some(least), Some(most), _))) if ranges => (*least, *most),
                _ => return Err(Gap::Parameter(place)),
            };
            Ok(Amount::between(least.repeated(times), most.repeated(times)).times(share))
        }
        Source::Fact(place, share) => {
            let (least, most) = scope.fact_span(place, trace);
            let amount = Amount::between(Yuan::from_fens(least), Yuan::from_fens(most));
            Ok(amount.times(share))
        }
        Source::OfBill(quantity) => {
            let Some(entry) = scope.bill else { return Err(Gap::NoCase) };
            Ok(entry.quantity(quantity, trace))
        }
    }
}

fn share_source<'a>(
    scope: &Scope<'a, '_>,
    source: &'a ShareSource,
    trace: &mut Trace<'a>,
) -> Result<(Ratio, Ratio), Gap<'a>> {
    match *source {
        ShareSource::Given(ratio) => Ok((ratio, ratio)),
        ShareSource::Parameter(place) => match parameter(scope, place, trace) {
            Some(ParameterValue::Percent(ratio)) => Ok((ratio, ratio)),
            _ => Err(Gap::Parameter(place)),
        },
    }
}

fn parameter(
    scope: &Scope<'_, '_>,
    parameter: Id<Parameter>,
    trace: &mut Trace<'_>,
) -> Option<ParameterValue> {
    trace.parameter(parameter);
    parameter.among(&scope.given.case.parameters)?.value()
}

/// How many units are paid, as the least and the most.
pub(super) fn units<'a>(
    scope: &Scope<'a, '_>,
    units: &Units,
    at_most: Option<u32>,
    trace: &mut Trace<'a>,
) -> (u32, u32) {
    let counted = match units.from {
        UnitSource::Between(least, most) => (least, most),
        UnitSource::Fact(place) => {
            let (least, most) = scope.fact_span(place, trace);
            let whole = |number: i64| u32::try_from(number).unwrap_or_default();
            (whole(least), whole(most))
        }
        UnitSource::Bill => {
            let here = scope.bill.map(|entry| (entry, true));
            let covered = scope.covered.iter().map(|covered| (covered.entry, covered.surely));
            let bills = here.into_iter().chain(covered.filter(|_| scope.bill.is_none()));
            bills.fold((0, 0), |(least, most): (u32, u32), (entry, surely)| {
                let (told, field, longest) = match units.unit {
                    Unit::Month => (entry.bill.months, super::outcome::BillField::Months, 12),
                    _ => (entry.bill.days, super::outcome::BillField::Days, 366),
                };
                let Some(told) = told else {
                    trace.ask(Ask::Bill(entry.bill.position, field));
                    return (least, most.saturating_add(longest));
                };
                (least.saturating_add(if surely { told } else { 0 }), most.saturating_add(told))
            })
        }
    };
    let paid = |count: u32| at_most.map_or(count, |most| count.min(most));
    (paid(counted.0), paid(counted.1))
}
