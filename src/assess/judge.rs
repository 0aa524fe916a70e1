//! 判断：conditions in three values. Unknown never becomes no.

use super::given::Given;
use super::ledger::{Covered, Entry};
use super::mechanism::threshold;
use super::outcome::{Ask, BillField, Reason, ReasonKind};
use super::resolve;
use super::sums::{Summed, Sums};
use super::trace::{Trace, Truth};
use crate::calendar::{BenefitYear, DAYS_IN_MONTH, DAYS_IN_YEAR, Date};
use crate::case::FactValue;
use crate::money::{Amount, Yuan};
use crate::policy::{
    AgeBounds, AgeDay, Condition, DiseaseList, DiseaseSet, FactKind, FactQuestion, FactTest, Id, Test,
    TestKind,
};
use crate::vocabulary::{Care, Insurance, Member, SetOf, Spot};

/// 周岁, from the least to the most that anybody can be.
const AGES: (i64, i64) = (0, 130);

/// What is looked at while judging: everybody's answers, and one bill or none.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a, 'e> {
    pub given: &'e Given<'a, 'e>,
    /// The bill at hand.
    pub bill: Option<&'e Entry<'e>>,
    /// The bills that the programme at hand covers.
    pub covered: &'e [Covered<'e>],
    /// All bills of the year.
    pub ledger: &'e [Covered<'e>],
    /// What other bills of the year have used of the limits of the programme at hand.
    pub used: &'e Amount,
    /// What was summed up so far, while a way is reckoned.
    pub sums: Option<&'e Sums<'a>>,
}

