//! 不重复享受：which of the programmes that exclude each other are paid.
//!
//! A choice is a set of programmes of which no two exclude each other. It leaves nobody out without cause: whoever is
//! left out is excluded by one that is in, and by one that the rule prefers where it prefers one. Of several choices
//! the one that pays most is taken, so two programmes together may stand against a third (就高不就低).

use super::line::Line;
use super::outcome::{Executed, Status, Taken};
use crate::case::Case;
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Exclusion, Policy, Winner};

/// Lines by their places, as bits.
type Set = u32;

/// More lines than any unit has; beyond it every one of them may be the one that is paid.
const MOST_LINES: usize = 10;

/// Two lines that exclude each other; `one` stands first in the rule.
struct Conflict<'a> {
    one: usize,
    other: usize,
    exclusion: &'a Exclusion,
}

/// What a line pays at least and at most; nobody knows how much where a figure is lacking.
struct Worth {
    least: Yuan,
    most: Option<Yuan>,
}

struct Rivalry<'a> {
    conflicts: Vec<Conflict<'a>>,
    worths: Vec<Worth>,
}

/// Settles which of the lines are paid, and returns the pairs of which it is still open which one is.
pub(super) fn exclude<'a>(policy: &'a Policy, case: &Case, lines: &mut [Line<'a>]) -> Vec<(usize, usize)> {
    let conflicts = conflicts(policy, lines);
    if !conflicts.is_empty() && lines.len() <= MOST_LINES {
        let worths = lines.iter().map(worth).gather();
        settle(&Rivalry { conflicts, worths }, case, lines);
    }
    let is_open = |at: usize| lines.get(at).is_some_and(Line::is_open);
    let pairs = self::conflicts(policy, lines).into_iter().map(|conflict| (conflict.one, conflict.other));
    pairs.filter(|&(one, other)| is_open(one) && is_open(other)).gather()
}

fn conflicts<'a>(policy: &'a Policy, lines: &[Line<'_>]) -> Vec<Conflict<'a>> {
    let mut conflicts = Vec::new();
    for exclusion in &policy.exclusions {
        let line_of = |place: &u16| lines.iter().position(|line| line.place == usize::from(*place));
        let members: Vec<usize> = exclusion.programs.iter().filter_map(line_of).gather();
        for (rank, &one) in members.iter().enumerate() {
            let after = members.iter().skip(rank + 1);
            conflicts.extend(after.map(|&other| Conflict { one, other, exclusion }));
        }
    }
    conflicts
}

/// Of some bills it may be computed although it is not of others, and that much it surely pays.
fn worth(line: &Line<'_>) -> Worth {
    let lacks = line.reckoned.status != Status::Eligible && line.reckoned.may_lack_figure;
    let paid = line.reckoned.if_paid;
    Worth { least: paid.min(), most: (!lacks).then_some(paid.max()) }
}

fn settle<'a>(rivalry: &Rivalry<'a>, case: &Case, lines: &mut [Line<'a>]) {
    let set_of = |wanted: &dyn Fn(&Line<'_>) -> bool| {
        let wanted = lines.iter().enumerate().filter(|(_, line)| wanted(line));
        wanted.fold(0, |set: Set, (at, _)| set | 1 << at)
    };
    let enjoyed = |line: &Line<'_>| case.received.get(line.place).is_some_and(|received| !received.is_zero());
    let lacks = |line: &Line<'_>| worth(line).most.is_none();
    let applies = |line: &Line<'_>| matches!(line.reckoned.status, Status::Eligible | Status::NotComputed);
    let paid = set_of(&|line| {
        enjoyed(line) || (line.is_open() && applies(line) && !line.reckoned.if_paid.min().is_zero())
    });
    let may_be = set_of(&|line| {
        enjoyed(line) || (line.is_open() && (lacks(line) || !line.reckoned.if_paid.is_zero()))
    });
    // Where only the office can say whether a programme applies, its rivals still stand by themselves.
    let left_to_office = set_of(&|line| {
        let Line { reckoned, .. } = line;
        reckoned.status == Status::Unknown && reckoned.trace.missing.is_empty() && !reckoned.straddles
    });
    let mut verdicts = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.is_open()) {
        let own = may_be & 1 << at;
        let (ever, always) = rivalry.in_choices(paid | own, may_be & !left_to_office | own);
        let winner = rivalry.against(at).find(|(rival, _)| always & 1 << rival != 0);
        match winner {
            Some(winner) if ever & 1 << at == 0 => verdicts.push((at, Some(winner))),
            _ if own != 0 && always & own == 0 && !lacks(line) => verdicts.push((at, None)),
            _ => {}
        }
    }
    for (at, winner) in verdicts {
        let place_of = |at: usize| lines.get(at).map(|line| line.place);
        let winner = winner.and_then(|(rival, exclusion)| Some((place_of(rival)?, exclusion)));
        let rivals = rivalry.against(at).filter_map(|(rival, _)| lines.get(rival));
        let asks: Vec<_> = rivals.flat_map(|line| line.reckoned.trace.missing.iter().copied()).gather();
        let Some(line) = lines.get_mut(at) else { continue };
        let Some((place, exclusion)) = winner else {
            line.contested = true;
            line.reckoned.trace.ask_all(&asks);
            continue;
        };
        line.replaced_by = Some(place);
        let taken = Taken::Exclude(place, exclusion);
        let citation = exclusion.citation;
        line.reckoned.steps.push(Executed { taken, bill: None, result: Amount::ZERO, citation });
    }
}

