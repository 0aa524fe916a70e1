//! 一行：what is written of each person, and of each row that was set aside.

use super::Ground;
use crate::assess::Assessment;
use crate::document::cell::letters;
use crate::roster::{Gathered, SetAside, Table, Verdict, wording};
use crate::say::{Say, said};

/// 没有当作表的一页 of a workbook; its rows are set aside, at places behind those of the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoTable {
    /// The file.
    pub file: String,
    /// The page.
    pub sheet: String,
}

/// The heads of the columns of a person's line.
pub const HEADS: [&str; 16] = [
    "结果",
    "姓名",
    "身份证号",
    "镇街",
    "村（社区）",
    "身份",
    "年龄",
    "该领最少",
    "该领最多",
    "已领",
    "相差最少",
    "相差最多",
    "项目",
    "原因",
    "名单里的行",
    "另有没算的行",
];

/// The head of what is written of a person where all of it is to be explained.
pub const STEPS: &str = "怎么算的";

/// The heads of the columns of a row that was set aside.
pub const ASIDE_HEADS: [&str; 6] = ["文件", "页", "行", "格", "列", "为什么没算"];

/// What is written of a person, under [`HEADS`] and, where all is explained, [`STEPS`].
#[must_use]
pub fn line(
    ground: &Ground<'_>,
    person: &Gathered,
    verdict: &Verdict,
    assessed: &Assessment<'_>,
) -> Vec<String> {
    let policy = ground.policy;
    let held = person.case.person.categories.map(|held| held.names().join("、")).unwrap_or_default();
    let mut line = vec![
        verdict.pile.name().to_owned(),
        person.about.name.to_string(),
        person.id.to_string(),
        person.about.town.to_string(),
        person.about.village.to_string(),
        held,
        person.case.person.age.map(|age| age.to_string()).unwrap_or_default(),
        said!(verdict.due.min()),
        said!(verdict.due.max()),
        said!(verdict.paid),
        wording::signed(verdict.due.min(), verdict.paid),
        wording::signed(verdict.due.max(), verdict.paid),
        wording::programs(policy, verdict),
        wording::why(policy, person, verdict, assessed),
        wording::rows(ground.tables, person),
        if person.gaps == 0 { String::new() } else { person.gaps.to_string() },
    ];
    if ground.explain {
        line.push(wording::steps(policy, person, assessed));
    }
    line
}

/// What is written of a row that was set aside, under [`ASIDE_HEADS`].
#[must_use]
pub fn aside_line(tables: &[Table], others: &[NoTable], aside: &SetAside) -> Vec<String> {
    let place = usize::from(aside.table);
    let table = tables.get(place);
    let other = || place.checked_sub(tables.len()).and_then(|place| others.get(place));
    let page = match table {
        Some(table) => Some((&table.file, table.sheet.as_ref())),
        None => other().map(|other| (&other.file, Some(&other.sheet))),
    };
    let (file, sheet) = page.unzip();
    let head = aside.column.and_then(|column| table?.heads.get(usize::from(column))).cloned();
    let cell = aside.column.map(|column| format!("{}{}", letters(usize::from(column)), aside.row));
    vec![
        file.cloned().unwrap_or_default(),
        sheet.flatten().cloned().unwrap_or_default(),
        aside.row.to_string(),
        cell.unwrap_or_default(),
        head.unwrap_or_default(),
        aside.why.to_string(),
    ]
}
