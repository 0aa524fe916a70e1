//! 列存文件：the rows of a .parquet, a page of each column at a time.

use std::fmt;
use std::fs::File;
use std::io;
use std::sync::Arc;

use parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type as Physical};
use parquet::file::metadata::{ParquetMetaDataReader, RowGroupMetaData};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row as Record};
use parquet::schema::types::Type;

use super::Refused;
use super::held::held;
use super::pages::{self, Unpacked};
use crate::calendar::Date;
use crate::document::cell::{CellKind, Row, RowFault};
use crate::say::{Say, said};

/// Beijing is so far ahead of UTC.
const BEIJING: i64 = 8 * 3_600;

/// The rows of a .parquet; the first is its columns' names.
pub struct Parquet {
    rows: RowIter<'static>,
    columns: Vec<Column>,
    number: u32,
    /// How many rows there are.
    whole: u64,
}

struct Column {
    name: String,
    /// How it tells moments, where it does.
    stamp: Option<Stamp>,
    /// Whether it holds one value a row.
    is_plain: bool,
}

/// How moments are counted.
#[derive(Clone, Copy)]
struct Stamp {
    /// As many of them are a second.
    per_second: i64,
    is_utc: bool,
}

impl fmt::Debug for Parquet {
    /// What is still to be read says nothing of itself.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rows: _, columns, number, whole } = self;
        let columns: Vec<_> = columns.iter().map(|column| &column.name).collect();
        let mut told = formatter.debug_struct("Parquet");
        told.field("columns", &columns).field("number", number).field("whole", whole).finish_non_exhaustive()
    }
}

impl Parquet {
    /// The rows of `file`.
    ///
    /// # Errors
    /// [`Refused`] where it is none, or is written in a way that is not read.
    pub fn new(file: File) -> Result<Self, Refused> {
        let length = file.metadata().map_err(|_| Refused::Damaged)?.len();
        held(|| Self::open(file, length)).unwrap_or(Err(Refused::Damaged))
    }

    fn open(file: File, length: u64) -> Result<Self, Refused> {
        let about = ParquetMetaDataReader::new().parse_and_finish(&file).map_err(|_| Refused::Damaged)?;
        let fields = about.file_metadata().schema().get_fields();
        if fields.len() > Row::MOST_COLUMNS {
            return Err(Refused::TooManyCells);
        }
        for chunk in about.row_groups().iter().flat_map(RowGroupMetaData::columns) {
            if !pages::is_known(chunk.compression()) {
                return Err(Refused::ParquetClosed);
            }
            let begin = chunk.dictionary_page_offset().unwrap_or(chunk.data_page_offset());
            let end = begin.checked_add(chunk.compressed_size());
            let is_there = |end| u64::try_from(end).is_ok_and(|end| end <= length);
            if begin < 0 || chunk.compressed_size() < 0 || !end.is_some_and(is_there) {
                return Err(Refused::Damaged);
            }
        }
        let whole = u64::try_from(about.file_metadata().num_rows()).map_err(|_| Refused::Damaged)?;
        let columns = fields.iter().map(|field| Column::of(field)).collect();
        let unpacked = Unpacked { file: Arc::new(file), about };
        Ok(Self { rows: RowIter::from_file_into(Box::new(unpacked)), columns, number: 0, whole })
    }

    /// How many rows there are, the names of the columns included, and how many of them were read.
    #[must_use]
    pub fn read_of(&self) -> (u64, u64) {
        (u64::from(self.number), self.whole + 1)
    }

    /// The next row; none at the end.
    ///
    /// # Errors
    /// Where the rest cannot be read.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        if self.number == 0 {
            self.number = 1;
            return Ok(Some(Row::of_texts(1, self.columns.iter().map(|column| column.name.as_str()))));
        }
        let next = held(|| self.rows.next());
        let damaged = || io::Error::new(io::ErrorKind::InvalidData, said!(Refused::Damaged));
        let Some(record) = next.ok_or_else(damaged)? else { return Ok(None) };
        self.number = self.number.saturating_add(1);
        Ok(Some(self.row(&record.map_err(|_| damaged())?)))
    }

    fn row(&self, record: &Record) -> Row {
        let mut row = Row::new(self.number);
        for ((_, field), column) in record.get_column_iter().zip(&self.columns) {
            column.put(field, &mut row);
        }
        row
    }
}

