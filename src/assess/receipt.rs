//! 今年已领的救助: what was paid before for the bills at hand is taken off; what was paid for others of the year uses up
//! the limits and nothing else.

use super::given::Given;
use super::outcome::{Ask, ReceiptField};
use super::trace::{Trace, Truth};
use crate::case::Receipt;
use crate::money::Amount;
use crate::policy::{Id, Program};
use crate::vocabulary::{PaidFor, SetOf};

/// 一个项目今年已领的.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Received {
    /// What is taken off.
    pub off: Amount,
    /// What is used up of a year's limit.
    pub used: Amount,
}

impl<'a> Given<'a, '_> {
    /// What was received of a programme.
    pub(super) fn received(&self, id: Id<Program>, program: &Program, trace: &mut Trace<'a>) -> Received {
        let mut received = Received::default();
        for (number, receipt) in self.case.received.iter().enumerate() {
            let is_its = self.is_of(number, receipt, id, trace);
            if is_its == Truth::No {
                continue;
            }
            let is_listed = match receipt.bills {
                _ if program.covers.is_none() => Truth::Yes,
                Some(bills) => Truth::of(bills == PaidFor::Listed),
                None => {
                    let (all, listed) = (SetOf::<PaidFor>::ALL, SetOf::EMPTY.with(PaidFor::Listed));
                    let (all, listed) = (u128::from(all.bits()), u128::from(listed.bits()));
                    self.choice(Ask::Receipt(number, ReceiptField::Bills), all, listed, trace)
                }
            };
            let where_true = |truth| match truth {
                Truth::Yes => Amount::exactly(receipt.amount),
                Truth::No => Amount::ZERO,
                Truth::Unknown => Amount::up_to(receipt.amount),
            };
            received.off = received.off + where_true(is_its.and(is_listed));
            received.used = received.used + where_true(is_its.and(is_listed.negated()));
        }
        received
    }

    /// Whether anything was received of a programme.
    pub(super) fn enjoys(&self, id: Id<Program>, trace: &mut Trace<'a>) -> Truth {
        let receipts = self.case.received.iter().enumerate();
        receipts.fold(Truth::No, |any, (number, receipt)| any.or(self.is_of(number, receipt, id, trace)))
    }

    /// Whether this was received of a programme. Of which nobody knows, it is any that reaches the family.
    fn is_of(&self, number: usize, receipt: &Receipt, id: Id<Program>, trace: &mut Trace<'a>) -> Truth {
        let bit = |id: Id<Program>| u128::from(1_u64 << (id.place() % 64));
        match receipt.program {
            _ if receipt.amount.is_zero() => Truth::No,
            Some(program) => Truth::of(program == id),
            None => {
                let programs = self.policy.each::<Program>();
                let all = programs.filter(|(_, program)| program.kind.counts_in_total());
                let all = all.fold(0, |all, (id, _)| all | bit(id));
                self.choice(Ask::Receipt(number, ReceiptField::Program), all, all & bit(id), trace)
            }
        }
    }
}
