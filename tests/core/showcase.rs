//! The bill that the first page is shown with: what it pays, why, and which papers it wants.
#![cfg(feature = "cli")]

use crate::support::{assess, policy, program};
use serde_json::json;

#[test]
fn a_low_income_family_with_uremia() {
    let policy = policy("qingshen-2014");
    let answers = json!({
        "contract": 1,
        "as_of": "2015-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": ["uremia"] },
        "bills": [{ "date": "2015-03-15", "care": "inpatient", "total": "50000.00", "in_scope": "50000.00",
                    "basic_paid": "28000.00" }],
    });
    let assessment = assess(&policy, &answers);
    let major = program(&assessment, "major-inpatient");
    assert_eq!(major.status, "eligible");
    assert_eq!(
        (major.amount.min.to_string(), major.amount.max.to_string()),
        ("14300.00".into(), "14300.00".into())
    );
    assert!(major.steps.iter().all(|step| step.citation.is_some()), "{:#?}", major.steps);
    assert_eq!(major.documents.len(), 7);
    let ordinary = program(&assessment, "inpatient");
    assert_eq!(ordinary.replaced_by, Some("major-inpatient"));
    assert_eq!(ordinary.amount.max.to_string(), "0.00");
    assert_eq!(
        (assessment.total.min.to_string(), assessment.total.max.to_string()),
        ("14300.00".into(), "14300.00".into())
    );
}
