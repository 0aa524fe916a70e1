//! What nobody can compute is neither nothing nor without limit, and takes no other programme's place.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy, program};
use serde_json::{Value, json};

/// What one programme comes to.
struct Expected<'a> {
    program: &'a str,
    status: &'a str,
    amount: (&'a str, &'a str),
}

fn check(id: &str, answers: &Value, expected: &[Expected<'_>], total: (&str, &str)) {
    let policy = policy(id);
    let assessment = assess(&policy, answers);
    for Expected { program: name, status, amount: (least, most) } in expected {
        let found = program(&assessment, name);
        let amount = ends(found.amount);
        assert_eq!(
            (found.status, amount.0.as_str(), amount.1.as_str(), found.replaced_by),
            (*status, *least, *most, None),
            "{id} {name}"
        );
    }
    let found = ends(assessment.total);
    assert_eq!((found.0.as_str(), found.1.as_str()), total, "{id}");
    let told = assessment.notes.iter().filter(|note| note.code == "not-computed").count();
    assert!(told > 0, "{id} says that something is not computed");
}

/// A stay of 200000 on which nothing was paid, but for what `more` says.
fn stay(date: &str, more: &Value) -> Value {
    let mut bill = json!({ "date": date, "care": "inpatient", "total": "200000", "in_scope": "200000", "basic_paid": "0", "critical_paid": "0" });
    if let (Some(fields), Some(more)) = (bill.as_object_mut(), more.as_object()) {
        fields.extend(more.clone());
    }
    bill
}

#[test]
fn a_shared_limit_that_nobody_gives_is_not_computed() {
    let answers = json!({
        "contract": 1,
        "as_of": "2026-09-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident" },
        "bills": [stay("2026-08-20", &json!({ "place": "local" }))],
        "parameters": { "core_deductible": "0", "allowance_ratio": "70%" },
    });
    let expected = [Expected { program: "inpatient", status: "not-computed", amount: ("0.00", "0.00") }];
    check("national-2026", &answers, &expected, ("0.00", "0.00"));
}

/// 五保 in a hospital outside the county, for which the rules give no share: it goes before the outpatient card, but
/// perhaps for nothing.
#[test]
fn the_first_of_two_that_is_not_computed_is_not_replaced_by_the_second() {
    let answers = json!({
        "contract": 1,
        "as_of": "2010-05-01",
        "person": {
            "categories": ["five-guarantee"], "insurance": "resident", "residence": "rural", "diagnoses": [],
            "facts": { "local_household": true, "personal_premium": "0" },
        },
        "bills": [stay("2010-04-20", &json!({ "level": "city", "place": "referred", "basic_paid": "180000" }))],
    });
    let expected = [
        Expected { program: "inpatient", status: "not-computed", amount: ("0.00", "0.00") },
        Expected { program: "outpatient-daily", status: "eligible", amount: ("0.00", "50.00") },
    ];
    check("county-four-modes", &answers, &expected, ("0.00", "50.00"));
}

/// One stay in the county, one outside of it: the first is paid, and so there is no outpatient card beside it.
#[test]
fn what_is_computed_of_some_bills_is_paid_and_takes_its_place() {
    let bills = [
        stay(
            "2010-03-20",
            &json!({ "level": "county", "place": "local", "total": "9000", "in_scope": "9000", "basic_paid": "6000" }),
        ),
        stay("2010-04-20", &json!({ "level": "city", "place": "referred" })),
    ];
    let answers = json!({
        "contract": 1,
        "as_of": "2010-05-01",
        "person": {
            "categories": ["subsistence-allowance"], "insurance": "resident", "residence": "rural",
            "diagnoses": ["parkinson"], "facts": { "bedridden": true, "personal_premium": "0" },
        },
        "bills": bills,
    });
    let expected = [Expected { program: "inpatient", status: "not-computed", amount: ("450.00", "450.00") }];
    check("county-four-modes", &answers, &expected, ("450.00", "450.00"));
}

/// 低保 and 因病致贫 at once, with the figures of the second alone: the first may pay more.
#[test]
fn the_better_of_two_is_open_where_one_is_not_computed() {
    let answers = json!({
        "contract": 1,
        "as_of": "2026-09-01",
        "person": { "categories": ["subsistence-allowance", "illness-impoverished"], "insurance": "resident" },
        "bills": [stay("2026-08-20", &json!({ "place": "local", "total": "20000", "in_scope": "20000" }))],
        "parameters": { "illness_deductible": "5000", "illness_ratio": "50%", "annual_limit": "100000" },
    });
    let expected = [
        Expected { program: "inpatient", status: "not-computed", amount: ("0.00", "0.00") },
        Expected { program: "on-application", status: "eligible", amount: ("0.00", "7500.00") },
    ];
    check("national-2026", &answers, &expected, ("0.00", "7500.00"));
}

