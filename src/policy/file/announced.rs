//! 一年公布一次的数：the figure of each year, and in which year it counts.

use super::diagnostic::Note;
use super::editions::put;
use super::overlay::field;
use super::question::OF_YEAR;
use super::rows::Fields;
use crate::calendar::Date;
use crate::document::{Data, Node};

/// Of which year a figure is that counts in another.
pub(super) const OF_YEARS: [(&str, u16); 2] = [("last", 1), ("before-last", 2)];
/// What was announced for the year of this day; for a year that is not listed, nothing.
pub(super) fn of_its_year(fields: &mut Fields, day: Date) {
    let Some(Node { data: Data::List(years), .. }) = field(fields, "by_year").cloned() else { return };
    let later = years_later(fields, &mut Vec::new());
    put(fields, "by_year", None);
    put(fields, "of_year", None);
    let of_year = years.into_iter().find_map(|year| match year.data {
        Data::Table(year) => match field(&year, "year")?.data {
            Data::Integer(number) if number + i64::from(later) == i64::from(day.year()) => Some(year),
            _ => None,
        },
        _ => None,
    });
    for (name, node) in of_year.into_iter().flatten().filter(|(name, _)| name != "year") {
        put(fields, &name, Some(node));
    }
}

/// How many years after its own a figure counts: last year's income is that of the year before.
pub(super) fn years_later(fields: &Fields, notes: &mut Vec<Note>) -> u16 {
    let Some(node) = field(fields, "of_year") else { return 0 };
    let known = OF_YEARS.iter().find(|(word, _)| matches!(&node.data, Data::Text(text) if text == word));
    if let (Some((_, later)), true) = (known, field(fields, "by_year").is_some()) {
        return *later;
    }
    let text = "of_year 和 by_year 一起写，是 \"last\"（上年的数，用在下一年）或 \"before-last\"（上上年的，再下一年）";
    notes.push(Note::error(node.at.clone(), "by-year", text));
    0
}

/// The year of one of the figures.
pub(super) fn year_of(node: &Node, notes: &mut Vec<Note>) -> Option<u16> {
    let known = |name: &str| OF_YEAR.contains(&name);
    if let Data::Table(fields) = &node.data
        && fields.iter().all(|(name, _)| known(name))
        && field(fields, "value").is_some()
        && let Some(Node { data: Data::Integer(year), .. }) = field(fields, "year")
        && let Some(year) = u16::try_from(*year).ok().filter(|year| (1990..=2100).contains(year))
    {
        return Some(year);
    }
    let text = "by_year 一年写一行：{ year = 2025, value = \"4078\", cite = \"哪份通知\" }";
    notes.push(Note::error(node.at.clone(), "by-year", text));
    None
}
