//! 单据怎么说都一样：a bill comes to the same whichever of its parts it tells, as long as the others follow.
#![cfg(feature = "cli")]

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made_up::PACKS;
use crate::made_up::figures::Figures;
use crate::made_up::measure::Measure;
use crate::made_up::people::{Family, Telling, answers_with, everything, yuan};
use crate::support::{assess, ends, policy, policy_of};
use jiuzhu::money::Yuan;
use jiuzhu::policy::Policy;

/// What is open in turn: a part of what the funds paid.
pub const PARTS: [&str; 3] = ["basic_paid", "critical_paid", "assistance_paid"];

pub fn fen(amount: &Value) -> u64 {
    amount.as_str().map_or(0, |text| text.replace('.', "").parse().unwrap())
}

/// Answers in which every part of every bill is told.
pub fn whole(policy: &Policy, figures: &Figures, family: &Family) -> Value {
    let mut family = family.clone();
    for charge in &mut family.bills {
        charge.telling = Telling::default();
    }
    let mut answers = answers_with(policy, figures, &family);
    for bill in answers["bills"].as_array_mut().unwrap() {
        if bill["assistance_paid"].is_null() {
            bill["assistance_paid"] = json!("0.00");
        }
    }
    answers
}

pub fn funds(bill: &Value) -> u64 {
    PARTS.iter().map(|part| fen(&bill[*part])).sum()
}

fn own(bill: &Value) -> u64 {
    fen(&bill["total"]) - funds(bill) - fen(&bill["waived"]) - fen(&bill["other_paid"])
}

/// All amounts but the columns of the two insurances.
fn but_for_insurance(measure: &Measure) -> Vec<(Yuan, Yuan)> {
    let others = measure.rows().flat_map(|row| [&row[..2], &row[4..]].concat());
    measure.amounts[..=measure.statuses.len()].iter().copied().chain(others).collect()
}

/// Says what all funds paid in one sum, or what was left.
fn tell_sum(bill: &mut Value, by_funds: bool) {
    let (field, sum) = if by_funds { ("fund_paid", funds(bill)) } else { ("self_paid", own(bill)) };
    bill[field] = json!(yuan(sum));
}

pub fn forget(bill: &mut Value, part: &str) {
    bill.as_object_mut().unwrap().remove(part);
}