/// Nobody gives the limit of 住院救助, so 重特大疾病救助 stands on anything from nothing to all that is left.
#[test]
fn what_stands_on_something_not_computed_is_a_range() {
    let answers = json!({
        "contract": 1,
        "as_of": "2026-09-01",
        "person": { "categories": ["subsistence-margin"], "insurance": "resident" },
        "bills": [stay("2026-08-20", &json!({ "place": "local" }))],
    });
    let expected = [
        Expected { program: "inpatient", status: "not-computed", amount: ("0.00", "0.00") },
        Expected { program: "major-illness", status: "unknown", amount: ("0.00", "95000.00") },
    ];
    check("tianjin-2023", &answers, &expected, ("0.00", "95000.00"));
}

/// The year of one programme begins in December, that of the others in January.
#[test]
fn a_bill_of_another_year_of_one_programme_is_named() {
    let visit = |date: &str| json!({ "date": date, "care": "chronic-outpatient", "total": "2000", "in_scope": "2000", "basic_paid": "1000", "critical_paid": "0" });
    let answers = json!({
        "contract": 1,
        "as_of": "2018-12-20",
        "person": { "categories": ["registered-poor"], "insurance": "resident", "diagnoses": ["diabetes"] },
        "bills": [visit("2018-12-05"), visit("2018-11-05")],
    });
    let policy = policy("guangxi-2018");
    let assessment = assess(&policy, &answers);
    let named: Vec<String> = assessment
        .notes
        .iter()
        .filter(|note| note.code == "other-year")
        .map(|note| note.text.to_string())
        .collect();
    assert_eq!(
        named,
        ["2018年11月5日的单据不在“门诊特殊慢性病补到80%”的同一个年度里，没有算进这一项；请单独再算一次"]
    );
}

/// Who asks the office asks once: for the deductible, the share and the limit that the programme shares.
#[test]
fn every_figure_that_is_lacking_is_named_at_once() {
    let answers = json!({
        "contract": 1,
        "as_of": "2026-09-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident" },
        "bills": [stay("2026-08-20", &json!({ "place": "local" }))],
    });
    let policy = policy("national-2026");
    let assessment = assess(&policy, &answers);
    let lacking = |code: &str| -> Vec<&str> {
        let of =
            assessment.notes.iter().filter(|note| note.code == code && note.program == Some("inpatient"));
        of.filter_map(|note| note.parameter).collect()
    };
    assert_eq!(lacking("not-computed"), ["core_deductible", "allowance_ratio", "annual_limit"]);
    assert!(lacking("parameter-missing").is_empty(), "{:?}", lacking("parameter-missing"));
    assert!(program(&assessment, "inpatient").missing.is_empty());
}

/// 二次救助's limit is not known: what comes of it is anything that any limit would leave.
#[test]
fn a_limit_that_nobody_knows_leaves_whatever_it_may_be() {
    let policy = policy("tashikuergan-2023");
    let check = |parameters: Value, amount: (&str, &str)| {
        let bill = stay("2026-03-15", &json!({ "place": "local", "total": "25000", "in_scope": "25000" }));
        let answers = json!({
            "contract": 1, "as_of": "2026-06-30",
            "person": { "categories": ["subsistence-allowance"], "insurance": "resident" },
            "bills": [bill], "parameters": parameters,
        });
        let assessment = assess(&policy, &answers);
        let found = program(&assessment, "hardship-top-up");
        let ends = ends(found.amount);
        assert_eq!((ends.0.as_str(), ends.1.as_str()), amount, "{parameters}");
    };
    check(json!({}), ("0.00", "600.00"));
    for (limit, amount) in [("0", "0.00"), ("599.99", "599.99"), ("600", "600.00"), ("1000000", "600.00")] {
        check(json!({ "second_limit": limit }), (amount, amount));
    }
}

/// 北京 says from 2,000 元 on; whether what the insurance does not take counts, nobody copied.
#[test]
fn what_the_first_bill_leaves_open_the_year_may_settle() {
    let bill = |date: &str, in_scope: &str| {
        json!({
            "date": date, "care": "inpatient", "place": "local", "level": "county", "total": "20000",
            "in_scope": in_scope, "basic_paid": "0", "critical_paid": "0",
        })
    };
    let answers = |bills: Value| {
        json!({
            "contract": 1,
            "as_of": "2026-09-01",
            "person": {
                "categories": ["low-income"], "insurance": "resident", "diagnoses": [],
                "facts": { "living_difficulty": true, "family_severe_disability": false },
            },
            "bills": bills,
        })
    };
    let policy = policy("beijing-2023");
    let status = |bills: Value| program(&assess(&policy, &answers(bills)), "temporary-expenditure").status;
    let (little, much) = (bill("2026-03-01", "800"), bill("2026-05-01", "18000"));
    assert_eq!(status(json!([little])), "not-computed");
    assert_eq!(status(json!([much])), "eligible");
    assert_eq!(status(json!([little, much])), "eligible");
}
