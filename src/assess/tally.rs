//! 合并：puts what the worlds come to together: of amounts the hull, of everything else what they agree on.

use super::ask::Ask;
use super::exact::Settled;
use super::ledger::Row;
use super::outcome::{Executed, NoteKind, ProgramOutcome, Reason, ReasonKind, Status, Taken, Verdict};
use super::scope::note;
use crate::lean::{Gather, place};
use crate::money::{Amount, Yuan};

/// What one part of the programmes comes to, over points or worlds.
#[derive(Clone, Debug, Default)]
pub(super) struct Found<'a> {
    pub programs: Vec<(usize, ProgramOutcome<'a>)>,
    pub total: Amount,
    pub rows: Vec<[Amount; 7]>,
    pub notes: Vec<NoteKind>,
    pub swings: Vec<Swing>,
    begun: bool,
}

/// By how much an amount that is open moves the results by itself.
#[derive(Clone, Debug)]
pub(super) struct Swing {
    pub ask: Ask,
    /// The programmes that it moves, by their places, and by how much.
    pub programs: Vec<(usize, Yuan)>,
}

impl<'a> Found<'a> {
    /// What is found at a single point.
    pub(super) fn of(settled: Settled<'a>) -> Self {
        let mut found = Self::default();
        found.add(settled, true);
        found
    }

    /// Adds what was found at a point.
    pub(super) fn add(&mut self, settled: Settled<'a>, told: bool) {
        let Settled { programs, total, rows, notes } = settled;
        let rows = rows.into_iter().map(|row: Row| row.map(Amount::exactly)).gather();
        self.join(Self { programs, total: total.into(), rows, notes, swings: Vec::new(), begun: true }, told);
    }

    /// Adds what was found elsewhere.
    pub(super) fn join(&mut self, other: Self, told: bool) {
        if !self.begun {
            let swings = core::mem::take(&mut self.swings);
            *self = other;
            self.swings.extend(swings);
            return;
        }
        self.total = self.total.or(other.total);
        for ((_, one), (_, other)) in self.programs.iter_mut().zip(other.programs) {
            join_outcomes(one, other, told);
        }
        for (one, other) in self.rows.iter_mut().zip(other.rows) {
            for (one, other) in one.iter_mut().zip(other) {
                *one = one.or(other);
            }
        }
        for kind in other.notes {
            note(&mut self.notes, kind);
        }
        self.swings.extend(other.swings);
    }

    /// Notes how much an amount moves the result from one point to another.
    pub(super) fn swing(&mut self, ask: Ask, before: &Settled<'a>, after: &Settled<'a>) {
        let pairs = before.programs.iter().zip(&after.programs);
        let moved = pairs.filter_map(|((place, before), (_, after))| {
            let (one, other) = (before.amount.min(), after.amount.min());
            let by = if one > other { one - other } else { other - one };
            let differs =
                !by.is_zero() || before.status != after.status || before.replaced_by != after.replaced_by;
            differs.then_some((*place, by))
        });
        let programs = moved.gather();
        if !programs.is_empty() {
            self.swings.push(Swing { ask, programs });
        }
    }
}

fn join_outcomes<'a>(one: &mut ProgramOutcome<'a>, mut other: ProgramOutcome<'a>, told: bool) {
    if one.yields_to_office != other.yields_to_office {
        if one.yields_to_office {
            *one = other;
        }
        return;
    }
    join_steps(one, &mut other, told);
    // Where it applies at all, another one is paid in its place.
    let stands =
        |outcome: &ProgramOutcome<'_>| outcome.status != Status::NotEligible && outcome.replaced_by.is_none();
    one.replaced_by = match (stands(one) || stands(&other), one.replaced_by, other.replaced_by) {
        (true, ..) => None,
        (false, Some(by), Some(other)) if by != other => None,
        (false, by, other) => by.or(other),
    };
    if one.status != other.status {
        one.status = Status::Unknown;
    }
    one.amount = one.amount.or(other.amount);
    for reason in other.reasons {
        join_reason(&mut one.reasons, reason);
    }
    for ask in other.missing {
        note(&mut one.missing, ask);
    }
    for reading in other.readings {
        note(&mut one.readings, reading);
    }
    for gap in other.gaps {
        note(&mut one.gaps, gap);
    }
    for parameter in other.parameters {
        note(&mut one.parameters, parameter);
    }
    one.route = one.route.or(other.route);
    for document in other.documents {
        if !one.documents.contains(&document) {
            place(&mut one.documents, document, |one, other| one < other);
        }
    }
    for remark in other.remarks {
        note(&mut one.remarks, remark);
    }
}

