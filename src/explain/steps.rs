//! 步骤的说法：one sentence for each executed step, made from its figures.

use core::fmt;

use super::amounts::{amount, day, quantity, shares, span, unit, yuan};
use super::report::{Citation, Step};
use crate::assess::{Executed, Taken, Truth};
use crate::case::Case;
use crate::money::{Amount, Ratio};
use crate::policy::{BaseFrom, Keeps, Policy, Program, Quantity, Source};

/// A step in words.
pub(super) fn step<'a>(
    policy: &'a Policy,
    case: &Case,
    program: &Program,
    executed: &Executed<'_>,
) -> Step<'a> {
    let (op, mut text) = sentence(policy, program, executed);
    if let Some(position) = executed.bill
        && case.bills.len() > 1
        && let Some(bill) = case.bills.iter().find(|bill| bill.position == position)
    {
        text.insert_str(0, &format!("{}的单据：", day(bill.date)));
    }
    Step { op, text, result: executed.result.into(), citation: citation(policy, executed.citation) }
}

/// A citation in the contract's shape.
pub(super) fn citation(policy: &Policy, place: Option<u16>) -> Option<Citation<'_>> {
    let cited = policy.citations.get(usize::from(place?))?;
    let source = policy.sources.get(usize::from(cited.source))?;
    Some(Citation {
        of: Some((cited, 0)),
        document: &source.name,
        article: &cited.article,
        summary: &cited.summary,
        from: cited.from,
        until: cited.until,
        checked_on: Some(cited.checked_on.unwrap_or(policy.checked_on)),
        confidence: crate::vocabulary::Member::id(cited.confidence.unwrap_or(source.confidence)),
    })
}

fn sentence(policy: &Policy, program: &Program, executed: &Executed<'_>) -> (&'static str, String) {
    let result = executed.result;
    match &executed.taken {
        Taken::Base(Some(from), start, less) => ("base", base(quantity(*from), *start, less, result)),
        Taken::Base(None, start, _) if start.exact().is_none() => {
            ("base", format!("{}还没有填，先按 {} 估", base_name(policy, program), amount(*start)))
        }
        Taken::Base(None, start, _) => ("base", format!("{} {}", base_name(policy, program), amount(*start))),
        Taken::Sum(count) => ("base", format!("{count} 张单据合计 {}", amount(result))),
        Taken::Deduct(off, phase) => {
            let span = span(*phase);
            ("deduct", format!("减去{span}的门槛费（起付标准）{}，剩下 {}", amount(*off), amount(result)))
        }
        Taken::Threshold { at, inclusive, keeps, reached } => {
            ("threshold", threshold(*at, *inclusive, *keeps, *reached, result))
        }
        Taken::Ratio(low, high, before) => (
            "ratio",
            format!(
                "按 {} 算：{} × {} = {}",
                shares(*low, *high),
                amount(*before),
                shares(*low, *high),
                amount(result)
            ),
        ),
        Taken::Band(parts, marginal) => ("band", band(parts, *marginal, result)),
        Taken::Fixed(value) => ("fixed", format!("定额 {}", amount(*value))),
        Taken::PerUnit(each, (least, most), at_most, counted) => {
            ("per-unit", per_unit(*each, (*least, *most), *at_most, unit(*counted), result))
        }
        Taken::TopUp(share, of, whole, paid) => (
            "top-up",
            format!(
                "补到{}的 {share}：{} × {share}，减去已经报的 {}，还要补 {}",
                quantity(*of),
                amount(*whole),
                amount(*paid),
                amount(result)
            ),
        ),
        Taken::Cap(limit, phase, before) => ("cap", cap(span(*phase), *limit, *before, result)),
        Taken::Pool(pool, before) => {
            let named =
                policy.pools.get(usize::from(*pool)).map_or("共用限额", |pool| pool.name.as_str());
            let held = if result == *before { "没有超过" } else { "超过了" };
            ("cap", format!("几个项目共用“{named}”，{held}，算 {}", amount(result)))
        }
        Taken::Discretion(low, high, decided_by, before) => (
            "discretion",
            format!("{} 的 {low} 到 {high}，具体由{decided_by}定：{}", amount(*before), amount(result)),
        ),
        Taken::BestOf(name, among) => (
            "best-of",
            format!("{among} 种待遇里取高的一种（就高不就低，不相加）：{name}，{}", amount(result)),
        ),
        Taken::Round => ("round", format!("四舍五入到分：{}", amount(result))),
        Taken::PaidOnBills(value) => {
            ("deduct", format!("单据上已经减掉救助 {}，还剩 {}", amount(*value), amount(result)))
        }
        Taken::Received(value) => {
            ("deduct", format!("今年已经领过 {}，还剩 {}", yuan(*value), amount(result)))
        }
        Taken::Exclude(place, exclusion) => {
            let other = policy.programs.get(*place).map_or("", |program| program.name.as_str());
            ("exclude", format!("{}。这里按“{other}”发，这一项不再发", exclusion.text))
        }
    }
}

