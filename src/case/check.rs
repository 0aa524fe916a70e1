//! 核对：makes a case of answers, or names every problem.

use core::cell::RefCell;

use super::read::{self, ANSWERS};
use super::{Answers, Bill, Case, Completeness, GivenParameter, Person, Problem, ProblemKind};
use crate::calendar::{BenefitYear, Date};
use crate::document::{Data, Reader, Table};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{ParameterUnit, ParameterValue, Policy};
use crate::vocabulary::{Category, Insurance, SetOf};

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
    let table = reader.table(ANSWERS)?;
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
    let received = table.get("received").map(|field| received(field, policy, problems));
    let parameters = parameters(table.get("parameters"), policy, problems);
    let readings = readings(table.get("readings"), policy);

    let bills_known = bills.is_some();
    let (as_of, person, bills) = if whole {
        (as_of?, person?, bills?)
    } else {
        let bills = bills.unwrap_or_default();
        let latest = bills.iter().map(|(bill, _)| bill.date).max();
        let blank = || Person { facts: vec![None; policy.facts.len()], ..Person::default() };
        (as_of.or(latest).unwrap_or(policy.period.from), person.unwrap_or_else(blank), bills)
    };
    if !policy.period.holds(as_of) {
        let kind = ProblemKind::OutsidePeriod(policy.period.from, policy.period.until);
        problems.push(Problem { path: "as_of".into(), kind });
    }
    let general = SetOf::EMPTY.with(Category::General);
    if person.categories.is_some_and(|held| held.has(Category::General) && held != general) {
        problems.push(Problem { path: "person.categories".into(), kind: ProblemKind::GeneralWithOthers });
    }
    let bills = check_bills(bills, as_of, &person, policy, problems);
    let received = received.unwrap_or_else(|| vec![Yuan::ZERO; policy.programs.len()]);
    Some(Case { as_of, person, bills, bills_known, received, parameters, readings })
}

fn check_bills(
    mut bills: Vec<(Bill, Option<Amount>)>,
    as_of: Date,
    person: &Person,
    policy: &Policy,
    problems: &mut Vec<Problem>,
) -> Vec<Bill> {
    let year = bills.iter().map(|(bill, _)| bill.date).max().map(|latest| BenefitYear::of(latest, 1));
    let mut checked = Vec::with_capacity(bills.len());
    for (mut bill, out_of_scope) in bills.drain(..) {
        let mut problem = |field: &str, kind| {
            problems.push(Problem { path: format!("bills[{}].{field}", bill.position), kind });
        };
        if bill.date > as_of {
            problem("date", ProblemKind::BillAfterEstimate(as_of));
        } else if !policy.period.holds(bill.date) && year.is_some_and(|year| year.holds(bill.date)) {
            problem("date", ProblemKind::BillOutsidePeriod(policy.period.from, policy.period.until));
        }
        if bill.in_scope.is_some_and(|in_scope| in_scope.min() > bill.total.max()) {
            problem("in_scope", ProblemKind::ScopeOverTotal(bill.total.max()));
        } else if out_of_scope.is_some_and(|outside| outside.min() > bill.total.max()) {
            problem("out_of_scope", ProblemKind::OutOfScopeOverTotal(bill.total.max()));
        } else if let (Some(in_scope), Some(outside)) = (bill.in_scope, out_of_scope) {
            let sum = in_scope + outside;
            if sum.min() > bill.total.max() || sum.max() < bill.total.min() {
                problem("in_scope", ProblemKind::ScopeDoesNotAddUp(sum.max()));
            }
        }
        if person.insurance == Some(Insurance::None) {
            let paid = |amount: Option<Amount>| amount.is_some_and(|amount| !amount.min().is_zero());
            for (field, amount) in [("basic_paid", bill.basic_paid), ("critical_paid", bill.critical_paid)] {
                if paid(amount) {
                    problem(field, ProblemKind::PaidWithoutInsurance);
                }
            }
            bill.basic_paid = Some(Amount::ZERO);
            bill.critical_paid = Some(Amount::ZERO);
        }
        if bill.in_scope.is_none()
            && let Some(outside) = out_of_scope
        {
            bill.in_scope = Some(bill.total.less(outside));
            bill.in_scope_derived = true;
        }
        // What is in the scope is no more than there is.
        bill.in_scope = bill.in_scope.map(|in_scope| in_scope.at_most(bill.total));
        let insured =
            bill.basic_paid.unwrap_or_default().min() + bill.critical_paid.unwrap_or_default().min();
        let paid = insured + bill.waived.min() + bill.other_paid.min() + bill.assistance_paid;
        if bill.in_scope.is_some_and(|in_scope| insured > in_scope.max()) {
            problem("basic_paid", ProblemKind::InsuranceOverScope(insured));
        } else if paid > bill.total.max() {
            problem("total", ProblemKind::PaymentsOverTotal(paid));
        }
        if !policy.critical_insurance && bill.critical_paid.is_none() {
            bill.critical_paid = Some(Amount::ZERO);
            bill.critical_assumed = true;
        }
        // There are few bills, and they mostly come in order.
        let place = checked.partition_point(|other: &Bill| other.date <= bill.date);
        checked.insert(place, bill);
    }
    checked
}

fn received(reader: Reader<'_>, policy: &Policy, problems: &mut Vec<Problem>) -> Vec<Yuan> {
    let mut received = vec![None; policy.programs.len()];
    let ids = policy.programs.iter().map(|program| program.id.as_str());
    reader.list(200, |item| {
        let table: Table<'_> = item.table(&["program", "amount"])?;
        let place = table.need("program").and_then(|field| field.id_of(ids.clone()));
        let amount = table.need("amount").and_then(|field| field.yuan());
        let slot = received.get_mut(place?)?;
        if slot.is_some() {
            problems.push(Problem { path: format!("{item}.program"), kind: ProblemKind::ReceivedTwice });
        }
        *slot = amount;
        Some(())
    });
    received.into_iter().map(Option::unwrap_or_default).gather()
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
