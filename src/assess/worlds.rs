//! 各种可能：settles every world that the open answers leave, and takes the hull.

use core::cmp::Reverse;

use super::ask::Ask;
use super::exact::Setting;
use super::explore::explore;
use super::outcome::{Assessment, BillRow, Gap, NoteKind, ProgramOutcome, Status};
use super::plan::{Part, Plan};
use super::scope::note;
use super::table::{Bearing, Leaf, bearings};
use super::tally::Found;
use super::world::World;
use crate::calendar::BenefitYear;
use crate::case::{Bill, Case};
use crate::lean::{Gather, place};
use crate::money::{Amount, Yuan};
use crate::policy::Policy;

/// Beyond so many worlds, or evaluations of them, one more question is asked instead of a number shown.
const MOST_WORLDS: usize = 4096;
const MOST_RUNS: usize = 32_768;

/// How long figures count as fresh.
const STALE_DAYS: i32 = 400;

/// What a part of the programmes comes to over all worlds.
struct Tried<'a> {
    found: Found<'a>,
    leaves: Vec<Leaf>,
    bearings: Vec<Bearing>,
    /// Every answer that was open to some evaluation.
    asked: Vec<Ask>,
    /// Whether there were more worlds than could be tried.
    too_many: bool,
}

/// Settles everything.
pub(super) fn assess<'a>(policy: &'a Policy, case: &Case) -> Assessment<'a> {
    let mut notes = Vec::new();
    let bills = bills_of_the_year(policy, case, &mut notes);
    let plan = Plan::of(policy, case);
    let setting = Setting { policy, case, plan: &plan, bills: &bills };
    let mut outcomes: Vec<ProgramOutcome<'a>> =
        policy.programs.iter().map(|_| ProgramOutcome::default()).gather();
    let (mut rows, mut all_leaves, mut all_bearings) = (Vec::new(), Vec::new(), Vec::new());
    let mut too_many = false;
    for part in &plan.parts {
        let mut tried = try_all(setting, part);
        too_many |= tried.too_many;
        for (at, mut outcome) in core::mem::take(&mut tried.found.programs) {
            outcome.open_reasons(&tried.asked);
            outcome.figures = figures(&outcome, &tried.bearings, at);
            outcome.missing = missing(&tried.bearings, at, core::mem::take(&mut outcome.missing));
            if tried.too_many {
                give_up(&mut outcome, setting, at);
            }
            if let Some(slot) = outcomes.get_mut(at) {
                *slot = outcome;
            }
        }
        if part.holds_bills {
            rows = core::mem::take(&mut tried.found.rows);
        }
        for kind in tried.found.notes {
            note(&mut notes, kind);
        }
        all_bearings.extend(tried.bearings);
        all_leaves.push(tried.leaves);
    }
    if too_many {
        notes.push(NoteKind::TooOpen);
    }
    about_everything(policy, case, &mut notes);
    let total = if too_many { widest(setting).or_nothing() } else { together(all_leaves) };
    let positions = bills.iter().filter_map(|&place| case.bills.get(place)).map(|bill| bill.position);
    let bills = positions.zip(rows).map(|(position, row)| bill_row(position, row)).gather();
    let asks = in_order(&all_bearings, &outcomes);
    Assessment { programs: outcomes, total, bills, notes, asks }
}

/// Tries every world of one part.
fn try_all<'a>(setting: Setting<'a, '_>, part: &Part) -> Tried<'a> {
    let mut budget = MOST_RUNS;
    let mut tried = Tried {
        found: Found::default(),
        leaves: Vec::new(),
        bearings: Vec::new(),
        asked: Vec::new(),
        too_many: false,
    };
    let mut open = vec![World::default()];
    while let Some(world) = open.pop() {
        if budget == 0 || open.len() + tried.leaves.len() > MOST_WORLDS {
            tried.too_many = true;
            break;
        }
        match explore(setting, part, &world, &mut budget) {
            Ok(found) => {
                for swing in &found.swings {
                    let bears = |(program, narrows): &(usize, Yuan)| Bearing {
                        ask: swing.ask,
                        program: *program,
                        narrows: *narrows,
                    };
                    for bearing in swing.programs.iter().map(bears) {
                        strongest(&mut tried.bearings, bearing);
                    }
                }
                tried.leaves.push(Leaf::of(world, &found));
                tried.found.join(found, true);
            }
            Err(stopped) => open.extend(world.split(stopped).into_iter().rev()),
        }
    }
    for leaf in &tried.leaves {
        for (ask, _) in leaf.world.asks() {
            note(&mut tried.asked, ask);
        }
    }
    if tried.too_many {
        // What was asked first decides most.
        tried.bearings = first_asked(part, &tried.leaves);
    } else {
        tried.bearings.extend(bearings(&tried.leaves));
    }
    tried
}

