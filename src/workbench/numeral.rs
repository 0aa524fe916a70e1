//! 话里的数：every amount and every share that a Chinese sentence tells, in figures or in characters.

use crate::document::Span;

/// 话里的一个数.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it counts.
    pub unit: Unit,
    /// Hundredths of a yuan, of a per cent or of one.
    pub value: u64,
    /// Where it stands, in bytes.
    pub at: Span,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 百分比.
    Percent,
    /// It does not say.
    Bare,
}

/// Numbers are read in ten-thousandths, so that 1.5万 and 0.5% are whole.
const ONE: u64 = 10_000;
/// Words that say a share without a number.
const SHARES: [(&str, u64); 6] =
    [("全报", 10_000), ("全额", 10_000), ("全部", 10_000), ("全免", 10_000), ("一半", 5000), ("半额", 5000)];
/// What follows a number that is neither money nor a share.
const OTHER: &str = "倍岁周个月日年天次条款种张级类人档项号件份小时户名期步段样处所家市县区";

/// The numbers of `text` in their order.
#[must_use]
pub fn told(text: &str) -> Vec<Told> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some((word, value)) = SHARES.iter().find(|(word, _)| rest.starts_with(word)) {
            found.push(Told { unit: Unit::Percent, value: *value, at: at..at + word.len() });
            at += word.len();
            continue;
        }
        let before = text.get(..at).unwrap_or_default();
        let (length, told) = next(rest, before);
        if let Some((unit, value)) = told {
            found.push(Told { unit, value, at: at..at + length });
        }
        at += length;
    }
    found
}

/// The length of what stands first, and the number that it tells, if it tells one.
fn next(rest: &str, before: &str) -> (usize, Option<(Unit, u64)>) {
    if let Some(share) = rest.strip_prefix("百分之")
        && let Some((length, value, _)) = number(share)
    {
        return (rest.len() - share.len() + length, Some((Unit::Percent, value / (ONE / 100))));
    }
    let Some((length, value, characters)) = number(rest) else {
        return (rest.chars().next().map_or(1, char::len_utf8), None);
    };
    let after = rest.get(length..).unwrap_or_default().trim_start();
    let hundredths = value / (ONE / 100);
    if after.starts_with(['%', '％']) || after.starts_with("个百分点") {
        (length, Some((Unit::Percent, hundredths)))
    } else if let Some(more) = after.strip_prefix('成') {
        // 七成五.
        let half = number(more).filter(|(length, value, _)| *value < 10 * ONE && *length <= 3);
        let half =
            half.filter(|(length, ..)| !more.get(*length..).is_some_and(|rest| rest.starts_with(is_other)));
        (length, Some((Unit::Percent, hundredths * 10 + half.map_or(0, |(_, value, _)| value / (ONE / 100)))))
    } else if after.starts_with(['元', '块']) {
        (length, Some((Unit::Yuan, hundredths)))
    } else if before.ends_with('第') || after.starts_with(is_other) || after.starts_with("分之") {
        (length, None)
    } else if characters && value < 1000 * ONE {
        // 一类, 二档: a small number in characters is a name.
        (length, None)
    } else {
        (length, Some((Unit::Bare, hundredths)))
    }
}

fn is_other(letter: char) -> bool {
    OTHER.contains(letter)
}

/// The number that stands first, in ten-thousandths, how long it is, and whether it is written in characters only.
fn number(text: &str) -> Option<(usize, u64, bool)> {
    let mut reading = Reading::default();
    let mut length = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let groups = letter == ',' && text.get(at + 1..).is_some_and(is_group) && reading.is_figure;
        if groups {
            continue;
        }
        if !reading.take(letter, next) {
            break;
        }
        length = at + letter.len_utf8();
    }
    let (value, characters) = reading.value()?;
    Some((length, value, characters))
}

/// Whether three digits follow, and no fourth.
fn is_group(rest: &str) -> bool {
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    digits == 3
}

/// A number as far as it is read.
#[derive(Default)]
struct Reading {
    /// Below the last 万 or 亿 that was passed.
    section: u64,
    /// The sections above.
    above: u64,
    /// What waits for 十, 百, 千, in ten-thousandths.
    digits: Option<u64>,
    /// The worth of the next digit after the point.
    point: Option<u64>,
    is_figure: bool,
    is_character: bool,
}

impl Reading {
    /// Takes one more letter; false where it is no part of the number.
    fn take(&mut self, letter: char, next: Option<char>) -> bool {
        if let Some(digit) = figure(letter) {
            self.is_figure = true;
            return self.digit(digit);
        }
        if let Some(digit) = character(letter) {
            self.is_character = true;
            return self.digit(digit);
        }
        match letter {
            '.' | '．'
                if self.digits.is_some() && self.point.is_none() && next.and_then(figure).is_some() =>
            {
                self.point = Some(ONE / 10);
                true
            }
            '点' if self.is_character && self.digits.is_some() && next.and_then(character).is_some() => {
                self.point = Some(ONE / 10);
                true
            }
            '十' => self.times(10, true),
            '百' => self.times(100, false),
            '千' => self.times(1000, false),
            '万' => self.section(10_000),
            '亿' => self.section(100_000_000),
            _ => false,
        }
    }

    /// A number beyond all amounts stays the largest there is.
    fn digit(&mut self, digit: u64) -> bool {
        let so_far = self.digits.unwrap_or(0);
        self.digits = Some(match self.point {
            Some(worth) => {
                self.point = Some(worth / 10);
                so_far.saturating_add(digit * worth)
            }
            None => so_far.saturating_mul(10).saturating_add(digit * ONE),
        });
        true
    }

