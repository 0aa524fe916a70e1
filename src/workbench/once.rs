//! 起付合起来扣一次：rows of several programmes of which it is not clear whether each takes the deductible off, or all of
//! them once a year.
//!
//! Read as once, each programme looks at the bills of all of them, takes the deductible off the sum, and pays its share of
//! its own bills alone. Who that is about is one condition, which the bills of each programme name.

use super::add::fresh;
use super::bills;
use super::edit::{EditError, remove};
use super::excepted;
use super::figures::{Column, column};
use super::insert::{append, insert_field, push};
use super::item::{Item, items};
use super::lexed::comments;
use super::patch::Patch;
use super::print::{list, quoted};
use super::row::title;
use super::same::same;
use super::written::{Sheet, Written};

/// What the ids of the conditions begin with.
pub(super) const CONDITION: &str = "deducted-once";
const READING: &str = "deductible-times";
const OPTIONS: &str =
    "[{ id = \"each\", text = \"各扣一次\" }, { id = \"once\", text = \"合起来一年只扣一次\" }]";

/// A row with what is changed of it and of its programme.
struct Part<'w> {
    /// Where its programme stands.
    program: String,
    /// The way itself.
    way: Item<'w>,
    /// The place of the bills that are its programme's own, and what says so.
    own: (String, &'w Written),
    /// Its share; and before it the one of the reading in which it is taken off once, where there are two.
    ratio: &'w Written,
    once: Option<&'w Written>,
    /// Its deductibles: of two readings there are two.
    lines: Vec<&'w Written>,
}

/// The deductible of which the excess counts.
struct Excess<'w> {
    line: &'w Written,
    /// Of two readings, when the excess counts and when all of it does.
    when: Option<(&'w Written, &'w Written)>,
}

/// What is paid of the programme's own bills, where the share is told apart by them.
pub(super) fn share(step: &Written) -> Option<&Written> {
    let [own, others] = step.under("value")?.under("cases")?.items() else { return None };
    let is_nothing = others.under("when").is_none() && others.under("value")?.text() == Some("0%");
    let is_own = own.under("when").is_some_and(|when| bills::is_only(when, &["care"]));
    own.under("value").filter(|_| is_nothing && is_own)
}

/// The kinds of bills that a programme pays for itself, where it looks at those of others as well.
pub(super) fn own_care(part: &Written) -> Option<&Written> {
    let [own, others @ ..] = part.under("any")?.items() else { return None };
    let is_once = |part: &Written| {
        part.under("condition").and_then(Written::text).is_some_and(|id| id.starts_with(CONDITION))
    };
    let care = own.under("care").filter(|_| bills::is_only(own, &["care"]))?;
    (!others.is_empty() && others.iter().all(is_once)).then_some(care)
}

/// Whether the deductible of a row can be read as taken off once for several programmes.
pub(super) fn is_read<'w>(way: &Item<'w>) -> Option<(String, &'w Written)> {
    let (place, steps) = way.get("steps")?;
    let found = steps.items().iter().enumerate().find_map(|(index, step)| Some((index, share(step)?)));
    found.map(|(index, value)| (format!("{place}.{index}"), value))
}

/// Every row of these people whose programme has bills of its own.
#[inline(never)]
fn parts<'w>(sheet: &'w Sheet<'_>, who: &Written) -> Vec<Part<'w>> {
    let mut found = Vec::new();
    for program in items("programs", sheet.root.under("programs")) {
        let own = bills::parts(&program).into_iter().find_map(|(place, part)| {
            let only = part.under("care").filter(|_| bills::is_only(part, &["care"]));
            only.or_else(|| own_care(part)).map(|_| (place, part))
        });
        let (Some(own), Some((place, ways))) = (own, program.get("ways")) else { continue };
        for way in items(&place, Some(ways)) {
            let steps = way.own.under("steps").map(Written::items).unwrap_or_default();
            let of = |wanted: Column| {
                let is_it = move |step: &&Written| {
                    step.under("op").and_then(Written::text).and_then(column) == Some(wanted)
                };
                steps.iter().filter(is_it).collect::<Vec<_>>()
            };
            let is_theirs = way.own.under("who").is_some_and(|other| same(other, who));
            let (lines, shares) = (of(Column::Line), of(Column::Share));
            let (ratio, once) = match shares.as_slice() {
                [ratio] => (*ratio, None),
                [once, ratio] if share(once).is_some() => (*ratio, Some(*once)),
                _ => continue,
            };
            if is_theirs && !lines.is_empty() {
                let own = own.clone();
                found.push(Part {
                    program: program.place.clone(),
                    way: way.clone(),
                    own,
                    ratio,
                    once,
                    lines,
                });
            }
        }
    }
    found
}

