//! The laws of amounts, held against the decimals themselves and against whole numbers of small parts.
#![allow(clippy::needless_pass_by_value, reason = "values are checked as they come")]

use std::fmt::{Debug, Display};

use proptest::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{Amount, LIMIT, MoneyError, Ratio, Yuan};
use crate::say::{Digits, Say};

/// Both are the same.
#[track_caller]
fn check<T: PartialEq + Debug>(law: &str, of: impl Display, ours: T, theirs: T) {
    assert_eq!(ours, theirs, "{law}: {of}");
}

/// So many of parts of which `10^scale` make one.
fn parts(number: u128, scale: u32) -> Decimal {
    Decimal::from_i128_with_scale(i128::try_from(number).unwrap(), scale)
}

/// The largest amount that can be read, in fen.
const MOST_FEN: u64 = 100_000_000_000_000;
/// All of a ratio, in the smallest parts that one is written with.
const WHOLE: u32 = 100_000_000;

fn fen() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), 0..100_u64, 0..10_000_000_u64, 0..=MOST_FEN, Just(MOST_FEN)]
}

/// In parts of which [`WHOLE`] make one.
fn share() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(WHOLE), (0..=100_u32).prop_map(|percent| percent * 1_000_000), 0..=WHOLE]
}

fn ratio(share: u32) -> Ratio {
    Ratio(parts(share.into(), 8))
}

fn range() -> impl Strategy<Value = Amount> {
    (fen(), fen()).prop_map(|(one, other)| Amount::between(Yuan::fen(one), Yuan::fen(other)))
}

/// A range, its ends, and something between them.
fn points(range: Amount, at: u64) -> [Yuan; 3] {
    let width = range.max() - range.min();
    [
        range.min(),
        range.max(),
        range.min() + width.times(ratio(u32::try_from(at % u64::from(WHOLE)).unwrap())),
    ]
}

/// What a text says by the rules of plain numbers, with the decimal's own reading.
fn plain(text: &str, decimals: usize, most: Decimal) -> Result<Decimal, MoneyError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    if text.starts_with('-') {
        Err(MoneyError::Negative)
    } else if !digits(whole) || !digits(fraction) {
        Err(MoneyError::NotANumber)
    } else if fraction.len() > decimals {
        Err(MoneyError::TooPrecise)
    } else {
        let value = Decimal::from_str_exact(text).map_err(|_| MoneyError::TooLarge)?;
        if value > most { Err(MoneyError::TooLarge) } else { Ok(value) }
    }
}

/// Texts that are numbers, nearly numbers and none.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,3}",
        "[0-9]{1,15}(\\.[0-9]{1,8})?",
        "0{0,3}1000000000000(\\.0[0-9]?)?",
        "[0-9]{18,40}",
        "100(\\.0{1,7}1?)?",
        "[-+.0-9%e,_ １]{0,6}",
    ]
}

/// 写出来的数字：in groups from the right, as the standard way writes them.
fn written(number: u64, decimals: usize, between: Option<char>) -> String {
    let digits = format!("{number:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        let left = whole.len() - at;
        text.extend(between.filter(|_| at > 0 && left % 3 == 0));
        text.push(digit);
    }
    if decimals > 0 { format!("{text}.{fraction}") } else { text }
}

