//! 比例：a share of the value.

use crate::money::{Ratio, Yuan};

/// Keeps `share` of `value`.
///
/// ```
/// use jiuzhu::assess::mechanism::ratio::ratio;
/// use jiuzhu::money::Yuan;
/// assert_eq!(ratio(Yuan::whole(22_000), "65%".parse()?), Yuan::whole(14_300));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn ratio(value: Yuan, share: Ratio) -> Yuan {
    value.times(share)
}
