//! 试探：whether a change of a rule makes a difference to anybody, tried on a pack's own worked cases, each a little
//! otherwise.

use crate::assess::{self, Status};
use crate::case::{Answers, Completeness};
use crate::document::{Data, Node};
use crate::money::{Amount, Yuan};
use crate::policy::file::PackFile;
use crate::policy::{Policy, Quantity};
use crate::vocabulary::fields::BILL;

/// What is told otherwise in the cases.
#[derive(Clone, Debug)]
pub(super) enum Probe {
    /// Somebody holds this identity alone.
    Identity(&'static str),
    /// The person's field of this name says this.
    Person(&'static str, &'static str),
    /// Every bill's field of this name says this.
    Bills(&'static str, &'static str),
    /// Somebody is ill with this alone.
    Illness(String),
    /// The answer to a fact.
    Fact(String, Data),
    /// The person is so old.
    Age(u8),
    /// The bills show more of what others paid, and as much more cost.
    Paid(Quantity),
    /// The one bill is two, half each or twice the same.
    Parted,
    /// The first bill comes to one of these.
    Total(Vec<Yuan>),
    /// Part of each bill is out of scope.
    Scope,
    /// Whatever is told: a case has to notice.
    Always,
}

/// What others may pay more of.
const MORE: u32 = 100;
impl Probe {
    /// Whether some answers come to something else by one policy than by the other.
    pub fn tells_apart(&self, pack: &PackFile, one: &Policy, other: &Policy) -> bool {
        if matches!(self, Self::Always) {
            return true;
        }
        let differ = |answers: Node| {
            let answers = Answers::from(answers);
            results(one, &answers) != results(other, &answers)
        };
        pack.cases.iter().any(|case| self.otherwise(&case.answers).into_iter().any(differ))
    }

    fn otherwise(&self, answers: &Node) -> Vec<Node> {
        let mut changed = answers.clone();
        let done = match self {
            Self::Identity(id) => field(&mut changed, "person").map(|person| {
                set(person, "categories", Data::List(vec![Node::from(Data::Text((*id).into()))]));
            }),
            Self::Illness(id) => field(&mut changed, "person").map(|person| {
                set(person, "diagnoses", Data::List(vec![Node::from(Data::Text(id.clone()))]));
            }),
            Self::Person(name, word) => {
                field(&mut changed, "person").map(|person| set(person, name, Data::Text((*word).into())))
            }
            Self::Age(years) => field(&mut changed, "person")
                .map(|person| set(person, "age", Data::Integer(i64::from(*years)))),
            Self::Fact(fact, told) => field(&mut changed, "person").map(|person| {
                if field(person, "facts").is_none() {
                    set(person, "facts", Data::Table(Vec::new()));
                }
                if let Some(facts) = field(person, "facts") {
                    set(facts, fact, told.clone());
                }
            }),
            Self::Bills(name, word) => bills(&mut changed).map(|bills| {
                for bill in bills {
                    set(bill, name, Data::Text((*word).into()));
                }
            }),
            Self::Paid(quantity) => {
                bills(&mut changed).and_then(|bills| more_paid(bills.first_mut()?, *quantity))
            }
            Self::Parted => {
                let halves = parted(&mut changed);
                let mut twice = answers.clone();
                let doubled = bills(&mut twice).and_then(|bills| match bills.as_slice() {
                    [bill] => Some(bill.clone()),
                    _ => None,
                });
                if let (Some(bill), Some(bills)) = (doubled, bills(&mut twice)) {
                    bills.push(bill);
                    return halves.map(|()| changed).into_iter().chain([twice]).collect();
                }
                halves
            }
            Self::Scope => bills(&mut changed).map(|bills| {
                for bill in bills {
                    if let Some(total) = amount(bill, "total") {
                        set(bill, "total", Data::Text((total + Yuan::whole(MORE)).to_string()));
                        set(bill, "in_scope", Data::Text(total.to_string()));
                    }
                }
            }),
            Self::Always => None,
            Self::Total(amounts) => {
                return amounts.iter().filter_map(|amount| with_total(answers.clone(), *amount)).collect();
            }
        };
        done.map(|()| changed).into_iter().collect()
    }
}

/// What each programme comes to.
fn results(policy: &Policy, answers: &Answers) -> Option<Vec<(Status, Amount)>> {
    let case = answers.check(policy, Completeness::Whole).ok()?;
    let found = assess::assess(policy, &case).programs;
    Some(found.into_iter().map(|program| (program.status, program.amount)).collect())
}

fn more_paid(bill: &mut Node, quantity: Quantity) -> Option<()> {
    let name = match quantity {
        Quantity::Basic => "basic_paid",
        Quantity::Critical => "critical_paid",
        Quantity::Waived => "waived",
        Quantity::Other => "other_paid",
        Quantity::Assistance => "assistance_paid",
        Quantity::Total | Quantity::InScope => return None,
    };
    let (total, in_scope) = (amount(bill, "total")?, amount(bill, "in_scope")?);
    let paid = amount(bill, name).unwrap_or(Yuan::ZERO);
    for (name, amount) in [("total", total), ("in_scope", in_scope), (name, paid)] {
        set(bill, name, Data::Text((amount + Yuan::whole(MORE)).to_string()));
    }
    Some(())
}

/// The first bill with this total, all of it in scope.
fn with_total(mut answers: Node, total: Yuan) -> Option<Node> {
    let bill = bills(&mut answers)?.first_mut()?;
    for name in ["total", "in_scope"] {
        set(bill, name, Data::Text(total.to_string()));
    }
    Some(answers)
}

/// One bill as two halves of it.
fn parted(answers: &mut Node) -> Option<()> {
    let bills = bills(answers)?;
    let [bill] = bills.as_mut_slice() else { return None };
    let mut rest = bill.clone();
    for &name in BILL {
        if let Some(whole) = amount(bill, name) {
            let half = whole.times("50%".parse().ok()?).to_fen();
            set(bill, name, Data::Text(half.to_string()));
            set(&mut rest, name, Data::Text(whole.less(half).to_string()));
        }
    }
    bills.push(rest);
    Some(())
}

fn bills(answers: &mut Node) -> Option<&mut Vec<Node>> {
    match &mut field(answers, "bills")?.data {
        Data::List(bills) if !bills.is_empty() => Some(bills),
        _ => None,
    }
}

fn amount(bill: &mut Node, name: &str) -> Option<Yuan> {
    match &field(bill, name)?.data {
        Data::Text(text) => text.parse().ok(),
        _ => None,
    }
}

fn field<'n>(node: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    let Data::Table(fields) = &mut node.data else { return None };
    fields.iter_mut().find(|(other, _)| other == name).map(|(_, node)| node)
}

fn set(node: &mut Node, name: &str, data: Data) {
    if let Data::Table(fields) = &mut node.data {
        fields.retain(|(other, _)| other != name);
        fields.push((name.to_owned(), Node::from(data)));
    }
}
