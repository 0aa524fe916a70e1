//! 列的对应：how a list was understood, kept in a file and applied to next month's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::column::{Column, plain};
use super::head::{self, Table};
use crate::lean::joined;
use crate::policy::{FactQuestion, Id};
use crate::say::{Say, said, say, shown};

/// 列的对应, as TOML or JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Those who are on no list of persons: `general`, where the lists name everybody with an identity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_listed: Option<String>,
    /// Whether an empty cell of what insurance paid means nothing, and not that nobody knows.
    #[serde(skip_serializing_if = "is_false")]
    pub blank_is_zero: bool,
    /// 页：those that are read of workbooks that have any of them; none: every one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// 本地的数, by the parameter's id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, String>,
    /// What this place writes for the known words.
    #[serde(skip_serializing_if = "Folds::is_empty")]
    pub folds: Folds,
    /// 一张表.
    pub tables: Vec<TableMapping>,
}

/// 说法的对应: what a list writes, and the word that it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Folds {
    /// 身份.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub identity: BTreeMap<String, Vec<String>>,
    /// 参保.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub insurance: BTreeMap<String, String>,
    /// 就医类型.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub care: BTreeMap<String, String>,
    /// 医疗机构级别.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub level: BTreeMap<String, String>,
    /// 就医地点.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub place: BTreeMap<String, String>,
    /// 病种.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub disease: BTreeMap<String, Vec<String>>,
    /// 村, towns included.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub village: BTreeMap<String, String>,
}

/// 一张表的列.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TableMapping {
    /// What its rows are.
    pub kind: Kind,
    /// The encoding, of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The sheet, of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The first and last row of the heads.
    pub head_rows: [u32; 2],
    /// Every head, in order; those of two rows joined.
    pub heads: Vec<String>,
    /// The head of each column that is used.
    pub columns: BTreeMap<String, String>,
    /// The head of each column that answers a question of the policy.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, String>,
}

/// 一行是什么.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 一人（一户）一行.
    #[default]
    Persons,
    /// 一次结算一行.
    Settlements,
    /// 一笔发放一行.
    Payments,
}

/// What is otherwise than the mapping says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A table like none of the mapping's.
    NewTable,
    /// Another encoding: what it was, and is.
    Encoding(String, String),
    /// Another name of the sheet: what it was, and is.
    Sheet(String, String),
    /// The heads are in another row: which it was, and is.
    HeadMoved(u32, u32),
    /// A column that has another head: which, what it was, and is.
    Renamed(Column, String, String),
    /// A column that is not there any more.
    Missing(Column, String),
    /// A column in another place.
    Moved(Column, String),
    /// A new head, and the column that it is used as.
    Added(String, Option<Column>),
    /// A column of the policy's question that is not there any more.
    FactMissing(String, String),
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Folds {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Mapping {
    /// Reads TOML, or JSON where it begins with a brace.
    ///
    /// # Errors
    /// What is wrong with it, in the reader's words.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let mapping: Self = if text.trim_start().starts_with('{') {
            serde_json::from_str(text).map_err(|error| error.to_string())?
        } else {
            toml::from_str(text).map_err(|error| error.to_string())?
        };
        let named = mapping.tables.iter().flat_map(|table| table.columns.keys());
        let unknown: Vec<&str> =
            named.map(String::as_str).filter(|id| Column::from_id(id).is_none()).collect();
        if unknown.is_empty() {
            return Ok(mapping);
        }
        let known = Column::ALL.iter().map(|column| column.id());
        Err(said!("columns 里没有 ", joined(unknown, "、"), " 这样的列：能写的是 ", joined(known, "、")))
    }

    /// The columns that it knows, by their heads.
    #[must_use]
    pub fn named(&self) -> BTreeMap<String, Column> {
        let columns = self.tables.iter().flat_map(|table| &table.columns);
        columns.filter_map(|(id, head)| Some((plain(head), Column::from_id(id)?))).collect()
    }

    /// The TOML of it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        toml::to_string(self).unwrap_or_default()
    }

    /// The table of the mapping that `table` is most like, where it is like any: of the same kind or with the very heads,
    /// and with more than half of its columns.
    fn like(&self, table: &Table) -> Option<&TableMapping> {
        let heads: Vec<String> = table.heads.iter().map(|head| plain(head)).collect();
        let found = |known: &TableMapping| {
            let is_there = |(id, head): &(&String, &String)| {
                let same = heads.contains(&plain(head));
                same || Column::from_id(id).is_some_and(|column| table.place(column).is_some())
            };
            known.columns.iter().filter(is_there).count()
        };
        // Whoever put the columns right may have made another kind of it.
        let same_heads =
            |known: &TableMapping| known.heads.iter().map(|head| plain(head)).eq(heads.iter().cloned());
        let fits = self
            .tables
            .iter()
            .filter(|known| known.kind == table.kind || known.columns.is_empty() || same_heads(known));
        fits.filter(|known| 2 * found(known) > known.columns.len()).max_by_key(|known| found(known))
    }
}

