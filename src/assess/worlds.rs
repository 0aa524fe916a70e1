//! 各种可能：settles every world that the open answers leave, and takes the hull.

use super::given::Given;
use super::join::Bearing;
use super::outcome::Assessment;
use super::settle::{Progress, Settled, none, settle};
use super::world::World;
use crate::case::Case;
use crate::lean::Gather;
use crate::policy::{Policy, PolicyLinks};

/// Beyond so many partings one pass over all of them has to do.
const MOST_PARTINGS: u32 = 1024;

/// 一次搜寻: programmes that are told apart together.
struct Search<'a, 'e> {
    policy: &'a Policy,
    case: &'e Case,
    /// How often a world may still be parted.
    left: u32,
    /// The answers by which worlds are told apart, and what each changes.
    bears: Vec<Bearing>,
}

/// Settles every world that is left open.
pub(super) fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let world = World::loose();
    let mut settled = settle(&Given { policy, case, world: &world }, &units(policy));
    if world.leaves_open() {
        settled = hull(policy, case, settled);
    }
    settled.told()
}

/// One pass in which nothing is taken of what is open.
pub(super) fn so_far<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    settle(&Given { policy, case, world: &World::loose() }, &units(policy)).told()
}

/// The programmes in units, each of which is settled together.
fn units(policy: &Policy) -> Vec<Vec<usize>> {
    PolicyLinks::of(policy).units().gather()
}

/// What all worlds come to, with the words of the pass that leaves open what is. What bears on nothing else is told
/// apart by itself.
fn hull<'a>(policy: &'a Policy, case: &Case, open: Settled<'a>) -> Settled<'a> {
    let (mut together, mut apart) = (Vec::new(), Vec::new());
    for unit in units(policy) {
        let mut programs = unit.iter().filter_map(|&place| policy.programs.get(place));
        let bears = programs.any(|program| program.covers.is_some() || program.kind.counts_in_total());
        if bears { together.push(unit) } else { apart.push([unit]) }
    }
    let mut search = Search { policy, case, left: 0, bears: Vec::new() };
    let Some(mut whole) = search.try_all(&together) else { return open };
    for unit in apart {
        if let Some(part) = search.try_all(&unit) {
            whole.put(part.programs);
        }
    }
    whole.worded(open, &search.bears)
}

impl<'a, 'e> Search<'a, 'e> {
    /// Settles every world of some units; nothing where those are too many.
    fn try_all(&mut self, units: &[Vec<usize>]) -> Option<Settled<'a>> {
        self.left = MOST_PARTINGS;
        let found = self.go_on(&World::default(), Progress::of(self.case), units);
        (self.left > 0).then_some(found)
    }

    /// What these units come to in a world that has come so far, or in all that it is parted into.
    fn go_on(&mut self, world: &World, so_far: Progress<'e>, units: &[Vec<usize>]) -> Settled<'a> {
        let given = &Given { policy: self.policy, case: self.case, world };
        let mut outcomes = none(self.policy);
        let Some((unit, later)) = units.split_first().filter(|_| self.left > 0) else {
            return so_far.end(given, outcomes);
        };
        let mut next = so_far.clone();
        next.settle(given, unit, &mut outcomes);
        let Some((ask, [one, other])) = world.split() else {
            let mut settled = self.go_on(world, next, later);
            settled.put(outcomes);
            return settled;
        };
        self.left -= 1;
        let mut settled = self.go_on(&one, so_far.clone(), units);
        let other = self.go_on(&other, so_far, units);
        settled.join(other, ask, world.depth(), &mut self.bears);
        settled
    }
}
