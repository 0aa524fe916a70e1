//! 核对：makes a case of answers, or names every problem.

use core::cell::RefCell;

use super::read::{self, ANSWERS};
use super::slip::check_bill;
use super::{Answers, Bill, Case, Completeness, GivenParameter, Person, Problem, ProblemKind, Receipt};
use crate::calendar::{BenefitYear, DAYS_IN_YEAR};
use crate::document::{Data, Reader};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Id, ParameterUnit, ParameterValue, Policy};
use crate::say::{Say, said};
use crate::vocabulary::{Category, SetOf};

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
        problems.push(Problem { path: said!(contract), kind: ProblemKind::Contract });
    }
    let as_of = field("as_of").and_then(|field| field.date());
    let mut reversed = Vec::new();
    let person = field("person").and_then(|field| read::person(field, policy, &mut reversed));
    let bills = field("bills").and_then(|field| read::bills(field, policy, &mut reversed));
    for path in reversed {
        problems.push(Problem { path, kind: ProblemKind::RangeReversed });
    }
    let received = table.get("received").and_then(|field| received(field, policy)).unwrap_or_default();
    let parameters = parameters(table.get("parameters"), policy, problems);
    let readings = readings(table.get("readings"), policy);
    if whole && (as_of.is_none() || person.is_none() || bills.is_none()) {
        return None;
    }

    let bills_known = bills.is_some();
    let bills = bills.unwrap_or_default();
    let latest = bills.iter().map(|bill| bill.date).max();
    let as_of = as_of.or(latest).unwrap_or(policy.period.from);
    let person = person.unwrap_or_else(|| Person { facts: read::no_facts(policy), ..Person::default() });
    let (told, shows_insurance) = (Vec::new(), false);
    let mut case =
        Case { as_of, person, bills, told, bills_known, shows_insurance, received, parameters, readings };
    hold(&mut case, policy, problems);
    Some(case)
}

/// Holds what was told against the rest of it and against the policy, and brings the bills into their order.
fn hold(case: &mut Case, policy: &Policy, problems: &mut Vec<Problem>) {
    let (as_of, held) = (case.as_of, case.person.categories);
    if !policy.period.holds(as_of) {
        let kind = ProblemKind::OutsidePeriod(policy.period.from, policy.period.until);
        problems.push(Problem { path: "as_of".into(), kind });
    }
    if let Some(born) = &mut case.person.born {
        // Who is so old today was born within these days.
        let upto = |age: u8| as_of.place() - i64::from(age) * DAYS_IN_YEAR;
        let (first, last) =
            case.person.age.map_or((0, upto(0)), |age| (upto(age) - DAYS_IN_YEAR + 1, upto(age)));
        *born = (born.0.max(first), born.1.min(last));
        if born.0 > born.1 {
            problems.push(Problem { path: "person.born".into(), kind: ProblemKind::BornOtherwise });
        }
    }
    let general = SetOf::EMPTY.with(Category::General);
    if held.is_some_and(|held| held.has(Category::General) && held != general) {
        problems.push(Problem { path: "person.categories".into(), kind: ProblemKind::GeneralWithOthers });
    }
    let latest = case.bills.iter().map(|bill| bill.date).max();
    let year = latest.map(|latest| BenefitYear::of(latest, 1));
    let told = case.bills.clone();
    for bill in &mut case.bills {
        let path = |field: &str| said!("bills[", bill.position, "].", field);
        if bill.date > as_of {
            let kind = ProblemKind::BillAfterEstimate(as_of);
            problems.push(Problem { path: path("date"), kind });
        } else if !policy.period.holds(bill.date) && year.is_some_and(|year| year.holds(bill.date)) {
            let kind = ProblemKind::BillOutsidePeriod(policy.period.from, policy.period.until);
            problems.push(Problem { path: path("date"), kind });
        }
        case.shows_insurance |= check_bill(bill, case.person.insurance, policy, problems);
    }
    case.bills = by_date(core::mem::take(&mut case.bills));
    let was_paid = case.knows_who_pays(policy);
    if case.bills.iter().any(|bill| bill.first_open(was_paid).is_some()) {
        case.told = by_date(told);
    }
}

