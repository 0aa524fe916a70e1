//! 申请书：the letter of application, filled from the answers. What nobody told stays a blank to be written by
//! hand; nothing is invented.

mod applicant;
mod money;

use core::cell::RefCell;

use crate::assess::{self, ProgramOutcome, Status};
use crate::case::{Answers, Case, Completeness, Problem};
use crate::document::{Node, Reader};
use crate::explain::{self, Day, Outcome};
use crate::lean::joined;
use crate::money::Amount;
use crate::policy::{DiseaseSet, Policy, Program};
use crate::say::{Say, said, say};
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
/// ```
/// # #[cfg(feature = "cli")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use jiuzhu::policy::file::{Common, PackFile};
/// # let file = |name| std::fs::read_to_string(format!("{}/policies/{name}", env!("CARGO_MANIFEST_DIR")));
/// # let common = Common::read(("", &file("common/diseases.toml")?), ("", &file("common/facts.toml")?)).0;
/// # let policy = PackFile::read("", &file("beijing-2023.toml")?, &common).policy.ok_or("no pack")?;
/// use jiuzhu::{Answers, Outcome, document::Node, letter};
/// use serde_json::json;
///
/// let answers = Answers::from(json!({
///     "contract": 1, "as_of": "2026-05-20", "person": { "categories": ["subsistence-allowance"] }, "bills": [],
/// }));
/// let [program, applicant] = [json!("inpatient"), json!({ "name": "何某某" })].map(Node::from);
/// let Outcome::Ok(letter) = letter(&policy, &answers, &program, &applicant) else { panic!("each at its field") };
/// assert!(letter.paragraphs[0].starts_with("本人何某某，性别____，"), "what nobody told stays a blank");
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "cli"))]
/// # fn main() {}
/// ```
///
/// # Errors
/// [`Outcome::Problems`] of the answers, of the programme's id and of the applicant's fields, all at once.
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
            if problem.path.is_empty() { "program".into() } else { said!("applicant.", problem.path) };
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
    let outcome = policy.program(&program.id).and_then(|id| id.among(&assessed.programs));
    let wanted = program.letter.as_ref();
    let asked = wanted.map_or(program.name.as_str(), |letter| letter.request.as_str());
    let addressee = wanted.map_or(BLANK, |letter| letter.addressee.as_str());
    let mut paragraphs = vec![identity(case, applicant)];
    if applicant.told(Told::PatientName).is_some() {
        paragraphs.push(applicant.sentence(match applicant.told(Told::PatientDiedOn) {
            Some(_) => "患者{patient_name}是本人的{relation}，已于{patient_died_on}病故，由本人代为申请。",
            None => "患者{patient_name}是本人的{relation}，由本人代为申请。",
        }));
    }
    let together = applicant.told(Told::CoApplicantName).is_some();
    if together {
        let spouse = "共同申请人{co_applicant_name}，是本人的{co_applicant_relation}。";
        paragraphs.push(applicant.sentence(spouse));
    }
    paragraphs.push(illness(policy, case, applicant));
    money::costs(case, applicant, outcome.and_then(expected), &mut paragraphs);
    paragraphs.push(family(applicant));
    paragraphs.push(said!("由于上面的困难，现申请", asked, "，恳请审核批准。"));
    let mut closing: Vec<String> = ["特此申请。", "此致", "敬礼！"].map(Into::into).into();
    closing.push(said!("申请人", SIGNED, BLANK));
    if together {
        closing.push(said!("共同申请人", SIGNED, BLANK));
    }
    closing.push(applicant.sentence("联系电话：{phone}"));
    closing.push("________年____月____日".into());
    for signer in wanted.iter().flat_map(|letter| &letter.endorsements) {
        let is_person = signer.as_bytes().windows(6).any(|word| word == "签字".as_bytes());
        closing.push(said!(signer, "：", BLANK, if is_person { "" } else { "（盖章）" }));
    }
    // A pack marks the blank before the office by a short line; the name of a place is longer.
    let wider = if addressee.starts_with('_') { "________" } else { "" };
    LetterText {
        title: said!(asked, "申请书"),
        addressee: said!(wider, addressee, "："),
        paragraphs,
        closing,
        attachments: attachments(policy, program, outcome),
    }
}

