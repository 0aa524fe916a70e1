//! Every command that the documents tell a reader to type is one that exists.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first thing it cannot read")]

use std::path::Path;
use std::{fs, process::Command};

#[path = "../examples/assess.rs"]
#[allow(dead_code, reason = "a test hands the files to it, not a command line")]
mod assess;

#[test]
fn the_commands_of_the_readme_exist() {
    check("README.md");
}

#[test]
fn the_commands_of_the_guide_for_contributors_exist() {
    check(".github/CONTRIBUTING.md");
}

/// Each example's command stands in the README, with what it then says.
#[test]
fn the_examples_say_what_the_readme_shows() {
    let readme = fs::read_to_string("README.md").expect("README.md");
    let mut out = Vec::new();
    assess::run(Path::new("policies/beijing-2023.toml"), Path::new("examples/case.json"), &mut out)
        .expect("the example runs");
    let said = String::from_utf8(out).expect("UTF-8");
    let command =
        "cargo run --features cli --example assess -- policies/beijing-2023.toml examples/case.json";
    let block = format!("```sh\n{command}\n```\n\n```text\n{said}```\n");
    assert!(readme.contains(&block), "README.md has to show:\n{block}");
}

#[test]
fn the_example_names_what_is_wrong() {
    let case = Path::new("tests/bad-answers/unknown-care.json");
    let error = assess::run(Path::new("policies/beijing-2023.toml"), case, &mut Vec::new());
    let words = error.expect_err("answers that are wrong").to_string();
    assert!(words.contains("\nbills[0].care：就医类型没有“surgery”这个选项"), "{words}");
}

fn check(document: &str) {
    let text = fs::read_to_string(document).unwrap_or_else(|error| panic!("{document}: {error}"));
    let commands = commands(&text);
    assert!(!commands.is_empty(), "{document} has no command");
    for command in commands {
        if let Err(problem) = exists(&command) {
            panic!("{document}: {command}: {problem}");
        }
    }
}

#[test]
fn a_command_that_is_not_there_is_found() {
    for wrong in [
        "make nothing",
        "jiuzhu nothing",
        "jiuzhu check --nothing",
        "cargo run --example nothing -- one",
        "frobnicate",
    ] {
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
    let mut words = command.split_whitespace();
    match words.next() {
        Some("make") => words.filter(|word| !word.contains('=')).try_for_each(make_target),
        Some("jiuzhu" | "target/debug/jiuzhu") => verb(&words.collect::<Vec<_>>()),
        Some("cargo") if command.contains(" --example ") => words
            .skip_while(|word| *word != "--example")
            .nth(1)
            .map(|name| format!("examples/{name}.rs"))
            .filter(|file| Path::new(file).exists())
            .map(|_| ())
            .ok_or_else(|| "there is no such example".into()),
        Some("cargo") if command.contains(" -- ") => {
            verb(&command.split_once(" -- ").expect("just looked").1.split_whitespace().collect::<Vec<_>>())
        }
        Some("cargo" | "git" | "cd") => Ok(()),
        other => Err(format!("nobody checks {other:?}")),
    }
}

fn make_target(target: &str) -> Result<(), String> {
    let makefile = fs::read_to_string("Makefile").map_err(|error| error.to_string())?;
    let rule = format!("\n{target}:");
    makefile.contains(&rule).then_some(()).ok_or_else(|| format!("the Makefile has no {target}"))
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
