//! 省内省外：a rule can count what was treated in the scheme's own province alone.
#![cfg(feature = "cli")]

use crate::support::{assess, policy_of, program};
use jiuzhu::policy::Policy;
use serde_json::{Value, json};

/// Wuhan, whose 倾斜救助 counts bills of the province alone.
fn wuhan() -> Policy {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/wuhan-2023.toml");
    policy_of("wuhan-2023.toml", &std::fs::read_to_string(path).unwrap())
}

/// The status of 倾斜救助 for one stay there, and what of the bill it asks for.
fn check(whereabouts: &Value, status: &str, asked: &[&str]) {
    let mut bill = json!({ "date": "2026-10-10", "care": "inpatient", "level": "city", "total": "200000", "in_scope": "180000",
                           "basic_paid": "80000", "critical_paid": "20000" });
    bill.as_object_mut().unwrap().extend(whereabouts.as_object().unwrap().clone());
    let answers = json!({
        "contract": 1, "as_of": "2026-11-20",
        "person": {
            "categories": ["subsistence-allowance"], "residence": "urban", "insurance": "resident", "age": 60, "diagnoses": [],
            "facts": { "poverty_risk": true, "recognised_on": "2020-01-01", "chemo_or_radiotherapy": false, "dialysis": false },
        },
        "bills": [bill],
        "parameters": { "critical_deductible": "12000" },
    });
    let policy = wuhan();
    let assessment = assess(&policy, &answers);
    let found = program(&assessment, "hardship-top-up");
    let of_bill: Vec<&str> =
        found.missing.iter().filter(|path| path.starts_with("bills")).map(String::as_str).collect();
    assert_eq!((found.status, of_bill.as_slice()), (status, asked), "{whereabouts}");
}

#[test]
fn what_lies_in_another_province_does_not_count() {
    check(&json!({ "place": "local" }), "eligible", &[]);
    check(&json!({ "place": "referred", "province": "same" }), "eligible", &[]);
    check(&json!({ "place": "referred", "province": "other" }), "not-eligible", &[]);
    check(&json!({ "place": "unreferred", "province": "same" }), "not-eligible", &[]);
}

#[test]
fn the_province_is_asked_for_only_where_it_decides() {
    check(&json!({ "place": "referred" }), "unknown", &["bills[0].province"]);
    check(&json!({ "place": "unreferred" }), "not-eligible", &[]);
    check(&json!({ "province": "same" }), "unknown", &["bills[0].place"]);
    check(&json!({ "province": "other" }), "not-eligible", &[]);
}
