//! 过筛子的各步：lists opened, put together by person, and told line by line.
//!
//! It opens no file, starts no thread and knows no clock: the command line and the page hand it what they have, and do
//! with the lines what each does.

mod changes;
#[cfg(feature = "sheets")]
mod export;
pub mod figures;
mod lines;
#[cfg(feature = "sheets")]
mod open;
mod persons;
#[cfg(feature = "sheets")]
mod run;
mod sums;
#[cfg(feature = "sheets")]
mod view;
#[cfg(feature = "cli")]
pub mod visits;
#[cfg(feature = "sheets")]
mod what_if;

use crate::calendar::Date;
use crate::case::{Answers, Case, Completeness};
use crate::document::{Data, Node};
use crate::explain::{self, Outcome};
use crate::policy::{FactQuestion, Id, Policy};
use crate::roster::{Common, Kind, Mapping, Table, of_table};
use crate::say::{Say, said};

pub use changes::{CHANGE_HEADS, CHANGE_SUM_HEADS, change_line, change_sums};
#[cfg(feature = "sheets")]
pub use export::{Export, What, pages};
pub use lines::{ASIDE_HEADS, HEADS, NoTable, STEPS, aside_line, line};
#[cfg(feature = "sheets")]
pub use open::{NotOpened, Opened, Opening, SheetFound, Source};
pub use persons::{Parsed, Persons, Settled, parse, settle};
#[cfg(feature = "sheets")]
pub use run::{Kept, Run};
pub use sums::{SUM_HEADS, sums};
#[cfg(feature = "sheets")]
pub use view::{ChangeQuery, Query, SortBy, Who, program_named};
#[cfg(feature = "sheets")]
pub use what_if::{ChangesOut, Figures, WhatIf};

/// What all of a list stands on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// 政策.
    pub policy: &'a Policy,
    /// 列的对应.
    pub mapping: &'a Mapping,
    /// The tables, as they are understood.
    pub tables: &'a [Table],
    /// What all persons have in common.
    pub common: &'a Common,
    /// Whether every step is written of every person.
    pub explain: bool,
}

/// A case without a person, with the figures that were given.
///
/// # Errors
/// What is wrong with the day or the figures, in words.
pub fn template(policy: &Policy, mapping: &Mapping, as_of: Date) -> Result<Case, String> {
    let text = |text: &str| Node::from(Data::Text(text.to_owned()));
    let given = mapping.parameters.iter().map(|(id, value)| (id.clone(), text(value)));
    let parameters = Node::from(Data::Table(given.collect()));
    let fields = vec![("as_of".to_owned(), text(&said!(as_of))), ("parameters".to_owned(), parameters)];
    let answers = Answers::from(Node::from(Data::Table(fields)));
    answers.check(policy, Completeness::SoFar).map_err(|problems| {
        match explain::refused::<()>(policy, &problems) {
            Outcome::Problems(problems) => {
                let told: Vec<String> =
                    problems.iter().map(|problem| format!("{} {}", problem.path, problem.text)).collect();
                told.join("；")
            }
            Outcome::Ok(()) => String::new(),
        }
    })
}

/// What all persons have in common.
#[must_use]
pub fn common(template: Case, mapping: &Mapping, tables: &[Table]) -> Common {
    Common {
        template,
        not_listed_is_general: mapping.not_listed.as_deref() == Some("general"),
        has_settlements: tables.iter().any(|table| table.kind == Kind::Settlements),
    }
}

/// The mapping with the tables as they are understood now.
#[must_use]
pub fn mapping_of(policy: &Policy, mapping: &Mapping, tables: &[Table]) -> Mapping {
    let fact = |fact: Id<FactQuestion>| policy.get(fact).map(|fact| fact.id.clone()).unwrap_or_default();
    let tables = tables.iter().map(|table| of_table(table, &fact)).collect();
    Mapping { tables, ..mapping.clone() }
}
