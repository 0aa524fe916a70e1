//! 一览：what came of each world, and which answer would tell them apart.

use super::ask::Ask;
use super::outcome::Status;
use super::scope::note;
use super::tally::Found;
use super::world::{Answer, World};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::vocabulary::{Category, SetOf};

/// What one world came to.
pub(super) struct Leaf {
    pub world: World,
    pub total: Amount,
    pub programs: Vec<(usize, Outcome)>,
}

/// What one programme came to in one world, or in several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome {
    pub amount: Amount,
    pub status: Status,
    /// Whether the worlds agree on more than the amount.
    agrees: bool,
}

/// An answer that bears, and what stays open of a programme's amount when it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bearing {
    pub ask: Ask,
    pub program: usize,
    /// By how much the amount is narrowed, on the average over the answers.
    pub narrows: Yuan,
}

impl Leaf {
    pub(super) fn of(world: World, found: &Found<'_>) -> Self {
        let outcome = |(place, outcome): &(usize, super::ProgramOutcome<'_>)| {
            (*place, Outcome { amount: outcome.amount, status: outcome.status, agrees: true })
        };
        Self { world, total: found.total, programs: found.programs.iter().map(outcome).gather() }
    }
}

impl Outcome {
    fn or(self, other: Self) -> Self {
        let same = self.status == other.status;
        Self { amount: self.amount.or(other.amount), agrees: self.agrees && other.agrees && same, ..self }
    }

    fn width(self) -> Yuan {
        self.amount.max() - self.amount.min()
    }
}

/// Every answer that bears on a programme, over these worlds.
pub(super) fn bearings(leaves: &[Leaf]) -> Vec<Bearing> {
    let mut asks = Vec::new();
    for leaf in leaves {
        for (ask, _) in leaf.world.asks() {
            note(&mut asks, ask);
        }
    }
    let mut bearings = Vec::new();
    let programs: Vec<usize> =
        leaves.first().into_iter().flat_map(|leaf| leaf.programs.iter().map(|(place, _)| *place)).gather();
    for &ask in asks.iter().filter(|ask| ask.is_for_the_person()) {
        let answers = answers(leaves, ask);
        for (at, &program) in programs.iter().enumerate() {
            let over = |answer: Option<Answer>| {
                let admits = |leaf: &&Leaf| {
                    answer.is_none_or(|answer| {
                        leaf.world.domain(ask).is_none_or(|domain| domain.admits(answer))
                    })
                };
                let found = leaves
                    .iter()
                    .filter(admits)
                    .filter_map(|leaf| leaf.programs.get(at))
                    .map(|(_, outcome)| *outcome);
                found.reduce(Outcome::or)
            };
            let each: Vec<Outcome> = answers.iter().filter_map(|answer| over(Some(*answer))).gather();
            // What was received under a programme says nothing of whether it applies now.
            let same = |one: &Outcome, other: &Outcome| match ask {
                Ask::Received(..) => one.amount == other.amount,
                _ => one == other,
            };
            let differ = each.windows(2).any(|pair| matches!(pair, [one, other] if !same(one, other)));
            if let Some(whole) = over(None).filter(|_| differ) {
                let count = u32::try_from(each.len()).unwrap_or(1);
                let left: Yuan = each.iter().map(|outcome| outcome.width()).sum();
                bearings.push(Bearing { ask, program, narrows: whole.width().less(left.in_parts(count)) });
            }
        }
    }
    bearings
}

/// One of each kind of answers that the worlds tell apart.
fn answers(leaves: &[Leaf], ask: Ask) -> Vec<Answer> {
    let alone = match ask {
        Ask::Categories => u128::from(SetOf::EMPTY.with(Category::General).bits()),
        _ => 0,
    };
    let mut answers = Vec::new();
    for domain in leaves.iter().filter_map(|leaf| leaf.world.domain(ask)) {
        note(&mut answers, domain.model(alone));
    }
    answers
}
