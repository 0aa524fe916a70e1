//! 追问、参数与读法 of a pack file.

use crate::document::{FaultKind, Reader, Table};
use crate::money::{Ratio, Yuan};
use crate::policy::{
    Citation, FactKind, FactOption, FactQuestion, Id, Parameter, ParameterUnit, Reading, ReadingOption,
};

use super::book::Book;
use super::diagnostic::Note;

pub(super) const FACT: &[&str] =
    &["id", "label", "text", "help", "kind", "options", "min", "max", "shown_by_stay", "shown_by_place"];
pub(super) const FACT_KINDS: [&str; 6] = ["yes-no", "choice", "number", "yuan", "date", "month"];
pub(super) const OPTION: &[&str] = &["id", "text"];
pub(super) const PARAMETER: &[&str] =
    &["id", "label", "unit", "min", "max", "value", "cite", "by_year", "of_year", "ranges"];
pub(super) const OF_YEAR: &[&str] = &["year", "value", "cite"];
pub(super) const READING: &[&str] = &["id", "question", "options", "default", "cite"];
pub(super) const UNITS: [&str; 2] = ["yuan", "percent"];
const MOST_OPTIONS: usize = 30;
pub(super) const MOST_NUMBER: u32 = 100_000;

/// A question; one that shares its id with a common one takes over what it leaves out.
pub(super) fn fact(
    reader: Reader<'_>,
    shared: Option<&FactQuestion>,
    notes: &mut Vec<Note>,
) -> Option<FactQuestion> {
    let table = reader.table(FACT)?;
    let id = table.need("id").and_then(|field| text(&field));
    let wording = match (table.get("text"), shared) {
        (None, Some(shared)) => Some(shared.text.clone()),
        _ => table.need("text").and_then(|field| text(&field)),
    };
    let label = table.get("label").and_then(|field| text(&field));
    let label = label.or_else(|| shared.map(|shared| shared.label.clone())).or_else(|| wording.clone());
    let help = table.get("help").and_then(|field| text(&field));
    let kind = match (table.get("kind"), shared) {
        (None, Some(shared)) => Some(match shared.kind {
            FactKind::Choice(_) if table.get("options").is_some() => choice(&table, notes)?,
            _ => shared.kind.clone(),
        }),
        _ => table.need("kind").and_then(|field| field.id_of(FACT_KINDS.into_iter())).and_then(|kind| {
            Some(match kind {
                0 => FactKind::YesNo,
                1 => choice(&table, notes)?,
                2 => number(&table, notes)?,
                3 => FactKind::Amount(table.need("max").and_then(|field| field.yuan())?),
                4 => FactKind::Date,
                _ => FactKind::Month,
            })
        }),
    };
    let flag = |name, of_shared: fn(&FactQuestion) -> bool| match table.get(name) {
        Some(field) => field.flag(),
        None => Some(shared.is_some_and(of_shared)),
    };
    let shown_by_stay = flag("shown_by_stay", |shared| shared.shown_by_stay);
    let shown_by_place = flag("shown_by_place", |shared| shared.shown_by_place);
    let help = help.or_else(|| shared.and_then(|shared| shared.help.clone()));
    Some(FactQuestion {
        id: id?,
        label: label?,
        text: wording?,
        help,
        kind: kind?,
        shown_by_stay: shown_by_stay?,
        shown_by_place: shown_by_place?,
    })
}

fn choice(table: &Table<'_>, notes: &mut Vec<Note>) -> Option<FactKind> {
    let field = table.need("options")?;
    let options = options(field, notes)?;
    if options.is_empty() {
        notes.push(Note::error(field.at(), "empty-list", "选择题没有选项：至少写一个"));
        return None;
    }
    let options = options.into_iter().map(|(id, text)| FactOption { id, text });
    Some(FactKind::Choice(options.collect()))
}

fn number(table: &Table<'_>, notes: &mut Vec<Note>) -> Option<FactKind> {
    let end = |name| table.need(name).and_then(|field| field.integer(0, MOST_NUMBER));
    let (least, most) = (end("min"), end("max"));
    let (least, most) = (least?, most?);
    if least > most {
        let text = format!("min {least} 比 max {most} 还大，填什么数都不对：对调");
        notes.push(Note::error(table.reader().at(), "bounds-reversed", text));
        return None;
    }
    Some(FactKind::Number(least, most))
}

