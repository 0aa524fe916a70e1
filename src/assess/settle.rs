//! 结算：programmes that exclude each other or share a limit are settled together, in the pack's order; what they
//! pay is posted to the bills before the next ones are reckoned.

use super::exclude::{Rivalry, Worth};
use super::given::Given;
use super::join::Bearing;
use super::judge::Scope;
use super::ledger::{Covered, Entry, Payment};
use super::line::{Line, Share};
use super::mechanism::round;
use super::outcome::{Ask, BillRow, NoteKind, ProgramOutcome, Status, Taken};
use super::program::reckon;
use super::room::Room;
use super::trace::{Trace, Truth};
use super::{deadline, help, pool};
use crate::calendar::BenefitYear;
use crate::case::Bill;
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Op, Program, Quantity};
use crate::vocabulary::ProgramKind;

/// How long figures count as fresh.
const STALE_DAYS: i32 = 400;

/// 结算结果: what some units come to, in one world or in several.
pub(super) struct Settled<'a> {
    /// By the programme's place; nothing for those of other units.
    pub programs: Vec<Option<ProgramOutcome<'a>>>,
    pub total: Amount,
    pub bills: Vec<BillRow>,
    pub notes: Vec<NoteKind>,
    /// The answers by which worlds are told apart, and what each changes.
    pub bears: Vec<Bearing>,
}

/// Reckons and settles these units, as far as the world tells: what it finds open, the world remembers.
pub(super) fn settle<'a>(given: &Given<'a, '_>, units: &[Vec<usize>]) -> Settled<'a> {
    let Given { policy, case, world } = *given;
    let mut notes = Vec::new();
    let mut ledger = open_ledger(given, &mut notes);
    let mut outcomes: Vec<Option<ProgramOutcome<'a>>> = policy.programs.iter().map(|_| None).gather();
    let mut total = Amount::ZERO;
    let mut room = Room { bases: vec![Yuan::ZERO; ledger.len()], apart: Yuan::ZERO };
    for unit in units {
        let mut lines: Vec<Line<'a>> = unit
            .iter()
            .take_while(|_| world.is_clear())
            .filter_map(|&place| {
                let program = policy.programs.get(place)?;
                let reckoned = reckon(given, (place, program), &ledger);
                let payable = reckoned.if_paid;
                let shares = Vec::new();
                Some(Line {
                    place,
                    program,
                    reckoned,
                    payable,
                    replaced_by: None,
                    contested: false,
                    certain_shares: true,
                    shares,
                })
            })
            .gather();
        if !world.is_clear() {
            break;
        }
        let rivalry = Rivalry::settle(given, &mut lines);
        pool::share(given, &mut lines, &ledger);
        for line in &mut lines {
            pay(line, &mut ledger, &mut notes);
        }
        let counts = |line: &Line<'_>| line.program.kind.counts_in_total();
        total = total + rivalry.together(&lines, Worth::Payable);
        for line in lines.iter().filter(|line| counts(line) && line.is_open()) {
            room.count(line);
        }
        post(&lines, &rivalry, &mut ledger, &mut notes);
        for line in lines {
            let place = line.place;
            if let Some(slot) = outcomes.get_mut(place) {
                *slot = Some(close(line, given, &ledger, &mut notes));
            }
        }
    }
    for (place, question) in policy.facts.iter().enumerate() {
        if question.shown_by_place && case.person.facts.get(place).copied().flatten().is_none() {
            notes.push(NoteKind::ShownByPlace(place));
        }
    }
    if policy.checked_on.days_until(case.as_of) > STALE_DAYS && policy.period.until.is_none() {
        notes.push(NoteKind::Stale);
    }
    Settled {
        programs: outcomes,
        bears: Vec::new(),
        total: room.hold(total),
        bills: ledger.iter().enumerate().map(|(place, entry)| entry.row(room.hold_on(place, entry))).gather(),
        notes,
    }
}

