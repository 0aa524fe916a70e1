//! 写法的 JSON Schema：what may stand in a pack file, for editors that complete and check while an author types.
//!
//! Every list of fields is the reader's own, so that a field the reader learns stands here too or a test fails. What no
//! schema can tell (that an id is defined, that figures fit together) is left to `jiuzhu check`. Draft 4 of JSON Schema is
//! what the TOML extension of VS Code understands.

mod case;
mod rule;
mod shape;

use serde_json::{Map, Value, json};

use super::expectation::EXPECT;
use super::{
    announced, condition, editions, expectation, figure, floor, named, pack, program, question, reference,
    route,
};
use crate::vocabulary::{DocumentForm, PolicyStatus, RouteKind, fields};
use case::{bill_field, case_field, person_field, result_field};
use rule::{amount_or, cases, conditions, exclusion_field, program_field, steps, way_field};
use shape::{
    amount_or_share, dated, digits, flag, in_rows, integer, list_of, member, object, of_all, one_or, open,
    reference_to, told, words,
};

type Shape = fn(&str) -> Option<Value>;
type Names = &'static [&'static str];
type Item = (&'static str, &'static str, Names, Names, Shape);

/// What a pack that is based on another says itself.
const BASED: [&str; 8] = ["based_on", "id", "title", "version", "region", "from", "status", "checked_on"];

/// The lists of a pack: what an item of each is, its fields, what it needs, and what may stand in them.
const ITEMS: [Item; 13] = [
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

/// What an item of a list needs that stands for itself.
pub(super) fn needed(list: &str) -> &'static [&'static str] {
    ITEMS.iter().find(|(name, ..)| *name == list).map_or(&[], |(_, _, _, needed, _)| needed)
}

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

/// What the items of a pack need that stands for itself.
fn whole_items() -> Value {
    let item = |needed: &[&str]| json!({ "anyOf": [{ "required": needed }, { "required": ["rows"] }] });
    let list = |(name, _, _, needed, _): Item| {
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
        "below_floor" => {
            let one =
                object(floor::BELOW, floor::BELOW, |name| of_all(if name == "floor" { "id" } else { name }));
            told(list_of(&one), "知道比省里的下限低的：common/floors.toml 里的编号，和为什么照写")
        }
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
        "of_year" => {
            let words = words(&announced::OF_YEARS.map(|(word, _)| word));
            told(words, "by_year 的年份是上年、上上年的：用在下一年、再下一年")
        }
        "unit" => words(&question::UNITS),
        "ranges" => told(flag(), "没有填的时候，当作在 min 和 max 之间，结果是一个范围"),
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
                "months_after_bill" => integer(1, condition::MOST_MONTHS),
                "days_after_bill" => integer(1, condition::MOST_DAYS),
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
