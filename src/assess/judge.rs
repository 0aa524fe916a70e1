//! 判断：conditions in three values. Unknown never becomes no.

use super::ledger::{Covered, Entry};
use super::mechanism::threshold;
use super::outcome::{Ask, BillField, Gap, Reason, ReasonKind};
use super::resolve;
use crate::calendar::Date;
use crate::case::{Case, FactValue};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Condition, DiseaseSet, FactTest, Policy, Quantity, Test, TestKind};
use crate::vocabulary::{Care, Insurance, SetOf};

/// 是、否、不清楚.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// Nobody told, or the office decides.
    Unknown,
}

/// What is looked at while judging: everybody's answers, and one bill or none.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a, 'e> {
    pub policy: &'a Policy,
    pub case: &'e Case,
    /// The bill at hand.
    pub bill: Option<&'e Entry<'e>>,
    /// The bills that the programme at hand covers.
    pub covered: &'e [Covered<'e>],
    /// All bills of the year.
    pub ledger: &'e [Entry<'e>],
}

/// What judging leaves behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace<'a> {
    pub reasons: Vec<Reason<'a>>,
    pub missing: Vec<Ask>,
    pub gaps: Vec<Gap<'a>>,
    pub readings: Vec<u16>,
    pub parameters: Vec<u16>,
    /// Whether a figure was used that an answer still missing may turn out to leave unstated.
    pub may_lack_figure: bool,
    attention: Attention,
}

/// What of judging is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Attention {
    #[default]
    Everything,
    /// All but the reasons.
    NoReasons,
    Nothing,
}

impl Truth {
    /// Of a plain yes or no.
    #[must_use]
    pub fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }
}

impl<'a> Trace<'a> {
    pub(super) fn ask(&mut self, ask: Ask) -> Truth {
        if self.attention != Attention::Nothing {
            note(&mut self.missing, ask);
        }
        Truth::Unknown
    }

    pub(super) fn gap(&mut self, gap: Gap<'a>) {
        note(&mut self.gaps, gap);
    }

    fn reading(&mut self, reading: u16) {
        if self.attention != Attention::Nothing {
            note(&mut self.readings, reading);
        }
    }

    pub(super) fn parameter(&mut self, parameter: u16) {
        if self.attention != Attention::Nothing {
            note(&mut self.parameters, parameter);
        }
    }

    fn reason(&mut self, reason: Reason<'a>) {
        if self.attention == Attention::Everything {
            self.reasons.push(reason);
        }
    }

    /// Takes over what another trace left behind, its reasons excepted.
    pub(super) fn absorb(&mut self, other: &Trace<'a>) {
        self.ask_all(&other.missing);
        self.absorb_uses(other);
    }

    pub(super) fn ask_all(&mut self, asks: &[Ask]) {
        for ask in asks {
            self.ask(*ask);
        }
    }

    /// Takes over the readings and figures that another trace used, and those that it lacked.
    pub(super) fn absorb_uses(&mut self, other: &Trace<'a>) {
        for gap in &other.gaps {
            self.gap(gap.clone());
        }
        for reading in &other.readings {
            self.reading(*reading);
        }
        for parameter in &other.parameters {
            self.parameter(*parameter);
        }
    }
}

fn note<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

