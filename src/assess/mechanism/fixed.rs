//! 定额：an amount that does not depend on the bills.

use crate::money::Amount;

/// Adds `amount` to `value`.
#[must_use]
pub fn fixed(value: Amount, amount: Amount) -> Amount {
    value + amount
}
