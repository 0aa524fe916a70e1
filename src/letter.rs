//! 申请书：the letter of application, filled from the answers. What nobody told stays a blank to be written by
//! hand; nothing is invented.

mod applicant;
mod money;

use core::cell::RefCell;

use crate::assess::{self, ProgramOutcome, Status};
use crate::case::{Answers, Case, Completeness, Problem};
use crate::document::{Node, Reader};
use crate::explain::{self, Outcome};
use crate::lean::{Gather, joined};
use crate::money::Amount;
use crate::policy::{DiseaseSet, Policy, Program};
use crate::shape::shapes;
use crate::vocabulary::{Care, Category, DocumentForm, Member, Told};

use applicant::{Applicant, BLANK};

/// 申请书, paragraph by paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterText {
    /// 标题.
    pub title: String,
    /// 称谓：受理机关.
    pub addressee: String,
    /// 正文.
    pub paragraphs: Vec<String>,
    /// 结语、签名、日期和要盖的章.
    pub closing: Vec<String>,
    /// 附件.
    pub attachments: Vec<String>,
}

shapes! {
    LetterText { title, addressee, paragraphs, closing, attachments }
}

/// The letter for the programme whose id is `program`, with what is known of the applicant.
///
/// The applicant's fields are texts: `name`, `sex`, `ethnicity`, `birth`, `id_number`, `address`, `phone`,
/// `household_size`, `occupation`; of the patient, where it is another: `patient_name`, `relation`,
/// `patient_died_on`; `co_applicant_name`, `co_applicant_relation`; of the illness: `ill_since`, `hospitals`,
/// `course`, `monthly_cost`; of the family: `income`, `debts`, `hardship`; `approximate` (是), where the amounts are
/// only remembered; and `undated`, one sign for each bill in the order of the answers, `?` where its day is not known
/// and so left blank.
///
/// # Errors
/// The problems of the answers, of the programme's id and of the applicant's fields, all at once.
#[must_use]
pub fn letter(policy: &Policy, answers: &Answers, program: &Node, applicant: &Node) -> Outcome<LetterText> {
    let faults = RefCell::new(Vec::new());
    let ids = policy.programs.iter().map(|program| program.id.as_str());
    let program = Reader::new(program, &faults).id_of(ids).and_then(|place| policy.programs.get(place));
    let applicant = Applicant::read(Reader::new(applicant, &faults));
    let mut problems = Vec::new();
    let case = answers.check(policy, Completeness::Whole).map_err(|found| problems.extend(found)).ok();
    problems.extend(faults.into_inner().into_iter().map(|fault| {
        let mut problem = Problem::from(fault);
        problem.path =
            if problem.path.is_empty() { "program".into() } else { format!("applicant.{}", problem.path) };
        problem
    }));
    match (program, applicant, case) {
        (Some(program), Some(applicant), Some(case)) if problems.is_empty() => {
            Outcome::Ok(write(policy, &case, program, &applicant))
        }
        _ => explain::refused(policy, &problems),
    }
}

fn write(policy: &Policy, case: &Case, program: &Program, applicant: &Applicant) -> LetterText {
    let assessed = assess::assess(policy, case);
    let outcome = policy.program(&program.id).and_then(|place| assessed.programs.get(place));
    let asked = program.letter.as_ref().map_or(program.name.as_str(), |letter| letter.request.as_str());
    let addressee = program.letter.as_ref().map_or(BLANK, |letter| letter.addressee.as_str());
    let mut paragraphs = vec![identity(case, applicant)];
    paragraphs.extend(patient(applicant));
    paragraphs.extend(co_applicant(applicant));
    paragraphs.push(illness(policy, case, applicant));
    paragraphs.extend(money::costs(case, applicant, outcome.and_then(expected)));
    paragraphs.push(family(applicant));
    paragraphs.push(format!("由于上面的困难，现申请{asked}，恳请审核批准。"));
    let mut closing: Vec<String> = ["特此申请。", "此致", "敬礼！"].map(Into::into).into();
    closing.push(format!("申请人（签字或按手印）：{BLANK}"));
    if applicant.told(Told::CoApplicantName).is_some() {
        closing.push(format!("共同申请人（签字或按手印）：{BLANK}"));
    }
    closing.push(format!("联系电话：{}", applicant.or_blank(Told::Phone)));
    closing.push("________年____月____日".into());
    if let Some(letter) = &program.letter {
        let signed = |wanted: &String| {
            if wanted.as_bytes().windows(6).any(|word| word == "签字".as_bytes()) {
                format!("{wanted}：{BLANK}")
            } else {
                format!("{wanted}：{BLANK}（盖章）")
            }
        };
        closing.extend(letter.endorsements.iter().map(signed));
    }
    // A pack marks the blank before the office by a short line; the name of a place is longer.
    let wider = if addressee.starts_with('_') { "________" } else { "" };
    LetterText {
        title: format!("{asked}申请书"),
        addressee: format!("{wider}{addressee}："),
        paragraphs,
        closing,
        attachments: attachments(policy, program, outcome),
    }
}

