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
        about_program(policy, case, program, outcome, &mut notes);
    }
    own_figures(policy, case, assessed, &mut notes);
    unchecked(policy, assessed, &mut notes);
    notes
}

fn about_policy(policy: &Policy, notes: &mut Vec<Note<'_>>) {
    if policy.status == PolicyStatus::Historical {
        notes.push(Note {
            code: "historical",
            text: NoteText::Fixed("这是过去的政策，只供了解；现在看病请换成现行政策"),
        });
    }
    if policy.status == PolicyStatus::Framework {
        notes.push(Note {
            code: "framework",
            text: NoteText::Fixed("这是国家的框架规定，具体数字由各地定，请填本地标准"),
        });
    }
    if policy.region_inferred {
        notes.push(Note {
            code: "region-inferred",
            text: NoteText::Fixed("原文没有写全地方和年份，标明“推断”的是推断出来的"),
        });
    }
}

fn note<'a>(policy: &'a Policy, case: &Case, kind: NoteKind) -> Note<'a> {
    let bill = |position: usize| {
        let bill = case.bills.iter().find(|bill| bill.position == position);
        bill.map_or_else(String::new, |bill| format!("{}的单据", day(bill.date)))
    };
    let program = |place: usize| policy.programs.get(place).map_or("", |program| program.name.as_str());
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
            return Note { code: "assumed", text: NoteText::ShownByPlace(label) };
        }
        NoteKind::CriticalTakenAsNone => {
            let text = NoteText::Fixed("没有填大病保险报销，按没有报算；如果报过，请填上");
            return Note { code: "critical-taken-as-none", text };
        }
        NoteKind::Stale => {
            ("stale", format!("这套办法上次核对是{}，请向当地核实有没有变", day(policy.checked_on)))
        }
    };
    Note { code, text: NoteText::Said(text) }
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
    for gap in &outcome.gaps {
        let text = match gap {
            Gap::Parameter(place) => {
                let label = policy
                    .parameters
                    .get(usize::from(*place))
                    .map_or("", |parameter| parameter.label.as_str());
                format!("“{name}”算不出来：缺当地的“{label}”，请问医保局或民政局后填上")
            }
            Gap::NotStated(text) => format!("“{name}”算不出来：{text}"),
            Gap::NoCase => format!("“{name}”算不出来：文件没有写这种情形的标准，请问经办窗口"),
        };
        notes.push(Note { code: "not-computed", text: NoteText::Said(text) });
    }
    let label = |place: u16| {
        policy.parameters.get(usize::from(place)).map_or("", |parameter| parameter.label.as_str())
    };
    for &place in &outcome.parameters {
        let missing = matches!(case.parameters.get(usize::from(place)), Some(GivenParameter::Missing));
        if missing && !outcome.gaps.contains(&Gap::Parameter(place)) {
            let text = format!("“{name}”还缺当地的“{}”，填上能算得更准", label(place));
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
        let used = assessed.programs.iter().flat_map(|outcome| &outcome.parameters);
        if own && used.into_iter().any(|&used| usize::from(used) == place) {
            notes.push(Note {
                code: "own-parameter",
                text: NoteText::Said(format!("“{}”按您填的本地标准算", parameter.label)),
            });
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
        notes.push(Note {
            code: "unchecked", text: NoteText::Fixed("有的数字未核对原文，请以当地文件为准")
        });
    }
}
