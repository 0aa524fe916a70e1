//! 填报问题的说法：what to do about it, at the field.

use super::amounts::Day;
use super::report::Problem;
use crate::calendar::Date;
use crate::case::{self, ProblemKind, Sum};
use crate::document::FaultKind;
use crate::lean::{cut, joined};
use crate::money::{Amount, MoneyError};
use crate::policy::Policy;
use crate::say::{Say, say, shown};

/// A problem in words.
#[must_use]
pub fn problem(policy: &Policy, found: &case::Problem) -> Problem {
    let mut text = String::new();
    tell(&mut text, &found.kind, label(policy, &found.path), &found.path);
    Problem { path: found.path.clone(), code: found.kind.code(), text }
}

impl Say for Problem {
    fn say(&self, text: &mut String) {
        say!(text; &self.path, "：", &self.text);
    }
}

shown!(Problem);

impl core::error::Error for Problem {}

fn tell(text: &mut String, kind: &ProblemKind, label: &str, path: &str) {
    match kind {
        ProblemKind::Fault(fault) => tell_fault(text, fault, label, path),
        ProblemKind::Contract => text.push_str("contract 要写 1：这个版本只认第 1 版格式"),
        ProblemKind::GeneralWithOthers => {
            text.push_str("“其他参保居民”不能和别的身份一起选，请去掉一样");
        }
        ProblemKind::BornOtherwise => text.push_str("出生年月和年龄、测算日期对不上，请再看一眼"),
        ProblemKind::RangeReversed => say!(text; label, "：两头写反了，请对调"),
        ProblemKind::OutsidePeriod(from, until) => {
            let held = Held(*from, *until);
            say!(text; "这套办法管的是", held, "，测算日期不在里面，请换一个日期或换一套办法");
        }
        ProblemKind::BillOutsidePeriod(from, until) => {
            let held = Held(*from, *until);
            say!(text; "这张单据的日期不在这套办法管的时间里（", held, "），请换一套办法单独算");
        }
        ProblemKind::BillAfterEstimate(as_of) => {
            say!(text; "单据日期比测算日期（", Day(*as_of), "）还晚，请再看一眼日期");
        }
        ProblemKind::DoesNotAddUp(of, sum) => {
            let (parts, fault) = match of {
                Sum::InScope => ("医保认的费用是", "比总费用还多"),
                Sum::OutOfScope => ("医保不认的费用是", "比总费用还多"),
                Sum::Scope => ("医保认的和不认的加起来是", "和总费用对不上"),
                Sum::Payments => ("报销、减免、救助加起来是", "比总费用还多"),
                Sum::SelfPaid => ("报销、减免、救助和自己掏的加起来是", "和总费用对不上"),
                Sum::Fund => ("医保、大病、救助加起来是", "和基金支付对不上"),
            };
            say!(text; parts, " ", Amount::exactly(*sum), "，", fault, "，请再看一眼单子");
        }
        ProblemKind::PaidWithoutInsurance => {
            text.push_str("前面选了没有参保，这里却有医保报销，请改其中一处");
        }
        ProblemKind::ParameterOutOfRange(least, most) => {
            text.push_str(label);
            match (least.is_empty(), most.is_empty()) {
                (false, false) => say!(text; "要在 ", least, " 到 ", most, " 之间"),
                (false, true) => say!(text; "不能少于 ", least),
                _ => say!(text; "不能超过 ", most),
            }
            text.push_str("，请核对本地文件");
        }
    }
}

fn tell_fault(text: &mut String, fault: &FaultKind, label: &str, path: &str) {
    let (_, name) = last_two(path);
    let wrong = match fault {
        FaultKind::Missing => {
            say!(text; "请填", label);
            if let Some((_, example)) = EXAMPLES.iter().find(|(field, _)| *field == name) {
                say!(text; "，比如 ", example);
            }
            return;
        }
        FaultKind::UnknownField(known) => return tell_absent(text, name, &joined(*known, "、")),
        FaultKind::NotOneOf(found, allowed) if allowed.is_empty() => {
            return say!(text; "没有“", found, "”这一项，请从目录里选");
        }
        FaultKind::NotOneOf(found, allowed) if found == name => {
            return tell_absent(text, found, &joined(allowed, "、"));
        }
        FaultKind::NotOneOf(found, allowed) => {
            return say!(text; label, "没有“", found, "”这个选项，可以填：", joined(allowed, "、"));
        }
        FaultKind::OutOfBounds(least, most) => {
            return say!(text; label, "要在 ", least, " 到 ", most, " 之间");
        }
        FaultKind::TooMany(most) => return say!(text; label, "最多 ", most, " 条"),
        FaultKind::Expected(what) => {
            let kind = KINDS.iter().find(|(kind, _)| kind == what);
            kind.map_or("要填文字", |(_, wanted)| wanted)
        }
        FaultKind::Money(error) => match error {
            MoneyError::NotANumber => "只填数字，比如 12000 或 12000.50",
            MoneyError::Negative if path.starts_with("bills[") => {
                "不能是负数；退费的单子请和原来那张一起去掉"
            }
            MoneyError::Negative => "不能是负数",
            MoneyError::TooPrecise => "最多两位小数（到分）",
            MoneyError::TooLarge => "太大了，请再看一眼是不是多打了数字",
        },
        FaultKind::Ratio(_) => "要写成 0% 到 100% 之间的百分数，比如 65%",
        FaultKind::Date => "不是真实的日期，要写成 年-月-日，比如 2026-03-15",
        FaultKind::Unreadable => "读不出来，请重新填",
    };
    say!(text; label, wrong);
}