/// What a slip came to besides, told all the same.
fn some_part() -> impl Strategy<Value = (bool, usize)> {
    (any::<bool>(), 0..4_usize)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// 自己掏的、基金支付，各顶一项：in place of the part that follows from them they change nothing.
    #[test]
    fn the_part_that_follows_need_not_be_told(pack in any::<prop::sample::Index>(), family in everything(4), (by_funds, part) in some_part()) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        let mut told = known.clone();
        for bill in told["bills"].as_array_mut().unwrap() {
            tell_sum(bill, by_funds);
            // What stands on the slip as assistance is none where nothing says that it is more.
            if let Some(part) = PARTS.get(part) && (by_funds || *part != "assistance_paid") {
                forget(bill, part);
            }
        }
        prop_assert_eq!(Measure::of(policy, &known), Measure::of(policy, &told), "{} {}", policy.id, told);
    }

    /// 医保一共付了多少就够：where the sum of both insurances is told and no part of it, nothing but their two columns is
    /// open, unless a rule tells them apart; then the range holds both.
    #[test]
    fn a_sum_of_both_insurances_is_enough(pack in any::<prop::sample::Index>(), family in everything(4), by_funds in any::<bool>()) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        let of_each_bill = |change: &dyn Fn(&mut Value)| {
            let mut answers = known.clone();
            answers["bills"].as_array_mut().unwrap().iter_mut().for_each(change);
            but_for_insurance(&Measure::of(policy, &answers).unwrap())
        };
        let parted = |as_critical: bool| {
            of_each_bill(&|bill| {
                let insured = yuan(fen(&bill["basic_paid"]) + fen(&bill["critical_paid"]));
                let (all, none) = if as_critical { ("critical_paid", "basic_paid") } else { ("basic_paid", "critical_paid") };
                (bill[all], bill[none]) = (json!(insured), json!("0.00"));
            })
        };
        let told = of_each_bill(&|bill| {
            tell_sum(bill, by_funds);
            forget(bill, "basic_paid");
            forget(bill, "critical_paid");
        });
        let (one, other) = (parted(false), parted(policy.critical_insurance));
        // What critical insurance paid can be the proof that its threshold was reached.
        let is_proof = policy.parameters.iter().any(|parameter| parameter.id == "critical_deductible");
        if one == other && !is_proof {
            prop_assert_eq!(told, one, "{} {}", policy.id, known);
        } else {
            let holds = |part: &[(Yuan, Yuan)]| told.iter().zip(part).all(|(all, part)| all.0 <= part.0 && part.1 <= all.1);
            prop_assert!(holds(&one) && holds(&other), "{} {}", policy.id, known);
        }
    }

    /// 只知道一个总数，每一种分法都在范围里：where only the sum is told, every way of parting it lies in the range.
    #[test]
    fn a_sum_holds_every_way_of_parting_it(pack in any::<prop::sample::Index>(), family in everything(3), by_funds in any::<bool>(), shares in prop::collection::vec((0..=1_000_u64, 0..=1_000_u64), 4)) {
        let (policy, figures) = pack.get(&PACKS);
        let known = whole(policy, figures, &family);
        let uninsured = known["person"]["insurance"] == json!("none");
        if known["bills"].as_array().unwrap().is_empty() || uninsured {
            return Ok(());
        }
        let mut sum = known.clone();
        let bill = &mut sum["bills"][0];
        tell_sum(bill, by_funds);
        for part in &PARTS[..if by_funds { 3 } else { 2 }] {
            forget(bill, part);
        }
        let around = Measure::of(policy, &sum).unwrap();
        for (to_critical, to_help) in shares {
            let mut parted = known.clone();
            let bill = &mut parted["bills"][0];
            let help = if by_funds { funds(bill) * to_help / 1_000 } else { fen(&bill["assistance_paid"]) };
            let insured = funds(bill) - help;
            // Where there is no such insurance, nothing of it is told.
            let critical = if policy.critical_insurance { insured * to_critical / 1_000 } else { 0 };
            bill["basic_paid"] = json!(yuan(insured - critical));
            bill["critical_paid"] = json!(yuan(critical));
            bill["assistance_paid"] = json!(yuan(help));
            let inside = Measure::of(policy, &parted).unwrap();
            if inside.statuses.contains(&"not-computed") || around.statuses.contains(&"not-computed") {
                continue;
            }
            for (at, (inside, around)) in inside.amounts.iter().zip(&around.amounts).enumerate() {
                prop_assert!(around.0 <= inside.0 && inside.1 <= around.1, "{} {at}: {inside:?} not in {around:?}\n{parted}\n{sum}", policy.id);
            }
        }
    }
}

/// 低保 in Wuhan, one stay.
pub fn stay(parts: &Value) -> Value {
    let mut bill = json!({ "date": "2026-10-10", "care": "inpatient", "level": "city", "place": "local", "total": "10000" });
    bill.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    json!({
        "contract": 1, "as_of": "2026-11-20",
        "person": {
            "categories": ["subsistence-allowance"], "residence": "urban", "insurance": "resident", "age": 60, "diagnoses": [],
            "facts": { "poverty_risk": false, "recognised_on": "2020-01-01", "chemo_or_radiotherapy": false, "dialysis": false },
        },
        "bills": [bill],
        "parameters": { "critical_deductible": "12000" },
    })
}

