//! Everything that can be wrong with answers, one file each, with the problems it must give.
//!
//! `policy.toml` is the policy, each `x.json` holds answers, and `x.txt` their problems, a line `path: code: text` each.
//! `UPDATE_EXPECTED=1 cargo test` writes them anew.
#![cfg(feature = "cli")]

use std::fs;
use std::path::PathBuf;

use crate::support;
use jiuzhu::explain::{self, Outcome, Problem};
use serde_json::Value;

#[test]
fn each_problem_is_told_at_its_field() {
    let text = fs::read_to_string("tests/bad-answers/policy.toml").expect("the policy");
    let policy = support::policy_of("policy.toml", &text);
    let mut wrong = Vec::new();
    for file in files() {
        let answers: Value = serde_json::from_slice(&fs::read(&file).expect("a file")).expect("JSON");
        let told = match explain::assess(&policy, &support::answers(&answers)) {
            Outcome::Ok(_) => panic!("{}: nothing wrong was found", file.display()),
            Outcome::Problems(problems) => problems,
        };
        let line = |problem: &Problem| format!("{}: {}: {}\n", problem.path, problem.code, problem.text);
        let told = told.iter().map(line).collect::<Vec<_>>().concat();
        let expected = file.with_extension("txt");
        if fs::read_to_string(&expected).ok().as_ref() != Some(&told) {
            wrong.push(format!("{}\n{told}", file.display()));
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(expected, told).expect("write");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_is_shown_by_some_file() {
    let told: String = files()
        .iter()
        .map(|file| fs::read_to_string(file.with_extension("txt")).unwrap_or_default())
        .collect();
    let codes = fs::read_to_string("src/case/problem.rs").expect("the codes");
    let codes = codes.split("fn code").nth(1).expect("the codes").split('"').skip(1).step_by(2);
    let missing: Vec<_> = codes.filter(|code| !told.contains(&format!(": {code}: "))).collect();
    // Values that JSON cannot hold come only from JavaScript.
    assert_eq!(missing, ["unreadable"]);
}

fn files() -> Vec<PathBuf> {
    let found = fs::read_dir("tests/bad-answers").expect("the folder of bad answers");
    let mut files: Vec<_> = found
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
}
