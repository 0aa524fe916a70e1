//! 写在哪里合适：new fields and items, put where a hand would put them. What many changes need stands once: it is long code.

use super::edit::EditError;
use super::lexed::{line_start, next_line};
use super::patch::Patch;
use super::print::{block, inline, quoted, rows};
use super::written::{Shape, Sheet, What, Written};
use crate::policy::file::PACK_FIELDS;

/// Fields in the order in which hands write them.
const ORDER: &[&str] = &[
    "op",
    "id",
    "kind",
    "name",
    "title",
    "label",
    "unit",
    "min",
    "max",
    "ranges",
    "question",
    "default",
    "source",
    "article",
    "summary",
    "version",
    "region",
    "region_code",
    "region_inferred",
    "number",
    "issuer",
    "date",
    "confidence",
    "form",
    "copies",
    "note",
    "place",
    "province",
    "text",
    "who",
    "cite",
    "from",
    "until",
    "gap_before",
    "status",
    "checked_on",
    "critical_insurance",
    "facts",
    "covers",
    "documents",
    "routes",
    "remarks",
    "letter",
    "base",
    "year_begins",
    "across_years",
    "fills",
    "value",
    "at",
    "inclusive",
    "keeps",
    "plus",
    "minus",
    "per",
    "when",
    "steps",
    "deadline",
    "rows",
];

/// A new field of a table.
#[inline(never)]
pub(super) fn insert_field(
    sheet: &Sheet<'_>,
    table: &Written,
    name: &str,
    value: &str,
) -> Result<Patch, EditError> {
    let rank = |name: &str| ORDER.iter().position(|other| *other == name).unwrap_or(ORDER.len());
    let field = format!("{name} = {value}");
    let at = |at: usize, insert: String| Patch { from: at, to: at, insert };
    let before = table.fields().iter().filter(|(other, _)| rank(other) < rank(name));
    match table.shape().ok_or(EditError::NoPlace)? {
        Shape::Inline => {
            if let Some((_, before)) = before.max_by_key(|(_, value)| value.at.end) {
                return Ok(at(before.at.end, format!(", {field}")));
            }
            match table.fields().first() {
                Some((_, first)) => Ok(at(first.name_at.start, format!("{field}, "))),
                None => {
                    Ok(Patch { from: table.at.start, to: table.at.end, insert: format!("{{ {field} }}") })
                }
            }
        }
        Shape::Block => {
            let flat = |value: &&(String, Written)| !sheet.has_header(&value.1);
            let before = before.filter(flat).map(|(_, value)| value.at.end).max();
            let is_root = table.at.is_empty();
            let line = match before {
                Some(end) => next_line(sheet.text, end),
                None if is_root => table.fields().iter().find(flat).map_or_else(
                    || sheet.first_header(),
                    |(_, first)| line_start(sheet.text, first.name_at.start),
                ),
                None => next_line(sheet.text, table.at.end),
            };
            let open = line > 0 && !sheet.text.get(..line).is_some_and(|before| before.ends_with('\n'));
            Ok(at(line, format!("{}{field}\n", if open { "\n" } else { "" })))
        }
        Shape::Dotted => Err(EditError::OnlyInText),
    }
}

/// One more item of a list in brackets.
#[inline(never)]
pub(super) fn push(sheet: &Sheet<'_>, list: &Written, after: Option<usize>, new: &str) -> Vec<Patch> {
    let text = sheet.text;
    let at = |at: usize, insert: String| Patch { from: at, to: at, insert };
    let items = list.items();
    let item_before = match after {
        Some(place) => items.get(place),
        None => items.last(),
    };
    let Some(item_before) = item_before else {
        return vec![Patch { from: list.at.start, to: list.at.end, insert: format!("[{new}]") }];
    };
    let start = line_start(text, item_before.at.start);
    let indent = text.get(start..item_before.at.start).unwrap_or_default();
    let closes = list.at.end <= next_line(text, item_before.at.end);
    if !indent.trim().is_empty() || closes {
        return vec![at(item_before.at.end, format!(", {new}"))];
    }
    let mut patches = Vec::new();
    let rest = text.get(item_before.at.end..).unwrap_or_default();
    if !rest.trim_start_matches([' ', '\t']).starts_with(',') {
        patches.push(at(item_before.at.end, ",".into()));
    }
    patches.push(at(next_line(text, item_before.at.end), format!("{indent}{new},\n")));
    patches
}