/// What to write where a value of another kind stands.
const KINDS: [(&str, &str); 8] = [
    ("yuan", "要写成带引号的数，比如 \"12000.00\""),
    ("ratio", "要写成百分数，比如 \"65%\""),
    ("date", "要写成 年-月-日，比如 2026-03-15"),
    ("month", "要写成 年-月，比如 2026-03"),
    ("integer", "要填整数"),
    ("yes-no", "请选“是”或“不是”"),
    ("list", "要是一个列表"),
    ("table", "要是一组带名字的内容"),
];

/// There is no such field.
fn tell_absent(text: &mut String, name: &str, known: &str) {
    say!(text; "没有“", name, "”这一项，请去掉或改名；这里可以填：", known);
}

/// What a field is called.
fn label<'t>(policy: &'t Policy, path: &'t str) -> &'t str {
    if let Some(id) = path.strip_prefix("parameters.") {
        let parameter = policy.parameters.iter().find(|parameter| parameter.id == id);
        return parameter.map_or(id, |parameter| parameter.label.as_str());
    }
    if let Some(id) = path.strip_prefix("person.facts.") {
        let fact = policy.facts.iter().find(|fact| fact.id == id);
        return fact.map_or(id, |fact| fact.label.as_str());
    }
    let name = match last_two(path) {
        (range, "min" | "max") if !range.is_empty() => range,
        (_, name) => name,
    };
    let name = cut(name, b'[').map_or(name, |(name, _)| name);
    LABELS.iter().find(|(field, _)| *field == name).map_or(name, |(_, label)| label)
}

/// What the contract's own fields are called.
const LABELS: [(&str, &str); 39] = [
    ("", "填报内容"),
    ("contract", "格式版本"),
    ("as_of", "测算日期"),
    ("person", "个人情况"),
    ("bills", "单据"),
    ("received", "今年已领的救助"),
    ("parameters", "本地标准"),
    ("readings", "读法"),
    ("categories", "身份"),
    ("held", "各段时间的身份"),
    ("category", "身份"),
    ("from", "从哪天起"),
    ("until", "到哪天为止"),
    ("residence", "户口"),
    ("insurance", "参保情况"),
    ("age", "年龄"),
    ("born", "出生年月"),
    ("diagnoses", "病种"),
    ("facts", "补充情况"),
    ("date", "出院或就诊日期"),
    ("care", "就医类型"),
    ("level", "医院级别"),
    ("place", "就医地点"),
    ("province", "省内还是省外"),
    ("total", "总费用"),
    ("in_scope", "医保认的费用"),
    ("out_of_scope", "医保不认的费用"),
    ("basic_paid", "医保报的数"),
    ("critical_paid", "大病保险报的数"),
    ("waived", "医院减免"),
    ("other_paid", "其他补助、赔付"),
    ("assistance_paid", "单据上已减的救助"),
    ("fund_paid", "基金支付一共"),
    ("self_paid", "自己掏的"),
    ("slips", "单子张数"),
    ("days", "住院天数"),
    ("months", "住院月数"),
    ("program", "救助项目"),
    ("amount", "金额"),
];

/// What may stand in a field that must not be missing.
const EXAMPLES: [(&str, &str); 8] = [
    ("total", "12000.00"),
    ("min", "12000.00"),
    ("max", "12000.00"),
    ("amount", "12000.00"),
    ("date", "2026-03-15"),
    ("as_of", "2026-03-15"),
    ("care", "inpatient（住院）"),
    ("contract", "1"),
];

/// The last name of a path, and the one before it.
fn last_two(path: &str) -> (&str, &str) {
    let (mut before, mut last) = ("", path);
    while let Some((name, rest)) = cut(last, b'.') {
        (before, last) = (name, rest);
    }
    (before, last)
}

/// For how long a policy holds.
struct Held(Date, Option<Date>);

impl Say for Held {
    fn say(&self, text: &mut String) {
        say!(text; Day(self.0), "起");
        if let Some(until) = self.1 {
            say!(text; "、", Day(until), "以前");
        }
    }
}
