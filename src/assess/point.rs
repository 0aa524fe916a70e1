//! 一组金额：a value for every amount of a case.

use super::world::Variable;
use crate::case::Parts;
use crate::money::Yuan;

/// 一组金额.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    /// The parts of each bill of the ledger.
    pub bills: Vec<Parts>,
    /// What is no part of a bill, in fen.
    pub others: Vec<(Variable, i64)>,
}

impl Point {
    /// What a variable is that is no part of a bill.
    pub(super) fn other(&self, variable: Variable) -> Option<Yuan> {
        self.others.iter().find(|(known, _)| *known == variable).map(|(_, fens)| Yuan::from_fens(*fens))
    }

    /// The longest way, in fen, that any amount goes from here to `other`.
    pub(super) fn steps_to(&self, other: &Self) -> i64 {
        self.each().zip(other.each()).map(|(here, there)| (there - here).abs()).max().unwrap_or_default()
    }

    /// The point so many of `steps` along the way to `other`.
    pub(super) fn towards(&self, other: &Self, taken: i64, steps: i64) -> Self {
        let mut between = self.clone();
        for (here, there) in between.each_mut().zip(other.each()) {
            // In the middle of wide numbers, so that nothing overflows.
            let way = i128::from(there - *here) * i128::from(taken) / i128::from(steps.max(1));
            *here += i64::try_from(way).unwrap_or_default();
        }
        between
    }

    fn each(&self) -> impl Iterator<Item = i64> {
        self.bills.iter().flatten().copied().chain(self.others.iter().map(|(_, fens)| *fens))
    }

    fn each_mut(&mut self) -> impl Iterator<Item = &mut i64> {
        self.bills.iter_mut().flatten().chain(self.others.iter_mut().map(|(_, fens)| fens))
    }
}
