//! 表头：found under titles, over one row or two, and what each column is guessed to be.

use std::collections::BTreeMap;

use super::column::{Column, plain};
use super::id_number::IdNumber;
use super::mapping::Kind;
use super::reason::Why;
use super::{amount, day};
use crate::document::cell::{Cell, CellKind, Row};
use crate::policy::{FactQuestion, Id, Policy};

/// As many rows are looked at to find the heads.
pub const LOOKED_AT: usize = 60;

/// As many rows below them are looked at to know the columns by what they hold.
pub const SAMPLED: usize = 200;

/// 一张表, and how it is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The file's name.
    pub file: String,
    /// The sheet's name, of a workbook.
    pub sheet: Option<String>,
    /// The encoding's id, of a text.
    pub encoding: Option<String>,
    /// What its rows are.
    pub kind: Kind,
    /// The first and last row of the heads.
    pub head_rows: [u32; 2],
    /// Every head, in order; those of two rows joined.
    pub heads: Vec<String>,
    /// The place of each column that is used.
    pub places: BTreeMap<Column, usize>,
    /// The facts of the policy that columns answer, with their places.
    pub facts: Vec<(Id<FactQuestion>, usize)>,
    /// Places whose heads say 万元.
    pub ten_thousands: Vec<usize>,
}

impl Table {
    /// The place of a column.
    #[must_use]
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places.get(&column).copied()
    }

    /// The cell of a column in a row.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> Cell<'a> {
        self.place(column).map_or(Cell { text: "", kind: CellKind::Text }, |place| row.cell(place))
    }

    /// Whether a row repeats the heads.
    #[must_use]
    pub fn is_head(&self, row: &Row) -> bool {
        let said = row.cells().filter(|cell| !cell.text.is_empty()).count();
        let same = row.cells().zip(&self.heads).filter(|(cell, head)| {
            !cell.text.is_empty() && (head.as_str() == cell.text || head.ends_with(cell.text))
        });
        said >= 2 && 2 * same.count() > said
    }

    /// What belongs to a sheet but is no person's row.
    #[must_use]
    pub fn furniture(&self, row: &Row) -> Option<Why> {
        if self.is_head(row) {
            return Some(Why::Head);
        }
        let sums = ["合计", "小计", "总计", "累计", "本页合计", "共计"];
        let tidy = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        let first = row.cells().map(|cell| tidy(cell.text)).filter(|text| !text.is_empty()).take(3);
        if first.into_iter().any(|text| sums.iter().any(|sum| text.starts_with(sum) || text.ends_with(sum))) {
            return Some(Why::Subtotal);
        }
        let signs = [
            "签字",
            "签章",
            "盖章",
            "制表",
            "填表",
            "审核人",
            "负责人",
            "经办人",
            "注：",
            "备注：",
            "说明：",
            "填报单位",
            "打印",
            "领款人：",
        ];
        let said: Vec<String> =
            row.cells().map(|cell| tidy(cell.text)).filter(|text| !text.is_empty()).collect();
        let few = said.len() <= 6;
        let signed = said.iter().any(|text| signs.iter().any(|sign| text.contains(sign)));
        (few && signed).then_some(Why::Signature)
    }

    /// Up to three different values of a column.
    #[must_use]
    pub fn samples(&self, rows: &[Row], place: usize) -> Vec<String> {
        let mut samples: Vec<String> = Vec::new();
        for row in rows.iter().filter(|row| row.number > self.head_rows[1]) {
            let text = row.cell(place).text;
            if !text.is_empty() && !samples.iter().any(|known| known == text) {
                samples.push(text.chars().take(24).collect());
            }
            if samples.len() == 3 {
                break;
            }
        }
        samples
    }
}

/// The table that the first rows of a sheet begin, where they have heads among which an ID number's is, or a column
/// that holds ID numbers; `named` are heads that a mapping knows.
#[must_use]
pub fn find(rows: &[Row], named: &BTreeMap<String, Column>, policy: &Policy) -> Option<Table> {
    let looked_at = rows.get(..rows.len().min(LOOKED_AT)).unwrap_or(rows);
    let column_of = |head: &str| named.get(&plain(head)).copied().or_else(|| Column::of_head(head));
    let mut best: Option<(usize, Vec<String>, [u32; 2])> = None;
    let mut take = |count: usize, heads: Vec<String>, rows: [u32; 2]| {
        if best.as_ref().is_none_or(|(most, ..)| count > *most) {
            best = Some((count, heads, rows));
        }
    };
    let single = |row: &Row| -> Vec<String> { row.cells().map(|cell| tidy(cell.text)).collect() };
    for (at, row) in looked_at.iter().enumerate() {
        let heads = single(row);
        let own = distinct(&heads, &column_of);
        take(own, heads, [row.number; 2]);
        if let Some(below) = looked_at.get(at + 1).filter(|below| may_be_heads(below)) {
            let joined = join(row, below, &column_of);
            let both = distinct(&joined, &column_of);
            // A title above the heads adds no column.
            if both > own.max(distinct(&single(below), &column_of)) {
                take(both, joined, [row.number, below.number]);
            }
        }
    }
    let (count, heads, head_rows) = best.filter(|(count, ..)| *count >= 2)?;
    let mut places = BTreeMap::new();
    for (place, head) in heads.iter().enumerate() {
        if let Some(column) = column_of(head) {
            places.entry(column).or_insert(place);
        }
    }
    let mut table = headed(heads, head_rows, places, policy);
    let rows_below: Vec<&Row> = rows.iter().filter(|row| row.number > head_rows[1]).take(SAMPLED).collect();
    by_content(&mut table, &rows_below);
    note_units(&mut table);
    let has = |column| table.places.contains_key(&column);
    // Few heads may also be words that happen to stand in a row; an ID number has to be there.
    if count < 2 || !(has(Column::Id) || has(Column::HouseholderId) || has(Column::MemberIds)) {
        return None;
    }
    table.kind = kind_of(&table);
    Some(table)
}

