//! 牵连：which programmes have to be settled together.

use super::Policy;
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
            links.join(exclusion.programs.iter().map(|&place| usize::from(place)));
        }
        for pool in 0..policy.pools.len() {
            let members = policy.programs.iter().enumerate();
            let drawing = members.filter(|(_, program)| program.pool().map(usize::from) == Some(pool));
            links.join(drawing.map(|(place, _)| place).gather().into_iter());
        }
        links
    }

    /// The groups, each in the pack's order, by their first programme.
    pub fn units(&self) -> impl Iterator<Item = Vec<usize>> + '_ {
        let firsts = self.groups.iter().enumerate().filter(|(place, group)| place == *group);
        firsts.map(|(_, group)| {
            let members = self.groups.iter().enumerate().filter(move |(_, other)| *other == group);
            members.map(|(place, _)| place).gather()
        })
    }

    /// Puts these programmes into the group of the earliest of them.
    fn join(&mut self, members: impl Iterator<Item = usize> + Clone) {
        let groups: Vec<usize> = members.filter_map(|place| self.groups.get(place).copied()).gather();
        let Some(first) = groups.iter().copied().min() else { return };
        for group in &mut self.groups {
            if groups.contains(group) {
                *group = first;
            }
        }
    }
}
