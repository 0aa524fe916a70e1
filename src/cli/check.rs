//! 检查：everything that can be wrong with packs, told at once.

use std::io::Write;

use super::arguments::CheckOptions;
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded};
use super::{boundary, coverage, worked};
use crate::policy::Policy;
use crate::policy::file::{Diagnostic, PackFile, Severity};

pub(super) fn check(options: &CheckOptions) -> Result<Exit, Failure> {
    let mut report = Report::default();
    for path in &options.paths {
        report.add(Folder::read_with(path, options.common.as_deref())?, options)?;
    }
    let mut out = std::io::stdout().lock();
    for diagnostic in &report.diagnostics {
        writeln!(out, "{diagnostic}")?;
    }
    for line in &report.uncovered {
        writeln!(out, "{line}")?;
    }
    let count =
        |severity| report.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let Report { packs, cases, boundaries, .. } = report;
    write!(out, "{packs} 个政策包，{cases} 个例子，{boundaries} 组边界：{errors} 个错误，{warnings} 个警告")?;
    if options.coverage {
        write!(out, "，{} 处没有例子走到", report.uncovered.len())?;
    }
    writeln!(out)?;
    let fine = report.diagnostics.is_empty() && report.uncovered.is_empty();
    Ok(if fine { Exit::Fine } else { Exit::Problems })
}

/// What comes out otherwise than it should where a pack computes, and how many boundaries were tried.
pub(super) fn computed(pack: &PackFile, policy: &Policy) -> (usize, Vec<Diagnostic>) {
    let mut found = worked::run(pack, policy);
    let (tried, broken) = boundary::run(pack, policy);
    found.extend(broken);
    (tried, found)
}

#[derive(Default)]
struct Report {
    packs: usize,
    cases: usize,
    boundaries: usize,
    diagnostics: Vec<Diagnostic>,
    uncovered: Vec<String>,
}

impl Report {
    fn add(&mut self, folder: Folder, options: &CheckOptions) -> Result<(), Failure> {
        self.packs += folder.packs.len();
        let mut found = folder.diagnostics;
        let mut loaded = Vec::new();
        for pack in &folder.packs {
            let Some(policy) = &pack.policy else { continue };
            let policy = as_loaded(policy)?;
            self.cases += pack.cases.len();
            let (tried, broken) = computed(pack, &policy);
            self.boundaries += tried;
            found.extend(broken);
            loaded.push((pack, policy));
        }
        if options.coverage {
            self.uncovered.extend(coverage::of_all(&loaded));
        }
        found.sort_by(|one, other| {
            (&one.file, one.line, one.column).cmp(&(&other.file, other.line, other.column))
        });
        self.diagnostics.append(&mut found);
        Ok(())
    }
}
