//! 试探：whether a change of a rule makes a difference to anybody, tried on a pack's own worked cases, each a little
//! otherwise.

use crate::assess::{self, Status};
use crate::case::{Answers, Completeness};
use crate::document::{Data, Node};
use crate::money::{Amount, Yuan};
use crate::policy::file::PackFile;
use crate::policy::{FactKind, Policy, Quantity, ReadingOption, Source, TestKind};
use crate::vocabulary::fields::BILL;
use crate::vocabulary::{Care, Category, Insurance, Level, Member, Place, Province, Residence};

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
    /// A reading taken this way.
    Reading(String, String),
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
    /// An example that comes to something else by one policy than by the other, in words; empty where whoever is told
    /// whatever has to notice.
    pub fn tells_apart(&self, pack: &PackFile, one: &Policy, other: &Policy) -> Option<String> {
        if matches!(self, Self::Always) {
            return Some(String::new());
        }
        let differ = |answers: Node| {
            let answers = Answers::from(answers);
            results(one, &answers) != results(other, &answers)
        };
        pack.cases.iter().find_map(|case| {
            let (said, _) =
                self.otherwise(&case.answers).into_iter().find(|(_, told)| differ(told.clone()))?;
            Some(format!("；可以照例子“{}”补一个，{said}", case.name))
        })
    }

    /// The answers told otherwise, each with what was done to them.
    fn otherwise(&self, answers: &Node) -> Vec<(String, Node)> {
        let mut changed = answers.clone();
        let text = |text: &str| Data::Text(text.to_owned());
        let (said, done) = match self {
            Self::Identity(id) => (
                format!("改成 categories = [\"{id}\"]"),
                of_person(&mut changed, "categories", Data::List(vec![Node::from(text(id))])),
            ),
            Self::Illness(id) => (
                format!("改成 diagnoses = [\"{id}\"]"),
                of_person(&mut changed, "diagnoses", Data::List(vec![Node::from(text(id))])),
            ),
            Self::Person(name, word) => {
                (format!("改成 {name} = \"{word}\""), of_person(&mut changed, name, text(word)))
            }
            Self::Age(years) => (
                format!("改成 age = {years}"),
                of_person(&mut changed, "age", Data::Integer(i64::from(*years))),
            ),
            Self::Fact(fact, told) => (
                format!("改成 facts = {{ {fact} = {} }}", shown(told)),
                field(&mut changed, "person").map(|person| set_in(person, "facts", fact, told.clone())),
            ),
            Self::Reading(reading, option) => {
                set_in(&mut changed, "readings", reading, text(option));
                (format!("改成 readings = {{ {reading} = \"{option}\" }}"), Some(()))
            }
            Self::Bills(name, word) => (
                format!("单据改成 {name} = \"{word}\""),
                bills(&mut changed)
                    .map(|bills| bills.iter_mut().for_each(|bill| set(bill, name, text(word)))),
            ),
            Self::Paid(quantity) => (
                format!(
                    "单据的 {} 多 {MORE} 元，总费用也多 {MORE} 元",
                    paid_field(*quantity).unwrap_or_default()
                ),
                bills(&mut changed).and_then(|bills| more_paid(bills.first_mut()?, *quantity)),
            ),
            Self::Parted => {
                let halves = parted(&mut changed).map(|()| ("单据分成两张，各一半".to_owned(), changed));
                return halves.into_iter().chain(doubled(answers)).collect();
            }
            Self::Scope => (
                format!("总费用比政策范围内的多 {MORE} 元"),
                bills(&mut changed).map(|bills| {
                    for bill in bills {
                        if let Some(total) = amount(bill, "total") {
                            set(bill, "total", text(&(total + Yuan::whole(MORE)).to_string()));
                            set(bill, "in_scope", text(&total.to_string()));
                        }
                    }
                }),
            ),
            Self::Always => return Vec::new(),
            Self::Total(amounts) => {
                let of = |amount: &Yuan| {
                    let said = format!("单据改成 total = \"{amount}\"，in_scope = \"total\"");
                    Some((said, with_total(answers.clone(), *amount)?))
                };
                return amounts.iter().filter_map(of).collect();
            }
        };
        done.map(|()| (said, changed)).into_iter().collect()
    }

    /// Those who may tell apart whether a test holds.
    pub fn of_test(test: &TestKind, policy: &Policy) -> Vec<Self> {
        fn words<T: Member>() -> impl Iterator<Item = &'static str> {
            T::ALL.iter().map(|word| word.id())
        }
        match test {
            // Who is none of these is the plainest example.
            TestKind::Category(_) => {
                [Category::General.id()].into_iter().chain(words::<Category>()).map(Self::Identity).collect()
            }
            TestKind::Insurance(_) => {
                words::<Insurance>().map(|word| Self::Person("insurance", word)).collect()
            }
            TestKind::Residence(_) => {
                words::<Residence>().map(|word| Self::Person("residence", word)).collect()
            }
            TestKind::Care(_) => words::<Care>().map(|word| Self::Bills("care", word)).collect(),
            TestKind::Level(_) => words::<Level>().map(|word| Self::Bills("level", word)).collect(),
            TestKind::Place(_) => words::<Place>()
                .map(|word| Self::Bills("place", word))
                .chain(words::<Province>().map(|word| Self::Bills("province", word)))
                .collect(),
            TestKind::Age(bounds) => {
                let outside = bounds.at_least.map(|least| least.saturating_sub(1)).into_iter();
                let outside = outside.chain(bounds.at_most.map(|most| most.saturating_add(1)));
                outside.chain(bounds.at_least).chain(bounds.at_most).map(Self::Age).collect()
            }
            TestKind::Reading(reading, _) => {
                let found = policy.get(*reading);
                let options = found.into_iter().flat_map(|reading| {
                    let told = |option: &ReadingOption| Self::Reading(reading.id.clone(), option.id.clone());
                    reading.options.iter().map(told)
                });
                options.collect()
            }
            TestKind::Fact(fact, _) => {
                let Some(question) = policy.get(*fact) else { return Vec::new() };
                let told = |data| Self::Fact(question.id.clone(), data);
                match &question.kind {
                    FactKind::YesNo => [true, false].map(|yes| told(Data::Flag(yes))).into(),
                    FactKind::Choice(options) => {
                        options.iter().map(|option| told(Data::Text(option.id.clone()))).collect()
                    }
                    _ => Vec::new(),
                }
            }
            TestKind::YearSum { at: Source::Given(at), .. }
            | TestKind::BillSum { at: Source::Given(at), .. } => {
                vec![Self::Total(vec![
                    at.less(Yuan::fen(1)),
                    *at,
                    *at + Yuan::fen(1),
                    *at + Yuan::whole(MORE),
                ])]
            }
            TestKind::Disease(_) | TestKind::YearSum { .. } | TestKind::BillSum { .. } => Vec::new(),
        }
    }
}

