//! 项目、条件、步骤：what may stand in programmes, in conditions and in steps.

use serde_json::{Value, json};

use super::super::{condition, figure, mechanism, moved, program, units};
use super::shape::{
    dated, flag, integer, list_of, member, object, of_all, one_or, reference_to, some, told, words,
};
use crate::vocabulary::{Care, Category, Insurance, Level, Place, ProgramKind, Residence};

pub fn program_field(name: &str) -> Option<Value> {
    let condition_or_id = |known: &[&str]| {
        list_of(&one_or("id", &dated(object(known, known.get(1..).unwrap_or_default(), of_all))))
    };
    Some(match name {
        "kind" => member::<ProgramKind>(),
        "covers" => told(reference_to("condition"), "管哪些单据；[] 是全部；不按单据发的不写"),
        "year_begins" => told(integer(1, 12), "年度从几月起"),
        "across_years" => told(flag(), "covers 里写了几个月的，跨了年也合起来算一次"),
        "fills" => told(words(&program::FILLS), "保险项目才写：单据没有写的这一栏用算出来的数补上"),
        "documents" => condition_or_id(program::DOCUMENT),
        "routes" => condition_or_id(program::ROUTE),
        "remarks" => list_of(&one_or("text", &dated(object(program::REMARK, &["text"], of_all)))),
        "elsewhere" => list_of(&dated(object(program::ELSEWHERE, &["text"], of_all))),
        "letter" => told(object(program::LETTER, &["addressee", "request"], letter_field), "申请书"),
        "base" => told(object(program::BASE, &["from"], base_field), "从哪个数算起"),
        "ways" => told(list_of(&reference_to("way")), "分几档；符合几档的取高的一档"),
        _ => return of_all(name),
    })
}

pub fn letter_field(name: &str) -> Option<Value> {
    if name == "endorsements" { Some(list_of(&reference_to("text"))) } else { of_all(name) }
}

pub fn base_field(name: &str) -> Option<Value> {
    Some(match name {
        "from" => {
            json!({ "anyOf": [words(&program::BASES), figure_of(figure::PARAMETER), figure_of(figure::FACT)] })
        }
        "less" => told(
            list_of(&one_or("quantity", &dated(object(program::LESS, &["quantity"], quantity_field)))),
            "减掉哪些",
        ),
        _ => return of_all(name),
    })
}

pub fn quantity_field(name: &str) -> Option<Value> {
    if name == "quantity" { Some(reference_to("quantity")) } else { of_all(name) }
}

pub fn way_field(name: &str) -> Option<Value> {
    if name == "steps" { Some(list_of(&reference_to("step"))) } else { of_all(name) }
}

pub fn exclusion_field(name: &str) -> Option<Value> {
    Some(match name {
        "programs" => json!({ "type": "array", "minItems": 2, "items": reference_to("id") }),
        "winner" => told(words(&program::WINNERS), "first 给写在前面的，better 给多的"),
        _ => return of_all(name),
    })
}

/// `{ parameter = … }` or `{ fact = … }`.
pub fn figure_of(known: &[&str]) -> Value {
    object(known, known.get(..1).unwrap_or_default(), |name| {
        Some(match name {
            "share" => reference_to("ratio"),
            "times" => integer(1, 1000),
            _ => reference_to("id"),
        })
    })
}

pub fn amount_or(more: &[&str]) -> Value {
    let own = [reference_to("yuan"), figure_of(figure::PARAMETER), figure_of(figure::FACT)];
    let all: Vec<Value> = own.into_iter().chain(more.iter().map(|name| reference_to(name))).collect();
    json!({ "anyOf": all })
}

/// `{ cases = [ … ] }` of such values.
pub fn cases(value: &str) -> Value {
    let case = object(figure::CASE, &["value"], |name| match name {
        "value" => Some(reference_to(value)),
        _ => of_all(name),
    });
    let case = dated(case);
    object(figure::CASES, figure::CASES, |_| Some(json!({ "type": "array", "minItems": 1, "items": case })))
}

/// A list of conditions, or one of any kind.
pub fn conditions() -> Value {
    let kinds = condition::KINDS.iter().map(|(kind, known)| {
        let needed: &[&str] = if *kind == "reading" { &["reading", "is"] } else { &[kind] };
        let shape = |name: &str| if name == *kind { Some(tested(kind)) } else { condition_field(kind, name) };
        dated(object(known, needed, shape))
    });
    let all: Vec<Value> = core::iter::once(list_of(&reference_to("condition"))).chain(kinds).collect();
    told(json!({ "anyOf": all }), "条件；写成列表是“都要符合”")
}

