//! 如果：what the total would be with another identity, or with an ambiguous clause read another way.

use super::questions;
use super::report::Alternative;
use crate::assess::assess;
use crate::case::Case;
use crate::money::Amount;
use crate::policy::Policy;
use crate::vocabulary::{Category, Member, SetOf};

/// Every one under which the total is another.
pub(super) fn of<'a>(policy: &'a Policy, case: &Case, total: Amount) -> Vec<Alternative<'a>> {
    let mut found = Vec::new();
    let mut try_out = |path: String, value: &'a str, text: &'a str, changed: &Case| {
        let total_then = assess(policy, changed).total;
        if total_then != total {
            found.push(Alternative { path, value, text, total: total_then.into() });
        }
    };
    if let Some(held) = case.person.categories {
        for category in
            questions::categories(policy).words().filter(|&word| word != Category::General && !held.has(word))
        {
            let mut changed = case.clone();
            let without_general =
                held.words().filter(|&word| word != Category::General).fold(SetOf::EMPTY, SetOf::with);
            changed.person.categories = Some(without_general.with(category));
            try_out("person.categories".into(), category.id(), category.name(), &changed);
        }
    }
    for (place, reading) in policy.readings.iter().enumerate() {
        for (option, other) in reading.options.iter().enumerate() {
            let chosen = case.readings.get(place).copied().map(usize::from);
            let mut changed = case.clone();
            if let (Some(slot), Ok(option), true) =
                (changed.readings.get_mut(place), u8::try_from(option), chosen != Some(option))
            {
                *slot = option;
                try_out(format!("readings.{}", reading.id), &other.id, &other.text, &changed);
            }
        }
    }
    found
}
