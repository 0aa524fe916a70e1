//! 加一个例子：a worked case as it is filled in.

use super::add::ids;
use super::added::CaseTold;
use super::edit::EditError;
use super::insert::{after, at_end, push};
use super::item::{Item, items};
use super::numeral::{Unit, typed};
use super::patch::Patch;
use super::print::{inline, list, quoted, rows};
use super::program;
use super::said;
use super::who::{self, Person};
use super::written::{Sheet, Written};

/// An example; of the same people and the same programme they stand in rows.
pub(super) fn patches(sheet: &Sheet<'_>, told: &CaseTold) -> Result<Vec<Patch>, EditError> {
    let person = who::people(&told.people, sheet)?.into_iter().next().ok_or(EditError::NotPeople)?;
    let person = of_group(person, sheet);
    let table = |pairs: &[(String, String)]| {
        let pairs: Vec<(&str, String)> =
            pairs.iter().map(|(id, value)| (id.as_str(), value.clone())).collect();
        if pairs.is_empty() { String::new() } else { inline(&pairs) }
    };
    let mut facts: Vec<_> = person.facts.iter().map(|(id, is)| (id.clone(), (*is).to_owned())).collect();
    let money = |text: &str| typed(text, Unit::Yuan).map_or_else(|| text.trim().to_owned(), fen);
    let has_total = !told.total.trim().is_empty();
    // Without a bill the amount is what one pays for insurance.
    let has_bill = has_total && !told.care.is_empty();
    if has_total && !has_bill {
        facts.push((program::PREMIUM.into(), quoted(&money(&told.total))));
    }
    let (readings, questions) = (ids(sheet, "readings"), ids(sheet, "fact"));
    let (mut figures, mut read) = (Vec::new(), Vec::new());
    for (id, choice) in told.chosen.iter().filter(|(_, choice)| !choice.trim().is_empty()) {
        if questions.contains(&id.as_str()) {
            facts.push((id.clone(), if choice == "true" { "true".into() } else { "false".into() }));
        } else {
            let list = if readings.contains(&id.as_str()) { &mut read } else { &mut figures };
            list.push((id.clone(), quoted(choice.trim())));
        }
    }
    let last = sheet.root.under("cases").and_then(|cases| cases.items().last());
    let defaults = sheet.root.under("case_defaults");
    let begins = defaults.is_none() && last.is_none();
    // Whoever is not said to be somebody is not: the questions about that are answered with no.
    let answered = |id: &str| {
        let person = defaults.and_then(|defaults| defaults.under("person"));
        person.and_then(|person| person.under("facts")).is_some_and(|facts| facts.under(id).is_some())
    };
    let others: Vec<(String, String)> = asked(sheet)
        .into_iter()
        .filter(|(id, _)| !answered(id))
        .map(|(id, no)| (id.to_owned(), no.into()))
        .collect();
    if !begins {
        let open = others.iter().filter(|(id, _)| !facts.iter().any(|(known, _)| known == id));
        facts.extend(open.cloned().collect::<Vec<_>>());
    }
    let word = |value: Option<&str>| value.map_or(String::new(), quoted);
    let shared = [
        ("program", quoted(&told.program)),
        ("categories", if person.categories.is_empty() { String::new() } else { list(&person.categories) }),
        ("residence", word(person.residence)),
        ("age", person.age.0.or(person.age.1).map_or(String::new(), |age| age.to_string())),
        ("care", word(Some(told.care.as_str()).filter(|care| !care.is_empty() && *care != "inpatient"))),
    ];
    // What no defaults say, the example says itself.
    let is_alone = !begins && defaults.is_none();
    let usual = Some("resident").filter(|_| is_alone);
    let insurance = person.insurance.filter(|insurance| *insurance != "resident").or(usual);
    let own = [
        ("name", quoted(told.name.trim())),
        ("source", quoted(told.source.trim())),
        ("total", if has_bill { quoted(&money(&told.total)) } else { String::new() }),
        ("insurance", word(insurance)),
        ("facts", table(&facts)),
        ("parameters", table(&figures)),
        ("readings", table(&read)),
        ("amount", if told.amount.trim().is_empty() { String::new() } else { quoted(&money(&told.amount)) }),
    ];
    let mut patches = Vec::new();
    if begins {
        let person = inline(&[("insurance", quoted("resident")), ("facts", table(&others))]);
        let defaults = format!(
            "\n[case_defaults]\nas_of = {day}\nperson = {person}\nbill = {{ date = {day}, care = \"inpatient\", place = \"local\", in_scope = \"total\", basic_paid = \"0\", critical_paid = \"0\" }}\n",
            day = quoted(&told.today)
        );
        patches.push(at_end(sheet.text, &defaults));
    }
    let mut own = own.to_vec();
    if is_alone {
        own.push(("as_of", quoted(&told.today)));
    }
    if has_bill && is_alone {
        let care = if told.care == "inpatient" { quoted(&told.care) } else { String::new() };
        own.extend([("date", quoted(&told.today)), ("care", care), ("place", quoted("local"))]);
    }
    if has_bill && (is_alone || defaults.is_some_and(|defaults| !settles(defaults))) {
        let paid = [("basic_paid", quoted("0")), ("critical_paid", quoted("0"))];
        own.extend([("in_scope", quoted("total"))].into_iter().chain(paid));
    }
    if let Some(last) = last
        && let Some(rows) = last.under("rows")
        && shares(last, &shared)
    {
        patches.extend(push(sheet, rows, None, &inline(&own)));
        return Ok(patches);
    }
    let text = format!("\n{}", rows("cases", &shared, &[inline(&own)]));
    patches.push(match last {
        Some(last) => after(sheet, last, &text),
        None => at_end(sheet.text, &text),
    });
    Ok(patches)
}

