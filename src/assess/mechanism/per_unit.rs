//! 按月（日、间）定额.

use crate::money::Yuan;

/// Adds `each` for every one of `count` units.
///
/// ```
/// use jiuzhu::assess::mechanism::per_unit::per_unit;
/// use jiuzhu::money::Yuan;
/// assert_eq!(per_unit(Yuan::ZERO, Yuan::whole(500), 3), Yuan::whole(1_500));
/// ```
#[must_use]
pub fn per_unit(value: Yuan, each: Yuan, count: u32) -> Yuan {
    value + each.repeated(count)
}
