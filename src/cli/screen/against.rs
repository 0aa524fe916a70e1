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
use crate::roster::compare::{Change, Comparison, Due, Effect, in_place_of};
use crate::roster::{Mapping, wording};
use crate::say::{Say, said};
use crate::screen::{Settled, template};

/// The heads of a person's line.
const HEADS: [&str; 14] = [
    "变化",
    "姓名",
    "身份证号",
    "镇街",
    "村（社区）",
    "身份",
    "现在最少",
    "现在最多",
    "换了最少",
    "换了最多",
    "相差最少",
    "相差最多",
    "现在的项目",
    "换了的项目",
];

/// The heads of the sums.
const SUM_HEADS: [&str; 14] = [
    "按什么",
    "哪一个",
    "多领",
    "少领",
    "说不准",
    "一样",
    "现在一共最少",
    "现在一共最多",
    "换了一共最少",
    "换了一共最多",
    "多领的钱最少",
    "多领的钱最多",
    "少领的钱最少",
    "少领的钱最多",
];

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
    let due = |settled: &Settled<'_>| Due::of(&settled.person, &settled.verdict);
    let before = everybody(options, policy, mapping, as_of, due)?;
    let after = everybody(options, other, figures, as_of, due)?;
    let mut after: HashMap<_, _> = after.into_iter().map(|due| (due.id, due)).collect();

    let mut persons = Part::create(beside(out, "对比"), &HEADS)?;
    let mut comparison = Comparison::default();
    for was in &before {
        let Some(is) = after.remove(&was.id) else {
            comparison.one_sided += 1;
            continue;
        };
        comparison.count(&mapping.folds.village, (policy, was), (other, &is));
        persons.write_line(&line((policy, was), (other, &is)))?;
    }
    comparison.one_sided += after.len() as u64;
    persons.finish()?;
    let mut sums = Part::create(beside(out, "对比汇总"), &SUM_HEADS)?;
    for row in rows(&comparison) {
        sums.write_line(&row)?;
    }
    sums.finish()?;
    tell(&comparison, other, *is_same, out)
}

fn line((policy, was): (&Policy, &Due), (other, is): (&Policy, &Due)) -> Vec<String> {
    vec![
        Change::of(was, is).name().to_owned(),
        was.name.to_string(),
        was.id.to_string(),
        was.town.to_string(),
        was.village.to_string(),
        was.identities.join("、"),
        said!(was.due.min()),
        said!(was.due.max()),
        said!(is.due.min()),
        said!(is.due.max()),
        wording::signed(is.due.min(), was.due.max()),
        wording::signed(is.due.max(), was.due.min()),
        wording::paying(policy, &was.programs),
        wording::paying(other, &is.programs),
    ]
}

fn rows(comparison: &Comparison) -> Vec<Vec<String>> {
    let mut rows = vec![row("全部", "全部", &comparison.all)];
    rows.extend(comparison.villages.iter().map(|(name, effect)| row("村", name, effect)));
    rows.extend(comparison.identities.iter().map(|(name, effect)| row("身份", name, effect)));
    rows.extend(comparison.programs.iter().map(|(name, effect)| row("项目", name, effect)));
    rows
}

fn row(by: &str, name: &str, effect: &Effect) -> Vec<String> {
    let mut row = vec![by.to_owned(), name.to_owned()];
    row.extend(Change::ALL.iter().map(|change| effect.of(*change).to_string()));
    for amount in [effect.before, effect.after, effect.gained, effect.lost] {
        row.push(said!(amount.min()));
        row.push(said!(amount.max()));
    }
    row
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