/// Where somebody signs.
const SIGNED: &str = "（签字或按手印）：";

/// 申请人.
fn identity(case: &Case, applicant: &Applicant) -> String {
    let mut text = String::new();
    applicant.write("本人{name}，{sex}，{ethnicity}，{birth}出生，身份证号{id_number}，", &mut text);
    if applicant.told(Told::Occupation).is_some() {
        applicant.write("职业{occupation}，", &mut text);
    }
    applicant.write("住{address}，家里{household_size}口人", &mut text);
    let mut held = case.person.held_on(case.as_of);
    if let Some(always) = case.person.categories {
        held = held.or(always);
    }
    let mut held = held.names();
    held.retain(|name| *name != Category::General.name());
    if !held.is_empty() {
        say!(&mut text; "，属于", joined(held, "、"));
    }
    text.push('。');
    text
}

/// 病情.
fn illness(policy: &Policy, case: &Case, applicant: &Applicant) -> String {
    let who = if applicant.told(Told::PatientName).is_some() { "患者" } else { "本人" };
    let known = case.bills.iter().filter_map(|bill| bill.diagnoses);
    let illnesses = known.fold(case.person.diagnoses.unwrap_or_default(), DiseaseSet::and);
    let diseases = illnesses.places().filter_map(|place| policy.diseases.get(place));
    let illness = joined(diseases.map(|disease| &disease.name), "、");
    let mut text = said!(who);
    applicant.write("于{ill_since}患", &mut text);
    if illness.is_empty() {
        say!(&mut text; BLANK, "（病名）");
    } else {
        text.push_str(&illness);
    }
    applicant.write("，在{hospitals}治疗", &mut text);
    let mut days = String::new();
    let mut stays = 0_usize;
    let undated = applicant.told(Told::Undated).unwrap_or_default().as_bytes();
    for bill in case.bills.iter().filter(|bill| bill.care == Care::Inpatient) {
        say!(&mut days; if stays == 0 { "" } else { "、" });
        match undated.get(bill.position) {
            Some(b'?') => days.push_str("______年____月____日"),
            _ => say!(&mut days; Day(bill.date)),
        }
        stays += 1;
    }
    if stays > 0 {
        say!(&mut text; "，住院 ", stays, " 次，出院日期：", days);
    }
    text.push('。');
    if let Some(course) = applicant.told(Told::Course) {
        say!(&mut text; course.strip_suffix('。').unwrap_or(course), "。");
    }
    text
}

/// 家庭经济.
fn family(applicant: &Applicant) -> String {
    let mut text = applicant.sentence("家庭收入来源：{income}；欠债：{debts}。");
    if let Some(hardship) = applicant.told(Told::Hardship) {
        say!(&mut text; hardship.strip_suffix('。').unwrap_or(hardship), "。");
    }
    text
}

/// 附件, numbered as they are handed in.
fn attachments(policy: &Policy, program: &Program, outcome: Option<&ProgramOutcome<'_>>) -> Vec<String> {
    // A letter can be written before there is a bill: then every document of the programme may be wanted.
    let known = outcome.filter(|outcome| outcome.status != Status::NotEligible);
    let mut attachments: Vec<String> = Vec::new();
    for (place, wanted) in program.documents.iter().enumerate() {
        let is_wanted = known.is_none_or(|outcome| outcome.documents.contains(&place));
        let Some(document) = policy.get(wanted.document).filter(|_| is_wanted) else {
            continue;
        };
        let form = match document.form {
            DocumentForm::Original => "（原件）",
            DocumentForm::Copy => "（复印件）",
            DocumentForm::Either => "",
        };
        let mut text = said!(attachments.len() + 1, ". ", document.name, form);
        if let Some(copies) = document.copies {
            say!(&mut text; " ", copies, " 份");
        }
        attachments.push(text);
    }
    attachments
}

/// What can be said of the assistance asked for.
fn expected(outcome: &ProgramOutcome<'_>) -> Option<Amount> {
    (outcome.status == Status::Eligible && !outcome.amount.is_zero()).then_some(outcome.amount)
}