/// What a condition of this kind holds under its name.
pub fn tested(kind: &str) -> Value {
    match kind {
        "not" => reference_to("condition"),
        "all" | "any" => list_of(&reference_to("condition")),
        "category" => some::<Category>(),
        "residence" => member::<Residence>(),
        "insurance" => some::<Insurance>(),
        "care" => some::<Care>(),
        "level" => some::<Level>(),
        "place" => some::<Place>(),
        "age" => object(condition::AGE, &[], |name| {
            Some(match name {
                "on" => told(words(&condition::AGE_DAYS.map(|(id, _)| id)), "按哪一天的年龄"),
                _ => integer(0, 150),
            })
        }),
        "group" => one_or("id", &json!({ "type": "array", "minItems": 1, "items": reference_to("id") })),
        "year_sum" => object(condition::YEAR_SUM, &["from", "at", "inclusive"], sum_field),
        "bill_sum" => object(condition::BILL_SUM, condition::BILL_SUM, sum_field),
        _ => reference_to("id"),
    }
}

pub fn sum_field(name: &str) -> Option<Value> {
    Some(match name {
        "from" => reference_to("quantity"),
        "less" => list_of(&reference_to("quantity")),
        "at" => reference_to("source-figure"),
        "bills" => told(words(&condition::SUMMED), "covered 只加这个项目管的单据，all 加全年所有单据"),
        _ => return of_all(name),
    })
}

pub fn condition_field(kind: &str, name: &str) -> Option<Value> {
    Some(match (kind, name) {
        ("reading", "is") => reference_to("text"),
        (_, "is") => {
            json!({ "anyOf": [{ "type": ["boolean", "integer", "string"] }, list_of(&reference_to("text"))] })
        }
        (_, "at_least" | "at_most") => json!({ "anyOf": [{ "type": "integer" }, reference_to("yuan")] }),
        (_, "bill") => words(&condition::BILL_DAYS),
        (_, "months") => integer(1, condition::MOST_MONTHS),
        (_, "days") => integer(1, condition::MOST_DAYS),
        (_, "province") => told(words(&condition::PROVINCES), "same 是只算本省的；只算外省的，用 not 包起来"),
        _ => return of_all(name),
    })
}

pub fn move_field(name: &str) -> Option<Value> {
    Some(match name {
        "points" => told(reference_to("ratio"), "几个百分点：70% 和 10% 是 80%"),
        "of_itself" => told(reference_to("ratio"), "原比例的几成：70% 和 10% 是 77%"),
        _ => return of_all(name),
    })
}

/// A step of any kind.
pub fn steps() -> Value {
    let one = |(name, known, needed): (&str, &[&str], &[&str])| {
        let needed: Vec<&str> = core::iter::once("op").chain(needed.iter().copied()).collect();
        dated(object(known, &needed, |field| match (name, field) {
            (_, "op") => Some(words(&[name])),
            ("ratio", "value") => Some(reference_to("share")),
            ("deduct", "value") => Some(figure_or_of_bill()),
            _ => step_field(field),
        }))
    };
    let kinds: Vec<Value> =
        mechanism::KINDS.iter().map(|&(name, _, known, needed)| one((name, known, needed))).collect();
    json!({ "anyOf": kinds })
}

fn figure_or_of_bill() -> Value {
    let of_bill = object(figure::OF_BILL, figure::OF_BILL, |_| Some(words(&figure::ALWAYS_KNOWN)));
    json!({ "anyOf": [reference_to("figure"), told(of_bill, "单据上的这一项")] })
}

pub fn step_field(name: &str) -> Option<Value> {
    Some(match name {
        "to" => told(words(&mechanism::DENOMINATIONS.map(|(id, _)| id)), "算到元、角、分"),
        "how" => told(words(&mechanism::REMAINDERS.map(|(id, _)| id)), "四舍五入、五成双、舍去"),
        "keeps" => told(words(&mechanism::KEEPS), "whole 全部算，excess 只算超过的"),
        "marginal" => told(flag(), "true 各段按各段的比例，false 全部按落在的那一段"),
        "on" | "of" => reference_to("quantity"),
        "counted" => list_of(&reference_to("quantity")),
        "bands" => {
            let band = dated(object(mechanism::BAND, &["share"], of_all));
            json!({ "type": "array", "minItems": 1, "items": band })
        }
        "plus" | "minus" => {
            told(list_of(&dated(object(moved::MOVE, &["when"], move_field))), "比例随情形加减")
        }
        "unit" => words(&units::UNITS.map(|(id, _)| id)),
        "at_most" => integer(1, 10_000),
        "count" => {
            let between =
                json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": integer(0, 10_000) });
            let other = object(units::COUNT, &[], |name| {
                Some(if name == "between" { between.clone() } else { reference_to("id") })
            });
            json!({ "anyOf": [words(&["bill"]), other] })
        }
        _ => return of_all(name),
    })
}