#[test]
fn the_limit_is_a_million_million() {
    assert_eq!(LIMIT, Decimal::from(1_000_000_000_000_u64));
    assert_eq!(Yuan::fen(MOST_FEN).0, LIMIT);
    assert_eq!(ratio(WHOLE), Ratio::ONE);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    /// 读金额：a text is the amount that the decimal reads, or none.
    #[test]
    fn amounts_are_read_as_decimals(text in text()) {
        check("yuan", &text, text.parse::<Yuan>().map(|yuan| yuan.0), plain(&text, 2, LIMIT));
    }

    /// 读比例：likewise, in hundredths.
    #[test]
    fn ratios_are_read_as_decimals(text in text(), percent in prop_oneof![9 => Just("%"), 1 => Just("")]) {
        let hundred = Decimal::ONE_HUNDRED;
        let theirs = if percent.is_empty() && !text.ends_with('%') {
            Err(MoneyError::NotANumber)
        } else {
            plain(if percent.is_empty() { text.strip_suffix('%').unwrap_or(&text) } else { &text }, 6, hundred)
        };
        let text = format!("{text}{percent}");
        check("ratio", &text, text.parse::<Ratio>().map(|ratio| ratio.0 * hundred), theirs);
    }

    /// 写出来再读还是它：whatever is written is read as the same.
    #[test]
    fn what_is_written_is_read_again(fen in fen(), share in share()) {
        let yuan = Yuan::fen(fen);
        check("yuan", yuan, yuan.to_string().parse(), Ok(yuan));
        let ratio = ratio(share);
        check("ratio", ratio, ratio.to_string().parse(), Ok(ratio));
        check("a ratio's text", share, ratio.to_string(), format!("{}%", (ratio.0 * Decimal::ONE_HUNDRED).normalize()));
    }

    /// 只在最后舍入，四舍五入到分：rounded half up in whole parts, and shown so.
    #[test]
    fn rounding_is_half_up_to_the_fen(number in prop_oneof![0..10_u128.pow(22), 0..1000_u128], scale in 0..=10_u32, half in any::<bool>()) {
        let one = 10_u128.pow(scale.saturating_sub(2));
        let number = if half { number / one * one + one / 2 } else { number };
        let value = parts(number, scale);
        let fen = if scale < 2 { number * 10_u128.pow(2 - scale) } else { (number + one / 2) / one };
        let ours = Yuan(value);
        check("to the fen", value, ours.to_fen().0, parts(fen, 2));
        check("as the decimal rounds", value, ours.to_fen().0, value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
        if let Ok(fen) = u64::try_from(fen) {
            check("shown", value, ours.to_string(), written(fen, 2, None));
            let grouped = written(fen, 2, Some(','));
            check("grouped", value, ours.grouped().to_string(), grouped.strip_suffix(".00").unwrap_or(&grouped).into());
            let mut text = "付".to_owned();
            ours.say(&mut text);
            check("pushed", value, text, format!("付{ours}"));
        }
        check("zero", value, ours.is_zero(), number == 0);
        check("rounded once more", value, ours.to_fen().to_fen(), ours.to_fen());
    }

    /// 数字的写法.
    #[test]
    fn digits_are_written_as_usual(number in prop_oneof![any::<u64>(), 0..100_000_u64], decimals in 0..=8_u32) {
        for between in [None, Some(b','), Some(b' ')] {
            let theirs = written(number, decimals as usize, between.map(char::from));
            check("digits", number, Digits::of(number, decimals, between).as_str(), theirs.as_str());
        }
    }

    /// 加减乘都不丢分毫：sums, differences and products are those of whole parts.
    #[test]
    fn sums_and_products_are_exact(one in fen(), other in fen(), share in share(), count in any::<u32>()) {
        let (a, b) = (Yuan::fen(one), Yuan::fen(other));
        let exact = |number: u128, scale| Yuan(parts(number, scale));
        let (one, other) = (u128::from(one), u128::from(other));
        check("sum", one, a + b, exact(one + other, 2));
        check("of several", one, [a, b, a].into_iter().sum(), exact(2 * one + other, 2));
        check("difference", one, a + b - b, a);
        check("what is left", one, a.less(b), exact(one.saturating_sub(other), 2));
        check("share", share, a.times(ratio(share)), exact(one * u128::from(share), 10));
        check("share and rest", share, a.times(ratio(share)) + a.times(ratio(share).rest()), a);
        check("repeated", count, a.repeated(count), exact(one * u128::from(count), 2));
        check("order", one, a.cmp(&b), one.cmp(&other));
        check("whole", count, Yuan::whole(count), exact(count.into(), 0));
    }

    /// 按比例分摊：all of it for the whole, nothing of nothing, and else cut after the billionth of a fen.
    #[test]
    fn proportions_are_cut_after_a_billionth(all in fen(), part in fen(), whole in fen()) {
        let ours = Yuan::fen(all).in_proportion(Yuan::fen(part), Yuan::fen(whole));
        let [fen, of, to] = [all, part, whole].map(u128::from);
        let theirs = match to {
            0 => Yuan::ZERO,
            _ if of >= to => Yuan::fen(all),
            _ => Yuan(parts(fen * of * 10_u128.pow(9) / to, 11)),
        };
        check("in proportion", format!("{fen} × {of} / {to} fen"), ours, theirs);
    }

    /// Likewise where what is divided is itself a share.
    #[test]
    fn proportions_of_shares_are_cut_alike(all in 0..1_000_000_000_u64, share in share(), part in 0..1_000_000_000_u64, whole in 1..1_000_000_000_u64) {
        let (part, whole) = (part.min(whole - 1), whole);
        let ours = Yuan::fen(all).times(ratio(share)).in_proportion(Yuan::fen(part), Yuan::fen(whole));
        let number = u128::from(all) * u128::from(share) * u128::from(part) * 10 / u128::from(whole);
        check("in proportion", format!("{all} × {share} × {part} / {whole}"), ours, Yuan(parts(number, 11)));
    }

    /// 范围的运算包含每一点的运算，两端都取得到：what a range becomes holds what each of its points becomes.
    #[test]
    fn ranges_hold_what_their_points_become(a in range(), b in range(), share in share(), at in any::<[u64; 2]>()) {
        type OfRanges = fn(Amount, Amount) -> Amount;
        type OfPoints = fn(Yuan, Yuan) -> Yuan;
        let of_two: [(&str, OfRanges, OfPoints); 5] = [
            ("sum", |a, b| a + b, |x, y| x + y),
            ("less", Amount::less, Yuan::less),
            ("at most", Amount::at_most, Ord::min),
            ("at least", Amount::at_least, Ord::max),
            ("either", Amount::or, |x, _| x),
        ];
        for (law, of_ranges, of_points) in of_two {
            let around = of_ranges(a, b);
            let found: Vec<Yuan> = points(a, at[0]).into_iter()
                .flat_map(|x| points(b, at[1]).map(|y| of_points(x, y)))
                .chain((law == "either").then_some(points(b, at[1])).into_iter().flatten())
                .collect();
            prop_assert!(around.min() <= around.max(), "{law}: {a:?} {b:?}");
            prop_assert!(found.iter().all(|point| around.contains(*point)), "{law}: {a:?} {b:?}");
            check("least", law, around.min(), *found.iter().min().unwrap());
            check("most", law, around.max(), *found.iter().max().unwrap());
        }
        let paired = a.less_paired(b);
        let ends = [a.min().less(b.min()), a.max().less(b.max())];
        check("paired", format!("{a:?} {b:?}"), (paired.min(), paired.max()), (*ends.iter().min().unwrap(), *ends.iter().max().unwrap()));
        check("or nothing", format!("{a:?}"), a.or_nothing(), Amount::up_to(a.max()));
        let share = ratio(share);
        check("share", format!("{a:?}"), (a.times(share).min(), a.times(share).max()), (a.min().times(share), a.max().times(share)));
        check("to the fen", format!("{a:?}"), a.times(share).to_fen(), Amount::between(a.min().times(share).to_fen(), a.max().times(share).to_fen()));
        check("of several", format!("{a:?}"), [a, b].into_iter().sum(), a + b);
    }

    /// 一个准数：a range is exact where both ends are the same, and holds nothing outside its ends.
    #[test]
    fn a_range_holds_what_lies_between_its_ends(a in range(), one in fen(), other in fen()) {
        let value = Yuan::fen(other);
        let ends = |range: Amount| (range.min(), range.max());
        check("ends", value, ends(Amount::between(Yuan::fen(one), value)), (Yuan::fen(one.min(other)), Yuan::fen(one.max(other))));
        check("up to", value, ends(Amount::up_to(value)), (Yuan::ZERO, value));
        check("exact", format!("{a:?}"), a.exact(), (a.min() == a.max()).then_some(a.min()));
        check("of one value", value, Amount::from(value).exact(), Some(value));
        check("in either order", format!("{a:?}"), Amount::between(a.max(), a.min()), a);
        check("zero", format!("{a:?}"), a.is_zero(), a == Amount::ZERO);
        check("contains", value, a.contains(value), !(value < a.min() || value > a.max()));
        let smallest = Yuan::fen(1);
        prop_assert!(a.contains(a.min()) && a.contains(a.max()) && !a.contains(a.max() + smallest));
        prop_assert!(a.min().is_zero() || !a.contains(a.min() - smallest));
    }
}
