//! 给人看的结果：the assessment as a page of plain text.

use std::fmt::{self, Display, Write as _};
use std::io::Write;

use super::arguments::PolicyOptions;
use super::assess::outcome;
use super::exit::{Exit, Failure};
use super::folder::Folder;
use crate::explain::{self, AmountRange, Assessment, Citation, DocumentItem, Note, Outcome, ProgramResult};
use crate::money::{Amount, Yuan};
use crate::policy::Policy;
use crate::vocabulary::{Confidence, Member, ProgramKind};

pub(super) fn explain(options: &PolicyOptions) -> Result<Exit, Failure> {
    let policy = Folder::policy(&options.policies, &options.policy)?;
    let outcome = outcome(|answers| explain::assess(&policy, answers))?;
    let mut out = std::io::stdout().lock();
    match outcome {
        Outcome::Ok(assessment) => {
            let mut page = String::new();
            // Writing to a text cannot fail.
            let _ = write_page(&mut page, &policy, &assessment);
            out.write_all(page.as_bytes())?;
            Ok(Exit::Fine)
        }
        Outcome::Problems(problems) => {
            writeln!(out, "填报内容有 {} 处要改：", problems.len())?;
            for problem in problems {
                let path =
                    if problem.path.is_empty() { String::new() } else { format!("{}：", problem.path) };
                writeln!(out, "  · {path}{}", problem.text)?;
            }
            Ok(Exit::Problems)
        }
    }
}

fn write_page(page: &mut String, policy: &Policy, assessment: &Assessment) -> fmt::Result {
    let until = policy.period.until.map_or("至今".to_owned(), |until| format!("到 {until} 前"));
    writeln!(page, "{}", policy.title)?;
    writeln!(page, "有效期 {} 起，{until}；测算日期 {}", policy.period.from, assessment.as_of)?;
    // What nobody computed is not nothing.
    let open = assessment.programs.iter().any(|program| uncomputed(assessment, program));
    let expected = match (assessment.total.max.is_zero(), open) {
        (true, true) => "算不出来，见下面".to_owned(),
        (false, true) => format!("{}，另有算不出来的，见下面", amount(assessment.total)),
        (_, false) => amount(assessment.total).to_string(),
    };
    writeln!(page, "\n预计还能领到：{expected}")?;

    let (open, closed): (Vec<_>, Vec<_>) = assessment.programs.iter().partition(|program| concerns(program));
    for program in open {
        write_program(page, policy, program, lacks_figure(assessment, program))?;
    }
    if !closed.is_empty() {
        writeln!(page, "\n用不上的项目")?;
        for program in closed {
            let why: Vec<String> = unmet(program).collect();
            let why = if why.is_empty() {
                String::new()
            } else {
                format!("：没有满足“{}”", why.join("”“"))
            };
            writeln!(page, "  · {}{why}", program.name)?;
        }
    }
    write_bills(page, assessment)?;
    if !assessment.notes.is_empty() {
        writeln!(page, "\n要知道的")?;
        for note in &assessment.notes {
            writeln!(page, "  · {}", note.text)?;
        }
    }
    Ok(())
}

fn uncomputed(assessment: &Assessment, program: &ProgramResult) -> bool {
    let counts = ProgramKind::from_id(program.kind).is_some_and(ProgramKind::counts_in_total);
    let may_lack = program.status == "unknown" && lacks_figure(assessment, program);
    (program.status == "not-computed" || may_lack) && program.replaced_by.is_none() && counts
}

/// Whether some figure is missing. Of a programme that only may apply, the note alone says so.
fn lacks_figure(assessment: &Assessment, program: &ProgramResult) -> bool {
    let of = |note: &Note| note.code == "not-computed" && note.program == Some(program.id);
    assessment.notes.iter().any(of)
}

/// Whether there is more to tell than that it does not apply.
fn concerns(program: &ProgramResult) -> bool {
    program.status != "not-eligible" || program.replaced_by.is_some()
}

fn unmet(program: &ProgramResult<'_>) -> impl Iterator<Item = String> {
    program.reasons.iter().filter(|reason| reason.outcome == "not-met").map(|reason| reason.text.to_string())
}

