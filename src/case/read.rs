//! Reads answers field by field. What is there is read even when something beside it is wrong.

use super::{Bill, FactValue, Held, Parts, Person};
use crate::calendar::{DAYS_IN_MONTH, DAYS_IN_YEAR, Date};
use crate::document::{Data, FaultKind, Reader, Table};
use crate::lean::Gather;
use crate::money::{Amount, MoneyError};
use crate::policy::{DiseaseSet, FactKind, FactQuestion, Policy};
use crate::say::{Say, said};
use crate::vocabulary::fields::{BILL, PERSON};
use crate::vocabulary::{Care, Member, Province, SetOf, Spot};

/// The fields of the answers.
pub(super) const ANSWERS: &[&str] =
    &["contract", "as_of", "person", "bills", "received", "parameters", "readings"];
const HELD: &[&str] = &["category", "from", "until"];
const RANGE: &[&str] = &["min", "max"];

/// More bills than anybody has in a year.
const MOST_BILLS: usize = 1_000;
const MOST_IDS: usize = 200;

/// A range whose ends are in the wrong order: where, and nothing more.
pub(super) type Reversed = Vec<String>;

pub(super) fn person(reader: Reader<'_>, policy: &Policy, reversed: &mut Reversed) -> Option<Person> {
    let table = reader.table(PERSON)?;
    Some(Person {
        categories: table.get("categories").and_then(|field| words(field)),
        held: table.get("held").and_then(|field| held(field, reversed)).unwrap_or_default(),
        residence: table.get("residence").and_then(|field| field.word()),
        insurance: table.get("insurance").and_then(|field| field.word()),
        age: table.get("age").and_then(|field| field.integer(0, 130)).and_then(|age| u8::try_from(age).ok()),
        born: table.get("born").and_then(born),
        diagnoses: table.get("diagnoses").and_then(|field| diseases(field, policy)),
        facts: facts(&table, policy),
    })
}

fn held(reader: Reader<'_>, reversed: &mut Reversed) -> Option<Vec<Held>> {
    let mut all = Vec::new();
    for item in reader.items(MOST_IDS)? {
        let Some(table) = item.table(HELD) else { continue };
        let category = table.need("category").and_then(|field| field.word());
        let [from, until] = ["from", "until"].map(|name| table.get(name)?.date());
        if until.is_some_and(|until| from.is_some_and(|from| until < from)) {
            reversed.push(said!(item));
        }
        if let Some(category) = category {
            all.push(Held { category, from, until });
        }
    }
    Some(all)
}

/// The bills, each in its place, unless one of them is none.
pub(super) fn bills(reader: Reader<'_>, policy: &Policy, reversed: &mut Reversed) -> Option<Vec<Bill>> {
    let mut position = 0;
    reader.list(MOST_BILLS, |item| {
        position += 1;
        bill(item, position - 1, policy, reversed)
    })
}

fn bill(reader: Reader<'_>, position: usize, policy: &Policy, reversed: &mut Reversed) -> Option<Bill> {
    let table = reader.table(BILL)?;
    let date = table.need("date").and_then(|field| field.date());
    let care: Option<Care> = table.need("care").and_then(|field| field.word());
    let total = table.need("total").and_then(|field| amount(field, reversed));
    // What makes it a bill is looked at once the rest is read as well.
    let is_bill = date.is_some() && care.is_some() && total.is_some();
    let mut bill = Bill {
        position,
        date: date.unwrap_or(Date::EARLIEST),
        care: care.unwrap_or(Care::Inpatient),
        level: None,
        spots: SetOf::ALL,
        diagnoses: None,
        total: total.unwrap_or_default(),
        in_scope: None,
        out_of_scope: None,
        in_scope_derived: false,
        basic_paid: None,
        critical_paid: None,
        critical_assumed: false,
        waived: Amount::ZERO,
        other_paid: Amount::ZERO,
        assistance_paid: Amount::ZERO,
        fund_paid: None,
        self_paid: None,
        insured: None,
        taken: Parts::default(),
        paid_derived: false,
        missed: 0,
        slips: None,
        assistance_if_uninsured: None,
        days: None,
        months: None,
    };
    for (name, place) in [
        ("in_scope", &mut bill.in_scope),
        ("out_of_scope", &mut bill.out_of_scope),
        ("basic_paid", &mut bill.basic_paid),
        ("critical_paid", &mut bill.critical_paid),
        ("fund_paid", &mut bill.fund_paid),
        ("self_paid", &mut bill.self_paid),
    ] {
        *place = table.get(name).and_then(|field| amount(field, reversed));
    }
    for (name, place) in [("waived", &mut bill.waived), ("other_paid", &mut bill.other_paid)] {
        *place = table.get(name).and_then(|field| amount(field, reversed)).unwrap_or_default();
    }
    bill.slips = table.get("slips").and_then(|field| field.integer(1, 366));
    bill.days = table.get("days").and_then(|field| field.integer(0, 366));
    bill.months = table.get("months").and_then(|field| field.integer(0, 12));
    bill.level = table.get("level").and_then(|field| field.word());
    let (place, province) = (table.get("place").and_then(|field| field.word()), table.get("province"));
    bill.spots = Spot::told(place, province.and_then(|field| field.word()));
    if let Some(field) = province
        && bill.spots.is_empty()
    {
        field.none_of(Province::Other.id(), &[Province::Same.id()]);
    }
    bill.diagnoses = table.get("diagnoses").and_then(|field| diseases(field, policy));
    match (table.get("assistance_paid"), &bill.fund_paid) {
        (Some(field), _) => bill.assistance_paid = field.yuan().unwrap_or_default().into(),
        // Of a sum that nobody has parted, it can be any part.
        (None, Some(fund)) => bill.assistance_paid = Amount::up_to(fund.max()),
        _ => {}
    }
    is_bill.then_some(bill)
}

