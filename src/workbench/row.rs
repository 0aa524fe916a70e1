//! 表里的一行：the figures of a way as cells of a table, each of them one step or two of two readings.

use super::edit::{EditError, parent, put, remove, set};
use super::figures::{Column, column};
use super::insert::{append, insert_field, push};
use super::item::items;
use super::lexed::{has, line_start, program_of};
use super::patch::Patch;
use super::print::{inline, list, quoted};
use super::step::{Row, is_money, is_none, is_of_premium, is_open, step_of};
use super::written::{Sheet, Written};
use super::{adjust, gate, once};

/// A cell of a row.
pub(super) fn figure(sheet: &Sheet<'_>, way: &str, of: Column, text: &str) -> Result<Vec<Patch>, EditError> {
    if of == Column::Gate {
        return gate::set(sheet, way, text);
    }
    let table = sheet.find(way).ok_or(EditError::NoPlace)?;
    let program = program_of(way);
    let has_per = |place: &str| sheet.find(place).is_some_and(|table| table.under("per").is_some());
    let title = title(sheet, table);
    let row = Row {
        program,
        title: &title,
        has_per: is_yearly(sheet, program) || has_per(program) || has_per(way),
        of_premium: sheet.find(program).is_some_and(is_of_premium),
    };
    let of_premium = row.of_premium;
    let Some(steps) = table.under("steps") else {
        if sheet.shared(way, "steps").is_some() {
            return Err(EditError::OnlyInText);
        }
        let Some((step, mut patches)) = step_of(sheet, &row, of, text)? else { return Ok(Vec::new()) };
        patches.push(insert_field(sheet, table, "steps", &format!("[{step}]"))?);
        return Ok(patches);
    };
    let all = |insert: String| vec![Patch { from: steps.at.start, to: steps.at.end, insert }];
    let columns: Vec<Option<Column>> = steps.items().iter().map(column_of).collect();
    if of == Column::Share && is_open(text) {
        let source = sheet.text.get(steps.at.clone()).ok_or(EditError::NoPlace)?;
        let is_once = steps.items().iter().any(|step| once::share(step).is_some());
        if is_once || !super::lexed::comments(source).is_empty() {
            return Err(EditError::OnlyInText);
        }
        let step = step_of(sheet, &row, of, text)?.ok_or(EditError::NoPlace)?.0;
        return Ok(all(format!("[{step}]")));
    }
    let is_it = |column: &Option<Column>| match (of, column) {
        // A sum stands where a share does.
        (Column::Share, Some(Column::Sum)) => true,
        (Column::Share, Some(Column::Limit)) => of_premium,
        (of, column) => *column == Some(of),
    };
    let found: Vec<usize> =
        (0..columns.len()).filter(|place| columns.get(*place).is_some_and(is_it)).collect();
    let step_at = |place: usize| format!("{way}.steps.{place}");
    match found.as_slice() {
        [] => {
            let Some((step, mut patches)) = step_of(sheet, &row, of, text)? else { return Ok(Vec::new()) };
            if let [Some(Column::Said)] = columns.as_slice() {
                patches.extend(all(format!("[{step}]")));
            } else {
                patches.extend(placed(sheet, steps, &columns, of, &step));
            }
            Ok(patches)
        }
        [place] => {
            let step_place = step_at(*place);
            if sheet.find(&step_place).is_some_and(|step| once::share(step).is_some()) {
                return set(sheet, &format!("{step_place}.value.cases.0.value"), text);
            }
            if is_none(text) {
                return remove(sheet, &step_place).map(|patch| vec![patch]);
            }
            let step = sheet.find(&step_place).ok_or(EditError::NoPlace)?;
            let is_sum = columns.get(*place) != Some(&Some(Column::Share));
            let has_value = ["value", "at"].into_iter().find(|name| step.under(name).is_some());
            let stays = has_value.filter(|name| step.under(name).is_some_and(|value| value.text().is_some()));
            match stays {
                Some(name) if is_sum == (of == Column::Share && is_money(text)) || of != Column::Share => {
                    match set(sheet, &format!("{step_place}.{name}"), text) {
                        Err(EditError::NotAnAmount) => anew(sheet, step, &row, of, text),
                        other => other,
                    }
                }
                _ => anew(sheet, step, &row, of, text),
            }
        }
        several if are_readings(steps, several) => {
            let mut patches = Vec::new();
            for place in several {
                let step_place = step_at(*place);
                let step = sheet.find(&step_place).ok_or(EditError::NoPlace)?;
                let name = match once::share(step) {
                    Some(_) => Some("value.cases.0.value"),
                    None => ["value", "at"].into_iter().find(|name| step.under(name).is_some()),
                };
                let place = format!("{step_place}.{}", name.ok_or(EditError::OnlyInText)?);
                patches.extend(set(sheet, &place, text)?);
            }
            Ok(patches)
        }
        _ => Err(EditError::OnlyInText),
    }
}

