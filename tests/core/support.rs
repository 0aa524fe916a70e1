//! What the tests share: packs from their files, answers from JSON.
#![cfg(feature = "cli")]
#![allow(clippy::expect_used, clippy::panic, reason = "a test stops at the first thing it cannot read")]

use jiuzhu::case::Answers;
use jiuzhu::explain::{self, Assessment, Outcome, ProgramResult};
use jiuzhu::policy::Policy;
use jiuzhu::policy::file::{Common, PackFile};
use serde_json::Value;

fn read(path: &str) -> String {
    let path = format!("{}/policies/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The catalogue and the questions that all packs share.
pub fn common() -> Common {
    let (diseases, facts) = (read("common/diseases.toml"), read("common/facts.toml"));
    Common::read(("diseases.toml", &diseases), ("facts.toml", &facts)).0
}

/// The pack with this id.
pub fn policy(id: &str) -> Policy {
    let common = common();
    // A file is named after its pack or, where it holds several, after their place.
    let named = files().into_iter().filter(|file| id.starts_with(file.trim_end_matches(".toml")));
    let mut packs = named.flat_map(|file| packs(&file, &common)).filter_map(|pack| pack.policy);
    packs.find(|policy| policy.id == id).unwrap_or_else(|| panic!("no pack {id}"))
}

/// The pack files.
pub fn files() -> Vec<String> {
    let all = std::fs::read_dir(format!("{}/policies", env!("CARGO_MANIFEST_DIR"))).expect("policies");
    let names = all.filter_map(|file| file.ok()?.file_name().into_string().ok());
    let mut files: Vec<String> = names.filter(|name| name.strip_suffix(".toml").is_some()).collect();
    files.sort();
    files
}

/// Every pack in one of them.
pub fn packs(file: &str, common: &Common) -> Vec<PackFile> {
    let other = |id: &str| {
        let file = format!("{id}.toml");
        Some((file.clone(), read(&file)))
    };
    let packs = PackFile::read_all(file, &read(file), common, &other);
    for pack in &packs {
        assert!(pack.policy.is_some(), "{:#?}", pack.diagnostics);
    }
    packs
}

/// Every pack there is.
pub fn all() -> Vec<PackFile> {
    let common = common();
    files().iter().flat_map(|file| packs(file, &common)).collect()
}

/// The pack with this name and text.
pub fn policy_of(file: &str, text: &str) -> Policy {
    let pack = PackFile::read(file, text, &common());
    pack.policy.unwrap_or_else(|| panic!("{:#?}", pack.diagnostics))
}

/// Answers of JSON.
pub fn answers(json: &Value) -> Answers {
    Answers::from(json.clone())
}

/// The assessment of answers that have no problem.
pub fn assess<'a>(policy: &'a Policy, json: &Value) -> Assessment<'a> {
    match explain::assess(policy, &answers(json)) {
        Outcome::Ok(assessment) => assessment,
        Outcome::Problems(problems) => panic!("{json}\n{problems:#?}"),
    }
}

/// The result of one programme.
pub fn program<'a>(assessment: &'a Assessment<'a>, id: &str) -> &'a ProgramResult<'a> {
    assessment.programs.iter().find(|program| program.id == id).unwrap_or_else(|| panic!("no programme {id}"))
}

/// Both ends of a range, as text.
pub fn ends(range: jiuzhu::explain::AmountRange) -> (String, String) {
    (range.min.to_string(), range.max.to_string())
}
