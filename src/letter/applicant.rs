//! 申请人：what the person fills in for the letter.

use crate::document::Reader;
use crate::lean::{Gather, cut};
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
            let mut text = String::new();
            let letters = table.get(name)?.text()?.chars().filter(|letter| !letter.is_control());
            for letter in letters.skip_while(|letter| is_blank(*letter)).take(500) {
                text.push(letter);
            }
            while text.ends_with(is_blank) {
                text.pop();
            }
            (!text.is_empty()).then_some(text)
        };
        Some(Self { told: Told::IDS.iter().map(told).gather() })
    }

    /// What is told in a field.
    pub(super) fn told(&self, field: Told) -> Option<&str> {
        self.told.get(usize::from(field.place()))?.as_deref()
    }

    /// Writes a sentence, where each `{field}` stands for what is told in it, or for a blank.
    pub(super) fn write(&self, sentence: &str, text: &mut String) {
        let mut rest = sentence;
        while let Some((before, (name, after))) =
            cut(rest, b'{').and_then(|(before, rest)| Some((before, cut(rest, b'}')?)))
        {
            text.push_str(before);
            if let Some(field) = Told::from_id(name) {
                text.push_str(self.told(field).unwrap_or_else(|| blank(field)));
            }
            rest = after;
        }
        text.push_str(rest);
    }

    /// The sentence alone.
    pub(super) fn sentence(&self, sentence: &str) -> String {
        let mut text = String::new();
        self.write(sentence, &mut text);
        text
    }
}

/// What looks like nothing.
fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{2000}'..='\u{200f}' | '\u{3000}' | '\u{feff}')
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