/// The bills of any programme's benefit year; the others are named.
fn open_ledger<'c>(given: &Given<'_, 'c>, notes: &mut Vec<NoteKind>) -> Vec<Entry<'c>> {
    let Given { policy, case, .. } = *given;
    let day = case.reference_day();
    let counts = |bill: &Bill| {
        let first_months = policy.programs.iter().map(|program| program.year_begins);
        first_months.chain([1]).any(|month| BenefitYear::of(day, month).holds(bill.date))
    };
    let mut ledger = Vec::with_capacity(case.bills.len());
    for bill in &case.bills {
        if counts(bill) {
            ledger.push(Entry::new(bill, given.without_insurance(bill)));
        } else {
            notes.push(NoteKind::OtherYear(bill.position));
        }
    }
    let derived = ledger.iter().filter(|entry| entry.bill.in_scope_derived);
    notes.extend(derived.map(|entry| NoteKind::ScopeDerived(entry.bill.position)));
    if ledger.iter().any(|entry| entry.bill.critical_assumed) {
        notes.push(NoteKind::CriticalTakenAsNone);
    }
    ledger
}

/// Rounds, and takes off what was already paid.
fn pay(line: &mut Line<'_>, ledger: &mut [Entry<'_>], notes: &mut Vec<NoteKind>) {
    let exact = line.reckoned.if_paid;
    let entitled = round::round(exact);
    if entitled != exact {
        line.executed(Taken::Round, entitled);
    }
    let (mut sum, mut rounded) = (Amount::ZERO, Amount::ZERO);
    for (place, share) in &line.reckoned.per_bill {
        let follows_exact = sum.exact().is_some();
        sum = sum + *share;
        // A later bill may make the year's sum fall: no bill gets what the year does not come to.
        let upto = round::round(sum).at_most(entitled);
        let amount = if follows_exact { upto.less_paired(rounded) } else { round::around(*share) };
        let amount = amount.at_most(entitled);
        line.shares.push(Share { place: *place, amount, to_come: amount });
        rounded = upto;
    }
    let mut on_bills = Yuan::ZERO;
    let mut payable = entitled;
    let takes_help = line.program.kind != ProgramKind::Insurance && !line.program.counts_assistance();
    if takes_help && line.is_open() {
        let help = help::take(line, entitled, ledger);
        on_bills = help.max().min(entitled.max());
        if !on_bills.is_zero() {
            payable = entitled.less(help);
            line.executed(Taken::PaidOnBills(help.at_most(entitled)), payable);
        }
    }
    let received = line.reckoned.received.off;
    if !received.is_zero() {
        if received.min() > entitled.max().less(on_bills) && line.reckoned.status == Status::Eligible {
            notes.push(NoteKind::ReceivedExceeds(line.place));
        }
        payable = payable.less(received);
        line.executed(Taken::Received(received), payable);
    }
    line.payable = payable;
}