/// Without bills everything is by the year.
fn is_yearly(sheet: &Sheet<'_>, program: &str) -> bool {
    sheet.find(program).is_some_and(|program| program.under("covers").is_none())
}

fn column_of(step: &Written) -> Option<Column> {
    step.under("op").and_then(Written::text).and_then(column)
}

/// What a row is called.
pub(super) fn title(sheet: &Sheet<'_>, way: &Written) -> String {
    if let Some(name) = way.under("name").and_then(Written::text) {
        return name.to_owned();
    }
    way.under("who").and_then(|who| super::who::words(who, sheet)).unwrap_or_default()
}

/// A step in the order in which a document tells them.
fn placed(
    sheet: &Sheet<'_>,
    steps: &Written,
    columns: &[Option<Column>],
    of: Column,
    step: &str,
) -> Vec<Patch> {
    let rank = |column: Column| match column {
        Column::Gate | Column::Line => 0,
        Column::Share | Column::Sum => 1,
        Column::Limit | Column::Said | Column::Plus | Column::Minus => 2,
    };
    let before = columns.iter().rposition(|column| column.is_some_and(|column| rank(column) < rank(of)));
    match (before, steps.items().first()) {
        (None, Some(first)) => {
            let start = line_start(sheet.text, first.at.start);
            let indent = sheet.text.get(start..first.at.start).unwrap_or_default();
            let own_line = indent.trim().is_empty();
            let between = if own_line { format!(",\n{indent}") } else { ", ".into() };
            vec![Patch { from: first.at.start, to: first.at.start, insert: format!("{step}{between}") }]
        }
        (before, _) => push(sheet, steps, before, step),
    }
}

/// Another step in place of one.
fn anew(
    sheet: &Sheet<'_>,
    step: &Written,
    row: &Row<'_>,
    of: Column,
    text: &str,
) -> Result<Vec<Patch>, EditError> {
    let kept = ["when", "cite", "name", "plus", "minus"].into_iter().any(|name| step.under(name).is_some());
    let source = sheet.text.get(step.at.clone()).ok_or(EditError::NoPlace)?;
    if kept || !super::lexed::comments(source).is_empty() {
        return Err(EditError::OnlyInText);
    }
    let (insert, mut patches) = step_of(sheet, row, of, text)?.ok_or(EditError::NoPlace)?;
    patches.push(Patch { from: step.at.start, to: step.at.end, insert });
    Ok(patches)
}

/// Whether steps are the readings of one figure.
fn are_readings(steps: &Written, places: &[usize]) -> bool {
    let step = |place: &usize| steps.items().get(*place);
    let reading = |place: &usize| step(place)?.under("when")?.under("reading")?.text();
    let amount = |place: &usize| {
        let step = step(place)?;
        once::share(step).or_else(|| step.under("at")).or_else(|| step.under("value"))?.text()
    };
    let Some(first) = places.first() else { return false };
    let same = |place: &usize| reading(place) == reading(first) && amount(place) == amount(first);
    reading(first).is_some() && amount(first).is_some() && places.iter().all(same)
}

// ------------------------------------------------------------------------------------------ 读法

