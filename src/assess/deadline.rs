//! 期限：the day by which to apply.

use super::judge::Scope;
use super::outcome::RouteTaken;
use crate::calendar::Date;
use crate::policy::{DeadlineFrom, Program};

/// The route that fits, with its most pressing day that has not passed; the covered bills whose day has.
pub(super) fn route<'a>(program: &'a Program, scope: &Scope<'a, '_>) -> (Option<RouteTaken>, Vec<usize>) {
    let fitting = program.routes.iter().find(|(when, _)| scope.may_hold(when));
    let known = fitting.and_then(|(_, id)| Some((*id, scope.given.policy.get(*id)?)));
    let Some((id, route)) = known else { return (None, Vec::new()) };
    let Some(deadline) = &route.deadline else {
        return (Some(RouteTaken { route: id, deadline: None }), Vec::new());
    };
    let as_of = scope.given.case.as_of;
    let (mut passed, mut next, mut last) = (Vec::new(), None, None);
    for covered in scope.covered {
        let bill = covered.entry.bill;
        let day = match deadline.from {
            DeadlineFrom::AfterBill(term) => bill.date.plus(term),
            DeadlineFrom::YearAfterBill(month, day) => Date::in_year(bill.date.year() + 1, month, day),
            _ => break,
        };
        last = last.max(Some(day));
        if day < as_of {
            passed.push(bill.position);
        } else if next.is_none_or(|next| day < next) {
            next = Some(day);
        }
    }
    let day = match deadline.from {
        DeadlineFrom::QuarterEnd => Some(as_of.quarter_end()),
        DeadlineFrom::Yearly(month, day) => Some(as_of.next_yearly(month, day)),
        _ => next.or(last),
    };
    let deadline = day.map(|day| (day, as_of.days_until(day)));
    (Some(RouteTaken { route: id, deadline }), passed)
}