impl<'a> Rivalry<'a> {
    /// Who excludes this line, in the order of the rules.
    fn against(&self, at: usize) -> impl Iterator<Item = (usize, &'a Exclusion)> + '_ {
        self.conflicts.iter().filter_map(move |conflict| match conflict {
            Conflict { one, other, exclusion } if *one == at => Some((*other, *exclusion)),
            Conflict { one, other, exclusion } if *other == at => Some((*one, *exclusion)),
            _ => None,
        })
    }

    /// The lines that are in some choice, and those in every one, whoever applies of `may_be` beside those of `surely`.
    fn in_choices(&self, surely: Set, may_be: Set) -> (Set, Set) {
        let (mut ever, mut always) = (0, Set::MAX);
        for applying in (0..=may_be).filter(|set| set & surely == surely && set & !(may_be | surely) == 0) {
            let choices = self.choices(applying);
            for &choice in &choices {
                if !choices.iter().any(|&other| other != choice && self.beats(other, choice)) {
                    ever |= choice;
                    always &= choice;
                }
            }
        }
        (ever, always)
    }

    fn choices(&self, applying: Set) -> Vec<Set> {
        let peaceful = (0..=applying).filter(|set| set & !applying == 0 && !self.clashes(*set)).gather();
        let with_cause = |set: &Set| applying & !set & !self.kept_out_by(*set) == 0;
        let choices = peaceful.iter().copied().filter(with_cause).gather();
        // Preferences that go round in a circle leave no such choice.
        if choices.is_empty() { peaceful } else { choices }
    }

    fn clashes(&self, set: Set) -> bool {
        self.conflicts.iter().any(|conflict| set & 1 << conflict.one != 0 && set & 1 << conflict.other != 0)
    }

    fn kept_out_by(&self, set: Set) -> Set {
        self.conflicts.iter().fold(0, |out, Conflict { one, other, exclusion }| {
            let by_one = if set & 1 << one != 0 { 1 << other } else { 0 };
            let either_way = exclusion.winner == Winner::Better && set & 1 << other != 0;
            out | by_one | if either_way { 1 << one } else { 0 }
        })
    }

    /// Whether `one` surely pays more than `other`, or as much and stands first.
    fn beats(&self, one: Set, other: Set) -> bool {
        let (own, theirs) = (one & !other, other & !one);
        let members = |set: Set| {
            self.worths.iter().enumerate().filter(move |(at, _)| set & 1 << at != 0).map(|(_, worth)| worth)
        };
        let least: Yuan = members(own).map(|worth| worth.least).sum();
        let most = members(theirs).try_fold(Yuan::ZERO, |sum, worth| Some(sum + worth.most?));
        let first = own.trailing_zeros() < theirs.trailing_zeros();
        most.is_some_and(|most| least > most || (least == most && first))
    }
}
