//! 申请人：what the person fills in for the letter.

use crate::document::Reader;
use crate::lean::Gather;
use crate::vocabulary::{Member, Told};

/// What is to be written by hand.
pub(super) const BLANK: &str = "____";

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
        self.told(field).unwrap_or(BLANK)
    }
}
