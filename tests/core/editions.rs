//! Several packs of one file: each of its own days, told where it stands, and of what is shared only what it needs.
#![cfg(feature = "cli")]

use serde_json::json;

use crate::support::{self, answers, policy};
use jiuzhu::check;
use jiuzhu::explain::{self, Outcome};
use jiuzhu::policy::file::PackFile;
use jiuzhu::policy::{Id, ParameterUnit};

const SOUND: &str = include_str!("../bad-packs/sound.toml");

fn read(text: &str, base: &str) -> Vec<PackFile> {
    let other = |id: &str| (id == "sound").then(|| ("sound.toml".to_owned(), base.to_owned()));
    PackFile::read_all("own.toml", text, &support::common(), &other)
}

fn told(packs: &[PackFile]) -> Vec<String> {
    packs.iter().flat_map(|pack| &pack.diagnostics).map(ToString::to_string).collect()
}

fn periods(packs: &[PackFile]) -> Vec<String> {
    let period = |pack: &PackFile| {
        let policy = pack.policy.as_ref().unwrap_or_else(|| panic!("{:#?}", pack.diagnostics));
        let until = policy.period.until.map(|day| day.to_string()).unwrap_or_default();
        format!("{} {} {until}", policy.id, policy.period.from)
    };
    packs.iter().map(period).collect()
}

#[test]
fn a_pack_refuses_the_days_of_its_neighbour() {
    let check = |id: &str, day: &str| {
        let policy = policy(id);
        let answers = answers(&json!({ "contract": 1, "as_of": day, "person": {}, "bills": [] }));
        let Outcome::Problems(problems) = explain::assess(&policy, &answers) else {
            panic!("{id} takes {day}")
        };
        assert!(format!("{problems:?}").contains("outside-period"), "{id} {day}: {problems:?}");
    };
    check("foshan-2025", "2027-01-01");
    check("foshan-2027", "2026-12-31");
    check("national-2021", "2026-07-01");
    check("national-2026", "2026-06-30");
    check("chongqing-2022", "2024-10-01");
    check("chongqing-2026", "2025-12-31");
    check("hefei-2025", "2026-01-01");
    check("hefei-2026", "2025-12-31");
}

/// 上年、上上年：a figure counts in the first or the second year after its own.
#[test]
fn a_figure_of_an_earlier_year_counts_later() {
    let check = |of_year: &str, expected: &[(&str, Option<&str>)]| {
        let own = SOUND
            .replace("id = \"sound\"", "id = \"own\"")
            .replace("until = \"2021-01-01\"", "until = \"2023-01-01\"")
            .replace(
                "value = \"1000\"",
                &format!("{of_year}by_year = [{{ year = 2020, value = \"2020\", cite = \"rates\" }}]"),
            );
        let found: Vec<(String, Option<String>)> = read(&own, "")
            .iter()
            .map(|pack| {
                let policy = pack.policy.as_ref().unwrap_or_else(|| panic!("{:#?}", pack.diagnostics));
                let value = match policy.parameters[0].unit {
                    ParameterUnit::Yuan(_, _, value) => value.map(|value| value.to_string()),
                    ParameterUnit::Percent(..) => None,
                };
                (policy.id.clone(), value)
            })
            .collect();
        let found: Vec<(&str, Option<&str>)> =
            found.iter().map(|(id, value)| (id.as_str(), value.as_deref())).collect();
        assert_eq!(found, expected, "{of_year}");
    };
    check("", &[("own-2020", Some("2020.00")), ("own-2021", None)]);
    check("of_year = \"last\"\n", &[("own-2020", None), ("own-2021", Some("2020.00")), ("own-2022", None)]);
    check("of_year = \"before-last\"\n", &[("own-2020", None), ("own-2022", Some("2020.00"))]);
}

