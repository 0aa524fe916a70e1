//! 金额、比例：exact decimals, ranges of them, and the one place that rounds.
//!
//! A [`Yuan`] carries whatever digits the arithmetic produced; [`Yuan::to_fen`] rounds once, at the end of a programme,
//! and [`Yuan::rounded`] only where a document says so itself. No binary float is read, held or written anywhere.

mod amount;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod laws;
mod rounding;

use core::iter::Sum;
use core::ops::{Add, Sub};
use core::str::FromStr;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::lean::{cut, number};
use crate::say::{Digits, Say, shown};

pub use amount::Amount;
pub use rounding::{Denomination, Remainder, Rounding};

/// The largest amount that can be read: of a million million yuan, whatever answers and packs make of it keeps inside
/// the decimal's range. Beyond that the arithmetic stays at the range's end.
const LIMIT: Decimal = Decimal::from_parts(3_567_587_328, 232, 0, false, 0);

/// 元：an exact amount of money, in yuan.
///
/// ```
/// use jiuzhu::money::Yuan;
/// let bill: Yuan = "15863.46".parse()?;
/// assert_eq!(bill.to_string(), "15863.46");
/// assert_eq!(bill.grouped().to_string(), "15,863.46");
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Yuan(Decimal);

/// 比例：a share between 0% and 100%, of the base that the rule names.
///
/// ```
/// use jiuzhu::money::{Ratio, Yuan};
/// let ratio: Ratio = "65%".parse()?;
/// assert_eq!(Yuan::whole(22_000).times(ratio), Yuan::whole(14_300));
/// assert_eq!(ratio.to_string(), "65%");
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ratio(Decimal);

/// An amount as people read it.
#[derive(Clone, Copy, Debug)]
pub struct Grouped(Yuan);

/// Why a text is no amount or ratio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyError {
    /// Not digits with at most one point.
    NotANumber,
    /// A minus sign.
    Negative,
    /// More than two decimals; a ratio: more than six.
    TooPrecise,
    /// Over a million million yuan; a ratio: over 100%.
    TooLarge,
}

impl Yuan {
    /// 0.00 元.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A whole number of yuan.
    #[must_use]
    pub fn whole(yuan: u32) -> Self {
        Self(Decimal::from(yuan))
    }

    /// A whole number of fen, the hundredth of a yuan.
    #[must_use]
    pub fn fen(fen: u64) -> Self {
        Self(decimal(fen, 2))
    }

    /// The whole fen in it: of what was told, all of it.
    #[must_use]
    pub fn to_fens(self) -> i64 {
        i64::try_from(hundredths(self.to_fen().0).0).unwrap_or(i64::MAX)
    }

    /// So many fen, none for fewer than none.
    pub(crate) fn from_fens(fens: i64) -> Self {
        Self::fen(u64::try_from(fens).unwrap_or_default())
    }

    /// Rounds half up to the fen: the only rounding that no document asks for.
    ///
    /// ```
    /// use jiuzhu::money::{Ratio, Yuan};
    /// let half: Ratio = "50%".parse()?;
    /// assert_eq!(Yuan::fen(1).times(half).to_fen(), Yuan::fen(1)); // 0.005 -> 0.01
    /// assert_eq!(Yuan::fen(1).times("49%".parse()?).to_fen(), Yuan::ZERO); // 0.0049 -> 0.00
    /// # Ok::<(), jiuzhu::money::MoneyError>(())
    /// ```
    #[must_use]
    pub fn to_fen(mut self) -> Self {
        self.0.rescale(2);
        self
    }

    /// Whether this is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// What is left of `self` after `other`, never below zero.
    #[must_use]
    pub fn less(self, other: Self) -> Self {
        let left = self - other;
        if left.0.is_sign_negative() { Self::ZERO } else { left }
    }

    /// `ratio` of this amount, exact.
    #[must_use]
    pub fn times(self, ratio: Ratio) -> Self {
        Self(product(self.0, ratio.0))
    }

    /// This amount `count` times.
    #[must_use]
    pub fn repeated(self, count: u32) -> Self {
        Self(product(self.0, Decimal::from(count)))
    }

    /// The part of `self` that `part` is of `whole`, cut after the billionth of a fen; zero where `whole` is zero, and
    /// all of it where `part` is the whole.
    ///
    /// Multiplied first, so that what comes out even is exact, and then divided digit by digit: the decimal's own
    /// division would weigh two kilobytes in the module.
    #[must_use]
    pub fn in_proportion(self, part: Self, whole: Self) -> Self {
        if part >= whole {
            return if whole.is_zero() { Self::ZERO } else { self };
        }
        // A million times smaller on both sides of the division, so that a year of the largest bills has room.
        let (mut rest, mut share) = (Self(product(product(self.0, decimal(1, 6)), part.0)), Self::ZERO);
        for digit in 0..=28 {
            let one = Self(decimal(100_000_000_000_000_000, digit));
            let part = Self(product(whole.0, decimal(100_000_000_000, digit)));
            // The first digit stands for all above it as well.
            for _ in 0..10_000 {
                if rest < part {
                    break;
                }
                rest = rest - part;
                share = share + one;
            }
        }
        share
    }

    /// As people read it: thousands apart, fen only where there are any.
    #[must_use]
    pub fn grouped(self) -> Grouped {
        Grouped(self)
    }
}

