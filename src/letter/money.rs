//! 费用：the bills in figures and in capitals, as an official letter wants them.

use super::applicant::{Applicant, BLANK};
use crate::case::{Bill, Case};
use crate::explain::capitals;
use crate::money::Amount;
use crate::say::{Say, said, say};
use crate::vocabulary::Told;

/// The paragraphs about what the illness cost.
pub(super) fn costs(
    case: &Case,
    applicant: &Applicant,
    expected: Option<Amount>,
    paragraphs: &mut Vec<String>,
) {
    let about = if applicant.told(Told::Approximate) == Some("是") { "约" } else { "" };
    let told = |bill: &Bill| {
        bill.insured().is_some() && !bill.critical_assumed && bill.assistance_paid.exact().is_some()
    };
    let settled = case.bills.iter().all(told);
    if case.bills.is_empty() {
        paragraphs.push(said!("医疗费共", BLANK, "元，报销后个人负担", BLANK, "元。"));
    } else {
        let (mut total, mut basic, mut insured, mut borne) = Default::default();
        for bill in &case.bills {
            let paid = bill.insured().unwrap_or_default();
            let others = bill.waived + bill.other_paid + bill.assistance_paid;
            total = total + bill.total;
            basic = basic + bill.basic_paid.unwrap_or_default();
            insured = insured + paid;
            borne = borne + bill.self_paid.unwrap_or(bill.total.less(paid + others));
        }
        let mut text = said!("共花医疗费", about, Written(&total), "，");
        // What nobody told of is not none: the letter is signed.
        if settled {
            say!(&mut text; "医疗保险报销", about, Written(&insured));
        } else {
            if case.bills.iter().all(|bill| {
                bill.basic_paid.is_some() && bill.insured.is_none() && bill.assistance_paid.exact().is_some()
            }) {
                say!(&mut text; "基本医疗保险报销", about, Written(&basic), "，大病保险");
            } else {
                text.push_str("医疗保险");
            }
            say!(&mut text; "报销", BLANK, "元");
        }
        text.push_str("，个人负担");
        if settled || case.bills.iter().all(|bill| bill.self_paid.is_some()) {
            say!(&mut text; about, Written(&borne), "。");
        } else {
            say!(&mut text; BLANK, "元。");
        }
        paragraphs.push(text);
    }
    if applicant.told(Told::MonthlyCost).is_some() && applicant.told(Told::PatientDiedOn).is_none() {
        paragraphs.push(applicant.sentence("今后每月还要用药治疗，约需{monthly_cost}。"));
    }
    if let Some(expected) = expected.filter(|_| settled) {
        paragraphs.push(said!("按规定估算，可以得到的救助是 ", expected, "，以审核为准。"));
    }
}

/// An exact amount in figures and in capitals; a range in figures only.
struct Written<'a>(&'a Amount);

impl Say for Written<'_> {
    fn say(&self, text: &mut String) {
        say!(text; " ", self.0);
        if let Some(exact) = self.0.exact() {
            say!(text; "（", capitals(exact), "）");
        }
    }
}
