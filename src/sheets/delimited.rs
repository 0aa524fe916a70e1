//! 分隔文本：csv, tab-separated and pasted text, a row at a time, in memory that does not grow with the file.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use super::Refused;
use super::decode::{Encoding, Narrow, detect};
use crate::document::cell::{CellKind, Row, RowFault};

/// As many bytes are looked at to find the encoding and the delimiter.
const HEAD: usize = 1 << 16;

/// The longest row that is kept; more is read over.
const LONGEST_ROW: usize = 4 << 20;

/// How far a quotation is followed over the ends of lines.
const LONGEST_QUOTATION: usize = 1 << 16;

/// 分隔文本, row by row.
pub struct Delimited {
    bytes: BufReader<Box<dyn Read + Send>>,
    encoding: Encoding,
    delimiter: u8,
    /// What ends a line.
    end: u8,
    number: u32,
    /// Bytes of the rows so far.
    read: u64,
    line: Vec<u8>,
    /// Lines that were taken for a quotation's and are read again, and how much of them already was.
    again: Vec<u8>,
    taken: usize,
    field: Vec<u8>,
    text: String,
}

impl fmt::Debug for Delimited {
    /// What is still to be read says nothing of itself, and the row at hand is somebody's.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { encoding, delimiter, number, read, .. } = self;
        let mut told = formatter.debug_struct("Delimited");
        told.field("encoding", encoding).field("delimiter", delimiter).field("number", number);
        told.field("read", read).finish_non_exhaustive()
    }
}

impl Delimited {
    /// The rows of `source`, in `encoding` where that is known; or why it is no text.
    ///
    /// # Errors
    /// What the source says.
    pub fn new(
        mut source: impl Read + Send + 'static,
        encoding: Option<Encoding>,
    ) -> io::Result<Result<Self, Refused>> {
        let mut head = Vec::new();
        source.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        if head.is_empty() {
            return Ok(Err(Refused::Empty));
        }
        let encoding = match encoding.map_or_else(|| detect(&head, head.len() < HEAD), Ok) {
            Ok(encoding) => encoding,
            Err(refused) => return Ok(Err(refused)),
        };
        let whole = io::Cursor::new(head).chain(source);
        let narrow: Box<dyn Read + Send> =
            if encoding.is_wide() { Box::new(Narrow::new(whole, encoding)) } else { Box::new(whole) };
        let mut bytes = BufReader::with_capacity(HEAD, narrow);
        let first = bytes.fill_buf()?;
        let delimiter = sniff(first);
        // Some old programs know no other end of a line.
        let end = if first.contains(&b'\r') && !first.contains(&b'\n') { b'\r' } else { b'\n' };
        let (line, again, field, text) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        Ok(Ok(Self {
            bytes,
            encoding,
            delimiter,
            end,
            number: 0,
            read: 0,
            line,
            again,
            taken: 0,
            field,
            text,
        }))
    }

    /// The encoding.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How many bytes, as UTF-8 where the source is in UTF-16, the rows so far took.
    #[must_use]
    pub fn bytes_read(&self) -> u64 {
        self.read
    }

    /// The next row, empty ones included; none at the end.
    ///
    /// # Errors
    /// What the source says.
    pub fn next_row(&mut self) -> io::Result<Option<Row>> {
        self.line.clear();
        if !self.more_line()? {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        let first = self.line.len();
        let mut row = Row::new(self.number);
        if self.split(&mut row) && row.fault.is_none() {
            row = Row::new(self.number);
            if self.follow_quotation()? {
                self.split(&mut row);
            } else {
                // It never ends, so it is one line's fault, and the others stand for themselves.
                self.read -= (self.line.len() - first) as u64;
                let rest = self.again.split_off(self.taken.min(self.again.len()));
                self.again = self.line.split_off(first);
                self.again.extend(rest);
                self.taken = 0;
                self.split(&mut row);
                row.fault = Some(RowFault::OpenQuote);
            }
        }
        Ok(Some(row))
    }

    /// Takes lines until the quotation that is open ends; whether it does.
    fn follow_quotation(&mut self) -> io::Result<bool> {
        let first = self.line.len();
        loop {
            let from = self.line.len();
            if from - first > LONGEST_QUOTATION || !self.more_line()? {
                return Ok(false);
            }
            let line = self.line.get(from..).unwrap_or_default();
            if line.iter().fold(false, |open, byte| open != (*byte == b'"')) {
                return Ok(true);
            }
        }
    }

    /// Reads a line, however long, and keeps no more of it than a row can have.
    fn more_line(&mut self) -> io::Result<bool> {
        let mut any = false;
        loop {
            let again = self.again.get(self.taken..).unwrap_or_default();
            let ready = if again.is_empty() { self.bytes.fill_buf()? } else { again };
            if ready.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = ready.iter().position(|byte| *byte == self.end);
            let count = end.map_or(ready.len(), |end| end + 1);
            if self.line.len() < LONGEST_ROW
                && let Some(part) = ready.get(..count)
            {
                self.line.extend_from_slice(part);
            }
            if again.is_empty() {
                self.bytes.consume(count);
            } else {
                self.taken += count;
            }
            self.read += count as u64;
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// Puts the cells of the line into `row`; whether a quotation is still open at the end.
    fn split(&mut self, row: &mut Row) -> bool {
        let mut rest = self.line.as_slice();
        while let [before @ .., b'\n' | b'\r'] = rest {
            rest = before;
        }
        rest = without_marks(rest);
        if rest.is_empty() {
            return false;
        }
        loop {
            self.field.clear();
            let (plain, open, after) = cell(rest, self.delimiter, &mut self.field);
            self.text.clear();
            if !self.encoding.decode(without_marks(plain.unwrap_or(&self.field)), &mut self.text) {
                row.fault.get_or_insert(RowFault::Undecodable);
            }
            row.push(&self.text, CellKind::Text);
            match after {
                Some(after) if row.fault != Some(RowFault::TooManyColumns) => rest = after,
                _ => return open,
            }
        }
    }
}

/// The first cell of a line, which is put into `field` where it was quoted; whether its quotation is open, and the rest
/// after the delimiter.
fn cell<'a>(
    line: &'a [u8],
    delimiter: u8,
    field: &mut Vec<u8>,
) -> (Option<&'a [u8]>, bool, Option<&'a [u8]>) {
    let split = |line: &'a [u8]| match line.iter().position(|byte| *byte == delimiter) {
        Some(end) => (line.get(..end).unwrap_or_default(), line.get(end + 1..)),
        None => (line, None),
    };
    let Some(b'"') = line.first() else {
        let (cell, after) = split(line);
        return (Some(cell), false, after);
    };
    let mut at = 1;
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let Some(mark) = rest.iter().position(|byte| *byte == b'"') else {
            field.extend_from_slice(rest);
            return (None, true, None);
        };
        field.extend_from_slice(rest.get(..mark).unwrap_or_default());
        at += mark + 1;
        if line.get(at) == Some(&b'"') {
            field.push(b'"');
            at += 1;
            continue;
        }
        // What stands between the closing mark and the delimiter belongs to it all the same.
        let (tail, after) = split(line.get(at..).unwrap_or_default());
        field.extend_from_slice(tail);
        return (None, false, after);
    }
}

