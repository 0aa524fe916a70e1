//! 填报问题的说法：what to do about it, at the field.

use super::amounts::day;
use super::report::Problem;
use crate::calendar::Date;
use crate::case::{self, ProblemKind};
use crate::document::FaultKind;
use crate::lean::joined;
use crate::money::{Amount, MoneyError};
use crate::policy::Policy;

/// A problem in words.
#[must_use]
pub fn problem(policy: &Policy, found: &case::Problem) -> Problem {
    let label = label(policy, &found.path);
    let text = match &found.kind {
        ProblemKind::Fault(fault) => fault_text(fault, &label, &found.path),
        ProblemKind::Contract => "contract 要写 1：这个版本只认第 1 版格式".to_owned(),
        ProblemKind::GeneralWithOthers => "“其他参保居民”不能和别的身份一起选，请去掉一样".to_owned(),
        ProblemKind::RangeReversed => format!("{label}：最少的数比最多的还大，请对调"),
        ProblemKind::OutsidePeriod(from, until) => {
            format!("这套办法管的是{}，测算日期不在里面，请换一个日期或换一套办法", period(*from, *until))
        }
        ProblemKind::BillOutsidePeriod(from, until) => {
            format!("这张单据的日期不在这套办法管的时间里（{}），请换一套办法单独算", period(*from, *until))
        }
        ProblemKind::BillAfterEstimate(as_of) => {
            format!("单据日期比测算日期（{}）还晚，请再看一眼日期", day(*as_of))
        }
        ProblemKind::ScopeOverTotal(total) => {
            format!("医保认的费用比总费用（{}）还多，请再看一眼单子", Amount::exactly(*total))
        }
        ProblemKind::OutOfScopeOverTotal(total) => {
            format!("医保不认的费用比总费用（{}）还多，请再看一眼单子", Amount::exactly(*total))
        }
        ProblemKind::ScopeDoesNotAddUp(sum) => {
            format!("医保认的和不认的加起来是 {}，和总费用对不上，请再看一眼单子", Amount::exactly(*sum))
        }
        ProblemKind::InsuranceOverScope(paid) => {
            format!("医保和大病一共报了 {}，比医保认的费用还多，请再看一眼单子", Amount::exactly(*paid))
        }
        ProblemKind::PaymentsOverTotal(paid) => {
            format!("报销、减免、救助加起来是 {}，比总费用还多，请再看一眼单子", Amount::exactly(*paid))
        }
        ProblemKind::PaidWithoutInsurance => "前面选了没有参保，这里却有医保报销，请改其中一处".to_owned(),
        ProblemKind::ReceivedTwice => "同一个项目填了两次，请合成一个数".to_owned(),
        ProblemKind::ParameterOutOfRange(least, most) => match (least.is_empty(), most.is_empty()) {
            (false, false) => format!("{label}要在 {least} 到 {most} 之间，请核对本地文件"),
            (false, true) => format!("{label}不能少于 {least}，请核对本地文件"),
            _ => format!("{label}不能超过 {most}，请核对本地文件"),
        },
    };
    Problem { path: found.path.clone(), code: found.kind.code(), text }
}

