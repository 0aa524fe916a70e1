//! 一档里的数：the figures of the steps of a way, by the columns of the table that a document prints.

use serde::Serialize;

use super::item::Item;
use super::written::{What, Written};
use super::{adjust, once};

/// 表里的一栏.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// 起付.
    Line,
    /// 比例.
    Share,
    /// 年度限额.
    Limit,
    /// 定额.
    Sum,
    /// 没有写: said, and not computed.
    Said,
    /// 资格: what has to be paid before any of it is.
    Gate,
    /// 上浮: by how much the share is more for some.
    Plus,
    /// 降低: by how much it is less.
    Minus,
}

/// A figure with its place.
#[derive(Clone, Debug)]
pub(super) struct FigureAt<'w> {
    pub place: String,
    pub value: &'w Written,
    pub column: Column,
    /// When it holds, as it is written.
    pub when: Option<&'w Written>,
    /// The ids that it cites.
    pub cite: Vec<&'w str>,
}

impl FigureAt<'_> {
    /// The reading that it holds for, where it holds for one only.
    pub fn reading(&self) -> Option<&str> {
        self.when.and_then(|when| when.under("reading")).and_then(Written::text)
    }
}

/// The names of fields that hold a figure.
pub(super) const FIGURES: [&str; 7] = ["value", "at", "up_to", "share", "each", "low", "high"];

/// The column of a step.
pub(super) fn column(op: &str) -> Option<Column> {
    Some(match op {
        "deduct" | "threshold" => Column::Line,
        "ratio" | "band" | "top-up" | "discretion" => Column::Share,
        "cap" => Column::Limit,
        "fixed" | "per-unit" => Column::Sum,
        "not-stated" => Column::Said,
        _ => return None,
    })
}

/// The figures of a step; `cite` is what the way and the programme cite.
pub(super) fn of_step<'w>(step: &Item<'w>, cite: &[&'w str]) -> Vec<FigureAt<'w>> {
    let Some(column) = step.text("op").and_then(column) else { return Vec::new() };
    let mut found = Vec::new();
    if column == Column::Said {
        if let Some((place, value)) = step.get("text") {
            found.push(FigureAt {
                place,
                value,
                column,
                when: step.own.under("when"),
                cite: cited(step.own, cite),
            });
        }
        return found;
    }
    if let Some(value) = once::share(step.own) {
        let (place, cite) = (format!("{}.value.cases.0.value", step.place), cited(step.own, cite));
        found.push(FigureAt { place, value, column, when: step.own.under("when"), cite });
    } else {
        walk(&step.place, step.own, column, None, cite, &mut found);
    }
    if let Some((place, value)) = step.get("pool") {
        let cite = cited(step.own, cite);
        found.push(FigureAt { place, value, column, when: step.own.under("when"), cite });
    }
    found.extend(adjust::figures(&step.place, step.own, cite));
    found
}

/// The figures of a pool, a parameter or a condition.
pub(super) fn of_value<'w>(
    place: &str,
    value: &'w Written,
    column: Column,
    cite: &[&'w str],
) -> Vec<FigureAt<'w>> {
    let mut found = Vec::new();
    if let What::Text(_) = value.what {
        found.push(FigureAt { place: place.into(), value, column, when: None, cite: cite.to_vec() });
    } else {
        walk(place, value, column, None, cite, &mut found);
    }
    found
}

#[inline(never)]
fn walk<'w>(
    place: &str,
    value: &'w Written,
    column: Column,
    when: Option<&'w Written>,
    cite: &[&'w str],
    found: &mut Vec<FigureAt<'w>>,
) {
    let cite = cited(value, cite);
    let when = value.under("when").or(when);
    for (index, item) in value.items().iter().enumerate() {
        walk(&format!("{place}.{index}"), item, column, when, &cite, found);
    }
    for (name, field) in value.fields() {
        let place = format!("{place}.{name}");
        if FIGURES.contains(&name.as_str()) {
            let bare = matches!(field.what, What::Text(_)) || field.under("parameter").is_some();
            if bare {
                found.push(FigureAt { place, value: field, column, when, cite: cite.clone() });
            } else {
                walk(&place, field, column, when, &cite, found);
            }
        } else if ["cases", "bands"].contains(&name.as_str()) {
            walk(&place, field, column, when, &cite, found);
        }
    }
}

/// What a table cites, or else what stands around it.
#[inline(never)]
pub(super) fn cited<'w>(table: &'w Written, around: &[&'w str]) -> Vec<&'w str> {
    table.under("cite").map_or_else(|| around.to_vec(), Written::texts)
}
