//! 写法的 JSON Schema：what may stand in a pack file, for editors that complete and check while an author types.
//!
//! Every list of fields is the reader's own, so that a field the reader learns stands here too or a test fails. What no
//! schema can tell (that an id is defined, that figures fit together) is left to `jiuzhu check`. Draft 4 of JSON Schema is
//! what the TOML extension of VS Code understands.

use serde_json::{Map, Value, json};

use super::expectation::EXPECT;
use super::{
    case_rows, condition, editions, expectation, figure, mechanism, named, pack, program, question,
    reference, route,
};
use crate::vocabulary::{
    Care, Category, Confidence, DocumentForm, Insurance, Level, Member, Place, PolicyStatus, ProgramKind,
    Residence, RouteKind, fields,
};

/// The schema of a pack file.
#[must_use]
pub fn schema() -> Value {
    let mut whole = object(pack::PACK, &[], pack_field);
    let parts: [(&str, Value); 5] = [
        ("$schema", json!("http://json-schema.org/draft-04/schema#")),
        ("title", json!("政策包")),
        (
            "description",
            json!("一个地方的医疗救助规定。写法见 policies/README.md，写完用 jiuzhu check 检查。"),
        ),
        ("definitions", definitions()),
        // What is based on another pack says only what differs.
        ("anyOf", json!([{ "required": pack::NEEDED, "properties": whole_items() }, { "required": BASED }])),
    ];
    if let Value::Object(fields) = &mut whole {
        fields.extend(parts.map(|(name, value)| (name.to_owned(), value)));
    }
    whole
}

/// What a pack that is based on another says itself.
const BASED: [&str; 8] = ["based_on", "id", "title", "version", "region", "from", "status", "checked_on"];

/// The lists of a pack: what an item of each is, its fields, what it needs, and what may stand in them.
const ITEMS: [(&str, &str, &[&str], &[&str], Shape); 13] = [
    ("sources", "source", reference::SOURCE, &["id", "title", "confidence"], of_all),
    ("citations", "citation", reference::CITATION, &["id", "source", "article", "summary"], citation_field),
    ("parameters", "parameter", question::PARAMETER, &["id", "label", "unit"], parameter_field),
    ("readings", "reading", question::READING, &["id", "question", "options", "default"], reading_field),
    ("fact", "fact", question::FACT, &["id"], fact_field),
    ("groups", "group", named::GROUP, &["id", "name", "who"], of_all),
    ("conditions", "named-condition", named::CONDITION, &["id", "when"], of_all),
    ("lists", "list", reference::LIST, &["id", "name", "items"], list_field),
    ("documents", "document", reference::DOCUMENT, &["id", "name", "form"], document_field),
    ("routes", "route", route::ROUTE, &["id", "kind", "steps"], route_field),
    ("pools", "pool", program::POOL, &["id", "name", "amount"], of_all),
    ("programs", "program", program::PROGRAM, &["id", "kind", "name"], program_field),
    ("exclusions", "exclusion", program::EXCLUSION, &["programs", "winner", "text"], exclusion_field),
];

type Shape = fn(&str) -> Option<Value>;

/// What the items of a pack need that stands for itself.
fn whole_items() -> Value {
    let item = |needed: &[&str]| json!({ "anyOf": [{ "required": needed }, { "required": ["rows"] }] });
    let list = |(name, _, _, needed, _): (&str, &str, &[&str], &[&str], Shape)| {
        let mut item = item(needed);
        if let (Value::Object(item), "programs") = (&mut item, name) {
            let ways = list_of(&json!({ "anyOf": [{ "required": ["steps"] }, { "required": ["rows"] }] }));
            item.insert("properties".into(), json!({ "ways": ways }));
        }
        (name.to_owned(), list_of(&item))
    };
    Value::Object(ITEMS.into_iter().map(list).collect())
}

