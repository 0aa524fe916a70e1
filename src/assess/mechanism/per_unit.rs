//! 按月（日、间）定额.

use crate::money::Amount;

/// Adds `each` for every unit, of which there are between `count.0` and `count.1`.
///
/// ```
/// use jiuzhu::assess::mechanism::per_unit::per_unit;
/// use jiuzhu::money::{Amount, Yuan};
/// let paid = per_unit(Amount::ZERO, Yuan::whole(500).into(), (3, 3));
/// assert_eq!(paid, Amount::exactly(Yuan::whole(1_500)));
/// ```
#[must_use]
pub fn per_unit(value: Amount, each: Amount, count: (u32, u32)) -> Amount {
    value + Amount::between(each.min().repeated(count.0), each.max().repeated(count.1))
}
