//! 条件：what must hold for a programme, a way of paying, a bill or a figure.

use super::{Citation, DiseaseList, FactQuestion, Id, Quantity, Reading, Source};
use crate::calendar::Term;
use crate::money::Yuan;
use crate::vocabulary::{Care, Category, Insurance, Level, Residence, SetOf, Spot};

/// 条件：true, false or not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// 同时满足：every part holds; nothing at all always holds.
    All(Vec<Condition>),
    /// 满足其一：at least one part holds.
    Any(Vec<Condition>),
    /// 不属于：the part does not hold.
    Not(Box<Condition>),
    /// One test.
    Test(Test),
}

/// 一项条件, with what to tell about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// What is tested.
    pub kind: TestKind,
    /// The condition in the pack's own plain words, where the general wording would not do.
    pub text: Option<String>,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// What is tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestKind {
    /// 身份：holds one of these.
    Category(SetOf<Category>),
    /// 户口.
    Residence(Residence),
    /// 参保：is in one of these.
    Insurance(SetOf<Insurance>),
    /// 年龄.
    Age(AgeBounds),
    /// 病种：the bill's illness, or else the person's, is on this list.
    Disease(Id<DiseaseList>),
    /// 追问的答案.
    Fact(Id<FactQuestion>, FactTest),
    /// 读法：the reading is taken the way at this place.
    Reading(Id<Reading>, u8),
    /// 就医类型 of the bill.
    Care(SetOf<Care>),
    /// 医疗机构级别 of the bill.
    Level(SetOf<Level>),
    /// 就医地点和省份 of the bill.
    Place(SetOf<Spot>),
    /// Whether the year's sum of a quantity reaches a figure.
    YearSum {
        /// Whether over all of the year's bills, or those that the programme covers.
        all_bills: bool,
        /// What is added up.
        from: Quantity,
        /// What is taken off it.
        less: Vec<Quantity>,
        /// What it must reach.
        at: Source,
        /// Whether the figure itself is enough (以上) or must be passed (超过).
        inclusive: bool,
    },
    /// 每张单据上的金额：whether the bill's quantity reaches a figure.
    BillSum {
        /// The quantity.
        from: Quantity,
        /// What it must reach.
        at: Source,
        /// Whether the figure itself is enough (以上) or must be passed (超过).
        inclusive: bool,
    },
}

/// 年龄：whole years, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgeBounds {
    /// 满几周岁.
    pub at_least: Option<u8>,
    /// 不超过几周岁.
    pub at_most: Option<u8>,
    /// 在哪一天.
    pub on: AgeDay,
}

/// 按哪一天的年龄：of one whose day of birth is told; an age that is told counts as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AgeDay {
    /// 看病那天：the bill's; where it is no bill's, that of the last one.
    #[default]
    Bill,
    /// 那年1月1日：the first day of the year of that day.
    YearStart,
    /// 测算那天.
    AsOf,
}

/// What a fact is tested for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactTest {
    /// Yes, or no.
    Is(bool),
    /// One of the choices at these places, one bit each.
    OneOf(u32),
    /// A number within these, both ends included.
    Number(Option<i64>, Option<i64>),
    /// An amount within these, both ends included.
    Amount(Option<Yuan>, Option<Yuan>),
    /// 看病在这一天或以后：the bill is of that day or later, and within a term from it.
    BillFrom(Option<Term>),
    /// 看病在这一天以前：the bill is of an earlier day, and within a term before it.
    BillBefore(Option<Term>),
}

impl Condition {
    /// Holds always.
    pub const ALWAYS: Self = Self::All(Vec::new());

    /// Whether it holds always.
    #[must_use]
    pub fn is_always(&self) -> bool {
        matches!(self, Self::All(parts) if parts.is_empty())
    }

    /// Calls `visit` with every test in it.
    pub fn each_test<'a>(&'a self, visit: &mut impl FnMut(&'a Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_test(visit)),
            Self::Not(part) => part.each_test(visit),
            Self::Test(test) => visit(test),
        }
    }

    /// Whether any test in it needs a bill.
    #[must_use]
    pub fn needs_bill(&self) -> bool {
        let mut needs = false;
        self.each_test(&mut |test| {
            needs |= matches!(
                test.kind,
                TestKind::Care(_)
                    | TestKind::Level(_)
                    | TestKind::Place(_)
                    | TestKind::BillSum { .. }
                    | TestKind::Fact(_, FactTest::BillFrom(_) | FactTest::BillBefore(_))
            );
        });
        needs
    }
}