/// The questions whether somebody is of a kind, each with what says that one is not.
fn asked<'s>(sheet: &'s Sheet<'_>) -> Vec<(&'s str, &'static str)> {
    let shared = sheet.root.under("facts").map(Written::texts).unwrap_or_default();
    let mut found: Vec<(&str, &str)> =
        shared.into_iter().filter_map(|id| Some((id, who::not_so(id)?))).collect();
    for fact in items("fact", sheet.root.under("fact")) {
        found.extend(fact.text("id").filter(|_| fact.text("kind") == Some("yes-no")).map(|id| (id, "false")));
    }
    found
}

fn fen(amount: String) -> String {
    if amount.contains('.') { amount } else { format!("{amount}.00") }
}

/// Somebody of a class is of the first kind that is in it.
pub(super) fn of_group(person: Person, sheet: &Sheet<'_>) -> Person {
    let Some(id) = &person.group else { return person };
    let groups = items("groups", sheet.root.under("groups"));
    let group = groups.iter().find(|group| group.text("id") == Some(id));
    let who = group.and_then(|group| group.get("who")).map(|(_, who)| who);
    let words = who.and_then(|who| who::words(who, sheet).or_else(|| said::first_named(who, sheet)));
    let first =
        words.and_then(|words| who::people(&words, sheet).ok()).and_then(|people| people.into_iter().next());
    first.filter(|first| first.group.as_ref() != Some(id)).unwrap_or(person)
}

/// Whether the defaults say what insurance paid.
fn settles(defaults: &Written) -> bool {
    defaults
        .under("bill")
        .is_some_and(|bill| bill.under("basic_paid").is_some() && bill.under("in_scope").is_some())
}

/// Whether a block of examples shares just this.
fn shares(block: &Written, shared: &[(&str, String)]) -> bool {
    let item = Item::alone(String::new(), block);
    let says = |name: &str| {
        item.get(name).map(|(_, value)| match value.text() {
            Some(text) => quoted(text),
            None => list(&value.texts()),
        })
    };
    let fields = block.fields().iter().map(|(name, _)| name.as_str()).filter(|name| *name != "rows");
    let known = fields.into_iter().all(|name| shared.iter().any(|(other, _)| *other == name));
    known && shared.iter().all(|(name, value)| says(name).unwrap_or_default() == *value)
}
