//! 一种可能：for each answer that is open, what it is taken to be.
//!
//! An evaluation stops at the first test that an open answer does not settle, and says which parts of its answers
//! come out alike; it is then run once for each part. So answers that no rule tells apart are never told apart.

use super::ask::Ask;
use crate::lean::Gather;
use crate::policy::Quantity;
use crate::vocabulary::BillField;

/// 一种可能.
#[derive(Clone, Debug, Default)]
pub(super) struct World {
    narrowed: Vec<(Ask, Domain)>,
    /// Amounts that turned out to bear.
    pub amounts: Vec<Variable>,
}

/// What an open answer can still be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Domain {
    /// One of these choices, one bit each.
    Words(u32),
    /// A number from the first to the second.
    Span(i64, i64),
    /// Any set that holds none of the first and at least one of each of the others.
    Sets(u128, Vec<u128>),
}

/// An amount that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Variable {
    /// A part of the bill at this position that rules of insurance may say.
    Part(usize, Quantity),
    /// The amount that is the fact at this place.
    Fact(u16),
    /// The parameter at this place.
    Parameter(u16),
}

/// Why an evaluation cannot go on; in a box, since it is handed up often and seldom is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Open(Box<Halt>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Halt {
    /// This answer is open; the parts of its answers that come out alike.
    Answer(Ask, Vec<Domain>),
    /// This amount is open.
    Amount(Variable),
    /// No family answers so.
    Nobody,
}

impl Open {
    /// This answer is open; the parts of its answers that come out alike.
    fn answer(ask: Ask, parts: Vec<Domain>) -> Self {
        Self(Box::new(Halt::Answer(ask, parts)))
    }

    /// This amount is open.
    pub(super) fn amount(variable: Variable) -> Self {
        Self(Box::new(Halt::Amount(variable)))
    }

    /// No family answers so.
    pub(super) fn nobody() -> Self {
        Self(Box::new(Halt::Nobody))
    }
}

/// More values than these are not tried one by one.
const MOST_VALUES: i64 = 16;

impl World {
    /// The worlds that together are this one.
    pub(super) fn split(self, open: Open) -> Vec<Self> {
        match *open.0 {
            Halt::Nobody => Vec::new(),
            Halt::Amount(variable) => {
                let mut world = self;
                world.amounts.push(variable);
                vec![world]
            }
            Halt::Answer(ask, parts) => parts.into_iter().map(|part| self.narrowed(ask, part)).gather(),
        }
    }

    fn narrowed(&self, ask: Ask, domain: Domain) -> Self {
        let mut world = self.clone();
        match world.narrowed.iter_mut().find(|(known, _)| *known == ask) {
            Some((_, narrowed)) => *narrowed = domain,
            None => world.narrowed.push((ask, domain)),
        }
        world
    }

    /// What is taken of an answer.
    pub(super) fn domain(&self, ask: Ask) -> Option<&Domain> {
        self.narrowed.iter().find(|(known, _)| *known == ask).map(|(_, domain)| domain)
    }

    /// What is taken in both; nothing where they cannot both be.
    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        for (ask, domain) in &other.narrowed {
            let joined = match both.domain(*ask) {
                Some(known) => known.and(domain)?,
                None => domain.clone(),
            };
            both = both.narrowed(*ask, joined);
        }
        Some(both)
    }

    /// Every answer of which something is taken.
    pub(super) fn asks(&self) -> impl Iterator<Item = (Ask, &Domain)> {
        self.narrowed.iter().map(|(ask, domain)| (*ask, domain))
    }

    /// Whether an answer, one of `all`, is among those `wanted`.
    pub(super) fn words(&self, ask: Ask, all: u32, wanted: u32) -> Result<bool, Open> {
        let left = match self.domain(ask) {
            Some(Domain::Words(left)) => *left,
            _ => all,
        };
        match (left & wanted, left & !wanted) {
            (0, _) => Ok(false),
            (_, 0) => Ok(true),
            (yes, no) => Err(Open::answer(ask, vec![Domain::Words(yes), Domain::Words(no)])),
        }
    }

    /// Something that is one way or the other.
    pub(super) fn decided(&self, ask: Ask) -> Result<bool, Open> {
        self.words(ask, 0b11, 0b10)
    }

    /// Whether a test holds of a number that lies within `all`, where it turns at most once.
    pub(super) fn number(
        &self,
        ask: Ask,
        all: (i64, i64),
        holds: impl Fn(i64) -> bool,
    ) -> Result<bool, Open> {
        let (least, most) = self.span(ask, all);
        let first = holds(least);
        if first == holds(most) {
            return Ok(first);
        }
        let (mut before, mut after) = (least, most);
        while after - before > 1 {
            let middle = before + (after - before) / 2;
            *(if holds(middle) == first { &mut before } else { &mut after }) = middle;
        }
        Err(Open::answer(ask, vec![Domain::Span(least, before), Domain::Span(after, most)]))
    }

    /// The number itself; of many only the ends, between which what is computed changes evenly.
    pub(super) fn value(&self, ask: Ask, all: (i64, i64)) -> Result<i64, Open> {
        let (least, most) = self.span(ask, all);
        if least == most {
            return Ok(least);
        }
        let values = if most - least < MOST_VALUES { (least..=most).gather() } else { vec![least, most] };
        Err(Open::answer(ask, values.into_iter().map(|value| Domain::Span(value, value)).gather()))
    }

    fn span(&self, ask: Ask, all: (i64, i64)) -> (i64, i64) {
        match self.domain(ask) {
            Some(Domain::Span(least, most)) => (*least, *most),
            _ => all,
        }
    }

    /// Whether an answer that is a set holds one of `wanted`. What is `alone` is in no set with others.
    pub(super) fn meets(&self, ask: Ask, alone: u128, wanted: u128) -> Result<bool, Open> {
        let nothing = Vec::new();
        let (none_of, one_of) = match self.domain(ask) {
            Some(Domain::Sets(none_of, one_of)) => (*none_of, one_of),
            _ => (0, &nothing),
        };
        let without = none_of | wanted;
        let mut with = one_of.clone();
        with.push(wanted);
        match (model(none_of, &with, alone), model(without, one_of, alone)) {
            (None, _) => Ok(false),
            (_, None) => Ok(true),
            _ => Err(Open::answer(
                ask,
                vec![Domain::Sets(none_of, with), Domain::Sets(without, one_of.clone())],
            )),
        }
    }
}