pub(super) fn patches(sheet: &Sheet<'_>, way: &str, on: bool) -> Result<Vec<Patch>, EditError> {
    let table = sheet.find(way).ok_or(EditError::NoPlace)?;
    let who = table.under("who").ok_or(EditError::OnlyInText)?;
    let parts = parts(sheet, who);
    if on { read(sheet, table, who, &parts) } else { unread(sheet, who, &parts) }
}

fn read(
    sheet: &Sheet<'_>,
    table: &Written,
    who: &Written,
    parts: &[Part<'_>],
) -> Result<Vec<Patch>, EditError> {
    let lines = table.under("steps").map(Written::items).unwrap_or_default();
    let line = lines.iter().find_map(|step| step.under("at")).ok_or(EditError::NoPlace)?;
    let alike =
        |part: &&Part<'_>| part.lines.iter().all(|step| step.under("at").is_some_and(|at| same(at, line)));
    let parts: Vec<&Part<'_>> = parts.iter().filter(alike).collect();
    if parts.len() < 2 {
        return Err(EditError::NotShared);
    }
    let mut taken: Vec<&str> = Vec::new();
    for part in &parts {
        let is_plain = part.ratio.under("value").is_some_and(|value| value.text().is_some())
            && !["plus", "minus", "when"].iter().any(|name| part.ratio.under(name).is_some())
            && part.ratio.under("op").and_then(Written::text) == Some("ratio")
            && part.once.is_none()
            && comments(&source(sheet, part.own.1)).is_empty();
        if !is_plain || !is_yearly(sheet, part) {
            return Err(EditError::OnlyInText);
        }
        let care = care(part.own.1).map(Written::texts).unwrap_or_default();
        if care.iter().any(|care| taken.contains(care)) {
            return Err(EditError::NotShared);
        }
        taken.extend(care);
    }
    let (id, reading) = (fresh(sheet, "conditions", CONDITION), fresh(sheet, "readings", READING));
    let mut all = source(sheet, who);
    let programs: Vec<&str> = parts.iter().map(|part| part.program.as_str()).collect();
    if let Some(others) = excepted::written(&excepted::others(sheet, &programs, who)) {
        add(&mut all, &[", ", &others]);
    }
    // Where it is not clear either of what the share is, it is taken off once where only the excess counts.
    let first = parts.first().ok_or(EditError::NotShared)?;
    if let Some((when, _)) = excess(first)?.when {
        add(&mut all, &[", ", &source(sheet, when)]);
    }
    let cite = parts.iter().find_map(|part| part.way.get("cite")).map(|(_, cite)| cite.texts());
    let cite = cite.and_then(|cite| cite.first().copied()).map_or(String::new(), quoted);
    let mut question = title(sheet, table);
    question.push_str("的起付，几个项目各扣一次，还是合起来扣一次？");
    let fields = [
        ("id", quoted(&reading)),
        ("question", quoted(&question)),
        ("default", "\"each\"".to_owned()),
        ("cite", cite),
        ("options", OPTIONS.to_owned()),
    ];
    let mut patches = append(sheet, "readings", &fields, &[]);
    let mut when = String::new();
    add(&mut when, &["{ all = [", &all, ", { reading = \"", &reading, "\", is = \"once\" }] }"]);
    patches.extend(append(sheet, "conditions", &[("id", quoted(&id)), ("when", when)], &[]));
    let mut named = String::new();
    add(&mut named, &["{ condition = \"", &id, "\" }"]);
    for part in parts {
        let (_, own) = &part.own;
        match own.under("any") {
            Some(any) => patches.extend(push(sheet, any, None, &named)),
            None => patches.push(over(own, &["{ any = [", &source(sheet, own), ", ", &named, "] }"])),
        }
        let value = part.ratio.under("value").ok_or(EditError::OnlyInText)?;
        let care = list(&care(own).map(Written::texts).unwrap_or_default());
        let share = source(sheet, value);
        let cases =
            ["{ cases = [{ when = { care = ", &care, " }, value = ", &share, " }, { value = \"0%\" }] }"];
        let Excess { line, when } = excess(part)?;
        let Some((when, whole)) = when else {
            patches.push(over(value, &cases));
            match part.ratio.under("per") {
                Some(per) => patches.push(over(per, &["\"bill\""])),
                None => patches.push(insert_field(sheet, part.ratio, "per", "\"bill\"")?),
            }
            continue;
        };
        // What is kept whole cannot be parted among bills: it has a share of its own, behind it.
        let mut step = String::new();
        let cite = part
            .ratio
            .under("cite")
            .map_or(String::new(), |cite| [", cite = ", &source(sheet, cite)].concat());
        add(&mut step, &["{ op = \"ratio\", value = ", &cases.concat(), &cite, ", per = \"bill\", when = "]);
        add(&mut step, &[&source(sheet, when), " }"]);
        let steps = part.way.own.under("steps").ok_or(EditError::NoPlace)?;
        patches.extend(push(sheet, steps, step_of(&part.way, line), &step));
        patches.push(insert_field(sheet, part.ratio, "when", &source(sheet, whole))?);
    }
    Ok(patches)
}

fn excess<'w>(part: &Part<'w>) -> Result<Excess<'w>, EditError> {
    let is_excess = |step: &Written| step.under("keeps").and_then(Written::text) == Some("excess");
    let when = |step: &'w Written| step.under("when").filter(|when| when.under("reading").is_some());
    match part.lines.as_slice() {
        [line] if is_excess(line) && line.under("when").is_none() => Ok(Excess { line, when: None }),
        [line, other] if is_excess(line) => {
            let readings = when(line).zip(when(other)).ok_or(EditError::OnlyInText)?;
            Ok(Excess { line, when: Some(readings) })
        }
        _ => Err(EditError::OnlyInText),
    }
}

