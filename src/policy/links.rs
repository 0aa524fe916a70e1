//! 牵连：which programmes have to be settled together.

use super::{Id, Policy, Program};
use crate::lean::Gather;

/// The programmes in groups: those bound by an exclusion or a shared limit stand together.
#[derive(Clone, Debug)]
pub struct PolicyLinks {
    /// The group of each programme.
    groups: Vec<usize>,
}

impl PolicyLinks {
    /// Finds the groups.
    #[must_use]
    pub fn of(policy: &Policy) -> Self {
        let mut links = Self { groups: (0..policy.programs.len()).gather() };
        for exclusion in &policy.exclusions {
            for pair in exclusion.programs.windows(2) {
                if let [one, other] = pair {
                    links.join(one.place(), other.place());
                }
            }
        }
        for (place, program) in policy.programs.iter().enumerate() {
            if let Some(pool) = program.pool()
                && let Some(first) = policy.programs.iter().position(|other| other.pool() == Some(pool))
            {
                links.join(first, place);
            }
        }
        links
    }

    /// The groups, each in the pack's order, by their first programme.
    pub fn units(&self) -> impl Iterator<Item = Vec<Id<Program>>> + '_ {
        let firsts = self.groups.iter().enumerate().filter(|(place, group)| place == *group);
        firsts.map(|(_, group)| {
            let members = self.groups.iter().enumerate().filter(move |(_, other)| *other == group);
            members.filter_map(|(place, _)| Id::at(place)).gather()
        })
    }

    /// Puts the groups of two programmes together, under the earlier one's place.
    fn join(&mut self, one: usize, other: usize) {
        let (Some(&one), Some(&other)) = (self.groups.get(one), self.groups.get(other)) else { return };
        for group in &mut self.groups {
            if *group == one.max(other) {
                *group = one.min(other);
            }
        }
    }
}
