//! 随情形加减：by how much a share goes up or down for some people, or for some bills.

use super::edit::{EditError, parent};
use super::figures::{Column, FigureAt, cited};
use super::insert::{insert_field, push};
use super::lexed::{comments, has, program_of};
use super::numeral::{Unit, typed};
use super::patch::Patch;
use super::print::{inline, quoted};
use super::same::same;
use super::who;
use super::written::{Sheet, Written};

/// What a step says of more, and of less.
pub(super) const SIGNS: [(&str, Column); 2] = [("plus", Column::Plus), ("minus", Column::Minus)];
/// By points, and by a part of the share itself.
const BY: [&str; 2] = ["points", "of_itself"];
/// Words that a person may write behind a circumstance.
const BEHIND: [&str; 6] = ["的单据", "看的", "的", "就医", "就诊", "看病"];
/// 看单据的情形: the words, other words, and the condition.
const BILLS: [(&str, &[&str], &str); 11] = [
    (
        "没有办转诊",
        &[
            "未转诊",
            "没有转诊",
            "没转诊",
            "未办转诊",
            "未办理转诊",
            "未按规定转诊",
            "未规范转诊",
            "未经转诊",
            "未备案",
        ],
        "{ place = [\"unreferred\"] }",
    ),
    ("办过转诊", &["转诊", "已转诊", "规范转诊", "按规定转诊", "办了转诊"], "{ place = [\"referred\"] }"),
    ("在本地", &["本地"], "{ place = [\"local\"] }"),
    ("在外地", &["外地", "异地", "异地就医"], "{ place = [\"referred\", \"unreferred\"] }"),
    (
        "在本省",
        &["本省", "省内", "在省内", "省域内"],
        "{ place = [\"local\", \"referred\", \"unreferred\"], province = \"same\" }",
    ),
    (
        "在外省",
        &["外省", "省外", "在省外", "省域外"],
        "{ not = { place = [\"local\", \"referred\", \"unreferred\"], province = \"same\" } }",
    ),
    ("在一级医院", &["一级医院", "乡镇医院", "一级"], "{ level = [\"township\"] }"),
    ("在二级医院", &["二级医院", "县级医院", "二级"], "{ level = [\"county\"] }"),
    ("在三级医院", &["三级医院", "省级医院", "三级"], "{ level = [\"province\"] }"),
    ("住院", &[], "{ care = [\"inpatient\"] }"),
    ("门诊慢特病", &["慢特病"], "{ care = [\"chronic-outpatient\"] }"),
];

/// The figures by which a step moves its share, after those of the step itself.
pub(super) fn figures<'w>(place: &str, step: &'w Written, cite: &[&'w str]) -> Vec<FigureAt<'w>> {
    let cite = cited(step, cite);
    let mut found = Vec::new();
    for (sign, column) in SIGNS {
        for (index, item) in step.under(sign).map(Written::items).unwrap_or_default().iter().enumerate() {
            let by = BY.into_iter().find_map(|name| Some((name, item.under(name)?)));
            found.extend(by.map(|(name, value)| FigureAt {
                place: format!("{place}.{sign}.{index}.{name}"),
                value,
                column,
                when: item.under("when"),
                cite: cited(item, &cite),
            }));
        }
    }
    found
}

/// Whether a place is in what a step says of more or of less.
pub(super) fn is_of(place: &str) -> bool {
    SIGNS.iter().any(|(sign, _)| has(place, &format!(".{sign}.")))
}

/// The circumstance that the words tell.
///
/// # Errors
/// Where they tell none.
pub(super) fn condition(text: &str, sheet: &Sheet<'_>) -> Result<String, EditError> {
    match of_bills(text) {
        Some(condition) => Ok(condition.to_owned()),
        None => who::condition(text, sheet).map_err(|_| EditError::NotACircumstance),
    }
}

/// A circumstance in words; none where no words tell it.
pub(super) fn words(when: &Written, sheet: &Sheet<'_>) -> Option<String> {
    let is_it = |condition: &str| {
        let text = format!("when = {condition}");
        Sheet::of(&text)?.root.under("when").map(|told| same(told, when))
    };
    let of_bills = BILLS.iter().find(|(.., condition)| is_it(condition) == Some(true));
    of_bills.map(|(word, ..)| (*word).to_owned()).or_else(|| who::words(when, sheet))
}

fn of_bills(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let bare = BEHIND.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    let is_it = |word: &&str| *word == text || *word == bare;
    let found = BILLS.iter().find(|(word, others, _)| is_it(word) || others.iter().any(&is_it));
    found.map(|(.., condition)| *condition)
}

/// 10个百分点, or 原比例的10%; `now` is how it is written, where a bare number does not say.
fn told(text: &str, now: &str) -> Result<(&'static str, String), EditError> {
    let is_part = ["原", "自身"].iter().any(|word| has(text, word));
    let is_points = has(text, "百分点");
    let number: String = text.chars().skip_while(|letter| !is_number(*letter)).collect();
    let number = number.replace("个百分点", "%").replace("百分点", "%");
    let share = typed(&number, Unit::Percent).ok_or(EditError::NotAMove)?;
    let of_itself = is_part || !is_points && now == "of_itself";
    Ok((if of_itself { "of_itself" } else { "points" }, share))
}

fn is_number(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter) || "一二两三四五六七八九十半".contains(letter)
}

