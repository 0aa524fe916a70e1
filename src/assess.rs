//! 测算：the arithmetic. A pure function of a policy and a case.
//!
//! `settle` reckons one world; `worlds` goes through those that the policy tells apart, each from the programmes on at
//! which it is parted from another, and takes the hull. Programmes are reckoned in the pack's order. Those bound to one
//! another by an exclusion or a shared limit are settled together; what they pay is then posted to the bills, where
//! later programmes find it. Every step that was really executed is kept, with its figures and its place in the law,
//! for `explain` to put into words.

mod apply;
mod deadline;
mod exclude;
mod given;
mod help;
mod identity;
mod join;
mod judge;
mod ledger;
mod line;
pub mod mechanism;
mod outcome;
mod pool;
mod program;
mod ranged;
mod receipt;
mod resolve;
mod settle;
mod sums;
mod trace;
mod way;
mod world;
mod worlds;

use crate::case::Case;
use crate::policy::Policy;

pub use outcome::{
    Ask, Assessment, BillField, BillRow, Gap, NoteKind, ProgramOutcome, ReceiptField, RouteTaken, Status,
    Taken,
};
pub use outcome::{Executed, Reason, ReasonKind};
pub use trace::Truth;

/// 测算：what each programme of `policy` pays in `case`, and why.
#[must_use]
pub fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    worlds::assess(policy, case)
}

/// What is known so far, in one pass: no narrower than [`assess`], and asks for everything that may yet bear.
#[must_use]
pub fn so_far<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    worlds::so_far(policy, case)
}
