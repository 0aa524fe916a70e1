//! 输出格式：the shapes of the public contract. Field names and order are fixed there.

use serde::{Serialize, Serializer};

use super::notes::NoteText;
use super::reasons::ReasonText;
use super::steps::StepText;
use crate::assess::BillRow;
use crate::calendar::Date;
use crate::money::{Amount, Yuan};
use crate::policy::{self, Policy, Test, WantedDocument};
use crate::shape::{Pen, Shape, serialize, shapes};

/// 政策里的一处：the part of the policy that a shape repeats, with a number for what is told of it; none where the
/// shape depends on the case.
pub type Part<'a, T> = Option<(&'a T, u8)>;

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
    pub notes: Vec<Note<'a>>,
}

/// 政策包的身份.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct PolicyIdentity<'a> {
    /// The policy itself.
    pub of: Part<'a, Policy>,
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
    pub text: StepText<'a>,
    pub result: AmountRange,
    pub citation: Option<Citation<'a>>,
}

/// 一条理由.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Reason<'a> {
    /// The test of the policy, and how it came out, where nothing else is said.
    pub of: Part<'a, Test>,
    pub text: ReasonText<'a>,
    pub outcome: &'static str,
    pub gap: Option<Yuan>,
    pub citation: Option<Citation<'a>>,
}

/// 依据.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Citation<'a> {
    /// The policy's own citation.
    pub of: Part<'a, policy::Citation>,
    pub document: &'a str,
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
    /// What the policy says of it, where it is for one programme alone.
    pub of: Part<'a, WantedDocument>,
    pub id: &'a str,
    pub name: &'a str,
    pub form: &'static str,
    pub copies: Option<u8>,
    pub issuer: Option<&'a str>,
    pub note: Option<&'a str>,
    pub programs: ForPrograms<'a>,
}

/// 用于哪些项目：the ids of one programme or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForPrograms<'a> {
    /// The first.
    pub first: &'a str,
    /// The others.
    pub others: Vec<&'a str>,
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
pub struct Note<'a> {
    pub code: &'static str,
    pub text: NoteText<'a>,
    pub program: Option<&'a str>,
    pub parameter: Option<&'a str>,
    pub bill: Option<u32>,
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
    pub insured: AmountRange,
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
            insured: row.insured.into(),
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
    Problem { path, code, text }
    AmountRange { min, max }
    Assessment<'_> { contract, policy, as_of, programs, total, bills, documents, notes }
    PolicyIdentity<'_> [of] { id, title, version, digest, from, until, status, checked_on }
    ProgramResult<'_> { id, kind, name, status, amount, steps, reasons, missing, replaced_by, readings, documents, route }
    ReadingUsed<'_> { id, chosen }
    Step<'_> { op, text, result, citation }
    Reason<'_> [of] { text, outcome, gap, citation }
    Citation<'_> [of] { document, article, summary, from, until, checked_on, confidence }
    DocumentItem<'_> [of] { id, name, form, copies, issuer, note, programs as "for" }
    Route<'_> { kind, steps, place as "where", deadline, citation }
    Deadline<'_> { date, days_left, rule }
    Note<'_> { code, text, program, parameter, bill }
    BillBreakdown { index, total, out_of_scope, basic, critical, insured, waived_and_other, assistance, self_pay }
    PolicySummary<'_> { id, title, region, region_code, region_inferred, from, until, version, digest, status, checked_on, programs, parameters, readings }
    ProgramName<'_> { id, kind, name }
    ParameterSummary<'_> { id, label, unit, min, max, value }
    ReadingSummary<'_> { id, question, options, default, citation }
    Question<'_> { path, text, help, kind, options }
    QuestionOption<'_> { id, text, help }
}

impl Shape for StepText<'_> {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.said(self);
    }
}

impl<'a> ForPrograms<'a> {
    /// All of them.
    pub fn ids(&self) -> impl Iterator<Item = &'a str> {
        core::iter::once(self.first).chain(self.others.iter().copied())
    }
}

impl Shape for ForPrograms<'_> {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.list(1 + self.others.len());
        for id in self.ids() {
            id.write(sheet);
        }
    }
}

impl Shape for NoteText<'_> {
    fn write(&self, sheet: &mut Pen<'_>) {
        match self {
            Self::Fixed(text) => text.write(sheet),
            // Told of the policy's text, but as another text than it is alone.
            Self::Remark(_, part) | Self::ShownByPlace(part) => {
                sheet.kept(*part, 1, |sheet| sheet.said(self));
            }
            _ => sheet.said(self),
        }
    }
}

impl Shape for ReasonText<'_> {
    fn write(&self, sheet: &mut Pen<'_>) {
        sheet.said(self);
    }
}

impl<T: Shape> Shape for Outcome<T> {
    fn write(&self, sheet: &mut Pen<'_>) {
        match self {
            Self::Ok(value) => {
                sheet.table(&["ok", "value"]);
                sheet.flag(true);
                value.write(sheet);
            }
            Self::Problems(problems) => {
                sheet.table(&["ok", "problems"]);
                sheet.flag(false);
                problems.write(sheet);
            }
        }
    }
}

impl<T: Shape> Serialize for Outcome<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        serialize(self, out)
    }
}
