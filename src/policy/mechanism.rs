//! 计算步骤：the closed set of mechanisms that a way of paying is made of, in the order they are applied.

use super::figure::{Figure, Quantity, Share};
use super::{Citation, Condition, FactQuestion, Id, Pool};
use crate::money::{Ratio, Rounding};

/// 一步计算.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mechanism {
    /// What is done.
    pub op: Op,
    /// When it is done at all.
    pub when: Condition,
    /// On what it is done; never earlier than the mechanism before it.
    pub phase: Phase,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// 口径：on what a mechanism is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// 每次：on each bill by itself.
    Bill,
    /// 每月：on the sum of a calendar month.
    Month,
    /// 每季：on the sum of a quarter.
    Quarter,
    /// 每年：on the sum of the benefit year.
    Year,
}

/// What a mechanism does to the value that reaches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// 起付标准：takes off this much, never below zero; what it is called, where it is none.
    Deduct(Figure, Option<String>),
    /// 门槛：pays nothing below it.
    Threshold {
        /// The threshold.
        at: Figure,
        /// Whether the figure itself is enough (以上) or must be passed (超过).
        inclusive: bool,
        /// What is kept once it is reached.
        keeps: Keeps,
    },
    /// 比例：keeps this share of the value.
    Ratio(Share),
    /// 分段.
    Band(Bands),
    /// 定额：adds this much.
    Fixed(Figure),
    /// 按月（日、次）定额：adds this much for each unit.
    PerUnit {
        /// The amount of one unit.
        each: Figure,
        /// The units counted.
        units: Units,
        /// The most units that are paid.
        at_most: Option<u32>,
    },
    /// 补差：what is missing so that all payments reach a share of a quantity.
    TopUp {
        /// The share to be reached.
        share: Share,
        /// Of what.
        of: Quantity,
        /// The payments that count towards it.
        counted: Vec<Quantity>,
    },
    /// 限额：no more than this.
    Cap(Cap),
    /// 由审批人定比例：a share between the two.
    Discretion {
        /// The least share, of the value.
        low: Ratio,
        /// The most, of the same.
        high: Ratio,
        /// Who decides.
        decided_by: String,
    },
    /// 取整：to whole yuan, jiao or fen.
    Round(Rounding),
    /// 没有写明：the document gives no figure here; nothing is computed.
    NotStated(String),
}

impl Op {
    /// Whether every fen more brings no less than the one before it.
    pub(crate) fn grows_ever_faster(&self) -> bool {
        matches!(
            self,
            Self::Deduct(..)
                | Self::Threshold { keeps: Keeps::Excess, .. }
                | Self::Ratio(..)
                | Self::Discretion { .. }
        )
    }
}

/// 达到门槛后按什么算.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// 全部.
    Whole,
    /// 超出部分.
    Excess,
}

/// 分段比例.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    /// The bands, lowest first.
    pub bands: Vec<Band>,
    /// Whether each part is paid at its own band's share (分段) or the whole at the share of the band it falls in.
    pub marginal: bool,
    /// The quantity that the edges measure, where it is not the value itself: the value is then spread over it evenly.
    pub on: Option<Quantity>,
}

/// 一段.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The upper edge, which belongs to this band; none: no upper edge.
    pub up_to: Option<Figure>,
    /// The share paid in it, of the part that lies in it; of the whole value where the bands are not marginal.
    pub share: Share,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// 单位.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 月.
    Month,
    /// 日.
    Day,
    /// 间（房屋）.
    Room,
    /// 人.
    Person,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Units {
    /// The unit.
    pub unit: Unit,
    /// Where the number comes from.
    pub from: UnitSource,
}

/// Where a number of units comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitSource {
    /// The bill's own months or days.
    Bill,
    /// The number that is the fact.
    Fact(Id<FactQuestion>),
    /// Between these two, as the approver decides.
    Between(u32, u32),
}

/// 限额.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cap {
    /// By itself.
    Own(Figure),
    /// 共用限额.
    Pool(Id<Pool>),
}
