//! The contract that ships names exactly the fields that go in and come out.
#![cfg(feature = "cli")]

use std::collections::{BTreeMap, BTreeSet};

use crate::support;
use jiuzhu::document::Node;
use jiuzhu::explain::{self, Outcome};
use jiuzhu::letter::letter;
use jiuzhu::vocabulary::{Category, Member};
use serde::Serialize;
use serde_json::{Value, json};

#[derive(Debug, Default)]
struct Fields {
    required: BTreeSet<String>,
    optional: BTreeSet<String>,
}

impl Fields {
    fn all(&self) -> BTreeSet<String> {
        self.required.union(&self.optional).cloned().collect()
    }
}

/// The field names of each interface, inline objects excepted; the optional ones apart.
fn interfaces() -> BTreeMap<String, Fields> {
    let path = format!("{}/src/contract.d.ts", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let mut plain = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").unwrap().1;
    }
    plain.push_str(rest);
    let plain: String =
        plain.lines().map(|line| line.split("//").next().unwrap().to_owned() + "\n").collect();
    let mut found = BTreeMap::new();
    for part in plain.split("export interface ").skip(1) {
        let (name, body) = part.split_once('{').unwrap();
        let mut fields = Fields::default();
        let (mut depth, mut word, mut naming) = (0, String::new(), true);
        for letter in body.chars() {
            match letter {
                '}' if depth == 0 => break,
                '{' | '<' | '(' => depth += 1,
                '}' | '>' | ')' => depth -= 1,
                ':' if depth == 0 && naming => {
                    let name = word.trim();
                    let kind = if name.ends_with('?') { &mut fields.optional } else { &mut fields.required };
                    kind.insert(name.trim_end_matches('?').to_owned());
                    naming = false;
                }
                ';' | '\n' if depth == 0 => (word, naming) = (String::new(), true),
                letter if naming && depth == 0 => word.push(letter),
                _ => {}
            }
        }
        found.insert(name.trim().to_owned(), fields);
    }
    found
}

/// What the core itself says can stand at `path`.
fn allowed(policy: &jiuzhu::policy::Policy, answers: &Value, path: &str) -> BTreeSet<String> {
    let Outcome::Problems(problems) = explain::assess(policy, &support::answers(answers)) else {
        panic!("{answers}")
    };
    let problem = problems
        .iter()
        .find(|problem| problem.path == path)
        .unwrap_or_else(|| panic!("{path} {problems:#?}"));
    assert_eq!(problem.code, "unknown-field");
    problem.text.split_once("可以填：").unwrap().1.split('、').map(String::from).collect()
}

#[test]
fn what_goes_in_has_the_contracts_names() {
    let policy = support::policy("qingshen-2014");
    let interfaces = interfaces();
    let bill = json!({ "date": "2015-03-15", "care": "inpatient", "total": "1" });
    let receipt = json!({ "amount": "1" });
    let whole = json!({
        "contract": 1, "as_of": "2015-06-01", "person": {}, "bills": [bill], "received": [receipt],
    });
    let check = |interface: &str, pointer: &str, path: &str| {
        let mut answers = whole.clone();
        answers.pointer_mut(pointer).unwrap()["nonsense"] = json!(1);
        assert_eq!(allowed(&policy, &answers, path), interfaces[interface].all(), "{interface}");
    };
    check("Answers", "", "nonsense");
    check("Person", "/person", "person.nonsense");
    check("Bill", "/bills/0", "bills[0].nonsense");
    check("Receipt", "/received/0", "received[0].nonsense");
}

