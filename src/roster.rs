//! 过筛子：whole lists at once. Which column is what, what a row says, who was missed, whose amount is to be looked at.
//!
//! A list comes in as [`Row`](crate::document::cell::Row)s. [`head::find`] finds the heads and guesses the columns, a
//! [`Mapping`] corrects and keeps them; [`Rows`] reads each row into [`Entry`]s, which [`gather`] puts together by ID
//! number into one case a person, and [`judge`] into one of the piles. Every row that says something ends in a pile or
//! is [`SetAside`] with its reason, its number and its cell; [`Tally::is_whole`] is a law.
//!
//! ```
//! # #[cfg(feature = "cli")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use jiuzhu::policy::file::{Common, PackFile};
//! # let file = |name| std::fs::read_to_string(format!("{}/policies/{name}", env!("CARGO_MANIFEST_DIR")));
//! # let common = Common::read(("", &file("common/diseases.toml")?), ("", &file("common/facts.toml")?)).0;
//! # let policy = PackFile::read("", &file("beijing-2023.toml")?, &common).policy.ok_or("no pack")?;
//! use jiuzhu::roster::{Column, IdNumber, Kind, head};
//! use jiuzhu::sheets::Delimited;
//!
//! let list = "某镇低保对象名册\n身份证号,姓名,救助身份\n11010519491231002X,何某某,低保\n";
//! let mut lines = Delimited::new(list.as_bytes(), None)??;
//! let mut rows = Vec::new();
//! while let Some(row) = lines.next_row()? {
//!     rows.push(row);
//! }
//! let table = head::find(&rows, &[].into(), &policy).ok_or("no heads")?;
//! assert_eq!((table.kind, table.head_rows), (Kind::Persons, [2, 2]));
//! let born = IdNumber::read(table.cell(&rows[2], Column::Id)).ok().and_then(IdNumber::birth);
//! assert_eq!(born, Some("1949-12-31".parse()?));
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "cli"))]
//! # fn main() {}
//! ```

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
