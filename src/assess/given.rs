//! 已知的：the policy, what was told, and what is taken of the rest.

use super::outcome::Ask;
use super::trace::{Trace, Truth};
use super::world::World;
use crate::case::Case;
use crate::policy::Policy;

/// What all is judged by.
#[derive(Clone, Copy)]
pub(super) struct Given<'a, 'e> {
    pub policy: &'a Policy,
    pub case: &'e Case,
    /// What is taken of the answers that are open.
    pub world: &'e World,
}

impl<'a> Given<'a, '_> {
    /// One of the words that an answer can be.
    pub(super) fn choice(&self, ask: Ask, all: u128, wanted: u128, trace: &mut Trace<'a>) -> Truth {
        trace.asked_if(self.world.meets(ask, all, all, wanted), ask)
    }
}