/// The total, and the notes on the bill.
fn check(parts: &Value, total: (&str, &str), noted: &[&str]) {
    let policy = policy("wuhan-2023");
    let assessment = assess(&policy, &stay(parts));
    let found = ends(assessment.total);
    assert_eq!((found.0.as_str(), found.1.as_str()), total, "{parts}");
    let of_bill = assessment.notes.iter().filter(|note| note.bill == Some(0));
    assert_eq!(of_bill.map(|note| note.code).collect::<Vec<_>>(), noted, "{parts}");
    let row = &assessment.bills[0];
    let columns = [row.insured, row.waived_and_other, row.assistance, row.self_pay, row.out_of_scope]
        .map(|part| part.min);
    if found.0 == found.1 {
        assert_eq!(columns.into_iter().sum::<Yuan>(), row.total.min, "{parts} {row:?}");
    }
}

#[test]
fn slips_that_miss_their_sum_by_a_yuan_are_taken() {
    check(
        &json!({ "in_scope": "8000", "out_of_scope": "1999", "basic_paid": "5000", "critical_paid": "0" }),
        ("2400.00", "2400.00"),
        &["rounded"],
    );
    check(
        &json!({ "in_scope": "8000", "basic_paid": "5000", "critical_paid": "0", "self_paid": "5000.99" }),
        ("2400.00", "2400.00"),
        &["rounded"],
    );
    check(
        &json!({ "in_scope": "10001", "basic_paid": "10000.50", "critical_paid": "0.50" }),
        ("0.00", "0.00"),
        &["rounded"],
    );
    check(
        &json!({ "in_scope": "8000", "fund_paid": "5000", "basic_paid": "5001", "assistance_paid": "0" }),
        ("2399.20", "2399.20"),
        &["rounded", "paid-derived"],
    );
}

/// 只记得大概的总费用：a total that is known by its ends alone is no less than its parts, and no more where they are all.
#[test]
fn a_rough_total_is_as_sure_as_its_parts() {
    let policy = policy("wuhan-2023");
    let rough = |least: &str, most: &str| json!({ "min": least, "max": most });
    for (parts, total) in [
        (json!({ "total": rough("382.22", "2000"), "critical_paid": "2000" }), ("2000.00", "2000.00")),
        (json!({ "total": rough("5000", "20000"), "in_scope": "8000" }), ("8000.00", "20000.00")),
        (
            json!({ "total": rough("5000", "20000"), "in_scope": "8000", "out_of_scope": "2000" }),
            ("10000.00", "10000.00"),
        ),
        (
            json!({ "total": rough("0", "20000"), "basic_paid": "5000", "waived": "10", "self_paid": rough("4000", "6000") }),
            ("9010.00", "20000.00"),
        ),
        (
            json!({ "total": rough("0", "20000"), "fund_paid": "5000", "self_paid": rough("4000", "6000") }),
            ("9000.00", "11000.00"),
        ),
        // What rounding makes too much leaves a total that is told as it is.
        (json!({ "total": "1999.50", "critical_paid": "2000" }), ("1999.50", "1999.50")),
    ] {
        let found = ends(assess(&policy, &stay(&parts)).bills[0].total);
        assert_eq!((found.0.as_str(), found.1.as_str()), total, "{parts}");
    }
}

/// The slip is right: in places insurance pays for more than the catalogue.
#[test]
fn insurance_may_pay_beyond_the_catalogue() {
    check(
        &json!({ "in_scope": "8000", "basic_paid": "8300", "critical_paid": "0" }),
        ("0.00", "0.00"),
        &["beyond-scope"],
    );
    check(&json!({ "in_scope": "8000", "basic_paid": "8000", "critical_paid": "0" }), ("0.00", "0.00"), &[]);
}

