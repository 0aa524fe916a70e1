//! 删去：takes an item or a field out of the text, and leaves every comment.

use super::lexed::{comments, line_end, line_start, next_line};
use super::patch::Patch;
use super::written::{Sheet, Written};
use crate::document::Span;

/// Takes out what stands at `region`; the comments inside stay, each on a line of its own.
fn erase(text: &str, region: Span) -> Patch {
    let inside = comments(text).into_iter().filter(|at| region.start <= at.start && at.end <= region.end);
    let kept: Vec<&str> = inside.filter_map(|at| text.get(at)).map(str::trim_end).collect();
    let mut insert = kept.join("\n");
    if !insert.is_empty() {
        // What goes on behind a comment would be part of it.
        let own_line = region.start == line_start(text, region.start);
        insert = format!("{}{insert}\n", if own_line { "" } else { " " });
    }
    Patch { from: region.start, to: region.end, insert }
}

/// Takes a block out with all that is under its header; the comments above it stay.
pub(super) fn block(sheet: &Sheet<'_>, block: &Written) -> Patch {
    let from = line_start(sheet.text, block.at.start);
    erase(sheet.text, from..sheet.block_end(block))
}

/// Takes a field out of its table.
pub(super) fn field(sheet: &Sheet<'_>, table: &Written, name: &str, inline: bool) -> Option<Patch> {
    let place = table.fields().iter().position(|(field, _)| field == name)?;
    let (_, value) = table.fields().get(place)?;
    if !inline {
        let from = line_start(sheet.text, value.name_at.start);
        return Some(erase(sheet.text, from..next_line(sheet.text, value.at.end)));
    }
    let before = place.checked_sub(1).and_then(|place| table.fields().get(place));
    let after = table.fields().get(place + 1);
    let region = match (before, after) {
        (Some((_, before)), _) => before.at.end..value.at.end,
        (None, Some((_, after))) => value.name_at.start..after.name_at.start,
        (None, None) => value.name_at.start..value.at.end,
    };
    Some(erase(sheet.text, region))
}

/// Takes an item out of a list in brackets.
pub(super) fn item(sheet: &Sheet<'_>, list: &Written, place: usize) -> Option<Patch> {
    let text = sheet.text;
    let value = list.items().get(place)?;
    let end = value.at.end + comma(text.get(value.at.end..)?);
    let start = line_start(text, value.at.start);
    let alone = text.get(start..value.at.start)?.trim().is_empty()
        && text
            .get(end..line_end(text, end))
            .is_some_and(|rest| rest.trim().is_empty() || rest.trim().starts_with('#'));
    if alone {
        return Some(erase(text, start..next_line(text, end)));
    }
    let before = place.checked_sub(1).and_then(|place| list.items().get(place));
    let region = match (before, list.items().get(place + 1)) {
        (_, Some(after)) => value.at.start..after.at.start,
        (Some(before), None) => before.at.end..value.at.end,
        (None, None) => value.at.start..end,
    };
    Some(erase(text, region))
}

/// The bytes up to and with the comma that stands first.
fn comma(rest: &str) -> usize {
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if rest.get(blank..).is_some_and(|rest| rest.starts_with(',')) { blank + 1 } else { 0 }
}
