//! 申请书 as people bring it: for oneself, for a family member, for one who has died, with amounts only remembered,
//! together with a spouse, and with nothing filled in.
#![cfg(feature = "cli")]

use crate::support;
use jiuzhu::document::Node;
use jiuzhu::explain::Outcome;
use jiuzhu::letter::letter;
use serde_json::{Value, json};

fn check(name: &str, applicant: &Value, bills: &Value) {
    let policy = support::policy("qingshen-2014");
    let answers = json!({
        "contract": 1,
        "as_of": "2015-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": ["uremia"] },
        "bills": bills,
    });
    let written = letter(
        &policy,
        &support::answers(&answers),
        &Node::from(json!("major-inpatient")),
        &Node::from(applicant.clone()),
    );
    let Outcome::Ok(text) = written else { panic!("{written:#?}") };
    let part = |lines: &[String]| lines.join("\n");
    insta::assert_snapshot!(
        name,
        format!(
            "{}\n\n{}\n{}\n\n{}\n\n{}",
            text.title,
            text.addressee,
            part(&text.paragraphs),
            part(&text.closing),
            part(&text.attachments)
        )
    );
}

fn bills() -> Value {
    json!([
        { "date": "2015-03-15", "care": "inpatient", "total": "53528.47", "in_scope": "50000.00", "basic_paid": "37665.01", "critical_paid": "0" },
        { "date": "2015-05-02", "care": "inpatient", "total": "1000.05", "in_scope": "1000.00", "basic_paid": "600.00", "critical_paid": "0" },
    ])
}

fn person() -> Value {
    json!({
        "name": "何某某", "sex": "女", "ethnicity": "汉族", "birth": "1962年4月", "id_number": "110105********1234",
        "address": "某镇某村3组", "phone": "138****0000", "household_size": "3", "occupation": "务农",
        "ill_since": "2014年冬", "hospitals": "县人民医院", "monthly_cost": "1000元", "income": "种地和低保金",
        "debts": "向亲友借款2万元", "hardship": "儿子未成年，家里没有别的劳动力",
    })
}

fn with(more: &Value) -> Value {
    let mut applicant = person();
    for (name, value) in more.as_object().into_iter().flatten() {
        applicant[name] = value.clone();
    }
    applicant
}

#[test]
fn for_oneself() {
    check("own-illness", &person(), &bills());
}

#[test]
fn for_a_family_member() {
    check("family-member", &with(&json!({ "patient_name": "王某某", "relation": "母亲" })), &bills());
}

#[test]
fn for_one_who_has_died() {
    let applicant =
        with(&json!({ "patient_name": "李某某", "relation": "公公", "patient_died_on": "2015年5月20日" }));
    check("deceased-patient", &applicant, &bills());
}

#[test]
fn with_amounts_only_remembered() {
    let about = json!([{ "date": "2015-03-15", "care": "inpatient", "total": { "min": "40000", "max": "45000" },
        "in_scope": { "min": "38000", "max": "40000" }, "basic_paid": { "min": "20000", "max": "22000" }, "critical_paid": "0" }]);
    check("approximate-amounts", &with(&json!({ "approximate": "是" })), &about);
}

/// The day of the estimate stands in for a day that is not known; another bill of that day keeps it, and so does
/// whatever the person wrote.
#[test]
fn with_a_day_that_is_not_known() {
    let stay = |date: &str, total: &str| json!({ "date": date, "care": "inpatient", "total": total, "in_scope": total, "basic_paid": "100", "critical_paid": "0" });
    let bills = json!([stay("2015-06-01", "1000"), stay("2015-03-15", "2000"), stay("2015-06-01", "3000")]);
    let applicant = with(&json!({ "undated": "?--", "hardship": "2015年6月1日房子漏雨" }));
    check("undated-bill", &applicant, &bills);
}

#[test]
fn with_one_part_of_the_insurance_not_known() {
    let bills = json!([
        { "date": "2015-03-15", "care": "inpatient", "total": "60000", "in_scope": "50000", "basic_paid": "30000" },
    ]);
    check("critical-unknown", &person(), &bills);
}

#[test]
fn with_what_the_family_paid_itself() {
    let bills = json!([
        { "date": "2015-03-15", "care": "inpatient", "total": "60000", "in_scope": "50000", "self_paid": "25000" },
        { "date": "2015-04-15", "care": "inpatient", "total": "10000", "in_scope": "9000", "fund_paid": "6000" },
    ]);
    check("own-part", &person(), &bills);
}

#[test]
fn together_with_a_spouse() {
    let applicant = with(&json!({ "co_applicant_name": "段某某", "co_applicant_relation": "丈夫" }));
    check("co-applicant", &applicant, &bills());
}

#[test]
fn with_nothing_filled_in() {
    check("blanks", &json!({}), &json!([]));
}

#[test]
fn what_it_cannot_use_is_named() {
    let policy = support::policy("qingshen-2014");
    let answers = json!({ "contract": 1, "as_of": "2015-06-01", "person": {}, "bills": [] });
    let answers = support::answers(&answers);
    let outcome = letter(
        &policy,
        &answers,
        &Node::from(json!("nothing")),
        &Node::from(json!({ "nickname": "老何", "name": 7 })),
    );
    let Outcome::Problems(problems) = outcome else { panic!("{outcome:#?}") };
    let found: Vec<(&str, &str)> =
        problems.iter().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(
        found,
        [
            ("program", "not-allowed"),
            ("applicant.nickname", "unknown-field"),
            ("applicant.name", "wrong-type")
        ]
    );
}
