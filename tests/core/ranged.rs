//! 没有说定的金额：of an amount that is known by its ends alone, that nobody told, or of which only the sum with others
//! was told, what is shown is what all that it can be comes to, and no more.
#![cfg(feature = "cli")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made_up::PACKS;
use crate::made_up::measure::Measure;
use crate::made_up::people::{everything, yuan};
use crate::support::{assess, ends, policy};
use crate::told::{PARTS, fen, forget, funds, stay, whole};
use jiuzhu::policy::Policy;

/// Ways that are looked at in each round of the search for the least and the most.
const IN_A_ROUND: u64 = 40;
/// Beside so many peaks it is looked on in the next.
const PEAKS: usize = 6;
/// Columns of a row that say which of both insurances paid.
const INSURANCES: [usize; 2] = [2, 3];
const COLUMNS: usize = 7;
/// What of a bill can be open.
const AMOUNTS: [&str; 5] = ["total", "in_scope", "basic_paid", "critical_paid", "other_paid"];
/// How far two open amounts of a bill reach where all that both can be is tried, in fen.
const NEAR: u64 = 30;

/// What is not told of the first bill.
#[derive(Clone, Copy, Debug)]
enum Open {
    /// An amount of which only the ends are told: so many thousandths of it less and more, or so many fen.
    Rough(&'static str, u64),
    /// Nothing of an amount.
    Unknown(&'static str),
    /// Which of the funds paid how much.
    Parting,
}

/// Everything that one amount can be, and what it comes to.
struct Ways<'p> {
    policy: &'p Policy,
    known: Value,
    open: Open,
    seen: BTreeMap<u64, Measure>,
}

fn fens(measure: &Measure) -> Vec<(i64, i64)> {
    measure.amounts.iter().map(|(least, most)| (least.to_fens(), most.to_fens())).collect()
}

/// What all payers but the person paid.
fn paid(bill: &Value) -> u64 {
    funds(bill) + fen(&bill["waived"]) + fen(&bill["other_paid"])
}

impl Open {
    /// The answers in which it is open, and the ends of what it can be; none where it can only be one.
    fn of(self, policy: &Policy, known: &Value) -> Option<(Value, u64, u64)> {
        let mut told = known.clone();
        let bill = &mut told["bills"][0];
        let (total, in_scope, paid) = (fen(&bill["total"]), fen(&bill["in_scope"]), paid(bill));
        let (least, most) = match self {
            Self::Rough("total", by) => {
                let reach = total * by / 1_000;
                let ends = (total.saturating_sub(reach).max(in_scope).max(paid), total + reach);
                bill["total"] = json!({ "min": yuan(ends.0), "max": yuan(ends.1) });
                ends
            }
            Self::Rough(field, by) => {
                let here = fen(&bill[field]);
                let reach = here * by / 1_000;
                let room = if field == "in_scope" { total } else { here + total - paid };
                let ends = (here.saturating_sub(reach), (here + reach).min(room));
                bill[field] = json!({ "min": yuan(ends.0), "max": yuan(ends.1) });
                ends
            }
            Self::Unknown("in_scope") => {
                forget(bill, "in_scope");
                (0, total)
            }
            Self::Unknown(field) => {
                let (here, insured) =
                    (fen(&bill[field]), fen(&bill["basic_paid"]) + fen(&bill["critical_paid"]));
                // Rules that say how much insurance pays, or that there is none, leave nothing open.
                let is_ruled = policy.programs.iter().any(|program| program.fills.is_some())
                    || (field == "critical_paid" && !policy.critical_insurance);
                forget(bill, field);
                (
                    0,
                    if is_ruled {
                        0
                    } else {
                        in_scope.saturating_sub(insured - here).min(here + total - paid)
                    },
                )
            }
            Self::Parting => {
                // What critical insurance paid can be the proof that its threshold was reached.
                let is_proof =
                    policy.parameters.iter().any(|parameter| parameter.id == "critical_deductible");
                let all = funds(bill);
                bill["fund_paid"] = json!(yuan(all));
                for part in PARTS {
                    forget(bill, part);
                }
                (0, if is_proof { 0 } else { all })
            }
        };
        (least < most).then_some((told, least, most))
    }

