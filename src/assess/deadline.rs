//! 期限：the day by which to apply.

use super::judge::Scope;
use super::outcome::RouteTaken;
use crate::calendar::Date;
use crate::policy::{DeadlineFrom, Program};

/// The route that fits, with its most pressing day that has not passed; the covered bills whose day has.
pub(super) fn route<'a>(program: &'a Program, scope: &Scope<'a, '_>) -> (Option<RouteTaken>, Vec<usize>) {
    let fitting = program.routes.iter().find(|(when, _)| scope.may_hold(when));
    let Some((_, place)) = fitting else { return (None, Vec::new()) };
    let Some(route) = scope.given.policy.routes.get(usize::from(*place)) else { return (None, Vec::new()) };
    let Some(deadline) = &route.deadline else {
        return (Some(RouteTaken { route: *place, deadline: None }), Vec::new());
    };
    let as_of = scope.given.case.as_of;
    let last_day = |bill: Date| match deadline.from {
        DeadlineFrom::MonthsAfterBill(months) => bill.plus_months(months),
        DeadlineFrom::QuarterEnd => as_of.quarter_end(),
        DeadlineFrom::Yearly(month, day) => as_of.next_yearly(month, day),
        DeadlineFrom::YearAfterBill(month, day) => {
            Date::new(bill.year() + 1, month, day).unwrap_or(bill.plus_months(12))
        }
    };
    let by_bill = matches!(deadline.from, DeadlineFrom::MonthsAfterBill(_) | DeadlineFrom::YearAfterBill(..));
    if !by_bill {
        let day = last_day(as_of);
        let deadline = Some((day, as_of.days_until(day)));
        return (Some(RouteTaken { route: *place, deadline }), Vec::new());
    }
    let (mut passed, mut next, mut last) = (Vec::new(), None, None);
    for covered in scope.covered {
        let bill = covered.entry.bill;
        let day = last_day(bill.date);
        last = last.max(Some(day));
        if day < as_of {
            passed.push(bill.position);
        } else if next.is_none_or(|next| day < next) {
            next = Some(day);
        }
    }
    let day = next.or(last);
    let deadline = day.map(|day| (day, as_of.days_until(day)));
    (Some(RouteTaken { route: *place, deadline }), passed)
}
