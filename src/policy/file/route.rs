//! 办理途径与期限 of a pack file.

use super::book::Book;
use super::condition::{MOST_DAYS, MOST_MONTHS, in_term};
use super::question;
use crate::calendar::{Date, Term};
use crate::document::{FaultKind, Reader};
use crate::policy::{Deadline, DeadlineFrom, Route};

pub(super) const ROUTE: &[&str] = &["id", "kind", "place", "cite", "steps", "deadline"];
pub(super) const DEADLINE: &[&str] =
    &["months_after_bill", "days_after_bill", "quarter_end", "yearly", "year_after_bill", "rule"];

pub(super) fn route(reader: Reader<'_>, book: &Book<'_>) -> Option<Route> {
    let table = reader.table(ROUTE)?;
    let kind = table.need("kind").and_then(|field| field.word());
    let place = table.get("place").and_then(|field| question::text(&field));
    let citation = book.cite(&table);
    let steps = table.need("steps").and_then(|field| field.list(40, |item| question::text(&item)));
    let deadline = match table.get("deadline") {
        Some(field) => Some(deadline(field, book)?),
        None => None,
    };
    if steps.as_ref().is_some_and(Vec::is_empty) {
        book.error(reader.at(), "empty-list", "途径没有写步骤：至少写一步");
    }
    if citation.is_none() && deadline.is_some() {
        book.error(reader.at(), "no-citation", "期限没有依据：在这条途径上写 cite");
    }
    Some(Route { kind: kind?, steps: steps?, place, deadline, citation })
}

fn deadline(reader: Reader<'_>, book: &Book<'_>) -> Option<Deadline> {
    let table = reader.table(DEADLINE)?;
    let rule = table.need("rule").and_then(|field| question::text(&field));
    let given: Vec<&str> =
        DEADLINE.iter().copied().filter(|name| *name != "rule" && table.get(name).is_some()).collect();
    let [name] = given.as_slice() else {
        let text =
            "期限要从 months_after_bill、days_after_bill、quarter_end、yearly、year_after_bill 里选一个写";
        book.error(reader.at(), "deadline", text);
        return None;
    };
    let field = table.get(name)?;
    let from = match *name {
        "months_after_bill" => DeadlineFrom::AfterBill(Term::months(in_term(field, MOST_MONTHS)?)),
        "days_after_bill" => DeadlineFrom::AfterBill(Term::days(in_term(field, MOST_DAYS)?)),
        "quarter_end" => {
            if !field.flag()? {
                book.error(field.at(), "deadline", "quarter_end 只能写 true；不用它就删去");
            }
            DeadlineFrom::QuarterEnd
        }
        "yearly" => {
            let (month, day) = month_day(field)?;
            DeadlineFrom::Yearly(month, day)
        }
        _ => {
            let (month, day) = month_day(field)?;
            DeadlineFrom::YearAfterBill(month, day)
        }
    };
    Some(Deadline { from, rule: rule? })
}

/// A day of any year, as `MM-DD`.
fn month_day(reader: Reader<'_>) -> Option<(u8, u8)> {
    let text = reader.text()?;
    // A leap year, so that 29 February is one too.
    let date = format!("2000-{text}").parse::<Date>().ok();
    if date.is_none() {
        reader.fault(FaultKind::Expected("month-day"));
    }
    date.map(|date| (date.month(), date.day()))
}
