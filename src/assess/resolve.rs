//! 取数：turns a rule's figures into amounts, shares and numbers of this case.

use super::ask::{Ask, Decision};
use super::outcome::Gap;
use super::scope::{Scope, Trace};
use super::source::{self, Stop};
use super::world::Open;
use crate::case::FactValue;
use crate::money::{Ratio, Yuan};
use crate::policy::{Cases, Figure, ParameterValue, Share, ShareSource, Unit, UnitSource, Units};
use crate::vocabulary::BillField;

/// A figure of this case and the citation that goes with it.
#[derive(Clone, Copy)]
pub(super) struct Resolved<T> {
    pub value: T,
    pub citation: Option<u16>,
}

/// 金额.
pub(super) fn figure<'a>(
    scope: Scope<'a, '_>,
    figure: &'a Figure,
    trace: &mut Trace<'a>,
) -> Result<Resolved<Yuan>, Stop<'a>> {
    let (value, citation) = first_case(scope, figure, trace)?;
    Ok(Resolved { value: source::amount(scope, value, trace)?, citation })
}

/// 比例.
pub(super) fn share<'a>(
    scope: Scope<'a, '_>,
    share: &'a Share,
    trace: &mut Trace<'a>,
) -> Result<Resolved<Ratio>, Stop<'a>> {
    let (value, citation) = first_case(scope, share, trace)?;
    let value = match *value {
        ShareSource::Given(ratio) => ratio,
        ShareSource::Parameter(place) => match source::parameter(scope, place, trace) {
            Some(ParameterValue::Percent(ratio)) => ratio,
            _ => return Err(Gap::Parameter(place).into()),
        },
    };
    Ok(Resolved { value, citation })
}

/// The first case that holds.
fn first_case<'a, T>(
    scope: Scope<'a, '_>,
    cases: &'a Cases<T>,
    trace: &mut Trace<'a>,
) -> Result<(&'a T, Option<u16>), Stop<'a>> {
    for case in &cases.cases {
        if scope.weigh(&case.when, trace)? {
            return Ok((&case.value, case.citation));
        }
    }
    Err(Gap::NoCase.into())
}

/// How many units there are.
pub(super) fn units(scope: Scope<'_, '_>, units: &Units, step: (u16, u16, u16)) -> Result<u32, Open> {
    let number = |count: i64| u32::try_from(count).unwrap_or_default();
    match units.from {
        UnitSource::Between(least, most) => {
            let ask = Ask::Office(Decision::Figure(step.0, step.1, step.2));
            scope.world.value(ask, (i64::from(least), i64::from(most))).map(number)
        }
        UnitSource::Fact(place) => match scope.fact_value(place) {
            Some(FactValue::Number(told)) => Ok(told),
            _ => scope.world.value(Ask::Fact(place), scope.numbers(place)).map(number),
        },
        UnitSource::Bill => {
            let on_bill = |entry: &super::ledger::Entry<'_>| {
                let (told, field, longest) = match units.unit {
                    Unit::Month => (entry.bill.months, BillField::Months, 12),
                    _ => (entry.bill.days, BillField::Days, 366),
                };
                let ask = Ask::Bill(entry.bill.position, field);
                told.map_or_else(|| scope.world.value(ask, (0, longest)).map(number), Ok)
            };
            match scope.bill {
                Some(entry) => on_bill(entry),
                None => scope
                    .covered_bills()
                    .try_fold(0, |sum: u32, entry| Ok(sum.saturating_add(on_bill(entry)?))),
            }
        }
    }
}
