//! 文件：what is read, as tables with their rows.

use std::collections::{BTreeMap, VecDeque};
use std::io::{self, Cursor, Read};

use super::lines::NoTable;
use crate::document::cell::Row;
use crate::policy::Policy;
use crate::roster::head::{LOOKED_AT, SAMPLED, find};
use crate::roster::{Change, Column, Mapping, SetAside, Table, Why, apply};
use crate::say::{Say, shown};
#[cfg(feature = "parquet")]
use crate::sheets::Parquet;
use crate::sheets::{Delimited, Encoding, Format, Refused, Workbook};

/// A table and its rows.
#[derive(Debug)]
pub struct Source {
    /// How it is understood.
    pub table: Table,
    /// The rows that were looked at to know the columns.
    pub ahead: VecDeque<Row>,
    rest: Rest,
    /// The bytes of the file, where its rows do not tell how far it was read.
    pub bytes: u64,
}

#[derive(Debug)]
enum Rest {
    Text(Box<Delimited>),
    /// With how many there were.
    Rows(std::vec::IntoIter<Row>, usize),
    #[cfg(feature = "parquet")]
    Parquet(Box<Parquet>),
}

/// Everything that is read.
#[derive(Debug, Default)]
pub struct Opened {
    /// The tables, in order.
    pub sources: Vec<Source>,
    /// What is otherwise than the mapping says, by the table's place.
    pub changes: Vec<(usize, Vec<Change>)>,
    /// The rows of pages that are no tables, whose places are behind those of all tables.
    pub aside: Vec<SetAside>,
    /// Those pages, in order.
    pub others: Vec<NoTable>,
    /// The bytes of all files.
    pub bytes: u64,
    /// What else there is to say.
    pub notes: Vec<String>,
    /// The pages of workbooks that are shown, in order.
    pub sheets: Vec<SheetFound>,
}

/// 一页 of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFound {
    /// The file.
    pub file: String,
    /// Its name.
    pub name: String,
    /// How many rows of it say something.
    pub rows: usize,
    /// Whether it is read: it was chosen, or nobody chose.
    pub is_chosen: bool,
}

impl Opened {
    /// How the tables are understood.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        self.sources.iter().map(|source| source.table.clone()).collect()
    }
}

impl Source {
    /// The next row that says something.
    ///
    /// # Errors
    /// What the source says.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        loop {
            let row = match self.ahead.pop_front() {
                Some(row) => Some(row),
                None => match &mut self.rest {
                    Rest::Text(text) => text.next_row()?,
                    Rest::Rows(rows, _) => rows.next(),
                    #[cfg(feature = "parquet")]
                    Rest::Parquet(rows) => rows.next_row().map_err(|error| {
                        io::Error::new(error.kind(), format!("{}：{error}", self.table.file))
                    })?,
                },
            };
            match row {
                Some(row) if row.is_empty() => {}
                row => return Ok(row),
            }
        }
    }

    /// How many bytes were read so far.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        let (read, whole) = match &self.rest {
            Rest::Text(text) => return text.bytes_read(),
            Rest::Rows(rows, whole) => ((*whole - rows.len()) as u64, *whole as u64),
            #[cfg(feature = "parquet")]
            Rest::Parquet(rows) => rows.read_of(),
        };
        (self.bytes * read).checked_div(whole).unwrap_or(self.bytes)
    }
}

/// Why a file is not opened.
#[derive(Debug)]
pub enum NotOpened {
    /// It cannot be read.
    Io(io::Error),
    /// It is not believed.
    Refused(Refused),
    /// It has no heads.
    NoHead,
}

impl Say for NotOpened {
    fn say(&self, text: &mut String) {
        match self {
            Self::Io(error) => text.push_str(&error.to_string()),
            Self::Refused(refused) => refused.say(text),
            Self::NoHead => text.push_str(
                "没有认出表头：要有一行写清各列是什么，至少有身份证号；列名特别的，先用列的对应写明",
            ),
        }
    }
}

