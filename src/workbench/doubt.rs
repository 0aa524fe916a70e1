//! 数字对原话：a figure held against the words of the articles that it cites.

use serde::Serialize;

use super::figures::Column;
use super::lexed::has;
use super::numeral::{Told, Unit, of_pack, told};

/// 一处疑问：why a figure is perhaps not the one that its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Ten times or a tenth of a number in the words: 70 for 7.
    Tenfold,
    /// 元 for 万元, or the other way.
    TenThousandfold,
    /// One digit is another, or two changed places.
    Digit,
    /// The words have this number for other people, or for another thing.
    Swapped,
    /// The words have other numbers.
    Other,
}

impl Doubt {
    /// What to look at again.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Tenfold => "和原话差十倍",
            Self::TenThousandfold => "和原话差一万倍：是元还是万元？",
            Self::Digit => "和原话差一个数字",
            Self::Swapped => "原话里这个数是别的一类人的，或者是另一项的",
            Self::Other => "原话里没有这个数",
        }
    }
}

/// Whom the words name: those of the figure's own row, and those of the other rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    pub own: Vec<String>,
    pub others: Vec<String>,
}

/// Words by which a figure is reckoned from another, and stands in no article itself.
const DERIVED: [&str; 6] = ["上浮", "下浮", "比例可以增加", "百分点", "每差", "降一半"];

/// What is doubtful about a figure, and the nearest number in the words. None where the words tell it, or no number.
pub(super) fn doubt(figure: &str, column: Column, words: &[&str], names: &Names) -> Option<(Doubt, String)> {
    let (unit, value) = of_pack(figure)?;
    if value == 0 {
        return None;
    }
    let mut near: Option<(Doubt, String)> = None;
    let mut is_told = false;
    for text in words {
        let numbers: Vec<Told> = told(text).into_iter().filter(|told| counts(told, unit)).collect();
        let same: Vec<&Told> = numbers.iter().filter(|told| told.value == value).collect();
        if !same.is_empty() {
            is_told = true;
            if same.iter().any(|told| fits(text, told, &numbers, column, names)) {
                return None;
            }
            continue;
        }
        for told in &numbers {
            let found = compared(value, told.value);
            if near.as_ref().is_none_or(|(doubt, _)| rank(found) < rank(*doubt)) {
                near = Some((found, with_unit(text, told)));
            }
        }
    }
    if is_told {
        return Some((Doubt::Swapped, figure.to_owned()));
    }
    let is_reckoned = words.iter().any(|text| DERIVED.iter().any(|word| has(text, word)));
    near.filter(|(doubt, _)| !is_reckoned || matches!(doubt, Doubt::Tenfold | Doubt::TenThousandfold))
}

/// The number as it stands in the words, its unit with it.
fn with_unit(text: &str, told: &Told) -> String {
    let after = text.get(told.at.end..).unwrap_or_default();
    let unit: String = after.chars().take_while(|letter| "%％元成".contains(*letter)).collect();
    format!("{}{unit}", text.get(told.at.clone()).unwrap_or_default())
}

fn counts(told: &Told, unit: Unit) -> bool {
    told.unit == unit || (told.unit == Unit::Bare && unit == Unit::Yuan)
}

fn rank(doubt: Doubt) -> u8 {
    match doubt {
        Doubt::Swapped => 0,
        Doubt::TenThousandfold => 1,
        Doubt::Tenfold => 2,
        Doubt::Digit => 3,
        Doubt::Other => 4,
    }
}

fn compared(value: u64, other: u64) -> Doubt {
    let times =
        |times: u64| value.checked_mul(times) == Some(other) || other.checked_mul(times) == Some(value);
    if value != 0 && other != 0 && times(10_000) {
        Doubt::TenThousandfold
    } else if value != 0 && other != 0 && (times(10) || times(100) || times(1000)) {
        Doubt::Tenfold
    } else if is_slip(&value.to_string(), &other.to_string()) {
        Doubt::Digit
    } else {
        Doubt::Other
    }
}

/// Whether one digit differs, or two stand in each other's place.
fn is_slip(one: &str, other: &str) -> bool {
    let differ: Vec<(char, char)> =
        one.chars().zip(other.chars()).filter(|(one, other)| one != other).collect();
    one.len() == other.len()
        && match differ.as_slice() {
            [_] => true,
            [(a, b), (c, d)] => a == d && b == c,
            _ => false,
        }
}

/// Whether the words tell this number of these people and of this thing, as far as they say.
fn fits(text: &str, told: &Told, numbers: &[Told], column: Column, names: &Names) -> bool {
    let start = text.get(..told.at.start).and_then(|before| before.rfind(['。', '；'])).unwrap_or(0);
    let end = text
        .get(told.at.end..)
        .and_then(|after| after.find(['。', '；']))
        .map_or(text.len(), |end| told.at.end + end);
    let sentence = text.get(start..end).unwrap_or(text);
    if ["分别", "依次", "都是", "均为"].iter().any(|word| has(sentence, word)) {
        return true;
    }
    is_of_column(text, told, column) && is_of_people(text, start, told, numbers, names)
}

