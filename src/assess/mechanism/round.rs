//! 舍入：to the fen, half up, once, at the end of a programme.

use crate::money::{Amount, Rounding, Yuan};

/// Rounds both ends.
#[must_use]
pub fn round(value: Amount) -> Amount {
    value.to_fen()
}

/// 取整：as a step of the document, before the end.
///
/// ```
/// use jiuzhu::assess::mechanism::round::step;
/// use jiuzhu::money::{Amount, Denomination, Remainder, Rounding, Yuan};
/// let to_yuan = Rounding { to: Denomination::Yuan, how: Remainder::HalfUp };
/// let known_by_half = Amount::between(Yuan::fen(149), Yuan::fen(350));
/// assert_eq!(step(known_by_half, to_yuan), Amount::between(Yuan::whole(1), Yuan::whole(4)));
/// ```
#[must_use]
pub fn step(value: Amount, rounding: Rounding) -> Amount {
    value.rounded(rounding)
}

/// The whole fens around a value: what rounding makes of it after some other amount that is not known to the fen.
///
/// ```
/// use jiuzhu::assess::mechanism::round::around;
/// use jiuzhu::money::{Amount, Yuan};
/// let third = Yuan::whole(1).in_proportion(Yuan::whole(1), Yuan::whole(3));
/// assert_eq!(around(Amount::exactly(third)), Amount::between(Yuan::fen(33), Yuan::fen(34)));
/// assert_eq!(around(Amount::exactly(Yuan::fen(33))), Amount::exactly(Yuan::fen(33)));
/// ```
#[must_use]
pub fn around(value: Amount) -> Amount {
    let (least, most) = (value.min().to_fen(), value.max().to_fen());
    let below = if least > value.min() { least.less(Yuan::fen(1)) } else { least };
    let above = if most < value.max() { most + Yuan::fen(1) } else { most };
    Amount::between(below, above)
}
