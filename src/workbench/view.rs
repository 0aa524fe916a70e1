//! 从文本到表：reads the form off the text of a pack.

use super::doubt::Names;
use super::figures::{Column, FigureAt, cited, of_step, of_value};
use super::form::{Beyond, CellKind, Entry, Form, FormProgram, FormWay};
use super::item::{Item, items};
use super::patch::Units;
use super::written::{Sheet, Written};
use super::{gate, once};
use crate::policy::file::{Common, PACK_FIELDS, PACK_LISTS};

/// Fields of a programme that the form shows, beside those whose parts are cells of their own.
const PROGRAM: [&str; 8] = ["id", "kind", "name", "cite", "who", "documents", "routes", "per"];
/// Those whose parts are cells.
const PARTS: [&str; 6] = ["covers", "base", "remarks", "letter", "ways", "rows"];
/// What the worked cases are is a table of its own, and the shared questions go with the people who are asked.
const ELSEWHERE: [&str; 3] = ["case_defaults", "cases", "facts"];
/// What the form has no place for.
const ONLY_TEXT: [&str; 6] = ["without", "areas", "editions", "conditions", "lists", "exclusions"];
const WAY: [&str; 3] = ["name", "who", "cite"];
/// Fields of a step that are figures of the table, or stand beside them.
const STEP: [&str; 16] = [
    "op", "value", "at", "share", "up_to", "each", "low", "high", "text", "bands", "cases", "plus", "minus",
    "pool", "cite", "when",
];
/// What the form writes by itself, and need not tell.
const USUAL: [(&str, &str); 3] = [("inclusive", "false"), ("keeps", "\"excess\""), ("per", "\"year\"")];

/// The form of a text, with the names of what all packs share; none where it is no TOML.
#[must_use]
pub fn form(text: &str, common: &Common) -> Option<Form> {
    let sheet = Sheet::of(text)?;
    let view = View { sheet: &sheet, common, units: Units::of(text) };
    let whole = Item::alone(String::new(), &sheet.root);
    let head = PACK_FIELDS.iter().filter(|name| is_head(name));
    let head = head.filter_map(|name| sheet.root.under(name).map(|value| view.cell(name, name, value)));
    let list = |name: &str| view.entries(name);
    Some(Form {
        head: head.collect(),
        sources: list("sources"),
        citations: list("citations"),
        questions: list("fact"),
        groups: list("groups"),
        parameters: list("parameters"),
        readings: list("readings"),
        pools: list("pools"),
        documents: list("documents"),
        routes: list("routes"),
        programs: view.items("programs").iter().map(|item| view.program(item)).collect(),
        beyond: view.beyond(&whole),
    })
}

/// Whether a field of a pack is one that the pack says of itself.
fn is_head(name: &str) -> bool {
    ![&PACK_LISTS[..], &ELSEWHERE, &ONLY_TEXT].iter().any(|names| names.contains(&name))
}

pub(super) struct View<'s> {
    pub sheet: &'s Sheet<'s>,
    pub common: &'s Common,
    units: Units,
}