/// Posts what the programmes of one unit pay to the bills.
fn post(lines: &[Line<'_>], rivalry: &Rivalry<'_>, ledger: &mut [Entry<'_>], notes: &mut Vec<NoteKind>) {
    for line in
        lines.iter().filter(|line| line.replaced_by.is_none() && line.reckoned.status == Status::Eligible)
    {
        for share in &line.shares {
            let Some(entry) = ledger.get_mut(share.place) else { continue };
            let column = match line.program.fills {
                Some(Quantity::Basic) => &mut entry.basic,
                Some(Quantity::Critical) => &mut entry.critical,
                _ => continue,
            };
            *column = Payment::Derived(line.perhaps(share.amount));
            notes.push(NoteKind::InsuranceDerived(entry.bill.position, line.place));
        }
    }
    for (place, entry) in ledger.iter_mut().enumerate() {
        let granted = rivalry.together(lines, Worth::Share(place)) + not_computed(lines, place);
        entry.granted = entry.granted + granted;
        entry.to_come = entry.to_come + rivalry.together(lines, Worth::ToCome(place));
    }
}

/// What programmes of which nobody says how much they pay may grant on the bill at this place.
fn not_computed(lines: &[Line<'_>], place: usize) -> Amount {
    let open = |line: &&Line<'_>| {
        line.is_open() && line.reckoned.status == Status::NotComputed && line.program.kind.counts_in_total()
    };
    let bases = lines.iter().filter(open).flat_map(|line| {
        let bills = line.reckoned.per_bill.iter().map(|(place, _)| *place);
        bills.zip(line.reckoned.bases.iter().copied())
    });
    bases.filter(|(bill, _)| *bill == place).map(|(_, base)| Amount::up_to(base)).sum()
}

fn close<'a>(
    line: Line<'a>,
    given: &Given<'a, '_>,
    ledger: &[Entry<'_>],
    notes: &mut Vec<NoteKind>,
) -> ProgramOutcome<'a> {
    let amount = line.shown();
    let paid = line.shares.iter().filter_map(|share| Covered::at(share.place, ledger)).gather();
    let scope = &Scope { given, bill: None, covered: &paid, ledger, used: &Amount::ZERO };
    // Nothing more to come is no application.
    let says_figures = line.program.ways.iter().any(|way| !way.steps.is_empty());
    let is_settled = line.reckoned.status == Status::Eligible && line.replaced_by.is_none();
    let nothing_to_come = is_settled && says_figures && amount.is_zero();
    let may_apply = line.reckoned.status != Status::NotEligible && !nothing_to_come;
    let (route, passed) = if may_apply { deadline::route(line.program, scope) } else { (None, Vec::new()) };
    let open = line.is_open() && !amount.is_zero();
    if open {
        notes.extend(passed.iter().map(|&bill| NoteKind::DeadlinePassed(bill, line.place)));
    }
    if line.is_open() {
        name_other_years(&line, scope, notes);
    }
    let wanted = line.program.documents.iter().enumerate();
    let wanted = wanted.filter(|(_, wanted)| may_apply && scope.may_hold(&wanted.when));
    let documents = wanted.map(|(place, _)| place).gather();
    let mut remarks = Vec::new();
    if line.is_open() {
        let told = line.program.remarks.iter().filter(|(when, _)| scope.glance(when) == Truth::Yes);
        remarks.extend(told.map(|(_, text)| text.as_str()));
    }
    let Trace { reasons, mut missing, gaps, readings, parameters, .. } = line.reckoned.trace;
    missing.dedup();
    keep_first(&mut missing);
    ProgramOutcome {
        status: line.reckoned.status,
        amount,
        steps: line.reckoned.steps,
        reasons,
        missing,
        replaced_by: line.replaced_by,
        readings,
        gaps,
        parameters,
        route,
        documents,
        remarks,
    }
}

/// The bills that the programme would cover, were they of its year: another programme's year may begin in another month.
fn name_other_years<'a>(line: &Line<'a>, scope: &Scope<'a, '_>, notes: &mut Vec<NoteKind>) {
    let Some(covers) = &line.program.covers else { return };
    let year = BenefitYear::of(scope.given.case.reference_day(), line.program.year_begins);
    for entry in scope.ledger.iter().filter(|entry| !year.holds(entry.bill.date)) {
        if (Scope { bill: Some(entry), ..*scope }).glance(covers) != Truth::No {
            notes.push(NoteKind::OtherYearOf(entry.bill.position, line.place));
        }
    }
}

/// Each ask once, where it first stands.
fn keep_first(asks: &mut Vec<Ask>) {
    let mut seen = Vec::with_capacity(asks.len());
    asks.retain(|ask| {
        let new = !seen.contains(ask);
        seen.push(*ask);
        new
    });
}

impl Program {
    /// Whether the assistance already on a bill enters its arithmetic, and so must not be taken off again.
    fn counts_assistance(&self) -> bool {
        let mut steps = self.ways.iter().flat_map(|way| &way.steps);
        steps.any(|step| match &step.op {
            Op::TopUp { counted, .. } => counted.contains(&Quantity::Assistance),
            _ => false,
        })
    }
}
