//! 有哪些政策包：each with its place, its days, what it lacks and how surely it is known.

use std::collections::BTreeSet;
use std::io::Write;

use super::arguments::PacksOptions;
use super::exit::{Exit, Failure};
use super::folder::Folder;
use super::today;
use crate::calendar::Date;
use crate::policy::{Op, Policy};
use crate::vocabulary::{Confidence, Member, PolicyStatus};

/// How long before its end a pack is told to end.
const SOON_DAYS: i32 = 90;

pub(super) fn packs(options: &PacksOptions) -> Result<Exit, Failure> {
    let folder = Folder::read_with(&options.folder, options.common.as_deref())?;
    folder.refuse_errors()?;
    let as_of = today::as_of(options.as_of.as_deref())?;
    let mut out = std::io::stdout().lock();
    let policies: Vec<&Policy> = folder.packs.iter().filter_map(|pack| pack.policy.as_ref()).collect();
    for policy in &policies {
        for line in lines(policy, as_of) {
            writeln!(out, "{line}")?;
        }
    }
    let ending: Vec<&str> = policies
        .iter()
        .filter(|policy| days_left(policy, as_of).is_some())
        .map(|policy| policy.id.as_str())
        .collect();
    write!(out, "{} 个政策包", policies.len())?;
    if ending.is_empty() {
        writeln!(out, "，{SOON_DAYS} 天里没有到期的")?;
    } else {
        writeln!(out, "，{} 个 {SOON_DAYS} 天里到期：{}", ending.len(), ending.join("、"))?;
    }
    Ok(Exit::Fine)
}

fn lines(policy: &Policy, as_of: Date) -> Vec<String> {
    let mut lines = vec![format!("{}  {}", policy.id, policy.title)];
    let code = policy.region_code.as_ref().map(|code| format!("（{code}）")).unwrap_or_default();
    let inferred = if policy.region_inferred { "，推断" } else { "" };
    lines.push(format!("  地点：{}{code}{inferred}", policy.region.join("")));
    let until =
        policy.period.until.map_or("，没有写到哪天".into(), |until| format!("，到 {until} 以前"));
    lines.push(format!("  有效：{} 起{until}（{}）", policy.period.from, status(policy, as_of)));
    let sure: BTreeSet<u8> = policy.sources.iter().map(|source| source.confidence.place()).collect();
    let sure = sure.into_iter().filter_map(|place| Confidence::ALL.get(usize::from(place)));
    let sure: Vec<String> = sure.map(|sure| format!("{} {}", sure.id(), sure.name())).collect();
    lines.push(format!("  核对：{}；{}", policy.checked_on, sure.join("、")));
    lines.extend(lacking(policy).into_iter().map(|text| format!("  没有：{text}")));
    if let Some(left) = days_left(policy, as_of) {
        lines.push(format!("  注意：还有 {left} 天到期，以后的文件找到了就接着写，没有找到的到期就退回"));
    }
    lines
}

/// The days that are left, where they are few.
fn days_left(policy: &Policy, as_of: Date) -> Option<i32> {
    let left = as_of.days_until(policy.period.until?);
    (1..=SOON_DAYS).contains(&left).then_some(left)
}

fn status(policy: &Policy, as_of: Date) -> &'static str {
    if policy.period.until.is_some_and(|until| until <= as_of) {
        return "已失效";
    }
    if as_of < policy.period.from {
        return "还没有开始";
    }
    match policy.status {
        PolicyStatus::InForce => "现行",
        PolicyStatus::Framework => "框架",
        PolicyStatus::Historical => "历史",
    }
}

/// The figures that the pack leaves to be filled in, and what it says is not stated, each once.
fn lacking(policy: &Policy) -> Vec<&str> {
    let parameters = policy.parameters.iter().filter(|parameter| parameter.value().is_none());
    let mut lacking: Vec<&str> = parameters.map(|parameter| parameter.label.as_str()).collect();
    let steps = policy.programs.iter().flat_map(|program| &program.ways).flat_map(|way| &way.steps);
    for step in steps {
        if let Op::NotStated(text) = &step.op
            && !lacking.contains(&text.as_str())
        {
            lacking.push(text);
        }
    }
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_is_told_to_end_ninety_days_before() {
        let folder = Folder::read("policies/county-70.toml".as_ref()).expect("a pack");
        let mut policy = folder.packs.into_iter().find_map(|pack| pack.policy).expect("a policy");
        policy.period.until = Some("2026-12-31".parse().expect("a day"));
        let check = |day: &str, expected| {
            assert_eq!(days_left(&policy, day.parse().expect("a day")), expected, "{day}");
        };
        check("2026-10-01", None);
        check("2026-10-02", Some(90));
        check("2026-12-30", Some(1));
        check("2026-12-31", None);
    }
}
