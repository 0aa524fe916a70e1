//! 不重复享受：which of the programmes that exclude each other are paid.
//!
//! A choice is a set of programmes of which no two exclude each other. It leaves nobody out without cause: whoever is
//! left out is excluded by one that is in, and by one that the rule prefers where it prefers one. Of several choices
//! the one that pays most is taken, so two programmes together may stand against a third (就高不就低).

use super::given::Given;
use super::line::Line;
use super::outcome::{Executed, Status, Taken};
use super::trace::{Trace, Truth};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Exclusion, Id, Policy, Program, Winner};

/// The lines that exclude each other, and what it may come to.
pub(super) struct Rivalry<'a> {
    conflicts: Vec<Conflict<'a>>,
    /// Every choice that may be taken, with the lines that apply if it is.
    taken: Vec<(Set, Set)>,
}

/// What is asked of the lines: what each pays if it is paid, where it counts.
#[derive(Clone, Copy)]
pub(super) enum Worth {
    /// Of the total.
    Payable,
    /// What the bill at this place gets.
    Share(usize),
    /// Of that, what is still to come.
    ToCome(usize),
}

impl Worth {
    fn of(self, line: &Line<'_>) -> Option<Amount> {
        let (Self::Share(bill) | Self::ToCome(bill)) = self else {
            return line.program.kind.counts_in_total().then_some(line.payable);
        };
        let share = line.shares.iter().find(|share| share.place == bill && line.program.fills.is_none())?;
        Some(if let Self::ToCome(_) = self { share.to_come } else { share.amount })
    }
}

/// Two lines that exclude each other; `one` stands first in the rule.
struct Conflict<'a> {
    one: usize,
    other: usize,
    exclusion: &'a Exclusion,
}

/// Lines by their places, as bits.
type Set = u32;

/// More lines than any unit has; beyond it each may be paid.
const MOST_LINES: usize = 10;

