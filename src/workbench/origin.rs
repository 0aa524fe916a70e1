//! 从结果回到文本：which figure, or which article, of the text makes each step of a result.

use serde::Serialize;

use super::figures::Column;
use super::form::{Cell, Form, FormProgram, FormWay};
use super::tries::value_of;
use crate::assess::{self, Executed, Taken};
use crate::case::{Answers, Completeness};
use crate::explain::{self, AmountRange, Outcome};
use crate::lean::put_in_order;
use crate::money::{Amount, Ratio, Yuan};
use crate::policy::{Keeps, Mechanism, Op, Policy, Program, Way};

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

/// 一步.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepAt {
    /// What was done, in words.
    pub text: String,
    /// The article that it stands in; empty where it stands in none.
    pub article: String,
    /// What makes it; nothing where no line of this text does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made: Option<Spot>,
    /// The article's entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited: Option<Spot>,
}

/// A value of the text, as the form has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spot {
    /// Its place in the form.
    pub place: String,
    /// Where it begins, in UTF-16.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// Every step of what the policy, which this form is of, says of the answers; none where they do not fit it.
#[must_use]
pub fn origins(form: &Form, policy: &Policy, answers: &Answers) -> Vec<ProgramSteps> {
    let (Ok(case), Outcome::Ok(told)) =
        (answers.check(policy, Completeness::Whole), explain::assess(policy, answers))
    else {
        return Vec::new();
    };
    let found = assess::assess(policy, &case);
    let mut programs = Vec::new();
    for (index, (outcome, told)) in found.programs.iter().zip(&told.programs).enumerate() {
        let Some(program) = policy.programs.get(index) else { continue };
        let shown = form.programs.iter().find(|other| other.id == program.id);
        let alone = |way: &Way| {
            let mut only = policy.clone();
            if let Some(program) = only.programs.get_mut(index) {
                program.ways = vec![way.clone()];
            }
            let found = assess::assess(&only, &case);
            found.programs.get(index).is_some_and(|found| does_the_same(&found.steps, &outcome.steps))
        };
        // The row that was taken is the one that does the same alone.
        let way = match program.ways.as_slice() {
            [_] => Some(0),
            several => several.iter().position(alone),
        };
        let looking = Looking { form, policy, program, shown, way };
        let AmountRange { min, max } = told.amount;
        programs.push(ProgramSteps {
            program: program.id.clone(),
            name: program.name.clone(),
            min: min.to_string(),
            max: max.to_string(),
            steps: outcome
                .steps
                .iter()
                .zip(&told.steps)
                .map(|(executed, told)| StepAt {
                    text: told.text.to_string(),
                    article: told.citation.as_ref().map(|cited| cited.article.to_owned()).unwrap_or_default(),
                    made: looking.made(executed),
                    cited: looking.cited(executed),
                })
                .collect(),
        });
    }
    programs
}

/// Whether the same was done, but for that one row was taken of several.
fn does_the_same(one: &[Executed<'_>], other: &[Executed<'_>]) -> bool {
    let done = |step: &&Executed<'_>| !matches!(step.taken, Taken::BestOf(..));
    one.iter().filter(done).eq(other.iter().filter(done))
}

/// One programme of a result, beside what the form shows of it.
struct Looking<'l> {
    form: &'l Form,
    policy: &'l Policy,
    program: &'l Program,
    shown: Option<&'l FormProgram>,
    /// The row that was taken.
    way: Option<usize>,
}

