//! What a person reads, for each pack: the first worked case of each, in plain words, held as a snapshot.
#![cfg(feature = "cli")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test stops at the first thing it cannot read")]

mod support;

use std::io::Write;
use std::process::{Command, Stdio};

use jiuzhu::document::{Data, Node};
use jiuzhu::policy::file::PackFile;
use serde_json::{Map, Value};

/// Answers of a pack file as JSON.
fn plain(node: &Node) -> Value {
    match &node.data {
        Data::Nothing | Data::Unreadable | Data::Fraction => Value::Null,
        Data::Flag(flag) => Value::Bool(*flag),
        Data::Integer(number) => Value::from(*number),
        Data::Text(text) => Value::String(text.clone()),
        Data::List(items) => items.iter().map(plain).collect(),
        Data::Table(fields) => Value::Object(
            fields.iter().map(|(name, node)| (name.clone(), plain(node))).collect::<Map<_, _>>(),
        ),
    }
}

fn explained(id: &str, answers: &Value) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_jiuzhu"))
        .args(["explain", "--policy", id])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(answers.to_string().as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn each_pack_reads_well() {
    let common = support::common();
    let folder = format!("{}/policies", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    assert!(files.len() > 20);
    for path in files {
        let id = path.file_stem().unwrap().to_str().unwrap();
        let pack = PackFile::read(&format!("{id}.toml"), &std::fs::read_to_string(&path).unwrap(), &common);
        let worked =
            pack.cases.iter().find(|worked| worked.problems.is_none()).unwrap_or_else(|| panic!("{id}"));
        insta::assert_snapshot!(id, explained(id, &plain(&worked.answers)));
    }
}