/// Every answer that was asked for on the way to the first world, for each programme.
fn first_asked(part: &Part, leaves: &[Leaf]) -> Vec<Bearing> {
    let asks = leaves.first().into_iter().flat_map(|leaf| leaf.world.asks()).map(|(ask, _)| ask);
    let asks: Vec<Ask> = asks.filter(|ask| ask.is_for_the_person()).gather();
    let mut bearings = Vec::new();
    for &program in part.units.iter().flatten() {
        // The earlier, the more it narrows.
        let mut narrows = Yuan::whole(1_000_000_000);
        for &ask in &asks {
            narrows = narrows.less(Yuan::whole(1_000));
            bearings.push(Bearing { ask, program, narrows });
        }
    }
    bearings
}

/// Keeps for each answer and programme the most that it narrows.
fn strongest(bearings: &mut Vec<Bearing>, bearing: Bearing) {
    match bearings.iter_mut().find(|known| known.ask == bearing.ask && known.program == bearing.program) {
        Some(known) => known.narrows = known.narrows.max(bearing.narrows),
        None => bearings.push(bearing),
    }
}

/// The parameters that nobody gave and that would change what a programme comes to.
fn figures(outcome: &ProgramOutcome<'_>, bearings: &[Bearing], program: usize) -> Vec<u16> {
    let mut figures = Vec::new();
    for gap in &outcome.gaps {
        if let Gap::Parameter(place) = gap {
            note(&mut figures, *place);
        }
    }
    for bearing in bearings.iter().filter(|bearing| bearing.program == program) {
        if let Ask::Parameter(place) = bearing.ask {
            note(&mut figures, place);
        }
    }
    figures
}

/// What is worth knowing for one programme, what narrows most first.
fn missing(bearings: &[Bearing], program: usize, wanted: Vec<Ask>) -> Vec<Ask> {
    let mut ordered: Vec<Bearing> = Vec::new();
    for bearing in bearings.iter().filter(|bearing| bearing.program == program) {
        place(&mut ordered, *bearing, |one, other| {
            one.narrows > other.narrows || (one.narrows == other.narrows && one.ask < other.ask)
        });
    }
    let mut missing = Vec::new();
    for bearing in ordered {
        if !matches!(bearing.ask, Ask::Parameter(_)) {
            note(&mut missing, bearing.ask);
        }
    }
    for ask in wanted {
        note(&mut missing, ask);
    }
    missing
}

