//! 多久以内：the time within which one has to apply, in words.

use super::edit::{EditError, parent};
use super::insert::insert_field;
use super::lexed::has;
use super::patch::Patch;
use super::print::{inline, quoted};
use super::written::{Sheet, Written};

/// A deadline in the words that it is typed in.
pub(super) fn said(deadline: &Written) -> Option<String> {
    deadline.under("rule").and_then(Written::text).map(str::to_owned)
}

pub(super) fn deadline(sheet: &Sheet<'_>, place: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let rule = text.trim();
    let value = written(rule).ok_or(EditError::NotATime)?;
    if let Some(old) = sheet.find(place) {
        return Ok(vec![Patch { from: old.at.start, to: old.at.end, insert: value }]);
    }
    let (table, name) = parent(sheet, place).ok_or(EditError::NoPlace)?;
    insert_field(sheet, table, name, &value).map(|patch| vec![patch])
}

fn written(rule: &str) -> Option<String> {
    let numbers: Vec<u32> = rule
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect();
    let said = ("rule", quoted(rule));
    let day = || match numbers.as_slice() {
        [month @ 1..=12, day @ 1..=31] => Some(quoted(&format!("{month:02}-{day:02}"))),
        _ => None,
    };
    if has(rule, "季") {
        return Some(inline(&[("quarter_end", "true".into()), said]));
    }
    if ["第二年", "次年"].iter().any(|word| has(rule, word)) {
        return Some(inline(&[("year_after_bill", day()?), said]));
    }
    if let Some(months) = months(rule, &numbers) {
        return Some(inline(&[("months_after_bill", months.to_string()), said]));
    }
    if let ([days @ 1..=366], true) = (numbers.as_slice(), has(rule, "天") || has(rule, "日")) {
        return Some(inline(&[("days_after_bill", days.to_string()), said]));
    }
    Some(inline(&[("yearly", day()?), said]))
}

fn months(rule: &str, numbers: &[u32]) -> Option<u32> {
    const WORDS: [(&str, u32); 7] = [
        ("一个月", 1),
        ("两个月", 2),
        ("三个月", 3),
        ("六个月", 6),
        ("半年", 6),
        ("十二个月", 12),
        ("一年", 12),
    ];
    match numbers {
        [months @ 1..=60] if has(rule, "个月") => Some(*months),
        [years @ 1..=5] if rule.contains('年') => Some(years * 12),
        [] => WORDS.iter().rev().find(|(word, _)| has(rule, word)).map(|(_, months)| *months),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_said() {
        let check = |rule: &str, expected: Option<&str>| {
            let expected = expected.map(|expected| format!("{{ {expected}, rule = \"{rule}\" }}"));
            assert_eq!(written(rule), expected, "{rule}");
        };
        check("出院后6个月以内", Some("months_after_bill = 6"));
        check("出院后半年", Some("months_after_bill = 6"));
        check("一年以内", Some("months_after_bill = 12"));
        check("出院之日起90日内", Some("days_after_bill = 90"));
        check("60天内", Some("days_after_bill = 60"));
        check("每年12月15日以前", Some("yearly = \"12-15\""));
        check("第二年3月31日以前", Some("year_after_bill = \"03-31\""));
        check("本季末", Some("quarter_end = true"));
        check("早一点", None);
        check("13月40日", None);
    }
}
