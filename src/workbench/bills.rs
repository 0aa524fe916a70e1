//! 哪些单据：which bills a programme looks at.

use super::edit::{EditError, parent};
use super::insert::{append, insert_field, push};
use super::item::{Item, items};
use super::patch::Patch;
use super::print::{inline, list, quoted};
use super::written::{Sheet, What, Written};

/// The question on which day somebody was recognised.
const RECOGNISED: &str = "recognised_on";

/// The parts of `covers`: each with its place.
pub(super) fn parts<'w>(program: &Item<'w>) -> Vec<(String, &'w Written)> {
    match program.get("covers") {
        Some((place, Written { what: What::List(parts), .. })) => {
            parts.iter().enumerate().map(|(index, part)| (format!("{place}.{index}"), part)).collect()
        }
        Some((place, part)) => vec![(place, part)],
        None => Vec::new(),
    }
}

/// The months before the recognition whose bills count.
pub(super) fn months(sheet: &Sheet<'_>, part: &Written) -> Option<u8> {
    let [from, before] = part.under("any")?.items() else { return None };
    let says = |part: &Written, word: &str| {
        part.under("fact").and_then(Written::text) == Some(RECOGNISED)
            && part.under("bill").and_then(Written::text) == Some(word)
    };
    let months = before.under("months")?;
    let written = sheet.text.get(months.at.clone())?;
    (says(from, "from") && says(before, "before")).then(|| written.trim().parse().ok())?
}

/// One more condition on bills, such as `programs.0.covers.place`.
pub(super) fn cover(sheet: &Sheet<'_>, place: &str, ids: &[String]) -> Result<Vec<Patch>, EditError> {
    let (covers, name) = place.rsplit_once('.').ok_or(EditError::NoPlace)?;
    let mut fields = vec![(name, list(ids))];
    if name == "place" {
        fields.push(("text", quoted("在本地看，或者办过转诊、备案")));
    }
    add(sheet, covers, &inline(&fields))
}

fn add(sheet: &Sheet<'_>, covers: &str, part: &str) -> Result<Vec<Patch>, EditError> {
    match sheet.find(covers) {
        Some(list) if matches!(list.what, What::List(_)) => Ok(push(sheet, list, None, part)),
        Some(_) => Err(EditError::OnlyInText),
        None => {
            let (table, name) = parent(sheet, covers).ok_or(EditError::NoPlace)?;
            insert_field(sheet, table, name, &format!("[{part}]")).map(|patch| vec![patch])
        }
    }
}

/// 追溯: bills of so many months before somebody was recognised count.
pub(super) fn look_back(sheet: &Sheet<'_>, program: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let table = sheet.find(program).ok_or(EditError::NoPlace)?;
    let item = Item::alone(program.to_owned(), table);
    let found = parts(&item).into_iter().find(|(_, part)| months(sheet, part).is_some());
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let wanted: Option<u8> = digits.parse().ok().filter(|months| (1..=60).contains(months));
    if wanted.is_none() && !super::step::is_none(text) {
        return Err(EditError::NotATime);
    }
    let part = |months: u8| {
        let of = |bill: &str, months: String| {
            inline(&[("fact", quoted(RECOGNISED)), ("bill", quoted(bill)), ("months", months)])
        };
        inline(&[("any", format!("[{}, {}]", of("from", String::new()), of("before", months.to_string())))])
    };
    match (found, wanted) {
        (None, None) => Ok(Vec::new()),
        (Some((place, _)), None) => super::edit::remove(sheet, &place).map(|patch| vec![patch]),
        (Some((_, old)), Some(months)) => {
            Ok(vec![Patch { from: old.at.start, to: old.at.end, insert: part(months) }])
        }
        (None, Some(months)) => {
            let mut patches = add(sheet, &format!("{program}.covers"), &part(months))?;
            let known = items("fact", sheet.root.under("fact"));
            if !known.iter().any(|fact| fact.text("id") == Some(RECOGNISED)) {
                let fields = [
                    ("id", quoted(RECOGNISED)),
                    ("label", quoted("身份认定那天")),
                    ("text", quoted("现在的救助身份是哪一天认定的？")),
                    ("help", quoted("看认定书上的日期；认定以前看的病，有的也可以补救助。")),
                    ("kind", quoted("date")),
                ];
                patches.extend(append(sheet, "fact", &fields, &[]));
            }
            Ok(patches)
        }
    }
}
