//! 单据上的数：holds the amounts of a bill against each other, and says what follows from them.

use super::{Bill, Case, Part, Problem, ProblemKind, Sum};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::Policy;
use crate::say::{Say, said};
use crate::vocabulary::Insurance;

/// The least and the most of an amount that was told, in fen.
type Fens = (i64, i64);

/// By how many fen the parts of a slip may miss their sum.
const ROUNDING: i64 = 100;

impl Case {
    /// Whether what insurance paid, where nobody told, is an amount like any other: it hangs neither on whether there is
    /// insurance nor on rules of the policy that say how much that pays.
    pub(crate) fn knows_who_pays(&self, policy: &Policy) -> bool {
        self.person.insurance.is_some() && policy.programs.iter().all(|program| program.fills.is_none())
    }

    /// What follows from bills that are told in one of the ways that these can be; none where a bill speaks against it.
    pub(crate) fn worked_out(&self, told: &[Bill], policy: &Policy) -> Option<Vec<Bill>> {
        let (mut bills, mut problems) = (told.to_vec(), Vec::new());
        for bill in &mut bills {
            check_bill(bill, self.person.insurance, policy, &mut problems);
        }
        problems.is_empty().then_some(bills)
    }
}

/// Holds the amounts of a bill against each other, and fills in those that follow from the rest. Whether insurance surely
/// paid on it.
pub(super) fn check_bill(
    bill: &mut Bill,
    insurance: Option<Insurance>,
    policy: &Policy,
    problems: &mut Vec<Problem>,
) -> bool {
    let position = bill.position;
    let mut problem =
        |field: &str, kind| problems.push(Problem { path: said!("bills[", position, "].", field), kind });
    if insurance == Some(Insurance::None) {
        for (field, paid) in
            [("basic_paid", &mut bill.basic_paid), ("critical_paid", &mut bill.critical_paid)]
        {
            if paid.replace(Amount::ZERO).is_some_and(|paid| !paid.min().is_zero()) {
                problem(field, ProblemKind::PaidWithoutInsurance);
            }
        }
    }
    let mut most_missed = 0;
    let mut hold = |field: &str, parts: Fens, whole: Fens, is_all: bool, of: Sum| {
        let missed = (parts.0 - whole.1).max(if is_all { whole.0 - parts.1 } else { 0 });
        most_missed = missed.max(most_missed);
        if missed > ROUNDING {
            problem(field, ProblemKind::DoesNotAddUp(of, Yuan::from_fens(parts.1)));
        }
    };
    let mut total = sum(&[Some(&bill.total)]);
    let scope = [bill.in_scope.as_ref(), bill.out_of_scope.as_ref()];
    let (field, of) = match scope {
        [Some(_), Some(_)] => ("in_scope", Sum::Scope),
        [_, None] => ("in_scope", Sum::InScope),
        _ => ("out_of_scope", Sum::OutOfScope),
    };
    let (parts, is_all) = (sum(&scope), of == Sum::Scope);
    hold(field, parts, total, is_all, of);
    narrow(&mut total, parts, is_all);
    let others = sum(&[Some(&bill.waived), Some(&bill.other_paid)]);
    let help_is_open = bill.assistance_paid.exact().is_none();
    let help = (!help_is_open).then_some(&bill.assistance_paid);
    let parts = [bill.basic_paid.as_ref(), bill.critical_paid.as_ref(), help];
    let known = sum(&parts);
    let told_of_insurance = sum(&parts[..2]).0;
    // Of a payment that was told nothing hangs on the insurance.
    let hangs = insurance.is_none() && (bill.basic_paid.is_none() || bill.critical_paid.is_none());
    let all_known = parts.iter().all(Option::is_some);
    let funds = bill.fund_paid.as_ref().map(|fund| sum(&[Some(fund)]));
    if let Some(funds) = funds {
        hold("fund_paid", known, funds, all_known, Sum::Fund);
    }
    let (field, of) = match bill.self_paid {
        Some(_) => ("self_paid", Sum::SelfPaid),
        // Insurance alone is more than there is to pay.
        None if told_of_insurance > total.1 => ("basic_paid", Sum::Payments),
        None => ("total", Sum::Payments),
    };
    let own = sum(&[bill.self_paid.as_ref()]);
    let paid = funds.unwrap_or(known);
    let is_all = bill.self_paid.is_some() && (all_known || funds.is_some());
    let parts = (paid.0 + others.0 + own.0, paid.1 + others.1 + own.1);
    hold(field, parts, total, is_all, of);
    narrow(&mut total, parts, is_all);
    bill.missed = most_missed;
    bill.total = amount(total);
    narrow_parts(&mut [bill.in_scope.as_mut(), bill.out_of_scope.as_mut()], total, of == Sum::Scope);
    let help = (!help_is_open).then_some(&mut bill.assistance_paid);
    let mut parts = [bill.basic_paid.as_mut(), bill.critical_paid.as_mut(), help];
    if let Some(funds) = funds {
        narrow_parts(&mut parts, funds, all_known);
    }
    let [basic, critical, help] = parts;
    let rest = [Some(&mut bill.waived), Some(&mut bill.other_paid), bill.self_paid.as_mut()];
    let [waived, other, own_part] = rest;
    narrow_parts(&mut [basic, critical, help, waived, other, own_part], total, is_all && funds.is_none());

    if bill.in_scope.is_none()
        && let Some(outside) = bill.out_of_scope
    {
        bill.in_scope = Some(bill.total.less(outside));
        bill.in_scope_derived = true;
    }
    // What is in the scope is no more than there is.
    bill.in_scope = bill.in_scope.map(|in_scope| in_scope.at_most(bill.total));
    let left = |taken: Fens| (total.0 - others.1 - taken.1, total.1 - others.0 - taken.0);
    let told = funds.or(bill.self_paid.map(|_| left(own)));
    // Where the pack knows of no 大病保险, only what basic insurance surely leaves is its.
    let is_left = bill.basic_paid.is_some() && told.is_some_and(|funds| funds.0 > known.1);
    if !policy.critical_insurance && bill.critical_paid.is_none() && !is_left {
        bill.critical_paid = Some(Amount::ZERO);
        bill.critical_assumed = true;
    }
    if hangs {
        bill.assistance_if_uninsured = Some(bill.assistance_paid);
    }
    if let Some(funds) = told {
        let most = left((0, 0));
        let funds = (funds.0.min(most.0), funds.1.min(most.1));
        // Who has no insurance got all of the sum as assistance, however it is parted.
        if hangs && (help_is_open || bill.taken.has(Part::Assistance)) {
            bill.assistance_if_uninsured = Some(amount(funds));
        }
        part(bill, help_is_open, amount((funds.0 - known.1, funds.1 - known.0)));
        bill.self_paid.get_or_insert(amount(left(funds)));
    }
    let insured = sum(&[bill.basic_paid.as_ref(), bill.critical_paid.as_ref()]);
    let insured = insured.0.max(sum(&[bill.insured.as_ref()]).0);
    shorten(bill, total.1);
    told_of_insurance > 0 || insured > ROUNDING
}

