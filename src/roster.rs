//! 过筛子：whole lists at once. Which column is what, what a row says, who was missed, whose amount is to be looked at.
//!
//! A list comes in as [`Row`](crate::document::cell::Row)s. [`head::find`] finds the heads and guesses the columns, a
//! [`Mapping`] corrects and keeps them; [`Rows`] reads each row into [`Entry`]s, which [`gather`] puts together by ID
//! number into one case a person, and [`judge`] into one of the piles. Every row that says something ends in a pile or
//! is [`SetAside`] with its reason, its number and its cell; [`Tally::is_whole`] is a law.

mod amount;
mod column;
pub mod compare;
mod day;
mod entry;
mod facts;
mod gather;
pub mod head;
mod id_number;
mod mapping;
mod reason;
mod tally;
mod told;
mod verdict;
pub mod wording;
mod words;

pub use column::{Column, plain};
pub use day::of_serial;
pub use entry::{About, Entry, Rows, Slip};
pub use gather::{Common, Gathered, gather};
pub use head::Table;
pub use id_number::IdNumber;
pub use mapping::{Change, Folds, Kind, Mapping, TableMapping, apply, of_table};
pub use reason::{SetAside, Why};
pub use tally::{NO_IDENTITY, Piles, Tally, village};
pub use verdict::{Pile, Verdict, judge, reason_at};
pub use words::{Identity, unknown};
