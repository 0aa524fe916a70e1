//! 写 csv：fields that no spreadsheet runs, and numbers that it does not spoil.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a line break, full-width forms included, is a formula to a
//! spreadsheet: a single quotation mark is put before it. Amounts below zero are written by this program alone and
//! stay numbers. A number of more than eleven digits would lose some of them: a tab is put after it, which
//! spreadsheets do not show and [`crate::document::cell::Row`] leaves out again.

/// A field as it stands in a line of csv.
#[must_use]
pub fn field(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 4);
    put(text, &mut out);
    out
}

/// A line of csv, with its end.
#[must_use]
pub fn line<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for (place, text) in texts.into_iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        put(text, &mut out);
    }
    out.push_str("\r\n");
    out
}

fn put(text: &str, out: &mut String) {
    let guarded = runs(text) && !is_amount(text);
    let long = is_long_number(text);
    let quoted = guarded || text.contains(['"', ',', '\n', '\r', '\t', ';']);
    if quoted {
        out.push('"');
    }
    if guarded {
        out.push('\'');
    }
    for letter in text.chars() {
        if letter == '"' {
            out.push('"');
        }
        out.push(letter);
    }
    if long {
        out.push('\t');
    }
    if quoted {
        out.push('"');
    }
}

/// Whether a spreadsheet would take it for a formula.
pub(super) fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// An amount as this program writes it, which may be below zero.
fn is_amount(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_long_number(text: &str) -> bool {
    let digits = text.strip_suffix(['x', 'X']).unwrap_or(text);
    digits.len() > 11 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_nothing_and_spoils_nothing() {
        for (text, written) in [
            ("张三", "张三"),
            ("=1+1", "\"'=1+1\""),
            ("＝cmd", "\"'＝cmd\""),
            ("@x", "\"'@x\""),
            ("-1200.50", "-1200.50"),
            ("-1+2", "\"'-1+2\""),
            ("一,\"二\"", "\"一,\"\"二\"\"\""),
            ("11010519491231002X", "11010519491231002X\t"),
            ("12345.00", "12345.00"),
        ] {
            assert_eq!(field(text), written);
        }
        assert_eq!(line(["a", "b,c"]), "a,\"b,c\"\r\n");
    }
}
