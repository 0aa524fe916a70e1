//! 余地：what the bills leave for all assistance together.

use super::judge::{Scope, Trace, Truth};
use super::ledger::Entry;
use super::line::Line;
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{BaseFrom, Op, Program, Quantity};

/// What programmes can still pay together at most: on a bill, no more than the widest base that any of them has; and
/// what is granted without regard to what a bill leaves. So where it is not known which of two pays on a bill, or one
/// fills up what another leaves, the sum of what each could pay alone is no answer.
///
/// ```text
/// 自己付 20,000.00, 住院救助 between 0 and 15,000.00, then 临时救助 on what is left: 20,000.00 together at most.
/// ```
#[derive(Default)]
pub(super) struct Room {
    /// By the bill's place in the ledger.
    bases: Vec<Yuan>,
    apart: Yuan,
}

impl Room {
    /// Counts in a programme that may pay.
    pub(super) fn count<'a>(&mut self, line: &Line<'a>, scope: Scope<'a, '_>) {
        self.bases.resize(scope.ledger.len(), Yuan::ZERO);
        if line.program.covers.is_none() || adds(line.program) {
            self.apart = self.apart + line.shown().max();
            return;
        }
        for (place, _) in &line.shares {
            if let (Some(most), Some(entry)) = (self.bases.get_mut(*place), scope.ledger.get(*place)) {
                *most = (*most).max(base(line.program, entry, scope).less(entry.bill.assistance_paid));
            }
        }
    }

    /// `total`, held to what there is room for.
    pub(super) fn hold(&self, total: Amount) -> Amount {
        let most = self.apart + self.bases.iter().copied().sum();
        Amount::between(total.min(), total.max().min(most).max(total.min()))
    }
}

/// Whether it grants something without regard to what a bill leaves.
fn adds(program: &Program) -> bool {
    let mut steps = program.ways.iter().flat_map(|way| &way.steps);
    steps.any(|step| matches!(step.op, Op::Fixed(_) | Op::PerUnit { .. }))
}

/// What a programme is reckoned on, of one bill, if there is no other assistance.
fn base(program: &Program, entry: &Entry<'_>, scope: Scope<'_, '_>) -> Yuan {
    let left = |from: Quantity, parts: &[Quantity]| {
        let mut unheard = Trace::default();
        let parts = parts.iter().filter(|part| **part != Quantity::Assistance);
        let parts: Vec<_> = parts.map(|part| (*part, entry.quantity(*part, &mut unheard))).gather();
        entry.remainder(entry.quantity(from, &mut unheard), &parts).max()
    };
    let here = Scope { bill: Some(entry), ..scope };
    let surely = program.base.less.iter().filter(|(_, when)| here.truth(when) == Truth::Yes);
    let parts: Vec<Quantity> = surely.map(|(part, _)| *part).gather();
    let own = if let BaseFrom::Bills(from) = program.base.from { left(from, &parts) } else { Yuan::ZERO };
    let steps = program.ways.iter().flat_map(|way| &way.steps);
    let filled = steps.filter_map(|step| match &step.op {
        Op::TopUp { of, counted, .. } => Some(left(*of, counted)),
        _ => None,
    });
    filled.fold(own, Yuan::max)
}
