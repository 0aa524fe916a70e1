//! 范围就是全部答法：what is told of what is not known is exactly what all ways of answering come to.
//!
//! `JIUZHU_FAMILIES` says how many families are tried, `JIUZHU_SEED` repeats a run.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what is wrong by failing"
)]

#[path = "laws/mod.rs"]
mod made_up;
mod support;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{LazyLock, Mutex};
use std::time::{Duration, Instant};

use jiuzhu::policy::Policy;
use made_up::brute::{Fault, Law, Verdict, examine};
use made_up::figures::Figures;
use made_up::measure::name;
use made_up::open::Draft;
use made_up::people::{Family, answers_with, everything};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Families that are tried where nobody says how many.
const FAMILIES: usize = 2_000;
/// Faults that are made small, and how long one may take.
const SHOWN: usize = 8;
const SHRINKING: Duration = Duration::from_secs(8);

/// A family, and what of its answers is open.
#[derive(Clone, Debug)]
struct Half {
    pack: usize,
    family: Family,
    forgotten: Vec<u32>,
    blurred: Vec<(u32, u16, u16)>,
    seed: u64,
}

fn half(pack: usize) -> impl Strategy<Value = Half> {
    let forgotten = |count| prop::collection::vec(any::<u32>(), count);
    let blurred = |count| prop::collection::vec(any::<(u32, u16, u16)>(), count);
    let open = prop_oneof![
        3 => (forgotten(1..=1), blurred(0..=0)),
        4 => (forgotten(2..=2), blurred(0..=0)),
        2 => (forgotten(0..=0), blurred(1..=4)),
        1 => (forgotten(1..=1), blurred(1..=2)),
    ];
    (everything(3), open, any::<u64>()).prop_map(move |(family, (forgotten, blurred), seed)| Half {
        pack,
        family,
        forgotten,
        blurred,
        seed,
    })
}

struct Pack {
    policy: Policy,
    figures: Figures,
}

fn packs() -> Vec<Pack> {
    let folder = format!("{}/policies", env!("CARGO_MANIFEST_DIR"));
    let names = std::fs::read_dir(folder).unwrap();
    let mut ids: Vec<String> = names
        .filter_map(|entry| entry.unwrap().file_name().to_str()?.strip_suffix(".toml").map(String::from))
        .collect();
    ids.sort();
    let only = std::env::var("JIUZHU_PACK").ok();
    ids.retain(|id| only.as_ref().is_none_or(|only| only == id));
    ids.iter()
        .map(|id| {
            let policy = support::policy(id);
            let figures = Figures::of(&policy);
            Pack { policy, figures }
        })
        .collect()
}

fn draft(pack: &Pack, half: &Half) -> Draft {
    let known = answers_with(&pack.policy, &pack.figures, &half.family);
    Draft::of(&pack.policy, &pack.figures, known, &half.forgotten, &half.blurred)
}

/// What came of all families.
#[derive(Default)]
struct Tally {
    seed: u64,
    families: usize,
    /// Families whose answers were held against their ways, how many of them are paid anything, and how many ways.
    held: usize,
    paid: usize,
    ways: usize,
    faults: BTreeMap<(Law, String), usize>,
    shown: Vec<(Law, String)>,
}

/// All families, tried once for all laws.
static TALLY: LazyLock<Tally> = LazyLock::new(|| {
    let packs = packs();
    let families = number("JIUZHU_FAMILIES").map_or(FAMILIES, |count| count.try_into().unwrap());
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed = number("JIUZHU_SEED").unwrap_or_else(|| u64::from(clock.subsec_nanos()));
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally { seed, families, ..Tally::default() }));
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= families {
                        return;
                    }
                    try_family(&packs, seed, at, &tally);
                }
            });
        }
    });
    tally.into_inner().unwrap()
});

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What a fault is counted under.
fn heading(pack: &Pack, draft: &Draft, fault: &Fault) -> String {
    let place = name(&pack.policy, fault.place);
    let amount = match place.split_once('.') {
        Some((_, column)) => format!("row {column}"),
        None if place == "total" => place,
        None => "program".into(),
    };
    format!("{:?} {amount}, open: {}", fault.law, draft.kinds())
}

