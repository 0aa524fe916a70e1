//! 舍入：to the fen, half up, once, at the end of a programme.

use crate::money::Amount;

/// Rounds both ends.
#[must_use]
pub fn round(value: Amount) -> Amount {
    value.to_fen()
}
