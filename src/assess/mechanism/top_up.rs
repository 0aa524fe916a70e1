//! 补差：what is missing so that all payments together reach a share.

use crate::money::{Amount, Ratio};

/// `share` of `whole` less what was `paid`, never below zero.
///
/// ```
/// use jiuzhu::assess::mechanism::top_up::top_up;
/// use jiuzhu::money::{Amount, Ratio, Yuan};
/// let share: Ratio = "90%".parse()?;
/// let missing = top_up(Yuan::whole(50_000).into(), (share, share), Yuan::whole(39_900).into());
/// assert_eq!(missing, Amount::exactly(Yuan::whole(5_100)));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn top_up(whole: Amount, share: (Ratio, Ratio), paid: Amount) -> Amount {
    super::ratio::ratio(whole, share.0, share.1).less(paid)
}
