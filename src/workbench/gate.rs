//! 资格：who has to have paid so much before any of it is paid.

use super::edit::{self, EditError};
use super::item::{Item, items};
use super::lexed::program_of;
use super::numeral::{Unit, typed};
use super::patch::Patch;
use super::print::{inline, list, quoted};
use super::step::is_none;
use super::written::{Sheet, Written};

/// Who has to have paid so much before any of it is paid.
pub(super) fn of<'w>(sheet: &'w Sheet<'_>, way: &Item<'w>) -> Option<(String, &'w Written)> {
    let (place, who) = way.get("who")?;
    let [_, test] = who.items() else { return None };
    if let Some(sum) = test.under("year_sum") {
        return Some((format!("{place}.1.year_sum.at"), sum.under("at")?));
    }
    let id = test.under("condition")?.text()?;
    let named = items("conditions", sheet.root.under("conditions"));
    let named = named.iter().find(|item| item.text("id") == Some(id))?;
    let (place, when) = named.get("when")?;
    Some((format!("{place}.year_sum.at"), when.under("year_sum")?.under("at")?))
}

/// A qualifying amount, another or none.
pub(super) fn set(sheet: &Sheet<'_>, way: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let table = sheet.find(way).ok_or(EditError::NoPlace)?;
    let who = table.under("who").ok_or(EditError::OnlyInText)?;
    let whole = |insert: String| vec![Patch { from: who.at.start, to: who.at.end, insert }];
    let source = |value: &Written| sheet.text.get(value.at.clone()).unwrap_or_default().to_owned();
    let people = match who.items() {
        [people, line] if line.under("year_sum").is_some() => people,
        [] => who,
        _ => {
            let item = Item::alone(way.to_owned(), table);
            let (place, _) = of(sheet, &item).ok_or(EditError::OnlyInText)?;
            return edit::set(sheet, &place, text);
        }
    };
    if is_none(text) {
        return Ok(whole(source(people)));
    }
    let amount = typed(text, Unit::Yuan).ok_or(EditError::NotAnAmount)?;
    let program = sheet.find(program_of(way));
    let less = program.and_then(|program| program.under("base")).and_then(|base| base.under("less"));
    let less: Vec<&str> = less.map(Written::texts).unwrap_or_default();
    let less: Vec<&str> = less.into_iter().filter(|less| *less != "assistance").collect();
    let sum = inline(&[
        ("from", quoted("in-scope")),
        ("less", list(&less)),
        ("at", quoted(&amount)),
        ("inclusive", "true".into()),
    ]);
    let said = quoted(&format!("一年里自己付的政策范围内费用达到{amount}元"));
    Ok(whole(format!("[{}, {}]", source(people), inline(&[("year_sum", sum), ("text", said)]))))
}
