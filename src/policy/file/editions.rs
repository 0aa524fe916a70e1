//! 一个文件，几份政策包：a place's rules of all its periods and areas in one file, and what it takes over from another.
//!
//! A compiled pack is of one place and one period. The file is cut on every day on which something in it begins or ends;
//! each piece holds what is in force on its first day, and is read as if it stood in a file of its own.

use super::announced::{self, year_of, years_later};
use super::diagnostic::Note;
use super::overlay::{self, field, text};
use super::rows::{self, Fields};
use super::texts::Texts;
use super::{based, case_rows};
use crate::calendar::{Date, Period};
use crate::document::{Data, Node, Span};
use crate::lean::put_in_order;

/// Another pack file by its id: its name and its text.
pub type Others<'a> = &'a dyn Fn(&str) -> Option<(String, String)>;

/// What areas and periods of a pack say beside what a pack says.
pub(super) const OF_PIECE: [&str; 2] = ["values", "cite"];
/// What a period of its own says about the pack alone.
const OF_FIRST: [&str; 1] = ["gap_before"];
/// Where days mean something else: since when an article holds, and when a document was issued.
const OWN_DAYS: [&str; 2] = ["citations", "sources"];

/// The packs that a file holds.
pub(super) struct Editions {
    /// Each whole in itself, its cases in full; none where nothing more could be told than is told already.
    pub nodes: Vec<Node>,
    /// Whether there may be more in each than it uses.
    pub shared: bool,
}

/// Takes a file apart. `file` is its name without `.toml`.
pub(super) fn editions(
    node: Node,
    file: Option<&str>,
    texts: &mut Texts,
    others: Others<'_>,
    notes: &mut Vec<Note>,
) -> Editions {
    let node = rows::unfold(node, notes);
    let at = node.at.clone();
    let Data::Table(fields) = node.data else { return Editions { nodes: vec![node], shared: false } };
    tell_file_name(&fields, file, notes);
    let inherits = field(&fields, "based_on").is_some();
    let Some(mut fields) = based::based(fields, texts, others, &mut Vec::new(), notes) else {
        return Editions { nodes: Vec::new(), shared: false };
    };
    let (areas, has_areas) = tables(&mut fields, "areas", notes);
    let places = if has_areas {
        areas.into_iter().map(|(at, area)| (at, overlay::over(fields.clone(), area, "前面", notes))).collect()
    } else {
        vec![(at, fields)]
    };
    let mut packs = Vec::new();
    let mut shared = inherits || has_areas;
    for (at, place) in places {
        let pieces = periods(place, notes);
        shared |= pieces.len() > 1;
        packs.extend(pieces.into_iter().map(|fields| Node { at: at.clone(), data: Data::Table(fields) }));
    }
    Editions { nodes: of_their_days(packs, notes), shared }
}

fn tell_file_name(fields: &Fields, file: Option<&str>, notes: &mut Vec<Note>) {
    if let (Some(id), Some(file), Some(node)) = (text(fields, "id"), file, field(fields, "id"))
        && id.trim() != file
        && !id.trim().is_empty()
    {
        let text = format!("id 是 {id}，文件名却是 {file}.toml：两个要一样；要是备份，放到别的目录");
        notes.push(Note::error(node.at.clone(), "file-name", text));
    }
}

/// Takes out a list of tables, each with its rows written out, and says whether it was there.
fn tables(fields: &mut Fields, name: &str, notes: &mut Vec<Note>) -> (Vec<(Span, Fields)>, bool) {
    let Some(place) = fields.iter().position(|(other, _)| other == name) else { return (Vec::new(), false) };
    let (_, node) = fields.remove(place);
    let mut all = Vec::new();
    let mut fine = false;
    if let Data::List(items) = node.data {
        fine = !items.is_empty();
        for item in items {
            let item = rows::unfold(item, notes);
            match item.data {
                Data::Table(fields) => all.push((item.at, fields)),
                _ => fine = false,
            }
        }
    }
    if !fine {
        let text = format!("{name} 是一段一段的：[[{name}]]，每段写和别的不同的");
        notes.push(Note::error(node.at, "rows", text));
    }
    (all, fine)
}

