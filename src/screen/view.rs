//! 看一部分：who is shown of all that were settled, in which order.

use std::cmp::Ordering;

use super::run::{Kept, Run};
use crate::policy::Policy;
use crate::roster::Pile;
use crate::vocabulary::SetOf;

/// What is looked for; whatever is not told is every one.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// 哪一堆.
    pub pile: Option<Pile>,
    /// 村 by its one name.
    pub village: Option<String>,
    /// 身份 by its name.
    pub identity: Option<String>,
    /// 项目 by its place.
    pub program: Option<u16>,
    /// A part of the name, of the ID number or of the village.
    pub text: String,
    /// What they are sorted by; as in the lists where it is not told.
    pub sort: Option<SortBy>,
    /// Whether the last comes first.
    pub down: bool,
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

impl Query {
    /// The places of those who are looked for.
    #[must_use]
    pub fn of(&self, run: &Run) -> Vec<u32> {
        let text = self.text.trim().to_uppercase();
        let fits = |kept: &Kept| {
            let held = || kept.person.case.person.categories.map(SetOf::names).unwrap_or_default();
            self.pile.is_none_or(|pile| kept.verdict.pile == pile)
                && self.village.as_ref().is_none_or(|village| *kept.village == **village)
                && self
                    .program
                    .is_none_or(|wanted| kept.verdict.programs.iter().any(|(own, _)| *own == wanted))
                && self.identity.as_ref().is_none_or(|identity| {
                    let held = held();
                    held.contains(&identity.as_str()) || (held.is_empty() && identity == NO_IDENTITY)
                })
                && (text.is_empty()
                    || kept.person.about.name.contains(&text)
                    || kept.village.contains(&text)
                    || kept.person.id.to_string().contains(&text))
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

/// What those without an identity are counted under.
const NO_IDENTITY: &str = "（没有写身份）";

/// The place of a programme of this name.
#[must_use]
pub fn program_named(policy: &Policy, name: &str) -> Option<u16> {
    let place = policy.programs.iter().position(|program| program.name == name)?;
    u16::try_from(place).ok()
}
