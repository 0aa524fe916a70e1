//! 定额：an amount that does not depend on the bills.

use crate::money::Yuan;

/// Adds `amount` to `value`.
#[must_use]
pub fn fixed(value: Yuan, amount: Yuan) -> Yuan {
    value + amount
}
