//! 结算：programmes that exclude each other or share a limit are settled together, in the pack's order; what they
//! pay is posted to the bills before the next ones are reckoned.

use super::contest::{self, Rival};
use super::judge::{Scope, Trace, Truth};
use super::ledger::{Entry, Payment};
use super::mechanism::round;
use super::outcome::{Ask, Assessment, Executed, NoteKind, ProgramOutcome, Status, Taken};
use super::program::{Reckoned, reckon};
use super::{deadline, resolve};
use crate::calendar::BenefitYear;
use crate::case::Case;
use crate::money::{Amount, Yuan};
use crate::policy::{Exclusion, Op, Policy, PolicyLinks, Program, Quantity, Winner};
use crate::vocabulary::ProgramKind;

/// How long figures count as fresh.
const STALE_DAYS: i32 = 400;

/// A programme on its way to being settled.
struct Line<'a> {
    place: usize,
    program: &'a Program,
    reckoned: Reckoned<'a>,
    /// What it would leave payable if nothing replaced it.
    payable: Amount,
    replaced_by: Option<usize>,
    /// Whether another programme may be paid instead.
    contested: bool,
    /// Whether the bills' shares say all that is known, so that a shared limit can be held on them.
    certain_shares: bool,
    /// What each bill gets of it, rounded, by the bill's place in the ledger.
    shares: Vec<(usize, Amount)>,
}

