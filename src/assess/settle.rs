//! 结算：programmes that exclude each other or share a limit are settled together, in the pack's order; what they
//! pay is posted to the bills before the next ones are reckoned.

use super::exclude::{Rivalry, Worth};
use super::given::Given;
use super::judge::Scope;
use super::ledger::{self, Covered, Entry, Payment};
use super::line::{Line, Share};
use super::mechanism::round;
use super::outcome::{BillRow, NoteKind, ProgramOutcome, Status, Taken};
use super::program::reckon;
use super::trace::{Trace, Truth};
use super::{deadline, help, pool};
use crate::calendar::BenefitYear;
use crate::case::{Bill, Case, Part};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{FactQuestion, Id, Policy, Program, Quantity};
use crate::vocabulary::ProgramKind;

/// How long figures count as fresh.
const STALE_DAYS: i32 = 400;

/// 结算结果: what some units come to, in one world or in several.
pub(super) struct Settled<'a> {
    pub programs: Outcomes<'a>,
    pub total: Amount,
    pub bills: Vec<BillRow>,
    pub notes: Vec<NoteKind>,
}

/// 结算到一半: what the units settled so far leave to the next.
#[derive(Clone)]
pub(super) struct Progress<'c> {
    case: &'c Case,
    /// The case's bills, of which any may be told in one of several ways.
    bills: &'c [Bill],
    /// The bills of any programme's benefit year, from the first unit on.
    ledger: Vec<Entry<'c>>,
    total: Amount,
    notes: Vec<NoteKind>,
}

/// What programmes come to, by their places; nothing for those of other units.
pub(super) type Outcomes<'a> = Vec<Option<ProgramOutcome<'a>>>;

/// Where nothing is settled yet.
pub(super) fn no_outcomes<'a>(policy: &Policy) -> Outcomes<'a> {
    policy.programs.iter().map(|_| None).gather()
}

/// Reckons and settles these units in one pass.
pub(super) fn settle<'a>(given: &Given<'a, '_>, units: &[Vec<Id<Program>>]) -> Settled<'a> {
    let mut progress = Progress::of(given.case, &given.case.bills);
    let mut outcomes = no_outcomes(given.policy);
    for unit in units {
        progress.settle(given, unit, &mut outcomes);
    }
    progress.end(given, outcomes)
}

impl<'c> Progress<'c> {
    /// Where nothing is settled yet.
    pub(super) fn of(case: &'c Case, bills: &'c [Bill]) -> Self {
        Self { case, bills, ledger: Vec::new(), total: Amount::ZERO, notes: Vec::new() }
    }

    /// Reckons and settles the next unit. Where it finds something open, the world remembers what, and nothing is
    /// settled.
    pub(super) fn settle<'a>(
        &mut self,
        given: &Given<'a, '_>,
        unit: &[Id<Program>],
        outcomes: &mut Outcomes<'a>,
    ) {
        self.open_ledger(given);
        if !given.world.is_clear() {
            *self = Self::of(self.case, self.bills);
            return;
        }
        let all = ledger::all(&self.ledger);
        let mut lines = Vec::with_capacity(unit.len());
        for &id in unit {
            if let Some(program) = given.policy.get(id)
                && given.world.is_clear()
            {
                lines.push(Line::new(id, program, reckon(given, (id, program), &all)));
            }
        }
        let rivalry = Rivalry::settle(given, &mut lines);
        pool::share(given, &mut lines, &all);
        if !given.world.is_clear() {
            return;
        }
        let Self { ledger, total, notes, .. } = self;
        for line in &mut lines {
            pay(line, ledger, notes);
        }
        *total = *total + rivalry.together(&lines, Worth::Payable);
        post(&lines, &rivalry, ledger, notes);
        let all = ledger::all(ledger);
        for line in lines {
            if let Some(slot) = outcomes.get_mut(line.id.place()) {
                *slot = Some(close(line, given, &all, notes));
            }
        }
    }

    /// What all units come to together, and their programmes.
    pub(super) fn end<'a>(mut self, given: &Given<'a, '_>, outcomes: Outcomes<'a>) -> Settled<'a> {
        self.open_ledger(given);
        let Self { case, ledger, total, mut notes, .. } = self;
        let policy = given.policy;
        for (id, question) in policy.each::<FactQuestion>() {
            let told = id.among(&case.person.facts).copied().flatten();
            if question.shown_by_place && told.is_none() {
                notes.push(NoteKind::ShownByPlace(id));
            }
        }
        if policy.checked_on.days_until(case.as_of) > STALE_DAYS && policy.period.until.is_none() {
            notes.push(NoteKind::Stale);
        }
        let rows = ledger.iter().map(Entry::row);
        Settled { programs: outcomes, total, bills: rows.gather(), notes }
    }

    /// Takes the bills of any programme's benefit year; the others are named.
    fn open_ledger(&mut self, given: &Given<'_, '_>) {
        let (case, policy) = (self.case, given.policy);
        if !self.ledger.is_empty() || !self.notes.is_empty() {
            return;
        }
        let day = case.reference_day();
        let counts = |bill: &Bill| {
            let first_months = policy.programs.iter().map(|program| program.year_begins);
            first_months.chain([1]).any(|month| BenefitYear::of(day, month).holds(bill.date))
        };
        for bill in self.bills {
            if counts(bill) {
                self.ledger.push(Entry::new(bill, given.without_insurance(bill)));
            } else {
                self.notes.push(NoteKind::OtherYear(bill.position));
            }
        }
        let derived = self.ledger.iter().filter(|entry| entry.bill.in_scope_derived);
        self.notes.extend(derived.map(|entry| NoteKind::ScopeDerived(entry.bill.position)));
        if self.ledger.iter().any(|entry| entry.bill.critical_assumed) {
            self.notes.push(NoteKind::CriticalTakenAsNone);
        }
    }
}

