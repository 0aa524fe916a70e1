//! 写 xlsx：pages of text and amounts. Nothing in them is a formula, and an ID number is text.

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The most rows that a page of a workbook has.
const MOST_ROWS: usize = 1_048_576;

/// 一页, row by row.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its name.
    pub name: String,
    /// The rows, the heads of the columns first.
    pub rows: Vec<Vec<String>>,
}

/// The bytes of a workbook with these pages; one that has more rows than a page is continued on another.
///
/// # Errors
/// What the writer says.
pub fn write_workbook(pages: &[Page]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    for page in pages {
        let (head, rows) =
            page.rows.split_first().map_or((&[][..], &[][..]), |(head, rows)| (head.as_slice(), rows));
        for (number, part) in rows.chunks(MOST_ROWS - 1).chain(rows.is_empty().then_some(&[][..])).enumerate()
        {
            let name = if number == 0 { page.name.clone() } else { format!("{}{}", page.name, number + 1) };
            let sheet = book.add_worksheet().set_name(name)?;
            for (column, text) in (0_u16..).zip(head) {
                sheet.write_string_with_format(0, column, text, &bold)?;
            }
            sheet.set_freeze_panes(1, 0)?;
            for (row, texts) in (1_u32..).zip(part) {
                for (column, text) in (0_u16..).zip(texts).filter(|(_, text)| !text.is_empty()) {
                    // Amounts, which have a point, are numbers, so that they can be added up; all else is text.
                    // The digits of an amount come through unchanged: a spreadsheet keeps fifteen of them.
                    if is_amount(text) {
                        sheet.write_number(row, column, text.parse().unwrap_or(0.0))?;
                    } else {
                        sheet.write_string(row, column, text)?;
                    }
                }
            }
        }
    }
    book.save_to_buffer()
}

fn is_amount(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let parts = digits.split_once('.');
    digits.len() < 15
        && parts.is_some_and(|(yuan, fen)| {
            !yuan.is_empty()
                && fen.len() == 2
                && yuan.bytes().chain(fen.bytes()).all(|byte| byte.is_ascii_digit())
        })
}
