//! 验算例子：answers, and what each programme must then come to.

use std::sync::LazyLock;

use super::book::Book;
use super::question;
use crate::calendar::Date;
use crate::document::{Data, FaultKind, Node, Reader, Span};
use crate::money::Yuan;
use crate::vocabulary::fields;

/// What a case may say, and what is short for some of it.
pub(super) static CASE: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut names = Vec::new();
    for name in [LONG, SHORT, fields::PERSON, fields::BILL, EXPECT].concat() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
});
const LONG: &[&str] = &[
    "name",
    "source",
    "as_of",
    "person",
    "bills",
    "received",
    "parameters",
    "readings",
    "expect",
    "expect_total",
    "expect_problems",
];
const SHORT: &[&str] = &["rows", "without", "illnesses", "program", "bill", "amounts"];
/// What a programme comes to.
pub(super) const EXPECT: &[&str] =
    &["status", "amount", "documents", "deadline", "replaced_by", "missing", "readings", "remarks"];
pub(super) const RANGE: &[&str] = &["min", "max"];
pub(super) const STATUSES: [&str; 4] = ["eligible", "not-eligible", "unknown", "not-computed"];
/// The parts of a case that are answers.
const ANSWERS: [&str; 6] = ["as_of", "person", "bills", "received", "parameters", "readings"];
const MOST: usize = 500;

/// 验算例子.
#[derive(Clone, Debug)]
pub struct WorkedCase {
    /// What it is called.
    pub name: String,
    /// Where the expectation comes from.
    pub source: String,
    /// Where it stands in the text.
    pub at: Span,
    /// 填报内容.
    pub answers: Node,
    /// What is expected of each programme named.
    pub expected: Vec<Expected>,
    /// What all assistance together must come to.
    pub total: Option<(Yuan, Yuan)>,
    /// The path and code of each problem, where the answers must be refused.
    pub problems: Option<Vec<String>>,
}

/// What a programme must come to; what is `None` is not looked at.
#[derive(Clone, Debug)]
pub struct Expected {
    /// The programme's id.
    pub program: String,
    /// Where it stands in the text.
    pub at: Span,
    /// The status.
    pub status: Option<String>,
    /// The least and the most that is payable.
    pub amount: Option<(Yuan, Yuan)>,
    /// The ids of the documents, in any order.
    pub documents: Option<Vec<String>>,
    /// The last day to apply.
    pub deadline: Option<Date>,
    /// The programme paid instead.
    pub replaced_by: Option<String>,
    /// The answers that are missing, in any order.
    pub missing: Option<Vec<String>>,
    /// Readings used, and the option of each.
    pub readings: Option<Vec<(String, String)>>,
    /// Words that some remark about the programme must hold.
    pub remarks: Vec<String>,
}

pub(super) fn cases(reader: Reader<'_>, book: &Book<'_>) -> Option<Vec<WorkedCase>> {
    let mut names: Vec<String> = Vec::new();
    reader.list(MOST, |item| {
        let case = case(item, book)?;
        if names.contains(&case.name) {
            book.error(item.at(), "duplicate-case", format!("例子“{}”写了两次：换一个名字", case.name));
        }
        names.push(case.name.clone());
        Some(case)
    })
}

fn case(reader: Reader<'_>, book: &Book<'_>) -> Option<WorkedCase> {
    let table = reader.table(&CASE)?;
    let name = table.need("name").and_then(|field| question::text(&field));
    let source = table.need("source").and_then(|field| question::text(&field));
    let _ = table.need("as_of");
    let _ = table.need("person");
    let expected = table.get("expect").and_then(|field| expected(field, book));
    let total = table.get("expect_total").and_then(amount);
    let problems = table.get("expect_problems").and_then(|field| field.list(MOST, problem));
    let any = table.get("expect").is_some() || table.get("expect_total").is_some();
    if !any && table.get("expect_problems").is_none() {
        book.error(
            reader.at(),
            "no-expectation",
            "例子没有写期望：写 expect.项目 = { … }、expect_total 或 expect_problems",
        );
    }
    if any && table.get("expect_problems").is_some() {
        book.error(
            reader.at(),
            "no-expectation",
            "expect_problems 说这份填报要被退回，就不能再写 expect 或 expect_total",
        );
    }
    Some(WorkedCase {
        name: name?,
        source: source?,
        at: reader.at(),
        answers: answers(&reader),
        expected: expected.unwrap_or_default(),
        total,
        problems,
    })
}