/// A table with these heads, of which it is not known yet what they are of.
fn headed(
    heads: Vec<String>,
    head_rows: [u32; 2],
    places: BTreeMap<Column, usize>,
    policy: &Policy,
) -> Table {
    Table {
        file: String::new(),
        sheet: None,
        encoding: None,
        kind: Kind::Persons,
        head_rows,
        facts: facts(&heads, policy),
        heads,
        places,
        ten_thousands: Vec::new(),
    }
}

/// The table whose columns have these names, with no row above those of its persons.
#[must_use]
pub fn of_names(heads: Vec<String>, named: &BTreeMap<String, Column>, policy: &Policy) -> Table {
    let mut places = BTreeMap::new();
    for (place, head) in heads.iter().enumerate() {
        let known = named.get(&plain(head)).copied().or_else(|| Column::of_head(head));
        if let Some(column) = known.or_else(|| Column::from_id(head)) {
            places.entry(column).or_insert(place);
        }
    }
    let mut table = headed(heads, [0; 2], places, policy);
    note_units(&mut table);
    table.kind = kind_of(&table);
    table
}

/// What the rows of a table are, by the columns that it has.
#[must_use]
pub fn kind_of(table: &Table) -> Kind {
    let has = |column| table.places.contains_key(&column);
    if has(Column::Total) {
        Kind::Settlements
    } else if has(Column::Assistance) || has(Column::TopUp) {
        Kind::Payments
    } else {
        Kind::Persons
    }
}

/// Notes which amounts are told in 万元.
pub fn note_units(table: &mut Table) {
    let heads = table.heads.iter().enumerate();
    table.ten_thousands = heads.filter(|(_, head)| head.contains("万元")).map(|(place, _)| place).collect();
}

/// Without line breaks and blanks inside.
fn tidy(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

fn distinct(heads: &[String], column_of: &impl Fn(&str) -> Option<Column>) -> usize {
    let mut columns: Vec<Column> = heads.iter().filter_map(|head| column_of(head)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.len()
}

/// Whether nothing in a row is a number, a day or an ID number.
fn may_be_heads(row: &Row) -> bool {
    let data = |cell: Cell<'_>| {
        let number =
            !cell.text.is_empty() && cell.text.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
        number || IdNumber::of(cell.text).is_ok() || matches!(day::read(cell), Ok(Some(_)))
    };
    !row.cells().any(data)
}

/// The heads of two rows: the lower one where it is known by itself or stands alone, else both.
fn join(upper: &Row, lower: &Row, column_of: &impl Fn(&str) -> Option<Column>) -> Vec<String> {
    let mut group = String::new();
    (0..upper.len().max(lower.len()))
        .map(|place| {
            let above = tidy(upper.cell(place).text);
            let below = tidy(lower.cell(place).text);
            if !above.is_empty() {
                group.clone_from(&above);
            } else if below.is_empty() {
                group.clear();
            }
            if below.is_empty() || below == above {
                return above;
            }
            let both = group.clone() + &below;
            if column_of(&both).is_none() && column_of(&below).is_some() { below } else { both }
        })
        .collect()
}

/// What lists call days that policies ask for, by the id of the question.
const DAYS: [(&str, [&str; 4]); 1] =
    [("recognised_on", ["认定日期", "认定时间", "身份认定日期", "救助身份认定日期"])];

/// The questions of the policy that heads name by their id or label, or by what lists call them.
fn facts(heads: &[String], policy: &Policy) -> Vec<(Id<FactQuestion>, usize)> {
    let mut facts = Vec::new();
    for (fact, question) in policy.each::<FactQuestion>() {
        let usual = DAYS.iter().filter(|(id, _)| *id == question.id).flat_map(|(_, names)| names);
        let mut names = vec![plain(&question.id), plain(&question.label)];
        names.extend(usual.map(|name| plain(name)));
        if let Some(place) = heads.iter().position(|head| !head.is_empty() && names.contains(&plain(head))) {
            facts.push((fact, place));
        }
    }
    facts
}

/// Looks for ID numbers by what columns hold, where no head names them; and gives up a column of amounts or days in
/// which hardly anything is one.
fn by_content(table: &mut Table, rows: &[&Row]) {
    let share = |place: usize, is: &dyn Fn(Cell<'_>) -> bool| {
        let cells = rows.iter().map(|row| row.cell(place)).filter(|cell| !cell.text.is_empty());
        let (all, good) =
            cells.fold((0_usize, 0_usize), |(all, good), cell| (all + 1, good + usize::from(is(cell))));
        (all, good)
    };
    if !table.places.contains_key(&Column::Id) {
        let free = |place: &usize| !table.places.values().any(|used| used == place);
        let ids = |place: &usize| {
            let (all, good) = share(*place, &|cell| IdNumber::read(cell).is_ok());
            all > 0 && 2 * good > all
        };
        if let Some(place) = (0..table.heads.len()).filter(free).find(ids) {
            table.places.insert(Column::Id, place);
        }
    }
    table.places.retain(|column, place| {
        let (all, good) = match column {
            column if column.is_amount() => share(*place, &|cell| amount::read(cell, false).is_ok()),
            Column::AdmittedOn | Column::DischargedOn | Column::SettledOn => {
                share(*place, &|cell| cell.kind == CellKind::Day || day::read(cell).is_ok())
            }
            _ => return true,
        };
        all < 5 || 4 * good > all
    });
}