/// What is used in several places, each under its name.
fn definitions() -> Value {
    let mut all = Map::new();
    all.extend(
        ITEMS.map(|(_, name, known, _, shape)| (name.to_owned(), in_rows(dated(object(known, &[], shape))))),
    );
    let others = [
        ("way", in_rows(dated(object(program::WAY, &[], way_field)))),
        ("piece", piece()),
        (
            "id",
            told(
                json!({ "type": "string", "pattern": "^[a-z0-9]+([-_][a-z0-9]+)*$" }),
                "编号：小写英文字母、数字，中间用 - 或 _",
            ),
        ),
        ("text", json!({ "type": "string", "pattern": "\\S" })),
        ("yuan", told(digits("\\.\\d{1,2}", ""), "金额，带引号，如 \"25000\" 或 \"25000.50\"")),
        ("ratio", told(digits("\\.\\d{1,6}", "%"), "比例，带引号，如 \"65%\"")),
        (
            "date",
            told(
                json!({ "type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" }),
                "日期，带引号，如 \"2026-01-01\"",
            ),
        ),
        ("condition", conditions()),
        ("figure", amount_or(&["figure-cases"])),
        ("source-figure", amount_or(&[])),
        ("figure-cases", cases("source-figure")),
        (
            "share",
            json!({ "anyOf": [reference_to("ratio"), reference_to("share-parameter"), reference_to("share-cases")] }),
        ),
        ("one-share", json!({ "anyOf": [reference_to("ratio"), reference_to("share-parameter")] })),
        ("share-parameter", object(figure::SHARE_PARAMETER, &["parameter"], of_all)),
        ("share-cases", cases("one-share")),
        ("quantity", words(&figure::QUANTITIES.map(|(id, _)| id))),
        ("step", steps()),
        ("case", object(&expectation::CASE, &[], case_field)),
        ("result", object(EXPECT, &[], result_field)),
        ("range", object(expectation::RANGE, expectation::RANGE, |_| Some(reference_to("yuan")))),
        ("bill", object(fields::BILL, &[], |name| Some(bill_field(name)))),
        ("person", object(fields::PERSON, &[], |name| Some(person_field(name)))),
    ];
    all.extend(others.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(all)
}

/// A table of the fields that the reader knows, those in `needed` always there.
fn object(known: &[&str], needed: &[&str], shape: impl Fn(&str) -> Option<Value>) -> Value {
    let property = |name: &&str| ((*name).to_owned(), shape(name).unwrap_or_else(|| json!({})));
    let properties: Map<String, Value> = known.iter().map(property).collect();
    let mut table = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let (Value::Object(table), false) = (&mut table, needed.is_empty()) {
        table.insert("required".into(), json!(needed));
    }
    table
}

/// An item of a list, or what several items share with a row for each.
fn in_rows(mut item: Value) -> Value {
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

fn reference_to(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn list_of(item: &Value) -> Value {
    json!({ "type": "array", "items": item })
}

fn one_or(name: &str, other: &Value) -> Value {
    json!({ "anyOf": [reference_to(name), other] })
}

fn words(ids: &[&str]) -> Value {
    json!({ "type": "string", "enum": ids })
}

fn member<T: Member>() -> Value {
    words(T::IDS)
}

/// Words, at least one of them.
fn some<T: Member>() -> Value {
    json!({ "type": "array", "minItems": 1, "items": member::<T>() })
}

fn flag() -> Value {
    json!({ "type": "boolean" })
}

fn integer(least: u32, most: u32) -> Value {
    json!({ "type": "integer", "minimum": least, "maximum": most })
}

fn digits(fraction: &str, after: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^\\d+({fraction})?{after}$") })
}

/// With what an editor shows about it.
fn told(value: Value, text: &str) -> Value {
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

/// Fields that mean the same wherever they stand.
fn of_all(name: &str) -> Option<Value> {
    Some(match name {
        "id" | "source" | "parameter" | "route" | "document" | "pool" | "default" => reference_to("id"),
        "cite" => told(reference_to("id"), "依据：citations 里的编号"),
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

fn pack_field(name: &str) -> Option<Value> {
    if let Some((_, item, ..)) = ITEMS.iter().find(|(list, ..)| *list == name) {
        return Some(list_of(&reference_to(item)));
    }
    Some(match name {
        "id" => told(reference_to("id"), "和文件名一样，不带 .toml"),
        "based_on" => told(reference_to("id"), "以哪个包为底：同一个目录里另一个文件的编号，只写和它不同的"),
        "without" => told(list_of(&reference_to("text")), "为底的包里不要的，如 [\"programs.top-up\"]"),
        "areas" => told(list_of(&reference_to("piece")), "几个地方一份规定：每个地方一段，写和别处不同的"),
        "editions" => told(list_of(&reference_to("piece")), "从哪天起不同：每段写 from 和那天起不同的"),
        "region" => {
            let names =
                json!({ "type": "array", "minItems": 1, "maxItems": 6, "items": reference_to("text") });
            told(names, "从省写到县；全国的写 [\"全国\"]")
        }
        "region_code" => told(
            json!({ "type": "string", "pattern": "^(\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12})$" }),
            "行政区划代码",
        ),
        "region_inferred" => told(flag(), "地点只是推断的写 true"),
        "from" => told(reference_to("date"), "第一天"),
        "gap_before" => told(reference_to("text"), "这份包以前有一段没有规则，在这里写为什么"),
        "status" => told(member::<PolicyStatus>(), "现行、国家框架、历史"),
        "checked_on" => told(reference_to("date"), "哪天核对过原文"),
        "critical_insurance" => told(flag(), "救助前面有没有大病保险"),
        "facts" => told(list_of(&reference_to("id")), "用到的公共问题，common/facts.toml 里的编号"),
        "case_defaults" => reference_to("case"),
        "cases" => list_of(&reference_to("case")),
        _ => return of_all(name),
    })
}

fn citation_field(name: &str) -> Option<Value> {
    Some(match name {
        "summary" => told(reference_to("text"), "用自己的话说一遍，不抄原文"),
        "article" => told(reference_to("text"), "哪一条，如 第八条第二款"),
        "source" => told(reference_to("id"), "哪份文件：sources 里的编号"),
        _ => return of_all(name),
    })
}

/// An area of a pack or a period in it: whatever is otherwise there.
fn piece() -> Value {
    let known: Vec<&str> = pack::PACK.iter().copied().chain(editions::OF_PIECE).collect();
    object(&known, &[], |name| {
        Some(match name {
            "values" => told(open(&amount_or_share()), "参数在这里的数"),
            "id" => told(reference_to("id"), "这个地方的包的编号"),
            "from" => told(reference_to("date"), "从这天起"),
            _ => return pack_field(name),
        })
    })
}

/// With the days between which it holds.
fn dated(mut table: Value) -> Value {
    let properties = table.get_mut("properties").and_then(Value::as_object_mut);
    if let Some(properties) = properties {
        for (name, text) in [("from", "从这天起才有"), ("until", "到这天就没有了")] {
            properties.entry(name).or_insert_with(|| told(reference_to("date"), text));
        }
    }
    table
}

fn amount_or_share() -> Value {
    json!({ "anyOf": [reference_to("yuan"), reference_to("ratio")] })
}

fn parameter_field(name: &str) -> Option<Value> {
    let value = |name: &str| match name {
        "year" => Some(integer(1990, 2100)),
        "value" => Some(amount_or_share()),
        _ => of_all(name),
    };
    Some(match name {
        "by_year" => {
            let year = object(question::OF_YEAR, &["year", "value"], value);
            told(list_of(&year), "每年公布的数，一年一行；没有列的年份就是没有查到")
        }
        "unit" => words(&question::UNITS),
        "min" | "max" | "value" => amount_or_share(),
        _ => return of_all(name),
    })
}

fn reading_field(name: &str) -> Option<Value> {
    Some(match name {
        "options" => options(),
        "default" => told(reference_to("id"), "选对当事人不会多算的一种"),
        _ => return of_all(name),
    })
}

fn options() -> Value {
    json!({ "type": "array", "minItems": 1, "items": object(question::OPTION, question::OPTION, option_field) })
}

fn option_field(name: &str) -> Option<Value> {
    of_all(if name == "id" { "text" } else { name })
}

fn fact_field(name: &str) -> Option<Value> {
    Some(match name {
        "label" => told(reference_to("text"), "名词，用在算式和理由里"),
        "text" => told(reference_to("text"), "问的话"),
        "kind" => words(&question::FACT_KINDS),
        "options" => options(),
        "min" => integer(0, question::MOST_NUMBER),
        "max" => json!({ "anyOf": [integer(0, question::MOST_NUMBER), reference_to("yuan")] }),
        "shown_by_stay" => told(flag(), "有住院单据就不用再问"),
        "shown_by_place" => told(flag(), "选了这个地方就按“是”算"),
        _ => return of_all(name),
    })
}

fn list_field(name: &str) -> Option<Value> {
    Some(match name {
        "open" => told(flag(), "末尾有“等”字"),
        "items" => {
            let item = object(reference::ITEM, &["disease"], |name| match name {
                "disease" => Some(reference_to("text")),
                _ => of_all(name),
            });
            let items = json!({ "type": "array", "minItems": 1, "items": one_or("text", &item) });
            told(items, "病种编号，见 common/diseases.toml")
        }
        _ => return of_all(name),
    })
}

fn document_field(name: &str) -> Option<Value> {
    Some(match name {
        "form" => told(member::<DocumentForm>(), "原件、复印件、都行"),
        "copies" => integer(1, 20),
        _ => return of_all(name),
    })
}

fn route_field(name: &str) -> Option<Value> {
    Some(match name {
        "kind" => told(member::<RouteKind>(), "one-stop 出院时一起结算，on-application 要去申请"),
        "place" => reference_to("text"),
        "steps" => json!({ "type": "array", "minItems": 1, "items": reference_to("text") }),
        "deadline" => object(route::DEADLINE, &["rule"], |name| {
            Some(match name {
                "months_after_bill" => integer(1, 120),
                "quarter_end" => flag(),
                "yearly" | "year_after_bill" => {
                    json!({ "type": "string", "pattern": "^(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$" })
                }
                _ => return of_all(name),
            })
        }),
        _ => return of_all(name),
    })
}

fn program_field(name: &str) -> Option<Value> {
    let condition_or_id = |known: &[&str]| {
        list_of(&one_or("id", &dated(object(known, known.get(1..).unwrap_or_default(), of_all))))
    };
    Some(match name {
        "kind" => member::<ProgramKind>(),
        "covers" => told(reference_to("condition"), "管哪些单据；[] 是全部；不按单据发的不写"),
        "year_begins" => told(integer(1, 12), "年度从几月起"),
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

fn letter_field(name: &str) -> Option<Value> {
    if name == "endorsements" { Some(list_of(&reference_to("text"))) } else { of_all(name) }
}

fn base_field(name: &str) -> Option<Value> {
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

fn quantity_field(name: &str) -> Option<Value> {
    if name == "quantity" { Some(reference_to("quantity")) } else { of_all(name) }
}

fn way_field(name: &str) -> Option<Value> {
    if name == "steps" { Some(list_of(&reference_to("step"))) } else { of_all(name) }
}

fn exclusion_field(name: &str) -> Option<Value> {
    Some(match name {
        "programs" => json!({ "type": "array", "minItems": 2, "items": reference_to("id") }),
        "winner" => told(words(&program::WINNERS), "first 给写在前面的，better 给多的"),
        _ => return of_all(name),
    })
}

/// `{ parameter = … }` or `{ fact = … }`.
fn figure_of(known: &[&str]) -> Value {
    object(known, known.get(..1).unwrap_or_default(), |name| {
        Some(match name {
            "share" => reference_to("ratio"),
            "times" => integer(1, 1000),
            _ => reference_to("id"),
        })
    })
}

fn amount_or(more: &[&str]) -> Value {
    let own = [reference_to("yuan"), figure_of(figure::PARAMETER), figure_of(figure::FACT)];
    let all: Vec<Value> = own.into_iter().chain(more.iter().map(|name| reference_to(name))).collect();
    json!({ "anyOf": all })
}

/// `{ cases = [ … ] }` of such values.
fn cases(value: &str) -> Value {
    let case = object(figure::CASE, &["value"], |name| match name {
        "value" => Some(reference_to(value)),
        _ => of_all(name),
    });
    let case = dated(case);
    object(figure::CASES, figure::CASES, |_| Some(json!({ "type": "array", "minItems": 1, "items": case })))
}

/// A list of conditions, or one of any kind.
fn conditions() -> Value {
    let kinds =
        condition::KINDS.iter().map(|(kind, known)| {
            let needed: &[&str] = if *kind == "reading" { &["reading", "is"] } else { &[kind] };
            object(known, needed, |name| {
                if name == *kind { Some(tested(kind)) } else { condition_field(kind, name) }
            })
        });
    let all: Vec<Value> = core::iter::once(list_of(&reference_to("condition"))).chain(kinds).collect();
    told(json!({ "anyOf": all }), "条件；写成列表是“都要符合”")
}

/// What a condition of this kind holds under its name.
fn tested(kind: &str) -> Value {
    match kind {
        "not" => reference_to("condition"),
        "all" | "any" => list_of(&reference_to("condition")),
        "category" => some::<Category>(),
        "residence" => member::<Residence>(),
        "insurance" => some::<Insurance>(),
        "care" => some::<Care>(),
        "level" => some::<Level>(),
        "place" => some::<Place>(),
        "age" => object(condition::AGE, &[], |_| Some(integer(0, 150))),
        "group" => one_or("id", &json!({ "type": "array", "minItems": 1, "items": reference_to("id") })),
        "year_sum" => object(condition::YEAR_SUM, &["from", "at", "inclusive"], sum_field),
        "bill_sum" => object(condition::BILL_SUM, condition::BILL_SUM, sum_field),
        _ => reference_to("id"),
    }
}

fn sum_field(name: &str) -> Option<Value> {
    Some(match name {
        "from" => reference_to("quantity"),
        "less" => list_of(&reference_to("quantity")),
        "at" => reference_to("source-figure"),
        "bills" => told(words(&condition::SUMMED), "covered 只加这个项目管的单据，all 加全年所有单据"),
        _ => return of_all(name),
    })
}

fn condition_field(kind: &str, name: &str) -> Option<Value> {
    Some(match (kind, name) {
        ("reading", "is") => reference_to("text"),
        (_, "is") => {
            json!({ "anyOf": [{ "type": ["boolean", "integer", "string"] }, list_of(&reference_to("text"))] })
        }
        (_, "at_least" | "at_most") => json!({ "anyOf": [{ "type": "integer" }, reference_to("yuan")] }),
        (_, "bill") => words(&condition::BILL_DAYS),
        (_, "months") => integer(1, 120),
        _ => return of_all(name),
    })
}

/// A step of any kind.
fn steps() -> Value {
    let one = |(name, known, needed): (&str, &[&str], &[&str])| {
        let needed: Vec<&str> = core::iter::once("op").chain(needed.iter().copied()).collect();
        dated(object(known, &needed, |field| match (name, field) {
            (_, "op") => Some(words(&[name])),
            ("ratio", "value") => Some(reference_to("share")),
            _ => step_field(field),
        }))
    };
    let kinds: Vec<Value> =
        mechanism::KINDS.iter().map(|&(name, _, known, needed)| one((name, known, needed))).collect();
    json!({ "anyOf": kinds })
}

fn step_field(name: &str) -> Option<Value> {
    Some(match name {
        "keeps" => told(words(&mechanism::KEEPS), "whole 全部算，excess 只算超过的"),
        "marginal" => told(flag(), "true 各段按各段的比例，false 全部按落在的那一段"),
        "on" | "of" => reference_to("quantity"),
        "counted" => list_of(&reference_to("quantity")),
        "bands" => {
            let band = dated(object(mechanism::BAND, &["share"], of_all));
            json!({ "type": "array", "minItems": 1, "items": band })
        }
        "unit" => words(&mechanism::UNITS.map(|(id, _)| id)),
        "at_most" => integer(1, 10_000),
        "count" => {
            let between =
                json!({ "type": "array", "minItems": 2, "maxItems": 2, "items": integer(0, 10_000) });
            let other = object(mechanism::COUNT, &[], |name| {
                Some(if name == "between" { between.clone() } else { reference_to("id") })
            });
            json!({ "anyOf": [words(&["bill"]), other] })
        }
        _ => return of_all(name),
    })
}

fn case_field(name: &str) -> Option<Value> {
    Some(match name {
        "name" | "source" => reference_to("text"),
        "rows" => json!({ "type": "array", "minItems": 1, "items": reference_to("case") }),
        "without" => list_of(&reference_to("text")),
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

fn open(value: &Value) -> Value {
    json!({ "type": "object", "additionalProperties": value })
}

fn person_field(name: &str) -> Value {
    match name {
        "categories" => list_of(&member::<Category>()),
        "residence" => member::<Residence>(),
        "insurance" => member::<Insurance>(),
        "facts" => json!({ "type": "object" }),
        "diagnoses" => list_of(&json!({ "type": "string" })),
        _ => answer(),
    }
}

fn bill_field(name: &str) -> Value {
    match name {
        "date" => reference_to("date"),
        "care" => member::<Care>(),
        "level" => member::<Level>(),
        "place" => member::<Place>(),
        "diagnoses" => list_of(&json!({ "type": "string" })),
        name if case_rows::OF_TOTAL.contains(&name) => told(answer(), "\"total\" 是和总费用一样多"),
        _ => answer(),
    }
}

/// What people answer; what of it is wrong, the reader of answers says.
fn answer() -> Value {
    json!({ "type": ["string", "integer", "boolean"] })
}

fn result_field(name: &str) -> Option<Value> {
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