/// Reckons and settles everything.
pub(super) fn settle<'a>(policy: &'a Policy, case: &'a Case) -> Assessment<'a> {
    let mut notes = Vec::new();
    let mut ledger = open_ledger(policy, case, &mut notes);
    let mut outcomes: Vec<Option<ProgramOutcome<'a>>> = policy.programs.iter().map(|_| None).collect();
    let mut total = Amount::ZERO;
    for unit in PolicyLinks::of(policy).units() {
        let mut lines: Vec<Line<'a>> = unit
            .iter()
            .filter_map(|&place| {
                let program = policy.programs.get(place)?;
                let reckoned = reckon(policy, case, program, &ledger);
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
            .collect();
        let mut contests = Vec::new();
        for exclusion in &policy.exclusions {
            exclude(exclusion, case, &mut lines, &mut contests);
        }
        share_pools(policy, case, &mut lines, &ledger);
        for line in &mut lines {
            pay(line, case, &ledger, &mut notes);
        }
        total = total + total_of(&lines, &contests);
        for line in &lines {
            post(line, &mut ledger, &mut notes);
        }
        for line in lines {
            let place = line.place;
            if let Some(slot) = outcomes.get_mut(place) {
                *slot = Some(close(line, policy, case, &ledger, &mut notes));
            }
        }
    }
    if policy.checked_on.days_until(case.as_of) > STALE_DAYS && policy.period.until.is_none() {
        notes.push(NoteKind::Stale);
    }
    Assessment {
        programs: outcomes.into_iter().flatten().collect(),
        total,
        bills: ledger.iter().map(Entry::row).collect(),
        notes,
    }
}

/// The bills of any programme's benefit year; the others are named.
fn open_ledger<'a>(policy: &'a Policy, case: &'a Case, notes: &mut Vec<NoteKind>) -> Vec<Entry<'a>> {
    let day = case.reference_day();
    let mut first_months: Vec<u8> = policy.programs.iter().map(|program| program.year_begins).collect();
    first_months.push(1);
    first_months.dedup();
    let counts = |date| first_months.iter().any(|&month| BenefitYear::of(day, month).holds(date));
    let (counted, others): (Vec<_>, Vec<_>) = case.bills.iter().partition(|bill| counts(bill.date));
    notes.extend(others.iter().map(|bill| NoteKind::OtherYear(bill.position)));
    notes.extend(
        counted.iter().filter(|bill| bill.in_scope_derived).map(|bill| NoteKind::ScopeDerived(bill.position)),
    );
    if counted.iter().any(|bill| bill.critical_assumed) {
        notes.push(NoteKind::CriticalTakenAsNone);
    }
    counted.into_iter().map(Entry::new).collect()
}

/// Settles which of the programmes that exclude each other is paid.
fn exclude<'a>(
    exclusion: &'a Exclusion,
    case: &Case,
    lines: &mut [Line<'a>],
    contests: &mut Vec<(usize, usize)>,
) {
    let received = |place: usize| case.received.get(place).is_some_and(|received| !received.is_zero());
    let pays = |line: &Line<'_>| {
        let member = exclusion.programs.iter().any(|&place| usize::from(place) == line.place);
        let open = matches!(line.reckoned.status, Status::Eligible | Status::Unknown);
        let pays = received(line.place) || (open && !line.reckoned.if_paid.is_zero());
        member && line.replaced_by.is_none() && pays
    };
    let rank_of =
        |line: &Line<'_>| exclusion.programs.iter().position(|&place| usize::from(place) == line.place);
    let paying: Vec<usize> = (0..lines.len()).filter(|&at| lines.get(at).is_some_and(pays)).collect();
    let winner = match exclusion.winner {
        Winner::First => paying.iter().copied().min_by_key(|&at| lines.get(at).and_then(rank_of)),
        Winner::Better => paying.iter().copied().rev().max_by_key(|&at| {
            let amount = lines.get(at).map(|line| line.reckoned.if_paid).unwrap_or_default();
            (amount.max(), amount.min())
        }),
    };
    let Some(winner) = winner else { return };
    let Some((place, amount, status, missing)) = lines.get(winner).map(|line| {
        let reckoned = &line.reckoned;
        (line.place, reckoned.if_paid, reckoned.status, reckoned.trace.missing.clone())
    }) else {
        return;
    };
    let received = received(place);
    let mut beaten = true;
    for (at, line) in lines.iter_mut().enumerate() {
        let member = exclusion.programs.iter().any(|&other| usize::from(other) == line.place);
        let open = line.replaced_by.is_none() && line.reckoned.status != Status::NotEligible;
        if at == winner || !member || !open {
            continue;
        }
        let outright = match exclusion.winner {
            Winner::First => !amount.min().is_zero(),
            Winner::Better => amount.min() >= line.reckoned.if_paid.max(),
        };
        let enjoyed = received && exclusion.winner == Winner::First;
        if enjoyed || (status == Status::Eligible && outright) {
            line.replaced_by = Some(place);
            let taken = Taken::Exclude(place, exclusion);
            line.reckoned.steps.push(Executed {
                taken,
                bill: None,
                result: Amount::ZERO,
                citation: exclusion.citation,
            });
        } else {
            // Where only the office can say whether the winner applies, the other one still stands by itself.
            line.contested |= status == Status::Eligible || !missing.is_empty();
            contests.push((winner, at));
            line.reckoned.trace.absorb(Trace { missing: missing.clone(), ..Trace::default() });
            beaten &= line.reckoned.if_paid.is_zero();
        }
    }
    if exclusion.winner == Winner::Better
        && !beaten
        && let Some(line) = lines.get_mut(winner)
    {
        line.contested = true;
    }
}

/// 共用限额：bill by bill in the order of dates, programme by programme in the pack's order.
fn share_pools<'a>(policy: &'a Policy, case: &'a Case, lines: &mut [Line<'a>], ledger: &[Entry<'a>]) {
    for (pool_place, pool) in policy.pools.iter().enumerate() {
        let draws = |line: &Line<'_>| {
            line.program.pool().map(usize::from) == Some(pool_place)
                && line.replaced_by.is_none()
                && line.reckoned.status != Status::NotEligible
        };
        if !lines.iter().any(draws) {
            continue;
        }
        let entries: Vec<&Entry<'a>> = ledger.iter().collect();
        let scope = Scope { policy, case, bill: None, covered: &entries, ledger };
        let mut trace = Trace::default();
        let limit = resolve::figure(scope, &pool.amount, &mut trace);
        let before: Vec<Amount> = lines.iter().map(|line| line.reckoned.if_paid).collect();
        for line in lines.iter_mut() {
            let shares: Amount = line.reckoned.per_bill.iter().map(|(_, share)| *share).sum();
            line.certain_shares = shares.min() == line.reckoned.if_paid.min();
        }
        if let Ok(limit) = &limit {
            let mut left = limit.value;
            for bill in 0..ledger.len() {
                for line in lines.iter_mut().filter(|line| draws(line)) {
                    for (_, share) in line.reckoned.per_bill.iter_mut().filter(|(place, _)| *place == bill) {
                        *share = share.at_most(left);
                        left = left.less(*share);
                    }
                }
            }
        }
        for (line, before) in lines.iter_mut().zip(before).filter(|(line, _)| draws(line)) {
            line.reckoned.trace.absorb(trace.clone());
            match &limit {
                Ok(limit) => {
                    let certain = line.certain_shares;
                    let shares: Amount = line.reckoned.per_bill.iter().map(|(_, share)| *share).sum();
                    let least = if certain {
                        shares.min()
                    } else {
                        before.at_most(limit.value).min().min(shares.max())
                    };
                    let after = Amount::between(least, shares.max());
                    line.reckoned.if_paid = after;
                    line.reckoned.year_cap =
                        Some(line.reckoned.year_cap.map_or(limit.value, |own| own.at_most(limit.value)));
                    let taken = Taken::Pool(u16::try_from(pool_place).unwrap_or(u16::MAX), before);
                    line.reckoned.steps.push(Executed {
                        taken,
                        bill: None,
                        result: after,
                        citation: pool.citation,
                    });
                }
                Err(gap) => {
                    line.reckoned.trace.gap(gap.clone());
                    line.reckoned.status = Status::NotComputed;
                }
            }
        }
    }
}

