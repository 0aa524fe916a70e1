//! 改一处：a change in the form as patches on the text.

use core::fmt;

use super::add;
use super::added::Added;
use super::figures::{Column, FIGURES};
use super::insert::insert_field;
use super::lexed::has;
use super::numeral::{Unit, typed};
use super::patch::Patch;
use super::print::{list, quoted};
use super::written::{Shape, Sheet, What, Written};
use super::{adjust, bills, erase, excepted, once, route, row, step};
use crate::lean::put_in_order;

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
    /// People, as words name them.
    People {
        /// Where the condition on them stands.
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
    /// Whether a figure of a row can be read in two ways.
    Reading {
        /// The way.
        way: String,
        /// The column.
        column: Column,
        /// Whether it can.
        on: bool,
    },
    /// 起付合起来扣: whether it can be read as taken off once for all programmes that have such a row.
    Once {
        /// The way.
        way: String,
        /// Whether it can.
        on: bool,
    },
    /// 追溯: bills of how many months before somebody was recognised count.
    LookBack {
        /// The programme.
        program: String,
        /// How many; empty where none do.
        text: String,
    },
    /// 随情形加减: in one more circumstance the share of a row is another.
    Adjust {
        /// The way.
        way: String,
        /// Whether it is more.
        up: bool,
        /// The circumstance.
        when: String,
        /// By how much: 10个百分点, or 原来的10%.
        by: String,
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
    /// It should be people.
    NotPeople,
    /// It should be a time within which one has to apply.
    NotATime,
    /// It should be a circumstance in which a share is another.
    NotACircumstance,
    /// It should be by how much a share moves.
    NotAMove,
    /// There is no share that could be moved.
    NoShare,
    /// What is reckoned by the year does not look at a single bill.
    ByTheYear,
    /// No other programme has such a row.
    NotShared,
    /// The deductible is ticked as taken off once for several programmes.
    OnceFirst,
}

impl core::error::Error for EditError {}

impl fmt::Display for EditError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::NotToml => "文本里有没写完整的地方，先在文本里改好",
            Self::NoPlace => "这一处已经不在文本里了",
            Self::OnlyInText => "这一处的写法表里改不了，请在文本里改",
            Self::NotAnAmount => "要写金额，如 3000、3万元，或者“上年居民人均可支配收入的25%”；文件没有写的写“没有写”",
            Self::NotAShare => "要写比例，如 70%、七成；定额写上“元”，文件没有写的写“没有写”",
            Self::NotPeople => "不认得是谁：写身份（低保、特困、返贫致贫……）或者分类的名称，用顿号隔开；别的先在“另外要问的”里加一问，再写那一问的短名字",
            Self::NotATime => "要写多久以内，如 出院后6个月、每年12月15日、第二年3月31日、本季末",
            Self::NotACircumstance => "不认得是什么情形：写年龄、身份（14周岁以下、孤儿），或者单据（没有办转诊、在外省、在一级医院）；别的先在“另外要问的”里加一问，再写那一问的短名字",
            Self::NotAMove => "要写加减多少，如 10个百分点，或者 原来的10%",
            Self::NoShare => "这一行还没有比例，先填比例，再写加减",
            Self::OnceFirst => "先去掉“各扣一次起付，还是合起来扣一次”的勾，改好再勾上",
            Self::NotShared => "别的项目里还没有同样的人、同样的起付的一行，或者两个项目管的单据是一样的：先把那一行填好",
            Self::ByTheYear => "前面有按全年扣的（起付），比例就不能再看每张单据：写进“文件里有、这里表达不了的”",
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
        Edit::Choose { place, ids } => choose(&sheet, place, ids),
        Edit::People { place, text } => row::people(&sheet, place, text),
        Edit::Figure { way, column, text } => row::figure(&sheet, way, *column, text),
        Edit::Reading { way, column, on } => row::reading(&sheet, way, *column, *on),
        Edit::Once { way, on } => once::patches(&sheet, way, *on),
        Edit::LookBack { program, text } => bills::look_back(&sheet, program, text),
        Edit::Adjust { way, up, when, by } => row::adjusted(&sheet, way, *up, when, by),
        Edit::Remove { place } => remove(&sheet, place).map(|patch| vec![patch]),
        Edit::Add { added } => add::patches(&sheet, added),
    }?;
    put_in_order(&mut patches, |patch| patch.from);
    excepted::follow(&sheet, &mut patches);
    if text.contains("\r\n") {
        for patch in &mut patches {
            // What was taken over from the text ends its lines so already.
            patch.insert = patch.insert.replace("\r\n", "\n").replace('\n', "\r\n");
        }
    }
    put_in_order(&mut patches, |patch| patch.from);
    Ok(patches)
}

/// The table around a place, and the place's own name.
#[inline(never)]
pub(super) fn parent<'p, 's>(sheet: &'s Sheet<'_>, place: &'p str) -> Option<(&'s Written, &'p str)> {
    let (around, name) = place.rsplit_once('.').unwrap_or(("", place));
    sheet.find(around).map(|table| (table, name))
}

/// The field that a place is of.
fn name_of(place: &str) -> &str {
    place.rsplit('.').next().unwrap_or_default()
}

fn choose(sheet: &Sheet<'_>, place: &str, ids: &[String]) -> Result<Vec<Patch>, EditError> {
    let written = sheet.find(place);
    if ids.is_empty() && name_of(place) == "cite" {
        // What is taken over from around stays there.
        return written.map_or(Ok(Vec::new()), |_| remove(sheet, place).map(|patch| vec![patch]));
    }
    if has(place, ".covers.") {
        return bills::cover(sheet, place, ids);
    }
    // One id stands alone where it may.
    let alone = written.map_or(name_of(place) == "cite", |value| value.text().is_some());
    match ids {
        [one] if alone => put(sheet, place, &quoted(one)),
        ids => put(sheet, place, &list(ids)),
    }
}

#[inline(never)]
pub(super) fn set(sheet: &Sheet<'_>, place: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let name = name_of(place);
    if name == "deadline" {
        return route::deadline(sheet, place, text);
    }
    if name == "province" {
        return bills::province(sheet, place, text);
    }
    if adjust::is_of(place) && ["by", "points", "of_itself"].contains(&name) {
        return adjust::by(sheet, place, text);
    }
    if name == "amount" && step::is_open(text) {
        return step::pool_amount(sheet, place);
    }
    let is_step = [".steps.", ".year_sum."].iter().any(|part| has(place, part));
    let is_figure = FIGURES.contains(&name) && is_step || place.ends_with(".amount");
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
#[inline(never)]
pub(super) fn put(sheet: &Sheet<'_>, place: &str, value: &str) -> Result<Vec<Patch>, EditError> {
    if let Some(written) = sheet.find(place) {
        let is_plain = match &written.what {
            What::Text(_) | What::Flag(_) | What::Plain(_) => true,
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

#[inline(never)]
pub(super) fn remove(sheet: &Sheet<'_>, place: &str) -> Result<Patch, EditError> {
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
        // So does the last circumstance.
        if items.len() == 1 && adjust::is_of(place) {
            let (list, _) = place.rsplit_once('.').ok_or(EditError::NoPlace)?;
            return remove(sheet, list);
        }
        let index = name.parse().map_err(|_| EditError::NoPlace)?;
        return erase::item(sheet, around, index).ok_or(EditError::NoPlace);
    }
    match around.shape() {
        Some(Shape::Dotted) | None => Err(EditError::OnlyInText),
        Some(shape) => erase::field(sheet, around, name, shape == Shape::Inline).ok_or(EditError::NoPlace),
    }
}
