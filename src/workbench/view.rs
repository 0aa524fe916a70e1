//! 从文本到表：reads the form off the text of a pack.

use super::doubt::{Names, doubt};
use super::figures::{Column, FigureAt, cited, of_step, of_value};
use super::form::{Beyond, Cell, CellKind, Doubted, Entry, Form, FormProgram, FormWay};
use super::item::{Item, items};
use super::numeral::{Unit, of_pack};
use super::patch::Units;
use super::people::{aliases, category};
use super::written::{Sheet, What, Written};

const HEAD: [&str; 12] = [
    "id",
    "title",
    "version",
    "region",
    "region_code",
    "region_inferred",
    "from",
    "until",
    "status",
    "checked_on",
    "critical_insurance",
    "gap_before",
];
/// Lists that the form shows.
const SHOWN: [&str; 9] =
    ["sources", "citations", "groups", "parameters", "readings", "pools", "documents", "routes", "programs"];
/// Fields of a programme that the form shows.
const PROGRAM: [&str; 9] = ["id", "kind", "name", "cite", "who", "covers", "documents", "routes", "per"];
/// What the worked cases are is a table of its own.
const CASES: [&str; 2] = ["case_defaults", "cases"];
const WAY: [&str; 4] = ["name", "who", "cite", "per"];

