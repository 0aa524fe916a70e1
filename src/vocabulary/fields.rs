//! 字段名：what answers and worked cases call the parts of a person and of a bill.

/// `person`.
pub(crate) const PERSON: &[&str] =
    &["categories", "held", "residence", "insurance", "age", "born", "diagnoses", "facts"];

/// An item of `bills`.
pub(crate) const BILL: &[&str] = &[
    "date",
    "care",
    "level",
    "place",
    "province",
    "diagnoses",
    "total",
    "in_scope",
    "out_of_scope",
    "basic_paid",
    "critical_paid",
    "waived",
    "other_paid",
    "assistance_paid",
    "fund_paid",
    "self_paid",
    "slips",
    "days",
    "months",
];
