//! 一个项目：who may get it, which bills it covers, and the way that pays most.

use super::given::Given;
use super::judge::Scope;
use super::ledger::{Covered, Payment, of_year};
use super::outcome::{Ask, Executed, Gap, Reason, ReasonKind, Status, Taken};
use super::receipt::Received;
use super::trace::{Trace, Truth};
use super::way::{self, Run};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Id, Program, Quantity, Way};

/// What a programme comes to by itself, before others are looked at, unrounded.
#[derive(Clone, Debug)]
pub(super) struct Reckoned<'a> {
    pub status: Status,
    /// What it pays if it applies.
    pub if_paid: Amount,
    /// What each bill adds, by the bill's place in the ledger.
    pub per_bill: Vec<(usize, Amount)>,
    /// Which of several bills are only perhaps covered.
    pub perhaps: Vec<usize>,
    /// What is left of each of them, at most.
    pub bases: Vec<Yuan>,
    pub steps: Vec<Executed<'a>>,
    pub trace: Trace<'a>,
    pub received: Received,
    /// Whether a range among the bills leaves open if a threshold is reached.
    pub straddles: bool,
    /// Whether it is not computed, or an answer still missing may show that it cannot be.
    pub may_lack_figure: bool,
}

/// Reckons a programme on the ledger as it stands.
pub(super) fn reckon<'a>(
    given: &Given<'a, '_>,
    (id, program): (Id<Program>, &'a Program),
    ledger: &[Covered<'_>],
) -> Reckoned<'a> {
    let mut trace = Trace::default();
    let own = of_year(ledger, given.case.reference_day(), program.year_begins);
    let everyone = &Scope { given, bill: None, covered: &[], ledger: own, used: &Amount::ZERO, sums: None };
    let mut covered = covered(program, everyone);
    if !given.case.person.held.is_empty() {
        // Of an identity for a part of the year, only the bills of that time.
        let mut held = Vec::new();
        for bill in &covered {
            let day = Scope { bill: Some(bill.entry), covered: &covered, ..*everyone };
            let holds = day.truth(&program.who);
            if holds != Truth::No {
                held.push(Covered { surely: bill.surely && holds == Truth::Yes, ..*bill });
            }
        }
        covered = held;
    }
    let person = &Scope { covered: &covered, ..*everyone };

    let mut applies = person.judge(&program.who, &mut trace);
    let mut ways = program.ways.iter().map(|way| (way, person.truth(&way.who))).gather();
    applies = applies.and(one_of(&ways, applies, person, &mut trace));
    ways.retain(|(_, holds)| *holds != Truth::No);

    if applies != Truth::No && given.world.is_clear() {
        let (covers, reasons) = any_bill(program, &covered, everyone);
        trace.reasons.extend(reasons);
        asks_of_coverage(program, person, &mut trace);
        applies = applies.and(covers);
    }
    if applies == Truth::No {
        // What else is open does not bear.
        given.world.forget();
    }
    let elsewhere = if applies == Truth::No || !given.world.is_clear() {
        Truth::No
    } else {
        sent_elsewhere(program, person, &mut trace)
    };

    let mut reckoned = Reckoned {
        status: Status::NotEligible,
        if_paid: Amount::ZERO,
        per_bill: Vec::new(),
        perhaps: Vec::new(),
        bases: Vec::new(),
        steps: Vec::new(),
        trace,
        received: Received::default(),
        straddles: false,
        may_lack_figure: elsewhere != Truth::No,
    };
    if applies == Truth::No || !given.world.is_clear() {
        reckoned.trace.missing.clear();
        return reckoned;
    }
    if elsewhere == Truth::Yes {
        reckoned.status = if applies == Truth::Yes { Status::NotComputed } else { Status::Unknown };
        return reckoned;
    }
    if covered.len() > 1 {
        reckoned.perhaps.extend(covered.iter().filter(|bill| !bill.surely).map(|bill| bill.place));
    }
    // Whether any bill counts may be what is not known; what is paid if they do is reckoned on all of them.
    let none_surely = covered.iter().all(|bill| !bill.surely);
    for bill in &mut covered {
        bill.surely |= none_surely;
    }
    reckoned.received = given.received(id, program, &mut reckoned.trace);
    let used = reckoned.received.used;
    let person = &Scope { covered: &covered, used: &used, ..*everyone };
    let runs = ways.iter().map(|(way, holds)| (*holds == Truth::Yes, way::run(program, way, person), *way));
    best_of(runs.gather(), &covered, &mut reckoned);
    if none_surely && covered.len() > 1 {
        // What each gets hangs on which of the others count as well, and so may what all of them get.
        let any: Vec<_> = covered.iter().map(|bill| Covered { surely: false, ..*bill }).gather();
        let any = &Scope { covered: &any, ..*person };
        for (way, _) in &ways {
            let run = way::run(program, way, any);
            reckoned.if_paid = reckoned.if_paid.or(run.amount);
            for ((_, share), other) in reckoned.per_bill.iter_mut().zip(run.per_bill) {
                *share = share.or(other);
            }
        }
    }
    if elsewhere == Truth::Unknown || (reckoned.status != Status::NotEligible && applies == Truth::Unknown) {
        reckoned.status = Status::Unknown;
    }
    if reckoned.status == Status::Unknown {
        for (_, amount) in &mut reckoned.per_bill {
            *amount = amount.or_nothing();
        }
    }
    reckoned
}

