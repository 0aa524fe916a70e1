//! 话：the sentences for a person who is shown or exported; none is made for anybody else.

use super::gather::Gathered;
use super::head::Table;
use super::verdict::{Pile, Verdict, reason_at};
use crate::assess::{Ask, Assessment, BillField, Status};
use crate::explain;
use crate::lean::joined;
use crate::money::{Amount, Yuan};
use crate::policy::{Id, Policy, Program};
use crate::say::{Say, said, say};

/// 原因：why a person is in the pile, in one sentence.
#[must_use]
pub fn why(policy: &Policy, person: &Gathered, verdict: &Verdict, assessed: &Assessment<'_>) -> String {
    let mut text = String::new();
    match verdict.pile {
        Pile::Missed => say!(&mut text; "该领 ", verdict.due, "，没有领过的记录", lacking(policy, verdict)),
        Pile::Differs => differs(&mut text, policy, person, verdict, assessed),
        Pile::Lacks => {
            if verdict.due.exact().is_none() {
                say!(&mut text; "该领的在 ", verdict.due, " 之间");
            } else if !verdict.due.is_zero() {
                say!(&mut text; "能算出来的该领 ", verdict.due);
            }
            let lacking = lacking(policy, verdict);
            text.push_str(if lacking.is_empty() { "；由审批的定" } else { &lacking });
            if let Some(rest) = text.strip_prefix('；') {
                text = rest.to_owned();
            }
        }
        Pile::NotEligible => {
            let failed = verdict.failed.and_then(|(program, reason)| {
                let name = &policy.get(program)?.name;
                Some((name, reason_at(assessed, program, reason)?))
            });
            match failed {
                Some((name, reason)) => {
                    let wanted = explain::reason_text(policy, &person.case, reason).to_string();
                    say!(&mut text; name, "：", wanted);
                    if let Some(short) = verdict.short {
                        say!(&mut text; "，还差 ", short.grouped(), " 元");
                    }
                }
                None => text.push_str("算下来没有可以领的"),
            }
        }
        Pile::Agrees => {}
    }
    text
}

fn differs(
    text: &mut String,
    policy: &Policy,
    person: &Gathered,
    verdict: &Verdict,
    assessed: &Assessment<'_>,
) {
    let (under, over) = verdict.difference();
    if under.is_zero() {
        say!(text; "多领 ", over);
    } else {
        say!(text; "少领 ", under);
    }
    let Some((id, step)) = verdict.step else { return text.push_str(&lacking(policy, verdict)) };
    let program = policy.get(id);
    let outcome = id.among(&assessed.programs);
    let left_out = outcome.and_then(|outcome| outcome.steps.get(usize::from(step) + 1..));
    if let (Some(program), Some(left_out @ [_, ..])) = (program, left_out) {
        let next = explain::step_text(policy, &person.case, program, left_out);
        say!(text; "；领的数正好是", program.name, "没有算这一步的数：", next);
    }
}

/// 还差什么.
fn lacking(policy: &Policy, verdict: &Verdict) -> String {
    let mut names: Vec<String> = Vec::new();
    for ask in &verdict.missing {
        let name = ask_name(policy, *ask);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut text = String::new();
    if !names.is_empty() {
        say!(&mut text; "；还差：", joined(names.iter(), "、"));
    }
    if verdict.lacks_figure {
        text.push_str("；政策包里没有当地的数，或者没有写金额");
    }
    text
}

/// What an answer is called that is still missing.
#[must_use]
pub fn ask_name(policy: &Policy, ask: Ask) -> String {
    match ask {
        Ask::Categories => "救助身份".into(),
        Ask::Residence => "户口是城镇还是农村".into(),
        Ask::Insurance => "参保类别".into(),
        Ask::Diagnoses => "病种".into(),
        Ask::Age => "年龄".into(),
        Ask::Bills => "结算记录".into(),
        Ask::Fact(fact) => policy.name(fact).to_owned(),
        Ask::Bill(_, field) => match field {
            BillField::InScope => "政策范围内费用",
            BillField::BasicPaid => "基本医保支付",
            BillField::CriticalPaid => "大病保险支付",
            BillField::Level => "医院级别",
            BillField::Place => "看病地点（本地、外地有没有备案）",
            BillField::Province => "看病地点（省内还是省外）",
            BillField::Diagnoses => "病种",
            BillField::Months => "住院月数",
            BillField::Days => "住院天数",
        }
        .into(),
        Ask::Receipt(..) => "今年已领的救助".into(),
    }
}

/// 怎么算的：each step of each programme that pays or may pay, a line each.
#[must_use]
pub fn steps(policy: &Policy, person: &Gathered, assessed: &Assessment<'_>) -> String {
    let mut text = String::new();
    for (program, outcome) in policy.programs.iter().zip(&assessed.programs) {
        if !program.kind.counts_in_total()
            || outcome.steps.is_empty()
            || outcome.status == Status::NotEligible
        {
            continue;
        }
        say!(&mut text; program.name, "：", outcome.amount, "\n");
        for (at, step) in outcome.steps.iter().enumerate() {
            let told = explain::step_text(
                policy,
                &person.case,
                program,
                outcome.steps.get(at..).unwrap_or_default(),
            );
            let cited = step.citation.and_then(|cited| policy.get(cited));
            say!(&mut text; "  ", told);
            if let Some(cited) = cited {
                say!(&mut text; "（", cited.article, "）");
            }
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The programmes that pay or may pay, with how much.
#[must_use]
pub fn programs(policy: &Policy, verdict: &Verdict) -> String {
    paying(policy, &verdict.programs)
}

/// Programmes, with how much each pays.
#[must_use]
pub fn paying(policy: &Policy, programs: &[(Id<Program>, Amount)]) -> String {
    let told = programs.iter().filter_map(|(id, amount)| Some(said!(policy.get(*id)?.name, " ", amount)));
    said!(joined(told.collect::<Vec<_>>().iter(), "；"))
}

/// The rows of a person: `3、17`, with the file before them where there are several tables.
#[must_use]
pub fn rows(tables: &[Table], person: &Gathered) -> String {
    let mut text = String::new();
    let mut last = None;
    for (table, row) in &person.rows {
        let named = tables.get(usize::from(*table)).filter(|_| tables.len() > 1 && last != Some(*table));
        if !text.is_empty() {
            text.push_str(if named.is_some() { "；" } else { "、" });
        }
        if let Some(table) = named {
            say!(&mut text; table.file, table.sheet.as_ref().map_or("", |_| " "));
            say!(&mut text; table.sheet.as_deref().unwrap_or(""), " ");
        }
        last = Some(*table);
        say!(&mut text; *row);
    }
    text
}

/// 该领的减去已领的, which may be below zero.
#[must_use]
pub fn signed(due: Yuan, paid: Yuan) -> String {
    if due >= paid { said!(due - paid) } else { said!("-", paid - due) }
}
