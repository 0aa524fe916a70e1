//! 输出格式：the shapes of the public contract. Field names and order are fixed there.

use serde::{Serialize, Serializer};

use crate::assess::BillRow;
use crate::calendar::Date;
use crate::money::{Amount, Yuan};
use crate::shape::{Parts, Plain, Shape, shapes};

/// A value, or every problem at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The value.
    Ok(T),
    /// Why there is none.
    Problems(Vec<Problem>),
}

/// 填报问题, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub path: String,
    /// What programs go by.
    pub code: &'static str,
    /// What to do.
    pub text: String,
}

/// 金额范围, both ends to the fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountRange {
    /// The least.
    pub min: Yuan,
    /// The most.
    pub max: Yuan,
}

impl From<Amount> for AmountRange {
    fn from(amount: Amount) -> Self {
        Self { min: amount.min().to_fen(), max: amount.max().to_fen() }
    }
}

/// 测算结果.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment<'a> {
    /// The contract's number.
    pub contract: u32,
    /// 依据的政策包.
    pub policy: PolicyIdentity<'a>,
    /// 测算日期.
    pub as_of: Date,
    /// 各项目.
    pub programs: Vec<ProgramResult<'a>>,
    /// 合计.
    pub total: AmountRange,
    /// 每张单据.
    pub bills: Vec<BillBreakdown>,
    /// 材料合并.
    pub documents: Vec<DocumentItem<'a>>,
    /// 提示.
    pub notes: Vec<Note>,
}

/// 政策包的身份.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct PolicyIdentity<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub version: &'a str,
    pub digest: &'a str,
    pub from: Date,
    pub until: Option<Date>,
    pub status: &'static str,
    pub checked_on: Date,
}

/// 一个项目.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ProgramResult<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    pub name: &'a str,
    pub status: &'static str,
    pub amount: AmountRange,
    pub steps: Vec<Step<'a>>,
    pub reasons: Vec<Reason<'a>>,
    pub missing: Vec<String>,
    pub replaced_by: Option<&'a str>,
    pub readings: Vec<ReadingUsed<'a>>,
    pub documents: Vec<DocumentItem<'a>>,
    pub route: Option<Route<'a>>,
}

/// 用到的读法.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ReadingUsed<'a> {
    pub id: &'a str,
    pub chosen: &'a str,
}

/// 一步计算.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Step<'a> {
    pub op: &'static str,
    pub text: String,
    pub result: AmountRange,
    pub citation: Option<Citation<'a>>,
}

/// 一条理由.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Reason<'a> {
    pub text: String,
    pub outcome: &'static str,
    pub gap: Option<Yuan>,
    pub citation: Option<Citation<'a>>,
}

/// 依据.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Citation<'a> {
    pub document: String,
    pub article: &'a str,
    pub summary: &'a str,
    pub from: Option<Date>,
    pub until: Option<Date>,
    pub checked_on: Option<Date>,
    /// A 已核对原文, B 二手资料, C 未核对原文.
    pub confidence: &'static str,
}

/// 一份材料.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct DocumentItem<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub form: &'static str,
    pub copies: Option<u8>,
    pub issuer: Option<&'a str>,
    pub note: Option<&'a str>,
    pub programs: Vec<&'a str>,
}

/// 办理途径.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Route<'a> {
    pub kind: &'static str,
    pub steps: &'a Vec<String>,
    pub place: Option<&'a str>,
    pub deadline: Option<Deadline<'a>>,
    pub citation: Option<Citation<'a>>,
}

/// 期限.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Deadline<'a> {
    pub date: Date,
    pub days_left: i32,
    pub rule: &'a str,
}

/// 提示.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Note {
    pub code: &'static str,
    pub text: String,
}

/// 一张单据谁付多少.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct BillBreakdown {
    pub index: u32,
    pub total: AmountRange,
    pub out_of_scope: AmountRange,
    pub basic: AmountRange,
    pub critical: AmountRange,
    pub waived_and_other: AmountRange,
    pub assistance: AmountRange,
    pub self_pay: AmountRange,
}

