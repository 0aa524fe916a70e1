//! A bill of which nobody knows whether it is covered counts for nothing up to all of it, and what settles it is asked.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy, program};
use serde_json::{Value, json};

fn check(id: &str, answers: &Value, name: &str, open: (&str, &str), settled: &[(&str, &str)]) {
    let policy = policy(id);
    let assessment = assess(&policy, answers);
    let found = program(&assessment, name);
    let amount = ends(found.amount);
    assert_eq!((amount.0.as_str(), amount.1.as_str()), open, "{name}");
    assert_eq!(found.missing, ["bills[1].place"], "{name}");
    for (place, exactly) in settled {
        let mut answers = answers.clone();
        answers["bills"][1]["place"] = json!(place);
        let assessment = assess(&policy, &answers);
        let amount = ends(program(&assessment, name).amount);
        assert_eq!((amount.0.as_str(), amount.1.as_str()), (*exactly, *exactly), "{place}");
    }
}

#[test]
fn beside_a_bill_that_surely_is() {
    let answers = json!({
        "contract": 1,
        "as_of": "2023-12-20",
        "person": { "categories": ["extreme-poverty"], "insurance": "resident", "diagnoses": [], "facts": { "emergency": false } },
        "bills": [
            { "date": "2023-01-15", "care": "inpatient", "place": "local", "total": "2000", "in_scope": "2000", "basic_paid": "0", "critical_paid": "0" },
            { "date": "2023-03-28", "care": "inpatient", "total": "50000", "in_scope": "50000", "basic_paid": "0", "critical_paid": "0" },
        ],
    });
    let settled = [("local", "52000.00"), ("unreferred", "2000.00")];
    check("beijing-2023", &answers, "inpatient", ("2000.00", "52000.00"), &settled);
}

#[test]
fn in_what_fills_up_a_share_of_the_year() {
    let answers = json!({
        "contract": 1,
        "as_of": "2019-12-20",
        "person": { "categories": ["registered-poor"], "residence": "rural", "insurance": "resident", "diagnoses": [] },
        "bills": [
            { "date": "2019-04-01", "care": "inpatient", "place": "local", "total": "5000", "in_scope": "5000", "basic_paid": "4000", "critical_paid": "0" },
            { "date": "2019-06-15", "care": "inpatient", "total": "30000", "in_scope": "30000", "basic_paid": "0", "critical_paid": "0" },
        ],
        "readings": { "fallback-period": "per-year", "fallback-denominator": "in-scope", "fallback-place": "approved" },
    });
    let settled = [("local", "27500.00"), ("unreferred", "500.00")];
    check("guangxi-2018", &answers, "fallback-90", ("500.00", "27500.00"), &settled);
}