#[cfg(feature = "roster")]
impl Case {
    /// The same, put together field by field instead of read from answers, held to the same rules.
    ///
    /// # Errors
    /// Every [`Problem`] at once.
    pub fn held(mut self, policy: &Policy) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        hold(&mut self, policy, &mut problems);
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }
}

/// There are few bills, and they mostly come in order.
fn by_date(bills: Vec<Bill>) -> Vec<Bill> {
    let mut ordered = Vec::with_capacity(bills.len());
    for bill in bills {
        let before = ordered.iter().rposition(|other: &Bill| other.date <= bill.date);
        let place = before.map_or(0, |before| before + 1);
        ordered.insert(place, bill);
    }
    ordered
}

fn received(reader: Reader<'_>, policy: &Policy) -> Option<Vec<Receipt>> {
    let ids = policy.programs.iter().map(|program| program.id.as_str()).gather();
    reader.list(200, |item| {
        let table = item.table(&["program", "amount", "bills"])?;
        Some(Receipt {
            program: table.get("program").and_then(|field| field.one_of(&ids)).and_then(Id::at),
            bills: table.get("bills").and_then(|field| field.word()),
            amount: table.need("amount").and_then(|field| field.yuan())?,
        })
    })
}

fn parameters(
    reader: Option<Reader<'_>>,
    policy: &Policy,
    problems: &mut Vec<Problem>,
) -> Vec<GivenParameter> {
    let own = |value: Option<ParameterValue>| value.map_or(GivenParameter::Missing, GivenParameter::OfPack);
    let mut values: Vec<_> = policy.parameters.iter().map(|parameter| own(parameter.value())).gather();
    let Some(reader) = reader else { return values };
    let ids = policy.parameters.iter().map(|parameter| parameter.id.as_str()).gather();
    reader.by_id(&ids, &mut |place, field| {
        let (Some(parameter), Some(slot)) = (policy.parameters.get(place), values.get_mut(place)) else {
            return;
        };
        let (value, fits) = match &parameter.unit {
            ParameterUnit::Yuan(least, most, _) => {
                let Some(value) = field.yuan() else { return };
                (ParameterValue::Yuan(value), lies_within(value, *least, *most))
            }
            ParameterUnit::Percent(least, most, _) => {
                let Some(value) = field.ratio() else { return };
                (ParameterValue::Percent(value), lies_within(value, *least, *most))
            }
        };
        if fits {
            *slot = GivenParameter::OfAnswers(value);
        } else {
            problems.push(Problem { path: said!(field), kind: out_of_range(&parameter.unit) });
        }
    });
    values
}

fn lies_within<T: Ord + Copy>(value: T, least: Option<T>, most: Option<T>) -> bool {
    least.is_none_or(|least| least <= value) && most.is_none_or(|most| value <= most)
}

fn out_of_range(unit: &ParameterUnit) -> ProblemKind {
    fn text(end: Option<impl Say>) -> String {
        end.map(|end| said!(end)).unwrap_or_default()
    }
    match unit {
        ParameterUnit::Yuan(least, most, _) => {
            // The unit stands once, after the last of the two.
            let with_unit = |end: Option<Yuan>| text(end.map(Amount::exactly));
            let from = if most.is_some() { text(least.map(Yuan::grouped)) } else { with_unit(*least) };
            ProblemKind::ParameterOutOfRange(from, with_unit(*most))
        }
        ParameterUnit::Percent(least, most, _) => ProblemKind::ParameterOutOfRange(text(*least), text(*most)),
    }
}

fn readings(reader: Option<Reader<'_>>, policy: &Policy) -> Vec<u8> {
    let mut chosen: Vec<u8> = policy.readings.iter().map(|reading| reading.default).gather();
    let Some(reader) = reader else { return chosen };
    let ids = policy.readings.iter().map(|reading| reading.id.as_str()).gather();
    reader.by_id(&ids, &mut |place, field| {
        let (Some(reading), Some(slot)) = (policy.readings.get(place), chosen.get_mut(place)) else {
            return;
        };
        let options = reading.options.iter().map(|option| option.id.as_str()).gather();
        if let Some(option) = field.one_of(&options).and_then(|option| u8::try_from(option).ok()) {
            *slot = option;
        }
    });
    chosen
}