/// The family with this number.
fn family(packs: &[Pack], seed: u64, at: usize) -> impl ValueTree<Value = Half> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&(at as u64).to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    half(at % packs.len()).new_tree(&mut runner).unwrap()
}

fn try_family(packs: &[Pack], seed: u64, at: usize, tally: &Mutex<Tally>) {
    let tree = family(packs, seed, at);
    let (pack, draft, verdict) = examined(packs, &tree.current());
    let Some(verdict) = verdict else { return };
    let mut new = Vec::new();
    {
        let mut tally = tally.lock().unwrap();
        tally.held += 1;
        tally.ways += verdict.tried;
        tally.paid += usize::from(verdict.pays);
        for fault in verdict.faults {
            let times = tally.faults.entry((fault.law, heading(pack, &draft, &fault))).or_default();
            *times += 1;
            let first = *times == 1;
            let shown = tally.shown.iter().filter(|(law, _)| *law == fault.law).count();
            if first && shown < SHOWN {
                tally.shown.push((fault.law, String::new()));
                new.push((tally.shown.len() - 1, fault));
            }
        }
    }
    for (place, fault) in new {
        let fault = smallest(packs, family(packs, seed, at), fault);
        tally.lock().unwrap().shown[place].1 = format!("family {at}: {}", fault.tell(&pack.policy));
    }
}

fn examined<'a>(packs: &'a [Pack], half: &Half) -> (&'a Pack, Draft, Option<Verdict>) {
    let pack = &packs[half.pack];
    let draft = draft(pack, half);
    let open = !draft.opens.is_empty();
    let verdict = open.then(|| examine(&pack.policy, &pack.figures, &draft, half.seed)).flatten();
    (pack, draft, verdict)
}

/// Whatever is simpler and still at fault in the same way, in place of the family that was.
fn smallest(packs: &[Pack], mut tree: impl ValueTree<Value = Half>, mut fault: Fault) -> Fault {
    let begin = Instant::now();
    let mut smaller = tree.simplify();
    while smaller && begin.elapsed() < SHRINKING {
        let faults = examined(packs, &tree.current()).2.map(|verdict| verdict.faults).unwrap_or_default();
        let same = |other: &Fault| {
            let rows = |fault: &Fault| fault.place > packs[tree.current().pack].policy.programs.len();
            other.law == fault.law && rows(other) == rows(&fault)
        };
        smaller = match faults.into_iter().find(same) {
            Some(found) => {
                fault = found;
                tree.simplify()
            }
            None => tree.complicate(),
        };
    }
    fault
}

/// Asserts that no family is at fault under these laws.
fn check(laws: &[Law]) {
    let tally = &*TALLY;
    let faults = tally.faults.iter().filter(|((law, _), _)| laws.contains(law));
    let mut lines: Vec<_> = faults.map(|((_, heading), count)| (*count, heading)).collect();
    lines.sort_unstable_by(|one, other| other.cmp(one));
    let count: usize = lines.iter().map(|(times, _)| times).sum();
    let Tally { seed, families, held, paid, ways, .. } = tally;
    let summary = format!(
        "JIUZHU_SEED={seed}: {families} families, {held} held against {ways} ways ({paid} may be paid), {count} faults"
    );
    let lines: Vec<String> =
        lines.iter().take(40).map(|(count, heading)| format!("{count:6} {heading}")).collect();
    let shown: Vec<&str> =
        tally.shown.iter().filter(|(law, _)| laws.contains(law)).map(|(_, told)| told.as_str()).collect();
    assert!(count == 0, "{summary}\n{}\n\n{}", lines.join("\n"), shown.join("\n\n"));
    assert!(*held * 2 > *families && *paid * 8 > *families, "{summary}: too few of them say anything");
}

/// 范围就是全部答法的并：the range of every programme, of the total and of each column of each row holds what every way
/// of answering comes to, and each of its ends is what some way comes to.
#[test]
fn the_range_is_the_hull() {
    check(&[Law::Outside, Law::Unreached]);
}

/// 说不准，当且仅当答法不同结论就不同：a status is unknown if and only if ways of answering disagree about it.
#[test]
fn a_status_is_unknown_where_answers_disagree() {
    check(&[Law::Status]);
}

/// 只问要紧的：an answer is asked for only where two ways of giving it change the result.
#[test]
fn only_what_bears_is_asked_for() {
    check(&[Law::Asked]);
}