    /// 十 may stand alone, as ten.
    fn times(&mut self, times: u64, alone: bool) -> bool {
        let digits = match self.digits {
            Some(digits) => digits,
            None if alone => ONE,
            None => return false,
        };
        self.is_character |= !self.is_figure;
        self.point = None;
        self.section = self.section.saturating_add(digits.saturating_mul(times));
        self.digits = None;
        true
    }

    fn section(&mut self, times: u64) -> bool {
        let below = self.section.saturating_add(self.digits.unwrap_or(0));
        if below == 0 {
            return false;
        }
        self.point = None;
        self.above = self.above.saturating_add(below.saturating_mul(times));
        (self.section, self.digits) = (0, None);
        true
    }

    fn value(&self) -> Option<(u64, bool)> {
        (self.is_figure || self.is_character).then(|| {
            (
                self.above.saturating_add(self.section).saturating_add(self.digits.unwrap_or(0)),
                !self.is_figure,
            )
        })
    }
}

fn figure(letter: char) -> Option<u64> {
    let full = letter as u32;
    letter.to_digit(10).or_else(|| full.checked_sub('０' as u32).filter(|digit| *digit < 10)).map(u64::from)
}

fn character(letter: char) -> Option<u64> {
    let digits = ["〇零", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"];
    let digit = digits.iter().position(|words| words.contains(letter))?;
    u64::try_from(digit).ok()
}

/// A figure of a pack as a number: `25000`, `25000.50`, `65%`.
pub(super) fn of_pack(text: &str) -> Option<(Unit, u64)> {
    let (digits, unit) = match text.strip_suffix('%') {
        Some(digits) => (digits, Unit::Percent),
        None => (text, Unit::Yuan),
    };
    let plain = |letter: char| letter.is_ascii_digit() || letter == '.';
    if digits.is_empty() || !digits.chars().all(plain) {
        return None;
    }
    let (length, value, _) = number(digits)?;
    (length == digits.len()).then_some((unit, value / (ONE / 100)))
}

/// What somebody typed for a figure as a pack writes it: `3万`, `3,000元`, `七成`, and `70` where a share is meant.
#[must_use]
#[inline(never)]
pub(super) fn typed(text: &str, unit: Unit) -> Option<String> {
    let text = text.trim();
    let found = told(text);
    let [one] = found.as_slice() else { return None };
    let rest: String = [text.get(..one.at.start), text.get(one.at.end..)].into_iter().flatten().collect();
    if !rest.chars().all(|letter| "元块整%％成".contains(letter) || letter.is_whitespace()) {
        return None;
    }
    let plain = |value: u64| {
        let (whole, rest) = (value / 100, value % 100);
        if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") }
    };
    match (unit, one.unit) {
        (Unit::Percent, Unit::Percent | Unit::Bare) => {
            let text = plain(one.value);
            let text = if text.contains('.') { text.trim_end_matches('0').to_owned() } else { text };
            Some(format!("{text}%"))
        }
        (Unit::Yuan, Unit::Yuan | Unit::Bare) => Some(plain(one.value)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_written() {
        let check = |text: &str, expected: &[(Unit, u64)]| {
            let found: Vec<_> = told(text).into_iter().map(|told| (told.unit, told.value)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("按75%比例救助，年度救助限额为3万元", &[(Unit::Percent, 7500), (Unit::Yuan, 3_000_000)]);
        check("超过3,000元的部分", &[(Unit::Yuan, 300_000)]);
        check("起付１．５万元", &[(Unit::Yuan, 1_500_000)]);
        check("按百分之七十，按百分之65", &[(Unit::Percent, 7000), (Unit::Percent, 6500)]);
        check("七成，七成五，9成", &[(Unit::Percent, 7000), (Unit::Percent, 7500), (Unit::Percent, 9000)]);
        check(
            "三千元、二万五千元、十万元",
            &[(Unit::Yuan, 300_000), (Unit::Yuan, 2_500_000), (Unit::Yuan, 10_000_000)],
        );
        check("3万5千元，一百二十元", &[(Unit::Yuan, 3_500_000), (Unit::Yuan, 12_000)]);
        check("全额资助，减一半", &[(Unit::Percent, 10_000), (Unit::Percent, 5000)]);
        check("一类、二类按第八条，2025年，60周岁，3个月，三种病", &[]);
        check("上浮10个百分点", &[(Unit::Percent, 1000)]);
        check("17424.99元，不超过500", &[(Unit::Yuan, 1_742_499), (Unit::Bare, 50_000)]);
        check("0.5%", &[(Unit::Percent, 50)]);
        check("99999999999999999999999元", &[(Unit::Yuan, u64::MAX / 100)]);
    }

    #[test]
    fn what_is_typed_becomes_what_a_pack_writes() {
        let check = |text: &str, unit, expected: Option<&str>| {
            assert_eq!(typed(text, unit).as_deref(), expected, "{text}");
        };
        check("3万", Unit::Yuan, Some("30000"));
        check("3,000元", Unit::Yuan, Some("3000"));
        check("25000.5", Unit::Yuan, Some("25000.50"));
        check("70", Unit::Percent, Some("70%"));
        check("七成", Unit::Percent, Some("70%"));
        check("66.5%", Unit::Percent, Some("66.5%"));
        check("约3万", Unit::Yuan, None);
        check("70%", Unit::Yuan, None);
        check("", Unit::Yuan, None);
    }
}
