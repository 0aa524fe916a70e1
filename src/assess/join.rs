//! 合并：puts what two worlds come to together: of amounts the hull, of everything else what they agree on.

use super::judge::Truth;
use super::outcome::{Assessment, BillRow, Executed, ProgramOutcome, Status, Taken};
use crate::money::Amount;

impl<'a> Assessment<'a> {
    /// What it is in this world or in the other.
    pub(super) fn join(mut self, other: Self) -> Self {
        self.total = self.total.or(other.total);
        for (one, other) in self.programs.iter_mut().zip(other.programs) {
            one.join(other);
        }
        for (one, other) in self.bills.iter_mut().zip(&other.bills) {
            one.join(other);
        }
        self
    }
}

impl<'a> ProgramOutcome<'a> {
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
        if self.status != other.status {
            self.status = Status::Unknown;
        }
        for ask in other.missing {
            if !self.missing.contains(&ask) {
                self.missing.push(ask);
            }
        }
        self.route = self.route.or(other.route);
        self.documents.extend(other.documents);
    }

    /// Takes over, of the pass that leaves open what is, the words that fit.
    pub(super) fn take_words(&mut self, open: Self) {
        let gathered = core::mem::replace(&mut self.documents, open.documents);
        self.documents.retain(|document| gathered.contains(document));
        if open.status == self.status || self.status == Status::Unknown {
            self.reasons = open.reasons;
        } else if self.status == Status::Eligible {
            self.reasons = open.reasons;
            self.reasons.retain(|reason| reason.outcome != Truth::Unknown);
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
            match other.steps.iter().find(|other| other.is_like(step)) {
                Some(other) => step.join(other),
                None => step.surely = false,
            }
        }
    }
}

impl BillRow {
    fn join(&mut self, other: &Self) {
        for (one, other) in [
            (&mut self.out_of_scope, other.out_of_scope),
            (&mut self.basic, other.basic),
            (&mut self.critical, other.critical),
            (&mut self.waived_and_other, other.waived_and_other),
            (&mut self.assistance, other.assistance),
            (&mut self.self_pay, other.self_pay),
        ] {
            join(one, other);
        }
    }
}

impl Executed<'_> {
    /// Whether it is the same step of the same rule on the same bill.
    fn is_like(&self, other: &Self) -> bool {
        let same_name = match (&self.taken, &other.taken) {
            (Taken::BestOf(one, _), Taken::BestOf(other, _)) => one == other,
            (Taken::Pool(one, _), Taken::Pool(other, _)) => one == other,
            (Taken::Band(one, _), Taken::Band(other, _)) => one.len() == other.len(),
            (Taken::Base(_, _, one), Taken::Base(_, _, other)) => one.len() == other.len(),
            (Taken::Exclude(one, _), Taken::Exclude(other, _)) => one == other,
            (one, other) => core::mem::discriminant(one) == core::mem::discriminant(other),
        };
        same_name && self.bill == other.bill && self.citation == other.citation
    }

    fn join(&mut self, other: &Self) {
        join(&mut self.result, other.result);
        self.surely &= other.surely;
        match (&mut self.taken, &other.taken) {
            (Taken::Base(_, start, parts), Taken::Base(_, other_start, other_parts)) => {
                join(start, *other_start);
                for ((_, part), (_, other)) in parts.iter_mut().zip(other_parts) {
                    join(part, *other);
                }
            }
            (Taken::Deduct(one, ..), Taken::Deduct(other, ..))
            | (Taken::Fixed(one), Taken::Fixed(other))
            | (Taken::Pool(_, one), Taken::Pool(_, other))
            | (Taken::Discretion(_, _, _, one), Taken::Discretion(_, _, _, other))
            | (Taken::PaidOnBills(one), Taken::PaidOnBills(other)) => join(one, *other),
            (Taken::Ratio(low, high, one), Taken::Ratio(other_low, other_high, other)) => {
                (*low, *high) = ((*low).min(*other_low), (*high).max(*other_high));
                join(one, *other);
            }
            (Taken::Threshold { at, reached, .. }, Taken::Threshold { at: other_at, reached: other, .. }) => {
                join(at, *other_at);
                if reached != other {
                    *reached = Truth::Unknown;
                }
            }
            (Taken::Band(parts, _), Taken::Band(others, _)) => {
                for ((part, share), (other, other_share)) in parts.iter_mut().zip(others) {
                    join(part, *other);
                    *share = (share.0.min(other_share.0), share.1.max(other_share.1));
                }
            }
            (Taken::PerUnit(each, count, ..), Taken::PerUnit(other_each, other, ..)) => {
                join(each, *other_each);
                *count = (count.0.min(other.0), count.1.max(other.1));
            }
            (Taken::TopUp(_, _, whole, paid), Taken::TopUp(_, _, other_whole, other_paid)) => {
                join(whole, *other_whole);
                join(paid, *other_paid);
            }
            (Taken::Cap(limit, _, before), Taken::Cap(other_limit, _, other_before)) => {
                join(limit, *other_limit);
                join(before, *other_before);
            }
            _ => {}
        }
    }
}

fn join(one: &mut Amount, other: Amount) {
    *one = one.or(other);
}
