//! 一个项目：who may get it, which bills it covers, and the way that pays most.

use super::ask::Ask;
use super::ledger::{self, Entry};
use super::outcome::{Executed, Gap, Reason, ReasonKind, Status, Taken, Verdict};
use super::receipt::{self, Received};
use super::scope::{Scope, Trace};
use super::way::{self, Place, Run};
use super::world::Open;
use crate::calendar::BenefitYear;
use crate::lean::Gather;
use crate::money::Yuan;
use crate::policy::{Program, Way};

/// What a programme comes to by itself, before others are looked at, unrounded.
#[derive(Clone, Debug)]
pub(super) struct Reckoned<'a> {
    pub place: usize,
    pub program: &'a Program,
    pub status: Status,
    /// What it pays if nothing stands in its place.
    pub amount: Yuan,
    /// What each bill adds, by the bill's place in the ledger.
    pub shares: Vec<(usize, Yuan)>,
    pub received: Received,
    pub steps: Vec<Executed<'a>>,
    pub trace: Trace<'a>,
    pub gap: Option<Gap<'a>>,
    /// What has to be told before anything can be said.
    pub wanted: Option<Ask>,
}

/// Which bills a programme covers.
enum Covered {
    Bills(Vec<usize>),
    /// Of none: nobody told of bills.
    NoneTold,
    Nothing,
}

/// A programme and the bills of its year.
struct Coverage<'a, 'e, 'b> {
    program: &'a Program,
    everyone: Scope<'a, 'e>,
    bills: &'b [(usize, &'e Entry<'e>)],
}

