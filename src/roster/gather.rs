//! 一个人的各行：repeated and reversed rows out, one year, one case.

use std::collections::{HashMap, hash_map};

use super::entry::{About, Entry, Slip};
use super::id_number::IdNumber;
use super::reason::{SetAside, Why};
use super::words::{self, Identity};
use crate::calendar::{BenefitYear, Date};
use crate::case::{Bill, Case, FactValue, Parts, Person, Problem, ProblemKind, Sum};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::Policy;
use crate::vocabulary::{Care, Category, SetOf, Spot};

/// The most rows that one person can have.
const MOST_ROWS: usize = 1_000;

/// 一个人, and what all rows say about them.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// 身份证号.
    pub id: IdNumber,
    /// Who it is.
    pub about: About,
    /// The rows that are computed, by table and number.
    pub rows: Vec<(u16, u32)>,
    /// How many rows were left out that leave a gap in the sums.
    pub gaps: u32,
    /// The case, 单据上的救助 left out of it.
    pub case: Case,
    /// 单据上的和另外发放的医疗救助、倾斜救助.
    pub paid: (Yuan, Yuan),
}

/// What all persons have in common.
#[derive(Clone, Debug)]
pub struct Common {
    /// A case without a person: the day, the parameters and readings.
    pub template: Case,
    /// Whether those who are on no list of persons have no identity.
    pub not_listed_is_general: bool,
    /// Whether there are any settlements, so that a person without one has no bill.
    pub has_settlements: bool,
}

/// Puts together what the rows of one person say; every row is in it, or in `aside`.
#[must_use]
pub fn gather(
    policy: &Policy,
    common: &Common,
    entries: Vec<Entry>,
    mut gaps: u32,
    aside: &mut Vec<SetAside>,
) -> Option<Gathered> {
    let mut kept: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
    let mut out = |slot: &mut Option<Entry>, why: Why| {
        if let Some(entry) = slot.take().filter(|entry| entry.leads) {
            aside.push(SetAside { table: entry.table, column: None, row: entry.row, why });
        }
    };
    for (place, why) in repeated(&kept) {
        if let Some(slot) = kept.get_mut(place) {
            gaps += u32::from(why.leaves_a_gap());
            out(slot, why);
        }
    }
    for (place, slot) in kept.iter_mut().enumerate() {
        let date = slot.as_ref().and_then(|entry| entry.slip.as_ref()).map(|slip| slip.date);
        if place >= MOST_ROWS {
            out(slot, Why::TooManyRows);
        } else if date.is_some_and(|date| date > common.template.as_of) {
            gaps += 1;
            out(slot, Why::DateAfterEstimate);
        }
    }
    let latest = kept.iter().flatten().filter_map(|entry| entry.slip.as_ref()).map(|slip| slip.date).max();
    let year = latest.map(|latest| BenefitYear::of(latest, 1));
    for slot in &mut kept {
        let date = slot.as_ref().and_then(|entry| entry.slip.as_ref()).map(|slip| slip.date);
        if date.zip(year).is_some_and(|(date, year)| !year.holds(date)) {
            out(slot, Why::OtherYear);
        }
    }
    loop {
        let id = kept.iter().flatten().next()?.id;
        let about = about(kept.iter().flatten());
        let listed = kept.iter().flatten().any(|entry| entry.slip.is_none() && entry.paid.is_none());
        let case = case(
            policy,
            common,
            &about,
            listed,
            id.age(latest.unwrap_or(common.template.as_of)),
            &kept,
            gaps,
        );
        match case.held(policy) {
            Ok(mut case) => {
                let paid = paid(&kept);
                for bill in &mut case.bills {
                    bill.assistance_paid = Amount::ZERO;
                }
                // What is told of a list is looked at once.
                case.told.clear();
                let rows = kept.iter().flatten().filter(|entry| entry.leads);
                let rows = rows.map(|entry| (entry.table, entry.row)).collect();
                return Some(Gathered { id, about, rows, gaps, case, paid });
            }
            Err(problems) => {
                let before = kept.iter().flatten().count();
                for problem in &problems {
                    let (place, why) = of_problem(problem);
                    let place = place.or_else(|| kept.iter().position(Option::is_some));
                    if let Some(slot) = place.and_then(|place| kept.get_mut(place)) {
                        gaps += u32::from(slot.is_some());
                        out(slot, why);
                    }
                }
                if kept.iter().flatten().count() == before {
                    return None;
                }
            }
        }
    }
}