/// Uses the columns of the mapping for a table whose heads were found, and says what is otherwise.
pub fn apply(
    mapping: &Mapping,
    table: &mut Table,
    fact_id: &dyn Fn(&str) -> Option<Id<FactQuestion>>,
) -> Vec<Change> {
    if mapping.tables.is_empty() {
        return Vec::new();
    }
    let Some(known) = mapping.like(table) else { return vec![Change::NewTable] };
    let mut changes = Vec::new();
    if let (Some(was), Some(is)) = (&known.encoding, &table.encoding)
        && was != is
    {
        changes.push(Change::Encoding(was.clone(), is.clone()));
    }
    if let (Some(was), Some(is)) = (&known.sheet, &table.sheet)
        && was != is
    {
        changes.push(Change::Sheet(was.clone(), is.clone()));
    }
    if known.head_rows != table.head_rows {
        changes.push(Change::HeadMoved(known.head_rows[1], table.head_rows[1]));
    }
    let guessed = table.places.clone();
    let place_of = |head: &str| table.heads.iter().position(|other| plain(other) == plain(head));
    let mut places = BTreeMap::new();
    for (id, head) in &known.columns {
        let Some(column) = Column::from_id(id) else { continue };
        if let Some(place) = place_of(head) {
            places.insert(column, place);
            if known.heads.iter().position(|other| plain(other) == plain(head)) != Some(place) {
                changes.push(Change::Moved(column, head.clone()));
            }
        } else if let Some(&place) = guessed.get(&column) {
            places.insert(column, place);
            let is = table.heads.get(place).cloned().unwrap_or_default();
            changes.push(Change::Renamed(column, head.clone(), is));
        } else {
            changes.push(Change::Missing(column, head.clone()));
        }
    }
    // A head that was there before and was not used is not used now either.
    for (place, head) in table.heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
        let is_known = known.heads.iter().any(|other| plain(other) == plain(head));
        if is_known || places.values().any(|used| *used == place) {
            continue;
        }
        let column = guessed.iter().find(|(column, at)| **at == place && !places.contains_key(column));
        let column = column.map(|(column, _)| *column);
        if let Some(column) = column {
            places.insert(column, place);
        }
        changes.push(Change::Added(head.clone(), column));
    }
    for (id, head) in &known.facts {
        match (fact_id(id), place_of(head)) {
            (Some(fact), Some(place)) => {
                table.facts.retain(|(other, _)| *other != fact);
                table.facts.push((fact, place));
            }
            _ => changes.push(Change::FactMissing(id.clone(), head.clone())),
        }
    }
    table.places = places;
    table.kind = known.kind;
    head::note_units(table);
    changes
}

/// What a table was understood as.
#[must_use]
pub fn of_table(table: &Table, fact_id: &dyn Fn(Id<FactQuestion>) -> String) -> TableMapping {
    let head = |place: usize| table.heads.get(place).cloned().unwrap_or_default();
    TableMapping {
        kind: table.kind,
        encoding: table.encoding.clone(),
        sheet: table.sheet.clone(),
        head_rows: table.head_rows,
        heads: table.heads.clone(),
        columns: table.places.iter().map(|(column, place)| (column.id().into(), head(*place))).collect(),
        facts: table.facts.iter().map(|(fact, place)| (fact_id(*fact), head(*place))).collect(),
    }
}

impl Say for Change {
    fn say(&self, text: &mut String) {
        match self {
            Self::NewTable => text.push_str("和列的对应里哪张表都不像，重新认了一遍"),
            Self::Encoding(was, is) => say!(text; "编码原来是 ", was, "，现在是 ", is),
            Self::Sheet(was, is) => say!(text; "页名原来是“", was, "”，现在是“", is, "”"),
            Self::HeadMoved(was, is) => say!(text; "表头原来在第 ", was, " 行，现在在第 ", is, " 行"),
            Self::Renamed(column, was, is) => {
                say!(text; column.name(), "：原来叫“", was, "”，现在用“", is, "”");
            }
            Self::Missing(column, was) => say!(text; column.name(), "：原来叫“", was, "”，现在没有了"),
            Self::Moved(column, head) => say!(text; column.name(), "：“", head, "”换了位置"),
            Self::Added(head, Some(column)) => say!(text; "多了一列“", head, "”，当作", column.name()),
            Self::Added(head, None) => say!(text; "多了一列“", head, "”，没有用"),
            Self::FactMissing(id, head) => say!(text; "问题 ", id, "：原来在“", head, "”，现在没有了"),
        }
    }
}

shown!(Change);

impl Kind {
    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Persons => "人员名单",
            Self::Settlements => "结算记录",
            Self::Payments => "发放记录",
        }
    }
}
