//! 曲线：what a programme pays somebody, over what is left to pay.

use serde::Serialize;

use super::people::word;
use super::tries::{Try, beside, reading_as};
use super::turn::{Looking, Turn};
use crate::document::Node;
use crate::money::Yuan;
use crate::policy::Policy;
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
    let points = |looking: &Looking<'_>| at.iter().filter_map(|at| point(looking, *at)).collect::<Vec<_>>();
    let usual = points(looking);
    let mut readings = Vec::new();
    for reading in &policy.readings {
        let default = reading.options.get(usize::from(reading.default));
        for option in
            reading.options.iter().filter(|option| default.is_some_and(|usual| usual.id != option.id))
        {
            let of = |answers: &Node| Looking::new(policy, one, all, answers).map(|looking| points(&looking));
            let answers = reading_as(looking.answers, &reading.id, &option.id);
            let found =
                of(&answers).filter(|points| *points != usual).map(|found| (None, usual.clone(), found));
            // What is read of several programmes together shows where there are bills of several.
            let found = found.or_else(|| {
                one.others(all).into_iter().find_map(|(care, total)| {
                    let before = of(&beside(looking.answers, &care, total))?;
                    let found = of(&beside(&answers, &care, total))?;
                    let beside = Beside { care: word::<Care>(&care), total: total.to_string() };
                    (before != found).then_some((Some(beside), before, found))
                })
            });
            if let Some((beside, before, points)) = found {
                readings.push(CurveReading {
                    question: reading.question.clone(),
                    usual: default.map(|usual| usual.text.clone()).unwrap_or_default(),
                    other: option.text.clone(),
                    beside,
                    before,
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
        corners: turns.iter().filter_map(corner).collect(),
        readings,
    })
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

fn point(looking: &Looking<'_>, at: Yuan) -> Option<CurvePoint> {
    let seen = looking.at(at)?;
    let (min, max) = seen.paid;
    Some(CurvePoint { at: at.to_string(), min: min.to_string(), max: max.to_string() })
}
