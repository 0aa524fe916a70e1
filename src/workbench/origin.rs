//! 从结果回到文本：which figure, or which article, of the text makes each step of a result.

use serde::Serialize;

use super::figures::Column;
use super::form::{Cell, Form, FormProgram, FormWay};
use super::lexed::has;
use super::tries::value_of;
use crate::assess::{self, Executed, Taken};
use crate::case::{Answers, Case, Completeness};
use crate::explain::{self, Outcome};
use crate::money::{Amount, Ratio, Yuan};
use crate::policy::{Citation, Id, Mechanism, Op, Policy, Program};

/// 一个项目的步骤.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgramSteps {
    /// Its id.
    pub program: String,
    /// What it is called.
    pub name: String,
    /// What it pays at least.
    pub min: String,
    /// And at most.
    pub max: String,
    /// Its steps, in order.
    pub steps: Vec<StepAt>,
}

/// 一步. Places are those of cells of the form; empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepAt {
    /// What was done, in words.
    pub text: String,
    /// The article that it stands in.
    pub article: String,
    /// What of the programme makes it.
    pub made: String,
    /// The article's entry.
    pub cited: String,
}

/// Every step of what the policy, which this form is of, says of the answers; none where they do not fit it.
#[must_use]
pub fn origins(form: &Form, policy: &Policy, answers: &Answers) -> Vec<ProgramSteps> {
    let mut programs = Vec::new();
    let (Ok(case), Outcome::Ok(told)) =
        (answers.check(policy, Completeness::Whole), explain::assess(policy, answers))
    else {
        return programs;
    };
    let found = assess::assess(policy, &case);
    for (index, (outcome, told)) in found.programs.iter().zip(&told.programs).enumerate() {
        let Some(program) = policy.programs.get(index) else { continue };
        let way = taken(policy, &case, index, &outcome.steps);
        let shown = form.programs.iter().find(|other| other.id == program.id);
        let looking = Looking { form, policy, program, shown, way };
        let mut steps = Vec::new();
        for (executed, told) in outcome.steps.iter().zip(&told.steps) {
            steps.push(StepAt {
                text: told.text.to_string(),
                article: told.citation.as_ref().map_or("", |cited| cited.article).to_owned(),
                made: looking.made(executed).map(|cell| cell.place.clone()).unwrap_or_default(),
                cited: looking.cited(executed).map(|cell| cell.place.clone()).unwrap_or_default(),
            });
        }
        programs.push(ProgramSteps {
            program: program.id.clone(),
            name: program.name.clone(),
            min: told.amount.min.to_string(),
            max: told.amount.max.to_string(),
            steps,
        });
    }
    programs
}

/// The row that was taken is the one that does the same alone.
fn taken(policy: &Policy, case: &Case, index: usize, steps: &[Executed<'_>]) -> usize {
    let ways = policy.programs.get(index).map(|program| program.ways.as_slice()).unwrap_or_default();
    if ways.len() < 2 {
        return 0;
    }
    let mut only = policy.clone();
    for (place, way) in ways.iter().enumerate() {
        if let Some(program) = only.programs.get_mut(index) {
            program.ways.truncate(0);
            program.ways.push(way.clone());
        }
        let found = assess::assess(&only, case);
        let Some(found) = found.programs.get(index) else { continue };
        if comes_to(&found.steps).eq(comes_to(steps)) {
            return place;
        }
    }
    usize::MAX
}

/// What each step comes to, but for that one row was taken of several.
fn comes_to<'s>(
    steps: &'s [Executed<'_>],
) -> impl Iterator<Item = (Amount, Option<Id<Citation>>, Option<usize>)> + 's {
    let is_of_a_row = |step: &&Executed<'_>| !matches!(step.taken, Taken::BestOf(..));
    steps.iter().filter(is_of_a_row).map(|step| (step.result, step.citation, step.bill))
}

/// One programme of a result, beside what the form shows of it.
struct Looking<'l> {
    form: &'l Form,
    policy: &'l Policy,
    program: &'l Program,
    shown: Option<&'l FormProgram>,
    /// The row that was taken.
    way: usize,
}

