//! 工作台：a pack's text as a form, changes of it as patches, and its worked cases as a table.

use js_sys::Error;
use wasm_bindgen::prelude::*;

use super::author::Author;
use super::{DEEPEST, node, plain};
use crate::case::Answers;
use crate::check;
use crate::policy::Policy;
use crate::policy::file::PackFile;
use crate::workbench::{self, Added, Edit, Units};

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
    #[wasm_bindgen(typescript_type = "PackCurve[]")]
    pub type Curves;
    #[wasm_bindgen(typescript_type = "PackProposals | undefined")]
    pub type Proposals;
    #[wasm_bindgen(typescript_type = "Answers")]
    pub type AnswersTold;
    #[wasm_bindgen(typescript_type = "PackSteps[]")]
    pub type Origins;
}

/// What a change does to the text.
///
/// # Errors
/// Throws why the form cannot make it.
#[wasm_bindgen]
pub fn edit_pack(text: &str, edit: &FormEdit) -> Result<TextPatches, JsValue> {
    let edit = Edit::heard(&node(edit, DEEPEST)).ok_or_else(|| Error::new("这一处填的太长，请在文本里写"))?;
    patched(text, &edit)
}

/// What writing a row of another pack here does to the text of one that is based on it.
///
/// # Errors
/// Throws why that cannot be made.
#[wasm_bindgen]
pub fn over_pack(text: &str, below: String, way: String) -> Result<TextPatches, JsValue> {
    let edit = Edit::Add { added: Added::Over { below, way } };
    patched(text, &edit)
}

fn patched(text: &str, edit: &Edit) -> Result<TextPatches, JsValue> {
    let patches = workbench::patches(text, edit).map_err(|error| Error::new(&error.to_string()))?;
    Ok(plain(&Units::of(text).patches(patches)))
}

/// The text of a pack that says nothing yet.
#[wasm_bindgen]
#[must_use]
pub fn blank_pack(today: &str) -> String {
    workbench::blank(today)
}

/// The text of a pack that is based on another, whose text this is.
#[wasm_bindgen]
#[must_use]
pub fn based_pack(below: &str, id: &str, today: &str) -> String {
    workbench::based_on(below, id, today)
}

#[wasm_bindgen]
impl Author {
    /// The form of a text; undefined where it is no TOML.
    pub fn pack_form(&self, text: &str) -> PackForm {
        workbench::form(text, &self.common)
            .map_or_else(|| JsValue::UNDEFINED.unchecked_into(), |form| plain(&form))
    }

    /// The worked cases, each tried by the rules of `rules`, which may be another pack than theirs; none where either
    /// cannot be used.
    pub fn case_table(&self, file: &str, text: &str, rules: &str) -> CaseRows {
        let packs = self.packs(file, text);
        let others = if rules == text { Vec::new() } else { self.packs("", rules) };
        let units = Units::of(text);
        let mut rows = Vec::new();
        for pack in &packs {
            // Of several packs of the other file, the one of the same days.
            let same = |other: &&PackFile| {
                let days = |pack: &PackFile| pack.policy.as_ref().map(|policy| policy.period);
                days(other).zip(days(pack)).is_some_and(|(one, other)| one.overlaps(&other))
            };
            let other = others.iter().rfind(same).or(others.last());
            let policy = other.unwrap_or(pack).policy.as_ref().map(check::as_loaded);
            if let Some(Ok(policy)) = policy {
                rows.extend(check::case_table(pack, &policy));
            }
        }
        for row in &mut rows {
            row.at = units.at(row.at);
        }
        plain(&rows)
    }

    /// What each row of the table pays over what is left to pay; none where the pack cannot be used.
    pub fn curves(&self, file: &str, text: &str) -> Curves {
        let found = self
            .last(file, text)
            .map(|(_, policy)| workbench::curves(&policy, &workbench::tries(text, policy.period.from)));
        plain(&found.unwrap_or_default())
    }

    /// What the pack says of the answers, step by step, with what of the text makes each; none where it cannot be used.
    pub fn origins(&self, file: &str, text: &str, answers: &AnswersTold) -> Origins {
        let answers = Answers::from(node(answers, DEEPEST));
        let found = self.last(file, text).zip(workbench::form(text, &self.common));
        let found = found.map(|((_, policy), form)| workbench::origins(&form, &policy, &answers));
        plain(&found.unwrap_or_default())
    }

    /// What no worked case exercises, with an example for it where one is found; undefined where the pack cannot be used.
    pub fn proposals(&self, file: &str, text: &str) -> Proposals {
        let found = self.last(file, text).map(|(pack, policy)| {
            workbench::proposals(&pack, &policy, &workbench::tries(text, policy.period.from), &self.common)
        });
        found.map_or_else(|| JsValue::UNDEFINED.unchecked_into(), |found| plain(&found))
    }
}

impl Author {
    /// The last pack of a file, and its policy.
    fn last(&self, file: &str, text: &str) -> Option<(PackFile, Policy)> {
        let pack = self.packs(file, text).pop()?;
        let policy = check::as_loaded(pack.policy.as_ref()?).ok()?;
        Some((pack, policy))
    }
}
