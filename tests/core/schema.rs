//! The schema for authors' editors: it is the reader's, every pack keeps to it, and what is written against it is told by
//! both.
#![cfg(feature = "cli")]

mod validator;

use std::fs;
use std::path::Path;

use jiuzhu::policy::file::{PackFile, schema};
use serde_json::Value;
use validator::Validator;

use crate::support;

const FILE: &str = "policies/pack.schema.json";
/// A way that is of one class of people needs no name of its own.
const MAY_BE_NAMED_BY_CLASS: &str = "ways.0.name LeftOut";
/// What a schema can tell.
const STRUCTURE: [&str; 12] = [
    "missing",
    "unknown-field",
    "wrong-type",
    "not-an-amount",
    "negative-amount",
    "not-a-ratio",
    "negative-ratio",
    "bare-date",
    "bare-fraction",
    "region-code",
    "condition-kind",
    "text-on-group",
];

fn parsed(text: &str) -> Option<Value> {
    let table: toml::Table = text.parse().ok()?;
    serde_json::to_value(table).ok()
}

fn packs(folder: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for entry in fs::read_dir(folder).expect(folder) {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            all.push((path.display().to_string(), fs::read_to_string(&path).expect("a pack")));
        }
    }
    all.sort();
    all
}

#[test]
fn the_file_is_what_the_reader_reads() {
    let text = format!("{}\n", serde_json::to_string_pretty(&schema()).expect("JSON"));
    let same = fs::read_to_string(FILE).is_ok_and(|found| found == text);
    if !same && std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(FILE, text).expect("write");
    }
    assert!(same, "{FILE} is another: UPDATE_EXPECTED=1 cargo test writes it anew");
}

/// A field that the reader has learnt and that nobody has described would be one of which anything may be said.
#[test]
fn every_field_is_described() {
    fn look(value: &Value, path: &str) {
        match value {
            Value::Object(fields) if fields.is_empty() => panic!("nothing is said of {path}"),
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| look(value, &format!("{path}/{name}")));
            }
            Value::Array(items) => items.iter().for_each(|item| look(item, path)),
            _ => {}
        }
    }
    look(&schema(), "");
}

#[test]
fn every_pack_keeps_to_it() {
    let schema = schema();
    for (name, text) in packs("policies") {
        assert!(text.starts_with("#:schema ./pack.schema.json\n"), "{name}: no editor knows what it is");
        let fault = Validator(&schema).fault(&parsed(&text).expect("TOML"));
        assert_eq!(fault, None, "{name}");
    }
}

#[test]
fn a_mistake_in_the_structure_is_told_by_it() {
    let (schema, mut untold) = (schema(), Vec::new());
    for (name, text) in packs("tests/bad-packs") {
        let codes: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("#= ")?.split_once('[')?.1.split_once(']'))
            .map(|(code, _)| code)
            .collect();
        let Some(pack) = parsed(&text) else { continue };
        let told = Validator(&schema).fault(&pack);
        let structural = codes.iter().any(|code| STRUCTURE.contains(code));
        assert!(told.is_none() || !codes.is_empty(), "{name}: {told:?}");
        if told.is_none() && structural {
            untold.push(format!("{name}: {codes:?}"));
        }
    }
    assert!(untold.is_empty(), "{}", untold.join("\n"));
}

/// The sound pack with one field left out, misnamed, or something else.
#[test]
fn both_tell_the_same() {
    let (schema, common) = (schema(), support::common());
    let text = fs::read_to_string(Path::new("tests/bad-packs/sound.toml")).expect("the sound pack");
    let sound: toml::Table = text.parse().expect("TOML");
    let mut paths = Vec::new();
    every_path(&toml::Value::Table(sound.clone()), &mut Vec::new(), &mut paths);
    let mut wrong = Vec::new();
    for path in
        paths.iter().filter(|path| !path.iter().any(|step| ["cases", "expect"].contains(&step.as_str())))
    {
        for change in
            [Change::LeftOut, Change::Misnamed, Change::Becomes(7.into()), Change::Becomes("?".into())]
        {
            let mut pack = toml::Value::Table(sound.clone());
            if !change.make(&mut pack, path) {
                continue;
            }
            let text = toml::to_string(&pack).expect("TOML");
            let read = PackFile::read("sound.toml", &text, &common);
            let told = read.diagnostics.iter().any(|found| STRUCTURE.contains(&found.code));
            let refused = Validator(&schema).fault(&parsed(&text).expect("TOML"));
            let sure = refused.is_none() || !read.diagnostics.is_empty();
            let what = format!("{} {change:?}", path.join("."));
            let only_here = told && refused.is_none() && !what.ends_with(MAY_BE_NAMED_BY_CLASS);
            if !sure || only_here {
                wrong.push(format!("{what}: {:?}, but {refused:?}", read.diagnostics));
            }
        }
    }
    assert!(paths.len() > 150, "only {}", paths.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[derive(Debug)]
enum Change {
    LeftOut,
    Misnamed,
    Becomes(toml::Value),
}

impl Change {
    /// Makes it at a path, and says whether that is possible there.
    fn make(&self, value: &mut toml::Value, path: &[String]) -> bool {
        let (step, rest) = path.split_first().expect("a step");
        match value {
            toml::Value::Table(fields) if rest.is_empty() => match self {
                Self::LeftOut => fields.remove(step).is_some(),
                Self::Misnamed => {
                    let value = fields.remove(step);
                    value.and_then(|value| fields.insert(format!("{step}_"), value)).is_none()
                }
                Self::Becomes(other) => fields.insert(step.clone(), other.clone()).is_some(),
            },
            toml::Value::Array(items) if rest.is_empty() => match self {
                Self::Becomes(other) => {
                    items[step.parse::<usize>().expect("a place")] = other.clone();
                    true
                }
                _ => false,
            },
            toml::Value::Table(fields) => self.make(fields.get_mut(step).expect("a field"), rest),
            toml::Value::Array(items) => self.make(&mut items[step.parse::<usize>().expect("a place")], rest),
            _ => false,
        }
    }
}

fn every_path(value: &toml::Value, path: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    let steps: Vec<(String, &toml::Value)> = match value {
        toml::Value::Table(fields) => fields.iter().map(|(name, value)| (name.clone(), value)).collect(),
        toml::Value::Array(items) => {
            items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect()
        }
        _ => return,
    };
    for (step, value) in steps {
        path.push(step);
        all.push(path.clone());
        every_path(value, path, all);
        path.pop();
    }
}