shown!(NotOpened);

impl core::error::Error for NotOpened {}

impl From<io::Error> for NotOpened {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Refused> for NotOpened {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

/// Files on their way to being opened.
#[derive(Debug)]
pub struct Opening<'a> {
    policy: &'a Policy,
    mapping: &'a Mapping,
    named: BTreeMap<String, Column>,
    opened: Opened,
    /// Sheets that are no tables.
    left: Vec<Left>,
}

/// A sheet that is no table: the numbers of its rows are told all the same.
#[derive(Debug)]
struct Left {
    file: String,
    sheet: String,
    rows: Vec<u32>,
    why: Why,
}

impl<'a> Opening<'a> {
    /// Of lists that are understood by `mapping`, where that knows them.
    #[must_use]
    pub fn new(policy: &'a Policy, mapping: &'a Mapping) -> Self {
        Self { policy, mapping, named: mapping.named(), opened: Opened::default(), left: Vec::new() }
    }

    /// Opens a file of so many bytes: finds the heads of its tables, and applies the mapping.
    ///
    /// # Errors
    /// [`NotOpened`], and why.
    pub fn file(
        &mut self,
        name: &str,
        mut file: impl Read + Send + 'static,
        length: u64,
    ) -> Result<(), NotOpened> {
        self.opened.bytes += length;
        let mut head = vec![0; 4_096];
        let read = read_full(&mut file, &mut head)?;
        head.truncate(read);
        let format = Format::of(&head)?;
        let before = self.opened.sources.len();
        let whole = Cursor::new(head).chain(file);
        match format {
            Format::Text => self.text(whole, name)?,
            Format::Xlsx | Format::Xls => self.workbook(whole, name)?,
            Format::Parquet => return Err(Refused::Parquet.into()),
        }
        self.opened_from(before, length)
    }

    /// Opens a .parquet of so many bytes.
    ///
    /// # Errors
    /// [`NotOpened`], and why.
    #[cfg(feature = "parquet")]
    pub fn parquet(&mut self, name: &str, file: std::fs::File, length: u64) -> Result<(), NotOpened> {
        self.opened.bytes += length;
        let mut rows = Parquet::new(file)?;
        let before = self.opened.sources.len();
        let ahead = first_rows(|| rows.next_row())?;
        if let Some(mut table) = find(&ahead, &self.named, self.policy) {
            table.file = name.into();
            self.add(table, ahead.into(), Rest::Parquet(Box::new(rows)));
        }
        self.opened_from(before, length)
    }

    /// Whether a file of so many bytes gave any table to the `before` that there were.
    fn opened_from(&mut self, before: usize, length: u64) -> Result<(), NotOpened> {
        if self.opened.sources.len() == before {
            return Err(NotOpened::NoHead);
        }
        if let Some(last) = self.opened.sources.last_mut() {
            last.bytes = length;
        }
        Ok(())
    }

    /// What was opened; the rows under no head are set aside behind the tables.
    #[must_use]
    pub fn done(self) -> Opened {
        let mut opened = self.opened;
        let tables = opened.sources.len();
        for (place, Left { file, sheet, rows, why }) in self.left.into_iter().enumerate() {
            let at = u16::try_from(tables + place).unwrap_or(u16::MAX);
            let said = if why == Why::NoHead { "没有认出表头" } else { "不在列的对应里" };
            opened.notes.push(format!("{file} 的“{sheet}”这一页{said}，{} 行没有算", rows.len()));
            let set_aside = |row: u32| SetAside { table: at, column: None, row, why };
            opened.aside.extend(rows.into_iter().map(set_aside));
            opened.others.push(NoTable { file, sheet });
        }
        opened
    }

