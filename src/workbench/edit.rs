//! 改一处：a change in the form as patches on the text.

use core::fmt;

use super::add::{self, Added};
use super::erase;
use super::figures::{Column, FIGURES, column};
use super::insert::{insert_field, push};
use super::lexed::line_start;
use super::numeral::{Unit, typed};
use super::patch::Patch;
use super::people::categories;
use super::print::{inline, list, quoted};
use super::written::{Shape, Sheet, What, Written};

/// 表里改的一处.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A text or a figure, written where it was or where it belongs.
    Set {
        /// Where, such as `programs.0.name`.
        place: String,
        /// What it says from now on.
        text: String,
    },
    /// Yes or no.
    Flag {
        /// Where.
        place: String,
        /// Which.
        on: bool,
    },
    /// Ids.
    Choose {
        /// Where.
        place: String,
        /// All of them.
        ids: Vec<String>,
    },
    /// Identities, as words name them.
    People {
        /// Where their ids stand.
        place: String,
        /// The words.
        text: String,
    },
    /// A figure of a row of the table, by its column.
    Figure {
        /// The way.
        way: String,
        /// The column.
        column: Column,
        /// The figure; empty or 不设 where there is none, 没有写 where the document is silent.
        text: String,
    },
    /// A field or an item goes.
    Remove {
        /// Where.
        place: String,
    },
    /// Something new.
    Add {
        /// What.
        added: Added,
    },
}

/// Why a change cannot be made in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The text is no TOML just now.
    NotToml,
    /// There is no such place.
    NoPlace,
    /// It is written in a way that the form does not change.
    OnlyInText,
    /// It should be an amount.
    NotAnAmount,
    /// It should be a share.
    NotAShare,
}

impl fmt::Display for EditError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NotToml => "文本里有没写完整的地方，先在文本里改好",
            Self::NoPlace => "这一处已经不在文本里了",
            Self::OnlyInText => "这一处的写法表里改不了，请在文本里改",
            Self::NotAnAmount => "要写金额，如 3000、3万元",
            Self::NotAShare => "要写比例，如 70%、七成",
        })
    }
}

/// What a change does to the text. Places are bytes.
///
/// # Errors
///
/// Where the form cannot make the change; the text is then left alone.
pub fn patches(text: &str, edit: &Edit) -> Result<Vec<Patch>, EditError> {
    let sheet = Sheet::of(text).ok_or(EditError::NotToml)?;
    let mut patches = match edit {
        Edit::Set { place, text } => set(&sheet, place, text),
        Edit::Flag { place, on } => put(&sheet, place, if *on { "true" } else { "false" }),
        Edit::Choose { place, ids } => {
            let written = sheet.find(place);
            let several = written.is_none_or(|value| value.text().is_none());
            match ids.as_slice() {
                [one] if !several => put(&sheet, place, &quoted(one)),
                ids => put(&sheet, place, &list(ids)),
            }
        }
        Edit::People { place, text } => put(&sheet, place, &list(&categories(text))),
        Edit::Figure { way, column, text } => figure(&sheet, way, *column, text),
        Edit::Remove { place } => remove(&sheet, place).map(|patch| vec![patch]),
        Edit::Add { added } => add::patches(&sheet, added),
    }?;
    if text.contains("\r\n") {
        for patch in &mut patches {
            patch.insert = patch.insert.replace('\n', "\r\n");
        }
    }
    patches.sort_by_key(|patch| patch.from);
    Ok(patches)
}

/// The table around a place, and the place's own name.
fn parent<'p, 's>(sheet: &'s Sheet<'_>, place: &'p str) -> Option<(&'s Written, &'p str)> {
    let (around, name) = place.rsplit_once('.').unwrap_or(("", place));
    sheet.find(around).map(|table| (table, name))
}

fn set(sheet: &Sheet<'_>, place: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let name = place.rsplit('.').next().unwrap_or_default();
    let is_figure = FIGURES.contains(&name) && place.contains(".steps.") || place.ends_with(".amount");
    let text = if is_figure { typed_figure(sheet, place, text)? } else { text.trim().to_owned() };
    put(sheet, place, &quoted(&text))
}

