//! 哪些单据：which bills a programme looks at.

use super::edit::{EditError, parent, put, remove};
use super::insert::{append, insert_field, push};
use super::item::{Item, items};
use super::once;
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

/// Whether a part tells one thing of bills alone, beside its own words.
pub(super) fn is_only(part: &Written, names: &[&str]) -> bool {
    part.fields()
        .iter()
        .all(|(name, _)| names.contains(&name.as_str()) || ["text", "cite"].contains(&name.as_str()))
}

/// A condition on bills, such as `programs.0.covers.place`, with what residents are told of it.
pub(super) fn cover(sheet: &Sheet<'_>, place: &str, ids: &[String]) -> Result<Vec<Patch>, EditError> {
    let (part, name) = place.rsplit_once('.').ok_or(EditError::NoPlace)?;
    let text: Vec<&str> = ids.iter().map(String::as_str).collect();
    let Some(written) = sheet.find(place) else {
        let said = said(&text, false).filter(|_| name == "place").map_or(String::new(), quoted);
        return add(sheet, part, &inline(&[(name, list(ids)), ("text", said)]));
    };
    // Where others' bills are looked at as well, some are the programme's own.
    let is_beside_others = part.ends_with(".any.0");
    if is_beside_others && ids.is_empty() {
        return Err(EditError::OnlyInText);
    }
    let mut patches = put(sheet, place, &list(ids))?;
    if let Some((program, _)) = part.split_once(".covers").filter(|_| is_beside_others && name == "care") {
        patches.extend(once::cared(sheet, program, ids));
    }
    if let Some(table) = sheet.find(part).filter(|_| name == "place") {
        let is_same = table.under("province").is_some();
        patches.extend(resaid(sheet, part, table, (&written.texts(), is_same), (&text, is_same)));
    }
    Ok(patches)
}

/// What residents are told of where somebody may be treated; none where the rules say it well enough themselves.
fn said(places: &[&str], in_province: bool) -> Option<&'static str> {
    Some(match (places, in_province) {
        (["local", "referred"], false) => "在本地看，或者办过转诊、备案",
        (["local", "referred"], true) => "在省内看，外地的办过转诊、备案",
        (["local"], _) => "在本地看",
        (["referred"], false) => "在外地看，办过转诊、备案",
        (["local", "referred", "unreferred"], true) => "在省内看",
        _ => return None,
    })
}

type Told<'t> = (&'t [&'t str], bool);

/// The words of a part follow what it says, where they are the usual ones.
fn resaid(sheet: &Sheet<'_>, place: &str, part: &Written, before: Told<'_>, now: Told<'_>) -> Vec<Patch> {
    let usual = said(before.0, before.1);
    let Some(text) = part.under("text").filter(|text| usual.is_some() && text.text() == usual) else {
        return Vec::new();
    };
    match said(now.0, now.1) {
        Some(new) if Some(new) == usual => Vec::new(),
        Some(new) => vec![Patch { from: text.at.start, to: text.at.end, insert: quoted(new) }],
        None => remove(sheet, &format!("{place}.text")).into_iter().collect(),
    }
}

/// Everywhere: what is asked of the province alone.
const EVERYWHERE: [&str; 3] = ["local", "referred", "unreferred"];

/// The part that says where bills count, and the one that says that they do not count in the own province.
struct Where<'w> {
    place: Option<(String, &'w Written)>,
    elsewhere: Option<(String, &'w Written)>,
}

fn places<'w>(program: &Item<'w>) -> Where<'w> {
    let is_place = |part: &Written| part.under("place").is_some() && is_only(part, &["place", "province"]);
    let is_elsewhere = |part: &Written| {
        let inner = part.under("not").filter(|_| part.fields().len() == 1);
        inner.is_some_and(|inner| {
            inner.under("place").is_some_and(|place| place.texts() == EVERYWHERE)
                && inner.under("province").is_some()
                && is_only(inner, &["place", "province"])
        })
    };
    let parts = parts(program);
    let find = |is_it: &dyn Fn(&Written) -> bool| parts.iter().find(|(_, part)| is_it(part)).cloned();
    Where { place: find(&is_place), elsewhere: find(&is_elsewhere) }
}

/// 省内省外: `same` where bills of the own province count alone, `other` where those of others do, and where that is said.
pub(super) fn in_province<'w>(program: &Item<'w>) -> (&'static str, Option<&'w Written>) {
    let Where { place, elsewhere } = places(program);
    let same = place.and_then(|(_, part)| part.under("province"));
    match (elsewhere, same) {
        (Some((_, part)), _) => ("other", Some(part)),
        (None, Some(province)) => ("same", Some(province)),
        (None, None) => ("", None),
    }
}

/// Which provinces count, at `programs.0.covers.province`.
pub(super) fn province(sheet: &Sheet<'_>, place: &str, is: &str) -> Result<Vec<Patch>, EditError> {
    let covers = place.strip_suffix(".province").ok_or(EditError::NoPlace)?;
    let (table, _) = parent(sheet, covers).ok_or(EditError::NoPlace)?;
    let program = covers.strip_suffix(".covers").ok_or(EditError::OnlyInText)?;
    let item = Item::alone(program.to_owned(), table);
    if !["", "same", "other"].contains(&is) {
        return Err(EditError::OnlyInText);
    }
    let (now, _) = in_province(&item);
    if is == now {
        return Ok(Vec::new());
    }
    let Where { place, elsewhere } = places(&item);
    let mut patches = Vec::new();
    if let Some((part, _)) = elsewhere {
        patches.push(remove(sheet, &part)?);
    }
    match place {
        Some((at, part)) if is == "same" || now == "same" => {
            let told = part.under("place").map(Written::texts).unwrap_or_default();
            if now == "same" && told == EVERYWHERE {
                patches.push(remove(sheet, &at)?);
            } else if now == "same" {
                patches.push(remove(sheet, &format!("{at}.province"))?);
                patches.extend(resaid(sheet, &at, part, (&told, true), (&told, false)));
            } else {
                patches.push(insert_field(sheet, part, "province", &quoted("same"))?);
                patches.extend(resaid(sheet, &at, part, (&told, false), (&told, true)));
            }
        }
        None if is == "same" => {
            let said = said(&EVERYWHERE, true).map_or(String::new(), quoted);
            let fields = [("place", list(&EVERYWHERE)), ("province", quoted("same")), ("text", said)];
            patches.extend(add(sheet, covers, &inline(&fields))?);
        }
        _ => {}
    }
    if is == "other" {
        let inner = inline(&[("place", list(&EVERYWHERE)), ("province", quoted("same"))]);
        patches.extend(add(sheet, covers, &inline(&[("not", inner)]))?);
    }
    Ok(patches)
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
