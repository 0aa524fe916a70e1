//! 补差：what is missing so that all payments together reach a share.

use crate::money::{Ratio, Yuan};

/// `share` of `whole` less what was `paid`, never below zero.
///
/// ```
/// use jiuzhu::assess::mechanism::top_up::top_up;
/// use jiuzhu::money::Yuan;
/// let missing = top_up(Yuan::whole(50_000), "90%".parse()?, Yuan::whole(39_900));
/// assert_eq!(missing, Yuan::whole(5_100));
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[must_use]
pub fn top_up(whole: Yuan, share: Ratio, paid: Yuan) -> Yuan {
    whole.times(share).less(paid)
}