/// Gathers the fields that each kind of output really has.
#[derive(Default)]
struct Seen(BTreeMap<&'static str, BTreeSet<String>>);

impl Seen {
    fn take(&mut self, interface: &'static str, value: &Value) {
        let fields = value.as_object().unwrap_or_else(|| panic!("{interface}: {value}"));
        self.0.entry(interface).or_default().extend(fields.keys().cloned());
    }

    fn take_all(&mut self, interface: &'static str, values: &Value) {
        values.as_array().unwrap().iter().for_each(|value| self.take(interface, value));
    }

    fn assessment(&mut self, value: &Value) {
        self.take("Assessment", value);
        self.take_all("BillBreakdown", &value["bills"]);
        self.take_all("DocumentItem", &value["documents"]);
        self.take_all("Note", &value["notes"]);
        for program in value["programs"].as_array().unwrap() {
            self.take("ProgramResult", program);
            self.take_all("Step", &program["steps"]);
            self.take_all("Reason", &program["reasons"]);
            for cited in
                program["steps"].as_array().unwrap().iter().chain(program["reasons"].as_array().unwrap())
            {
                if let Some(citation) = cited.get("citation") {
                    self.take("Citation", citation);
                }
            }
        }
    }
}

fn plain(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

#[test]
fn what_comes_out_has_the_contracts_names() {
    let mut seen = Seen::default();
    for pack in support::all() {
        let policy = pack.policy.expect("a policy");
        seen.take("PolicySummary", &plain(explain::summary(&policy)));
        for worked in &pack.cases {
            let answers = jiuzhu::Answers::from(worked.answers.clone());
            let questions = plain(explain::questions(&policy, &answers));
            if let Some(questions) = questions.get("value") {
                seen.take_all("Question", questions);
            }
            let outcome = plain(explain::assess(&policy, &answers));
            match outcome.get("value") {
                Some(value) => seen.assessment(value),
                None => seen.take_all("Problem", &outcome["problems"]),
            }
            let applicant = Node::from(json!({}));
            let written =
                plain(letter(&policy, &answers, &Node::from(json!(policy.programs[0].id)), &applicant));
            if let Some(written) = written.get("value") {
                seen.take("Letter", written);
            }
        }
    }
    let interfaces = interfaces();
    for (interface, fields) in &seen.0 {
        let named = &interfaces[*interface];
        assert!(fields.is_subset(&named.all()), "{interface}: {fields:?} {named:?}");
        assert!(named.required.is_subset(fields), "{interface}: {fields:?} {named:?}");
    }
    let inputs = ["Answers", "Person", "Bill", "Receipt"];
    for interface in interfaces.keys().filter(|name| !inputs.contains(&name.as_str())) {
        assert!(seen.0.contains_key(interface.as_str()), "{interface} is never seen");
    }
}

/// Whoever has the contract has it alone: what it speaks of stands in it.
#[test]
fn it_names_every_identity_and_no_file() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/contract.d.ts")).unwrap();
    let words: BTreeSet<&str> =
        text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_./".contains(letter)).collect();
    let missing: Vec<&str> = Category::IDS.iter().filter(|id| !words.contains(**id)).copied().collect();
    assert!(missing.is_empty(), "{missing:?}");
    let is_file =
        |word: &&&str| [".md", ".rs", ".ts", ".toml", ".json"].iter().any(|end| word.ends_with(end));
    let files: Vec<_> = words.iter().filter(is_file).collect();
    assert!(files.is_empty(), "{files:?}");
}

/// The words of a union in the contract.
fn union(name: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/contract.d.ts")).unwrap();
    let body = text.split_once(&format!("export type {name} =")).unwrap().1.split_once(';').unwrap().0;
    body.split('"').skip(1).step_by(2).map(String::from).collect()
}

/// The words in quotes that look like a code, in a part of a source file.
fn words_in(file: &str, from: &str, upto: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(format!("{}/src/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let part = text.split_once(from).unwrap().1.split_once(upto).unwrap().0;
    let is_code =
        |word: &&str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    part.split('"').skip(1).step_by(2).filter(is_code).map(String::from).collect()
}

#[test]
fn its_unions_are_the_cores_own_words() {
    let kinds = jiuzhu::vocabulary::ProgramKind::IDS.iter().map(|id| String::from(*id)).collect();
    assert_eq!(union("ProgramKind"), kinds);
    assert_eq!(union("StepOp"), words_in("explain/steps.rs", "fn op(", "\n}\n"));
    assert_eq!(union("ProblemCode"), words_in("case/problem.rs", "fn code(", "\n    }\n"));
    assert_eq!(
        union("NoteCode"),
        words_in("explain/notes.rs", "/// All notes", "/// Whether some figure's text")
    );
}
