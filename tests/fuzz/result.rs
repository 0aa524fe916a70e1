//! What holds of every result, whatever the answers.

use jiuzhu::case::Answers;
use jiuzhu::document::{Data, Node};
use jiuzhu::explain::{self, AmountRange, Assessment, BillBreakdown, Outcome, Problem};
use jiuzhu::letter::letter as write_letter;
use jiuzhu::money::Yuan;
use jiuzhu::policy::Policy;
use jiuzhu::vocabulary::{Member, Told};
use serde_json::{Value, json};

use super::made_up::Bytes;

/// There is a result, all in words, or problems that say where they are.
pub fn told<'a>(policy: &'a Policy, answers: &Answers) -> Option<Assessment<'a>> {
    let assessment = value(explain::assess(policy, answers), answers)?;
    // The sentences are put together only when somebody reads them.
    serde_json::to_string(&assessment).expect("a result can be written");
    Some(assessment)
}

/// And of a policy that somebody wrote, the figures fit together.
pub fn sound(policy: &Policy, answers: &Answers) {
    let Some(assessment) = told(policy, answers) else { return };
    let mut ranges = vec![("total", assessment.total)];
    for program in &assessment.programs {
        ranges.push((program.id, program.amount));
        ranges.extend(program.steps.iter().map(|step| (step.op, step.result)));
        let gaps = program.reasons.iter().filter_map(|reason| reason.gap);
        ranges.extend(gaps.map(|gap| ("gap", AmountRange { min: gap, max: gap })));
    }
    for row in &assessment.bills {
        ranges.push(("a bill", row.total));
        ranges.extend(parts(row).map(|part| ("a part of a bill", part)));
    }
    for (of, range) in ranges {
        assert!(Yuan::ZERO <= range.min && range.min <= range.max, "{of} {range:?}\n{answers:?}");
    }
    for row in &assessment.bills {
        let parts = parts(row);
        if parts.iter().all(|part| part.min == part.max) {
            let sum: Yuan = parts.iter().map(|part| part.min).sum();
            assert_eq!((sum, sum), (row.total.min, row.total.max), "{row:?} does not add up\n{answers:?}");
        }
    }
}

/// 接下来问什么：every question says what it asks for.
pub fn questions(policy: &Policy, answers: &Answers) {
    let questions = value(explain::questions(policy, answers), answers).unwrap_or_default();
    for question in &questions {
        assert!(!question.path.is_empty() && !question.text.is_empty(), "{question:?}\n{answers:?}");
        assert!(question.options.as_ref().is_none_or(|options| !options.is_empty()), "{question:?}");
    }
    serde_json::to_string(&questions).expect("questions can be written");
}

/// 申请书：there is a letter, or problems that say where they are.
pub fn letter(policy: &Policy, answers: &Answers, bytes: &mut Bytes) {
    let program = match bytes.one_of(&policy.programs) {
        Some(program) if bytes.byte() < 250 => json!(program.id),
        _ => bytes.odd(),
    };
    let fields = Told::IDS.iter().filter_map(|id| Some(((*id).to_owned(), bytes.words()?)));
    let applicant = Value::Object(fields.collect());
    let outcome = write_letter(policy, answers, &Node::from(program), &Node::from(applicant));
    if let Some(letter) = value(outcome, answers) {
        let texts = letter.paragraphs.iter().chain(&letter.closing).chain([&letter.title, &letter.addressee]);
        assert!(texts.into_iter().all(|text| !text.is_empty()), "{letter:?}\n{answers:?}");
    }
}

fn value<T>(outcome: Outcome<T>, answers: &Answers) -> Option<T> {
    match outcome {
        Outcome::Ok(value) => Some(value),
        Outcome::Problems(problems) => {
            assert!(!problems.is_empty(), "refused without a problem\n{answers:?}");
            // A field may have no name, and answers that are no table have no field.
            let nameless = match &answers.node().data {
                Data::Table(fields) => fields.iter().any(|(name, _)| name.is_empty()),
                _ => true,
            };
            for Problem { path, code, text } in &problems {
                let placed = nameless || !path.is_empty();
                assert!(placed && !code.is_empty() && !text.is_empty(), "{problems:?}\n{answers:?}");
            }
            None
        }
    }
}

fn parts(row: &BillBreakdown) -> [AmountRange; 6] {
    [row.out_of_scope, row.basic, row.critical, row.waived_and_other, row.assistance, row.self_pay]
}
