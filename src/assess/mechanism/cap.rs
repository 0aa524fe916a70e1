//! 限额：no more than this.

use crate::money::Amount;

/// Holds `value` to `limit`.
///
/// ```
/// use jiuzhu::assess::mechanism::cap::cap;
/// use jiuzhu::money::{Amount, Yuan};
/// let limit = Amount::exactly(Yuan::whole(25_000));
/// assert_eq!(cap(Yuan::fen(2_500_001).into(), limit), limit);
/// ```
#[must_use]
pub fn cap(value: Amount, limit: Amount) -> Amount {
    value.at_most(limit)
}
