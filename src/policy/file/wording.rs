//! 措辞：what is wrong with one field of a pack file, in plain Chinese: what was found, what is allowed, what to do.

use super::diagnostic::{Fix, Note};
use super::plain;
use crate::document::{Fault, FaultKind};
use crate::money::MoneyError;

/// More names than this are not listed one by one.
const LISTED: usize = 30;

/// What to tell about a fault, and its code; none where the fault was told already.
pub(super) fn note(fault: &Fault, text: &str) -> Option<Note> {
    let name = fault.path.rsplit('.').next().unwrap_or_default();
    let place = if fault.path == name { String::new() } else { format!("（{}）", fault.path) };
    let written = text.get(fault.at.clone()).unwrap_or_default();
    let found = found(written);
    let mut fix = None;
    let (code, words) = match &fault.kind {
        FaultKind::Unreadable => return None,
        FaultKind::Missing => ("missing", format!("缺少 {name}：这里必须写{place}")),
        FaultKind::UnknownField(known) => {
            let near = nearest(name, known.iter().copied());
            fix = near.and_then(|near| put(fault, written, name, near));
            let near = or_meant(near);
            ("unknown-field", format!("不认识的字段 {name}{near}；这里可以写：{}", known.join("、")))
        }
        FaultKind::Expected(what) => {
            let wanted = wanted(what);
            ("wrong-type", format!("{name} 要写{wanted}；现在写的是 {found}{place}"))
        }
        FaultKind::NotOneOf(word, allowed) => {
            let near = nearest(word, allowed.iter().map(String::as_str));
            fix = near.and_then(|near| put(fault, written, &format!("\"{word}\""), &format!("\"{near}\"")));
            let near = or_meant(near);
            let listed = if allowed.is_empty() {
                "；这里还没有定义任何一个可用的".into()
            } else if allowed.len() <= LISTED {
                format!("；可以写：{}", allowed.join("、"))
            } else {
                format!("；可用的有 {} 个，见 policies/common", allowed.len())
            };
            let at = if name == word { String::new() } else { format!("{name} 写的 ") };
            ("unknown-id", format!("{at}{word} 不认识{near}{listed}"))
        }
        FaultKind::Money(error) => match error {
            MoneyError::Negative => {
                ("negative-amount", format!("{name} 不能小于 0；现在写的是 {found}{place}"))
            }
            MoneyError::TooPrecise => {
                ("not-an-amount", format!("{name} 是金额，最多两位小数；现在写的是 {found}{place}"))
            }
            MoneyError::TooLarge => {
                ("not-an-amount", format!("{name} 的金额太大；现在写的是 {found}{place}"))
            }
            MoneyError::NotANumber => {
                let near = meant(fault, written, plain::amount, &mut fix);
                let text =
                    format!("{name} 要写金额，如 \"25000\" 或 \"25000.50\"；现在写的是 {found}{near}{place}");
                ("not-an-amount", text)
            }
        },
        FaultKind::Ratio(error) => match error {
            MoneyError::TooLarge => {
                ("ratio-over-100", format!("{name} 不能超过 100%；现在写的是 {found}{place}"))
            }
            MoneyError::Negative => {
                ("negative-ratio", format!("{name} 不能小于 0；现在写的是 {found}{place}"))
            }
            MoneyError::TooPrecise | MoneyError::NotANumber => {
                let near = meant(fault, written, plain::share, &mut fix);
                ("not-a-ratio", format!("{name} 要写比例，如 \"65%\"；现在写的是 {found}{near}{place}"))
            }
        },
        FaultKind::Date => {
            ("not-a-date", format!("{name} 要写真实的日期，如 \"2014-05-01\"；现在写的是 {found}{place}"))
        }
        FaultKind::OutOfBounds(least, most) => {
            ("out-of-bounds", format!("{name} 要在 {least} 到 {most} 之间；现在写的是 {found}{place}"))
        }
        FaultKind::TooMany(most) => ("too-many", format!("{name} 太长，最多 {most} 项{place}")),
    };
    Some(Note { fix, ..Note::error(fault.at.clone(), code, words) })
}

