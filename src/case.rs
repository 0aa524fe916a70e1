//! 情形：what a person tells, checked against one policy.
//!
//! [`Answers`] are whatever was handed in; only [`Answers::check`] makes a [`Case`] of them, or says everything that
//! is wrong with them at once.

mod check;
mod frame;
mod problem;
mod read;
mod slip;

use crate::calendar::Date;
use crate::document::Node;
use crate::money::{Amount, Yuan};
use crate::policy::{DiseaseSet, ParameterValue};
use crate::vocabulary::{Care, Category, Insurance, Level, Place, Province, Residence, SetOf};

pub(crate) use frame::{Frame, Parts};

pub use problem::{Problem, ProblemKind};

/// 填报内容：the answers as they came in, not yet believed.
#[derive(Clone, Debug)]
pub struct Answers(pub Node);

/// The text is no JSON: what the reader of JSON says of it.
#[cfg(feature = "cli")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson(String);

#[cfg(feature = "cli")]
impl core::fmt::Display for NotJson {
    fn fmt(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(out, "不是 JSON：{}", self.0)
    }
}

#[cfg(feature = "cli")]
impl core::error::Error for NotJson {}

#[cfg(feature = "cli")]
impl core::str::FromStr for Answers {
    type Err = NotJson;

    /// # Errors
    /// [`NotJson`] for a text that is none. What is wrong with the answers themselves is told when they are used.
    fn from_str(text: &str) -> Result<Self, NotJson> {
        let value: serde_json::Value =
            serde_json::from_str(text).map_err(|error| NotJson(error.to_string()))?;
        Ok(Self(Node::from(value)))
    }
}

/// How much has to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completeness {
    /// Everything that the contract wants.
    Whole,
    /// Whatever is known so far.
    SoFar,
}

/// 核对后的情形.
#[derive(Clone, Debug)]
pub struct Case {
    /// 测算日期.
    pub as_of: Date,
    /// 患者.
    pub person: Person,
    /// 单据, by date, then in the order given.
    pub bills: Vec<Bill>,
    /// Whether the bills were told at all.
    pub bills_known: bool,
    /// 今年已领.
    pub received: Vec<Receipt>,
    /// 参数, one for each of the policy's.
    pub parameters: Vec<GivenParameter>,
    /// 读法, the option chosen for each of the policy's.
    pub readings: Vec<u8>,
}

/// 一笔已领的救助.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The programme's place, where it is known which.
    pub program: Option<usize>,
    /// How much.
    pub amount: Yuan,
    /// Whether it was paid on bills that are listed here, or on others of the year.
    pub on_listed: Option<bool>,
}

/// 一段时间的身份.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The identity.
    pub category: Category,
    /// Its first day; none: since before anything told.
    pub from: Option<Date>,
    /// The first day after its last; none: still held.
    pub until: Option<Date>,
}

/// 出生：a day, or all that is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Born {
    /// The earliest day it can be.
    pub earliest: Date,
    /// The latest.
    pub latest: Date,
}

/// 患者. What is `None` is not known.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// 身份.
    pub categories: Option<SetOf<Category>>,
    /// 身份, each for its time, where that was told instead.
    pub held: Option<Vec<Held>>,
    /// 户口.
    pub residence: Option<Residence>,
    /// 参保.
    pub insurance: Option<Insurance>,
    /// 周岁, on every day of the bills.
    pub age: Option<u8>,
    /// 出生, which goes before the age.
    pub born: Option<Born>,
    /// 病种.
    pub diagnoses: Option<DiseaseSet>,
    /// 追问, one for each of the policy's facts.
    pub facts: Vec<Option<FactValue>>,
}

/// 一张单据. What is `None` is not known.
#[derive(Clone, Debug)]
pub struct Bill {
    /// Its place among the answers.
    pub position: usize,
    /// 出院或就诊日期.
    pub date: Date,
    /// Whether the day was told, and not only taken.
    pub date_told: bool,
    /// 就医类型.
    pub care: Care,
    /// 医疗机构级别.
    pub level: Option<Level>,
    /// 就医地点.
    pub place: Option<Place>,
    /// 省内、省外.
    pub province: Option<Province>,
    /// 病种 treated on this bill, where it differs from the person's.
    pub diagnoses: Option<DiseaseSet>,
    /// 医疗费总额.
    pub total: Amount,
    /// 政策范围内费用, given or derived from the total.
    pub in_scope: Option<Amount>,
    /// 范围外费用, where 政策范围内费用 was derived from it.
    pub out_of_scope: Option<Amount>,
    /// 基本医保支付.
    pub basic_paid: Option<Amount>,
    /// 大病保险支付.
    pub critical_paid: Option<Amount>,
    /// Whether `critical_paid` was not told and taken as none.
    pub critical_assumed: bool,
    /// 医疗机构减免.
    pub waived: Amount,
    /// 其他补助、赔付.
    pub other_paid: Amount,
    /// 单据上已经减掉的医疗救助.
    pub assistance_paid: Option<Amount>,
    /// 自己掏的：现金和个人账户.
    pub self_paid: Option<Amount>,
    /// 住院天数.
    pub days: Option<u32>,
    /// 住院整月数.
    pub months: Option<u32>,
    /// How many slips it stands for.
    pub slips: u32,
    /// Whether its parts miss each other by no more than rounding.
    pub rounded: bool,
    /// Whether insurance paid more than is in the scope.
    pub over_scope: bool,
    /// What its parts can be together.
    pub(crate) frame: Frame,
}

/// What was answered about a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// Yes or no.
    Flag(bool),
    /// The option at this place.
    Choice(u8),
    /// A whole number.
    Number(u32),
    /// An amount.
    Amount(Yuan),
    /// A date; of a month its first day.
    Date(Date),
}

/// A parameter's value in this case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenParameter {
    /// Nobody gave one.
    Missing,
    /// The pack's own.
    OfPack(ParameterValue),
    /// 按您填的本地标准：the answers gave it.
    OfAnswers(ParameterValue),
}

impl GivenParameter {
    /// The value, whoever gave it.
    #[must_use]
    pub fn value(self) -> Option<ParameterValue> {
        match self {
            Self::Missing => None,
            Self::OfPack(value) | Self::OfAnswers(value) => Some(value),
        }
    }
}

impl Bill {
    /// By date; what is of one day, by what the slips say, so that the order in which they are told is nothing.
    pub(crate) fn order(&self, other: &Self) -> core::cmp::Ordering {
        let told = |bill: &Self| {
            (bill.care, bill.level, bill.place, bill.province, bill.slips, bill.days, bill.months)
        };
        let illnesses = |bill: &Self| bill.diagnoses.map(DiseaseSet::bits);
        self.date
            .cmp(&other.date)
            .then_with(|| self.frame.order(&other.frame))
            .then_with(|| told(self).cmp(&told(other)))
            .then_with(|| illnesses(self).cmp(&illnesses(other)))
            .then_with(|| self.position.cmp(&other.position))
    }
}

impl Case {
    /// The day that decides which benefit year is reckoned: the latest bill's that `holds`, or else the day of the
    /// estimate.
    #[must_use]
    pub(crate) fn reference_day(&self, holds: impl Fn(Date) -> bool) -> Date {
        self.bills.iter().rev().map(|bill| bill.date).find(|day| holds(*day)).unwrap_or(self.as_of)
    }
}
