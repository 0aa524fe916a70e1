//! What the laws are tried on: made-up families.
#![cfg(feature = "cli")]

pub mod bills;
pub mod figures;
pub mod measure;
pub mod people;
pub mod words;

use std::sync::LazyLock;

use crate::support;
use figures::Figures;
use jiuzhu::policy::Policy;

/// Every pack, with the figures that its rules turn on.
pub static PACKS: LazyLock<Vec<(Policy, Figures)>> = LazyLock::new(|| {
    let pack = |policy: Policy| {
        let figures = Figures::of(&policy);
        (policy, figures)
    };
    support::all().into_iter().filter_map(|pack| pack.policy).map(pack).collect()
});
