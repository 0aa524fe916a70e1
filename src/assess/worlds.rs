//! 各种可能：settles every world that the open answers leave, and takes the hull.

use super::outcome::{Ask, Assessment, ProgramOutcome};
use super::settle::settle;
use super::world::{Answer, World};
use crate::case::Case;
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Policy, PolicyLinks};

/// Beyond so many worlds one pass over all of them has to do.
const MOST_WORLDS: usize = 1024;

/// What one world came to, for each programme.
struct Leaf {
    world: World,
    found: Vec<Found>,
}

/// What a programme came to, in one world or in several.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Found {
    amount: Amount,
    /// One bit for each status.
    states: u8,
}

/// An answer that bears on a programme.
struct Bearing {
    ask: Ask,
    /// What stays open of the amount, added up over so many answers.
    left: Yuan,
    answers: u32,
}

/// Settles every world. What stands apart from everything else is told apart by itself.
pub(super) fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let stands_apart = |unit: &Vec<usize>| {
        let mut programs = unit.iter().filter_map(|&place| policy.programs.get(place));
        programs.all(|program| program.covers.is_none() && !program.kind.counts_in_total())
    };
    let mut together = units(policy);
    let apart: Vec<Vec<usize>> = together.extract_if(.., |unit| stands_apart(unit)).gather();
    let mut whole = try_all(policy, case, &together);
    let mut programs: Vec<Option<ProgramOutcome<'a>>> = policy.programs.iter().map(|_| None).gather();
    put(core::mem::take(&mut whole.programs), &together, &mut programs);
    for unit in apart {
        let units = [unit];
        let part = try_all(policy, case, &units);
        put(part.programs, &units, &mut programs);
        for note in part.notes {
            if !whole.notes.contains(&note) {
                whole.notes.push(note);
            }
        }
    }
    whole.programs = programs.into_iter().flatten().gather();
    whole
}

/// Puts the outcomes of some units where they stand among all.
fn put<'a>(
    found: Vec<ProgramOutcome<'a>>,
    units: &[Vec<usize>],
    programs: &mut [Option<ProgramOutcome<'a>>],
) {
    let mut found = found.into_iter();
    for (place, slot) in programs.iter_mut().enumerate() {
        if units.iter().any(|unit| unit.contains(&place)) {
            *slot = found.next();
        }
    }
}

/// The programmes that are settled together, in the pack's order.
fn units(policy: &Policy) -> Vec<Vec<usize>> {
    PolicyLinks::of(policy).units().gather()
}

/// Settles every world of some units.
fn try_all<'a>(policy: &'a Policy, case: &Case, units: &[Vec<usize>]) -> Assessment<'a> {
    let all = || settle(policy, case, units, &World::loose());
    let mut open = vec![World::default()];
    let mut leaves: Vec<Leaf> = Vec::new();
    let mut joined: Option<Assessment<'a>> = None;
    while let Some(world) = open.pop() {
        if open.len() + leaves.len() == MOST_WORLDS {
            return all();
        }
        let settled = settle(policy, case, units, &world);
        match world.split() {
            Ok([one, other]) => open.extend([other, one]),
            Err(world) => {
                leaves.push(Leaf { world, found: settled.programs.iter().map(Found::of).gather() });
                joined = Some(match joined {
                    Some(joined) => joined.join(settled),
                    None => settled,
                });
            }
        }
    }
    match joined {
        Some(joined) if leaves.len() == 1 => joined,
        Some(joined) => told(joined, all(), &leaves),
        None => all(),
    }
}

/// One pass in which nothing is taken of what is open.
pub(super) fn so_far<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    settle(policy, case, &units(policy), &World::loose())
}

/// The amounts of all worlds, with the conditions and remarks of the pass that leaves open what is.
fn told<'a>(mut joined: Assessment<'a>, open: Assessment<'a>, leaves: &[Leaf]) -> Assessment<'a> {
    for (place, (outcome, open)) in joined.programs.iter_mut().zip(open.programs).enumerate() {
        outcome.take_words(open);
        let mut missing = bearing(leaves, place);
        for ask in core::mem::take(&mut outcome.missing) {
            if !missing.contains(&ask) {
                missing.push(ask);
            }
        }
        outcome.missing = missing;
    }
    Assessment { notes: open.notes, ..joined }
}

/// The answers that change what a programme comes to, the one that leaves least open first.
fn bearing(leaves: &[Leaf], place: usize) -> Vec<Ask> {
    let mut asks: Vec<Ask> = Vec::new();
    for (ask, _) in leaves.iter().flat_map(|leaf| leaf.world.asks()) {
        if !asks.contains(&ask) {
            asks.push(ask);
        }
    }
    let mut bearing: Vec<Bearing> = Vec::new();
    for ask in asks {
        let mut first: Option<Found> = None;
        let (mut left, mut answers, mut differ) = (Yuan::ZERO, 0, false);
        for answer in each_answer(leaves, ask) {
            let Some(found) = if_told(leaves, place, ask, answer) else { continue };
            differ |= *first.get_or_insert(found) != found;
            left = left + (found.amount.max() - found.amount.min());
            answers += 1;
        }
        if differ {
            let before = |other: &Bearing| {
                let (own, its) = (left.repeated(other.answers), other.left.repeated(answers));
                its < own || (its == own && other.ask < ask)
            };
            let at = bearing.iter().position(|other| !before(other)).unwrap_or(bearing.len());
            bearing.insert(at, Bearing { ask, left, answers });
        }
    }
    bearing.into_iter().map(|bearing| bearing.ask).gather()
}

/// One of each kind of answers that the worlds tell apart.
fn each_answer(leaves: &[Leaf], ask: Ask) -> Vec<Answer> {
    let mut answers: Vec<Answer> = Vec::new();
    for (told, domain) in leaves.iter().flat_map(|leaf| leaf.world.asks()) {
        if let Some(answer) = domain.model().filter(|answer| told == ask && !answers.contains(answer)) {
            answers.push(answer);
        }
    }
    answers
}

/// What a programme comes to if this is the answer.
fn if_told(leaves: &[Leaf], place: usize, ask: Ask, answer: Answer) -> Option<Found> {
    let mut told: Option<Found> = None;
    for leaf in leaves.iter().filter(|leaf| leaf.world.admits(ask, answer)) {
        let found = leaf.found.get(place)?;
        told = Some(told.map_or(*found, |told| told.or(*found)));
    }
    told
}

impl Found {
    fn of(outcome: &ProgramOutcome<'_>) -> Self {
        Self { amount: outcome.amount, states: 1 << outcome.status as u8 }
    }

    fn or(self, other: Self) -> Self {
        Self { amount: self.amount.or(other.amount), states: self.states | other.states }
    }
}
