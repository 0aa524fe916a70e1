//! 基金支付怎么分：of one sum that was told of all funds, each part of it can be 救助, and the result is the hull over all
//! of them.
//!
//! Between two ways of parting it every figure lies on a straight line, unless some rule bends it. So the span is looked
//! at at both ends and in the middle, and cut at its bends, until each piece is straight in every step.

use super::outcome::Taken;
use super::settle::Settled;
use super::world::World;
use super::worlds::{Search, Unit};
use crate::case::Bill;
use crate::money::{Amount, Yuan};

/// At which share of a piece from its ends its slopes are taken.
const BESIDE: u32 = 16;

/// One way of parting: how many fen are 救助, and the figures that it comes to.
struct Point {
    help: u32,
    figures: Vec<Yuan>,
}

/// The ways of parting one bill.
struct Ways<'w, 'a, 'e> {
    search: &'w mut Search<'a, 'e>,
    world: &'w World<'w>,
    units: &'w [Unit],
    /// All bills, of which those before are parted.
    bills: &'w mut [Bill],
    place: usize,
    /// What the ways that were looked at come to together.
    hull: Option<Settled<'a>>,
}

impl<'a> Search<'a, '_> {
    /// What these units come to in a world, however the sums are parted that nobody parted, from the bill at this place
    /// on.
    pub(super) fn however_parted(
        &mut self,
        world: &World<'_>,
        units: &[Unit],
        bills: &mut [Bill],
        from: usize,
    ) -> Settled<'a> {
        let mut ahead = bills.iter().enumerate().skip(from);
        if let Some((place, rest)) = ahead.find_map(|(place, bill)| Some((place, bill.unparted?.1))) {
            let most = u32::try_from(rest.max().to_fens()).unwrap_or(u32::MAX);
            let mut ways = Ways { search: self, world, units, bills, place, hull: None };
            let (none, all) = (ways.look(0), ways.look(most));
            ways.look_between(&none, &all);
            if let Some(hull) = ways.hull {
                return hull;
            }
        }
        self.settled_in(world, units, bills)
    }
}

impl Ways<'_, '_, '_> {
    /// Looks at so many ways that all between these two are known.
    fn look_between(&mut self, one: &Point, other: &Point) {
        let length = other.help - one.help;
        if length < 2 || self.search.left == 0 {
            return;
        }
        let middle = self.look(one.help + length / 2);
        let Some(place) = bent([one, &middle, other]) else { return };
        let beside = length / BESIDE;
        let (after, before) = (self.look(one.help + beside), self.look(other.help - beside));
        let far = turn([one, &before, other], place);
        // Where the lines meet on which the piece begins and ends.
        let whole = far.less(turn([&after, &before, other], place)).repeated(length);
        let cut = Yuan::fen(length.into()).in_proportion(far.repeated(beside), whole).to_fens();
        let cut = u32::try_from(cut).ok().filter(|cut| (1..length).contains(cut));
        let cut = one.help + cut.unwrap_or(length / 2);
        let (here, beyond) = (self.look(cut), self.look(cut + 1));
        self.look_between(one, &here);
        self.look_between(&beyond, other);
    }

    /// What it comes to where so many fen are 救助.
    #[inline(never)]
    fn look(&mut self, help: u32) -> Point {
        if let Some(bill) = self.bills.get_mut(self.place) {
            bill.take_for_help(Yuan::fen(help.into()).into());
        }
        let settled = self.search.however_parted(self.world, self.units, self.bills, self.place + 1);
        let figures = figures(&settled);
        match &mut self.hull {
            Some(hull) => hull.join(settled, None, &mut self.search.bears),
            hull => *hull = Some(settled),
        }
        Point { help, figures }
    }
}

impl Point {
    fn figure(&self, place: usize) -> Yuan {
        self.figures.get(place).copied().unwrap_or_default()
    }
}

/// The first figure of three points that lies on no line, by more than rounding makes.
fn bent(points: [&Point; 3]) -> Option<usize> {
    let [one, middle, other] = points;
    let count = one.figures.len();
    if count != middle.figures.len() || count != other.figures.len() {
        return Some(usize::MAX);
    }
    let rounding = Yuan::fen(1).repeated(other.help - one.help);
    (0..count).find(|&place| turn(points, place) > rounding)
}

/// How far a figure of the one in the middle lies from the line of the others, times their distance.
#[inline(never)]
fn turn(points: [&Point; 3], place: usize) -> Yuan {
    let [one, middle, other] = points;
    let start = one.figure(place);
    let found = (middle.figure(place) - start).repeated(other.help - one.help);
    let on_line = (other.figure(place) - start).repeated(middle.help - one.help);
    found.max(on_line) - found.min(on_line)
}

/// The result of every step, rounding excepted, and every amount.
fn figures(settled: &Settled<'_>) -> Vec<Yuan> {
    let mut figures = Vec::new();
    let mut put = |amount: Amount| {
        figures.push(amount.min());
        figures.push(amount.max());
    };
    for program in settled.programs.iter().flatten() {
        put(Yuan::whole(1 << program.status as u32).into());
        put(program.amount);
        for step in program.steps.iter().filter(|step| !matches!(step.taken, Taken::Round)) {
            put(step.result);
        }
    }
    put(settled.total);
    for row in &settled.bills {
        put(row.assistance);
        put(row.self_pay);
    }
    figures
}
