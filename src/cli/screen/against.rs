//! 换个办法会怎样: the same lists under a second policy, or under other figures.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use super::super::exit::Failure;
use super::super::folder::Folder;
use super::output::{Part, beside};
use super::{ScreenOptions, everybody};
use crate::calendar::Date;
use crate::policy::Policy;
use crate::roster::compare::{Change, Comparison, Due, Whose, in_place_of};
use crate::roster::{Mapping, village};
use crate::screen::{CHANGE_HEADS, CHANGE_SUM_HEADS, Settled, change_line, change_sums, template};

/// What it is held against.
pub(super) struct Other {
    policy: Policy,
    mapping: Mapping,
    /// Whether only figures are other ones.
    is_same: bool,
}

impl Other {
    /// The policy of this id, with the figures that are given for it.
    pub fn of(
        options: &ScreenOptions,
        id: &str,
        (policy, mapping): (&Policy, &Mapping),
        as_of: Date,
    ) -> Result<Self, Failure> {
        let is_same = id == policy.id;
        let other = in_place_of(policy, Folder::policy(&options.policy.policies, id)?);
        let mut figures = mapping.clone();
        figures.parameters.retain(|id, _| other.parameters.iter().any(|parameter| parameter.id == *id));
        figures.parameters.extend(options.against_parameters.iter().cloned());
        // What is wrong with them is told before anything is computed.
        template(&other, &figures, as_of).map_err(|words| Failure::Usage(format!("{id}：{words}")))?;
        Ok(Self { policy: other, mapping: figures, is_same })
    }
}

pub(super) fn run(
    options: &ScreenOptions,
    Other { policy: other, mapping: figures, is_same }: &Other,
    (policy, mapping): (&Policy, &Mapping),
    as_of: Date,
    out: &Path,
) -> Result<(), Failure> {
    let was = |settled: &Settled<'_>| (Whose::of(&settled.person), Due::of(&settled.verdict));
    let before = everybody(options, policy, mapping, as_of, was)?;
    let is = |settled: &Settled<'_>| (settled.person.id, Due::of(&settled.verdict));
    let mut after: HashMap<_, _> = everybody(options, other, figures, as_of, is)?.into_iter().collect();

    let mut persons = Part::create(beside(out, "对比"), &CHANGE_HEADS)?;
    let mut comparison = Comparison::default();
    for (whose, was) in &before {
        let Some(is) = after.remove(&whose.id) else {
            comparison.one_sided += 1;
            continue;
        };
        let village = village(&whose.town, &whose.village, &mapping.folds.village);
        comparison.count(&village, &whose.identities, (policy, was), (other, &is));
        persons.write_line(&change_line(whose, (policy, was), (other, &is)))?;
    }
    comparison.one_sided += after.len() as u64;
    persons.finish()?;
    let mut sums = Part::create(beside(out, "对比汇总"), &CHANGE_SUM_HEADS)?;
    for row in change_sums(&comparison) {
        sums.write_line(&row)?;
    }
    sums.finish()?;
    tell(&comparison, other, *is_same, out)
}

fn tell(comparison: &Comparison, other: &Policy, is_same: bool, out: &Path) -> Result<(), Failure> {
    let mut told = std::io::stdout().lock();
    let all = &comparison.all;
    let what = if is_same { "换成别的数".to_owned() } else { format!("换成{}", other.title) };
    writeln!(told, "{what}：一共从 {} 变成 {}", all.before, all.after)?;
    writeln!(told, "  多领：{} 人，多 {}", all.of(Change::Gains), all.gained)?;
    writeln!(told, "  少领：{} 人，少 {}", all.of(Change::Loses), all.lost)?;
    writeln!(told, "  说不准（资料不够，或者政策没有写数）：{} 人", all.of(Change::Open))?;
    writeln!(told, "  一样：{} 人", all.of(Change::Same))?;
    if comparison.one_sided > 0 {
        writeln!(told, "  只按一份算得出来的：{} 人，没有比", comparison.one_sided)?;
    }
    let name = |what| beside(out, what).file_name().unwrap_or_default().to_string_lossy().into_owned();
    writeln!(told, "写在 {}、{}", name("对比"), name("对比汇总"))?;
    Ok(())
}
