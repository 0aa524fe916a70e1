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
    /// A range whose least is more than its most.
    RangeReversed,
    /// The day of the estimate lies outside the policy's period.
    OutsidePeriod(Date, Option<Date>),
    /// The bill lies in the benefit year but before or after the policy's period.
    BillOutsidePeriod(Date, Option<Date>),
    /// The bill is dated after the day of the estimate.
    BillAfterEstimate(Date),
    /// 政策范围内费用 more than 总额.
    ScopeOverTotal(Yuan),
    /// 范围外费用 more than 总额.
    OutOfScopeOverTotal(Yuan),
    /// 范围内 and 范围外 do not make up 总额.
    ScopeDoesNotAddUp(Yuan),
    /// 基本医保 and 大病 pay more than 政策范围内费用.
    InsuranceOverScope(Yuan),
    /// All payments together are more than 总额.
    PaymentsOverTotal(Yuan),
    /// A bill says that insurance paid, for a person who has none.
    PaidWithoutInsurance,
    /// A parameter outside its allowed range.
    ParameterOutOfRange(String, String),
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
            Self::RangeReversed => "range-reversed",
            Self::OutsidePeriod(..) => "outside-period",
            Self::BillOutsidePeriod(..) => "bill-outside-period",
            Self::BillAfterEstimate(_) => "bill-after-estimate",
            Self::ScopeOverTotal(_) => "scope-over-total",
            Self::OutOfScopeOverTotal(_) => "out-of-scope-over-total",
            Self::ScopeDoesNotAddUp(_) => "scope-does-not-add-up",
            Self::InsuranceOverScope(_) => "insurance-over-scope",
            Self::PaymentsOverTotal(_) => "payments-over-total",
            Self::PaidWithoutInsurance => "paid-without-insurance",
            Self::ParameterOutOfRange(..) => "parameter-out-of-range",
        }
    }
}
