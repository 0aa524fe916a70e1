//! What a person reads: for each pack one family's answers and the whole page that `jiuzhu explain` prints for them.
//!
//! `tests/explained/x.json` holds the answers, `x.txt` the page. `UPDATE_EXPECTED=1 cargo test` writes it anew.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use crate::support;

#[test]
fn each_pack_reads_as_it_did() {
    let mut wrong = Vec::new();
    for id in packs() {
        let answers = File::open(format!("tests/explained/{id}.json")).expect(&id);
        let output = Command::new(env!("CARGO_BIN_EXE_jiuzhu"))
            .args(["explain", "--policy", &id])
            .stdin(answers)
            .output()
            .expect("jiuzhu");
        let page = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0), "{id}: {page}");
        let expected = format!("tests/explained/{id}.txt");
        if fs::read_to_string(&expected).ok().as_ref() != Some(&page) {
            if std::env::var_os("UPDATE_EXPECTED").is_some() {
                fs::write(expected, &page).expect("write");
            }
            wrong.push(page);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n----\n"));
}

#[test]
fn no_page_is_left_of_a_pack_that_is_gone() {
    assert_eq!(names("tests/explained", "json"), packs());
    assert_eq!(names("tests/explained", "txt"), packs());
}

/// The ids of the packs.
fn packs() -> BTreeSet<String> {
    support::all().into_iter().filter_map(|pack| Some(pack.policy?.id)).collect()
}

/// The names of the files of one kind, without the ending.
fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let found = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let stem = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    found
        .filter(|path| path.extension().is_some_and(|other| other == ending))
        .filter_map(|path| stem(&path))
        .collect()
}
