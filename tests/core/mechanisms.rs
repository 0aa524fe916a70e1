//! The law of each mechanism, by itself.
//!
//! They share one: what is given for a range is the exact least and most of what is given for its points.
#![cfg(not(target_arch = "wasm32"))]

use jiuzhu::assess::Truth;
use jiuzhu::assess::mechanism::{
    band::{self, Edge},
    cap::cap,
    deduct::deduct,
    discretion::discretion,
    fixed::fixed,
    per_unit::per_unit,
    ratio::ratio,
    round::{round, step},
    threshold::{reached, threshold},
    top_up::top_up,
};
use jiuzhu::money::{Amount, Denomination, Ratio, Remainder, Rounding, Yuan};
use jiuzhu::policy::Keeps;
use proptest::prelude::*;

fn yuan() -> impl Strategy<Value = Yuan> {
    prop_oneof![0..100_u64, 0..10_000_000_u64].prop_map(Yuan::fen)
}

fn share() -> impl Strategy<Value = Ratio> {
    (0..=1_000_u32)
        .prop_map(|tenths| format!("{}.{}%", tenths / 10, tenths % 10).parse().unwrap_or(Ratio::ONE))
}

/// Narrow ranges, so that all their points can be tried.
fn range() -> impl Strategy<Value = (Yuan, Vec<Yuan>)> {
    (0..400_u64, 0..60_u64)
        .prop_map(|(start, width)| (Yuan::fen(start), (start..=start + width).map(Yuan::fen).collect()))
}

fn whole_range(points: &[Yuan]) -> Amount {
    points.iter().fold(Amount::exactly(points[0]), |range, &point| range.or(point.into()))
}

/// The result for a range is the hull of the results for its points.
fn is_exact(points: &[Yuan], rule: impl Fn(Amount) -> Amount) -> Result<(), TestCaseError> {
    let each = points.iter().map(|&point| rule(Amount::exactly(point)));
    let hull = each.reduce(Amount::or).unwrap_or_default();
    prop_assert_eq!(rule(whole_range(points)), hull);
    Ok(())
}

fn edges(shares: &[Ratio], steps: &[u64]) -> Vec<Edge> {
    let mut upper = 0;
    let mut bands: Vec<Edge> = shares
        .iter()
        .zip(steps)
        .map(|(&share, step)| {
            upper += step;
            Edge { up_to: Some(Yuan::fen(upper)), share: (share, share) }
        })
        .collect();
    if let Some(last) = bands.last_mut() {
        last.up_to = None;
    }
    bands
}