/// The bills of the benefit year that the programme covers, surely or perhaps.
fn covered<'a, 'e>(program: &'a Program, everyone: &Scope<'a, 'e>) -> Vec<Covered<'e>> {
    let Some(covers) = &program.covers else { return Vec::new() };
    let judged = everyone.ledger.iter().filter_map(|&Covered { entry, place, .. }| {
        let told = match program.fills {
            Some(Quantity::Basic) => matches!(entry.basic, Payment::Told(_)),
            Some(Quantity::Critical) => matches!(entry.critical, Payment::Told(_)),
            _ => false,
        };
        let truth = Scope { bill: Some(entry), ..*everyone }.truth(covers);
        let counts = truth != Truth::No && !told;
        counts.then_some(Covered { entry, place, surely: truth == Truth::Yes })
    });
    judged.gather()
}

/// Whether some way of paying is open, keeping only what bears on it.
fn one_of<'a>(
    ways: &[(&'a Way, Truth)],
    applies: Truth,
    person: &Scope<'a, '_>,
    trace: &mut Trace<'a>,
) -> Truth {
    let open = ways.iter().fold(Truth::No, |truth, (_, holds)| truth.or(*holds));
    for (way, holds) in ways {
        // Once a way is open, the ones that are not say nothing that the person needs.
        if open == Truth::No || *holds != Truth::No {
            let mut aside = Trace::default();
            person.judge(&way.who, &mut aside);
            trace.absorb_uses(&aside);
            if applies != Truth::No && *holds == Truth::Unknown {
                trace.ask_all(&aside.missing);
            }
            for reason in aside.reasons {
                let known = trace.reasons.iter().any(|other| same(other, &reason));
                if !known {
                    trace.reasons.push(reason);
                }
            }
        }
    }
    open
}

pub(super) fn same(one: &Reason<'_>, other: &Reason<'_>) -> bool {
    match (&one.kind, &other.kind) {
        (ReasonKind::Test(one, yes), ReasonKind::Test(other, no)) => core::ptr::eq(*one, *other) && yes == no,
        _ => false,
    }
}

/// Whether there is a bill to pay on; if there is none, what the bill that comes nearest does not meet.
fn any_bill<'a>(
    program: &'a Program,
    covered: &[Covered<'_>],
    everyone: &Scope<'a, '_>,
) -> (Truth, Vec<Reason<'a>>) {
    let Some(covers) = &program.covers else { return (Truth::Yes, Vec::new()) };
    if covered.iter().any(|covered| covered.surely) {
        return (Truth::Yes, Vec::new());
    }
    if !covered.is_empty() {
        let mut open: Vec<Reason<'a>> = Vec::new();
        for bill in covered {
            let mut aside = Trace::default();
            Scope { bill: Some(bill.entry), ..*everyone }.judge(covers, &mut aside);
            aside.reasons.retain(|reason| reason.outcome == Truth::Unknown);
            aside.reasons.retain(|reason| !open.iter().any(|other| same(other, reason)));
            open.append(&mut aside.reasons);
        }
        return (Truth::Unknown, open);
    }
    let reason = |kind, outcome| vec![Reason { kind, outcome, gap: None, citation: None }];
    if !everyone.given.case.bills_known {
        return (Truth::Unknown, reason(ReasonKind::NoBill, Truth::Unknown));
    }
    let mut nearest: Option<Vec<Reason<'a>>> = None;
    for bill in everyone.ledger {
        let mut aside = Trace::default();
        let here = Scope { bill: Some(bill.entry), ..*everyone };
        let counts = here.judge(covers, &mut aside);
        if counts != Truth::No {
            if program.fills.is_some() {
                return (counts, reason(ReasonKind::AlreadyOnBills, Truth::Yes));
            }
            // On its day nobody had the identity yet, or any longer.
            aside.reasons.clear();
            here.judge(&program.who, &mut aside);
        }
        aside.reasons.retain(|reason| reason.outcome == Truth::No);
        if nearest.as_ref().is_none_or(|nearest| aside.reasons.len() < nearest.len()) {
            nearest = Some(aside.reasons);
        }
    }
    let nearest = nearest.filter(|reasons| !reasons.is_empty());
    (Truth::No, nearest.unwrap_or_else(|| reason(ReasonKind::NoBill, Truth::No)))
}

/// What would tell whether the bills are covered.
fn asks_of_coverage<'a>(program: &'a Program, person: &Scope<'a, '_>, trace: &mut Trace<'a>) {
    let Some(covers) = &program.covers else { return };
    if !person.given.case.bills_known {
        trace.ask(Ask::Bills);
    }
    for bill in person.covered.iter().filter(|bill| !bill.surely) {
        let mut aside = Trace::default();
        Scope { bill: Some(bill.entry), ..*person }.judge(covers, &mut aside);
        trace.absorb(&aside);
    }
}

fn sent_elsewhere<'a>(program: &'a Program, person: &Scope<'a, '_>, trace: &mut Trace<'a>) -> Truth {
    let mut sent = Truth::No;
    for (when, text, citation) in &program.elsewhere {
        let mut aside = Trace::default();
        let holds = person.judge(when, &mut aside);
        if holds == Truth::Yes {
            let kind = ReasonKind::Elsewhere(text);
            trace.reasons.push(Reason { kind, outcome: Truth::No, gap: None, citation: *citation });
            trace.gap(Gap::NotStated(text));
        } else if holds == Truth::Unknown {
            trace.absorb(&aside);
        }
        sent = sent.or(holds);
    }
    sent
}

