//! 金额：as lists write them, in whole fen.

use super::column::narrow;
use super::reason::Why;
use crate::document::cell::{Cell, CellKind};

/// The largest amount of one cell: a hundred million yuan.
const MOST: i64 = 10_000_000_000;

/// 分, where the cell holds an amount; none where it is empty. `ten_thousands` where the column's head says 万元.
///
/// # Errors
/// Why it is none.
pub fn read(cell: Cell<'_>, ten_thousands: bool) -> Result<Option<i64>, Why> {
    match cell.kind {
        CellKind::Error => return Err(Why::CellError),
        // What stands beside several rows is the sum of none of them.
        CellKind::Merged => return Ok(None),
        _ => {}
    }
    let (mut whole, mut fraction, mut decimals) = (0_i64, 0_i64, 0_u32);
    let (mut negative, mut point, mut digits, mut times) = (false, false, 0, ten_thousands);
    for letter in cell.text.chars().map(narrow) {
        match letter {
            '0'..='9' => {
                let digit = i64::from(letter.to_digit(10).unwrap_or(0));
                digits += 1;
                if !point {
                    whole = whole.saturating_mul(10).saturating_add(digit);
                } else if decimals < 6 {
                    fraction = fraction * 10 + digit;
                    decimals += 1;
                }
            }
            '.' if !point => point = true,
            '-' | '(' if digits == 0 => negative = true,
            '¥' | '￥' | '$' | ',' | '，' | '元' | ')' | '+' | '\'' | '’' => {}
            '万' if digits > 0 => times = true,
            letter if letter.is_whitespace() => {}
            '-' | '/' | '—' | '\\' | '无' if digits == 0 => {}
            _ => return Err(Why::AmountNotRead),
        }
    }
    if digits == 0 {
        return Ok(None);
    }
    // In millionths of a yuan, of which two or six decimals are left.
    let millionths = fraction.saturating_mul(10_i64.pow(6 - decimals));
    let all = i128::from(whole) * 1_000_000 + i128::from(millionths);
    let fen = (if times { all * 10_000 } else { all } + 5_000) / 10_000;
    // What binary numbers of a spreadsheet leave behind is no part of the amount; a third decimal is.
    let off = (if times { all * 10_000 } else { all }) - fen * 10_000;
    if off.abs() > 10 {
        return Err(Why::AmountNotRead);
    }
    let fen = i64::try_from(fen).unwrap_or(i64::MAX);
    if fen > MOST {
        return Err(Why::AmountTooLarge);
    }
    Ok(Some(if negative { -fen } else { fen }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_amounts_as_lists_write_them() {
        let check = |text: &str, expected: Result<Option<i64>, Why>| {
            assert_eq!(read(Cell { text, kind: CellKind::Text }, false), expected, "{text}");
        };
        check("12345.67", Ok(Some(1_234_567)));
        check("12,345.6", Ok(Some(1_234_560)));
        check("￥ 12，345.60元", Ok(Some(1_234_560)));
        check("１２３", Ok(Some(12_300)));
        check("-300.00", Ok(Some(-30_000)));
        check("(300)", Ok(Some(-30_000)));
        check("1.2万", Ok(Some(1_200_000)));
        check("0.30000000000000004", Ok(Some(30)));
        check("28000.119999999999", Ok(Some(2_800_012)));
        for text in ["", "--", "-", "/", "无", " "] {
            check(text, Ok(None));
        }
        check("0", Ok(Some(0)));
        check("12.345", Err(Why::AmountNotRead));
        check("约3000", Err(Why::AmountNotRead));
        check("1.2E+05", Err(Why::AmountNotRead));
        check("999999999999", Err(Why::AmountTooLarge));
        assert_eq!(read(Cell { text: "1.5", kind: CellKind::Number }, true), Ok(Some(1_500_000)));
        assert_eq!(read(Cell { text: "1.5", kind: CellKind::Merged }, true), Ok(None));
    }
}
