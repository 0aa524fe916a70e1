//! 省里的下限：a city that gives less than its province asks for is told so, one fen or one point below and not at it.
#![cfg(feature = "cli")]

use crate::support;
use jiuzhu::check::below_floors;
use jiuzhu::policy::file::{Floor, PackFile, floors};

const FLOOR: &str = r#"
[[floor]]
id = "allowance"
region = ["甲省"]
from = "2022-01-01"
category = ["subsistence-allowance", "orphan"]
care = "inpatient"
ratio = "70%"
deductible = "1000"
limit = "30000"
text = "甲省的办法：低保、孤儿起付至多1000元，不低于70%，一年至少30000元"
"#;

const CITY: &str = r#"
id = "city"
title = "乙市"
version = "1"
region = ["甲省", "乙市"]
from = "2023-01-01"
status = "in-force"
checked_on = "2026-11-22"
critical_insurance = true
below_floor = []
sources = [{ id = "own", title = "乙市的办法", confidence = "A" }]
citations = [{ id = "all", source = "own", article = "第一条", summary = "低保住院给救助。" }]

[[programs]]
id = "inpatient"
kind = "inpatient"
name = "住院救助"
cite = "all"
who = { category = ["subsistence-allowance"] }
covers = [{ care = ["inpatient"] }]
base = { from = "in-scope", less = ["basic", "critical"] }
per = "year"
ways = [{ name = "低保", steps = [{ op = "deduct", value = "1000" }, { op = "ratio", value = "70%" }, { op = "cap", value = "30000" }] }]

[[programs]]
id = "top-up"
kind = "top-up"
name = "倾斜救助"
cite = "all"
who = { category = ["subsistence-allowance"] }
covers = [{ care = ["inpatient"] }]
base = { from = "in-scope", less = ["basic", "critical", "assistance"] }
per = "year"
ways = [{ name = "低保", steps = [{ op = "ratio", value = "100%" }] }]

[[cases]]
name = "低保"
source = "手算"
as_of = "2023-06-30"
person = { categories = ["subsistence-allowance"] }
bills = [{ date = "2023-06-01", care = "inpatient", place = "local", total = "0", in_scope = "0", basic_paid = "0", critical_paid = "0" }]
expect.inpatient = { amount = "0.00" }
"#;

fn all_floors() -> Vec<Floor> {
    let (floors, wrong) = floors(("floors.toml", FLOOR));
    assert!(wrong.is_empty(), "{wrong:#?}");
    floors
}

/// What is told of the city when this of it is that.
fn check(changes: &[(&str, &str)], expected: &[&str]) {
    let text = changes.iter().fold(CITY.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    });
    let pack = PackFile::read("city.toml", &text, &support::common());
    let policy = pack.policy.as_ref().unwrap_or_else(|| panic!("{:#?}", pack.diagnostics));
    let told = below_floors(&pack, policy, &all_floors());
    let told: Vec<String> = told.iter().map(|one| format!("{} {}", one.code, one.text)).collect();
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}");
    }
}

const BELOW: (&str, &str) =
    ("below_floor = []", r#"below_floor = [{ floor = "allowance", text = "照市里的文件" }]"#);

#[test]
fn what_is_less_than_the_province_asks_for_is_told() {
    check(&[], &[]);
    check(
        &[(r#"value = "1000""#, r#"value = "1001""#)],
        &["below-floor 低保对象，省里的起付至多 1000.00 元，这里超过这个数还没有"],
    );
    check(
        &[(r#"value = "70%""#, r#"value = "69.9%""#)],
        &["below-floor 低保对象，省里不低于 70%，这里自付超过 2000.00 元的 1000.00 元只给 699.00 元"],
    );
    check(
        &[(r#"value = "30000""#, r#"value = "29999.99""#)],
        &["below-floor 低保对象，省里的年限额至少 30000.00 元，这里最多 29999.99 元"],
    );
}

#[test]
fn a_pack_says_itself_that_it_is_below() {
    check(&[(r#"value = "70%""#, r#"value = "60%""#), BELOW], &[]);
    check(&[BELOW], &["not-below 并不低于叫 allowance 的下限"]);
}

/// What the province itself, another province, earlier days and those whom the pack does not know are not held to.
#[test]
fn a_floor_is_for_what_lies_in_the_province_on_its_days() {
    const LESS: (&str, &str) = (r#"value = "70%""#, r#"value = "60%""#);
    for other in [
        (r#"region = ["甲省", "乙市"]"#, r#"region = ["甲省"]"#),
        (r#"region = ["甲省", "乙市"]"#, r#"region = ["丙省", "乙市"]"#),
        ("id = \"city\"", "id = \"city\"\nuntil = \"2023-12-31\""),
    ] {
        let early = [(r#"from = "2023-01-01""#, r#"from = "2020-01-01""#), ("2023-12-31", "2022-01-01")];
        let ends = other.1.contains("until");
        let more: &[(&str, &str)] = if ends { &early } else { &[] };
        let days = [
            ("as_of = \"2023-06-30\"", "as_of = \"2021-06-30\""),
            ("date = \"2023-06-01\"", "date = \"2021-06-01\""),
        ];
        let days: &[(&str, &str)] = if ends { &days } else { &[] };
        check(&[&[LESS, other], more, days].concat(), &[]);
    }
}

#[test]
fn the_floors_of_the_provinces_can_be_read() {
    let path = "policies/common/floors.toml";
    let (floors, wrong) = floors((path, &std::fs::read_to_string(path).unwrap()));
    assert!(wrong.is_empty() && floors.len() > 10, "{wrong:#?}");
    let (_, wrong) = jiuzhu::policy::file::floors((
        path,
        "[[floor]]\nid = \"none\"\nregion = [\"甲省\"]\nfrom = \"2022-01-01\"\ncategory = [\"orphan\"]\ncare = \"inpatient\"\ntext = \"什么也没有\"\n",
    ));
    assert_eq!(wrong.iter().map(|one| one.code).collect::<Vec<_>>(), ["no-floor"]);
}
