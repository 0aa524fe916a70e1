//! 一种可能：for each answer that is open, what it is taken to be.
//!
//! An evaluation notes the first test that an open answer does not settle, and which parts of its answers come out
//! alike; it is then run once for each part. So answers that no rule tells apart are never told apart.

use core::cell::RefCell;

use super::judge::Truth;
use super::outcome::Ask;
use crate::lean::Gather;

/// 一种可能.
#[derive(Debug, Default)]
pub(super) struct World {
    /// Whether what is open stays open, and nothing is told apart.
    loose: bool,
    narrowed: Vec<(Ask, Domain)>,
    /// The answer that was found open, and the parts of its answers that come out alike.
    halt: RefCell<Option<(Ask, [Domain; 2])>>,
}

/// What an open answer can still be.
#[derive(Clone, Debug)]
pub(super) enum Domain {
    /// A number from the first to the second; of a choice, its place.
    Span(i64, i64),
    /// Any set that holds none of the first and at least one of each of the last, and of those that are `alone` no
    /// two nor one with others. A choice is one of which all are.
    Sets { none_of: u128, alone: u128, one_of: Vec<u128> },
}

/// An answer in so many bits: a set, or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Number(i64),
    Set(u128),
}

impl World {
    /// Where nothing is taken of what is open.
    pub(super) fn loose() -> Self {
        Self { loose: true, ..Self::default() }
    }

    /// Whether nothing was found open.
    pub(super) fn is_clear(&self) -> bool {
        self.halt.borrow().is_none()
    }

    /// Forgets what was found open.
    pub(super) fn forget(&self) {
        self.halt.take();
    }

    /// The two worlds that together are this one, told apart by what was found open in it; itself where nothing was.
    pub(super) fn split(self) -> Result<[Self; 2], Self> {
        let Some((ask, parts)) = self.halt.take() else { return Err(self) };
        Ok(parts.map(|part| {
            let mut narrowed: Vec<(Ask, Domain)> =
                self.narrowed.iter().filter(|(known, _)| *known != ask).cloned().gather();
            narrowed.push((ask, part));
            Self { narrowed, ..Self::default() }
        }))
    }

    /// Every answer of which something is taken.
    pub(super) fn asks(&self) -> impl Iterator<Item = (Ask, &Domain)> {
        self.narrowed.iter().map(|(ask, domain)| (*ask, domain))
    }

    /// Whether this world leaves an answer possible.
    pub(super) fn admits(&self, ask: Ask, answer: Answer) -> bool {
        self.domain(ask).is_none_or(|domain| domain.admits(answer))
    }

    /// What a number can still be.
    pub(super) fn span(&self, ask: Ask, all: (i64, i64)) -> (i64, i64) {
        if let Some(Domain::Span(least, most)) = self.domain(ask) { (*least, *most) } else { all }
    }

    /// Whether a number out of `all` lies within these bounds, both ends included.
    pub(super) fn within(&self, ask: Ask, all: (i64, i64), bounds: (Option<i64>, Option<i64>)) -> Truth {
        let (first, last) = self.span(ask, all);
        let (least, most) = (bounds.0.unwrap_or(first), bounds.1.unwrap_or(last));
        if last < least || most < first {
            Truth::No
        } else if first < least {
            self.open(ask, [Domain::Span(first, least - 1), Domain::Span(least, last)])
        } else if most < last {
            self.open(ask, [Domain::Span(first, most), Domain::Span(most + 1, last)])
        } else {
            Truth::Yes
        }
    }

    /// Whether a choice among `all` is one of those `wanted`.
    pub(super) fn choice(&self, ask: Ask, all: u32, wanted: u32) -> Truth {
        self.meets(ask, all.into(), all.into(), wanted.into())
    }

    /// Whether an answer that is a set out of `all` holds one of `wanted`. What is `alone` is in no set with others.
    pub(super) fn meets(&self, ask: Ask, all: u128, alone: u128, wanted: u128) -> Truth {
        let (none_of, one_of) = match self.domain(ask) {
            Some(Domain::Sets { none_of, one_of, .. }) => (*none_of, one_of.clone()),
            _ if all == alone => (!all, vec![all]),
            _ => (!all, Vec::new()),
        };
        let mut with = Domain::Sets { none_of, alone, one_of: one_of.clone() };
        if let Domain::Sets { one_of, .. } = &mut with {
            one_of.push(wanted);
        }
        let without = Domain::Sets { none_of: none_of | wanted, alone, one_of };
        match (with.model(), without.model()) {
            (None, _) => Truth::No,
            (_, None) => Truth::Yes,
            _ => self.open(ask, [with, without]),
        }
    }

    fn domain(&self, ask: Ask) -> Option<&Domain> {
        self.narrowed.iter().find(|(known, _)| *known == ask).map(|(_, domain)| domain)
    }

    /// What was found open first stays, until somebody finds that it does not bear.
    fn open(&self, ask: Ask, parts: [Domain; 2]) -> Truth {
        if !self.loose {
            self.halt.borrow_mut().get_or_insert((ask, parts));
        }
        Truth::Unknown
    }
}

impl Domain {
    /// One of the answers, if there is any.
    pub(super) fn model(&self) -> Option<Answer> {
        let (none_of, alone, one_of) = match self {
            Self::Span(least, _) => return Some(Answer::Number(*least)),
            Self::Sets { none_of, alone, one_of } => (none_of, alone, one_of),
        };
        let free = !none_of & !alone;
        let mut together = Some(0);
        let mut by_itself = alone & !none_of;
        for wanted in one_of {
            let left = wanted & free;
            together = match together {
                Some(set) if left & set != 0 => Some(set),
                Some(set) if left != 0 => Some(set | lowest(left)),
                _ => None,
            };
            by_itself &= wanted;
        }
        together.or((by_itself != 0).then_some(lowest(by_itself))).map(Answer::Set)
    }

    fn admits(&self, answer: Answer) -> bool {
        match (self, answer) {
            (Self::Span(least, most), Answer::Number(number)) => *least <= number && number <= *most,
            (Self::Sets { none_of, one_of, .. }, Answer::Set(set)) => {
                set & none_of == 0 && one_of.iter().all(|wanted| set & wanted != 0)
            }
            _ => false,
        }
    }
}

/// The lowest bit that is set.
fn lowest(bits: u128) -> u128 {
    bits & bits.wrapping_neg()
}
