//! 政策包文件：from the TOML that a policy author writes to a [`Policy`](crate::policy::Policy), with every mistake at once.
//!
//! The text is turned into nodes that know where they stand, the nodes into the policy. Nothing stops at the first
//! mistake; each becomes a [`Diagnostic`] with its line and column. A policy is given only where there is no error.

mod announced;
mod based;
mod book;
mod case_rows;
mod common;
mod condition;
mod diagnostic;
mod editions;
mod exhaustive;
mod expectation;
mod figure;
mod floor;
mod ids;
mod mechanism;
mod moved;
mod named;
mod overlay;
mod pack;
mod period;
mod places;
mod plain;
mod program;
mod question;
mod reference;
mod route;
mod rows;
mod schema;
mod sift;
mod texts;
mod tree;
mod units;
mod wording;

pub use common::{CatalogueDisease, Common};
pub(crate) use diagnostic::line_and_column;
pub use diagnostic::{Diagnostic, Fix, Severity};
pub use editions::Others;
pub use expectation::{Expected, WorkedCase};
pub(crate) use figure::quantity_id;
pub use floor::{Floor, KnownBelow, floors};
pub use pack::{PACK as PACK_FIELDS, PackFile};
pub use period::periods_of_one_place;
pub(crate) use places::Key;
pub use rows::LISTS as PACK_LISTS;
pub use schema::schema;
