//! 谁：people in the words of documents as a condition of a pack, and a condition in those words.

use super::edit::EditError;
use super::item::{Item, items};
use super::lexed::{has, with};
use super::people::{all_names, category, in_order};
use super::print::{inline, list, quoted};
use super::same::same;
use super::written::{Sheet, What, Written};
use crate::document::Data;

/// 问起的事: words that name a question that all packs share, the question, and its answer.
const FACTS: [(&str, &str, &str); 8] = [
    ("返贫致贫", "returned_to_poverty", "true"),
    ("困境儿童", "child_in_hardship", "true"),
    ("特困职工", "union_worker", "\"extreme\""),
    ("相对困难职工", "union_worker", "\"relative\""),
    ("意外致困职工", "union_worker", "\"unexpected\""),
    ("分散供养", "dispersed_support", "true"),
    ("本地户籍", "local_household", "true"),
    ("丧失劳动能力", "lost_labour_capacity", "true"),
];
/// Words that say the same.
const SAME: [(&str, &str); 6] = [
    ("返贫致贫人口", "返贫致贫"),
    ("本市户籍", "本地户籍"),
    ("本县户籍", "本地户籍"),
    ("当地户籍", "本地户籍"),
    ("本区户籍", "本地户籍"),
    ("深度困难职工", "特困职工"),
];
/// What a question means besides: who returned to poverty is one of those who are watched.
const IMPLIED: [(&str, &str); 1] = [("returned_to_poverty", "relapse-risk")];
/// What stands between names.
const DIVIDES: [char; 7] = ['、', '，', ',', '；', ';', '和', '\n'];
const INSURANCE: [(&str, &str); 2] = [("居民医保", "resident"), ("职工医保", "employee")];
const RESIDENCE: [(&str, &str); 2] = [("农村", "rural"), ("城镇", "urban")];

/// 一种人: what one name says of somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// A class that is written down.
    pub group: Option<String>,
    pub categories: Vec<&'static str>,
    /// Questions with their answers.
    pub facts: Vec<(String, &'static str)>,
    pub insurance: Option<&'static str>,
    pub residence: Option<&'static str>,
    /// Years, from and up to.
    pub age: (Option<u8>, Option<u8>),
}

/// Everybody that the words name, one name after the other.
///
/// # Errors
/// Where a name is none of those that are known.
pub(super) fn people(words: &str, sheet: &Sheet<'_>) -> Result<Vec<Person>, EditError> {
    let mut found = Vec::new();
    let mut words = words.to_owned();
    // The name of a class may have in it what divides names.
    for group in items("groups", sheet.root.under("groups")) {
        if let (Some(id), Some(name)) =
            (group.text("id"), group.text("name").filter(|name| name.contains(DIVIDES)))
            && has(&words, name)
        {
            words = with(&words, name, "、");
            found.push(Person { group: Some(id.into()), ..Person::default() });
        }
    }
    let names = words.split(DIVIDES);
    for name in names.map(str::trim).filter(|name| !name.is_empty()) {
        found.push(person(name, sheet).ok_or(EditError::NotPeople)?);
    }
    if found.is_empty() { Err(EditError::NotPeople) } else { Ok(found) }
}

/// The condition that the words tell, as it is written.
#[inline(never)]
pub(super) fn condition(words: &str, sheet: &Sheet<'_>) -> Result<String, EditError> {
    let (mut categories, mut groups, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for person in people(words, sheet)? {
        if let Some(group) = person.group {
            groups.push(group);
        } else if person.is_identity() {
            categories.extend(person.categories);
        } else {
            others.push(person.written());
        }
    }
    let mut parts = Vec::new();
    if !categories.is_empty() {
        let mut once: Vec<&str> = Vec::new();
        for id in categories {
            if !once.contains(&id) {
                once.push(id);
            }
        }
        parts.push(inline(&[("category", list(&once))]));
    }
    match groups.as_slice() {
        [] => {}
        [one] => parts.push(inline(&[("group", quoted(one))])),
        several => parts.push(inline(&[("group", list(several))])),
    }
    parts.extend(others);
    Ok(match parts.as_slice() {
        [one] => one.clone(),
        several => inline(&[("any", format!("[{}]", several.join(", ")))]),
    })
}

/// What says that somebody is not of the kind that a question is about.
pub(super) fn not_so(fact: &str) -> Option<&'static str> {
    let (_, _, is) = FACTS.iter().find(|(_, id, _)| *id == fact)?;
    Some(if *is == "true" { "false" } else { "\"no\"" })
}

/// How a question that all packs share is answered by somebody whom it is not about: with no, and with no of several.
pub(super) fn usual(fact: &str, yes: bool) -> Option<Data> {
    let (_, _, is) = FACTS.iter().find(|(_, id, _)| *id == fact)?;
    Some(if *is == "true" { Data::Flag(yes) } else { Data::Text("no".into()) })
}

