//! 提示：what the person should know beside the amounts.

use super::amounts::Day;
use super::report::Note;
use super::steps::citation;
use crate::assess::{Assessment, Gap, NoteKind, ProgramOutcome, Status};
use crate::case::{Case, GivenParameter};
use crate::policy::{Policy, Program};
use crate::say::{Say, said, say, shown};
use crate::vocabulary::{Confidence, Member, PolicyStatus};

/// 提示的话.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteText<'a> {
    /// The same in every result.
    Fixed(&'static str),
    /// What the policy wants to be told of the programme with this name.
    Remark(&'a str, &'a str),
    /// That what has this label is taken as so, because the place was chosen.
    ShownByPlace(&'a str),
    /// Something of this case.
    Said(String),
}

impl Say for NoteText<'_> {
    fn say(&self, text: &mut String) {
        match self {
            Self::Fixed(fixed) => text.push_str(fixed),
            Self::Remark(name, remark) => say!(text; "“", name, "”：", remark),
            Self::ShownByPlace(label) => {
                say!(text; "您选了这个地方，“", label, "”按“是”算；如果不是，有的项目就不能享受");
            }
            Self::Said(said) => text.push_str(said),
        }
    }
}

shown!(NoteText<'_>);

/// All notes, the ones about the whole policy first.
pub(super) fn notes<'a>(policy: &'a Policy, case: &Case, assessed: &Assessment<'a>) -> Vec<Note<'a>> {
    let mut notes = Vec::new();
    about_policy(policy, &mut notes);
    for kind in &assessed.notes {
        notes.push(note(policy, case, *kind));
    }
    for (program, outcome) in policy.programs.iter().zip(&assessed.programs) {
        about_program(policy, case, program, outcome, &mut notes);
    }
    own_figures(policy, case, assessed, &mut notes);
    if has_unchecked(policy, assessed) {
        let text = NoteText::Fixed("有的数字未核对原文，请以当地文件为准");
        notes.push(Note { code: "unchecked", text });
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
        notes.push(Note { code, text: NoteText::Fixed(text) });
    }
}

fn note<'a>(policy: &'a Policy, case: &Case, kind: NoteKind) -> Note<'a> {
    let bill = |position| BillOf(case, position);
    let program = |place: usize| policy.programs.get(place).map_or("", |program| program.name.as_str());
    let mut said = String::new();
    let text = &mut said;
    let code = match kind {
        NoteKind::OtherYear(position) => {
            say!(text; bill(position), "不在同一个年度里，没有算进来；请单独再算一次");
            "other-year"
        }
        NoteKind::OtherYearOf(position, place) => {
            say!(text; bill(position), "不在“", program(place), "”的同一个年度里，没有算进这一项；请单独再算一次");
            "other-year"
        }
        NoteKind::ScopeDerived(position) => {
            say!(text; bill(position), "：医保认的费用是用总费用减去不认的部分推算的");
            "scope-derived"
        }
        NoteKind::InsuranceDerived(position, place) => {
            say!(text; bill(position), "没有写“", program(place), "”报了多少，是按规定推算的；有结算单请照单子填");
            "insurance-derived"
        }
        NoteKind::ReceivedExceeds(place) => {
            say!(text; "“", program(place), "”今年已领的比填的单据能算出的多；如果还有单据没填，请补上");
            "received-exceeds"
        }
        NoteKind::DeadlinePassed(position, place) => {
            say!(text; bill(position), "申请“", program(place), "”的期限已过；请尽快问经办窗口还能不能补办");
            "deadline-passed"
        }
        NoteKind::ShownByPlace(place) => {
            let label = policy.facts.get(place).map_or("", |fact| fact.label.as_str());
            return Note { code: "assumed", text: NoteText::ShownByPlace(label) };
        }
        NoteKind::CriticalTakenAsNone => {
            let text = NoteText::Fixed("没有填大病保险报销，按没有报算；如果报过，请填上");
            return Note { code: "critical-taken-as-none", text };
        }
        NoteKind::Stale => {
            say!(text; "这套办法上次核对是", Day(policy.checked_on), "，请向当地核实有没有变");
            "stale"
        }
    };
    Note { code, text: NoteText::Said(said) }
}

/// The bill at this position of a case, by its day.
struct BillOf<'c>(&'c Case, usize);

impl Say for BillOf<'_> {
    fn say(&self, text: &mut String) {
        if let Some(bill) = self.0.bills.iter().find(|bill| bill.position == self.1) {
            say!(text; Day(bill.date), "的单据");
        }
    }
}

fn about_program<'a>(
    policy: &Policy,
    case: &Case,
    program: &'a Program,
    outcome: &ProgramOutcome<'a>,
    notes: &mut Vec<Note<'a>>,
) {
    let name = &program.name;
    if outcome.status == Status::NotEligible || outcome.replaced_by.is_some() {
        return;
    }
    let label = |place: u16| {
        policy.parameters.get(usize::from(place)).map_or("", |parameter| parameter.label.as_str())
    };
    for gap in &outcome.gaps {
        let mut text = said!("“", name, "”算不出来：");
        match gap {
            Gap::Parameter(place) => {
                say!(&mut text; "缺当地的“", label(*place), "”，请问医保局或民政局后填上");
            }
            Gap::NotStated(why) => text.push_str(why),
            Gap::NoCase => text.push_str("文件没有写这种情形的标准，请问经办窗口"),
        }
        notes.push(Note { code: "not-computed", text: NoteText::Said(text) });
    }
    for &place in &outcome.parameters {
        let missing = matches!(case.parameters.get(usize::from(place)), Some(GivenParameter::Missing));
        if missing && !outcome.gaps.contains(&Gap::Parameter(place)) {
            let text = said!("“", name, "”还缺当地的“", label(place), "”，填上能算得更准");
            notes.push(Note { code: "parameter-missing", text: NoteText::Said(text) });
        }
    }
    for text in &outcome.remarks {
        notes.push(Note { code: "remark", text: NoteText::Remark(name, text) });
    }
}

fn own_figures(policy: &Policy, case: &Case, assessed: &Assessment<'_>, notes: &mut Vec<Note<'_>>) {
    for (place, parameter) in policy.parameters.iter().enumerate() {
        let own = matches!(case.parameters.get(place), Some(GivenParameter::OfAnswers(_)));
        let uses =
            |outcome: &ProgramOutcome<'_>| outcome.parameters.iter().any(|&used| usize::from(used) == place);
        if own && assessed.programs.iter().any(uses) {
            let text = said!("“", parameter.label, "”按您填的本地标准算");
            notes.push(Note { code: "own-parameter", text: NoteText::Said(text) });
        }
    }
}

/// Whether some figure's text was seen by nobody.
fn has_unchecked(policy: &Policy, assessed: &Assessment<'_>) -> bool {
    let unchecked = |place: Option<u16>| {
        citation(policy, place).is_some_and(|citation| citation.confidence == Confidence::Unchecked.id())
    };
    assessed.programs.iter().any(|outcome| outcome.steps.iter().any(|step| unchecked(step.citation)))
}
