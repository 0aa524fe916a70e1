//! 测算、追问与申请书 at the prompt: answers in, one line of JSON out.

use std::io::{BufReader, BufWriter, Read, Write};

use super::arguments::{AssessOptions, LetterOptions, PolicyOptions};
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded};
use super::json;
use super::lines::{Line, Lines};
use crate::case::Answers;
use crate::document::{Data, Node, encoding};
use crate::explain::{self, Assessment, Outcome, Problem};
use crate::letter;
use crate::policy::Policy;
use crate::shape::Shape;

/// More than any single document of answers needs.
const LONGEST: usize = 4 << 20;
const WANTED_LINE: &str = "每行要写成 {\"policy\": \"编号\", \"answers\": {…}}";

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

/// What is computed of the answers on standard input; or what is wrong with them, the text they came in included.
pub(super) fn outcome<T>(compute: impl FnOnce(&Answers) -> Outcome<T>) -> Result<Outcome<T>, Failure> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
    std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LONGEST {
        return Ok(Outcome::Problems(vec![too_long(LONGEST)]));
    }
    Ok(match json::read(&bytes) {
        Ok(node) => {
            let problems = json::told_twice(&node);
            refused(problems, compute(&Answers(node)))
        }
        Err(problem) => Outcome::Problems(vec![problem]),
    })
}

/// Reads answers, computes one outcome and prints it.
fn one<T: Shape>(compute: impl FnOnce(&Answers) -> Outcome<T>) -> Result<Exit, Failure> {
    let outcome = outcome(compute)?;
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
    // Empty lines are broken ones, but for those at the end.
    let mut empty = 0;
    let mut first = true;
    while let Some(line) = lines.next_line()? {
        if let Line::Whole(bytes) = line
            && core::mem::take(&mut first)
            && let Err(error) = encoding::text(bytes)
            && error.looks_like.is_wide()
        {
            // Where its lines end is as little known as what they say.
            print(
                &mut out,
                &Outcome::<Assessment<'_>>::Problems(vec![bad("", "not-utf-8", error.to_string())]),
            )?;
            exit = Exit::Problems;
            break;
        }
        if matches!(line, Line::Whole(bytes) if json::is_empty(bytes)) {
            empty += 1;
            continue;
        }
        for _ in 0..core::mem::take(&mut empty) {
            print(&mut out, &request(b"", options.policy.as_deref(), &policies))?;
            exit = Exit::Problems;
        }
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
    if json::is_empty(bytes) {
        return Outcome::Problems(vec![bad("", "not-json", "这一行是空的；".to_owned() + WANTED_LINE)]);
    }
    let fields = match json::read(bytes) {
        Ok(Node { data: Data::Table(fields), .. }) => fields,
        Ok(_) => return Outcome::Problems(vec![bad("", "bad-request", WANTED_LINE)]),
        Err(problem) => return Outcome::Problems(vec![problem]),
    };
    let (mut id, mut answers, mut problems) = (None, None, Vec::new());
    for (name, value) in fields {
        let slot = match name.as_str() {
            "policy" => &mut id,
            "answers" => &mut answers,
            _ => {
                problems.push(bad(&name, "bad-request", "没有这一项；每行只有 policy 和 answers"));
                continue;
            }
        };
        if slot.is_some() {
            problems.push(json::twice(&name, &name));
        }
        *slot = Some(value);
    }
    let id = match (&id, default) {
        (Some(Node { data: Data::Text(id), .. }), _) => Some(id.as_str()),
        (None, Some(id)) => Some(id),
        _ => {
            problems.push(bad("policy", "bad-request", "请写政策包编号，如 \"policy\": \"qingshen-2014\""));
            None
        }
    };
    let policy = id.and_then(|id| policies.iter().find(|policy| policy.id == id));
    if id.is_some() && policy.is_none() {
        let known: Vec<&str> = policies.iter().map(|policy| policy.id.as_str()).collect();
        let text = format!("没有这个政策包；现有：{}", known.join("、"));
        problems.push(bad("policy", "unknown-policy", text));
    }
    match &answers {
        Some(answers) => problems.extend(json::told_twice(answers)),
        None => problems.push(bad("answers", "bad-request", "请写填报内容")),
    }
    match (policy, answers) {
        (Some(policy), Some(answers)) => refused(problems, explain::assess(policy, &Answers(answers))),
        _ => Outcome::Problems(problems),
    }
}

/// `outcome`, where there are no `problems`; else all problems together.
fn refused<T>(mut problems: Vec<Problem>, outcome: Outcome<T>) -> Outcome<T> {
    if problems.is_empty() {
        return outcome;
    }
    if let Outcome::Problems(found) = outcome {
        problems.extend(found);
    }
    Outcome::Problems(problems)
}

fn bad(path: &str, code: &'static str, text: impl Into<String>) -> Problem {
    Problem { path: path.into(), code, text: text.into() }
}

fn too_long(limit: usize) -> Problem {
    bad("", "too-long", format!("太长：最多 {} MB", limit >> 20))
}

fn print<T: Shape>(out: &mut impl Write, outcome: &Outcome<T>) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, outcome).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}