/// Rounds, and takes off what was already paid.
fn pay(line: &mut Line<'_>, ledger: &mut [Entry<'_>], notes: &mut Vec<NoteKind>) {
    let exact = line.reckoned.if_paid;
    let entitled = round::round(exact);
    if entitled != exact {
        line.executed(Taken::Round, entitled);
    }
    let may_fall = line.fills_up_the_year();
    let (mut sum, mut rounded) = (Amount::ZERO, Amount::ZERO);
    line.shares.reserve_exact(line.reckoned.per_bill.len());
    for (place, share) in &line.reckoned.per_bill {
        // A later bill may make the year's sum fall: no bill gets what the year does not come to.
        let left = if may_fall { entitled.less(round::around(sum)) } else { entitled };
        let follows_exact = sum.exact().is_some();
        sum = sum + *share;
        let upto = round::round(sum).at_most(entitled);
        let amount =
            if follows_exact { upto.less_paired(rounded) } else { round::around(*share).at_most(left) };
        line.shares.push(Share { place: *place, amount, to_come: amount });
        rounded = upto;
    }
    let mut on_bills = Yuan::ZERO;
    let mut payable = entitled;
    let takes_help = line.program.kind != ProgramKind::Insurance && !line.counts_assistance();
    if takes_help && line.is_open() {
        let help = help::take(line, entitled, ledger);
        on_bills = help.max().min(entitled.max());
        // Where help on a bill can be more or less, it is said also of none that it is taken off.
        let may_be_more = |share: &Share| {
            ledger.get(share.place).is_some_and(|entry| entry.bill.taken.has(Part::Assistance))
        };
        if !on_bills.is_zero() || line.shares.iter().any(may_be_more) {
            payable = entitled.less(help);
            line.executed(Taken::PaidOnBills(help.at_most(entitled)), payable);
        }
    }
    let received = line.reckoned.received.off;
    if !received.is_zero() {
        if received.min() > entitled.max().less(on_bills) && line.reckoned.status == Status::Eligible {
            notes.push(NoteKind::ReceivedExceeds(line.id));
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
            notes.push(NoteKind::InsuranceDerived(entry.bill.position, line.id));
        }
    }
    let assistance = lines.iter().filter(|line| line.is_open() && line.program.fills.is_none());
    for (before, line) in assistance.enumerate() {
        note_rounding(line, before > 0, ledger);
    }
    for (place, entry) in ledger.iter_mut().enumerate() {
        let granted = rivalry.together(lines, Worth::Share(place)) + not_computed(lines, place);
        entry.granted = entry.granted + granted;
        entry.to_come = entry.to_come + rivalry.together(lines, Worth::ToCome(place));
    }
}

/// Notes which shares may be rounded the other way: those that come after a bill that can be told otherwise, and that
/// bill's own where others were rounded before.
fn note_rounding(line: &Line<'_>, before: bool, ledger: &mut [Entry<'_>]) {
    let mut follows = false;
    for ((place, exact), share) in line.reckoned.per_bill.iter().zip(&line.shares) {
        let Some(entry) = ledger.get_mut(*place) else { continue };
        let is_open = !entry.bill.taken.is_empty() || entry.bill.first_open(true).is_some();
        if follows || (is_open && (before || !entry.granted.is_zero())) {
            let around = round::around(*exact);
            let (less, more) = &mut entry.uneven;
            *less = *less + share.amount.min().less(around.min());
            *more = *more + around.max().less(share.amount.max());
        }
        follows |= is_open;
    }
}

/// What programmes of which nobody says how much they pay may grant on the bill at this place.
fn not_computed(lines: &[Line<'_>], place: usize) -> Amount {
    let open =
        |line: &&Line<'_>| line.is_open() && line.lacks_figure() && line.program.kind.counts_in_total();
    let bills =
        lines.iter().filter(open).flat_map(|line| line.reckoned.per_bill.iter().zip(&line.reckoned.bases));
    let left = bills.filter(|((bill, _), _)| *bill == place).map(|((_, share), base)| base.less(share.min()));
    left.map(Amount::up_to).sum()
}

fn close<'a>(
    line: Line<'a>,
    given: &Given<'a, '_>,
    ledger: &[Covered<'_>],
    notes: &mut Vec<NoteKind>,
) -> ProgramOutcome<'a> {
    let amount = line.shown();
    let paid = line.shares.iter().filter_map(|share| ledger.get(share.place).copied()).gather();
    let scope = &Scope { given, bill: None, covered: &paid, ledger, used: &Amount::ZERO, sums: None };
    // Nothing more to come is no application.
    let says_figures = line.program.ways.iter().any(|way| !way.steps.is_empty());
    let is_settled = line.reckoned.status == Status::Eligible && line.replaced_by.is_none();
    let nothing_to_come = is_settled && says_figures && amount.is_zero();
    let may_apply = line.reckoned.status != Status::NotEligible && !nothing_to_come;
    let (route, passed) = if may_apply { deadline::route(line.program, scope) } else { (None, Vec::new()) };
    let open = line.is_open() && !amount.is_zero();
    if open {
        notes.extend(passed.iter().map(|&bill| NoteKind::DeadlinePassed(bill, line.id)));
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
    let Trace { reasons, missing, gaps, readings, parameters, .. } = line.reckoned.trace;
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
    for &Covered { entry, .. } in scope.ledger.iter().filter(|bill| !year.holds(bill.entry.bill.date)) {
        if (Scope { bill: Some(entry), ..*scope }).glance(covers) != Truth::No {
            notes.push(NoteKind::OtherYearOf(entry.bill.position, line.id));
        }
    }
}
