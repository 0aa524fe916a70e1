//! 起付标准：a part that the person bears first.

use crate::money::Amount;

/// Takes `deductible` off `value`, never below zero.
///
/// ```
/// use jiuzhu::assess::mechanism::deduct::deduct;
/// use jiuzhu::money::{Amount, Yuan};
/// let left = deduct(Yuan::whole(10_000).into(), Yuan::whole(3_000).into());
/// assert_eq!(left, Amount::exactly(Yuan::whole(7_000)));
/// ```
#[must_use]
pub fn deduct(value: Amount, deductible: Amount) -> Amount {
    value.less(deductible)
}
