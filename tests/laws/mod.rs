//! What the laws are tried on: made-up families.
#![allow(dead_code, reason = "each test uses what it needs")]

pub mod bills;
pub mod figures;
pub mod measure;
pub mod people;
pub mod words;