/// A figure that can be read in two ways, or in one.
pub(super) fn reading(sheet: &Sheet<'_>, way: &str, of: Column, on: bool) -> Result<Vec<Patch>, EditError> {
    let table = sheet.find(way).ok_or(EditError::NoPlace)?;
    let steps = table.under("steps").ok_or(EditError::NoPlace)?;
    // How it is read that is taken off once hangs on it.
    if of == Column::Line && steps.items().iter().any(|step| once::share(step).is_some()) {
        return Err(EditError::OnceFirst);
    }
    let places: Vec<usize> = (0..steps.items().len())
        .filter(|place| steps.items().get(*place).and_then(column_of) == Some(of))
        .collect();
    let place = |index: usize| format!("{way}.steps.{index}");
    match (places.as_slice(), on) {
        ([first, second], false) if are_readings(steps, &places) => {
            let mut patches =
                vec![remove(sheet, &place(*second))?, remove(sheet, &format!("{}.when", place(*first)))?];
            patches.extend(unused(sheet, steps.items().get(*first), places.len()));
            Ok(patches)
        }
        ([one], false) => {
            let mut patches = vec![remove(sheet, &format!("{}.when", place(*one)))?];
            patches.extend(unused(sheet, steps.items().get(*one), 1));
            Ok(patches)
        }
        ([one], true) => {
            let step = steps.items().get(*one).ok_or(EditError::NoPlace)?;
            if step.under("when").is_some() {
                return Err(EditError::OnlyInText);
            }
            let (id, mut patches) = made(sheet, way, table, of)?;
            let when = |is: &str| inline(&[("reading", quoted(&id)), ("is", quoted(is))]);
            if of == Column::Limit {
                patches.push(insert_field(sheet, step, "when", &when("applies"))?);
                return Ok(patches);
            }
            let keeps = step.under("keeps").filter(|_| of == Column::Line).ok_or(EditError::OnlyInText)?;
            patches.push(insert_field(sheet, step, "when", &when("excess"))?);
            let source = sheet.text.get(step.at.clone()).ok_or(EditError::NoPlace)?;
            let kept = keeps.at.start - step.at.start..keeps.at.end - step.at.start;
            let mut other = source.to_owned();
            other.replace_range(kept, "\"whole\"");
            let end = other.rfind('}').ok_or(EditError::OnlyInText)?;
            let other =
                format!("{}, when = {} }}", other.get(..end).unwrap_or_default().trim_end(), when("whole"));
            patches.extend(push(sheet, steps, Some(*one), &other));
            Ok(patches)
        }
        _ => Err(EditError::OnlyInText),
    }
}

/// The reading of a figure, a new one where the pack does not have it yet.
fn made(
    sheet: &Sheet<'_>,
    way: &str,
    table: &Written,
    of: Column,
) -> Result<(String, Vec<Patch>), EditError> {
    let program = sheet.find(program_of(way)).ok_or(EditError::NoPlace)?;
    let cite = table.under("cite").or_else(|| program.under("cite")).map(Written::texts).unwrap_or_default();
    let option = |id: &str, text: &str| inline(&[("id", quoted(id)), ("text", quoted(text))]);
    let (stem, question, options) = match of {
        Column::Line => (
            "deductible-base",
            "比例按哪一部分算？".to_owned(),
            [option("excess", "只算超过起付的部分"), option("whole", "够了起付，按全部自付算")],
        ),
        Column::Limit => (
            "limit-applies",
            format!("{}受不受年度限额限制？", title(sheet, table)),
            [option("applies", "也受限额限制"), option("exempt", "不受限制")],
        ),
        _ => return Err(EditError::OnlyInText),
    };
    let known = items("readings", sheet.root.under("readings"));
    let same = known.iter().find(|item| {
        item.text("question") == Some(&question) || (of == Column::Line && item.text("id") == Some(stem))
    });
    if let Some(id) = same.and_then(|item| item.text("id")) {
        return Ok((id.to_owned(), Vec::new()));
    }
    let id = super::add::fresh(sheet, "readings", stem);
    let default = if of == Column::Line { "excess" } else { "applies" };
    let fields = [
        ("id", quoted(&id)),
        ("question", quoted(&question)),
        ("default", quoted(default)),
        ("cite", cite.first().map_or(String::new(), |cite| quoted(cite))),
        ("options", format!("[{}]", options.join(", "))),
    ];
    Ok((id, append(sheet, "readings", &fields, &[])))
}

