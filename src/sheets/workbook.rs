//! 工作簿：the sheets of .xlsx and .xls as rows.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::{Format, Refused, bound, compound};
use crate::calendar::Date;
use crate::document::cell::{CellKind, Row};
use crate::say::{Say, said};

/// The most cells that are read of one workbook.
const MOST_CELLS: usize = 40_000_000;

/// The most cells that are filled with what they are merged with.
const MOST_MERGED: u32 = 1_000_000;

/// 工作簿.
#[derive(Debug)]
pub struct Workbook {
    /// The sheets that are shown, in order.
    pub sheets: Vec<Sheet>,
    /// The names of those that are hidden, which are not read.
    pub hidden: Vec<String>,
}

/// 一页.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The rows that say something, in order.
    pub rows: Vec<Row>,
}

impl Workbook {
    /// The sheets of a workbook.
    ///
    /// # Errors
    /// [`Refused`] where it is none, is too large, or has a password.
    pub fn read(bytes: &[u8]) -> Result<Self, Refused> {
        let format = Format::of(bytes)?;
        match format {
            Format::Xlsx => bound::hold(bytes)?,
            Format::Xls => compound::hold(bytes)?,
            Format::Text | Format::Parquet => return Err(Refused::NoTable),
        }
        // Whatever a file does to the reader stays with that file.
        catch_unwind(AssertUnwindSafe(|| match format {
            Format::Xls => old(bytes),
            _ => new(bytes),
        }))
        .unwrap_or(Err(Refused::Damaged))
    }
}

fn new(bytes: &[u8]) -> Result<Workbook, Refused> {
    let refused = |error: XlsxError| match error {
        XlsxError::Password => Refused::Encrypted,
        _ => Refused::Damaged,
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let (shown, hidden) = names(book.sheets_metadata());
    let mut sheets = Vec::with_capacity(shown.len());
    let mut count = 0;
    for name in shown {
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut rows = Rows::default();
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A page of charts is no table.
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refused(error)),
        };
        while let Some(cell) = cells.next_cell().map_err(refused)? {
            count += 1;
            if count > MOST_CELLS {
                return Err(Refused::TooManyCells);
            }
            rows.put(cell.get_position(), cell.get_value());
        }
        sheets.push(Sheet { name, rows: rows.merged(&merged) });
    }
    Ok(Workbook { sheets, hidden })
}

fn old(bytes: &[u8]) -> Result<Workbook, Refused> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refused::Encrypted,
        _ => Refused::Damaged,
    })?;
    let (shown, hidden) = names(book.sheets_metadata());
    let mut sheets = Vec::with_capacity(shown.len());
    for name in shown {
        let range = book.worksheet_range(&name).map_err(|_| Refused::Damaged)?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (row, column, data) in range.used_cells() {
            let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
            rows.put((place(row, top), place(column, left)), &DataRef::from_data(data));
        }
        sheets.push(Sheet { name, rows: rows.merged(&merged) });
    }
    Ok(Workbook { sheets, hidden })
}

fn names(sheets: &[calamine::Sheet]) -> (Vec<String>, Vec<String>) {
    let (shown, hidden): (Vec<_>, Vec<_>) =
        sheets.iter().partition(|sheet| sheet.visible == SheetVisible::Visible);
    let names = |sheets: Vec<&calamine::Sheet>| sheets.iter().map(|sheet| sheet.name.clone()).collect();
    (names(shown), names(hidden))
}

/// The same value, lent.
trait Lent<'a> {
    fn from_data(data: &'a Data) -> Self;
}

impl<'a> Lent<'a> for DataRef<'a> {
    fn from_data(data: &'a Data) -> Self {
        match data {
            Data::Int(number) => Self::Int(*number),
            Data::Float(number) => Self::Float(*number),
            Data::String(text) => Self::SharedString(text),
            Data::Bool(flag) => Self::Bool(*flag),
            Data::DateTime(day) => Self::DateTime(*day),
            Data::DateTimeIso(text) => Self::DateTimeIso(text.clone()),
            Data::DurationIso(text) => Self::DurationIso(text.clone()),
            Data::Error(error) => Self::Error(error.clone()),
            Data::Empty => Self::Empty,
        }
    }
}

/// Rows as their cells come in, row by row.
#[derive(Default)]
struct Rows {
    done: Vec<Row>,
}

impl Rows {
    fn put(&mut self, (row, column): (u32, u32), data: &DataRef<'_>) {
        let number = row.saturating_add(1);
        if self.done.last().is_none_or(|last| last.number != number) {
            self.done.push(Row::new(number));
        }
        let Some(last) = self.done.last_mut() else { return };
        let column = column as usize;
        match data {
            DataRef::Empty => {}
            DataRef::SharedString(text) => last.put(column, text, CellKind::Text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                last.put(column, text, CellKind::Text);
            }
            DataRef::Int(number) => last.put(column, &number.to_string(), CellKind::Number),
            DataRef::Float(number) => last.put(column, &number.to_string(), CellKind::Number),
            DataRef::Bool(flag) => last.put(column, if *flag { "是" } else { "否" }, CellKind::Text),
            DataRef::DateTime(day) => {
                let (text, kind) = day_of(day);
                last.put(column, &text, kind);
            }
            DataRef::Error(error) => last.put(column, &error.to_string(), CellKind::Error),
        }
    }

    /// The rows that say something, each of several merged cells with what the first of them says.
    fn merged(mut self, regions: &[Dimensions]) -> Vec<Row> {
        let mut left = MOST_MERGED;
        for region in regions {
            let ((top, first), (bottom, last)) = (region.start, region.end);
            let find = |number: u32| self.done.binary_search_by_key(&number, |row| row.number).ok();
            let Some(text) = find(top.saturating_add(1)).and_then(|at| self.done.get(at)) else { continue };
            let text = text.cell(first as usize).text.to_owned();
            let last = last.min(u32::try_from(Row::MOST_COLUMNS).unwrap_or(0));
            let from = self.done.partition_point(|row| row.number <= top);
            for row in
                self.done.iter_mut().skip(from).take_while(|row| row.number <= bottom.saturating_add(1))
            {
                for column in first..=last {
                    if text.is_empty() || left == 0 {
                        break;
                    }
                    left -= 1;
                    row.merge(column as usize, &text);
                }
            }
        }
        self.done.retain(|row| !row.is_empty());
        self.done
    }
}

fn day_of(day: &ExcelDateTime) -> (String, CellKind) {
    let (year, month, number, ..) = day.to_ymd_hms_milli();
    match Date::new(year, month, number) {
        Ok(date) if day.is_datetime() => (said!(date), CellKind::Day),
        _ => (String::new(), CellKind::Text),
    }
}