/// 就高不就低：of the ways that are open, the one that pays most; of those that may be, up to the most.
fn best_of<'a>(
    mut runs: Vec<(bool, Run<'a>, &'a Way)>,
    covered: &[Covered<'_>],
    reckoned: &mut Reckoned<'a>,
) {
    let among = runs.len();
    let (mut least, mut most, mut chosen) = (None, None, None);
    let (mut all_missed, mut unsure, mut may_have_gap) = (true, false, false);
    for (at, (surely, run, _)) in runs.iter().enumerate() {
        let Run { amount, missed, .. } = run;
        let has_gap = run.has_gap();
        may_have_gap |= run.trace.may_have_gap;
        reckoned.may_lack_figure |= has_gap || may_have_gap;
        all_missed &= missed.below.is_some() && amount.is_zero();
        unsure |= missed.unsure.is_some();
        if !has_gap {
            most = most.max(Some(amount.max()));
            least = least.max(surely.then(|| amount.min()));
        }
        // A way that computes goes before one that does not, then the one that pays more, then a sure one.
        let rank = (!has_gap, amount.max(), amount.min(), *surely);
        if chosen.is_none_or(|(_, best)| best < rank) {
            chosen = Some((at, rank));
        }
    }
    // With the local figure that it lacks a way may pay more than those that have theirs.
    let lacks_figure = |run: &Run<'_>| run.trace.gaps.iter().any(|gap| matches!(gap, Gap::Parameter(_)));
    let lacks = runs.iter().any(|(surely, run, _)| *surely && lacks_figure(run));
    let least_is_none = least.is_none_or(Yuan::is_zero);
    if let Some((at, _)) = chosen {
        let (surely, run, way) = runs.remove(at);
        let Run { amount, per_bill, bases, mut steps, trace, missed } = run;
        let range = Amount::between(least.unwrap_or_default(), most.unwrap_or(amount.max()));
        reckoned.if_paid = if most.is_none() { amount } else { range };
        if among > 1 && most.is_some() {
            steps.push(Executed::on_sum(Taken::BestOf(&way.name, among), reckoned.if_paid, None));
        }
        let certain = surely && (among == 1 || reckoned.if_paid == amount);
        let spread = |value: Amount| if certain { value } else { value.or_nothing() };
        let places = covered.iter().map(|covered| covered.place);
        reckoned.per_bill = places.zip(per_bill.into_iter().map(spread)).gather();
        let beyond_doubt = if surely { amount.min() } else { Yuan::ZERO };
        for (surely, other, _) in runs {
            if lacks && other.has_gap() {
                reckoned.trace.absorb_uses(&other.trace);
            }
            if !surely {
                reckoned.trace.ask_all(&other.trace.missing);
            }
            if other.amount.max() > beyond_doubt {
                for ((_, share), other) in reckoned.per_bill.iter_mut().zip(other.per_bill) {
                    *share = share.or(other);
                }
            }
        }
        reckoned.trace.absorb(&trace);
        reckoned.trace.reasons.extend(missed.below.filter(|_| amount.is_zero()));
        reckoned.trace.reasons.extend(missed.unsure.filter(|_| least_is_none));
        (reckoned.bases, reckoned.steps) = (bases, steps);
    }
    reckoned.straddles = unsure;
    reckoned.status = if lacks || most.is_none() {
        Status::NotComputed
    } else if may_have_gap {
        Status::Unknown
    } else if all_missed {
        Status::NotEligible
    } else if unsure && least_is_none {
        Status::Unknown
    } else {
        Status::Eligible
    };
}
