//! 缺的数不当作没有: what lacks a figure is neither nothing nor passed over.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy, policy_of, program};
use serde_json::{Value, json};

const PACK: &str = include_str!("../bad-packs/sound.toml");

/// A stay of 20,000 in the scope, on which insurance paid nothing, and what stands on it of assistance.
fn stay(day: &str, categories: &Value, help: &str, parameters: &Value) -> Value {
    json!({
        "contract": 1,
        "as_of": day,
        "person": { "categories": categories, "residence": "urban", "insurance": "resident", "age": 60, "diagnoses": [] },
        "bills": [{
            "date": day, "care": "inpatient", "level": "city", "place": "local", "total": "20000", "in_scope": "20000",
            "basic_paid": "0", "critical_paid": "0", "waived": "0", "other_paid": "0", "assistance_paid": help,
        }],
        "parameters": parameters,
    })
}

#[test]
fn a_way_that_lacks_a_local_figure_is_not_passed_over_for_another() {
    let zibo = policy("zibo-2025");
    let both = json!(["subsistence-margin", "illness-impoverished"]);
    let check = |parameters: Value, status: &str, amount: &str, asks: bool| {
        let answers = stay("2026-06-20", &both, "0", &parameters);
        let assessment = assess(&zibo, &answers);
        let found = program(&assessment, "assistance");
        assert_eq!(
            (found.status, ends(found.amount)),
            (status, (amount.into(), amount.into())),
            "{parameters}"
        );
        let asked = assessment
            .notes
            .iter()
            .any(|note| note.code == "not-computed" && note.parameter == Some("city_income_last_year"));
        assert_eq!(asked, asks, "{parameters}");
    };
    check(json!({}), "not-computed", "8500.00", true);
    check(json!({ "city_income_last_year": "20000" }), "eligible", "9000.00", false);
    check(json!({ "city_income_last_year": "40000" }), "eligible", "8500.00", false);
}

#[test]
fn help_on_a_bill_may_be_of_what_nobody_can_compute() {
    let jiangmen = policy("jiangmen-2025");
    let second = |parameters: Value| {
        let answers = stay("2025-12-20", &json!(["subsistence-allowance"]), "8000", &parameters);
        program(&assess(&jiangmen, &answers), "second-assistance").amount
    };
    let told = second(json!({}));
    for share in ["10%", "25%", "40%", "55%", "70%", "100%"] {
        let one = second(json!({ "assistance_ratio": share, "assistance_limit": "100000" }));
        assert!(told.min <= one.min && one.max <= told.max, "{share}: {:?} of {:?}", ends(one), ends(told));
    }
}

#[test]
fn help_on_a_bill_is_taken_off_where_the_step_that_counts_it_is_not_taken() {
    let limit = "  { op = \"cap\", pool = \"year-limit\" },\n";
    let top_up = "  { op = \"top-up\", share = \"90%\", of = \"total\", counted = [\"basic\", \"assistance\"], per = \"year\", \
                  when = { reading = \"threshold-base\", is = \"whole\" } },\n";
    let pack = PACK.replacen(limit, top_up, 1).replacen(
        "[[pools]]\nid = \"year-limit\"\nname = \"年度限额\"\namount = \"10000\"\ncite = \"rates\"\n",
        "",
        1,
    );
    let policy = policy_of("sound.toml", &pack);
    let left = |help: &str| {
        let answers = stay("2020-05-10", &json!(["subsistence-allowance"]), help, &json!({}));
        ends(program(&assess(&policy, &answers), "inpatient").amount)
    };
    let (whole, _) = left("0");
    assert_ne!(whole, "0.00");
    assert_eq!(left(&whole), ("0.00".into(), "0.00".into()));
}
