//! 探看：what a world comes to, wherever in their ranges its amounts lie.
//!
//! Where all comparisons come out alike at some points, they do between them, and whatever is computed changes evenly
//! there; so nothing lies outside what the points give. Where a comparison comes out differently at two points, the
//! pair of neighbouring points between which it turns is found by proportion, and each side is looked at by itself.
//! Every end of a range is so one that some family reaches.

use super::ask::Ask;
use super::exact::{Setting, settle};
use super::ledger::{SAYABLE, is_untold};
use super::marks::{Mark, Marks};
use super::plan::Part;
use super::point::Point;
use super::scope::{Given, Scope};
use super::source;
use super::tally::{Amounts, Found};
use super::world::{Open, Variable, World, field_of};
use crate::case::{Bill, Frame, Parts};
use crate::lean::Gather;
use crate::money::Yuan;
use crate::policy::Quantity;
use crate::vocabulary::BillField;

/// Corners that are looked at together; of more, ways between them.
const MOST_CORNERS: usize = 8;
/// More open amounts are moved together only.
const MOST_MOVED: usize = 16;
/// Deeper than cells lie in any rule.
const DEEPEST: usize = 60;
/// Evaluations of one world. Of one amount, or of two, no rule needs so many.
const MOST_SAMPLES: usize = 600;
/// Pairs of points between which one turn is sought.
const MOST_PAIRS: usize = 9;

const QUANTITIES: [Quantity; 7] = [
    Quantity::Total,
    Quantity::InScope,
    Quantity::Basic,
    Quantity::Critical,
    Quantity::Waived,
    Quantity::Other,
    Quantity::Assistance,
];

/// One point and what was found there.
#[derive(Clone)]
struct Sample {
    point: Point,
    marks: Vec<Mark>,
    settled: Amounts,
}

/// Something of a point that is moved by itself: a part of a bill, all of a bill, or what is no part of one.
#[derive(Clone, Copy)]
struct Moved {
    bill: Option<usize>,
    quantity: Option<Quantity>,
    variable: Option<Variable>,
    /// The answer that would tell it.
    ask: Option<Ask>,
}

/// Explores one world.
struct Explorer<'a, 'c> {
    setting: Setting<'a, 'c>,
    part: &'c Part,
    world: &'c World,
    frames: Vec<Frame>,
    others: Vec<(Variable, (i64, i64))>,
    /// What is left of the evaluations that may be made.
    budget: usize,
    found: Found<'a>,
    /// Of how many points, the corners first, the steps are still to be told.
    untold: usize,
}

/// What `part` comes to in `world`.
pub(super) fn explore<'a>(
    setting: Setting<'a, '_>,
    part: &Part,
    world: &World,
    budget: &mut usize,
) -> Result<Found<'a>, Open> {
    let frames = frames(setting, world);
    let exact: Option<Vec<Parts>> = frames.iter().map(Frame::exact).collect();
    if let Some(bills) = exact.filter(|_| world.amounts.iter().all(|open| matches!(open, Variable::Part(..))))
    {
        *budget = budget.saturating_sub(1);
        let point = Point { bills, others: Vec::new() };
        return Ok(Found::of(settle(setting, part, world, &point, &Marks::new(false), true)?));
    }
    let others = others(setting, world);
    let left = MOST_SAMPLES.min(*budget);
    let mut explorer = Explorer {
        setting,
        part,
        world,
        frames,
        others,
        budget: left,
        found: Found::default(),
        untold: MOST_CORNERS,
    };
    let explored = explorer.explore();
    *budget -= left - explorer.budget;
    explored.map(|()| explorer.found)
}

/// What the parts of each bill can be; what rules of insurance may still say is set aside.
fn frames(setting: Setting<'_, '_>, world: &World) -> Vec<Frame> {
    let fills = |column| setting.policy.programs.iter().any(|program| program.fills == Some(column));
    let bills = setting.bills.iter().filter_map(|&place| setting.case.bills.get(place));
    bills
        .map(|bill| {
            let mut frame = bill.frame;
            for column in SAYABLE {
                let waits = !world.amounts.contains(&Variable::Part(bill.position, column));
                if waits && is_untold(bill, column) && fills(column) {
                    frame.set_aside(column);
                }
            }
            frame.narrow();
            frame
        })
        .gather()
}

