//! 救助 (`jiuzhu`): what assistance a family can expect after a hospital bill, and why.
#[cfg(target_arch = "wasm32")]
mod wasm;
