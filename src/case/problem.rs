//! 填报问题：everything that can be wrong with answers, each tied to its field.

use crate::calendar::Date;
use crate::document::{Fault, FaultKind};
use crate::money::Yuan;

/// 一处填报问题.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field, as `bills[0].total`.
    pub path: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The value is none of its kind.
    Fault(FaultKind),
    /// Another contract than this one's.
    Contract,
    /// 一般居民 together with another identity.
    GeneralWithOthers,
    /// 出生年月 does not go with 周岁, or lies after the day of the estimate.
    BornOtherwise,
    /// A range whose least is more than its most, or a time that ends before it begins.
    RangeReversed,
    /// The day of the estimate lies outside the policy's period.
    OutsidePeriod(Date, Option<Date>),
    /// The bill lies in the benefit year but before or after the policy's period.
    BillOutsidePeriod(Date, Option<Date>),
    /// The bill is dated after the day of the estimate.
    BillAfterEstimate(Date),
    /// Parts of a bill come to more than their whole, or not to it; what they come to.
    DoesNotAddUp(Sum, Yuan),
    /// A bill says that insurance paid, for a person who has none.
    PaidWithoutInsurance,
    /// A parameter outside its allowed range.
    ParameterOutOfRange(String, String),
}

/// Which parts of a bill are held against their whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// 政策范围内费用, against 总额.
    InScope,
    /// 范围外费用, against 总额.
    OutOfScope,
    /// 范围内 and 范围外, against 总额.
    Scope,
    /// All payments, against 总额.
    Payments,
    /// All payments and 自己掏的, against 总额.
    SelfPaid,
    /// 基本医保, 大病 and 救助, against 基金支付总额.
    Fund,
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self { path: fault.path, kind: ProblemKind::Fault(fault.kind) }
    }
}

impl ProblemKind {
    /// The code that programs go by.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fault(fault) => match fault {
                FaultKind::Missing => "missing",
                FaultKind::UnknownField(_) => "unknown-field",
                FaultKind::Expected(_) => "wrong-type",
                FaultKind::NotOneOf(..) => "not-allowed",
                FaultKind::Money(_) => "not-an-amount",
                FaultKind::Ratio(_) => "not-a-ratio",
                FaultKind::Date => "not-a-date",
                FaultKind::OutOfBounds(..) => "out-of-bounds",
                FaultKind::TooMany(_) => "too-many",
                FaultKind::Unreadable => "unreadable",
            },
            Self::Contract => "contract",
            Self::GeneralWithOthers => "general-with-others",
            Self::BornOtherwise => "born-otherwise",
            Self::RangeReversed => "range-reversed",
            Self::OutsidePeriod(..) => "outside-period",
            Self::BillOutsidePeriod(..) => "bill-outside-period",
            Self::BillAfterEstimate(_) => "bill-after-estimate",
            Self::DoesNotAddUp(of, _) => match of {
                Sum::InScope => "scope-over-total",
                Sum::OutOfScope => "out-of-scope-over-total",
                Sum::Scope => "scope-does-not-add-up",
                Sum::Payments => "payments-over-total",
                Sum::SelfPaid => "self-paid-does-not-add-up",
                Sum::Fund => "fund-does-not-add-up",
            },
            Self::PaidWithoutInsurance => "paid-without-insurance",
            Self::ParameterOutOfRange(..) => "parameter-out-of-range",
        }
    }
}
