//! 看一部分：who is shown of all that were settled, in which order.

use std::cmp::Ordering;

use super::run::{Kept, Run};
use super::what_if::WhatIf;
use crate::money::Amount;
use crate::policy::{Id, Policy, Program};
use crate::roster::compare::{Change, Due};
use crate::roster::{NO_IDENTITY, Pile};
use crate::vocabulary::SetOf;

/// What is looked for; whatever is not told is every one.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// 哪一堆.
    pub pile: Option<Pile>,
    /// 是谁.
    pub who: Who,
    /// 项目.
    pub program: Option<Id<Program>>,
    /// What they are sorted by; as in the lists where it is not told.
    pub sort: Option<SortBy>,
    /// Whether the last comes first.
    pub down: bool,
}

/// 是谁: what is looked for of a person, whatever is paid.
#[derive(Clone, Debug, Default)]
pub struct Who {
    /// 村 by its one name.
    pub village: Option<String>,
    /// 身份 by its name.
    pub identity: Option<String>,
    /// A part of the name, of the ID number or of the village.
    pub text: String,
}

/// What persons are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// 堆.
    Pile,
    /// 姓名.
    Name,
    /// 身份证号.
    Id,
    /// 村.
    Village,
    /// 该领.
    Due,
    /// 已领.
    Paid,
    /// 相差.
    Difference,
}

impl SortBy {
    /// The order of this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "pile" => Self::Pile,
            "name" => Self::Name,
            "id" => Self::Id,
            "village" => Self::Village,
            "due" => Self::Due,
            "paid" => Self::Paid,
            "difference" => Self::Difference,
            _ => return None,
        })
    }

    fn compare(self, one: &Kept, other: &Kept) -> Ordering {
        let due = |kept: &Kept| (kept.verdict.due.max(), kept.verdict.due.min());
        let difference = |kept: &Kept| {
            let (under, over) = kept.verdict.difference();
            under.max().max(over.max())
        };
        match self {
            Self::Pile => one.verdict.pile.cmp(&other.verdict.pile),
            Self::Name => one.person.about.name.cmp(&other.person.about.name),
            Self::Id => one.person.id.to_string().cmp(&other.person.id.to_string()),
            Self::Village => one.village.cmp(&other.village),
            Self::Due => due(one).cmp(&due(other)),
            Self::Paid => one.verdict.paid.cmp(&other.verdict.paid),
            Self::Difference => difference(one).cmp(&difference(other)),
        }
    }
}

/// What is looked for of those who are compared; whatever is not told is every one.
#[derive(Clone, Debug, Default)]
pub struct ChangeQuery {
    /// 变化.
    pub change: Option<Change>,
    /// 是谁.
    pub who: Who,
    /// 项目 by its name: those whom it pays under one of the policies.
    pub program: Option<String>,
    /// What they are sorted by, [`SortBy::Pile`] being the change, [`SortBy::Paid`] what they would be due.
    pub sort: Option<SortBy>,
    /// Whether the last comes first.
    pub down: bool,
}

impl Who {
    /// Whether somebody is one of them.
    pub(super) fn asked(&self) -> impl Fn(&Kept) -> bool {
        let text = self.text.trim().to_uppercase();
        move |kept| {
            let held = || kept.person.case.person.categories.map(SetOf::names).unwrap_or_default();
            self.village.as_ref().is_none_or(|village| *kept.village == **village)
                && self.identity.as_ref().is_none_or(|identity| {
                    let held = held();
                    held.contains(&identity.as_str()) || (held.is_empty() && identity == NO_IDENTITY)
                })
                && (text.is_empty()
                    || kept.person.about.name.contains(&text)
                    || kept.village.contains(&text)
                    || kept.person.id.to_string().contains(&text))
        }
    }
}

impl Query {
    /// The places of those who are looked for.
    #[must_use]
    pub fn of(&self, run: &Run) -> Vec<u32> {
        let who = self.who.asked();
        let fits = |kept: &Kept| {
            self.pile.is_none_or(|pile| kept.verdict.pile == pile)
                && self
                    .program
                    .is_none_or(|wanted| kept.verdict.programs.iter().any(|(own, _)| *own == wanted))
                && who(kept)
        };
        let kept = (0_u32..).zip(&run.kept).filter(|(_, kept)| fits(kept));
        let mut places: Vec<(u32, &Kept)> = kept.collect();
        if let Some(sort) = self.sort {
            places.sort_by(|(_, one), (_, other)| {
                let order = sort.compare(one, other);
                if self.down { order.reverse() } else { order }
            });
        } else if self.down {
            places.reverse();
        }
        places.into_iter().map(|(place, _)| place).collect()
    }
}

impl ChangeQuery {
    /// The places of those who are looked for.
    #[must_use]
    pub fn of(&self, run: &Run, policy: &Policy, what_if: &WhatIf) -> Vec<u32> {
        let who = self.who.asked();
        let pays = |policy: &Policy, due: &Due| {
            let wanted = self.program.as_deref();
            wanted.is_none_or(|wanted| due.programs.iter().any(|(place, _)| policy.name(*place) == wanted))
        };
        let kept = (0_u32..).zip(run.kept.iter().enumerate()).filter_map(|(number, (place, kept))| {
            let (was, is) = (Due::of(&kept.verdict), what_if.due(place)?);
            let change = Change::of(&was, is);
            let fits = self.change.is_none_or(|wanted| wanted == change)
                && (pays(policy, &was) || pays(&what_if.other, is))
                && who(kept);
            fits.then_some((number, kept, change, was.due, is.due))
        });
        let mut found: Vec<_> = kept.collect();
        if let Some(sort) = self.sort {
            let ends = |amount: Amount| (amount.max(), amount.min());
            let moved = |was: Amount, is: Amount| is.less(was).max().max(was.less(is).max());
            found.sort_by(|(_, one, change, was, is), (_, other, changed, had, has)| {
                let order = match sort {
                    SortBy::Pile => change.cmp(changed),
                    SortBy::Due => ends(*was).cmp(&ends(*had)),
                    SortBy::Paid => ends(*is).cmp(&ends(*has)),
                    SortBy::Difference => moved(*was, *is).cmp(&moved(*had, *has)),
                    SortBy::Name | SortBy::Id | SortBy::Village => sort.compare(one, other),
                };
                if self.down { order.reverse() } else { order }
            });
        } else if self.down {
            found.reverse();
        }
        found.into_iter().map(|(number, ..)| number).collect()
    }
}

/// The first programme of this name.
#[must_use]
pub fn program_named(policy: &Policy, name: &str) -> Option<Id<Program>> {
    policy.programs.iter().position(|program| program.name == name).and_then(Id::at)
}