/// Rounds, and takes off what was already paid.
fn pay<'a>(line: &mut Line<'a>, case: &Case, ledger: &[Entry<'a>], notes: &mut Vec<NoteKind>) {
    let exact = line.reckoned.if_paid;
    let entitled = round::round(exact);
    let mut executed = |taken: Taken<'a>, result: Amount| {
        line.reckoned.steps.push(Executed { taken, bill: None, result, citation: None });
    };
    if entitled != exact {
        executed(Taken::Round, entitled);
    }
    let (mut sum, mut rounded) = (Amount::ZERO, Amount::ZERO);
    for (place, share) in &line.reckoned.per_bill {
        sum = sum + *share;
        let upto = round::round(sum);
        line.shares.push((*place, upto.less_paired(rounded)));
        rounded = upto;
    }
    let counts_assistance = line.program.counts_assistance();
    let mut on_bills = Yuan::ZERO;
    let mut payable = entitled;
    if line.program.kind != ProgramKind::Insurance && !counts_assistance && line.replaced_by.is_none() {
        let mut after = Amount::ZERO;
        for (place, share) in &line.shares {
            let already =
                ledger.get(*place).map(|entry| entry.paid_on_bill(entry.granted.min())).unwrap_or_default();
            on_bills = on_bills + already.min(share.max());
            after = after + share.less(Amount::exactly(already));
        }
        if !on_bills.is_zero() {
            payable = after;
            executed(Taken::PaidOnBills(Amount::exactly(on_bills)), payable);
        }
    }
    let received = case.received.get(line.place).copied().unwrap_or_default();
    if !received.is_zero() {
        if received > entitled.max().less(on_bills) && line.reckoned.status == Status::Eligible {
            notes.push(NoteKind::ReceivedExceeds(line.place));
        }
        payable = payable.less(Amount::exactly(received));
        executed(Taken::Received(received), payable);
    }
    if let Some(cap) = line.reckoned.year_cap
        && !(on_bills + received).is_zero()
    {
        payable = payable.at_most(round::round(cap).less(Amount::exactly(on_bills + received)));
    }
    line.payable = payable;
}

