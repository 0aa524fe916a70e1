//! 穷尽：whether some conditions together leave no answer out.

use super::book::Book;
use crate::policy::{Condition, FactKind, FactTest, TestKind};
use crate::vocabulary::{Insurance, Level, Member, Residence, SetOf, Spot};

impl Book<'_> {
    /// Whether, whatever is answered, one of `conditions` holds: they test one and the same thing in all its ways, or
    /// one of them is what another is not. Anything harder to see counts as leaving something out.
    pub fn leaves_nothing_out(&self, conditions: &[Condition]) -> bool {
        let opposite = |one: &Condition| {
            conditions.iter().any(|other| matches!(other, Condition::Not(part) if part.as_ref() == one))
        };
        conditions.iter().any(|one| one.is_always() || opposite(one))
            || all::<Residence>(conditions, |kind| match kind {
                TestKind::Residence(word) => Some(SetOf::EMPTY.with(*word)),
                _ => None,
            })
            || all::<Insurance>(conditions, |kind| match kind {
                TestKind::Insurance(words) => Some(*words),
                _ => None,
            })
            || all::<Level>(conditions, |kind| match kind {
                TestKind::Level(words) => Some(*words),
                _ => None,
            })
            || all::<Spot>(conditions, |kind| match kind {
                TestKind::Place(words) => Some(*words),
                _ => None,
            })
            || (0..self.fact_values.len()).any(|fact| self.every_answer(conditions, fact))
    }

    /// Whether every answer to one fact is named.
    fn every_answer(&self, conditions: &[Condition], fact: usize) -> bool {
        let named = conditions.iter().filter_map(|condition| match condition {
            Condition::Test(test) => match &test.kind {
                TestKind::Fact(place, wanted) if place.place() == fact => Some(wanted),
                _ => None,
            },
            _ => None,
        });
        match self.fact_values.get(fact).and_then(Option::as_ref).map(|question| &question.kind) {
            Some(FactKind::YesNo) => {
                let says = |flag| named.clone().any(|wanted| *wanted == FactTest::Is(flag));
                says(true) && says(false)
            }
            Some(FactKind::Choice(options)) => {
                let chosen = named.fold(0, |chosen, wanted| match wanted {
                    FactTest::OneOf(places) => chosen | places,
                    _ => chosen,
                });
                (0..options.len()).all(|place| chosen & 1_u32 << place != 0)
            }
            _ => false,
        }
    }
}

fn all<T: Member>(conditions: &[Condition], words: impl Fn(&TestKind) -> Option<SetOf<T>>) -> bool {
    let mut named = SetOf::EMPTY;
    for condition in conditions {
        if let Condition::Test(test) = condition
            && let Some(words) = words(&test.kind)
        {
            named = words.words().fold(named, SetOf::with);
        }
    }
    T::ALL.iter().all(|&word| named.has(word))
}
