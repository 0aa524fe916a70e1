//! 走到没有：which figures, conditions, readings and documents no worked case would notice if they were wrong.
//!
//! Each figure and each condition is changed, one at a time, and the worked cases are run again: where not one result
//! differs, no case exercises it. Then the rules are written wrong in small ways, and some case has to come out
//! otherwise than it expects, unless the change makes no difference to any of the cases told a little otherwise.

use core::fmt;
use std::collections::BTreeSet;

use super::changes;
use super::place::Place;
use super::probe::Probe;
use super::spots::{self, Figure};
use super::trial::Trial;
use crate::document::Span;
use crate::lean::put_in_order;
use crate::money::{Ratio, Yuan};
use crate::policy::file::{Common, Key, PackFile, line_and_column};
use crate::policy::{Condition, DiseaseSet, Document, Parameter, ParameterUnit, Policy, Reading, Test};

/// 没有例子走到的一处.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncovered {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The letter in the line, from 1.
    pub column: usize,
    /// 数字、条件、写法、病种、读法 or 材料.
    pub kind: &'static str,
    /// Where, and what in it.
    pub place: String,
    /// Of several packs in the file, in which.
    pub which: String,
    /// What example would notice, where one was found.
    pub hint: String,
}

impl fmt::Display for Uncovered {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, kind, place, which, hint } = self;
        write!(out, "{file}:{line}:{column}: 没有例子走到[{kind}] {place}{which}{hint}")
    }
}

/// Each thing that no case of a pack exercises. What it took over from another pack is for the cases of that one.
#[must_use]
pub fn uncovered(pack: &PackFile, policy: &Policy, common: &Common) -> Vec<Uncovered> {
    let mut trial = Trial::of(pack, policy);
    let mut found = Found { pack, policy, all: Vec::new() };
    let around = around_figures(policy);
    for (place, what, changed) in figures_changed(policy) {
        let Some(at) = found.own(&place) else { continue };
        if !trial.fails(&changed)
            && let Some(probed) = around.tells_apart(pack, policy, &changed)
        {
            found.tell(at, "数字", &place, &what, trial.unwritten(&changed).unwrap_or(probed));
        }
    }
    for (place, changed) in changed_parameters(policy) {
        let Some(at) = found.own(&place) else { continue };
        if !trial.fails_anew(&changed) {
            found.tell(at, "数字", &place, "", String::new());
        }
    }
    for (place, disease, what, changed) in changed_lists(policy, common) {
        let at =
            pack.places.of_word(&place.path, &disease).unwrap_or_else(|| pack.places.of_path(&place.path));
        let probe = Probe::Illness(disease);
        if pack.wrote(&at)
            && !trial.fails(&changed)
            && let Some(probed) = probe.tells_apart(pack, policy, &changed)
        {
            found.tell(at, "病种", &Place::default(), &what, probed);
        }
    }
    let used = trial.readings_used();
    for (place, test, changed) in changed_conditions(policy) {
        // The readings of what is covered, asked of whom the programme is for, are told below.
        if !is_written(pack, &place) {
            continue;
        }
        let Some(at) = found.own(&place) else { continue };
        if changed.iter().any(|changed| trial.notices(changed)) {
            continue;
        }
        let what = found.written(&place).unwrap_or_default();
        let unwritten = changed.iter().find_map(|changed| trial.unwritten(changed));
        let probed = || {
            let probes = Probe::of_test(&test.kind, policy);
            let mut pairs =
                probes.iter().flat_map(|probe| changed.iter().map(move |changed| (probe, changed)));
            pairs.find_map(|(probe, changed)| probe.tells_apart(pack, policy, changed))
        };
        let general = || "；补一个符合这一项、一个不符合的例子，别的都一样".to_owned();
        found.tell(at, "条件", &place, &what, unwritten.or_else(probed).unwrap_or_else(general));
    }
    for number in 0.. {
        let Some(changed) = changes::changed(policy, number) else { break };
        let Some(at) = found.own(&changed.place) else { continue };
        if !trial.fails(&changed.policy)
            && let Some(probed) = changed.probe.tells_apart(pack, policy, &changed.policy)
        {
            let hint = trial.unwritten(&changed.policy).unwrap_or(probed);
            found.tell(at, "写法", &changed.place, &changed.what, hint);
        }
    }
    for (id, reading) in policy.each::<Reading>() {
        for (place, option) in
            (0_u8..).zip(&reading.options).filter(|(place, _)| !used.contains(&(id, *place)))
        {
            let place = Place::item("readings", id.place()).within("options", usize::from(place));
            let Some(at) = found.own(&place) else { continue };
            let (reading, option) = (&reading.id, &option.id);
            let hint = format!("；补一个用得到它的例子，写 readings = {{ {reading} = \"{option}\" }}");
            found.tell(at, "读法", &place, &format!("{reading} = {option}"), hint);
        }
    }
    let wanted = trial.documents_wanted(policy);
    for (id, document) in policy.each::<Document>() {
        let place = Place::item("documents", id.place());
        let Some(at) = found.own(&place).filter(|_| !wanted.contains(&id)) else { continue };
        let hint = "；补一个能得到、要带它的例子".to_owned();
        found.tell(at, "材料", &place, &format!("{}（{}）", document.id, document.name), hint);
    }
    put_in_order(&mut found.all, |one| (one.line, one.column));
    found.all
}

