//! 验算例子随包走：writes a pack's worked cases beside it, so that whoever loads the pack can try it first.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::calendar::Date;
use crate::document::{Data, Node};
use crate::money::Yuan;
use crate::policy::file::{Expected, WorkedCase};

/// The worked cases of one compiled pack.
#[derive(Debug, Serialize)]
pub struct CaseFile<'a> {
    contract: u8,
    /// Of the pack that they belong to.
    digest: &'a str,
    cases: Vec<CaseEntry<'a>>,
}

#[derive(Debug, Serialize)]
struct CaseEntry<'a> {
    name: &'a str,
    answers: AnswersEntry<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    expect: Vec<ExpectedEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<RangeEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problems: Option<&'a [String]>,
}

#[derive(Debug, Serialize)]
struct ExpectedEntry<'a> {
    program: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<RangeEntry>,
    #[serde(skip_serializing_if = "Option::is_none")]
    documents: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<&'a [String]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct RangeEntry {
    min: Yuan,
    max: Yuan,
}

/// The worked cases of the pack with this digest.
#[must_use]
pub fn case_file<'a>(digest: &'a str, cases: &'a [WorkedCase]) -> CaseFile<'a> {
    CaseFile { contract: 1, digest, cases: cases.iter().map(entry).collect() }
}

fn entry(case: &WorkedCase) -> CaseEntry<'_> {
    CaseEntry {
        name: &case.name,
        answers: AnswersEntry(&case.answers),
        expect: case.expected.iter().map(expected).collect(),
        total: case.total.map(range),
        problems: case.problems.as_deref(),
    }
}

fn expected(expected: &Expected) -> ExpectedEntry<'_> {
    ExpectedEntry {
        program: &expected.program,
        status: expected.status.as_deref(),
        amount: expected.amount.map(range),
        documents: expected.documents.as_deref(),
        missing: expected.missing.as_deref(),
        deadline: expected.deadline,
        replaced_by: expected.replaced_by.as_deref(),
    }
}

fn range((min, max): (Yuan, Yuan)) -> RangeEntry {
    RangeEntry { min, max }
}

/// Answers as they stand in the pack file. A case may tell wrong answers on purpose, so nothing is put right.
#[derive(Debug)]
struct AnswersEntry<'a>(&'a Node);

impl Serialize for AnswersEntry<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match &self.0.data {
            Data::Nothing | Data::Unreadable => out.serialize_unit(),
            Data::Flag(flag) => out.serialize_bool(*flag),
            Data::Integer(number) => out.serialize_i64(*number),
            // Which number it was is not kept, and every one that is not whole is refused the same way.
            Data::Fraction => 0.5.serialize(out),
            Data::Text(text) => out.serialize_str(text),
            Data::List(items) => {
                let mut list = out.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&AnswersEntry(item))?;
                }
                list.end()
            }
            Data::Table(fields) => {
                let mut table = out.serialize_map(Some(fields.len()))?;
                for (name, item) in fields {
                    table.serialize_entry(name, &AnswersEntry(item))?;
                }
                table.end()
            }
        }
    }
}