/// Without the byte order marks at the beginning: files put together from several have one each.
fn without_marks(mut bytes: &[u8]) -> &[u8] {
    while let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        bytes = rest;
    }
    bytes
}

/// What stands most often between the cells of the first lines.
fn sniff(head: &[u8]) -> u8 {
    let mut quoted = false;
    let (mut commas, mut tabs, mut semicolons) = (0_usize, 0_usize, 0_usize);
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => commas += 1,
            b'\t' if !quoted => tabs += 1,
            b';' if !quoted => semicolons += 1,
            _ => {}
        }
    }
    // A number is kept as text by a tab after it, so tabs between cells are more than commas.
    if tabs > commas.max(semicolons) {
        b'\t'
    } else if semicolons > commas {
        b';'
    } else {
        b','
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<Row> {
        let mut reader = Delimited::new(io::Cursor::new(bytes.to_vec()), None).unwrap().unwrap();
        let mut rows = Vec::new();
        while let Some(row) = reader.next_row().unwrap() {
            rows.push(row);
        }
        assert_eq!(reader.again.len(), reader.taken);
        rows
    }

    fn texts(row: &Row) -> Vec<&str> {
        row.cells().map(|cell| cell.text).collect()
    }

    #[test]
    fn reads_rows_in_every_encoding() {
        let text = "姓名,备注\r\n张三,\"一，\"\"二\"\"\n三\"\r\n\r\n李四,\r\n";
        let (national, _, _) = encoding_rs::GB18030.encode(text);
        let marked = "\u{feff}".to_owned() + text;
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let swapped: Vec<u8> = marked.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let twice = "\u{feff}".to_owned() + &marked;
        for bytes in [text.as_bytes(), &national, &wide, &swapped, marked.as_bytes(), twice.as_bytes()] {
            let rows = rows(bytes);
            assert_eq!(rows.len(), 4, "{rows:?}");
            assert_eq!(texts(&rows[0]), ["姓名", "备注"]);
            assert_eq!(texts(&rows[1]), ["张三", "一，\"二\"\n三"]);
            assert!(rows[2].is_empty());
            assert_eq!((rows[3].number, texts(&rows[3])), (4, vec!["李四", ""]));
        }
    }

    #[test]
    fn one_bad_row_hides_no_other() {
        let mut bytes = "姓名,数\n".repeat(9).into_bytes();
        bytes.extend_from_slice(b"\xff\xff,1\n\"never closed,2\nc,3\nd,4\n");
        let rows = rows(&bytes);
        assert_eq!(rows[9].fault, Some(RowFault::Undecodable));
        assert_eq!(rows[10].fault, Some(RowFault::OpenQuote));
        assert_eq!(rows.len(), 13, "what follows an open quotation is read again: {rows:?}");
        assert_eq!((texts(&rows[12]), rows[12].number), (vec!["d", "4"], 13));
    }

    #[test]
    fn bounds_what_it_keeps() {
        let wide = rows(",".repeat(1_000_000).as_bytes());
        assert_eq!((wide[0].len(), wide[0].fault), (Row::MOST_COLUMNS, Some(RowFault::TooManyColumns)));
        let long = rows(format!("{}\nb", "x".repeat(9 << 20)).as_bytes());
        assert_eq!((long.len(), long[0].fault), (2, Some(RowFault::CellTooLong)));
        assert_eq!(texts(&long[1]), ["b"]);
    }

    #[test]
    fn reads_lines_that_end_as_they_once_did() {
        let rows = rows(b"a,b\r\"c\rd\",e\r");
        assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), [["a", "b"], ["c\rd", "e"]]);
    }

    #[test]
    fn finds_tabs_and_semicolons() {
        assert_eq!(texts(&rows(b"a\tb,c\td\n")[0]), ["a", "b,c", "d"]);
        assert_eq!(texts(&rows(b"a;b;c\n")[0]), ["a", "b", "c"]);
        assert_eq!(texts(&rows(b"110105194912310026\t,a\n,b")[0]), ["110105194912310026", "a"]);
    }
}
