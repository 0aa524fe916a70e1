//! Several packs of one file: each of its own days, told where it stands, and of what is shared only what it needs.
#![cfg(feature = "cli")]

use serde_json::json;

use crate::support::{self, answers, policy};
use jiuzhu::explain::{self, Outcome};
use jiuzhu::policy::file::PackFile;

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
region = ["示例省", "另一个县"]
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
    let cap = policy.programs[2].ways[0].steps[1].citation.map(usize::from);
    assert_eq!(cap, Some(policy.citations.len() - 1));
}
