//! 写成文本：values, fields and new parts of a pack as a hand would write them.

/// A text between quotation marks.
#[inline(never)]
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// Texts as a list in one line.
#[inline(never)]
pub(super) fn list<T: AsRef<str>>(texts: &[T]) -> String {
    let items: Vec<String> = texts.iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", items.join(", "))
}

/// A table in one line; fields without a value are left out.
#[inline(never)]
pub(super) fn inline(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = given(fields).map(|(name, value)| format!("{name} = {value}")).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// A table under a header.
pub(super) fn block(header: &str, fields: &[(&str, String)]) -> String {
    let lines: Vec<String> = given(fields).map(|(name, value)| format!("{name} = {value}\n")).collect();
    format!("[[{header}]]\n{}", lines.concat())
}

/// A block of rows that share some fields.
pub(super) fn rows(header: &str, shared: &[(&str, String)], rows: &[String]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("  {row},\n")).collect();
    format!("{}rows = [\n{}]\n", block(header, shared), rows.concat())
}

fn given<'f>(fields: &'f [(&'f str, String)]) -> impl Iterator<Item = (&'f str, &'f str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).filter(|(_, value)| !value.is_empty())
}

/// The text of a pack that says nothing yet.
#[must_use]
pub fn blank(today: &str) -> String {
    format!(
        r#"# 写包时作的取舍，一条一行写在这里。

id = "xin-{year}"
title = ""
version = "1"
region = []
from = ""
status = "in-force"
checked_on = "{today}"
critical_insurance = true
"#,
        year = today.split('-').next().unwrap_or(today)
    )
}
