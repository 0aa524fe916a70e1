//! 台账：one entry for each bill of the year; what each payer takes is posted here in the order of payment.

use super::outcome::{Ask, BillField, BillRow};
use super::trace::{Trace, Truth};
use crate::calendar::{BenefitYear, Date};
use crate::case::Bill;
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::Quantity;

/// One bill and what is paid on it so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    /// The bill as told.
    pub bill: &'a Bill,
    /// 基本医保, where told or derived.
    pub basic: Payment,
    /// 大病保险, where told or derived.
    pub critical: Payment,
    /// 基本医保 and 大病 together, where it is better known than either.
    pub insured: Option<Amount>,
    /// 救助 that stands on it.
    pub assistance_paid: Amount,
    /// 救助 granted on it by this pack's programmes.
    pub granted: Amount,
    /// Of that, what help on the bills does not pay.
    pub to_come: Amount,
    /// Help that stands on it and belongs to no programme yet.
    pub help: Amount,
    /// By how much less and more rounding can make of what is to come, where some sum can be parted in other ways.
    pub uneven: (Yuan, Yuan),
}

/// A bill that a programme covers, surely or perhaps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Covered<'e> {
    pub entry: &'e Entry<'e>,
    /// Its place in the ledger.
    pub place: usize,
    pub surely: bool,
}

/// What a layer of insurance pays on a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Payment {
    /// The bill says so.
    Told(Amount),
    /// The pack's rules say so: it grows with the bill.
    Derived(Amount),
    /// Nobody says.
    NotKnown,
}

/// Every bill, surely.
pub(super) fn all<'l>(ledger: &'l [Entry<'l>]) -> Vec<Covered<'l>> {
    ledger.iter().enumerate().map(|(place, entry)| Covered { entry, place, surely: true }).gather()
}

/// Of all bills those of the year that begins in this month: they come last, as all are in the order of days.
pub(super) fn of_year<'s, 'l>(all: &'s [Covered<'l>], day: Date, first_month: u8) -> &'s [Covered<'l>] {
    let year = BenefitYear::of(day, first_month);
    let begins = all.iter().position(|bill| year.holds(bill.entry.bill.date));
    all.split_at(begins.unwrap_or(all.len())).1
}

impl Covered<'_> {
    /// This much of it, or nothing where it may not be covered.
    pub(super) fn counted(&self, amount: Amount) -> Amount {
        if self.surely { amount } else { amount.or_nothing() }
    }
}

impl Payment {
    fn known(self) -> Option<Amount> {
        match self {
            Self::Told(amount) | Self::Derived(amount) => Some(amount),
            Self::NotKnown => None,
        }
    }
}

impl<'a> Entry<'a> {
    /// Of a bill, of whether there is no insurance, and of what assistance paid on it if so.
    pub(super) fn new(bill: &'a Bill, (uninsured, help): (Truth, Amount)) -> Self {
        let either = |paid: Amount, if_none: Amount| match uninsured {
            Truth::Yes => if_none,
            Truth::No => paid,
            Truth::Unknown => paid.or(if_none),
        };
        let insured = |paid: Option<Amount>| {
            let none = (uninsured == Truth::Yes).then_some(Amount::ZERO);
            paid.map(|paid| either(paid, Amount::ZERO)).or(none)
        };
        let payment = |paid| insured(paid).map_or(Payment::NotKnown, Payment::Told);
        let help = either(bill.assistance_paid, help);
        Self {
            bill,
            basic: payment(bill.basic_paid),
            critical: payment(bill.critical_paid),
            insured: insured(bill.insured),
            assistance_paid: help,
            granted: Amount::ZERO,
            to_come: Amount::ZERO,
            help,
            uneven: (Yuan::ZERO, Yuan::ZERO),
        }
    }

    /// A quantity of the bill; what was not told is anything that it can be, and is noted.
    pub(super) fn quantity(&self, quantity: Quantity, trace: &mut Trace<'_>) -> Amount {
        match quantity {
            Quantity::Total => self.bill.total,
            Quantity::InScope => self.bill.in_scope.unwrap_or_else(|| {
                trace.ask(Ask::Bill(self.bill.position, BillField::InScope));
                self.in_scope()
            }),
            Quantity::Basic => self.insurance(self.basic, BillField::BasicPaid, trace),
            Quantity::Critical => self.insurance(self.critical, BillField::CriticalPaid, trace),
            Quantity::Waived => self.bill.waived,
            Quantity::Other => self.bill.other_paid,
            Quantity::Assistance => self.assistance(),
        }
    }

