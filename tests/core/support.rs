//! What the tests share: packs from their files, answers from JSON.
#![cfg(feature = "cli")]
#![allow(clippy::panic, reason = "a test stops at the first thing it cannot read")]

use jiuzhu::case::Answers;
use jiuzhu::document::Node;
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
    let file = format!("{id}.toml");
    policy_of(&file, &read(&file))
}

/// The pack with this name and text.
pub fn policy_of(file: &str, text: &str) -> Policy {
    let pack = PackFile::read(file, text, &common());
    pack.policy.unwrap_or_else(|| panic!("{:#?}", pack.diagnostics))
}

/// Answers of JSON.
pub fn answers(json: &Value) -> Answers {
    Answers(Node::from(json.clone()))
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
