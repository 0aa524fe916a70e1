//! 表：what the text of a pack shows as a form, each cell with its place, its citation and the article's own words.

use serde::Serialize;

use super::doubt::Doubt;
use super::figures::Column;

/// 政策包 as a form. Places are counted in UTF-16, as JavaScript does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Form {
    /// What the pack says of itself.
    pub head: Vec<Cell>,
    /// 文件.
    pub sources: Vec<Entry>,
    /// 依据.
    pub citations: Vec<Entry>,
    /// 另外要问的.
    pub questions: Vec<Entry>,
    /// 身份的分类.
    pub groups: Vec<Entry>,
    /// 留给地方填的.
    pub parameters: Vec<Entry>,
    /// 读法.
    pub readings: Vec<Entry>,
    /// 共用限额.
    pub pools: Vec<Entry>,
    /// 材料.
    pub documents: Vec<Entry>,
    /// 途径.
    pub routes: Vec<Entry>,
    /// 项目.
    pub programs: Vec<FormProgram>,
    /// What stays in the text alone.
    pub beyond: Vec<Beyond>,
}

/// 一项: an item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Its place.
    pub place: String,
    /// Its id.
    pub id: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// 项目.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormProgram {
    /// Its place.
    pub place: String,
    /// Its id.
    pub id: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// 各档.
    pub ways: Vec<FormWay>,
}

/// 一档.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormWay {
    /// Its place.
    pub place: String,
    /// What the row is called.
    pub title: String,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Its figures, step after step.
    pub figures: Vec<Cell>,
}

/// 一格.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The name of the field.
    pub name: String,
    /// Its place.
    pub place: String,
    /// Where its value begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// What it says; of a list, one a line.
    pub text: String,
    /// What it holds.
    pub kind: CellKind,
    /// Its column, where it is a figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<Column>,
    /// When it holds, as it is written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub when: String,
    /// Whether those are words, which can be typed anew.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub is_told: bool,
    /// The reading that it holds for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub reading: String,
    /// The ids that it cites.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cite: Vec<String>,
    /// What those articles say.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Why it is perhaps not what they say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doubt: Option<Doubted>,
}

/// 这个数可疑.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubted {
    /// Why.
    pub why: Doubt,
    /// In words.
    pub text: &'static str,
    /// The nearest number of the words.
    pub near: String,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellKind {
    /// 元.
    Yuan,
    /// 百分比.
    Percent,
    /// Words, ids and dates.
    Text,
    /// Ids.
    Ids,
    /// 是、否.
    Flag,
    /// Something that is changed in the text only.
    Said,
}

/// 表里没有的.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beyond {
    /// The name of the field.
    pub name: String,
    /// Where it begins.
    pub from: usize,
    /// How many there are.
    pub count: usize,
}
