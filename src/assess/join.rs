//! 合并：puts what two worlds come to together: of amounts the hull, of everything else what they agree on.

use super::outcome::{Ask, Assessment, BillRow, Executed, ProgramOutcome, Status, Taken};
use super::program::same;
use super::settle::{Outcomes, Settled};
use super::trace::{Truth, note};
use crate::lean::Gather;
use crate::money::{Amount, Ratio};

/// So deep in the search nothing that is told apart weighs any more.
const DEEPEST: usize = 62;

/// 要紧的一问: an answer that changes what a programme comes to.
#[derive(Clone, Copy)]
pub(super) struct Bearing {
    program: usize,
    ask: Ask,
    /// By how many fen it narrows the amount, by and large.
    narrows: i64,
}

impl<'a> Settled<'a> {
    /// What it comes to in this world or in the other, told apart by answers after so many others.
    pub(super) fn join(&mut self, mut other: Self, by: &[Ask], after: usize, bears: &mut Vec<Bearing>) {
        self.total = self.total.or(other.total);
        for (one, other) in self.bills.iter_mut().zip(&mut other.bills) {
            one.join(other);
        }
        for (program, (one, other)) in self.programs.iter_mut().zip(other.programs).enumerate() {
            if let (Some(one), Some(other)) = (one, other) {
                let differs = one.amount != other.amount || one.status != other.status;
                let apart = width(one.amount) + width(other.amount);
                one.join(other);
                for &ask in by.iter().filter(|_| differs) {
                    let narrows = (2 * width(one.amount) - apart) >> after.min(DEEPEST);
                    bears.push(Bearing { program, ask, narrows });
                }
            }
        }
    }

    /// Puts in what programmes come to of which nothing is known yet.
    pub(super) fn put(&mut self, outcomes: Outcomes<'a>) {
        for (known, outcome) in self.programs.iter_mut().zip(outcomes) {
            if known.is_none() {
                *known = outcome;
            }
        }
    }

    /// With the words that fit of the pass that leaves open what is.
    pub(super) fn worded(mut self, open: Self, bears: &[Bearing]) -> Self {
        for (place, (one, open)) in self.programs.iter_mut().zip(open.programs).enumerate() {
            match (one.as_mut(), open) {
                (Some(one), Some(open)) => {
                    one.take_words(open);
                    one.missing = most_telling_first(bears, place, &one.missing);
                }
                (_, open) => *one = open,
            }
        }
        self.notes = open.notes;
        self
    }

    /// 测算结果.
    pub(super) fn told(self) -> Assessment<'a> {
        let Self { programs, total, bills, notes } = self;
        Assessment { programs: programs.into_iter().flatten().gather(), total, bills, notes }
    }
}

/// The answers that bear on a programme, the one that narrows most first, and then the others that it lacks.
fn most_telling_first(bears: &[Bearing], program: usize, others: &[Ask]) -> Vec<Ask> {
    let bears = || bears.iter().filter(move |bearing| bearing.program == program);
    let mut asks: Vec<(Ask, i64)> = Vec::new();
    for ask in bears().map(|bearing| bearing.ask).chain(others.iter().copied()) {
        if asks.iter().all(|(known, _)| *known != ask) {
            let narrows = bears().filter(|bearing| bearing.ask == ask).map(|bearing| bearing.narrows).sum();
            let place = asks.iter().position(|(_, less)| *less < narrows).unwrap_or(asks.len());
            asks.insert(place, (ask, narrows));
        }
    }
    asks.into_iter().map(|(ask, _)| ask).gather()
}

/// How many fen lie between the least and the most.
fn width(amount: Amount) -> i64 {
    amount.max().less(amount.min()).to_fens()
}