    /// Tells it.
    fn tell(self, bill: &mut Value, fens: u64) {
        match self {
            Self::Rough(field, _) | Self::Unknown(field) => bill[field] = json!(yuan(fens)),
            Self::Parting => {
                bill["basic_paid"] = json!(yuan(funds(bill) - fens));
                (bill["critical_paid"], bill["assistance_paid"]) = (json!("0.00"), json!(yuan(fens)));
            }
        }
    }
}

impl Ways<'_> {
    /// What it comes to where the amount is so many fen.
    fn at(&mut self, amount: u64) -> &Measure {
        let Self { policy, known, open, seen } = self;
        seen.entry(amount).or_insert_with(|| {
            open.tell(&mut known["bills"][0], amount);
            Measure::of(policy, known).unwrap()
        })
    }

    /// The least and the most that the amount at this place comes to: looked for in ever shorter steps, beside each peak
    /// of what was found.
    fn hull(&mut self, place: usize, (least, most): (u64, u64)) -> (i64, i64) {
        let mut search = |sign: i64| {
            let (mut spans, mut step) = (vec![(least, most)], (most - least) / IN_A_ROUND);
            loop {
                step = step.max(1);
                let mut found = BTreeMap::new();
                for (from, upto) in spans {
                    for amount in (from..=upto).step_by(usize::try_from(step).unwrap()).chain([upto]) {
                        let (least, most) = self.at(amount).amounts[place];
                        found.insert(amount, (sign * least.to_fens()).max(sign * most.to_fens()));
                    }
                }
                if step == 1 {
                    return sign * found.into_values().max().unwrap();
                }
                let found: Vec<(u64, i64)> = found.into_iter().collect();
                let is_peak = |at: &usize| {
                    let beside = |at: Option<usize>| at.and_then(|at| found.get(at)).map(|(_, value)| *value);
                    let here = Some(found[*at].1);
                    beside(at.checked_sub(1)) < here && beside(Some(at + 1)) <= here
                };
                let mut peaks: Vec<_> = (0..found.len()).filter(is_peak).map(|at| found[at]).collect();
                peaks.sort_by_key(|(_, value)| -value);
                peaks.truncate(PEAKS);
                spans = peaks
                    .iter()
                    .map(|(at, _)| (at.saturating_sub(step).max(least), (at + step).min(most)))
                    .collect();
                step = 2 * step / IN_A_ROUND;
            }
        };
        (search(-1), search(1))
    }
}

fn any_open() -> impl Strategy<Value = Open> {
    prop_oneof![
        Just(Open::Parting),
        prop::sample::select(&AMOUNTS[1..4]).prop_map(Open::Unknown),
        (prop::sample::select(&AMOUNTS[..]), prop::sample::select(vec![1, 100, 500, 1_000]))
            .prop_map(|(field, by)| Open::Rough(field, by)),
    ]
}