/// A new item of a list: a row where the last ones are rows that share nothing else; otherwise a block, of rows where
/// such items share some fields.
#[inline(never)]
pub(super) fn append(sheet: &Sheet<'_>, of: &str, fields: &[(&str, String)], shared: &[&str]) -> Vec<Patch> {
    let last = sheet.root.under(of).and_then(|list| list.items().last());
    if let Some(last) = last
        && let Some(rows) = last.under("rows")
        && let Some(row) = as_row(last, fields, shared)
    {
        return push(sheet, rows, None, &row);
    }
    let text = if shared.is_empty() {
        format!("\n{}", block(of, fields))
    } else {
        let is_shared = |(name, _): &&(&str, String)| shared.contains(name);
        let (common, own): (Vec<_>, Vec<_>) = fields.iter().cloned().partition(|field| is_shared(&field));
        format!("\n{}", rows(of, &common, &[inline(&own)]))
    };
    if let Some(last) = last {
        if sheet.is_headed(last) {
            return vec![after(sheet, last, &text)];
        }
        // A list in brackets.
        return match sheet.root.under(of) {
            Some(items) => push(sheet, items, None, &inline(fields)),
            None => Vec::new(),
        };
    }
    let order = PACK_FIELDS.iter().position(|name| *name == of).unwrap_or(PACK_FIELDS.len());
    let before = PACK_FIELDS.iter().take(order).rev().find_map(|name| {
        sheet.root.under(name).and_then(|list| list.items().last()).filter(|item| sheet.is_headed(item))
    });
    match before {
        Some(before) => vec![after(sheet, before, &text)],
        None => vec![at_end_of_head(sheet, &text)],
    }
}

/// The fields as a row, where what the rows share says the same.
fn as_row(item: &Written, fields: &[(&str, String)], may_share: &[&str]) -> Option<String> {
    let mut row: Vec<(&str, String)> = fields.to_vec();
    for (name, value) in item.fields().iter().filter(|(name, _)| name != "rows") {
        let own = fields.iter().find(|(field, _)| field == name)?;
        let says = value.text().map(quoted);
        if says.as_ref() == Some(&own.1) {
            row.retain(|(field, _)| field != name);
        } else if !may_share.contains(&name.as_str()) {
            return None;
        }
    }
    Some(inline(&row))
}

/// Behind an item with all that is under its header.
pub(super) fn after(sheet: &Sheet<'_>, item: &Written, text: &str) -> Patch {
    let mut end = item.at.end;
    item.each(&mut |value| end = end.max(value.at.end));
    let at = next_line(sheet.text, end);
    let open = !sheet.text.get(..at).is_some_and(|before| before.ends_with('\n'));
    Patch { from: at, to: at, insert: format!("{}{text}", if open { "\n" } else { "" }) }
}

fn at_end_of_head(sheet: &Sheet<'_>, text: &str) -> Patch {
    let flat = |value: &Written| {
        matches!(value.what, What::Text(_) | What::Flag(_) | What::Plain(_) | What::List(_))
    };
    let fields = sheet.root.fields().iter().filter(|(_, value)| flat(value) && !sheet.has_header(value));
    match fields.map(|(_, value)| value.at.end).max() {
        Some(end) => {
            let at = next_line(sheet.text, end);
            let open = !sheet.text.get(..at).is_some_and(|before| before.ends_with('\n'));
            Patch { from: at, to: at, insert: format!("{}{text}", if open { "\n" } else { "" }) }
        }
        None => at_end(sheet.text, text),
    }
}

pub(super) fn at_end(text: &str, insert: &str) -> Patch {
    let open = !text.is_empty() && !text.ends_with('\n');
    Patch { from: text.len(), to: text.len(), insert: format!("{}{insert}", if open { "\n" } else { "" }) }
}