impl ProgramOutcome<'_> {
    fn join(&mut self, mut other: Self) {
        self.join_steps(&mut other);
        self.amount = self.amount.or(other.amount);
        // Where it applies at all, another one is paid in its place.
        let stands = |outcome: &Self| outcome.status != Status::NotEligible && outcome.replaced_by.is_none();
        self.replaced_by = match (self.replaced_by, other.replaced_by) {
            _ if stands(self) || stands(&other) => None,
            (Some(by), Some(other)) if by != other => None,
            (by, other) => by.or(other),
        };
        self.reasons.retain(|reason| {
            other.reasons.iter().any(|other| same(other, reason) && other.outcome == reason.outcome)
        });
        if self.status != other.status {
            self.status = Status::Unknown;
        }
        for ask in other.missing {
            note(&mut self.missing, ask);
        }
        self.route = self.route.or(other.route);
        if self.documents.is_empty() {
            self.documents = other.documents;
        }
    }

    /// Takes over, of the pass that leaves open what is, the words that fit.
    fn take_words(&mut self, open: Self) {
        if !self.documents.is_empty() {
            self.documents = open.documents;
        }
        // What holds in every world is settled; what the open answers leave is said of the rest.
        let settled =
            self.status != open.status && matches!(self.status, Status::Eligible | Status::NotEligible);
        let left_open = self.status == Status::NotEligible;
        if !settled || !left_open {
            self.reasons.clear();
        }
        for reason in open.reasons {
            if !settled || (reason.outcome == Truth::Unknown) == left_open {
                self.reasons.push(reason);
            }
        }
        (self.readings, self.parameters, self.gaps) = (open.readings, open.parameters, open.gaps);
        self.remarks = open.remarks;
    }

    /// Where both take the same steps, each comes to what it comes to in either; else those are kept that pay more,
    /// and what the others do not take is not sure.
    fn join_steps(&mut self, other: &mut Self) {
        if self.steps.is_empty() || (other.amount.max() > self.amount.max() && !other.steps.is_empty()) {
            core::mem::swap(&mut self.steps, &mut other.steps);
        }
        if other.steps.is_empty() {
            return;
        }
        for step in &mut self.steps {
            match other.steps.iter().position(|other| other.is_like(step)) {
                Some(place) => step.join(&mut other.steps.remove(place)),
                None if matches!(step.taken, Taken::BestOf(..) | Taken::Round) => {
                    join(&mut step.result, other.amount);
                }
                None => step.surely = false,
            }
        }
    }
}

impl BillRow {
    fn join(&mut self, other: &mut Self) {
        for (one, other) in self.parts().into_iter().zip(other.parts()) {
            join(one, *other);
        }
    }

    /// Its total, and who pays what of it.
    fn parts(&mut self) -> [&mut Amount; 8] {
        [
            &mut self.total,
            &mut self.out_of_scope,
            &mut self.basic,
            &mut self.critical,
            &mut self.insured,
            &mut self.waived_and_other,
            &mut self.assistance,
            &mut self.self_pay,
        ]
    }
}

impl Executed<'_> {
    /// Whether it is the same step of the same rule on the same bill.
    fn is_like(&self, other: &Self) -> bool {
        let kind = |step: &Self| (core::mem::discriminant(&step.taken), step.bill, step.citation);
        kind(self) == kind(other)
    }

    fn join(&mut self, other: &mut Self) {
        join(&mut self.result, other.result);
        self.surely &= other.surely;
        let ((amounts, shares), (others, other_shares)) = (self.taken.figures(), other.taken.figures());
        for (one, other) in amounts.into_iter().zip(others) {
            join(one, *other);
        }
        for (one, other) in shares.into_iter().zip(other_shares) {
            *one = (one.0.min(other.0), one.1.max(other.1));
        }
        match (&mut self.taken, &other.taken) {
            (Taken::Threshold { reached, .. }, Taken::Threshold { reached: other, .. })
                if reached != other =>
            {
                *reached = Truth::Unknown;
            }
            (Taken::PerUnit(_, count, ..), Taken::PerUnit(_, other, ..)) => {
                *count = (count.0.min(other.0), count.1.max(other.1));
            }
            _ => {}
        }
    }
}

impl Taken<'_> {
    /// The amounts and the shares that it goes by.
    fn figures(&mut self) -> (Vec<&mut Amount>, Vec<&mut (Ratio, Ratio)>) {
        let (mut amounts, mut shares) = (Vec::new(), Vec::new());
        match self {
            Self::Base(_, start, parts) => {
                amounts.push(start);
                for (_, part) in parts {
                    amounts.push(part);
                }
            }
            Self::Deduct(one, ..)
            | Self::Threshold { at: one, .. }
            | Self::Fixed(one)
            | Self::PerUnit(one, ..)
            | Self::Discretion(_, _, _, one)
            | Self::Pool(_, one)
            | Self::Used(one)
            | Self::PaidOnBills(one)
            | Self::Received(one) => amounts.push(one),
            Self::Ratio(share, one) => {
                shares.push(share);
                amounts.push(one);
            }
            Self::Band(parts, _) => {
                for (part, share) in parts {
                    amounts.push(part);
                    shares.push(share);
                }
            }
            Self::TopUp(_, _, one, other) | Self::Cap(one, _, other) => {
                amounts.push(one);
                amounts.push(other);
            }
            Self::Sum(_)
            | Self::Spread
            | Self::BestOf(..)
            | Self::Round
            | Self::RoundTo(_)
            | Self::Exclude(..) => {}
        }
        (amounts, shares)
    }
}

fn join(one: &mut Amount, other: Amount) {
    *one = one.or(other);
}
