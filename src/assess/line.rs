//! 一项待结：a programme between being reckoned and being settled.

use super::outcome::Status;
use super::program::Reckoned;
use crate::money::Amount;
use crate::policy::Program;

/// A programme on its way to being settled.
pub(super) struct Line<'a> {
    pub place: usize,
    pub program: &'a Program,
    pub reckoned: Reckoned<'a>,
    /// What it would leave payable if nothing replaced it.
    pub payable: Amount,
    pub replaced_by: Option<usize>,
    /// Whether another programme may be paid instead.
    pub contested: bool,
    /// Whether the bills' shares say all that is known, so that a shared limit can be held on them.
    pub certain_shares: bool,
    /// What each bill gets of it, rounded, by the bill's place in the ledger.
    pub shares: Vec<(usize, Amount)>,
}

impl Line<'_> {
    /// What it shows as payable.
    pub(super) fn shown(&self) -> Amount {
        match self.reckoned.status {
            _ if self.replaced_by.is_some() => Amount::ZERO,
            Status::NotEligible => Amount::ZERO,
            Status::Unknown => self.payable.or_nothing(),
            _ if self.contested => self.payable.or_nothing(),
            Status::Eligible | Status::NotComputed => self.payable,
        }
    }
}
