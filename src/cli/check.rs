//! 检查：everything that can be wrong with packs, told at once.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::arguments::CheckOptions;
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded};
use crate::check::{computed, uncovered};
use crate::policy::Policy;
use crate::policy::file::{Common, Diagnostic, PackFile, Severity};

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
            let computed = computed(pack, &policy);
            self.boundaries += computed.boundaries;
            found.extend(computed.diagnostics);
            loaded.push((pack, policy));
        }
        if options.coverage {
            self.uncovered.extend(uncovered_in(&loaded, &folder.common));
        }
        found.sort_by(|one, other| {
            (&one.file, one.line, one.column).cmp(&(&other.file, other.line, other.column))
        });
        self.diagnostics.append(&mut found);
        Ok(())
    }
}

/// One line for each thing that no case exercises, pack after pack. As many packs are looked at together as the machine
/// has processors.
fn uncovered_in(packs: &[(&PackFile, Policy)], common: &Common) -> Vec<String> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        while let Some((place, (pack, policy))) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|place| Some((place, packs.get(place)?)))
        {
            found.push((place, uncovered(pack, policy, common)));
        }
        found
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut found: Vec<(usize, Vec<String>)> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let own = work();
        others.into_iter().filter_map(|other| other.join().ok()).flatten().chain(own).collect()
    });
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().flat_map(|(_, lines)| lines).collect()
}
