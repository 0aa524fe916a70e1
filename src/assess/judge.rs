//! 判断：whether a condition holds in one world.

use super::ask::{Ask, Decision};
use super::ledger::Entry;
use super::mechanism::threshold;
use super::outcome::{Reason, ReasonKind, Verdict};
use super::scope::{Scope, Trace};
use super::source;
use super::world::Open;
use crate::calendar::Date;
use crate::case::{Bill, FactValue, Held};
use crate::money::{Amount, Yuan};
use crate::policy::{AgeBounds, Condition, DiseaseSet, FactKind, FactTest, Test, TestKind};
use crate::vocabulary::{BillField, Care, Category, Insurance, Member, SetOf};

impl<'a> Scope<'a, '_> {
    /// Whether a condition holds, or may hold, for the person or for some covered bill. It asks for nothing.
    pub(super) fn may_hold(self, condition: &'a Condition) -> bool {
        if condition.is_always() {
            return true;
        }
        let holds = |scope: Scope<'a, '_>| scope.holds(condition) != Ok(false);
        self.covered_bills().any(|bill| holds(self.on(bill)))
            || if condition.needs_bill() { self.covered.is_empty() } else { holds(self) }
    }

    /// Whether a condition holds, and nothing else.
    pub(super) fn holds(self, condition: &'a Condition) -> Result<bool, Open> {
        self.judge(condition, &mut Trace::default())
    }

    /// Judges a condition of a figure or a step, keeping what it uses but no reason.
    pub(super) fn weigh(self, condition: &'a Condition, trace: &mut Trace<'a>) -> Result<bool, Open> {
        if condition.is_always() {
            return Ok(true);
        }
        let reasons = trace.reasons.len();
        let holds = self.judge(condition, trace);
        trace.reasons.truncate(reasons);
        holds
    }

    /// Judges a condition, keeping each test that bears on how it comes out. An open part only counts where the other
    /// parts leave it to decide.
    pub(super) fn judge(self, condition: &'a Condition, trace: &mut Trace<'a>) -> Result<bool, Open> {
        let reasons = trace.reasons.len();
        match condition {
            Condition::All(parts) => {
                let (mut all, mut open) = (true, None);
                for part in parts {
                    match self.judge(part, trace) {
                        Ok(holds) => all &= holds,
                        Err(found) => open = open.or(Some(found)),
                    }
                    if !all && !trace.told {
                        break;
                    }
                }
                open.filter(|_| all).map_or(Ok(all), Err)
            }
            Condition::Any(parts) => {
                let mut open = None;
                for part in parts {
                    let before = trace.reasons.len();
                    match self.judge(part, trace) {
                        Ok(true) => {
                            trace.reasons.drain(reasons..before);
                            return Ok(true);
                        }
                        Ok(false) => {}
                        Err(found) => open = open.or(Some(found)),
                    }
                }
                open.map_or(Ok(false), Err)
            }
            Condition::Not(part) => {
                let holds = !self.judge(part, trace)?;
                for reason in trace.reasons.iter_mut().skip(reasons) {
                    reason.outcome = reason.outcome.negated();
                    if let ReasonKind::Test(_, negated) = &mut reason.kind {
                        *negated = !*negated;
                    }
                }
                Ok(holds)
            }
            Condition::Test(test) => self.test(test, trace),
        }
    }

    fn test(self, test: &'a Test, trace: &mut Trace<'a>) -> Result<bool, Open> {
        let person = &self.case.person;
        let mut gap = None;
        let holds = match &test.kind {
            TestKind::Category(wanted) => self.has(*wanted)?,
            TestKind::Residence(wanted) => match person.residence {
                Some(residence) => residence == *wanted,
                None => self.world.words(Ask::Residence, 0b11, 1 << wanted.place())?,
            },
            TestKind::Insurance(wanted) => self.insured(*wanted)?,
            TestKind::Age(bounds) => self.age_within(bounds)?,
            TestKind::Disease(list) => self.on_list(*list)?,
            TestKind::Fact(fact, wanted) => self.fact(*fact, wanted)?,
            TestKind::Reading(reading, option) => {
                trace.reading(*reading);
                return Ok(self.case.readings.get(usize::from(*reading)) == Some(option));
            }
            TestKind::Care(wanted) => self.bill.is_none_or(|entry| wanted.has(entry.bill.care)),
            TestKind::Level(wanted) => self.of_bill(BillField::Level, *wanted, |bill| bill.level)?,
            TestKind::Place(wanted) => self.of_bill(BillField::Place, *wanted, |bill| bill.place)?,
            TestKind::Province(wanted) => self.of_bill(BillField::Province, *wanted, |bill| bill.province)?,
            TestKind::YearSum { all_bills, from, less, at, inclusive, proved_by } => {
                let mut proved = false;
                let mut sum = Yuan::ZERO;
                let mut count = |entry: &Entry<'_>| -> Result<(), Open> {
                    sum = sum + entry.after(*from, less, self.marks)?;
                    if let Some(proof) = proved_by {
                        proved |= self.marks.more(entry.quantity(*proof)?, Yuan::ZERO);
                    }
                    Ok(())
                };
                if *all_bills {
                    self.ledger.iter().try_for_each(&mut count)?;
                } else {
                    self.covered_bills().try_for_each(&mut count)?;
                }
                proved || self.reaches(sum, at, *inclusive, &mut gap, trace)?
            }
            TestKind::BillSum { from, at, inclusive } => match self.bill {
                Some(entry) => {
                    let value = entry.quantity(*from)?.in_parts(self.slips);
                    self.reaches(value, at, *inclusive, &mut gap, trace)?
                }
                None => true,
            },
        };
        let kind = ReasonKind::Test(test, false);
        trace.reason(Reason { kind, outcome: Verdict::of(holds), gap, citation: test.citation });
        Ok(holds)
    }

    /// 身份：whether one of these is held, on the day of the bill at hand, or else at some time that counts.
    fn has(self, wanted: SetOf<Category>) -> Result<bool, Open> {
        let person = &self.case.person;
        let held_on = |day: Date| {
            let on = |held: &Held| {
                held.from.is_none_or(|from| from <= day) && held.until.is_none_or(|until| day < until)
            };
            person.held.iter().flatten().any(|held| on(held) && wanted.has(held.category))
        };
        match (person.categories, self.bill) {
            (Some(held), _) => Ok(!held.and(wanted).is_empty()),
            (None, _) if person.held.is_none() => {
                let general = SetOf::EMPTY.with(Category::General).bits();
                self.world.meets(Ask::Categories, u128::from(general), u128::from(wanted.bits()))
            }
            (None, Some(entry)) => Ok(held_on(entry.bill.date)),
            (None, None) => {
                Ok(held_on(self.case.as_of) || self.ledger.iter().any(|entry| held_on(entry.bill.date)))
            }
        }
    }

    /// 参保. Where insurance paid something there is one, though a bill does not say which.
    fn insured(self, wanted: SetOf<Insurance>) -> Result<bool, Open> {
        if let Some(insurance) = self.case.person.insurance {
            return Ok(wanted.has(insurance));
        }
        let some = |paid: Option<Amount>| paid.is_some_and(|paid| !paid.min().is_zero());
        let paid = |bill: &Bill| some(bill.basic_paid) || some(bill.critical_paid);
        let none = if self.case.bills.iter().any(paid) { 0 } else { 1 << Insurance::None.place() };
        let insured = 1 << Insurance::Resident.place() | 1 << Insurance::Employee.place();
        self.world.words(Ask::Insurance, insured | none, wanted.bits())
    }

    /// 周岁 on the day of the bill at hand, or else of the estimate.
    fn age_within(self, bounds: &AgeBounds) -> Result<bool, Open> {
        const OLDEST: i64 = 130;
        let person = &self.case.person;
        let within = |age: i64| {
            let least = bounds.at_least.is_none_or(|least| i64::from(least) <= age);
            (least, bounds.at_most.is_none_or(|most| age <= i64::from(most)))
        };
        let both = |(least, most): (bool, bool)| least && most;
        if let Some(born) = person.born {
            let day = self.bill.map_or(self.case.as_of, |entry| entry.bill.date);
            let age_if = |birth: i64| {
                let birth = Date::from_ordinal(i32::try_from(birth).unwrap_or_default());
                within(day.age_of(birth).map_or(0, i64::from))
            };
            let span = (i64::from(born.earliest.ordinal()), i64::from(born.latest.ordinal()));
            return Ok(self.world.number(Ask::Age, span, |birth| age_if(birth).0)?
                && self.world.number(Ask::Age, span, |birth| age_if(birth).1)?);
        }
        match person.age {
            Some(age) => Ok(both(within(i64::from(age)))),
            None => Ok(self.world.number(Ask::Age, (0, OLDEST), |age| within(age).0)?
                && self.world.number(Ask::Age, (0, OLDEST), |age| within(age).1)?),
        }
    }

    /// A word told of the bill at hand.
    fn of_bill<T: Member>(
        self,
        field: BillField,
        wanted: SetOf<T>,
        told: impl Fn(&Bill) -> Option<T>,
    ) -> Result<bool, Open> {
        let Some(entry) = self.bill else { return Ok(true) };
        match told(entry.bill) {
            Some(word) => Ok(wanted.has(word)),
            None => {
                let all = T::ALL.iter().fold(0, |all, word| all | 1 << word.place());
                self.world.words(Ask::Bill(entry.bill.position, field), all, wanted.bits())
            }
        }
    }

    fn reaches(
        self,
        value: Yuan,
        at: &'a crate::policy::Source,
        inclusive: bool,
        gap: &mut Option<Yuan>,
        trace: &mut Trace<'a>,
    ) -> Result<bool, Open> {
        let at = source::bound(self, at, trace)?;
        let reached = threshold::reached(value, at, inclusive);
        self.marks.keep(reached, value, at);
        if !reached {
            *gap = Some(at.less(value));
        }
        Ok(reached)
    }

    fn fact(self, place: u16, wanted: &FactTest) -> Result<bool, Open> {
        let ask = Ask::Fact(place);
        let told = self.fact_value(place);
        match wanted {
            FactTest::Is(wanted) => match told {
                Some(FactValue::Flag(told)) => Ok(told == *wanted),
                _ => Ok(self.world.decided(ask)? == *wanted),
            },
            FactTest::OneOf(wanted) => match told {
                Some(FactValue::Choice(told)) => Ok(wanted & 1 << told != 0),
                _ => {
                    let kind = self.policy.facts.get(usize::from(place)).map(|question| &question.kind);
                    let options = if let Some(FactKind::Choice(options)) = kind { options.len() } else { 0 };
                    self.world.words(ask, (0..options).fold(0, |all, option| all | 1 << option), *wanted)
                }
            },
            FactTest::Number(least, most) => {
                let reaches = |number: i64| least.is_none_or(|least| least <= number);
                let fits = |number: i64| most.is_none_or(|most| number <= most);
                if let Some(FactValue::Number(told)) = told {
                    return Ok(reaches(i64::from(told)) && fits(i64::from(told)));
                }
                let all = self.numbers(place);
                Ok(self.world.number(ask, all, reaches)? && self.world.number(ask, all, fits)?)
            }
            FactTest::Amount(least, most) => {
                let told = source::fact(self, place)?;
                let reaches = least.is_none_or(|least| least <= told);
                let fits = most.is_none_or(|most| told <= most);
                self.marks.keep(reaches, told, least.unwrap_or_default());
                self.marks.keep(fits, told, most.unwrap_or_default());
                Ok(reaches && fits)
            }
            FactTest::BillFrom(_) | FactTest::BillBefore(_) => self.on_days(ask, told, wanted),
        }
    }

    /// A day of which it is asked whether the bill at hand lies after or before it, by so many months at most.
    fn on_days(self, ask: Ask, told: Option<FactValue>, wanted: &FactTest) -> Result<bool, Open> {
        let Some(entry) = self.bill else { return Ok(true) };
        let date = entry.bill.date;
        let sides = |day: Date| match *wanted {
            FactTest::BillFrom(months) => {
                (day <= date, months.is_none_or(|months| date < day.plus_months(months)))
            }
            FactTest::BillBefore(months) => {
                (date < day, months.is_none_or(|months| day <= date.plus_months(months)))
            }
            _ => (true, true),
        };
        if let Some(FactValue::Date(day)) = told {
            let (one, other) = sides(day);
            return Ok(one && other);
        }
        // What is asked for has been.
        let all = (0, i64::from(self.case.as_of.ordinal()));
        let day = |ordinal: i64| Date::from_ordinal(i32::try_from(ordinal).unwrap_or_default());
        Ok(self.world.number(ask, all, |ordinal| sides(day(ordinal)).0)?
            && self.world.number(ask, all, |ordinal| sides(day(ordinal)).1)?)
    }

    /// What a question for a number allows.
    pub(super) fn numbers(self, place: u16) -> (i64, i64) {
        match self.policy.facts.get(usize::from(place)).map(|question| &question.kind) {
            Some(FactKind::Number(least, most)) => (i64::from(*least), i64::from(*most)),
            _ => (0, 0),
        }
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
    fn on_list(self, place: u16) -> Result<bool, Open> {
        let Some(list) = self.policy.lists.get(usize::from(place)) else { return Ok(false) };
        let mut named = DiseaseSet::default();
        let mut doubt = None;
        for item in &list.items {
            match self.holds(&item.when) {
                Ok(true) => named = named.and(item.diseases),
                Ok(false) => {}
                // Only if it may be this illness does the condition bear.
                Err(open) if self.is_ill(item.diseases) != Ok(false) => doubt = doubt.or(Some(open)),
                Err(_) => {}
            }
        }
        if self.is_ill(named)? {
            return Ok(true);
        }
        if let Some(open) = doubt {
            return Err(open);
        }
        if list.open && self.is_ill(DiseaseSet::ALL)? {
            return self.world.decided(Ask::Office(Decision::Listed(place)));
        }
        Ok(false)
    }

    /// Whether the illness is one of these.
    fn is_ill(self, with: DiseaseSet) -> Result<bool, Open> {
        let person = self.case.person.diagnoses;
        let told = match self.bill {
            Some(entry) => entry.bill.diagnoses.or(person),
            None => {
                let bills = self.case.bills.iter().filter_map(|bill| bill.diagnoses);
                let together = bills.fold(person.unwrap_or_default(), DiseaseSet::and);
                if together.meets(with) { Some(together) } else { person.map(|_| together) }
            }
        };
        match told {
            Some(illnesses) => Ok(illnesses.meets(with)),
            None if with.is_empty() => Ok(false),
            None => self.world.meets(Ask::Diagnoses, 0, with.bits() & self.catalogue()),
        }
    }

    /// The illnesses that the policy knows.
    fn catalogue(self) -> u128 {
        let count = u32::try_from(self.policy.diseases.len()).unwrap_or(u32::MAX);
        1_u128.checked_shl(count).map_or(u128::MAX, |next| next - 1)
    }
}
