//! 情形：what a person tells, checked against one policy.
//!
//! [`Answers`] are whatever was handed in; only [`Answers::check`] makes a [`Case`] of them, or says everything that
//! is wrong with them at once.

mod check;
mod open;
mod problem;
mod read;
mod slip;

use crate::calendar::Date;
use crate::document::Node;
use crate::money::{Amount, Yuan};
use crate::policy::{DiseaseSet, Id, ParameterValue, Program};
use crate::vocabulary::{Care, Category, Insurance, Level, PaidFor, Residence, SetOf, Spot};

pub(crate) use open::Part;
pub use open::Parts;
pub use problem::{Problem, ProblemKind, Sum};

/// 填报内容：the answers as they came in, not yet believed.
#[derive(Clone, Debug)]
pub struct Answers(Node);

impl Answers {
    /// The answers, just as they came in.
    #[must_use]
    pub fn node(&self) -> &Node {
        &self.0
    }
}

impl From<Node> for Answers {
    fn from(answers: Node) -> Self {
        Self(answers)
    }
}

#[cfg(feature = "cli")]
impl From<serde_json::Value> for Answers {
    fn from(answers: serde_json::Value) -> Self {
        Self(Node::from(answers))
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
    /// The same as they were told, before anything followed from the rest; none where every amount is known.
    pub told: Vec<Bill>,
    /// Whether the bills were told at all.
    pub bills_known: bool,
    /// Whether a bill shows that insurance paid, by more than could be rounding.
    pub shows_insurance: bool,
    /// 今年已领的救助.
    pub received: Vec<Receipt>,
    /// 参数, one for each of the policy's.
    pub parameters: Vec<GivenParameter>,
    /// 读法, the option chosen for each of the policy's.
    pub readings: Vec<u8>,
}

/// 一段时间的身份.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// 身份.
    pub category: Category,
    /// Its first day; none: since before any bill.
    pub from: Option<Date>,
    /// Its last day; none: it is still held.
    pub until: Option<Date>,
}

/// 患者. What is `None` is not known.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// 身份.
    pub categories: Option<SetOf<Category>>,
    /// 身份, each for its time.
    pub held: Vec<Held>,
    /// 户口.
    pub residence: Option<Residence>,
    /// 参保.
    pub insurance: Option<Insurance>,
    /// 周岁.
    pub age: Option<u8>,
    /// 出生: the first and the last day that it can be, by their places in the calendar's count.
    pub born: Option<(i64, i64)>,
    /// 病种.
    pub diagnoses: Option<DiseaseSet>,
    /// 追问, one for each of the policy's facts.
    pub facts: Vec<Option<FactValue>>,
}

impl Person {
    /// The identities for a time that last on this day.
    #[must_use]
    pub fn held_on(&self, day: Date) -> SetOf<Category> {
        let mut set = SetOf::EMPTY;
        for held in &self.held {
            if held.from.is_none_or(|from| from <= day) && held.until.is_none_or(|until| day <= until) {
                set = set.with(held.category);
            }
        }
        set
    }
}

/// 一张单据. What is `None` is not known.
#[derive(Clone, Copy, Debug)]
pub struct Bill {
    /// Its place among the answers.
    pub position: usize,
    /// 出院或就诊日期.
    pub date: Date,
    /// 就医类型.
    pub care: Care,
    /// 医疗机构级别.
    pub level: Option<Level>,
    /// 就医地点和省份: each that it can be.
    pub spots: SetOf<Spot>,
    /// 病种 treated on this bill, where it differs from the person's.
    pub diagnoses: Option<DiseaseSet>,
    /// 医疗费总额.
    pub total: Amount,
    /// 政策范围内费用, given or derived from the total.
    pub in_scope: Option<Amount>,
    /// 范围外费用, as it was told.
    pub out_of_scope: Option<Amount>,
    /// Whether `in_scope` was derived.
    pub in_scope_derived: bool,
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
    /// 单据上已经减掉的医疗救助; a range where only the sum of all funds was told.
    pub assistance_paid: Amount,
    /// 基金支付总额, as it was told.
    pub fund_paid: Option<Amount>,
    /// 自己掏的, told or what the others leave.
    pub self_paid: Option<Amount>,
    /// What `assistance_paid` is if the person has no insurance, where nobody told and it bears.
    pub assistance_if_uninsured: Option<Amount>,
    /// 基本医保 and 大病 together, where the parts of that sum are ranges.
    pub insured: Option<Amount>,
    /// Its amounts that nobody told, and that are taken in one of the ways that they can be.
    pub taken: Parts,
    /// Whether something of what was paid was not told and follows from the rest.
    pub paid_derived: bool,
    /// By how many fen its parts miss their sum, at most.
    pub missed: i64,
    /// 几张单子合在一起.
    pub slips: Option<u32>,
    /// 住院天数.
    pub days: Option<u32>,
    /// 住院整月数.
    pub months: Option<u32>,
}

/// 今年已领的一笔救助.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The place of the programme that paid it; none: nobody knows which.
    pub program: Option<Id<Program>>,
    /// 金额.
    pub amount: Yuan,
    /// Which bills it was paid for.
    pub bills: Option<PaidFor>,
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
    /// 基本医保 and 大病 together, where it is known.
    #[must_use]
    pub fn insured(&self) -> Option<Amount> {
        self.insured.or_else(|| Some(self.basic_paid? + self.critical_paid?))
    }
}

impl Case {
    /// The day that decides which benefit year is reckoned: the latest bill's, or else the day of the estimate.
    #[must_use]
    pub fn reference_day(&self) -> Date {
        self.bills.last().map_or(self.as_of, |bill| bill.date)
    }
}
