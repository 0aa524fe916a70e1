//! 项目的说法：one programme's result in words.

use super::questions::path_of;
use super::reasons::reason;
use super::report::{Deadline, DocumentItem, ForPrograms, ProgramResult, ReadingUsed, Route};
use super::steps::{citation, step};
use crate::assess::{ProgramOutcome, RouteTaken, Status};
use crate::case::Case;
use crate::lean::Gather;
use crate::policy::{Policy, Program};
use crate::vocabulary::Member;

/// A programme's result in words.
pub(super) fn program<'a>(
    policy: &'a Policy,
    case: &Case,
    program: &'a Program,
    outcome: ProgramOutcome<'a>,
) -> ProgramResult<'a> {
    let readings = outcome.readings.iter().filter_map(|&id| {
        let reading = policy.get(id)?;
        let chosen = id.among(&case.readings)?;
        let option = reading.options.get(usize::from(*chosen))?;
        Some(ReadingUsed { id: &reading.id, chosen: &option.id })
    });
    let documents = outcome.documents.iter().filter_map(|&place| {
        let wanted = program.documents.get(place)?;
        let document = policy.get(wanted.document)?;
        Some(DocumentItem {
            of: Some((wanted, 0)),
            id: &document.id,
            name: &document.name,
            form: document.form.id(),
            copies: document.copies,
            issuer: document.issuer.as_deref(),
            note: document.note.as_deref(),
            programs: ForPrograms { first: &program.id, others: Vec::new() },
        })
    });
    let (mut steps, mut left) = (Vec::new(), outcome.steps.into_iter());
    while let Some(executed) = left.next() {
        steps.push(step(policy, case, program, executed, left.as_slice().first()));
    }
    ProgramResult {
        id: &program.id,
        kind: program.kind.id(),
        name: &program.name,
        status: status(outcome.status),
        amount: outcome.amount.into(),
        steps,
        reasons: outcome.reasons.iter().map(|tried| reason(policy, case, tried)).gather(),
        missing: outcome.missing.iter().map(|&ask| path_of(policy, ask)).gather(),
        replaced_by: outcome.replaced_by.and_then(|other| policy.get(other)).map(|other| other.id.as_str()),
        readings: readings.gather(),
        documents: documents.gather(),
        route: outcome.route.and_then(|taken| route(policy, taken)),
    }
}

/// The documents of everything that is or may be payable, each once.
pub(super) fn documents_together<'a>(programs: &[ProgramResult<'a>]) -> Vec<DocumentItem<'a>> {
    let mut together: Vec<DocumentItem<'a>> = Vec::new();
    let wanted = programs
        .iter()
        .filter(|program| program.replaced_by.is_none() && program.status != status(Status::NotEligible));
    for document in wanted.flat_map(|program| &program.documents) {
        match together.iter_mut().find(|known| known.id == document.id) {
            Some(known) => {
                known.of = None;
                known.programs.others.extend(document.programs.ids());
            }
            None => together.push(document.clone()),
        }
    }
    together
}

fn route(policy: &Policy, taken: RouteTaken) -> Option<Route<'_>> {
    let route = policy.get(taken.route)?;
    let deadline = taken
        .deadline
        .zip(route.deadline.as_ref())
        .map(|((date, days_left), deadline)| Deadline { date, days_left, rule: &deadline.rule });
    Some(Route {
        kind: route.kind.id(),
        steps: &route.steps,
        place: route.place.as_deref(),
        deadline,
        citation: citation(policy, route.citation),
    })
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Eligible => "eligible",
        Status::NotEligible => "not-eligible",
        Status::Unknown => "unknown",
        Status::NotComputed => "not-computed",
    }
}
