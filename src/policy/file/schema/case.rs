//! 例子：what may stand in worked cases.

use serde_json::{Value, json};

use super::super::expectation::EXPECT;
use super::super::{case_rows, expectation};
use super::shape::{list_of, member, of_all, one_or, open, reference_to, told, words};
use crate::vocabulary::{Care, Category, Insurance, Level, Place, Province, Residence, fields};

pub fn case_field(name: &str) -> Option<Value> {
    Some(match name {
        "name" | "source" => reference_to("text"),
        "rows" => json!({ "type": "array", "minItems": 1, "items": reference_to("case") }),
        "without" => list_of(&reference_to("text")),
        "illnesses" => told(list_of(&json!({ "type": "string" })), "一种病一个例子"),
        "person" => reference_to("person"),
        "bill" => reference_to("bill"),
        "bills" => list_of(&reference_to("bill")),
        "expect" => json!({ "type": "object", "additionalProperties": reference_to("result") }),
        "amounts" => {
            json!({ "type": "object", "additionalProperties": one_or("yuan", &reference_to("range")) })
        }
        "parameters" | "readings" => open(&json!({ "type": "string" })),
        "received" => list_of(&json!({ "type": "object" })),
        "expect_total" => one_or("yuan", &reference_to("range")),
        "expect_problems" => list_of(&json!({ "type": "string", "pattern": ": " })),
        "program" => reference_to("id"),
        _ if fields::PERSON.contains(&name) => person_field(name),
        _ if fields::BILL.contains(&name) => bill_field(name),
        _ if EXPECT.contains(&name) => return result_field(name),
        _ => return of_all(name),
    })
}

pub fn person_field(name: &str) -> Value {
    match name {
        "categories" => list_of(&member::<Category>()),
        "held" => list_of(&json!({ "type": "object" })),
        "residence" => member::<Residence>(),
        "insurance" => member::<Insurance>(),
        "facts" => json!({ "type": "object" }),
        "diagnoses" => list_of(&json!({ "type": "string" })),
        _ => answer(),
    }
}

pub fn bill_field(name: &str) -> Value {
    match name {
        "date" => reference_to("date"),
        "care" => member::<Care>(),
        "level" => member::<Level>(),
        "place" => member::<Place>(),
        "province" => member::<Province>(),
        "diagnoses" => list_of(&json!({ "type": "string" })),
        name if case_rows::OF_TOTAL.contains(&name) => told(answer(), "\"total\" 是和总费用一样多"),
        _ => answer(),
    }
}

/// What people answer; what of it is wrong, the reader of answers says.
pub fn answer() -> Value {
    json!({ "type": ["string", "integer", "boolean"] })
}

pub fn result_field(name: &str) -> Option<Value> {
    Some(match name {
        "status" => words(&expectation::STATUSES),
        "amount" => one_or("yuan", &reference_to("range")),
        "documents" => list_of(&reference_to("id")),
        "missing" | "remarks" => list_of(&reference_to("text")),
        "readings" => open(&json!({ "type": "string" })),
        "replaced_by" => reference_to("id"),
        _ => return of_all(name),
    })
}
