//! 说给页面：lists and what came of them, as plain values.

use serde::Serialize;

use super::what_if::{FigureTold, OtherTold, figure};
use crate::document::cell::{Row, letters};
use crate::explain;
use crate::money::Amount;
use crate::policy::{Id, Policy, Program};
use crate::roster::{
    Column, Kind, Mapping, Pile, Piles, SetAside, Table, Tally, Verdict, Why, judge, wording,
};
use crate::say::{Say, said};
use crate::screen::figures::stated;
use crate::screen::{Ground, HEADS, Kept, Opened, Run, SheetFound, aside_line, line};
use crate::vocabulary::{Care, Category, Insurance, Member, SetOf};

#[derive(Serialize)]
pub(super) struct TablesTold {
    tables: Vec<TableTold>,
    notes: Vec<String>,
    /// Every column that there can be.
    columns: Vec<ColumnTold>,
    not_listed_is_general: bool,
    blank_is_zero: bool,
    parameters: std::collections::BTreeMap<String, String>,
    /// The pages of workbooks, and which of them are read.
    sheets: Vec<SheetTold>,
}

#[derive(Serialize)]
struct SheetTold {
    file: String,
    name: String,
    rows: usize,
    is_chosen: bool,
}

#[derive(Serialize)]
struct ColumnTold {
    id: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct TableTold {
    file: String,
    sheet: Option<String>,
    encoding: Option<String>,
    kind: &'static str,
    head_rows: [u32; 2],
    heads: Vec<HeadTold>,
    /// Columns that such a table usually has and this one lacks.
    missing: Vec<&'static str>,
    /// What is otherwise than the mapping says.
    changes: Vec<String>,
}

#[derive(Serialize)]
struct HeadTold {
    place: usize,
    letters: String,
    head: String,
    column: Option<&'static str>,
    /// The question of the policy that it answers.
    fact: Option<String>,
    samples: Vec<String>,
}

pub(super) fn tables(policy: &Policy, mapping: &Mapping, opened: Option<&Opened>) -> TablesTold {
    let sources = opened.map(|opened| opened.sources.as_slice()).unwrap_or_default();
    let changes = |at: usize| {
        let found = opened?.changes.iter().find(|(place, _)| *place == at)?;
        Some(found.1.iter().map(|change| said!(change)).collect::<Vec<_>>())
    };
    let tables = sources.iter().enumerate().map(|(at, source)| {
        let rows: Vec<Row> = source.ahead.iter().cloned().collect();
        TableTold { changes: changes(at).unwrap_or_default(), ..table(policy, &source.table, &rows) }
    });
    TablesTold {
        tables: tables.collect(),
        notes: opened.map(|opened| opened.notes.clone()).unwrap_or_default(),
        columns: Column::ALL
            .iter()
            .map(|column| ColumnTold { id: column.id(), name: column.name() })
            .collect(),
        not_listed_is_general: mapping.not_listed.as_deref() == Some("general"),
        blank_is_zero: mapping.blank_is_zero,
        parameters: mapping.parameters.clone(),
        sheets: opened.map(|opened| opened.sheets.iter().map(sheet).collect()).unwrap_or_default(),
    }
}

fn sheet(found: &SheetFound) -> SheetTold {
    let SheetFound { file, name, rows, is_chosen } = found.clone();
    SheetTold { file, name, rows, is_chosen }
}

fn table(policy: &Policy, table: &Table, rows: &[Row]) -> TableTold {
    let fact = |place: usize| {
        let (fact, _) = table.facts.iter().find(|(_, at)| *at == place)?;
        Some(policy.get(*fact)?.label.clone())
    };
    let heads =
        table.heads.iter().enumerate().filter(|(_, head)| !head.is_empty()).map(|(place, head)| HeadTold {
            place,
            letters: letters(place),
            head: head.clone(),
            column: table.places.iter().find(|(_, at)| **at == place).map(|(column, _)| column.id()),
            fact: fact(place),
            samples: table.samples(rows, place),
        });
    let wanted: &[Column] = match table.kind {
        Kind::Settlements => &[Column::InScope, Column::Basic, Column::Critical, Column::Assistance],
        _ => &[Column::Name, Column::Identity],
    };
    let missing = wanted.iter().filter(|column| table.place(**column).is_none()).map(|column| column.name());
    TableTold {
        file: table.file.clone(),
        sheet: table.sheet.clone(),
        encoding: table.encoding.clone(),
        kind: table.kind.name(),
        head_rows: table.head_rows,
        heads: heads.collect(),
        missing: missing.collect(),
        changes: Vec::new(),
    }
}

#[derive(Serialize)]
pub(super) struct ResultTold {
    rows: u64,
    computed: u64,
    persons: u64,
    faults: u64,
    furniture: u64,
    is_whole: bool,
    names: Vec<&'static str>,
    all: PilesTold,
    villages: Vec<PilesTold>,
    identities: Vec<PilesTold>,
    programs: Vec<PilesTold>,
    aside: Vec<AsideCount>,
    unknown: Vec<UnknownWord>,
    /// What each kind of word can mean.
    meanings: Vec<Meanings>,
    /// What can be tried as other figures.
    figures: Vec<FigureTold>,
}

/// A word that nobody knew.
#[derive(Serialize)]
struct UnknownWord {
    kind: &'static str,
    text: String,
    count: u64,
}

#[derive(Serialize)]
struct Meanings {
    kind: &'static str,
    words: Vec<ColumnTold>,
}

impl Meanings {
    fn of<T: Member>(kind: &'static str) -> Self {
        let words = T::ALL.iter().map(|word| ColumnTold { id: word.id(), name: word.name() });
        Self { kind, words: words.collect() }
    }
}

/// The folds of a mapping under which a word that nobody knew is kept.
fn kind_of(why: Why) -> &'static str {
    match why {
        Why::IdentityUnknown => "identity",
        Why::CareUnknown => "care",
        _ => "insurance",
    }
}

