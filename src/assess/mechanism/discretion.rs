//! 酌情：a share that the approver fixes between two bounds.

use crate::money::{Amount, Ratio};

/// Anything from `low` of the least to `high` of the most.
///
/// ```
/// use jiuzhu::assess::mechanism::discretion::discretion;
/// use jiuzhu::money::{Amount, Yuan};
/// let range = discretion(Yuan::whole(12_000).into(), "5%".parse()?, "10%".parse()?);
/// assert_eq!(range, Amount::between(Yuan::whole(600), Yuan::whole(1_200)));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn discretion(value: Amount, low: Ratio, high: Ratio) -> Amount {
    super::ratio::ratio(value, low.min(high), low.max(high))
}
