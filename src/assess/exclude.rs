//! 不重复享受：which of the programmes that exclude each other is paid.

use super::line::Line;
use super::outcome::{Executed, Status, Taken};
use crate::case::Case;
use crate::money::Amount;
use crate::policy::{Exclusion, Winner};

/// Settles which of the programmes that exclude each other is paid.
pub(super) fn exclude<'a>(
    exclusion: &'a Exclusion,
    case: &Case,
    lines: &mut [Line<'a>],
    contests: &mut Vec<(usize, usize)>,
) {
    let received = |place: usize| case.received.get(place).is_some_and(|received| !received.is_zero());
    let is_member =
        |line: &Line<'_>| exclusion.programs.iter().any(|&place| usize::from(place) == line.place);
    // Also where it is not computed: of some bills it may be, and that much it surely pays.
    let is_open = |line: &Line<'_>| is_member(line) && line.is_open();
    let pays = |line: &Line<'_>| {
        let enjoyed = received(line.place) && is_member(line) && line.replaced_by.is_none();
        enjoyed || (is_open(line) && !line.reckoned.if_paid.is_zero())
    };
    let rank_of =
        |line: &Line<'_>| exclusion.programs.iter().position(|&place| usize::from(place) == line.place);
    let paying = (0..lines.len()).filter(|&at| lines.get(at).is_some_and(pays));
    let winner = match exclusion.winner {
        Winner::First => paying.min_by_key(|&at| lines.get(at).and_then(rank_of)),
        Winner::Better => paying.rev().max_by_key(|&at| {
            let amount = lines.get(at).map(|line| line.reckoned.if_paid).unwrap_or_default();
            (amount.max(), amount.min())
        }),
    };
    let Some(winner) = winner else { return };
    let Some(Line { place, reckoned: first, .. }) = lines.get(winner) else { return };
    let (place, amount, status, straddles) = (*place, first.if_paid, first.status, first.straddles);
    let missing = first.trace.missing.clone();
    let applies = matches!(status, Status::Eligible | Status::NotComputed);
    let received = received(place);
    let winners_rank = lines.get(winner).and_then(rank_of);
    let (mut beaten, mut may_be_beaten) = (true, false);
    for (at, line) in lines.iter_mut().enumerate() {
        if at == winner || !is_open(line) {
            continue;
        }
        let enjoyed = received && exclusion.winner == Winner::First;
        // What nobody can compute may still be the one that is paid.
        let may_win = exclusion.winner == Winner::Better || rank_of(line) < winners_rank;
        let computed = line.reckoned.status == Status::Eligible || !line.reckoned.may_lack_figure;
        if !computed && may_win && !enjoyed {
            may_be_beaten = true;
            continue;
        }
        let outright = match exclusion.winner {
            Winner::First => !amount.min().is_zero(),
            Winner::Better => amount.min() >= line.reckoned.if_paid.max(),
        };
        if enjoyed || (applies && outright) {
            line.replaced_by = Some(place);
            let taken = Taken::Exclude(place, exclusion);
            line.reckoned.steps.push(Executed {
                taken,
                bill: None,
                result: Amount::ZERO,
                citation: exclusion.citation,
            });
        } else {
            // Where only the office can say whether the winner applies, the other one still stands by itself.
            line.contested |= applies || straddles || !missing.is_empty();
            line.reckoned.trace.ask_all(&missing);
            beaten &= line.reckoned.if_paid.is_zero();
        }
    }
    if (may_be_beaten || (exclusion.winner == Winner::Better && !beaten))
        && let Some(line) = lines.get_mut(winner)
    {
        line.contested = true;
    }
    // Whichever of those that are left is paid, no other one is.
    for (at, _) in lines.iter().enumerate().filter(|(_, line)| is_open(line)) {
        let others = lines.iter().enumerate().skip(at + 1).filter(|(_, line)| is_open(line));
        contests.extend(others.map(|(other, _)| (at, other)));
    }
}