/// A figure as a pack writes it.
fn typed_figure(sheet: &Sheet<'_>, place: &str, text: &str) -> Result<String, EditError> {
    let (table, name) = parent(sheet, place).ok_or(EditError::NoPlace)?;
    let op = table.under("op").and_then(Written::text).unwrap_or_default();
    let was_share = sheet.find(place).and_then(Written::text).is_some_and(|text| text.ends_with('%'));
    let is_share =
        was_share || ["share", "low", "high"].contains(&name) || (name == "value" && op == "ratio");
    if is_share {
        typed(text, Unit::Percent).ok_or(EditError::NotAShare)
    } else {
        typed(text, Unit::Yuan).ok_or(EditError::NotAnAmount)
    }
}

/// Writes a value that is there anew, or a field that is missing where a hand would put it.
fn put(sheet: &Sheet<'_>, place: &str, value: &str) -> Result<Vec<Patch>, EditError> {
    if let Some(written) = sheet.find(place) {
        let is_plain = match &written.what {
            What::Text(_) | What::Flag(_) | What::Plain => true,
            What::List(items) => items.iter().all(|item| item.text().is_some()),
            What::Table(..) => written.under("parameter").is_some(),
        };
        let source = sheet.text.get(written.at.clone()).ok_or(EditError::NoPlace)?;
        if !is_plain || !super::lexed::comments(source).is_empty() {
            return Err(EditError::OnlyInText);
        }
        return Ok(vec![Patch { from: written.at.start, to: written.at.end, insert: value.to_owned() }]);
    }
    let (table, name) = parent(sheet, place).ok_or(EditError::NoPlace)?;
    insert_field(sheet, table, name, value).map(|patch| vec![patch])
}

fn remove(sheet: &Sheet<'_>, place: &str) -> Result<Patch, EditError> {
    let written = sheet.find(place).ok_or(EditError::NoPlace)?;
    if sheet.is_headed(written) {
        return Ok(erase::block(sheet, written));
    }
    if sheet.has_header(written) {
        return Err(EditError::OnlyInText);
    }
    let (around, name) = parent(sheet, place).ok_or(EditError::NoPlace)?;
    if let What::List(items) = &around.what {
        // The last row of a block takes the block along.
        if let Some((block, "rows")) = place.rsplit_once('.').and_then(|(rows, _)| rows.rsplit_once('.'))
            && items.len() == 1
        {
            return remove(sheet, block);
        }
        let index = name.parse().map_err(|_| EditError::NoPlace)?;
        return erase::item(sheet, around, index).ok_or(EditError::NoPlace);
    }
    match around.shape() {
        Some(Shape::Dotted) | None => Err(EditError::OnlyInText),
        Some(shape) => erase::field(sheet, around, name, shape == Shape::Inline).ok_or(EditError::NoPlace),
    }
}