/// Words right before a number that say what it is.
fn is_of_column(text: &str, told: &Told, column: Column) -> bool {
    let before: String = {
        let letters: Vec<char> =
            text.get(..told.at.start).unwrap_or_default().chars().rev().take(9).collect();
        let clause = letters.into_iter().take_while(|letter| !"，。；、".contains(*letter));
        clause.collect::<Vec<_>>().into_iter().rev().collect()
    };
    let limit = ["限额", "不超过", "最高", "最多", "封顶", "上限"].iter().any(|word| has(&before, word));
    let line = !limit && ["起付", "超过", "达到", "满", "减去", "扣"].iter().any(|word| has(&before, word));
    match column {
        Column::Line | Column::Gate => !limit,
        Column::Limit => !line,
        Column::Share | Column::Sum | Column::Said | Column::Plus | Column::Minus => true,
    }
}

/// Whether the people that were last named before the number are those of the figure, where any were.
fn is_of_people(text: &str, start: usize, told: &Told, numbers: &[Told], names: &Names) -> bool {
    let mut mentions: Vec<(usize, usize, bool)> = Vec::new();
    let mut note = |name: &str, own: bool| {
        let found = text.get(start..told.at.start).unwrap_or_default().match_indices(name);
        mentions.extend(found.map(|(at, _)| (start + at, name.len(), own)));
    };
    for name in names.own.iter().filter(|name| !name.is_empty()) {
        note(name, true);
    }
    for name in names.others.iter().filter(|name| !name.is_empty()) {
        note(name, false);
    }
    // 低保边缘 names those of the margin, not 低保.
    let whole = mentions.clone();
    mentions.retain(|(at, length, _)| {
        !whole
            .iter()
            .any(|(other, longer, _)| other <= at && other + longer >= at + length && longer > length)
    });
    let Some(last) = mentions.iter().map(|(at, ..)| *at).max() else { return true };
    // Those named together, with no number between them.
    let begins = numbers.iter().map(|told| told.at.end).filter(|end| *end <= last).max().unwrap_or(start);
    mentions.iter().any(|(at, _, own)| *own && *at >= begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "特困人员、低保对象按75%救助，一年不超过30000元；低保边缘家庭成员超过3000元的部分按50%救助，一年不超过2万元。";

    fn check(figure: &str, column: Column, own: &str, expected: Option<Doubt>) {
        let all = ["特困", "低保", "低保边缘"];
        let names = Names {
            own: vec![own.into()],
            others: all.iter().filter(|name| **name != own).map(|name| (*name).into()).collect(),
        };
        let found = doubt(figure, column, &[WORDS], &names);
        assert_eq!(found.map(|(doubt, _)| doubt), expected, "{figure} {own}");
    }

    #[test]
    fn the_nearest_number_is_told_as_it_stands() {
        let found = |figure| doubt(figure, Column::Share, &[WORDS], &Names::default()).map(|(_, near)| near);
        assert_eq!(found("7.5%").as_deref(), Some("75%"));
        assert_eq!(found("2").as_deref(), Some("2万元"));
    }

    #[test]
    fn a_figure_that_the_words_tell_is_fine() {
        check("75%", Column::Share, "低保", None);
        check("30000", Column::Limit, "特困", None);
        check("50%", Column::Share, "低保边缘", None);
        check("20000", Column::Limit, "低保边缘", None);
        check("3000", Column::Line, "低保边缘", None);
    }

    #[test]
    fn slips_are_seen() {
        check("76%", Column::Share, "低保", Some(Doubt::Digit));
        check("57%", Column::Share, "低保", Some(Doubt::Digit));
        check("7.5%", Column::Share, "低保", Some(Doubt::Tenfold));
        check("3", Column::Limit, "低保", Some(Doubt::TenThousandfold));
        check("300000", Column::Limit, "低保", Some(Doubt::Tenfold));
        check("50%", Column::Share, "低保", Some(Doubt::Swapped));
        check("75%", Column::Share, "低保边缘", Some(Doubt::Swapped));
        check("20000", Column::Line, "低保边缘", Some(Doubt::Swapped));
        check("3000", Column::Limit, "低保边缘", Some(Doubt::Swapped));
        check("12345", Column::Limit, "低保边缘", Some(Doubt::Other));
    }

    #[test]
    fn words_without_a_number_say_nothing() {
        let names = Names::default();
        assert_eq!(doubt("70%", Column::Share, &["按规定的比例救助"], &names), None);
        assert_eq!(doubt("100%", Column::Share, &["全额资助参保"], &names), None);
        assert_eq!(doubt("70%", Column::Share, &["按七成救助"], &names), None);
        assert_eq!(doubt("3000", Column::Line, &["起付标准三千元"], &names), None);
    }
}
