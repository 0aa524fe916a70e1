//! 政策包工作台: from a step of a result back to what of the text makes it.
#![cfg(feature = "cli")]

use jiuzhu::Answers;
use jiuzhu::check;
use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::origins;

use crate::support;
use crate::workbench::{cells, form, pack, packs};

/// Each step of a programme with what makes it, and its article.
fn told(id: &str, program: &str, answers: serde_json::Value) -> Vec<(String, String)> {
    let text = pack(id);
    let read = support::packs(&format!("{id}.toml"), &support::common());
    let policy = read.last().and_then(|pack| pack.policy.as_ref()).expect("sound");
    let policy = check::as_loaded(policy).expect("a pack");
    let shown = form(&text).expect("TOML");
    let found = origins(&shown, &policy, &Answers::from(answers));
    let program = found.iter().find(|found| found.program == program).expect("the programme");
    let made = |place: &str| {
        let cell = cells(&shown).into_iter().find(|cell| cell.place == place);
        cell.map(|cell| format!("{place} {}", cell.text)).unwrap_or_default()
    };
    program.steps.iter().map(|step| (made(&step.made), step.article.clone())).collect()
}

fn answers(category: &str, total: &str) -> serde_json::Value {
    serde_json::json!({
        "contract": 1, "as_of": "2026-06-30",
        "person": { "categories": [category], "insurance": "resident" },
        "bills": [{ "date": "2026-03-15", "care": "inpatient", "place": "local", "total": total, "in_scope": total,
                    "basic_paid": "0", "critical_paid": "0" }],
    })
}

#[test]
fn each_step_leads_to_the_figure_of_the_row_that_was_taken() {
    let check = |category: &str, total: &str, expected: &[&str]| {
        let found = told("zibo-2025", "assistance", answers(category, total));
        let made = found.iter().map(|(made, _)| made.as_str()).filter(|made| made.contains(".ways."));
        assert_eq!(made.collect::<Vec<_>>(), expected, "{found:?}");
        assert!(found.iter().all(|(made, article)| made.is_empty() || !article.is_empty()), "{found:?}");
    };
    check(
        "subsistence-margin",
        "23000",
        &[
            "programs.1.ways.1.steps.0.at 3000",
            "programs.1.ways.1.steps.1.value 50%",
            "programs.1.ways.1.steps.2.value 20000",
        ],
    );
    let first = ["programs.1.ways.0.steps.0.value 75%", "programs.1.ways.0.steps.1.value 30000"];
    check("subsistence-allowance", "50000", &first);
}

/// By the worked cases of every pack: whatever a figure was used for leads into its own programme.
#[test]
fn no_step_of_any_worked_case_leads_astray() {
    let (mut steps, mut lost) = (0_usize, Vec::new());
    for (name, text) in packs() {
        let read = PackFile::read_all(name, text, &support::common(), &|_| None);
        let [pack] = read.as_slice() else { continue };
        let Some(Ok(policy)) = pack.policy.as_ref().map(check::as_loaded) else { continue };
        let shown = form(text).expect("TOML");
        for case in pack.cases.iter().step_by(5) {
            for program in origins(&shown, &policy, &Answers::from(case.answers.clone())) {
                let place = shown.programs.iter().find(|other| other.id == program.program);
                let inside = place.map(|found| format!("{}.", found.place)).unwrap_or_default();
                for step in &program.steps {
                    steps += 1;
                    assert!(step.made.is_empty() || step.made.starts_with(&inside), "{name}: {step:?}");
                    if step.made.is_empty() && step.cited.is_empty() && !step.article.is_empty() {
                        lost.push(format!("{name} {}: {}", case.name, step.text));
                    }
                }
            }
        }
    }
    println!("{steps} steps, {} lost", lost.len());
    assert!(steps > 2_000, "{steps}");
    assert_eq!(lost, Vec::<String>::new());
}
