//! 理由的说法：one sentence for each condition tried.

use core::fmt::{self, Display};

use super::report::Reason;
use super::steps::citation;
use crate::assess::{self, ReasonKind, Truth};
use crate::case::{Case, GivenParameter};
use crate::lean::joined;
use crate::money::{Amount, Yuan};
use crate::policy::{FactKind, FactQuestion, FactTest, ParameterValue, Policy, Source, Test, TestKind};
use crate::vocabulary::SetOf;

/// 理由的话：what has to be so, put into words only when somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonText<'a> {
    /// That a test holds, or that it does not; what a sum has to reach in this case.
    Test(&'a Policy, &'a Test, bool, Option<Amount>),
    /// That a threshold is reached: how much it is, 以上 or 超过.
    Threshold(Amount, bool),
    /// The same in every case.
    Fixed(&'a str),
}

impl Display for ReasonText<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Test(policy, test, negated, figure) => {
                out.write_str(if *negated { "不能是：" } else { "" })?;
                match &test.text {
                    Some(wanted) => out.write_str(wanted),
                    None => requirement(out, policy, &test.kind, figure.unwrap_or_default()),
                }
            }
            Self::Threshold(at, inclusive) => {
                out.write_str(OWN_MONEY)?;
                reach(out, at, *inclusive)
            }
            Self::Fixed(text) => out.write_str(text),
        }
    }
}

/// 自付的钱.
const OWN_MONEY: &str = "自付的钱";

/// A reason in words.
pub(super) fn reason<'a>(policy: &'a Policy, case: &Case, tried: &assess::Reason<'a>) -> Reason<'a> {
    // What is not to be reached is missed by nothing.
    let gap = tried.gap.filter(|_| tried.outcome == Truth::No);
    let mut of = None;
    let text = match tried.kind {
        ReasonKind::Test(test, negated) => {
            let figure = reached(case, test);
            if figure.is_none() && gap.is_none() {
                of = Some((test, variant(tried.outcome, negated)));
            }
            ReasonText::Test(policy, test, negated, figure)
        }
        ReasonKind::Threshold(at, inclusive) => ReasonText::Threshold(at, inclusive),
        ReasonKind::NoBill => ReasonText::Fixed("要有这个项目能算的单据"),
        ReasonKind::AlreadyOnBills => ReasonText::Fixed("单据上已经写了报销数，不再另算"),
        ReasonKind::Elsewhere(text) => ReasonText::Fixed(text),
    };
    Reason {
        of,
        text,
        outcome: outcome(tried.outcome),
        gap: gap.map(Yuan::to_fen),
        citation: citation(policy, tried.citation),
    }
}

/// A number for each way in which a test can come out.
fn variant(outcome: Truth, negated: bool) -> u8 {
    outcome as u8 * 2 + u8::from(negated)
}

fn outcome(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "met",
        Truth::No => "not-met",
        Truth::Unknown => "unknown",
    }
}

/// What a test wants, where the pack has no words of its own; `figure` is what a sum has to reach.
fn requirement(
    out: &mut fmt::Formatter<'_>,
    policy: &Policy,
    kind: &TestKind,
    figure: Amount,
) -> fmt::Result {
    let (what, words) = match kind {
        TestKind::Category(wanted) => ("身份是", wanted.names()),
        TestKind::Residence(wanted) => ("是", SetOf::EMPTY.with(*wanted).names()),
        TestKind::Insurance(wanted) => ("参保情况是：", wanted.names()),
        TestKind::Care(wanted) => ("单据是：", wanted.names()),
        TestKind::Level(wanted) => ("医院级别是：", wanted.names()),
        TestKind::Place(wanted) => ("看病的地方是：", wanted.names()),
        TestKind::Age(bounds) => {
            return match (bounds.at_least, bounds.at_most) {
                (Some(least), Some(most)) => write!(out, "年龄在 {least} 到 {most} 周岁（含）"),
                (Some(least), None) => write!(out, "满 {least} 周岁（含）"),
                (None, Some(most)) => write!(out, "不超过 {most} 周岁（含）"),
                (None, None) => out.write_str("年龄不限"),
            };
        }
        TestKind::Disease(list) => {
            let Some(list) = policy.lists.get(usize::from(*list)) else { return Ok(()) };
            write!(out, "得的病在“{}”里", list.name)?;
            return out.write_str(if list.open { "（没列名的由经办机构认定）" } else { "" });
        }
        TestKind::Fact(place, wanted) => {
            let Some(question) = policy.facts.get(usize::from(*place)) else { return Ok(()) };
            return fact(out, question, wanted);
        }
        TestKind::Reading(place, _) => {
            let reading = policy.readings.get(usize::from(*place));
            return out.write_str(reading.map_or("", |reading| &reading.question));
        }
        TestKind::YearSum { from, less, inclusive, .. } => {
            if less.is_empty() {
                write!(out, "今年{from}合计")?;
            } else {
                write!(out, "今年{OWN_MONEY}合计")?;
            }
            return reach(out, &figure, *inclusive);
        }
        TestKind::BillSum { from, inclusive, .. } => {
            write!(out, "这次的{from}")?;
            return reach(out, &figure, *inclusive);
        }
    };
    out.write_str(what)?;
    out.write_str(&joined(words, "、"))
}

