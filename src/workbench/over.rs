//! 以别的包为底：a row of the pack that this one is based on, written here so that it can be changed.

use super::edit::EditError;
use super::insert::{after, append};
use super::item::{Item, items};
use super::lexed::{program_of, with};
use super::patch::Patch;
use super::print::{block, quoted};
use super::written::Sheet;

pub(super) fn row(sheet: &Sheet<'_>, below: &str, way: &str) -> Result<Vec<Patch>, EditError> {
    let below = Sheet::of(below).ok_or(EditError::NotToml)?;
    let program = program_of(way);
    let programs = items("programs", below.root.under("programs"));
    let program = programs.iter().find(|item| item.place == program).ok_or(EditError::NoPlace)?;
    let (place, list) = program.get("ways").ok_or(EditError::NoPlace)?;
    let ways = items(&place, Some(list));
    let way = ways.iter().find(|item| item.place == way).ok_or(EditError::NoPlace)?;
    let source = |name: &str| {
        let written = way.get(name).and_then(|(_, value)| below.text.get(value.at.clone()));
        // Several lines of a list are one here.
        written.map(|text| text.lines().map(str::trim).collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    let fields = [("name", source("name")), ("who", source("who")), ("steps", source("steps"))];
    let id = program.text("id").ok_or(EditError::NoPlace)?;
    let own = items("programs", sheet.root.under("programs"));
    let text = format!("\n{}", block("programs.ways", &fields));
    if let Some(own) = own.iter().find(|item| item.text("id") == Some(id)) {
        return Ok(vec![behind(sheet, own, &text)?]);
    }
    let mut patches = append(sheet, "programs", &[("id", quoted(id))], &[]);
    if let Some(last) = patches.last_mut() {
        last.insert.push_str(&text);
    }
    Ok(patches)
}

fn behind(sheet: &Sheet<'_>, program: &Item<'_>, text: &str) -> Result<Patch, EditError> {
    let ways = program.get("ways").map(|(_, ways)| ways);
    let last = ways.and_then(|ways| ways.items().last());
    if !sheet.is_headed(program.own) || last.is_some_and(|last| !sheet.is_headed(last)) {
        return Err(EditError::OnlyInText);
    }
    Ok(after(sheet, last.unwrap_or(program.own), text))
}

/// The text of a pack that is based on another and says nothing of its own yet.
#[must_use]
pub fn based_on(below: &str, id: &str, today: &str) -> String {
    let sheet = Sheet::of(below);
    let region = sheet.as_ref().and_then(|sheet| {
        sheet.root.under("region").and_then(|region| sheet.text.get(region.at.clone())).map(str::to_owned)
    });
    let new = super::print::blank(today);
    let new = with(&new, "id = ", &format!("based_on = {}\nid = ", quoted(id)));
    let new =
        region.map_or_else(|| new.clone(), |region| with(&new, "region = []", &format!("region = {region}")));
    let insurance = sheet.as_ref().is_some_and(|sheet| sheet.root.under("critical_insurance").is_some());
    if insurance { with(&new, "critical_insurance = true\n", "") } else { new }
}