fn fault_text(fault: &FaultKind, label: &str, path: &str) -> String {
    match fault {
        FaultKind::Missing => match example(path) {
            Some(example) => format!("请填{label}，比如 {example}"),
            None => format!("请填{label}"),
        },
        FaultKind::UnknownField(known) => {
            let (_, name) = last_two(path);
            format!("没有“{name}”这一项，请去掉或改名；这里可以填：{}", joined(*known, "、"))
        }
        FaultKind::Expected(what) => match *what {
            "yuan" => format!("{label}要写成带引号的数，比如 \"12000.00\""),
            "ratio" => format!("{label}要写成百分数，比如 \"65%\""),
            "date" => format!("{label}要写成 年-月-日，比如 2026-03-15"),
            "month" => format!("{label}要写成 年-月，比如 2026-03"),
            "integer" => format!("{label}要填整数"),
            "yes-no" => format!("{label}请选“是”或“不是”"),
            "list" => format!("{label}要是一个列表"),
            "table" => format!("{label}要是一组带名字的内容"),
            _ => format!("{label}要填文字"),
        },
        FaultKind::NotOneOf(found, allowed) if allowed.is_empty() => {
            format!("没有“{found}”这一项，请从目录里选")
        }
        FaultKind::NotOneOf(found, allowed) if last_two(path).1 == found => {
            format!("没有“{found}”这一项，请去掉或改名；这里可以填：{}", joined(allowed, "、"))
        }
        FaultKind::NotOneOf(found, allowed) => {
            format!("{label}没有“{found}”这个选项，可以填：{}", joined(allowed, "、"))
        }
        FaultKind::Money(error) => match error {
            MoneyError::NotANumber => format!("{label}只填数字，比如 12000 或 12000.50"),
            MoneyError::Negative if path.starts_with("bills[") => {
                format!("{label}不能是负数；退费的单子请和原来那张一起去掉")
            }
            MoneyError::Negative => format!("{label}不能是负数"),
            MoneyError::TooPrecise => format!("{label}最多两位小数（到分）"),
            MoneyError::TooLarge => format!("{label}太大了，请再看一眼是不是多打了数字"),
        },
        FaultKind::Ratio(_) => format!("{label}要写成 0% 到 100% 之间的百分数，比如 65%"),
        FaultKind::Date => format!("{label}不是真实的日期，要写成 年-月-日，比如 2026-03-15"),
        FaultKind::OutOfBounds(least, most) => format!("{label}要在 {least} 到 {most} 之间"),
        FaultKind::TooMany(most) => format!("{label}最多 {most} 条"),
        FaultKind::Unreadable => format!("{label}读不出来，请重新填"),
    }
}

/// What a field is called.
fn label(policy: &Policy, path: &str) -> String {
    if let Some(id) = path.strip_prefix("parameters.") {
        let parameter = policy.parameters.iter().find(|parameter| parameter.id == id);
        return parameter.map_or(id, |parameter| parameter.label.as_str()).to_owned();
    }
    if let Some(id) = path.strip_prefix("person.facts.") {
        let fact = policy.facts.iter().find(|fact| fact.id == id);
        return fact.map_or(id, |fact| fact.label.as_str()).to_owned();
    }
    let name = match last_two(path) {
        (range, "min" | "max") if !range.is_empty() => range,
        (_, name) => name,
    };
    match name.split('[').next().unwrap_or(name) {
        "" => "填报内容",
        "contract" => "格式版本",
        "as_of" => "测算日期",
        "person" => "个人情况",
        "bills" => "单据",
        "received" => "今年已领的救助",
        "parameters" => "本地标准",
        "readings" => "读法",
        "categories" => "身份",
        "residence" => "户口",
        "insurance" => "参保情况",
        "age" => "年龄",
        "diagnoses" => "病种",
        "facts" => "补充情况",
        "date" => "出院或就诊日期",
        "care" => "就医类型",
        "level" => "医院级别",
        "place" => "就医地点",
        "total" => "总费用",
        "in_scope" => "医保认的费用",
        "out_of_scope" => "医保不认的费用",
        "basic_paid" => "医保报的数",
        "critical_paid" => "大病保险报的数",
        "waived" => "医院减免",
        "other_paid" => "其他补助、赔付",
        "assistance_paid" => "单据上已减的救助",
        "days" => "住院天数",
        "months" => "住院月数",
        "program" => "救助项目",
        "amount" => "金额",
        other => other,
    }
    .to_owned()
}

/// The last name of a path, and the one before it.
fn last_two(path: &str) -> (&str, &str) {
    path.split('.').fold(("", ""), |(_, before), name| (before, name))
}

fn example(path: &str) -> Option<&'static str> {
    match last_two(path).1 {
        "total" | "min" | "max" | "amount" => Some("12000.00"),
        "date" | "as_of" => Some("2026-03-15"),
        "care" => Some("inpatient（住院）"),
        "contract" => Some("1"),
        _ => None,
    }
}

fn period(from: Date, until: Option<Date>) -> String {
    match until {
        Some(until) => format!("{}起、{}以前", day(from), day(until)),
        None => format!("{}起", day(from)),
    }
}