#[test]
fn a_file_is_cut_where_something_in_it_begins_or_ends() {
    let own = SOUND.replace("id = \"sound\"", "id = \"own\"");
    assert_eq!(periods(&read(&own, "")), ["own 2020-01-01 2021-01-01"]);
    let fixed = "{ op = \"cap\", value = \"20000\", per = \"year\" }";
    assert!(own.contains(fixed));
    let cut = own.replace(
        fixed,
        "{ op = \"cap\", value = \"20000\", per = \"year\", until = \"2020-07-01\" },\n  { op = \"cap\", value = \"30000\", per = \"year\", from = \"2020-07-01\" }",
    );
    let packs = read(&cut, "");
    assert_eq!(periods(&packs), ["own-2020 2020-01-01 2020-07-01", "own-2020-07 2020-07-01 2021-01-01"]);
    // The case is of a day in June.
    assert_eq!(packs.iter().map(|pack| pack.cases.len()).collect::<Vec<_>>(), [1, 0]);
    let caps: Vec<bool> = packs.iter().map(|pack| format!("{:?}", pack.policy).contains("30000")).collect();
    assert_eq!(caps, [false, true]);
}

#[test]
fn a_year_that_is_not_listed_has_no_figure() {
    let own = SOUND.replace("id = \"sound\"", "id = \"own\"").replace("until = \"2021-01-01\"", "").replace(
        "value = \"1000\"",
        "by_year = [{ year = 2020, value = \"1000\", cite = \"rates\" }, { year = 2022, value = \"1200\" }]",
    );
    let packs = read(&own, "");
    let names = [
        "own-2020 2020-01-01 2021-01-01",
        "own-2021 2021-01-01 2022-01-01",
        "own-2022 2022-01-01 2023-01-01",
        "own-2023 2023-01-01 ",
    ];
    assert_eq!(periods(&packs), names);
    let units: Vec<String> = packs
        .iter()
        .map(|pack| format!("{:?}", pack.policy.as_ref().expect("a policy").parameters[0].unit))
        .collect();
    assert!(units[0].contains("1000") && units[2].contains("1200"), "{units:?}");
    assert_eq!(units[1], units[3]);
    assert!(units[1].ends_with("None)"), "{}", units[1]);
}

const CHILD: &str = r#"
id = "own"
based_on = "sound"
title = "另一个县"
version = "1"
region = ["示例省", "示例县", "另一个乡"]
from = "2020-01-01"
status = "historical"
checked_on = "2026-01-01"
without = ["programs.major", "exclusions"]
"#;

#[test]
fn what_is_wrong_below_is_told_where_it_stands() {
    assert_eq!(told(&read(CHILD, SOUND)), Vec::<String>::new());
    let packs = read(CHILD, &SOUND.replace("per = \"bill\" },", "per = \"bil\" },"));
    let lines: Vec<String> = told(&packs);
    let line = SOUND
        .lines()
        .position(|line| line.contains("op = \"ratio\", value = \"50%\", per = \"bill\""))
        .expect("a line")
        + 1;
    assert!(lines.iter().any(|told| told.starts_with(&format!("sound.toml:{line}:"))), "{lines:?}");
    let packs = read(CHILD, "id = ");
    assert!(
        told(&packs).iter().any(|told| told.starts_with("own.toml:3:1: 错误[based-on] sound.toml 自己有错")),
        "{:?}",
        told(&packs)
    );
}

#[test]
fn what_is_not_needed_is_not_taken_over() {
    let packs = read(CHILD, SOUND);
    let policy = packs[0].policy.as_ref().expect("a policy");
    assert_eq!(
        policy.programs.iter().map(|program| program.id.as_str()).collect::<Vec<_>>(),
        ["enrolment", "inpatient"]
    );
    assert!(policy.lists.is_empty() && policy.exclusions.is_empty());
    assert_eq!((policy.title.as_str(), policy.period.until), ("另一个县", None));
    assert!(!policy.critical_insurance);
}

#[test]
fn several_citations_stand_together_under_a_figure() {
    let own = SOUND
        .replace("id = \"sound\"", "id = \"own\"")
        .replace(
            "[[parameters]]",
            "[[sources]]\nid = \"notice-2\"\ntitle = \"通知\"\nconfidence = \"B\"\n\n[[citations]]\nrows = [{ id = \"limit\", source = \"notice\", article = \"第五条\", summary = \"一年不超过两万元。\" }, { id = \"more\", source = \"notice-2\", article = \"一\", summary = \"照旧。\" }]\n\n[[parameters]]",
        )
        .replace(
            "{ op = \"cap\", value = \"20000\", per = \"year\" }",
            "{ op = \"cap\", value = \"20000\", per = \"year\", cite = [\"rates\", \"limit\", \"more\"] }",
        );
    let packs = read(&own, "");
    assert_eq!(told(&packs), Vec::<String>::new());
    let policy = packs[0].policy.as_ref().expect("a policy");
    let together = policy.citations.last().expect("citations");
    assert_eq!(together.article, "第三条、第五条；《通知》 一");
    assert_eq!(together.summary, "低保住院按自付的一半给，一年不超过一万元。一年不超过两万元。照旧。");
    assert_eq!(together.confidence.map(jiuzhu::vocabulary::Member::id), Some("B"));
    let cap = policy.programs[2].ways[0].steps[1].citation;
    assert_eq!(cap, Id::at(policy.citations.len() - 1));
}

