//! The kept corpora of the fuzzers, through the same laws. `make fuzz` looks further.
#![cfg(feature = "cli")]

#[path = "../fuzz/laws.rs"]
mod laws;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

/// Every file of a corpus keeps the law; a corpus that nobody filled keeps nothing.
fn check(corpus: &str, law: fn(&[u8])) {
    let folder = Path::new("tests/fuzz/corpus").join(corpus);
    let files = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let (mut tried, mut broken) = (0, Vec::new());
    for file in files {
        let bytes = fs::read(&file).unwrap();
        tried += 1;
        if catch_unwind(|| law(&bytes)).is_err() {
            broken.push(file);
        }
    }
    assert!(broken.is_empty(), "see above what is wrong with {broken:#?}");
    assert!(tried > 10, "{} holds {tried} files", folder.display());
}

#[test]
fn every_kept_message_keeps_its_law() {
    check("message", laws::message);
}

#[test]
fn every_kept_pack_keeps_its_law() {
    check("pack", laws::pack);
}

#[test]
fn every_kept_pack_file_keeps_its_law() {
    check("pack_file", laws::pack_file);
}

#[test]
fn every_kept_set_of_answers_keeps_its_law() {
    check("answers", laws::answers);
}

#[test]
fn every_kept_list_keeps_its_law() {
    check("list", laws::list);
}

#[test]
fn every_kept_mapping_keeps_its_law() {
    check("mapping", laws::mapping);
}