impl View<'_> {
    /// The place of a byte as JavaScript counts.
    pub fn at(&self, byte: usize) -> usize {
        self.units.at(byte)
    }

    pub fn items(&self, name: &str) -> Vec<Item<'_>> {
        items(name, self.sheet.root.under(name))
    }

    fn entries(&self, name: &str) -> Vec<Entry> {
        let entry = |item: &Item<'_>| {
            let mut cells = Vec::new();
            for (name, place, value) in item.fields() {
                if name == "amount" {
                    let cite = cited(item.own, &[]);
                    let figures = of_value(&place, value, Column::Limit, &cite);
                    cells.extend(figures.iter().map(|figure| self.figure(figure, &Names::default())));
                } else if name == "who" {
                    cells.push(self.people(&place, value));
                } else if name == "deadline" {
                    cells.push(self.deadline(&place, value));
                } else {
                    // What rows share is changed for one of them alone.
                    let own = format!("{}.{name}", item.place);
                    cells.push(self.cell(name, if value.text().is_some() { &own } else { &place }, value));
                }
            }
            Entry { place: item.place.clone(), id: item.text("id").unwrap_or_default().into(), cells }
        };
        self.items(name).iter().map(entry).collect()
    }

    fn program(&self, item: &Item<'_>) -> FormProgram {
        let mut cells = Vec::new();
        for name in PROGRAM {
            if let Some((place, value)) = item.get(name) {
                cells.push(if name == "who" {
                    self.people(&place, value)
                } else {
                    self.cell(name, &place, value)
                });
            }
        }
        cells.extend(self.covers(item));
        for table in ["base", "letter"] {
            if let Some((place, base)) = item.get(table) {
                for (name, value) in base.fields() {
                    cells.push(self.cell(&format!("{table}.{name}"), &format!("{place}.{name}"), value));
                }
            }
        }
        cells.extend(self.remarks(item));
        let cite = item.get("cite").map(|(_, value)| value.texts()).unwrap_or_default();
        let ways = match item.get("ways") {
            Some((place, list)) => items(&place, Some(list)),
            None => Vec::new(),
        };
        let names: Vec<Vec<String>> = ways.iter().map(|way| self.names(way)).collect();
        let way = |(index, way): (usize, &Item<'_>)| {
            let own = names.get(index).cloned().unwrap_or_default();
            let others =
                names.iter().enumerate().filter(|(other, _)| *other != index).flat_map(|(_, names)| names);
            let others = others.filter(|name| !own.contains(name)).cloned().collect();
            self.way(way, &cite, &Names { own, others })
        };
        FormProgram {
            place: item.place.clone(),
            id: item.text("id").unwrap_or_default().into(),
            cells,
            ways: ways.iter().enumerate().map(way).collect(),
        }
    }

    fn way(&self, way: &Item<'_>, around: &[&str], names: &Names) -> FormWay {
        let cite = way.get("cite").map_or_else(|| around.to_vec(), |(_, value)| value.texts());
        let mut cells = Vec::new();
        for name in WAY {
            if let Some((place, value)) = way.get(name) {
                let own = format!("{}.{name}", way.place);
                cells.push(if name == "who" {
                    self.people(&place, value)
                } else {
                    self.cell(name, if value.text().is_some() { &own } else { &place }, value)
                });
            }
        }
        if let Some((place, share)) = once::is_read(way) {
            let mut cell = self.cell("once", &place, share);
            cell.kind = CellKind::Said;
            cells.push(cell);
        }
        let steps = match way.get("steps") {
            Some((place, list)) => items(&place, Some(list)),
            None => Vec::new(),
        };
        let gate = gate::of(self.sheet, way);
        let gate = gate.map(|(place, value)| FigureAt {
            place,
            value,
            column: Column::Gate,
            when: None,
            cite: cite.clone(),
        });
        let figures = gate.into_iter().chain(steps.iter().flat_map(|step| of_step(step, &cite)));
        let people = || way.own.under("who").map(|who| self.people("who", who).text).unwrap_or_default();
        let title = way.text("name").map_or_else(people, str::to_owned);
        FormWay {
            place: way.place.clone(),
            title,
            cells,
            figures: figures.map(|figure| self.figure(&figure, names)).collect(),
        }
    }

    /// What the form does not show.
    fn beyond(&self, whole: &Item<'_>) -> Vec<Beyond> {
        let mut beyond: Vec<Beyond> = Vec::new();
        let mut note = |name: String, value: &Written| {
            let from = self.units.at(value.name_at.start.min(value.at.start));
            match beyond.iter_mut().find(|known| known.name == name) {
                Some(known) => known.count += 1,
                None => beyond.push(Beyond { name, from, count: value.items().len().max(1) }),
            }
        };
        for (name, _, value) in whole.fields() {
            // Those that say whose deductible is read as taken off once are ticked.
            let is_ticked = name == "conditions"
                && items(name, Some(value))
                    .iter()
                    .all(|item| item.text("id").is_some_and(|id| id.starts_with(once::CONDITION)));
            if ONLY_TEXT.contains(&name) && !is_ticked {
                note(name.into(), value);
            }
        }
        for item in self.items("programs") {
            let id = item.text("id").unwrap_or_default();
            for (name, _, value) in item.fields() {
                if !PROGRAM.contains(&name) && !PARTS.contains(&name) {
                    note(format!("{id}.{name}"), value);
                }
            }
            let remarks = item.get("remarks").map(|(_, remarks)| remarks.items()).unwrap_or_default();
            for when in remarks.iter().filter_map(|remark| remark.under("when")) {
                note(format!("{id}.remarks.when"), when);
            }
            let ways = item.get("ways").map(|(place, list)| items(&place, Some(list))).unwrap_or_default();
            for way in &ways {
                for (name, _, value) in way.fields() {
                    if !WAY.contains(&name) && name != "steps" {
                        note(format!("{id}.{name}"), value);
                    }
                }
                let steps = way.get("steps").map(|(_, steps)| steps.items()).unwrap_or_default();
                for (name, value) in steps.iter().flat_map(|step| self.kept(step)) {
                    note(format!("{id}.{name}"), value);
                }
            }
        }
        beyond
    }

    /// What a step says beside its figures.
    fn kept<'w>(&self, step: &'w Written) -> impl Iterator<Item = (&'w str, &'w Written)> {
        let is_usual = |name: &str, value: &Written| {
            let source = self.sheet.text.get(value.at.clone());
            USUAL.iter().any(|(usual, says)| *usual == name && Some(*says) == source)
        };
        // What is read in two ways is ticked.
        let is_read = step.under("when").is_some_and(|when| when.under("reading").is_some());
        let is_once = once::share(step).is_some();
        let is_kept = move |name: &str, value: &Written| match name {
            "per" if is_once => false,
            "when" => !is_read,
            "keeps" => !is_read && !is_usual(name, value),
            _ => !STEP.contains(&name) && !is_usual(name, value),
        };
        let fields = step.fields().iter().map(|(name, value)| (name.as_str(), value));
        fields.filter(move |(name, value)| is_kept(name, value))
    }
}