/// Takes the reading out that nothing else needs.
fn unused(sheet: &Sheet<'_>, step: Option<&Written>, own: usize) -> Vec<Patch> {
    let Some(id) = step.and_then(|step| step.under("when")?.under("reading")?.text()) else {
        return Vec::new();
    };
    let mut uses = 0;
    sheet
        .root
        .each(&mut |value| uses += usize::from(value.under("reading").and_then(Written::text) == Some(id)));
    let known = items("readings", sheet.root.under("readings"));
    match known.iter().find(|item| item.text("id") == Some(id)) {
        Some(reading) if uses <= own => remove(sheet, &reading.place).into_iter().collect(),
        _ => Vec::new(),
    }
}

// ------------------------------------------------------------------------------------------ 谁

/// Who: a condition anew, with the questions that it asks.
pub(super) fn people(sheet: &Sheet<'_>, place: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let is_circumstance = adjust::is_of(place);
    let new =
        if is_circumstance { adjust::condition(text, sheet)? } else { super::who::condition(text, sheet)? };
    let mut patches = if let Some(who) = sheet.find(place) {
        let source = sheet.text.get(who.at.clone()).ok_or(EditError::NoPlace)?;
        let words = if is_circumstance { adjust::words(who, sheet) } else { super::who::words(who, sheet) };
        if words.is_none() || !super::lexed::comments(source).is_empty() {
            return Err(EditError::OnlyInText);
        }
        let own = Patch { from: who.at.start, to: who.at.end, insert: new.clone() };
        let is_row = has(place, ".ways.") && !is_circumstance;
        let others = if is_row { once::followed(sheet, who, &new) } else { Vec::new() };
        [vec![own], others].concat()
    } else {
        let (table, name) = parent(sheet, place).ok_or(EditError::NoPlace)?;
        vec![insert_field(sheet, table, name, &new)?]
    };
    if is_circumstance {
        patches.extend(adjust::by_the_bill(sheet, place, &new)?);
    }
    patches.extend(questions(sheet, place, &new));
    Ok(patches)
}

/// One more circumstance for the share of a row, with the questions that it asks.
pub(super) fn adjusted(
    sheet: &Sheet<'_>,
    way: &str,
    up: bool,
    when: &str,
    by: &str,
) -> Result<Vec<Patch>, EditError> {
    let (mut patches, new) = adjust::add(sheet, way, up, when, by)?;
    patches.extend(questions(sheet, "programs.new.when", &new));
    Ok(patches)
}

/// The questions of the pack, with those that a new condition asks and without those that only the old one did.
pub(super) fn questions(sheet: &Sheet<'_>, place: &str, new: &str) -> Vec<Patch> {
    let known = sheet.root.under("facts").map(Written::texts).unwrap_or_default();
    let asked = super::who::shared_facts(new);
    let old = sheet.find(place).and_then(|who| sheet.text.get(who.at.clone())).unwrap_or_default();
    let elsewhere = |id: &str| {
        let mut uses = 0;
        sheet
            .root
            .each(&mut |value| uses += usize::from(value.under("fact").and_then(Written::text) == Some(id)));
        uses > old.matches(&format!("fact = \"{id}\"")).count()
    };
    let mut facts: Vec<&str> = known
        .iter()
        .copied()
        .filter(|id| asked.contains(id) || elsewhere(id) || !has(old, &format!("fact = \"{id}\"")))
        .collect();
    facts.extend(asked.iter().copied().filter(|id| !known.contains(id)));
    if facts == known {
        return Vec::new();
    }
    if facts.is_empty() {
        return remove(sheet, "facts").into_iter().collect();
    }
    put(sheet, "facts", &list(&facts)).unwrap_or_default()
}