/// The places of entries that repeat another, or take one back.
fn repeated(kept: &[Option<Entry>]) -> Vec<(usize, Why)> {
    let mut out = vec![None; kept.len()];
    let entries = || kept.iter().enumerate().filter_map(|(place, entry)| Some((place, entry.as_ref()?)));
    let slips = || entries().filter_map(|(place, entry)| Some((place, entry, entry.slip.as_ref()?)));
    // Amounts that may be taken back, with those who may be.
    let mut by_total: HashMap<i64, Vec<(usize, &Entry)>> = HashMap::new();
    let any_negative = slips().any(|(.., slip)| slip.total < 0);
    for (place, entry, slip) in slips().filter(|(.., slip)| any_negative && slip.total > 0) {
        by_total.entry(slip.total).or_default().push((place, entry));
    }
    for (place, entry, slip) in slips().filter(|(.., slip)| slip.total < 0) {
        let why = match by_total.get_mut(&-slip.total).and_then(Vec::pop) {
            Some((other, twin)) => {
                set(&mut out, other, Why::Reversed(entry.row, entry.table != twin.table));
                Why::Reversed(twin.row, entry.table != twin.table)
            }
            None => Why::AmountNegative,
        };
        set(&mut out, place, why);
    }
    let mut seen: HashMap<Likeness, &Entry> = HashMap::new();
    let mut persons: Vec<(Option<Identity>, &Entry)> = Vec::new();
    for (place, entry) in entries() {
        if out.get(place).is_some_and(Option::is_some) || entry.paid.is_some() {
            continue;
        }
        let first = if let Some(slip) = &entry.slip {
            match seen.entry(likeness(slip)) {
                hash_map::Entry::Occupied(first) => Some(*first.get()),
                hash_map::Entry::Vacant(free) => {
                    free.insert(entry);
                    None
                }
            }
        } else {
            // There are few identities, and what was found once is not kept again.
            let known = persons.iter().find(|(identity, _)| *identity == entry.about.identity);
            let first = known.map(|(_, first)| *first);
            if first.is_none() {
                persons.push((entry.about.identity, entry));
            }
            first
        };
        if let Some(first) = first {
            set(&mut out, place, Why::Duplicate(first.row, first.table != entry.table));
        }
    }
    out.into_iter().enumerate().filter_map(|(place, why)| Some((place, why?))).collect()
}

/// What is the same where two rows tell the same settlement: its number, or else all of this.
type Likeness = (u64, Option<(Date, Option<Date>, i64, Option<i64>, Option<i64>, Care, u64)>);

fn likeness(slip: &Slip) -> Likeness {
    let whole = (slip.date, slip.admitted, slip.total, slip.in_scope, slip.basic, slip.care, slip.hospital);
    (slip.code, (slip.code == 0).then_some(whole))
}

fn set(out: &mut [Option<Why>], place: usize, why: Why) {
    if let Some(slot) = out.get_mut(place) {
        *slot = Some(why);
    }
}

/// What the rows say together: the first that says something, and every identity.
fn about<'e>(entries: impl Iterator<Item = &'e Entry>) -> About {
    let mut about = About::default();
    for entry in entries {
        let told = &entry.about;
        for (slot, text) in [
            (&mut about.name, &told.name),
            (&mut about.town, &told.town),
            (&mut about.village, &told.village),
        ] {
            if slot.is_empty() {
                slot.clone_from(text);
            }
        }
        if let Some(identity) = told.identity {
            let held = about.identity.get_or_insert(identity);
            let all = held.categories.words().chain(identity.categories.words()).collect();
            held.categories = words::without_general(all);
            held.monitored = held.monitored.or(identity.monitored);
        }
        about.insurance = about.insurance.or(told.insurance);
        for (fact, value) in &told.facts {
            if !about.facts.iter().any(|(known, _)| known == fact) {
                about.facts.push((*fact, *value));
            }
        }
    }
    about
}

