//! 条件 of a pack file.

use super::book::Book;
use super::{figure, named, question};
use crate::calendar::Term;
use crate::document::{Data, FaultKind, Reader, Table};
use crate::policy::{AgeBounds, AgeDay, Citation, Condition, FactKind, FactTest, Id, Test, TestKind};
use crate::vocabulary::{Member, Province, SetOf, Spot};

/// The names that say what a condition is, of which each has exactly one, and the fields that it then has.
pub(super) const KINDS: [(&str, &[&str]); 17] = [
    ("all", &["all", "cite"]),
    ("any", &["any", "cite"]),
    ("not", &["not", "cite"]),
    ("group", &["group", "text", "cite"]),
    ("condition", &["condition", "text", "cite"]),
    ("category", &["category", "text", "cite"]),
    ("residence", &["residence", "text", "cite"]),
    ("insurance", &["insurance", "text", "cite"]),
    ("age", &["age", "text", "cite"]),
    ("disease", &["disease", "text", "cite"]),
    ("fact", &["fact", "is", "at_least", "at_most", "bill", "months", "days", "text", "cite"]),
    ("reading", &["reading", "is", "text", "cite"]),
    ("care", &["care", "text", "cite"]),
    ("level", &["level", "text", "cite"]),
    ("place", &["place", "province", "text", "cite"]),
    ("year_sum", &["year_sum", "text", "cite"]),
    ("bill_sum", &["bill_sum", "text", "cite"]),
];
/// A term is of ten years at most.
pub(super) const MOST_MONTHS: u32 = 120;
pub(super) const MOST_DAYS: u32 = 3660;
pub(super) const AGE: &[&str] = &["at_least", "at_most", "on"];
pub(super) const AGE_DAYS: [(&str, AgeDay); 3] =
    [("bill", AgeDay::Bill), ("year-start", AgeDay::YearStart), ("as-of", AgeDay::AsOf)];
pub(super) const YEAR_SUM: &[&str] = &["from", "less", "at", "inclusive", "bills"];
pub(super) const BILL_SUM: &[&str] = &["from", "at", "inclusive"];
/// Which bills are added up, and how a bill lies to a day.
pub(super) const SUMMED: [&str; 2] = ["covered", "all"];
pub(super) const BILL_DAYS: [&str; 2] = ["from", "before"];
/// The provinces that a rule can ask for: what lies in another is what does not lie in this one.
pub(super) const PROVINCES: [&str; 1] = ["same"];
const MOST_PARTS: usize = 60;
/// A compiled pack holds no condition nested deeper.
const DEEPEST: usize = 10;

/// The condition that is the field `name`; one left out always holds. What has no citation of its own has the one
/// given: that of the part of the pack in which it stands.
pub(super) fn when(
    table: &Table<'_>,
    name: &str,
    citation: Option<Id<Citation>>,
    book: &Book<'_>,
) -> Condition {
    given(table, name, citation, book).unwrap_or(Condition::ALWAYS)
}

/// The same, but none where it cannot be read.
pub(super) fn given(
    table: &Table<'_>,
    name: &str,
    citation: Option<Id<Citation>>,
    book: &Book<'_>,
) -> Option<Condition> {
    table.get(name).map_or(Some(Condition::ALWAYS), |field| condition(field, citation, book))
}

pub(super) fn condition(
    reader: Reader<'_>,
    citation: Option<Id<Citation>>,
    book: &Book<'_>,
) -> Option<Condition> {
    let found = nested(reader, citation, book, DEEPEST);
    book.condition_at(reader.at());
    found
}

