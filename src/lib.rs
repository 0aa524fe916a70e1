//! 救助 (`jiuzhu`): what assistance a family can expect after a hospital bill, and why.
//!
//! A policy pack holds the rules of one place for one period, as data; a person's answers hold who they are and what
//! the bills say. From the two comes an assessment: what each programme pays, every step of the arithmetic with the
//! article it stands on, what to bring, where and by when, and what is still not known.
//!
//! ```
//! # #[cfg(feature = "cli")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use jiuzhu::policy::file::{Common, PackFile};
//! use jiuzhu::{Answers, Outcome, assess};
//! use serde_json::json;
//!
//! // From a pack as it is written; one that is compiled is read by `Policy::from_pack`.
//! let file = |name| std::fs::read_to_string(format!("policies/{name}"));
//! let (common, _) = Common::read(("", &file("common/diseases.toml")?), ("", &file("common/facts.toml")?));
//! let policy = PackFile::read("", &file("beijing-2023.toml")?, &common).policy.ok_or("no pack")?;
//! let answers = Answers::from(json!({
//!     "contract": 1,
//!     "as_of": "2026-05-20",
//!     "person": { "categories": ["subsistence-allowance"], "residence": "urban", "insurance": "resident" },
//!     "bills": [{
//!         "date": "2026-05-06", "care": "inpatient", "place": "local",
//!         "total": "40000", "in_scope": "30000", "basic_paid": "20000", "critical_paid": "0",
//!     }],
//! }));
//! let Outcome::Ok(assessment) = assess(&policy, &answers) else { panic!("every problem, each at its field") };
//! let inpatient = &assessment.programs[1];
//! assert_eq!(inpatient.name, "住院救助（含门诊特殊疾病）");
//! assert_eq!(inpatient.amount.max.to_string(), "8500.00");
//! assert_eq!(inpatient.steps[1].text.to_string(), "按 85% 算：10,000 元 × 85% = 8,500 元");
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "cli"))]
//! # fn main() {}
//! ```
//!
//! What is not known is left out, and gives a range; [`questions`] says what is worth asking next, [`letter()`] fills in
//! the application.
//! `examples/assess.rs` goes from a pack's own file and a family's answers to every step in words.
//!
//! # Crate features
//!
//! Without any, the crate reads compiled packs and computes. None is on by default.
//!
//! | feature | what it adds | what it brings |
//! | --- | --- | --- |
//! | `author` | packs as TOML, their worked cases, coverage, and what is wrong with them | `serde_json`, `toml` |
//! | `roster` | whole lists: columns, rows, piles | `serde_json`, `toml` |
//! | `sheets` | spreadsheets and delimited text | `calamine`, `encoding_rs`, `flate2`, `rust_xlsxwriter` |
//! | `parquet` | lists of .parquet, from a file | `sheets`; `parquet`, `ruzstd`, `snap` |
//! | `cli` | the command line | `author`, `roster`, `sheets`, `parquet`; `clap` |
//! | `office` | of the WebAssembly module only: the calls of those who work at a desk | `author`, `roster`, `sheets` |
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
//! | [`mod@assess`] | the arithmetic: a pure function of a policy and a case |
//! | [`explain`] | the result in plain Chinese, in the shapes of the public contract |
//! | [`mod@letter`] | 申请书 |
//! | `check` | a pack's worked cases, boundaries and coverage |
//! | `roster` | whole lists: columns, rows, piles |
//! | `sheets` | spreadsheets and delimited text as rows, and back |
//! | `workbench` | a pack's text as a form, and changes of it as patches |
//! | `screen` | lists opened, put together, and told line by line |
//! | `cli`, `wasm` | the same core at a prompt, and in a browser |
//!
//! # Invariants
//!
//! - Money is decimal and exact; it is rounded once, half up to the fen, at the end of a programme. No binary float
//!   holds, reads or carries money.
//! - The core reads no clock, no file, no network and no randomness.
//! - Unknown is neither zero nor no: it widens the range of the result and names the answer that is missing.
//! - A figure that the document does not give is not computed; it is never taken from elsewhere.
//! - Every figure of a pack has its citation, also in a condition, and the step or reason that uses it shows it.
//! - Whatever comes in is refused with all its problems at once, each at its field, and nothing panics.
//!
//! # What is not supported
//!
//! - Incomes and assets are not examined: identities are answers, and the office decides on them.
//! - What is not known gives just what all ways of answering come to. Amounts do so, but for a fen, while no more than
//!   six are open and the rules do not bend too often between their ends; beyond, and in whole lists, the result is a safe
//!   outer bound and not always the narrowest: across programmes, where what one leaves is another's base, and within one,
//!   where what is paid on a bill depends on the others. So it is, too, where nobody told what insurance paid and rules of
//!   the pack or an open insurance say how much that can be.
//! - Legal holidays do not move a deadline: the day shown is never later than the lawful one.

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod assess;
pub mod calendar;
pub mod case;
#[cfg(feature = "author")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod document;
pub mod explain;
mod lean;
pub mod letter;
pub mod money;
pub mod policy;
#[cfg(feature = "roster")]
pub mod roster;
mod say;
#[cfg(feature = "roster")]
pub mod screen;
mod shape;
#[cfg(feature = "sheets")]
pub mod sheets;
pub mod vocabulary;
#[cfg(target_arch = "wasm32")]
mod wasm;
#[cfg(feature = "author")]
pub mod workbench;

pub use case::Answers;
pub use explain::{Assessment, Outcome, assess, questions, summary};
pub use letter::letter;
pub use policy::Policy;
