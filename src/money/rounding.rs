//! 取整：what a document itself makes of less than a yuan, a jiao or a fen.

use super::{Amount, Yuan, decimal};

/// 怎样取整.
///
/// ```
/// use jiuzhu::money::{Denomination, Remainder, Rounding, Yuan};
/// let to_yuan = |how| Rounding { to: Denomination::Yuan, how };
/// assert_eq!(Yuan::fen(250).rounded(to_yuan(Remainder::HalfUp)), Yuan::whole(3));
/// assert_eq!(Yuan::fen(250).rounded(to_yuan(Remainder::HalfEven)), Yuan::whole(2));
/// assert_eq!(Yuan::fen(299).rounded(to_yuan(Remainder::Dropped)), Yuan::whole(2));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounding {
    /// 算到哪一位.
    pub to: Denomination,
    /// 零头怎么算.
    pub how: Remainder,
}

/// 元、角、分.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denomination {
    /// 元.
    Yuan,
    /// 角.
    Jiao,
    /// 分.
    Fen,
}

/// 零头.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remainder {
    /// 四舍五入.
    HalfUp,
    /// 四舍六入五成双：exactly half goes to the even one.
    HalfEven,
    /// 舍去.
    Dropped,
}

impl Yuan {
    /// As the document rounds.
    #[must_use]
    pub fn rounded(self, Rounding { to, how }: Rounding) -> Self {
        let unit = decimal(1, to as u32);
        let mut near = self.0;
        near.rescale(to as u32);
        let up = near - self.0;
        let is_less = match how {
            Remainder::HalfUp => false,
            Remainder::HalfEven => up + up == unit && near.mantissa() % 2 != 0,
            Remainder::Dropped => near > self.0,
        };
        Self(if is_less { near - unit } else { near })
    }
}

impl Amount {
    /// Rounds both ends as the document does.
    #[must_use]
    pub fn rounded(self, rounding: Rounding) -> Self {
        Self::between(self.min().rounded(rounding), self.max().rounded(rounding))
    }
}