fn reach(out: &mut fmt::Formatter<'_>, at: &Amount, inclusive: bool) -> fmt::Result {
    if at.is_zero() {
        out.write_str("要有数")
    } else if inclusive {
        write!(out, "达到 {at}（含）")
    } else {
        write!(out, "超过 {at}")
    }
}

/// The figure that a test holds a sum against, which may be one of this case; none where the pack has words of its own.
fn reached(case: &Case, test: &Test) -> Option<Amount> {
    let (TestKind::YearSum { at, .. } | TestKind::BillSum { at, .. }) = &test.kind else { return None };
    if test.text.is_some() {
        return None;
    }
    let parameter =
        |place: u16| match case.parameters.get(usize::from(place)).copied().map(GivenParameter::value) {
            Some(Some(ParameterValue::Yuan(value))) => value,
            _ => Yuan::ZERO,
        };
    Some(Amount::exactly(match *at {
        Source::Given(value) => value,
        Source::Parameter(place, share) => parameter(place).times(share),
        Source::Times(place, times) => parameter(place).repeated(times),
        Source::Fact(..) => Yuan::ZERO,
    }))
}

fn fact(out: &mut fmt::Formatter<'_>, question: &FactQuestion, wanted: &FactTest) -> fmt::Result {
    out.write_str(&question.label)?;
    match (wanted, &question.kind) {
        (FactTest::Is(true), _) => out.write_str("：是"),
        (FactTest::Is(false), _) => out.write_str("：不是"),
        (FactTest::OneOf(places), FactKind::Choice(options)) => {
            let chosen = options.iter().enumerate().filter(|(place, _)| places & 1 << place != 0);
            write!(out, "：{}", joined(chosen.map(|(_, option)| &option.text), "、"))
        }
        (FactTest::OneOf(_), _) => Ok(()),
        (FactTest::Number(least, most), _) => between(out, least, most),
        (FactTest::Amount(least, most), _) => {
            between(out, &least.map(Amount::exactly), &most.map(Amount::exactly))
        }
        (FactTest::BillFrom(None), _) => out.write_str("或以后看的病"),
        (FactTest::BillFrom(Some(months)), _) => write!(out, "起 {months} 个月里看的病"),
        (FactTest::BillBefore(None), _) => out.write_str("以前看的病"),
        (FactTest::BillBefore(Some(months)), _) => write!(out, "以前 {months} 个月里看的病"),
    }
}

fn between<T: Display + PartialEq>(
    out: &mut fmt::Formatter<'_>,
    least: &Option<T>,
    most: &Option<T>,
) -> fmt::Result {
    match (least, most) {
        (Some(least), Some(most)) if least == most => write!(out, "是 {least}"),
        (Some(least), Some(most)) => write!(out, "在 {least} 到 {most} 之间（含）"),
        (Some(least), None) => write!(out, "不少于 {least}"),
        (None, Some(most)) => write!(out, "不超过 {most}"),
        (None, None) => Ok(()),
    }
}
