//! 基金支付怎么分：where only the sum of all funds is told, what is shown is what the ways of parting it come to, and no more.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made_up::PACKS;
use crate::made_up::measure::Measure;
use crate::made_up::people::{everything, yuan};
use crate::support::{assess, ends, policy};
use crate::told::{PARTS, forget, funds, stay, whole};
use jiuzhu::policy::Policy;

/// Ways that are looked at in each round of the search for the least and the most.
const IN_A_ROUND: u64 = 40;
/// Columns of a row that say which of both insurances paid.
const INSURANCES: [usize; 2] = [2, 3];
const COLUMNS: usize = 7;

/// Every way of parting the sum of the first bill that was looked at, and what it comes to.
struct Ways<'p> {
    policy: &'p Policy,
    known: Value,
    seen: BTreeMap<u64, Vec<(i64, i64)>>,
}

fn fens(measure: &Measure) -> Vec<(i64, i64)> {
    measure.amounts.iter().map(|(least, most)| (least.to_fens(), most.to_fens())).collect()
}

impl Ways<'_> {
    /// The amounts where so many fen of it are assistance.
    fn at(&mut self, help: u64) -> &[(i64, i64)] {
        let Self { policy, known, seen } = self;
        seen.entry(help).or_insert_with(|| {
            let bill = &mut known["bills"][0];
            bill["basic_paid"] = json!(yuan(funds(bill) - help));
            (bill["critical_paid"], bill["assistance_paid"]) = (json!("0.00"), json!(yuan(help)));
            fens(&Measure::of(policy, known).unwrap())
        })
    }

    /// The least and the most that the amount at this place comes to: looked for in ever shorter steps.
    fn hull(&mut self, place: usize) -> (i64, i64) {
        let all = funds(&self.known["bills"][0]);
        let mut search = |sign: i64| {
            let (mut from, mut upto, mut best) = (0, all, i64::MIN);
            loop {
                let step = ((upto - from) / IN_A_ROUND).max(1);
                let mut found = (i64::MIN, 0);
                let helps = (from..=upto).step_by(usize::try_from(step).unwrap()).chain([upto]);
                for help in helps {
                    let (least, most) = self.at(help)[place];
                    found = found.max(((sign * least).max(sign * most), help));
                }
                best = best.max(found.0);
                if step == 1 {
                    return sign * best;
                }
                (from, upto) = (found.1.saturating_sub(step).max(from), (found.1 + step).min(upto));
            }
        };
        (search(-1), search(1))
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// 不多也不少：the total and each programme come to the hull over all ways of parting the sum, but for the fen by which
    /// what they stand on is rounded now up, now down; each row does so, too, but may be wider by such a fen for each of two
    /// programmes.
    #[test]
    fn a_sum_comes_to_the_hull_of_its_partings(pack in any::<prop::sample::Index>(), family in everything(2)) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        let uninsured = known["person"]["insurance"] == json!("none");
        let is_proof = policy.parameters.iter().any(|parameter| parameter.id == "critical_deductible");
        if known["bills"].as_array().unwrap().is_empty() || uninsured || is_proof {
            return Ok(());
        }
        let mut sum = known.clone();
        let bill = &mut sum["bills"][0];
        bill["fund_paid"] = json!(yuan(funds(bill)));
        for part in PARTS {
            forget(bill, part);
        }
        let told = fens(&Measure::of(policy, &sum).unwrap());
        let mut ways = Ways { policy, known, seen: BTreeMap::new() };
        let first_row = policy.programs.len() + 1;
        for (place, told) in told.into_iter().enumerate() {
            let column = place.checked_sub(first_row).map(|place| place % COLUMNS);
            if column.is_none_or(|column| !INSURANCES.contains(&column)) {
                let hull = ways.hull(place);
                let wider = if column.is_some() { -1..=2 } else { -1..=1 };
                let is_hull = wider.contains(&(hull.0 - told.0)) && wider.contains(&(told.1 - hull.1));
                prop_assert!(is_hull, "{} {place}: {told:?} for {hull:?} of {sum}", policy.id);
            }
        }
    }
}

/// 一步一步算到的就是能领的数：also where some way of parting the sum leaves a step out.
#[test]
fn the_steps_end_with_the_amount() {
    let policy = policy("wuhan-2023");
    let assessment = assess(&policy, &stay(&json!({ "in_scope": "8000", "fund_paid": "5000" })));
    let inpatient = assessment.programs.iter().find(|program| program.id == "inpatient").unwrap();
    let results = inpatient.steps.iter().map(|step| ends(step.result)).collect::<Vec<_>>();
    let range = |least: &str, most: &str| (least.to_owned(), most.to_owned());
    // What is left of the scope, 80% of it, held to the limit, less the help that is on the slip.
    let steps = [
        range("3000.00", "8000.00"),
        range("2400.00", "6400.00"),
        range("2400.00", "6400.00"),
        range("1400.00", "2400.00"),
    ];
    assert_eq!((results.as_slice(), ends(inpatient.amount)), (&steps[..], range("1400.00", "2400.00")));
}

/// 德化只看申请的金额，没有一个项目按单据算：its rows are told apart by insurance and parted all the same.
#[test]
fn rows_are_parted_where_no_programme_pays_on_bills() {
    let policy = policy("dehua-2004");
    let answers = json!({
        "contract": 1, "as_of": "2004-12-30",
        "person": {
            "age": 45, "categories": ["five-guarantee"], "diagnoses": ["uremia"], "residence": "urban",
            "facts": { "claim_amount": "198107.45", "personal_premium": "935.03" },
        },
        "bills": [{
            "date": "2004-06-07", "care": "chronic-outpatient", "level": "township", "place": "local", "province": "same",
            "total": "1323.10", "in_scope": "299.02", "critical_paid": "0", "other_paid": "47.83", "fund_paid": "139.04",
            "self_paid": "1136.23", "months": 2, "days": 60,
        }],
    });
    let row = &assess(&policy, &answers).bills[0];
    // 299.02 less 47.83 and 139.04, whoever paid that.
    assert_eq!(ends(row.self_pay), ("112.15".to_owned(), "112.15".to_owned()));
    assert_eq!(ends(row.assistance), ("0.00".to_owned(), "139.04".to_owned()));
}
