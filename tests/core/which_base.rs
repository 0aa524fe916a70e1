//! 从哪个数算：a limit before a share is one of costs, one after it one of assistance; what others paid is taken off
//! before the share or after it; what lies over a limit can be assisted again.
#![cfg(feature = "cli")]

use crate::support::{assess, common, ends, policy_of, program};
use jiuzhu::policy::file::PackFile;
use serde_json::json;

const SHARE: &str = "{ op = \"ratio\", value = \"50%\", per = \"bill\" },\n";

/// A sound pack with these steps in place of its share.
fn pack(steps: &str) -> String {
    let pack = include_str!("../bad-packs/sound.toml");
    assert!(pack.contains(SHARE));
    pack.replacen(SHARE, steps, 1)
}

/// What of 5,000 yuan, of which others paid 500 and the hospital waived 200, these steps leave, and what one of them
/// says.
fn check(steps: &str, amount: &str, told: &str) {
    let policy = policy_of("sound.toml", &pack(steps));
    let answers = json!({
        "contract": 1, "as_of": "2020-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [] },
        "bills": [{
            "date": "2020-05-01", "care": "inpatient", "total": "9000", "in_scope": "9000", "basic_paid": "3000",
            "other_paid": "500", "waived": "200",
        }],
    });
    let assessment = assess(&policy, &answers);
    let found = program(&assessment, "inpatient");
    assert_eq!(ends(found.amount), (amount.to_owned(), amount.to_owned()), "{steps}");
    let texts: Vec<String> = found.steps.iter().map(|step| step.text.to_string()).collect();
    assert!(texts.iter().any(|text| text == told), "{steps}: {texts:?}");
}

fn cap(value: &str, per: &str) -> String {
    format!("{{ op = \"cap\", value = \"{value}\", per = \"{per}\" }},\n")
}

fn deduct(fields: &str) -> String {
    format!("{{ op = \"deduct\", {fields} }},\n")
}

#[test]
fn a_limit_says_what_it_limits() {
    let bands = "{ op = \"band\", marginal = true, per = \"bill\", bands = [{ share = \"50%\" }] },\n";
    let costs = "每次的费用最多算 2,000 元，超过的部分不算，只算 2,000 元";
    check(&(cap("2000", "bill") + SHARE), "1000.00", costs);
    check(&(cap("2000", "bill") + bands), "1000.00", costs);
    check(
        &(SHARE.to_owned() + &cap("2000", "bill")),
        "2000.00",
        "每次最多 2,000 元，超过的部分不算，只算 2,000 元",
    );
    check(
        &(SHARE.to_owned() + &cap("2000", "year")),
        "2000.00",
        "一年最多 2,000 元，超过的部分不算，只算 2,000 元",
    );
}

#[test]
fn what_others_paid_is_taken_off_before_the_share_or_after_it() {
    let other = deduct("value = { quantity = \"other\" }, per = \"bill\"");
    check(&(SHARE.to_owned() + &other), "2000.00", "减去其他补助、赔付 500 元，剩下 2,000 元");
    check(&(other + SHARE), "2250.00", "减去其他补助、赔付 500 元，剩下 4,500 元");
    let waived = deduct("value = { quantity = \"waived\" }, name = \"医院让的\", per = \"bill\"");
    check(&(SHARE.to_owned() + &waived), "2300.00", "减去医院让的 200 元，剩下 2,300 元");
}

#[test]
fn what_a_limit_cut_off_is_assisted_again() {
    let over = deduct("value = \"2000\", name = \"限额以内的救助\", per = \"year\"");
    let again = SHARE.replace("bill", "year");
    check(&(SHARE.to_owned() + &over + &again), "250.00", "减去限额以内的救助 2,000 元，剩下 500 元");
}

/// Asserts that these steps are refused for this reason.
fn refused(steps: &str, code: &str) {
    let read = PackFile::read("sound.toml", &pack(steps), &common());
    let codes: Vec<&str> = read.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert!(codes.contains(&code), "{steps}: {codes:?}");
}

#[test]
fn only_what_is_always_known_of_a_bill_is_taken_off_each_bill() {
    refused(&deduct("value = { quantity = \"basic\" }, per = \"bill\""), "quantity-not-told");
    refused(&deduct("value = { quantity = \"other\" }, per = \"year\""), "needs-bill");
}
