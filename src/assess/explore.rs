//! 探看：what a world comes to, wherever in their ranges its amounts lie.
//!
//! Where all comparisons come out alike at some points, they do between them, and whatever is computed changes evenly
//! there; so nothing lies outside what the points give. Where a comparison comes out differently at two points, the
//! pair of neighbouring points between which it turns is found by proportion, and each side is looked at by itself.
//! Every end of a range is so one that some family reaches.

use super::ask::Ask;
use super::exact::{Setting, Settled, settle};
use super::ledger::{SAYABLE, is_untold};
use super::marks::{Mark, Marks};
use super::plan::Part;
use super::point::Point;
use super::scope::{Given, Scope};
use super::source;
use super::tally::Found;
use super::world::{Open, Variable, World, field_of};
use crate::case::{Frame, Parts};
use crate::lean::Gather;
use crate::money::Yuan;
use crate::policy::Quantity;
use crate::vocabulary::BillField;

/// Corners that are looked at together; of more, ways between them.
const MOST_CORNERS: usize = 8;
/// Bills whose ranges are each moved by themselves.
const MOST_MOVED: usize = 6;
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
struct Sample {
    point: Point,
    marks: Vec<Mark>,
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
            let mut frame = bill.frame.clone();
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
        let vertices: Vec<Vec<Parts>> = self.frames.iter().map(Frame::vertices).gather();
        let count = vertices.iter().fold(1_usize, |count, here| count.saturating_mul(here.len()));
        let ends = 1_usize << self.others.len().min(10);
        if count.saturating_mul(ends) <= MOST_CORNERS {
            let points = self.product(&vertices);
            let samples = self.samples(points)?;
            self.cells(samples, 0)?;
        } else {
            self.ways(&vertices)?;
        }
        self.swings(&vertices)
    }

    /// Every corner of what the amounts can be.
    fn product(&self, vertices: &[Vec<Parts>]) -> Vec<Point> {
        let mut points = vec![Point::default()];
        for here in vertices {
            let longer = |point: &Point, parts: &Parts| {
                let mut point = point.clone();
                point.bills.push(*parts);
                point
            };
            points = points
                .iter()
                .flat_map(|point| here.iter().map(|parts| longer(point, parts)).gather())
                .gather();
        }
        self.with_others(points)
    }

    fn with_others(&self, mut points: Vec<Point>) -> Vec<Point> {
        for &(variable, (least, most)) in &self.others {
            let ends = |point: &Point| {
                [most, least].map(|fens| {
                    let mut point = point.clone();
                    point.others.push((variable, fens));
                    point
                })
            };
            points = points.iter().flat_map(ends).gather();
        }
        points
    }

    /// Of many corners, the ways from the one that leaves most, and from the one that leaves least, to others.
    fn ways(&mut self, vertices: &[Vec<Parts>]) -> Result<(), Open> {
        let kinds = vertices.iter().map(Vec::len).max().unwrap_or(1);
        let all =
            |kind: usize| vertices.iter().filter_map(move |here| here.get(kind.min(here.len() - 1)).copied());
        let mut points: Vec<Vec<Parts>> = (0..kinds).map(|kind| all(kind).gather()).gather();
        let open: Vec<usize> =
            vertices.iter().enumerate().filter(|(_, here)| here.len() > 1).map(|(bill, _)| bill).gather();
        if open.len() <= MOST_MOVED {
            for &bill in &open {
                for parts in vertices.get(bill).into_iter().flatten() {
                    for (before, after) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                        let own = |at: usize, here: &Vec<Parts>| match at {
                            _ if at == bill => Some(*parts),
                            _ => here
                                .get((if at < bill { before } else { after }).min(here.len() - 1))
                                .copied(),
                        };
                        points.push(
                            vertices.iter().enumerate().filter_map(|(at, here)| own(at, here)).gather(),
                        );
                    }
                }
            }
        }
        let mut distinct: Vec<Vec<Parts>> = Vec::new();
        for point in points {
            if !distinct.contains(&point) {
                distinct.push(point);
            }
        }
        let points = distinct.into_iter().map(|bills| Point { bills, others: Vec::new() }).gather();
        let samples = self.samples(self.with_others(points))?;
        let hubs = samples.len().min(2);
        for (at, sample) in samples.iter().enumerate() {
            for hub in samples.iter().take(hubs.min(at)) {
                self.cells(vec![hub.again(), sample.again()], 0)?;
            }
        }
        Ok(())
    }

    fn samples(&mut self, points: Vec<Point>) -> Result<Vec<Sample>, Open> {
        let mut samples = Vec::with_capacity(points.len());
        for point in points {
            samples.push(self.sample(point)?);
        }
        Ok(samples)
    }

    fn sample(&mut self, point: Point) -> Result<Sample, Open> {
        let (settled, marks) = self.settle(&point)?;
        self.found.add(settled, self.untold > 0);
        self.untold = self.untold.saturating_sub(1);
        Ok(Sample { point, marks })
    }

    fn settle(&mut self, point: &Point) -> Result<(Settled<'a>, Vec<Mark>), Open> {
        self.budget = self.budget.saturating_sub(1);
        let marks = Marks::new(true);
        let settled = settle(self.setting, self.part, self.world, point, &marks, self.untold > 0)?;
        Ok((settled, marks.into_list()))
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
        let upper = before.1.unwrap_or_else(|| one.again());
        Ok(Some((upper, after.1.unwrap_or_else(|| other.again()))))
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

    /// How much each open amount moves the result by itself.
    fn swings(&mut self, vertices: &[Vec<Parts>]) -> Result<(), Open> {
        let corner = |kind: usize| {
            let bills =
                vertices.iter().filter_map(|here| here.get(kind.min(here.len() - 1)).copied()).gather();
            let others = self
                .others
                .iter()
                .map(|(variable, (least, most))| (*variable, if kind == 0 { *most } else { *least }));
            Point { bills, others: others.gather() }
        };
        let corners = [corner(0), corner(1)];
        let positions: Vec<usize> = self
            .setting
            .bills
            .iter()
            .filter_map(|&place| self.setting.case.bills.get(place))
            .map(|bill| bill.position)
            .gather();
        let mut open: Vec<(Ask, Option<(usize, Quantity)>)> = Vec::new();
        if vertices.iter().filter(|here| here.len() > 1).count() <= MOST_MOVED {
            for (bill, frame) in self.frames.iter().enumerate() {
                for quantity in QUANTITIES {
                    let (least, most) = frame.span(quantity);
                    if least < most
                        && let Some(position) = positions.get(bill)
                    {
                        open.extend(
                            self.field_of(*position, quantity)
                                .map(|field| (Ask::Bill(*position, field), Some((bill, quantity)))),
                        );
                    }
                }
            }
        }
        open.extend(self.others.iter().map(|(variable, _)| (variable.ask(), None)));
        for (ask, part) in open {
            let [one, other] = &corners;
            let moved = [(one, other), (other, one)].map(|(from, to)| self.moved(ask, part, from, to));
            for (corner, moved) in corners.iter().zip(moved) {
                let Some(moved) = moved else { continue };
                let (before, _) = self.settle(corner)?;
                let (after, _) = self.settle(&moved)?;
                self.found.swing(ask, &before, &after);
                self.found.add(after, false);
            }
        }
        Ok(())
    }

    /// The field in which a quantity of a bill would be told; nothing where it follows from what is.
    fn field_of(&self, position: usize, quantity: Quantity) -> Option<BillField> {
        let bill = self.setting.case.bills.iter().find(|bill| bill.position == position)?;
        match bill.out_of_scope.filter(|_| quantity == Quantity::InScope) {
            Some(outside) => outside.exact().is_none().then_some(BillField::OutOfScope),
            None => Some(field_of(quantity)),
        }
    }

    /// The first point with one amount as it is at the other.
    fn moved(&self, ask: Ask, part: Option<(usize, Quantity)>, from: &Point, to: &Point) -> Option<Point> {
        let mut point = from.clone();
        match part {
            Some((bill, quantity)) => {
                let (least, most) = self.frames.get(bill)?.span(quantity);
                let here = from.bills.get(bill)?;
                let own = here.get(quantity as usize)?;
                let frame = self.frames.get(bill)?.with(quantity, if *own == most { least } else { most })?;
                *point.bills.get_mut(bill)? = frame.nearest(here)?;
            }
            None => {
                for ((variable, fens), (_, there)) in point.others.iter_mut().zip(&to.others) {
                    if variable.ask() == ask {
                        *fens = *there;
                    }
                }
            }
        }
        Some(point)
    }
}

impl Sample {
    fn again(&self) -> Self {
        Self { point: self.point.clone(), marks: self.marks.clone() }
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
