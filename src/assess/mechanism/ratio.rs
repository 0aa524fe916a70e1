//! 比例：a share of the value.

use crate::money::{Amount, Ratio};

/// Keeps between `low` and `high` of `value`; the same ratio twice where it is known.
///
/// ```
/// use jiuzhu::assess::mechanism::ratio::ratio;
/// use jiuzhu::money::{Amount, Yuan};
/// let share = "65%".parse()?;
/// assert_eq!(ratio(Yuan::whole(22_000).into(), share, share), Amount::exactly(Yuan::whole(14_300)));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn ratio(value: Amount, low: Ratio, high: Ratio) -> Amount {
    Amount::between(value.min().times(low), value.max().times(high))
}
