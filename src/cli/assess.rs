//! 测算、追问与申请书 at the prompt: answers in, one line of JSON out.

use std::io::{BufReader, BufWriter, Read, Write};

use serde_json::Value;

use super::arguments::{AssessOptions, LetterOptions, PolicyOptions};
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded};
use super::lines::{Line, Lines};
use crate::case::Answers;
use crate::document::{Data, Node};
use crate::explain::{self, Assessment, Outcome, Problem};
use crate::letter;
use crate::policy::Policy;
use crate::shape::Shape;

/// More than any single document of answers needs.
const LONGEST: usize = 4 << 20;

pub(super) fn assess(options: &AssessOptions) -> Result<Exit, Failure> {
    match &options.policy {
        Some(id) if !options.ndjson => {
            let policy = Folder::policy(&options.policies, id)?;
            one(|answers| explain::assess(&policy, answers))
        }
        _ => stream(options),
    }
}

pub(super) fn questions(options: &PolicyOptions) -> Result<Exit, Failure> {
    let policy = Folder::policy(&options.policies, &options.policy)?;
    one(|answers| explain::questions(&policy, answers))
}

pub(super) fn letter(options: &LetterOptions) -> Result<Exit, Failure> {
    let policy = Folder::policy(&options.policy.policies, &options.policy.policy)?;
    let program = Node::from(Data::Text(options.program.clone()));
    let fields =
        options.applicant.iter().map(|(name, value)| (name.clone(), Node::from(Data::Text(value.clone()))));
    let applicant = Node::from(Data::Table(fields.collect()));
    one(|answers| letter::letter(&policy, answers, &program, &applicant))
}

/// The answers on standard input, or why they are none.
pub(super) fn answers() -> Result<Result<Answers, Problem>, Failure> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST {
        return Ok(Err(too_long(LONGEST)));
    }
    Ok(json(&bytes).map(|value| Answers(Node::from(value))))
}

/// Reads answers, computes one outcome and prints it.
fn one<T: Shape>(compute: impl FnOnce(&Answers) -> Outcome<T>) -> Result<Exit, Failure> {
    let outcome = match answers()? {
        Ok(answers) => compute(&answers),
        Err(problem) => Outcome::Problems(vec![problem]),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    print(&mut out, &outcome)?;
    out.flush()?;
    Ok(if matches!(outcome, Outcome::Ok(_)) { Exit::Fine } else { Exit::Problems })
}

/// Line by line, in order, in constant memory; a bad line is answered like any other.
fn stream(options: &AssessOptions) -> Result<Exit, Failure> {
    let folder = Folder::read(&options.policies)?;
    let mut policies = Vec::new();
    for policy in folder.packs.iter().filter_map(|pack| pack.policy.as_ref()) {
        policies.push(as_loaded(policy)?);
    }
    let mut lines = Lines::new(BufReader::new(std::io::stdin().lock()), LONGEST);
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut exit = Exit::Fine;
    while let Some(line) = lines.next_line()? {
        let outcome = match line {
            Line::Whole(bytes) => request(bytes, options.policy.as_deref(), &policies),
            Line::TooLong => Outcome::Problems(vec![too_long(LONGEST)]),
        };
        if matches!(outcome, Outcome::Problems(_)) {
            exit = Exit::Problems;
        }
        print(&mut out, &outcome)?;
        // Whoever waits for an answer before sending the next line gets it now.
        if lines.waits() {
            out.flush()?;
        }
    }
    out.flush()?;
    Ok(exit)
}

/// One line `{"policy": id, "answers": {…}}`; the policy may be left out where the command names one.
fn request<'a>(bytes: &[u8], default: Option<&str>, policies: &'a [Policy]) -> Outcome<Assessment<'a>> {
    let mut fields = match json(bytes) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return shape("", "每行要写成 {\"policy\": \"编号\", \"answers\": {…}}"),
        Err(problem) => return Outcome::Problems(vec![problem]),
    };
    let (policy, answers) = (fields.remove("policy"), fields.remove("answers"));
    if let Some(name) = fields.keys().next() {
        return shape(name, "没有这一项；每行只有 policy 和 answers");
    }
    let id = match (&policy, default) {
        (Some(Value::String(id)), _) => id.as_str(),
        (None, Some(id)) => id,
        _ => return shape("policy", "请写政策包编号，如 \"policy\": \"qingshen-2014\""),
    };
    let Some(policy) = policies.iter().find(|policy| policy.id == id) else {
        let known: Vec<&str> = policies.iter().map(|policy| policy.id.as_str()).collect();
        let text = format!("没有这个政策包；现有：{}", known.join("、"));
        return Outcome::Problems(vec![Problem { path: "policy".into(), code: "unknown-policy", text }]);
    };
    let Some(answers) = answers else { return shape("answers", "请写填报内容") };
    explain::assess(policy, &Answers(Node::from(answers)))
}

fn shape<T>(path: &str, text: &str) -> Outcome<T> {
    Outcome::Problems(vec![Problem { path: path.into(), code: "bad-request", text: text.into() }])
}

fn json(bytes: &[u8]) -> Result<Value, Problem> {
    serde_json::from_slice(bytes).map_err(|error| {
        let text = format!("不是合法的 JSON：第 {} 行第 {} 个字节处读不下去", error.line(), error.column());
        Problem { path: String::new(), code: "not-json", text }
    })
}

fn too_long(limit: usize) -> Problem {
    Problem { path: String::new(), code: "too-long", text: format!("太长：最多 {} MB", limit >> 20) }
}

fn print<T: Shape>(out: &mut impl Write, outcome: &Outcome<T>) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, outcome).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
