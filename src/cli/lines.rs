//! 逐行读：lines of any length, of which only so much is kept.

use std::io::{self, BufRead, BufReader, Read};

/// Lines of a stream.
pub(super) struct Lines<R> {
    stream: BufReader<R>,
    line: Vec<u8>,
    longest: usize,
}

/// A line without its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    /// All of it.
    Whole(&'a [u8]),
    /// It was too long and has been passed over.
    TooLong,
}

impl<R: Read> Lines<R> {
    pub fn new(stream: BufReader<R>, longest: usize) -> Self {
        Self { stream, line: Vec::new(), longest }
    }

    /// Whether the next line has still to arrive.
    pub fn waits(&self) -> bool {
        self.stream.buffer().is_empty()
    }

    /// The next line; none at the end.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        let (mut any, mut too_long) = (false, false);
        loop {
            let buffer = match self.stream.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            if self.line.len() + part.len() > self.longest {
                too_long = true;
            } else if !too_long {
                self.line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.stream.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(match (any, too_long) {
            (false, _) => None,
            (true, true) => Some(Line::TooLong),
            (true, false) => Some(Line::Whole(&self.line)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_lines_apart_and_passes_over_long_ones() {
        let text: &[u8] = b"one\n\n1234567890\ntwo\r\nlast";
        let mut lines = Lines::new(BufReader::with_capacity(4, text), 6);
        let mut check = |expected| assert_eq!(lines.next_line().unwrap(), expected);
        check(Some(Line::Whole(b"one")));
        check(Some(Line::Whole(b"")));
        check(Some(Line::TooLong));
        check(Some(Line::Whole(b"two\r")));
        check(Some(Line::Whole(b"last")));
        check(None);
    }
}
