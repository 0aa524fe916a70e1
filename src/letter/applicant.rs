//! 申请人：what the person fills in for the letter.

use crate::document::Reader;
use crate::lean::Gather;
use crate::vocabulary::{Member, Told};

/// What is to be written by hand: an amount, a name of an office, a signature.
pub(super) const BLANK: &str = "________________";

/// 申请人. What is not told is left blank, or left out where the letter can do without it.
#[derive(Clone, Debug)]
pub(super) struct Applicant {
    /// In the order of [`Told::ALL`].
    told: Vec<Option<String>>,
}

impl Applicant {
    pub(super) fn read(reader: Reader<'_>) -> Option<Self> {
        let table = reader.table(Told::IDS)?;
        let told = |name: &&str| {
            let text: String = table
                .get(name)?
                .text()?
                .trim()
                .chars()
                .filter(|letter| !letter.is_control())
                .take(500)
                .collect();
            (!text.is_empty()).then_some(text)
        };
        Some(Self { told: Told::IDS.iter().map(told).gather() })
    }

    /// What is told in a field.
    pub(super) fn told(&self, field: Told) -> Option<&str> {
        self.told.get(usize::from(field.place()))?.as_deref()
    }

    /// What is told in a field, or a blank.
    pub(super) fn or_blank(&self, field: Told) -> &str {
        self.told(field).unwrap_or_else(|| blank(field))
    }
}

/// A blank as long as what is written there with a pen, and named where the sentence around it does not say what.
fn blank(field: Told) -> &'static str {
    match field {
        Told::Sex => "性别____",
        Told::Ethnicity => "民族________",
        Told::Birth | Told::IllSince => "______年____月",
        Told::IdNumber => "______________________________",
        Told::Address => "____________________________________",
        Told::Hospitals => "________________________（医院）",
        Told::HouseholdSize => "____",
        Told::Income => "____________________________",
        _ => BLANK,
    }
}
