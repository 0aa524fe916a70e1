//! 格里写的：what is typed in a cell of the table, as a step of a way.

use super::edit::{EditError, parent, put};
use super::figures::Column;
use super::insert::append;
use super::item::items;
use super::lexed::has;
use super::numeral::{Unit, told, typed};
use super::patch::Patch;
use super::print::{inline, quoted};
use super::written::{Sheet, Written};

/// Whom to ask where the document is silent.
const UNKNOWN: &str = "文件没有写，问医保经办机构";

/// Where the step is to stand.
pub(super) struct Row<'r> {
    /// The place of its programme.
    pub program: &'r str,
    /// What the row is called.
    pub title: &'r str,
    /// Whether `per` is written around it.
    pub has_per: bool,
    /// Whether it begins with what one pays for insurance, of which a sum is the most that is given.
    pub of_premium: bool,
}

/// Whether a programme begins with what somebody answers, and not with bills.
pub(super) fn is_of_premium(program: &Written) -> bool {
    program.under("base").and_then(|base| base.under("from")).is_some_and(|from| from.under("fact").is_some())
}

/// What is written for a cell, and what has to stand elsewhere for it.
pub(super) type Made = (String, Vec<Patch>);

/// A step as it is written; none where the document sets none.
pub(super) fn step_of(
    sheet: &Sheet<'_>,
    row: &Row<'_>,
    column: Column,
    text: &str,
) -> Result<Option<Made>, EditError> {
    if is_none(text) {
        return Ok(None);
    }
    let per = if row.has_per { String::new() } else { quoted("year") };
    let made = |op: &str, value: Made, more: &[(&str, String)]| {
        let mut fields = vec![("op", quoted(op))];
        fields.push((if op == "threshold" { "at" } else { "value" }, value.0));
        fields.extend(more.iter().cloned());
        fields.push(("per", per.clone()));
        Ok(Some((inline(&fields), value.1)))
    };
    match column {
        Column::Line => {
            let more = [("inclusive", "false".to_owned()), ("keeps", quoted("excess"))];
            made("threshold", amount(sheet, row, column, text)?, &more)
        }
        Column::Limit => match pool(sheet, text) {
            Some(pool) => Ok(Some((inline(&[("op", quoted("cap")), ("pool", quoted(&pool))]), Vec::new()))),
            None => made("cap", amount(sheet, row, column, text)?, &[]),
        },
        Column::Share if is_open(text) => Ok(Some((not_stated(sheet, row), Vec::new()))),
        Column::Share if is_money(text) => {
            made(if row.of_premium { "cap" } else { "fixed" }, amount(sheet, row, column, text)?, &[])
        }
        Column::Share => {
            let share = typed(text, Unit::Percent).ok_or(EditError::NotAShare)?;
            made("ratio", (quoted(&share), Vec::new()), &[])
        }
        Column::Sum => made("fixed", amount(sheet, row, column, text)?, &[]),
        Column::Said => {
            let fields = [("op", quoted("not-stated")), ("text", quoted(text.trim()))];
            Ok(Some((inline(&fields), Vec::new())))
        }
        Column::Gate | Column::Plus | Column::Minus => Err(EditError::OnlyInText),
    }
}

pub(super) fn is_none(text: &str) -> bool {
    ["", "不设", "无", "—", "-", "/", "不设起付", "不设限额", "不封顶", "0"].contains(&text.trim())
}

/// 没有写: the document is silent.
pub(super) fn is_open(text: &str) -> bool {
    ["没有写", "没写", "未写", "缺"].contains(&text.trim())
}

/// 230元 where a share may stand as well.
pub(super) fn is_money(text: &str) -> bool {
    text.contains('元') && typed(text, Unit::Yuan).is_some()
}

/// What is said where the document does not say how much.
fn not_stated(sheet: &Sheet<'_>, row: &Row<'_>) -> String {
    let name = sheet.find(row.program).and_then(|program| program.under("name")).and_then(Written::text);
    let name = name.filter(|name| !name.is_empty()).unwrap_or("这一项");
    let text = format!("{}{name}给多少，文件没有写，请问医保", row.title);
    inline(&[("op", quoted("not-stated")), ("text", quoted(&text))])
}

/// The pool that is meant by its name.
fn pool(sheet: &Sheet<'_>, text: &str) -> Option<String> {
    let name = text.trim().trim_start_matches("共用").trim_start_matches(['：', ':']).trim();
    let pools = items("pools", sheet.root.under("pools"));
    let found = pools.iter().find(|pool| !name.is_empty() && pool.text("name") == Some(name))?;
    found.text("id").map(str::to_owned)
}

