//! 几份文件的原文：the text of a pack file and of those it is based on, so that each mistake is told where it stands.

use super::diagnostic::{Diagnostic, Fix, Note};
use crate::document::Span;

/// The texts one after the other; a place in one of them is a place in all.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    all: String,
    /// Each file's name, and where its text begins.
    files: Vec<(String, usize)>,
}

impl Texts {
    pub fn of(file: &str, text: &str) -> Self {
        Self { all: text.to_owned(), files: vec![(file.to_owned(), 0)] }
    }

    /// Adds a file, and says where its text begins.
    pub fn add(&mut self, file: &str, text: &str) -> usize {
        self.all.push('\n');
        let start = self.all.len();
        self.all.push_str(text);
        self.files.push((file.to_owned(), start));
        start
    }

    /// All of them.
    pub fn all(&self) -> &str {
        &self.all
    }

    /// Whether a place is in the file that was read first.
    pub fn is_own(&self, place: usize) -> bool {
        self.files.get(1).is_none_or(|(_, start)| place < *start)
    }

    pub fn placed(&self, note: Note) -> Diagnostic {
        let found = self.files.iter().rev().find(|(_, start)| *start <= note.at.start);
        let (file, start) = found.map_or(("", 0), |(file, start)| (file.as_str(), *start));
        let text = self.all.get(start..).unwrap_or_default();
        let own = |at: &Span| at.start - start..at.end.max(at.start) - start;
        let fix = note.fix.as_ref().map(|fix| Fix { at: own(&fix.at), insert: fix.insert.clone() });
        Note { at: own(&note.at), fix, ..note }.placed(file, text)
    }
}
