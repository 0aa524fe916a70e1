//! 加几行：new rows of the table of classes, as they were typed or pasted.

use super::added::TableRow;
use super::doubt::{Names, doubt};
use super::edit::EditError;
use super::figures::Column;
use super::insert::{after, append, push};
use super::item::{Item, items};
use super::lexed::has;
use super::numeral::{Unit, of_pack, told, typed};
use super::patch::Patch;
use super::people::categories;
use super::print::{block, inline, list, quoted};
use super::step::{Row, is_of_premium, step_of};
use super::written::{Sheet, Written};
use super::{row, who};

pub(super) fn patches(sheet: &Sheet<'_>, place: &str, table: &[TableRow]) -> Result<Vec<Patch>, EditError> {
    let program = sheet.find(place).ok_or(EditError::NoPlace)?;
    let has_per = program.under("per").is_some() || program.under("covers").is_none();
    let (mut blocks, mut in_rows, mut patches) = (String::new(), Vec::new(), Vec::new());
    let mut asked = String::new();
    let mut classes = Classes::of(sheet);
    for told in table {
        let (fields, more) = way(sheet, place, told, has_per, &mut classes)?;
        blocks.push('\n');
        blocks.push_str(&block("programs.ways", &fields));
        in_rows.push(inline(&fields));
        // What several rows need is written once.
        patches.extend(more.into_iter().filter(|patch| !patches.contains(patch)).collect::<Vec<_>>());
        asked.extend(fields.iter().filter(|(name, _)| *name == "who").map(|(_, who)| who.as_str()));
    }
    asked.push_str(&classes.asked);
    patches.extend(row::questions(sheet, "programs.new.who", &asked));
    let last = program.under("ways").and_then(|ways| ways.items().last());
    if let Some(list) = last.and_then(|last| last.under("rows")) {
        patches.extend(in_rows.iter().flat_map(|row| push(sheet, list, None, row)));
        return Ok(patches);
    }
    if !sheet.is_headed(program) || last.is_some_and(|last| !sheet.is_headed(last)) {
        return Err(EditError::OnlyInText);
    }
    patches.push(after(sheet, last.unwrap_or(program), &blocks));
    Ok(patches)
}

type Fields = Vec<(&'static str, String)>;

/// The classes of people, with those that the new rows bring along.
struct Classes {
    /// Names with their ids.
    known: Vec<(String, String)>,
    asked: String,
}

impl Classes {
    fn of(sheet: &Sheet<'_>) -> Self {
        let groups = items("groups", sheet.root.under("groups"));
        let named = |group: &Item<'_>| Some((group.text("name")?.to_owned(), group.text("id")?.to_owned()));
        Self { known: groups.iter().filter_map(named).collect(), asked: String::new() }
    }

    /// The class of this name; people whom it takes more than their identities to tell become one.
    fn named(&mut self, sheet: &Sheet<'_>, people: &str, who: &str) -> Option<(String, Vec<Patch>)> {
        if let Some((_, id)) = self.known.iter().find(|(name, _)| name == people) {
            return Some((id.clone(), Vec::new()));
        }
        if !["any = ", "all = "].iter().any(|word| has(who, word)) {
            return None;
        }
        let taken = |id: &str| self.known.iter().any(|(_, known)| known == id);
        let first = self.known.len() + 1;
        let id = (first..=2 * first).map(|number| format!("class-{number}")).find(|id| !taken(id))?;
        self.known.push((people.to_owned(), id.clone()));
        self.asked.push_str(who);
        let fields = [("id", quoted(&id)), ("name", quoted(people)), ("who", who.to_owned())];
        Some((id, append(sheet, "groups", &fields, &["cite"])))
    }
}

fn way(
    sheet: &Sheet<'_>,
    place: &str,
    told: &TableRow,
    has_per: bool,
    classes: &mut Classes,
) -> Result<(Fields, Vec<Patch>), EditError> {
    let people = told.people.trim();
    let who = match who::condition(people, sheet) {
        Ok(who) => who,
        // Somebody who is not known yet is named in words, and told to be wrong.
        Err(_) => inline(&[("category", list(&categories(people)))]),
    };
    let of_premium = sheet.find(place).is_some_and(is_of_premium);
    let row = Row { program: place, title: people, has_per, of_premium };
    let (group, mut patches) = classes.named(sheet, people, &who).unzip();
    let (mut steps, mut patches) = (Vec::new(), patches.take().unwrap_or_default());
    let who = group.as_ref().map_or(who, |id| inline(&[("group", quoted(id))]));
    for (column, text) in
        [(Column::Line, &told.line), (Column::Share, &told.share), (Column::Limit, &told.limit)]
    {
        if let Some((step, more)) = step_of(sheet, &row, column, text)? {
            steps.push(step);
            patches.extend(more);
        }
    }
    let mut cite = if told.cite.is_empty() { grounds(sheet, told) } else { vec![told.cite.clone()] };
    let around =
        sheet.find(place).and_then(|program| program.under("cite")).map(Written::texts).unwrap_or_default();
    if cite == around {
        cite.clear();
    }
    let is_silent = steps.iter().any(|step| has(step, "\"not-stated\""));
    steps.retain(|step| !is_silent || has(step, "\"not-stated\""));
    let steps = if steps.is_empty() { String::new() } else { format!("[{}]", steps.join(", ")) };
    let fields = vec![
        ("name", if group.is_some() { String::new() } else { quoted(people) }),
        ("who", who),
        ("cite", cites(&cite)),
        ("steps", steps),
    ];
    Ok((fields, patches))
}

fn cites(ids: &[String]) -> String {
    match ids {
        [] => String::new(),
        [one] => quoted(one),
        several => list(several),
    }
}

/// The articles that tell the figures of a row of these people; none where some figure stands in none of them.
fn grounds(sheet: &Sheet<'_>, row: &TableRow) -> Vec<String> {
    let names = Names {
        own: row.people.split('、').map(|name| name.trim().to_owned()).collect(),
        others: Vec::new(),
    };
    let known = items("citations", sheet.root.under("citations"));
    let mut found: Vec<String> = Vec::new();
    for (column, unit, text) in [
        (Column::Share, Unit::Percent, &row.share),
        (Column::Line, Unit::Yuan, &row.line),
        (Column::Limit, Unit::Yuan, &row.limit),
    ] {
        let Some(figure) = typed(text, unit) else { continue };
        // Of several articles with this figure, the one that names these people.
        let tells = |item: &&Item<'_>| item.text("summary").is_some_and(|words| tells(words, &figure));
        let fits = |item: &&Item<'_>| {
            let words = item.text("summary").unwrap_or_default();
            doubt(&figure, column, &[words], &names).is_none()
                && names.own.iter().any(|name| names_somebody(words, name))
        };
        let telling: Vec<_> = known.iter().filter(tells).collect();
        let only = if let [only] = telling.as_slice() { Some(*only) } else { None };
        let best = telling.iter().copied().find(fits).or(only);
        let Some(id) = best.and_then(|item| item.text("id")) else { return Vec::new() };
        if !found.iter().any(|known| known == id) {
            found.push(id.to_owned());
        }
    }
    found
}

fn tells(words: &str, figure: &str) -> bool {
    let value = of_pack(figure).map(|(_, value)| value);
    told(words).iter().any(|told| Some(told.value) == value)
}

/// Whether words name people by this name, or by what it is short for.
fn names_somebody(words: &str, name: &str) -> bool {
    let short: String = name.chars().take(4).collect();
    !name.is_empty() && (has(words, name) || has(words, &short))
}