fn write_program(
    page: &mut String,
    policy: &Policy,
    program: &ProgramResult,
    lacks_figure: bool,
) -> fmt::Result {
    let name_of = |id: &str| {
        let found = policy.programs.iter().find(|program| program.id == id);
        found.map_or(id.to_owned(), |program| program.name.clone())
    };
    let verdict = match (&program.replaced_by, program.status) {
        (Some(other), _) => format!("由“{}”代替，不重复发", name_of(other)),
        (None, "eligible") => amount(program.amount).to_string(),
        (None, "not-computed") if program.amount.max.is_zero() => "这里没有数字，算不出来".to_owned(),
        (None, "not-computed") => format!("{}，另有算不出来的", amount(program.amount)),
        (None, _) if lacks_figure && program.amount.max.is_zero() => {
            "还不能确定，金额这里没有数字，算不出来".to_owned()
        }
        (None, _) if lacks_figure => format!("还不能确定，{}，另有算不出来的", amount(program.amount)),
        (None, _) => format!("还不能确定，{}", amount(program.amount)),
    };
    writeln!(page, "\n【{}】{verdict}", program.name)?;
    // What another rule decides says nothing against the person.
    let bears = |outcome: &str| program.status == "not-eligible" || outcome != "not-met";
    for reason in program.reasons.iter().filter(|reason| bears(reason.outcome)) {
        let mark = match reason.outcome {
            "met" => "符合",
            "not-met" => "不符合",
            _ => "不清楚",
        };
        writeln!(page, "  {mark}：{}", reason.text)?;
    }
    for (index, step) in program.steps.iter().enumerate() {
        writeln!(page, "  {}. {}{}", index + 1, step.text, cited(step.citation.as_ref()))?;
    }
    for reading in &program.readings {
        let found = policy.readings.iter().find(|known| known.id == reading.id);
        let option = found.and_then(|known| known.options.iter().find(|option| option.id == reading.chosen));
        if let (Some(known), Some(option)) = (found, option) {
            writeln!(page, "  读法：{}——{}", known.question, option.text)?;
        }
    }
    if !program.missing.is_empty() {
        let missing: Vec<String> = program.missing.iter().map(|path| asked(policy, path)).collect();
        writeln!(page, "  还要知道：{}", missing.join("、"))?;
    }
    if let Some(route) = &program.route {
        let place = route.place.as_ref().map_or(String::new(), |place| format!("（{place}）"));
        let kind = if route.kind == "one-stop" { "一站式结算" } else { "依申请办理" };
        writeln!(page, "  怎么办：{kind}{place}")?;
        for (index, step) in route.steps.iter().enumerate() {
            writeln!(page, "    {}) {step}", index + 1)?;
        }
        if let Some(deadline) = &route.deadline {
            let left = if deadline.days_left < 0 {
                "已过期".to_owned()
            } else {
                format!("还有 {} 天", deadline.days_left)
            };
            writeln!(page, "    期限：{}（{left}；{}）", deadline.date, deadline.rule)?;
        }
    }
    if !program.documents.is_empty() {
        writeln!(
            page,
            "  带什么：{}",
            program.documents.iter().map(document).collect::<Vec<_>>().join("；")
        )?;
    }
    Ok(())
}

/// What an answer is called.
fn asked(policy: &Policy, path: &str) -> String {
    if let Some(id) = path.strip_prefix("person.facts.") {
        let fact = policy.facts.iter().find(|fact| fact.id == id);
        return fact.map_or(id, |fact| fact.label.as_str()).to_owned();
    }
    let (bill, field) = match path.strip_prefix("bills[").and_then(|rest| rest.split_once("].")) {
        Some((index, field)) => (index.parse::<usize>().ok(), field),
        None => (None, path),
    };
    let name = match field {
        "person.categories" => "身份",
        "person.residence" => "户口",
        "person.insurance" => "参保情况",
        "person.age" => "年龄",
        "person.diagnoses" | "diagnoses" => "病种",
        "bills" => "单据",
        "in_scope" => "医保认的费用",
        "basic_paid" => "医保报的钱",
        "critical_paid" => "大病保险报的钱",
        "level" => "医院级别",
        "place" => "看病地点",
        "province" => "看病地点（省内还是省外）",
        "months" => "住院月数",
        "days" => "住院天数",
        other => other,
    };
    bill.map_or(name.to_owned(), |index| format!("第 {} 张单据的{name}", index + 1))
}

fn document(document: &DocumentItem) -> String {
    let form = match document.form {
        "original" => "原件",
        "copy" => "复印件",
        _ => "原件或复印件",
    };
    let copies = document.copies.map_or(String::new(), |copies| format!(" {copies} 份"));
    let note = document.note.as_ref().map_or(String::new(), |note| format!("，{note}"));
    format!("{}（{form}{copies}{note}）", document.name)
}

fn write_bills(page: &mut String, assessment: &Assessment) -> fmt::Result {
    if !assessment.bills.is_empty() {
        writeln!(page, "\n单据")?;
    }
    for row in &assessment.bills {
        let is_open = |part: AmountRange| part.min != part.max;
        // Both layers as one, where only their sum is known.
        let [insured, basic, critical] = if is_open(row.basic) && !is_open(row.insured) {
            [row.insured, NOTHING, NOTHING]
        } else {
            [NOTHING, row.basic, row.critical]
        };
        let parts = [
            ("医保、大病一共报", insured),
            ("医保报", basic),
            ("大病报", critical),
            ("减免和其他", row.waived_and_other),
            ("救助", row.assistance),
            ("自己付（医保认的）", row.self_pay),
            ("自己付（医保不认的）", row.out_of_scope),
        ];
        let told: Vec<String> = parts
            .iter()
            .filter(|(_, part)| !part.max.is_zero())
            .map(|(name, part)| format!("{name} {}", amount(*part)))
            .collect();
        writeln!(page, "  第 {} 张，总费用 {}：{}", row.index + 1, amount(row.total), told.join("，"))?;
    }
    Ok(())
}

const NOTHING: AmountRange = AmountRange { min: Yuan::ZERO, max: Yuan::ZERO };

fn amount(amount: AmountRange) -> impl Display {
    Amount::between(amount.min, amount.max)
}

fn cited(citation: Option<&Citation>) -> String {
    let Some(citation) = citation else { return String::new() };
    let doubt = match Confidence::from_id(citation.confidence) {
        None | Some(Confidence::Official) => String::new(),
        Some(doubt) => format!("，{}", doubt.name()),
    };
    format!("〔{} {}{doubt}〕", citation.document, citation.article)
}
