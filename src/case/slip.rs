//! 单据的核对：holds the parts of a slip against each other.

use super::read::Slip;
use super::{Bill, Frame, ProblemKind};
use crate::case::frame::Fit;
use crate::money::{Amount, Yuan};
use crate::policy::Quantity::{Assistance, Basic, Critical, InScope, Other, Total, Waived};
use crate::vocabulary::{Insurance, Place, Province};

/// Anything from nothing on, in fen.
const FROM_NOTHING: (i64, i64) = (0, i64::MAX / 4);

/// The bill that a slip is, with whatever about it cannot be.
pub(super) fn bill(
    mut told: Slip,
    insurance: Option<Insurance>,
    critical_insurance: bool,
    problem: &mut dyn FnMut(&str, ProblemKind),
) -> Bill {
    if insurance == Some(Insurance::None) {
        for (field, paid) in
            [("basic_paid", &mut told.basic_paid), ("critical_paid", &mut told.critical_paid)]
        {
            if paid.is_some_and(|paid| !paid.min().is_zero()) {
                problem(field, ProblemKind::PaidWithoutInsurance);
            }
            *paid = Some(Amount::ZERO);
        }
    }
    let critical_assumed = !critical_insurance && told.critical_paid.is_none();
    if critical_assumed {
        told.critical_paid = Some(Amount::ZERO);
    }
    if told.place == Some(Place::Local) && told.province == Some(Province::Other) {
        problem("province", ProblemKind::LocalInOtherProvince);
    }
    let over = give_way(&mut told);
    let mut frame = Frame::new(ends(&told));
    let rounded = tie(&mut frame, &told, problem) || over;
    let mut within = frame.clone();
    let is_within = within.tie(&[InScope], &[Basic, Critical], FROM_NOTHING) == Fit::Holds && within.narrow();
    let over_scope = !is_within && told.in_scope.is_some();
    if is_within {
        frame = within;
    } else if !frame.narrow() {
        problem("total", ProblemKind::PartsDoNotAddUp);
    }
    let follows = |told: Option<Amount>, part| match told {
        None if frame.span(part).0 == frame.span(part).1 => {
            Some(Amount::exactly(Yuan::from_fens(frame.span(part).0)))
        }
        told => told,
    };
    let summed = told.fund_paid.is_some() || told.self_paid.is_some();
    let settled = |told, part| if summed { follows(told, part) } else { told };
    Bill {
        position: told.position,
        date: told.date,
        date_told: told.date_told,
        care: told.care,
        level: told.level,
        place: told.place,
        province: if told.place == Some(Place::Local) { Some(Province::Same) } else { told.province },
        diagnoses: told.diagnoses,
        total: told.total,
        in_scope: told.in_scope.or(told.out_of_scope.map(|outside| told.total.less(outside))),
        out_of_scope: told.out_of_scope.filter(|_| told.in_scope.is_none()),
        basic_paid: settled(told.basic_paid, Basic),
        critical_paid: settled(told.critical_paid, Critical),
        critical_assumed,
        waived: told.waived.unwrap_or_default(),
        other_paid: told.other_paid.unwrap_or_default(),
        assistance_paid: match told.assistance_paid {
            None if told.fund_paid.is_none() => Some(Amount::ZERO),
            paid => settled(paid, Assistance),
        },
        self_paid: told.self_paid,
        days: told.days,
        months: told.months,
        slips: told.slips,
        rounded,
        over_scope,
        frame,
    }
}

/// Where the payments are more than the total by no more than rounding, the total holds and one payment gives way.
fn give_way(told: &mut Slip) -> bool {
    let payments = [
        &mut told.basic_paid,
        &mut told.critical_paid,
        &mut told.other_paid,
        &mut told.waived,
        &mut told.assistance_paid,
    ];
    let paid: Yuan = payments.iter().filter_map(|paid| **paid).map(Amount::min).sum();
    let over = paid.less(told.total.max());
    if over.is_zero() || over > Yuan::whole(1) {
        return false;
    }
    for payment in payments {
        if let Some(paid) = payment.filter(|paid| paid.min() >= over) {
            *payment = Some(Amount::between(paid.min().less(over), paid.max().less(over)));
            return true;
        }
    }
    false
}

/// What each part can be by itself.
fn ends(told: &Slip) -> [(Yuan, Yuan); 7] {
    let most = told.total.max();
    let or = |told: Option<Amount>, else_most: Yuan| {
        told.map_or((Yuan::ZERO, else_most), |amount| (amount.min(), amount.max()))
    };
    let in_scope = or(told.in_scope, most);
    [
        (told.total.min(), most),
        // What is in the scope is no more than there is.
        (in_scope.0, if in_scope.0 <= most { in_scope.1.min(most) } else { in_scope.1 }),
        or(told.basic_paid, most),
        or(told.critical_paid, most),
        or(told.waived, Yuan::ZERO),
        or(told.other_paid, Yuan::ZERO),
        or(told.assistance_paid, told.fund_paid.unwrap_or_default().max()),
    ]
}

/// Ties the parts to each other. Whether some miss each other by no more than rounding.
fn tie(frame: &mut Frame, told: &Slip, problem: &mut dyn FnMut(&str, ProblemKind)) -> bool {
    let fens = |amount: Amount| (amount.min().to_fens(), amount.max().to_fens());
    let mut rounded = false;
    let mut fits = |fit: Fit, field: &str, kind: ProblemKind| {
        rounded |= fit == Fit::Rounded;
        if fit == Fit::Broken {
            problem(field, kind);
        }
    };
    let most = told.total.max();
    let scope = frame.tie(&[Total], &[InScope], FROM_NOTHING);
    fits(scope, "in_scope", ProblemKind::ScopeOverTotal(most));
    if let Some(outside) = told.out_of_scope.filter(|_| scope != Fit::Broken) {
        let (field, kind) = if told.in_scope.is_some() && outside.min() <= most {
            ("in_scope", ProblemKind::ScopeDoesNotAddUp((told.in_scope.unwrap_or_default() + outside).max()))
        } else {
            ("out_of_scope", ProblemKind::OutOfScopeOverTotal(most))
        };
        fits(frame.tie(&[Total], &[InScope], fens(outside)), field, kind);
    }
    let parts = [told.basic_paid, told.critical_paid, told.waived, told.other_paid, told.assistance_paid];
    let paid: Yuan = parts.into_iter().flatten().map(Amount::min).sum();
    let payers = [Basic, Critical, Waived, Other, Assistance];
    let left = frame.tie(&[Total], &payers, FROM_NOTHING);
    fits(left, "total", ProblemKind::PaymentsOverTotal(paid));
    if let Some(own) = told.self_paid.filter(|_| left != Fit::Broken) {
        fits(
            frame.tie(&[Total], &payers, fens(own)),
            "self_paid",
            ProblemKind::SelfPaidDoesNotAddUp(paid + own.max()),
        );
    }
    if let Some(fund) = told.fund_paid {
        fits(
            frame.tie(&[Basic, Critical, Assistance], &[], fens(fund)),
            "fund_paid",
            ProblemKind::FundDoesNotAddUp,
        );
    }
    rounded
}
