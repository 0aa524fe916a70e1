//! 拟一个例子：for a figure that no worked case would notice, somebody whose amount it changes.

use serde::Serialize;

use super::tries::{Try, reading_as};
use crate::case::Answers;
use crate::check;
use crate::document::{Data, Node};
use crate::explain::{self, Outcome};
use crate::money::Yuan;
use crate::policy::Policy;
use crate::policy::file::{Common, PackFile};

/// 没有例子的: of so many figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposals {
    /// How many figures the pack has, each moved a little to see whether an example notices.
    pub figures: usize,
    /// How many of them no example notices.
    pub unnoticed: usize,
    /// These, and what else no example exercises.
    pub found: Vec<Proposal>,
}

/// 没有例子的一处, and an example that would exercise it, where one was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// What and where, as the check tells it.
    pub place: String,
    /// The example.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<ProposedCase>,
}

/// 拟的例子: what comes out is for the author to find in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProposedCase {
    /// The programme.
    pub program: String,
    /// Who.
    pub people: String,
    /// What kind of bill.
    pub care: String,
    /// What is left to pay.
    pub total: String,
    /// Figures that the place fills in, readings and questions: an id and what is chosen, one after the other.
    pub chosen: Vec<String>,
}

/// Everything that no worked case exercises, with an example for each figure and each reading.
#[must_use]
pub fn proposals(pack: &PackFile, policy: &Policy, tries: &[Try], common: &Common) -> Proposals {
    let people = candidates(policy, tries);
    let before: Vec<_> = people.iter().map(|(one, answers, _, _)| amount(policy, one, answers)).collect();
    let mut found = Vec::new();
    let worked: Vec<Answers> = pack.cases.iter().map(|case| Answers::from(case.answers.clone())).collect();
    let told: Vec<_> = worked.iter().map(|answers| amounts(policy, answers)).collect();
    let changed = check::changed_figures(pack, policy);
    let figures = changed.len();
    for (place, changed) in changed {
        if worked.iter().zip(&told).any(|(answers, told)| amounts(&changed, answers) != *told) {
            continue;
        }
        let differs = people.iter().zip(&before).find(|((one, answers, _, _), before)| {
            before.is_some() && amount(&changed, one, answers) != **before
        });
        let case = differs.map(|((one, _, at, chosen), _)| proposed(one, *at, chosen.clone()));
        found.push(Proposal { place, case });
    }
    let unnoticed = found.len();
    let others = check::uncovered(pack, policy, common);
    for other in others.iter().filter(|other| other.kind != "数字") {
        let line = format!("{}：{}", other.kind, other.place);
        let case = policy.readings.iter().find_map(|reading| {
            let option = reading
                .options
                .iter()
                .find(|option| line == format!("读法：{} = {}", reading.id, option.id))?;
            let (one, _, at, open) =
                people.iter().find(|(_, answers, _, _)| used(policy, answers, &reading.id))?;
            let others = open.chunks(2).filter(|pair| pair.first() != Some(&reading.id)).flatten().cloned();
            Some(proposed(one, *at, others.chain([reading.id.clone(), option.id.clone()]).collect()))
        });
        found.push(Proposal { place: line, case });
    }
    Proposals { figures, unnoticed, found }
}

type Candidate<'t> = (&'t Try, Answers, Yuan, Vec<String>);

/// People with amounts around each place where something changes, by each reading.
fn candidates<'t>(policy: &Policy, tries: &'t [Try]) -> Vec<Candidate<'t>> {
    let mut found: Vec<Candidate<'t>> = Vec::new();
    for one in tries {
        let round = |at: Yuan| at + Yuan::whole(1000);
        let mut at: Vec<Yuan> = one.edges.iter().flat_map(|(edge, _)| [round(*edge), *edge]).collect();
        // What other programmes pay first is not known here: large bills reach the limits all the same.
        let usual: &[u32] = if one.care.is_empty() { &[400] } else { &[10_000, 100_000, 500_000] };
        at.extend(usual.iter().map(|yuan| Yuan::whole(*yuan)));
        for at in at {
            for (way, answers) in one.answers.iter().enumerate() {
                let told = one.with(answers, at);
                let answered = one.questions.iter().flat_map(|id| [id.clone(), (way == 1).to_string()]);
                let open: Vec<String> = parameters(&told).into_iter().chain(answered).collect();
                found.push((one, Answers::from(told.clone()), at, open.clone()));
                for reading in &policy.readings {
                    for option in &reading.options {
                        let chosen = [vec![reading.id.clone(), option.id.clone()], open.clone()].concat();
                        found.push((
                            one,
                            Answers::from(reading_as(&told, &reading.id, &option.id)),
                            at,
                            chosen,
                        ));
                    }
                }
            }
        }
    }
    found
}

fn parameters(answers: &Node) -> Vec<String> {
    let Data::Table(fields) = &answers.data else { return Vec::new() };
    let Some((_, Node { data: Data::Table(values), .. })) =
        fields.iter().find(|(name, _)| name == "parameters")
    else {
        return Vec::new();
    };
    let pair = |(id, node): &(String, Node)| match &node.data {
        Data::Text(text) => vec![id.clone(), text.clone()],
        _ => Vec::new(),
    };
    values.iter().flat_map(pair).collect()
}

/// What each programme comes to.
fn amounts(policy: &Policy, answers: &Answers) -> Option<Vec<(Yuan, Yuan)>> {
    let Outcome::Ok(found) = explain::assess(policy, answers) else { return None };
    Some(found.programs.iter().map(|program| (program.amount.min, program.amount.max)).collect())
}

fn amount(policy: &Policy, one: &Try, answers: &Answers) -> Option<(Yuan, Yuan)> {
    let Outcome::Ok(found) = explain::assess(policy, answers) else { return None };
    let result = found.programs.iter().find(|result| result.id == one.program)?;
    Some((result.amount.min, result.amount.max))
}

fn used(policy: &Policy, answers: &Answers, reading: &str) -> bool {
    let Outcome::Ok(found) = explain::assess(policy, answers) else { return false };
    found.programs.iter().flat_map(|program| &program.readings).any(|used| used.id == reading)
}

fn proposed(one: &Try, at: Yuan, chosen: Vec<String>) -> ProposedCase {
    ProposedCase {
        program: one.program.clone(),
        people: one.people.clone(),
        care: one.care.clone(),
        total: at.to_string(),
        chosen,
    }
}
