//! 金额范围：an amount that is known exactly, or known to lie between two values.

use core::iter::Sum;
use core::ops::Add;

use serde::Serialize;

use super::{Ratio, Yuan};

/// 金额或范围：both ends inclusive, `min <= max` always.
///
/// ```
/// use jiuzhu::money::{Amount, Yuan};
/// let about = Amount::between(Yuan::whole(40), Yuan::whole(60));
/// let paid = Amount::exactly(Yuan::whole(50));
/// assert_eq!(about.less(paid), Amount::between(Yuan::ZERO, Yuan::whole(10)));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Amount {
    min: Yuan,
    max: Yuan,
}

impl Amount {
    /// Exactly 0.00 元.
    pub const ZERO: Self = Self { min: Yuan::ZERO, max: Yuan::ZERO };

    /// One known value.
    #[must_use]
    pub fn exactly(value: Yuan) -> Self {
        Self { min: value, max: value }
    }

    /// Anything between the two, in whichever order they are given.
    #[must_use]
    pub fn between(one: Yuan, other: Yuan) -> Self {
        if one <= other { Self { min: one, max: other } } else { Self { min: other, max: one } }
    }

    /// Anything from nothing up to `max`.
    #[must_use]
    pub fn up_to(max: Yuan) -> Self {
        Self { min: Yuan::ZERO, max }
    }

    /// The least it can be.
    #[must_use]
    pub fn min(self) -> Yuan {
        self.min
    }

    /// The most it can be.
    #[must_use]
    pub fn max(self) -> Yuan {
        self.max
    }

    /// The value, where it is known exactly.
    #[must_use]
    pub fn exact(self) -> Option<Yuan> {
        (self.min == self.max).then_some(self.min)
    }

    /// Whether it can only be zero.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.max.is_zero()
    }

    /// Whether `value` lies inside.
    #[must_use]
    pub fn contains(self, value: Yuan) -> bool {
        self.min <= value && value <= self.max
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { min: self.min.min(other.min), max: self.max.max(other.max) }
    }

    /// The same range, but possibly nothing at all.
    #[must_use]
    pub fn or_nothing(self) -> Self {
        Self { min: Yuan::ZERO, max: self.max }
    }

    /// What is left after an independent amount, never below zero.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        Self { min: self.min.less(other.max), max: self.max.less(other.min) }
    }

    /// What is left of both ends after the corresponding ends of an amount that grows with this one.
    #[must_use]
    pub fn less_paired(self, other: Self) -> Self {
        Self::between(self.min.less(other.min), self.max.less(other.max))
    }

    /// No more than `cap`.
    #[must_use]
    pub fn at_most(self, cap: Self) -> Self {
        Self { min: self.min.min(cap.min), max: self.max.min(cap.max) }
    }

    /// No less than `floor`.
    #[must_use]
    pub fn at_least(self, floor: Self) -> Self {
        Self { min: self.min.max(floor.min), max: self.max.max(floor.max) }
    }

    /// A rule that never pays less for more, applied to both ends.
    #[must_use]
    pub fn through(self, rule: impl Fn(Yuan) -> Yuan) -> Self {
        Self::between(rule(self.min), rule(self.max))
    }

    /// `ratio` of it.
    #[must_use]
    pub fn times(self, ratio: Ratio) -> Self {
        self.through(|value| value.times(ratio))
    }

    /// Both ends rounded to the fen.
    #[must_use]
    pub fn to_fen(self) -> Self {
        self.through(Yuan::to_fen)
    }
}

impl From<Yuan> for Amount {
    fn from(value: Yuan) -> Self {
        Self::exactly(value)
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { min: self.min + other.min, max: self.max + other.max }
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}
