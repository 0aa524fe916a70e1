//! 条件的话：a condition that no typed words tell, put into words to be read.

use super::item::items;
use super::lexed::{has, with};
use super::people::{category, word};
use super::written::{Sheet, What, Written};
use crate::policy::FactKind;
use crate::policy::file::Common;
use crate::vocabulary::{Care, Insurance, Level, Place, Residence};

/// Deeper than packs nest conditions.
const DEEPEST: u8 = 12;

/// The condition in words.
pub(super) fn said(condition: &Written, sheet: &Sheet<'_>, common: &Common) -> String {
    Saying { sheet, common }.whole(condition, DEEPEST)
}

/// The first identity or class that the condition asks for; none where it asks for none.
pub(super) fn first_named(condition: &Written, sheet: &Sheet<'_>) -> Option<String> {
    for (name, field) in condition.fields() {
        let first = || field.texts().first().copied();
        let found = match name.as_str() {
            "not" => None,
            "category" => first().map(category),
            "group" => first().map(|id| named(sheet, "groups", id, "name")),
            _ => first_named(field, sheet),
        };
        if found.is_some() {
            return found;
        }
    }
    condition.items().iter().find_map(|part| first_named(part, sheet))
}

struct Saying<'s> {
    sheet: &'s Sheet<'s>,
    common: &'s Common,
}

