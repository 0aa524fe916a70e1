//! 以别的包为底：what a pack takes over from another file, and whether the two can go together.

use super::diagnostic::Note;
use super::editions::{Others, date, put};
use super::overlay::{self, field, text};
use super::rows::{self, Fields};
use super::texts::Texts;
use super::tree;
use crate::calendar::Date;
use crate::document::{Data, Node};

/// What a pack takes over from the one it is based on, beside the lists.
const INHERITED: [&str; 2] = ["critical_insurance", "facts"];
/// The parts of a file that may say anew when they were checked.
const PIECES: [&str; 2] = ["areas", "editions"];
/// 省、市: what lies below may differ.
const CITY: usize = 2;

/// The pack with what it takes over from the one it is based on; none where that one cannot be had.
pub(super) fn based(
    mut fields: Fields,
    texts: &mut Texts,
    others: Others<'_>,
    seen: &mut Vec<String>,
    notes: &mut Vec<Note>,
) -> Option<Fields> {
    let Some(place) = fields.iter().position(|(name, _)| name == "based_on") else { return Some(fields) };
    let (_, node) = fields.remove(place);
    let mut refuse = |text: String| notes.push(Note::error(node.at.clone(), "based-on", text));
    let Data::Text(id) = &node.data else {
        refuse("based_on 是另一个政策包的编号：based_on = \"省里的包\"".into());
        return None;
    };
    if seen.contains(id) || text(&fields, "id") == Some(id) {
        refuse("based_on 绕成了圈：最后又以自己为底".into());
        return None;
    }
    seen.push(id.clone());
    let Some((file, text)) = others(id) else {
        refuse(format!("没有找到 {id}.toml：based_on 写的是同一个目录里另一个文件的编号"));
        return None;
    };
    let start = texts.add(&file, &text);
    let (mut below, mut wrong) = tree::tree(&text);
    shift(&mut below, start);
    let below = rows::unfold(below, &mut wrong);
    let Data::Table(below) = below.data else { return None };
    if !wrong.is_empty() {
        refuse(format!("{file} 自己有错，还不能以它为底：先改好它"));
        return None;
    }
    let mut below = based(below, texts, others, seen, notes)?;
    tell_apart(id, &below, &fields, notes);
    if let Some(checked) = date(&below, "checked_on") {
        keep_apart(&mut below, checked, &mut fields, None);
    }
    below.retain(|(name, _)| INHERITED.contains(&name.as_str()) || rows::LISTS.contains(&name.as_str()));
    Some(overlay::over(below, fields, "底里", notes))
}

fn shift(node: &mut Node, by: usize) {
    node.at = node.at.start + by..node.at.end + by;
    match &mut node.data {
        Data::List(items) => items.iter_mut().for_each(|item| shift(item, by)),
        Data::Table(fields) => fields.iter_mut().for_each(|(_, node)| shift(node, by)),
        _ => {}
    }
}

/// Tells where a pack is of another place or of other days than the one it is based on.
fn tell_apart(id: &str, below: &Fields, fields: &Fields, notes: &mut Vec<Note>) {
    let names = |fields: &Fields| -> Vec<String> {
        let Some(Node { data: Data::List(names), .. }) = field(fields, "region") else { return Vec::new() };
        let name = |node: &Node| match &node.data {
            Data::Text(name) => Some(name.clone()),
            _ => None,
        };
        names.iter().filter_map(name).take(CITY).collect()
    };
    let (theirs, ours) = (names(below), names(fields));
    if let Some(node) = field(fields, "region")
        && !ours.starts_with(&theirs)
        && theirs != ["全国"]
    {
        let text = format!(
            "为底的 {id} 是 {} 的，这里写的是 {}：照文件核对 region 的省、市，或者换一份为底",
            theirs.join("、"),
            ours.join("、")
        );
        notes.push(Note::warning(node.at.clone(), "based-on-place", text));
    }
    if let (Some(node), Some(ours), Some(theirs)) =
        (field(fields, "region_code"), text(fields, "region_code"), text(below, "region_code"))
        && !ours.starts_with(of_city(theirs))
    {
        let text = format!(
            "行政区划代码 {ours} 不在为底的 {id}（{theirs}）里：应是 {} 开头的；核对代码，或者换一份为底",
            of_city(theirs)
        );
        notes.push(Note::warning(node.at.clone(), "based-on-place", text));
    }
    if let (Some(node), Some(ours), Some(theirs)) =
        (field(fields, "from"), date(fields, "from"), date(below, "from"))
        && ours < theirs
    {
        let text = format!(
            "为底的 {id} 从 {theirs} 起才有，这里却从 {ours} 起：from 写 {theirs} 或者以后；以前的一段，照那时的文件另写一份"
        );
        notes.push(Note::error(node.at.clone(), "based-on-period", text));
    }
}

/// Of the code of a place, what its whole city, or its province, has in common.
fn of_city(code: &str) -> &str {
    let code = code.get(..4).unwrap_or(code);
    code.strip_suffix("00").unwrap_or(code)
}

/// Whoever checked the one did not check the other: each citation keeps the day of its own file, and the pack has the
/// earlier day.
fn keep_apart(below: &mut Fields, checked: Date, fields: &mut Fields, around: Option<Date>) {
    let Some(own) = date(fields, "checked_on").or(around) else { return };
    if own != checked {
        stamp(below, checked);
        stamp(fields, own);
    }
    for (_, node) in fields.iter_mut().filter(|(name, _)| PIECES.contains(&name.as_str())) {
        let Data::List(pieces) = &mut node.data else { continue };
        for piece in pieces {
            if let Data::Table(piece) = &mut piece.data {
                keep_apart(below, checked, piece, Some(own));
            }
        }
    }
    if own > checked
        && let Some(node) = field(fields, "checked_on").cloned()
    {
        put(fields, "checked_on", Some(Node { data: Data::Text(checked.to_string()), ..node }));
    }
}

/// Writes when its file was checked with each citation that names its document and does not say.
fn stamp(fields: &mut Fields, checked: Date) {
    let citations = fields.iter_mut().filter(|(name, _)| name == "citations");
    for (_, node) in citations {
        let Data::List(citations) = &mut node.data else { continue };
        for citation in citations {
            let Node { at, data: Data::Table(citation) } = citation else { continue };
            if field(citation, "source").is_some() && field(citation, "checked_on").is_none() {
                let day = Node { at: at.clone(), data: Data::Text(checked.to_string()) };
                put(citation, "checked_on", Some(day));
            }
        }
    }
}