pub(super) fn nested(
    reader: Reader<'_>,
    citation: Option<Id<Citation>>,
    book: &Book<'_>,
    depth: usize,
) -> Option<Condition> {
    if depth == 0 {
        book.error(reader.at(), "too-deep", format!("条件套得太深：最多 {DEEPEST} 层"));
        return None;
    }
    let parts =
        |field: Reader<'_>, citation| field.list(MOST_PARTS, |part| nested(part, citation, book, depth - 1));
    if let Data::List(_) = reader.data() {
        return parts(reader, citation).map(Condition::All);
    }
    let Data::Table(fields) = reader.data() else {
        reader.fault(FaultKind::Expected("condition"));
        return None;
    };
    let kinds: Vec<_> =
        KINDS.iter().filter(|(kind, _)| fields.iter().any(|(name, _)| name == kind)).collect();
    let [(kind, known)] = kinds.as_slice() else {
        let kinds: Vec<&str> = kinds.iter().map(|(kind, _)| *kind).collect();
        book.error(
            reader.at(),
            "condition-kind",
            wrong_kinds(&kinds, fields.iter().map(|(name, _)| name.as_str())),
        );
        return None;
    };
    let composite = ["all", "any", "not"].contains(kind);
    if composite && fields.iter().any(|(name, _)| name == "text") {
        let text = "text 只能写在单项条件上（说的是这项条件本身，不是“不满足”）：移到里面的那一项去";
        book.error(reader.at(), "text-on-group", text);
        return None;
    }
    let table = reader.table(known)?;
    let field = table.get(kind)?;
    let citation = book.cite(&table).or(citation);
    match *kind {
        "all" => parts(field, citation).map(Condition::All),
        "any" => parts(field, citation).map(Condition::Any),
        "group" | "condition" => named::condition(field, &table, citation, book, depth - 1),
        "not" => nested(field, citation, book, depth - 1).map(|part| Condition::Not(Box::new(part))),
        _ => {
            let text = table.get("text").and_then(|field| question::text(&field));
            let kind = test(kind, field, &table, book)?;
            if citation.is_none() && names_figure(&kind) {
                let text = "条件里的数字没有依据：在这项条件上、或者在它所在的步骤、档、项目、目录上写 cite";
                book.error(reader.at(), "no-citation", text);
            }
            book.test_at(reader.at());
            Some(Condition::Test(Test { kind, text, citation }))
        }
    }
}

/// The condition alone, to be compared with others.
pub(super) fn without_citations(condition: &Condition) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(without_citations).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(part) => Condition::Not(Box::new(without_citations(part))),
        Condition::Test(test) => Condition::Test(Test { citation: None, ..test.clone() }),
    }
}

/// Whether a test holds a figure that some document must have given.
fn names_figure(kind: &TestKind) -> bool {
    match kind {
        TestKind::Age(_) | TestKind::YearSum { .. } | TestKind::BillSum { .. } => true,
        TestKind::Fact(_, test) => match test {
            FactTest::Number(..) | FactTest::Amount(..) => true,
            FactTest::BillFrom(term) | FactTest::BillBefore(term) => term.is_some(),
            FactTest::Is(_) | FactTest::OneOf(_) => false,
        },
        _ => false,
    }
}

fn wrong_kinds<'a>(kinds: &[&str], found: impl Iterator<Item = &'a str>) -> String {
    if kinds.is_empty() {
        let names = || KINDS.iter().map(|(kind, _)| *kind);
        let near: String = found
            .map(|name| super::wording::suggestion(name, names()))
            .find(|near| !near.is_empty())
            .unwrap_or_default();
        format!("条件里没有写查什么{near}；可以写其中一个：{}", names().collect::<Vec<_>>().join("、"))
    } else {
        format!("一个条件只能查一件事，这里写了 {}：拆开放进 all = [ … ] 或 any = [ … ]", kinds.join("、"))
    }
}

fn test(kind: &str, field: Reader<'_>, table: &Table<'_>, book: &Book<'_>) -> Option<TestKind> {
    match kind {
        "category" => words(field, book).map(TestKind::Category),
        "residence" => field.word().map(TestKind::Residence),
        "insurance" => words(field, book).map(TestKind::Insurance),
        "age" => age(field, book).map(TestKind::Age),
        "disease" => book.lists.find(field).map(TestKind::Disease),
        "fact" => fact(field, table, book),
        "reading" => {
            let id = book.readings.find(field);
            let is = table.need("is")?;
            let reading = id?.among(&book.reading_values)?.as_ref()?;
            let option = is.id_of(reading.options.iter().map(|option| option.id.as_str()))?;
            Some(TestKind::Reading(id?, u8::try_from(option).ok()?))
        }
        "care" => words(field, book).map(TestKind::Care),
        "level" => words(field, book).map(TestKind::Level),
        "place" => {
            let provinces = match table.get("province") {
                Some(field) => {
                    field.id_of(PROVINCES.into_iter())?;
                    SetOf::EMPTY.with(Province::Same)
                }
                None => SetOf::ALL,
            };
            Some(TestKind::Place(Spot::of(words(field, book)?, provinces)))
        }
        "year_sum" => {
            let table = field.table(YEAR_SUM)?;
            let from = table.need("from").and_then(figure::quantity);
            let less = table.get("less").map_or(Some(Vec::new()), |field| figure::quantities(field, book));
            let at = table.need("at").and_then(|field| figure::source(field, book));
            let inclusive = table.need("inclusive").and_then(|field| field.flag());
            let all_bills = match table.get("bills") {
                Some(field) => field.id_of(SUMMED.into_iter())? == 1,
                None => false,
            };
            Some(TestKind::YearSum { all_bills, from: from?, less: less?, at: at?, inclusive: inclusive? })
        }
        _ => {
            let table = field.table(BILL_SUM)?;
            let from = table.need("from").and_then(figure::quantity);
            let at = table.need("at").and_then(|field| figure::source(field, book));
            let inclusive = table.need("inclusive").and_then(|field| field.flag());
            Some(TestKind::BillSum { from: from?, at: at?, inclusive: inclusive? })
        }
    }
}