/// The ids and texts of options.
fn options(reader: Reader<'_>, notes: &mut Vec<Note>) -> Option<Vec<(String, String)>> {
    let mut earlier: Vec<String> = Vec::new();
    reader.list(MOST_OPTIONS, |item| {
        let table = item.table(OPTION)?;
        let id = table.need("id").and_then(|field| text(&field));
        let wording = table.need("text").and_then(|field| text(&field));
        let id = id?;
        if earlier.contains(&id) {
            let text = format!("选项 {id} 写了两次：每个选项的编号只能有一个");
            notes.push(Note::error(item.at(), "duplicate-id", text));
        }
        earlier.push(id.clone());
        Some((id, wording?))
    })
}

/// A text that says something.
pub(super) fn text(reader: &Reader<'_>) -> Option<String> {
    let text = reader.text()?;
    if text.trim().is_empty() {
        reader.fault(FaultKind::Expected("some-text"));
        return None;
    }
    Some(text.trim().to_owned())
}

pub(super) fn parameter(reader: Reader<'_>, book: &Book<'_>) -> Option<Parameter> {
    let table = reader.table(PARAMETER)?;
    let id = table.need("id").and_then(|field| text(&field));
    let label = table.need("label").and_then(|field| text(&field));
    let unit = table.need("unit").and_then(|field| field.id_of(UNITS.into_iter()))?;
    let bounds_fit = |least: Option<bool>, most: Option<bool>| {
        if least == Some(false) || most == Some(false) {
            let text = "参数的值或范围对不上：min 不大于 value，value 不大于 max";
            book.error(reader.at(), "parameter-range", text);
        }
    };
    let unit = if unit == 0 {
        let amount = |name| -> Option<Yuan> { table.get(name)?.yuan() };
        let (least, most, value) = (amount("min"), amount("max"), amount("value"));
        bounds_fit(ordered(least, value.or(most)), ordered(value.or(least), most));
        ParameterUnit::Yuan(least, most, value)
    } else {
        let share = |name| -> Option<Ratio> { table.get(name)?.ratio() };
        let (least, most, value) = (share("min"), share("max"), share("value"));
        bounds_fit(ordered(least, value.or(most)), ordered(value.or(least), most));
        ParameterUnit::Percent(least, most, value)
    };
    Some(Parameter { id: id?, label: label?, unit })
}

/// What the known figure of a parameter is cited from.
pub(super) fn parameter_citation(reader: Reader<'_>, book: &Book<'_>) -> Option<Id<Citation>> {
    let table = reader.open_table()?;
    let citation = book.cite(&table);
    table.get("value").and(citation)
}

/// Whether a parameter that is not filled in is anything within its bounds.
pub(super) fn parameter_ranges(reader: Reader<'_>, book: &Book<'_>) -> bool {
    let Some(table) = reader.open_table() else { return false };
    let ranges = table.get("ranges").and_then(|field| field.flag()).unwrap_or(false);
    let unit = table.get("unit").and_then(|field| field.text().map(|unit| unit == UNITS[0]));
    if ranges && !(unit == Some(true) && table.get("min").is_some() && table.get("max").is_some()) {
        let text = "没有填的时候是一个范围（ranges = true）的参数，单位是元，min 和 max 都要写";
        book.error(reader.at(), "parameter-range", text);
    }
    ranges
}

fn ordered<T: PartialOrd>(less: Option<T>, more: Option<T>) -> Option<bool> {
    Some(less? <= more?)
}

pub(super) fn reading(reader: Reader<'_>, book: &Book<'_>) -> Option<Reading> {
    let table = reader.table(READING)?;
    let id = table.need("id").and_then(|field| text(&field));
    let question = table.need("question").and_then(|field| text(&field));
    let citation = book.cite(&table);
    let mut notes = Vec::new();
    let options = table.need("options").and_then(|field| options(field, &mut notes));
    book.tell(notes);
    let options: Option<Vec<_>> =
        options.map(|options| options.into_iter().map(|(id, text)| ReadingOption { id, text }).collect());
    let ids = || options.iter().flatten().map(|option| option.id.as_str());
    if options.as_ref().is_some_and(Vec::is_empty) {
        book.error(reader.at(), "empty-list", "读法没有选项：至少写一个");
    }
    let default = if let Some(field) = table.get("default") {
        field.id_of(ids())
    } else {
        let text =
            format!("读法没有默认选项：写 default，从 {} 里选一个", ids().collect::<Vec<_>>().join("、"));
        book.error(reader.at(), "no-default", text);
        None
    };
    let default = u8::try_from(default?).ok()?;
    Some(Reading { id: id?, question: question?, options: options?, default, citation })
}
