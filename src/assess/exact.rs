//! 结算：everything that one complete case comes to. The first open answer that bears ends it.
//!
//! Programmes are reckoned in the pack's order. Those bound to one another by an exclusion or a shared limit are
//! settled together; what they pay is then posted to the bills, where later programmes find it.

use super::ask::{Ask, Decision};
use super::deadline;
use super::exclude::{self, Rival};
use super::ledger::{Entry, Row, SAYABLE};
use super::marks::Marks;
use super::outcome::{Executed, NoteKind, ProgramOutcome, Status, Taken};
use super::plan::{Part, Plan};
use super::point::Point;
use super::pool;
use super::program::Reckoned;
use super::receipt;
use super::scope::{Given, Scope};
use super::world::{Domain, Open, World};
use crate::calendar::BenefitYear;
use crate::case::Case;
use crate::lean::{self, Gather};
use crate::money::{Amount, Yuan};
use crate::policy::{Exclusion, Policy, Quantity, TestKind};
use crate::vocabulary::ProgramKind;

/// What is the same in every world.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a, 'c> {
    pub policy: &'a Policy,
    pub case: &'c Case,
    pub plan: &'c Plan,
    /// The places, among the case's bills, of those that are reckoned.
    pub bills: &'c [usize],
}

/// What one part of the programmes comes to.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled<'a> {
    pub programs: Vec<(usize, ProgramOutcome<'a>)>,
    pub total: Yuan,
    pub rows: Vec<Row>,
    pub notes: Vec<NoteKind>,
}

/// More than any bill leaves.
fn all_there_is() -> Yuan {
    Yuan::whole(1_000_000_000).repeated(1_000_000)
}

/// Settles one part in one world, at one point.
pub(super) fn settle<'a>(
    setting: Setting<'a, '_>,
    part: &Part,
    world: &World,
    point: &Point,
    marks: &Marks,
    told: bool,
) -> Result<Settled<'a>, Open> {
    let Setting { policy, case, plan, bills } = setting;
    let sayable: Vec<Quantity> = SAYABLE
        .into_iter()
        .filter(|column| policy.programs.iter().any(|program| program.fills == Some(*column)))
        .gather();
    let mut ledger = Vec::with_capacity(bills.len());
    for (bill, parts) in bills.iter().filter_map(|&place| case.bills.get(place)).zip(&point.bills) {
        ledger.push(Entry::new(bill, parts, &sayable, world));
    }
    let given = Given { policy, case, world, point, marks };
    let mut settled = Settled::default();
    let mut may_be_paid = 0;
    for unit in &part.units {
        let everyone = Scope::new(&given, &ledger);
        let mut lines = reckon_all(everyone, unit, plan, told)?;
        for line in lines.iter().filter(|line| line.is_open()) {
            may_be_paid |= receipt::bit(line.place);
        }
        let mut unit = Unit { assumed: assume(everyone, &lines, plan)?, winners: Vec::new() };
        unit.exclude(everyone, &mut lines);
        let paid: Vec<bool> = unit.winners.iter().map(Option::is_none).gather();
        unit.fill(everyone, &mut lines, &paid)?;
        let computed: Vec<Yuan> = lines.iter().map(|line| line.amount).gather();
        pool::share(everyone, &mut lines, &paid)?;
        for ((line, computed), assumed) in lines.iter_mut().zip(computed).zip(&unit.assumed) {
            if *assumed {
                line.amount = computed;
            }
        }
        let mut payables = Vec::with_capacity(lines.len());
        for (at, line) in lines.iter_mut().enumerate() {
            let is_paid = paid.get(at) == Some(&true) && line.is_open();

            let payable = pay(line, is_paid, &mut ledger, marks, &mut settled.notes);
            if line.program.kind.counts_in_total() {
                settled.total = settled.total + payable;
            }
            payables.push(payable);
        }
        let everyone = Scope::new(&given, &ledger);
        for ((line, payable), winner) in lines.into_iter().zip(payables).zip(unit.winners) {
            let place = line.place;
            let outcome = close(line, payable, winner, everyone, told, &mut settled.notes);
            settled.programs.push((place, outcome));
        }
    }
    if part.holds_bills {
        let everyone = Scope::new(&given, &ledger);
        receipt::belongs_somewhere(everyone, may_be_paid)?;
        for entry in &ledger {
            settled.rows.push(entry.row(marks)?);
        }
    }
    Ok(settled)
}

