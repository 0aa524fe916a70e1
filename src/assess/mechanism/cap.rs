//! 限额：no more than this.

use crate::money::Yuan;

/// Holds `value` to `limit`.
///
/// ```
/// use jiuzhu::assess::mechanism::cap::cap;
/// use jiuzhu::money::Yuan;
/// assert_eq!(cap(Yuan::fen(2_500_001), Yuan::whole(25_000)), Yuan::whole(25_000));
/// ```
#[must_use]
pub fn cap(value: Yuan, limit: Yuan) -> Yuan {
    value.min(limit)
}
