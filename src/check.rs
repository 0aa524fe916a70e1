//! 核对：what a pack computes, held against its own worked cases, the boundaries of its amounts, and small mistakes in it.
//!
//! It reads no file and prints nothing: the command line and the workbench hand it packs that were read.

mod boundary;
mod case_file;
mod case_table;
mod changes;
mod coverage;
mod floors;
mod index_entry;
mod place;
mod probe;
mod spots;
mod trial;
mod worked;

use crate::policy::file::{Diagnostic, PackFile};
use crate::policy::{PackError, Policy};

pub use case_file::{CaseFile, case_file};
pub use case_table::{CaseAmount, CaseRow, case_table};
pub use coverage::{Uncovered, changed_figures, uncovered};
pub use floors::below_floors;
pub use index_entry::IndexEntry;
pub(crate) use probe::set_in;
pub(crate) use spots::asked_readings;

/// What came of computing a pack's worked cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Computed {
    /// How many boundaries were tried.
    pub boundaries: usize,
    /// What comes out otherwise than it should.
    pub diagnostics: Vec<Diagnostic>,
}

/// Runs the worked cases, and tries the boundaries on them.
#[must_use]
pub fn computed(pack: &PackFile, policy: &Policy) -> Computed {
    let mut diagnostics = worked::run(pack, policy);
    let (boundaries, broken) = boundary::run(pack, policy);
    diagnostics.extend(broken);
    Computed { boundaries, diagnostics }
}

/// Of several packs in a file, which one.
fn which(pack: &PackFile, policy: &Policy) -> String {
    let is_file = pack.file.strip_suffix(".toml").is_some_and(|file| file.ends_with(&policy.id));
    if is_file { String::new() } else { format!("（{}）", policy.id) }
}

/// The policy after it was compiled and read back: with its digest, and exactly as the page has it.
///
/// # Errors
/// [`PackError`] where it is more than a pack can hold.
pub fn as_loaded(policy: &Policy) -> Result<Policy, PackError> {
    policy.to_pack().and_then(|pack| Policy::from_pack(&pack))
}
