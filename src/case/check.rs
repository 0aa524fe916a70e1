//! 核对：makes a case of answers, or names every problem.

use core::cell::RefCell;

use super::read::{self, Slip};
use super::{Answers, Bill, Case, Completeness, GivenParameter, Person, Problem, ProblemKind, Receipt, slip};
use crate::calendar::Date;
use crate::document::{Data, Reader, Table};
use crate::lean::Gather;
use crate::policy::{ParameterUnit, ParameterValue, Policy};
use crate::vocabulary::{AnswerField, Category, Member, ReceivedField, SetOf};

impl Answers {
    /// The case that the answers describe under `policy`.
    ///
    /// # Errors
    /// Every [`Problem`] at once, in the order of the fields.
    pub fn check(&self, policy: &Policy, completeness: Completeness) -> Result<Case, Vec<Problem>> {
        let faults = RefCell::new(Vec::new());
        let mut problems = Vec::new();
        let case = check(Reader::new(&self.0, &faults), policy, completeness, &mut problems);
        let mut all: Vec<Problem> = faults.into_inner().into_iter().map(Problem::from).gather();
        all.append(&mut problems);
        match case {
            Some(case) if all.is_empty() => Ok(case),
            _ => Err(all),
        }
    }
}

fn check(
    reader: Reader<'_>,
    policy: &Policy,
    completeness: Completeness,
    problems: &mut Vec<Problem>,
) -> Option<Case> {
    let table = reader.table(AnswerField::IDS)?;
    let whole = completeness == Completeness::Whole;
    let field = |name| if whole { table.need(name) } else { table.get(name) };
    if let Some(contract) = field("contract")
        && !matches!(contract.data(), Data::Integer(1))
    {
        problems.push(Problem { path: contract.to_string(), kind: ProblemKind::Contract });
    }
    let as_of = field("as_of").and_then(|field| field.date());
    let person = field("person").and_then(|field| read::person(field, policy));
    let mut reversed = Vec::new();
    let bills = field("bills").and_then(|field| read::bills(field, policy, &mut reversed));
    problems.extend(reversed.into_iter().map(|path| Problem { path, kind: ProblemKind::RangeReversed }));
    let received = table.get("received").map(|field| received(field, policy));
    let parameters = parameters(table.get("parameters"), policy, problems);
    let readings = readings(table.get("readings"), policy);

    let bills_known = bills.is_some();
    let (as_of, person, bills) = if whole {
        (as_of?, person?, bills?)
    } else {
        let bills = bills.unwrap_or_default();
        let latest = bills.iter().map(|slip| slip.date).max();
        let blank = || Person { facts: vec![None; policy.facts.len()], ..Person::default() };
        (as_of.or(latest).unwrap_or(policy.period.from), person.unwrap_or_else(blank), bills)
    };
    check_period(as_of, &bills, policy, problems);
    check_person(&person, as_of, problems);
    let bills = check_bills(bills, as_of, &person, policy, problems);
    let received = received.unwrap_or_default();
    Some(Case { as_of, person, bills, bills_known, received, parameters, readings })
}

/// After the policy's last day, what was treated before can still be claimed.
fn check_period(as_of: Date, bills: &[Slip], policy: &Policy, problems: &mut Vec<Problem>) {
    let still_claims = policy.period.from <= as_of && bills.iter().any(|slip| policy.period.holds(slip.date));
    if !policy.period.holds(as_of) && !still_claims {
        let kind = ProblemKind::OutsidePeriod(policy.period.from, policy.period.until);
        problems.push(Problem { path: "as_of".into(), kind });
    }
}

fn check_person(person: &Person, as_of: Date, problems: &mut Vec<Problem>) {
    let mut problem = |path: &str, kind| problems.push(Problem { path: path.into(), kind });
    let general = SetOf::EMPTY.with(Category::General);
    if person.categories.is_some_and(|held| held.has(Category::General) && held != general) {
        problem("person.categories", ProblemKind::GeneralWithOthers);
    }
    if person.categories.is_some() && person.held.is_some() {
        problem("person.held", ProblemKind::CategoriesAndHeld);
    }
    if let Some(born) = person.born {
        let on = |day: Date, birth| day.age_of(birth);
        let new_year = Date::new(as_of.year(), 1, 1).unwrap_or(as_of);
        if on(as_of, born.earliest).is_none() {
            problem("person.born", ProblemKind::BornAfterEstimate(as_of));
        } else if let Some(age) = person.age
            && (on(as_of, born.earliest) < Some(age) || on(new_year, born.latest) > Some(age))
        {
            problem("person.age", ProblemKind::AgeAndBorn);
        }
    }
}

