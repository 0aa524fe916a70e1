//! 各种可能：settles every world that the open answers leave, and takes the hull.

use super::given::Given;
use super::join::Bearing;
use super::outcome::Assessment;
use super::settle::{Progress, Settled, no_outcomes, settle};
use super::world::World;
use crate::case::{Bill, Case};
use crate::lean::Gather;
use crate::policy::{Id, Policy, PolicyLinks, Program};

/// How much may be settled anew: each costs so much for every bill, and a little by itself. Where it is
/// used up, one pass has to do for all that a world still leaves open.
const MOST_WORK: usize = 4096;
const OF_A_WORLD: usize = 3;
/// And how much for amounts that are open in all worlds together, of which each world takes no more than that.
const MOST_PATIENCE: usize = 8_192;

/// 一组项目: those that are settled together.
pub(super) type Unit = Vec<Id<Program>>;

/// 一次搜寻: programmes that are told apart together.
pub(super) struct Search<'a, 'e> {
    pub policy: &'a Policy,
    pub case: &'e Case,
    /// How much may still be settled anew.
    pub left: usize,
    /// And how much for amounts that are open, in all worlds.
    patience: usize,
    /// The answers by which worlds are told apart, and what each changes.
    pub bears: Vec<Bearing>,
}

/// Settles every world that is left open.
pub(super) fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let (world, units) = (World::loose(), units(policy));
    let mut settled = settle(&Given { policy, case, world: &world }, &units);
    if world.leaves_open() || !case.told.is_empty() {
        settled = hull(policy, case, units, settled);
    }
    settled.told()
}

/// One pass in which nothing is taken of what is open.
pub(super) fn so_far<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    settle(&Given { policy, case, world: &World::loose() }, &units(policy)).told()
}

/// The programmes in units, each of which is settled together.
fn units(policy: &Policy) -> Vec<Unit> {
    PolicyLinks::of(policy).units().gather()
}

/// What all worlds come to, with the words of the pass that leaves open what is. What bears on nothing else is told
/// apart by itself.
fn hull<'a>(policy: &'a Policy, case: &Case, units: Vec<Unit>, open: Settled<'a>) -> Settled<'a> {
    let (mut together, mut apart) = (Vec::new(), Vec::new());
    for unit in units {
        let mut programs = unit.iter().filter_map(|&id| policy.get(id));
        let bears = programs.any(|program| program.covers.is_some() || program.kind.counts_in_total());
        if bears { together.push(unit) } else { apart.push([unit]) }
    }
    if together.is_empty() {
        // The rows of the bills are told apart all the same.
        together.push(Unit::new());
    }
    let mut search = Search { policy, case, left: 0, patience: MOST_PATIENCE, bears: Vec::new() };
    let mut whole = search.all(&together);
    for unit in apart {
        for (slot, outcome) in whole.programs.iter_mut().zip(search.all(&unit).programs) {
            *slot = outcome.or(slot.take());
        }
    }
    whole.worded(open, &search.bears)
}

impl<'a> Search<'a, '_> {
    /// Settles every world of some units.
    fn all(&mut self, units: &[Unit]) -> Settled<'a> {
        self.left = MOST_WORK;
        let so_far = Progress::of(self.case, &self.case.bills);
        self.go_on(&World::default(), so_far, units, (!self.case.told.is_empty()).then_some(units))
    }

    /// What these units come to in a world, with bills that are told in one way.
    pub(super) fn settled_in(&mut self, world: &World<'_>, units: &[Unit], bills: &[Bill]) -> Settled<'a> {
        self.spend();
        self.go_on(world, Progress::of(self.case, bills), units, None)
    }

    /// Counts one more that is settled anew.
    fn spend(&mut self) {
        self.left = self.left.saturating_sub(OF_A_WORLD + self.case.bills.len());
    }

    /// What these units come to in a world that has come so far, or in all that it is parted into; where amounts are
    /// open that nobody looked through, with all units that they bear on.
    fn go_on(
        &mut self,
        world: &World<'_>,
        mut so_far: Progress<'_>,
        mut units: &[Unit],
        to_part: Option<&[Unit]>,
    ) -> Settled<'a> {
        let given = &Given { policy: self.policy, case: self.case, world };
        let mut outcomes = no_outcomes(self.policy);
        while let Some((unit, later)) = units.split_first() {
            if self.left == 0 {
                world.loosen();
            }
            so_far.settle(given, unit, &mut outcomes);
            if let Some((ask, [one, other])) = world.split() {
                self.spend();
                let mut settled = self.go_on(&one, so_far.clone(), units, to_part);
                let other = self.go_on(&other, so_far, units, to_part);
                settled.join(other, &[ask], world.depth(), &mut self.bears);
                settled.put(outcomes);
                return settled;
            }
            units = later;
        }
        let settled = so_far.end(given, outcomes);
        match to_part {
            Some(units) if self.left > 0 => self.looked_through(world, units).unwrap_or(settled),
            _ => settled,
        }
    }

    /// What a world comes to, wherever each amount lies that is open; nothing where that takes too much.
    fn looked_through(&mut self, world: &World<'_>, units: &[Unit]) -> Option<Settled<'a>> {
        let left = core::mem::replace(&mut self.left, MOST_WORK.min(self.patience));
        let most = self.left;
        let settled = self.however_told(world, units, &self.case.told, 0);
        self.patience -= most - self.left;
        let is_done = self.left > 0;
        self.left = left;
        is_done.then_some(settled)
    }
}
