//! Who yields to whom where programmes exclude each other, and what stays open while it is not known.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy, program};
use serde_json::{Value, json};

/// A programme, what it comes to, and the one that is paid in its place.
type Expected<'a> = (&'a str, (&'a str, &'a str), Option<&'a str>);

fn check(id: &str, answers: &Value, expected: &[Expected<'_>], total: (&str, &str)) {
    let policy = policy(id);
    let assessment = assess(&policy, answers);
    for (name, (least, most), winner) in expected {
        let found = program(&assessment, name);
        let amount = ends(found.amount);
        assert_eq!(
            (amount.0.as_str(), amount.1.as_str(), found.replaced_by),
            (*least, *most, *winner),
            "{name}"
        );
    }
    let found = ends(assessment.total);
    assert_eq!((found.0.as_str(), found.1.as_str()), total, "{id}");
}

fn beijing(categories: &[&str], bills: &[(&str, &str)]) -> Value {
    let bill = |(care, amount): &(&str, &str)| json!({ "date": "2024-03-15", "care": care, "place": "local", "total": amount, "in_scope": amount, "basic_paid": "0", "critical_paid": "0" });
    json!({
        "contract": 1,
        "as_of": "2024-06-30",
        "person": { "categories": categories, "insurance": "resident", "facts": { "family_severe_disability": false, "emergency": false } },
        "bills": bills.iter().map(bill).collect::<Vec<_>>(),
    })
}

#[test]
fn two_together_stand_against_a_third() {
    let bills = [("outpatient", "10000"), ("inpatient", "1000")];
    let both = beijing(&["subsistence-allowance", "illness-impoverished"], &bills);
    let expected = [
        ("outpatient", ("8000.00", "8000.00"), None),
        ("inpatient", ("850.00", "850.00"), None),
        ("illness-impoverished", ("0.00", "0.00"), Some("inpatient")),
    ];
    check("beijing-2023", &both, &expected, ("9710.00", "9710.00"));
}

#[test]
fn who_yields_in_any_case_yields_where_an_amount_is_open() {
    let mut answers = beijing(
        &["low-income", "illness-impoverished"],
        &[("inpatient", "3500"), ("inpatient", "20000"), ("outpatient", "294")],
    );
    // Whatever insurance paid, less than all of 3,500 × 85% the one that is replaced never pays.
    let open = [
        ("outpatient", ("235.20", "235.20"), None),
        ("inpatient", ("2975.00", "19975.00"), None),
        ("illness-impoverished", ("0.00", "0.00"), Some("inpatient")),
    ];
    if let Some(bill) = answers["bills"][1].as_object_mut() {
        bill.remove("basic_paid");
    }
    check("beijing-2023", &answers, &open, ("3210.20", "21643.72"));
    answers["bills"][1]["basic_paid"] = json!("18000");
    let settled = [
        ("outpatient", ("235.20", "235.20"), None),
        ("inpatient", ("4675.00", "4675.00"), None),
        ("illness-impoverished", ("0.00", "0.00"), Some("inpatient")),
    ];
    check("beijing-2023", &answers, &settled, ("4910.20", "4910.20"));
}

/// 精神病门诊 yields to the major illness, and that to nobody: what it would have replaced is not replaced.
#[test]
fn who_is_replaced_replaces_nobody() {
    let answers = json!({
        "contract": 1,
        "as_of": "2015-12-20",
        "person": {
            "categories": ["five-guarantee"], "residence": "rural", "insurance": "resident", "diagnoses": ["severe-mental"],
            "facts": {
                "local_household": true, "dispersed_support": true, "long_term_outpatient": true,
                "special_outpatient_registered": true, "specialised_hospital": false, "personal_premium": "0",
            },
        },
        "bills": [
            { "date": "2015-01-15", "care": "inpatient", "level": "county", "place": "local", "total": "200", "in_scope": "0", "basic_paid": "0" },
            { "date": "2015-04-01", "care": "chronic-outpatient", "level": "county", "place": "local", "total": "2000", "in_scope": "2000", "basic_paid": "500" },
        ],
    });
    let expected = [
        ("major-outpatient", ("1500.00", "1500.00"), None),
        ("major-inpatient", ("0.00", "0.00"), None),
        ("psychiatric-outpatient", ("0.00", "0.00"), Some("major-outpatient")),
    ];
    check("qingshen-2014", &answers, &expected, ("2000.00", "2000.00"));
}

/// The one-off help and the ordinary one are never both paid on a stay, and what pays on the rest pays on no more than
/// there is.
#[test]
fn what_is_open_comes_to_no_more_than_the_bill_leaves() {
    let stay = json!({ "date": "2026-10-20", "care": "inpatient", "place": "local", "total": "60000", "in_scope": "50000", "basic_paid": "30000" });
    let answers = |category: &str, critical: Option<&str>| {
        let mut bill = stay.clone();
        if let Some(paid) = critical {
            bill["critical_paid"] = json!(paid);
        }
        json!({ "contract": 1, "as_of": "2026-11-22", "person": { "categories": [category], "insurance": "resident" }, "bills": [bill] })
    };
    check("wuhan-2023", &answers("subsistence-allowance", Some("5000")), &[], ("4800.00", "12000.00"));
    let low_income = answers("low-income", None);
    // 20,000 × 85%, and of the 3,000 left 40% to 50%.
    check("beijing-2023", &low_income, &[], ("0.00", "18500.00"));
    let policy = policy("beijing-2023");
    let assessment = assess(&policy, &low_income);
    for row in &assessment.bills {
        assert_eq!(ends(row.critical).1, "20000.00", "insurance pays no more than is left");
        assert_eq!(ends(row.assistance).1, "18500.00", "nor does assistance");
    }
}