/// An amount: a figure, a share of something that the place announces, or nothing that is known.
pub(super) fn amount(
    sheet: &Sheet<'_>,
    row: &Row<'_>,
    column: Column,
    text: &str,
) -> Result<Made, EditError> {
    if let Some(figure) = typed(text, Unit::Yuan) {
        return Ok((quoted(&figure), Vec::new()));
    }
    if is_open(text) {
        let program = sheet.find(row.program).ok_or(EditError::NoPlace)?;
        let of = |name: &str| program.under(name).and_then(Written::text);
        let id = of("id").unwrap_or("program").replace('-', "_");
        let (what, stem) = match column {
            Column::Limit => ("一年最多多少", "limit"),
            Column::Line => ("起付多少", "line"),
            _ => ("给多少", "sum"),
        };
        let stem = format!("{id}_{stem}");
        let label = format!("{}{what}", of("name").unwrap_or("救助"));
        return Ok(parameter(sheet, &stem, &label, UNKNOWN, None, column == Column::Limit));
    }
    // 本市上年居民人均可支配收入的25%.
    let shares: Vec<_> = told(text).into_iter().filter(|told| told.unit == Unit::Percent).collect();
    let [share] = shares.as_slice() else { return Err(EditError::NotAnAmount) };
    let label = text.get(..share.at.start).unwrap_or_default().trim();
    let label = label.trim_end_matches(['的', '按', '×', '*', ' ']);
    let figure = text.get(share.at.start..).and_then(|share| typed(share, Unit::Percent));
    match figure {
        Some(figure) if label.chars().count() > 1 => {
            let stem = if has(label, "收入") { "income_last_year" } else { "standard" };
            Ok(parameter(
                sheet,
                stem,
                label,
                "文件没有写是多少，问统计局或者医保经办机构",
                Some(&figure),
                false,
            ))
        }
        _ => Err(EditError::NotAnAmount),
    }
}

/// 没有写 for what several programmes share.
pub(super) fn pool_amount(sheet: &Sheet<'_>, place: &str) -> Result<Vec<Patch>, EditError> {
    let (pool, _) = parent(sheet, place).ok_or(EditError::NoPlace)?;
    let of = |name: &str| pool.under(name).and_then(Written::text).filter(|text| !text.is_empty());
    let stem = format!("{}_limit", of("id").unwrap_or("pool").replace('-', "_"));
    let label = format!("{}一年最多多少", of("name").unwrap_or("合用的限额"));
    let (value, mut patches) = parameter(sheet, &stem, &label, UNKNOWN, None, true);
    patches.extend(put(sheet, place, &value)?);
    Ok(patches)
}

/// The parameter of this label, added where there is none yet; a limit that nobody knows lies between its bounds.
fn parameter(
    sheet: &Sheet<'_>,
    stem: &str,
    label: &str,
    ask: &str,
    share: Option<&str>,
    ranges: bool,
) -> Made {
    let known = items("parameters", sheet.root.under("parameters"));
    let is_it =
        |other: &str| other.strip_prefix(label).is_some_and(|rest| rest.is_empty() || rest.starts_with('（'));
    let named = known.iter().find(|item| item.text("label").is_some_and(is_it));
    let share = share.map_or(String::new(), quoted);
    let value = |id: &str| inline(&[("parameter", quoted(id)), ("share", share.clone())]);
    if let Some(id) = named.and_then(|item| item.text("id")) {
        return (value(id), Vec::new());
    }
    let taken = |id: &str| known.iter().any(|item| item.text("id") == Some(id));
    let mut id = stem.to_owned();
    for number in 2..=known.len() + 2 {
        if !taken(&id) {
            break;
        }
        id = format!("{stem}_{number}");
    }
    let fields = [
        ("id", quoted(&id)),
        ("label", quoted(&format!("{label}（元；{ask}）"))),
        ("unit", quoted("yuan")),
        ("min", quoted("0")),
        ("max", quoted("1000000")),
        ("ranges", if ranges { "true".into() } else { String::new() }),
    ];
    (value(&id), append(sheet, "parameters", &fields, &[]))
}

/// A label without what is added in brackets.
pub(super) fn bare(label: &str) -> &str {
    label.split('（').next().unwrap_or(label).trim()
}
