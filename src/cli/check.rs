//! 检查：everything that can be wrong with packs, told at once.

use std::io::Write;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::arguments::CheckOptions;
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded};
use crate::check::{Uncovered, below_floors, computed, uncovered};
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
    for uncovered in &report.uncovered {
        writeln!(out, "{uncovered}")?;
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
    uncovered: Vec<Uncovered>,
}

impl Report {
    fn add(&mut self, folder: Folder, options: &CheckOptions) -> Result<(), Failure> {
        self.packs += folder.packs.len();
        let mut found = folder.diagnostics;
        let read = folder.packs.iter().filter_map(|pack| Some((pack, pack.policy.as_ref()?)));
        let loaded = read.map(|(pack, policy)| Ok((pack, as_loaded(policy)?)));
        let loaded: Vec<(&PackFile, Policy)> = loaded.collect::<Result<_, Failure>>()?;
        let tried = of_each(&loaded, |(pack, policy)| {
            let uncovered =
                if options.coverage { uncovered(pack, policy, &folder.common) } else { Vec::new() };
            (computed(pack, policy), below_floors(pack, policy, &folder.floors), uncovered)
        });
        for ((pack, _), (computed, below, uncovered)) in loaded.iter().zip(tried) {
            self.cases += pack.cases.len();
            self.boundaries += computed.boundaries;
            found.extend(computed.diagnostics);
            found.extend(below);
            self.uncovered.extend(uncovered);
        }
        found.sort_by(|one, other| {
            (&one.file, one.line, one.column).cmp(&(&other.file, other.line, other.column))
        });
        self.diagnostics.append(&mut found);
        Ok(())
    }
}

/// What comes of each, in their order. As many are worked on together as the machine has processors.
fn of_each<T: Sync, R: Send>(items: &[T], of_one: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some((place, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|place| Some((place, items.get(place)?)))
        {
            done.push((place, of_one(item)));
        }
        done
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..workers).map(|_| scope.spawn(work)).collect();
        let own = work();
        others.into_iter().filter_map(|other| other.join().ok()).flatten().chain(own).collect()
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}
