//! JavaScript 边界：the only file that knows JavaScript. It holds no rule and no sentence.
//!
//! Whatever comes in is first turned into [`Node`]s, value by value, so that wrong types, getters that throw and
//! nesting without end become problems at their field and never a trap.

use core::cell::RefCell;

use js_sys::{Array, Error, JsString, Reflect, Uint8Array};
use serde::Serialize;
use talc::wasm::{WasmDynamicTalc, new_wasm_dynamic_allocator};
use wasm_bindgen::prelude::*;

use crate::case::Answers;
use crate::document::{Data, Node};
use crate::explain;
use crate::lean::Gather;
use crate::letter;
use crate::shape::{Known, Shape, Sheet};

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
    #[wasm_bindgen(typescript_type = "Record<string, string>")]
    pub type ApplicantIn;
    #[wasm_bindgen(typescript_type = "Outcome<Question[]>")]
    pub type QuestionsOut;
    #[wasm_bindgen(typescript_type = "Outcome<Assessment>")]
    pub type AssessmentOut;
    #[wasm_bindgen(typescript_type = "Outcome<Letter>")]
    pub type LetterOut;
}

#[wasm_bindgen(module = "/src/wasm/read.js")]
extern "C" {
    fn read(marks: &[i32], text: &str, known: &Array) -> JsValue;
}

/// Deeper than any answer goes.
const DEEPEST: usize = 8;
/// More fields or items than any answer has.
const MOST: u32 = 5_000;
/// Longer than any text of an answer.
const LONGEST: u32 = 4_000;
/// The largest pack worth reading.
const LARGEST_PACK: u32 = 4_000_000;

/// 政策：a compiled pack, ready to compute.
#[wasm_bindgen]
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
        let rules =
            crate::policy::Policy::from_pack(&bytes).map_err(|error| Error::new(&error.to_string()))?;
        Ok(Self { rules, known: RefCell::default(), known_there: Array::new() })
    }

    /// What the policy is and what it leaves to be chosen.
    pub fn summary(&self) -> Result<PolicySummary, JsValue> {
        out(&explain::summary(&self.rules))
    }

    /// What is still worth asking.
    pub fn questions(&self, answers: &AnswersSoFar) -> QuestionsOut {
        self.tell(&explain::questions(&self.rules, &Answers(node(answers, DEEPEST))))
    }

    /// What each programme pays, and why.
    pub fn assess(&self, answers: &AnswersIn) -> AssessmentOut {
        self.tell(&explain::assess(&self.rules, &Answers(node(answers, DEEPEST))))
    }

    /// 申请书.
    pub fn letter(
        &self,
        answers: &AnswersIn,
        program: &str,
        applicant: &ApplicantIn,
    ) -> Result<LetterOut, JsValue> {
        let answers = Answers(node(answers, DEEPEST));
        out(&letter::letter(&self.rules, &answers, program, &node(applicant, 2)))
    }
}

impl Policy {
    /// Hands out what is asked for with every tap: what the policy itself says goes over only once.
    fn tell<T: JsCast>(&self, value: &impl Shape) -> T {
        let known = &mut *self.known.borrow_mut();
        let sheet = Sheet::of(value, known);
        read(&sheet.marks, &sheet.text, &self.known_there).unchecked_into()
    }
}

/// Hands out what is asked for once, as plain objects, arrays and strings.
fn out<T: JsCast>(value: &impl Serialize) -> Result<T, JsValue> {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    Ok(value.serialize(&plain)?.unchecked_into())
}

/// Takes a value in.
fn node(value: &JsValue, depth: usize) -> Node {
    Node::from(data(value, depth))
}

fn data(value: &JsValue, depth: usize) -> Data {
    // Most are texts, so they are looked for first.
    if let Some(text) = value.dyn_ref::<JsString>() {
        // A lone surrogate has no place in UTF-8; it becomes the replacement character, which no field allows.
        if text.length() > LONGEST { Data::Unreadable } else { Data::Text(String::from(text)) }
    } else if value.is_undefined() || value.is_null() {
        Data::Nothing
    } else if let Some(flag) = value.as_bool() {
        Data::Flag(flag)
    } else if let Some(number) = value.as_f64() {
        number_data(number)
    } else if depth == 0 {
        Data::Unreadable
    } else if Array::is_array(value) {
        list(value, depth).unwrap_or(Data::Unreadable)
    } else if value.is_object() && !value.is_function() {
        table(value, depth).unwrap_or(Data::Unreadable)
    } else {
        Data::Unreadable
    }
}

/// Whole numbers only; anything else is kept as being none.
#[allow(clippy::cast_possible_truncation, reason = "the bounds stand just before the cast")]
fn number_data(number: f64) -> Data {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    let whole = number.fract().to_bits() << 1 == 0;
    if whole && number.abs() <= LARGEST { Data::Integer(number as i64) } else { Data::Fraction }
}

fn list(value: &JsValue, depth: usize) -> Option<Data> {
    let array = value.unchecked_ref::<Array>();
    let length = array.length();
    if length > MOST {
        return None;
    }
    let item = |index| Reflect::get_u32(value, index).map_or(Data::Unreadable, |item| data(&item, depth - 1));
    Some(Data::List((0..length).map(|index| Node::from(item(index))).gather()))
}

fn table(value: &JsValue, depth: usize) -> Option<Data> {
    let names = Reflect::own_keys(value).ok()?;
    if names.length() > MOST {
        return None;
    }
    let fields = (0..names.length()).map(|place| names.get(place)).filter_map(|name| {
        let text = name.as_string()?;
        let field = Reflect::get(value, &name).map_or(Data::Unreadable, |field| data(&field, depth - 1));
        Some((text, Node::from(field)))
    });
    Some(Data::Table(fields.gather()))
}
