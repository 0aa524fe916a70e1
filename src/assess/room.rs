//! 余地：what the bills leave for all assistance together.

use super::ledger::Entry;
use super::line::Line;
use crate::money::{Amount, Yuan};
use crate::policy::{Op, Phase, Program};

/// What programmes can still pay together at most: on a bill, no more than the widest base that any of them has; and
/// what is granted without regard to what a bill leaves. So where it is not known which of two pays on a bill, or one
/// fills up what another leaves, the sum of what each could pay alone is no answer.
///
/// ```text
/// 自己付 20,000.00, 住院救助 between 0 and 15,000.00, then 临时救助 on what is left: 20,000.00 together at most.
/// ```
#[derive(Clone, Default)]
pub(super) struct Room {
    /// By the bill's place in the ledger.
    pub bills: Vec<OnBill>,
    /// What is still to come without regard to what a bill leaves.
    pub apart: Yuan,
}

/// 一张单据上的余地.
#[derive(Clone, Copy, Default)]
pub(super) struct OnBill {
    /// The widest base.
    base: Yuan,
    /// What is granted on it that can be more than it leaves, also where all of that was received before.
    beside: Yuan,
}

impl Room {
    /// Counts in a programme that may pay.
    pub(super) fn count(&mut self, line: &Line<'_>) {
        let adds = adds(line.program);
        if line.program.covers.is_none() || adds {
            self.apart = self.apart + line.shown().max();
        }
        // A bill that joins others can make it pay more on them as well, and so bring more than the bill itself leaves.
        let leaps = line.shares.len() > 1
            && line.program.has_step(|step| step.phase != Phase::Bill && step.op.leaps());
        for (share, base) in line.shares.iter().zip(&line.reckoned.bases) {
            let Some(bill) = self.bills.get_mut(share.place) else { continue };
            if adds || leaps {
                bill.beside = bill.beside + share.amount.max();
            }
            if !adds {
                bill.base = bill.base.max(*base);
            }
        }
    }

    /// `total`, held to what there is room for beside the help that stands on the bills.
    pub(super) fn hold(&self, total: Amount, ledger: &[Entry<'_>]) -> Amount {
        let bills = self.bills.iter().zip(ledger);
        held(total, self.apart + bills.map(|(bill, entry)| bill.base.less(entry.assistance_paid.min())).sum())
    }

    /// The assistance on the bill at this place, held to what there is room for on it: the help that stands on it may
    /// be for other bills.
    pub(super) fn hold_on(&self, place: usize, entry: &Entry<'_>) -> Amount {
        let OnBill { base, beside } = self.bills.get(place).copied().unwrap_or_default();
        held(entry.assistance(), beside + base + entry.assistance_paid.max())
    }
}

fn held(amount: Amount, most: Yuan) -> Amount {
    Amount::between(amount.min(), amount.max().min(most).max(amount.min()))
}

/// Whether it grants something without regard to what its base leaves of a bill.
fn adds(program: &Program) -> bool {
    program.has_step(|step| matches!(step.op, Op::Fixed(_) | Op::PerUnit { .. } | Op::TopUp { .. }))
}
