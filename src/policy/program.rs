//! 救助项目：who, on what, how much, and how to get it.

use super::{Citation, Condition, Document, Figure, Id, Mechanism, Quantity, Source};
use crate::calendar::Term;
use crate::vocabulary::{ProgramKind, RouteKind};

/// 救助项目.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The id.
    pub id: String,
    /// 种类.
    pub kind: ProgramKind,
    /// 名称.
    pub name: String,
    /// 谁可以得到.
    pub who: Condition,
    /// Which bills it covers; none: it is not paid on bills.
    pub covers: Option<Condition>,
    /// What it is reckoned on.
    pub base: Base,
    /// When the document sends the case elsewhere and gives no figure: the condition, and what to tell.
    pub elsewhere: Vec<(Condition, String, Option<Id<Citation>>)>,
    /// The ways of paying; the one that pays the most is taken (就高不就低).
    pub ways: Vec<Way>,
    /// The first month of its benefit year; 1 for the calendar year, 0 where all the bills that it covers are one year.
    pub year_begins: u8,
    /// Which column of a bill it fills, where it is insurance and the bill does not say.
    pub fills: Option<Quantity>,
    /// 依据.
    pub citation: Option<Id<Citation>>,
    /// 材料.
    pub documents: Vec<WantedDocument>,
    /// 途径, first match first.
    pub routes: Vec<(Condition, Id<Route>)>,
    /// 申请书.
    pub letter: Option<Letter>,
    /// Things worth telling whenever this programme is or may be payable.
    pub remarks: Vec<(Condition, String)>,
}

/// 要交的材料.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedDocument {
    /// When it is wanted.
    pub when: Condition,
    /// 哪一样材料.
    pub document: Id<Document>,
}

/// 救助基数：a quantity of the bills, less what others pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Where it starts.
    pub from: BaseFrom,
    /// What is taken off, each with the condition under which it is.
    pub less: Vec<(Quantity, Condition)>,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// Where a base starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseFrom {
    /// From nothing: the mechanisms add.
    Nothing,
    /// From a quantity of each bill.
    Bills(Quantity),
    /// From an amount that is no bill's.
    Amount(Source),
}

/// 一档待遇：one way in which a programme pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// What it is called when it is chosen.
    pub name: String,
    /// Who is paid this way.
    pub who: Condition,
    /// What is done, in order.
    pub steps: Vec<Mechanism>,
}

/// 不重复享受：programmes of which only one is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// The programmes; the first is the one that the rule prefers.
    pub programs: Vec<Id<Program>>,
    /// Which one is paid.
    pub winner: Winner,
    /// What to tell.
    pub text: String,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// 选哪一种.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Winner {
    /// The first one that pays.
    First,
    /// The one that pays more.
    Better,
}

/// 办理途径.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// 一站式或依申请.
    pub kind: RouteKind,
    /// The steps, in order, each with its office and days.
    pub steps: Vec<String>,
    /// 地点.
    pub place: Option<String>,
    /// 期限.
    pub deadline: Option<Deadline>,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// 期限.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// How it is counted.
    pub from: DeadlineFrom,
    /// The rule in plain words.
    pub rule: String,
}

/// How a deadline is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeadlineFrom {
    /// Within a term after discharge.
    AfterBill(Term),
    /// By the end of the quarter in which the estimate is made.
    QuarterEnd,
    /// Each year by this month and day.
    Yearly(u8, u8),
    /// In the year after the bill's, by this month and day.
    YearAfterBill(u8, u8),
}

/// 申请书.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// 抬头：受理机关.
    pub addressee: String,
    /// What is asked for, as in “申请……”.
    pub request: String,
    /// Seals and opinions that the rule wants on the letter.
    pub endorsements: Vec<String>,
}

impl Program {
    /// What its pool is, where one of its ways draws on a shared limit.
    #[must_use]
    pub fn pool(&self) -> Option<Id<Pool>> {
        self.ways.iter().flat_map(|way| &way.steps).find_map(|step| match step.op {
            super::Op::Cap(super::Cap::Pool(pool)) => Some(pool),
            _ => None,
        })
    }

    /// Whether any of its ways has such a step.
    #[must_use]
    pub fn has_step(&self, is_such: fn(&Mechanism) -> bool) -> bool {
        self.ways.iter().any(|way| way.steps.iter().any(is_such))
    }
}

/// 共用限额.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// What it is called.
    pub name: String,
    /// How much it holds in one benefit year.
    pub amount: Figure,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}
