//! The law of each mechanism, by itself.
#![cfg(not(target_arch = "wasm32"))]

use jiuzhu::assess::mechanism::{
    band::{self, Edge},
    cap::cap,
    deduct::deduct,
    fixed::fixed,
    per_unit::per_unit,
    ratio::ratio,
    threshold::{reached, threshold},
    top_up::top_up,
};
use jiuzhu::money::{Ratio, Yuan};
use jiuzhu::policy::Keeps;
use proptest::prelude::*;

fn yuan() -> impl Strategy<Value = Yuan> {
    prop_oneof![0..100_u64, 0..10_000_000_u64].prop_map(Yuan::fen)
}

fn share() -> impl Strategy<Value = Ratio> {
    (0..=1_000_u32)
        .prop_map(|tenths| format!("{}.{}%", tenths / 10, tenths % 10).parse().unwrap_or(Ratio::ONE))
}

fn edges(shares: &[Ratio], steps: &[u64]) -> Vec<Edge> {
    let mut upper = 0;
    let mut bands: Vec<Edge> = shares
        .iter()
        .zip(steps)
        .map(|(&share, step)| {
            upper += step;
            Edge { up_to: Some(Yuan::fen(upper)), share }
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
    fn deduct_leaves_the_rest(value in yuan(), off in yuan()) {
        prop_assert_eq!(deduct(value, off) + off.min(value), value);
    }

    /// 限额：never above the limit, and the value itself below it.
    #[test]
    fn cap_is_the_smaller_one(value in yuan(), limit in yuan()) {
        prop_assert_eq!(cap(value, limit), value.min(limit));
    }

    /// 比例：a share and its rest make up the whole.
    #[test]
    fn ratio_and_its_rest_are_the_whole(value in yuan(), share in share()) {
        prop_assert_eq!(ratio(value, share) + ratio(value, share.rest()), value);
    }

    /// 门槛：nothing below, everything or the excess above; the figure itself counts only for 以上.
    #[test]
    fn threshold_is_all_or_nothing(value in yuan(), at in yuan(), inclusive: bool) {
        let reaches = if inclusive { value >= at } else { value > at };
        prop_assert_eq!(reached(value, at, inclusive), reaches);
        let whole = threshold(value, at, inclusive, Keeps::Whole);
        let excess = threshold(value, at, inclusive, Keeps::Excess);
        prop_assert_eq!(whole, if reaches { value } else { Yuan::ZERO });
        prop_assert_eq!(excess, if reaches { value - at } else { Yuan::ZERO });
    }

    /// 分段累计：more never brings less, and the parts make up the value.
    #[test]
    fn marginal_bands_rise(bands in bands(), value in yuan(), more in yuan()) {
        prop_assert!(band::marginal(&bands, value) <= band::marginal(&bands, value + more));
        prop_assert!(band::marginal(&bands, value) <= value);
        prop_assert_eq!(band::parts(&bands, value).map(|(_, part)| part).sum::<Yuan>(), value);
    }

    /// 全额按段：all of it at the share of the band it falls in.
    #[test]
    fn whole_bands_take_one_share(bands in bands(), value in yuan()) {
        let share = band::falls_in(&bands, value).map_or(Ratio::ONE, |band| band.share);
        prop_assert_eq!(band::whole(&bands, value), value.times(share));
    }

    /// Spread over a quantity of the same size, bands are the plain bands.
    #[test]
    fn spread_over_itself_is_the_band(bands in bands(), value in 1..10_000_u64) {
        let value = Yuan::fen(value);
        prop_assert_eq!(band::spread(&bands, value, value).to_fen(), band::marginal(&bands, value).to_fen());
    }

    /// 补差：payments and what is missing reach the share exactly, or the payments are already above it.
    #[test]
    fn top_up_reaches_the_share(whole in yuan(), paid in yuan(), share in share()) {
        prop_assert_eq!(paid + top_up(whole, share, paid), paid.max(whole.times(share)));
    }

    /// 定额、按单位定额：adds the same whatever came before, once for each unit.
    #[test]
    fn amounts_are_added(value in yuan(), each in yuan(), count in 0..13_u32) {
        let one_by_one = (0..count).fold(value, |value, _| fixed(value, each));
        prop_assert_eq!(per_unit(value, each, count), one_by_one);
    }
}
