//! 加一项：new parts of a pack, written where a hand would write them.

use super::added::Added;
use super::edit::EditError;
use super::insert::{append, insert_field, push};
use super::item::items;
use super::lexed::has;
use super::numeral::{Unit, typed};
use super::patch::Patch;
use super::print::{inline, list, quoted};
use super::written::Sheet;
use super::{case, over, program, row, ways, who};

/// What a resident reads before something that is not computed.
const NOT_COUNTED: &str = "这一条没有算进去：";

pub(super) fn patches(sheet: &Sheet<'_>, added: &Added) -> Result<Vec<Patch>, EditError> {
    let text = |text: &str| if text.trim().is_empty() { String::new() } else { quoted(text.trim()) };
    let numbered = |of: &str, stem: &str| fresh(sheet, of, &format!("{stem}-{}", ids(sheet, of).len() + 1));
    Ok(match added {
        Added::Source { title, number, issuer, date } => {
            let fields = [
                ("id", quoted(&fresh(sheet, "sources", "measures"))),
                ("title", quoted(title.trim())),
                ("number", text(number)),
                ("issuer", text(issuer)),
                ("date", text(date)),
                ("confidence", quoted("A")),
            ];
            append(sheet, "sources", &fields, &[])
        }
        Added::Citation { source, article, summary } => {
            let fields = [
                ("id", quoted(&numbered("citations", "article"))),
                ("source", quoted(source)),
                ("article", quoted(article.trim())),
                ("summary", quoted(summary.trim())),
            ];
            append(sheet, "citations", &fields, &["source"])
        }
        Added::Question { label, text } => {
            let fields = [
                ("id", quoted(&fresh(sheet, "fact", &format!("question_{}", ids(sheet, "fact").len() + 1)))),
                ("label", quoted(label.trim())),
                ("text", quoted(text.trim())),
                ("kind", quoted("yes-no")),
            ];
            append(sheet, "fact", &fields, &[])
        }
        Added::Group { name, people, cite } => {
            let condition = match who::condition(people, sheet) {
                Err(EditError::NotPeople) if people.trim().is_empty() => inline(&[("category", "[]".into())]),
                other => other?,
            };
            let fields = [
                ("id", quoted(&numbered("groups", "class"))),
                ("name", quoted(name.trim())),
                ("who", condition.clone()),
                ("cite", text(cite)),
            ];
            let mut patches = append(sheet, "groups", &fields, &["cite"]);
            patches.extend(row::questions(sheet, "groups.new.who", &condition));
            patches
        }
        Added::Document { name, issuer } => {
            let known =
                [("身份证", "identity"), ("结算", "settlement"), ("出院", "discharge"), ("身份", "status")];
            let stem = known.iter().find(|(word, _)| has(name, word)).map_or("paper", |(_, id)| id);
            let fields = [
                ("id", quoted(&fresh(sheet, "documents", stem))),
                ("name", quoted(name.trim())),
                ("form", quoted("either")),
                ("issuer", text(issuer)),
            ];
            append(sheet, "documents", &fields, &["form"])
        }
        Added::Route { on_application, place, steps, cite } => {
            let (stem, kind) =
                if *on_application { ("application", "on-application") } else { ("settlement", "one-stop") };
            let steps: Vec<&str> =
                steps.iter().map(|step| step.trim()).filter(|step| !step.is_empty()).collect();
            let fields = [
                ("id", quoted(&fresh(sheet, "routes", stem))),
                ("kind", quoted(kind)),
                ("place", quoted(place.trim())),
                ("cite", text(cite)),
                ("steps", list(&steps)),
            ];
            append(sheet, "routes", &fields, &[])
        }
        Added::Pool { name, amount, cite } => {
            let amount = if amount.trim().is_empty() { Some("0".into()) } else { typed(amount, Unit::Yuan) };
            let fields = [
                ("id", quoted(&numbered("pools", "pool"))),
                ("name", quoted(name.trim())),
                ("amount", quoted(&amount.ok_or(EditError::NotAnAmount)?)),
                ("cite", text(cite)),
            ];
            append(sheet, "pools", &fields, &[])
        }
        Added::Program { template, name, cite } => {
            let mut patches = append(sheet, "programs", &program::fields(sheet, *template, name, cite), &[]);
            patches.extend(program::questions(sheet, *template));
            patches
        }
        Added::Ways { program, rows } => ways::patches(sheet, program, rows)?,
        Added::Beyond { program, quote, reason } => beyond(sheet, program, quote, reason)?,
        Added::Over { below, way } => over::row(sheet, below, way)?,
        Added::Case(told) => case::patches(sheet, told)?,
    })
}

/// The ids of a list.
pub(super) fn ids<'s>(sheet: &'s Sheet<'_>, of: &str) -> Vec<&'s str> {
    items(of, sheet.root.under(of)).iter().filter_map(|item| item.text("id")).collect()
}

/// An id that the list does not have yet.
pub(super) fn fresh(sheet: &Sheet<'_>, of: &str, stem: &str) -> String {
    let taken = ids(sheet, of);
    if !taken.contains(&stem) {
        return stem.to_owned();
    }
    (2..=taken.len() + 2)
        .map(|number| format!("{stem}-{number}"))
        .find(|id| !taken.contains(&id.as_str()))
        .unwrap_or_default()
}

/// What the document says and the pack does not compute: a remark that every resident reads.
fn beyond(sheet: &Sheet<'_>, program: &str, quote: &str, reason: &str) -> Result<Vec<Patch>, EditError> {
    let (quote, reason) = (quote.trim().trim_end_matches('。'), reason.trim().trim_end_matches('。'));
    let reason = if reason.is_empty() { String::new() } else { format!("（{reason}）") };
    let remark = quoted(&format!("{NOT_COUNTED}{quote}{reason}。请问医保。"));
    let table = sheet.find(program).ok_or(EditError::NoPlace)?;
    match table.under("remarks") {
        Some(remarks) => Ok(push(sheet, remarks, None, &remark)),
        None => Ok(vec![insert_field(sheet, table, "remarks", &format!("[{remark}]"))?]),
    }
}