impl Looking<'_> {
    fn row(&self) -> Option<&FormWay> {
        let (ways, at) = (&self.shown?.ways, self.way?);
        let name = &self.program.ways.get(at)?.name;
        // Of a file that is cut into several packs, some have no more than a part of the rows.
        let same = || ways.iter().find(|way| way.title == *name);
        if ways.len() == self.program.ways.len() { ways.get(at) } else { same() }
    }

    /// The figure, or else whatever of the programme it is made of.
    fn made(&self, executed: &Executed<'_>) -> Option<Spot> {
        let shown = self.shown?;
        let head = |name: &str| shown.cells.iter().find(|cell| cell.name == name);
        match &executed.taken {
            Taken::Base(..) => {
                head("base.from").or_else(|| head("base.less")).or_else(|| head("name")).map(spot)
            }
            Taken::BestOf(..) => {
                let named = |name: &str| self.row()?.cells.iter().find(|cell| cell.name == name);
                named("who").or_else(|| named("name")).map(spot)
            }
            taken => self.figure(taken, executed.citation).map(spot),
        }
    }

    fn figure(&self, taken: &Taken<'_>, citation: Option<u16>) -> Option<&Cell> {
        let row = self.row()?;
        let steps = &self.program.ways.get(self.way?)?.steps;
        let (column, worth) = column_of(taken, self.policy)?;
        let is_worth = |cell: &&Cell| worth.is(cell);
        let is_cited = |step: &Mechanism| step.citation == citation;
        // Steps that do such a thing, those with the same article first.
        let mut doing: Vec<(usize, &Mechanism)> =
            steps.iter().enumerate().filter(|(_, step)| does(&step.op, taken)).collect();
        put_in_order(&mut doing, |(_, step)| !is_cited(step));
        let figures_of = |at: usize| {
            let part = format!(".steps.{at}.");
            row.figures.iter().filter(move |cell| cell.place.contains(&part) && cell.column == Some(column))
        };
        let by_step = |wanted: &dyn Fn(&&Cell) -> bool| {
            doing.iter().find_map(|(at, _)| figures_of(*at).find(|cell| wanted(cell)))
        };
        let of_column = || row.figures.iter().filter(|cell| cell.column == Some(column));
        by_step(&is_worth)
            .or_else(|| by_step(&|_| true))
            .or_else(|| of_column().find(is_worth))
            .or_else(|| of_column().next())
    }

    /// The entry of the article.
    fn cited(&self, executed: &Executed<'_>) -> Option<Spot> {
        let cited = self.policy.citations.get(usize::from(executed.citation?))?;
        let summary = self.form.citations.iter().filter_map(|entry| {
            let of = |name: &str| entry.cells.iter().find(|cell| cell.name == name);
            of("summary").filter(|summary| !summary.text.is_empty())
        });
        let mut whole = summary.clone().filter(|summary| summary.text == cited.summary);
        // Articles that are cited together are one.
        let mut part = summary.filter(|summary| cited.summary.contains(&summary.text));
        whole.next().or_else(|| part.next()).map(spot)
    }
}

fn spot(cell: &Cell) -> Spot {
    Spot { place: cell.place.clone(), from: cell.from, to: cell.to }
}

/// What a figure comes to, where the step says it.
enum Worth {
    Money(Amount),
    Share((Ratio, Ratio)),
    Named(String),
    Any,
}

impl Worth {
    fn is(&self, cell: &Cell) -> bool {
        match self {
            Self::Money(amount) => value_of(cell).is_some_and(|(value, _)| Yuan::fen(value) == amount.max()),
            Self::Share((low, high)) => {
                cell.text.parse::<Ratio>().is_ok_and(|ratio| ratio == *low || ratio == *high)
            }
            Self::Named(name) => cell.text == *name,
            Self::Any => false,
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
        Taken::Band(parts, _) => {
            (Column::Share, parts.last().map_or(Worth::Any, |(_, shares)| Worth::Share(*shares)))
        }
        Taken::Fixed(amount) | Taken::PerUnit(amount, ..) => (Column::Sum, Worth::Money(*amount)),
        Taken::Cap(limit, ..) => (Column::Limit, Worth::Money(*limit)),
        Taken::Pool(place, _) => {
            let pool = policy.pools.get(usize::from(*place));
            (Column::Limit, pool.map_or(Worth::Any, |pool| Worth::Named(pool.name.clone())))
        }
        _ => return None,
    })
}

/// Whether a step of the rules does what was done.
fn does(op: &Op, taken: &Taken<'_>) -> bool {
    match (op, taken) {
        (Op::Threshold { keeps, .. }, Taken::Threshold { keeps: kept, .. }) => {
            (*keeps == Keeps::Whole) == (*kept == Keeps::Whole)
        }
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
