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
    /// By how much less and more rounding can make of what is to come, where some bill can be told in other ways.
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
                self.bill.scope()
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
        let [basic, critical] =
            [self.basic, self.critical].map(|paid| paid.known().unwrap_or_default().min());
        self.bill.left_beside(basic + critical, self.assistance_paid.min())
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

    /// What parts of it come to.
    pub(super) fn sum(&self, parts: &[(Quantity, Amount)]) -> Amount {
        let (mut sum, mut insured, mut layers) = (Amount::ZERO, Amount::ZERO, 0);
        for (quantity, amount) in parts {
            let layer = matches!(quantity, Quantity::Basic | Quantity::Critical);
            layers += i32::from(layer);
            let of = if layer { &mut insured } else { &mut sum };
            *of = *of + *amount;
        }
        sum + self.insured.filter(|_| layers == 2).unwrap_or(insured)
    }

    /// Who pays what. Whatever is exact adds up to the fen.
    pub(super) fn row(&self) -> BillRow {
        let (total, scope) = (self.bill.total, self.bill.scope());
        let (basic, critical) = (self.paid(self.basic), self.paid(self.critical));
        let waived_and_other = self.bill.waived + self.bill.other_paid;
        let insured = self.insured.unwrap_or(basic + critical);
        let others = insured + waived_and_other;
        let mut assistance = self.assistance();
        if !self.to_come.is_zero() {
            let (less, more) = self.uneven;
            assistance = Amount::between(assistance.min().less(less), assistance.max() + more);
        }
        // A rule that does not take off what others pay can grant more than is left; the row shows what is left.
        assistance = assistance.at_most(total.less(others));
        // What others pay beyond the scope they pay of what lies outside.
        let paid = others + assistance;
        let (self_pay, out_of_scope) = (scope.less(paid), total.less(scope.at_least(paid)));
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