#[test]
fn a_county_that_differs_in_two_figures_takes_fifteen_lines() {
    let rules = r#"id = "own"
based_on = "zibo-2025"
title = "山东省示例县医疗救助"
version = "1"
region = ["山东省", "淄博市", "示例县"]
from = "2026-01-01"
status = "in-force"
checked_on = "2026-11-22"
sources = [{ id = "county", title = "示例县医疗救助细则", confidence = "A" }]
citations = [{ id = "second-class", source = "county", article = "第五条", summary = "低保边缘、监测对象一年起付2000元，超过的按55%救助，一年不超过20000元。" }]
[[programs]]
id = "assistance"
ways = [{ name = "低保边缘、监测对象", steps = [{ op = "threshold", at = "2000", inclusive = false, keeps = "excess" }, { op = "ratio", value = "55%" }, { op = "cap", value = "20000" }] }]
"#;
    let cases = r#"
[case_defaults]
source = "手算"
as_of = "2026-11-22"
program = "assistance"
person = { insurance = "resident" }
bill = { date = "2026-09-15", care = "inpatient", place = "local", in_scope = "total", basic_paid = "0", critical_paid = "0" }

[[cases]]
rows = [
  { name = "县里的：(10000-2000)×55%", categories = ["subsistence-margin"], total = "10000", amount = "4400.00" },
  { name = "市里的：10000×75%", categories = ["subsistence-allowance"], total = "10000", amount = "7500.00" },
]
"#;
    assert!(rules.lines().count() <= 15);
    let city = std::fs::read_to_string("policies/zibo-2025.toml").expect("the pack of the city");
    let other = |id: &str| (id == "zibo-2025").then(|| ("zibo-2025.toml".to_owned(), city.clone()));
    let packs = PackFile::read_all("own.toml", &format!("{rules}{cases}"), &support::common(), &other);
    assert_eq!(told(&packs), [] as [String; 0]);
    for pack in &packs {
        let computed = check::computed(pack, pack.policy.as_ref().expect("a policy"));
        assert_eq!(computed.diagnostics, []);
    }
}

/// 核对：whoever checked the county's text did not check the city's, nor the other way round.
#[test]
fn a_pack_on_a_base_was_checked_when_the_less_lately_checked_of_both_was() {
    let more = "[[sources]]\nid = \"county\"\ntitle = \"细则\"\nconfidence = \"A\"\n\n[[citations]]\nid = \"own\"\nsource = \"county\"\narticle = \"一\"\nsummary = \"县里的。\"\n\n[[programs]]\nid = \"inpatient\"\ncite = \"own\"\n";
    let check = |base: &str, own: &str, pack: &str, cited: [Option<&str>; 2]| {
        let dated = |text: &str, day: &str| {
            text.replace("checked_on = \"2026-01-01\"", &format!("checked_on = \"{day}\""))
        };
        let packs = read(&dated(&format!("{CHILD}{more}"), own), &dated(SOUND, base));
        assert_eq!(told(&packs), [] as [String; 0]);
        let policy = packs[0].policy.as_ref().expect("a policy");
        assert_eq!(policy.checked_on.to_string(), pack, "{base} {own}");
        let day = |article: &str| {
            let citation = policy.citations.iter().find(|citation| citation.article == article);
            citation.expect("an article").checked_on.map(|day| day.to_string())
        };
        assert_eq!([day("第三条"), day("一")], cited.map(|day| day.map(str::to_owned)), "{base} {own}");
    };
    check("2026-11-28", "2026-11-28", "2026-11-28", [None, None]);
    check("2026-11-28", "2026-11-29", "2026-11-28", [Some("2026-11-28"), Some("2026-11-29")]);
    check("2026-11-28", "2026-11-20", "2026-11-20", [Some("2026-11-28"), Some("2026-11-20")]);
}
