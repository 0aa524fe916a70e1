//! 诊断：one mistake in a pack file, with its place.

use core::fmt;

use crate::document::Span;
use crate::lean::put_in_order;

/// 一处政策包问题.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file.
    pub file: String,
    /// Where it stands in the text, in bytes.
    pub at: Span,
    /// The line, from 1.
    pub line: usize,
    /// The letter in the line, from 1.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// The code that programs go by.
    pub code: &'static str,
    /// What was found, what is allowed and what to do.
    pub text: String,
    /// What would put it right, where that is one word.
    pub fix: Option<Fix>,
}

/// 改法：what takes the place of what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What gives way, in bytes.
    pub at: Span,
    /// What comes instead.
    pub insert: String,
}

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// 错误：the pack cannot be used.
    Error,
    /// 警告：the pack can be used, but something in it is not as it should be.
    Warning,
}

/// A mistake whose place is still counted in bytes.
#[derive(Clone, Debug)]
pub(super) struct Note {
    pub at: Span,
    pub severity: Severity,
    pub code: &'static str,
    pub text: String,
    pub fix: Option<Fix>,
}

impl Note {
    pub fn error(at: Span, code: &'static str, text: impl Into<String>) -> Self {
        Self { at, severity: Severity::Error, code, text: text.into(), fix: None }
    }

    pub fn warning(at: Span, code: &'static str, text: impl Into<String>) -> Self {
        Self { at, severity: Severity::Warning, code, text: text.into(), fix: None }
    }

    pub fn placed(self, file: &str, text: &str) -> Diagnostic {
        let (line, column) = line_and_column(text, self.at.start);
        Diagnostic {
            at: self.at,
            file: file.into(),
            line,
            column,
            severity: self.severity,
            code: self.code,
            text: self.text,
            fix: self.fix,
        }
    }
}

/// A habit is told three times, and then how often more and where.
const TOLD: usize = 3;
/// More lines than this are not listed one by one.
const LINES: usize = 12;

/// The notes in the order of the text, of each kind of mistake no more than a few.
pub(super) fn few_of_each(mut notes: Vec<Note>, text: &str) -> Vec<Note> {
    put_in_order(&mut notes, |note| note.at.start);
    let mut few: Vec<Note> = Vec::new();
    for note in &notes {
        let same = |other: &&Note| other.code == note.code && habit(&other.text) == habit(&note.text);
        if few.iter().filter(same).count() < TOLD {
            few.push(note.clone());
        } else if few.iter().filter(same).count() == TOLD {
            let mut lines: Vec<usize> = notes
                .iter()
                .filter(same)
                .skip(TOLD)
                .map(|note| line_and_column(text, note.at.start).0)
                .collect();
            let times = lines.len();
            lines.dedup();
            let shown: Vec<String> = lines.iter().take(LINES).map(ToString::to_string).collect();
            let more = if lines.len() > LINES { "……" } else { "" };
            let text =
                format!("{}：同样的还有 {times} 处，在第 {}{more} 行", habit(&note.text), shown.join("、"));
            few.push(Note { text, ..note.clone() });
        }
    }
    few
}

/// What a message says before it comes to the one place.
fn habit(text: &str) -> &str {
    text.split(['：', '；', '（', '，']).next().unwrap_or(text)
}

/// The line and the letter in it, both from 1, of a byte.
pub(crate) fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, severity, code, text, .. } = self;
        write!(out, "{file}:{line}:{column}: {severity}[{code}] {text}")
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Error => "错误",
            Self::Warning => "警告",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_letters() {
        let text = "a = 1\n名称 = 2\n";
        let check =
            |found: &str, expected| assert_eq!(line_and_column(text, text.find(found).unwrap()), expected);
        check("a", (1, 1));
        check("1", (1, 5));
        check("名", (2, 1));
        check("2", (2, 6));
        assert_eq!(line_and_column(text, text.len()), (3, 1));
        assert_eq!(line_and_column(text, 1000), (3, 1));
    }
}
