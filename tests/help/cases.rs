//! Single cases with their right values, in `cases.json`.

use jiuzhu::explain::{self, AmountRange, Assessment, Outcome};
use serde_json::Value;

use crate::made_up::measure::COLUMNS;
use crate::support;

fn columns(row: &explain::BillBreakdown) -> [AmountRange; 7] {
    [row.total, row.out_of_scope, row.basic, row.critical, row.waived_and_other, row.assistance, row.self_pay]
}

/// What an assessment does not come to, in a line each.
fn misses(case: &Value, assessment: &Assessment<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: AmountRange, wanted: &Value| {
        let found = serde_json::json!([found.min.to_string(), found.max.to_string()]);
        if *wanted != found {
            wrong.push(format!("{what} {found}, not {wanted}"));
        }
    };
    if let Some(total) = case.get("total") {
        compare("total", assessment.total, total);
    }
    for (id, wanted) in case.get("programs").and_then(Value::as_object).into_iter().flatten() {
        compare(id, support::program(assessment, id).amount, wanted);
    }
    for (at, wanted) in case.get("rows").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let row = assessment.bills.iter().find(|row| row.index as usize == at).unwrap();
        for (column, found) in COLUMNS.iter().zip(columns(row)) {
            if let Some(wanted) = wanted.get(column) {
                compare(&format!("bills[{at}].{column}"), found, wanted);
            }
        }
    }
    if let Some(wanted) = case.get("documents").and_then(Value::as_array) {
        let found: Vec<&str> = assessment.documents.iter().map(|document| document.id).collect();
        if *wanted != found {
            wrong.push(format!("documents {found:?}, not {wanted:?}"));
        }
    }
    wrong
}

/// What is wrong with one case.
fn judge(case: &Value) -> Vec<String> {
    let policy = support::policy(case["policy"].as_str().unwrap());
    let wanted = case.get("problems").and_then(Value::as_array);
    match (explain::assess(&policy, &support::answers(&case["answers"])), wanted) {
        (Outcome::Ok(assessment), None) => misses(case, &assessment),
        (Outcome::Ok(assessment), Some(wanted)) => {
            let total = assessment.total;
            vec![format!("computed {}..{}, not refused with {wanted:?}", total.min, total.max)]
        }
        (Outcome::Problems(problems), wanted) => {
            let found: Vec<String> =
                problems.iter().map(|problem| format!("{}: {}", problem.path, problem.code)).collect();
            let wanted: Vec<&str> = wanted.into_iter().flatten().filter_map(Value::as_str).collect();
            let told = wanted.len() == found.len()
                && found.iter().zip(&wanted).all(|(found, wanted)| found.starts_with(wanted));
            if told { Vec::new() } else { vec![format!("refused with {found:?}, not {wanted:?}")] }
        }
    }
}

#[test]
fn each_case_comes_to_its_value() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).unwrap();
    let judged = cases.iter().map(|case| (case, judge(case))).filter(|(_, wrong)| !wrong.is_empty());
    let lines: Vec<String> = judged
        .map(|(case, wrong)| format!("{} {}: {}", case["policy"], case["name"], wrong.join("; ")))
        .collect();
    assert!(lines.is_empty(), "{} of {} are wrong\n{}", lines.len(), cases.len(), lines.join("\n"));
}