#[derive(Serialize)]
struct PilesTold {
    name: String,
    persons: [u64; 5],
    missed: Ends,
    under: Ends,
    over: Ends,
}

#[derive(Serialize)]
struct AsideCount {
    text: String,
    count: u64,
}

#[derive(Serialize)]
pub(super) struct Ends {
    pub min: String,
    pub max: String,
}

impl Ends {
    pub fn of(amount: Amount) -> Self {
        Self { min: said!(amount.min()), max: said!(amount.max()) }
    }
}

pub(super) fn result(policy: &Policy, run: &Run) -> ResultTold {
    let tally: &Tally = &run.tally;
    let aside = tally.aside.iter().filter(|(why, _)| !why.is_furniture());
    let program = |id: Id<Program>| policy.get(id).map(|program| program.name.as_str());
    ResultTold {
        rows: tally.rows,
        computed: tally.computed,
        persons: tally.persons,
        faults: tally.faults(),
        furniture: tally.aside_rows() - tally.faults(),
        is_whole: tally.is_whole(),
        names: Pile::ALL.iter().map(|pile| pile.name()).collect(),
        all: piles("全部", &tally.piles),
        villages: tally.villages.iter().map(|(name, told)| piles(name, told)).collect(),
        identities: tally.identities.iter().map(|(name, told)| piles(name, told)).collect(),
        programs: tally
            .programs
            .iter()
            .map(|(place, told)| piles(program(*place).unwrap_or(""), told))
            .collect(),
        aside: aside.map(|(why, count)| AsideCount { text: general(*why), count: *count }).collect(),
        unknown: run
            .unknown
            .iter()
            .map(|((why, text), count)| UnknownWord {
                kind: kind_of(*why),
                text: text.clone(),
                count: *count,
            })
            .collect(),
        meanings: vec![
            Meanings::of::<Category>("identity"),
            Meanings::of::<Care>("care"),
            Meanings::of::<Insurance>("insurance"),
        ],
        figures: stated(policy).into_iter().map(|stated| figure(policy, stated)).collect(),
    }
}

fn piles(name: &str, piles: &Piles) -> PilesTold {
    PilesTold {
        name: name.to_owned(),
        persons: piles.persons,
        missed: Ends::of(piles.missed),
        under: Ends::of(piles.under),
        over: Ends::of(piles.over),
    }
}

/// A reason without the row that it names.
fn general(why: Why) -> String {
    why.in_general().map_or_else(|| said!(why), str::to_owned)
}

#[derive(Serialize)]
pub(super) struct RowTold {
    place: u32,
    pile: usize,
    name: String,
    id: String,
    village: String,
    identity: String,
    due: Ends,
    paid: String,
    difference: Ends,
}

pub(super) fn row(place: u32, kept: &Kept) -> RowTold {
    let Kept { person, verdict, village } = kept;
    RowTold {
        place,
        pile: Pile::ALL.iter().position(|pile| *pile == verdict.pile).unwrap_or(0),
        name: person.about.name.to_string(),
        id: said!(person.id),
        village: village.to_string(),
        identity: person.case.person.categories.map(|held| SetOf::names(held).join("、")).unwrap_or_default(),
        due: Ends::of(verdict.due),
        paid: said!(verdict.paid),
        difference: difference(verdict),
    }
}

fn difference(verdict: &Verdict) -> Ends {
    Ends {
        min: wording::signed(verdict.due.min(), verdict.paid),
        max: wording::signed(verdict.due.max(), verdict.paid),
    }
}

#[derive(Serialize)]
pub(super) struct AsideTold {
    cells: Vec<String>,
}

pub(super) fn aside(run: &Run, row: &SetAside) -> AsideTold {
    AsideTold { cells: aside_line(&run.tables, &run.others, row) }
}

#[derive(Serialize)]
pub(super) struct PersonTold<'a> {
    /// Head and text of each cell of the person's line.
    cells: Vec<(&'static str, String)>,
    /// 怎么算的, a line each.
    steps: String,
    assessment: explain::Assessment<'a>,
    /// Under what it is compared with, where that is asked for.
    other: Option<OtherTold>,
}

pub(super) fn person<'a>(ground: &Ground<'a>, kept: &'a Kept, other: Option<OtherTold>) -> PersonTold<'a> {
    let policy = ground.policy;
    let (verdict, assessed) = judge(policy, &kept.person);
    PersonTold {
        cells: HEADS.into_iter().zip(line(ground, &kept.person, &verdict, &assessed)).collect(),
        steps: wording::steps(policy, &kept.person, &assessed),
        assessment: explain::assessment(policy, &kept.person.case),
        other,
    }
}