/// Reckons programmes that are settled together. One that another surely replaces is not asked about.
fn reckon_all<'a>(
    everyone: Scope<'a, '_>,
    unit: &[usize],
    plan: &Plan,
    told: bool,
) -> Result<Vec<Reckoned<'a>>, Open> {
    let mut lines = Vec::with_capacity(unit.len());
    let mut open: Vec<(usize, usize, bool, Open)> = Vec::new();
    for (at, &place) in unit.iter().enumerate() {
        let Some(program) = everyone.policy.programs.get(place) else { continue };
        let mut line = Reckoned::of(program, place, told);
        match line.reckon(everyone, plan.sums_first.get(place) == Some(&true)) {
            Ok(()) => {}
            Err(found) if unit.len() == 1 => return Err(found),
            Err(found) => {
                // Whom the rules prefer is settled first.
                let preferred = exclude::prevails(everyone.policy, unit, place);
                let entry = (at, place, preferred, found);
                lean::place(&mut open, entry, |one, other| one.2 && !other.2);
                line = Reckoned::of(program, place, told);
            }
        }
        lines.push(line);
    }
    let pays = |at: usize| lines.get(at).is_some_and(|line| line.is_open() && !line.amount.is_zero());
    let prevails = |place: usize| exclude::prevails(everyone.policy, unit, place);
    let sure: Vec<usize> = unit
        .iter()
        .enumerate()
        .filter(|(at, place)| pays(*at) && prevails(**place))
        .map(|(_, place)| *place)
        .gather();
    for (at, place, _, found) in open {
        if !sure.iter().any(|winner| exclude::conflict(everyone.policy, *winner, place)) {
            return Err(found);
        }
        if let Some(line) = lines.get_mut(at) {
            line.status = Status::Unknown;
        }
    }
    Ok(lines)
}

/// Programmes that are settled together.
struct Unit<'a> {
    /// For each line whose rule gives no figure, whether all that is left is taken for it.
    assumed: Vec<bool>,
    winners: Vec<Option<(usize, &'a Exclusion)>>,
}