fn unread(sheet: &Sheet<'_>, who: &Written, parts: &[Part<'_>]) -> Result<Vec<Patch>, EditError> {
    let conditions = conditions(sheet);
    let is_about = |item: &&Item<'_>| people(item).is_some_and(|people| same(people, who));
    let condition = conditions.iter().find(is_about).ok_or(EditError::OnlyInText)?;
    let id = condition.text("id").unwrap_or_default();
    let names_it = |part: &Written| part.under("condition").and_then(Written::text) == Some(id);
    let mut patches = vec![remove(sheet, &condition.place)?];
    for part in parts {
        if share(part.once.unwrap_or(part.ratio)).is_none() {
            continue;
        }
        let (place, own) = &part.own;
        let any = own.under("any").map(Written::items).unwrap_or_default();
        match (any, any.iter().position(names_it)) {
            ([first, _], Some(_)) => patches.push(over(own, &[&source(sheet, first)])),
            (_, Some(at)) => patches.push(remove(sheet, &format!("{place}.any.{at}"))?),
            _ => {}
        }
        let step = |step: &Written| {
            let index = step_of(&part.way, step).ok_or(EditError::NoPlace)?;
            Ok(format!("{}.steps.{index}", part.way.place))
        };
        if let Some(once) = part.once {
            patches.push(remove(sheet, &step(once)?)?);
            patches.push(remove(sheet, &format!("{}.when", step(part.ratio)?))?);
            continue;
        }
        let whole = part.ratio.under("value").ok_or(EditError::OnlyInText)?;
        let value = share(part.ratio).ok_or(EditError::OnlyInText)?;
        patches.push(over(whole, &[&source(sheet, value)]));
        let around = sheet.find(&part.program).is_some_and(|program| program.under("per").is_some());
        match part.ratio.under("per") {
            Some(_) if around => {
                patches.push(remove(sheet, &format!("{}.per", step(part.ratio)?))?);
            }
            Some(per) => patches.push(over(per, &["\"year\""])),
            None => {}
        }
    }
    // The reading goes with what hangs on it.
    let all = condition.get("when").and_then(|(_, when)| when.under("all")).map(Written::items);
    let is_once = |part: &&Written| part.under("is").and_then(Written::text) == Some("once");
    let asked = all.into_iter().flatten().find(is_once).and_then(|part| part.under("reading")?.text());
    let mut uses = 0;
    sheet.root.each(&mut |value| {
        let reading = value.under("reading").and_then(Written::text);
        uses += usize::from(reading.is_some() && reading == asked);
    });
    let known = items("readings", sheet.root.under("readings"));
    if let Some(reading) = known.iter().find(|item| uses == 1 && item.text("id") == asked) {
        patches.push(remove(sheet, &reading.place)?);
    }
    Ok(patches)
}