/// What was found, and in which pack.
struct Found<'a> {
    pack: &'a PackFile,
    policy: &'a Policy,
    all: Vec<Uncovered>,
}

impl Found<'_> {
    /// Where it stands in the pack's own file; none where it was taken over.
    fn own(&self, place: &Place) -> Option<Span> {
        let places = &self.pack.places;
        // A class may be taken over where its use was not.
        let test = place.test.and_then(|test| places.tests(&place.path).get(test).cloned());
        test.into_iter().chain([places.of_path(&place.path)]).find(|at| self.pack.wrote(at))
    }

    /// How the test of a condition is written, as a pack has it.
    fn written(&self, place: &Place) -> Option<String> {
        let at = self.pack.places.tests(&place.path).get(place.test?)?;
        let text = self.pack.text.get(at.clone())?;
        // The name of the field stands in what is said before.
        let text = text.get(text.find('{').unwrap_or(0)..).unwrap_or(text);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let cut: String = text.chars().take(LONGEST).collect();
        let more = if cut.len() < text.len() { "……" } else { "" };
        Some(format!("：{cut}{more}"))
    }

    fn tell(&mut self, at: Span, kind: &'static str, place: &Place, what: &str, hint: String) {
        let (line, column) = line_and_column(&self.pack.text, at.start);
        let which = super::which(self.pack, self.policy);
        let place = format!("{}{what}", place.words(self.policy));
        self.all.push(Uncovered { file: self.pack.file.clone(), line, column, kind, place, which, hint });
    }
}

/// Of a condition as it is written, no more than so many letters.
const LONGEST: usize = 80;

/// Whether a pack writes a test of whom a programme is for. The policy asks of them each reading of what is covered as
/// well, so that a result says which was taken.
fn is_written(pack: &PackFile, place: &Place) -> bool {
    let is_who = matches!(place.path.as_slice(), [Key::Field("programs"), _, Key::Field("who")]);
    !is_who || place.test.is_none_or(|test| test < pack.places.tests(&place.path).len())
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

/// Each figure that a pack did not take over from another, by words for its place, with the policy in which it is another.
#[must_use]
pub fn changed_figures(pack: &PackFile, policy: &Policy) -> Vec<(String, Policy)> {
    let found = Found { pack, policy, all: Vec::new() };
    let told = |(place, what, changed): (Place, String, Policy)| (place.words(policy) + &what, changed);
    figures_changed(policy).filter(|(place, ..)| found.own(place).is_some()).map(told).collect()
}

/// Each figure by its place and by what it is, with the policy in which it is another.
fn figures_changed(policy: &Policy) -> impl Iterator<Item = (Place, String, Policy)> {
    let mut places = Vec::new();
    spots::figures(&mut policy.clone(), &mut |place, figure| places.push((place.clone(), figure.now())));
    places.into_iter().enumerate().map(|(wanted, (place, what))| {
        let mut changed = policy.clone();
        let mut index = 0;
        spots::figures(&mut changed, &mut |_, figure| {
            if index == wanted {
                alter(figure);
            }
            index += 1;
        });
        (place, what, changed)
    })
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
fn changed_parameters(policy: &Policy) -> Vec<(Place, Policy)> {
    let places = policy.parameters.iter().enumerate().filter(|(_, parameter)| parameter.value().is_some());
    let change = |(place, _): (usize, &Parameter)| {
        let mut changed = policy.clone();
        match changed.parameters.get_mut(place).map(|parameter| &mut parameter.unit) {
            Some(ParameterUnit::Yuan(.., Some(value))) => alter(Figure::Amount(value)),
            Some(ParameterUnit::Percent(.., Some(value))) => alter(Figure::Share(value)),
            _ => {}
        }
        (Place::item("parameters", place).field("value"), changed)
    };
    places.map(change).collect()
}

/// Each list without one of its diseases and the kinds of it; what is only a kind of another on it is not looked at.
fn changed_lists(policy: &Policy, common: &Common) -> Vec<(Place, String, String, Policy)> {
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
                    let what = format!("“{}”里的{}", named.name, disease.name);
                    all.push((Place::item("lists", list).field("items"), disease.id.clone(), what, changed));
                }
            }
        }
    }
    all
}

/// Each test, held for true and for false.
fn changed_conditions(policy: &Policy) -> impl Iterator<Item = (Place, Test, [Policy; 2])> {
    let mut tests = Vec::new();
    spots::conditions(&mut policy.clone(), &mut |place, condition| {
        spots::each_test(condition, &mut |number, test| tests.push((place.with_test(number), test.clone())));
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
    tests
        .into_iter()
        .enumerate()
        .map(move |(wanted, (place, test))| (place, test, [hold(wanted, true), hold(wanted, false)]))
}
