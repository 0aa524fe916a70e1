//! 再不清楚也不会算错：of a family of which hardly anything is told, and whose possibilities are too many to be told
//! apart, every way of answering lies within what is told, and within what one pass tells that tells nothing apart.
//!
//! `JIUZHU_OPEN` says how many families are tried, `JIUZHU_SEED` repeats a run.
#![cfg(feature = "cli")]
use crate::made_up::PACKS;
use crate::made_up::measure::Measure;
use crate::made_up::people::{answers_with, everything};
use crate::made_up::words::forgettable;
use crate::support;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

/// Families that are tried where nobody says how many.
const FAMILIES: u64 = 600;
/// Ways of answering that are tried of each.
const WAYS: u32 = 5;
/// Faults that are shown.
const SHOWN: usize = 4;
/// Bills of a family at most: each makes it dearer to tell possibilities apart.
const BILLS: usize = 14;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// What of one way of answering lies outside of what is told.
fn outside(told: &Measure, way: &Measure) -> Vec<String> {
    let amounts = (0..).zip(told.amounts.iter().zip(&way.amounts));
    let amounts = amounts.filter(|(_, (all, one))| one.0 < all.0 || all.1 < one.1);
    let amounts = amounts.map(|(place, (all, one)): (usize, _)| format!("{place} is {one:?}, told {all:?}"));
    let statuses = (0..).zip(told.statuses.iter().zip(&way.statuses));
    let statuses = statuses.filter(|(_, (all, one))| **all != "unknown" && all != one);
    let statuses = statuses.map(|(place, (all, one)): (usize, _)| format!("{place} is {one}, told {all}"));
    amounts.chain(statuses).collect()
}

/// Families of `wide.json`, of each of whom some way once lay outside.
#[test]
fn what_once_lay_outside_lies_within() {
    let known: Vec<Value> = serde_json::from_str(include_str!("wide.json")).unwrap();
    for family in &known {
        let policy = support::policy(family["pack"].as_str().unwrap());
        let [told, way] = ["told", "way"].map(|answers| Measure::of(&policy, &family[answers]).unwrap());
        for told in [told, Measure::in_one_pass(&policy, &family["told"]).unwrap()] {
            assert_eq!(outside(&told, &way), Vec::<String>::new(), "{family}");
        }
    }
}

#[test]
fn however_much_is_open_no_way_of_answering_lies_outside() {
    let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let seed = number("JIUZHU_SEED").unwrap_or_else(|| u64::from(clock.subsec_nanos()));
    let families = number("JIUZHU_OPEN").unwrap_or(FAMILIES);
    let (mut tried, mut wide, mut faults) = (0, 0, Vec::new());
    for at in 0..families {
        let (policy, figures) = &PACKS[usize::try_from(at).unwrap() % PACKS.len()];
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8..16].copy_from_slice(&at.to_le_bytes());
        let chance = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
        let mut runner = TestRunner::new_with_rng(Config::default(), chance);
        let (family, seeds) = (everything(BILLS), prop::collection::vec(any::<u32>(), 64))
            .new_tree(&mut runner)
            .unwrap()
            .current();
        let known = answers_with(policy, figures, &family);
        let kinds = forgettable(policy, figures, &known);
        let mut open = known.clone();
        for answer in &kinds {
            answer.forget(&mut open);
        }
        let Some(told) = Measure::of(policy, &open) else { continue };
        let in_one_pass = Measure::in_one_pass(policy, &open).unwrap();
        wide += u32::from(!told.is_exact());
        let ways = (0..WAYS).map(|way| {
            let mut complete = open.clone();
            for (place, answer) in kinds.iter().enumerate().filter(|(_, answer)| !answer.ways.is_empty()) {
                let chance = seeds[place % seeds.len()].rotate_left(way * 7);
                answer.tell(&mut complete, chance as usize % answer.ways.len());
            }
            complete
        });
        for answers in std::iter::once(known.clone()).chain(ways) {
            let Some(way) = Measure::of(policy, &answers) else { continue };
            tried += 1;
            let found = [outside(&told, &way), outside(&in_one_pass, &way)].concat();
            if !found.is_empty() {
                let what = found.join("; ");
                faults.push(format!("{} family {at}: {what}\n  told {open}\n  way {answers}", policy.id));
            }
        }
    }
    let summary = format!("JIUZHU_SEED={seed}: {} faults in {tried} ways of {families}", faults.len());
    assert!(faults.is_empty(), "{summary}\n{}", faults[..faults.len().min(SHOWN)].join("\n"));
    assert!(tried > families * 2 && u64::from(wide) * 2 > families, "{summary}, {wide} of them wide");
}
