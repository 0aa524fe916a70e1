//! 比较：every comparison of amounts that an evaluation makes, where amounts are open.
//!
//! Between two points that compare alike throughout, whatever is computed changes evenly; so the points at which a
//! comparison turns are the only ones beside the ends that have to be looked at.

use core::cell::RefCell;

use crate::money::Yuan;

/// A comparison: how it came out, and how far from turning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub holds: bool,
    pub by: Yuan,
}

/// The comparisons of one evaluation; none are kept where no amount is open.
pub(super) struct Marks(Option<RefCell<Vec<Mark>>>);

impl Marks {
    /// Keeps them, or not.
    pub(super) fn new(kept: bool) -> Self {
        Self(kept.then(RefCell::default))
    }

    /// Whether `one` is more than `other`.
    pub(super) fn more(&self, one: Yuan, other: Yuan) -> bool {
        let holds = one > other;
        self.keep(holds, one, other);
        holds
    }

    /// What is left of `one` after `other`.
    pub(super) fn less(&self, one: Yuan, other: Yuan) -> Yuan {
        if self.more(one, other) { one - other } else { Yuan::ZERO }
    }

    /// The smaller of two.
    pub(super) fn least(&self, one: Yuan, other: Yuan) -> Yuan {
        if self.more(one, other) { other } else { one }
    }

    /// Notes a comparison that was made elsewhere.
    pub(super) fn keep(&self, holds: bool, one: Yuan, other: Yuan) {
        if let Some(marks) = &self.0 {
            marks.borrow_mut().push(Mark { holds, by: if one > other { one - other } else { other - one } });
        }
    }

    /// All of them, in order.
    pub(super) fn into_list(self) -> Vec<Mark> {
        self.0.map(RefCell::into_inner).unwrap_or_default()
    }
}
