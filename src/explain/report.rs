//! 输出格式：the shapes of the public contract. Field names and order are fixed there.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::assess::BillRow;
use crate::calendar::Date;
use crate::money::{Amount, Yuan};

/// A value, or every problem at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<T> {
    /// The value.
    Ok(T),
    /// Why there is none.
    Problems(Vec<Problem>),
}

impl<T: Serialize> Serialize for Outcome<T> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut fields = out.serialize_struct("Outcome", 2)?;
        match self {
            Self::Ok(value) => {
                fields.serialize_field("ok", &true)?;
                fields.serialize_field("value", value)?;
            }
            Self::Problems(problems) => {
                fields.serialize_field("ok", &false)?;
                fields.serialize_field("problems", problems)?;
            }
        }
        fields.end()
    }
}

/// 填报问题, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The field.
    pub path: String,
    /// What programs go by.
    pub code: &'static str,
    /// What to do.
    pub text: String,
}

/// 金额范围, both ends to the fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessment {
    /// The contract's number.
    pub contract: u32,
    /// 依据的政策包.
    pub policy: PolicyIdentity,
    /// 测算日期.
    pub as_of: Date,
    /// 各项目.
    pub programs: Vec<ProgramResult>,
    /// 合计.
    pub total: AmountRange,
    /// 每张单据.
    pub bills: Vec<BillBreakdown>,
    /// 材料合并.
    pub documents: Vec<DocumentItem>,
    /// 提示.
    pub notes: Vec<Note>,
}

/// 政策包的身份.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct PolicyIdentity {
    pub id: String,
    pub title: String,
    pub version: String,
    pub digest: String,
    pub from: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    pub status: &'static str,
    pub checked_on: Date,
}

/// 一个项目.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ProgramResult {
    pub id: String,
    pub kind: &'static str,
    pub name: String,
    pub status: &'static str,
    pub amount: AmountRange,
    pub steps: Vec<Step>,
    pub reasons: Vec<Reason>,
    pub missing: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<String>,
    pub readings: Vec<ReadingUsed>,
    pub documents: Vec<DocumentItem>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub route: Option<Route>,
}

/// 用到的读法.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ReadingUsed {
    pub id: String,
    pub chosen: String,
}

/// 一步计算.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Step {
    pub op: &'static str,
    pub text: String,
    pub result: AmountRange,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// 一条理由.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Reason {
    pub text: String,
    pub outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<Yuan>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// 依据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Citation {
    pub document: String,
    pub article: String,
    pub summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<Date>,
    /// A 已核对原文, B 二手资料, C 未核对原文.
    pub confidence: &'static str,
}

/// 一份材料.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct DocumentItem {
    pub id: String,
    pub name: String,
    pub form: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copies: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(rename = "for")]
    pub programs: Vec<String>,
}

/// 办理途径.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Route {
    pub kind: &'static str,
    pub steps: Vec<String>,
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// 期限.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Deadline {
    pub date: Date,
    pub days_left: i32,
    pub rule: String,
}

/// 提示.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Note {
    pub code: &'static str,
    pub text: String,
}

/// 一张单据谁付多少.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct PolicySummary {
    pub id: String,
    pub title: String,
    pub region: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region_code: Option<String>,
    pub region_inferred: bool,
    pub from: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    pub version: String,
    pub digest: String,
    pub status: &'static str,
    pub checked_on: Date,
    pub programs: Vec<ProgramName>,
    pub parameters: Vec<ParameterSummary>,
    pub readings: Vec<ReadingSummary>,
}

/// 项目名称.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ProgramName {
    pub id: String,
    pub kind: &'static str,
    pub name: String,
}

/// 参数.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ParameterSummary {
    pub id: String,
    pub label: String,
    pub unit: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// 读法.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct ReadingSummary {
    pub id: String,
    pub question: String,
    pub options: Vec<QuestionOption>,
    pub default: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<Citation>,
}

/// 一个问题.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct Question {
    pub path: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<Vec<QuestionOption>>,
}

/// 一个选项.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub struct QuestionOption {
    pub id: String,
    pub text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}
