//! 说明在哪里：where the comments of a TOML text stand, without believing that the text is TOML.

use crate::document::Span;

/// Whether a text has a word in it. It stands once: searching is long code, and words are asked for in many places.
#[inline(never)]
pub(super) fn has(text: &str, word: &str) -> bool {
    text.contains(word)
}

/// A text with something else for each of a word.
#[inline(never)]
pub(super) fn with(text: &str, word: &str, instead: &str) -> String {
    text.replace(word, instead)
}

/// The place of the programme that a row is of.
pub(super) fn program_of(way: &str) -> &str {
    way.find(".ways.").and_then(|end| way.get(..end)).unwrap_or(way)
}

/// Each comment, from its `#` to the end of its line.
#[must_use]
pub(super) fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(quote) = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| rest.starts_with(quote)) {
            at += quote.len() + string(rest.get(quote.len()..).unwrap_or_default(), quote);
        } else if rest.starts_with('#') {
            let end = at + line(rest).len();
            found.push(at..end);
            at = end;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    found
}

/// The bytes of a string after its opening quote, the closing one with them.
fn string(rest: &str, quote: &str) -> usize {
    let escapes = quote.starts_with('"');
    let mut letters = rest.char_indices();
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' && escapes {
            letters.next();
        } else if rest.get(at..).is_some_and(|rest| rest.starts_with(quote)) {
            return at + quote.len();
        } else if letter == '\n' && quote.len() == 1 {
            return at;
        }
    }
    rest.len()
}

/// The first line, its end left out.
pub(super) fn line(text: &str) -> &str {
    let line = text.split('\n').next().unwrap_or(text);
    line.strip_suffix('\r').unwrap_or(line)
}

/// Where the line of a byte begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// Where the line of a byte ends, before its line end.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    at + text.get(at..).map_or(0, |rest| line(rest).len())
}

/// Where the line after that of a byte begins.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_those_outside_of_strings() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = comments(text).into_iter().map(|at| &text[at]).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("a = 1 # 一\r\n# 二", &["# 一", "# 二"]);
        check("a = \"# \\\" #\" # 三", &["# 三"]);
        check("a = '#\\' # 四\nb = '''\n# '\n''' # 五", &["# 四", "# 五"]);
        check("a = \"open # no\n# yes", &["# yes"]);
        check("", &[]);
    }
}
