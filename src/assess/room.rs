//! 余地：what the bills leave for all assistance together.

use super::ledger::Entry;
use super::line::Line;
use crate::money::{Amount, Yuan};
use crate::policy::{Op, Program};

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
    pub bases: Vec<Yuan>,
    /// What is granted without regard to what a bill leaves.
    pub apart: Yuan,
}

impl Room {
    /// Counts in a programme that may pay.
    pub(super) fn count(&mut self, line: &Line<'_>) {
        if line.program.covers.is_none() || adds(line.program) {
            self.apart = self.apart + line.shown().max();
        } else {
            for ((place, _), base) in line.reckoned.per_bill.iter().zip(&line.reckoned.bases) {
                if let Some(widest) = self.bases.get_mut(*place) {
                    *widest = (*widest).max(*base);
                }
            }
        }
    }

    /// `total`, held to what there is room for beside the help that stands on the bills.
    pub(super) fn hold(&self, total: Amount, ledger: &[Entry<'_>]) -> Amount {
        let bills = self.bases.iter().zip(ledger);
        held(total, self.apart + bills.map(|(base, entry)| base.less(entry.assistance_paid.min())).sum())
    }

    /// The assistance on the bill at this place, held to what there is room for on it: the help that stands on it may
    /// be for other bills.
    pub(super) fn hold_on(&self, place: usize, entry: &Entry<'_>) -> Amount {
        let base = self.bases.get(place).copied().unwrap_or_default();
        held(entry.assistance(), self.apart + base + entry.assistance_paid.max())
    }
}

fn held(amount: Amount, most: Yuan) -> Amount {
    Amount::between(amount.min(), amount.max().min(most).max(amount.min()))
}

/// Whether it grants something without regard to what its base leaves of a bill.
fn adds(program: &Program) -> bool {
    let mut steps = program.ways.iter().flat_map(|way| &way.steps);
    steps.any(|step| matches!(step.op, Op::Fixed(_) | Op::PerUnit { .. } | Op::TopUp { .. }))
}
