//! What is met lacks nothing.
#![cfg(feature = "cli")]

use crate::support::{assess, policy_of, program};
use serde_json::json;

/// A programme for those whose own costs of the year stay below 20000: what is missing to it is no gap.
#[test]
fn a_condition_that_is_met_lacks_nothing() {
    let who = "who = { category = [\"subsistence-allowance\"] }\ncovers";
    let below = |is: &str| {
        format!(
            "who = {is}{{ year_sum = {{ from = \"in-scope\", less = [\"basic\"], at = \"20000\", inclusive = true }} }}{}\ncovers",
            if is.is_empty() { "" } else { " }" }
        )
    };
    let check = |is: &str, outcome: &str, gap: Option<&str>| {
        let pack = include_str!("../bad-packs/sound.toml");
        assert!(pack.contains(who));
        let policy = policy_of("sound.toml", &pack.replacen(who, &below(is), 1));
        let answers = json!({
            "contract": 1, "as_of": "2020-06-01",
            "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [] },
            "bills": [{ "date": "2020-05-01", "care": "inpatient", "total": "8000", "in_scope": "8000", "basic_paid": "3000" }],
        });
        let assessment = assess(&policy, &answers);
        let found = program(&assessment, "inpatient");
        let sum = found.reasons.iter().find(|reason| reason.text.to_string().contains("20,000"));
        let sum = sum.map(|reason| (reason.outcome, reason.gap.map(|gap| gap.to_string())));
        assert_eq!(sum, Some((outcome, gap.map(str::to_owned))), "{is}");
    };
    check("{ not = ", "met", None);
    check("", "not-met", Some("15000.00"));
}
