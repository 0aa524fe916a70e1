//! 台账：one entry for each bill of the year; what each payer takes is posted here in the order of payment.

use super::marks::Marks;
use super::world::{Open, Variable, World};
use crate::case::{Bill, Parts};
use crate::money::Yuan;
use crate::policy::Quantity;

/// One bill and what is paid on it so far.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    /// The bill as told.
    pub bill: &'a Bill,
    parts: [Yuan; 7],
    /// Parts that rules of insurance may still say, one bit each.
    unsaid: u8,
    /// 救助 granted on it by this pack's programmes.
    pub granted: Yuan,
    /// Of what is granted, what is not paid by the help that stands on the bills.
    pub to_come: Yuan,
    /// 救助 that stands on it and belongs to no programme yet.
    pub help: Yuan,
}

/// 一张单据上谁付多少, exactly; the columns of a [`BillRow`](super::BillRow) without its position.
pub(super) type Row = [Yuan; 7];

/// The columns of insurance that rules can say.
pub(super) const SAYABLE: [Quantity; 2] = [Quantity::Basic, Quantity::Critical];

fn bit(quantity: Quantity) -> u8 {
    1 << quantity as u8
}

/// Whether nobody told this part, so that rules of insurance may say it.
pub(super) fn is_untold(bill: &Bill, quantity: Quantity) -> bool {
    match quantity {
        Quantity::Basic => bill.basic_paid.is_none(),
        Quantity::Critical => bill.critical_paid.is_none(),
        _ => false,
    }
}

impl<'a> Entry<'a> {
    /// The entry of a bill with these parts; of what is untold, those in `sayable` may be said by rules.
    pub(super) fn new(bill: &'a Bill, parts: &Parts, sayable: &[Quantity], world: &World) -> Self {
        let parts = parts.map(Yuan::from_fens);
        let mut unsaid = 0;
        for &quantity in sayable.iter().filter(|&&quantity| is_untold(bill, quantity)) {
            if !world.amounts.contains(&Variable::Part(bill.position, quantity)) {
                unsaid |= bit(quantity);
            }
        }
        let help = parts.get(Quantity::Assistance as usize).copied().unwrap_or_default();
        Self { bill, parts, unsaid, granted: Yuan::ZERO, to_come: Yuan::ZERO, help }
    }

    /// A quantity of the bill.
    pub(super) fn quantity(&self, quantity: Quantity) -> Result<Yuan, Open> {
        if quantity == Quantity::Assistance {
            return Ok(self.granted + self.help);
        }
        if self.unsaid & bit(quantity) != 0 {
            return Err(Open::amount(Variable::Part(self.bill.position, quantity)));
        }
        Ok(self.part(quantity))
    }

    /// A quantity that is taken off: of assistance what earlier programmes grant, since what else stands on the bill
    /// may be the programme's own.
    pub(super) fn taken_off(&self, quantity: Quantity) -> Result<Yuan, Open> {
        if quantity == Quantity::Assistance { Ok(self.granted) } else { self.quantity(quantity) }
    }

    /// A quantity less others.
    pub(super) fn after(&self, from: Quantity, less: &[Quantity], marks: &Marks) -> Result<Yuan, Open> {
        let mut sum = Yuan::ZERO;
        for part in less {
            sum = sum + self.taken_off(*part)?;
        }
        Ok(marks.less(self.quantity(from)?, sum))
    }

    /// Says what insurance pays by the pack's rules.
    pub(super) fn say(&mut self, quantity: Quantity, amount: Yuan) {
        self.unsaid &= !bit(quantity);
        if let Some(part) = self.parts.get_mut(quantity as usize) {
            *part = amount;
        }
    }

    /// What is left of it for assistance of which nobody knows how much it is.
    pub(super) fn left(&self, marks: &Marks) -> Result<Yuan, Open> {
        use Quantity::{Basic, Critical, Other, Waived};
        self.after(Quantity::Total, &[Basic, Critical, Waived, Other, Quantity::Assistance], marks)
    }

    /// Who pays what. It adds up to the fen.
    pub(super) fn row(&self, marks: &Marks) -> Result<Row, Open> {
        let total = self.part(Quantity::Total);
        let (basic, critical) = (self.quantity(Quantity::Basic)?, self.quantity(Quantity::Critical)?);
        let waived_and_other = self.part(Quantity::Waived) + self.part(Quantity::Other);
        let others = basic + critical + waived_and_other;
        // A rule that does not take off what others pay can grant more than is left; the row shows what is left.
        let assistance =
            marks.least(self.part(Quantity::Assistance) + self.to_come, marks.less(total, others));
        let self_pay = marks.less(self.part(Quantity::InScope), others + assistance);
        let out_of_scope = marks.less(total, others + assistance + self_pay);
        Ok([total, out_of_scope, basic, critical, waived_and_other, assistance, self_pay])
    }

    fn part(&self, quantity: Quantity) -> Yuan {
        self.parts.get(quantity as usize).copied().unwrap_or_default()
    }
}
