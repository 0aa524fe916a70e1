//! 救助 (`jiuzhu`): what assistance a family can expect after a hospital bill, and why.
pub mod assess;
pub mod calendar;
pub mod case;
#[cfg(feature = "cli")]
pub mod cli;
pub mod document;
pub mod explain;
pub mod letter;
pub mod money;
pub mod policy;
pub mod vocabulary;
#[cfg(target_arch = "wasm32")]
mod wasm;
