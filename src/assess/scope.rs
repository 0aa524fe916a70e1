//! 眼前：what an evaluation looks at, and what it leaves behind.

use super::ledger::Entry;
use super::marks::Marks;
use super::outcome::Reason;
use super::point::Point;
use super::world::World;
use crate::case::Case;
use crate::policy::Policy;

/// What is the same for everything that one evaluation looks at.
pub(super) struct Given<'a, 'e> {
    pub policy: &'a Policy,
    pub case: &'e Case,
    pub world: &'e World,
    pub point: &'e Point,
    pub marks: &'e Marks,
}

/// What is looked at: everybody's answers in one world, and one bill or none.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a, 'e> {
    pub given: &'e Given<'a, 'e>,
    /// All bills of the year.
    pub ledger: &'e [Entry<'e>],
    /// The places of the bills that the programme at hand covers.
    pub covered: &'e [usize],
    /// The bill at hand.
    pub bill: Option<&'e Entry<'e>>,
    /// Of how many equal slips of the bill at hand one is looked at.
    pub slips: u32,
}

/// What judging leaves behind, where it is to be told.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace<'a> {
    /// Whether anything is to be told.
    pub told: bool,
    pub reasons: Vec<Reason<'a>>,
    pub readings: Vec<u16>,
    pub parameters: Vec<u16>,
}

impl<'a, 'e> Scope<'a, 'e> {
    /// Everybody's answers and these bills.
    pub(super) fn new(given: &'e Given<'a, 'e>, ledger: &'e [Entry<'e>]) -> Self {
        Self { given, ledger, covered: &[], bill: None, slips: 1 }
    }

    /// The bills covered.
    pub(super) fn covered_bills(&self) -> impl Iterator<Item = &'e Entry<'e>> + use<'e> {
        let ledger = self.ledger;
        self.covered.iter().filter_map(move |&place| ledger.get(place))
    }

    /// The same, looking at one bill.
    pub(super) fn on(self, bill: &'e Entry<'e>) -> Self {
        Self { bill: Some(bill), ..self }
    }
}

impl<'a, 'e> core::ops::Deref for Scope<'a, 'e> {
    type Target = Given<'a, 'e>;

    fn deref(&self) -> &Self::Target {
        self.given
    }
}

impl<'a> Trace<'a> {
    pub(super) fn new(told: bool) -> Self {
        Self { told, ..Self::default() }
    }

    pub(super) fn reading(&mut self, reading: u16) {
        if self.told {
            note(&mut self.readings, reading);
        }
    }

    pub(super) fn parameter(&mut self, parameter: u16) {
        if self.told {
            note(&mut self.parameters, parameter);
        }
    }

    pub(super) fn reason(&mut self, reason: Reason<'a>) {
        if self.told {
            self.reasons.push(reason);
        }
    }

    /// Takes over which readings and figures another trace used.
    pub(super) fn absorb_uses(&mut self, other: &Trace<'a>) {
        for reading in &other.readings {
            self.reading(*reading);
        }
        for parameter in &other.parameters {
            self.parameter(*parameter);
        }
    }
}

/// Each item once, where it first stands.
pub(super) fn note<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
