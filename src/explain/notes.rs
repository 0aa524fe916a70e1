//! 提示：what the person should know beside the amounts.

use core::fmt::{self, Display};

use super::amounts::day;
use super::report::Note;
use crate::assess::{Assessment, Gap, NoteKind, ProgramOutcome, Status};
use crate::case::{Case, GivenParameter};
use crate::policy::{Policy, Program};
use crate::vocabulary::{Confidence, PolicyStatus};

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

impl Display for NoteText<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fixed(text) => out.write_str(text),
            Self::Remark(name, text) => write!(out, "“{name}”：{text}"),
            Self::ShownByPlace(label) => {
                write!(out, "您选了这个地方，“{label}”按“是”算；如果不是，有的项目就不能享受")
            }
            Self::Said(text) => out.write_str(text),
        }
    }
}

/// All notes, the ones about the whole policy first.
pub(super) fn notes<'a>(policy: &'a Policy, case: &Case, assessed: &Assessment<'a>) -> Vec<Note<'a>> {
    let mut notes = Vec::new();
    about_policy(policy, &mut notes);
    notes.extend(assessed.notes.iter().map(|kind| note(policy, case, *kind)));
    for (program, outcome) in policy.programs.iter().zip(&assessed.programs) {
        about_program(policy, program, outcome, &mut notes);
    }
    own_figures(policy, case, assessed, &mut notes);
    unchecked(policy, assessed, &mut notes);
    notes
}

fn about_policy(policy: &Policy, notes: &mut Vec<Note<'_>>) {
    if policy.status == PolicyStatus::Historical {
        notes.push(Note::new(
            "historical",
            NoteText::Fixed("这是过去的政策，只供了解；现在看病请换成现行政策"),
        ));
    }
    if policy.status == PolicyStatus::Framework {
        notes.push(Note::new(
            "framework",
            NoteText::Fixed("这是国家的框架规定，具体数字由各地定，请填本地标准"),
        ));
    }
    if policy.region_inferred {
        notes.push(Note::new(
            "region-inferred",
            NoteText::Fixed("原文没有写全地方和年份，标明“推断”的是推断出来的"),
        ));
    }
}

fn note<'a>(policy: &'a Policy, case: &Case, kind: NoteKind) -> Note<'a> {
    let bill = |position: usize| {
        let bill = case.bills.iter().find(|bill| bill.position == position);
        bill.map_or_else(String::new, |bill| format!("{}的单据", day(bill.date)))
    };
    let program = |place: usize| policy.programs.get(place).map_or("", |program| program.name.as_str());
    let (mut of_bill, mut of_program) = (None, None);
    let mut bill = |position: usize| {
        of_bill = u32::try_from(position).ok();
        bill(position)
    };
    let mut program = |place: usize| {
        of_program = policy.programs.get(place).map(|program| program.id.as_str());
        program(place)
    };
    let (code, text) = match kind {
        NoteKind::OtherYear(position) => {
            ("other-year", format!("{}不在同一个年度里，没有算进来；请单独再算一次", bill(position)))
        }
        NoteKind::OtherYearOf(position, place) => (
            "other-year",
            format!(
                "{}不在“{}”的同一个年度里，没有算进这一项；请单独再算一次",
                bill(position),
                program(place)
            ),
        ),
        NoteKind::ScopeDerived(position) => {
            ("scope-derived", format!("{}：医保认的费用是用总费用减去不认的部分推算的", bill(position)))
        }
        NoteKind::InsuranceDerived(position, place) => (
            "insurance-derived",
            format!(
                "{}没有写“{}”报了多少，是按规定推算的；有结算单请照单子填",
                bill(position),
                program(place)
            ),
        ),
        NoteKind::ReceivedExceeds(place) => (
            "received-exceeds",
            format!("“{}”今年已领的比填的单据能算出的多；如果还有单据没填，请补上", program(place)),
        ),
        NoteKind::DeadlinePassed(position, place) => (
            "deadline-passed",
            format!("{}申请“{}”的期限已过；请尽快问经办窗口还能不能补办", bill(position), program(place)),
        ),
        NoteKind::ShownByPlace(place) => {
            let label = policy.facts.get(place).map_or("", |fact| fact.label.as_str());
            return Note::new("assumed", NoteText::ShownByPlace(label));
        }
        NoteKind::CriticalTakenAsNone => {
            let text = NoteText::Fixed("没有填大病保险报销，按没有报算；如果报过，请填上");
            return Note::new("critical-taken-as-none", text);
        }
        NoteKind::NoRule(position) => (
            "no-rule",
            format!(
                "{}没有算进来：这套办法没有写那一天的规定；那天的办法要另找，钱还能不能报请问经办窗口",
                bill(position)
            ),
        ),
        NoteKind::Ended => {
            ("ended", "这套办法已经到期；到期以前看的病还按它算，现在还能不能办请问经办窗口".to_owned())
        }
        NoteKind::Rounded(position) => {
            ("rounded", format!("{}上的几个数加起来差不到一元，按总费用算", bill(position)))
        }
        NoteKind::OverScope(position) => (
            "insurance-over-scope",
            format!("{}上医保报的比医保认的费用还多；有的地方报得到目录外，照单子算", bill(position)),
        ),
        NoteKind::TooOpen => ("too-open", "还不知道的太多，现在说不出数；先弄清下面最要紧的几样".to_owned()),
        NoteKind::Stale => {
            ("stale", format!("这套办法上次核对是{}，请向当地核实有没有变", day(policy.checked_on)))
        }
    };
    Note { code, text: NoteText::Said(text), program: of_program, bill: of_bill, parameter: None }
}

