//! 累计：what the bills of a year come to together. A sum of the first few is carried on to the next, so that however
//! often it is asked for each bill is looked at once.

use core::cell::RefCell;

use super::judge::Scope;
use super::ledger::{Covered, Entry};
use super::trace::Trace;
use crate::money::Amount;
use crate::policy::Quantity;

/// 合计什么: a quantity of each bill less others.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Summed<'a> {
    /// Where there is none, what the others come to.
    pub from: Option<Quantity>,
    pub parts: &'a [Quantity],
}

/// The sums that were asked for: where the list of bills begins, and what one bill, two and so on come to.
pub(super) type Sums<'a> = RefCell<Vec<(Summed<'a>, *const (), Vec<Amount>)>>;

impl<'a> Scope<'a, '_> {
    /// What these bills come to together.
    pub(super) fn sum(&self, of: Summed<'a>, bills: &[Covered<'_>], trace: &mut Trace<'a>) -> Amount {
        // Whoever wants to know what was not told looks at each bill with his own eyes.
        let own = Sums::default();
        let sums = self.sums.filter(|_| !trace.unheard).unwrap_or(&own);
        let first = bills.as_ptr().cast();
        let mut known = sums.borrow_mut();
        let place = known.iter().position(|(other, start, _)| *other == of && *start == first);
        let place = place.unwrap_or_else(|| {
            known.push((of, first, Vec::new()));
            known.len() - 1
        });
        let Some((.., upto)) = known.get_mut(place) else { return Amount::ZERO };
        for bill in bills.iter().skip(upto.len()) {
            let before = upto.last().copied().unwrap_or_default();
            upto.push(before + bill.counted(bill.entry.part(of, trace)));
        }
        match bills.len() {
            0 => Amount::ZERO,
            count => upto.get(count - 1).copied().unwrap_or_default(),
        }
    }
}

impl Entry<'_> {
    /// What of this bill is summed up.
    pub(super) fn part(&self, of: Summed<'_>, trace: &mut Trace<'_>) -> Amount {
        let parts = self.parts(of, trace);
        let sum = self.sum(&parts);
        of.from.map_or(sum, |from| self.quantity(from, trace).less(sum))
    }

    /// What of it others take, noting what was not told.
    pub(super) fn parts(&self, of: Summed<'_>, trace: &mut Trace<'_>) -> Vec<(Quantity, Amount)> {
        let mut parts = Vec::with_capacity(of.parts.len());
        for &part in of.parts {
            let is_taken_off = of.from.is_some();
            let amount = if is_taken_off { self.taken_off(part, trace) } else { self.quantity(part, trace) };
            parts.push((part, amount));
        }
        parts
    }
}
