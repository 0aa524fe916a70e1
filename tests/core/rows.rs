//! 一张单据一行：what the row of a bill says of assistance is what the year pays on it, no more and no surer.
#![cfg(feature = "cli")]

use crate::support::{assess, ends, policy, policy_of, program};
use serde_json::{Value, json};

/// What the programme comes to, and what each bill gets of it.
fn check(id: &str, answers: &Value, paid: (&str, (&str, &str)), rows: &[(&str, &str)]) {
    let policy = policy(id);
    let assessment = assess(&policy, answers);
    let (name, whole) = paid;
    let found = ends(program(&assessment, name).amount);
    assert_eq!((found.0.as_str(), found.1.as_str()), whole, "{id} {name}");
    for (row, expected) in assessment.bills.iter().zip(rows) {
        let found = ends(row.assistance);
        assert_eq!((found.0.as_str(), found.1.as_str()), *expected, "{id} bill {}", row.index);
    }
    assert_eq!(assessment.bills.len(), rows.len());
}

/// The first visit alone would be filled up to 80%; the second is paid so well that the year is not.
#[test]
fn no_bill_gets_what_the_year_does_not_come_to() {
    let visit = |date: &str, amount: &str, basic: &str| json!({ "date": date, "care": "chronic-outpatient", "place": "local", "total": amount, "in_scope": amount, "basic_paid": basic, "critical_paid": "0" });
    let answers = json!({
        "contract": 1,
        "as_of": "2018-11-20",
        "person": { "categories": ["registered-poor"], "insurance": "resident", "diagnoses": ["gastric-cancer"] },
        "bills": [visit("2018-04-27", "1000", "500"), visit("2018-11-06", "10000", "9000")],
    });
    check("guangxi-2018", &answers, ("chronic-80", ("0.00", "0.00")), &[("0.00", "0.00"), ("0.00", "0.00")]);
}

/// 80% of 0.03 is 0.02 after 0.01 or 0.06, and 0.03 after what lies between.
#[test]
fn a_share_after_an_open_amount_is_rounded_either_way() {
    let visit = |date: &str, total: &str, in_scope: Value| json!({ "date": date, "care": "outpatient", "place": "local", "total": total, "in_scope": in_scope, "basic_paid": "0", "critical_paid": "0" });
    let answers = json!({
        "contract": 1,
        "as_of": "2026-06-30",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident" },
        "bills": [
            visit("2026-02-01", "0.06", json!({ "min": "0.01", "max": "0.06" })),
            visit("2026-03-01", "0.03", json!("0.03")),
        ],
    });
    check("suqian-2024", &answers, ("outpatient", ("0.03", "0.07")), &[("0.01", "0.05"), ("0.02", "0.03")]);
}

/// Others paid all of the scope, and the assistance, a range, is paid of what lies outside it.
#[test]
fn a_row_adds_up_where_others_paid_the_scope_and_assistance_is_open() {
    let answers = json!({
        "contract": 1,
        "as_of": "2023-12-30",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident" },
        "bills": [{
            "date": "2023-01-01", "care": "chronic-outpatient", "place": "local", "total": "0.45",
            "in_scope": "0.02", "basic_paid": "0", "critical_paid": "0", "other_paid": "0.02",
        }],
    });
    check("gansu-2022", &answers, ("assistance", ("0.01", "0.02")), &[("0.01", "0.02")]);
    let policy = policy("gansu-2022");
    let row = &assess(&policy, &answers).bills[0];
    assert_eq!(ends(row.out_of_scope), ("0.41".into(), "0.42".into()));
    assert_eq!(ends(row.self_pay), ("0.00".into(), "0.00".into()));
}

/// 全额按段，一年合起来算：whoever passes the edge of a band is paid more on the bills before as well, so what the next bill
/// brings is most, and least, between the ends of what is known of them.
#[test]
fn a_bill_that_passes_the_edge_of_a_band_brings_more_than_it_leaves() {
    let path = format!("{}/tests/page/support/within.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let bands = r#"{ op = "band", per = "year", marginal = false, bands = [{ up_to = "10000", share = "30%" }, { share = "60%" }] }"#;
    let text = text
        .replace(r#"{ op = "ratio", value = "50%", per = "bill" }"#, bands)
        .replace("×50%", "×60%")
        .replace(r#"amount = "6000""#, r#"amount = "7200""#);
    let policy = policy_of("within.toml", &text);
    let next = |before: Value| {
        let visit = |date: &str, total: &str, in_scope: Value| json!({ "date": date, "care": "inpatient", "place": "local", "total": total, "in_scope": in_scope, "basic_paid": "0" });
        let answers = json!({
            "contract": 1,
            "as_of": "2026-11-01",
            "person": { "categories": ["subsistence-allowance"], "insurance": "resident" },
            "bills": [visit("2026-02-01", "20000", before), visit("2026-03-01", "5000", json!("1000"))],
        });
        let row = &assess(&policy, &answers).bills[1];
        (row.assistance.min, row.assistance.max)
    };
    let (least, most) = next(json!({ "min": "8000", "max": "12000" }));
    for before in ["8000", "9000", "9000.01", "9500", "10000", "10000.01", "12000"] {
        let (one, other) = next(json!(before));
        assert!(least <= one && other <= most, "{one} after {before} is not in {least} to {most}");
    }
}