/// Other people in a row that takes the deductible off together with others: these follow, and so does the condition.
pub(super) fn followed(sheet: &Sheet<'_>, who: &Written, new: &str) -> Vec<Patch> {
    let mut old: Vec<&Written> = Vec::new();
    let conditions = conditions(sheet);
    for condition in &conditions {
        if let Some(people) = people(condition).filter(|people| same(people, who)) {
            old.push(people);
            let read =
                parts(sheet, who).into_iter().filter(|part| share(part.once.unwrap_or(part.ratio)).is_some());
            old.extend(read.filter_map(|part| part.way.own.under("who")));
        }
    }
    old.retain(|value| value.at != who.at);
    old.dedup_by(|one, other| one.at == other.at);
    old.into_iter().map(|value| over(value, &[new])).collect()
}

/// The kinds of bills of a programme have changed, and so do those that a row pays its share of.
pub(super) fn cared(sheet: &Sheet<'_>, program: &str, ids: &[String]) -> Vec<Patch> {
    let ways = items("", sheet.find(&format!("{program}.ways")));
    let steps = ways.iter().filter_map(|way| way.own.under("steps")).flat_map(Written::items);
    let cases =
        steps.filter(|step| share(step).is_some()).filter_map(|step| step.under("value")?.under("cases"));
    cases
        .filter_map(|cases| Some(over(cases.items().first()?.under("when")?.under("care")?, &[&list(ids)])))
        .collect()
}

#[inline(never)]
pub(super) fn conditions<'w>(sheet: &'w Sheet<'_>) -> Vec<Item<'w>> {
    let mut found = items("conditions", sheet.root.under("conditions"));
    found.retain(|item| item.text("id").is_some_and(|id| id.starts_with(CONDITION)));
    found
}

/// Whom a condition is about.
pub(super) fn people<'w>(condition: &Item<'w>) -> Option<&'w Written> {
    condition.get("when").and_then(|(_, when)| when.under("all")?.items().first())
}

/// A value as it is written.
#[inline(never)]
pub(super) fn source(sheet: &Sheet<'_>, value: &Written) -> String {
    sheet.text.get(value.at.clone()).unwrap_or_default().to_owned()
}

fn care(part: &Written) -> Option<&Written> {
    part.under("care").or_else(|| own_care(part))
}

/// Whether the deductible is one of the year.
fn is_yearly(sheet: &Sheet<'_>, part: &Part<'_>) -> bool {
    let around = part.way.get("per").map(|(_, per)| per);
    let around = around.or_else(|| sheet.find(&part.program)?.under("per"));
    part.lines.iter().all(|line| line.under("per").or(around).and_then(Written::text) == Some("year"))
}

fn step_of(way: &Item<'_>, step: &Written) -> Option<usize> {
    way.own.under("steps")?.items().iter().position(|other| other.at == step.at)
}

#[inline(never)]
fn over(value: &Written, parts: &[&str]) -> Patch {
    Patch { from: value.at.start, to: value.at.end, insert: parts.concat() }
}

#[inline(never)]
fn add(text: &mut String, parts: &[&str]) {
    text.push_str(&parts.concat());
}
