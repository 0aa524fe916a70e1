//! 限费用还是限救助：a limit before a share is one of costs, and says so; one after it is one of assistance.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy_of, program};
use serde_json::json;

/// What of 6,000 yuan these steps leave, and what they say of the limit.
fn check(steps: &str, amount: &str, told: &str) {
    let pack = include_str!("../bad-packs/sound.toml");
    let ratio = "{ op = \"ratio\", value = \"50%\", per = \"bill\" },\n";
    assert!(pack.contains(ratio));
    let policy = policy_of("sound.toml", &pack.replacen(ratio, steps, 1));
    let answers = json!({
        "contract": 1, "as_of": "2020-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [] },
        "bills": [{ "date": "2020-05-01", "care": "inpatient", "total": "9000", "in_scope": "9000", "basic_paid": "3000" }],
    });
    let assessment = assess(&policy, &answers);
    let found = program(&assessment, "inpatient");
    assert_eq!(ends(found.amount), (amount.to_owned(), amount.to_owned()), "{steps}");
    let texts: Vec<String> = found.steps.iter().map(|step| step.text.to_string()).collect();
    assert!(texts.iter().any(|text| text == told), "{steps}: {texts:?}");
}

#[test]
fn a_limit_says_what_it_limits() {
    const SHARE: &str = "{ op = \"ratio\", value = \"50%\", per = \"bill\" },\n";
    const BANDS: &str =
        "{ op = \"band\", marginal = true, per = \"bill\", bands = [{ share = \"50%\" }] },\n";
    let limit =
        |value: &str, per: &str| format!("{{ op = \"cap\", value = \"{value}\", per = \"{per}\" }},\n");
    check(
        &(limit("2000", "bill") + SHARE),
        "1000.00",
        "每次的费用最多算 2,000 元，超过的部分不算，只算 2,000 元",
    );
    check(
        &(limit("2000", "bill") + BANDS),
        "1000.00",
        "每次的费用最多算 2,000 元，超过的部分不算，只算 2,000 元",
    );
    check(
        &(SHARE.to_owned() + &limit("2000", "bill")),
        "2000.00",
        "每次最多 2,000 元，超过的部分不算，只算 2,000 元",
    );
    check(
        &(SHARE.to_owned() + &limit("2000", "year")),
        "2000.00",
        "一年最多 2,000 元，超过的部分不算，只算 2,000 元",
    );
}
