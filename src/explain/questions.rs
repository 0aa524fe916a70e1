//! 追问：what is still worth asking, given what is known.

use core::cmp::Reverse;

use super::report::{Question, QuestionOption};
use crate::assess::{self, Ask, BillField, ReceiptField, Status};
use crate::case::Case;
use crate::lean::Gather;
use crate::policy::{Condition, FactKind, Policy, TestKind};
use crate::say::{Say, said};
use crate::vocabulary::{Category, Insurance, Level, Member, PaidFor, Place, Province, Residence, SetOf};

/// The next questions, the one that bears on most programmes first; none when nothing would change the result.
pub(super) fn questions<'a>(policy: &'a Policy, case: &Case) -> Vec<Question<'a>> {
    let assessed = assess::so_far(policy, case);
    let mut asks: Vec<(Ask, usize)> = Vec::new();
    for outcome in assessed.programs.iter().filter(|outcome| outcome.status != Status::NotEligible) {
        for &ask in &outcome.missing {
            match asks.iter_mut().find(|(known, _)| *known == ask) {
                Some((_, weight)) => *weight += 1,
                None => asks.push((ask, 1)),
            }
        }
    }
    // Who the person is decides what else matters, so it goes before any count.
    let rank = |&(ask, weight): &(Ask, usize)| (ask != Ask::Categories, Reverse(weight), ask);
    let mut ordered = Vec::with_capacity(asks.len());
    for ask in asks {
        let place = ordered.iter().position(|other| rank(other) > rank(&ask)).unwrap_or(ordered.len());
        ordered.insert(place, ask);
    }
    ordered.into_iter().map(|(ask, _)| question(policy, ask)).gather()
}

/// The answer's path in the contract.
#[must_use]
pub fn path_of(policy: &Policy, ask: Ask) -> String {
    match ask {
        Ask::Categories => "person.categories".into(),
        Ask::Residence => "person.residence".into(),
        Ask::Insurance => "person.insurance".into(),
        Ask::Diagnoses => "person.diagnoses".into(),
        Ask::Age => "person.age".into(),
        Ask::Fact(fact) => {
            said!("person.facts.", policy.get(fact).map_or("", |fact| fact.id.as_str()))
        }
        Ask::Bills => "bills".into(),
        Ask::Bill(position, field) => {
            let field = match field {
                BillField::InScope => "in_scope",
                BillField::BasicPaid => "basic_paid",
                BillField::CriticalPaid => "critical_paid",
                BillField::Level => "level",
                BillField::Place => "place",
                BillField::Province => "province",
                BillField::Diagnoses => "diagnoses",
                BillField::Months => "months",
                BillField::Days => "days",
            };
            said!("bills[", position, "].", field)
        }
        Ask::Receipt(number, field) => {
            let field = if field == ReceiptField::Program { "program" } else { "bills" };
            said!("received[", number, "].", field)
        }
    }
}

fn question(policy: &Policy, ask: Ask) -> Question<'_> {
    let path = path_of(policy, ask);
    let (text, kind, help, options) = match ask {
        Ask::Categories => (
            "您家是下面哪一种？",
            "choices",
            Some("看看证件，或者问村（社区）干部；可以选几样，都不是就选“其他参保居民”"),
            Some(words(categories(policy))),
        ),
        Ask::Residence => ("户口是城镇还是农村？", "choice", None, Some(words(SetOf::<Residence>::ALL))),
        Ask::Insurance => (
            "参加的是哪种医保？",
            "choice",
            Some("不知道可以打 12393 问"),
            Some(words(SetOf::<Insurance>::ALL)),
        ),
        Ask::Diagnoses => ("得的是什么病？", "choices", Some("照诊断证明或出院证明上写的选"), None),
        Ask::Age => ("病人今年多少周岁？", "number", None, None),
        Ask::Bills => ("把单据上的数抄过来", "bill", Some("出院或门诊的结算单"), None),
        Ask::Receipt(_, ReceiptField::Program) => {
            ("今年领过的救助是哪一种？", "choice", None, Some(received(policy)))
        }
        Ask::Receipt(_, ReceiptField::Bills) => {
            ("今年领过的救助是给哪些单据的？", "choice", None, Some(words(SetOf::<PaidFor>::ALL)))
        }
        Ask::Fact(fact) => match policy.get(fact) {
            Some(fact) => {
                let (kind, options) = answers(&fact.kind);
                (fact.text.as_str(), kind, fact.help.as_deref(), options)
            }
            None => ("", "yes-no", None, None),
        },
        Ask::Bill(_, field) => match field {
            BillField::InScope => {
                ("医保认的费用（政策范围内费用）是多少？", "yuan", Some("结算单上的“符合政策范围金额”"), None)
            }
            BillField::BasicPaid => {
                ("医保报了多少？", "yuan", Some("结算单上的“基本医保统筹基金支出”"), None)
            }
            BillField::CriticalPaid => {
                ("大病保险又报了多少？", "yuan", Some("结算单上的“大病保险支出”，没有就填 0"), None)
            }
            BillField::Level => ("在哪一级医院看的？", "choice", None, Some(words(SetOf::<Level>::ALL))),
            BillField::Place => ("在哪里看的？", "choice", None, Some(words(SetOf::<Place>::ALL))),
            BillField::Province => {
                ("看病的地方在本省吗？", "choice", None, Some(words(SetOf::<Province>::ALL)))
            }
            BillField::Diagnoses => ("这次看的是什么病？", "choices", None, None),
            BillField::Months => ("一共住了几个整月？", "number", None, None),
            BillField::Days => ("一共住了几天？", "number", None, None),
        },
    };
    Question { path, text, help, kind, options }
}

/// How a fact is asked for, and what there is to choose from.
fn answers(kind: &FactKind) -> (&'static str, Option<Vec<QuestionOption<'_>>>) {
    match kind {
        FactKind::YesNo => ("yes-no", None),
        FactKind::Choice(options) => {
            let options = options.iter();
            let options =
                options.map(|option| QuestionOption { id: &option.id, text: &option.text, help: None });
            ("choice", Some(options.gather()))
        }
        FactKind::Number(..) => ("number", None),
        FactKind::Amount(_) => ("yuan", None),
        FactKind::Date | FactKind::Month => ("date", None),
    }
}

/// The programmes of which the family can have received something.
fn received(policy: &Policy) -> Vec<QuestionOption<'_>> {
    let programs = policy.programs.iter().filter(|program| program.kind.counts_in_total());
    programs.map(|program| QuestionOption { id: &program.id, text: &program.name, help: None }).gather()
}

/// The identities that some rule of the policy asks for, and the one of everybody else.
fn categories(policy: &Policy) -> SetOf<Category> {
    let mut wanted = SetOf::EMPTY.with(Category::General);
    let mut visit = |condition: &Condition| {
        condition.each_test(&mut |test| {
            if let TestKind::Category(words) = &test.kind {
                wanted = words.words().fold(wanted, SetOf::with);
            }
        });
    };
    for program in &policy.programs {
        visit(&program.who);
        for way in &program.ways {
            visit(&way.who);
        }
    }
    wanted
}

fn words<T: Member>(words: SetOf<T>) -> Vec<QuestionOption<'static>> {
    let words = words.ids().into_iter().zip(words.names());
    words.map(|(id, text)| QuestionOption { id, text, help: None }).gather()
}
