//! What the laws are tried on: made-up families.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

pub mod bills;
pub mod figures;
pub mod measure;
pub mod people;