/// What the lines of one unit pay together: of those that may replace each other, one.
fn total_of(lines: &[Line<'_>], contests: &[(usize, usize)]) -> Amount {
    let counts = |line: &Line<'_>| {
        line.program.kind.counts_in_total()
            && line.replaced_by.is_none()
            && line.reckoned.status != Status::NotEligible
    };
    let counting: Vec<(usize, &Line<'_>)> =
        lines.iter().enumerate().filter(|(_, line)| counts(line)).collect();
    let place_of = |at: usize| counting.iter().position(|(place, _)| *place == at);
    let pairs: Vec<_> =
        contests.iter().filter_map(|&(one, other)| place_of(one).zip(place_of(other))).collect();
    if pairs.is_empty() {
        return counting.iter().map(|(_, line)| shown(line)).sum();
    }
    let rival =
        |line: &Line<'_>| Rival { payable: line.payable, certain: line.reckoned.status != Status::Unknown };
    let rivals: Vec<Rival> = counting.iter().map(|(_, line)| rival(line)).collect();
    contest::together(&rivals, &pairs)
}

/// What a line shows as payable.
fn shown(line: &Line<'_>) -> Amount {
    match line.reckoned.status {
        _ if line.replaced_by.is_some() => Amount::ZERO,
        Status::NotEligible => Amount::ZERO,
        Status::Unknown => line.payable.or_nothing(),
        _ if line.contested => line.payable.or_nothing(),
        Status::Eligible | Status::NotComputed => line.payable,
    }
}

/// Posts what a programme pays to the bills.
fn post<'a>(line: &Line<'a>, ledger: &mut [Entry<'a>], notes: &mut Vec<NoteKind>) {
    if line.replaced_by.is_some() || line.reckoned.status == Status::NotEligible {
        return;
    }
    for (place, share) in &line.shares {
        let Some(entry) = ledger.get_mut(*place) else { continue };
        let share = if line.contested { share.or_nothing() } else { *share };
        match line.program.fills {
            Some(column @ (Quantity::Basic | Quantity::Critical))
                if line.reckoned.status == Status::Eligible =>
            {
                notes.push(NoteKind::InsuranceDerived(entry.bill.position, line.place));
                let payment = Payment::Derived(share);
                if column == Quantity::Basic { entry.basic = payment } else { entry.critical = payment }
            }
            Some(_) => {}
            None => entry.granted = entry.granted + share,
        }
    }
}

fn close<'a>(
    line: Line<'a>,
    policy: &'a Policy,
    case: &'a Case,
    ledger: &[Entry<'a>],
    notes: &mut Vec<NoteKind>,
) -> ProgramOutcome<'a> {
    let amount = shown(&line);
    let paid: Vec<&Entry<'a>> = line.shares.iter().filter_map(|(place, _)| ledger.get(*place)).collect();
    let bills: Vec<_> = paid.iter().map(|entry| (entry.bill.position, entry.bill.date)).collect();
    let scope = Scope { policy, case, bill: None, covered: &paid, ledger };
    let may_apply = line.reckoned.status != Status::NotEligible;
    let (route, passed) =
        if may_apply { deadline::route(line.program, scope, &bills) } else { (None, Vec::new()) };
    let open = line.replaced_by.is_none() && line.reckoned.status != Status::NotEligible && !amount.is_zero();
    if open {
        notes.extend(passed.iter().map(|&bill| NoteKind::DeadlinePassed(bill, line.place)));
    }
    let wanted = line.program.documents.iter().filter(|(when, _)| may_apply && scope.may_hold(when));
    let documents = wanted.map(|(_, place)| *place).collect();
    let mut remarks = Vec::new();
    if line.reckoned.status != Status::NotEligible && line.replaced_by.is_none() {
        let told = |when| scope.judge(when, &mut Trace::default()) == Truth::Yes;
        remarks.extend(
            line.program.remarks.iter().filter(|(when, _)| told(when)).map(|(_, text)| text.as_str()),
        );
    }
    let Trace { reasons, mut missing, gaps, readings, parameters } = line.reckoned.trace;
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
        let base = self.base.less.iter().any(|(quantity, _)| *quantity == Quantity::Assistance);
        let steps = self.ways.iter().flat_map(|way| &way.steps);
        base || steps.into_iter().any(|step| match &step.op {
            Op::TopUp { counted, .. } => counted.contains(&Quantity::Assistance),
            _ => false,
        })
    }
}