fn others(setting: Setting<'_, '_>, world: &World) -> Vec<(Variable, (i64, i64))> {
    let (point, marks) = (Point::default(), Marks::new(false));
    let Setting { policy, case, .. } = setting;
    let given = Given { policy, case, world, point: &point, marks: &marks };
    let scope = Scope::new(&given, &[]);
    let open = world.amounts.iter().filter(|variable| !matches!(variable, Variable::Part(..)));
    open.map(|&variable| (variable, source::ends(scope, variable))).gather()
}

impl<'a> Explorer<'a, '_> {
    fn explore(&mut self) -> Result<(), Open> {
        let (Some(most), Some(least)) = (self.end(true), self.end(false)) else { return Ok(()) };
        let mut corners = vec![self.sample(most)?, self.sample(least)?];
        let open = self.open();
        if open.len() <= MOST_MOVED {
            for moved in open {
                for (from, to) in [(0, 1), (1, 0)] {
                    let (Some(from), Some(to)) = (corners.get(from), corners.get(to)) else { continue };
                    let Some(point) = self.moved(moved, &from.point, &to.point) else { continue };
                    let before = from.settled.clone();
                    let sample = self.sample(point)?;
                    if let Some(ask) = moved.ask {
                        self.found.swing(ask, &before, &sample.settled);
                    }
                    corners.push(sample);
                }
            }
        }
        let corners = distinct(corners);
        if corners.len() <= MOST_CORNERS {
            return self.cells(corners, 0);
        }
        for (at, corner) in corners.iter().enumerate() {
            for hub in corners.iter().take(at.min(2)) {
                self.cells(vec![hub.clone(), corner.clone()], 0)?;
            }
        }
        Ok(())
    }

    /// All amounts where they leave most to the person, or least.
    fn end(&self, most: bool) -> Option<Point> {
        let mut point = Point::default();
        for frame in &self.frames {
            point.bills.push(frame.end(most)?);
        }
        for (variable, (least, upper)) in &self.others {
            point.others.push((*variable, if most { *upper } else { *least }));
        }
        Some(point)
    }

    /// What can be moved by itself: each open amount, and each bill of which several are open.
    fn open(&self) -> Vec<Moved> {
        let mut open = Vec::new();
        let positions = self.setting.bills.iter().filter_map(|&place| self.setting.case.bills.get(place));
        for (bill, (frame, told)) in self.frames.iter().zip(positions).enumerate() {
            let before = open.len();
            for quantity in QUANTITIES {
                let (least, most) = frame.span(quantity);
                if least < most {
                    let ask = field_told(told, quantity).map(|field| Ask::Bill(told.position, field));
                    open.push(Moved { bill: Some(bill), quantity: Some(quantity), variable: None, ask });
                }
            }
            if open.len() > before + 1 {
                open.push(Moved { bill: Some(bill), quantity: None, variable: None, ask: None });
            }
        }
        for (variable, _) in &self.others {
            let (variable, ask) = (Some(*variable), Some(variable.ask()));
            open.push(Moved { bill: None, quantity: None, variable, ask });
        }
        open
    }

    /// The first point with what is moved as it is at the other. An amount that moves others with it says nothing by
    /// itself.
    fn moved(&self, moved: Moved, from: &Point, to: &Point) -> Option<Point> {
        let mut point = from.clone();
        if let Some(bill) = moved.bill {
            let (here, there) = (from.bills.get(bill)?, to.bills.get(bill)?);
            let parts = match moved.quantity {
                None => *there,
                Some(quantity) => {
                    let own = *here.get(quantity as usize)?;
                    let (least, most) = self.frames.get(bill)?.span(quantity);
                    let frame =
                        self.frames.get(bill)?.with(quantity, if own == most { least } else { most })?;
                    let parts = frame.nearest(here)?;
                    let changed = here.iter().zip(&parts).filter(|(one, other)| one != other).count();
                    if changed == 1 { parts } else { return None }
                }
            };
            *point.bills.get_mut(bill)? = parts;
        }
        for ((variable, fens), (_, there)) in point.others.iter_mut().zip(&to.others) {
            if moved.variable == Some(*variable) {
                *fens = *there;
            }
        }
        Some(point)
    }

    fn sample(&mut self, point: Point) -> Result<Sample, Open> {
        self.budget = self.budget.saturating_sub(1);
        let told = self.untold > 0;
        self.untold = self.untold.saturating_sub(1);
        let marks = Marks::new(true);
        let settled = settle(self.setting, self.part, self.world, &point, &marks, told)?;
        let amounts = Amounts::of(&settled);
        self.found.add(settled, told);
        Ok(Sample { point, marks: marks.into_list(), settled: amounts })
    }

    /// Looks at every cell of what lies between these points.
    fn cells(&mut self, samples: Vec<Sample>, depth: usize) -> Result<(), Open> {
        let Some(turn) = first_turn(&samples) else { return Ok(()) };
        if depth == DEEPEST || self.budget == 0 {
            return Ok(());
        }
        let holds = |sample: &Sample| sample.marks.get(turn).is_some_and(|mark| mark.holds);
        let (mut above, mut below): (Vec<Sample>, Vec<Sample>) = samples.into_iter().partition(holds);
        let (mut more_above, mut more_below) = (Vec::new(), Vec::new());
        let mut pairs = 0;
        for one in &above {
            for other in &below {
                pairs += 1;
                if pairs <= MOST_PAIRS
                    && let Some((upper, lower)) = self.turning(one, other, turn)?
                {
                    more_above.push(upper);
                    more_below.push(lower);
                }
            }
        }
        above.append(&mut more_above);
        below.append(&mut more_below);
        self.cells(distinct(above), depth + 1)?;
        self.cells(distinct(below), depth + 1)
    }

    /// The neighbouring points between which a comparison turns on the way from one point to another.
    fn turning(
        &mut self,
        one: &Sample,
        other: &Sample,
        turn: usize,
    ) -> Result<Option<(Sample, Sample)>, Open> {
        let steps = one.point.steps_to(&other.point);
        let (Some(from), Some(to)) = (one.marks.get(turn), other.marks.get(turn)) else { return Ok(None) };
        if steps <= 1 {
            return Ok(None);
        }
        let holds = |sample: &Sample| sample.marks.get(turn).is_some_and(|mark| mark.holds);
        // By proportion; where sums were rounded in between it is somewhere near.
        let way = Yuan::from_fens(steps).in_proportion(from.by, from.by + to.by);
        let (mut before, mut after) = ((0, None), (steps, None));
        let (mut guess, mut stride) = (way.to_fens(), 1);
        while after.0 - before.0 > 1 && self.budget > 0 {
            let inside = before.0 < guess && guess < after.0;
            let taken = if inside { guess } else { before.0 + (after.0 - before.0) / 2 };
            let Some(point) = self.between(one, other, taken, steps) else { return Ok(None) };
            let sample = self.sample(point)?;
            if holds(&sample) {
                before = (taken, Some(sample));
                guess = taken + stride;
            } else {
                after = (taken, Some(sample));
                guess = taken - stride;
            }
            stride = (stride * 4).min(steps);
        }
        let upper = before.1.unwrap_or_else(|| one.clone());
        Ok(Some((upper, after.1.unwrap_or_else(|| other.clone()))))
    }

    fn between(&self, one: &Sample, other: &Sample, taken: i64, steps: i64) -> Option<Point> {
        let mut point = one.point.towards(&other.point, taken, steps);
        for (parts, frame) in point.bills.iter_mut().zip(&self.frames) {
            if !frame.holds(parts) {
                *parts = frame.nearest(parts)?;
            }
        }
        Some(point)
    }
}

/// The field in which a quantity of a bill would be told; nothing where it follows from what is.
fn field_told(bill: &Bill, quantity: Quantity) -> Option<BillField> {
    match bill.out_of_scope.filter(|_| quantity == Quantity::InScope) {
        Some(outside) => outside.exact().is_none().then_some(BillField::OutOfScope),
        None => Some(field_of(quantity)),
    }
}

/// The first comparison that comes out differently.
fn first_turn(samples: &[Sample]) -> Option<usize> {
    let (first, others) = samples.split_first()?;
    let turns = |at: &usize| {
        let mark = first.marks.get(*at).map(|mark| mark.holds);
        others.iter().any(|other| other.marks.get(*at).map(|mark| mark.holds) != mark)
    };
    (0..first.marks.len()).find(turns)
}

fn distinct(samples: Vec<Sample>) -> Vec<Sample> {
    let mut kept: Vec<Sample> = Vec::with_capacity(samples.len());
    for sample in samples {
        if !kept.iter().any(|known| known.point == sample.point) {
            kept.push(sample);
        }
    }
    kept
}
