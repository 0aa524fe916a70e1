//! 验算例子：runs the worked cases of a pack and tells where they come out otherwise than expected.

use std::collections::BTreeSet;

use crate::case::Answers;
use crate::document::{Data, Node, Span};
use crate::explain::{self, AmountRange, Assessment, Note, NoteText, Outcome, Problem, ProgramResult};
use crate::money::Yuan;
use crate::policy::Policy;
use crate::policy::file::{Diagnostic, Expected, PackFile, Severity, WorkedCase};

/// Runs every case of `pack` on its policy.
pub(super) fn run(pack: &PackFile, policy: &Policy) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let of = super::which(pack, policy);
    if pack.cases.is_empty() {
        let text = if of.is_empty() {
            "没有验算例子：至少写一个 [[cases]]".to_owned()
        } else {
            format!(
                "没有验算例子{of}：这个文件按 from、until、by_year 切成了几份包，每一份都要有例子：写 as_of 在那一段里的，或者给每一段写 [[editions]] 和 [editions.case_defaults]"
            )
        };
        found.push(pack.diagnostic(&(0..0), Severity::Error, "no-cases", text));
    }
    for case in &pack.cases {
        let mut wrong = |at: &Span, text: String| {
            let text = format!("例子“{}”{of}：{text}", case.name);
            found.push(pack.diagnostic(at, Severity::Error, "case-failed", text));
        };
        match explain::assess(policy, &Answers::from(case.answers.clone())) {
            Outcome::Problems(problems) => refused(case, &problems, &mut wrong),
            Outcome::Ok(assessment) => {
                if let Some(expected) = &case.problems {
                    wrong(&case.at, format!("应当退回（{}），却算出了结果", expected.join("；")));
                }
                compare(case, &assessment, &mut wrong);
            }
        }
    }
    found
}

/// Whether a case comes out as expected.
pub(super) fn passes_one(case: &WorkedCase, policy: &Policy) -> bool {
    passes(case, &explain::assess(policy, &Answers::from(case.answers.clone())))
}

/// Whether what came out of a case is what is expected.
pub(super) fn passes(case: &WorkedCase, outcome: &Outcome<Assessment<'_>>) -> bool {
    let mut fine = true;
    let mut wrong = |_: &Span, _: String| fine = false;
    match outcome {
        Outcome::Problems(problems) => refused(case, problems, &mut wrong),
        Outcome::Ok(_) if case.problems.is_some() => fine = false,
        Outcome::Ok(assessment) => compare(case, assessment, &mut wrong),
    }
    fine
}

fn refused(case: &WorkedCase, problems: &[Problem], wrong: &mut impl FnMut(&Span, String)) {
    let found: BTreeSet<String> =
        problems.iter().map(|problem| format!("{}: {}", problem.path, problem.code)).collect();
    let Some(expected) = &case.problems else {
        for problem in problems {
            let at = place(&case.answers, &problem.path).unwrap_or_else(|| case.at.clone());
            wrong(&at, format!("填报有问题（{}: {}）：{}", problem.path, problem.code, problem.text));
        }
        return;
    };
    let expected: BTreeSet<String> = expected.iter().cloned().collect();
    if expected != found {
        wrong(&case.at, format!("退回的原因应是 {}，现在是 {}", listed(&expected), listed(&found)));
    }
}

fn compare(case: &WorkedCase, assessment: &Assessment, wrong: &mut impl FnMut(&Span, String)) {
    for expected in &case.expected {
        let Some(result) = assessment.programs.iter().find(|result| result.id == expected.program) else {
            continue;
        };
        for text in differences(expected, result) {
            wrong(&expected.at, format!("{} {text}", expected.program));
        }
        let about = |note: &Note<'_>| match note.text {
            NoteText::Remark(name, text) if name == result.name => Some(text.to_owned()),
            _ => None,
        };
        let remarks: Vec<String> = assessment.notes.iter().filter_map(about).collect();
        for words in expected.remarks.iter().filter(|words| !remarks.iter().any(|text| text.contains(*words)))
        {
            let now = if remarks.is_empty() { "没有".to_owned() } else { remarks.join("；") };
            wrong(&expected.at, format!("{} 的提示里应有“{words}”，现在是：{now}", expected.program));
        }
    }
    if let Some(total) = case.total
        && total != ends(assessment.total)
    {
        wrong(&case.at, format!("合计应是 {}，算出来是 {}", range(total), range(ends(assessment.total))));
    }
}

