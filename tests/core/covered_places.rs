//! 没有例子走到：each thing is told where it stands, in the words of the pack, with an example that would notice it.
#![cfg(feature = "cli")]

use crate::support;
use jiuzhu::check::{Uncovered, as_loaded, uncovered};
use jiuzhu::policy::file::{PackFile, Severity};

const SOUND: &str = include_str!("../bad-packs/sound.toml");

fn found(file: &str, text: &str, base: &str) -> Vec<Uncovered> {
    let common = support::common();
    let other = |id: &str| (id == "sound").then(|| ("sound.toml".to_owned(), base.to_owned()));
    let packs = PackFile::read_all(file, text, &common, &other);
    let of_pack = |pack: &PackFile| {
        let errors = pack.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        assert_eq!(errors.count(), 0, "{:#?}", pack.diagnostics);
        let policy = as_loaded(pack.policy.as_ref().expect("a policy")).expect("a pack");
        uncovered(pack, &policy, &common)
    };
    packs.iter().flat_map(of_pack).collect()
}

fn line(text: &str, number: usize) -> &str {
    text.lines().nth(number - 1).unwrap_or_default()
}

/// What stands at the place of the first thing of this kind whose words begin so.
fn at<'t>(text: &'t str, all: &[Uncovered], kind: &str, place: &str) -> &'t str {
    let one = all.iter().find(|one| one.kind == kind && one.place.starts_with(place));
    let one = one.unwrap_or_else(|| panic!("{kind} {place}: {all:#?}"));
    let line = line(text, one.line);
    line.char_indices().nth(one.column - 1).map_or("", |(start, _)| &line[start..])
}

#[test]
fn each_is_told_where_it_stands() {
    let all = found("sound.toml", SOUND, "");
    let check = |kind: &str, place: &str, stands: &str| {
        let found = at(SOUND, &all, kind, place);
        assert!(found.starts_with(stands), "{kind} {place}: {found}");
    };
    check("数字", "enrolment“低保对象”第 1 步：50%", "value = \"50%\"");
    check("病种", "“示例病种”里的尿毒症", "\"uremia\"");
    check("条件", "enrolment 的 who：{ category", "who = { category");
    check("条件", "major 的 who：{ category", "{ category");
    check("写法", "inpatient 的 covers：加上 outpatient", "covers = { care");
    check("写法", "inpatient 的基数：in-scope 写成 total", "from = \"in-scope\"");
    check("读法", "threshold-base = whole", "{ id = \"whole\"");
    for one in &all {
        let words = one.to_string();
        let own = words.split('“').next().unwrap_or_default();
        assert!(!own.contains(|letter: char| letter.is_ascii_uppercase()), "{words}");
    }
}

/// A class has its place where it is defined, however often it is used, and each of a file's packs its name.
#[test]
fn a_class_stands_where_it_is_defined() {
    let class = "[[groups]]\nrows = [\n  { id = \"poor\", name = \"一类\", who = { category = [\"subsistence-allowance\"] } },\n  { id = \"old\", name = \"二类\", who = { any = [{ age = { at_least = 60 }, cite = \"rates\" }, { category = [\"orphan\"] }] } },\n]\n\n[[pools]]";
    let text = SOUND.replace("[[pools]]", class).replacen(
        "who = [{ category = [\"subsistence-allowance\"] }",
        "who = [{ group = [\"poor\", \"old\"] }",
        1,
    );
    let text = text.replace(
        "{ op = \"cap\", value = \"20000\", per = \"year\" },",
        "{ op = \"cap\", value = \"20000\", per = \"year\", until = \"2020-07-01\" },",
    );
    let all = found("sound.toml", &text, "");
    let old = at(&text, &all, "条件", "major 的 who：{ age");
    assert!(old.starts_with("{ age = { at_least = 60 }"), "{old}");
    for id in ["（sound-2020）", "（sound-2020-07）"] {
        assert!(all.iter().any(|one| one.which == id), "{id}: {all:#?}");
    }
}

#[test]
fn what_was_taken_over_is_for_the_examples_of_the_other() {
    let own = "id = \"own\"\nbased_on = \"sound\"\ntitle = \"乡\"\nversion = \"1\"\nregion = [\"示例省\", \"示例县\", \"示例乡\"]\nfrom = \"2020-01-01\"\nuntil = \"2021-01-01\"\nstatus = \"historical\"\nchecked_on = \"2026-01-01\"\n\n[[pools]]\nid = \"year-limit\"\namount = \"5000\"\n";
    let case = SOUND.split_once("[[cases]]").expect("a case").1;
    let text = format!("{own}\n[[cases]]{case}");
    let all = found("own.toml", &text, SOUND);
    let told: Vec<String> = all.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].starts_with("own.toml:13:1: 没有例子走到[数字] 共用限额“年度限额”：5000.00；可以照"),
        "{told:#?}"
    );
}

/// An example whose result changes without anybody having said what it should be lacks only that.
#[test]
fn an_example_that_says_too_little_is_named() {
    let say = |expected: &str| {
        let case = format!(
            "\n[[cases]]\nname = \"孤儿\"\nsource = \"自拟\"\nas_of = \"2020-06-01\"\nperson = {{ categories = [\"orphan\"], insurance = \"resident\", diagnoses = [], facts = {{ personal_premium = \"0\" }} }}\nbills = []\nexpect.enrolment = {{ {expected} }}\n"
        );
        found("sound.toml", &format!("{SOUND}{case}"), "")
    };
    let who = |all: Vec<Uncovered>| {
        all.into_iter().find(|one| one.kind == "条件" && one.place.starts_with("enrolment 的 who"))
    };
    let one = who(say("amount = \"0\"")).expect("nobody says that an orphan gets nothing for that reason");
    assert!(one.hint.contains("期望里没有写：写上 enrolment 的 status"), "{one}");
    assert_eq!(who(say("status = \"not-eligible\"")), None);
}