/// The answers as a whole: a case without bills has none.
fn answers(reader: &Reader<'_>) -> Node {
    let Data::Table(fields) = reader.data() else { return Node::from(Data::Nothing) };
    let part = |(name, _): &&(String, Node)| ANSWERS.contains(&name.as_str());
    let mut parts: Vec<(String, Node)> = fields.iter().filter(part).cloned().collect();
    parts.insert(0, ("contract".into(), Node::from(Data::Integer(1))));
    if !parts.iter().any(|(name, _)| name == "bills") {
        parts.push(("bills".into(), Node::from(Data::List(Vec::new()))));
    }
    Node { at: reader.at(), data: Data::Table(parts) }
}

fn expected(reader: Reader<'_>, book: &Book<'_>) -> Option<Vec<Expected>> {
    let programs = reader.open_table()?;
    let mut all = Vec::new();
    for (program, field) in programs.fields() {
        if book.programs.place(program).is_none() {
            field.not_one_of(program, book.programs.names());
            continue;
        }
        let Some(table) = field.table(EXPECT) else { continue };
        let status = table.get("status").and_then(|field| field.id_of(STATUSES.into_iter()));
        let documents = table.get("documents").and_then(|field| ids(field, book));
        let replaced_by = table.get("replaced_by").and_then(|field| {
            field.id_of(book.programs.names())?;
            field.text().map(String::from)
        });
        let expected = Expected {
            program: program.to_owned(),
            at: field.at(),
            status: status.and_then(|place| STATUSES.get(place)).map(|status| (*status).to_owned()),
            amount: table.get("amount").and_then(amount),
            documents,
            deadline: table.get("deadline").and_then(|field| field.date()),
            replaced_by,
            missing: table.get("missing").and_then(|field| field.list(MOST, |item| question::text(&item))),
            readings: table.get("readings").and_then(|field| readings(field, book)),
            remarks: table
                .get("remarks")
                .and_then(|field| field.list(MOST, |item| question::text(&item)))
                .unwrap_or_default(),
        };
        if let Data::Table(fields) = field.data()
            && fields.is_empty()
        {
            book.error(field.at(), "no-expectation", "没有写期望：至少写 status 或 amount");
        }
        all.push(expected);
    }
    Some(all)
}

fn ids(reader: Reader<'_>, book: &Book<'_>) -> Option<Vec<String>> {
    reader.list(MOST, |item| {
        item.id_of(book.documents.names())?;
        item.text().map(String::from)
    })
}

fn readings(reader: Reader<'_>, book: &Book<'_>) -> Option<Vec<(String, String)>> {
    let table = reader.open_table()?;
    let mut all = Vec::new();
    for (id, field) in table.fields() {
        let Some(place) = book.readings.place(id) else {
            field.not_one_of(id, book.readings.names());
            continue;
        };
        let options =
            book.reading_values.get(place).into_iter().flatten().flat_map(|reading| &reading.options);
        field.id_of(options.map(|option| option.id.as_str()))?;
        all.push((id.to_owned(), field.text()?.to_owned()));
    }
    Some(all)
}

/// An amount, or the two ends of a range.
fn amount(reader: Reader<'_>) -> Option<(Yuan, Yuan)> {
    let Data::Table(_) = reader.data() else {
        let amount = reader.yuan()?;
        return Some((amount, amount));
    };
    let table = reader.table(RANGE)?;
    let end = |name| -> Option<Yuan> { table.need(name)?.yuan() };
    let (least, most) = (end("min"), end("max"));
    Some((least?, most?))
}

/// `path: code`.
fn problem(reader: Reader<'_>) -> Option<String> {
    let text = question::text(&reader)?;
    if text.split_once(": ").is_none() {
        reader.fault(FaultKind::Expected("problem"));
        return None;
    }
    Some(text)
}