/// Whether a range is the hull, but for the fen by which what it stands on is rounded now up, now down: a row may be
/// wider by such a fen for each of two programmes.
fn is_hull(told: (i64, i64), hull: (i64, i64), is_row: bool) -> bool {
    let wider = if is_row { -1..=2 } else { -1..=1 };
    wider.contains(&(hull.0 - told.0)) && wider.contains(&(told.1 - hull.1))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// 不多也不少：the total, each programme and each row come to the hull over all that the amount can be; and it is asked
    /// for, where nobody told it, if that changes a programme and only then.
    #[test]
    fn what_is_open_comes_to_the_hull_of_all_that_it_can_be(pack in any::<prop::sample::Index>(), family in everything(2), open in any_open()) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        if known["bills"].as_array().unwrap().is_empty() || known["person"]["insurance"] == json!("none") {
            return Ok(());
        }
        let Some((answers, least, most)) = open.of(policy, &known) else { return Ok(()) };
        let told = Measure::of(policy, &answers).unwrap();
        let mut ways = Ways { policy, known, open, seen: BTreeMap::new() };
        let programs = policy.programs.len();
        for (place, told) in fens(&told).into_iter().enumerate() {
            let column = place.checked_sub(programs + 1).map(|place| place % COLUMNS);
            if matches!(open, Open::Parting) && column.is_some_and(|column| INSURANCES.contains(&column)) {
                continue;
            }
            let hull = ways.hull(place, (least, most));
            prop_assert!(is_hull(told, hull, column.is_some()), "{} {place}: {told:?} for {hull:?} of {answers}", policy.id);
        }
        if let Open::Unknown(field) = open {
            let path = format!("bills[0].{field}");
            for program in 0..programs {
                let results = ways.seen.values().map(|way| (way.amounts[program], way.statuses[program]));
                let bears = results.collect::<BTreeSet<_>>().len() > 1;
                let asked = told.missing[program].contains(&path);
                prop_assert_eq!(bears, asked, "{} {} {}", policy.id, policy.programs[program].id, answers);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    /// 两个数都没有说定：the hull over all pairs.
    #[test]
    fn of_two_open_amounts_all_pairs_are_reached(pack in any::<prop::sample::Index>(), family in everything(2), pair in (0..5_usize, 1..5_usize)) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        if known["bills"].as_array().unwrap().is_empty() || known["person"]["insurance"] == json!("none") {
            return Ok(());
        }
        let fields = [AMOUNTS[pair.0], AMOUNTS[(pair.0 + pair.1) % 5]];
        let mut answers = known.clone();
        let mut ways = known.clone();
        let starts = fields.map(|field| fen(&known["bills"][0][field]));
        for (field, start) in fields.iter().zip(starts) {
            answers["bills"][0][*field] = json!({ "min": yuan(start), "max": yuan(start + NEAR) });
        }
        // Room for both, and for what is in the scope.
        let bill = &known["bills"][0];
        if fields.contains(&"total") || fen(&bill["in_scope"]).max(paid(bill)) + 2 * NEAR > fen(&bill["total"]) {
            return Ok(());
        }
        let told = fens(&Measure::of(policy, &answers).unwrap());
        let mut hull = vec![(i64::MAX, i64::MIN); told.len()];
        for (one, other) in (0..=NEAR).flat_map(|one| (0..=NEAR).map(move |other| (one, other))) {
            for ((field, start), more) in fields.iter().zip(starts).zip([one, other]) {
                ways["bills"][0][*field] = json!(yuan(start + more));
            }
            for (hull, way) in hull.iter_mut().zip(fens(&Measure::of(policy, &ways).unwrap())) {
                *hull = (hull.0.min(way.0), hull.1.max(way.1));
            }
        }
        for (place, (told, hull)) in told.into_iter().zip(hull).enumerate() {
            prop_assert!(is_hull(told, hull, place > policy.programs.len()), "{} {place}: {told:?} for {hull:?} of {answers}", policy.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// 说不准的再多，也不会算少：however many amounts are open, all that they can be lies within, also in one pass.
    #[test]
    fn however_many_amounts_are_open_all_ways_lie_within(
        pack in any::<prop::sample::Index>(), family in everything(4), open in prop::collection::vec(0..=3_u64, 20),
        shares in prop::collection::vec(0..=4_u64, 60),
    ) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        if known["person"]["insurance"] == json!("none") {
            return Ok(());
        }
        let mut answers = known.clone();
        let mut ways = vec![known.clone(); 3];
        let mut open = open.into_iter().cycle();
        let mut shares = shares.into_iter().cycle();
        for (at, bill) in known["bills"].as_array().unwrap().iter().enumerate() {
            // The rest of the bill is what nobody paid, so that each can take its part of that.
            let mut room = fen(&bill["total"]) - paid(bill);
            for field in &AMOUNTS[1..] {
                let here = fen(&bill[*field]);
                let more = if *field == "in_scope" { fen(&bill["total"]) - here } else { room / 2 };
                let reach = more.min(here / 2 + 10_000);
                if open.next() == Some(0) || reach == 0 || (*field == "critical_paid" && !policy.critical_insurance) {
                    continue;
                }
                if *field != "in_scope" {
                    room -= reach;
                }
                answers["bills"][at][*field] = json!({ "min": yuan(here - here / 2), "max": yuan(here + reach) });
                for way in &mut ways {
                    let span = here / 2 + reach;
                    way["bills"][at][*field] = json!(yuan(here - here / 2 + span * shares.next().unwrap() / 4));
                }
            }
        }
        let told = [Measure::of(policy, &answers), Measure::in_one_pass(policy, &answers)].map(|told| fens(&told.unwrap()));
        for way in ways {
            let found = fens(&Measure::of(policy, &way).unwrap());
            for told in &told {
                for (place, (way_ends, told)) in found.iter().zip(told).enumerate() {
                    prop_assert!(told.0 <= way_ends.0 && way_ends.1 <= told.1, "{} {place}: {way_ends:?} not in {told:?}\n{way}\n{answers}", policy.id);
                }
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
