//! A day that the person tells, held against the day of a bill.
#![cfg(feature = "cli")]

use crate::support::{assess, policy_of, program};
use serde_json::{Value, json};

const PACK: &str = include_str!("../bad-packs/sound.toml");
const DAY: &str =
    "[[fact]]\nid = \"day\"\nlabel = \"那天\"\ntext = \"哪一天？\"\nkind = \"date\"\n\n[[sources]]";
const MONTH: &str = "[[fact]]\nid = \"day\"\nlabel = \"申请的那个月\"\ntext = \"哪个月申请？\"\nkind = \"month\"\n\n[[sources]]";

/// What the condition `test` makes of a bill of 2020-05-10 when the day told is `day`: the programme's status, and what
/// is said where the bill does not meet it.
fn check(test: &str, day: &str, status: &str, said: &str) {
    of(DAY, test, day, status, said);
}

/// The same of this question.
fn of(fact: &str, test: &str, day: &str, status: &str, said: &str) {
    let condition = format!("covers = [{{ care = [\"inpatient\"] }}, {{ fact = \"day\", {test} }}]");
    let pack =
        PACK.replacen("covers = { care = [\"inpatient\"] }", &condition, 1).replacen("[[sources]]", fact, 1);
    let policy = policy_of("sound.toml", &pack);
    let facts = if day.is_empty() { json!({}) } else { json!({ "day": day }) };
    let assessment = assess(&policy, &stay(&facts));
    let found = program(&assessment, "inpatient");
    let unmet = found
        .reasons
        .iter()
        .filter(|reason| reason.outcome == "not-met")
        .map(|reason| reason.text.to_string());
    assert_eq!((found.status, unmet.collect::<Vec<_>>().join("；").as_str()), (status, said), "{test} {day}");
    let asked = found.missing.iter().any(|path| path == "person.facts.day");
    assert_eq!(asked, day.is_empty(), "{test} {day}: {:?}", found.missing);
}

/// Answers with these facts and a stay that ends on 2020-05-10.
fn stay(facts: &Value) -> Value {
    json!({
        "contract": 1,
        "as_of": "2020-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [], "facts": facts },
        "bills": [{ "date": "2020-05-10", "care": "inpatient", "total": "8000", "in_scope": "8000", "basic_paid": "3000" }],
    })
}

#[test]
fn a_bill_is_of_that_day_or_later() {
    let from = |day, status, said| check("bill = \"from\"", day, status, said);
    from("2020-05-10", "eligible", "");
    from("2015-01-01", "eligible", "");
    from("2020-05-11", "not-eligible", "那天或以后看的病");
    from("", "unknown", "");
    let year = |day, status, said| check("bill = \"from\", months = 12", day, status, said);
    year("2019-05-11", "eligible", "");
    year("2019-05-10", "not-eligible", "那天起 12 个月里看的病");
}

#[test]
fn a_bill_is_of_an_earlier_day() {
    let before = |day, status, said| check("bill = \"before\"", day, status, said);
    before("2020-05-11", "eligible", "");
    before("2020-05-10", "not-eligible", "那天以前看的病");
    before("", "unknown", "");
    let quarter = |day, status, said| check("bill = \"before\", months = 3", day, status, said);
    quarter("2020-08-10", "eligible", "");
    quarter("2020-08-11", "not-eligible", "那天以前 3 个月里看的病");
}

#[test]
fn a_bill_is_within_so_many_days() {
    let before = |day, status, said| check("bill = \"before\", days = 90", day, status, said);
    before("2020-05-11", "eligible", "");
    before("2020-08-08", "eligible", "");
    before("2020-08-09", "not-eligible", "那天以前 90 天里看的病");
    before("2020-05-10", "not-eligible", "那天以前 90 天里看的病");
    before("", "unknown", "");
    let from = |day, status, said| check("bill = \"from\", days = 90", day, status, said);
    from("2020-02-10", "not-eligible", "那天起 90 天里看的病");
    from("2020-02-11", "eligible", "");
    from("2020-05-10", "eligible", "");
    from("2020-05-11", "not-eligible", "那天起 90 天里看的病");
}

#[test]
fn a_bill_is_of_an_earlier_month() {
    let before = |month, status, said| of(MONTH, "bill = \"before\", months = 12", month, status, said);
    before("2020-05", "not-eligible", "申请的那个月以前 12 个月里看的病");
    before("2020-06", "eligible", "");
    before("2021-05", "eligible", "");
    before("2021-06", "not-eligible", "申请的那个月以前 12 个月里看的病");
    before("", "unknown", "");
}

#[test]
fn a_bill_is_of_that_month_or_later() {
    let from = |month, status, said| of(MONTH, "bill = \"from\", months = 6", month, status, said);
    from("2020-05", "eligible", "");
    from("2020-06", "not-eligible", "申请的那个月起 6 个月里看的病");
    from("2019-12", "eligible", "");
    from("2019-11", "not-eligible", "申请的那个月起 6 个月里看的病");
}

/// The last day on which one may apply for a bill of 2020-05-10, under this deadline.
fn last_day(deadline: &str, expected: &str) {
    let route =
        format!("[[routes]]\ncite = \"rates\"\ndeadline = {{ {deadline}, rule = \"…\" }}\nid = \"window\"");
    let pack = PACK.replacen("[[routes]]\nid = \"window\"", &route, 1);
    let policy = policy_of("sound.toml", &pack);
    let assessment = assess(&policy, &stay(&json!({})));
    let route = program(&assessment, "inpatient").route.as_ref();
    let day = route.and_then(|route| route.deadline.as_ref()).map(|deadline| deadline.date.to_string());
    assert_eq!(day.as_deref(), Some(expected), "{deadline}");
}

#[test]
fn the_last_day_is_counted_from_the_bill_or_by_the_calendar() {
    last_day("months_after_bill = 3", "2020-08-10");
    last_day("days_after_bill = 90", "2020-08-08");
    last_day("year_after_bill = \"03-31\"", "2021-03-31");
    last_day("year_after_bill = \"02-29\"", "2021-02-28");
    last_day("yearly = \"02-29\"", "2021-02-28");
    last_day("yearly = \"06-01\"", "2020-06-01");
    last_day("quarter_end = true", "2020-06-30");
}
