//! 工作台：a pack's text as a form, changes of it as patches, and its worked cases as a table.

use js_sys::Error;
use wasm_bindgen::prelude::*;

use super::author::Author;
use super::{DEEPEST, node, plain};
use crate::check;
use crate::policy::file::PackFile;
use crate::workbench::{self, Edit, Units};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("workbench.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "PackForm | undefined")]
    pub type PackForm;
    #[wasm_bindgen(typescript_type = "FormEdit")]
    pub type FormEdit;
    #[wasm_bindgen(typescript_type = "TextPatch[]")]
    pub type TextPatches;
    #[wasm_bindgen(typescript_type = "CaseRow[]")]
    pub type CaseRows;
}

/// The form of a text; undefined where it is no TOML.
#[wasm_bindgen]
pub fn pack_form(text: &str) -> Result<PackForm, JsValue> {
    match workbench::form(text) {
        Some(form) => Ok(plain(&form)?.unchecked_into()),
        None => Ok(JsValue::UNDEFINED.unchecked_into()),
    }
}

/// What a change does to the text.
///
/// # Errors
/// Throws why the form cannot make it.
#[wasm_bindgen]
pub fn edit_pack(text: &str, edit: &FormEdit) -> Result<TextPatches, JsValue> {
    let edit = Edit::heard(&node(edit, DEEPEST)).ok_or_else(|| Error::new("这一处填的太长，请在文本里写"))?;
    let patches = workbench::patches(text, &edit).map_err(|error| Error::new(&error.to_string()))?;
    Ok(plain(&Units::of(text).patches(patches))?.unchecked_into())
}

/// The text of a pack that says nothing yet.
#[wasm_bindgen]
#[must_use]
pub fn blank_pack(today: &str) -> String {
    workbench::blank(today)
}

#[wasm_bindgen]
impl Author {
    /// The worked cases, each tried by the rules of `rules`, which may be another pack than theirs; none where either
    /// cannot be used.
    pub fn case_table(&self, file: &str, text: &str, rules: &str) -> Result<CaseRows, JsValue> {
        let pack = PackFile::read(file, text, self.common());
        let other = (rules != text).then(|| PackFile::read("", rules, self.common()));
        let policy = other.as_ref().unwrap_or(&pack).policy.as_ref().map(check::as_loaded);
        let units = Units::of(text);
        let mut rows = match policy {
            Some(Ok(policy)) => check::case_table(&pack, &policy),
            _ => Vec::new(),
        };
        for row in &mut rows {
            row.at = units.at(row.at);
        }
        Ok(plain(&rows)?.unchecked_into())
    }
}