impl<'l> Looking<'l> {
    fn row(&self) -> Option<&'l FormWay> {
        let ways = &self.shown?.ways;
        let name = &self.program.ways.get(self.way)?.name;
        if ways.len() == self.program.ways.len() {
            return ways.get(self.way);
        }
        // Of a file that is cut into several packs, some have no more than a part of the rows.
        ways.iter().find(|way| way.title == *name)
    }

    /// The figure, or else whatever of the programme it is made of.
    fn made(&self, executed: &Executed<'_>) -> Option<&'l Cell> {
        match &executed.taken {
            Taken::Base(..) => named(&self.shown?.cells, &["base.from", "base.less", "name"]),
            Taken::BestOf(..) => named(&self.row()?.cells, &["who", "name"]),
            taken => self.figure(taken, executed.citation),
        }
    }

    /// Of the figures of this column the one of such a step, with such an article, that comes to so much: in this order.
    fn figure(&self, taken: &Taken<'_>, citation: Option<Id<Citation>>) -> Option<&'l Cell> {
        let (column, worth) = column_of(taken, self.policy)?;
        let row = self.row()?;
        let steps = &self.program.ways.get(self.way)?.steps;
        let mut best: Option<(u8, &Cell)> = None;
        for cell in row.figures.iter().filter(|cell| cell.column == Some(column)) {
            let step =
                cell.place.split(".steps.").nth(1).and_then(|rest| rest.split('.').next()?.parse().ok());
            let step: Option<&Mechanism> = step.and_then(|at: usize| steps.get(at));
            let fits = 4 * u8::from(step.is_some_and(|step| does(&step.op, taken)))
                + 2 * u8::from(worth.is(cell))
                + u8::from(step.is_some_and(|step| step.citation == citation));
            if best.is_none_or(|(before, _)| fits > before) {
                best = Some((fits, cell));
            }
        }
        best.map(|(_, cell)| cell)
    }

    /// The entry of the article. Articles that are cited together are one.
    fn cited(&self, executed: &Executed<'_>) -> Option<&'l Cell> {
        let cited = self.policy.get(executed.citation?)?;
        let mut part = None;
        for entry in &self.form.citations {
            let Some(summary) = named(&entry.cells, &["summary"]) else { continue };
            if summary.text == cited.summary {
                return Some(summary);
            }
            if part.is_none() && !summary.text.is_empty() && has(&cited.summary, &summary.text) {
                part = Some(summary);
            }
        }
        part
    }
}

/// The first of these cells that is there.
fn named<'c>(cells: &'c [Cell], names: &[&str]) -> Option<&'c Cell> {
    names.iter().find_map(|name| cells.iter().find(|cell| cell.name == *name))
}

/// What a figure comes to, where the step says it.
enum Worth {
    Money(Amount),
    Share((Ratio, Ratio)),
    Named(String),
}

impl Worth {
    #[inline(never)]
    fn is(&self, cell: &Cell) -> bool {
        match self {
            Self::Money(amount) => value_of(cell).is_some_and(|(value, _)| Yuan::fen(value) == amount.max()),
            Self::Share((low, high)) => {
                cell.text.parse::<Ratio>().is_ok_and(|ratio| ratio == *low || ratio == *high)
            }
            Self::Named(name) => cell.text == *name,
        }
    }
}

/// In which column a step's figure stands, and what it comes to.
fn column_of(taken: &Taken<'_>, policy: &Policy) -> Option<(Column, Worth)> {
    Some(match taken {
        Taken::Deduct(amount, ..) => (Column::Line, Worth::Money(*amount)),
        Taken::Threshold { at, .. } => (Column::Line, Worth::Money(*at)),
        Taken::Ratio(shares, _) => (Column::Share, Worth::Share(*shares)),
        Taken::TopUp(share, ..) => (Column::Share, Worth::Share((*share, *share))),
        Taken::Discretion(low, high, ..) => (Column::Share, Worth::Share((*low, *high))),
        Taken::Band(parts, _) => (Column::Share, Worth::Share(parts.last()?.1)),
        Taken::Fixed(amount) | Taken::PerUnit(amount, ..) => (Column::Sum, Worth::Money(*amount)),
        Taken::Cap(limit, ..) => (Column::Limit, Worth::Money(*limit)),
        Taken::Pool(place, _) => (Column::Limit, Worth::Named(policy.get(*place)?.name.clone())),
        _ => return None,
    })
}

/// Whether a step of the rules does what was done.
fn does(op: &Op, taken: &Taken<'_>) -> bool {
    match (op, taken) {
        (Op::Threshold { keeps, .. }, Taken::Threshold { keeps: kept, .. }) => keeps == kept,
        (Op::Deduct(..), Taken::Deduct(..))
        | (Op::Ratio(_), Taken::Ratio(..))
        | (Op::Band(_), Taken::Band(..))
        | (Op::Fixed(_), Taken::Fixed(_))
        | (Op::PerUnit { .. }, Taken::PerUnit(..))
        | (Op::TopUp { .. }, Taken::TopUp(..))
        | (Op::Cap(_), Taken::Cap(..) | Taken::Pool(..))
        | (Op::Discretion { .. }, Taken::Discretion(..)) => true,
        _ => false,
    }
}
