//! 文本到节点：TOML as nodes that know where they stand.

use toml::de::{DeTable, DeValue};

use super::diagnostic::Note;
use crate::document::{Data, Node, Span};

/// The nodes of a text, and what is no TOML in it.
pub(super) fn tree(text: &str) -> (Node, Vec<Note>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut notes: Vec<Note> = errors
        .iter()
        .map(|error| Note::error(error.span().unwrap_or(0..0), "syntax", syntax(error.message())))
        .collect();
    let at = table.span();
    let data = fields(table.get_ref(), &mut notes);
    (Node { at, data }, notes)
}

fn syntax(message: &str) -> String {
    let what = if message.contains("duplicate key") {
        "同一个名字写了两次：删去一处，或者改名".into()
    } else if message.contains("string") {
        "文字没有写完整：两头都要有半角双引号 \"".into()
    } else {
        "这里读不懂：看看引号、括号、逗号和等号是不是半角的、成对的".to_owned()
    };
    format!("{what}（TOML：{message}）")
}

/// A named value stands where its name begins.
fn fields(table: &DeTable<'_>, notes: &mut Vec<Note>) -> Data {
    let mut fields: Vec<(String, Node)> = table
        .iter()
        .map(|(name, value)| {
            let start = name.span().start;
            let node = node(value.get_ref(), start..value.span().end.max(name.span().end), notes);
            (name.get_ref().to_string(), node)
        })
        .collect();
    fields.sort_by_key(|(_, node)| node.at.start);
    Data::Table(fields)
}

fn node(value: &DeValue<'_>, at: Span, notes: &mut Vec<Note>) -> Node {
    let data = match value {
        DeValue::String(text) => Data::Text(text.to_string()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Data::Integer(number),
            Err(_) => Data::Fraction,
        },
        DeValue::Boolean(flag) => Data::Flag(*flag),
        DeValue::Float(number) => {
            let text = format!(
                "政策包里不写小数 {}：金额写成带引号的 \"25000.50\"，比例写成 \"65%\"",
                number.as_str()
            );
            notes.push(Note::error(at.clone(), "bare-fraction", text));
            Data::Unreadable
        }
        DeValue::Datetime(date) => {
            let text = format!("日期要加引号：写成 \"{date}\"");
            notes.push(Note::error(at.clone(), "bare-date", text));
            Data::Unreadable
        }
        DeValue::Array(items) => {
            Data::List(items.iter().map(|item| node(item.get_ref(), item.span(), notes)).collect())
        }
        DeValue::Table(table) => fields(table, notes),
    };
    Node { at, data }
}