impl<'a> Scope<'a, '_> {
    /// Whether a condition holds, or may hold, for the person or for some covered bill.
    pub(super) fn may_hold(self, condition: &'a Condition) -> bool {
        let holds = |scope: Scope<'a, '_>| scope.truth(condition) != Truth::No;
        self.covered.iter().any(|covered| holds(Scope { bill: Some(covered.entry), ..self }))
            || ((self.covered.is_empty() || !condition.needs_bill()) && holds(self))
    }

    /// Whether a condition holds, and nothing else.
    pub(super) fn truth(self, condition: &'a Condition) -> Truth {
        self.judge(condition, &mut Trace { attention: Attention::Nothing, ..Trace::default() })
    }

    /// Judges a condition of a figure or a step: what it asks for is kept, but no reason.
    pub(super) fn weigh(self, condition: &'a Condition, trace: &mut Trace<'a>) -> Truth {
        let attention = trace.attention;
        trace.attention = attention.max(Attention::NoReasons);
        let truth = self.judge(condition, trace);
        trace.attention = attention;
        truth
    }

    /// Judges a condition, keeping each test that bears on how it comes out.
    pub(super) fn judge(self, condition: &'a Condition, trace: &mut Trace<'a>) -> Truth {
        let (reasons, missing) = (trace.reasons.len(), trace.missing.len());
        match condition {
            Condition::All(parts) => {
                let judged = parts.iter().fold(Truth::Yes, |truth, part| truth.and(self.judge(part, trace)));
                if judged == Truth::No {
                    trace.missing.truncate(missing);
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

    fn test(self, test: &'a Test, trace: &mut Trace<'a>) -> Truth {
        let person = &self.case.person;
        let mut gap = None;
        let outcome =
            match &test.kind {
                TestKind::Category(wanted) => match person.categories {
                    Some(held) => Truth::of(!held.and(*wanted).is_empty()),
                    None => trace.ask(Ask::Categories),
                },
                TestKind::Residence(wanted) => match person.residence {
                    Some(residence) => Truth::of(residence == *wanted),
                    None => trace.ask(Ask::Residence),
                },
                TestKind::Insurance(wanted) => match person.insurance {
                    Some(insurance) => Truth::of(wanted.has(insurance)),
                    None => self.insured_by_bills(*wanted).unwrap_or_else(|| trace.ask(Ask::Insurance)),
                },
                TestKind::Age(bounds) => match person.age {
                    Some(age) => Truth::of(
                        bounds.at_least.is_none_or(|least| least <= age)
                            && bounds.at_most.is_none_or(|most| age <= most),
                    ),
                    None => trace.ask(Ask::Age),
                },
                TestKind::Disease(list) => self.on_list(*list, trace),
                TestKind::Fact(fact, wanted) => self.fact(*fact, wanted, trace),
                TestKind::Reading(reading, option) => {
                    trace.reading(*reading);
                    let chosen = self.case.readings.get(usize::from(*reading));
                    return Truth::of(chosen == Some(option));
                }
                TestKind::Care(wanted) => {
                    self.bill.map_or(Truth::Unknown, |bill| Truth::of(wanted.has(bill.bill.care)))
                }
                TestKind::Level(wanted) => self
                    .of_bill(trace, BillField::Level, |bill| bill.bill.level.map(|level| wanted.has(level))),
                TestKind::Place(wanted) => self
                    .of_bill(trace, BillField::Place, |bill| bill.bill.place.map(|place| wanted.has(place))),
                TestKind::YearSum { all_bills, from, less, at, inclusive } => {
                    let sum = if *all_bills {
                        self.ledger.iter().map(|entry| entry.after(*from, less, trace)).sum()
                    } else {
                        self.covered
                            .iter()
                            .map(|covered| covered.counted(covered.entry.after(*from, less, trace)))
                            .sum()
                    };
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

    /// What the bills say of the insurance: where some of it paid, there is one, though not which.
    fn insured_by_bills(self, wanted: SetOf<Insurance>) -> Option<Truth> {
        let paid = |bill: &crate::case::Bill| bill.basic_paid.is_some_and(|paid| !paid.min().is_zero());
        if !self.case.bills.iter().any(paid) {
            return None;
        }
        match (wanted.has(Insurance::Resident), wanted.has(Insurance::Employee)) {
            (true, true) => Some(Truth::Yes),
            (false, false) => Some(Truth::No),
            _ => None,
        }
    }

    fn of_bill(
        self,
        trace: &mut Trace<'a>,
        field: BillField,
        test: impl Fn(&Entry<'_>) -> Option<bool>,
    ) -> Truth {
        let Some(bill) = self.bill else { return Truth::Unknown };
        test(bill).map_or_else(|| trace.ask(Ask::Bill(bill.bill.position, field)), Truth::of)
    }

    fn reaches(
        self,
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

    fn fact(self, place: u16, wanted: &FactTest, trace: &mut Trace<'a>) -> Truth {
        let Some(value) = self.fact_value(place) else { return trace.ask(Ask::Fact(place)) };
        let within = |least: Option<i64>, most: Option<i64>, value: i64| {
            least.is_none_or(|least| least <= value) && most.is_none_or(|most| value <= most)
        };
        match (value, wanted) {
            (FactValue::Flag(told), FactTest::Is(wanted)) => Truth::of(told == *wanted),
            (FactValue::Choice(told), FactTest::OneOf(wanted)) => Truth::of(wanted & 1 << told != 0),
            (FactValue::Number(told), FactTest::Number(least, most)) => {
                Truth::of(within(*least, *most, i64::from(told)))
            }
            (FactValue::Amount(told), FactTest::Amount(least, most)) => {
                Truth::of(least.is_none_or(|least| least <= told) && most.is_none_or(|most| told <= most))
            }
            (FactValue::Date(day), FactTest::BillFrom(months)) => {
                self.bill_is(|date| day <= date && months.is_none_or(|months| date < day.plus_months(months)))
            }
            (FactValue::Date(day), FactTest::BillBefore(months)) => {
                self.bill_is(|date| date < day && months.is_none_or(|months| day <= date.plus_months(months)))
            }
            _ => Truth::Unknown,
        }
    }

    fn bill_is(self, in_time: impl Fn(Date) -> bool) -> Truth {
        self.bill.map_or(Truth::Unknown, |entry| Truth::of(in_time(entry.bill.date)))
    }

    /// What was told about a fact, or what the bills say of it.
    pub(super) fn fact_value(self, place: u16) -> Option<FactValue> {
        let place = usize::from(place);
        let question = self.policy.facts.get(place)?;
        let stayed = || self.case.bills.iter().any(|bill| bill.care == Care::Inpatient);
        let told = self.case.person.facts.get(place).copied().flatten();
        let shown = (question.shown_by_stay && stayed()) || (question.shown_by_place && told.is_none());
        if shown { Some(FactValue::Flag(true)) } else { told }
    }

    /// Whether the illness is on a list. A bill's own illness goes before the person's; without a bill, any illness
    /// told anywhere counts.
    fn on_list(self, list: u16, trace: &mut Trace<'a>) -> Truth {
        let Some(list) = self.policy.lists.get(usize::from(list)) else { return Truth::Unknown };
        let person = self.case.person.diagnoses;
        let (illnesses, all_told) = if let Some(entry) = self.bill {
            let told = entry.bill.diagnoses.or(person);
            (told.unwrap_or_default(), told.is_some())
        } else {
            let bills = self.case.bills.iter().filter_map(|bill| bill.diagnoses);
            (bills.fold(person.unwrap_or_default(), DiseaseSet::and), person.is_some())
        };
        let mut judged = Truth::No;
        for item in list.items.iter().filter(|item| item.diseases.meets(illnesses)) {
            let mut aside = Trace::default();
            let counts = self.weigh(&item.when, &mut aside);
            if counts == Truth::Unknown {
                trace.absorb(&aside);
            }
            judged = judged.or(counts);
        }
        match judged {
            Truth::No if !all_told => trace.ask(Ask::Diagnoses),
            Truth::No if list.open && !illnesses.is_empty() => Truth::Unknown,
            judged => judged,
        }
    }
}

impl Entry<'_> {
    /// A quantity of this bill less others, noting what was not told.
    pub(super) fn after(&self, from: Quantity, less: &[Quantity], trace: &mut Trace<'_>) -> Amount {
        let parts: Vec<_> = less.iter().map(|&quantity| (quantity, self.taken_off(quantity, trace))).gather();
        self.remainder(self.quantity(from, trace), &parts)
    }
}
