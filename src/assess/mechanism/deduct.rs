//! 起付标准：a part that the person bears first.

use crate::money::Yuan;

/// Takes `deductible` off `value`, never below zero.
///
/// ```
/// use jiuzhu::assess::mechanism::deduct::deduct;
/// use jiuzhu::money::Yuan;
/// assert_eq!(deduct(Yuan::whole(10_000), Yuan::whole(3_000)), Yuan::whole(7_000));
/// assert_eq!(deduct(Yuan::whole(2_000), Yuan::whole(3_000)), Yuan::ZERO);
/// ```
#[must_use]
pub fn deduct(value: Yuan, deductible: Yuan) -> Yuan {
    value.less(deductible)
}
