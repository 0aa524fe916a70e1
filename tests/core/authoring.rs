//! The guide for policy authors is followed exactly as written, and names everything that a pack may say.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const GUIDE: &str = include_str!("../../policies/README.md");
const PACK: &str = "policies/shili-2026.toml";

/// The blocks of the part that is followed from the beginning to its end, each with its language.
fn steps() -> Vec<(&'static str, &'static str)> {
    blocks("从空文件到页面")
}

fn blocks(part: &str) -> Vec<(&'static str, &'static str)> {
    let part = GUIDE.split_once(&format!("\n## {part}\n")).expect("the part has gone").1;
    let part = part.split_once("\n## ").map_or(part, |(part, _)| part);
    part.split("```").skip(1).step_by(2).filter_map(|block| block.split_once('\n')).collect()
}

/// An empty folder that holds what packs share, as the guide's reader has it.
fn workplace(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the last run's folder stays");
    }
    let common = folder.join("policies/common");
    fs::create_dir_all(&common).expect("no folder to work in");
    for file in ["diseases.toml", "facts.toml"] {
        fs::copy(Path::new("policies/common").join(file), common.join(file)).expect("no catalogue");
    }
    folder
}

/// What one line of the guide prints; `make` is another test's business.
fn obey(line: &str, folder: &Path) -> String {
    let (line, input) = line.split_once(" < ").map_or((line, None), |(line, input)| (line, Some(input)));
    let mut words = line.split_whitespace();
    match words.next() {
        Some("make") => return String::new(),
        Some("target/debug/jiuzhu") => {}
        other => panic!("nobody runs {other:?}"),
    }
    let input = input.map_or_else(Stdio::null, |input| {
        Stdio::from(File::open(folder.join(input)).unwrap_or_else(|error| panic!("{input}: {error}")))
    });
    let output = Command::new(env!("CARGO_BIN_EXE_jiuzhu"))
        .args(words)
        .current_dir(folder)
        .stdin(input)
        .output()
        .expect("jiuzhu runs");
    assert!(output.stderr.is_empty(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("not UTF-8")
}

#[test]
fn the_guide_leads_from_an_empty_file_to_the_page() {
    let folder = workplace("authoring");
    let mut pack = String::new();
    let mut printed = String::new();
    for (language, text) in steps() {
        match language {
            "toml" => {
                pack = if pack.is_empty() { text.to_owned() } else { format!("{pack}\n{text}") };
                fs::write(folder.join(PACK), &pack).expect("the pack cannot be written");
            }
            "json" => fs::write(folder.join("shili.json"), text).expect("the answers cannot be written"),
            "sh" => printed = text.lines().map(|line| obey(line, &folder)).collect(),
            "text" => assert_eq!(printed.trim_end(), text.trim_end(), "the guide shows something else"),
            other => panic!("nobody follows a block of {other:?}"),
        }
    }
    let index = fs::read_to_string(folder.join("www/public/packs/index.json")).expect("nothing was compiled");
    assert!(index.contains("\"id\":\"shili-2026\""), "{index}");
}

/// What is written only once becomes packs that compute as their cases say.
#[test]
fn what_the_guide_writes_once_becomes_several_packs() {
    let folder = workplace("once");
    let whole: Vec<&str> =
        steps().into_iter().filter(|(language, _)| *language == "toml").map(|(_, text)| text).collect();
    fs::write(folder.join(PACK), whole.join("\n")).expect("the pack cannot be written");
    for (language, text) in blocks("不抄第二遍") {
        assert_eq!(language, "toml");
        let id = text.split_once("\nid = \"").and_then(|(_, rest)| rest.split_once('"')).expect("an id").0;
        fs::write(folder.join(format!("policies/{id}.toml")), text).expect("the pack cannot be written");
    }
    let told = obey("target/debug/jiuzhu check policies", &folder);
    assert_eq!(told.split('：').next_back(), Some("0 个错误，0 个警告\n"), "{told}");
    // What the county takes over is for the examples of whoever it takes it from.
    let told = obey("target/debug/jiuzhu check --coverage policies/lijia-2026.toml", &folder);
    assert!(told.ends_with("：0 个错误，0 个警告，0 处没有例子走到\n"), "{told}");
    let told = obey("target/debug/jiuzhu compile policies --out packs", &folder);
    assert!(told.starts_with("编译了 7 个政策包"), "{told}");
    let index = fs::read_to_string(folder.join("packs/index.json")).expect("nothing was compiled");
    for id in [
        "shili-2026",
        "lijia-2026",
        "dong-2026",
        "xi-2026",
        "zhangjia-2025",
        "zhangjia-2026",
        "zhangjia-2027",
    ] {
        assert!(index.contains(&format!("\"id\":\"{id}\"")), "{id}: {index}");
    }
}

/// Whose a figure is: the county's where the county changed it, else of whoever it was taken over from.
#[test]
fn what_is_taken_over_says_whose_it_is() {
    let folder = workplace("whose");
    let whole: Vec<&str> =
        steps().into_iter().filter(|(language, _)| *language == "toml").map(|(_, text)| text).collect();
    fs::write(folder.join(PACK), whole.join("\n")).expect("the pack cannot be written");
    let county = blocks("不抄第二遍").first().expect("a pack").1;
    fs::write(folder.join("policies/lijia-2026.toml"), county).expect("the pack cannot be written");
    let answers = steps().into_iter().find(|(language, _)| *language == "json").expect("answers").1;
    fs::write(folder.join("shili.json"), answers).expect("the answers cannot be written");
    let page = obey("target/debug/jiuzhu explain --policy lijia-2026 < shili.json", &folder);
    assert!(page.contains("7,500 元〔《李家县医疗救助细则》 第五条〕"), "{page}");
    assert!(page.contains("剩下 10,000 元〔《示例县医疗救助办法》（示政办〔2025〕18号） 第七条〕"), "{page}");
}

/// A pack in which every table has a field that is not known, and words that are none: each is answered with what
/// may stand there.
const STRANGE: &str = r#"
strange = 1
sources = [{ strange = 1 }]
citations = [{ strange = 1 }]
parameters = [{ strange = 1, unit = "strange" }]
readings = [{ strange = 1 }]
fact = [{ strange = 1, id = "own", text = "问", kind = "strange" }]
groups = [{ strange = 1 }]
conditions = [{ strange = 1 }]
lists = [{ strange = 1, id = "list", name = "目录", items = [{ strange = 1 }] }]
documents = [{ strange = 1, form = "strange" }]
routes = [{ strange = 1, kind = "strange", deadline = { strange = 1 } }]
pools = [{ strange = 1 }]
exclusions = [{ strange = 1, winner = "strange" }]

[[programs]]
strange = 1
kind = "strange"
covers = [
  { strange = 1 },
  { category = ["strange"] },
  { residence = "strange" },
  { insurance = ["strange"] },
  { care = ["strange"] },
  { level = ["strange"] },
  { place = ["strange"] },
  { age = { strange = 1 } },
  { year_sum = { strange = 1, from = "strange", bills = "strange" } },
  { bill_sum = { strange = 1 } },
]
fills = "strange"
base = { strange = 1, less = [{ strange = 1, quantity = "strange" }] }
elsewhere = [{ strange = 1 }]
letter = { strange = 1 }
documents = [{ strange = 1 }]
routes = [{ strange = 1 }]
remarks = [{ strange = 1 }]

[[programs.ways]]
strange = 1
steps = [
  { op = "strange" },
  { op = "deduct", strange = 1, value = { parameter = "none", strange = 1 }, per = "strange" },
  { op = "threshold", strange = 1, keeps = "strange" },
  { op = "ratio", strange = 1, value = { cases = [{ strange = 1 }] } },
  { op = "band", strange = 1, bands = [{ strange = 1 }] },
  { op = "per-unit", strange = 1, unit = "strange", count = { strange = 1 } },
  { op = "top-up", strange = 1 },
  { op = "cap", strange = 1 },
  { op = "discretion", strange = 1 },
  { op = "not-stated", strange = 1 },
]

[[cases]]
strange = 1
name = "例"
source = "例"
as_of = "2026-01-01"
person = {}
"#;

#[test]
fn the_reference_names_whatever_may_be_written() {
    let folder = workplace("reference");
    fs::write(folder.join(PACK), STRANGE).expect("the pack cannot be written");
    let told = obey(&format!("target/debug/jiuzhu check {PACK}"), &folder);
    let lists = told.lines().filter_map(|line| {
        let (_, list) = line
            .split_once("；这里可以写：")
            .or_else(|| line.split_once("可以写其中一个："))
            .or_else(|| line.split_once("；可以写："))?;
        Some(
            list.split('、')
                .map(|name| name.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric())),
        )
    });
    let names: Vec<&str> = lists.flatten().collect();
    assert!(names.len() > 150, "only {} names were told:\n{told}", names.len());
    let quoted: Vec<&str> = GUIDE.split('`').skip(1).step_by(2).collect();
    let known = |name: &str| {
        let in_code = |code: &&str| {
            code.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'))
                .any(|word| word == name)
        };
        quoted.iter().any(in_code)
    };
    let missing: Vec<&str> = names.into_iter().filter(|name| !known(name)).collect();
    assert!(missing.is_empty(), "the guide does not name {missing:?}");
}

#[test]
fn the_guide_explains_every_code_that_a_strange_pack_brings() {
    let folder = workplace("codes");
    fs::write(folder.join(PACK), STRANGE).expect("the pack cannot be written");
    let told = obey(&format!("target/debug/jiuzhu check {PACK}"), &folder);
    let codes: Vec<&str> = told
        .lines()
        .filter_map(|line| line.split_once('[')?.1.split_once(']').map(|(code, _)| code))
        .collect();
    assert!(!codes.is_empty(), "{told}");
    let unexplained: Vec<_> = codes.iter().filter(|code| !GUIDE.contains(&format!("`{code}`"))).collect();
    assert!(unexplained.is_empty(), "{unexplained:?}");
}
