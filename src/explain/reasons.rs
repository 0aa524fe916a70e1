//! 理由的说法：one sentence for each condition tried.

use core::fmt::{self, Display};

use super::amounts::{amount, quantity, yuan};
use super::report::Reason;
use super::steps::citation;
use crate::assess::{self, ReasonKind, Truth};
use crate::case::Case;
use crate::lean::joined;
use crate::money::{Amount, Yuan};
use crate::policy::{FactKind, FactQuestion, FactTest, ParameterValue, Policy, Source, Test, TestKind};
use crate::vocabulary::{Member, SetOf};

/// 理由的话：what has to be so. That of most tests depends on the policy alone, and is put into words only when
/// somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReasonText<'a> {
    /// That a test holds, or that it does not.
    Test(&'a Policy, &'a Test, bool),
    /// Something of this case.
    Said(String),
}

impl Display for ReasonText<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Test(policy, test, negated) => {
                out.write_str(negation(*negated))?;
                match &test.text {
                    Some(wanted) => out.write_str(wanted),
                    None => out.write_str(&requirement(policy, test)),
                }
            }
            Self::Said(text) => out.write_str(text),
        }
    }
}

/// A reason in words.
pub(super) fn reason<'a>(policy: &'a Policy, case: &Case, tried: &assess::Reason<'a>) -> Reason<'a> {
    // What is not to be reached is missed by nothing.
    let gap = tried.gap.filter(|_| tried.outcome == Truth::No);
    let mut of = None;
    let text = match &tried.kind {
        ReasonKind::Test(test, negated) => {
            let figure = reached(policy, case, test);
            if figure.is_none() && gap.is_none() {
                of = Some((*test, variant(tried.outcome, *negated)));
            }
            figure.map_or(ReasonText::Test(policy, test, *negated), |figure| {
                ReasonText::Said(format!("{}{figure}", negation(*negated)))
            })
        }
        ReasonKind::Threshold(at, inclusive) => ReasonText::Said(reach("自付的钱", *at, *inclusive)),
        ReasonKind::NoBill => ReasonText::Said("要有这个项目能算的单据".to_owned()),
        ReasonKind::AlreadyOnBills => ReasonText::Said("单据上已经写了报销数，不再另算".to_owned()),
        ReasonKind::Elsewhere(text) => ReasonText::Said((*text).to_owned()),
    };
    Reason {
        of,
        text,
        outcome: outcome(tried.outcome),
        gap: gap.map(Yuan::to_fen),
        citation: citation(policy, tried.citation),
    }
}

fn negation(negated: bool) -> &'static str {
    if negated { "不能是：" } else { "" }
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

fn requirement(policy: &Policy, test: &Test) -> String {
    match &test.kind {
        TestKind::Category(wanted) => format!("身份是{}", names(*wanted)),
        TestKind::Residence(wanted) => format!("是{}", wanted.name()),
        TestKind::Insurance(wanted) => format!("参保情况是：{}", names(*wanted)),
        TestKind::Age(bounds) => match (bounds.at_least, bounds.at_most) {
            (Some(least), Some(most)) => format!("年龄在 {least} 到 {most} 周岁（含）"),
            (Some(least), None) => format!("满 {least} 周岁（含）"),
            (None, Some(most)) => format!("不超过 {most} 周岁（含）"),
            (None, None) => "年龄不限".to_owned(),
        },
        TestKind::Disease(list) => {
            let list = policy.lists.get(usize::from(*list));
            let open = if list.is_some_and(|list| list.open) {
                "（没列名的由经办机构认定）"
            } else {
                ""
            };
            format!("得的病在“{}”里{open}", list.map_or("", |list| list.name.as_str()))
        }
        TestKind::Fact(place, wanted) => {
            policy.facts.get(usize::from(*place)).map(|question| fact(question, wanted)).unwrap_or_default()
        }
        TestKind::Reading(place, _) => policy
            .readings
            .get(usize::from(*place))
            .map(|reading| reading.question.clone())
            .unwrap_or_default(),
        TestKind::Care(wanted) => format!("单据是：{}", names(*wanted)),
        TestKind::Level(wanted) => format!("医院级别是：{}", names(*wanted)),
        TestKind::Place(wanted) => format!("看病的地方是：{}", names(*wanted)),
        TestKind::YearSum { .. } | TestKind::BillSum { .. } => String::new(),
    }
}

