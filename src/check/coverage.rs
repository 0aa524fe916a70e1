//! 走到没有：which figures, conditions, readings and documents no worked case would notice if they were wrong.
//!
//! Each figure and each condition is changed, one at a time, and the worked cases are run again: where not one result
//! differs, no case exercises it. Then the rules are written wrong in small ways, and some case has to come out
//! otherwise than it expects, unless the change makes no difference to any of the cases told a little otherwise.

use std::collections::BTreeSet;

use super::spots::{self, Figure};
use super::{changes, worked};
use crate::case::Answers;
use crate::explain::{self, Assessment, Outcome};
use crate::money::{Ratio, Yuan};
use crate::policy::file::PackFile;
use crate::policy::{Condition, Policy};

/// One line for each thing that no case of a pack exercises.
#[must_use]
pub fn uncovered(pack: &PackFile, policy: &Policy) -> Vec<String> {
    let answers: Vec<Answers> = pack.cases.iter().map(|case| Answers(case.answers.clone())).collect();
    let told = run(policy, &answers);
    let mut lines = Vec::new();
    let mut say =
        |what: &str, place: &str| lines.push(format!("{}: 没有例子走到[{what}] {place}", pack.file));

    for (place, changed) in changed_figures(policy) {
        let differs =
            answers.iter().zip(&told).any(|(answers, told)| explain::assess(&changed, answers) != *told);
        if !differs {
            say("数字", &place);
        }
    }
    let bare: Vec<_> = told.iter().map(without_reasons).collect();
    for (place, changed) in changed_conditions(policy) {
        let differs = answers.iter().zip(&bare).any(|(answers, bare)| {
            changed.iter().any(|changed| without_reasons(&explain::assess(changed, answers)) != *bare)
        });
        if !differs {
            say("条件", &place);
        }
    }
    for number in 0.. {
        let Some(changed) = changes::changed(policy, number) else { break };
        if worked::passes(pack, &changed.policy) && changed.probe.tells_apart(pack, policy, &changed.policy) {
            say("写法", &changed.place);
        }
    }
    let assessments: Vec<&Assessment> = told
        .iter()
        .filter_map(|outcome| match outcome {
            Outcome::Ok(assessment) => Some(assessment),
            Outcome::Problems(_) => None,
        })
        .collect();
    let programs = || assessments.iter().flat_map(|assessment| &assessment.programs);
    let used: BTreeSet<(&str, &str)> = programs()
        .flat_map(|program| &program.readings)
        .map(|reading| (reading.id, reading.chosen))
        .collect();
    for reading in &policy.readings {
        for option in
            reading.options.iter().filter(|option| !used.contains(&(reading.id.as_str(), option.id.as_str())))
        {
            say("读法", &format!("{} = {}", reading.id, option.id));
        }
    }
    let wanted: BTreeSet<&str> =
        programs().flat_map(|program| &program.documents).map(|document| document.id).collect();
    for document in policy.documents.iter().filter(|document| !wanted.contains(document.id.as_str())) {
        say("材料", &format!("{}（{}）", document.id, document.name));
    }
    lines
}

fn run<'a>(policy: &'a Policy, answers: &[Answers]) -> Vec<Outcome<Assessment<'a>>> {
    answers.iter().map(|answers| explain::assess(policy, answers)).collect()
}

/// What a case comes to, without what was tried on the way.
fn without_reasons<'a>(outcome: &Outcome<Assessment<'a>>) -> Outcome<Assessment<'a>> {
    let mut outcome = outcome.clone();
    if let Outcome::Ok(assessment) = &mut outcome {
        for program in &mut assessment.programs {
            program.reasons.clear();
        }
    }
    outcome
}

/// Each figure by its place, with the policy in which it is another.
#[must_use]
pub fn changed_figures(policy: &Policy) -> Vec<(String, Policy)> {
    let mut places = Vec::new();
    spots::figures(&mut policy.clone(), &mut |place, _| places.push(place.to_owned()));
    let change = |(wanted, place): (usize, String)| {
        let mut changed = policy.clone();
        let mut index = 0;
        spots::figures(&mut changed, &mut |_, figure| {
            if index == wanted {
                alter(figure);
            }
            index += 1;
        });
        (place, changed)
    };
    places.into_iter().enumerate().map(change).collect()
}

fn alter(figure: Figure<'_>) {
    match figure {
        Figure::Amount(amount) => *amount = *amount + Yuan::whole(1),
        // Half has itself for its rest.
        Figure::Share(share) if share.rest() == *share => *share = Ratio::ONE,
        Figure::Share(share) => *share = share.rest(),
        Figure::Count(count) => *count += 1,
    }
}

/// Each test held for true and for false.
fn changed_conditions(policy: &Policy) -> Vec<(String, [Policy; 2])> {
    let mut places = Vec::new();
    spots::conditions(&mut policy.clone(), &mut |place, condition| {
        let mut number = 0;
        spots::each_leaf(condition, &mut |_| {
            number += 1;
            places.push(format!("{place}第 {number} 项"));
        });
    });
    let hold = |wanted: usize, truth: bool| {
        let mut changed = policy.clone();
        let mut index = 0;
        spots::conditions(&mut changed, &mut |_, condition| {
            spots::each_leaf(condition, &mut |leaf| {
                if index == wanted {
                    *leaf = if truth { Condition::ALWAYS } else { Condition::Any(Vec::new()) };
                }
                index += 1;
            });
        });
        changed
    };
    places
        .into_iter()
        .enumerate()
        .map(|(wanted, place)| (place, [hold(wanted, true), hold(wanted, false)]))
        .collect()
}
