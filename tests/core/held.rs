//! 一段时间的身份、省内省外：an identity counts on the days on which it is held, and a place with the province it lies in.
#![cfg(feature = "cli")]

use crate::support;
use jiuzhu::explain::{self, Outcome};
use serde_json::{Value, json};

fn bill(date: &str) -> Value {
    json!({ "date": date, "care": "inpatient", "level": "county", "place": "local", "total": "30000", "in_scope": "30000",
            "basic_paid": "15000", "critical_paid": "0" })
}

/// The total of 青神县 2014 for these identities, with stays in February and in May.
fn check(person: &Value, expected: &str) {
    let mut answers = json!({
        "contract": 1, "as_of": "2015-06-01",
        "person": { "insurance": "resident", "diagnoses": [], "age": 50 },
        "bills": [bill("2015-02-10"), bill("2015-05-10")],
    });
    for (field, told) in person.as_object().unwrap() {
        answers["person"][field] = told.clone();
    }
    let policy = support::policy("qingshen-2014");
    let total = support::assess(&policy, &answers).total;
    assert_eq!(format!("{}..{}", total.min, total.max), expected, "{person}");
}

fn held(from: Option<&str>, until: Option<&str>) -> Value {
    let mut held = json!({ "category": "subsistence-allowance" });
    for (field, day) in [("from", from), ("until", until)] {
        if let Some(day) = day {
            held[field] = json!(day);
        }
    }
    json!({ "categories": [], "held": [held] })
}

/// 15,000 a stay at 50%: at most 10,000 a year.
#[test]
fn an_identity_counts_for_the_bills_of_its_time() {
    check(&json!({ "categories": ["subsistence-allowance"] }), "10000.00..10000.00");
    check(&held(None, None), "10000.00..10000.00");
    check(&held(Some("2015-03-01"), None), "7500.00..7500.00");
    check(&held(None, Some("2015-03-01")), "7500.00..7500.00");
    check(&held(Some("2015-02-10"), Some("2015-02-10")), "7500.00..7500.00");
    check(&held(Some("2015-02-11"), Some("2015-05-09")), "0.00..0.00");
    check(&json!({ "categories": [] }), "0.00..0.00");
}

/// What is refused of the answers, and under which code.
fn refused(person: &Value, bill: Option<Value>) -> Vec<String> {
    let bills: Vec<Value> = bill.into_iter().collect();
    let answers = json!({ "contract": 1, "as_of": "2015-06-01", "person": person, "bills": bills });
    match explain::assess(&support::policy("qingshen-2014"), &support::answers(&answers)) {
        Outcome::Ok(_) => Vec::new(),
        Outcome::Problems(problems) => {
            problems.iter().map(|problem| format!("{}: {}", problem.path, problem.code)).collect()
        }
    }
}

#[test]
fn a_time_written_the_wrong_way_round_is_refused() {
    assert_eq!(
        refused(&held(Some("2015-05-01"), Some("2015-02-01")), None),
        ["person.held[0]: range-reversed"]
    );
    assert!(refused(&held(Some("2015-05-01"), Some("2015-05-01")), None).is_empty());
}

#[test]
fn what_is_local_lies_in_no_other_province() {
    let stay = |place: &str| {
        let mut stay = bill("2015-02-10");
        (stay["place"], stay["province"]) = (json!(place), json!("other"));
        refused(&json!({}), Some(stay))
    };
    assert_eq!(stay("local"), ["bills[0].province: not-allowed"]);
    assert!(stay("referred").is_empty());
}

#[test]
fn every_wrong_identity_is_told_at_once() {
    let person =
        json!({ "held": ["低保", { "category": "nobody" }, { "category": "orphan", "from": "2015-13-01" }] });
    let told = [
        "person.held[0]: wrong-type",
        "person.held[1].category: not-allowed",
        "person.held[2].from: not-a-date",
    ];
    assert_eq!(refused(&person, None), told);
}

/// Nobody else has paid on these bills: they are of days on which the identity was not held.
#[test]
fn who_had_no_identity_on_the_day_of_any_bill_is_told_so() {
    let mut answers = json!({
        "contract": 1, "as_of": "2015-06-01",
        "person": { "insurance": "resident", "diagnoses": [], "age": 50 },
        "bills": [bill("2015-02-10"), bill("2015-05-10")],
    });
    for (field, told) in held(Some("2015-05-20"), None).as_object().unwrap() {
        answers["person"][field] = told.clone();
    }
    let policy = support::policy("qingshen-2014");
    let assessment = support::assess(&policy, &answers);
    let inpatient = support::program(&assessment, "inpatient");
    let reasons: Vec<String> = inpatient.reasons.iter().map(|reason| reason.text.to_string()).collect();
    assert_eq!(inpatient.status, "not-eligible", "{reasons:?}");
    assert!(reasons.iter().any(|text| text.contains("身份")), "{reasons:?}");
    assert!(reasons.iter().all(|text| !text.contains("已经写了")), "{reasons:?}");
}
