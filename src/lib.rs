//! 救助 (`jiuzhu`): what assistance a family can expect after a hospital bill, and why.
//!
//! A policy pack holds the rules of one place for one period, as data; a person's answers hold who they are and what
//! the bills say. From the two comes an assessment: what each programme pays, every step of the arithmetic with the
//! article it stands on, what to bring, where and by when, and what is still not known.
//!
//! ```
//! # #[cfg(feature = "cli")]
//! # fn main() -> Result<(), Box<dyn core::error::Error>> {
//! use jiuzhu::{Answers, Outcome, Policy, assess};
//!
//! # use jiuzhu::policy::file::{Common, PackFile};
//! # let read = |name: &str| std::fs::read_to_string(format!("policies/{name}"));
//! # let (diseases, facts) = (read("common/diseases.toml")?, read("common/facts.toml")?);
//! # let (common, _) = Common::read(("diseases.toml", &diseases), ("facts.toml", &facts));
//! # let file = PackFile::read("qingshen-2014.toml", &read("qingshen-2014.toml")?, &common);
//! # let pack = file.policy.ok_or("the pack is sound")?.to_pack()?;
//! let policy = Policy::from_pack(&pack)?; // the bytes that `jiuzhu compile` wrote
//! let answers: Answers = r#"{
//!     "contract": 1, "as_of": "2015-06-01",
//!     "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": [],
//!                 "facts": { "specialised_hospital": false } },
//!     "bills": [{ "date": "2015-03-15", "care": "inpatient", "total": "20000", "in_scope": "18000", "basic_paid": "10000" }]
//! }"#.parse()?;
//! let Outcome::Ok(result) = assess(&policy, &answers) else { return Err("the answers are sound".into()) };
//! assert_eq!(result.total.min.to_string(), "4000.00"); // (18000 − 10000) × 50%
//! assert_eq!(result.total.max.to_string(), "4000.00");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "cli"))]
//! # fn main() {}
//! ```
//!
//! # Map
//!
//! The data goes one way, and each module uses only those above it in this list.
//!
//! | module | what it is |
//! | --- | --- |
//! | [`money`], [`calendar`], [`vocabulary`] | exact amounts, real dates, closed words |
//! | [`document`] | whatever was handed in, before any of it is believed |
//! | [`policy`] | the rules of one place for one period, checked |
//! | [`case`] | a person's answers, checked against a policy, or everything that is wrong with them |
//! | [`assess`] | the arithmetic: a pure function of a policy and a case |
//! | [`explain`] | the result in plain Chinese, in the shapes of the public contract |
//! | [`letter`] | 申请书 |
//! | `cli`, `wasm` | the same core at a prompt, and in a browser |
//!
//! # Invariants
//!
//! - Money is decimal and exact; it is rounded once, half up to the fen, at the end of a programme. No binary float
//!   holds, reads or carries money.
//! - The core reads no clock, no file, no network and no randomness.
//! - Unknown is neither zero nor no: the result is the hull over every way of answering, no narrower and no wider, and
//!   names the answers that would narrow it.
//! - A figure that the document does not give is not computed; it is never taken from elsewhere.
//! - Every figure of a pack has its citation, also in a condition, and the step or reason that uses it shows it.
//! - Whatever comes in is refused with all its problems at once, each at its field, and nothing panics.
//!
//! # What is not supported
//!
//! - Incomes and assets are not examined: identities are answers, and the office decides on them.
//! - Of more than a few bills that are told as ranges, the rows of single bills are looked at along fewer ways; the
//!   programmes and the total are not.
//! - Legal holidays do not move a deadline: the day shown is never later than the lawful one.

pub mod assess;
pub mod calendar;
pub mod case;
#[cfg(feature = "cli")]
pub mod cli;
pub mod document;
pub mod explain;
mod lean;
pub mod letter;
pub mod money;
pub mod policy;
mod shape;
pub mod vocabulary;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use case::Answers;
pub use explain::{Outcome, assess, look};
pub use letter::letter;
pub use policy::Policy;