/// Another number, or another way of reckoning it, at `….plus.0.by`.
pub(super) fn by(sheet: &Sheet<'_>, place: &str, text: &str) -> Result<Vec<Patch>, EditError> {
    let (item, _) = parent(sheet, place).ok_or(EditError::NoPlace)?;
    let fields = item.fields().iter();
    let (name, value) =
        fields.clone().find(|(name, _)| BY.contains(&name.as_str())).ok_or(EditError::NoPlace)?;
    let (new, share) = told(text, name)?;
    let source = sheet.text.get(value.at.clone()).ok_or(EditError::NoPlace)?;
    if value.text().is_none() || !comments(source).is_empty() {
        return Err(EditError::OnlyInText);
    }
    if new == name {
        return Ok(vec![Patch { from: value.at.start, to: value.at.end, insert: quoted(&share) }]);
    }
    let insert = format!("{new} = {}", quoted(&share));
    Ok(vec![Patch { from: value.name_at.start, to: value.at.end, insert }])
}

/// One more circumstance in which the share of a row is another.
pub(super) fn add(
    sheet: &Sheet<'_>,
    way: &str,
    up: bool,
    when: &str,
    by: &str,
) -> Result<(Vec<Patch>, String), EditError> {
    let steps = sheet.find(way).and_then(|way| way.under("steps")).ok_or(EditError::NoShare)?;
    let is_share = |step: &&Written| {
        let op = step.under("op").and_then(Written::text);
        op.is_some_and(|op| ["ratio", "band"].contains(&op))
    };
    let shares: Vec<usize> =
        (0..steps.items().len()).filter(|at| steps.items().get(*at).as_ref().is_some_and(is_share)).collect();
    let [index] = shares.as_slice() else {
        return Err(if shares.is_empty() { EditError::NoShare } else { EditError::OnlyInText });
    };
    let step = steps.items().get(*index).ok_or(EditError::NoPlace)?;
    let condition = condition(when, sheet)?;
    let (name, share) = told(by, "points")?;
    let item = inline(&[("when", condition.clone()), (name, quoted(&share))]);
    let sign = if up { "plus" } else { "minus" };
    let mut patches = match step.under(sign) {
        Some(moves) => push(sheet, moves, None, &item),
        None => vec![insert_field(sheet, step, sign, &format!("[{item}]"))?],
    };
    patches.extend(by_the_bill(sheet, &format!("{way}.steps.{index}"), &condition)?);
    Ok((patches, condition))
}

/// A circumstance of bills is looked at bill by bill, and so is the share: nothing may be reckoned by the year before.
pub(super) fn by_the_bill(sheet: &Sheet<'_>, place: &str, condition: &str) -> Result<Vec<Patch>, EditError> {
    if !BILLS.iter().any(|(.., told)| *told == condition) {
        return Ok(Vec::new());
    }
    let (way, rest) = place.split_once(".steps.").ok_or(EditError::OnlyInText)?;
    let index: usize = rest.split('.').next().and_then(|at| at.parse().ok()).ok_or(EditError::NoPlace)?;
    let program = program_of(way);
    let of = |place: &str| {
        let own = sheet.find(place).and_then(|table| table.under("per"));
        own.or_else(|| sheet.shared(place, "per")).and_then(Written::text)
    };
    let around = of(way).or_else(|| of(program));
    let by_bill = |step: &Written| step.under("per").and_then(Written::text).or(around) == Some("bill");
    let steps = sheet.find(&format!("{way}.steps")).map(Written::items).unwrap_or_default();
    let on_bills = sheet.find(program).is_some_and(|program| program.under("covers").is_some());
    if !on_bills || !steps.iter().take(index).all(by_bill) {
        return Err(EditError::ByTheYear);
    }
    let step = steps.get(index).ok_or(EditError::NoPlace)?;
    match step.under("per") {
        _ if by_bill(step) => Ok(Vec::new()),
        Some(per) => Ok(vec![Patch { from: per.at.start, to: per.at.end, insert: quoted("bill") }]),
        None => Ok(vec![insert_field(sheet, step, "per", &quoted("bill"))?]),
    }
}
