//! What the page tries: another policy or other figures over a list that was computed, a step at a time.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use super::county::{County, county, csv};
use super::{DAY, run, scratch};
use crate::support;
use jiuzhu::calendar::Date;
use jiuzhu::policy::{ParameterValue, Policy};
use jiuzhu::roster::Mapping;
use jiuzhu::roster::compare::{Change, Effect};
use jiuzhu::screen::figures::{restated, stated};
use jiuzhu::screen::{ChangeQuery, ChangesOut, Figures, Opened, Opening, Run, WhatIf, Who};

fn day() -> Date {
    DAY.parse().expect("a day")
}

fn open(county: &County, policy: &Policy, mapping: &Mapping) -> Opened {
    let mut opening = Opening::new(policy, mapping);
    for (name, rows) in [("名单.csv", &county.persons), ("结算.csv", &county.settlements)] {
        let bytes = csv(rows).into_bytes();
        let length = bytes.len() as u64;
        opening.file(name, Cursor::new(bytes), length).expect("a list");
    }
    opening.done()
}

fn computed(county: &County, policy: &Policy) -> Run {
    let mapping = Mapping::default();
    let mut run = Run::new(policy, &mapping, day(), open(county, policy, &mapping)).expect("a run");
    while !run.step(policy, &mapping).expect("a step") {}
    run
}

fn compared(what_if: &mut WhatIf, policy: &Policy, run: &Run) {
    let mut last = 0;
    while !what_if.step(policy, run).expect("a step") {
        let far = what_if.progress(run);
        assert!(last <= far && far <= 1_000, "{last} {far}");
        last = far;
    }
}

/// Whoever is asked for by a group or a change is as many as it says.
fn counts(what_if: &WhatIf, policy: &Policy, run: &Run) {
    let found = |query: ChangeQuery| query.of(run, policy, what_if).len() as u64;
    let whole = |effect: &Effect| effect.persons.iter().sum::<u64>();
    let comparison = &what_if.comparison;
    for change in Change::ALL {
        let query = ChangeQuery { change: Some(change), ..ChangeQuery::default() };
        assert_eq!(found(query), comparison.all.of(change));
    }
    for (village, effect) in &comparison.villages {
        let who = Who { village: Some(village.clone()), ..Who::default() };
        assert_eq!(found(ChangeQuery { who, ..ChangeQuery::default() }), whole(effect), "{village}");
    }
    for (identity, effect) in &comparison.identities {
        let who = Who { identity: Some((*identity).to_owned()), ..Who::default() };
        assert_eq!(found(ChangeQuery { who, ..ChangeQuery::default() }), whole(effect), "{identity}");
    }
    for (program, effect) in &comparison.programs {
        let query = ChangeQuery { program: Some(program.clone()), ..ChangeQuery::default() };
        assert_eq!(found(query), whole(effect), "{program}");
    }
}

#[test]
fn another_policy_comes_to_what_the_prompt_writes() {
    let county = county(80);
    let folder = scratch("tried");
    let encode = |text: &str| text.as_bytes().to_vec();
    let (_, out) = run(&folder, &county, &encode, &["--against", "foshan-2025"]);
    let policy = support::policy("huangshi-2024");
    let run = computed(&county, &policy);
    let mapping = Mapping::default();
    let opened = |policy: &Policy, mapping: &Mapping| Ok(open(&county, policy, mapping));
    let other = support::policy("foshan-2025");
    let what_if = WhatIf::of_policy(&policy, other, &mapping, day(), &Figures::default(), opened);
    let mut what_if = what_if.expect("a comparison");
    compared(&mut what_if, &policy, &run);
    counts(&what_if, &policy, &run);
    let made = |name: &str| fs::read(out.with_file_name(name)).expect("a result");
    assert!(what_if.export(&policy, &run, ChangesOut::Lines).expect("bytes") == made("结果-对比.csv"));
    assert!(what_if.export(&policy, &run, ChangesOut::Sums).expect("bytes") == made("结果-对比汇总.csv"));
}

#[test]
fn a_figure_that_is_moved_moves_those_whom_it_pays() {
    let county = county(80);
    let policy = support::policy("huangshi-2024");
    let run = computed(&county, &policy);
    let all = stated(&policy);
    let at = |what: &str| all.iter().position(|one| one.what == what).unwrap_or_else(|| panic!("{all:#?}"));
    let share = at("第 1 段的比例");
    assert!(matches!(all[share].value, ParameterValue::Percent(_)), "{:?}", all[share]);
    let tried = |figures: &[(usize, &str)]| {
        let stated = figures.iter().map(|(place, text)| (*place, (*text).to_owned())).collect();
        let figures = Figures { stated, ..Figures::default() };
        let mut what_if = WhatIf::of_figures(&policy, &Mapping::default(), day(), &figures).expect("figures");
        compared(&mut what_if, &policy, &run);
        counts(&what_if, &policy, &run);
        what_if.comparison
    };
    let same = tried(&[]);
    assert_eq!(same.all.before, same.all.after);
    assert_eq!((same.all.of(Change::Gains), same.all.of(Change::Loses)), (0, 0));
    let less = tried(&[(share, "10%")]).all;
    assert!(less.of(Change::Gains) == 0 && less.of(Change::Loses) > 0, "{less:?}");
    assert!(less.after.max() < less.before.max());
    let more = tried(&[(share, "100%")]).all;
    assert!(more.of(Change::Loses) == 0 && more.of(Change::Gains) > 0, "{more:?}");
    for (text, words) in [("110%", "要在 0% 到 100% 之间"), ("七成", "要在 0% 到 100% 之间")] {
        let error = restated(&policy, &[(share, text.to_owned())].into()).expect_err("a refusal");
        assert!(error.contains(words), "{error}");
    }
}

/// Each figure of each pack can be set, comes back as it was set, and nothing else with it.
#[test]
fn every_figure_of_every_pack_is_its_own() {
    for policy in support::all().into_iter().filter_map(|pack| pack.policy) {
        let all = stated(&policy);
        assert_eq!(restated(&policy, &BTreeMap::new()).as_ref(), Ok(&policy), "{}", policy.id);
        for (place, one) in all.iter().enumerate() {
            assert!(!one.program.is_empty() && !one.what.is_empty(), "{}: {one:?}", policy.id);
            let other = match one.value {
                ParameterValue::Percent(_) => "12.34%",
                ParameterValue::Yuan(_) => "1234567.89",
            };
            let Ok(moved) = restated(&policy, &[(place, other.to_owned())].into()) else { continue };
            let now = stated(&moved);
            let differ: Vec<usize> = (0..all.len()).filter(|at| all[*at].value != now[*at].value).collect();
            assert_eq!(differ, [place], "{}: {one:?}", policy.id);
        }
    }
}
