//! 没有说定的金额：which amounts of a bill are open, and the bill with one of them taken for so much.

use super::Bill;
use crate::money::{Amount, Yuan};

/// 单据上的一个数.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Total,
    InScope,
    Waived,
    Other,
    Assistance,
    /// 基本医保 and 大病 together.
    Insured,
    Basic,
    Critical,
}

/// Several of the amounts of a bill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(u8);

impl Part {
    /// In the order in which they are looked at: what is told first narrows the others.
    const ALL: [Self; 8] = [
        Self::Total,
        Self::InScope,
        Self::Waived,
        Self::Other,
        Self::Assistance,
        Self::Insured,
        Self::Basic,
        Self::Critical,
    ];

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl Parts {
    /// Whether this one is among them.
    pub(crate) fn has(self, part: Part) -> bool {
        self.0 & part.bit() != 0
    }

    /// Whether there is none.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Bill {
    /// The first amount that is not known, or by its ends alone; what insurance paid only if it `was_paid` by itself,
    /// where nobody told.
    pub(crate) fn first_open(&self, was_paid: bool) -> Option<(Part, Amount)> {
        let (mut insured, scope) = (self.insured, self.scope());
        if was_paid && (self.basic_paid.is_none() || self.critical_paid.is_none()) {
            let known = self.basic_paid.or(self.critical_paid).unwrap_or_default().min();
            let most = known + self.left_beside(known, self.assistance_paid.min());
            insured = Some(Amount::between(known, most));
        }
        let is_apart = insured.is_none();
        for part in Part::ALL {
            let amount = match part {
                Part::Total => Some(&self.total),
                Part::InScope => Some(&scope),
                Part::Waived => Some(&self.waived),
                Part::Other => Some(&self.other_paid),
                Part::Assistance => Some(&self.assistance_paid),
                Part::Insured => insured.as_ref(),
                Part::Basic => self.basic_paid.as_ref().filter(|_| is_apart),
                Part::Critical => self.critical_paid.as_ref().filter(|_| is_apart),
            };
            if let Some(amount) = amount
                && amount.exact().is_none()
            {
                return Some((part, *amount));
            }
        }
        None
    }

    /// Takes this part for so much.
    pub(crate) fn take(&mut self, part: Part, amount: Amount) {
        self.taken.0 |= part.bit();
        let help = self.assistance_paid;
        *(match part {
            Part::Total => &mut self.total,
            Part::InScope => self.in_scope.get_or_insert_default(),
            Part::Waived => &mut self.waived,
            Part::Other => &mut self.other_paid,
            Part::Assistance => &mut self.assistance_paid,
            Part::Insured => {
                self.fund_paid = Some(amount + help);
                return;
            }
            Part::Basic => self.basic_paid.get_or_insert_default(),
            Part::Critical => self.critical_paid.get_or_insert_default(),
        }) = amount;
    }

    /// What is or may be inside 政策范围.
    pub(crate) fn scope(&self) -> Amount {
        self.in_scope.unwrap_or(Amount::up_to(self.total.max()))
    }

    /// What the other payers leave at most for insurance of which nobody told, beside what is known of it and beside
    /// 救助.
    pub(crate) fn left_beside(&self, insured: Yuan, help: Yuan) -> Yuan {
        let others = self.waived.min() + self.other_paid.min() + help;
        self.scope().max().less(insured).min(self.total.max().less(insured + others))
    }
}