fn words<T: Member>(reader: Reader<'_>, book: &Book<'_>) -> Option<SetOf<T>> {
    let set: SetOf<T> = reader.list(40, |item| item.word())?.into_iter().collect();
    if set.is_empty() {
        book.error(reader.at(), "empty-list", "列表是空的，条件永远不会满足：写上至少一项，或者删去这个条件");
        return None;
    }
    Some(set)
}

fn age(reader: Reader<'_>, book: &Book<'_>) -> Option<AgeBounds> {
    let table = reader.table(AGE)?;
    let end = |name| {
        let years = table.get(name)?.integer(0, 150)?;
        u8::try_from(years).ok()
    };
    let on = match table.get("on") {
        Some(field) => AGE_DAYS.get(field.id_of(AGE_DAYS.iter().map(|(id, _)| *id))?)?.1,
        None => AgeDay::Bill,
    };
    let bounds = AgeBounds { at_least: end("at_least"), at_most: end("at_most"), on };
    check_bounds(reader, bounds.at_least, bounds.at_most, book);
    Some(bounds)
}

fn check_bounds<T: PartialOrd>(reader: Reader<'_>, least: Option<T>, most: Option<T>, book: &Book<'_>) {
    match (least, most) {
        (None, None) => {
            book.error(reader.at(), "no-bound", "要写 at_least（不小于）或 at_most（不大于），或者两个都写");
        }
        (Some(least), Some(most)) if least > most => {
            book.error(
                reader.at(),
                "bounds-reversed",
                "at_least 比 at_most 还大，条件永远不会满足：对调或改正",
            );
        }
        _ => {}
    }
}

/// How many months or days a term has.
pub(super) fn in_term(field: Reader<'_>, most: u32) -> Option<u16> {
    u16::try_from(field.integer(1, most)?).ok()
}

fn fact(field: Reader<'_>, table: &Table<'_>, book: &Book<'_>) -> Option<TestKind> {
    let id = book.fact(field)?;
    let question = id.among(&book.fact_values)?.as_ref()?;
    let test = match &question.kind {
        FactKind::YesNo => FactTest::Is(table.need("is")?.flag()?),
        FactKind::Choice(options) => {
            let is = table.need("is")?;
            let option = |item: Reader<'_>| item.id_of(options.iter().map(|option| option.id.as_str()));
            let places = match is.data() {
                Data::List(_) => is.list(options.len(), option)?,
                _ => vec![option(is)?],
            };
            FactTest::OneOf(places.into_iter().fold(0, |bits, place| bits | 1 << place))
        }
        FactKind::Number(least, most) => {
            if let Some(is) = table.get("is") {
                let number = i64::from(is.integer(*least, *most)?);
                FactTest::Number(Some(number), Some(number))
            } else {
                let end = |name| table.get(name)?.integer(*least, *most).map(i64::from);
                let (at_least, at_most) = (end("at_least"), end("at_most"));
                check_bounds(field, at_least, at_most, book);
                FactTest::Number(at_least, at_most)
            }
        }
        FactKind::Amount(_) => {
            let end = |name| -> Option<crate::money::Yuan> { table.get(name)?.yuan() };
            let (at_least, at_most) = (end("at_least"), end("at_most"));
            check_bounds(field, at_least, at_most, book);
            FactTest::Amount(at_least, at_most)
        }
        FactKind::Date | FactKind::Month => {
            let bill = table.need("bill").and_then(|field| field.id_of(BILL_DAYS.into_iter()));
            let term = match (table.get("months"), table.get("days")) {
                (Some(months), None) => Some(Term::months(in_term(months, MOST_MONTHS)?)),
                (None, Some(days)) if question.kind == FactKind::Date => {
                    Some(Term::days(in_term(days, MOST_DAYS)?))
                }
                (None, None) => None,
                (_, Some(days)) => {
                    let text = "天数（days）只用在日期题上，也不和 months 一起写：文件按天说的写 days，题目用 kind = \"date\"；按月说的写 months";
                    book.error(days.at(), "term", text);
                    return None;
                }
            };
            if bill? == 0 { FactTest::BillFrom(term) } else { FactTest::BillBefore(term) }
        }
    };
    Some(TestKind::Fact(id, test))
}