impl Ratio {
    /// 100%.
    pub const ONE: Self = Self(Decimal::ONE);

    /// What is missing to 100%.
    #[must_use]
    pub fn rest(self) -> Self {
        Self(Decimal::ONE - self.0)
    }

    /// So many points more, 100% at most.
    #[must_use]
    pub fn plus(self, points: Self) -> Self {
        Self((self.0 + points.0).min(Decimal::ONE))
    }

    /// So many points less, never below nothing.
    #[must_use]
    pub fn less(self, points: Self) -> Self {
        Self((self.0 - points.0).max(Decimal::ZERO))
    }

    /// This share of another, to the millionth of a point, half of one to the even.
    ///
    /// ```
    /// use jiuzhu::money::Ratio;
    /// let [share, tenth, sum]: [Ratio; 3] = ["70%".parse()?, "10%".parse()?, "77%".parse()?];
    /// assert_eq!(share.plus(tenth.of(share)), sum);
    /// # Ok::<(), jiuzhu::money::MoneyError>(())
    /// ```
    #[must_use]
    pub fn of(self, whole: Self) -> Self {
        Self((self.0 * whole.0).round_dp(8))
    }
}

impl Add for Yuan {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        // Most sums begin with nothing.
        if other.is_zero() {
            self
        } else if self.is_zero() {
            other
        } else {
            Self(self.0.checked_add(other.0).unwrap_or(Decimal::MAX))
        }
    }
}

impl Sub for Yuan {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + Self(-other.0)
    }
}

impl Sum for Yuan {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

/// Two decimals, rounded as [`Yuan::to_fen`] rounds.
impl Say for Yuan {
    fn say(&self, text: &mut String) {
        let (fen, _) = hundredths(self.to_fen().0);
        text.push_str(Digits::of(fen, 2, None).as_str());
    }
}

/// As [`Yuan::grouped`] says.
impl Say for Grouped {
    fn say(&self, text: &mut String) {
        let (fen, _) = hundredths(self.0.to_fen().0);
        let (digits, decimals) = if fen % 100 == 0 { (fen / 100, 0) } else { (fen, 2) };
        text.push_str(Digits::of(digits, decimals, Some(b',')).as_str());
    }
}

impl Say for Ratio {
    fn say(&self, text: &mut String) {
        let (mut digits, mut scale) = hundredths(self.0);
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        text.push_str(Digits::of(digits, scale, None).as_str());
        text.push('%');
    }
}

shown!(Yuan, Grouped, Ratio, MoneyError);

impl Say for MoneyError {
    fn say(&self, text: &mut String) {
        text.push_str(match self {
            Self::NotANumber => "这不是数字",
            Self::Negative => "不能是负数",
            Self::TooPrecise => "小数位太多",
            Self::TooLarge => "数太大",
        });
    }
}

impl core::error::Error for MoneyError {}

impl FromStr for Yuan {
    type Err = MoneyError;

    /// # Errors
    /// [`MoneyError`] for anything but `digits[.digits]` with at most two decimals.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (digits, decimals) = digits(text, 2)?;
        let value = decimal(digits, decimals);
        if value > LIMIT { Err(MoneyError::TooLarge) } else { Ok(Self(value)) }
    }
}

impl FromStr for Ratio {
    type Err = MoneyError;

    /// # Errors
    /// [`MoneyError`] for anything but `digits[.digits]%` from 0% to 100%.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (digits, decimals) = digits(text.strip_suffix('%').ok_or(MoneyError::NotANumber)?, 6)?;
        let share = decimal(digits, decimals + 2);
        if share > Decimal::ONE { Err(MoneyError::TooLarge) } else { Ok(Self(share)) }
    }
}

/// Plain ASCII digits with at most one point and at most `decimals` digits after it: all of them as one number, the
/// largest there is where it is larger, and how many stand after the point.
fn digits(text: &str, decimals: u32) -> Result<(u64, u32), MoneyError> {
    if text.starts_with('-') {
        return Err(MoneyError::Negative);
    }
    let (whole, fraction) = cut(text, b'.').unwrap_or((text, "0"));
    let (Some(mut digits), Some(rest)) = (number(whole), number(fraction)) else {
        return Err(MoneyError::NotANumber);
    };
    let after = u32::try_from(fraction.len()).unwrap_or(u32::MAX);
    if after > decimals {
        return Err(MoneyError::TooPrecise);
    }
    for _ in 0..after {
        digits = digits.saturating_mul(10);
    }
    Ok((digits.saturating_add(rest), after))
}

fn product(one: Decimal, other: Decimal) -> Decimal {
    one.checked_mul(other).unwrap_or(Decimal::MAX)
}

/// `digits` with the point `scale` places from the right.
fn decimal(digits: u64, scale: u32) -> Decimal {
    let half = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or_default();
    Decimal::from_parts(half(digits), half(digits >> 32), 0, false, scale)
}

/// How many hundredths of one there are, and how many decimals of them.
fn hundredths(value: Decimal) -> (u64, u32) {
    let (mut digits, mut scale) = (u64::try_from(value.mantissa()).unwrap_or(u64::MAX), value.scale());
    while scale < 2 {
        digits = digits.saturating_mul(10);
        scale += 1;
    }
    (digits, scale - 2)
}

macro_rules! as_text {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }
    };
}
as_text!(Yuan);
as_text!(Ratio);