impl<'a, 'e> Coverage<'a, 'e, '_> {
    /// Whether what is told of the person has its days, and those of the bills count.
    fn is_timed(&self) -> bool {
        let person = &self.everyone.case.person;
        let timed = person.born.is_some() || person.held.is_some();
        timed && self.program.covers.is_some() && !self.bills.is_empty()
    }

    /// The days that count for who somebody is: the estimate's, or else each bill's.
    fn days(&self, person: Scope<'a, 'e>) -> Vec<Scope<'a, 'e>> {
        match self.is_timed() {
            true => self.bills.iter().map(|(_, entry)| person.on(entry)).gather(),
            false => vec![person],
        }
    }

    /// Whether no bill counts, whatever is answered.
    fn is_surely_nothing(&self) -> bool {
        let Some(covers) = &self.program.covers else { return false };
        let nothing =
            |(_, entry): &(usize, &'e Entry<'e>)| self.everyone.on(entry).holds(covers) == Ok(false);
        self.everyone.case.bills_known && self.bills.iter().all(nothing)
    }

    fn bills(&self) -> Result<Covered, Open> {
        let Some(covers) = &self.program.covers else { return Ok(Covered::Bills(Vec::new())) };
        let mut covered = Vec::with_capacity(self.bills.len());
        let mut already = false;
        for &(place, entry) in self.bills {
            if self.everyone.on(entry).holds(covers)? {
                let told = self.program.fills.is_some_and(|column| !ledger::is_untold(entry.bill, column));
                already |= told;
                if !told {
                    covered.push(place);
                }
            }
        }
        Ok(match covered.is_empty() {
            true if !self.everyone.case.bills_known => Covered::NoneTold,
            true if !already => Covered::Nothing,
            _ => Covered::Bills(covered),
        })
    }

    /// Those on whose day the person may be paid; nothing where there is none.
    fn in_time(&self, covered: Vec<usize>, ways: &[(usize, &'a Way)]) -> Result<Option<Vec<usize>>, Open> {
        if !self.is_timed() {
            return Ok(Some(covered));
        }
        let mut kept = Vec::with_capacity(covered.len());
        for place in covered {
            let Some(entry) = self.everyone.ledger.get(place) else { continue };
            let here = self.everyone.on(entry);
            let mut counts = false;
            for (_, way) in ways {
                counts = counts || here.holds(&way.who)?;
            }
            if counts && here.holds(&self.program.who)? {
                kept.push(place);
            }
        }
        Ok((!kept.is_empty()).then_some(kept))
    }
}

impl<'a> Reckoned<'a> {
    /// A programme of which nothing is reckoned yet.
    pub(super) fn of(program: &'a Program, place: usize, told: bool) -> Self {
        Self {
            place,
            program,
            status: Status::NotEligible,
            amount: Yuan::ZERO,
            shares: Vec::new(),
            received: Received::default(),
            steps: Vec::new(),
            trace: Trace::new(told),
            gap: None,
            wanted: None,
        }
    }

    /// Reckons it on the ledger as it stands. `sums_first`: who gets it depends on the sum of its bills.
    pub(super) fn reckon(&mut self, everyone: Scope<'a, '_>, sums_first: bool) -> Result<(), Open> {
        let Self { program, place, .. } = *self;
        let told = self.trace.told;
        let year = BenefitYear::of(everyone.reference_day(), program.year_begins);
        let bills = everyone.ledger.iter().enumerate().filter(|(_, entry)| year.holds(entry.bill.date));
        let bills: Vec<(usize, &Entry<'_>)> = bills.gather();
        let coverage = Coverage { program, everyone, bills: &bills };
        // A rule that looks at the sum of its bills needs them first; any other asks for nothing that they leave idle.
        let first = if sums_first { Some(coverage.bills()?) } else { None };
        let covered: &[usize] = match &first {
            Some(Covered::Bills(covered)) => covered,
            _ => &[],
        };
        let person = Scope { covered, ..everyone };
        let ways = match self.open_ways(person, &coverage) {
            Err(_) if coverage.is_surely_nothing() => Vec::new(),
            ways => ways?,
        };
        if ways.is_empty() {
            if self.trace.reasons.iter().all(|reason| reason.outcome == Verdict::Met) {
                self.tell_nearest(&coverage)?;
            }
            return Ok(());
        }
        let covered = match first.map_or_else(|| coverage.bills(), Ok)? {
            Covered::Bills(covered) => covered,
            Covered::NoneTold => {
                self.status = Status::Unknown;
                self.wanted = Some(Ask::Bills);
                let kind = ReasonKind::NoBill;
                self.trace.reason(Reason { kind, outcome: Verdict::Open, gap: None, citation: None });
                return Ok(());
            }
            Covered::Nothing => {
                self.tell_nearest(&coverage)?;
                return Ok(());
            }
        };
        let covered = coverage.in_time(covered, &ways)?;
        if covered.is_none() {
            return Ok(());
        }
        let covered = covered.unwrap_or_default();
        let person = Scope { covered: &covered, ..everyone };
        if program.kind.counts_in_total() || receipt::named(everyone, place) {
            self.received = receipt::under(everyone, place)?;
        }
        if self.is_sent_elsewhere(person)? {
            return Ok(());
        }
        let mut runs = Vec::with_capacity(ways.len());
        for &(at, way) in &ways {
            let place = Place {
                program: u16::try_from(place).unwrap_or(u16::MAX),
                way: u16::try_from(at).unwrap_or(u16::MAX),
                used: self.received.elsewhere,
            };
            let mut on_its_days = Vec::new();
            for &bill in &covered {
                let entry = everyone.ledger.get(bill);
                let on_its_day = match entry {
                    Some(entry) if coverage.is_timed() => person.on(entry).holds(&way.who)?,
                    _ => true,
                };
                if on_its_day {
                    on_its_days.push(bill);
                }
            }
            let scope = Scope { covered: &on_its_days, ..everyone };
            runs.push((way::run(program, way, place, scope, told)?, way.name.as_str(), on_its_days));
        }
        self.take_best(runs, person);
        Ok(())
    }

    /// Whether it may be paid.
    pub(super) fn is_open(&self) -> bool {
        self.status != Status::NotEligible
    }

    /// The ways of paying that are open to the person, with their places; where none is, why not.
    fn open_ways<'e>(
        &mut self,
        person: Scope<'a, 'e>,
        coverage: &Coverage<'a, 'e, '_>,
    ) -> Result<Vec<(usize, &'a Way)>, Open> {
        let days = coverage.days(person);
        let mut applies = false;
        for on in &days {
            applies = applies || on.judge(&self.program.who, &mut self.trace)?;
        }
        if !applies && !self.trace.told {
            return Ok(Vec::new());
        }
        let (mut open, mut asides) = (Vec::new(), Vec::new());
        for (place, way) in self.program.ways.iter().enumerate() {
            let mut aside = Trace::new(self.trace.told);
            let mut holds = false;
            for on in &days {
                match on.judge(&way.who, &mut aside) {
                    Ok(found) => holds = holds || found,
                    Err(found) if applies => return Err(found),
                    Err(_) => {}
                }
            }
            if holds {
                open.push((place, way));
            }
            asides.push((holds, aside));
        }
        for (holds, aside) in asides {
            // Once a way is open, the ones that are not say nothing that the person needs.
            if open.is_empty() || holds {
                for reason in &aside.reasons {
                    if !self.trace.reasons.iter().any(|other| other.is_of(reason)) {
                        self.trace.reason(reason.clone());
                    }
                }
                self.trace.absorb_uses(&aside);
            }
        }
        if !applies {
            open.clear();
        }
        Ok(open)
    }

    /// What the bill that comes nearest does not meet.
    fn tell_nearest(&mut self, coverage: &Coverage<'a, '_, '_>) -> Result<(), Open> {
        let Some(covers) = self.program.covers.as_ref().filter(|_| self.trace.told) else { return Ok(()) };
        let mut nearest: Option<Vec<Reason<'a>>> = None;
        for (_, entry) in coverage.bills {
            let mut aside = Trace::new(true);
            coverage.everyone.on(entry).judge(covers, &mut aside)?;
            aside.reasons.retain(|reason| reason.outcome == Verdict::NotMet);
            if nearest.as_ref().is_none_or(|nearest| aside.reasons.len() < nearest.len()) {
                nearest = Some(aside.reasons);
            }
        }
        match nearest.filter(|reasons| !reasons.is_empty()) {
            Some(reasons) => self.trace.reasons.extend(reasons),
            None => {
                let (kind, outcome) = (ReasonKind::NoBill, Verdict::NotMet);
                self.trace.reason(Reason { kind, outcome, gap: None, citation: None });
            }
        }
        Ok(())
    }

    fn is_sent_elsewhere(&mut self, person: Scope<'a, '_>) -> Result<bool, Open> {
        for (when, text, citation) in &self.program.elsewhere {
            if person.holds(when)? {
                let kind = ReasonKind::Elsewhere(text);
                self.trace.reason(Reason { kind, outcome: Verdict::NotMet, gap: None, citation: *citation });
                self.gap = Some(Gap::NotStated(text));
                self.status = Status::NotComputed;
                self.shares = person.covered.iter().map(|&bill| (bill, Yuan::ZERO)).gather();
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// 就高不就低：of the ways that are open, the one that pays most.
    fn take_best(&mut self, mut runs: Vec<(Run<'a>, &'a str, Vec<usize>)>, person: Scope<'a, '_>) {
        let among = runs.len();
        let computed = runs.iter().any(|(run, ..)| run.gap.is_none());
        let all_missed = runs.iter().all(|(run, ..)| run.missed.is_some() && run.amount.is_zero());
        let mut best = 0;
        for (at, (run, ..)) in runs.iter().enumerate().skip(1) {
            let Some((chosen, ..)) = runs.get(best) else { break };
            // A way that computes goes before one that does not.
            let (this, that) = (run.gap.is_none(), chosen.gap.is_none());
            if (this && !that) || (this == that && person.marks.more(run.amount, chosen.amount)) {
                best = at;
            }
        }
        let (run, name, covered) = runs.swap_remove(best);
        self.amount = run.amount;
        self.shares = covered.into_iter().zip(run.shares).gather();
        self.steps = run.steps;
        if among > 1 && computed && self.trace.told {
            self.steps.push(Executed::on_sum(Taken::BestOf(name, among), self.amount, None));
        }
        self.trace.absorb_uses(&run.trace);
        if let Some(missed) = run.missed.filter(|_| self.amount.is_zero()) {
            self.trace.reason(missed);
        }
        if self.shares.is_empty() && self.program.covers.is_some() {
            let (kind, outcome) = (ReasonKind::AlreadyOnBills, Verdict::Met);
            self.trace.reason(Reason { kind, outcome, gap: None, citation: None });
        }
        self.gap = run.gap;
        self.status = match (computed, all_missed) {
            (false, _) => Status::NotComputed,
            (true, true) => Status::NotEligible,
            (true, false) => Status::Eligible,
        };
    }
}

impl Scope<'_, '_> {
    /// The day that decides which benefit year is reckoned.
    pub(super) fn reference_day(&self) -> crate::calendar::Date {
        self.case.reference_day(|day| self.policy.period.holds(day))
    }
}