/// 申请人.
fn identity(case: &Case, applicant: &Applicant) -> String {
    let mut parts = vec![format!(
        "本人{}，{}，{}，{}出生，身份证号{}，",
        applicant.or_blank(Told::Name),
        applicant.or_blank(Told::Sex),
        applicant.or_blank(Told::Ethnicity),
        applicant.or_blank(Told::Birth),
        applicant.or_blank(Told::IdNumber),
    )];
    if let Some(occupation) = applicant.told(Told::Occupation) {
        parts.push(format!("职业{occupation}，"));
    }
    parts.push(format!(
        "住{}，家里{}口人",
        applicant.or_blank(Told::Address),
        applicant.or_blank(Told::HouseholdSize)
    ));
    let held: Vec<&str> = case
        .person
        .categories
        .iter()
        .flat_map(|held| held.words())
        .filter(|&category| category != Category::General)
        .map(Member::name)
        .gather();
    if held.is_empty() {
        parts.push("。".into());
    } else {
        parts.push(format!("，属于{}。", joined(&held, "、")));
    }
    joined(&parts, "")
}

/// 患者, where the applicant is another.
fn patient(applicant: &Applicant) -> Option<String> {
    let name = applicant.told(Told::PatientName)?;
    let relation = applicant.or_blank(Told::Relation);
    Some(match applicant.told(Told::PatientDiedOn) {
        Some(day) => format!("患者{name}是本人的{relation}，已于{day}病故，由本人代为申请。"),
        None => format!("患者{name}是本人的{relation}，由本人代为申请。"),
    })
}

fn co_applicant(applicant: &Applicant) -> Option<String> {
    let name = applicant.told(Told::CoApplicantName)?;
    let relation = applicant.or_blank(Told::CoApplicantRelation);
    Some(format!("共同申请人{name}，是本人的{relation}。"))
}

/// 病情.
fn illness(policy: &Policy, case: &Case, applicant: &Applicant) -> String {
    let who = if applicant.told(Told::PatientName).is_some() { "患者" } else { "本人" };
    let known = case.bills.iter().filter_map(|bill| bill.diagnoses);
    let illnesses = known.fold(case.person.diagnoses.unwrap_or_default(), DiseaseSet::and);
    let names: Vec<&str> = illnesses
        .places()
        .filter_map(|place| policy.diseases.get(place))
        .map(|disease| disease.name.as_str())
        .gather();
    let illness = if names.is_empty() { format!("{BLANK}（病名）") } else { joined(&names, "、") };
    let mut parts = vec![format!(
        "{who}于{}患{illness}，在{}治疗",
        applicant.or_blank(Told::IllSince),
        applicant.or_blank(Told::Hospitals)
    )];
    let undated = applicant.told(Told::Undated).unwrap_or_default().as_bytes();
    let stays: Vec<String> = case
        .bills
        .iter()
        .filter(|bill| bill.care == Care::Inpatient)
        .map(|bill| match undated.get(bill.position) {
            Some(b'?') => "______年____月____日".into(),
            _ => format!("{}年{}月{}日", bill.date.year(), bill.date.month(), bill.date.day()),
        })
        .gather();
    if !stays.is_empty() {
        parts.push(format!("，住院 {} 次，出院日期：{}", stays.len(), joined(&stays, "、")));
    }
    parts.push("。".into());
    if let Some(course) = applicant.told(Told::Course) {
        parts.push(course.strip_suffix('。').unwrap_or(course).into());
        parts.push("。".into());
    }
    joined(&parts, "")
}

/// 家庭经济.
fn family(applicant: &Applicant) -> String {
    let mut text = format!(
        "家庭收入来源：{}；欠债：{}。",
        applicant.or_blank(Told::Income),
        applicant.or_blank(Told::Debts)
    );
    if let Some(hardship) = applicant.told(Told::Hardship) {
        text.push_str(hardship.strip_suffix('。').unwrap_or(hardship));
        text.push('。');
    }
    text
}

/// 附件, numbered as they are handed in.
fn attachments(policy: &Policy, program: &Program, outcome: Option<&ProgramOutcome<'_>>) -> Vec<String> {
    // A letter can be written before there is a bill: then every document of the programme may be wanted.
    let known = outcome.filter(|outcome| outcome.status != Status::NotEligible);
    let is_wanted = |place: &usize| known.is_none_or(|outcome| outcome.documents.contains(place));
    let wanted = program.documents.iter().enumerate().filter(|(place, _)| is_wanted(place));
    let documents = wanted.filter_map(|(_, wanted)| policy.documents.get(usize::from(wanted.document)));
    documents
        .enumerate()
        .map(|(at, document)| {
            let form = match document.form {
                DocumentForm::Original => "（原件）",
                DocumentForm::Copy => "（复印件）",
                DocumentForm::Either => "",
            };
            let copies = document.copies.map(|copies| format!(" {copies} 份")).unwrap_or_default();
            format!("{}. {}{form}{copies}", at + 1, document.name)
        })
        .gather()
}

/// What can be said of the assistance asked for.
fn expected(outcome: &ProgramOutcome<'_>) -> Option<Amount> {
    (outcome.status == Status::Eligible && !outcome.amount.is_zero()).then_some(outcome.amount)
}
