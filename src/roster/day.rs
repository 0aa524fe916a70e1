//! 日期：in every way that one column mixes.

use super::column::narrow;
use super::reason::Why;
use crate::calendar::Date;
use crate::document::cell::{Cell, CellKind};

/// The day that a cell holds; none where it says that there is none. Of 「某日至某日」 it is the last.
///
/// # Errors
/// Why it is no day.
pub fn read(cell: Cell<'_>) -> Result<Option<Date>, Why> {
    if cell.kind == CellKind::Error {
        return Err(Why::CellError);
    }
    let text = cell.text.split(['至', '~', '～', '—']).next_back().unwrap_or_default().trim();
    if let Some(date) = plain(text.as_bytes()) {
        return Ok(Some(date));
    }
    let parts = Parts::of(text);
    if parts.count == 0 || parts.numbers.iter().take(parts.count).all(|number| *number == 0) {
        return if parts.other && !matches!(text, "无" | "空" | "不详") {
            Err(Why::DateNotReal)
        } else {
            Ok(None)
        };
    }
    parts.date().map(Some)
}

/// `YYYYMMDD`, `YYYY-MM-DD`, or the same with another mark, the time of day after it.
fn plain(text: &[u8]) -> Option<Date> {
    let digit =
        |at: usize| text.get(at).filter(|byte| byte.is_ascii_digit()).map(|byte| u16::from(byte - b'0'));
    let two = |at| Some(digit(at)? * 10 + digit(at + 1)?);
    let year = two(0)? * 100 + two(2)?;
    let (month, day, end) = match text.get(4) {
        Some(b'-' | b'/' | b'.') => {
            (text.get(7).is_some_and(|mark| matches!(mark, b'-' | b'/' | b'.'))).then_some(())?;
            (two(5)?, two(8)?, 10)
        }
        _ => (two(4)?, two(6)?, 8),
    };
    if text.get(end).is_some_and(|byte| !matches!(byte, b' ' | b'T')) {
        return None;
    }
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

/// The numbers of a date, and what stands between them.
#[derive(Default)]
struct Parts {
    numbers: [u32; 3],
    lengths: [u32; 3],
    count: usize,
    slashes: bool,
    fraction: bool,
    other: bool,
}

impl Parts {
    fn of(text: &str) -> Self {
        let mut parts = Self::default();
        let mut inside = false;
        let mut letters = text.chars().map(narrow).peekable();
        while let Some(letter) = letters.next() {
            let digit = letter.to_digit(10).or_else(|| chinese(letter));
            match (digit, letter) {
                (Some(ten), '十') => {
                    // 十月, 二十日, 十一日, 二十一日.
                    let tens = if inside { parts.last() } else { 1 };
                    if !inside {
                        parts.begin();
                    }
                    let ones = letters.peek().copied().and_then(chinese).filter(|ones| *ones < 10);
                    if ones.is_some() {
                        letters.next();
                    }
                    parts.set(tens * ten + ones.unwrap_or(0));
                    inside = true;
                }
                (Some(digit), _) => {
                    if !inside {
                        parts.begin();
                    }
                    parts.set(parts.last().saturating_mul(10).saturating_add(digit));
                    inside = true;
                }
                // The time of day follows.
                (None, ':' | 'T' | '时') => break,
                (None, ' ') if parts.count >= 3 => break,
                (None, '.') if parts.count == 1 && parts.lengths.first() == Some(&5) => {
                    parts.fraction = true;
                    break;
                }
                (None, letter) => {
                    inside = false;
                    parts.slashes |= letter == '/';
                    let marks = ['-', '/', '.', '年', '月', '日', '号', ' ', ',', '\t'];
                    parts.other |= !marks.contains(&letter);
                }
            }
        }
        parts
    }

    fn begin(&mut self) {
        self.count += 1;
        self.other |= self.count > 3;
    }

    fn last(&self) -> u32 {
        self.count.checked_sub(1).and_then(|at| self.numbers.get(at)).copied().unwrap_or(0)
    }

    fn set(&mut self, number: u32) {
        if let Some(at) = self.count.checked_sub(1)
            && let (Some(slot), Some(length)) = (self.numbers.get_mut(at), self.lengths.get_mut(at))
        {
            *slot = number;
            *length += 1;
        }
    }

    fn date(&self) -> Result<Date, Why> {
        if self.other {
            return Err(Why::DateNotReal);
        }
        let real = |year: u32, month: u32, day: u32| {
            let small = |number: u32| u8::try_from(number).unwrap_or(0);
            let year = u16::try_from(if year < 100 { year + 2_000 } else { year }).unwrap_or(0);
            Date::new(year, small(month), small(day)).map_err(|_| Why::DateNotReal)
        };
        let [one, two, three] = self.numbers;
        match (self.count, self.lengths.first().copied().unwrap_or(0)) {
            (1, 8) => real(one / 10_000, one / 100 % 100, one % 100),
            (1, 5) => of_serial(one).ok_or(Why::DateNotReal),
            (1, 6) if (190_001..219_913).contains(&one) => Err(Why::DateOnlyMonth),
            (2, 4) if (1..=12).contains(&two) => Err(Why::DateOnlyMonth),
            (3, 1 | 2) if three >= 1_900 && self.slashes => real(three, one, two),
            (3, _) if three < 100 => real(one, two, three),
            _ => Err(Why::DateNotReal),
        }
    }
}

/// 零 to 十, as dates are written in words.
fn chinese(letter: char) -> Option<u32> {
    let place = "〇一二三四五六七八九十零".chars().position(|known| known == letter)?;
    u32::try_from(place).ok().map(|place| if place == 11 { 0 } else { place })
}

/// The day that a spreadsheet counts from the end of 1899 on: 1 January 1970 is 25,569.
#[must_use]
pub fn of_serial(days: u32) -> Option<Date> {
    // From the first of March of the year 0, by the calendar's 400-year cycle.
    let days = days.checked_sub(61)? + 693_960;
    let (cycle, of_cycle) = (days / 146_097, days % 146_097);
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + 400 * cycle + u32::from(month <= 2);
    Date::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<Option<&str>, Why>) {
        let read = read(Cell { text, kind: CellKind::Text });
        assert_eq!(
            read.map(|day| day.map(|day| day.to_string())),
            expected.map(|day| day.map(Into::into)),
            "{text}"
        );
    }

    #[test]
    fn reads_days_in_every_form() {
        for text in [
            "20250301",
            "2025-03-01",
            "2025/3/1",
            "2025.3.1",
            "2025年3月1日",
            "2025年03月01号",
            "2025-03-01 08:30:00",
            "2025-03-01T08:30:00",
            "2025/3/1 8:30",
            "２０２５-３-１",
            "25-3-1",
            "25.3.1",
            "3/1/2025",
            "45717",
            "45717.5",
            "二〇二五年三月一日",
            "2025-02-20至2025-03-01",
            "20250220~20250301",
        ] {
            check(text, Ok(Some("2025-03-01")));
        }
        check("二〇二五年十二月三十一日", Ok(Some("2025-12-31")));
        check("二〇二五年十月二十日", Ok(Some("2025-10-20")));
        check("45658", Ok(Some("2025-01-01")));
        check("45716", Ok(Some("2025-02-28")));
        check("45351", Ok(Some("2024-02-29")));
    }

    #[test]
    fn says_what_is_no_day() {
        for text in ["", "--", "-", "0", "0000-00-00", "无", "/"] {
            check(text, Ok(None));
        }
        for text in ["202503", "2025-03", "2025年3月", "2025.03"] {
            check(text, Err(Why::DateOnlyMonth));
        }
        for text in ["2025-02-30", "20251301", "三月", "不知道", "2025", "1899-01-01", "1-2-3-4"] {
            check(text, Err(Why::DateNotReal));
        }
    }
}