fn bands() -> impl Strategy<Value = Vec<Edge>> {
    (prop::collection::vec(share(), 1..4), prop::collection::vec(1..200_u64, 3))
        .prop_map(|(shares, steps)| edges(&shares, &steps))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// 起付标准：what is taken off and what is left make up the value, unless the value is smaller.
    #[test]
    fn deduct_leaves_the_rest(value in yuan(), off in yuan(), points in range()) {
        let left = deduct(value.into(), off.into()).max();
        prop_assert_eq!(left + off.min(value), value);
        is_exact(&points.1, |value| deduct(value, off.into()))?;
    }

    /// 限额：never above the limit, and the value itself below it.
    #[test]
    fn cap_is_the_smaller_one(value in yuan(), limit in yuan(), points in range()) {
        prop_assert_eq!(cap(value.into(), limit.into()).max(), value.min(limit));
        is_exact(&points.1, |value| cap(value, limit.into()))?;
    }

    /// 比例：a share and its rest make up the whole.
    #[test]
    fn ratio_and_its_rest_are_the_whole(value in yuan(), share in share(), points in range()) {
        let (part, rest) = (ratio(value.into(), share, share), ratio(value.into(), share.rest(), share.rest()));
        prop_assert_eq!(part.max() + rest.max(), value);
        is_exact(&points.1, |value| ratio(value, share, share))?;
    }

    /// 酌情：holds every share between its bounds.
    #[test]
    fn discretion_holds_every_share_between(value in yuan(), shares in prop::array::uniform3(share())) {
        let mut shares = shares;
        shares.sort_unstable();
        let range = discretion(value.into(), shares[0], shares[2]);
        prop_assert!(range.contains(value.times(shares[1])));
        prop_assert_eq!((range.min(), range.max()), (value.times(shares[0]), value.times(shares[2])));
    }

    /// 门槛：nothing below, everything or the excess above; the figure itself counts only for 以上.
    #[test]
    fn threshold_is_all_or_nothing(value in yuan(), at in yuan(), inclusive: bool, points in range()) {
        let reaches = if inclusive { value >= at } else { value > at };
        prop_assert_eq!(reached(value.into(), at.into(), inclusive), if reaches { Truth::Yes } else { Truth::No });
        let whole = threshold(value.into(), at.into(), inclusive, Keeps::Whole).max();
        let excess = threshold(value.into(), at.into(), inclusive, Keeps::Excess).max();
        prop_assert_eq!(whole, if reaches { value } else { Yuan::ZERO });
        prop_assert_eq!(excess, if reaches { value - at } else { Yuan::ZERO });
        let inside = points.1[points.1.len() / 2];
        is_exact(&points.1, |value| threshold(value, inside.into(), true, Keeps::Excess))?;
        let all = threshold(whole_range(&points.1), inside.into(), true, Keeps::Whole);
        for &point in &points.1 {
            let one = threshold(point.into(), inside.into(), true, Keeps::Whole);
            prop_assert!(all.contains(one.min()));
        }
        prop_assert_eq!(all.max(), points.1[points.1.len() - 1]);
    }

    /// 分段累计：more never brings less, and the parts make up the value.
    #[test]
    fn marginal_bands_rise(bands in bands(), value in yuan(), more in yuan(), points in range()) {
        let paid = |value: Yuan| band::marginal(&bands, value.into()).max();
        prop_assert!(paid(value) <= paid(value + more));
        prop_assert!(paid(value) <= value);
        prop_assert_eq!(band::parts(&bands, value).map(|(_, part)| part).sum::<Yuan>(), value);
        is_exact(&points.1, |value| band::marginal(&bands, value))?;
    }

    /// 全额按段：the share of the band it falls in, and a range knows of every cliff inside it.
    #[test]
    fn whole_bands_know_their_cliffs(bands in bands(), points in range()) {
        let value = points.1[0];
        let share = band::falls_in(&bands, value).map_or(Ratio::ONE, |band| band.share.0);
        prop_assert_eq!(band::whole(&bands, value.into()), Amount::exactly(value.times(share)));
        is_exact(&points.1, |value| band::whole(&bands, value))?;
    }

    /// Spread over a quantity of the same size, bands are the plain bands.
    #[test]
    fn spread_over_itself_is_the_band(bands in bands(), value in 1..10_000_u64) {
        let value = Amount::exactly(Yuan::fen(value));
        let spread = band::spread(&bands, value, value, true).to_fen();
        prop_assert_eq!(spread, band::marginal(&bands, value).to_fen());
        prop_assert_eq!(band::spread(&bands, value, value, false), band::whole(&bands, value));
    }

    /// 补差：payments and what is missing reach the share exactly, or the payments are already above it.
    #[test]
    fn top_up_reaches_the_share(whole in yuan(), paid in yuan(), share in share(), points in range()) {
        let missing = top_up(whole.into(), (share, share), paid.into()).max();
        prop_assert_eq!(paid + missing, paid.max(whole.times(share)));
        is_exact(&points.1, |whole| top_up(whole, (share, share), paid.into()))?;
    }

    /// 定额、按单位定额：adds the same whatever came before, once for each unit.
    #[test]
    fn amounts_are_added(value in yuan(), each in yuan(), count in 0..13_u32) {
        let one_by_one = (0..count).fold(Amount::exactly(value), |value, _| fixed(value, each.into()));
        prop_assert_eq!(per_unit(value.into(), each.into(), (count, count)), one_by_one);
        let between = per_unit(value.into(), each.into(), (0, count));
        prop_assert_eq!((between.min(), between.max()), (value, one_by_one.max()));
    }

    /// 取整：as whole numbers round, with what lies between known by half.
    #[test]
    fn a_document_rounds_as_whole_numbers_do(fens in prop_oneof![0..2_000_u64, 0..10_000_000_u64], tenths in prop_oneof![Just(500_u64), 0..=1_000_u64], points in range()) {
        let share: Ratio = format!("{}.{}%", tenths / 10, tenths % 10).parse().unwrap();
        let (value, parts) = (Yuan::fen(fens).times(share), fens * tenths);
        for (to, unit) in [(Denomination::Yuan, 100_000), (Denomination::Jiao, 10_000), (Denomination::Fen, 1_000)] {
            let (whole, rest) = (parts / unit, parts % unit);
            for (how, more) in [
                (Remainder::HalfUp, rest * 2 >= unit),
                (Remainder::HalfEven, rest * 2 > unit || rest * 2 == unit && whole % 2 == 1),
                (Remainder::Dropped, false),
            ] {
                let rounding = Rounding { to, how };
                let wanted = Yuan::fen((whole + u64::from(more)) * (unit / 1_000));
                prop_assert_eq!(step(value.into(), rounding), Amount::exactly(wanted), "{} {:?}", value, rounding);
                is_exact(&points.1, |value| step(value, rounding))?;
            }
        }
    }

    /// 舍入：within half a fen, and once is enough.
    #[test]
    fn rounding_is_within_half_a_fen(value in yuan(), share in share()) {
        let exact = value.times(share);
        let rounded = round(exact.into());
        prop_assert_eq!(round(rounded), rounded);
        let rounded = rounded.max();
        let half = Yuan::fen(1).times("50%".parse().unwrap_or(Ratio::ONE));
        prop_assert!(rounded.less(exact) <= half && exact.less(rounded) < half + Yuan::fen(0) || exact == rounded);
    }
}

/// As many bills as may be told, each as large as may be.
#[test]
fn the_largest_year_is_spread_like_any_other() {
    let most: Yuan = "1000000000000".parse().unwrap_or_default();
    let year = Amount::exactly(most.repeated(1000));
    let (low, high) = (share_of("60%"), share_of("70%"));
    let bands = [
        Edge { up_to: Some(most.repeated(500)), share: (low, low) },
        Edge { up_to: None, share: (high, high) },
    ];
    assert_eq!(band::spread(&bands, year, year, true), Amount::exactly(most.repeated(650)));
}

fn share_of(text: &str) -> Ratio {
    text.parse().unwrap_or(Ratio::ONE)
}
