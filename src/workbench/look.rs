//! 一格一格地看：what each cell of the form says of its place in the text.

use super::doubt::{Names, doubt};
use super::figures::FigureAt;
use super::form::{Cell, CellKind, Doubted};
use super::item::Item;
use super::numeral::{Unit, of_pack};
use super::people::aliases;
use super::step::bare;
use super::view::View;
use super::written::{What, Written};
use super::{adjust, bills, once};

impl View<'_> {
    #[inline(never)]
    pub fn cell(&self, name: &str, place: &str, value: &Written) -> Cell {
        let (kind, text) = match &value.what {
            What::Text(text) => (CellKind::Text, text.clone()),
            What::Flag(flag) => (CellKind::Flag, if *flag { "true" } else { "false" }.into()),
            What::List(items) if items.iter().all(|item| item.text().is_some()) => {
                (CellKind::Ids, value.texts().join("\n"))
            }
            _ => (CellKind::Said, self.source(value).to_owned()),
        };
        Cell {
            name: name.into(),
            place: place.into(),
            from: self.at(value.at.start),
            to: self.at(value.at.end),
            text,
            kind,
            column: None,
            when: String::new(),
            reading: String::new(),
            is_told: false,
            cite: Vec::new(),
            words: Vec::new(),
            doubt: None,
        }
    }

    pub fn figure(&self, figure: &FigureAt<'_>, names: &Names) -> Cell {
        let name = figure.place.rsplit('.').next().unwrap_or_default();
        let mut cell = self.cell(name, &figure.place, figure.value);
        let words: Vec<String> = figure.cite.iter().filter_map(|id| self.words(id)).collect();
        if name == "pool" {
            let pools = self.items("pools");
            let pool = pools.iter().find(|pool| pool.text("id") == Some(cell.text.as_str()));
            cell.text = pool.and_then(|pool| pool.text("name")).unwrap_or(&cell.text).to_owned();
        } else if let Some(parameter) = figure.value.under("parameter").and_then(Written::text) {
            cell.text = self.announced(parameter, figure.value);
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
        cell.reading = figure.reading().map(str::to_owned).unwrap_or_default();
        // A circumstance is told in words, where words tell it.
        let moves = adjust::is_of(&figure.place);
        let told = figure.when.filter(|_| moves).and_then(|when| adjust::words(when, self.sheet));
        cell.is_told = told.is_some();
        cell.when = told.or_else(|| figure.when.map(|when| self.said(when))).unwrap_or_default();
        cell.cite = figure.cite.iter().map(|id| (*id).to_owned()).collect();
        cell.words = words;
        cell
    }

    /// A condition on people in words, where words tell it; and what else is asked of them beside it.
    pub fn people(&self, place: &str, value: &Written) -> Cell {
        let (place, value) = match value.items() {
            [people, line] if ["year_sum", "condition"].iter().any(|name| line.under(name).is_some()) => {
                (format!("{place}.0"), people)
            }
            _ => (place.to_owned(), value),
        };
        let told = super::who::words(value, self.sheet);
        let mut cell = self.cell("who", &place, value);
        cell.kind = if told.is_some() { CellKind::Text } else { CellKind::Said };
        cell.text = told.unwrap_or_else(|| self.said(value));
        cell
    }

    /// Which bills count, where, and how long before somebody was recognised.
    pub fn covers(&self, program: &Item<'_>) -> Vec<Cell> {
        let mut cells = Vec::new();
        for (place, part) in bills::parts(program) {
            let only = |name: &str| {
                let beside: &[&str] = if name == "place" { &["place", "province"] } else { &[name] };
                part.under(name).filter(|_| bills::is_only(part, beside))
            };
            if let Some(months) = bills::months(self.sheet, part) {
                let mut cell = self.cell("look_back", &place, part);
                cell.text = months.to_string();
                cells.push(cell);
            } else if let Some((name, ids)) =
                ["care", "place"].into_iter().find_map(|name| Some((name, only(name)?)))
            {
                cells.push(self.cell(name, &format!("{place}.{name}"), ids));
            } else if let Some(ids) = once::own_care(part) {
                cells.push(self.cell("care", &format!("{place}.any.0.care"), ids));
            } else if !bills::in_province(program).1.is_some_and(|said| said.at == part.at) {
                let mut cell = self.cell("covers", &place, part);
                cell.text = self.said(part);
                cells.push(cell);
            }
        }
        if let Some((place, covers)) = program.get("covers") {
            let (is, said) = bills::in_province(program);
            let mut cell = self.cell("province", &format!("{place}.province"), said.unwrap_or(covers));
            (cell.kind, cell.text) = (CellKind::Text, is.into());
            cells.push(cell);
        }
        cells
    }

    /// What residents are told beside the amounts, each sentence a cell.
    pub fn remarks(&self, program: &Item<'_>) -> Vec<Cell> {
        let Some((place, remarks)) = program.get("remarks") else { return Vec::new() };
        let cell = |(index, remark): (usize, &Written)| match remark.under("text") {
            Some(text) => self.cell("remarks", &format!("{place}.{index}.text"), text),
            None => self.cell("remarks", &format!("{place}.{index}"), remark),
        };
        remarks.items().iter().enumerate().map(cell).collect()
    }

    pub fn deadline(&self, place: &str, value: &Written) -> Cell {
        let mut cell = self.cell("deadline", place, value);
        if let Some(said) = super::route::said(value) {
            cell.text = said;
        }
        cell
    }

    /// A condition in words that are only read.
    pub fn said(&self, condition: &Written) -> String {
        super::said::said(condition, self.sheet, self.common)
    }

    /// What the words may call the people of a way.
    pub fn names(&self, way: &Item<'_>) -> Vec<String> {
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

    /// What is typed for a figure that the place announces.
    fn announced(&self, parameter: &str, value: &Written) -> String {
        let parameters = self.items("parameters");
        let found = parameters.iter().find(|item| item.text("id") == Some(parameter));
        let label = bare(found.and_then(|item| item.text("label")).unwrap_or(parameter)).to_owned();
        let times = value.under("times").and_then(|times| self.sheet.text.get(times.at.clone()));
        match (value.under("share").and_then(Written::text), times) {
            (Some(share), _) => format!("{label}的{share}"),
            (None, Some(times)) => format!("{label}的{times}倍"),
            (None, None) if found.is_some_and(|item| item.get("value").is_none()) => "没有写".into(),
            (None, None) => label,
        }
    }

    fn words(&self, citation: &str) -> Option<String> {
        let citations = self.items("citations");
        let found = citations.iter().find(|item| item.text("id") == Some(citation))?;
        found.text("summary").map(str::to_owned)
    }

    fn source(&self, value: &Written) -> &str {
        self.sheet.text.get(value.at.clone()).unwrap_or_default()
    }
}
