//! 曲线：what a programme pays somebody, over what is left to pay.

use std::collections::BTreeSet;

use serde::Serialize;

use super::tries::{Try, reading_as};
use crate::case::Answers;
use crate::document::Node;
use crate::explain::{self, Outcome};
use crate::money::Yuan;
use crate::policy::Policy;

/// 一行的曲线.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Curve {
    /// The place of the row.
    pub way: String,
    /// Its programme.
    pub program: String,
    /// Whom it is tried on.
    pub people: String,
    /// What is paid, from nothing on.
    pub points: Vec<CurvePoint>,
    /// Where it turns, and why.
    pub corners: Vec<Corner>,
    /// The same by the readings that are not the usual ones.
    pub readings: Vec<CurveReading>,
}

/// What is paid by another reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CurveReading {
    /// What is read in two ways.
    pub question: String,
    /// How it is usually read.
    pub usual: String,
    /// How it is read here.
    pub other: String,
    /// What is paid.
    pub points: Vec<CurvePoint>,
}

/// So much is paid of so much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CurvePoint {
    /// What is left to pay.
    pub at: String,
    /// What is paid of it at least.
    pub min: String,
    /// And at most.
    pub max: String,
}

/// A place where something changes, with one fen below and above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Corner {
    /// Which figure it is.
    pub text: String,
    /// One fen below, there, and one fen above.
    pub around: [CurvePoint; 3],
}

/// Points between the corners: what other programmes pay bends a line as well.
const STEPS: u32 = 24;

/// What each row pays.
#[must_use]
pub fn curves(policy: &Policy, tries: &[Try]) -> Vec<Curve> {
    tries.iter().filter(|one| !one.care.is_empty()).filter_map(|one| curve(policy, one)).collect()
}

fn curve(policy: &Policy, one: &Try) -> Option<Curve> {
    let last = one.edges.iter().map(|(at, _)| *at).max().unwrap_or_default();
    let end = last.max(Yuan::whole(10_000));
    let end = end + end.times("25%".parse().ok()?);
    // Whoever gets most of it: a question may open a row or close it.
    let answers =
        one.answers.iter().max_by_key(|answers| paid(policy, one, answers, end).map(|(_, max)| max))?;
    let fen = Yuan::fen(1);
    let parts = u64::from(STEPS);
    let step = |step: u32| end.repeated(step).in_proportion(Yuan::fen(1), Yuan::fen(parts)).to_fen();
    let mut at: BTreeSet<Yuan> = (0..=STEPS).map(step).collect();
    at.extend(one.edges.iter().flat_map(|(edge, _)| [edge.less(fen), *edge, *edge + fen]));
    let point = |answers: &Node, at: Yuan| {
        let (min, max) = paid(policy, one, answers, at)?;
        Some(CurvePoint { at: at.to_string(), min: min.to_string(), max: max.to_string() })
    };
    let points = |answers: &Node| at.iter().filter_map(|at| point(answers, *at)).collect::<Vec<_>>();
    let here = |edge: Yuan| point(answers, edge);
    let turning = one.edges.iter().filter(|(edge, _)| turns(|at| paid(policy, one, answers, at), *edge));
    let corners = turning.filter_map(|(edge, text)| {
        Some(Corner { text: text.clone(), around: [here(edge.less(fen))?, here(*edge)?, here(*edge + fen)?] })
    });
    let usual = points(answers);
    let mut readings = Vec::new();
    for reading in &policy.readings {
        let default = reading.options.get(usize::from(reading.default));
        for option in
            reading.options.iter().filter(|option| default.is_some_and(|usual| usual.id != option.id))
        {
            let points = points(&reading_as(answers, &reading.id, &option.id));
            if points != usual {
                readings.push(CurveReading {
                    question: reading.question.clone(),
                    usual: default.map(|usual| usual.text.clone()).unwrap_or_default(),
                    other: option.text.clone(),
                    points,
                });
            }
        }
    }
    Some(Curve {
        way: one.way.clone(),
        program: one.program.clone(),
        people: one.people.clone(),
        points: usual,
        corners: corners.collect(),
        readings,
    })
}

/// Whether a line bends or jumps at a place. A figure need not: that of a row that looks at what others leave, or one
/// that another figure goes before.
fn turns(paid: impl Fn(Yuan) -> Option<(Yuan, Yuan)>, at: Yuan) -> bool {
    let wide = Yuan::whole(10);
    let found = (paid(at.less(wide)), paid(at), paid(at + wide));
    let (Some(below), Some(here), Some(above)) = found else { return false };
    // Each is rounded to the fen.
    let is_bent = |below: Yuan, here: Yuan, above: Yuan| {
        let (middle, ends) = (here.repeated(2), below + above);
        middle.less(ends) + ends.less(middle) > Yuan::fen(2)
    };
    is_bent(below.0, here.0, above.0) || is_bent(below.1, here.1, above.1)
}

fn paid(policy: &Policy, one: &Try, answers: &Node, at: Yuan) -> Option<(Yuan, Yuan)> {
    let Outcome::Ok(found) = explain::assess(policy, &Answers::from(one.with(answers, at))) else {
        return None;
    };
    let result = found.programs.iter().find(|result| result.id == one.program)?;
    Some((result.amount.min, result.amount.max))
}