/// A programme without a figure pays something between nothing and all that is left; both bear on the others.
fn assume(everyone: Scope<'_, '_>, lines: &[Reckoned<'_>], plan: &Plan) -> Result<Vec<bool>, Open> {
    let help = everyone.ledger.iter().any(|entry| !entry.help.is_zero());
    let mut assumed = Vec::with_capacity(lines.len());
    for line in lines {
        let bears = plan.bears.get(line.place) == Some(&true) || help;
        let is_open = line.status == Status::NotComputed && line.program.kind.counts_in_total() && bears;
        let ask = Ask::Office(Decision::Uncomputed(line.place));
        assumed.push(is_open && everyone.world.decided(ask)?);
    }
    Ok(assumed)
}

impl<'a> Unit<'a> {
    fn exclude(&mut self, everyone: Scope<'a, '_>, lines: &mut [Reckoned<'a>]) {
        let mut rivals = Vec::with_capacity(lines.len());
        for (line, assumed) in lines.iter().zip(&self.assumed) {
            let worth = if *assumed { all_there_is() } else { line.amount };
            let worth = if line.is_open() { worth } else { Yuan::ZERO };
            let enjoyed = line.received.any() || receipt::named(everyone, line.place);
            rivals.push(Rival { place: line.place, worth, enjoyed });
        }
        self.winners = exclude::winners(everyone.policy, &rivals, everyone.marks);
        for (line, winner) in lines.iter_mut().zip(&mut self.winners) {
            if !line.is_open() {
                *winner = None;
            }
            if let Some((place, exclusion)) = winner.filter(|_| line.trace.told) {
                let taken = Taken::Exclude(place, exclusion);
                line.steps.push(Executed::on_sum(taken, Yuan::ZERO, exclusion.citation));
            }
        }
    }

    /// Lets those without a figure take all that their bills leave.
    fn fill(&self, everyone: Scope<'a, '_>, lines: &mut [Reckoned<'a>], paid: &[bool]) -> Result<(), Open> {
        for ((line, assumed), paid) in lines.iter_mut().zip(&self.assumed).zip(paid) {
            if *assumed && *paid {
                for (place, share) in &mut line.shares {
                    if let Some(entry) = everyone.ledger.get(*place) {
                        *share = entry.left(everyone.marks)?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Rounds, posts what the programme grants to the bills, and takes off what was already paid: what is still payable.
fn pay(
    line: &mut Reckoned<'_>,
    is_paid: bool,
    ledger: &mut [Entry<'_>],
    marks: &Marks,
    notes: &mut Vec<NoteKind>,
) -> Yuan {
    let told = line.trace.told;
    let exact = line.amount;
    let mut payable = exact.to_fen();
    let entitled = payable;
    if told && payable != exact {
        line.steps.push(Executed::on_sum(Taken::Round, payable, None));
    }
    round_shares(&mut line.shares);
    if !is_paid {
        return Yuan::ZERO;
    }
    if line.program.kind == ProgramKind::Insurance {
        if line.status == Status::Eligible {
            say(line, ledger, notes);
        }
        return payable;
    }
    let granted: Yuan = line.shares.iter().map(|(_, share)| *share).sum();
    let mut on_bills = Yuan::ZERO;
    if line.program.counts_help() {
        grant(line, ledger, Yuan::ZERO, marks);
    } else {
        let help =
            line.shares.iter().filter_map(|(place, _)| ledger.get(*place)).map(|entry| entry.help).sum();
        on_bills = marks.least(granted, help);
        grant(line, ledger, on_bills, marks);
        if !on_bills.is_zero() {
            payable = marks.less(payable, on_bills);
            if told {
                line.steps.push(Executed::on_sum(Taken::PaidOnBills(on_bills.into()), payable, None));
            }
        }
    }
    let received = line.received.listed;
    if !received.is_zero() {
        if received > entitled.less(on_bills) && line.status == Status::Eligible && told {
            notes.push(NoteKind::ReceivedExceeds(line.place));
        }
        payable = marks.less(payable, received);
        if told {
            line.steps.push(Executed::on_sum(Taken::Received(received), payable, None));
        }
    }
    payable
}

/// What each bill gets of a programme, so that it adds up to the programme's rounded amount.
fn round_shares(shares: &mut [(usize, Yuan)]) {
    let (mut sum, mut rounded) = (Yuan::ZERO, Yuan::ZERO);
    for (_, share) in shares {
        sum = sum + *share;
        let upto = sum.to_fen();
        *share = upto - rounded;
        rounded = upto;
    }
}

/// Posts what insurance pays by the pack's rules.
fn say(line: &Reckoned<'_>, ledger: &mut [Entry<'_>], notes: &mut Vec<NoteKind>) {
    let Some(column) = line.program.fills else { return };
    for (place, share) in &line.shares {
        if let Some(entry) = ledger.get_mut(*place) {
            entry.say(column, *share);
            if line.trace.told {
                notes.push(NoteKind::InsuranceDerived(entry.bill.position, line.place));
            }
        }
    }
}

/// Posts what a programme grants to the bills. `on_bills` of it is paid by the help that stands on them: first by that
/// on the same bill, then by that on the others.
fn grant(line: &Reckoned<'_>, ledger: &mut [Entry<'_>], on_bills: Yuan, marks: &Marks) {
    let mut to_come = Vec::with_capacity(line.shares.len());
    let mut left = on_bills;
    for (place, share) in &line.shares {
        let Some(entry) = ledger.get_mut(*place) else { continue };
        entry.granted = entry.granted + *share;
        let here = marks.least(marks.least(*share, entry.help), left);
        entry.help = entry.help - here;
        left = left - here;
        to_come.push((*place, *share - here));
    }
    let mut moved = left;
    for (place, _) in &line.shares {
        let Some(entry) = ledger.get_mut(*place) else { continue };
        let here = marks.least(entry.help, left);
        entry.help = entry.help - here;
        left = left - here;
    }
    for (place, open) in to_come {
        let Some(entry) = ledger.get_mut(place) else { continue };
        let elsewhere = marks.least(open, moved);
        moved = moved - elsewhere;
        entry.to_come = entry.to_come + (open - elsewhere);
    }
}

fn close<'a>(
    line: Reckoned<'a>,
    payable: Yuan,
    winner: Option<(usize, &'a Exclusion)>,
    everyone: Scope<'a, '_>,
    told: bool,
    notes: &mut Vec<NoteKind>,
) -> ProgramOutcome<'a> {
    let mut outcome = ProgramOutcome {
        status: line.status,
        amount: Amount::exactly(payable),
        replaced_by: winner.map(|(place, _)| place),
        yields_to_office: winner.is_some_and(|(place, _)| is_granted_by_office(everyone, place)),
        missing: line.wanted.into_iter().gather(),
        gaps: line.gap.clone().into_iter().gather(),
        ..ProgramOutcome::default()
    };
    if !told {
        return outcome;
    }
    let covered: Vec<usize> = line.shares.iter().map(|(place, _)| *place).gather();
    let scope = Scope { covered: &covered, ..everyone };
    // Nothing more to come is no application.
    let wanted =
        line.is_open() && (!payable.is_zero() || line.status != Status::Eligible || winner.is_some());
    if wanted {
        let (route, passed) = deadline::route(line.program, scope);
        outcome.route = route;
        if !payable.is_zero() {
            notes.extend(passed.into_iter().map(|bill| NoteKind::DeadlinePassed(bill, line.place)));
        }
        let documents = line.program.documents.iter().enumerate();
        let documents = documents.filter(|(_, wanted)| scope.may_hold(&wanted.when));
        outcome.documents = documents.map(|(place, _)| place).gather();
    }
    if line.is_open() && winner.is_none() {
        name_other_years(&line, scope, notes);
        let remarks = line.program.remarks.iter().filter(|(when, _)| scope.holds(when) == Ok(true));
        outcome.remarks = remarks.map(|(_, text)| text.as_str()).gather();
    }
    outcome.steps = line.steps;
    outcome.reasons = line.trace.reasons;
    outcome.readings = line.trace.readings;
    outcome.parameters = line.trace.parameters;
    outcome
}

/// Whether a programme applies only because the office counts an illness that its list does not name.
fn is_granted_by_office(everyone: Scope<'_, '_>, place: usize) -> bool {
    let Some(program) = everyone.policy.programs.get(place) else { return false };
    let granted = |list: u16| {
        let domain = everyone.world.domain(Ask::Office(Decision::Listed(list)));
        domain.is_some_and(|domain| *domain == Domain::Words(0b10))
    };
    let mut by_office = false;
    let conditions =
        program.covers.iter().chain([&program.who]).chain(program.ways.iter().map(|way| &way.who));
    for condition in conditions {
        condition.each_test(&mut |test| {
            if let TestKind::Disease(list) = test.kind {
                by_office |= granted(list);
            }
        });
    }
    by_office
}

/// The bills that the programme would cover, were they of its year: another programme's year may begin in another month.
fn name_other_years<'a>(line: &Reckoned<'a>, scope: Scope<'a, '_>, notes: &mut Vec<NoteKind>) {
    let Some(covers) = &line.program.covers else { return };
    let year = BenefitYear::of(scope.reference_day(), line.program.year_begins);
    for entry in scope.ledger.iter().filter(|entry| !year.holds(entry.bill.date)) {
        if scope.on(entry).holds(covers) != Ok(false) {
            notes.push(NoteKind::OtherYearOf(entry.bill.position, line.place));
        }
    }
}
