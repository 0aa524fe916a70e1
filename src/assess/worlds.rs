//! 各种可能：settles every world that the open answers leave, and takes the hull.

use super::given::Given;
use super::outcome::Assessment;
use super::settle::{Settled, settle};
use super::trace::note;
use super::world::World;
use crate::case::Case;
use crate::lean::Gather;
use crate::policy::{Policy, PolicyLinks};

/// Beyond so many worlds one pass over all of them has to do.
const MOST_WORLDS: u32 = 2048;

/// 一次搜寻: programmes that are told apart together.
struct Search<'a, 'e> {
    policy: &'a Policy,
    case: &'e Case,
    units: Vec<Vec<usize>>,
    /// How many worlds may still be tried.
    left: u32,
}

/// Settles every world. What stands apart from everything else is told apart by itself.
pub(super) fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let (mut together, mut apart) = (Vec::new(), Vec::new());
    for unit in PolicyLinks::of(policy).units() {
        let mut programs = unit.iter().filter_map(|&place| policy.programs.get(place));
        let bears = programs.any(|program| program.covers.is_some() || program.kind.counts_in_total());
        if bears { together.push(unit) } else { apart.push(vec![unit]) }
    }
    let mut whole = try_all(policy, case, together);
    for units in apart {
        let part = try_all(policy, case, units);
        for (program, found) in whole.programs.iter_mut().zip(part.programs) {
            if found.is_some() {
                *program = found;
            }
        }
        for found in part.notes {
            note(&mut whole.notes, found);
        }
    }
    whole.told()
}

/// One pass in which nothing is taken of what is open.
pub(super) fn so_far<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let units = PolicyLinks::of(policy).units().gather();
    settle(&Given { policy, case, world: &World::loose() }, &units).told()
}

/// Settles every world of some units: their amounts, with the words of the pass that leaves open what is.
fn try_all<'a>(policy: &'a Policy, case: &Case, units: Vec<Vec<usize>>) -> Settled<'a> {
    let mut search = Search { policy, case, units, left: MOST_WORLDS };
    let found = search.settle(&World::default());
    if search.left == MOST_WORLDS - 1
        && let Some(only) = found
    {
        return only;
    }
    let open = settle(&Given { policy, case, world: &World::loose() }, &search.units);
    match found {
        Some(found) => found.worded(open),
        None => open,
    }
}

impl<'a> Search<'a, '_> {
    /// What a world comes to, or all that it is parted into; nothing where those are too many.
    fn settle(&mut self, world: &World) -> Option<Settled<'a>> {
        self.left = self.left.checked_sub(1)?;
        let settled = settle(&Given { policy: self.policy, case: self.case, world }, &self.units);
        let Some((ask, [one, other])) = world.split() else { return Some(settled) };
        Some(self.settle(&one)?.join(self.settle(&other)?, ask))
    }
}
