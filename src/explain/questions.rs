//! 追问：what is still worth asking, given what is known.

use super::report::{Question, QuestionOption};
use crate::assess::Ask;
use crate::lean::Gather;
use crate::policy::{Condition, FactKind, Policy, Program, TestKind};
use crate::vocabulary::{
    BillField, Category, Insurance, Level, Member, PersonField, Place, Province, ReceivedField, Residence,
    SetOf,
};

/// Answers to be asked for, as questions.
pub(super) fn asked<'a>(policy: &'a Policy, asks: &[Ask]) -> Vec<Question<'a>> {
    asks.iter().filter_map(|&ask| question(policy, ask)).gather()
}

/// The answer's path in the contract.
#[must_use]
pub fn path_of(policy: &Policy, ask: Ask) -> String {
    let person = |field: PersonField| format!("person.{}", field.id());
    match ask {
        Ask::Categories => person(PersonField::Categories),
        Ask::Residence => person(PersonField::Residence),
        Ask::Insurance => person(PersonField::Insurance),
        Ask::Diagnoses => person(PersonField::Diagnoses),
        Ask::Age => person(PersonField::Age),
        Ask::Fact(place) => {
            let id = policy.facts.get(usize::from(place)).map_or("", |fact| fact.id.as_str());
            format!("person.facts.{id}")
        }
        Ask::Bills => "bills".into(),
        Ask::Bill(position, field) => format!("bills[{position}].{}", field.id()),
        Ask::Received(place, field) => format!("received[{place}].{}", field.id()),
        Ask::Parameter(place) => {
            let id = policy.parameters.get(usize::from(place)).map_or("", |parameter| parameter.id.as_str());
            format!("parameters.{id}")
        }
        Ask::Office(_) => String::new(),
    }
}

fn question<'a>(policy: &'a Policy, ask: Ask) -> Option<Question<'a>> {
    let path = path_of(policy, ask);
    let plain = |text, kind, help, options| Question { path: path.clone(), text, help, kind, options };
    Some(match ask {
        Ask::Categories => plain(
            "您家是下面哪一种？",
            "choices",
            Some("看看证件，或者问村（社区）干部；可以选几样，都不是就选“其他参保居民”"),
            Some(words(categories(policy))),
        ),
        Ask::Residence => plain("户口是城镇还是农村？", "choice", None, Some(all::<Residence>())),
        Ask::Insurance => {
            plain("参加的是哪种医保？", "choice", Some("不知道可以打 12393 问"), Some(all::<Insurance>()))
        }
        Ask::Diagnoses => plain("得的是什么病？", "choices", Some("照诊断证明或出院证明上写的选"), None),
        Ask::Age => plain("病人今年多少周岁？", "number", None, None),
        Ask::Bills => plain("把单据上的数抄过来", "bill", Some("出院或门诊的结算单"), None),
        Ask::Fact(place) => fact(policy, place, path),
        Ask::Bill(_, field) => return on_bill(field, plain),
        Ask::Received(_, ReceivedField::Program) => {
            let programs = policy.programs.iter().filter(|program| program.kind.counts_in_total());
            let option =
                |program: &'a Program| QuestionOption { id: &program.id, text: &program.name, help: None };
            plain(
                "以前领的是哪一种救助？",
                "choice",
                Some("看存折上的摘要，或者问村（社区）干部"),
                Some(programs.map(option).gather()),
            )
        }
        Ask::Received(_, _) => plain(
            "以前领的救助，是这几张单据上的，还是今年别的单据上的？",
            "choice",
            None,
            Some(
                ["listed", "other"]
                    .into_iter()
                    .zip(["这几张单据上的", "今年别的单据上的"])
                    .map(|(id, text)| QuestionOption { id, text, help: None })
                    .gather(),
            ),
        ),
        Ask::Parameter(_) | Ask::Office(_) => return None,
    })
}

/// A question about a bill.
fn on_bill<'a>(
    field: BillField,
    plain: impl Fn(&'a str, &'static str, Option<&'a str>, Option<Vec<QuestionOption<'a>>>) -> Question<'a>,
) -> Option<Question<'a>> {
    let yuan = |text, help| Some(plain(text, "yuan", help, None));
    match field {
        BillField::Total => yuan("一共花了多少？", Some("结算单上的“医疗费用总额”")),
        BillField::InScope => {
            yuan("医保认的费用（政策范围内费用）是多少？", Some("结算单上的“符合政策范围金额”"))
        }
        BillField::BasicPaid => yuan("医保报了多少？", Some("结算单上的“基本医保统筹基金支出”")),
        BillField::CriticalPaid => yuan("大病保险又报了多少？", Some("结算单上的“大病保险支出”，没有就填 0")),
        BillField::Waived => yuan("医院减免了多少？", None),
        BillField::OtherPaid => yuan("其他补助、赔付有多少？", None),
        BillField::AssistancePaid => {
            yuan("单据上已经减掉多少救助？", Some("结算单上的“医疗救助支出”，没有就填 0"))
        }
        BillField::Level => Some(plain("在哪一级医院看的？", "choice", None, Some(all::<Level>()))),
        BillField::Place => Some(plain("在哪里看的？", "choice", None, Some(all::<Place>()))),
        BillField::Province => Some(plain("在省内还是省外看的？", "choice", None, Some(all::<Province>()))),
        BillField::Diagnoses => Some(plain("这次看的是什么病？", "choices", None, None)),
        BillField::Months => Some(plain("一共住了几个整月？", "number", None, None)),
        BillField::Days => Some(plain("一共住了几天？", "number", None, None)),
        _ => None,
    }
}

fn fact(policy: &Policy, place: u16, path: String) -> Question<'_> {
    let Some(fact) = policy.facts.get(usize::from(place)) else {
        return Question { path, text: "", help: None, kind: "yes-no", options: None };
    };
    let (kind, options) = match &fact.kind {
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
    };
    Question { path, text: &fact.text, help: fact.help.as_deref(), kind, options }
}

/// The identities that some rule of the policy asks for, and the one of everybody else.
pub(super) fn categories(policy: &Policy) -> SetOf<Category> {
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

fn all<T: Member>() -> Vec<QuestionOption<'static>> {
    words(T::ALL.iter().copied().collect())
}

fn words<T: Member>(words: SetOf<T>) -> Vec<QuestionOption<'static>> {
    let option = |word: T| QuestionOption { id: word.id(), text: word.name(), help: None };
    words.words().map(option).gather()
}