/// The questions that all packs share which a condition asks.
pub(super) fn shared_facts(condition: &str) -> Vec<&'static str> {
    let asked = |id: &&str| has(condition, &format!("fact = \"{id}\""));
    let mut found: Vec<&str> = FACTS.iter().map(|(_, id, _)| *id).filter(|id| asked(id)).collect();
    found.dedup();
    found
}

/// A condition in words that tell the same condition; none where no words do.
#[inline(never)]
pub(super) fn words(who: &Written, sheet: &Sheet<'_>) -> Option<String> {
    let words = names(who, sheet)?.join("、");
    if words.is_empty() {
        // Nobody yet.
        return Some(words);
    }
    let told = condition(&words, sheet).ok()?;
    let told = format!("who = {told}");
    let again = Sheet::of(&told)?;
    same(again.root.under("who")?, who).then_some(words)
}

impl Person {
    fn is_identity(&self) -> bool {
        *self == Self { categories: self.categories.clone(), ..Self::default() }
    }

    fn written(&self) -> String {
        let mut parts = Vec::new();
        if !self.categories.is_empty() {
            parts.push(inline(&[("category", list(&self.categories))]));
        }
        for (fact, is) in &self.facts {
            parts.push(inline(&[("fact", quoted(fact)), ("is", (*is).into())]));
        }
        for (name, id) in [("insurance", self.insurance), ("residence", self.residence)] {
            let value = |id: &str| if name == "insurance" { list(&[id]) } else { quoted(id) };
            parts.extend(id.map(|id| inline(&[(name, value(id))])));
        }
        if self.age != (None, None) {
            let years = |years: Option<u8>| years.map_or(String::new(), |years| years.to_string());
            let age = inline(&[("at_least", years(self.age.0)), ("at_most", years(self.age.1))]);
            parts.push(inline(&[("age", age)]));
        }
        match parts.as_slice() {
            [one] => one.clone(),
            several => inline(&[("all", format!("[{}]", several.join(", ")))]),
        }
    }
}

/// What one name says; none where nothing in it is known.
fn person(name: &str, sheet: &Sheet<'_>) -> Option<Person> {
    let groups = items("groups", sheet.root.under("groups"));
    let group = groups.iter().find(|group| group.text("name").is_some_and(|other| other.trim() == name));
    if let Some(id) = group.and_then(|group| group.text("id")) {
        return Some(Person { group: Some(id.into()), ..Person::default() });
    }
    let mut rest = name.to_owned();
    for (other, word) in SAME {
        rest = with(&rest, other, word);
    }
    let mut found = Person { age: super::age::told(&rest), ..Person::default() };
    let mut take = |word: &str| {
        let is_there = has(&rest, word);
        rest = with(&rest, word, "，");
        is_there
    };
    for fact in items("fact", sheet.root.under("fact")) {
        if let (Some(id), Some(label), Some("yes-no")) =
            (fact.text("id"), fact.text("label"), fact.text("kind"))
            && take(label)
        {
            found.facts.push((id.into(), "true"));
        }
    }
    for (word, id, is) in FACTS {
        if take(word) {
            found.facts.push((id.into(), is));
            found.categories.extend(IMPLIED.iter().filter(|(fact, _)| *fact == id).map(|(_, id)| *id));
        }
    }
    for (word, id) in all_names() {
        if take(word) && !found.categories.contains(&id) {
            found.categories.push(id);
        }
    }
    found.categories = in_order(&found.categories);
    found.insurance = INSURANCE.iter().find(|(word, _)| take(word)).map(|(_, id)| *id);
    found.residence = RESIDENCE.iter().find(|(word, _)| take(word)).map(|(_, id)| *id);
    (found != Person::default()).then_some(found)
}

/// The names of a condition's people.
fn names(who: &Written, sheet: &Sheet<'_>) -> Option<Vec<String>> {
    let [(kind, value)] = who.fields() else { return of_all(who, sheet).map(|name| vec![name]) };
    match kind.as_str() {
        "category" => Some(value.texts().into_iter().map(category).collect()),
        "group" => {
            let groups = items("groups", sheet.root.under("groups"));
            let named = |id: &str| {
                groups.iter().find(|group| group.text("id") == Some(id))?.text("name").map(str::to_owned)
            };
            value.texts().into_iter().map(named).collect()
        }
        "any" => {
            let mut all = Vec::new();
            for part in value.items() {
                all.extend(names(part, sheet)?);
            }
            Some(all)
        }
        "all" => of_all(value, sheet).map(|name| vec![name]),
        _ => of_all(who, sheet).map(|name| vec![name]),
    }
}

