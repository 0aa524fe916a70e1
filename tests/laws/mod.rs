//! What the laws are tried on: made-up families, what they leave open, and all that it can be.
#![allow(dead_code, reason = "each test uses what it needs")]

mod agree;
pub mod bills;
pub mod brute;
mod climb;
mod corners;
pub mod dice;
pub mod figures;
pub mod measure;
pub mod open;
pub mod people;
pub mod ways;
