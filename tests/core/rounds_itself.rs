//! 文件自己的取整：a step like the others, told only where it makes a difference.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy_of, program};
use serde_json::json;

/// 50% of what is left of a bill, then rounded.
fn check(rounding: &str, in_scope: &str, amount: &str, told: Option<&str>) {
    let pack = include_str!("../bad-packs/sound.toml");
    let ratio = "{ op = \"ratio\", value = \"50%\", per = \"bill\" },\n";
    assert!(pack.contains(ratio));
    let rounded = format!("{ratio}  {{ op = \"round\", {rounding}, per = \"bill\" }},\n");
    let policy = policy_of("sound.toml", &pack.replacen(ratio, &rounded, 1));
    let answers = json!({
        "contract": 1, "as_of": "2020-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [] },
        "bills": [{ "date": "2020-05-01", "care": "inpatient", "total": "9000", "in_scope": in_scope, "basic_paid": "3000" }],
    });
    let assessment = assess(&policy, &answers);
    let found = program(&assessment, "inpatient");
    assert_eq!(ends(found.amount), (amount.to_owned(), amount.to_owned()), "{rounding} {in_scope}");
    let step = found.steps.iter().find(|step| step.op == "round").map(|step| step.text.to_string());
    assert_eq!(step.as_deref(), told, "{rounding} {in_scope}");
}

#[test]
fn it_is_told_only_where_it_changes_the_figure() {
    let yuan = |how: &str| format!("to = \"yuan\", how = \"{how}\"");
    check(&yuan("half-up"), "8001", "2001.00", Some("四舍五入到元：2,001 元"));
    check(&yuan("half-up"), "8002", "2001.00", None);
    check(&yuan("half-even"), "8001", "2000.00", Some("算到元，正好一半的取双数：2,000 元"));
    check(&yuan("half-even"), "8003", "2002.00", Some("算到元，正好一半的取双数：2,002 元"));
    check(&yuan("dropped"), "8001.98", "2000.00", Some("元以下的不要：2,000 元"));
    check("to = \"jiao\", how = \"dropped\"", "8001.98", "2000.90", Some("角以下的不要：2,000.90 元"));
    check("to = \"fen\", how = \"dropped\"", "8000.01", "2000.00", Some("分以下的不要：2,000 元"));
}
