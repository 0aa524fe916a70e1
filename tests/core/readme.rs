//! Every command that the documents tell a reader to type is one that exists, and the places that the README lists are
//! those of the packs.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use std::{collections::BTreeSet, env, fs, path::Path, process::Command};

use crate::support;
use jiuzhu::policy::Policy;
use jiuzhu::vocabulary::{Member, PolicyStatus};

#[test]
fn the_commands_of_the_readme_exist() {
    assert!(check("README.md") > 0);
}

#[test]
fn the_commands_of_the_guide_for_contributors_exist() {
    assert!(check(".github/CONTRIBUTING.md") > 0);
}

#[test]
fn the_commands_for_those_who_check_and_sign_exist() {
    assert!(check(".github/SECURITY.md") > 0);
}

#[test]
fn the_commands_of_the_other_documents_exist() {
    let chapters = fs::read_dir("docs").expect("docs").map(|file| file.expect("a file").path());
    let chapters = chapters.filter(|file| file.extension().is_some_and(|extension| extension == "md"));
    let checked: usize = chapters.map(|file| check(file.to_str().expect("UTF-8"))).sum();
    assert!(checked + check("pkg-config/README.md") > 10, "{checked} commands in docs/");
}

/// How many commands a document has, each of which exists.
fn check(document: &str) -> usize {
    let text = fs::read_to_string(document).unwrap_or_else(|error| panic!("{document}: {error}"));
    let commands = commands(&text);
    let count = commands.len();
    for command in commands {
        if let Err(problem) = exists(&command) {
            panic!("{document}: {command}: {problem}");
        }
    }
    count
}

#[test]
fn a_command_that_is_not_there_is_found() {
    for wrong in ["make nothing", "jiuzhu nothing", "jiuzhu check --nothing", "node nothing", "frobnicate"] {
        assert!(exists(wrong).is_err(), "{wrong}");
    }
}

/// The lines of the fenced blocks marked `sh`, without comments; a line may continue after a backslash.
fn commands(text: &str) -> Vec<String> {
    let blocks = text.split("```").skip(1).step_by(2);
    let shell = blocks.filter_map(|block| block.strip_prefix("sh\n"));
    shell
        .flat_map(|block| block.replace("\\\n", " ").lines().map(str::to_owned).collect::<Vec<_>>())
        .map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

fn exists(command: &str) -> Result<(), String> {
    // Settings may stand before the command.
    let setting = |word: &&str| word.contains('=') && word.chars().next().is_some_and(char::is_uppercase);
    let mut words = command.split_whitespace().skip_while(setting);
    match words.next() {
        Some("make") => words.filter(|word| !word.contains('=')).try_for_each(make_target),
        Some("jiuzhu" | "target/debug/jiuzhu") => verb(&words.collect::<Vec<_>>()),
        Some("cargo") if command.contains(" --example ") => example(command),
        Some("cargo") if command.contains(" -- ") => {
            verb(&command.split_once(" -- ").expect("just looked").1.split_whitespace().collect::<Vec<_>>())
        }
        Some("cargo" | "git" | "cd" | "minisign" | "sha256sum") => Ok(()),
        Some("node") => {
            let script = words.next().ok_or("no script")?;
            Path::new(script).exists().then_some(()).ok_or_else(|| format!("there is no {script}"))
        }
        other => Err(format!("nobody checks {other:?}")),
    }
}

fn make_target(target: &str) -> Result<(), String> {
    let makefile = fs::read_to_string("Makefile").map_err(|error| error.to_string())?;
    let rule = format!("\n{target}:");
    makefile.contains(&rule).then_some(()).ok_or_else(|| format!("the Makefile has no {target}"))
}

fn example(command: &str) -> Result<(), String> {
    let name = command.split_whitespace().skip_while(|word| *word != "--example").nth(1).unwrap_or_default();
    let file = format!("examples/{name}.rs");
    std::path::Path::new(&file).exists().then_some(()).ok_or_else(|| format!("there is no {file}"))
}

#[test]
fn an_example_that_is_not_there_is_found() {
    assert_eq!(exists("cargo run --example nothing -- one"), Err("there is no examples/nothing.rs".into()));
}

/// A verb of the command line, and the options written with it, by its own help.
fn verb(words: &[&str]) -> Result<(), String> {
    let verb = words.first().ok_or("no verb")?;
    let help =
        Command::new(env!("CARGO_BIN_EXE_jiuzhu")).args([verb, "--help"]).output().expect("jiuzhu runs");
    if !help.status.success() {
        return Err(String::from_utf8_lossy(&help.stderr).into_owned());
    }
    let help = String::from_utf8_lossy(&help.stdout);
    let unknown = words.iter().find(|word| word.starts_with("--") && !help.contains(**word));
    unknown.map_or(Ok(()), |option| Err(format!("jiuzhu {verb} has no {option}")))
}

/// Between these the README lists the places.
const PLACES: (&str, &str) = ("<!-- places: `make places` writes them -->\n", "<!-- end of places -->");

#[test]
fn the_readme_lists_the_places_of_the_packs() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let (before, rest) = readme.split_once(PLACES.0).expect("the list begins");
    let (listed, after) = rest.split_once(PLACES.1).expect("the list ends");
    let places = places();
    if env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write("README.md", [before, PLACES.0, &places, PLACES.1, after].concat()).expect("README.md");
    } else {
        assert_eq!(listed, places, "`make places` writes the list anew");
    }
}

/// The packs in force and the national frame, and those of the past, each in a fold.
fn places() -> String {
    let mut packs = support::all();
    packs.sort_by_key(|pack| pack.policy.as_ref().map(|policy| policy.id.clone()));
    let policies: Vec<(Policy, String)> =
        packs.into_iter().filter_map(|pack| Some((pack.policy?, pack.file))).collect();
    let of = |status| policies.iter().filter(move |(policy, _)| policy.status == status);
    let now: Vec<_> = of(PolicyStatus::InForce).chain(of(PolicyStatus::Framework)).map(row).collect();
    let past: Vec<_> = of(PolicyStatus::Historical).map(row).collect();
    let (current, gone) = (now.len(), past.len());
    folded(&format!("现行的和国家框架 {current} 份 / {current} in force, with the national frame"), &now)
        + &folded(&format!("以前的办法 {gone} 份，只供了解 / {gone} of the past, to look up only"), &past)
}

/// A table that whoever wants it unfolds.
fn folded(summary: &str, rows: &[String]) -> String {
    let head =
        "| 政策包 Pack | 从 From | 到（不含）Until | 依据 Sources | 核对 Checked |\n|---|---|---|---|---|\n";
    format!("\n<details><summary>{summary}</summary>\n\n{head}{}\n</details>\n", rows.concat())
}

fn row((policy, file): &(Policy, String)) -> String {
    let levels: BTreeSet<&str> = policy
        .citations
        .iter()
        .filter_map(|citation| {
            let source = policy.get(citation.source);
            citation.confidence.or(source.map(|source| source.confidence))
        })
        .map(Member::id)
        .collect();
    let levels: Vec<_> = levels.into_iter().collect();
    let until = policy.period.until.map_or("—".to_owned(), |day| day.to_string());
    format!(
        "| [{}](policies/{file}) | {} | {until} | {} | {} |\n",
        policy.title,
        policy.period.from,
        levels.join(" "),
        policy.checked_on
    )
}