/// The form of a text; none where it is no TOML.
#[must_use]
pub fn form(text: &str) -> Option<Form> {
    let sheet = Sheet::of(text)?;
    let view = View { sheet: &sheet, units: Units::of(text) };
    let whole = Item::alone(String::new(), &sheet.root);
    let head =
        HEAD.iter().filter_map(|name| sheet.root.under(name).map(|value| view.cell(name, name, value)));
    let list = |name: &str| view.entries(name);
    Some(Form {
        head: head.collect(),
        sources: list("sources"),
        citations: list("citations"),
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

struct View<'s> {
    sheet: &'s Sheet<'s>,
    units: Units,
}

impl View<'_> {
    fn items(&self, name: &str) -> Vec<Item<'_>> {
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
                } else if name == "who" || name == "when" {
                    cells.push(self.people(name, &place, value));
                } else {
                    cells.push(self.cell(name, &place, value));
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
                    self.people(name, &place, value)
                } else {
                    self.cell(name, &place, value)
                });
            }
        }
        if let Some((place, base)) = item.get("base") {
            for (name, value) in base.fields() {
                cells.push(self.cell(&format!("base.{name}"), &format!("{place}.{name}"), value));
            }
        }
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
                cells.push(if name == "who" {
                    self.people(name, &place, value)
                } else {
                    self.cell(name, &place, value)
                });
            }
        }
        let steps = match way.get("steps") {
            Some((place, list)) => items(&place, Some(list)),
            None => Vec::new(),
        };
        let figures = steps.iter().flat_map(|step| of_step(step, &cite));
        let title = way.text("name").map_or_else(|| self.people_text(way.own.under("who")), str::to_owned);
        FormWay {
            place: way.place.clone(),
            title,
            cells,
            figures: figures.map(|figure| self.figure(&figure, names)).collect(),
        }
    }

    fn cell(&self, name: &str, place: &str, value: &Written) -> Cell {
        let (kind, text) = match &value.what {
            What::Text(text) => (CellKind::Text, text.clone()),
            What::Flag(flag) => (CellKind::Flag, if *flag { "true" } else { "false" }.into()),
            What::List(items) if items.iter().all(|item| item.text().is_some()) => {
                (CellKind::Ids, value.texts().join(","))
            }
            _ => (CellKind::Said, self.source(value).to_owned()),
        };
        Cell {
            name: name.into(),
            place: place.into(),
            from: self.units.at(value.at.start),
            to: self.units.at(value.at.end),
            text,
            kind,
            column: None,
            when: String::new(),
            cite: Vec::new(),
            words: Vec::new(),
            doubt: None,
        }
    }

    fn figure(&self, figure: &FigureAt<'_>, names: &Names) -> Cell {
        let name = figure.place.rsplit('.').next().unwrap_or_default();
        let mut cell = self.cell(name, &figure.place, figure.value);
        let words: Vec<String> = figure.cite.iter().filter_map(|id| self.words(id)).collect();
        if let Some(parameter) = figure.value.under("parameter").and_then(Written::text) {
            cell.text = self.label(parameter);
        } else if let Some((unit, _)) = of_pack(&cell.text) {
            cell.kind = if unit == Unit::Percent { CellKind::Percent } else { CellKind::Yuan };
            let told: Vec<&str> = words.iter().map(String::as_str).collect();
            // Between nothing and all of it is said of what somebody decides.
            let is_bound = ["low", "high"].contains(&name) && ["0%", "100%"].contains(&cell.text.as_str());
            if !is_bound {
                cell.doubt = doubt(&cell.text, figure.column, &told, names).map(|(why, near)| Doubted {
                    why,
                    text: why.text(),
                    near,
                });
            }
        }
        cell.column = Some(figure.column);
        cell.when = figure.when.map(|when| self.source(when).to_owned()).unwrap_or_default();
        cell.cite = figure.cite.iter().map(|id| (*id).to_owned()).collect();
        cell.words = words;
        cell
    }

    /// A condition on people: identities, or a class; others are said in words.
    fn people(&self, name: &str, place: &str, value: &Written) -> Cell {
        let only = |of: &str| value.under(of).filter(|_| value.fields().len() == 1);
        if let Some(inner) = only("category") {
            return self.cell("category", &format!("{place}.category"), inner);
        }
        if let Some(inner) = only("group") {
            return self.cell("group", &format!("{place}.group"), inner);
        }
        let mut cell = self.cell(name, place, value);
        cell.kind = CellKind::Said;
        cell.text = self.people_text(Some(value));
        cell
    }

    /// The people of a condition in words, as far as they are named.
    fn people_text(&self, who: Option<&Written>) -> String {
        let mut words: Vec<String> = Vec::new();
        if let Some(who) = who {
            who.each(&mut |value| {
                for (name, field) in value.fields() {
                    match name.as_str() {
                        "category" => words.extend(field.texts().into_iter().map(category)),
                        "group" => words.extend(field.texts().into_iter().map(|id| self.group(id))),
                        "text" | "fact" | "condition" | "disease" => {
                            words.extend(field.text().map(str::to_owned));
                        }
                        _ => {}
                    }
                }
            });
        }
        words.dedup();
        words.join("、")
    }

    /// What the words may call the people of a way.
    fn names(&self, way: &Item<'_>) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for text in
            way.text("name").into_iter().flat_map(|name| name.split(['、', '，', '：', '（', '）', '和']))
        {
            names.push(text.to_owned());
        }
        let mut groups: Vec<String> = Vec::new();
        let mut ids: Vec<String> = Vec::new();
        let mut look = |who: &Written| {
            who.each(&mut |value| {
                for (name, field) in value.fields() {
                    match name.as_str() {
                        "category" => ids.extend(field.texts().into_iter().map(str::to_owned)),
                        "group" => groups.extend(field.texts().into_iter().map(str::to_owned)),
                        _ => {}
                    }
                }
            });
        };
        if let Some((_, who)) = way.get("who") {
            look(who);
        }
        for item in self.items("groups") {
            if item.text("id").is_some_and(|id| groups.iter().any(|group| group == id)) {
                names.extend(item.text("name").map(str::to_owned));
                if let Some((_, who)) = item.get("who") {
                    who.each(&mut |value| {
                        for (_, field) in value.fields().iter().filter(|(name, _)| name == "category") {
                            ids.extend(field.texts().into_iter().map(str::to_owned));
                        }
                    });
                }
            }
        }
        names.extend(ids.iter().flat_map(|id| aliases(id)).map(|name| (*name).to_owned()));
        names.retain(|name| name.chars().count() > 1);
        names
    }

    fn group(&self, id: &str) -> String {
        let groups = self.items("groups");
        let found = groups.iter().find(|item| item.text("id") == Some(id));
        found.and_then(|item| item.text("name")).unwrap_or(id).to_owned()
    }

    fn label(&self, parameter: &str) -> String {
        let parameters = self.items("parameters");
        let found = parameters.iter().find(|item| item.text("id") == Some(parameter));
        found.and_then(|item| item.text("label")).unwrap_or(parameter).to_owned()
    }

    fn words(&self, citation: &str) -> Option<String> {
        let citations = self.items("citations");
        let found = citations.iter().find(|item| item.text("id") == Some(citation))?;
        found.text("summary").map(str::to_owned)
    }

    fn source(&self, value: &Written) -> &str {
        self.sheet.text.get(value.at.clone()).unwrap_or_default()
    }

    /// What the form does not show.
    fn beyond(&self, whole: &Item<'_>) -> Vec<Beyond> {
        let mut beyond = Vec::new();
        let mut note = |name: String, value: &Written| {
            let from = self.units.at(value.name_at.start.min(value.at.start));
            let count = value.items().len().max(1);
            beyond.push(Beyond { name, from, count });
        };
        for (name, _, value) in whole.fields() {
            if !HEAD.contains(&name) && !SHOWN.contains(&name) && !CASES.contains(&name) {
                note(name.into(), value);
            }
        }
        for item in self.items("programs") {
            let id = item.text("id").unwrap_or_default();
            for (name, _, value) in item.fields() {
                if !PROGRAM.contains(&name) && !["base", "ways", "rows"].contains(&name) {
                    note(format!("{id}.{name}"), value);
                }
            }
        }
        beyond
    }
}