/// The pieces into which the days in it cut the rules of a place.
fn periods(mut fields: Fields, notes: &mut Vec<Note>) -> Vec<Fields> {
    let (editions, has_editions) = tables(&mut fields, "editions", notes);
    let (Some(first), false) = (date(&fields, "from"), has_editions && editions.is_empty()) else {
        return vec![fields];
    };
    let end = date(&fields, "until");
    if end.is_some_and(|end| end <= first) {
        return vec![fields];
    }
    let mut cuts = vec![first];
    for (at, edition) in &editions {
        match date(edition, "from") {
            Some(from) if from >= first && end.is_none_or(|end| from < end) => cuts.push(from),
            _ => {
                let text = "[[editions]] 要写 from：从哪天起不同，在整个文件的 from 和 until 之间";
                notes.push(Note::error(at.clone(), "editions", text));
            }
        }
        days(edition, &mut cuts, notes);
    }
    days(&fields, &mut cuts, notes);
    cuts.retain(|cut| *cut >= first && end.is_none_or(|end| *cut < end));
    put_in_order(&mut cuts, |cut| *cut);
    cuts.dedup();
    if cuts.len() == 1 && editions.is_empty() {
        in_force(&mut fields, Period { from: first, until: end });
        return vec![fields];
    }
    let mut pieces = Vec::new();
    let mut ids: Vec<String> = Vec::new();
    for (place, from) in cuts.iter().copied().enumerate() {
        let next = cuts.get(place + 1).copied().or(end);
        let of_now = editions.iter().filter_map(|(_, edition)| Some((date(edition, "from")?, edition)));
        let of_now = of_now.filter(|(day, _)| *day <= from).max_by_key(|(day, _)| *day);
        let mut piece = fields.clone();
        if from != first {
            piece.retain(|(name, _)| !OF_FIRST.contains(&name.as_str()));
        }
        let mut until = next;
        let mut from_node = field(&piece, "from").cloned();
        if let Some((day, edition)) = of_now {
            let mut edition = edition.clone();
            if day != from {
                edition.retain(|(name, _)| !OF_FIRST.contains(&name.as_str()));
            }
            until = date(&edition, "until").into_iter().chain(next).min();
            from_node = field(&edition, "from").cloned();
            piece = overlay::over(piece, edition, "前面", notes);
        }
        if until.is_some_and(|until| until <= from) {
            continue;
        }
        in_force(&mut piece, Period { from, until });
        let at = from_node.map_or(0..0, |node| node.at);
        let day = |date: Date| Node { at: at.clone(), data: Data::Text(date.to_string()) };
        put(&mut piece, "from", Some(day(from)));
        put(&mut piece, "until", until.map(day));
        if let (Some(id), Some(node)) = (text(&piece, "id").map(str::to_owned), field(&piece, "id").cloned())
        {
            let id = id_of_piece(&id, first, from, &ids);
            put(&mut piece, "id", Some(Node { data: Data::Text(id.clone()), ..node }));
            ids.push(id);
        }
        pieces.push(piece);
    }
    pieces
}

/// The place and the year in which the piece begins, and the month where a year has two.
fn id_of_piece(id: &str, first: Date, from: Date, earlier: &[String]) -> String {
    let place = id.strip_suffix(&format!("-{}", first.year())).unwrap_or(id);
    let of_year = format!("{place}-{}", from.year());
    if earlier.contains(&of_year) { format!("{of_year}-{:02}", from.month()) } else { of_year }
}

pub(super) fn date(fields: &Fields, name: &str) -> Option<Date> {
    text(fields, name)?.parse().ok()
}

pub(super) fn put(fields: &mut Fields, name: &str, node: Option<Node>) {
    fields.retain(|(other, _)| other != name);
    fields.extend(node.map(|node| (name.to_owned(), node)));
}

/// The days on which something in the lists of a pack begins or ends.
fn days(fields: &Fields, cuts: &mut Vec<Date>, notes: &mut Vec<Note>) {
    let lists = fields.iter().filter(|(name, _)| rows::LISTS.contains(&name.as_str()));
    for (_, node) in lists.filter(|(name, _)| !OWN_DAYS.contains(&name.as_str())) {
        days_in(node, cuts, notes);
    }
}