/// A figure of a row of the table.
fn figure(sheet: &Sheet<'_>, way: &str, of: Column, text: &str) -> Result<Vec<Patch>, EditError> {
    let table = sheet.find(way).ok_or(EditError::NoPlace)?;
    let Some(steps) = table.under("steps") else {
        if sheet.shared(way, "steps").is_some() {
            return Err(EditError::OnlyInText);
        }
        let step = step(sheet, way, of, text)?.ok_or(EditError::NoPlace)?;
        return insert_field(sheet, table, "steps", &format!("[{step}]")).map(|patch| vec![patch]);
    };
    let columns: Vec<Option<Column>> =
        steps.items().iter().map(|step| step.under("op").and_then(Written::text).and_then(column)).collect();
    let mut found = columns.iter().enumerate().filter(|(_, column)| **column == Some(of));
    let (first, more) = (found.next(), found.next());
    let silent = text.trim() == "没有写";
    if silent && of == Column::Limit && first.is_none() {
        let program = way.split(".ways.").next().unwrap_or_default();
        let (step, mut patches) = add::open_limit(sheet, program)?;
        patches.extend(push(sheet, steps, None, &step));
        return Ok(patches);
    }
    if silent && of == Column::Share {
        let all = format!("[{}]", not_stated("比例没有写"));
        return Ok(vec![Patch { from: steps.at.start, to: steps.at.end, insert: all }]);
    }
    let Some((place, _)) = first else {
        let Some(step) = step(sheet, way, of, text)? else { return Ok(Vec::new()) };
        if let [Some(Column::Said)] = columns.as_slice() {
            let all = format!("[{step}]");
            return Ok(vec![Patch { from: steps.at.start, to: steps.at.end, insert: all }]);
        }
        let rank = |column: Column| match column {
            Column::Line => 0,
            Column::Share => 1,
            Column::Sum => 2,
            Column::Limit | Column::Said => 3,
        };
        let before = columns.iter().rposition(|column| column.is_some_and(|column| rank(column) < rank(of)));
        return Ok(match (before, steps.items().first()) {
            (None, Some(first)) => {
                let start = line_start(sheet.text, first.at.start);
                let indent = sheet.text.get(start..first.at.start).unwrap_or_default();
                let own_line = indent.trim().is_empty();
                let between = if own_line { format!(",\n{indent}") } else { ", ".into() };
                vec![Patch { from: first.at.start, to: first.at.start, insert: format!("{step}{between}") }]
            }
            (before, _) => push(sheet, steps, before, &step),
        });
    };
    if more.is_some() {
        return Err(EditError::OnlyInText);
    }
    let step_place = format!("{way}.steps.{place}");
    if is_none(text) {
        return remove(sheet, &step_place).map(|patch| vec![patch]);
    }
    let written = sheet.find(&step_place).ok_or(EditError::NoPlace)?;
    let name = ["value", "at"].into_iter().find(|name| written.under(name).is_some());
    set(sheet, &format!("{step_place}.{}", name.ok_or(EditError::OnlyInText)?), text)
}

fn is_none(text: &str) -> bool {
    ["", "不设", "无", "—", "-", "不设起付", "不设限额", "不封顶", "0"].contains(&text.trim())
}

fn not_stated(text: &str) -> String {
    inline(&[("op", quoted("not-stated")), ("text", quoted(text))])
}

/// A step as it is written; none where the document sets none.
fn step(sheet: &Sheet<'_>, way: &str, column: Column, text: &str) -> Result<Option<String>, EditError> {
    let program = way.split(".ways.").next().unwrap_or_default();
    let has_per = |place: &str| sheet.find(place).is_some_and(|table| table.under("per").is_some());
    step_of(column, text, has_per(program) || has_per(way))
}

/// The same where it is known whether `per` is written around it.
pub(super) fn step_of(column: Column, text: &str, has_per: bool) -> Result<Option<String>, EditError> {
    if is_none(text) {
        return Ok(None);
    }
    let per = if has_per { String::new() } else { quoted("year") };
    let amount = || typed(text, Unit::Yuan).map(|text| quoted(&text)).ok_or(EditError::NotAnAmount);
    let fields: Vec<(&str, String)> = match column {
        Column::Line => vec![
            ("op", quoted("threshold")),
            ("at", amount()?),
            ("inclusive", "false".into()),
            ("keeps", quoted("excess")),
            ("per", per),
        ],
        Column::Share if text.trim() == "没有写" => return Ok(Some(not_stated("比例没有写"))),
        Column::Share => {
            let share = typed(text, Unit::Percent).ok_or(EditError::NotAShare)?;
            vec![("op", quoted("ratio")), ("value", quoted(&share)), ("per", per)]
        }
        Column::Limit => vec![("op", quoted("cap")), ("value", amount()?), ("per", per)],
        Column::Sum => vec![("op", quoted("fixed")), ("value", amount()?), ("per", per)],
        Column::Said => return Ok(Some(not_stated(text.trim()))),
    };
    Ok(Some(inline(&fields)))
}