/// A set that holds none of `none_of` and at least one of each of `one_of`.
fn model(none_of: u128, one_of: &[u128], alone: u128) -> Option<u128> {
    let free = !none_of & !alone;
    let together = one_of.iter().try_fold(0, |set, wanted| match wanted & free {
        0 => None,
        left => Some(if left & set == 0 { set | (left & left.wrapping_neg()) } else { set }),
    });
    together.or_else(|| {
        let by_itself = one_of.iter().fold(alone & !none_of, |left, wanted| left & wanted);
        (by_itself != 0).then_some(by_itself)
    })
}

/// An answer in so many bits: the place of a choice, a number, a set.
pub(super) type Answer = u128;

/// Numbers may be below zero, answers are not.
const FROM: i64 = 1 << 40;

impl Domain {
    /// The answers that are in both; nothing where there is none.
    fn and(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Words(one), Self::Words(other)) => (one & other != 0).then_some(Self::Words(one & other)),
            (Self::Span(least, most), Self::Span(other_least, other_most)) => {
                let (least, most) = (*least.max(other_least), *most.min(other_most));
                (least <= most).then_some(Self::Span(least, most))
            }
            (Self::Sets(none_of, one_of), Self::Sets(other_none, other_one)) => {
                let none_of = none_of | other_none;
                let one_of: Vec<u128> = one_of.iter().chain(other_one).copied().gather();
                let alone = u128::MAX;
                (model(none_of, &one_of, 0).is_some() || model(none_of, &one_of, alone).is_some())
                    .then_some(Self::Sets(none_of, one_of))
            }
            _ => None,
        }
    }

    /// One of the answers.
    pub(super) fn model(&self, alone: u128) -> Answer {
        match self {
            Self::Words(left) => u128::from(left.trailing_zeros()),
            Self::Span(least, _) => u128::try_from(least + FROM).unwrap_or_default(),
            Self::Sets(none_of, one_of) => model(*none_of, one_of, alone).unwrap_or_default(),
        }
    }

    /// Whether an answer is one of these.
    pub(super) fn admits(&self, answer: Answer) -> bool {
        match self {
            Self::Words(left) => {
                u32::try_from(answer).is_ok_and(|place| left.checked_shr(place).unwrap_or(0) & 1 == 1)
            }
            Self::Span(least, most) => {
                let number = i64::try_from(answer).unwrap_or(i64::MAX).saturating_sub(FROM);
                *least <= number && number <= *most
            }
            Self::Sets(none_of, one_of) => {
                answer & none_of == 0 && one_of.iter().all(|wanted| answer & wanted != 0)
            }
        }
    }
}

impl Variable {
    /// Who has to be asked for it.
    pub(super) fn ask(self) -> Ask {
        match self {
            Self::Part(position, quantity) => Ask::Bill(position, field_of(quantity)),
            Self::Fact(place) => Ask::Fact(place),
            Self::Parameter(place) => Ask::Parameter(place),
        }
    }
}

/// The field of a bill in which a quantity is told.
pub(super) fn field_of(quantity: Quantity) -> BillField {
    match quantity {
        Quantity::Total => BillField::Total,
        Quantity::InScope => BillField::InScope,
        Quantity::Basic => BillField::BasicPaid,
        Quantity::Critical => BillField::CriticalPaid,
        Quantity::Waived => BillField::Waived,
        Quantity::Other => BillField::OtherPaid,
        Quantity::Assistance => BillField::AssistancePaid,
    }
}