fn days_in(node: &Node, cuts: &mut Vec<Date>, notes: &mut Vec<Note>) {
    match &node.data {
        Data::List(items) => items.iter().for_each(|item| days_in(item, cuts, notes)),
        Data::Table(fields) => {
            let later = years_later(fields, notes);
            for (name, node) in fields {
                match &node.data {
                    Data::Text(text) if ["from", "until"].contains(&name.as_str()) => match text.parse() {
                        Ok(day) => cuts.push(day),
                        Err(_) if text.starts_with(|letter: char| letter.is_ascii_digit()) => {
                            let text = format!("{name} 要写真实的日期，如 \"2014-05-01\"；现在写的是 {text}");
                            notes.push(Note::error(node.at.clone(), "not-a-date", text));
                        }
                        // From what a sum begins is no day.
                        Err(_) => {}
                    },
                    Data::List(years) if name == "by_year" => {
                        for year in years.iter().filter_map(|year| year_of(year, notes)) {
                            let year = year + later;
                            cuts.extend(
                                [year, year + 1].into_iter().filter_map(|year| Date::new(year, 1, 1).ok()),
                            );
                        }
                    }
                    _ => days_in(node, cuts, notes),
                }
            }
        }
        _ => {}
    }
}

/// Leaves what is in force in a period, on whose days nothing of it begins or ends.
fn in_force(fields: &mut Fields, period: Period) {
    for (name, node) in fields.iter_mut() {
        if !rows::LISTS.contains(&name.as_str()) {
            continue;
        }
        let Data::List(items) = &mut node.data else { continue };
        if name == "citations" {
            of_one_id(items, period);
        } else if !OWN_DAYS.contains(&name.as_str()) {
            items.retain_mut(|item| holds(item, period.from));
        }
    }
}

/// Of articles with one id, leaves those that hold in the period.
fn of_one_id(items: &mut Vec<Node>, period: Period) {
    let id = |item: &Node| match &item.data {
        Data::Table(fields) => text(fields, "id").map(str::to_owned),
        _ => None,
    };
    let holding: Vec<_> = items.iter().filter(|item| overlaps(item, period)).map(id).collect();
    items.retain(|item| overlaps(item, period) || !holding.contains(&id(item)));
}

/// Whether an article holds on some day of the period.
fn overlaps(item: &Node, period: Period) -> bool {
    let Data::Table(fields) = &item.data else { return true };
    let from = date(fields, "from").unwrap_or(Date::EARLIEST);
    Period { from, until: date(fields, "until") }.overlaps(&period)
}

/// Whether something is in force on a day. Of what it holds, the rest is taken out, and the days with it.
fn holds(node: &mut Node, day: Date) -> bool {
    match &mut node.data {
        Data::List(items) => {
            items.retain_mut(|item| holds(item, day));
            true
        }
        Data::Table(fields) => {
            if date(fields, "from").is_some_and(|from| day < from)
                || date(fields, "until").is_some_and(|until| until <= day)
            {
                return false;
            }
            // One that is no day has been told.
            let is_day = |text: &str| text.starts_with(|letter: char| letter.is_ascii_digit());
            for name in ["from", "until"] {
                if text(fields, name).is_some_and(is_day) {
                    put(fields, name, None);
                }
            }
            announced::of_its_year(fields, day);
            fields.retain_mut(|(_, node)| holds(node, day));
            true
        }
        _ => true,
    }
}

/// Writes the cases out. Each pack of a place has those of its own days; those of days without a pack stay with the one
/// before, or the first.
fn of_their_days(packs: Vec<Node>, notes: &mut Vec<Note>) -> Vec<Node> {
    let told = |node: &Node| match &node.data {
        Data::Table(fields) => {
            let place = field(fields, "region").map(|region| format!("{region:?}"));
            date(fields, "from").map(|from| (place, Period { from, until: date(fields, "until") }))
        }
        _ => None,
    };
    let all: Vec<_> = packs.iter().map(told).collect();
    let whole = |(node, own): (Node, &Option<(Option<String>, Period)>)| {
        let Some((place, period)) = own else { return case_rows::unfold(node, &|_| true, notes) };
        let of_place = || all.iter().flatten().filter(|(other, _)| other == place).map(|(_, period)| *period);
        let responsible = |day: Date| {
            let holding = of_place().find(|period| period.holds(day));
            let before = of_place().filter(|period| period.from <= day).max_by_key(|period| period.from);
            holding.or(before).or_else(|| of_place().min_by_key(|period| period.from))
        };
        let is_own = |case: &Fields| {
            date(case, "as_of").and_then(responsible).is_none_or(|found| found.from == period.from)
        };
        case_rows::unfold(node, &is_own, notes)
    };
    packs.into_iter().zip(&all).map(whole).collect()
}
