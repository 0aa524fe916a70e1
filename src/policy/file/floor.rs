//! 省里的下限：what a province asks of the cities and counties in it, against which their packs are held.

use super::diagnostic::{Diagnostic, Note};
use super::ids::Names;
use super::{common, question};
use crate::calendar::Period;
use crate::document::{Reader, Table};
use crate::money::{Ratio, Yuan};
use crate::vocabulary::{Care, Category, SetOf};

const FLOOR: &[&str] =
    &["id", "region", "from", "until", "category", "care", "ratio", "deductible", "limit", "text"];
pub(super) const BELOW: &[&str] = &["floor", "text"];
const MOST: usize = 200;

/// 下限.
#[derive(Clone, Debug)]
pub struct Floor {
    /// The id by which a pack says that it knows to be below it.
    pub id: String,
    /// 省、市, from the largest to the smallest: whatever lies in it is held to the floor.
    pub region: Vec<String>,
    /// When it holds.
    pub period: Period,
    /// Of whom it tells: of each of these.
    pub categories: SetOf<Category>,
    /// Of which care.
    pub care: Care,
    /// 救助比例: at least this, of what a bill leaves above the deductible and below the limit.
    pub ratio: Option<Ratio>,
    /// 年起付: at most this.
    pub deductible: Option<Yuan>,
    /// 年限额: at least this.
    pub limit: Option<Yuan>,
    /// Which document says so, and what.
    pub text: String,
}

/// A floor that a pack says to be below, and where it says so.
#[derive(Clone, Debug)]
pub struct KnownBelow {
    /// The floor.
    pub floor: String,
    /// Where it stands in the text.
    pub at: crate::document::Span,
}

/// Reads a file of floors, given as name and text.
#[must_use]
pub fn floors(file: (&str, &str)) -> (Vec<Floor>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let floors = common::document(file, "floor", &mut diagnostics, read);
    (floors, diagnostics)
}

fn read(table: &Table<'_>, notes: &mut Vec<Note>) -> Option<Vec<Floor>> {
    Names::collect(table, "floor", notes);
    table.need("floor")?.list(MOST, |item| floor(item, notes))
}

fn floor(reader: Reader<'_>, notes: &mut Vec<Note>) -> Option<Floor> {
    let table = reader.table(FLOOR)?;
    let id = table.need("id").and_then(|field| question::text(&field));
    let region = table.need("region").and_then(|field| field.list(6, |item| question::text(&item)));
    let from = table.need("from").and_then(|field| field.date());
    let until = table.get("until").and_then(|field| field.date());
    let categories = table.need("category").and_then(|field| field.list(100, |item| item.word::<Category>()));
    let care = table.need("care").and_then(|field| field.word());
    let amount = |name| table.get(name).and_then(|field| field.yuan());
    let ratio = table.get("ratio").and_then(|field| field.ratio());
    let (deductible, limit) = (amount("deductible"), amount("limit"));
    let text = table.need("text").and_then(|field| question::text(&field));
    if ratio.is_none() && deductible.is_none() && limit.is_none() {
        let text =
            "下限没有写是什么：ratio 至少几成、deductible 起付至多多少、limit 限额至少多少，写一样或几样";
        notes.push(Note::error(reader.at(), "no-floor", text));
    }
    Some(Floor {
        id: id?,
        region: region?,
        period: Period { from: from?, until },
        categories: categories?.into_iter().collect(),
        care: care?,
        ratio,
        deductible,
        limit,
        text: text?,
    })
}

/// What a pack knows to be below.
pub(super) fn below(reader: Reader<'_>) -> Option<Vec<KnownBelow>> {
    reader.list(MOST, |item| {
        let table = item.table(BELOW)?;
        let floor = table.need("floor").and_then(|field| question::text(&field));
        let why = table.need("text").and_then(|field| question::text(&field));
        why.and(Some(KnownBelow { floor: floor?, at: item.at() }))
    })
}
