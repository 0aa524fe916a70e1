//! 核对：makes a case of answers, or names every problem.

use core::cell::RefCell;

use super::read::{self, ANSWERS};
use super::{Answers, Bill, Case, Completeness, GivenParameter, Person, Problem, ProblemKind, Receipt, Sum};
use crate::calendar::{BenefitYear, DAYS_IN_YEAR};
use crate::document::{Data, Reader};
use crate::lean::Gather;
use crate::money::{Amount, Yuan};
use crate::policy::{Id, ParameterUnit, ParameterValue, Policy};
use crate::say::{Say, said};
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
    let mut case =
        Case { as_of, person, bills, bills_known, shows_insurance: false, received, parameters, readings };
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

/// The least and the most of an amount that was told, in fen.
type Fens = (i64, i64);

/// By how many fen the parts of a slip may miss their sum.
const ROUNDING: i64 = 100;

/// Holds the amounts of a bill against each other, and fills in those that follow from the rest. Whether insurance surely
/// paid on it.
fn check_bill(
    bill: &mut Bill,
    insurance: Option<Insurance>,
    policy: &Policy,
    problems: &mut Vec<Problem>,
) -> bool {
    let position = bill.position;
    let mut problem =
        |field: &str, kind| problems.push(Problem { path: said!("bills[", position, "].", field), kind });
    if insurance == Some(Insurance::None) {
        for (field, paid) in
            [("basic_paid", &mut bill.basic_paid), ("critical_paid", &mut bill.critical_paid)]
        {
            if paid.replace(Amount::ZERO).is_some_and(|paid| !paid.min().is_zero()) {
                problem(field, ProblemKind::PaidWithoutInsurance);
            }
        }
    }
    let mut most_missed = 0;
    let mut hold = |field: &str, parts: Fens, whole: Fens, is_all: bool, of: Sum| {
        let missed = (parts.0 - whole.1).max(if is_all { whole.0 - parts.1 } else { 0 });
        most_missed = missed.max(most_missed);
        if missed > ROUNDING {
            problem(field, ProblemKind::DoesNotAddUp(of, Yuan::from_fens(parts.1)));
        }
    };
    let mut total = sum(&[Some(&bill.total)]);
    let scope = [bill.in_scope.as_ref(), bill.out_of_scope.as_ref()];
    let (field, of) = match scope {
        [Some(_), Some(_)] => ("in_scope", Sum::Scope),
        [_, None] => ("in_scope", Sum::InScope),
        _ => ("out_of_scope", Sum::OutOfScope),
    };
    let (parts, is_all) = (sum(&scope), of == Sum::Scope);
    hold(field, parts, total, is_all, of);
    narrow(&mut total, parts, is_all);
    let others = sum(&[Some(&bill.waived), Some(&bill.other_paid)]);
    let help_is_open = bill.assistance_paid.exact().is_none();
    let help = (!help_is_open).then_some(&bill.assistance_paid);
    let parts = [bill.basic_paid.as_ref(), bill.critical_paid.as_ref(), help];
    let known = sum(&parts);
    let told_of_insurance = sum(&parts[..2]).0;
    // Of a payment that was told nothing hangs on the insurance.
    let hangs = insurance.is_none() && (bill.basic_paid.is_none() || bill.critical_paid.is_none());
    let all_known = parts.iter().all(Option::is_some);
    let funds = bill.fund_paid.as_ref().map(|fund| sum(&[Some(fund)]));
    if let Some(funds) = funds {
        hold("fund_paid", known, funds, all_known, Sum::Fund);
    }
    let (field, of) = match bill.self_paid {
        Some(_) => ("self_paid", Sum::SelfPaid),
        // Insurance alone is more than there is to pay.
        None if told_of_insurance > total.1 => ("basic_paid", Sum::Payments),
        None => ("total", Sum::Payments),
    };
    let own = sum(&[bill.self_paid.as_ref()]);
    let paid = funds.unwrap_or(known);
    let is_all = bill.self_paid.is_some() && (all_known || funds.is_some());
    let parts = (paid.0 + others.0 + own.0, paid.1 + others.1 + own.1);
    hold(field, parts, total, is_all, of);
    narrow(&mut total, parts, is_all);
    bill.missed = most_missed;
    bill.total = amount(total);

    if let [None, Some(outside)] = scope {
        bill.in_scope = Some(bill.total.less(*outside));
        bill.in_scope_derived = true;
    }
    // What is in the scope is no more than there is.
    bill.in_scope = bill.in_scope.map(|in_scope| in_scope.at_most(bill.total));
    let left = |taken: Fens| (total.0 - others.1 - taken.1, total.1 - others.0 - taken.0);
    let told = funds.or(bill.self_paid.map(|_| left(own)));
    // Where the pack knows of no 大病保险, only what basic insurance surely leaves is its.
    let is_left = bill.basic_paid.is_some() && told.is_some_and(|funds| funds.0 > known.1);
    if !policy.critical_insurance && bill.critical_paid.is_none() && !is_left {
        bill.critical_paid = Some(Amount::ZERO);
        bill.critical_assumed = true;
    }
    if hangs {
        bill.assistance_if_uninsured = Some(bill.assistance_paid);
    }
    if let Some(funds) = told {
        let most = left((0, 0));
        let funds = (funds.0.min(most.0), funds.1.min(most.1));
        if hangs && help_is_open {
            bill.assistance_if_uninsured = Some(amount(funds));
        }
        part(bill, help_is_open, amount((funds.0 - known.1, funds.1 - known.0)));
        bill.self_paid.get_or_insert(amount(left(funds)));
    }
    let insured = sum(&[bill.basic_paid.as_ref(), bill.critical_paid.as_ref()]);
    let insured = insured.0.max(sum(&[bill.insured.as_ref()]).0);
    shorten(bill, total.1);
    told_of_insurance > 0 || insured > ROUNDING
}

