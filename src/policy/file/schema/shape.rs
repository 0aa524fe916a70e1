//! 形状：the pieces that a schema is made of.

use serde_json::{Map, Value, json};

use super::super::mechanism;
use crate::vocabulary::{Confidence, Member};

/// A table of the fields that the reader knows, those in `needed` always there.
pub fn object(known: &[&str], needed: &[&str], shape: impl Fn(&str) -> Option<Value>) -> Value {
    let property = |name: &&str| ((*name).to_owned(), shape(name).unwrap_or_else(|| json!({})));
    let properties: Map<String, Value> = known.iter().map(property).collect();
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (Value::Object(table), false) = (&mut table, needed.is_empty()) {
        table.insert("required".into(), json!(needed));
    }
    table
}

/// An item of a list, or what several items share with a row for each.
pub fn in_rows(mut item: Value) -> Value {
    let Value::Object(table) = &mut item else { return item };
    let row =
        json!({ "type": "object", "properties": table.get("properties"), "additionalProperties": false });
    let rows = told(
        json!({ "type": "array", "minItems": 1, "items": row }),
        "一行一项：写在 rows 外面的，每一行都有",
    );
    if let Some(Value::Object(properties)) = table.get_mut("properties") {
        properties.insert("rows".into(), rows);
    }
    item
}

/// With the days between which it holds.
pub fn dated(mut table: Value) -> Value {
    let properties = table.get_mut("properties").and_then(Value::as_object_mut);
    if let Some(properties) = properties {
        for (name, text) in [("from", "从这天起才有"), ("until", "到这天就没有了")] {
            properties.entry(name).or_insert_with(|| told(reference_to("date"), text));
        }
    }
    table
}

pub fn reference_to(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

pub fn list_of(item: &Value) -> Value {
    json!({ "type": "array", "items": item })
}

pub fn one_or(name: &str, other: &Value) -> Value {
    json!({ "anyOf": [reference_to(name), other] })
}

pub fn words(ids: &[&str]) -> Value {
    json!({ "type": "string", "enum": ids })
}

pub fn member<T: Member>() -> Value {
    words(T::IDS)
}

/// Words, at least one of them.
pub fn some<T: Member>() -> Value {
    json!({ "type": "array", "minItems": 1, "items": member::<T>() })
}

pub fn flag() -> Value {
    json!({ "type": "boolean" })
}

pub fn integer(least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

pub fn digits(fraction: &str, after: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^\\d+({fraction})?{after}$") })
}

/// With what an editor shows about it.
pub fn told(value: Value, text: &str) -> Value {
    let mut value = match value {
        // Beside a reference, nothing is read.
        Value::Object(fields) if fields.contains_key("$ref") => json!({ "allOf": [fields] }),
        other => other,
    };
    if let Value::Object(fields) = &mut value {
        fields.insert("description".into(), json!(text));
    }
    value
}

pub fn open(value: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

pub fn amount_or_share() -> Value {
    json!({ "anyOf": [reference_to("yuan"), reference_to("ratio")] })
}

/// Fields that mean the same wherever they stand.
pub fn of_all(name: &str) -> Option<Value> {
    Some(match name {
        "id" | "source" | "parameter" | "route" | "document" | "pool" | "default" => reference_to("id"),
        "cite" => {
            let several = json!({ "type": "array", "minItems": 1, "items": reference_to("id") });
            told(one_or("id", &several), "依据：citations 里的编号，几条写成列表")
        }
        "name" | "title" | "label" | "text" | "help" | "note" | "issuer" | "number" | "article"
        | "summary" | "question" | "rule" | "decided_by" | "addressee" | "request" | "version"
        | "gap_before" => reference_to("text"),
        "when" => told(reference_to("condition"), "什么情形才算；不写就是总是"),
        "who" => told(reference_to("condition"), "谁能得"),
        "until" => told(reference_to("date"), "失效后的第一天"),
        "from" | "date" | "checked_on" | "as_of" | "deadline" => reference_to("date"),
        "at" | "amount" | "value" | "each" | "up_to" => reference_to("figure"),
        "share" => reference_to("share"),
        "low" | "high" => reference_to("ratio"),
        "confidence" => told(member::<Confidence>(), "A 自己核对过原文，B 二手资料，C 没有核对原文"),
        "per" => {
            told(words(&mechanism::PHASES.map(|(id, _)| id)), "按什么算：每张单据、每月、每季、每年的合计")
        }
        "inclusive" => told(flag(), "true 是“以上”（含本数），false 是“超过”"),
        "cases" => list_of(&json!({})),
        _ => return None,
    })
}
