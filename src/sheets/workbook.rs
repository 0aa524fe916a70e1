//! 工作簿：the sheets of .xlsx and .xls as rows.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};

use super::held::held;
use super::{Format, Refused, bound, compound};
use crate::calendar::Date;
use crate::document::cell::{CellKind, Row};
use crate::say::{Say, said};

/// The least that a row, a cell, and what a cell says take of the bytes of an .xlsx.
const ROW: u64 = 8;
const CELL: u64 = 4;
const SAID: u64 = 12;

/// The most that is read of one workbook, in such bytes: forty million cells.
const MOST: u64 = 40_000_000 * (CELL + SAID);

/// The texts of a workbook may be so many bytes, or so many times as many as it is unpacked: one text stands in many cells.
const TEXTS: u64 = 32 << 20;
const TIMES: u64 = 4;

/// The most cells that are filled with what they are merged with.
const MOST_MERGED: usize = 1_000_000;

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
        let room = match format {
            Format::Xlsx => Room::of(bound::hold(bytes)?),
            Format::Xls => {
                compound::hold(bytes)?;
                Room { cells: u64::MAX, ..Room::of(bytes.len() as u64) }
            }
            Format::Text | Format::Parquet => return Err(Refused::NoTable),
        };
        held(|| if format == Format::Xls { old(bytes, room) } else { new(bytes, room) })
            .unwrap_or(Err(Refused::Damaged))
    }
}

/// 余地：a workbook says no more than what it is made of, however often it names the same page or text.
struct Room {
    cells: u64,
    texts: u64,
}

impl Room {
    /// Of so many bytes, unpacked.
    fn of(bytes: u64) -> Self {
        Self { cells: bytes.min(MOST), texts: TEXTS.max(TIMES.saturating_mul(bytes)) }
    }

    fn cells(&mut self, bytes: u64) -> Result<(), Refused> {
        self.cells = self.cells.checked_sub(bytes).ok_or(Refused::TooManyCells)?;
        Ok(())
    }

    fn texts(&mut self, bytes: usize) -> Result<(), Refused> {
        self.texts = self.texts.checked_sub(bytes as u64).ok_or(Refused::TooManyCells)?;
        Ok(())
    }
}

fn new(bytes: &[u8], mut room: Room) -> Result<Workbook, Refused> {
    let refused = |error: XlsxError| match error {
        XlsxError::Password => Refused::Encrypted,
        _ => Refused::Damaged,
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refused)?;
    let (shown, hidden) = names(book.sheets_metadata());
    let mut sheets = Vec::new();
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
            rows.put(cell.get_position(), cell.get_value(), &mut room)?;
        }
        sheets.push(Sheet { name, rows: rows.merged(&merged, &mut room)? });
    }
    Ok(Workbook { sheets, hidden })
}

fn old(bytes: &[u8], mut room: Room) -> Result<Workbook, Refused> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refused::Encrypted,
        _ => Refused::Damaged,
    })?;
    let (shown, hidden) = names(book.sheets_metadata());
    let mut sheets = Vec::new();
    for name in shown {
        let range = book.worksheet_range(&name).map_err(|_| Refused::Damaged)?;
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        let mut rows = Rows::default();
        for (row, column, data) in range.used_cells() {
            let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
            rows.put((place(row, top), place(column, left)), &DataRef::from_data(data), &mut room)?;
        }
        sheets.push(Sheet { name, rows: rows.merged(&merged, &mut room)? });
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
    fn put(&mut self, (row, column): (u32, u32), data: &DataRef<'_>, room: &mut Room) -> Result<(), Refused> {
        room.cells(CELL)?;
        let number = row.saturating_add(1);
        if self.done.last().is_none_or(|last| last.number != number) {
            room.cells(ROW)?;
            self.done.push(Row::new(number));
        }
        let Some(last) = self.done.last_mut() else { return Ok(()) };
        let mut put = |text: &str, kind: CellKind| {
            room.cells(SAID)?;
            room.texts(text.len())?;
            last.put(column as usize, text, kind);
            Ok(())
        };
        match data {
            DataRef::Empty => Ok(()),
            DataRef::SharedString(text) => put(text, CellKind::Text),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                put(text, CellKind::Text)
            }
            DataRef::Int(number) => put(&number.to_string(), CellKind::Number),
            DataRef::Float(number) => put(&number.to_string(), CellKind::Number),
            DataRef::Bool(flag) => put(if *flag { "是" } else { "否" }, CellKind::Text),
            DataRef::DateTime(day) => {
                let (text, kind) = day_of(day);
                put(&text, kind)
            }
            DataRef::Error(error) => put(&error.to_string(), CellKind::Error),
        }
    }

    /// The rows that say something, each of several merged cells with what the first of them says.
    fn merged(mut self, regions: &[Dimensions], room: &mut Room) -> Result<Vec<Row>, Refused> {
        let mut left = MOST_MERGED;
        for region in regions {
            let ((top, first), (bottom, last)) = (region.start, region.end);
            let find = |number: u32| self.done.binary_search_by_key(&number, |row| row.number).ok();
            let Some(text) = find(top.saturating_add(1)).and_then(|at| self.done.get(at)) else { continue };
            let text = text.cell(first as usize).text.to_owned();
            if text.is_empty() || left == 0 {
                continue;
            }
            let last = (last as usize).min(Row::MOST_COLUMNS - 1);
            let from = self.done.partition_point(|row| row.number <= top);
            for row in
                self.done.iter_mut().skip(from).take_while(|row| row.number <= bottom.saturating_add(1))
            {
                let filled = row.merge(first as usize..=last, &text);
                room.texts(filled * text.len())?;
                left = left.saturating_sub(filled.max(1));
                if left == 0 {
                    break;
                }
            }
        }
        self.done.retain(|row| !row.is_empty());
        Ok(self.done)
    }
}

fn day_of(day: &ExcelDateTime) -> (String, CellKind) {
    let (year, month, number, ..) = day.to_ymd_hms_milli();
    match Date::new(year, month, number) {
        Ok(date) if day.is_datetime() => (said!(date), CellKind::Day),
        _ => (String::new(), CellKind::Text),
    }
}
