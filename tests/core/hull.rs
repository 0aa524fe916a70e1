//! 范围就是全部答法：what is told of words that are not known is exactly what all ways of answering come to.
//!
//! `JIUZHU_FAMILIES` says how many families are tried, `JIUZHU_SEED` repeats a run.
#![cfg(feature = "cli")]
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};

use crate::made_up::PACKS;
use crate::made_up::figures::Figures;
use crate::made_up::measure::Measure;
use crate::made_up::people::{Family, answers_with, everything};
use crate::made_up::words::{Forgotten, forgettable};
use jiuzhu::money::Yuan;
use jiuzhu::policy::Policy;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// Families that are tried where nobody says how many.
const FAMILIES: usize = 1_500;
/// More ways than these are not tried.
const MOST_WAYS: usize = 700;
/// Faults that are shown.
const SHOWN: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Law {
    /// An amount that some way comes to lies outside, or an end that none comes to is told.
    Range,
    /// A status is told, and ways have another; or none is, and they agree.
    Status,
    /// An answer is asked for that changes nothing, or one that changes something is not.
    Asked,
}

/// What came of all families.
#[derive(Default)]
struct Tally {
    seed: u64,
    families: usize,
    held: usize,
    ways: usize,
    paid: usize,
    faults: Vec<(Law, String)>,
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// All families, tried once for all laws.
static TALLY: LazyLock<Tally> = LazyLock::new(|| {
    let only = std::env::var("JIUZHU_PACK").ok();
    let wanted = |(policy, _): &&(Policy, Figures)| only.as_ref().is_none_or(|only| *only == policy.id);
    let packs: Vec<&(Policy, Figures)> = PACKS.iter().filter(wanted).collect();
    let families = number("JIUZHU_FAMILIES").map_or(FAMILIES, |count| count.try_into().unwrap());
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed = number("JIUZHU_SEED").unwrap_or_else(|| u64::from(clock.subsec_nanos()));
    let (next, tally) = (
        AtomicUsize::new(number("JIUZHU_FROM").map_or(0, |from| from.try_into().unwrap())),
        Mutex::new(Tally { seed, families, ..Tally::default() }),
    );
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(at) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|at| *at < families) {
                    try_family(&packs, seed, at, &tally);
                }
            });
        }
    });
    tally.into_inner().unwrap()
});

/// The family with this number, and what of its answers is forgotten.
fn family(seed: u64, at: usize) -> (Family, Vec<u32>) {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&(at as u64).to_le_bytes());
    let mut runner =
        TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    (everything(3), prop::collection::vec(any::<u32>(), 1..=2)).new_tree(&mut runner).unwrap().current()
}

fn try_family(packs: &[&(Policy, Figures)], seed: u64, at: usize, tally: &Mutex<Tally>) {
    let (policy, figures) = packs[at % packs.len()];
    let (family, seeds) = family(seed, at);
    let known = answers_with(policy, figures, &family);
    let kinds = forgettable(policy, figures, &known);
    let mut forgotten: Vec<&Forgotten> =
        seeds.iter().map(|seed| &kinds[*seed as usize % kinds.len()]).collect();
    forgotten.dedup_by(|one, other| one.path == other.path);
    let mut unknown = known.clone();
    for answer in &forgotten {
        answer.forget(&mut unknown);
    }
    let Some(told) = Measure::of(policy, &unknown) else { return };
    let count: usize = forgotten.iter().map(|answer| answer.ways.len()).product();
    if count > MOST_WAYS {
        return;
    }
    let mut ways: Vec<(Value, Measure)> = Vec::new();
    for number in 0..count {
        let (mut rest, mut complete) = (number, unknown.clone());
        for answer in &forgotten {
            answer.tell(&mut complete, rest % answer.ways.len());
            rest /= answer.ways.len();
        }
        ways.extend(Measure::of(policy, &complete).map(|measure| (complete, measure)));
    }
    if ways.is_empty() {
        return;
    }
    let faults = faults(policy, &told, &ways, &forgotten);
    let mut tally = tally.lock().unwrap();
    tally.held += 1;
    tally.ways += ways.len();
    tally.paid += usize::from(!told.total().1.is_zero());
    let what: Vec<&str> = forgotten.iter().map(|answer| answer.path.as_str()).collect();
    tally.faults.extend(faults.into_iter().map(|(law, text)| {
        (law, format!("{} family {at}, forgotten {}: {text}\n  told {unknown}", policy.id, what.join(", ")))
    }));
}

fn faults(
    policy: &Policy,
    told: &Measure,
    ways: &[(Value, Measure)],
    forgotten: &[&Forgotten],
) -> Vec<(Law, String)> {
    let mut faults = Vec::new();
    for (place, range) in told.amounts.iter().enumerate() {
        let ends = ways.iter().map(|(_, way)| way.amounts[place]);
        let hull: (Yuan, Yuan) = ends.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))).unwrap();
        if *range != hull {
            let reaches = |(_, way): &&(Value, Measure)| {
                let (least, most) = way.amounts[place];
                (least == hull.0 && hull.0 < range.0) || (most == hull.1 && hull.1 > range.1)
            };
            let by = ways.iter().find(reaches).map(|(answers, _)| answers.to_string()).unwrap_or_default();
            let name =
                policy.programs.get(place).map_or_else(|| format!("{place}"), |program| program.id.clone());
            faults.push((Law::Range, format!("{name} is {range:?}, all ways give {hull:?} {by}")));
            break;
        }
    }
    for (place, status) in told.statuses.iter().enumerate() {
        let each: Vec<&str> = ways.iter().map(|(_, way)| way.statuses[place]).collect();
        let agreed = if each.iter().all(|other| *other == each[0]) { each[0] } else { "unknown" };
        if *status != agreed {
            faults.push((
                Law::Status,
                format!("{} is {status}, ways agree on {agreed}", policy.programs[place].id),
            ));
        }
        if let [answer] = forgotten {
            let result = |way: &Measure| (way.amounts[place], way.statuses[place]);
            let differ = ways.iter().any(|(_, way)| result(way) != result(&ways[0].1));
            let asked = told.missing[place].contains(&answer.path);
            if differ != asked {
                faults.push((
                    Law::Asked,
                    format!("{}: asked {asked}, bears {differ}", policy.programs[place].id),
                ));
            }
        }
    }
    faults
}

/// Asserts that no family is at fault under this law.
fn check(law: Law) {
    let Tally { seed, families, held, ways, paid, faults } = &*TALLY;
    let faults: Vec<&str> =
        faults.iter().filter(|(of, _)| *of == law).map(|(_, told)| told.as_str()).collect();
    let summary = format!(
        "JIUZHU_SEED={seed}: {families} families, {held} held against {ways} ways ({paid} may be paid), {} faults",
        faults.len()
    );
    assert!(faults.is_empty(), "{summary}\n{}", faults[..faults.len().min(SHOWN)].join("\n"));
    assert!(*held * 2 > *families && *paid * 8 > *families, "{summary}: too few of them say anything");
}

/// 范围就是全部答法的并：each programme, the total and each column of each row.
#[test]
fn the_range_is_the_hull() {
    check(Law::Range);
}

/// 说不准，当且仅当答法不同结论就不同.
#[test]
fn a_status_is_unknown_where_answers_disagree() {
    check(Law::Status);
}

/// 只问要紧的，要紧的都问.
#[test]
fn what_bears_is_asked_for_and_nothing_else() {
    check(Law::Asked);
}
