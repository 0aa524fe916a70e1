//! 测算结果, in figures and places; `explain` puts it into words.

use super::trace::Truth;
use crate::calendar::Date;
use crate::money::{Amount, Ratio, Rounding, Yuan};
use crate::policy::{
    Citation, Exclusion, FactQuestion, Id, Keeps, Parameter, Phase, Pool, Program, Quantity, Reading, Route,
    Test, Unit,
};

/// 测算结果.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    /// One for each programme of the policy, in its order.
    pub programs: Vec<ProgramOutcome<'a>>,
    /// 合计：what the family can still get, over all that is paid together.
    pub total: Amount,
    /// One row for each bill of the benefit year, in the order computed.
    pub bills: Vec<BillRow>,
    /// What the person should know.
    pub notes: Vec<NoteKind>,
}

/// 一个项目的结果.
#[derive(Clone, Debug)]
pub struct ProgramOutcome<'a> {
    /// 状态.
    pub status: Status,
    /// 现在还能领.
    pub amount: Amount,
    /// Every step executed, in order.
    pub steps: Vec<Executed<'a>>,
    /// Each condition tried.
    pub reasons: Vec<Reason<'a>>,
    /// What would settle the status or narrow the amount, most telling first.
    pub missing: Vec<Ask>,
    /// The programme paid in its place.
    pub replaced_by: Option<Id<Program>>,
    /// The readings that were used.
    pub readings: Vec<Id<Reading>>,
    /// Why nothing can be computed.
    pub gaps: Vec<Gap<'a>>,
    /// The parameters that were used.
    pub parameters: Vec<Id<Parameter>>,
    /// 途径.
    pub route: Option<RouteTaken>,
    /// 材料, by their places among the programme's.
    pub documents: Vec<usize>,
    /// 另外要说的.
    pub remarks: Vec<&'a str>,
}

/// 状态.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The rule applies, by what was told.
    Eligible,
    /// It does not.
    NotEligible,
    /// An answer is missing, or the office decides.
    Unknown,
    /// The policy gives no figure.
    NotComputed,
}

/// One executed step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Executed<'a> {
    /// What was done, with its figures.
    pub taken: Taken<'a>,
    /// The position of the bill it was done on; none: on the sum.
    pub bill: Option<usize>,
    /// The value after it.
    pub result: Amount,
    /// 依据.
    pub citation: Option<Id<Citation>>,
    /// Whether it is surely done, and does not hang on an answer still missing.
    pub surely: bool,
}

impl<'a> Executed<'a> {
    /// A step that is surely done on the sum.
    pub(super) fn on_sum(taken: Taken<'a>, result: Amount, citation: Option<Id<Citation>>) -> Self {
        Self { taken, bill: None, result, citation, surely: true }
    }
}

