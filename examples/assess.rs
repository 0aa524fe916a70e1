//! 一份政策包、一份填报内容，算出能得到多少：the whole way through the library on one page.
//!
//! ```sh
//! cargo run --features cli --example assess -- policies/beijing-2023.toml examples/case.json
//! ```

use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use jiuzhu::explain::AmountRange;
use jiuzhu::money::Amount;
use jiuzhu::policy::file::{Common, PackFile};
use jiuzhu::{Answers, Assessment, Outcome, Policy, assess, questions};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [pack, case] = arguments.as_slice() else {
        return Err("请写一个政策包文件和一个填报内容文件".into());
    };
    run(Path::new(pack), Path::new(case), &mut io::stdout().lock())
}

/// Reads the two files, and writes what can be received.
///
/// # Errors
///
/// A file that cannot be read, a pack that is wrong, answers with problems: each with all that is wrong.
pub fn run(pack: &Path, case: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    match tell(pack, case, out) {
        // Whoever reads, such as `head`, has seen enough.
        Err(error) if error.downcast_ref().is_some_and(is_gone) => Ok(()),
        told => told,
    }
}

fn is_gone(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn tell(pack: &Path, case: &Path, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let policy = policy(pack)?;
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(case)?)?;
    let answers = Answers::from(json);
    match assess(&policy, &answers) {
        Outcome::Ok(assessment) => write(&assessment, out)?,
        // Every problem at once, each at its field.
        Outcome::Problems(problems) => {
            let lines = problems.iter().map(|problem| format!("\n{problem}"));
            return Err(lines.collect::<String>().into());
        }
    }
    // What to ask next, most telling first.
    if let Outcome::Ok(questions) = questions(&policy, &answers)
        && let Some(question) = questions.first()
    {
        writeln!(out, "再问一句就更准：{}", question.text)?;
    }
    Ok(())
}

/// The rules of one place, with the illnesses and questions that all packs of the folder share.
fn policy(file: &Path) -> Result<Policy, Box<dyn Error>> {
    let shared = |name: &str| fs::read_to_string(file.with_file_name("common").join(name));
    let (diseases, facts) = (shared("diseases.toml")?, shared("facts.toml")?);
    let (common, _) = Common::read(("diseases.toml", &diseases), ("facts.toml", &facts));
    let pack = PackFile::read(&file.display().to_string(), &fs::read_to_string(file)?, &common);
    let diagnostics = pack.diagnostics.iter().map(|diagnostic| format!("\n{diagnostic}"));
    pack.policy.ok_or_else(|| diagnostics.collect::<String>().into())
}

/// The sum, then each programme that may pay, with the arithmetic of what it pays.
fn write(assessment: &Assessment<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}：能得到 {}", assessment.policy.title, amount(assessment.total))?;
    for program in assessment.programs.iter().filter(|program| program.status != "not-eligible") {
        writeln!(out, "  {}：{}", program.name, amount(program.amount))?;
        for step in &program.steps {
            writeln!(out, "    {}", step.text)?;
        }
    }
    Ok(())
}

fn amount(range: AmountRange) -> impl Display {
    Amount::between(range.min, range.max)
}