impl From<&BillRow> for BillBreakdown {
    fn from(row: &BillRow) -> Self {
        Self {
            index: u32::try_from(row.position).unwrap_or(u32::MAX),
            total: row.total.into(),
            out_of_scope: row.out_of_scope.into(),
            basic: row.basic.into(),
            critical: row.critical.into(),
            waived_and_other: row.waived_and_other.into(),
            assistance: row.assistance.into(),
            self_pay: row.self_pay.into(),
        }
    }
}

/// 政策包概要.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct PolicySummary<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub region: &'a Vec<String>,
    pub region_code: Option<&'a str>,
    pub region_inferred: bool,
    pub from: Date,
    pub until: Option<Date>,
    pub version: &'a str,
    pub digest: &'a str,
    pub status: &'static str,
    pub checked_on: Date,
    pub programs: Vec<ProgramName<'a>>,
    pub parameters: Vec<ParameterSummary<'a>>,
    pub readings: Vec<ReadingSummary<'a>>,
}

/// 项目名称.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ProgramName<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    pub name: &'a str,
}

/// 参数.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ParameterSummary<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub unit: &'static str,
    pub min: Option<String>,
    pub max: Option<String>,
    pub value: Option<String>,
}

/// 读法.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ReadingSummary<'a> {
    pub id: &'a str,
    pub question: &'a str,
    pub options: Vec<QuestionOption<'a>>,
    pub default: &'a str,
    pub citation: Option<Citation<'a>>,
}

/// 一个问题.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Question<'a> {
    pub path: String,
    pub text: &'a str,
    pub help: Option<&'a str>,
    pub kind: &'static str,
    pub options: Option<Vec<QuestionOption<'a>>>,
}

/// 一个选项.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct QuestionOption<'a> {
    pub id: &'a str,
    pub text: &'a str,
    pub help: Option<&'a str>,
}

shapes! {
    Problem { path, code: Word, text }
    AmountRange { min, max }
    Assessment<'_> { contract, policy, as_of, programs, total, bills, documents, notes }
    PolicyIdentity<'_> { id, title, version, digest, from, until, status: Word, checked_on }
    ProgramResult<'_> { id, kind: Word, name, status: Word, amount, steps, reasons, missing, replaced_by, readings, documents, route }
    ReadingUsed<'_> { id, chosen }
    Step<'_> { op: Word, text, result, citation }
    Reason<'_> { text, outcome: Word, gap, citation }
    Citation<'_> { document, article, summary, from, until, checked_on, confidence: Word }
    DocumentItem<'_> { id, name, form: Word, copies, issuer, note, programs as "for" }
    Route<'_> { kind: Word, steps, place as "where", deadline, citation }
    Deadline<'_> { date, days_left, rule }
    Note { code: Word, text }
    BillBreakdown { index, total, out_of_scope, basic, critical, waived_and_other, assistance, self_pay }
    PolicySummary<'_> { id, title, region, region_code, region_inferred, from, until, version, digest, status: Word, checked_on, programs, parameters, readings }
    ProgramName<'_> { id, kind: Word, name }
    ParameterSummary<'_> { id, label, unit: Word, min, max, value }
    ReadingSummary<'_> { id, question, options, default, citation }
    Question<'_> { path, text, help, kind: Word, options }
    QuestionOption<'_> { id, text, help }
}

impl<T: Shape> Shape for Outcome<T> {
    fn plain(&self) -> Plain<'_> {
        Plain::Table(2, self)
    }
}

impl<T: Shape> Parts for Outcome<T> {
    fn each(&self, visit: &mut dyn FnMut(&'static str, &dyn Shape)) {
        match self {
            Self::Ok(value) => {
                visit("ok", &true);
                visit("value", value);
            }
            Self::Problems(problems) => {
                visit("ok", &false);
                visit("problems", problems);
            }
        }
    }
}

impl<T: Shape> Serialize for Outcome<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        self.plain().serialize(out)
    }
}