/// One name for somebody of whom all of this holds.
fn of_all(all: &Written, sheet: &Sheet<'_>) -> Option<String> {
    let parts = match &all.what {
        What::List(parts) => parts.as_slice(),
        _ => core::slice::from_ref(all),
    };
    let (mut before, mut after) = (String::new(), String::new());
    for part in parts {
        let word = |name: &str| part.under(name);
        if let Some(fact) = word("fact").and_then(Written::text) {
            before.push_str(&fact_word(fact, word("is")?, sheet)?);
        } else if let Some(insurance) = word("insurance") {
            let [id] = insurance.texts()[..] else { return None };
            before.push_str("参加");
            before.push_str(INSURANCE.iter().find(|(_, other)| *other == id)?.0);
            before.push('的');
        } else if let Some(residence) = word("residence").and_then(Written::text) {
            before.push_str(RESIDENCE.iter().find(|(_, other)| *other == residence)?.0);
        } else if let Some(age) = word("age").filter(|age| age.under("on").is_none()) {
            let years = |name: &str| age.under(name).and_then(|years| sheet_number(sheet, years));
            match (years("at_least"), years("at_most")) {
                (Some(years), None) => before = format!("{before}{years}周岁以上的"),
                (None, Some(years)) => before = format!("{before}{years}周岁以下的"),
                (Some(from), Some(to)) => before = format!("{before}{from}至{to}周岁的"),
                _ => return None,
            }
        } else if let Some(ids) = word("category") {
            let [id] = ids.texts()[..] else { return None };
            after = category(id);
        } else {
            return None;
        }
    }
    let implied = IMPLIED.iter().any(|(fact, id)| {
        FACTS.iter().any(|(word, other, _)| other == fact && has(&before, word)) && category(id) == after
    });
    Some(if implied { before } else { before + &after })
}

fn sheet_number(sheet: &Sheet<'_>, value: &Written) -> Option<u8> {
    sheet.text.get(value.at.clone())?.trim().parse().ok()
}

fn fact_word(fact: &str, is: &Written, sheet: &Sheet<'_>) -> Option<String> {
    let written = sheet.text.get(is.at.clone())?;
    if let Some((word, ..)) = FACTS.iter().find(|(_, id, value)| *id == fact && *value == written) {
        return Some((*word).to_owned());
    }
    let own = items("fact", sheet.root.under("fact"));
    let label = |item: &Item<'_>| item.text("label").map(str::to_owned);
    own.iter().find(|item| item.text("id") == Some(fact) && written == "true").and_then(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "[[groups]]\nid = \"first\"\nname = \"一类\"\nwho = { category = [\"orphan\"] }\n[[fact]]\nid = \"serious\"\nlabel = \"大重病\"\nkind = \"yes-no\"\n";

    fn check(words: &str, expected: &str) {
        let sheet = Sheet::of(SHEET).unwrap();
        let found = condition(words, &sheet);
        assert_eq!(found.as_deref(), Ok(expected), "{words}");
        let text = format!("who = {expected}\n{SHEET}");
        let sheet = Sheet::of(&text).unwrap();
        let back = super::words(sheet.root.under("who").unwrap(), &sheet);
        let again = back.as_deref().map(|back| condition(back, &sheet).unwrap());
        assert_eq!(again.as_deref(), Some(expected), "{words}: {back:?}");
    }

    #[test]
    fn words_tell_conditions_and_conditions_tell_them_back() {
        check("特困人员、低保对象", r#"{ category = ["extreme-poverty", "subsistence-allowance"] }"#);
        check("脱贫不稳定户、边缘易致贫人口、突发严重困难户", r#"{ category = ["relapse-risk"] }"#);
        check("一类", r#"{ group = "first" }"#);
        check(
            "低保，返贫致贫人口",
            r#"{ any = [{ category = ["subsistence-allowance"] }, { all = [{ category = ["relapse-risk"] }, { fact = "returned_to_poverty", is = true }] }] }"#,
        );
        check("特困职工", r#"{ fact = "union_worker", is = "extreme" }"#);
        check(
            "参加居民医保的重度残疾人",
            r#"{ all = [{ category = ["severely-disabled"] }, { insurance = ["resident"] }] }"#,
        );
        check(
            "本市户籍的大重病患者",
            r#"{ all = [{ fact = "serious", is = true }, { fact = "local_household", is = true }] }"#,
        );
        check(
            "60周岁以上的低保",
            r#"{ all = [{ category = ["subsistence-allowance"] }, { age = { at_least = 60 } }] }"#,
        );
        check(
            "0–14岁的低保",
            r#"{ all = [{ category = ["subsistence-allowance"] }, { age = { at_most = 14 } }] }"#,
        );
        check("14周岁（含）以下", "{ age = { at_most = 14 } }");
        check("7岁到14岁", "{ age = { at_least = 7, at_most = 14 } }");
        check(
            "未满18周岁的农村低保",
            r#"{ all = [{ category = ["subsistence-allowance"] }, { residence = "rural" }, { age = { at_most = 17 } }] }"#,
        );
    }

    #[test]
    fn who_is_not_known_is_nobody() {
        let sheet = Sheet::of(SHEET).unwrap();
        for words in ["", "别的人", "低保、别的人"] {
            assert_eq!(condition(words, &sheet), Err(EditError::NotPeople), "{words}");
        }
        let text = "who = { not = { category = [\"orphan\"] } }\nwide = { category = [\"orphan\"], text = \"孤儿\" }\n";
        let sheet = Sheet::of(text).unwrap();
        for name in ["who", "wide"] {
            assert_eq!(super::words(sheet.root.under(name).unwrap(), &sheet), None, "{name}");
        }
    }
}
