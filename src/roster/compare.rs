//! 换个办法会怎样：the same persons under two policies, or under other figures: who gains, who loses, for whom it cannot
//! be told.

use std::collections::BTreeMap;

use super::gather::Gathered;
use super::id_number::IdNumber;
use super::tally::NO_IDENTITY;
use super::verdict::Verdict;
use crate::assess::Ask;
use crate::calendar::Period;
use crate::money::Amount;
use crate::policy::{Id, Policy, Program};
use crate::vocabulary::SetOf;

/// 变化.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// 多领, whatever is not known.
    Gains,
    /// 少领, whatever is not known.
    Loses,
    /// 一样.
    Same,
    /// 说不准: what is not known decides it.
    Open,
}

/// 是谁, under whatever policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// 身份证号.
    pub id: IdNumber,
    /// 姓名.
    pub name: Box<str>,
    /// 乡镇.
    pub town: Box<str>,
    /// 村（社区）.
    pub village: Box<str>,
    /// 身份.
    pub identities: Vec<&'static str>,
}

/// 一个人的该领, under one policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// 一共.
    pub due: Amount,
    /// Whether it is all: nothing is left out for want of a figure or of the bills.
    pub is_known: bool,
    /// What each programme pays.
    pub programs: Vec<(Id<Program>, Amount)>,
}

/// What a change comes to for some persons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Persons by change, in the order of [`Change::ALL`].
    pub persons: [u64; 4],
    /// 现在一共.
    pub before: Amount,
    /// 换了以后一共.
    pub after: Amount,
    /// 多领的 of those who gain.
    pub gained: Amount,
    /// 少领的 of those who lose.
    pub lost: Amount,
}

/// 对比.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Everybody.
    pub all: Effect,
    /// By village.
    pub villages: BTreeMap<String, Effect>,
    /// By identity; whoever has several is counted once for each.
    pub identities: BTreeMap<&'static str, Effect>,
    /// By the name of the programme: those whom it pays under one of them.
    pub programs: BTreeMap<String, Effect>,
    /// Those who were computed under one of them only.
    pub one_sided: u64,
}

impl Change {
    /// Every change, in the order shown.
    pub const ALL: [Self; 4] = [Self::Gains, Self::Loses, Self::Open, Self::Same];

    /// From what somebody is due to what they would be.
    #[must_use]
    pub fn of(before: &Due, after: &Due) -> Self {
        Self::between(before.due, after.due, before.is_known && after.is_known)
    }

    fn between(before: Amount, after: Amount, are_known: bool) -> Self {
        if !are_known {
            return Self::Open;
        }
        let (more, less) = (after.less(before), before.less(after));
        if !more.min().is_zero() {
            Self::Gains
        } else if !less.min().is_zero() {
            Self::Loses
        } else if more.is_zero() && less.is_zero() {
            Self::Same
        } else {
            Self::Open
        }
    }

    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Gains => "多领",
            Self::Loses => "少领",
            Self::Same => "一样",
            Self::Open => "说不准",
        }
    }
}

impl Whose {
    /// Of a person whose rows were put together.
    #[must_use]
    pub fn of(person: &Gathered) -> Self {
        Self {
            id: person.id,
            name: person.about.name.clone(),
            town: person.about.town.clone(),
            village: person.about.village.clone(),
            identities: person.case.person.categories.map(SetOf::names).unwrap_or_default(),
        }
    }
}

impl Due {
    /// Of a person who was judged.
    #[must_use]
    pub fn of(verdict: &Verdict) -> Self {
        Self {
            due: verdict.due,
            is_known: !verdict.lacks_figure && !verdict.missing.contains(&Ask::Bills),
            programs: verdict.programs.clone(),
        }
    }
}

impl Effect {
    fn count(&mut self, before: Amount, after: Amount, are_known: bool) {
        let change = Change::between(before, after, are_known);
        let place = Change::ALL.iter().position(|known| *known == change);
        if let Some(count) = place.and_then(|place| self.persons.get_mut(place)) {
            *count += 1;
        }
        self.before = self.before + before;
        self.after = self.after + after;
        match change {
            Change::Gains => self.gained = self.gained + after.less(before),
            Change::Loses => self.lost = self.lost + before.less(after),
            Change::Same | Change::Open => {}
        }
    }

    /// How many there are of a change.
    #[must_use]
    pub fn of(&self, change: Change) -> u64 {
        let place = Change::ALL.iter().position(|known| *known == change);
        place.and_then(|place| self.persons.get(place)).copied().unwrap_or(0)
    }
}

impl Comparison {
    /// Counts a person of a village and with these identities under both.
    pub fn count(
        &mut self,
        village: &str,
        identities: &[&'static str],
        before: (&Policy, &Due),
        after: (&Policy, &Due),
    ) {
        let ((one, was), (other, is)) = (before, after);
        let are_known = was.is_known && is.is_known;
        self.all.count(was.due, is.due, are_known);
        if let Some(effect) = self.villages.get_mut(village) {
            effect.count(was.due, is.due, are_known);
        } else {
            self.villages.entry(village.to_owned()).or_default().count(was.due, is.due, are_known);
        }
        let identities = if identities.is_empty() { &[NO_IDENTITY] } else { identities };
        for name in identities {
            self.identities.entry(name).or_default().count(was.due, is.due, are_known);
        }
        let mut programs: BTreeMap<&str, (Amount, Amount)> = BTreeMap::new();
        for (id, amount) in &was.programs {
            programs.entry(one.name(*id)).or_default().0 = *amount;
        }
        for (id, amount) in &is.programs {
            programs.entry(other.name(*id)).or_default().1 = *amount;
        }
        for (name, (was, is)) in programs {
            self.programs.entry(name.to_owned()).or_default().count(was, is, are_known);
        }
    }
}

/// The other policy, as if it had been in force whenever the first is.
#[must_use]
pub fn in_place_of(policy: &Policy, other: Policy) -> Policy {
    Policy { period: Period { ..policy.period }, ..other }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Yuan;

    #[test]
    fn says_nothing_of_whom_it_cannot_tell() {
        let range = |min: u32, max: u32| Amount::between(Yuan::whole(min), Yuan::whole(max));
        for (before, after, change) in [
            (range(5, 5), range(6, 6), Change::Gains),
            (range(5, 5), range(4, 4), Change::Loses),
            (range(5, 5), range(5, 5), Change::Same),
            (range(0, 5), range(6, 9), Change::Gains),
            (range(6, 9), range(0, 5), Change::Loses),
            (range(0, 5), range(5, 9), Change::Open),
            // The ends are the same, and who knows what is in between.
            (range(0, 5), range(0, 5), Change::Open),
        ] {
            assert_eq!(Change::between(before, after, true), change, "{before:?} {after:?}");
            assert_eq!(Change::between(before, after, false), Change::Open);
        }
    }
}
