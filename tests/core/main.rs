//! The tests of the core in one program, since linking each alone takes longer than running it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what is wrong by failing"
)]

mod authoring;
mod bad_answers;
mod bad_packs;
mod bill_dates;
mod born;
mod calendar;
mod cli;
mod compiled;
mod compiling;
mod contract;
mod covered;
mod covered_places;
mod editions;
mod example;
mod exclusions;
mod explained;
mod floors;
mod fuzz_corpus;
mod held;
mod help;
mod hull;
mod lacking;
mod laws;
mod letters;
mod made_up;
mod mechanisms;
mod met;
mod not_computed;
mod packs;
mod province;
mod ranged;
mod readme;
mod roster;
mod rounds_itself;
mod rows;
mod schema;
mod showcase;
mod support;
mod taken_off_first;
mod tidy;
mod told;
mod told_rows;
mod which_base;
mod wide;
mod workbench;
mod workbench_beside;
mod workbench_curves;
mod workbench_edits;
mod workbench_once;
mod workbench_origins;
mod workbench_rows;
mod workbench_typed;
