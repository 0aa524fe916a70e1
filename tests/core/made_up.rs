//! What the laws are tried on: made-up families.
#![cfg(feature = "cli")]

pub mod bills;
pub mod figures;
pub mod measure;
pub mod people;
