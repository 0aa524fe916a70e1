//! 理由的说法：one sentence for each condition tried.

use super::report::Reason;
use super::steps::citation;
use crate::assess::{self, ReasonKind, Truth};
use crate::case::{Case, GivenParameter};
use crate::lean::joined;
use crate::money::{Amount, Yuan};
use crate::policy::{
    AgeDay, FactKind, FactQuestion, FactTest, Id, Parameter, ParameterValue, Policy, Source, Test, TestKind,
};
use crate::say::{Say, say, shown};
use crate::vocabulary::{SetOf, Spot};

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

impl Say for ReasonText<'_> {
    fn say(&self, text: &mut String) {
        match self {
            Self::Test(policy, asked, negated, figure) => {
                text.push_str(if *negated { "不能是：" } else { "" });
                match &asked.text {
                    Some(wanted) => text.push_str(wanted),
                    None => requirement(text, policy, &asked.kind, &figure.unwrap_or_default()),
                }
            }
            Self::Threshold(at, inclusive) => {
                text.push_str(OWN_MONEY);
                reach(text, at, *inclusive);
            }
            Self::Fixed(fixed) => text.push_str(fixed),
        }
    }
}

shown!(ReasonText<'_>);

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
fn requirement(text: &mut String, policy: &Policy, kind: &TestKind, figure: &Amount) {
    let (what, words) = match kind {
        TestKind::Category(wanted) => ("身份是", wanted.names()),
        TestKind::Residence(wanted) => ("是", SetOf::EMPTY.with(*wanted).names()),
        TestKind::Insurance(wanted) => ("参保情况是：", wanted.names()),
        TestKind::Care(wanted) => ("单据是：", wanted.names()),
        TestKind::Level(wanted) => ("医院级别是：", wanted.names()),
        TestKind::Place(wanted) => {
            let places = Spot::places(*wanted);
            let is_anywhere = Spot::of(places, SetOf::ALL) == *wanted;
            (if is_anywhere { "看病的地方是：" } else { "在本省看病，地方是：" }, places.names())
        }
        TestKind::Age(bounds) => {
            match bounds.on {
                AgeDay::Bill => {}
                AgeDay::YearStart => text.push_str("那年1月1日"),
                AgeDay::AsOf => text.push_str("测算那天"),
            }
            return match (bounds.at_least, bounds.at_most) {
                (Some(least), Some(most)) => say!(text; "年龄在 ", least, " 到 ", most, " 周岁（含）"),
                (Some(least), None) => say!(text; "满 ", least, " 周岁（含）"),
                (None, Some(most)) => say!(text; "不超过 ", most, " 周岁（含）"),
                (None, None) => text.push_str("年龄不限"),
            };
        }
        TestKind::Disease(list) => {
            let Some(list) = policy.get(*list) else { return };
            say!(text; "得的病在“", list.name, "”里");
            return text.push_str(if list.open { "（没列名的由经办机构认定）" } else { "" });
        }
        TestKind::Fact(question, wanted) => {
            let Some(question) = policy.get(*question) else { return };
            return fact(text, question, wanted);
        }
        TestKind::Reading(reading, _) => {
            let reading = policy.get(*reading);
            return text.push_str(reading.map_or("", |reading| &reading.question));
        }
        TestKind::YearSum { from, less, inclusive, .. } => {
            text.push_str("今年");
            if less.is_empty() {
                from.say(text);
            } else {
                text.push_str(OWN_MONEY);
            }
            text.push_str("合计");
            return reach(text, figure, *inclusive);
        }
        TestKind::BillSum { from, inclusive, .. } => {
            say!(text; "这次的", from);
            return reach(text, figure, *inclusive);
        }
    };
    say!(text; what, joined(words, "、"));
}

fn reach(text: &mut String, at: &Amount, inclusive: bool) {
    if at.is_zero() {
        text.push_str("要有数");
    } else if inclusive {
        say!(text; "达到 ", at, "（含）");
    } else {
        say!(text; "超过 ", at);
    }
}

/// The figure that a test holds a sum against, which may be one of this case; none where the pack has words of its own.
fn reached(case: &Case, test: &Test) -> Option<Amount> {
    let (TestKind::YearSum { at, .. } | TestKind::BillSum { at, .. }) = &test.kind else { return None };
    if test.text.is_some() {
        return None;
    }
    let parameter = |id: Id<Parameter>| match id.among(&case.parameters).copied().map(GivenParameter::value) {
        Some(Some(ParameterValue::Yuan(value))) => value,
        _ => Yuan::ZERO,
    };
    Some(Amount::exactly(match *at {
        Source::Given(value) => value,
        Source::Parameter(id, share, times, _) => parameter(id).times(share).repeated(times),
        Source::Fact(..) | Source::OfBill(_) => Yuan::ZERO,
    }))
}

fn fact(text: &mut String, question: &FactQuestion, wanted: &FactTest) {
    text.push_str(&question.label);
    match (wanted, &question.kind) {
        (FactTest::Is(true), _) => text.push_str("：是"),
        (FactTest::Is(false), _) => text.push_str("：不是"),
        (FactTest::OneOf(places), FactKind::Choice(options)) => {
            let chosen = options.iter().enumerate().filter(|(place, _)| places & 1 << place != 0);
            say!(text; "：", joined(chosen.map(|(_, option)| &option.text), "、"));
        }
        (FactTest::OneOf(_), _) => {}
        (FactTest::Number(least, most), _) => between(text, least.as_ref(), most.as_ref()),
        (FactTest::Amount(least, most), _) => {
            between(text, least.map(Amount::exactly).as_ref(), most.map(Amount::exactly).as_ref());
        }
        (FactTest::BillFrom(term) | FactTest::BillBefore(term), _) => {
            text.push_str(match (wanted, term) {
                (FactTest::BillBefore(_), _) => "以前",
                (_, None) => "或以后",
                _ => "起",
            });
            if let Some(term) = term {
                say!(text; " ", term, "里");
            }
            text.push_str("看的病");
        }
    }
}

fn between<T: Say + PartialEq>(text: &mut String, least: Option<&T>, most: Option<&T>) {
    match (least, most) {
        (Some(least), Some(most)) if least == most => say!(text; "是 ", least),
        (Some(least), Some(most)) => say!(text; "在 ", least, " 到 ", most, " 之间（含）"),
        (Some(least), None) => say!(text; "不少于 ", least),
        (None, Some(most)) => say!(text; "不超过 ", most),
        (None, None) => {}
    }
}
