//! Every mistake that a pack can hold, one file each, with the messages it must give.
//!
//! What is expected stands at the end of each file (of a folder: of its last file), a line `#= ` for each line that
//! `jiuzhu check` prints about it, the closing count left out. `UPDATE_EXPECTED=1 cargo test` writes them anew.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support;
use jiuzhu::policy::file::{PackFile, Severity};

const FOLDER: &str = "tests/bad-packs";
const MARK: &str = "#= ";

#[test]
fn each_mistake_is_told_with_its_place() {
    let mut wrong = Vec::new();
    for path in entries() {
        let file = if path.is_dir() { files(&path).pop().expect("an empty folder") } else { path.clone() };
        let text = fs::read_to_string(&file).expect("a pack");
        let body: String = text.split_inclusive('\n').filter(|line| !line.starts_with(MARK)).collect();
        let told: String =
            check(&path).into_iter().flat_map(|line| [MARK.to_owned(), line, "\n".into()]).collect();
        let whole = format!("{body}{told}");
        if whole != text {
            wrong.push(format!("{}\n{told}", path.display()));
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(&file, whole).expect("write");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_sound_pack_and_the_explained_gap_pass() {
    let passing: Vec<_> = entries()
        .into_iter()
        .filter(|path| check(path).is_empty())
        .map(|path| path.file_stem().expect("a name").to_owned())
        .collect();
    assert_eq!(passing, ["period-gap-explained", "sound"]);
}

/// What `jiuzhu check` prints, the folder left out of each line.
fn check(path: &Path) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_jiuzhu"))
        .args(["check", "--common", "policies/common"])
        .arg(path)
        .output()
        .expect("jiuzhu");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", path.display());
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let fine = text.ends_with("：0 个错误，0 个警告\n");
    assert_eq!(output.status.code(), Some(i32::from(!fine)), "{}", path.display());
    let folder = path.parent().map(|parent| format!("{}/", parent.display())).unwrap_or_default();
    let mut lines: Vec<_> =
        text.lines().map(|line| line.strip_prefix(&folder).unwrap_or(line).to_owned()).collect();
    lines.pop();
    lines
}

fn entries() -> Vec<PathBuf> {
    files(Path::new(FOLDER))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).expect("the folder of bad packs");
    let mut paths: Vec<_> = found.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// What is proposed in place of a word puts it right.
#[test]
fn each_proposal_that_is_taken_puts_that_problem_right() {
    let common = support::common();
    let (mut taken, mut fewer) = (0, 0);
    for path in entries().into_iter().filter(|path| path.is_file()) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let told = |text: &str| PackFile::read(&name, text, &common).diagnostics;
        let before = told(&text);
        for (diagnostic, fix) in before.iter().filter_map(|one| Some((one, one.fix.as_ref()?))) {
            let (start, end) = (text.get(..fix.at.start), text.get(fix.at.end..));
            let mended = [start.expect("a letter"), &fix.insert, end.expect("a letter")].concat();
            let after = told(&mended);
            assert!(!after.contains(diagnostic), "{diagnostic}");
            // Of a habit no more than three are told, so that the next one comes up.
            fewer += usize::from(after.len() < before.len());
            taken += 1;
        }
    }
    assert!(taken > 15 && fewer * 10 >= taken * 6, "{fewer} of {taken}");
}

/// Whatever is left out of a pack or doubled in it, there is either a policy or a mistake told with its place.
#[test]
fn no_damage_goes_untold() {
    let common = support::common();
    let sound = fs::read_to_string(Path::new(FOLDER).join("sound.toml")).expect("the sound pack");
    let check = |text: &str| {
        let pack = PackFile::read("sound.toml", text, &common);
        let errors = pack.diagnostics.iter().filter(|found| found.severity == Severity::Error).count();
        assert_eq!(pack.policy.is_some(), errors == 0, "{text}\n{:#?}", pack.diagnostics);
        for found in &pack.diagnostics {
            assert_ne!(found.code, "unreadable", "{text}");
            assert!(found.line <= text.lines().count() + 1, "{text}\n{found}");
        }
    };
    let pieces: Vec<&str> = sound.split_inclusive(['\n', ' ', ',', '=']).collect();
    for place in 0..pieces.len() {
        let (before, after) = (pieces[..place].concat(), pieces[place + 1..].concat());
        let piece = pieces[place];
        for damaged in
            ["", "\"", "[", "{", "0", "0.5", "-", "\u{0}"].map(|with| [&before, with, &after].concat())
        {
            check(&damaged);
        }
        check(&[&before, piece, piece, &after].concat());
        check(&before);
    }
    check(&format!("{sound}\nname = {}", "[".repeat(10_000)));
    check(&format!("{sound}\nname = {}", "{a=".repeat(10_000)));
}
