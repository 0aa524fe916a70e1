//! 新的项目：a programme as documents usually have it.

use super::add::{fresh, ids};
use super::added::Template;
use super::edit::put;
use super::patch::Patch;
use super::print::{inline, list, quoted};
use super::written::{Sheet, Written};

pub(super) fn fields(
    sheet: &Sheet<'_>,
    template: Template,
    name: &str,
    cite: &str,
) -> Vec<(&'static str, String)> {
    let (stem, kind, care): (_, _, &[&str]) = match template {
        Template::Enrolment => ("enrolment", "enrolment", &[]),
        Template::Outpatient => ("outpatient", "outpatient", &["outpatient"]),
        Template::ChronicOutpatient => ("chronic-outpatient", "outpatient", &["chronic-outpatient"]),
        Template::Inpatient => ("inpatient", "inpatient", &["inpatient"]),
        Template::InpatientAndChronic => ("inpatient", "inpatient", &["inpatient", "chronic-outpatient"]),
        Template::OnApplication => ("on-application", "major-illness", &["inpatient"]),
        Template::TopUp => ("top-up", "top-up", &["inpatient"]),
    };
    let all = |of: &str| {
        let ids = ids(sheet, of);
        if ids.is_empty() { String::new() } else { list(&ids) }
    };
    let mut fields = vec![
        ("id", quoted(&fresh(sheet, "programs", stem))),
        ("kind", quoted(kind)),
        ("name", quoted(name.trim())),
        ("cite", if cite.is_empty() { String::new() } else { quoted(cite) }),
    ];
    let on_bills = template != Template::Enrolment;
    if on_bills {
        let place = inline(&[
            ("place", list(&["local", "referred"])),
            ("text", quoted("在本地看，或者办过转诊、备案")),
        ]);
        fields.push(("covers", format!("[{}, {place}]", inline(&[("care", list(care))]))));
    } else {
        fields.push(("who", inline(&[("insurance", list(&["resident"]))])));
    }
    fields.push(("documents", all("documents")));
    fields.push(("routes", all("routes")));
    if on_bills {
        let less: &[&str] = match template {
            Template::TopUp => &["basic", "critical", "assistance", "waived"],
            _ => &["basic", "critical", "waived"],
        };
        fields.push(("base", inline(&[("from", quoted("in-scope")), ("less", list(less))])));
        fields.push(("per", quoted("year")));
    } else {
        fields.push(("base", inline(&[("from", inline(&[("fact", quoted(PREMIUM))]))])));
    }
    fields
}

/// What a person has to pay for insurance.
pub(super) const PREMIUM: &str = "personal_premium";

/// The questions that such a programme asks.
pub(super) fn questions(sheet: &Sheet<'_>, template: Template) -> Vec<Patch> {
    let facts = sheet.root.under("facts").map(Written::texts).unwrap_or_default();
    if template != Template::Enrolment || facts.contains(&PREMIUM) {
        return Vec::new();
    }
    let facts: Vec<&str> = facts.into_iter().chain([PREMIUM]).collect();
    put(sheet, "facts", &list(&facts)).unwrap_or_default()
}
