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
    let folder = format!("{}/policies", env!("CARGO_MANIFEST_DIR"));
    let mut ids: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".toml").map(String::from))
        .collect();
    ids.sort();
    let pack = |id: &String| {
        let policy = support::policy(id);
        let figures = Figures::of(&policy);
        (policy, figures)
    };
    ids.iter().map(pack).collect()
});
