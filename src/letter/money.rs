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
    let told =
        |bill: &Bill| bill.basic_paid.is_some() && bill.critical_paid.is_some() && !bill.critical_assumed;
    let settled = case.bills.iter().all(told);
    if case.bills.is_empty() {
        paragraphs.push(said!("医疗费共", BLANK, "元，报销后个人负担", BLANK, "元。"));
    } else {
        let (mut total, mut basic, mut insured, mut borne) = Default::default();
        for bill in &case.bills {
            let basic_paid = bill.basic_paid.unwrap_or_default();
            let paid = basic_paid + bill.critical_paid.unwrap_or_default();
            total = total + bill.total;
            basic = basic + basic_paid;
            insured = insured + paid;
            borne =
                borne + bill.total.less(paid + bill.waived + bill.other_paid + bill.assistance_paid.into());
        }
        let mut text = said!("共花医疗费", about, Written(&total), "，");
        // What nobody told of is not none: the letter is signed.
        if settled {
            say!(&mut text; "医疗保险报销", about, Written(&insured), "，");
            say!(&mut text; "个人负担", about, Written(&borne), "。");
        } else {
            if case.bills.iter().all(|bill| bill.basic_paid.is_some()) {
                say!(&mut text; "基本医疗保险报销", about, Written(&basic), "，大病保险");
            } else {
                text.push_str("医疗保险");
            }
            say!(&mut text; "报销", BLANK, "元，个人负担", BLANK, "元。");
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
