//! 一种可能：of each answer that is open, what it is taken to be.
//!
//! An evaluation notes the first test that an open answer does not settle. It is then run twice: once where the test
//! holds, once where it does not. So answers that no rule tells apart are never told apart.

use core::cell::Cell;

use super::outcome::Ask;
use super::trace::Truth;

/// 一种可能.
#[derive(Debug, Default)]
pub(super) struct World<'p> {
    /// Whether what is open stays open, and nothing more is told apart.
    loose: Cell<bool>,
    /// The world that it was parted from, and what was taken there beside all that is taken in that one.
    parted: Option<(&'p World<'p>, Taken)>,
    /// The test that was found open.
    open: Cell<Option<(Ask, Test)>>,
    /// Whether any was ever found open, also where it did not bear.
    leaves_open: Cell<bool>,
}

/// How the test of an open answer is taken to come out.
#[derive(Clone, Copy, Debug)]
struct Taken {
    ask: Ask,
    test: Test,
    holds: bool,
}

/// What is asked of an open answer.
#[derive(Clone, Copy, Debug)]
enum Test {
    /// Whether the number is at least this.
    From(i64),
    /// Whether it holds one of these.
    Meets(u128),
}

impl World<'_> {
    /// Where nothing is taken of what is open.
    pub(super) fn loose() -> Self {
        Self { loose: Cell::new(true), ..Self::default() }
    }

    /// Leaves open what is, from here on.
    pub(super) fn loosen(&self) {
        self.loose.set(true);
    }

    /// Whether nothing was found open.
    pub(super) fn is_clear(&self) -> bool {
        self.open.get().is_none()
    }

    /// How often it was parted from others.
    pub(super) fn depth(&self) -> usize {
        self.all_taken().count()
    }

    /// Whether any test was ever found open.
    pub(super) fn leaves_open(&self) -> bool {
        self.leaves_open.get()
    }

    /// Whether what was found open stays so: figures that hang on it then have ends that are not each other's.
    pub(super) fn is_vague(&self) -> bool {
        self.loose.get() && self.leaves_open.get()
    }

    /// Forgets what was found open.
    pub(super) fn forget(&self) {
        self.open.take();
    }

    /// The answer that was found open, and the two worlds that it parts this one into.
    pub(super) fn split(&self) -> Option<(Ask, [World<'_>; 2])> {
        let (ask, test) = self.open.take()?;
        let part = |holds| World {
            parted: Some((self, Taken { ask, test, holds })),
            leaves_open: Cell::new(true),
            ..World::default()
        };
        Some((ask, [part(true), part(false)]))
    }

    /// What a number out of `all` can still be.
    pub(super) fn span(&self, ask: Ask, all: (i64, i64)) -> (i64, i64) {
        let (mut first, mut last) = all;
        for taken in self.of(ask) {
            match taken.test {
                Test::From(at) if taken.holds => first = first.max(at),
                Test::From(at) => last = last.min(at - 1),
                Test::Meets(_) => {}
            }
        }
        (first, last)
    }

    /// Whether a number out of `all` lies within these bounds, both ends included.
    pub(super) fn within(&self, ask: Ask, all: (i64, i64), bounds: (Option<i64>, Option<i64>)) -> Truth {
        let (first, last) = self.span(ask, all);
        let (from, upto) = (bounds.0.unwrap_or(first), bounds.1.unwrap_or(last));
        if last < from || upto < first {
            Truth::No
        } else if first < from {
            self.open(ask, Test::From(from))
        } else if upto < last {
            self.open(ask, Test::From(upto + 1))
        } else {
            Truth::Yes
        }
    }

    /// Whether an answer that is a set out of `all` holds one of `wanted`. What is `alone` is in no set with others; of
    /// a choice all are.
    pub(super) fn meets(&self, ask: Ask, all: u128, alone: u128, wanted: u128) -> Truth {
        let mut left = all;
        for taken in self.of(ask) {
            if let Test::Meets(refused) = taken.test
                && !taken.holds
            {
                left &= !refused;
            }
        }
        // Either one by itself, or several together of which each test that holds is met by some.
        let (mut by_itself, free) = (left & alone, left & !alone);
        let (mut with, mut without) = (free & wanted != 0 && alone != all, alone != all);
        for taken in self.of(ask) {
            if let Test::Meets(held) = taken.test
                && taken.holds
            {
                by_itself &= held;
                with &= free & held != 0;
                without &= free & held & !wanted != 0;
            }
        }
        match (with || by_itself & wanted != 0, without || by_itself & !wanted != 0) {
            (false, _) => Truth::No,
            (_, false) => Truth::Yes,
            _ => self.open(ask, Test::Meets(wanted)),
        }
    }

    fn of(&self, ask: Ask) -> impl Iterator<Item = &Taken> {
        self.all_taken().filter(move |taken| taken.ask == ask)
    }

    /// What is taken, the last first.
    fn all_taken(&self) -> impl Iterator<Item = &Taken> {
        let all = core::iter::successors(self.parted.as_ref(), |(world, _)| world.parted.as_ref());
        all.map(|(_, taken)| taken)
    }

    /// What was found open first stays, until somebody finds that it does not bear.
    fn open(&self, ask: Ask, test: Test) -> Truth {
        self.leaves_open.set(true);
        if !self.loose.get() && self.is_clear() {
            self.open.set(Some((ask, test)));
        }
        Truth::Unknown
    }
}