/// Each way in which `result` is not as expected.
fn differences(expected: &Expected, result: &ProgramResult) -> Vec<String> {
    let mut found = Vec::new();
    let unmet = result.reasons.iter().filter(|reason| reason.outcome != "met");
    let why: Vec<String> = unmet.map(|reason| reason.text.to_string()).collect();
    let why = if why.is_empty() { String::new() } else { format!("；理由：{}", why.join("；")) };
    if let Some(status) = &expected.status
        && status != result.status
    {
        found.push(format!("的状态应是 {status}，现在是 {}{why}", result.status));
    }
    if let Some(amount) = expected.amount
        && amount != ends(result.amount)
    {
        let steps: Vec<String> = result.steps.iter().map(|step| format!("\n    {}", step.text)).collect();
        let told = if steps.is_empty() { why } else { steps.concat() };
        found.push(format!("的金额应是 {}，算出来是 {}{told}", range(amount), range(ends(result.amount))));
    }
    let mut sets = |what: &str, expected: &Option<Vec<String>>, found_ids: BTreeSet<String>| {
        if let Some(expected) = expected {
            let expected: BTreeSet<String> = expected.iter().cloned().collect();
            if expected != found_ids {
                found.push(format!("的{what}应是 {}，现在是 {}", listed(&expected), listed(&found_ids)));
            }
        }
    };
    sets(
        "材料",
        &expected.documents,
        result.documents.iter().map(|document| document.id.to_owned()).collect(),
    );
    sets("缺的答案", &expected.missing, result.missing.iter().cloned().collect());
    if let Some(deadline) = expected.deadline {
        let found_date =
            result.route.as_ref().and_then(|route| route.deadline.as_ref()).map(|deadline| deadline.date);
        if found_date != Some(deadline) {
            let now = found_date.map_or("没有期限".to_owned(), |date| date.to_string());
            found.push(format!("的期限应是 {deadline}，现在是 {now}"));
        }
    }
    if expected.replaced_by.is_some() && expected.replaced_by.as_deref() != result.replaced_by {
        let name = |id: Option<&str>| id.unwrap_or("（没有）").to_owned();
        found.push(format!(
            "应由 {} 代替，现在是 {}",
            name(expected.replaced_by.as_deref()),
            name(result.replaced_by)
        ));
    }
    for (id, option) in expected.readings.iter().flatten() {
        let chosen = result.readings.iter().find(|reading| reading.id == *id).map(|reading| reading.chosen);
        if chosen != Some(option.as_str()) {
            found.push(format!(
                "的读法 {id} 应是 {option}，现在{}",
                chosen.map_or("没有用到".into(), |now| format!("是 {now}"))
            ));
        }
    }
    found
}

fn ends(amount: AmountRange) -> (Yuan, Yuan) {
    (amount.min, amount.max)
}

fn range((least, most): (Yuan, Yuan)) -> String {
    if least == most { least.to_string() } else { format!("{least} 到 {most}") }
}

fn listed(ids: &BTreeSet<String>) -> String {
    if ids.is_empty() {
        "（没有）".into()
    } else {
        ids.iter().map(String::as_str).collect::<Vec<_>>().join("、")
    }
}

/// Where the field at `path` stands in the text; where it is missing, what should hold it.
fn place(answers: &Node, path: &str) -> Option<Span> {
    let mut node = answers;
    for part in path.split(['.', '[']) {
        let next = match (&node.data, part.strip_suffix(']')) {
            (Data::List(items), Some(index)) => index.parse().ok().and_then(|index: usize| items.get(index)),
            (Data::Table(fields), None) => fields.iter().find(|(name, _)| name == part).map(|(_, node)| node),
            _ => None,
        };
        let Some(next) = next else { break };
        node = next;
    }
    (node.at != (0..0)).then(|| node.at.clone())
}
