//! 不重复享受：which of the programmes that exclude each other are paid.
//!
//! A choice is a set of programmes of which no two exclude each other. It leaves nobody out without cause: whoever is
//! left out is excluded by one that is in, and by one that the rule prefers where it prefers one. Of several choices
//! the one that pays most is taken, so two programmes together may stand against a third (就高不就低).

use super::marks::Marks;
use crate::lean::Gather;
use crate::money::Yuan;
use crate::policy::{Exclusion, Policy, Winner};

/// A programme among those settled together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rival {
    /// The programme's place.
    pub place: usize,
    /// What it pays if it is paid; nothing where it does not apply.
    pub worth: Yuan,
    /// Whether it was received this year, and so stands against others whatever it pays now.
    pub enjoyed: bool,
}

/// Rivals by their places in their list, as bits.
type Set = u32;

/// More than are ever settled together.
const MOST_RIVALS: usize = 20;

/// Two rivals that exclude each other; `one` stands first in the rule.
struct Conflict<'a> {
    one: usize,
    other: usize,
    exclusion: &'a Exclusion,
}

/// For each rival the one that is paid in its place, and by which rule.
pub(super) fn winners<'a>(
    policy: &'a Policy,
    rivals: &[Rival],
    marks: &Marks,
) -> Vec<Option<(usize, &'a Exclusion)>> {
    let conflicts =
        if rivals.len() > 1 && rivals.len() <= MOST_RIVALS { conflicts(policy, rivals) } else { Vec::new() };
    if conflicts.is_empty() {
        return vec![None; rivals.len()];
    }
    let mut applying: Set = 0;
    for (at, rival) in rivals.iter().enumerate() {
        if marks.more(rival.worth, Yuan::ZERO) || rival.enjoyed {
            applying |= 1 << at;
        }
    }
    let mut taken = None;
    // Preferences that go round in a circle leave no choice with cause.
    for only_with_cause in [true, false] {
        if taken.is_none() {
            let mut choices =
                Choices { conflicts: &conflicts, rivals, marks, applying, only_with_cause, best: None };
            choices.try_from(0, 0, 0);
            taken = choices.best;
        }
    }
    let taken = taken.unwrap_or(0);
    let loses_to = |at: usize| {
        let against = conflicts.iter().filter_map(|conflict| match at {
            _ if at == conflict.one => Some((conflict.other, conflict.exclusion)),
            _ if at == conflict.other => Some((conflict.one, conflict.exclusion)),
            _ => None,
        });
        let mut against = against.filter(|(rival, _)| taken >> at & 1 == 0 && taken >> rival & 1 == 1);
        against.next().and_then(|(rival, exclusion)| Some((rivals.get(rival)?.place, exclusion)))
    };
    (0..rivals.len()).map(loses_to).gather()
}

/// Whether two programmes exclude each other.
pub(super) fn conflict(policy: &Policy, one: usize, other: usize) -> bool {
    policy.exclusions.iter().any(|exclusion| {
        let has = |wanted: usize| exclusion.programs.iter().any(|&place| usize::from(place) == wanted);
        has(one) && has(other)
    })
}

/// Whether a programme is preferred to every one that it excludes, so that it is paid whenever it pays.
pub(super) fn prevails(policy: &Policy, unit: &[usize], place: usize) -> bool {
    let mut excludes = false;
    let preferred = policy.exclusions.iter().all(|exclusion| {
        let members = exclusion.programs.iter().map(|&member| usize::from(member));
        if !members.clone().any(|member| member == place) {
            return true;
        }
        excludes |= members.clone().any(|member| member != place && unit.contains(&member));
        exclusion.winner == Winner::First && members.into_iter().next() == Some(place)
    });
    excludes && preferred
}

fn conflicts<'a>(policy: &'a Policy, rivals: &[Rival]) -> Vec<Conflict<'a>> {
    let mut conflicts = Vec::new();
    for exclusion in &policy.exclusions {
        let at = |place: &u16| rivals.iter().position(|rival| rival.place == usize::from(*place));
        let members: Vec<usize> = exclusion.programs.iter().filter_map(at).gather();
        for (rank, &one) in members.iter().enumerate() {
            for &other in members.iter().skip(rank + 1) {
                conflicts.push(Conflict { one, other, exclusion });
            }
        }
    }
    conflicts
}

/// Goes through the choices, rival by rival.
struct Choices<'c, 'a> {
    conflicts: &'c [Conflict<'a>],
    rivals: &'c [Rival],
    marks: &'c Marks,
    applying: Set,
    only_with_cause: bool,
    best: Option<Set>,
}

impl Choices<'_, '_> {
    /// From the rival at `at` on, with those `chosen`; `blocked` are excluded by them.
    fn try_from(&mut self, at: usize, chosen: Set, blocked: Set) {
        if at == self.rivals.len() {
            let kept_out = self.kept_out_by(chosen);
            let with_cause = self.applying & !chosen & !kept_out == 0;
            if (with_cause || !self.only_with_cause) && self.best.is_none_or(|best| self.beats(chosen, best))
            {
                self.best = Some(chosen);
            }
            return;
        }
        let own = 1 << at;
        if self.applying & own != 0 && blocked & own == 0 {
            self.try_from(at + 1, chosen | own, blocked | self.excluded_by(at));
        }
        let has_rivals = self.conflicts.iter().any(|conflict| conflict.one == at || conflict.other == at);
        if self.applying & own == 0 || has_rivals {
            self.try_from(at + 1, chosen, blocked);
        }
    }

    fn excluded_by(&self, at: usize) -> Set {
        self.conflicts.iter().fold(0, |set, conflict| match at {
            _ if at == conflict.one => set | 1 << conflict.other,
            _ if at == conflict.other => set | 1 << conflict.one,
            _ => set,
        })
    }

    /// Whom the members of a choice leave out with cause.
    fn kept_out_by(&self, chosen: Set) -> Set {
        self.conflicts.iter().fold(0, |out, Conflict { one, other, exclusion }| {
            let by_one = (chosen >> one & 1) << other;
            let by_other = if exclusion.winner == Winner::Better { (chosen >> other & 1) << one } else { 0 };
            out | by_one | by_other
        })
    }

    /// Whether `one` pays more than `other`, or as much and stands first.
    fn beats(&self, one: Set, other: Set) -> bool {
        let worth = |set: Set| -> Yuan {
            let members = self.rivals.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
            members.map(|(_, rival)| rival.worth).sum()
        };
        let (only_one, only_other) = (worth(one & !other), worth(other & !one));
        self.marks.more(only_one, only_other)
            || (only_one == only_other && (one & !other).trailing_zeros() < (other & !one).trailing_zeros())
    }
}
