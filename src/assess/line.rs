//! 一项待结：a programme between being reckoned and being settled.

use super::outcome::{Executed, Status, Taken};
use super::program::Reckoned;
use crate::money::Amount;
use crate::policy::{Id, Mechanism, Op, Phase, Program, Quantity};

/// A programme on its way to being settled.
pub(super) struct Line<'a> {
    pub id: Id<Program>,
    pub program: &'a Program,
    pub reckoned: Reckoned<'a>,
    /// What it would leave payable if nothing replaced it.
    pub payable: Amount,
    pub replaced_by: Option<Id<Program>>,
    /// Whether another programme may be paid instead.
    pub contested: bool,
    /// What each bill gets of it.
    pub shares: Vec<Share>,
}

/// 一张单据上的一份: what a bill gets of a programme, rounded.
pub(super) struct Share {
    /// The bill's place in the ledger.
    pub place: usize,
    pub amount: Amount,
    /// Of it, what help on the bills does not pay.
    pub to_come: Amount,
}

impl<'a> Line<'a> {
    /// The programme as it was reckoned.
    pub(super) fn new(id: Id<Program>, program: &'a Program, reckoned: Reckoned<'a>) -> Self {
        let (payable, shares) = (reckoned.if_paid, Vec::new());
        Self { id, program, reckoned, payable, replaced_by: None, contested: false, shares }
    }

    /// Keeps a step on the sum.
    pub(super) fn executed(&mut self, taken: Taken<'a>, result: Amount) {
        self.reckoned.steps.push(Executed::on_sum(taken, result, None));
    }

    /// Whether the assistance already on a bill has entered its arithmetic, and so must not be taken off again.
    pub(super) fn counts_assistance(&self) -> bool {
        let counts = |step: &Mechanism| matches!(&step.op, Op::TopUp { counted, .. } if counted.contains(&Quantity::Assistance));
        let topped_up = |step: &Executed<'_>| matches!(step.taken, Taken::TopUp(..));
        self.program.has_step(counts) && self.reckoned.steps.iter().any(topped_up)
    }

    /// Whether it fills up the sum of a year, which a further bill can lower on which others pay more than their share.
    pub(super) fn fills_up_the_year(&self) -> bool {
        self.program.has_step(|step| step.phase == Phase::Year && matches!(step.op, Op::TopUp { .. }))
    }

    /// Whether it may be paid.
    pub(super) fn is_open(&self) -> bool {
        self.replaced_by.is_none() && self.reckoned.status != Status::NotEligible
    }

    /// Whether nothing stands in its place, and it applies and can be computed.
    pub(super) fn is_paid_for_sure(&self) -> bool {
        self.replaced_by.is_none() && !self.contested && self.reckoned.status == Status::Eligible
    }

    /// Nobody can say how much it pays: of some bills it may be computed all the same, and that much it surely pays.
    pub(super) fn lacks_figure(&self) -> bool {
        self.reckoned.status != Status::Eligible && self.reckoned.may_lack_figure
    }

    /// What it shows as payable.
    pub(super) fn shown(&self) -> Amount {
        if self.is_open() { self.perhaps(self.payable) } else { Amount::ZERO }
    }

    /// `worth`, or nothing of it where something else may be paid instead or it may not apply.
    pub(super) fn perhaps(&self, worth: Amount) -> Amount {
        if self.contested || self.reckoned.status == Status::Unknown { worth.or_nothing() } else { worth }
    }
}
