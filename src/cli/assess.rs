//! 测算、追问与申请书 at the prompt: answers in, one line of JSON out.

use std::io::{BufReader, BufWriter, Read, Write};

use super::arguments::{AssessOptions, LetterOptions, PolicyOptions};
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded};
use super::json;
use super::lines::{Line, Lines};
use super::parallel::in_order;
use crate::case::Answers;
use crate::document::encoding::NoText;
use crate::document::{Data, Node, encoding};
use crate::explain::{self, Assessment, Outcome, Problem};
use crate::policy::Policy;
use crate::shape::{self, Parts, Shape};

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
    one(|answers| crate::letter::letter(&policy, answers, &program, &applicant))
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
            refused(problems, compute(&Answers::from(node)))
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

/// As many lines are answered at once.
const LINES: usize = 16;

/// What a line of input is.
enum Asked {
    /// So many empty lines, which are broken ones but for those at the end.
    Empty(u32),
    Whole(Vec<u8>),
    TooLong,
    /// In an encoding in which nobody knows where lines end.
    NoText(NoText),
}

/// Lines that were answered.
struct Answered {
    text: String,
    has_problems: bool,
}

/// Line by line, on all cores, in order, in constant memory; a bad line is answered like any other.
fn stream(options: &AssessOptions) -> Result<Exit, Failure> {
    let folder = Folder::read(&options.policies)?;
    let mut policies = Vec::new();
    for policy in folder.packs.iter().filter_map(|pack| pack.policy.as_ref()) {
        policies.push(as_loaded(policy)?);
    }
    let mut lines = Lines::new(BufReader::with_capacity(1 << 16, std::io::stdin()), LONGEST);
    let mut out = std::io::stdout().lock();
    let mut exit = Exit::Fine;
    let (mut empty, mut first, mut ended) = (0, true, false);
    let ask = || {
        let mut asked = Vec::new();
        while asked.len() < LINES && !ended {
            let Some(line) = lines.next_line()? else { break };
            if let Line::Whole(bytes) = line {
                if core::mem::take(&mut first)
                    && let Err(error) = encoding::text(bytes)
                    && error.looks_like.is_wide()
                {
                    asked.push(Asked::NoText(error));
                    ended = true;
                    break;
                }
                if json::is_empty(bytes) {
                    empty += 1;
                    continue;
                }
            }
            if empty > 0 {
                asked.push(Asked::Empty(core::mem::take(&mut empty)));
            }
            asked.push(match line {
                Line::Whole(bytes) => Asked::Whole(bytes.to_owned()),
                Line::TooLong => Asked::TooLong,
            });
            // Whoever waits for an answer before sending the next line gets it now.
            if lines.waits() {
                break;
            }
        }
        Ok((!asked.is_empty()).then_some(asked))
    };
    let worker = || {
        let mut parts = Parts::default();
        let (default, policies) = (options.policy.as_deref(), &policies);
        let mut usual = 0;
        move |asked: Vec<Asked>| {
            let mut answered = Answered { text: String::with_capacity(usual), has_problems: false };
            for asked in asked {
                let times = if let Asked::Empty(times) = asked { times } else { 1 };
                let outcome = match asked {
                    Asked::Empty(_) => request(b"", default, policies),
                    Asked::Whole(bytes) => request(&bytes, default, policies),
                    Asked::TooLong => Outcome::Problems(vec![too_long(LONGEST)]),
                    Asked::NoText(error) => Outcome::Problems(vec![bad("", "not-utf-8", error.to_string())]),
                };
                answered.has_problems |= matches!(outcome, Outcome::Problems(_));
                for _ in 0..times {
                    shape::Line::write(&outcome, &mut answered.text, &mut parts);
                    answered.text.push('\n');
                }
            }
            usual = answered.text.len() + answered.text.len() / 8;
            answered
        }
    };
    let jobs = std::thread::available_parallelism().map_or(1, usize::from);
    in_order(jobs, ask, worker, |answered| {
        if answered.has_problems {
            exit = Exit::Problems;
        }
        out.write_all(answered.text.as_bytes())?;
        Ok(out.flush()?)
    })?;
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
        (Some(policy), Some(answers)) => refused(problems, explain::assess(policy, &Answers::from(answers))),
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