/// What was done, with its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken<'a> {
    /// Starts from a quantity, less what others pay.
    Base(Option<Quantity>, Amount, Vec<(Quantity, Amount)>),
    /// Adds up so many bills.
    Sum(usize),
    /// What is left of the bill after what was taken off the sum.
    Spread,
    /// Takes off a deductible, or what has the name; which bill or span it holds for.
    Deduct(Amount, Phase, Option<&'a str>),
    /// Compares with a threshold.
    Threshold {
        /// The threshold.
        at: Amount,
        /// 以上 (true) or 超过.
        inclusive: bool,
        /// What is kept.
        keeps: Keeps,
        /// Whether it is reached.
        reached: Truth,
    },
    /// Keeps a share, of the least and most that it can be.
    Ratio((Ratio, Ratio), Amount),
    /// Pays by bands: each part and the least and most share of it; 分段 or by the band it falls in.
    Band(Vec<(Amount, (Ratio, Ratio))>, bool),
    /// Adds an amount.
    Fixed(Amount),
    /// Adds an amount for each unit: the amount, the least and most units, the most that are paid.
    PerUnit(Amount, (u32, u32), Option<u32>, Unit),
    /// Fills up to a share of a quantity: the share, of what, how much that is, what was already paid.
    TopUp(Ratio, Quantity, Amount, Amount),
    /// Holds to a limit: what is left of it, its span, the value before.
    Cap(Amount, Phase, Amount),
    /// Holds to a limit shared with others: the pool, the value before.
    Pool(Id<Pool>, Amount),
    /// What other bills of the year have used of the limits.
    Used(Amount),
    /// Leaves the share to the approver.
    Discretion(Ratio, Ratio, &'a str, Amount),
    /// Takes the way that pays most: its name, among how many.
    BestOf(&'a str, usize),
    /// Rounds to the fen.
    Round,
    /// Rounds as the document does.
    RoundTo(Rounding),
    /// Takes off what is already on a bill.
    PaidOnBills(Amount),
    /// Takes off what was already received this year.
    Received(Amount),
    /// Is not paid beside another programme.
    Exclude(Id<Program>, &'a Exclusion),
}

/// 一条理由.
#[derive(Clone, Debug)]
pub struct Reason<'a> {
    /// What was asked.
    pub kind: ReasonKind<'a>,
    /// How it came out.
    pub outcome: Truth,
    /// By how much it was missed.
    pub gap: Option<Yuan>,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// What a reason is about.
#[derive(Clone, Debug)]
pub enum ReasonKind<'a> {
    /// A test of the pack; whether it was to fail.
    Test(&'a Test, bool),
    /// A threshold: how much it is, 以上 or 超过.
    Threshold(Amount, bool),
    /// There is no bill that this programme covers.
    NoBill,
    /// The bills say already what insurance paid.
    AlreadyOnBills,
    /// The case is sent elsewhere.
    Elsewhere(&'a str),
}

/// Why nothing can be computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap<'a> {
    /// The parameter has no value.
    Parameter(Id<Parameter>),
    /// The document gives no figure.
    NotStated(&'a str),
    /// None of a figure's cases fits.
    NoCase,
}

/// 还缺的答案.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ask {
    /// `person.categories`.
    Categories,
    /// `person.residence`.
    Residence,
    /// `person.insurance`.
    Insurance,
    /// `person.diagnoses`.
    Diagnoses,
    /// `person.age`.
    Age,
    /// `person.facts`.
    Fact(Id<FactQuestion>),
    /// `bills`.
    Bills,
    /// A field of the bill at this position.
    Bill(usize, BillField),
    /// A field of what was received, by its place among the answers.
    Receipt(usize, ReceiptField),
}

/// A field of what was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub enum ReceiptField {
    Program,
    Bills,
}

/// A field of a bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the contract's own field names")]
pub enum BillField {
    InScope,
    BasicPaid,
    CriticalPaid,
    Level,
    Place,
    Province,
    Diagnoses,
    Months,
    Days,
}

/// 一张单据上谁付多少. The parts add up to the total.
#[derive(Clone, Copy, Debug)]
pub struct BillRow {
    /// The bill's place among the answers.
    pub position: usize,
    /// 总额.
    pub total: Amount,
    /// 自费：outside what insurance recognises.
    pub out_of_scope: Amount,
    /// 基本医保.
    pub basic: Amount,
    /// 大病保险.
    pub critical: Amount,
    /// 基本医保 and 大病保险 together, which may be better known than either.
    pub insured: Amount,
    /// 减免和其他.
    pub waived_and_other: Amount,
    /// 救助, what is already on the bill included.
    pub assistance: Amount,
    /// 自付：inside what insurance recognises, and left to the person.
    pub self_pay: Amount,
}

/// 办理途径 with its date.
#[derive(Clone, Copy, Debug)]
pub struct RouteTaken {
    /// 哪条途径.
    pub route: Id<Route>,
    /// The last day, and the days left from the day of the estimate.
    pub deadline: Option<(Date, i32)>,
}

/// What the person should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// The bill at this position belongs to another benefit year and does not count.
    OtherYear(usize),
    /// The bill at this position belongs to another benefit year of this programme and does not count for it.
    OtherYearOf(usize, Id<Program>),
    /// 范围内费用 of this bill was derived from its total.
    ScopeDerived(usize),
    /// What insurance paid on this bill was derived from the pack's rules; the programme that derived it.
    InsuranceDerived(usize, Id<Program>),
    /// More was received under this programme than the bills told account for.
    ReceivedExceeds(Id<Program>),
    /// A deadline for this bill under this programme has passed.
    DeadlinePassed(usize, Id<Program>),
    /// What this fact asks was not told, and is taken as so, because the place was chosen.
    ShownByPlace(Id<FactQuestion>),
    /// The critical-illness payment was not told and taken as none.
    CriticalTakenAsNone,
    /// The pack's figures were last checked long ago.
    Stale,
}
