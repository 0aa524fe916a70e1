//! 门槛：nothing is paid below it.

use crate::money::Yuan;
use crate::policy::Keeps;

/// Whether `value` reaches `at`: 以上 (`inclusive`) includes the figure itself, 超过 does not.
///
/// # Source
/// 民法典 第一千二百五十九条.
#[must_use]
pub fn reached(value: Yuan, at: Yuan, inclusive: bool) -> bool {
    if inclusive { value >= at } else { value > at }
}

/// What is kept of `value`: nothing below the threshold, then all of it or the part above.
///
/// ```
/// use jiuzhu::assess::mechanism::threshold::threshold;
/// use jiuzhu::money::Yuan;
/// use jiuzhu::policy::Keeps;
/// let keep = |value: u64, keeps| threshold(Yuan::fen(value), Yuan::whole(20_000), true, keeps);
/// assert_eq!(keep(1_999_999, Keeps::Whole), Yuan::ZERO);
/// assert_eq!(keep(2_000_000, Keeps::Whole), Yuan::whole(20_000));
/// assert_eq!(keep(2_000_001, Keeps::Excess), Yuan::fen(1));
/// ```
#[must_use]
pub fn threshold(value: Yuan, at: Yuan, inclusive: bool, keeps: Keeps) -> Yuan {
    match keeps {
        _ if !reached(value, at, inclusive) => Yuan::ZERO,
        Keeps::Whole => value,
        Keeps::Excess => value.less(at),
    }
}