fn base(name: &str, start: Amount, less: &[(Quantity, Amount)], result: Amount) -> String {
    let parts = fmt::from_fn(|out| {
        for (part, value) in less.iter().filter(|(_, value)| !value.is_zero()) {
            write!(out, "，减去{} {}", quantity(*part), amount(*value))?;
        }
        Ok(())
    });
    if less.iter().all(|(_, value)| value.is_zero()) {
        format!("{name} {}", amount(start))
    } else {
        format!("{name} {}{parts}，剩下 {}", amount(start), amount(result))
    }
}

/// What an amount that is no bill's is called.
fn base_name<'a>(policy: &'a Policy, program: &Program) -> &'a str {
    let BaseFrom::Amount(source) = &program.base.from else { return "" };
    match source {
        Source::Fact(place, _) => {
            policy.facts.get(usize::from(*place)).map_or("", |fact| fact.label.as_str())
        }
        Source::Parameter(place, _) | Source::Times(place, _) => {
            policy.parameters.get(usize::from(*place)).map_or("", |parameter| parameter.label.as_str())
        }
        Source::Given(_) => "定额",
    }
}

fn threshold(at: Amount, inclusive: bool, keeps: Keeps, reached: Truth, result: Amount) -> String {
    let (before, after) = if inclusive { ("达到", "（含）") } else { ("超过", "") };
    let wanted = format_args!("要{before} {}{after}才算", amount(at));
    match (reached, keeps) {
        (Truth::Yes, Keeps::Whole) => format!("{wanted}，已经够了，全部算进去：{}", amount(result)),
        (Truth::Yes, Keeps::Excess) => format!("{wanted}，只算超出的部分：{}", amount(result)),
        (Truth::No, _) => format!("{wanted}，还不够"),
        (Truth::Unknown, _) => format!("{wanted}，够不够还不确定：{}", amount(result)),
    }
}

fn band(parts: &[(Amount, (Ratio, Ratio))], marginal: bool, result: Amount) -> String {
    let how = if marginal { "分段算" } else { "按所在的一段算" };
    let parts = fmt::from_fn(|out| {
        for (at, (part, (low, high))) in parts.iter().enumerate() {
            let plus = if at > 0 { " + " } else { "" };
            write!(out, "{plus}{} × {}", amount(*part), shares(*low, *high))?;
        }
        Ok(())
    });
    format!("{how}：{parts} = {}", amount(result))
}

fn per_unit(
    each: Amount,
    (least, most): (u32, u32),
    at_most: Option<u32>,
    unit: &str,
    result: Amount,
) -> String {
    let count = if least == most { format!("{least} {unit}") } else { format!("{least} 到 {most} {unit}") };
    let limit = at_most.map(|limit| format!("（最多 {limit} {unit}）")).unwrap_or_default();
    format!(
        "每{} {}，{count}{limit}：{}",
        unit.strip_prefix('个').unwrap_or(unit),
        amount(each),
        amount(result)
    )
}

fn cap(span: &str, limit: Amount, before: Amount, result: Amount) -> String {
    if before == result {
        format!("{span}最多 {}，没有超过", amount(limit))
    } else {
        format!("{span}最多 {}，超过的部分不算，只算 {}", amount(limit), amount(result))
    }
}
