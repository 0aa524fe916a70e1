//! 如果：what the total would be with another identity, or with an ambiguous clause read another way.

use super::questions;
use super::report::Alternative;
use crate::assess::assess;
use crate::case::Case;
use crate::money::Amount;
use crate::policy::Policy;
use crate::vocabulary::{Category, Member, SetOf};

/// Every one under which the total is another. The case is as it was afterwards.
pub(super) fn of<'a>(policy: &'a Policy, case: &mut Case, total: Amount) -> Vec<Alternative<'a>> {
    let mut found = Vec::new();
    let mut compare = |path: String, value: &'a str, text: &'a str, case: &Case| {
        let then = assess(policy, case).total;
        if then != total {
            found.push(Alternative { path, value, text, total: then.into() });
        }
    };
    if let Some(held) = case.person.categories {
        let own = held.words().filter(|&word| word != Category::General).fold(SetOf::EMPTY, SetOf::with);
        for category in questions::categories(policy).words() {
            if category != Category::General && !held.has(category) {
                case.person.categories = Some(own.with(category));
                compare("person.categories".into(), category.id(), category.name(), case);
            }
        }
        case.person.categories = Some(held);
    }
    for (place, reading) in policy.readings.iter().enumerate() {
        let Some(chosen) = case.readings.get(place).copied() else { continue };
        for (option, other) in (0..).zip(&reading.options) {
            if option != chosen
                && let Some(slot) = case.readings.get_mut(place)
            {
                *slot = option;
                compare(format!("readings.{}", reading.id), &other.id, &other.text, case);
            }
        }
        if let Some(slot) = case.readings.get_mut(place) {
            *slot = chosen;
        }
    }
    found
}