    fn text(&mut self, whole: impl Read + Send + 'static, name: &str) -> Result<(), NotOpened> {
        let mut text = Delimited::new(whole, None)??;
        let ahead = first_rows(|| text.next_row())?;
        let Some(mut table) = find(&ahead, &self.named, self.policy) else { return Ok(()) };
        table.file = name.into();
        table.encoding = Some(Encoding::id(text.encoding()).into());
        self.add(table, ahead.into(), Rest::Text(Box::new(text)));
        Ok(())
    }

    fn workbook(&mut self, mut whole: impl Read, name: &str) -> Result<(), NotOpened> {
        let mut bytes = Vec::new();
        whole.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(Refused::TooLarge.into());
        }
        let book = Workbook::read(&bytes)?;
        if !book.hidden.is_empty() {
            self.opened.notes.push(format!("{name} 里藏起来的页没有读：{}", book.hidden.join("、")));
        }
        let in_tables = || self.mapping.tables.iter().filter_map(|table| table.sheet.as_deref());
        let is_there = |name: &str| book.sheets.iter().any(|sheet| sheet.name == name);
        let chosen = |name: &str| self.mapping.sheets.iter().any(|chosen| chosen == name);
        let anybody_chose = self.mapping.sheets.iter().any(|name| is_there(name));
        let any_mapped = !anybody_chose && in_tables().any(is_there);
        let mapped = |name: &str| !any_mapped || in_tables().any(|known| known == name);
        let mut left = Vec::new();
        let before = self.opened.sources.len();
        for sheet in book.sheets {
            let is_chosen = !anybody_chose || chosen(&sheet.name);
            let is_mapped = mapped(&sheet.name);
            let (file, count) = (name.to_owned(), sheet.rows.len());
            self.opened.sheets.push(SheetFound {
                file: file.clone(),
                name: sheet.name.clone(),
                rows: count,
                is_chosen,
            });
            if !is_chosen {
                self.opened.notes.push(format!("{name} 的“{}”这一页没有选，{count} 行没有读", sheet.name));
            } else if let Some(mut table) = find(&sheet.rows, &self.named, self.policy).filter(|_| is_mapped)
            {
                (table.file, table.sheet) = (file, Some(sheet.name));
                let mut rows = sheet.rows.into_iter();
                // What stands in front of the rows is shown as samples.
                let ahead = rows.by_ref().take(LOOKED_AT + SAMPLED).collect();
                let left = rows.len();
                self.add(table, ahead, Rest::Rows(rows, left));
            } else {
                let rows = sheet.rows.iter().map(|row| row.number).collect();
                let why = if is_mapped { Why::NoHead } else { Why::NotMapped };
                left.push(Left { file, sheet: sheet.name, rows, why });
            }
        }
        if self.opened.sources.len() > before {
            self.left.extend(left);
        }
        Ok(())
    }

    fn add(&mut self, mut table: Table, ahead: VecDeque<Row>, rest: Rest) {
        let fact = |id: &str| self.policy.fact(id);
        let changes = apply(self.mapping, &mut table, &fact);
        if !changes.is_empty() {
            self.opened.changes.push((self.opened.sources.len(), changes));
        }
        self.opened.sources.push(Source { table, ahead, rest, bytes: 0 });
    }
}

/// The rows that are looked at to know the columns.
fn first_rows(mut next: impl FnMut() -> io::Result<Option<Row>>) -> io::Result<Vec<Row>> {
    let mut ahead = Vec::new();
    while ahead.len() < LOOKED_AT + SAMPLED
        && let Some(row) = next()?
    {
        if !row.is_empty() {
            ahead.push(row);
        }
    }
    Ok(ahead)
}

/// The largest workbook.
const MOST_BYTES: u64 = 256 << 20;

fn read_full(file: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while let Some(rest) = into.get_mut(count..).filter(|rest| !rest.is_empty()) {
        match file.read(rest)? {
            0 => break,
            read => count += read,
        }
    }
    Ok(count)
}
