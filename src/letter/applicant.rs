//! 申请人：what the person fills in for the letter.

use crate::document::Reader;

const FIELDS: &[&str] = &[
    "name",
    "sex",
    "ethnicity",
    "birth",
    "id_number",
    "address",
    "phone",
    "household_size",
    "occupation",
    "patient_name",
    "relation",
    "patient_died_on",
    "co_applicant_name",
    "co_applicant_relation",
    "ill_since",
    "hospitals",
    "course",
    "monthly_cost",
    "income",
    "debts",
    "hardship",
    "approximate",
];

/// 申请人. What is `None` is left blank, or left out where the letter can do without it.
#[derive(Clone, Debug, Default)]
#[allow(missing_docs, reason = "the fields are named and explained at `letter`")]
pub(super) struct Applicant {
    pub name: Option<String>,
    pub sex: Option<String>,
    pub ethnicity: Option<String>,
    pub birth: Option<String>,
    pub id_number: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub household_size: Option<String>,
    pub occupation: Option<String>,
    pub patient_name: Option<String>,
    pub relation: Option<String>,
    pub patient_died_on: Option<String>,
    pub co_applicant_name: Option<String>,
    pub co_applicant_relation: Option<String>,
    pub ill_since: Option<String>,
    pub hospitals: Option<String>,
    pub course: Option<String>,
    pub monthly_cost: Option<String>,
    pub income: Option<String>,
    pub debts: Option<String>,
    pub hardship: Option<String>,
    pub approximate: bool,
}

impl Applicant {
    pub(super) fn read(reader: Reader<'_>) -> Option<Self> {
        let table = reader.table(FIELDS)?;
        let told = |name| {
            let text = table.get(name)?.text()?.trim();
            (!text.is_empty())
                .then(|| text.chars().filter(|letter| !letter.is_control()).take(500).collect::<String>())
        };
        Some(Self {
            name: told("name"),
            sex: told("sex"),
            ethnicity: told("ethnicity"),
            birth: told("birth"),
            id_number: told("id_number"),
            address: told("address"),
            phone: told("phone"),
            household_size: told("household_size"),
            occupation: told("occupation"),
            patient_name: told("patient_name"),
            relation: told("relation"),
            patient_died_on: told("patient_died_on"),
            co_applicant_name: told("co_applicant_name"),
            co_applicant_relation: told("co_applicant_relation"),
            ill_since: told("ill_since"),
            hospitals: told("hospitals"),
            course: told("course"),
            monthly_cost: told("monthly_cost"),
            income: told("income"),
            debts: told("debts"),
            hardship: told("hardship"),
            approximate: told("approximate").is_some_and(|told| told == "是"),
        })
    }
}
