//! 曲线：what a programme pays somebody, over what is left to pay.

use serde::Serialize;

use super::bearing::bearing;
use super::people::word;
use super::tries::{Try, beside, reading_as};
use super::turn::{Looking, Turn};
use crate::check::asked_readings;
use crate::document::Node;
use crate::money::Yuan;
use crate::policy::{Id, Policy, Reading};
use crate::vocabulary::Care;

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
    /// Another bill, without which both ways pay the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<Beside>,
    /// What is usually paid.
    pub before: Vec<CurvePoint>,
    /// What is paid here.
    pub points: Vec<CurvePoint>,
}

/// A bill of another kind, before the one that is looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// Its kind, in words.
    pub care: String,
    /// What is left to pay of it.
    pub total: String,
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
    /// Which figure it is, with its programme where that is another.
    pub text: String,
    /// The place of the figure in the form, where it stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// One fen below, there, and one fen above.
    pub around: [CurvePoint; 3],
}

/// Points between the corners: what other programmes pay bends a line as well.
const STEPS: u32 = 24;

/// What each row pays.
#[must_use]
pub fn curves(policy: &Policy, tries: &[Try]) -> Vec<Curve> {
    tries.iter().filter(|one| !one.care.is_empty()).filter_map(|one| curve(policy, one, tries)).collect()
}

fn curve(policy: &Policy, one: &Try, all: &[Try]) -> Option<Curve> {
    let mut policy = bearing(policy, &one.program)?;
    let asked = asked_readings(&mut policy);
    let policy = &policy;
    let ways: Vec<Looking<'_>> =
        one.answers.iter().filter_map(|answers| Looking::new(policy, one, all, answers)).collect();
    // Whoever gets most of it: a question may open a row or close it.
    let looking = ways.iter().max_by_key(|looking| looking.at(looking.end()).map(|seen| seen.paid.1))?;
    let end = looking.end();
    let fen = Yuan::fen(1);
    let step = |step: u32| end.repeated(step).in_proportion(fen, Yuan::fen(u64::from(STEPS))).to_fen();
    let around = |at: Yuan| [at.less(fen), at, at + fen];
    let mut at: Vec<Yuan> = (0..=STEPS).map(step).collect();
    let edges = one.edges.iter().map(|(edge, _)| *edge).filter(|edge| *edge < end);
    put(&mut at, edges.flat_map(around));
    let turns = looking.turns(&at);
    put(&mut at, turns.iter().flat_map(|turn| around(turn.at)));
    let corner = |turn: &Turn| {
        let [below, here, above] = around(turn.at).map(|at| point(looking, at));
        let around = [below?, here?, above?];
        Some(Corner { text: turn.text.clone(), place: turn.place.clone(), around })
    };
    let readings = readings(looking, &at, &asked);
    Some(Curve {
        way: one.way.clone(),
        program: one.program.clone(),
        people: one.people.clone(),
        points: points(looking, &at),
        corners: turns.iter().filter_map(corner).collect(),
        readings,
    })
}

/// What is paid at these amounts by the readings that are not the usual ones, where it is another. Those that nothing asks
/// change nothing.
fn readings(looking: &Looking<'_>, at: &[Yuan], asked: &[Id<Reading>]) -> Vec<CurveReading> {
    let Looking { policy, one, all, answers, .. } = *looking;
    // What is read of several programmes together shows where there are bills of several.
    let others: Vec<(Option<Beside>, Node)> = one
        .others(all)
        .into_iter()
        .map(|(care, total)| {
            let answers = beside(answers, &care, total);
            (Some(Beside { care: word::<Care>(&care), total: total.to_string() }), answers)
        })
        .collect();
    let others: Vec<(&Option<Beside>, Looking<'_>)> = others
        .iter()
        .filter_map(|(beside, answers)| Some((beside, Looking::new(policy, one, all, answers)?)))
        .collect();
    let mut tried = vec![(&None, looking)];
    tried.extend(others.iter().map(|(beside, looking)| (*beside, looking)));
    let mut found = Vec::new();
    for (id, reading) in policy.each::<Reading>() {
        let Some(usual) = reading.options.get(usize::from(reading.default)) else { continue };
        if !asked.contains(&id) {
            continue;
        }
        for option in reading.options.iter().filter(|option| option.id != usual.id) {
            for (beside, looking) in &tried {
                let answers = reading_as(looking.answers, &reading.id, &option.id);
                let Some(other) = Looking::new(policy, one, all, &answers) else { continue };
                let (before, points) = (points(looking, at), points(&other, at));
                if before != points {
                    let (question, usual, other) =
                        (reading.question.clone(), usual.text.clone(), option.text.clone());
                    let beside = (*beside).clone();
                    found.push(CurveReading { question, usual, other, beside, before, points });
                    break;
                }
            }
        }
    }
    found
}

/// Puts more amounts in order among those that are there.
fn put(at: &mut Vec<Yuan>, more: impl Iterator<Item = Yuan>) {
    for more in more {
        let place = at.iter().position(|known| *known >= more).unwrap_or(at.len());
        if at.get(place) != Some(&more) {
            at.insert(place, more);
        }
    }
}

#[inline(never)]
fn points(looking: &Looking<'_>, at: &[Yuan]) -> Vec<CurvePoint> {
    at.iter().filter_map(|at| point(looking, *at)).collect()
}

#[inline(never)]
fn point(looking: &Looking<'_>, at: Yuan) -> Option<CurvePoint> {
    let seen = looking.at(at)?;
    let (min, max) = seen.paid;
    Some(CurvePoint { at: at.to_string(), min: min.to_string(), max: max.to_string() })
}
