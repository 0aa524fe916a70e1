//! The JavaScript boundary.
use wasm_bindgen::prelude::*;

/// The version of the contract that this module speaks.
#[wasm_bindgen]
#[must_use]
pub fn contract() -> u32 {
    1
}