fn case(
    policy: &Policy,
    common: &Common,
    about: &About,
    listed: bool,
    age: Option<u8>,
    kept: &[Option<Entry>],
    gaps: u32,
) -> Case {
    let general = SetOf::EMPTY.with(Category::General);
    let categories = about.identity.map(|identity| identity.categories);
    let mut facts: Vec<_> = policy.facts.iter().map(|_| None).gather();
    let monitored = about.identity.and_then(|identity| words::monitored(policy, identity.monitored?));
    let monitored = monitored.map(|(fact, option)| (fact, FactValue::Choice(option)));
    for (fact, value) in monitored.iter().chain(&about.facts) {
        if let Some(slot) = facts.get_mut(fact.place()) {
            *slot = Some(*value);
        }
    }
    let bills: Vec<Bill> = kept
        .iter()
        .enumerate()
        .filter_map(|(place, entry)| Some(bill(place, entry.as_ref()?.slip.as_ref()?)))
        .collect();
    let person = Person {
        categories: categories.or((common.not_listed_is_general && !listed).then_some(general)),
        held: Vec::new(),
        residence: None,
        insurance: about.insurance,
        age,
        born: None,
        // An illness is told with each bill, and whoever has no bill may have any.
        diagnoses: None,
        facts,
    };
    let bills_known = !bills.is_empty() || (common.has_settlements && gaps == 0);
    Case { person, bills, bills_known, ..common.template.clone() }
}

fn bill(place: usize, slip: &Slip) -> Bill {
    let yuan = |fen: i64| Yuan::fen(u64::try_from(fen).unwrap_or(0));
    let amount = |fen: i64| Amount::exactly(yuan(fen));
    let days =
        slip.admitted.map(|admitted| admitted.days_until(slip.date)).filter(|days| (0..=366).contains(days));
    Bill {
        position: place,
        date: slip.date,
        care: slip.care,
        level: slip.level,
        spots: Spot::told(slip.place, None),
        diagnoses: slip.diagnoses,
        total: amount(slip.total),
        in_scope: slip.in_scope.map(amount),
        out_of_scope: slip.out_of_scope.map(amount),
        in_scope_derived: false,
        basic_paid: slip.basic.map(amount),
        critical_paid: slip.critical.map(amount),
        critical_assumed: false,
        waived: amount(slip.waived),
        other_paid: amount(slip.other),
        assistance_paid: amount(slip.assistance + slip.top_up),
        fund_paid: slip.fund.map(amount),
        self_paid: slip.own.map(amount),
        insured: None,
        taken: Parts::default(),
        paid_derived: false,
        missed: 0,
        slips: None,
        assistance_if_uninsured: None,
        days: days.and_then(|days| u32::try_from(days).ok()),
        months: None,
    }
}

fn paid(kept: &[Option<Entry>]) -> (Yuan, Yuan) {
    let yuan = |fen: i64| Yuan::fen(u64::try_from(fen).unwrap_or(0));
    let slips = || kept.iter().flatten().filter_map(|entry| entry.slip.as_ref());
    let assistance: i64 = slips().map(|slip| slip.assistance).sum();
    let apart: i64 = kept.iter().flatten().filter_map(|entry| entry.paid).sum();
    let top_up: i64 = slips().map(|slip| slip.top_up).sum();
    (yuan(assistance + apart), yuan(top_up))
}

/// The bill that a problem of the case is about, and what is wrong with it.
fn of_problem(problem: &Problem) -> (Option<usize>, Why) {
    let place = problem.path.strip_prefix("bills[").and_then(|rest| rest.split(']').next()?.parse().ok());
    let why = match problem.kind {
        ProblemKind::BillAfterEstimate(_) => Why::DateAfterEstimate,
        ProblemKind::DoesNotAddUp(Sum::InScope | Sum::OutOfScope | Sum::Scope, _) => Why::ScopeOverTotal,
        ProblemKind::DoesNotAddUp(..) => Why::PaymentsOverTotal,
        ProblemKind::PaidWithoutInsurance => Why::PaidWithoutInsurance,
        _ => Why::DateOutsidePolicy,
    };
    (place, why)
}
