//! 例子一张表：what each worked case of a pack expects, and what comes out.

use serde::Serialize;

use super::worked;
use crate::case::Answers;
use crate::explain::{self, Outcome};
use crate::money::Yuan;
use crate::policy::Policy;
use crate::policy::file::{PackFile, WorkedCase};

/// 一个例子, tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseRow {
    /// 名称.
    pub name: String,
    /// Where what is expected comes from.
    pub source: String,
    /// Where it stands, in bytes.
    pub at: usize,
    /// Whether it comes out as expected.
    pub passes: bool,
    /// The amounts.
    pub amounts: Vec<CaseAmount>,
}

/// What is expected of a programme, and what comes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseAmount {
    /// Its id.
    pub program: String,
    /// As the case says; empty where it says no amount.
    pub expected: String,
    /// As it comes out; empty where the answers are refused.
    pub found: String,
}

/// Every worked case of a pack, tried.
#[must_use]
pub fn case_table(pack: &PackFile, policy: &Policy) -> Vec<CaseRow> {
    pack.cases.iter().map(|case| row(case, policy)).collect()
}

fn row(case: &WorkedCase, policy: &Policy) -> CaseRow {
    let outcome = explain::assess(policy, &Answers::from(case.answers.clone()));
    let found = |program: &str| match &outcome {
        Outcome::Ok(assessment) => {
            let result = assessment.programs.iter().find(|result| result.id == program);
            result.map_or_else(String::new, |result| range(result.amount.min, result.amount.max))
        }
        Outcome::Problems(_) => String::new(),
    };
    let amounts = case.expected.iter().map(|expected| CaseAmount {
        program: expected.program.clone(),
        expected: expected.amount.map_or_else(String::new, |(min, max)| range(min, max)),
        found: found(&expected.program),
    });
    CaseRow {
        name: case.name.clone(),
        source: case.source.clone(),
        at: case.at.start,
        passes: worked::passes(case, &outcome),
        amounts: amounts.collect(),
    }
}

fn range(min: Yuan, max: Yuan) -> String {
    if min == max { min.to_string() } else { format!("{min}–{max}") }
}
