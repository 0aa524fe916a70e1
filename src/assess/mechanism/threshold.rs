//! 门槛：nothing is paid below it.

use crate::assess::Truth;
use crate::money::{Amount, Yuan};
use crate::policy::Keeps;

/// Whether `value` reaches `at`: 以上 (`inclusive`) includes the figure itself, 超过 does not.
///
/// # Source
/// 民法典 第一千二百五十九条.
#[must_use]
pub fn reached(value: Amount, at: Amount, inclusive: bool) -> Truth {
    let reaches = |value: Yuan, at: Yuan| if inclusive { value >= at } else { value > at };
    match (reaches(value.min(), at.max()), reaches(value.max(), at.min())) {
        (true, _) => Truth::Yes,
        (false, true) => Truth::Unknown,
        (false, false) => Truth::No,
    }
}

/// What is kept of `value`: nothing below the threshold, then all of it or the part above.
///
/// ```
/// use jiuzhu::assess::mechanism::threshold::threshold;
/// use jiuzhu::money::{Amount, Yuan};
/// use jiuzhu::policy::Keeps;
/// let at = Amount::exactly(Yuan::whole(20_000));
/// let keep = |value: u64, keeps| threshold(Yuan::fen(value).into(), at, true, keeps).exact();
/// assert_eq!(keep(1_999_999, Keeps::Whole), Some(Yuan::ZERO));
/// assert_eq!(keep(2_000_000, Keeps::Whole), Some(Yuan::whole(20_000)));
/// assert_eq!(keep(2_000_001, Keeps::Excess), Some(Yuan::fen(1)));
/// ```
#[must_use]
pub fn threshold(value: Amount, at: Amount, inclusive: bool, keeps: Keeps) -> Amount {
    match (reached(value, at, inclusive), keeps) {
        (Truth::No, _) => Amount::ZERO,
        (_, Keeps::Excess) => value.less(at),
        (Truth::Yes, Keeps::Whole) => value,
        (Truth::Unknown, Keeps::Whole) => value.or_nothing(),
    }
}
