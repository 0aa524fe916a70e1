//! 出生：an age is that of the bill's day, and a year or a month of birth holds each of its days.
#![cfg(feature = "cli")]

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::made_up::PACKS;
use crate::made_up::measure::Measure;
use crate::made_up::people::{answers_with, everything};
use crate::support::{assess, ends, policy_of, program};
use jiuzhu::calendar::Date;

/// The answers with this told of the birth, and nothing else of the age.
fn born(answers: &Value, told: &str) -> Value {
    let mut answers = answers.clone();
    let person = answers["person"].as_object_mut().unwrap();
    person.remove("age");
    person.insert("born".into(), json!(told));
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// 生日那天起满岁：around a birthday at every age that a pack asks for.
    #[test]
    fn whoever_is_born_on_a_day_is_as_old_as_their_age_on_the_bills_day(pack in any::<prop::sample::Index>(), family in everything(1), which in any::<prop::sample::Index>(), apart in prop::option::of((1..=12_u8, 1..=28_u8)), beside in 0..3_u8, older in any::<bool>()) {
        let packs: Vec<_> = PACKS.iter().filter(|(_, figures)| !figures.ages.is_empty()).collect();
        let (policy, figures) = pack.get(&packs);
        let mut answers = answers_with(policy, figures, &family);
        let asked = *which.get(&figures.ages);
        // The one bill's day, or the estimate's where there is none.
        let on = answers["bills"][0]["date"].as_str().unwrap_or(answers["as_of"].as_str().unwrap());
        let on: Date = on.parse().unwrap();
        let (month, day) = apart.unwrap_or((on.month(), (on.day() + beside).clamp(2, 29) - 1));
        let asked = u16::try_from(asked).unwrap() + u16::from(older);
        let birth = Date::new(on.year() - asked, month, day).unwrap();
        let age = asked - u16::from((on.month(), on.day()) < (month, day));
        let exact = born(&answers, &birth.to_string());
        let person = answers["person"].as_object_mut().unwrap();
        person.remove("born");
        person.insert("age".into(), json!(age));
        let known = Measure::of(policy, &answers);
        prop_assert_eq!(&known, &Measure::of(policy, &exact), "{} {}", policy.id, exact);
        for part in [4, 7] {
            let told = born(&answers, &birth.to_string()[..part]);
            let (Some(inside), Some(around)) = (&known, Measure::of(policy, &told)) else { continue };
            if inside.statuses.contains(&"not-computed") || around.statuses.contains(&"not-computed") {
                continue;
            }
            for (inside, around) in inside.amounts.iter().zip(&around.amounts) {
                prop_assert!(around.0 <= inside.0 && inside.1 <= around.1, "{}: {inside:?} not in {around:?}\n{told}", policy.id);
            }
        }
    }
}

/// 商洛 pays more for children up to fourteen; here by the bill, of which the second is after the fifteenth birthday.
#[test]
fn each_bill_goes_by_its_own_day() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/policies/shangluo-2022.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let by_bill = text.replace("op = \"ratio\", value", "op = \"ratio\", per = \"bill\", value");
    let policy = policy_of("shangluo-2022.toml", &by_bill);
    let stay = |date: &str| json!({ "date": date, "care": "inpatient", "place": "local", "total": "20000", "in_scope": "20000", "basic_paid": "10000", "critical_paid": "0" });
    let check = |told: &str, age: Option<u8>, expected: (&str, &str), missing: &[&str]| {
        let mut answers = json!({
            "contract": 1, "as_of": "2026-06-30",
            "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [], "born": told },
            "bills": [stay("2026-02-01"), stay("2026-06-01")],
        });
        answers["person"]["age"] = json!(age);
        let assessment = assess(&policy, &answers);
        let found = program(&assessment, "inpatient");
        let amount = ends(found.amount);
        assert_eq!((amount.0.as_str(), amount.1.as_str()), expected, "{told} {age:?}");
        assert_eq!(found.missing, missing, "{told} {age:?}");
    };
    let (one, both) = (("14700.00", "14700.00"), ("15400.00", "15400.00"));
    check("2011-06-02", None, both, &[]);
    check("2011-06-01", None, one, &[]);
    check("2011-06", None, (one.0, both.0), &["person.age"]);
    check("2011", Some(14), both, &[]);
    check("2010", None, ("14000.00", "14000.00"), &[]);
}

/// 按哪一天的年龄：the bill's, the first of January of its year, the day of the estimate.
#[test]
fn an_age_is_that_of_the_day_that_the_document_names() {
    let check = |on: &str, born: &str, status: &str| {
        let who = "who = { category = [\"subsistence-allowance\"] }\ncovers";
        let pack = include_str!("../bad-packs/sound.toml");
        assert!(pack.contains(who));
        let aged = format!("who = {{ age = {{ at_least = 60{on} }} }}\ncovers");
        let policy = policy_of("sound.toml", &pack.replacen(who, &aged, 1));
        let answers = json!({
            "contract": 1, "as_of": "2020-06-30",
            "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [], "born": born },
            "bills": [{ "date": "2020-05-10", "care": "inpatient", "total": "8000", "in_scope": "8000", "basic_paid": "3000" }],
        });
        let assessment = assess(&policy, &answers);
        assert_eq!(program(&assessment, "inpatient").status, status, "{on} {born}");
    };
    for (on, last) in [
        ("", ("1960-05-10", "1960-05-11")),
        (", on = \"bill\"", ("1960-05-10", "1960-05-11")),
        (", on = \"year-start\"", ("1960-01-01", "1960-01-02")),
        (", on = \"as-of\"", ("1960-06-30", "1960-07-01")),
    ] {
        check(on, last.0, "eligible");
        check(on, last.1, "not-eligible");
    }
    check(", on = \"year-start\"", "1960", "unknown");
    check(", on = \"year-start\"", "1959", "eligible");
}
