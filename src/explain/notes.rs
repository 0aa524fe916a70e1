//! 提示：what the person should know beside the amounts.

use super::amounts::Day;
use super::report::Note;
use super::steps::citation;
use crate::assess::{Assessment, Gap, NoteKind, ProgramOutcome, Status};
use crate::calendar::Date;
use crate::case::{Bill, Case, GivenParameter};
use crate::policy::{Id, Parameter, Policy, Program};
use crate::say::{Say, say, shown};
use crate::vocabulary::{Confidence, Member, PolicyStatus};

/// 提示的话, put together when somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteText<'a> {
    /// The same in every result.
    Fixed(&'static str),
    /// What the policy wants to be told of the programme with this name.
    Remark(&'a str, &'a str),
    /// That what has this label is taken as so, because the place was chosen.
    ShownByPlace(&'a str),
    /// What is to be known of the bill of this day.
    OfBill(Date, &'static str),
    /// That the bill of this day stands for so many slips.
    Slips(Date, u32),
    /// What came up while computing, and the day of its bill.
    Of(NoteKind, &'a Policy, Option<Date>),
    /// Why the programme with this name is not computed; what the parameter that it lacks is called.
    NotComputed(&'a str, Gap<'a>, &'a str),
    /// That the programme with this name lacks the parameter with this label.
    Missing(&'a str, &'a str),
    /// That the parameter with this label is the person's own.
    Own(&'a str),
}

impl Say for NoteText<'_> {
    fn say(&self, text: &mut String) {
        match self {
            Self::Fixed(fixed) => text.push_str(fixed),
            Self::Remark(name, remark) => say!(text; "“", name, "”：", remark),
            Self::ShownByPlace(label) => {
                say!(text; "您选了这个地方，“", label, "”按“是”算；如果不是，有的项目就不能享受");
            }
            Self::OfBill(day, what) => say!(text; Day(*day), what),
            Self::Slips(day, count) => {
                say!(text; Day(*day), "的单据是 ", count, " 张合在一起的，");
                text.push_str("按次算的门槛费、限额只算了一次，和一张一张算会有出入");
            }
            Self::Of(kind, policy, day) => {
                if let Some(day) = day {
                    say!(text; Day(*day), "的单据");
                }
                came_up(text, *kind, policy);
            }
            Self::NotComputed(name, gap, label) => {
                say!(text; "“", name, "”算不出来：");
                match gap {
                    Gap::Parameter(_) => say!(text; "缺当地的“", label, "”，请问医保局或民政局后填上"),
                    Gap::NotStated(why) => text.push_str(why),
                    Gap::NoCase => text.push_str("文件没有写这种情形的标准，请问经办窗口"),
                }
            }
            Self::Missing(name, label) => {
                say!(text; "“", name, "”还缺当地的“", label, "”，填上能算得更准");
            }
            Self::Own(label) => say!(text; "“", label, "”按您填的本地标准算"),
        }
    }
}

shown!(NoteText<'_>);

/// What came up, after the bill that it is about.
fn came_up(text: &mut String, kind: NoteKind, policy: &Policy) {
    let name = |program| policy.name::<Program>(program);
    match kind {
        NoteKind::OtherYear(_) => text.push_str("不在同一个年度里，没有算进来；请单独再算一次"),
        NoteKind::OtherYearOf(_, program) => {
            say!(text; "不在“", name(program), "”的同一个年度里，没有算进这一项；请单独再算一次");
        }
        NoteKind::ScopeDerived(_) => text.push_str("：医保认的费用是用总费用减去不认的部分推算的"),
        NoteKind::InsuranceDerived(_, program) => {
            say!(text; "没有写“", name(program), "”报了多少，是按规定推算的；有结算单请照单子填");
        }
        NoteKind::ReceivedExceeds(program) => {
            say!(text; "“", name(program), "”今年已领的比填的单据能算出的多；如果还有单据没填，请补上");
        }
        NoteKind::DeadlinePassed(_, program) => {
            say!(text; "申请“", name(program), "”的期限已过；请尽快问经办窗口还能不能补办");
        }
        NoteKind::CriticalTakenAsNone => text.push_str("没有填大病保险报销，按没有报算；如果报过，请填上"),
        NoteKind::Stale => {
            say!(text; "这套办法上次核对是", Day(policy.checked_on), "，请向当地核实有没有变");
        }
        NoteKind::ShownByPlace(_) => {}
    }
}

impl<'a> Note<'a> {
    /// Of nothing in particular.
    fn of(code: &'static str, text: NoteText<'a>) -> Self {
        Self { code, text, program: None, parameter: None, bill: None }
    }
}

/// All notes, the ones about the whole policy first.
pub(super) fn notes<'a>(policy: &'a Policy, case: &Case, assessed: &Assessment<'a>) -> Vec<Note<'a>> {
    let mut notes = Vec::new();
    about_policy(policy, &mut notes);
    for kind in &assessed.notes {
        notes.push(note(policy, case, *kind));
    }
    for bill in &case.bills {
        about_bill(bill, &mut notes);
    }
    for (program, outcome) in policy.programs.iter().zip(&assessed.programs) {
        about_program(policy, case, program, outcome, &mut notes);
    }
    own_figures(policy, case, assessed, &mut notes);
    if has_unchecked(policy, assessed) {
        let text = NoteText::Fixed("有的数字未核对原文，请以当地文件为准");
        notes.push(Note::of("unchecked", text));
    }
    notes
}

fn about_policy(policy: &Policy, notes: &mut Vec<Note<'_>>) {
    let of_status = match policy.status {
        PolicyStatus::Historical => Some(("historical", "这是过去的政策，只供了解；现在看病请换成现行政策")),
        PolicyStatus::Framework => Some(("framework", "这是国家的框架规定，具体数字由各地定，请填本地标准")),
        PolicyStatus::InForce => None,
    };
    let inferred = ("region-inferred", "原文没有写全地方和年份，标明“推断”的是推断出来的");
    for (code, text) in of_status.into_iter().chain(policy.region_inferred.then_some(inferred)) {
        notes.push(Note::of(code, NoteText::Fixed(text)));
    }
}

fn note<'a>(policy: &'a Policy, case: &Case, kind: NoteKind) -> Note<'a> {
    let (code, position, program) = match kind {
        NoteKind::OtherYear(position) => ("other-year", Some(position), None),
        NoteKind::OtherYearOf(position, program) => ("other-year", Some(position), Some(program)),
        NoteKind::ScopeDerived(position) => ("scope-derived", Some(position), None),
        NoteKind::InsuranceDerived(position, program) => ("insurance-derived", Some(position), Some(program)),
        NoteKind::ReceivedExceeds(program) => ("received-exceeds", None, Some(program)),
        NoteKind::DeadlinePassed(position, program) => ("deadline-passed", Some(position), Some(program)),
        NoteKind::CriticalTakenAsNone => ("critical-taken-as-none", None, None),
        NoteKind::Stale => ("stale", None, None),
        NoteKind::ShownByPlace(fact) => {
            return Note::of("assumed", NoteText::ShownByPlace(policy.name(fact)));
        }
    };
    let bill = case.bills.iter().find(|bill| Some(bill.position) == position);
    let program = program.and_then(|program| policy.get(program));
    Note {
        program: program.map(|program| program.id.as_str()),
        bill: position.and_then(|position| u32::try_from(position).ok()),
        ..Note::of(code, NoteText::Of(kind, policy, bill.map(|bill| bill.date)))
    }
}

/// What was made of the figures of a bill.
fn about_bill(bill: &Bill, notes: &mut Vec<Note<'_>>) {
    let of = u32::try_from(bill.position).ok();
    let mut tell = |is_so: bool, code, text| {
        if is_so {
            notes.push(Note { bill: of, ..Note::of(code, NoteText::OfBill(bill.date, text)) });
        }
    };
    tell(bill.missed > 0, "rounded", "的单据：各项加起来和总费用差一点，按总费用算");
    let beyond = bill.insured().zip(bill.in_scope).is_some_and(|(paid, scope)| paid.min() > scope.max());
    tell(beyond, "beyond-scope", "的单据：报销的比医保认的费用还多，超出的部分算在医保不认的费用里");
    tell(bill.paid_derived, "paid-derived", "的单据：没有写的那一项报销，是用总数减去别的数推算的");
    let is_open = bill.assistance_paid.exact().is_none();
    tell(is_open, "fund-not-parted", "的单据：基金支付里有多少是救助没有写，按几种可能算；问到了请填上");
    if let Some(count @ 2..) = bill.slips {
        notes.push(Note { bill: of, ..Note::of("slips", NoteText::Slips(bill.date, count)) });
    }
}

fn about_program<'a>(
    policy: &'a Policy,
    case: &Case,
    program: &'a Program,
    outcome: &ProgramOutcome<'a>,
    notes: &mut Vec<Note<'a>>,
) {
    let name = &program.name;
    if outcome.status == Status::NotEligible || outcome.replaced_by.is_some() {
        return;
    }
    let label = |parameter: Id<Parameter>| {
        let parameter = policy.get(parameter)?;
        Some((parameter.id.as_str(), parameter.label.as_str()))
    };
    let mut tell = |note: Note<'a>| notes.push(Note { program: Some(&program.id), ..note });
    for gap in &outcome.gaps {
        let label = if let Gap::Parameter(parameter) = gap { label(*parameter) } else { None };
        let text = NoteText::NotComputed(name, gap.clone(), label.map_or("", |(_, label)| label));
        tell(Note { parameter: label.map(|(id, _)| id), ..Note::of("not-computed", text) });
    }
    for &parameter in &outcome.parameters {
        let missing = matches!(parameter.among(&case.parameters), Some(GivenParameter::Missing));
        if missing && !outcome.gaps.contains(&Gap::Parameter(parameter)) {
            let (id, label) = label(parameter).unwrap_or_default();
            tell(Note {
                parameter: Some(id),
                ..Note::of("parameter-missing", NoteText::Missing(name, label))
            });
        }
    }
    for text in &outcome.remarks {
        tell(Note::of("remark", NoteText::Remark(name, text)));
    }
}

fn own_figures<'a>(policy: &'a Policy, case: &Case, assessed: &Assessment<'_>, notes: &mut Vec<Note<'a>>) {
    for (id, parameter) in policy.each::<Parameter>() {
        let own = matches!(id.among(&case.parameters), Some(GivenParameter::OfAnswers(_)));
        let uses = |outcome: &ProgramOutcome<'_>| outcome.parameters.contains(&id);
        if own && assessed.programs.iter().any(uses) {
            let note = Note::of("own-parameter", NoteText::Own(&parameter.label));
            notes.push(Note { parameter: Some(&parameter.id), ..note });
        }
    }
}

/// Whether some figure's text was seen by nobody.
fn has_unchecked(policy: &Policy, assessed: &Assessment<'_>) -> bool {
    let unchecked = |cited| {
        citation(policy, cited).is_some_and(|citation| citation.confidence == Confidence::Unchecked.id())
    };
    assessed.programs.iter().any(|outcome| outcome.steps.iter().any(|step| unchecked(step.citation)))
}
