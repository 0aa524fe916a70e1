//! 页面说的, as it comes in.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What the user puts right.
#[derive(Deserialize)]
pub(super) struct Corrections {
    /// Of each table, the place of each column.
    pub columns: Vec<BTreeMap<String, usize>>,
    pub not_listed_is_general: bool,
    pub blank_is_zero: bool,
    pub parameters: BTreeMap<String, String>,
    /// The pages that are read; none: every one.
    pub sheets: Vec<String>,
}

/// Other figures: those of the place by their ids, those that the policy states by their places.
#[derive(Deserialize)]
pub(super) struct OtherFiguresIn {
    pub parameters: BTreeMap<String, String>,
    pub stated: BTreeMap<String, String>,
}

/// What is looked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct QueryIn {
    /// Whether it is the changes that are looked through.
    pub changes: bool,
    pub change: Option<usize>,
    pub pile: Option<usize>,
    pub village: Option<String>,
    pub identity: Option<String>,
    pub program: Option<String>,
    pub text: String,
    pub sort: String,
    pub down: bool,
}
