//! 已知的：the policy, what was told, and what is taken of the rest.

use super::outcome::Ask;
use super::trace::{Trace, Truth};
use super::world::World;
use crate::case::{Bill, Case};
use crate::money::Amount;
use crate::policy::{FactKind, FactQuestion, Id, Policy};
use crate::vocabulary::{Insurance, SetOf};

/// What all is judged by.
#[derive(Clone, Copy)]
pub(super) struct Given<'a, 'e> {
    pub policy: &'a Policy,
    pub case: &'e Case,
    /// What is taken of the answers that are open.
    pub world: &'e World<'e>,
}

impl<'a> Given<'a, '_> {
    /// What kind of answer the fact at this place takes.
    pub(super) fn kind_of(&self, fact: Id<FactQuestion>) -> Option<&'a FactKind> {
        self.policy.get(fact).map(|question| &question.kind)
    }

    /// One of the words that an answer can be.
    pub(super) fn choice(&self, ask: Ask, all: u128, wanted: u128, trace: &mut Trace<'a>) -> Truth {
        trace.asked_if(self.world.meets(ask, all, all, wanted), ask)
    }

    /// Whether the person, of whose insurance nobody told, has none, and what assistance paid on the bill if so.
    pub(super) fn without_insurance(&self, bill: &Bill) -> (Truth, Amount) {
        match bill.assistance_if_uninsured {
            Some(help) if !self.case.shows_insurance => {
                let (all, none) = (SetOf::<Insurance>::ALL.bits(), SetOf::EMPTY.with(Insurance::None).bits());
                let (all, none) = (all.into(), none.into());
                (self.world.meets(Ask::Insurance, all, all, none), help)
            }
            _ => (Truth::No, Amount::ZERO),
        }
    }
}