impl ProgramOutcome<'_> {
    /// What depends on an answer that is open is open, though it is told of one world only.
    pub(super) fn open_reasons(&mut self, asked: &[Ask]) {
        if self.status == Status::NotEligible {
            return;
        }
        for reason in &mut self.reasons {
            if let ReasonKind::Test(test, _) = &reason.kind
                && asked.iter().any(|ask| {
                    ask.answers(&test.kind) && (ask.is_of_person() || reason.outcome == Verdict::NotMet)
                })
            {
                (reason.outcome, reason.gap) = (Verdict::Open, None);
            }
        }
    }
}

fn join_reason<'a>(reasons: &mut Vec<Reason<'a>>, reason: Reason<'a>) {
    match reasons.iter_mut().find(|known| known.is_of(&reason)) {
        Some(known) => {
            if known.outcome != reason.outcome {
                known.outcome = Verdict::Open;
            }
            known.gap = known.gap.zip(reason.gap).map(|(one, other)| one.min(other));
        }
        None => reasons.push(reason),
    }
}

/// Where both take the same steps, each step comes to what it comes to in either; else those are kept that pay more,
/// and what the others do not take is not sure.
fn join_steps<'a>(one: &mut ProgramOutcome<'a>, other: &mut ProgramOutcome<'a>, told: bool) {
    if !told || other.steps.is_empty() {
        return;
    }
    if one.steps.is_empty() {
        one.steps = core::mem::take(&mut other.steps);
        return;
    }
    if one.steps.len() == other.steps.len()
        && one.steps.iter().zip(&other.steps).all(|(one, other)| one.is_like(other))
    {
        for (one, other) in one.steps.iter_mut().zip(&other.steps) {
            one.join(other);
        }
        return;
    }
    if other.amount.max() > one.amount.max() {
        core::mem::swap(&mut one.steps, &mut other.steps);
    }
    for step in &mut one.steps {
        match other.steps.iter().find(|known| known.is_like(step)) {
            Some(known) => step.join(known),
            None => step.surely = false,
        }
    }
}

impl Executed<'_> {
    /// Whether it is the same step of the same rule on the same bill.
    fn is_like(&self, other: &Self) -> bool {
        let same_kind = core::mem::discriminant(&self.taken) == core::mem::discriminant(&other.taken);
        let same_name = match (&self.taken, &other.taken) {
            (Taken::BestOf(one, _), Taken::BestOf(other, _)) => one == other,
            (Taken::Pool(one, _), Taken::Pool(other, _)) => one == other,
            (Taken::Band(one, _), Taken::Band(other, _)) => one.len() == other.len(),
            (Taken::Base(_, _, one), Taken::Base(_, _, other)) => one.len() == other.len(),
            (Taken::Exclude(one, _), Taken::Exclude(other, _)) => one == other,
            _ => true,
        };
        same_kind && same_name && self.bill == other.bill && self.citation == other.citation
    }

    fn join(&mut self, other: &Self) {
        self.result = self.result.or(other.result);
        self.surely &= other.surely;
        match (&mut self.taken, &other.taken) {
            (Taken::Base(_, start, parts), Taken::Base(_, other_start, other_parts)) => {
                *start = start.or(*other_start);
                for ((_, part), (_, other)) in parts.iter_mut().zip(other_parts) {
                    *part = part.or(*other);
                }
            }
            (Taken::Deduct(one, ..), Taken::Deduct(other, ..))
            | (Taken::Fixed(one), Taken::Fixed(other))
            | (Taken::Pool(_, one), Taken::Pool(_, other))
            | (Taken::Discretion(_, _, _, one), Taken::Discretion(_, _, _, other))
            | (Taken::PaidOnBills(one), Taken::PaidOnBills(other))
            | (Taken::UsedElsewhere(one, _), Taken::UsedElsewhere(other, _)) => *one = one.or(*other),
            (Taken::Ratio(low, high, one), Taken::Ratio(other_low, other_high, other)) => {
                (*low, *high) = ((*low).min(*other_low), (*high).max(*other_high));
                *one = one.or(*other);
            }
            (Taken::Threshold { at, reached, .. }, Taken::Threshold { at: other_at, reached: other, .. }) => {
                *at = at.or(*other_at);
                if reached != other {
                    *reached = Verdict::Open;
                }
            }
            (Taken::Band(parts, _), Taken::Band(others, _)) => {
                for ((part, _), (other, _)) in parts.iter_mut().zip(others) {
                    *part = part.or(*other);
                }
            }
            (Taken::PerUnit(each, count, ..), Taken::PerUnit(other_each, other, ..)) => {
                *each = each.or(*other_each);
                *count = (count.0.min(other.0), count.1.max(other.1));
            }
            (Taken::TopUp(_, _, whole, paid), Taken::TopUp(_, _, other_whole, other_paid)) => {
                *whole = whole.or(*other_whole);
                *paid = paid.or(*other_paid);
            }
            (Taken::Cap(limit, _, before), Taken::Cap(other_limit, _, other_before)) => {
                *limit = limit.or(*other_limit);
                *before = before.or(*other_before);
            }
            _ => {}
        }
    }
}
