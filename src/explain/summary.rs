//! 政策包概要.

use super::report::{
    ParameterSummary, PolicyIdentity, PolicySummary, ProgramName, QuestionOption, ReadingSummary,
};
use super::steps::citation;
use crate::lean::Gather;
use crate::policy::{ParameterUnit, Policy};
use crate::vocabulary::Member;

/// What a policy is, which programmes it has, and what it leaves to be chosen.
#[must_use]
pub fn summary(policy: &Policy) -> PolicySummary {
    let programs = policy.programs.iter().map(|program| ProgramName {
        id: program.id.clone(),
        kind: program.kind.id(),
        name: program.name.clone(),
    });
    let parameters = policy.parameters.iter().map(|parameter| {
        let (unit, [min, max, value]) = match &parameter.unit {
            ParameterUnit::Yuan(min, max, value) => {
                ("yuan", [min, max, value].map(|figure| figure.map(|figure| figure.to_string())))
            }
            ParameterUnit::Percent(min, max, value) => {
                ("percent", [min, max, value].map(|figure| figure.map(|figure| figure.to_string())))
            }
        };
        ParameterSummary { id: parameter.id.clone(), label: parameter.label.clone(), unit, min, max, value }
    });
    let readings = policy.readings.iter().map(|reading| {
        let options = reading.options.iter().map(|option| QuestionOption {
            id: option.id.clone(),
            text: option.text.clone(),
            help: None,
        });
        let default = reading.options.get(usize::from(reading.default));
        ReadingSummary {
            id: reading.id.clone(),
            question: reading.question.clone(),
            options: options.gather(),
            default: default.map(|option| option.id.clone()).unwrap_or_default(),
            citation: citation(policy, reading.citation),
        }
    });
    PolicySummary {
        id: policy.id.clone(),
        title: policy.title.clone(),
        region: policy.region.clone(),
        region_code: policy.region_code.clone(),
        region_inferred: policy.region_inferred,
        from: policy.period.from,
        until: policy.period.until,
        version: policy.version.clone(),
        digest: policy.digest.clone(),
        status: policy.status.id(),
        checked_on: policy.checked_on,
        programs: programs.gather(),
        parameters: parameters.gather(),
        readings: readings.gather(),
    }
}

/// Which policy a result comes from.
pub(super) fn identity(policy: &Policy) -> PolicyIdentity {
    PolicyIdentity {
        id: policy.id.clone(),
        title: policy.title.clone(),
        version: policy.version.clone(),
        digest: policy.digest.clone(),
        from: policy.period.from,
        until: policy.period.until,
        status: policy.status.id(),
        checked_on: policy.checked_on,
    }
}