/// What each programme comes to.
fn results(policy: &Policy, answers: &Answers) -> Option<Vec<(Status, Amount)>> {
    let case = answers.check(policy, Completeness::Whole).ok()?;
    let found = assess::assess(policy, &case).programs;
    Some(found.into_iter().map(|program| (program.status, program.amount)).collect())
}

/// What a bill calls what somebody else paid.
fn paid_field(quantity: Quantity) -> Option<&'static str> {
    Some(match quantity {
        Quantity::Basic => "basic_paid",
        Quantity::Critical => "critical_paid",
        Quantity::Waived => "waived",
        Quantity::Other => "other_paid",
        Quantity::Assistance => "assistance_paid",
        Quantity::Total | Quantity::InScope => return None,
    })
}

fn more_paid(bill: &mut Node, quantity: Quantity) -> Option<()> {
    let name = paid_field(quantity)?;
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

/// The one bill twice.
fn doubled(answers: &Node) -> Option<(String, Node)> {
    let mut twice = answers.clone();
    let bills = bills(&mut twice)?;
    let [bill] = bills.as_slice() else { return None };
    let again = bill.clone();
    bills.push(again);
    Some(("同样的单据再写一张".to_owned(), twice))
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

/// Something else of the person's.
fn of_person(answers: &mut Node, name: &str, data: Data) -> Option<()> {
    field(answers, "person").map(|person| set(person, name, data))
}

/// Sets a field of the table that is a field, which may not be there yet.
pub(crate) fn set_in(node: &mut Node, table: &str, name: &str, data: Data) {
    if field(node, table).is_none() {
        set(node, table, Data::Table(Vec::new()));
    }
    if let Some(table) = field(node, table) {
        set(table, name, data);
    }
}

/// An answer as a pack has it.
fn shown(data: &Data) -> String {
    match data {
        Data::Flag(flag) => flag.to_string(),
        Data::Integer(number) => number.to_string(),
        Data::Text(text) => format!("\"{text}\""),
        _ => String::new(),
    }
}
