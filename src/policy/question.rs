//! 追问、参数与读法：what a pack lets a person or a locality decide.

use super::{Citation, Id};
use crate::money::{Ratio, Yuan};

/// 事实：a question that only some rules need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactQuestion {
    /// The id in `person.facts`.
    pub id: String,
    /// What the answer is called where it enters a step, as in 个人缴费.
    pub label: String,
    /// The question.
    pub text: String,
    /// How to find out.
    pub help: Option<String>,
    /// What kind of answer it takes.
    pub kind: FactKind,
    /// Whether an inpatient bill among the answers already says yes.
    pub shown_by_stay: bool,
    /// Whether the choice of the place already says yes, until the contrary is told.
    pub shown_by_place: bool,
}

/// What kind of answer a fact takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<FactOption>),
    /// A whole number from the first to the second.
    Number(u32, u32),
    /// An amount up to this.
    Amount(Yuan),
    /// A date.
    Date,
    /// A month, as `YYYY-MM`.
    Month,
}

/// One possible answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactOption {
    /// The id.
    pub id: String,
    /// What a person sees.
    pub text: String,
}

/// 参数：a figure that the document leaves to the locality.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The id in `parameters`.
    pub id: String,
    /// What it is.
    pub label: String,
    /// Its unit, allowed range and the pack's own value.
    pub unit: ParameterUnit,
}

/// The unit of a parameter, with the least and most it may be and its value, where the pack has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterUnit {
    /// 元.
    Yuan(Option<Yuan>, Option<Yuan>, Option<Yuan>),
    /// %, of what the label says.
    Percent(Option<Ratio>, Option<Ratio>, Option<Ratio>),
}

/// A parameter's value in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterValue {
    /// 元.
    Yuan(Yuan),
    /// %, of what the parameter's label says.
    Percent(Ratio),
}

/// 读法：an ambiguous clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The id in `readings`.
    pub id: String,
    /// What is not clear.
    pub question: String,
    /// The ways to read it.
    pub options: Vec<ReadingOption>,
    /// The place of the option that is taken when nobody chooses.
    pub default: u8,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// One way to read a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingOption {
    /// The id.
    pub id: String,
    /// What it means.
    pub text: String,
}

impl Parameter {
    /// The pack's own value.
    #[must_use]
    pub fn value(&self) -> Option<ParameterValue> {
        match self.unit {
            ParameterUnit::Yuan(_, _, value) => value.map(ParameterValue::Yuan),
            ParameterUnit::Percent(_, _, value) => value.map(ParameterValue::Percent),
        }
    }
}