impl Saying<'_> {
    #[inline(never)]
    fn whole(&self, condition: &Written, depth: u8) -> String {
        let Some(depth) = depth.checked_sub(1) else { return String::new() };
        if let What::List(parts) = &condition.what {
            return self.all(parts, depth);
        }
        let field = |name: &str| condition.under(name);
        let text = |name: &str| field(name).and_then(Written::text);
        if let Some(text) = text("text") {
            return text.to_owned();
        }
        if let Some(parts) = field("all") {
            return self.all(parts.items(), depth);
        }
        if let Some(parts) = field("any") {
            return self.any(parts.items(), depth);
        }
        if let Some(part) = field("not") {
            return not(self.whole(part, depth));
        }
        if let Some(id) = text("condition") {
            return self.called(id, depth);
        }
        if let Some(id) = text("fact") {
            return self.fact(id, condition);
        }
        let mut told = String::new();
        for (name, value) in condition.fields() {
            self.test(&mut told, name, value, condition);
        }
        told
    }

    fn all(&self, parts: &[Written], depth: u8) -> String {
        let mut told = String::new();
        for part in parts {
            let part = self.whole(part, depth);
            add(
                &mut told,
                "，并且",
                &if parts.len() > 1 && has(&part, "或者") { enclosed(part) } else { part },
            );
        }
        told
    }

    fn any(&self, parts: &[Written], depth: u8) -> String {
        let told: Vec<String> = parts.iter().map(|part| self.whole(part, depth)).collect();
        let (mut is_short, mut is_names) = (true, true);
        for (part, told) in parts.iter().zip(&told) {
            is_short &= !has(told, "，") && !has(told, "；");
            is_names &= ["category", "group", "fact", "condition", "any"]
                .iter()
                .any(|name| part.under(name).is_some());
        }
        told.join(if !is_short {
            "；或者"
        } else if is_names {
            "、"
        } else {
            "或者"
        })
    }

    /// A condition that has a name.
    fn called(&self, id: &str, depth: u8) -> String {
        let conditions = items("conditions", self.sheet.root.under("conditions"));
        let Some(found) = conditions.iter().find(|item| item.text("id") == Some(id)) else {
            return id.to_owned();
        };
        match (found.text("text"), found.get("when")) {
            (None, Some((_, when))) => self.whole(when, depth),
            (text, _) => text.unwrap_or(id).to_owned(),
        }
    }

    fn fact(&self, id: &str, asked: &Written) -> String {
        let mut told = self.label(id);
        let is = asked.under("is");
        let bill = asked.under("bill").and_then(Written::text);
        match is.map(|is| &is.what) {
            Some(What::Flag(true)) => {}
            Some(What::Flag(false)) => told = not(told),
            Some(_) => {
                told.push('：');
                told.push_str(&listed(is, &|option| self.option(id, option)));
            }
            None => self.bounds(&mut told, asked, bill),
        }
        told
    }

    /// From where to where a number lies, or a bill to a day.
    fn bounds(&self, told: &mut String, asked: &Written, bill: Option<&str>) {
        let number = |name: &str| asked.under(name).map(|value| self.bare(value));
        if let Some(bill) = bill {
            let months = number("months").unwrap_or_default();
            let (before, many) = (bill == "before", !months.is_empty());
            told.push_str(if before {
                "以前"
            } else if many {
                "起"
            } else {
                "或以后"
            });
            if many {
                append(told, &[" ", &months, " 个月里"]);
            }
            return told.push_str("看的病");
        }
        match (number("at_least"), number("at_most")) {
            (Some(least), Some(most)) if least == most => append(told, &["是 ", &least]),
            (Some(least), Some(most)) => append(told, &["在 ", &least, " 到 ", &most, " 之间"]),
            (Some(least), None) => append(told, &["不少于 ", &least]),
            (None, Some(most)) => append(told, &["不超过 ", &most]),
            (None, None) => {}
        }
    }

    /// Any other test.
    #[inline(never)]
    fn test(&self, told: &mut String, name: &str, value: &Written, whole: &Written) {
        let id = value.text().unwrap_or_default();
        let list = |name: &dyn Fn(&str) -> String| listed(Some(value), name);
        match name {
            "category" => told.push_str(&list(&category)),
            "group" => told.push_str(&list(&|id| named(self.sheet, "groups", id, "name"))),
            "insurance" => append(told, &["参加", &list(&word::<Insurance>)]),
            "residence" => told.push_str(&list(&word::<Residence>)),
            "care" => append(told, &["单据是", &list(&word::<Care>)]),
            "level" => append(told, &["在", &list(&word::<Level>), "看的"]),
            "place" => {
                let province = if whole.under("province").is_some() { "本省，" } else { "" };
                let places = list(&|id| {
                    let place = word::<Place>(id);
                    if has(&place, "，") { with(&place, "，", "（") + "）" } else { place }
                });
                append(told, &["在", province, &places, "看的"]);
            }
            "age" => {
                let years = |name: &str| value.under(name).map(|value| self.bare(value));
                match (years("at_least"), years("at_most")) {
                    (Some(least), Some(most)) => append(told, &[&least, " 到 ", &most]),
                    (Some(least), None) => append(told, &["满 ", &least]),
                    (_, most) => append(told, &["不超过 ", &most.unwrap_or_default()]),
                }
                told.push_str(" 周岁");
            }
            "disease" => {
                let known = self.common.diseases.iter().find(|disease| disease.id == id);
                let known = known.map(|disease| disease.name.clone());
                let name = known.unwrap_or_else(|| named(self.sheet, "lists", id, "name"));
                append(told, &["得的病在“", &name, "”里"]);
            }
            "reading" => {
                let option = whole.under("is").and_then(Written::text).unwrap_or_default();
                let question = named(self.sheet, "readings", id, "question");
                append(told, &["“", &question, "”照“", &self.option_of("readings", id, option), "”"]);
            }
            "year_sum" | "bill_sum" => {
                let over = matches!(value.under("inclusive").map(|over| &over.what), Some(What::Flag(false)));
                told.push_str(if name == "year_sum" { "一年自己付的" } else { "这一次的费用" });
                told.push_str(if over { "超过" } else { "达到" });
                if let Some(at) = value.under("at") {
                    self.figure(told, at);
                }
            }
            _ => {}
        }
    }

    /// A sum of money, or what the place announces.
    fn figure(&self, told: &mut String, at: &Written) {
        let Some(id) = at.under("parameter").and_then(Written::text) else {
            return append(told, &[&self.bare(at), "元"]);
        };
        told.push_str(&named(self.sheet, "parameters", id, "label"));
        if let Some(share) = at.under("share").and_then(Written::text) {
            append(told, &["的", share]);
        }
    }

    fn label(&self, id: &str) -> String {
        let own = items("fact", self.sheet.root.under("fact"));
        let own = own.iter().find(|item| item.text("id") == Some(id));
        let text = own.and_then(|item| item.text("label").or_else(|| item.text("text")));
        let shared = || self.common.facts.iter().find(|fact| fact.id == id).map(|fact| fact.label.as_str());
        text.or_else(shared).unwrap_or(id).to_owned()
    }

    fn option(&self, fact: &str, option: &str) -> String {
        let shared = self.common.facts.iter().find(|known| known.id == fact);
        let found = match shared.map(|fact| &fact.kind) {
            Some(FactKind::Choice(options)) => options.iter().find(|known| known.id == option),
            _ => None,
        };
        found.map_or_else(|| self.option_of("fact", fact, option), |found| found.text.clone())
    }

    /// What an option of a question or of a reading is called.
    fn option_of(&self, list: &'static str, id: &str, option: &str) -> String {
        let all = items(list, self.sheet.root.under(list));
        let of = all.iter().find(|item| item.text("id") == Some(id)).and_then(|item| item.get("options"));
        let options = of.map(|(_, options)| options.items()).unwrap_or_default();
        let text = |name: &str, of: &Written| of.under(name).and_then(Written::text).map(str::to_owned);
        let found = options.iter().find(|one| text("id", one).as_deref() == Some(option));
        found.and_then(|one| text("text", one)).unwrap_or_else(|| option.to_owned())
    }

    /// A number as it is written.
    fn bare(&self, value: &Written) -> String {
        let written = self.sheet.text.get(value.at.clone()).unwrap_or_default();
        value.text().unwrap_or(written).trim().to_owned()
    }
}

/// What an item of the pack is called.
#[inline(never)]
fn named(sheet: &Sheet<'_>, list: &'static str, id: &str, of: &str) -> String {
    let all = items(list, sheet.root.under(list));
    let found = all.iter().find(|item| item.text("id") == Some(id));
    found.and_then(|item| item.text(of)).unwrap_or(id).to_owned()
}

#[inline(never)]
fn listed(value: Option<&Written>, name: &dyn Fn(&str) -> String) -> String {
    let mut told = String::new();
    for id in value.map(Written::texts).unwrap_or_default() {
        add(&mut told, "、", &name(id));
    }
    told
}

fn not(part: String) -> String {
    let mut told = String::from("不是");
    told.push_str(&enclosed(part));
    told
}

/// In brackets, where it is more than one thing.
fn enclosed(part: String) -> String {
    let is_one = ["，", "；", "、", "“", "或者"].iter().all(|word| !has(&part, word));
    if is_one { part } else { ["（", &part, "）"].concat() }
}

fn add(told: &mut String, between: &str, part: &str) {
    if !told.is_empty() {
        told.push_str(between);
    }
    told.push_str(part);
}

#[inline(never)]
fn append(told: &mut String, parts: &[&str]) {
    for part in parts {
        told.push_str(part);
    }
}
