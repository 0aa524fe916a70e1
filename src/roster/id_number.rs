//! 身份证号：checked digit by digit; one that a spreadsheet destroyed is never matched with anybody.

use super::column::narrow;
use super::reason::Why;
use crate::calendar::Date;
use crate::document::cell::{Cell, CellKind};
use crate::say::{Say, shown};

/// 公民身份号码, whose check digit is right.
///
/// # Source
/// GB 11643-1999《公民身份号码》.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdNumber(u64);

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [u8; 11] = *b"10X98765432";

impl IdNumber {
    /// The number that a cell holds.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(cell: Cell<'_>) -> Result<Self, Why> {
        match cell.kind {
            CellKind::Error => return Err(Why::CellError),
            // A spreadsheet keeps fifteen digits of a number: what was longer is gone, what was not is an old number.
            CellKind::Number if cell.text.len() > 15 => return Err(Why::IdDestroyed),
            _ => {}
        }
        Self::of(cell.text)
    }

    /// The number that a text is.
    ///
    /// # Errors
    /// Why it is none.
    pub fn of(text: &str) -> Result<Self, Why> {
        let mut digits = [0_u8; 18];
        let mut count = 0;
        let (mut masked, mut scientific, mut other) = (false, false, false);
        for letter in text.chars().map(narrow) {
            match letter {
                '0'..='9' | 'x' | 'X' => {
                    if let Some(slot) = digits.get_mut(count) {
                        *slot = u8::try_from(letter.to_ascii_uppercase()).unwrap_or(0);
                    }
                    count += 1;
                }
                '*' | '●' | '■' => masked = true,
                'E' | 'e' | '.' | '+' | '#' => scientific = true,
                '\'' | '`' | '’' | '‘' | '-' | ',' | '"' => {}
                letter if letter.is_whitespace() || letter.is_control() || letter == '\u{200b}' => {}
                _ => other = true,
            }
        }
        if masked {
            return Err(Why::IdMasked);
        }
        if scientific {
            return Err(Why::IdDestroyed);
        }
        match count {
            0 if !other => Err(Why::IdMissing),
            18 if !other => Self::whole(&digits),
            15 if !other => Self::old(&digits),
            _ => Err(Why::IdLength),
        }
    }

    fn whole(digits: &[u8; 18]) -> Result<Self, Why> {
        let (body, check) = (digits.get(..17).unwrap_or_default(), digits.get(17).copied().unwrap_or(0));
        if !body.iter().all(u8::is_ascii_digit) {
            return Err(Why::IdLength);
        }
        if check_digit(body) != check {
            // The last three of what a spreadsheet rounded are zeros.
            return Err(if digits.ends_with(b"000") { Why::IdDestroyed } else { Why::IdChecksum });
        }
        let number = body.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
        let number = Self(number);
        number.birth().map(|_| number).ok_or(Why::IdBirth)
    }

    /// One of fifteen digits, from before 1999: the century is left out, and there is no check digit.
    fn old(digits: &[u8; 18]) -> Result<Self, Why> {
        let mut whole = [b'0'; 18];
        let parts = [(0, 0, 6), (8, 6, 9)];
        for (to, from, count) in parts {
            if let (Some(to), Some(from)) = (whole.get_mut(to..to + count), digits.get(from..from + count)) {
                to.copy_from_slice(from);
            }
        }
        if let Some(century) = whole.get_mut(6..8) {
            century.copy_from_slice(b"19");
        }
        let check = check_digit(whole.get(..17).unwrap_or_default());
        if let Some(last) = whole.last_mut() {
            *last = check;
        }
        Self::whole(&whole)
    }

    /// 出生日期; none where there is no such day, or it is before 1900.
    #[must_use]
    pub fn birth(self) -> Option<Date> {
        let day = self.0 / 1_000 % 100_000_000;
        let part = |number: u64| u16::try_from(number).unwrap_or(0);
        let small = |number: u64| u8::try_from(number % 100).unwrap_or(0);
        Date::new(part(day / 10_000), small(day / 100), small(day)).ok()
    }

    /// 周岁 on a day; none where that is before the birth.
    #[must_use]
    pub fn age(self, day: Date) -> Option<u8> {
        let birth = self.birth().filter(|birth| *birth <= day)?;
        let had = (day.month(), day.day()) >= (birth.month(), birth.day());
        u8::try_from(day.year() - birth.year() - u16::from(!had)).ok()
    }

    /// A number that stands for it, in the order of the numbers.
    #[must_use]
    pub fn key(self) -> u64 {
        self.0
    }
}

fn check_digit(body: &[u8]) -> u8 {
    let sum: u32 =
        body.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    CHECKS.get((sum % 11) as usize).copied().unwrap_or(0)
}

impl Say for IdNumber {
    fn say(&self, text: &mut String) {
        let mut body = [b'0'; 17];
        let mut rest = self.0;
        for digit in body.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        text.extend(body.iter().map(|digit| char::from(*digit)));
        text.push(char::from(check_digit(&body)));
    }
}

shown!(IdNumber);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_as_lists_write_them() {
        let check = |text: &str, expected: Result<&str, Why>| {
            assert_eq!(
                IdNumber::of(text).map(|number| number.to_string()),
                expected.map(Into::into),
                "{text}"
            );
        };
        check("11010519491231002X", Ok("11010519491231002X"));
        check("11010519491231002x", Ok("11010519491231002X"));
        check("１１０１０５１９４９１２３１００２Ｘ", Ok("11010519491231002X"));
        check(" '110105 19491231 002X\t", Ok("11010519491231002X"));
        check("110105491231002", Ok("11010519491231002X"));
        check("", Err(Why::IdMissing));
        check("--", Err(Why::IdMissing));
        check("110105194912310021", Err(Why::IdChecksum));
        check("110105194902300004", Err(Why::IdBirth));
        check("1101051949123100", Err(Why::IdLength));
        check("无", Err(Why::IdLength));
        check("110105********002X", Err(Why::IdMasked));
    }

    #[test]
    fn never_matches_what_a_spreadsheet_destroyed() {
        for text in [
            "1.10105E+17",
            "1.10105194912310E+17",
            "1.10105E17",
            "110105194912310000",
            "110105194912310020.0",
            "######",
            "1,101,051,949,123,100,00.00",
        ] {
            assert_eq!(IdNumber::of(text), Err(Why::IdDestroyed), "{text}");
        }
        let number = |text| IdNumber::read(Cell { text, kind: CellKind::Number });
        assert_eq!(number("110105194912310020"), Err(Why::IdDestroyed));
        assert_eq!(
            number("110105491231002").map(|number| number.to_string()),
            Ok("11010519491231002X".into())
        );
        assert_eq!(IdNumber::read(Cell { text: "#N/A", kind: CellKind::Error }), Err(Why::CellError));
    }

    #[test]
    fn tells_the_age() {
        let number = IdNumber::of("11010519491231002X").unwrap();
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(number.age(day("2025-12-30")), Some(75));
        assert_eq!(number.age(day("2025-12-31")), Some(76));
        assert_eq!(number.age(day("1949-12-30")), None);
    }
}