impl<'a> Note<'a> {
    fn new(code: &'static str, text: NoteText<'a>) -> Self {
        Self { code, text, program: None, bill: None, parameter: None }
    }

    fn about(program: &'a Program, code: &'static str, text: NoteText<'a>) -> Self {
        Self { code, text, program: Some(&program.id), bill: None, parameter: None }
    }
}

fn about_program<'a>(
    policy: &'a Policy,
    program: &'a Program,
    outcome: &ProgramOutcome<'a>,
    notes: &mut Vec<Note<'a>>,
) {
    let name = &program.name;
    if outcome.status == Status::NotEligible || outcome.replaced_by.is_some() {
        return;
    }
    for gap in &outcome.gaps {
        let (text, parameter) = match gap {
            Gap::Parameter(place) => {
                let parameter = policy.parameters.get(usize::from(*place));
                let label = parameter.map_or("", |parameter| parameter.label.as_str());
                let text = format!("“{name}”算不出来：缺当地的“{label}”，请问医保局或民政局后填上");
                (text, parameter.map(|parameter| parameter.id.as_str()))
            }
            Gap::NotStated(text) => (format!("“{name}”算不出来：{text}"), None),
            Gap::NoCase => (format!("“{name}”算不出来：文件没有写这种情形的标准，请问经办窗口"), None),
        };
        let note = Note::about(program, "not-computed", NoteText::Said(text));
        notes.push(Note { parameter, ..note });
    }
    for &place in &outcome.figures {
        if outcome.gaps.contains(&Gap::Parameter(place)) {
            continue;
        }
        if let Some(parameter) = policy.parameters.get(usize::from(place)) {
            let text = format!("“{name}”还缺当地的“{}”，填上能算得更准", parameter.label);
            let note = Note::about(program, "parameter-missing", NoteText::Said(text));
            notes.push(Note { parameter: Some(&parameter.id), ..note });
        }
    }
    for text in &outcome.remarks {
        notes.push(Note::about(program, "remark", NoteText::Remark(name, text)));
    }
}

fn own_figures(policy: &Policy, case: &Case, assessed: &Assessment<'_>, notes: &mut Vec<Note<'_>>) {
    for (place, parameter) in policy.parameters.iter().enumerate() {
        let own = matches!(case.parameters.get(place), Some(GivenParameter::OfAnswers(_)));
        let used = assessed.programs.iter().flat_map(|outcome| &outcome.parameters);
        if own && used.into_iter().any(|&used| usize::from(used) == place) {
            notes.push(Note::new(
                "own-parameter",
                NoteText::Said(format!("“{}”按您填的本地标准算", parameter.label)),
            ));
        }
    }
}

/// Figures whose text nobody has seen are named as such.
fn unchecked(policy: &Policy, assessed: &Assessment<'_>, notes: &mut Vec<Note<'_>>) {
    let cited = assessed.programs.iter().flat_map(|outcome| &outcome.steps).filter_map(|step| step.citation);
    let unchecked = cited.filter_map(|place| policy.citations.get(usize::from(place))).any(|citation| {
        let source = policy.sources.get(usize::from(citation.source));
        citation.confidence.or(source.map(|source| source.confidence)) == Some(Confidence::Unchecked)
    });
    if unchecked {
        notes.push(Note::new("unchecked", NoteText::Fixed("有的数字未核对原文，请以当地文件为准")));
    }
}