    fn insurance(&self, payment: Payment, field: BillField, trace: &mut Trace<'_>) -> Amount {
        if payment == Payment::NotKnown {
            trace.ask(Ask::Bill(self.bill.position, field));
        }
        self.paid(payment)
    }

    fn paid(&self, payment: Payment) -> Amount {
        payment.known().unwrap_or_else(|| Amount::up_to(self.left_for_insurance()))
    }

    /// What the other payers leave at most for insurance of which nobody told.
    fn left_for_insurance(&self) -> Yuan {
        let insured =
            [self.basic, self.critical].into_iter().filter_map(Payment::known).map(Amount::min).sum();
        let bill = self.bill;
        let others = bill.waived.min() + bill.other_paid.min() + self.assistance_paid.min();
        self.in_scope().max().less(insured).min(bill.total.max().less(insured + others))
    }

    fn in_scope(&self) -> Amount {
        self.bill.in_scope.unwrap_or(Amount::up_to(self.bill.total.max()))
    }

    /// A quantity that is taken off: of assistance what earlier programmes grant, since what else stands on the bill may
    /// be the programme's own.
    pub(super) fn taken_off(&self, quantity: Quantity, trace: &mut Trace<'_>) -> Amount {
        if quantity == Quantity::Assistance { self.granted } else { self.quantity(quantity, trace) }
    }

    /// 救助 that stands on the bill, and what comes to it.
    pub(super) fn assistance(&self) -> Amount {
        self.assistance_paid + self.to_come
    }

    /// What both layers of insurance pay together, which may be better known than either.
    fn insured(&self) -> Amount {
        self.insured.unwrap_or_else(|| self.paid(self.basic) + self.paid(self.critical))
    }

    /// `start` less `parts`. What was derived from the bill grows with it, so its ends belong to the bill's ends.
    pub(super) fn remainder(&self, start: Amount, parts: &[(Quantity, Amount)]) -> Amount {
        let (derived, free) = self.sums(parts);
        start.less_paired(derived).less(free)
    }

    /// What parts of it come to: of those that were derived, and of the others.
    pub(super) fn sums(&self, parts: &[(Quantity, Amount)]) -> (Amount, Amount) {
        let (mut derived, mut told, mut insured, mut both) = (Amount::ZERO, Amount::ZERO, Amount::ZERO, 0);
        for (quantity, amount) in parts {
            let payment = match quantity {
                Quantity::Basic => self.basic,
                Quantity::Critical => self.critical,
                _ => Payment::NotKnown,
            };
            let sum = match (quantity, payment) {
                (_, Payment::Derived(_)) => &mut derived,
                (Quantity::Basic | Quantity::Critical, _) => {
                    both += 1;
                    &mut insured
                }
                _ => &mut told,
            };
            *sum = *sum + *amount;
        }
        if let Some(together) = self.insured
            && both == 2
        {
            insured = together;
        }
        (derived, told + insured)
    }

    /// Who pays what, with this much assistance. Whatever is exact adds up to the fen.
    pub(super) fn row(&self, assistance: Amount) -> BillRow {
        let total = self.bill.total;
        let (basic, critical) = (self.paid(self.basic), self.paid(self.critical));
        let waived_and_other = self.bill.waived + self.bill.other_paid;
        // A rule that does not take off what others pay can grant more than is left; the row shows what is left.
        let insured = self.insured();
        let left = total.less(insured + waived_and_other);
        let (less, more) = if self.to_come.is_zero() { Default::default() } else { self.uneven };
        let assistance = Amount::between(assistance.min().less(less), assistance.max() + more).at_most(left);
        let parts = [
            (Quantity::Basic, basic),
            (Quantity::Critical, critical),
            (Quantity::Waived, waived_and_other),
            (Quantity::Assistance, assistance),
        ];
        let self_pay = self.remainder(self.in_scope(), &parts);
        // What others pay beyond the scope they pay of what lies outside.
        let paid = insured + waived_and_other + assistance;
        let out_of_scope = total.less(self.in_scope().at_least(paid));
        BillRow {
            position: self.bill.position,
            total,
            out_of_scope,
            basic,
            critical,
            insured,
            waived_and_other,
            assistance,
            self_pay,
        }
    }
}