impl<'a> Rivalry<'a> {
    /// Settles which of the lines are paid, as far as that is known.
    pub(super) fn settle(given: &Given<'a, '_>, lines: &mut [Line<'a>]) -> Self {
        let mut rivalry = Self { conflicts: Vec::new(), taken: Vec::new() };
        if lines.len() > 1 && lines.len() <= MOST_LINES {
            rivalry.find_conflicts(given.policy, lines);
            if !rivalry.conflicts.is_empty() {
                rivalry.judge(given, lines);
            }
        }
        rivalry
    }

    /// What the lines come to together.
    pub(super) fn together(&self, lines: &[Line<'_>], worth: Worth) -> Amount {
        let rivals: Set =
            self.conflicts.iter().fold(0, |set, Conflict { one, other, .. }| set | 1 << one | 1 << other);
        let sum = |members: Set, surely: bool| {
            let mut sum = Amount::ZERO;
            for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.is_open()) {
                if let Some(worth) = worth.of(line).filter(|_| members & 1 << at != 0) {
                    sum = sum + if surely { worth } else { line.perhaps(worth) };
                }
            }
            sum
        };
        let of_rivals = self.taken.iter().map(|(_, choice)| sum(choice & rivals, true)).reduce(Amount::or);
        sum(!rivals, false) + of_rivals.unwrap_or_default()
    }

    /// Who excludes this line, in the order of the rules.
    fn against(&self, at: usize) -> impl Iterator<Item = (usize, &'a Exclusion)> + '_ {
        self.conflicts.iter().filter_map(move |&Conflict { one, other, exclusion }| match at {
            _ if at == one => Some((other, exclusion)),
            _ if at == other => Some((one, exclusion)),
            _ => None,
        })
    }

    fn find_conflicts(&mut self, policy: &'a Policy, lines: &[Line<'_>]) {
        for exclusion in &policy.exclusions {
            let line_of = |program: &Id<Program>| lines.iter().position(|line| line.id == *program);
            let members: Vec<usize> = exclusion.programs.iter().filter_map(line_of).gather();
            for (rank, &one) in members.iter().enumerate() {
                for &other in members.iter().skip(rank + 1) {
                    self.conflicts.push(Conflict { one, other, exclusion });
                }
            }
        }
    }

    fn judge(&mut self, given: &Given<'a, '_>, lines: &mut [Line<'a>]) {
        let (mut surely, mut may_be, mut left_to_office): (Set, Set, Set) = (0, 0, 0);
        for (at, line) in lines.iter().enumerate() {
            let Line { id, reckoned, .. } = line;
            let enjoyed = given.enjoys(*id, &mut Trace::default());
            let pays = line.is_open() && (line.lacks_figure() || !reckoned.if_paid.is_zero());
            let applies = line.is_open() && reckoned.status != Status::Unknown;
            // Where only the office can say whether it applies, its rivals still stand by themselves.
            let asks_nothing = reckoned.trace.missing.is_empty() && !reckoned.straddles;
            let bit = |holds: bool| Set::from(holds) << at;
            surely |= bit(enjoyed == Truth::Yes || (applies && !reckoned.if_paid.min().is_zero()));
            may_be |= bit(enjoyed != Truth::No || pays);
            left_to_office |= bit(enjoyed == Truth::No && reckoned.status == Status::Unknown && asks_nothing);
        }
        for applying in (0..=may_be).filter(|set| set & surely == surely && set & !may_be == 0) {
            self.take(applying, lines);
        }
        for at in 0..lines.len() {
            let own = may_be & 1 << at;
            let bears = |applying: Set| applying & own == own && applying & left_to_office & !own == 0;
            let bearing = self.taken.iter().filter(|(applying, _)| bears(*applying));
            let (ever, always) =
                bearing.fold((0, Set::MAX), |(ever, always), (_, choice)| (ever | choice, always & choice));
            let winner = self.against(at).find(|(rival, _)| ever & own == 0 && always & 1 << rival != 0);
            Self::tell(at, winner, own & !always != 0, lines);
        }
    }

    /// Notes what became of a line: another one is paid in its place, or may be.
    fn tell(at: usize, winner: Option<(usize, &'a Exclusion)>, may_lose: bool, lines: &mut [Line<'a>]) {
        let winner = winner.and_then(|(rival, exclusion)| Some((lines.get(rival)?.id, exclusion)));
        let Some(line) = lines.get_mut(at).filter(|line| line.is_open()) else { return };
        if let Some((winner, exclusion)) = winner {
            line.replaced_by = Some(winner);
            let taken = Taken::Exclude(winner, exclusion);
            line.reckoned.steps.push(Executed::on_sum(taken, Amount::ZERO, exclusion.citation));
        } else if may_lose && !line.lacks_figure() {
            line.contested = true;
        }
    }

    /// Adds the choices that may be taken if these lines apply.
    fn take(&mut self, applying: Set, lines: &[Line<'_>]) {
        let mut choices = self.choices(applying, true);
        if choices.is_empty() {
            // Preferences that go round in a circle leave none.
            choices = self.choices(applying, false);
        }
        for &choice in &choices {
            if !choices.iter().any(|&other| other != choice && beats(other, choice, lines)) {
                self.taken.push((applying, choice));
            }
        }
    }

    fn choices(&self, applying: Set, only_with_cause: bool) -> Vec<Set> {
        let mut choices = Vec::new();
        for set in (0..=applying).filter(|set| set & !applying == 0) {
            let Some(kept_out) = self.kept_out_by(set) else { continue };
            if !only_with_cause || applying & !set & !kept_out == 0 {
                choices.push(set);
            }
        }
        choices
    }

    /// Whom the members of a set exclude; nothing where they exclude each other.
    fn kept_out_by(&self, set: Set) -> Option<Set> {
        let mut out = 0;
        for Conflict { one, other, exclusion } in &self.conflicts {
            let (has_one, has_other) = (set >> one & 1, set >> other & 1);
            if has_one & has_other != 0 {
                return None;
            }
            out |= has_one << other;
            if exclusion.winner == Winner::Better {
                out |= has_other << one;
            }
        }
        Some(out)
    }
}

/// Whether `one` surely pays more than `other`, or as much and stands first.
fn beats(one: Set, other: Set, lines: &[Line<'_>]) -> bool {
    let (mut least, mut most) = (Yuan::ZERO, Yuan::ZERO);
    for (at, line) in lines.iter().enumerate() {
        let (in_one, in_other) = (one & 1 << at != 0, other & 1 << at != 0);
        if in_one && !in_other {
            least = least + line.reckoned.if_paid.min();
        } else if in_other && !in_one {
            if line.lacks_figure() {
                return false;
            }
            most = most + line.reckoned.if_paid.max();
        }
    }
    least > most || (least == most && (one & !other).trailing_zeros() < (other & !one).trailing_zeros())
}