#[test]
fn what_is_remembered_settles_the_rest() {
    let exact = ("2400.00", "2400.00");
    check(
        &json!({ "in_scope": "8000", "basic_paid": "5000", "self_paid": "5000" }),
        exact,
        &["paid-derived"],
    );
    check(&json!({ "in_scope": "8000", "self_paid": "5000" }), exact, &[]);
    check(&json!({ "in_scope": "8000", "fund_paid": "5000", "assistance_paid": "0" }), exact, &[]);
    // Of 救助 as help h, 80% of (3,000 + h) less h.
    check(&json!({ "in_scope": "8000", "fund_paid": "5000" }), ("1400.00", "2400.00"), &["fund-not-parted"]);
    check(
        &json!({ "in_scope": "8000", "basic_paid": "5000", "critical_paid": "0", "slips": 3 }),
        exact,
        &["slips"],
    );
}

/// 差几分钱不是参保的证明：what is less than a yuan may be rounding, so whoever has no insurance stays possible.
#[test]
fn a_rounded_slip_proves_no_insurance() {
    let policy = policy("foshan-2027");
    let open = |own: &str| {
        let mut answers = stay(&json!({ "self_paid": own }));
        answers["person"].as_object_mut().unwrap().remove("insurance");
        (answers["as_of"], answers["bills"][0]["date"]) = (json!("2027-11-20"), json!("2027-10-10"));
        (answers["person"]["facts"], answers["parameters"]) = (json!({}), json!({}));
        let assessment = assess(&policy, &answers);
        assessment
            .programs
            .iter()
            .any(|program| program.missing.iter().any(|path| path == "person.insurance"))
    };
    assert!(open("9999.13"), "87 分");
    assert!(!open("4000"), "6000 元");
}

/// A pack that helps those alone who have no insurance, by half of what basic insurance leaves.
fn uninsured_alone() -> Policy {
    let path = format!("{}/tests/page/support/within.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let who = r#"category = ["subsistence-allowance"]"#;
    let text = text
        .replace(
            &format!("{{ {who} }}"),
            &format!(r#"{{ all = [{{ {who} }}, {{ insurance = ["none"] }}] }}"#),
        )
        .replace("[[cases]]", "[[cases]]\ninsurance = \"none\"")
        .replace(", basic_paid = \"8000\"", "")
        .replace("(20000-8000)×50%", "20000×50%")
        .replace("amount = \"6000\"", "amount = \"10000\"");
    policy_of("within.toml", &text)
}

/// A slip that says what the funds paid in all, of somebody whose insurance nobody told: the range is that of the three
/// answers together, of which the one without insurance takes all of it as assistance.
#[test]
fn a_slip_is_read_as_each_insurance_would_have_it() {
    let policy = uninsured_alone();
    let read = |insurance: Option<&str>| {
        let mut answers = stay(&json!({ "in_scope": "8000", "fund_paid": "1000" }));
        let person = answers["person"].as_object_mut().unwrap();
        person.remove("insurance");
        person.remove("facts");
        person.extend(insurance.map(|word| ("insurance".to_owned(), json!(word))));
        answers["parameters"] = json!({});
        answers
    };
    let none = read(Some("none"));
    let row = &assess(&policy, &none).bills[0];
    let part = |part| ends(part).0;
    assert_eq!((part(row.basic), part(row.critical)), ("0.00".to_owned(), "0.00".to_owned()));
    // 8000×50%, of which 1000 are paid.
    let exact = |amount: &str| (amount.to_owned(), amount.to_owned());
    assert_eq!(
        (ends(row.assistance), ends(assess(&policy, &none).total)),
        (exact("4000.00"), exact("3000.00"))
    );

    let each = [Some("none"), Some("resident"), Some("employee")]
        .map(|word| Measure::of(&policy, &read(word)).unwrap());
    let open = Measure::of(&policy, &read(None)).unwrap();
    for (at, range) in open.amounts.iter().enumerate() {
        let ends = || each.iter().map(|one| one.amounts[at]);
        let hull =
            (ends().map(|(least, _)| least).min().unwrap(), ends().map(|(_, most)| most).max().unwrap());
        assert_eq!(*range, hull, "{at}");
    }
}
