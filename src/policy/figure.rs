//! 数字：the amounts and shares that a rule names, and the quantities of a bill that it is reckoned on.

use super::{Citation, Condition, FactQuestion, Id, Parameter};
use crate::money::{Ratio, Yuan};

/// 金额：the first case whose condition holds.
pub type Figure = Cases<Source>;

/// 比例：the first case whose condition holds.
pub type Share = Cases<ShareSource>;

/// A value that may differ from case to case; several cases, first match first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cases<T> {
    /// The cases.
    pub cases: Vec<OneCase<T>>,
    /// Whether, whatever is answered, one of them holds.
    pub complete: bool,
}

/// One case of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneCase<T> {
    /// When this is the value.
    pub when: Condition,
    /// The value.
    pub value: T,
    /// 依据, where it differs from the mechanism's.
    pub citation: Option<Id<Citation>>,
}

/// Where an amount comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// 写明的金额.
    Given(Yuan),
    /// A share of a parameter, a number of times; while it is not filled in, of anything within its
    /// bounds where it may range, or else of nothing that can be computed.
    Parameter(Id<Parameter>, Ratio, u32, bool),
    /// A share of a fact that is an amount.
    Fact(Id<FactQuestion>, Ratio),
    /// 单据上的一项：what stands on the bill at hand, of what is always known of it.
    OfBill(Quantity),
}

/// Where a share comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShareSource {
    /// 写明的比例, of whatever the mechanism takes it of.
    Given(Ratio),
    /// 参数.
    Parameter(Id<Parameter>),
}

/// 费用项目：a quantity that stands on each bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// 医疗费总额.
    Total,
    /// 政策范围内费用.
    InScope,
    /// 基本医保支付.
    Basic,
    /// 大病保险支付.
    Critical,
    /// 医疗机构减免.
    Waived,
    /// 其他补助、赔付.
    Other,
    /// 医疗救助：what earlier programmes of this pack pay on the bill, and what is already on it.
    Assistance,
}