impl<'a> Scope<'a, '_> {
    /// Whether a condition holds, or may hold, for the person or for some covered bill. Nothing hangs on it.
    pub(super) fn may_hold(&self, condition: &'a Condition) -> bool {
        let holds = |scope: &Scope<'a, '_>| scope.glance(condition) != Truth::No;
        self.covered.iter().any(|covered| holds(&Scope { bill: Some(covered.entry), ..*self }))
            || ((self.covered.is_empty() || !condition.needs_bill()) && holds(self))
    }

    /// Whether a condition holds, where nothing hangs on it: what is open about it is told apart by nobody.
    pub(super) fn glance(&self, condition: &'a Condition) -> Truth {
        let clear = self.given.world.is_clear();
        let truth = self.truth(condition);
        self.settled(clear);
        truth
    }

    /// Forgets what was found open since all was clear: something else decides.
    fn settled(&self, clear: bool) {
        if clear {
            self.given.world.forget();
        }
    }

    /// Whether a condition holds, and nothing else.
    pub(super) fn truth(&self, condition: &'a Condition) -> Truth {
        self.judge(condition, &mut Trace { unheard: true, ..Trace::default() })
    }

    /// Judges a condition of a figure or a step: what it asks for is kept, but no reason.
    pub(super) fn weigh(&self, condition: &'a Condition, trace: &mut Trace<'a>) -> Truth {
        let reasons = trace.reasons.len();
        let truth = self.judge(condition, trace);
        trace.reasons.truncate(reasons);
        truth
    }

    /// Judges a condition, keeping each test that bears on how it comes out.
    pub(super) fn judge(&self, condition: &'a Condition, trace: &mut Trace<'a>) -> Truth {
        let (reasons, missing) = (trace.reasons.len(), trace.missing.len());
        let clear = self.given.world.is_clear();
        match condition {
            Condition::All(parts) => {
                let judged = parts.iter().fold(Truth::Yes, |truth, part| truth.and(self.judge(part, trace)));
                if judged == Truth::No {
                    trace.missing.truncate(missing);
                    self.settled(clear);
                }
                judged
            }
            Condition::Any(parts) => {
                let mut judged = Truth::No;
                for part in parts {
                    let before = trace.reasons.len();
                    let truth = self.judge(part, trace);
                    if truth == Truth::Yes {
                        trace.reasons.drain(reasons..before);
                        trace.missing.truncate(missing);
                        self.settled(clear);
                        return Truth::Yes;
                    }
                    judged = judged.or(truth);
                }
                judged
            }
            Condition::Not(part) => {
                let judged = self.judge(part, trace).negated();
                for reason in trace.reasons.iter_mut().skip(reasons) {
                    reason.outcome = reason.outcome.negated();
                    if let ReasonKind::Test(_, negated) = &mut reason.kind {
                        *negated = !*negated;
                    }
                }
                judged
            }
            Condition::Test(test) => self.test(test, trace),
        }
    }

    fn test(&self, test: &'a Test, trace: &mut Trace<'a>) -> Truth {
        let person = &self.given.case.person;
        let mut gap = None;
        let outcome = match &test.kind {
            TestKind::Category(wanted) => self.identity(*wanted, trace),
            TestKind::Residence(wanted) => match person.residence {
                Some(residence) => Truth::of(residence == *wanted),
                None => self.word(Ask::Residence, SetOf::ALL, SetOf::EMPTY.with(*wanted), trace),
            },
            TestKind::Insurance(wanted) => match person.insurance {
                Some(insurance) => Truth::of(wanted.has(insurance)),
                None => self.word(Ask::Insurance, self.insurance_by_bills(), *wanted, trace),
            },
            TestKind::Age(bounds) => self.is_of_age(*bounds, trace),
            TestKind::Disease(list) => self.on_list(*list, trace),
            TestKind::Fact(fact, wanted) => self.fact(*fact, wanted, trace),
            TestKind::Reading(reading, option) => {
                trace.reading(*reading);
                let chosen = reading.among(&self.given.case.readings);
                return Truth::of(chosen == Some(option));
            }
            TestKind::Care(wanted) => {
                self.bill.map_or(Truth::Unknown, |bill| Truth::of(wanted.has(bill.bill.care)))
            }
            TestKind::Level(wanted) => {
                let told = self.bill.and_then(|entry| entry.bill.level);
                self.of_bill(BillField::Level, told, *wanted, trace)
            }
            TestKind::Place(wanted) => self.bill.map_or(Truth::Unknown, |entry| {
                let spots = entry.bill.spots;
                // Of what was told, the other province is all that can be open.
                let is_open = Spot::places(spots).bits().count_ones() > 1;
                let field = if is_open { BillField::Place } else { BillField::Province };
                self.word(Ask::Bill(entry.bill.position, field), spots, *wanted, trace)
            }),
            TestKind::YearSum { all_bills, from, less, at, inclusive } => {
                let of = Summed { from: Some(*from), parts: less };
                let bills = if *all_bills { self.ledger } else { self.covered };
                let sum = self.sum(of, bills, trace);
                self.reaches(sum, at, *inclusive, &mut gap, trace)
            }
            TestKind::BillSum { from, at, inclusive } => {
                let Some(bill) = self.bill else { return Truth::Unknown };
                let value = bill.quantity(*from, trace);
                self.reaches(value, at, *inclusive, &mut gap, trace)
            }
        };
        trace.reason(Reason { kind: ReasonKind::Test(test, false), outcome, gap, citation: test.citation });
        outcome
    }

    fn is_of_age(&self, bounds: AgeBounds, trace: &mut Trace<'a>) -> Truth {
        let Given { case, .. } = self.given;
        let (least, most) = (bounds.at_least.map(i64::from), bounds.at_most.map(i64::from));
        let Some(born) = case.person.born else {
            let ages = case.person.age.map_or(AGES, |age| (age.into(), age.into()));
            return self.number(Ask::Age, ages, (least, most), trace);
        };
        // On the day of the bill; where it is no bill's, on the year's own.
        let mut day = self.bill.map_or(case.reference_day(), |entry| entry.bill.date);
        match bounds.on {
            AgeDay::Bill => {}
            AgeDay::YearStart => day = BenefitYear::of(day, 1).first_day(),
            AgeDay::AsOf => day = case.as_of,
        }
        let upto = |age| day.place() - age * DAYS_IN_YEAR;
        let from = most.map(|most| upto(most + 1) + 1);
        self.number(Ask::Age, born, (from, least.map(upto)), trace)
    }

    /// One of the words that an answer can be.
    fn word<T: Member>(&self, ask: Ask, all: SetOf<T>, wanted: SetOf<T>, trace: &mut Trace<'a>) -> Truth {
        self.given.choice(ask, all.bits().into(), wanted.bits().into(), trace)
    }

    /// Which insurance there can be: where some of it paid, there is one, though not which.
    fn insurance_by_bills(&self) -> SetOf<Insurance> {
        let paid = self.given.case.shows_insurance;
        let insured = SetOf::EMPTY.with(Insurance::Resident).with(Insurance::Employee);
        if paid { insured } else { SetOf::ALL }
    }

    /// Whether a number lies within these bounds.
    fn number(
        &self,
        ask: Ask,
        all: (i64, i64),
        bounds: (Option<i64>, Option<i64>),
        trace: &mut Trace<'a>,
    ) -> Truth {
        let truth = self.given.world.within(ask, all, bounds);
        trace.asked_if(truth, ask)
    }

    /// A word told of the bill at hand.
    fn of_bill<T: Member>(
        &self,
        field: BillField,
        told: Option<T>,
        wanted: SetOf<T>,
        trace: &mut Trace<'a>,
    ) -> Truth {
        match (told, self.bill) {
            (Some(word), _) => Truth::of(wanted.has(word)),
            (None, Some(entry)) => {
                self.word(Ask::Bill(entry.bill.position, field), SetOf::ALL, wanted, trace)
            }
            (None, None) => Truth::Unknown,
        }
    }

    fn reaches(
        &self,
        value: Amount,
        at: &'a crate::policy::Source,
        inclusive: bool,
        gap: &mut Option<Yuan>,
        trace: &mut Trace<'a>,
    ) -> Truth {
        let Ok(at) = resolve::source(self, at, trace) else { return Truth::Unknown };
        let reached = threshold::reached(value, at, inclusive);
        if reached == Truth::No {
            *gap = Some(at.min().less(value.max()));
        }
        reached
    }

    fn fact(&self, fact: Id<FactQuestion>, wanted: &FactTest, trace: &mut Trace<'a>) -> Truth {
        let ask = Ask::Fact(fact);
        let told = self.fact_value(fact);
        let kind = self.given.kind_of(fact);
        let bounds = match *wanted {
            FactTest::Is(wanted) => {
                return match told {
                    Some(FactValue::Flag(told)) => Truth::of(told == wanted),
                    _ => self.given.choice(ask, 0b11, 1 << u8::from(wanted), trace),
                };
            }
            FactTest::OneOf(wanted) => {
                return match (told, kind) {
                    (Some(FactValue::Choice(told)), _) => Truth::of(wanted & 1 << told != 0),
                    (_, Some(FactKind::Choice(options))) => {
                        let all = options.iter().fold(0, |all, _| all << 1 | 1);
                        self.given.choice(ask, all, wanted.into(), trace)
                    }
                    _ => Truth::Unknown,
                };
            }
            FactTest::Number(least, most) => (least, most),
            FactTest::Amount(least, most) => (least.map(Yuan::to_fens), most.map(Yuan::to_fens)),
            FactTest::BillFrom(_) | FactTest::BillBefore(_) => {
                return self.on_days(ask, told, kind, wanted, trace);
            }
        };
        let Some(span) = self.span_of(fact, told) else { return Truth::Unknown };
        self.number(ask, span, bounds, trace)
    }

    /// What a number, or an amount in fen, that was told or not can be.
    fn span_of(&self, fact: Id<FactQuestion>, told: Option<FactValue>) -> Option<(i64, i64)> {
        Some(match (told, self.given.kind_of(fact)) {
            (Some(FactValue::Number(told)), _) => (told.into(), told.into()),
            (Some(FactValue::Amount(told)), _) => (told.to_fens(), told.to_fens()),
            (_, Some(FactKind::Number(least, most))) => ((*least).into(), (*most).into()),
            (_, Some(FactKind::Amount(most))) => (0, most.to_fens()),
            _ => return None,
        })
    }

    /// The same in the world at hand, asked for where it was not told.
    pub(super) fn fact_span(&self, fact: Id<FactQuestion>, trace: &mut Trace<'a>) -> (i64, i64) {
        let (ask, told) = (Ask::Fact(fact), self.fact_value(fact));
        if told.is_none() {
            trace.ask(ask);
        }
        self.given.world.span(ask, self.span_of(fact, told).unwrap_or_default())
    }

    /// A day of which it is asked whether the bill at hand lies after or before it, within a term.
    fn on_days(
        &self,
        ask: Ask,
        told: Option<FactValue>,
        kind: Option<&FactKind>,
        wanted: &FactTest,
        trace: &mut Trace<'a>,
    ) -> Truth {
        let Some(date) = self.bill.map(|entry| entry.bill.date) else { return Truth::Unknown };
        let days_apart = if let Some(FactKind::Month) = kind { DAYS_IN_MONTH } else { 1 };
        let place = date.place();
        let bounds = match *wanted {
            FactTest::BillBefore(term) => (Some(place + 1), term.map(|term| date.plus(term).place())),
            FactTest::BillFrom(Some(term)) => {
                // Months are not equally long, so the first day from which it reaches beyond the bill is looked for.
                let mut first = 2 * place - date.plus(term).place() - DAYS_IN_MONTH;
                while Date::at_place(first).plus(term) <= date {
                    first += 1;
                }
                (Some(first), Some(place))
            }
            _ => (None, Some(place)),
        };
        // What is asked for has been.
        let (told, last) = match told {
            Some(FactValue::Date(day)) => (Some(day.place()), day.place()),
            _ => (None, self.given.case.as_of.place()),
        };
        let span = (told.unwrap_or_default() / days_apart, last / days_apart);
        let first = bounds.0.map(|first| (first + days_apart - 1) / days_apart);
        self.number(ask, span, (first, bounds.1.map(|last| last / days_apart)), trace)
    }

    /// What was told about a fact, or what the bills say of it.
    pub(super) fn fact_value(&self, fact: Id<FactQuestion>) -> Option<FactValue> {
        let question = self.given.policy.get(fact)?;
        let stayed = || self.given.case.bills.iter().any(|bill| bill.care == Care::Inpatient);
        let told = fact.among(&self.given.case.person.facts).copied().flatten();
        let shown = (question.shown_by_stay && stayed()) || (question.shown_by_place && told.is_none());
        if shown { Some(FactValue::Flag(true)) } else { told }
    }

    /// Whether the illness is on a list. A bill's own illness goes before the person's; without a bill, any illness
    /// told anywhere counts.
    fn on_list(&self, list: Id<DiseaseList>, trace: &mut Trace<'a>) -> Truth {
        let Some(list) = self.given.policy.get(list) else { return Truth::Unknown };
        let (missing, clear) = (trace.missing.len(), self.given.world.is_clear());
        let (mut listed, mut conditional) = (DiseaseSet::default(), Vec::new());
        for item in &list.items {
            match self.glance(&item.when) {
                Truth::Yes => listed = listed.and(item.diseases),
                Truth::Unknown => conditional.push(item),
                Truth::No => {}
            }
        }
        let mut judged = self.is_ill(listed, trace);
        for item in conditional {
            let is_ill = if judged == Truth::Yes { Truth::No } else { self.is_ill(item.diseases, trace) };
            if is_ill != Truth::No {
                judged = judged.or(is_ill.and(self.weigh(&item.when, trace)));
            }
        }
        if judged == Truth::Yes {
            trace.missing.truncate(missing);
            self.settled(clear);
        }
        // 等：whether an illness that is not named counts, only the office can tell.
        match judged {
            Truth::No if list.open && self.is_ill(DiseaseSet::ALL, trace) != Truth::No => Truth::Unknown,
            judged => judged,
        }
    }

    /// Whether the illness is one of these.
    fn is_ill(&self, with: DiseaseSet, trace: &mut Trace<'a>) -> Truth {
        let person = self.given.case.person.diagnoses;
        let (illnesses, all_told) = if let Some(entry) = self.bill {
            let told = entry.bill.diagnoses.or(person);
            (told.unwrap_or_default(), told.is_some())
        } else {
            let bills = self.given.case.bills.iter().filter_map(|bill| bill.diagnoses);
            (bills.fold(person.unwrap_or_default(), DiseaseSet::and), person.is_some())
        };
        if all_told || illnesses.meets(with) {
            return Truth::of(illnesses.meets(with));
        }
        let truth = self.given.world.meets(Ask::Diagnoses, DiseaseSet::ALL.bits(), 0, with.bits());
        trace.asked_if(truth, Ask::Diagnoses)
    }
}
