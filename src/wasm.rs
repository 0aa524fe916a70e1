//! JavaScript 边界：the only file that knows JavaScript. It holds no rule and no sentence.
//!
//! Whatever comes in is first written down as one text and turned into [`Node`]s, so that wrong types, getters that
//! throw and nesting without end become problems at their field and never a trap. What goes out is written down too:
//! each answer crosses the border once each way.

#[cfg(feature = "office")]
mod author;
#[cfg(feature = "office")]
mod list;
#[cfg(feature = "office")]
mod workbench;

use core::cell::RefCell;

use js_sys::{Array, Error, Uint8Array};
#[cfg(feature = "office")]
use serde::Serialize;
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::prelude::*;

use crate::case::Answers;
use crate::document::Node;
use crate::explain;
use crate::letter;
use crate::say::{Say, said};
use crate::shape::{Known, Sheet};

#[global_allocator]
static ALLOCATOR: WasmDynamicTalc = new_wasm_dynamic_allocator();

#[wasm_bindgen(typescript_custom_section)]
const CONTRACT: &str = include_str!("contract.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "PolicySummary")]
    pub type PolicySummary;
    #[wasm_bindgen(typescript_type = "Answers")]
    pub type AnswersIn;
    #[wasm_bindgen(typescript_type = "Partial<Answers>")]
    pub type AnswersSoFar;
    #[wasm_bindgen(typescript_type = "string")]
    pub type ProgramIn;
    #[wasm_bindgen(typescript_type = "Record<string, string>")]
    pub type ApplicantIn;
    #[wasm_bindgen(typescript_type = "Outcome<Question[]>")]
    pub type QuestionsOut;
    #[wasm_bindgen(typescript_type = "Outcome<Assessment>")]
    pub type AssessmentOut;
    #[wasm_bindgen(typescript_type = "Outcome<Letter>")]
    pub type LetterOut;
}

#[wasm_bindgen(module = "/src/wasm/values.js")]
extern "C" {
    fn write(value: &JsValue, depth: u32) -> String;
    fn read(marks: &[i32], text: &str, known: &Array) -> JsValue;
}

/// Deeper than any answer goes.
const DEEPEST: u32 = 8;
/// The largest pack worth reading.
const LARGEST_PACK: u32 = 4_000_000;

/// 政策：a compiled pack, ready to compute.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Policy {
    rules: crate::policy::Policy,
    /// What JavaScript was told of the policy, here by its place in memory, there by its number.
    known: RefCell<Known>,
    known_there: Array,
}

#[wasm_bindgen]
impl Policy {
    /// Reads a compiled pack.
    ///
    /// # Errors
    /// Throws on anything that `jiuzhu compile` did not write.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &Uint8Array) -> Result<Policy, Error> {
        let bytes = if pack.is_instance_of::<Uint8Array>() && pack.length() <= LARGEST_PACK {
            pack.to_vec()
        } else {
            Vec::new()
        };
        let rules = crate::policy::Policy::from_pack(&bytes).map_err(|error| Error::new(&said!(error)))?;
        Ok(Self { rules, known: RefCell::default(), known_there: Array::new() })
    }

    /// What the policy is and what it leaves to be chosen.
    pub fn summary(&self) -> PolicySummary {
        let summary = explain::summary(&self.rules);
        self.tell(&|known| Sheet::of(&summary, known))
    }

    /// What is still worth asking.
    pub fn questions(&self, answers: &AnswersSoFar) -> QuestionsOut {
        let questions = explain::questions(&self.rules, &Answers::from(node(answers, DEEPEST)));
        self.tell(&|known| Sheet::of(&questions, known))
    }

    /// What each programme pays, and why.
    pub fn assess(&self, answers: &AnswersIn) -> AssessmentOut {
        let assessment = explain::assess(&self.rules, &Answers::from(node(answers, DEEPEST)));
        self.tell(&|known| Sheet::of(&assessment, known))
    }

    /// 申请书.
    pub fn letter(&self, answers: &AnswersIn, program: &ProgramIn, applicant: &ApplicantIn) -> LetterOut {
        let answers = Answers::from(node(answers, DEEPEST));
        let letter = letter::letter(&self.rules, &answers, &node(program, 1), &node(applicant, 2));
        self.tell(&|known| Sheet::of(&letter, known))
    }
}

impl Policy {
    /// Hands a result out: what the policy itself says goes over only once.
    fn tell<T: JsCast>(&self, write: &dyn Fn(&mut Known) -> Sheet<'_>) -> T {
        let known = &mut *self.known.borrow_mut();
        let sheet = write(known);
        read(&sheet.marks, &sheet.text, &self.known_there).unchecked_into()
    }
}

/// Takes a value in.
fn node(value: &JsValue, depth: u32) -> Node {
    Node::from_message(&write(value, depth))
}

/// Hands a value out as plain objects, which is slower than a sheet and needs no shape.
#[cfg(feature = "office")]
fn plain<T: JsCast>(value: &impl Serialize) -> T {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    // What is handed out is made of texts, numbers, lists and tables, which are never refused.
    value.serialize(&plain).unwrap_or_default().unchecked_into()
}
