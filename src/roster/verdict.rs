//! 四堆：who was missed, whose amount is to be looked at, for whom something is not known, who has no claim.

use super::gather::Gathered;
use crate::assess::{self, Ask, Assessment, Gap, ProgramOutcome, Reason, Status, Truth};
use crate::money::{Amount, Yuan};
use crate::policy::{Id, Policy, Program};
use crate::vocabulary::ProgramKind;

/// Up to so much two sums are the same: slips are rounded here and there.
const TOLERANCE: u32 = 1;

/// 哪一堆.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pile {
    /// 可能漏了：该领没领.
    Missed,
    /// 领过，金额要核对.
    Differs,
    /// 资料不够.
    Lacks,
    /// 不符合.
    NotEligible,
    /// 领过，对得上.
    Agrees,
}

/// 一个人的结果, in figures and places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// 哪一堆.
    pub pile: Pile,
    /// 按政策一共该领.
    pub due: Amount,
    /// 已经领的.
    pub paid: Yuan,
    /// What each programme that counts pays, where it is or may be anything.
    pub programs: Vec<(Id<Program>, Amount)>,
    /// What would settle it, most telling first.
    pub missing: Vec<Ask>,
    /// The figure that the policy lacks.
    pub lacks_figure: bool,
    /// 差在哪一条：the programme, and the place of its reason.
    pub failed: Option<(Id<Program>, u16)>,
    /// 差多少钱.
    pub short: Option<Yuan>,
    /// 差在哪一步：the programme, and the place of the step after which the sum was what was paid.
    pub step: Option<(Id<Program>, u16)>,
}

impl Pile {
    /// Every pile, in the order shown.
    pub const ALL: [Self; 5] = [Self::Missed, Self::Differs, Self::Lacks, Self::NotEligible, Self::Agrees];

    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missed => "可能漏了",
            Self::Differs => "金额要核对",
            Self::Lacks => "资料不够",
            Self::NotEligible => "不符合",
            Self::Agrees => "对得上",
        }
    }
}

impl Verdict {
    /// By how much the sum due is more or less than what was paid: what is missing to it, and what is over it.
    #[must_use]
    pub fn difference(&self) -> (Amount, Amount) {
        let paid = Amount::exactly(self.paid);
        (self.due.less(paid), paid.less(self.due))
    }
}

/// The verdict on one person, and the assessment it stands on.
#[must_use]
pub fn judge<'a>(policy: &'a Policy, person: &Gathered) -> (Verdict, Assessment<'a>) {
    let assessed = assess::assess(policy, &person.case);
    let due = assessed.total.to_fen();
    let paid = person.paid.0 + person.paid.1;
    let counted = || counted(policy, &assessed);
    let open = || {
        counted().filter(|(_, _, outcome)| matches!(outcome.status, Status::Unknown | Status::NotComputed))
    };
    let lacks_figure = open().any(|(_, _, outcome)| {
        outcome.status == Status::NotComputed
            || outcome.gaps.iter().any(|gap| matches!(gap, Gap::Parameter(_)))
    });
    let same = |one: Yuan, other: Yuan| {
        one.less(other) <= Yuan::whole(TOLERANCE) && other.less(one) <= Yuan::whole(TOLERANCE)
    };
    let within = due.contains(paid) || same(due.min(), paid) || same(due.max(), paid);
    // Where nobody knows the bills, nothing is what is due of none of them.
    let lacks_bills = !person.case.bills_known && open().next().is_some();
    let pile = match (paid.is_zero(), due.max().is_zero()) {
        (_, true) if lacks_figure || lacks_bills => Pile::Lacks,
        (true, true) => Pile::NotEligible,
        (true, false) if due.min().is_zero() => Pile::Lacks,
        (true, false) => Pile::Missed,
        (false, _) if !within => Pile::Differs,
        (false, _) if due.exact().is_none() || lacks_figure => Pile::Lacks,
        (false, _) => Pile::Agrees,
    };
    let mut missing: Vec<Ask> = Vec::new();
    for (_, _, outcome) in counted().filter(|(_, _, outcome)| outcome.status != Status::NotEligible) {
        missing
            .extend(outcome.missing.iter().filter(|ask| !missing.contains(ask)).copied().collect::<Vec<_>>());
    }
    if lacks_bills && !missing.contains(&Ask::Bills) {
        missing.push(Ask::Bills);
    }
    let programs =
        counted().filter(|(_, _, outcome)| !outcome.amount.is_zero() && outcome.replaced_by.is_none());
    let programs = programs.map(|(id, _, outcome)| (id, outcome.amount.to_fen())).collect();
    let failed = (pile == Pile::NotEligible).then(|| nearest(policy, &assessed)).flatten();
    let short = failed.and_then(|(program, reason)| reason_at(&assessed, program, reason)?.gap);
    let step = (pile == Pile::Differs).then(|| step_paid(policy, &assessed, person)).flatten();
    let verdict = Verdict { pile, due, paid, programs, missing, lacks_figure, failed, short, step };
    (verdict, assessed)
}

/// The programme's reason at a place.
#[must_use]
pub fn reason_at<'r, 'a>(
    assessed: &'r Assessment<'a>,
    program: Id<Program>,
    reason: u16,
) -> Option<&'r Reason<'a>> {
    program.among(&assessed.programs)?.reasons.get(usize::from(reason))
}

/// The programmes that count in the total, with what each came to.
fn counted<'r, 'a>(
    policy: &'a Policy,
    assessed: &'r Assessment<'a>,
) -> impl Iterator<Item = (Id<Program>, &'a Program, &'r ProgramOutcome<'a>)> {
    let programs = policy.each::<Program>().zip(&assessed.programs);
    programs
        .filter(|((_, program), _)| program.kind.counts_in_total())
        .map(|((id, program), outcome)| (id, program, outcome))
}

/// Of the programmes that count, those that add to others last, the one that fails by the fewest conditions; and of
/// those the one that is missed by an amount, or else the first.
fn nearest(policy: &Policy, assessed: &Assessment<'_>) -> Option<(Id<Program>, u16)> {
    let fails = |reason: &Reason<'_>| reason.outcome == Truth::No;
    let failing = counted(policy, assessed).filter(|(_, _, outcome)| outcome.reasons.iter().any(&fails));
    let (id, _, outcome) = failing.min_by_key(|(_, program, outcome)| {
        let count = outcome.reasons.iter().filter(|reason| fails(reason)).count();
        (program.kind == ProgramKind::TopUp, count)
    })?;
    let reasons = || (0_u16..).zip(&outcome.reasons).filter(|(_, reason)| fails(reason));
    let by_amount = reasons().find(|(_, reason)| reason.gap.is_some());
    by_amount.or_else(|| reasons().next()).map(|(reason, _)| (id, reason))
}

/// The step after which a programme stood at what was paid, where it went on to something else.
fn step_paid(policy: &Policy, assessed: &Assessment<'_>, person: &Gathered) -> Option<(Id<Program>, u16)> {
    let (assistance, top_up) = person.paid;
    for (id, program, outcome) in counted(policy, assessed) {
        let own = if program.kind == ProgramKind::TopUp { top_up } else { assistance };
        let at = outcome.steps.iter().rposition(|step| step.result.exact().map(Yuan::to_fen) == Some(own));
        if let Some(at) = at.filter(|at| !own.is_zero() && at + 1 < outcome.steps.len()) {
            return Some((id, u16::try_from(at).ok()?));
        }
    }
    None
}