fn words<T: Member>(reader: Reader<'_>) -> Option<SetOf<T>> {
    Some(reader.list(MOST_IDS, |item| item.word())?.into_iter().collect())
}

/// A day, or all days of a month or a year.
fn born(reader: Reader<'_>) -> Option<(i64, i64)> {
    let text = reader.text()?;
    let (rest, days) = match text.len() {
        4 => ("-01-01", DAYS_IN_YEAR),
        7 => ("-01", DAYS_IN_MONTH),
        _ => ("", 1),
    };
    let Ok(first) = said!(text, rest).parse::<Date>() else {
        reader.fault(FaultKind::Date);
        return None;
    };
    let first = first.place();
    Some((first, Date::at_place(first + days - 1).place()))
}

fn diseases(reader: Reader<'_>, policy: &Policy) -> Option<DiseaseSet> {
    let mut set = Some(DiseaseSet::default());
    for item in reader.items(MOST_IDS)? {
        let place = item.text().and_then(|text| {
            let place = policy.diseases.iter().position(|disease| disease.id == text);
            if place.is_none() {
                item.none_of(text, &[]);
            }
            place
        });
        set = set.zip(place).map(|(set, place)| set.with(place));
    }
    set
}

/// The facts where none is told.
pub(super) fn no_facts(policy: &Policy) -> Vec<Option<FactValue>> {
    policy.facts.iter().map(|_| None).gather()
}

fn facts(person: &Table<'_>, policy: &Policy) -> Vec<Option<FactValue>> {
    let mut values = no_facts(policy);
    let Some(reader) = person.get("facts") else { return values };
    let ids = policy.facts.iter().map(|question| question.id.as_str()).gather();
    reader.by_id(&ids, &mut |place, field| {
        if let (Some(slot), Some(question)) = (values.get_mut(place), policy.facts.get(place))
            && !matches!(field.data(), Data::Nothing)
        {
            *slot = fact(field, question);
        }
    });
    values
}

fn fact(field: Reader<'_>, question: &FactQuestion) -> Option<FactValue> {
    match &question.kind {
        FactKind::YesNo => field.flag().map(FactValue::Flag),
        FactKind::Choice(options) => {
            let ids = options.iter().map(|option| option.id.as_str()).gather();
            // A class may be told as the number it is called by.
            let number = match field.data() {
                Data::Integer(number) => said!(number),
                _ => String::new(),
            };
            let place = ids.iter().position(|id| *id == number).or_else(|| field.one_of(&ids))?;
            u8::try_from(place).ok().map(FactValue::Choice)
        }
        FactKind::Number(least, most) => field.integer(*least, *most).map(FactValue::Number),
        FactKind::Amount(most) => {
            let amount = field.yuan()?;
            if amount > *most {
                field.fault(FaultKind::Money(MoneyError::TooLarge));
                return None;
            }
            Some(FactValue::Amount(amount))
        }
        FactKind::Date => field.date().map(FactValue::Date),
        FactKind::Month => {
            let first = field.text().and_then(|text| said!(text, "-01").parse::<Date>().ok());
            if first.is_none() {
                field.fault(FaultKind::Expected("month"));
            }
            first.map(FactValue::Date)
        }
    }
}

/// An amount, or the two ends of a range.
fn amount(reader: Reader<'_>, reversed: &mut Reversed) -> Option<Amount> {
    if !matches!(reader.data(), Data::Table(_)) {
        return reader.yuan().map(Amount::exactly);
    }
    let table = reader.table(RANGE)?;
    let [min, max] = ["min", "max"].map(|name| table.need(name)?.yuan());
    let (min, max) = (min?, max?);
    if min > max {
        reversed.push(said!(reader));
        return None;
    }
    Some(Amount::between(min, max))
}