fn check_bills(
    slips: Vec<Slip>,
    as_of: Date,
    person: &Person,
    policy: &Policy,
    problems: &mut Vec<Problem>,
) -> Vec<Bill> {
    let mut checked: Vec<Bill> = Vec::with_capacity(slips.len());
    for told in slips {
        let position = told.position;
        let mut problem = |field: &str, kind| {
            problems.push(Problem { path: format!("bills[{position}].{field}"), kind });
        };
        if told.date > as_of {
            problem("date", ProblemKind::BillAfterEstimate(as_of));
        }
        let bill = slip::bill(told, person.insurance, policy.critical_insurance, &mut problem);
        // There are few bills, and they mostly come in order.
        let place = checked.partition_point(|other| other.order(&bill).is_le());
        checked.insert(place, bill);
    }
    checked
}

fn received(reader: Reader<'_>, policy: &Policy) -> Vec<Receipt> {
    let mut received: Vec<Receipt> = Vec::new();
    let ids = policy.programs.iter().map(|program| program.id.as_str());
    reader.list(200, |item| {
        let table: Table<'_> = item.table(ReceivedField::IDS)?;
        let told = table.get("program");
        let program = told.and_then(|field| field.id_of(ids.clone()));
        let amount = table.need("amount").and_then(|field| field.yuan());
        let bills = table.get("bills").map(|field| field.id_of(["listed", "other"].into_iter()));
        let on_listed = match bills {
            Some(place) => Some(place? == 0),
            None => None,
        };
        if told.is_some() && program.is_none() {
            return None;
        }
        let receipt = Receipt { program, amount: amount?, on_listed };
        received.push(receipt);
        Some(())
    });
    received.retain(|receipt| !receipt.amount.is_zero());
    received
}

fn parameters(
    reader: Option<Reader<'_>>,
    policy: &Policy,
    problems: &mut Vec<Problem>,
) -> Vec<GivenParameter> {
    let own = |value: Option<ParameterValue>| value.map_or(GivenParameter::Missing, GivenParameter::OfPack);
    let mut values: Vec<_> = policy.parameters.iter().map(|parameter| own(parameter.value())).gather();
    let Some(reader) = reader else { return values };
    let Some(table) = reader.open_table() else { return values };
    for (id, field) in table.fields() {
        let found = policy.parameters.iter().zip(&mut values).find(|(parameter, _)| parameter.id == id);
        let Some((parameter, slot)) = found else {
            field.not_one_of(id, policy.parameters.iter().map(|parameter| parameter.id.as_str()));
            continue;
        };
        let mut refuse = |least: Option<String>, most: Option<String>| {
            let kind = ProblemKind::ParameterOutOfRange(least.unwrap_or_default(), most.unwrap_or_default());
            problems.push(Problem { path: field.to_string(), kind });
        };
        let value = match &parameter.unit {
            ParameterUnit::Yuan(least, most, _) => field.yuan().and_then(|value| {
                let fits = least.is_none_or(|least| least <= value) && most.is_none_or(|most| value <= most);
                if !fits {
                    refuse(
                        least.map(|least| least.grouped().to_string()),
                        most.map(|most| most.grouped().to_string()),
                    );
                }
                fits.then_some(ParameterValue::Yuan(value))
            }),
            ParameterUnit::Percent(least, most, _) => field.ratio().and_then(|value| {
                let fits = least.is_none_or(|least| least <= value) && most.is_none_or(|most| value <= most);
                if !fits {
                    refuse(least.map(|least| least.to_string()), most.map(|most| most.to_string()));
                }
                fits.then_some(ParameterValue::Percent(value))
            }),
        };
        if let Some(value) = value {
            *slot = GivenParameter::OfAnswers(value);
        }
    }
    values
}

fn readings(reader: Option<Reader<'_>>, policy: &Policy) -> Vec<u8> {
    let mut chosen: Vec<u8> = policy.readings.iter().map(|reading| reading.default).gather();
    let Some(reader) = reader else { return chosen };
    let Some(table) = reader.open_table() else { return chosen };
    for (id, field) in table.fields() {
        let found = policy.readings.iter().zip(&mut chosen).find(|(reading, _)| reading.id == id);
        let Some((reading, slot)) = found else {
            field.not_one_of(id, policy.readings.iter().map(|reading| reading.id.as_str()));
            continue;
        };
        let option = field.id_of(reading.options.iter().map(|option| option.id.as_str()));
        if let Some(option) = option.and_then(|option| u8::try_from(option).ok()) {
            *slot = option;
        }
    }
    chosen
}
