//! 费用：the bills in figures and in capitals, as an official letter wants them.

use super::applicant::{Applicant, BLANK};
use crate::case::{Bill, Case};
use crate::explain::capitals;
use crate::lean::joined;
use crate::money::Amount;
use crate::vocabulary::Told;

/// The paragraph about what the illness cost.
pub(super) fn costs(case: &Case, applicant: &Applicant, expected: Option<Amount>) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let about = if applicant.told(Told::Approximate) == Some("是") { "约" } else { "" };
    let told =
        |bill: &Bill| bill.basic_paid.is_some() && bill.critical_paid.is_some() && !bill.critical_assumed;
    let settled = case.bills.iter().all(told);
    if case.bills.is_empty() {
        paragraphs.push(format!("医疗费共{BLANK}元，报销后个人负担{BLANK}元。"));
    } else {
        let sum = |of: fn(&Bill) -> Amount| -> Amount { case.bills.iter().map(of).sum() };
        let basic = sum(|bill| bill.basic_paid.unwrap_or_default());
        let mut parts = vec![format!("共花医疗费{about}{}，", written(sum(|bill| bill.total)))];
        // What nobody told of is not none: the letter is signed.
        if settled {
            let insured = basic + sum(|bill| bill.critical_paid.unwrap_or_default());
            let borne = sum(|bill| {
                let insured = bill.basic_paid.unwrap_or_default() + bill.critical_paid.unwrap_or_default();
                bill.total.less(insured + bill.waived + bill.other_paid + bill.assistance_paid.into())
            });
            parts.push(format!(
                "医疗保险报销{about}{}，个人负担{about}{}。",
                written(insured),
                written(borne)
            ));
        } else {
            if case.bills.iter().all(|bill| bill.basic_paid.is_some()) {
                parts.push(format!("基本医疗保险报销{about}{}，大病保险", written(basic)));
            } else {
                parts.push("医疗保险".into());
            }
            parts.push(format!("报销{BLANK}元，个人负担{BLANK}元。"));
        }
        paragraphs.push(joined(&parts, ""));
    }
    if let Some(monthly) =
        applicant.told(Told::MonthlyCost).filter(|_| applicant.told(Told::PatientDiedOn).is_none())
    {
        paragraphs.push(format!("今后每月还要用药治疗，约需{monthly}。"));
    }
    if let Some(expected) = expected.filter(|_| settled) {
        paragraphs.push(format!("按规定估算，可以得到的救助是 {expected}，以审核为准。"));
    }
    paragraphs
}

/// An exact amount in figures and in capitals; a range in figures only.
fn written(value: Amount) -> String {
    match value.exact() {
        Some(exact) => format!(" {value}（{}）", capitals(exact)),
        None => format!(" {value}"),
    }
}
