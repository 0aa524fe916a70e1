//! 政策包概要.

use super::report::{
    ParameterSummary, PolicyIdentity, PolicySummary, ProgramName, QuestionOption, ReadingSummary,
};
use super::steps::citation;
use crate::lean::Gather;
use crate::policy::{ParameterUnit, Policy};
use crate::say::{Say, said};
use crate::vocabulary::Member;

/// What a policy is, which programmes it has, and what it leaves to be chosen.
#[must_use]
pub fn summary(policy: &Policy) -> PolicySummary<'_> {
    let programs = policy.programs.iter().map(|program| ProgramName {
        id: &program.id,
        kind: program.kind.id(),
        name: &program.name,
    });
    let parameters = policy.parameters.iter().map(|parameter| {
        let (unit, min, max, value) = match &parameter.unit {
            ParameterUnit::Yuan(min, max, value) => ("yuan", text(*min), text(*max), text(*value)),
            ParameterUnit::Percent(min, max, value) => ("percent", text(*min), text(*max), text(*value)),
        };
        ParameterSummary { id: &parameter.id, label: &parameter.label, unit, min, max, value }
    });
    let readings = policy.readings.iter().map(|reading| {
        let options = reading.options.iter().map(|option| QuestionOption {
            id: &option.id,
            text: &option.text,
            help: None,
        });
        let default = reading.options.get(usize::from(reading.default));
        ReadingSummary {
            id: &reading.id,
            question: &reading.question,
            options: options.gather(),
            default: default.map_or("", |option| option.id.as_str()),
            citation: citation(policy, reading.citation),
        }
    });
    PolicySummary {
        id: &policy.id,
        title: &policy.title,
        region: &policy.region,
        region_code: policy.region_code.as_deref(),
        region_inferred: policy.region_inferred,
        from: policy.period.from,
        until: policy.period.until,
        version: &policy.version,
        digest: &policy.digest,
        status: policy.status.id(),
        checked_on: policy.checked_on,
        programs: programs.gather(),
        parameters: parameters.gather(),
        readings: readings.gather(),
    }
}

fn text(figure: Option<impl Say>) -> Option<String> {
    figure.map(|figure| said!(figure))
}

/// Which policy a result comes from.
pub(super) fn identity(policy: &Policy) -> PolicyIdentity<'_> {
    PolicyIdentity {
        of: Some((policy, 0)),
        id: &policy.id,
        title: &policy.title,
        version: &policy.version,
        digest: &policy.digest,
        from: policy.period.from,
        until: policy.period.until,
        status: policy.status.id(),
        checked_on: policy.checked_on,
    }
}
