//! 争议：programmes of which only one is paid, while it is not yet known which.

use super::line::Line;
use super::outcome::Status;
use crate::lean::Gather;
use crate::money::{Amount, Yuan};

/// More rivals than any pack has; beyond it their sum is a safe bound.
const MOST_RIVALS: usize = 10;

/// One programme in the contest.
#[derive(Clone, Copy, Debug)]
struct Rival {
    /// What it leaves payable if it is paid.
    payable: Amount,
    /// Whether it surely applies.
    certain: bool,
}

/// What the lines of one unit pay together: of those that may replace each other, one. `worth` is what a line pays if
/// it is paid, where it counts.
pub(super) fn together(
    lines: &[Line<'_>],
    contests: &[(usize, usize)],
    worth: impl Fn(&Line<'_>) -> Option<Amount>,
) -> Amount {
    let open = lines.iter().enumerate().filter(|(_, line)| line.is_open());
    let counting: Vec<(usize, &Line<'_>, Amount)> =
        open.filter_map(|(at, line)| Some((at, line, worth(line)?))).gather();
    let place_of = |at: usize| counting.iter().position(|(place, ..)| *place == at);
    let pairs: Vec<_> =
        contests.iter().filter_map(|&(one, other)| place_of(one).zip(place_of(other))).gather();
    if pairs.is_empty() || counting.len() > MOST_RIVALS {
        return counting.iter().map(|(_, line, worth)| line.perhaps(*worth)).sum();
    }
    let rival =
        |line: &Line<'_>, payable| Rival { payable, certain: line.reckoned.status != Status::Unknown };
    let rivals: Vec<Rival> = counting.iter().map(|(_, line, worth)| rival(line, *worth)).gather();
    whichever(&rivals, &pairs)
}

/// What the rivals pay together, whichever of them apply and whichever of two that exclude each other is paid.
/// `pairs` names those that are not paid together.
///
/// ```text
/// 重特大 0 or 10,311.25 against 住院 7,931.73: between 7,931.73 and 10,311.25 together.
/// ```
fn whichever(rivals: &[Rival], pairs: &[(usize, usize)]) -> Amount {
    let everyone = (1_u32 << rivals.len()) - 1;
    let of = |wanted: fn(&Rival) -> bool| {
        rivals.iter().enumerate().filter(|(_, rival)| wanted(rival)).fold(0_u32, |set, (at, _)| set | 1 << at)
    };
    let certain = of(|rival| rival.certain);
    let conflicts = |set: u32| pairs.iter().any(|&(one, other)| set & 1 << one != 0 && set & 1 << other != 0);
    let sum = |set: u32, end: fn(Amount) -> Yuan| -> Yuan {
        let members = rivals.iter().enumerate().filter(|(at, _)| set & 1 << at != 0);
        members.map(|(_, rival)| end(rival.payable)).sum()
    };
    let (mut least, mut most): (Option<Yuan>, Yuan) = (None, Yuan::ZERO);
    // Each set of those that apply, the certain ones among them; of it, each part that could be what is paid.
    for applying in (0..=everyone).filter(|set| set & certain == certain) {
        for paid in (0..=applying).filter(|set| set & applying == *set && !conflicts(*set)) {
            most = most.max(sum(paid, Amount::max));
            let could_add = |at: usize| applying & !paid & 1 << at != 0 && !conflicts(paid | 1 << at);
            if !(0..rivals.len()).any(could_add) {
                let here = sum(paid, Amount::min);
                least = Some(least.map_or(here, |least| least.min(here)));
            }
        }
    }
    Amount::between(least.unwrap_or_default(), most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_rivals_one_is_paid() {
        let rival = |payable: u32, certain| Rival { payable: Amount::exactly(Yuan::whole(payable)), certain };
        let check = |rivals: &[Rival], pairs: &[(usize, usize)], least: u32, most: u32| {
            let expected = Amount::between(Yuan::whole(least), Yuan::whole(most));
            assert_eq!(whichever(rivals, pairs), expected, "{rivals:?} {pairs:?}");
        };
        check(&[rival(100, false), rival(70, true)], &[(0, 1)], 70, 100);
        check(&[rival(100, false), rival(70, false)], &[(0, 1)], 0, 100);
        check(&[rival(100, true), rival(70, true)], &[(0, 1)], 70, 100);
        check(&[rival(100, true), rival(70, true)], &[], 170, 170);
        check(&[rival(100, false), rival(70, true), rival(60, true)], &[(0, 1), (0, 2)], 100, 130);
        check(&[rival(100, false), rival(70, true), rival(60, true)], &[(0, 1)], 130, 160);
    }
}