/// What was told of parts, together.
fn sum(parts: &[Option<&Amount>]) -> Fens {
    let mut sum = (0, 0);
    for part in parts.iter().flatten() {
        sum.0 += part.min().to_fens();
        sum.1 += part.max().to_fens();
    }
    sum
}

/// A whole that is known by its ends alone is no less than its parts, and no more where they are all.
fn narrow(whole: &mut Fens, parts: Fens, is_all: bool) {
    whole.0 = whole.0.max(parts.0.min(whole.1));
    if is_all {
        whole.1 = whole.1.min(parts.1.max(whole.0));
    }
}

/// A part that is known by its ends alone is no more than the others leave of the whole, and no less where they are all.
fn narrow_parts(parts: &mut [Option<&mut Amount>], whole: Fens, are_all: bool) {
    for at in 0..parts.len() {
        let others = parts.iter().enumerate().filter(|(place, _)| *place != at);
        let others = sum(&others.map(|(_, part)| part.as_deref()).gather());
        if let Some(Some(part)) = parts.get_mut(at)
            && part.exact().is_none()
        {
            let (mut least, mut most) = sum(&[Some(part)]);
            most = most.min(least.max(whole.1 - others.0));
            if are_all {
                least = least.max(most.min(whole.0 - others.1));
            }
            **part = amount((least, most));
        }
    }
}

/// The amount, none where it would be below zero.
fn amount((least, most): Fens) -> Amount {
    Amount::between(Yuan::from_fens(least), Yuan::from_fens(most))
}

/// Parts the rest of what all funds paid among those of which nothing is told.
fn part(bill: &mut Bill, help_is_open: bool, rest: Amount) {
    let (basic, critical) = (bill.basic_paid.is_none(), bill.critical_paid.is_none());
    bill.paid_derived = u8::from(basic) + u8::from(critical) + u8::from(help_is_open) == 1;
    let mut insured = rest;
    if help_is_open {
        bill.assistance_paid = rest;
        if basic || critical {
            insured = rest.or_nothing();
            bill.assistance_paid = insured;
        }
    }
    let both = basic && critical;
    bill.insured = both.then_some(insured);
    let part = if both { insured.or_nothing() } else { insured };
    bill.basic_paid.get_or_insert(part);
    bill.critical_paid.get_or_insert(part);
}

/// Takes what rounding made too much off the payments, so that they are no more than the total.
fn shorten(bill: &mut Bill, total: i64) {
    let parts = &mut [
        bill.basic_paid.as_mut(),
        bill.critical_paid.as_mut(),
        Some(&mut bill.assistance_paid),
        Some(&mut bill.waived),
        Some(&mut bill.other_paid),
    ];
    let paid: i64 = parts.iter().flatten().map(|part| part.min().to_fens()).sum();
    let mut excess = paid - total;
    for part in parts.iter_mut().flatten() {
        if excess > 0 {
            let cut = excess.min(part.min().to_fens());
            **part = part.less(Yuan::from_fens(cut).into());
            excess -= cut;
        }
    }
}
