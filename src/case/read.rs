//! Reads answers field by field. What is there is read even when something beside it is wrong.

use super::{Born, FactValue, Held, Person};
use crate::calendar::Date;
use crate::document::{Data, FaultKind, Reader, Table};
use crate::money::{Amount, Yuan};
use crate::policy::{DiseaseSet, FactKind, FactQuestion, Policy};
use crate::vocabulary::{BillField, Care, HeldField, Level, Member, PersonField, Place, Province, SetOf};

const RANGE: &[&str] = &["min", "max"];

/// More bills than anybody has in a year.
const MOST_BILLS: usize = 1_000;
const MOST_IDS: usize = 200;
const MOST_LINES: usize = 10;

/// A range whose ends are in the wrong order: where, and nothing more.
pub(super) type Reversed = Vec<String>;

/// 一张单据 as it was told, before its parts are held against each other.
pub(super) struct Slip {
    pub position: usize,
    pub date: Date,
    pub date_told: bool,
    pub care: Care,
    pub level: Option<Level>,
    pub place: Option<Place>,
    pub province: Option<Province>,
    pub diagnoses: Option<DiseaseSet>,
    pub total: Amount,
    pub in_scope: Option<Amount>,
    pub out_of_scope: Option<Amount>,
    pub basic_paid: Option<Amount>,
    pub critical_paid: Option<Amount>,
    pub fund_paid: Option<Amount>,
    pub self_paid: Option<Amount>,
    pub waived: Option<Amount>,
    pub other_paid: Option<Amount>,
    pub assistance_paid: Option<Amount>,
    pub slips: u32,
    pub days: Option<u32>,
    pub months: Option<u32>,
}

pub(super) fn person(reader: Reader<'_>, policy: &Policy) -> Option<Person> {
    let table = reader.table(PersonField::IDS)?;
    let held = table.get("held").and_then(|field| field.list(MOST_IDS, held));
    Some(Person {
        categories: table.get("categories").and_then(|field| words(field)),
        held,
        residence: table.get("residence").and_then(|field| field.word()),
        insurance: table.get("insurance").and_then(|field| field.word()),
        age: table.get("age").and_then(|field| field.integer(0, 130)).and_then(|age| u8::try_from(age).ok()),
        born: table.get("born").and_then(|field| born(field)),
        diagnoses: table.get("diagnoses").and_then(|field| diseases(field, policy)),
        facts: facts(&table, policy),
    })
}

fn held(reader: Reader<'_>) -> Option<Held> {
    let table = reader.table(HeldField::IDS)?;
    let category = table.need("category").and_then(|field| field.word());
    let day = |name| table.get(name).and_then(|field| field.date());
    let (from, until) = (day("from"), day("until"));
    Some(Held { category: category?, from, until })
}

/// A year, a month or a day.
fn born(reader: Reader<'_>) -> Option<Born> {
    let text = reader.text()?;
    let ends = match text.len() {
        4 => [format!("{text}-01-01"), format!("{text}-12-31")],
        7 => [format!("{text}-01"), format!("{text}-01")],
        _ => [text.to_owned(), text.to_owned()],
    };
    let [earliest, latest] = ends.map(|end| end.parse::<Date>().ok());
    if earliest.is_none() || latest.is_none() {
        reader.fault(FaultKind::Expected("born"));
    }
    let latest = latest.map(|day| if text.len() == 7 { day.month_end() } else { day });
    Some(Born { earliest: earliest?, latest: latest? })
}

pub(super) fn bills(reader: Reader<'_>, policy: &Policy, reversed: &mut Reversed) -> Option<Vec<Slip>> {
    let mut position = 0;
    reader.list(MOST_BILLS, |item| {
        position += 1;
        slip(item, position - 1, policy, reversed)
    })
}

fn slip(reader: Reader<'_>, position: usize, policy: &Policy, reversed: &mut Reversed) -> Option<Slip> {
    let table = reader.table(BillField::IDS)?;
    let date = table.need("date").and_then(|field| field.date());
    let date_told = table.get("date_told").and_then(|field| field.flag()).unwrap_or(true);
    let care = table.need("care").and_then(|field| field.word());
    let total = table.need("total").and_then(|field| amount(field, reversed));
    let mut money = |name| table.get(name).and_then(|field| amount(field, reversed));
    let in_scope = money("in_scope");
    let out_of_scope = money("out_of_scope");
    let basic_paid = money("basic_paid");
    let critical_paid = money("critical_paid");
    let fund_paid = money("fund_paid");
    let self_paid = money("self_paid");
    let waived = money("waived");
    let other_paid = money("other_paid");
    let count = |name, least, most| {
        table
            .get(name)
            .and_then(|field| field.integer(least, most))
            .and_then(|count| u32::try_from(count).ok())
    };
    let days = count("days", 0, 366);
    let months = count("months", 0, 12);
    let slips = count("slips", 1, 400).unwrap_or(1);
    let level = table.get("level").and_then(|field| field.word());
    let place = table.get("place").and_then(|field| field.word());
    let province = table.get("province").and_then(|field| field.word());
    let diagnoses = table.get("diagnoses").and_then(|field| diseases(field, policy));
    let assistance_paid = table.get("assistance_paid").and_then(|field| lines(field, reversed));
    Some(Slip {
        position,
        date: date?,
        date_told,
        care: care?,
        level,
        place,
        province,
        diagnoses,
        total: total?,
        in_scope,
        out_of_scope,
        basic_paid,
        critical_paid,
        fund_paid,
        self_paid,
        waived,
        other_paid,
        assistance_paid,
        slips,
        days,
        months,
    })
}

/// One amount, or the several lines of a slip that make it up.
fn lines(reader: Reader<'_>, reversed: &mut Reversed) -> Option<Amount> {
    if !matches!(reader.data(), Data::List(_)) {
        return amount(reader, reversed);
    }
    Some(reader.list(MOST_LINES, |item| item.yuan())?.into_iter().map(Amount::exactly).sum())
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
