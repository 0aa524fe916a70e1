//! 救助 (`jiuzhu`): what assistance a family can expect after a hospital bill, and why.
//!
//! A policy pack holds the rules of one place for one period, as data; a person's answers hold who they are and what
//! the bills say. From the two comes an assessment: what each programme pays, every step of the arithmetic with the
//! article it stands on, what to bring, where and by when, and what is still not known.
//!
//! ```
//! use jiuzhu::money::{Amount, Yuan};
//! use jiuzhu::assess::mechanism::{cap::cap, ratio::ratio};
//!
//! // 低保对象 65%, at most 25,000 yuan a year, of 22,000 yuan of own payment.
//! let share = "65%".parse()?;
//! let paid = cap(ratio(Yuan::whole(22_000).into(), share, share), Yuan::whole(25_000).into());
//! assert_eq!(paid, Amount::exactly(Yuan::whole(14_300)));
//! # Ok::<(), jiuzhu::money::MoneyError>(())
//! ```
//!
//! From a pack's file and a family's answers to what they receive is a page, `examples/assess.rs`; the calls of the
//! public contract are [`explain::assess`] and [`explain::questions`].
//!
//! # Crate features
//!
//! Without any, the crate reads compiled packs and computes. None is on by default.
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `author` | packs as TOML, their worked cases, coverage, and what is wrong with them |
//! | `roster` | whole lists: columns, rows, piles |
//! | `sheets` | spreadsheets and delimited text |
//! | `cli` | the command line, with all of these |
//! | `office` | of the WebAssembly module only: the calls of those who work at a desk |
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
//! - Where amounts are told as ranges that depend on each other, the result is a safe outer bound, not always the
//!   narrowest: across programmes, where what one leaves is another's base, and within one, where what is paid on a
//!   bill depends on the others. What is not known otherwise gives just what all ways of answering come to.
//! - Where it is not known whether the person has insurance, what a slip leaves unexplained counts as paid by it, also
//!   where it is less than the yuan that is rounding for whoever has none.
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
