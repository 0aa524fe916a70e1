//! 走到没有：which figures, conditions, readings and documents no worked case would notice if they were wrong.
//!
//! Each figure and each condition is changed, one at a time, and the worked cases are run again: where not one result
//! differs, no case exercises it. Then the rules are written wrong in small ways, and some case has to come out
//! otherwise than it expects, unless the change makes no difference to any of the cases told a little otherwise.

use std::collections::BTreeSet;

use super::changes;
use super::probe::Probe;
use super::spots::{self, Figure};
use super::trial::Trial;
use crate::case::Answers;
use crate::explain::{self, Assessment, Outcome};
use crate::money::{Ratio, Yuan};
use crate::policy::file::{Common, PackFile};
use crate::policy::{Condition, DiseaseSet, Parameter, ParameterUnit, Policy};

/// One line for each thing that no case of a pack exercises.
#[must_use]
pub fn uncovered(pack: &PackFile, policy: &Policy, common: &Common) -> Vec<String> {
    let mut trial = Trial::of(pack, policy);
    let mut lines = Vec::new();
    let mut say =
        |what: &str, place: &str| lines.push(format!("{}: 没有例子走到[{what}] {place}", pack.file));

    let around = around_figures(policy);
    for (place, changed) in changed_figures(policy) {
        if !trial.fails(&changed) && around.tells_apart(pack, policy, &changed) {
            say("数字", &place);
        }
    }
    for (place, changed) in changed_parameters(policy) {
        if !trial.fails_anew(&changed) {
            say("数字", &place);
        }
    }
    for (disease, place, changed) in changed_lists(policy, common) {
        if !trial.fails(&changed) && Probe::Illness(disease).tells_apart(pack, policy, &changed) {
            say("病种", &place);
        }
    }
    for (place, changed) in changed_conditions(policy) {
        if !changed.iter().any(|changed| trial.notices(changed)) {
            say("条件", &place);
        }
    }
    for number in 0.. {
        let Some(changed) = changes::changed(policy, number) else { break };
        if !trial.fails(&changed.policy) && changed.probe.tells_apart(pack, policy, &changed.policy) {
            say("写法", &changed.place);
        }
    }
    let answers: Vec<Answers> = pack.cases.iter().map(|case| Answers::from(case.answers.clone())).collect();
    let told = run(policy, &answers);
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

/// Bills at each amount of the policy, and a little above.
fn around_figures(policy: &Policy) -> Probe {
    let mut amounts = BTreeSet::new();
    spots::figures(&mut policy.clone(), &mut |_, figure| {
        if let Figure::Amount(amount) = figure {
            amounts.extend([*amount, *amount + Yuan::fen(1), *amount + Yuan::whole(1)]);
        }
    });
    Probe::Total(amounts.into_iter().collect())
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

/// Each figure that the pack gives for a parameter.
fn changed_parameters(policy: &Policy) -> Vec<(String, Policy)> {
    let places = policy.parameters.iter().enumerate().filter(|(_, parameter)| parameter.value().is_some());
    let change = |(place, parameter): (usize, &Parameter)| {
        let mut changed = policy.clone();
        match changed.parameters.get_mut(place).map(|parameter| &mut parameter.unit) {
            Some(ParameterUnit::Yuan(.., Some(value))) => alter(Figure::Amount(value)),
            Some(ParameterUnit::Percent(.., Some(value))) => alter(Figure::Share(value)),
            _ => {}
        }
        (format!("参数 {}", parameter.id), changed)
    };
    places.map(change).collect()
}

/// Each list without one of its diseases and the kinds of it; what is only a kind of another on it is not looked at.
fn changed_lists(policy: &Policy, common: &Common) -> Vec<(String, String, Policy)> {
    let kinds = |place: usize| common.diseases.get(place).map(|disease| disease.kinds).unwrap_or_default();
    let mut all = Vec::new();
    for (list, named) in policy.lists.iter().enumerate() {
        for (item, listed) in named.items.iter().enumerate() {
            let is_kind = |place: usize, of: usize| kinds(of).meets(DiseaseSet::default().with(place));
            let of_another =
                |place: usize| listed.diseases.places().any(|other| other != place && is_kind(place, other));
            let roots: Vec<usize> = listed.diseases.places().filter(|place| !of_another(*place)).collect();
            for &root in &roots {
                let others = roots.iter().filter(|other| **other != root);
                let kept = others.fold(DiseaseSet::default(), |kept, other| kept.and(kinds(*other)));
                let mut changed = policy.clone();
                if let Some(item) = changed.lists.get_mut(list).and_then(|list| list.items.get_mut(item)) {
                    let left =
                        item.diseases.places().filter(|place| kept.meets(DiseaseSet::default().with(*place)));
                    item.diseases = left.fold(DiseaseSet::default(), DiseaseSet::with);
                }
                if let Some(disease) = common.diseases.get(root) {
                    all.push((disease.id.clone(), format!("“{}”里的{}", named.name, disease.name), changed));
                }
            }
        }
    }
    all
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
