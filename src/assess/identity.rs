//! 身份：whether an identity is held, which may begin or end within the year.

use super::judge::Scope;
use super::outcome::Ask;
use super::trace::{Trace, Truth};
use crate::calendar::Date;
use crate::vocabulary::{Category, SetOf};

impl<'a> Scope<'a, '_> {
    /// Whether one of these is held on the day of the bill at hand; where none is at hand, on the day of any of those
    /// that are covered, or else of the estimate.
    pub(super) fn identity(&self, wanted: SetOf<Category>, trace: &mut Trace<'a>) -> Truth {
        let person = &self.given.case.person;
        let (mut dated, mut always) = (0, true);
        let mut look = |day: Date| {
            let on = person.held_on(day);
            dated |= on.bits();
            always &= !on.is_empty();
        };
        match self.bill {
            Some(entry) => look(entry.bill.date),
            None if self.covered.is_empty() => look(self.given.case.as_of),
            None => self.covered.iter().for_each(|covered| look(covered.entry.bill.date)),
        }
        // Nobody is 其他参保居民 while another identity lasts.
        let general = SetOf::EMPTY.with(Category::General).bits();
        let all = SetOf::<Category>::ALL.bits() & !(general * u32::from(always));
        let wanted = wanted.bits() & all;
        match person.categories {
            _ if dated & wanted != 0 => Truth::Yes,
            Some(held) => Truth::of(held.bits() & wanted != 0),
            None => {
                let world = self.given.world;
                let truth = world.meets(Ask::Categories, all.into(), (general & all).into(), wanted.into());
                trace.asked_if(truth, Ask::Categories)
            }
        }
    }
}
