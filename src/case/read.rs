//! Reads answers field by field. What is there is read even when something beside it is wrong.

use super::{Bill, FactValue, Person};
use crate::calendar::Date;
use crate::document::{Data, FaultKind, Reader, Table};
use crate::money::{Amount, Yuan};
use crate::policy::{DiseaseSet, FactKind, FactQuestion, Policy};
use crate::vocabulary::{Member, SetOf};

/// The fields of the answers.
pub(super) const ANSWERS: &[&str] =
    &["contract", "as_of", "person", "bills", "received", "parameters", "readings"];
const PERSON: &[&str] = &["categories", "residence", "insurance", "age", "diagnoses", "facts"];
const BILL: &[&str] = &[
    "date",
    "care",
    "level",
    "place",
    "diagnoses",
    "total",
    "in_scope",
    "out_of_scope",
    "basic_paid",
    "critical_paid",
    "waived",
    "other_paid",
    "assistance_paid",
    "days",
    "months",
];
const RANGE: &[&str] = &["min", "max"];

/// More bills than anybody has in a year.
const MOST_BILLS: usize = 1_000;
const MOST_IDS: usize = 200;

/// A range whose ends are in the wrong order: where, and nothing more.
pub(super) type Reversed = Vec<String>;

pub(super) fn person(reader: Reader<'_>, policy: &Policy) -> Option<Person> {
    let table = reader.table(PERSON)?;
    Some(Person {
        categories: table.get("categories").and_then(|field| words(field)),
        residence: table.get("residence").and_then(|field| field.word()),
        insurance: table.get("insurance").and_then(|field| field.word()),
        age: table.get("age").and_then(|field| field.integer(0, 130)).and_then(|age| u8::try_from(age).ok()),
        diagnoses: table.get("diagnoses").and_then(|field| diseases(field, policy)),
        facts: facts(&table, policy),
    })
}

pub(super) fn bills(
    reader: Reader<'_>,
    policy: &Policy,
    reversed: &mut Reversed,
) -> Option<Vec<(Bill, Option<Amount>)>> {
    let mut position = 0;
    reader.list(MOST_BILLS, |item| {
        position += 1;
        bill(item, position - 1, policy, reversed)
    })
}

/// A bill, and its 范围外费用.
fn bill(
    reader: Reader<'_>,
    position: usize,
    policy: &Policy,
    reversed: &mut Reversed,
) -> Option<(Bill, Option<Amount>)> {
    let table = reader.table(BILL)?;
    let date = table.need("date").and_then(|field| field.date());
    let care = table.need("care").and_then(|field| field.word());
    let total = table.need("total").and_then(|field| amount(field, reversed));
    let mut money = |name| table.get(name).and_then(|field| amount(field, reversed));
    let in_scope = money("in_scope");
    let out_of_scope = money("out_of_scope");
    let basic_paid = money("basic_paid");
    let critical_paid = money("critical_paid");
    let waived = money("waived").unwrap_or_default();
    let other_paid = money("other_paid").unwrap_or_default();
    let count = |name, most| {
        table.get(name).and_then(|field| field.integer(0, most)).and_then(|count| u32::try_from(count).ok())
    };
    let days = count("days", 366);
    let months = count("months", 12);
    let level = table.get("level").and_then(|field| field.word());
    let place = table.get("place").and_then(|field| field.word());
    let diagnoses = table.get("diagnoses").and_then(|field| diseases(field, policy));
    let assistance_paid = table.get("assistance_paid").and_then(|field| field.yuan()).unwrap_or_default();
    let bill = Bill {
        position,
        date: date?,
        care: care?,
        level,
        place,
        diagnoses,
        total: total?,
        in_scope,
        in_scope_derived: false,
        basic_paid,
        critical_paid,
        critical_assumed: false,
        waived,
        other_paid,
        assistance_paid,
        days,
        months,
    };
    Some((bill, out_of_scope))
}

fn words<T: Member>(reader: Reader<'_>) -> Option<SetOf<T>> {
    Some(reader.list(MOST_IDS, |item| item.word())?.into_iter().collect())
}

fn diseases(reader: Reader<'_>, policy: &Policy) -> Option<DiseaseSet> {
    let ids = policy.diseases.iter().map(|disease| disease.id.as_str());
    let places = reader.list(MOST_IDS, |item| {
        let text = item.text()?;
        let place = ids.clone().position(|id| id == text);
        if place.is_none() {
            item.not_one_of(text, core::iter::empty());
        }
        place
    })?;
    Some(places.into_iter().fold(DiseaseSet::default(), DiseaseSet::with))
}

fn facts(person: &Table<'_>, policy: &Policy) -> Vec<Option<FactValue>> {
    let mut values = vec![None; policy.facts.len()];
    let Some(reader) = person.get("facts") else { return values };
    let Some(table) = reader.open_table() else { return values };
    for (id, field) in table.fields() {
        let Some(place) = policy.facts.iter().position(|question| question.id == id) else {
            field.not_one_of(id, policy.facts.iter().map(|question| question.id.as_str()));
            continue;
        };
        let question = policy.facts.get(place);
        if let (Some(slot), Some(question)) = (values.get_mut(place), question)
            && !matches!(field.data(), Data::Nothing)
        {
            *slot = fact(field, question);
        }
    }
    values
}

fn fact(field: Reader<'_>, question: &FactQuestion) -> Option<FactValue> {
    match &question.kind {
        FactKind::YesNo => field.flag().map(FactValue::Flag),
        FactKind::Choice(options) => {
            // A class may be told as the number it is called by.
            if let Data::Integer(number) = field.data()
                && let Some(place) = options.iter().position(|option| option.id == number.to_string())
            {
                return u8::try_from(place).ok().map(FactValue::Choice);
            }
            let place = field.id_of(options.iter().map(|option| option.id.as_str()))?;
            u8::try_from(place).ok().map(FactValue::Choice)
        }
        FactKind::Number(least, most) => {
            let number = field.integer(i64::from(*least), i64::from(*most))?;
            u32::try_from(number).ok().map(FactValue::Number)
        }
        FactKind::Amount(most) => {
            let amount = field.yuan()?;
            if amount > *most {
                field.fault(FaultKind::Money(crate::money::MoneyError::TooLarge));
                return None;
            }
            Some(FactValue::Amount(amount))
        }
        FactKind::Date => field.date().map(FactValue::Date),
        FactKind::Month => {
            let first = field.text().and_then(|text| format!("{text}-01").parse::<Date>().ok());
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
    let end = |name| -> Option<Yuan> { table.need(name)?.yuan() };
    let (min, max) = (end("min"), end("max"));
    let (min, max) = (min?, max?);
    if min > max {
        reversed.push(reader.to_string());
        return None;
    }
    Some(Amount::between(min, max))
}