/// What a test wants that holds a sum against a figure, which may be one of this case; none where the pack has words of
/// its own.
fn reached(policy: &Policy, case: &Case, test: &Test) -> Option<String> {
    match &test.kind {
        _ if test.text.is_some() => None,
        TestKind::YearSum { from, less, at, inclusive, .. } => {
            let what = if less.is_empty() { quantity(*from) } else { "自付的钱" };
            Some(reach(format_args!("今年{what}合计"), figure(policy, case, at), *inclusive))
        }
        TestKind::BillSum { from, at, inclusive } => {
            let what = format_args!("这次的{}", quantity(*from));
            Some(reach(what, figure(policy, case, at), *inclusive))
        }
        _ => None,
    }
}

fn reach(what: impl Display, at: Amount, inclusive: bool) -> String {
    if at.is_zero() {
        return format!("{what}要有数");
    }
    if inclusive {
        format!("{what}达到 {}（含）", amount(at))
    } else {
        format!("{what}超过 {}", amount(at))
    }
}

/// A condition's figure, as far as it is known.
fn figure(policy: &Policy, case: &Case, at: &Source) -> Amount {
    let parameter = |place: u16| match case.parameters.get(usize::from(place)).and_then(|given| given.value())
    {
        Some(ParameterValue::Yuan(value)) => Some(value),
        _ => policy.parameters.get(usize::from(place)).and_then(|parameter| match parameter.value() {
            Some(ParameterValue::Yuan(value)) => Some(value),
            _ => None,
        }),
    };
    Amount::exactly(match *at {
        Source::Given(value) => value,
        Source::Parameter(place, share) => parameter(place).unwrap_or_default().times(share),
        Source::Times(place, times) => parameter(place).unwrap_or_default().repeated(times),
        Source::Fact(..) => Yuan::ZERO,
    })
}

fn fact(question: &FactQuestion, wanted: &FactTest) -> String {
    let label = &question.label;
    match (wanted, &question.kind) {
        (FactTest::Is(true), _) => format!("{label}：是"),
        (FactTest::Is(false), _) => format!("{label}：不是"),
        (FactTest::OneOf(places), FactKind::Choice(options)) => {
            let chosen = options.iter().enumerate().filter(|(place, _)| places & 1 << place != 0);
            format!("{label}：{}", joined(chosen.map(|(_, option)| &option.text), "、"))
        }
        (FactTest::OneOf(_), _) => label.clone(),
        (FactTest::Number(least, most), _) => between(label, *least, *most, |number| number),
        (FactTest::Amount(least, most), _) => between(label, *least, *most, yuan),
        (FactTest::BillFrom(None), _) => format!("{label}或以后看的病"),
        (FactTest::BillFrom(Some(months)), _) => format!("{label}起 {months} 个月里看的病"),
        (FactTest::BillBefore(None), _) => format!("{label}以前看的病"),
        (FactTest::BillBefore(Some(months)), _) => format!("{label}以前 {months} 个月里看的病"),
    }
}

fn between<T: Copy + PartialEq, S: Display>(
    label: &str,
    least: Option<T>,
    most: Option<T>,
    shown: impl Fn(T) -> S,
) -> String {
    match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{label}是 {}", shown(least)),
        (Some(least), Some(most)) => format!("{label}在 {} 到 {} 之间（含）", shown(least), shown(most)),
        (Some(least), None) => format!("{label}不少于 {}", shown(least)),
        (None, Some(most)) => format!("{label}不超过 {}", shown(most)),
        (None, None) => label.to_owned(),
    }
}

fn names<T: Member>(words: SetOf<T>) -> String {
    joined(words.words().map(Member::name), "、")
}
