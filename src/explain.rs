//! 说明：the reasons in plain Chinese, made from the executed steps, in the shapes of the public contract.
//!
//! Every sentence about answers and what comes of them lives here, but for the letter, which is written in
//! [`letter`](mod@crate::letter). What is wrong with a pack is told where it is read: [`policy`](crate::policy).

mod amounts;
mod notes;
mod problems;
mod programs;
mod questions;
mod reasons;
mod report;
mod steps;
mod summary;

use crate::case::{Answers, Case, Completeness};
use crate::lean::Gather;
use crate::policy::Policy;

pub(crate) use amounts::Day;
pub use amounts::capitals;
pub use notes::NoteText;
pub use problems::problem;
pub use questions::path_of;
pub use reasons::ReasonText;
pub use report::{
    AmountRange, Assessment, BillBreakdown, Citation, DocumentItem, ForPrograms, Note, Outcome,
    PolicyIdentity, PolicySummary, Problem, ProgramResult, Question, QuestionOption, Reason, Route, Step,
};
pub use steps::StepText;
pub use summary::summary;

/// 测算并说明：what each programme pays for these answers, and why.
///
/// # Errors
/// [`Outcome::Problems`]: everything that is wrong with the answers, each at its field.
#[must_use]
pub fn assess<'a>(policy: &'a Policy, answers: &Answers) -> Outcome<Assessment<'a>> {
    match answers.check(policy, Completeness::Whole) {
        Ok(case) => Outcome::Ok(assessment(policy, &case)),
        Err(problems) => refused(policy, &problems),
    }
}

/// 接下来问什么：what is still worth asking, most telling first.
///
/// ```
/// # #[cfg(feature = "cli")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use jiuzhu::policy::file::{Common, PackFile};
/// # let file = |name| std::fs::read_to_string(format!("{}/policies/{name}", env!("CARGO_MANIFEST_DIR")));
/// # let common = Common::read(("", &file("common/diseases.toml")?), ("", &file("common/facts.toml")?)).0;
/// # let policy = PackFile::read("", &file("beijing-2023.toml")?, &common).policy.ok_or("no pack")?;
/// use jiuzhu::{Answers, Outcome, questions};
/// use serde_json::json;
///
/// // Nothing but the day is known, so who the person is changes most.
/// let answers = Answers::from(json!({ "contract": 1, "as_of": "2026-05-20" }));
/// let Outcome::Ok(questions) = questions(&policy, &answers) else { panic!("every problem, each at its field") };
/// assert_eq!(questions[0].path, "person.categories");
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "cli"))]
/// # fn main() {}
/// ```
///
/// # Errors
/// [`Outcome::Problems`], as of [`assess`]; what is only not known yet is none.
#[must_use]
pub fn questions<'a>(policy: &'a Policy, answers: &Answers) -> Outcome<Vec<Question<'a>>> {
    match answers.check(policy, Completeness::SoFar) {
        Ok(case) => Outcome::Ok(questions::questions(policy, &case)),
        Err(problems) => refused(policy, &problems),
    }
}

/// The problems of answers, in words.
#[must_use]
pub fn refused<T>(policy: &Policy, problems: &[crate::case::Problem]) -> Outcome<T> {
    Outcome::Problems(problems.iter().map(|found| problem(policy, found)).gather())
}

/// What has to be so for a reason to be met, in words.
#[cfg(feature = "roster")]
#[must_use]
pub fn reason_text<'a>(
    policy: &'a Policy,
    case: &Case,
    tried: &crate::assess::Reason<'a>,
) -> impl core::fmt::Display + 'a {
    reasons::reason(policy, case, tried).text
}

/// The first of these executed steps of a programme, in words; nothing where there is none.
#[cfg(feature = "roster")]
#[must_use]
pub fn step_text<'a>(
    policy: &'a Policy,
    case: &Case,
    program: &'a crate::policy::Program,
    steps: &[crate::assess::Executed<'a>],
) -> String {
    let Some((executed, after)) = steps.split_first() else { return String::new() };
    steps::step(policy, case, program, executed.clone(), after.first()).text.to_string()
}

/// The assessment of a checked case, in words.
#[must_use]
pub fn assessment<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let assessed = crate::assess::assess(policy, case);
    let notes = notes::notes(policy, case, &assessed);
    let crate::assess::Assessment { programs, total, bills, .. } = assessed;
    let programs = policy.programs.iter().zip(programs);
    let programs =
        programs.map(|(program, outcome)| programs::program(policy, case, program, outcome)).gather();
    Assessment {
        contract: 1,
        policy: summary::identity(policy),
        as_of: case.as_of,
        documents: programs::documents_together(&programs),
        notes,
        programs,
        total: total.into(),
        bills: bills.iter().map(BillBreakdown::from).gather(),
    }
}
