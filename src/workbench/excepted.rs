//! 别的行的人：whom the condition of a deductible that is taken off once is not about: whoever is in another row of its
//! programmes, which pays as if nothing were taken off together.

use super::bills;
use super::insert::push;
use super::item::{Item, items};
use super::lexed::comments;
use super::once::{conditions, people, source};
use super::patch::{Patch, apply};
use super::same::same;
use super::written::{Sheet, Written};

/// The people of the other rows of some programmes, each once, as they are written.
#[inline(never)]
pub(super) fn others(sheet: &Sheet<'_>, programs: &[&str], who: &Written) -> Vec<String> {
    let mut found: Vec<&Written> = Vec::new();
    for program in programs {
        for way in items("", sheet.find(program).and_then(|program| program.under("ways"))) {
            let Some(other) = way.own.under("who") else { continue };
            let is_nobody = other.under("category").is_some_and(|ids| ids.items().is_empty());
            if !is_nobody && !same(other, who) && !found.iter().any(|known| same(known, other)) {
                found.push(other);
            }
        }
    }
    found.into_iter().map(|other| source(sheet, other)).collect()
}

/// That it is about none of them.
#[inline(never)]
pub(super) fn written(others: &[String]) -> Option<String> {
    match others {
        [] => None,
        [one] => Some(["{ not = ", one, " }"].concat()),
        several => Some(["{ not = { any = [", &several.join(", "), "] } }"].concat()),
    }
}

/// Rows that a change brings, takes or gives to others: whoever is in them is excepted from now on, or no more.
pub(super) fn follow(sheet: &Sheet<'_>, patches: &mut Vec<Patch>) {
    let known = conditions(sheet);
    if known.is_empty() {
        return;
    }
    let text = apply(sheet.text, patches);
    let Some(after) = Sheet::of(&text) else { return };
    for now in &conditions(&after) {
        let before = known.iter().find(|before| before.text("id") == now.text("id"));
        let Some((before, all)) = before.and_then(|item| Some((item, parts(item)?))) else { continue };
        let (was, is) = (of(sheet, before), of(&after, now));
        if was == is {
            continue;
        }
        let part = all.items().iter().find(|part| part.under("not").is_some());
        let named =
            part.and_then(|part| part.under("not")).map_or(Vec::new(), |not| match not.under("any") {
                Some(any) => any.items().iter().collect(),
                None => vec![not],
            });
        let mut named: Vec<String> = named.into_iter().map(|one| source(sheet, one)).collect();
        named.retain(|one| is.contains(one) || !was.contains(one));
        for other in is {
            if !named.contains(&other) {
                named.push(other);
            }
        }
        match (part, written(&named)) {
            (Some(part), _) if !comments(&source(sheet, part)).is_empty() => {}
            (Some(part), Some(insert)) => {
                patches.push(Patch { from: part.at.start, to: part.at.end, insert });
            }
            (Some(part), None) => {
                let place = all.items().iter().position(|other| other.at == part.at).unwrap_or_default();
                patches.extend(super::erase::item(sheet, all, place));
            }
            (None, Some(new)) => patches.extend(push(sheet, all, Some(0), &new)),
            (None, None) => {}
        }
    }
}

/// What a condition says all of.
#[inline(never)]
fn parts<'w>(condition: &Item<'w>) -> Option<&'w Written> {
    condition.get("when").and_then(|(_, when)| when.under("all"))
}

/// The people of the other rows of the programmes that name a condition.
#[inline(never)]
fn of(sheet: &Sheet<'_>, condition: &Item<'_>) -> Vec<String> {
    let id = condition.text("id");
    let names_it = |part: &Written| part.under("condition").and_then(Written::text) == id;
    let programs = items("programs", sheet.root.under("programs"));
    let programs: Vec<&str> = programs
        .iter()
        .filter(|program| {
            let covers = bills::parts(program);
            covers
                .iter()
                .filter_map(|(_, part)| part.under("any"))
                .any(|any| any.items().iter().any(names_it))
        })
        .map(|program| program.place.as_str())
        .collect();
    people(condition).map_or(Vec::new(), |who| others(sheet, &programs, who))
}