impl Column {
    fn of(field: &Type) -> Self {
        let about = field.get_basic_info();
        let stamp = |per_second, is_utc| Some(Stamp { per_second, is_utc });
        let stamp = match (about.logical_type_ref(), about.converted_type()) {
            (Some(LogicalType::Timestamp(told)), _) => match told.unit {
                TimeUnit::MILLIS => stamp(1_000, told.is_adjusted_to_u_t_c),
                TimeUnit::MICROS => stamp(1_000_000, told.is_adjusted_to_u_t_c),
                TimeUnit::NANOS => stamp(1_000_000_000, told.is_adjusted_to_u_t_c),
            },
            // Before the zone was told there was only UTC's.
            (_, ConvertedType::TIMESTAMP_MILLIS) => stamp(1_000, true),
            (_, ConvertedType::TIMESTAMP_MICROS) => stamp(1_000_000, true),
            _ if field.is_primitive() && field.get_physical_type() == Physical::INT96 => stamp(1_000, true),
            _ => None,
        };
        Self { name: field.name().to_owned(), stamp, is_plain: field.is_primitive() }
    }

    /// Puts what a cell says at the end of a row.
    fn put(&self, field: &Field, row: &mut Row) {
        match (field, self.stamp) {
            (Field::Null | Field::TimeMillis(_) | Field::TimeMicros(_), _) => row.push("", CellKind::Text),
            _ if !self.is_plain => row.push("", CellKind::Text),
            (Field::Str(told), _) => row.push(told, CellKind::Text),
            (Field::Bytes(bytes), _) => {
                let told = str::from_utf8(bytes.data());
                if told.is_err() {
                    row.fault.get_or_insert(RowFault::Undecodable);
                }
                row.push(told.unwrap_or_default(), CellKind::Text);
            }
            (Field::Bool(flag), _) => row.push(if *flag { "是" } else { "否" }, CellKind::Text),
            (Field::Float(number), _) => row.push(&number.to_string(), CellKind::Number),
            (Field::Double(number), _) => row.push(&number.to_string(), CellKind::Number),
            (Field::Date(days), _) => put_day(i64::from(*days), row),
            (Field::TimestampMillis(at) | Field::TimestampMicros(at) | Field::Long(at), Some(stamp)) => {
                put_day(stamp.day(*at), row);
            }
            // Whole and decimal numbers are exact, however many digits they have.
            (other, _) => row.push(&other.to_string(), CellKind::Text),
        }
    }
}

impl Stamp {
    /// The day in China, counted from the beginning of 1970.
    fn day(self, at: i64) -> i64 {
        let seconds = at.div_euclid(self.per_second);
        let here = if self.is_utc { seconds.saturating_add(BEIJING) } else { seconds };
        here.div_euclid(86_400)
    }
}

/// Puts a day at the end of a row, by its count from the beginning of 1970 and the calendar's 400-year cycle; nothing
/// where there is none such.
fn put_day(count: i64, row: &mut Row) {
    let since = count.saturating_add(719_468);
    let (cycle, of_cycle) = (since.div_euclid(146_097), since.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1_460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = cycle * 400 + year + i64::from(month <= 2);
    let date = u16::try_from(year).ok().zip(u8::try_from(month).ok().zip(u8::try_from(day).ok()));
    match date.and_then(|(year, (month, day))| Date::new(year, month, day).ok()) {
        Some(date) => row.push(&said!(date), CellKind::Day),
        None => row.push("", CellKind::Text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let told = |count| {
            let mut row = Row::new(1);
            put_day(count, &mut row);
            row.cell(0).text.to_owned()
        };
        for (count, day) in
            [(0, "1970-01-01"), (-25_567, "1900-01-01"), (19_782, "2024-02-29"), (20_513, "2026-03-01")]
        {
            assert_eq!(told(count), day);
        }
        assert_eq!([told(i64::MAX), told(i64::MIN), told(-719_529)], ["", "", ""]);
        let first = Date::new(1970, 1, 1).unwrap();
        for count in -20_000..60_000 {
            let date: Date = told(i64::from(count)).parse().unwrap();
            assert_eq!(first.days_until(date), count);
        }
        let stamp = Stamp { per_second: 1_000, is_utc: true };
        // From sixteen o'clock by UTC on it is the next day.
        assert_eq!([stamp.day(57_600_000), stamp.day(57_599_999)], [1, 0]);
    }
}
