//! 按月、按天、按间、按人的定额 of a pack file.

use super::book::Book;
use super::figure;
use crate::document::{Reader, Table};
use crate::policy::{Citation, FactKind, Id, Op, Unit, UnitSource, Units};

pub(super) const UNITS: [(&str, Unit); 4] =
    [("month", Unit::Month), ("day", Unit::Day), ("room", Unit::Room), ("person", Unit::Person)];
pub(super) const COUNT: &[&str] = &["fact", "between"];

/// So much for each unit, and what is counted.
pub(super) fn per_unit(table: &Table<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Op> {
    let each = table.need("each").and_then(|field| figure::figure(field, citation, book));
    let unit = table.need("unit").and_then(|field| field.id_of(UNITS.iter().map(|(id, _)| *id)));
    let unit = unit.and_then(|place| UNITS.get(place)).map(|(_, unit)| *unit);
    let from = table.need("count").and_then(|field| count(field, unit, book));
    let at_most = table.get("at_most").map(|field| field.integer(1, 10_000));
    let at_most = match at_most {
        Some(most) => Some(most?),
        None => None,
    };
    Some(Op::PerUnit { each: each?, units: Units { unit: unit?, from: from? }, at_most })
}

fn count(reader: Reader<'_>, unit: Option<Unit>, book: &Book<'_>) -> Option<UnitSource> {
    if let crate::document::Data::Text(_) = reader.data() {
        reader.id_of(["bill"].into_iter())?;
        if matches!(unit, Some(Unit::Room | Unit::Person)) {
            book.error(
                reader.at(),
                "count-unit",
                "单据上只有天数和月数：按间、按人的要写 count = { fact = … }",
            );
        }
        return Some(UnitSource::Bill);
    }
    let table = reader.table(COUNT)?;
    if let Some(field) = table.get("fact") {
        let fact = book.fact(field)?;
        let question = fact.among(&book.fact_values)?.as_ref()?;
        if !matches!(question.kind, FactKind::Number(..)) {
            book.error(
                field.at(),
                "fact-kind",
                format!("{} 不是数目：这里要用 kind = \"number\" 的问题", question.id),
            );
            return None;
        }
        return Some(UnitSource::Fact(fact));
    }
    let field = table.need("between")?;
    let ends = field.list(2, |item| item.integer(0, 10_000))?;
    match *ends.as_slice() {
        [least, most] if least <= most => Some(UnitSource::Between(least, most)),
        _ => {
            book.error(field.at(), "between", "between 要写两个数，小的在前，如 [1, 2]");
            None
        }
    }
}
