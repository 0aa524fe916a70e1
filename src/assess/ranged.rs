//! 没有说定的金额：an amount that nobody told, or by its ends alone, or of which only the sum with others was told, is taken
//! for all that it can be in turn, and the result is the hull over all of them.
//!
//! Between two amounts every figure lies on a straight line, unless some rule bends it. So the span is looked at at both
//! ends and in the middle, and cut at its bends, until each piece is straight in every step.

use super::outcome::{Ask, BillField, Taken};
use super::settle::Settled;
use super::world::World;
use super::worlds::{Search, Unit};
use crate::case::{Bill, Part};
use crate::money::{Amount, Yuan};

/// At which share of a piece from its ends its slopes are taken.
const BESIDE: u32 = 16;
/// More amounts than these are not looked through: each takes three ways at least, beside each way of every other.
const MOST_OPEN: usize = 6;
/// Each amount before another is told in so many ways as there are worlds after so many answers, by and large.
const AS_WORLDS: usize = 3;

/// One way of telling an amount: by how many fen it is more than the least, and the figures that it comes to.
struct Point {
    more: u32,
    figures: Vec<Amount>,
}

/// The ways of telling one amount.
struct Ways<'w, 'a, 'e> {
    search: &'w mut Search<'a, 'e>,
    world: &'w World<'w>,
    units: &'w [Unit],
    /// The bills as they are told, with the amount still open, and how many were and are not.
    told: &'w [Bill],
    settled: usize,
    /// The bill's place.
    place: usize,
    part: Part,
    least: Yuan,
    /// The answers that would say how much it is.
    asks: Vec<Ask>,
    /// What the ways that were looked at come to together.
    hull: Option<Settled<'a>>,
}

impl<'a> Search<'a, '_> {
    /// What these units come to in a world, wherever each amount lies that is open of bills as they are told; so many were
    /// open and are not.
    pub(super) fn however_told(
        &mut self,
        world: &World<'_>,
        units: &[Unit],
        told: &[Bill],
        settled: usize,
    ) -> Settled<'a> {
        let was_paid = self.case.knows_who_pays(self.policy);
        let open = |(place, bill)| Some((place, bill, Bill::first_open(bill, was_paid)?));
        let bills = self.case.worked_out(told, self.policy);
        if let Some(bills) = &bills
            && self.left > 0
        {
            let Some((place, bill, (part, span))) = bills.iter().enumerate().find_map(open) else {
                return self.settled_in(world, units, bills);
            };
            let length = u32::try_from(span.max().less(span.min()).to_fens());
            if let Ok(length) = length
                && settled < MOST_OPEN
            {
                let (least, asks) = (span.min(), asks(bill, part));
                let mut ways =
                    Ways { search: self, world, units, told, settled, place, part, least, asks, hull: None };
                let one = ways.look(0);
                if ways.search.left > 0 {
                    let other = ways.look(length);
                    ways.look_between(&one, &other);
                }
                if let Some(hull) = ways.hull {
                    return hull;
                }
            }
        }
        // It takes too much, or the rest of a bill speaks against it: nothing is known of what lies between.
        self.left = 0;
        self.settled_in(world, units, &self.case.bills)
    }
}

/// The answers that would say how much a part of a bill is of which nobody told.
fn asks(bill: &Bill, part: Part) -> Vec<Ask> {
    let mut asks = Vec::new();
    let mut ask = |is_open: bool, of: Part, field| {
        if is_open && of == part {
            asks.push(Ask::Bill(bill.position, field));
        }
    };
    ask(bill.in_scope.is_none(), Part::InScope, BillField::InScope);
    ask(bill.basic_paid.is_none(), Part::Insured, BillField::BasicPaid);
    ask(bill.critical_paid.is_none(), Part::Insured, BillField::CriticalPaid);
    asks
}

impl Ways<'_, '_, '_> {
    /// Looks at so many ways that all between these two are known.
    fn look_between(&mut self, one: &Point, other: &Point) {
        let length = other.more - one.more;
        if length < 2 || self.search.left == 0 {
            return;
        }
        let middle = self.look(one.more + length / 2);
        let Some(place) = bent([one, &middle, other]) else { return };
        let beside = length / BESIDE;
        let (after, before) = (self.look(one.more + beside), self.look(other.more - beside));
        let far = turn([one, &before, other], place);
        // Where the lines meet on which the piece begins and ends.
        let whole = far.less(turn([&after, &before, other], place)).repeated(length);
        let cut = Yuan::fen(length.into()).in_proportion(far.repeated(beside), whole).to_fens();
        let cut = u32::try_from(cut).ok().filter(|cut| (1..length).contains(cut));
        let cut = one.more + cut.unwrap_or(length / 2);
        let (here, beyond) = (self.look(cut), self.look(cut + 1));
        self.look_between(one, &here);
        self.look_between(&beyond, other);
    }

    /// What it comes to where the amount is so many fen more than the least.
    #[inline(never)]
    fn look(&mut self, more: u32) -> Point {
        let mut told = self.told.to_vec();
        if let Some(bill) = told.get_mut(self.place) {
            bill.take(self.part, (self.least + Yuan::fen(more.into())).into());
        }
        let settled = self.search.however_told(self.world, self.units, &told, self.settled + 1);
        let figures = figures(&settled);
        let after = self.world.depth() + AS_WORLDS * self.settled;
        match &mut self.hull {
            Some(hull) => hull.join(settled, &self.asks, after, &mut self.search.bears),
            hull => *hull = Some(settled),
        }
        Point { more, figures }
    }
}

impl Point {
    fn figure(&self, place: usize) -> Yuan {
        let figure = self.figures.get(place / 2).copied().unwrap_or_default();
        if place.is_multiple_of(2) { figure.min() } else { figure.max() }
    }
}

/// The first figure of three points that lies on no line, by more than rounding makes.
fn bent(points: [&Point; 3]) -> Option<usize> {
    let [one, middle, other] = points;
    let count = one.figures.len();
    if count != middle.figures.len() || count != other.figures.len() {
        return Some(usize::MAX);
    }
    let rounding = Yuan::fen(1).repeated(other.more - one.more);
    (0..2 * count).find(|&place| turn(points, place) > rounding)
}

/// How far a figure of the one in the middle lies from the line of the others, times their distance.
#[inline(never)]
fn turn(points: [&Point; 3], place: usize) -> Yuan {
    let [one, middle, other] = points;
    let start = one.figure(place);
    let found = (middle.figure(place) - start).repeated(other.more - one.more);
    let on_line = (other.figure(place) - start).repeated(middle.more - one.more);
    found.max(on_line) - found.min(on_line)
}

/// The result of every step, rounding excepted, and then every amount: those are rounded, so that a bend is found best
/// where it begins.
fn figures(settled: &Settled<'_>) -> Vec<Amount> {
    let mut figures = Vec::new();
    let programs = || settled.programs.iter().flatten();
    for step in programs().flat_map(|program| &program.steps) {
        if !matches!(step.taken, Taken::Round) {
            figures.push(step.result);
        }
    }
    for program in programs() {
        figures.push(Yuan::whole(1 << program.status as u32).into());
        figures.push(program.amount);
    }
    figures.push(settled.total);
    for row in &settled.bills {
        figures.push(row.assistance);
        figures.push(row.self_pay);
    }
    figures
}