/// What is worth asking, what narrows most first; who somebody is decides what else matters.
fn in_order(bearings: &[Bearing], outcomes: &[ProgramOutcome<'_>]) -> Vec<Ask> {
    let mut asks: Vec<(Ask, Yuan, usize)> = Vec::new();
    for bearing in bearings {
        match asks.iter_mut().find(|(ask, ..)| *ask == bearing.ask) {
            Some((_, narrows, count)) => {
                *narrows = *narrows + bearing.narrows;
                *count += 1;
            }
            None => asks.push((bearing.ask, bearing.narrows, 1)),
        }
    }
    let mut ordered: Vec<(Ask, Yuan, usize)> = Vec::new();
    for ask in asks {
        let rank = |(ask, narrows, count): &(Ask, Yuan, usize)| {
            (*ask != Ask::Categories, Reverse(*narrows), Reverse(*count), *ask)
        };
        place(&mut ordered, ask, |one, other| rank(one) < rank(other));
    }
    let mut ordered: Vec<Ask> = ordered.into_iter().map(|(ask, ..)| ask).gather();
    if outcomes.iter().any(|outcome| outcome.missing.contains(&Ask::Bills)) {
        ordered.push(Ask::Bills);
    }
    ordered
}

/// The total over all parts, whose worlds have to agree on the answers that they share.
fn together(parts: Vec<Vec<Leaf>>) -> Amount {
    let mut sums: Vec<(World, Amount)> = vec![(World::default(), Amount::ZERO)];
    for leaves in parts {
        if leaves.iter().all(|leaf| leaf.total.is_zero()) {
            continue;
        }
        let mut longer: Vec<(World, Amount)> = Vec::new();
        for (world, sum) in &sums {
            for leaf in &leaves {
                if let Some(both) = world.and(&leaf.world) {
                    longer.push((both, *sum + leaf.total));
                }
            }
        }
        if longer.len() > MOST_WORLDS {
            // No narrower than what is possible, though it may be wider.
            let hull = longer.iter().map(|(_, sum)| *sum).reduce(Amount::or).unwrap_or_default();
            longer = vec![(World::default(), hull)];
        }
        sums = longer;
    }
    sums.into_iter().map(|(_, sum)| sum).reduce(Amount::or).unwrap_or_default()
}

/// Nothing is said of an amount that could not be settled, but what bounds it.
fn give_up(outcome: &mut ProgramOutcome<'_>, setting: Setting<'_, '_>, place: usize) {
    let on_bills = setting.policy.programs.get(place).is_some_and(|program| program.covers.is_some());
    if outcome.status != Status::NotEligible || !outcome.missing.is_empty() {
        outcome.status = Status::Unknown;
        outcome.amount = if on_bills { widest(setting).or_nothing() } else { outcome.amount.or_nothing() };
        outcome.steps.clear();
    }
}

/// All that the bills come to.
fn widest(setting: Setting<'_, '_>) -> Amount {
    setting.bills.iter().filter_map(|&place| setting.case.bills.get(place)).map(|bill| bill.total).sum()
}

fn bill_row(position: usize, row: [Amount; 7]) -> BillRow {
    let [total, out_of_scope, basic, critical, waived_and_other, assistance, self_pay] = row;
    BillRow { position, total, out_of_scope, basic, critical, waived_and_other, assistance, self_pay }
}

/// The bills that are reckoned, by their places; the others are named.
fn bills_of_the_year(policy: &Policy, case: &Case, notes: &mut Vec<NoteKind>) -> Vec<usize> {
    let has_rule = |bill: &Bill| policy.period.holds(bill.date);
    let day = case.reference_day(|day| policy.period.holds(day));
    let counts = |bill: &Bill| {
        let first_months = policy.programs.iter().map(|program| program.year_begins);
        first_months.chain([1]).any(|month| BenefitYear::of(day, month).holds(bill.date))
    };
    let mut places = Vec::with_capacity(case.bills.len());
    for (place, bill) in case.bills.iter().enumerate() {
        if !counts(bill) {
            notes.push(NoteKind::OtherYear(bill.position));
        } else if !has_rule(bill) {
            notes.push(NoteKind::NoRule(bill.position));
        } else {
            places.push(place);
        }
    }
    let bills = || places.iter().filter_map(|&place| case.bills.get(place));
    notes.extend(
        bills().filter(|bill| bill.out_of_scope.is_some()).map(|bill| NoteKind::ScopeDerived(bill.position)),
    );
    notes.extend(bills().filter(|bill| bill.rounded).map(|bill| NoteKind::Rounded(bill.position)));
    notes.extend(bills().filter(|bill| bill.over_scope).map(|bill| NoteKind::OverScope(bill.position)));
    if bills().any(|bill| bill.critical_assumed) {
        notes.push(NoteKind::CriticalTakenAsNone);
    }
    places
}

fn about_everything(policy: &Policy, case: &Case, notes: &mut Vec<NoteKind>) {
    for (place, question) in policy.facts.iter().enumerate() {
        if question.shown_by_place && case.person.facts.get(place).copied().flatten().is_none() {
            notes.push(NoteKind::ShownByPlace(place));
        }
    }
    if !policy.period.holds(case.as_of) {
        notes.push(NoteKind::Ended);
    }
    if policy.checked_on.days_until(case.as_of) > STALE_DAYS && policy.period.until.is_none() {
        notes.push(NoteKind::Stale);
    }
}
