//! Every command that the documents tell a reader to type is one that exists.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first thing it cannot read")]

use std::{fs, process::Command};

#[test]
fn the_commands_of_the_readme_exist() {
    check("README.md");
}

#[test]
fn the_commands_of_the_guide_for_contributors_exist() {
    check(".github/CONTRIBUTING.md");
}

#[test]
fn the_commands_for_those_who_check_and_sign_exist() {
    check(".github/SECURITY.md");
    check("pkg-config/README.md");
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
    for wrong in ["make nothing", "jiuzhu nothing", "jiuzhu check --nothing", "frobnicate"] {
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
        Some("cargo") if command.contains(" --example ") => example(command),
        Some("cargo") if command.contains(" -- ") => {
            verb(&command.split_once(" -- ").expect("just looked").1.split_whitespace().collect::<Vec<_>>())
        }
        Some("cargo" | "git" | "cd" | "minisign" | "sha256sum") => Ok(()),
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
