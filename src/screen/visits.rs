//! 走访名单 for the notebook of those who go out: households to be visited, as `docs/visits.md` describes the file.
//!
//! Nobody's ID number is in it. What comes back is matched by the row, which the office alone can tell whose it is.

use serde::Serialize;

use crate::calendar::Date;
use crate::case::Bill;
use crate::lean::beginning;
use crate::money::Amount;
use crate::policy::Policy;
use crate::roster::{Pile, village, wording};
use crate::say::{Say, said};
use crate::screen::Settled;
use crate::vocabulary::{Member as Word, SetOf, Spot};

/// The most households of one file.
pub const MOST: usize = 2_000;

/// The most letters of a name, a village and an office; and of a reason.
const NAME: usize = 40;
const REASON: usize = 100;

/// 一份走访名单.
#[derive(Debug, Serialize)]
pub struct VisitList<'a> {
    kind: &'static str,
    version: u8,
    list: &'a str,
    made: String,
    from: &'a str,
    policy: &'a str,
    households: Vec<&'a Household>,
}

/// 一户.
#[derive(Clone, Debug, Serialize)]
pub struct Household {
    /// The office's own number.
    pub row: String,
    /// 怎么叫.
    pub name: String,
    /// 村, by its one name.
    pub village: String,
    reason: String,
    members: [Member; 1],
}

#[derive(Clone, Debug, Serialize)]
struct Member {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    born: Option<String>,
    categories: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    insurance: Option<&'static str>,
    bills: Vec<Slip>,
}

/// A bill as the answers tell it.
#[derive(Clone, Debug, Serialize)]
struct Slip {
    date: String,
    care: &'static str,
    #[serde(flatten)]
    told: std::collections::BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days: Option<u32>,
}

impl Household {
    /// Of a person who is to be visited: one who may have been missed, or of whom something is not known. Its row is left
    /// to whoever numbers them.
    #[must_use]
    pub fn of(
        policy: &Policy,
        folds: &std::collections::BTreeMap<String, String>,
        settled: &Settled<'_>,
    ) -> Option<Self> {
        let Settled { person, verdict, assessed } = settled;
        if !matches!(verdict.pile, Pile::Missed | Pile::Lacks) {
            return None;
        }
        let name = if person.about.name.is_empty() { "没有写姓名" } else { &*person.about.name };
        let name = beginning(name, NAME).to_owned();
        let reason =
            said!(verdict.pile.name(), "：", wording::why(policy, person, verdict, assessed).as_str());
        let member = Member {
            name: name.clone(),
            born: person.id.birth().map(|born| said!(born)),
            categories: person.case.person.categories.map(SetOf::ids).unwrap_or_default(),
            insurance: person.case.person.insurance.map(Word::id),
            bills: person.case.bills.iter().map(slip).collect(),
        };
        let village = village(&person.about.town, &person.about.village, folds);
        Some(Self {
            row: String::new(),
            name,
            village: beginning(&village, NAME).to_owned(),
            reason: beginning(&reason, REASON).to_owned(),
            members: [member],
        })
    }
}

impl<'a> VisitList<'a> {
    /// The list of some households, of which there are no more than [`MOST`]; `list` is its own id.
    #[must_use]
    pub fn of(
        policy: &'a Policy,
        made: Date,
        from: &'a str,
        list: &'a str,
        households: Vec<&'a Household>,
    ) -> Self {
        let from = beginning(from, NAME);
        let (kind, version, made) = ("jiuzhu-visit-list", 1, said!(made));
        Self { kind, version, list, made, from, policy: &policy.id, households }
    }

    /// The file.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}

fn slip(bill: &Bill) -> Slip {
    let mut told = std::collections::BTreeMap::new();
    let in_scope = bill.in_scope.filter(|_| !bill.in_scope_derived);
    let own = bill.self_paid.filter(|_| !bill.paid_derived);
    for (name, amount) in [
        ("total", Some(bill.total)),
        ("in_scope", in_scope),
        ("out_of_scope", bill.out_of_scope),
        ("basic_paid", bill.basic_paid),
        ("critical_paid", bill.critical_paid.filter(|_| !bill.critical_assumed)),
        ("waived", Some(bill.waived).filter(|amount| !amount.is_zero())),
        ("other_paid", Some(bill.other_paid).filter(|amount| !amount.is_zero())),
        ("fund_paid", bill.fund_paid),
        ("self_paid", own),
    ] {
        if let Some(exact) = amount.and_then(Amount::exact) {
            told.insert(name, said!(exact));
        }
    }
    let places = Spot::places(bill.spots);
    let place = places.ids().first().copied().filter(|_| places.ids().len() == 1);
    for (name, word) in [("place", place), ("level", bill.level.map(Word::id))] {
        if let Some(word) = word {
            told.insert(name, word.to_owned());
        }
    }
    Slip { date: said!(bill.date), care: bill.care.id(), told, days: bill.days }
}
