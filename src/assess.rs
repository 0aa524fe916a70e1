//! 测算：the arithmetic. A pure function of a policy and a case.
//!
//! `exact` settles one complete case, in plain yes and no, and stops at the first open answer that bears. `worlds`
//! runs it once for each kind of answers that the policy tells apart, `explore` wherever amounts that are told as
//! ranges turn a rule, and the result is the hull: every amount that some way of answering gives lies in it, and both
//! of its ends are reached by one. Every step that was really executed is kept, with its figures and its place in the
//! law, for `explain` to put into words.

mod apply;
mod ask;
mod deadline;
mod exact;
mod exclude;
mod explore;
mod judge;
mod ledger;
mod marks;
pub mod mechanism;
mod outcome;
mod plan;
mod point;
mod pool;
mod program;
mod receipt;
mod resolve;
mod scope;
mod source;
mod table;
mod tally;
mod way;
mod world;
mod worlds;

use crate::case::Case;
use crate::policy::Policy;

pub use ask::{Ask, Decision};
pub use outcome::{
    Assessment, BillRow, Executed, Gap, NoteKind, ProgramOutcome, Reason, ReasonKind, RouteTaken, Status,
    Taken, Verdict,
};

/// 测算：what each programme of `policy` pays in `case`, and why.
#[must_use]
pub fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    worlds::assess(policy, case)
}
