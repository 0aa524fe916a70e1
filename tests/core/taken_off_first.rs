//! 起付先看病的先扣: what a year's sum loses, its first bills bear, and each bill's own share is of what is left of it.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy, program};
use jiuzhu::policy::Policy;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// 潮州，低保边缘: 3,000 元 a year, then 100% in the city and 85% outside it, 200,000 元 at most.
static CHAOZHOU: LazyLock<Policy> = LazyLock::new(|| policy("chaozhou-2024"));
const DEDUCTIBLE: u64 = 300_000;
const LIMIT: u64 = 20_000_000;

/// 一次住院: fen in scope, at least and at most, and whether in the city.
#[derive(Clone, Debug)]
struct Stay {
    least: u64,
    most: u64,
    is_local: bool,
}

fn yuan(fens: u64) -> String {
    format!("{}.{:02}", fens / 100, fens % 100)
}

/// By hand, in hundredths of a fen: what each stay gets, in the order of days, rounded once.
fn by_hand(stays: &[(u64, bool)]) -> u64 {
    let (mut sum, mut paid) = (0_u64, 0_u64);
    for (fens, is_local) in stays {
        let before = sum.saturating_sub(DEDUCTIBLE);
        sum += fens;
        let left = sum.saturating_sub(DEDUCTIBLE) - before;
        paid += left * if *is_local { 100 } else { 85 };
    }
    (paid.min(LIMIT * 100) + 50) / 100
}

fn family(stays: &[Stay]) -> Value {
    let bills: Vec<Value> = stays
        .iter()
        .zip(1..)
        .map(|(Stay { least, most, is_local }, day): (_, u32)| {
            let (place, total) = (if *is_local { "local" } else { "referred" }, yuan(*most));
            let in_scope = json!({ "min": yuan(*least), "max": yuan(*most) });
            json!({
                "date": format!("2026-03-{day:02}"), "care": "inpatient", "place": place, "province": "same",
                "total": total, "in_scope": in_scope, "basic_paid": "0", "critical_paid": "0",
            })
        })
        .collect();
    json!({
        "contract": 1,
        "as_of": "2026-06-30",
        "person": {
            "categories": ["subsistence-margin"], "insurance": "resident",
            "facts": { "personal_premium": "0", "severe_mental_disorder": false },
        },
        "bills": bills,
        "parameters": { "income_year_before_last": "30000" },
    })
}

fn stays(width: u64) -> impl Strategy<Value = Vec<Stay>> {
    let most = prop_oneof![0..50_000_u64, 0..700_000_u64, 0..30_000_000_u64];
    let stay = (most, 0..=width, any::<bool>()).prop_map(|(least, width, is_local)| {
        let least = least + 1;
        Stay { least, most: least + width, is_local }
    });
    prop::collection::vec(stay, 1..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_bill_has_its_share_of_what_the_deductible_leaves_of_it(stays in stays(0)) {
        let answers = family(&stays);
        let assessment = assess(&CHAOZHOU, &answers);
        let told: Vec<_> = stays.iter().map(|stay| (stay.most, stay.is_local)).collect();
        let wanted = yuan(by_hand(&told));
        prop_assert_eq!(ends(program(&assessment, "inpatient").amount), (wanted.clone(), wanted));
    }

    #[test]
    fn of_stays_known_by_half_the_range_is_the_hull(stays in stays(900_000)) {
        let answers = family(&stays);
        let assessment = assess(&CHAOZHOU, &answers);
        let end = |of: fn(&Stay) -> u64| yuan(by_hand(&stays.iter().map(|stay| (of(stay), stay.is_local)).collect::<Vec<_>>()));
        let wanted = (end(|stay| stay.least), end(|stay| stay.most));
        prop_assert_eq!(ends(program(&assessment, "inpatient").amount), wanted);
    }
}
