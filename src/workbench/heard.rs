//! 听来的一处改动：a change as the page tells it.

use super::added::{Added, CaseTold, TableRow, Template};
use super::edit::Edit;
use super::figures::Column;
use crate::document::{Data, Node};

impl Edit {
    /// The change that is told; none where it is not told rightly.
    #[must_use]
    pub fn heard(node: &Node) -> Option<Self> {
        let told = Heard(node);
        Some(match told.word("kind")? {
            "set" => Self::Set { place: told.text("place")?, text: told.text("text")? },
            "flag" => Self::Flag { place: told.text("place")?, on: told.flag("on")? },
            "choose" => Self::Choose { place: told.text("place")?, ids: told.texts("ids")? },
            "people" => Self::People { place: told.text("place")?, text: told.text("text")? },
            "figure" => Self::Figure {
                way: told.text("way")?,
                column: column(told.word("column")?)?,
                text: told.text("text")?,
            },
            "reading" => Self::Reading {
                way: told.text("way")?,
                column: column(told.word("column")?)?,
                on: told.flag("on")?,
            },
            "once" => Self::Once { way: told.text("way")?, on: told.flag("on")? },
            "adjust" => Self::Adjust {
                way: told.text("way")?,
                up: told.flag("up")?,
                when: told.text("when")?,
                by: told.text("by")?,
            },
            "look-back" => Self::LookBack { program: told.text("program")?, text: told.text("text")? },
            "remove" => Self::Remove { place: told.text("place")? },
            "add" => Self::Add { added: added(&Heard(told.under("added")?))? },
            _ => return None,
        })
    }
}

fn added(told: &Heard<'_>) -> Option<Added> {
    Some(match told.word("what")? {
        "source" => Added::Source {
            title: told.text("title")?,
            number: told.text("number")?,
            issuer: told.text("issuer")?,
            date: told.text("date")?,
        },
        "citation" => Added::Citation {
            source: told.text("source")?,
            article: told.text("article")?,
            summary: told.text("summary")?,
        },
        "group" => {
            Added::Group { name: told.text("name")?, people: told.text("people")?, cite: told.text("cite")? }
        }
        "document" => Added::Document { name: told.text("name")?, issuer: told.text("issuer")? },
        "route" => Added::Route {
            on_application: told.flag("on_application")?,
            place: told.text("place")?,
            steps: told.texts("steps")?,
            cite: told.text("cite")?,
        },
        "program" => Added::Program {
            template: template(told.word("template")?)?,
            name: told.text("name")?,
            cite: told.text("cite")?,
        },
        "ways" => Added::Ways {
            program: told.text("program")?,
            rows: told.list("rows")?.iter().map(|row| table_row(&Heard(row))).collect::<Option<_>>()?,
        },
        "question" => Added::Question { label: told.text("label")?, text: told.text("text")? },
        "pool" => {
            Added::Pool { name: told.text("name")?, amount: told.text("amount")?, cite: told.text("cite")? }
        }
        "beyond" => Added::Beyond {
            program: told.text("program")?,
            quote: told.text("quote")?,
            reason: told.text("reason")?,
        },
        "case" => Added::Case(Box::new(case(told)?)),
        _ => return None,
    })
}

fn case(told: &Heard<'_>) -> Option<CaseTold> {
    let chosen = told.texts("chosen")?;
    let pair = |pair: &[String]| match pair {
        [id, choice] => Some((id.clone(), choice.clone())),
        _ => None,
    };
    Some(CaseTold {
        name: told.text("name")?,
        source: told.text("source")?,
        program: told.text("program")?,
        people: told.text("people")?,
        total: told.text("total")?,
        amount: told.text("amount")?,
        today: told.text("today")?,
        care: told.text("care")?,
        // An id and what is chosen, one after the other.
        chosen: chosen.chunks_exact(2).filter_map(pair).collect(),
    })
}

fn table_row(told: &Heard<'_>) -> Option<TableRow> {
    Some(TableRow {
        people: told.text("people")?,
        cite: told.text("cite")?,
        line: told.text("line")?,
        share: told.text("share")?,
        limit: told.text("limit")?,
    })
}

fn column(word: &str) -> Option<Column> {
    Some(match word {
        "line" => Column::Line,
        "share" => Column::Share,
        "limit" => Column::Limit,
        "sum" => Column::Sum,
        "said" => Column::Said,
        "gate" => Column::Gate,
        _ => return None,
    })
}

fn template(word: &str) -> Option<Template> {
    Some(match word {
        "enrolment" => Template::Enrolment,
        "outpatient" => Template::Outpatient,
        "chronic-outpatient" => Template::ChronicOutpatient,
        "inpatient" => Template::Inpatient,
        "inpatient-and-chronic" => Template::InpatientAndChronic,
        "on-application" => Template::OnApplication,
        "top-up" => Template::TopUp,
        _ => return None,
    })
}

/// A table that was told.
struct Heard<'n>(&'n Node);

impl<'n> Heard<'n> {
    fn under(&self, name: &str) -> Option<&'n Node> {
        let Data::Table(fields) = &self.0.data else { return None };
        fields.iter().find(|(field, _)| field == name).map(|(_, node)| node)
    }

    fn word(&self, name: &str) -> Option<&'n str> {
        match &self.under(name)?.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        self.word(name).map(str::to_owned)
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.under(name)?.data {
            Data::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    fn list(&self, name: &str) -> Option<&'n [Node]> {
        match &self.under(name)?.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    fn texts(&self, name: &str) -> Option<Vec<String>> {
        let text = |node: &Node| match &node.data {
            Data::Text(text) => Some(text.clone()),
            _ => None,
        };
        self.list(name)?.iter().map(text).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_wrongly_is_no_change() {
        let heard = |message: &str| Edit::heard(&Node::from_message(message));
        let set = heard("{'kind\0'set\0'place\0'title\0'text\0'甲\0}");
        assert!(matches!(set, Some(Edit::Set { place, text }) if place == "title" && text == "甲"));
        let rows = "'rows\0[{'people\0'低保\0'cite\0'\0'line\0'\0'share\0'70%\0'limit\0'\0}]";
        let ways =
            heard(&format!("{{'kind\0'add\0'added\0{{'what\0'ways\0'program\0'programs.0\0{rows}}}}}"));
        assert!(matches!(ways, Some(Edit::Add { added: Added::Ways { rows, .. } }) if rows.len() == 1));
        for message in
            ["", "{}", "{'kind\0'set\0}", "{'kind\0'flag\0'place\0'a\0'on\0'yes\0}", "{'kind\0'other\0}"]
        {
            assert!(heard(message).is_none(), "{message:?}");
        }
    }
}