/// 是不是想写……：what a text between quotation marks may mean.
fn meant(fault: &Fault, written: &str, plainly: fn(&str) -> Option<String>, fix: &mut Option<Fix>) -> String {
    let text = found(written);
    let text = text.split_once('"').and_then(|(_, text)| text.strip_suffix('"'));
    let Some((text, words)) = text.and_then(|text| Some((text, plainly(text)?))) else {
        return String::new();
    };
    *fix = put(fault, written, &format!("\"{text}\""), &format!("\"{words}\""));
    format!("，是不是想写 \"{words}\"")
}

/// Puts one word of what is written in place of another.
fn put(fault: &Fault, written: &str, word: &str, insert: &str) -> Option<Fix> {
    let start = fault.at.start + written.find(word)?;
    Some(Fix { at: start..start + word.len(), insert: insert.into() })
}

fn wanted(what: &str) -> &'static str {
    match what {
        "table" => "一组字段 { … }",
        "list" => "列表 [ … ]",
        "text" => "带引号的文字",
        "some-text" => "不空着的文字",
        "yes-no" => " true 或 false（不加引号）",
        "integer" => "整数（不加引号）",
        "yuan" => "金额，带引号，如 \"25000\"",
        "ratio" => "比例，带引号，如 \"65%\"",
        "date" => "日期，带引号，如 \"2014-05-01\"",
        "condition" => "条件，如 { category = [\"subsistence-allowance\"] }",
        "figure" => "金额，如 \"25000\"，或者 { parameter = … }、{ fact = … }、{ cases = [ … ] }",
        "share" => "比例，如 \"65%\"，或者 { parameter = … }、{ cases = [ … ] }",
        "month-day" => "月和日，带引号，如 \"12-15\"",
        "problem" => "路径和代码，如 \"as_of: outside-period\"",
        _ => "别的内容",
    }
}

/// The first line of what stands in the text, cut short.
fn found(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim();
    let short: String = line.chars().take(40).collect();
    if short.len() < text.trim().len() { format!("{short}…") } else { short }
}

/// 是不是想写……：the nearest of the allowed names, where one is near.
pub(super) fn suggestion<'a>(word: &str, allowed: impl Iterator<Item = &'a str>) -> String {
    or_meant(nearest(word, allowed))
}

fn or_meant(near: Option<&str>) -> String {
    near.map(|name| format!("，是不是想写 {name}")).unwrap_or_default()
}

fn nearest<'a>(word: &str, allowed: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let reach = match word.chars().count() {
        0..=2 => 0,
        letters => letters.div_ceil(3),
    };
    let near = allowed
        .map(|name| (distance(word, name), name))
        .filter(|(distance, name)| *distance <= reach || contains_whole(name, word))
        .min();
    near.map(|(_, name)| name)
}

fn contains_whole(name: &str, word: &str) -> bool {
    word.chars().count() > 3 && (name.contains(word) || (name.len() > 3 && word.contains(name)))
}

/// How many letters must be added, dropped or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        let mut next = vec![left];
        for (above, &against) in row.iter().skip(1).zip(&other) {
            let changed = diagonal + usize::from(letter != against);
            left = changed.min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_changes_between_words() {
        let check = |one, other, expected| assert_eq!(distance(one, other), expected, "{one} {other}");
        check("", "", 0);
        check("abc", "", 3);
        check("", "abc", 3);
        check("ratio", "ratoi", 2);
        check("kitten", "sitting", 3);
        check("低保", "低保边缘", 2);
    }

    #[test]
    fn suggests_only_what_is_near() {
        let allowed = ["subsistence-allowance", "subsistence-margin", "orphan"];
        let check =
            |word, expected: &str| assert_eq!(suggestion(word, allowed.into_iter()), expected, "{word}");
        check("subsistance-allowance", "，是不是想写 subsistence-allowance");
        check("orphans", "，是不是想写 orphan");
        check("general", "");
        check("o", "");
    }
}