/// What was told of parts, together.
fn sum(parts: &[Option<&Amount>]) -> Fens {
    let mut sum = (0, 0);
    for part in parts.iter().flatten() {
        sum.0 += part.min().to_fens();
        sum.1 += part.max().to_fens();
    }
    sum
}

/// A whole that is known by its ends alone is no less than its parts, and no more where they are all.
fn narrow(whole: &mut Fens, parts: Fens, is_all: bool) {
    whole.0 = whole.0.max(parts.0.min(whole.1));
    if is_all {
        whole.1 = whole.1.min(parts.1.max(whole.0));
    }
}

/// The amount, none where it would be below zero.
fn amount((least, most): Fens) -> Amount {
    Amount::between(Yuan::from_fens(least), Yuan::from_fens(most))
}

/// Parts the rest of what all funds paid among those of which nothing is told.
fn part(bill: &mut Bill, help_is_open: bool, rest: Amount) {
    let open = [bill.basic_paid.is_none(), bill.critical_paid.is_none()];
    let [basic, critical] = open;
    bill.paid_derived = u8::from(basic) + u8::from(critical) + u8::from(help_is_open) == 1;
    let mut insured = rest;
    if help_is_open {
        bill.assistance_paid = rest;
        if basic || critical {
            insured = rest.or_nothing();
            bill.assistance_paid = insured;
            bill.unparted = Some((open, rest)).filter(|_| !rest.is_zero());
        }
    }
    bill.insure(open, insured);
}

/// Takes what rounding made too much off the payments, so that they are no more than the total.
fn shorten(bill: &mut Bill, total: i64) {
    let parts = &mut [
        bill.basic_paid.as_mut(),
        bill.critical_paid.as_mut(),
        Some(&mut bill.assistance_paid),
        Some(&mut bill.waived),
        Some(&mut bill.other_paid),
    ];
    let paid: i64 = parts.iter().flatten().map(|part| part.min().to_fens()).sum();
    let mut excess = paid - total;
    for part in parts.iter_mut().flatten() {
        if excess > 0 {
            let cut = excess.min(part.min().to_fens());
            **part = part.less(Yuan::from_fens(cut).into());
            excess -= cut;
        }
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
