//! 结果的各数：every amount that an assessment tells, so that two of them can be held against each other.

use jiuzhu::assess::{self, Status};
use jiuzhu::case::Completeness;
use jiuzhu::explain::{self, AmountRange, BillBreakdown, Outcome};
use jiuzhu::money::Yuan;
use jiuzhu::policy::Policy;
use serde_json::Value;

use crate::support;

/// The columns of a bill's row: total, out of scope, basic, critical, waived and other, assistance, own pay.
const COLUMNS: usize = 7;

/// Every amount of an assessment, in a fixed order: programmes, the total, then the columns of each bill's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub amounts: Vec<(Yuan, Yuan)>,
    /// Of each programme.
    pub statuses: Vec<&'static str>,
    /// What each programme asks for.
    pub missing: Vec<Vec<String>>,
}

impl Measure {
    /// None where the answers are refused.
    pub fn of(policy: &Policy, answers: &Value) -> Option<Self> {
        let Outcome::Ok(assessment) = explain::assess(policy, &support::answers(answers)) else {
            return None;
        };
        let programs = assessment.programs.iter().map(|program| program.amount);
        let amounts = amounts(programs, assessment.total, assessment.bills.clone());
        let statuses = assessment.programs.iter().map(|program| program.status).collect();
        let missing = assessment.programs.iter().map(|program| program.missing.clone()).collect();
        Some(Self { amounts, statuses, missing })
    }

    /// What one pass comes to in which nothing is told apart; none where the answers are refused.
    pub fn in_one_pass(policy: &Policy, answers: &Value) -> Option<Self> {
        let case = support::answers(answers).check(policy, Completeness::Whole).ok()?;
        let assessed = assess::so_far(policy, &case);
        let programs = assessed.programs.iter().map(|program| program.amount.into());
        let rows = assessed.bills.iter().map(BillBreakdown::from).collect();
        let amounts = amounts(programs, assessed.total.into(), rows);
        let status = |status| match status {
            Status::Eligible => "eligible",
            Status::NotEligible => "not-eligible",
            Status::Unknown => "unknown",
            Status::NotComputed => "not-computed",
        };
        let statuses = assessed.programs.iter().map(|program| status(program.status)).collect();
        Some(Self { amounts, statuses, missing: Vec::new() })
    }

    pub fn is_exact(&self) -> bool {
        self.amounts.iter().all(|(least, most)| least == most)
    }

    pub fn total(&self) -> (Yuan, Yuan) {
        self.amounts[self.statuses.len()]
    }

    /// The rows, in the order of the answers.
    pub fn rows(&self) -> impl Iterator<Item = &[(Yuan, Yuan)]> {
        self.amounts[self.statuses.len() + 1..].chunks(COLUMNS)
    }
}

/// In the order of a measure, whatever the order of the rows.
fn amounts(
    programs: impl Iterator<Item = AmountRange>,
    total: AmountRange,
    mut rows: Vec<BillBreakdown>,
) -> Vec<(Yuan, Yuan)> {
    rows.sort_by_key(|row| row.index);
    let rows = rows.iter().flat_map(|row| {
        [
            row.total,
            row.out_of_scope,
            row.basic,
            row.critical,
            row.waived_and_other,
            row.assistance,
            row.self_pay,
        ]
    });
    programs.chain([total]).chain(rows).map(|range| (range.min, range.max)).collect()
}
