//! 单元格与行：what a spreadsheet or a delimited text says, row by row.

use core::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

/// 表格的一行：the texts of its cells, one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// 行号, from 1, as a spreadsheet shows it.
    pub number: u32,
    /// Why not all of it could be read.
    pub fault: Option<RowFault>,
    texts: String,
    ends: Vec<(u32, CellKind)>,
}

/// What a cell was before it became text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Text, or nothing.
    Text,
    /// A number of a spreadsheet, which holds no more than fifteen digits.
    Number,
    /// A day of a spreadsheet, as `YYYY-MM-DD`.
    Day,
    /// An error of a spreadsheet, such as `#VALUE!`.
    Error,
    /// What stands in the first of several merged cells, of which this is another.
    Merged,
}

/// Why a row could not be read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RowFault {
    /// Bytes that are no text of the file's encoding.
    Undecodable,
    /// A quotation mark that is never closed.
    OpenQuote,
    /// A cell longer than any spreadsheet allows.
    CellTooLong,
    /// More columns than any list has.
    TooManyColumns,
}

/// 一个单元格.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// What it says, white space at both ends left out.
    pub text: &'a str,
    /// What it was.
    pub kind: CellKind,
}

impl Row {
    /// The longest cell, in bytes, three for each letter that a spreadsheet allows.
    pub const LONGEST_CELL: usize = 3 * 32_767;

    /// The most columns.
    pub const MOST_COLUMNS: usize = 1_024;

    /// A row without cells.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self { number, ..Self::default() }
    }

    /// A row of texts.
    #[must_use]
    pub fn of_texts<'a>(number: u32, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut row = Self::new(number);
        for text in texts {
            row.push(text, CellKind::Text);
        }
        row
    }

    /// The same row without cells, to be filled again.
    pub fn clear(&mut self, number: u32) {
        self.number = number;
        self.fault = None;
        self.texts.clear();
        self.ends.clear();
    }

    /// Puts a cell at the end.
    pub fn push(&mut self, text: &str, kind: CellKind) {
        if self.ends.len() >= Self::MOST_COLUMNS {
            self.fault.get_or_insert(RowFault::TooManyColumns);
            return;
        }
        if text.len() > Self::LONGEST_CELL {
            self.fault.get_or_insert(RowFault::CellTooLong);
        } else {
            self.texts.push_str(text);
        }
        self.ends.push((u32::try_from(self.texts.len()).unwrap_or(u32::MAX), kind));
    }

    /// Puts a cell into a column that is not before the last one.
    pub fn put(&mut self, column: usize, text: &str, kind: CellKind) {
        while self.ends.len() < column.min(Self::MOST_COLUMNS) {
            self.push("", CellKind::Text);
        }
        self.push(text, kind);
    }

    /// Fills the cells of some columns that say nothing with what they are merged with; how many those are.
    pub fn merge(&mut self, columns: RangeInclusive<usize>, text: &str) -> usize {
        let mut merged = Self { fault: self.fault, ..Self::new(self.number) };
        let mut filled = 0;
        for place in 0..self.len().max(columns.end() + 1) {
            let cell = self.cell(place);
            if columns.contains(&place) && cell.text.is_empty() {
                merged.push(text, CellKind::Merged);
                filled += 1;
            } else {
                merged.push(cell.text, cell.kind);
            }
        }
        *self = merged;
        filled
    }

    /// How many cells there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no cell says anything, and nothing was left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fault.is_none() && self.texts.trim().is_empty()
    }

    /// The cell of a column, from 0; one without text where there is none.
    #[must_use]
    pub fn cell(&self, column: usize) -> Cell<'_> {
        let Some(&(end, kind)) = self.ends.get(column) else {
            return Cell { text: "", kind: CellKind::Text };
        };
        let start =
            column.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |before| before.0);
        let text = self.texts.get(start as usize..end as usize).unwrap_or("");
        Cell { text: text.trim_matches(is_blank), kind }
    }

    /// Every cell, from the first column on.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|column| self.cell(column))
    }
}

/// White space and what tables put beside numbers so that they stay text.
fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{a0}')
}

/// The letters of a column as a spreadsheet shows them: `A` for 0, `AB` for 27.
#[must_use]
pub fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = String::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_columns_as_spreadsheets_do() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }

    #[test]
    fn keeps_cells_apart() {
        let mut row = Row::of_texts(7, [" 低保 ", "", "12\t"]);
        row.put(4, "x", CellKind::Number);
        assert_eq!(row.cells().map(|cell| cell.text).collect::<Vec<_>>(), ["低保", "", "12", "", "x"]);
        assert_eq!((row.cell(9).text, row.cell(4).kind), ("", CellKind::Number));
        row.push(&"长".repeat(Row::LONGEST_CELL), CellKind::Text);
        assert_eq!((row.cell(5).text, row.fault), ("", Some(RowFault::CellTooLong)));
    }
}
