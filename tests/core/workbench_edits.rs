//! 政策包工作台: edits drawn by chance, over every pack: what is outside an edit stays, and each can be taken back.
//!
//! `JIUZHU_EDITS` says how many edits are tried, `JIUZHU_SEED` repeats a run.
#![cfg(feature = "cli")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{
    Added, CaseTold, Cell, CellKind, Column, Edit, EditError, Form, Patch, TableRow, Template, apply, patches,
};
use proptest::prelude::*;

use crate::support;
use crate::workbench::{cells, form, packs};

/// Edits that are tried where nobody says how many.
const EDITS: usize = 2_000;
/// Where they begin, where nobody says it.
const SEED: u64 = 195_872_192;
/// Edits of one text, one after the other.
const IN_A_ROW: usize = 6;
/// Of so many texts that come out one is read as a pack.
const READ: usize = 8;
/// Faults that are shown.
const SHOWN: usize = 8;

/// Lines that are a comment, or end in one, roughly: the same count before and after is what is asked.
fn comments(text: &str) -> usize {
    text.lines()
        .filter(|line| line.trim_start().starts_with('#') || line.contains(" # ") || line.contains("\t# "))
        .count()
}

fn outside_is_kept(before: &str, patches: &[Patch], after: &str) {
    let mut place = 0;
    let mut done = 0;
    for patch in patches {
        let kept = &before[done..patch.from];
        assert_eq!(&after[place..place + kept.len()], kept);
        place += kept.len();
        assert_eq!(&after[place..place + patch.insert.len()], patch.insert);
        place += patch.insert.len();
        done = patch.to;
    }
    assert_eq!(&after[place..], &before[done..]);
}

/// A change of some cell, drawn by chance, and what the cell says then.
fn change(cell: &Cell, number: u64) -> Option<(Edit, String)> {
    let place = cell.place.clone();
    let set = |text: String| Some((Edit::Set { place: cell.place.clone(), text: text.clone() }, text));
    match cell.kind {
        CellKind::Yuan => set(format!("{}", 1 + number % 90_000)),
        CellKind::Percent => set(format!("{}%", number % 101)),
        CellKind::Text if !["id", "cite", "source", "kind"].contains(&cell.name.as_str()) => {
            set(format!("改\"成\\{number}"))
        }
        CellKind::Flag => {
            let on = cell.text != "true";
            Some((Edit::Flag { place, on }, on.to_string()))
        }
        CellKind::Ids => {
            let ids: Vec<String> = cell.text.split('\n').skip(1).map(str::to_owned).collect();
            Some((Edit::Choose { place, ids: ids.clone() }, ids.join("\n")))
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_touches_nothing_but_its_place(pick in any::<prop::sample::Index>(), other in any::<prop::sample::Index>(), number in any::<u64>()) {
        let packs = packs();
        let (name, text) = pick.get(packs);
        let before = form(text).expect("TOML");
        let shown = cells(&before);
        let cell = *other.get(&shown);
        let Some((edit, expected)) = change(cell, number) else { return Ok(()) };
        let found = match patches(text, &edit) {
            Ok(found) => found,
            Err(EditError::OnlyInText) => return Ok(()),
            Err(error) => panic!("{name} {}: {error}", cell.place),
        };
        let after = apply(text, &found);
        outside_is_kept(text, &found, &after);
        prop_assert!(comments(&after) >= comments(text), "{name} {}", cell.place);
        let seen = form(&after).expect("still TOML");
        let now = cells(&seen).into_iter().find(|other| other.place == cell.place).expect("still there").clone();
        prop_assert_eq!(&now.text, &expected, "{} {}", name, &cell.place);
        // Once more changes nothing.
        prop_assert_eq!(&apply(&after, &patches(&after, &edit).expect("again")), &after);
        // And back again is where it came from, but for how a list was set out.
        if matches!(cell.kind, CellKind::Yuan | CellKind::Percent | CellKind::Flag) {
            let back = match cell.kind {
                CellKind::Flag => Edit::Flag { place: cell.place.clone(), on: cell.text == "true" },
                _ => Edit::Set { place: cell.place.clone(), text: cell.text.clone() },
            };
            prop_assert_eq!(&apply(&after, &patches(&after, &back).expect("back")), text);
        }
    }

    #[test]
    fn what_is_taken_out_leaves_the_rest(pick in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let packs = packs();
        let (name, text) = pick.get(packs);
        let before = form(text).expect("TOML");
        let mut places: Vec<String> = before.citations.iter().chain(&before.documents).chain(&before.routes).chain(&before.groups).map(|entry| entry.place.clone()).collect();
        places.extend(before.programs.iter().map(|program| program.place.clone()));
        places.extend(before.programs.iter().flat_map(|program| &program.ways).map(|way| way.place.clone()));
        let place = other.get(&places).clone();
        let Ok(found) = patches(text, &Edit::Remove { place: place.clone() }) else { return Ok(()) };
        let after = apply(text, &found);
        outside_is_kept(text, &found, &after);
        prop_assert!(comments(&after) >= comments(text), "{name} {place}");
        let seen = form(&after);
        prop_assert!(seen.is_some(), "{name} {place}");
        let count = |form: &Form| form.citations.len() + form.documents.len() + form.routes.len() + form.groups.len() + form.programs.len()
            + form.programs.iter().map(|program| program.ways.len()).sum::<usize>();
        prop_assert!(count(&seen.expect("TOML")) < count(&before), "{name} {place}");
    }

    #[test]
    fn no_text_and_no_change_does_harm(text in ".{0,200}", place in "[a-z]{1,8}(\\.[0-9a-z]{1,3}){0,4}", words in ".{0,20}") {
        let _ = form(&text);
        for edit in [
            Edit::Set { place: place.clone(), text: words.clone() },
            Edit::Remove { place: place.clone() },
            Edit::Figure { way: place.clone(), column: Column::Share, text: words.clone() },
            Edit::Add { added: Added::Citation { source: words.clone(), article: words.clone(), summary: words.clone() } },
        ] {
            if let Ok(found) = patches(&text, &edit) {
                prop_assert!(form(&apply(&text, &found)).is_some(), "{edit:?}");
            }
        }
    }
}

/// Numbers one after the other, the same ones for the same seed.
struct Draw(u64);

impl Draw {
    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.number() % most.max(1) as u64).expect("a place")
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }

    fn word(&mut self, all: &[&str]) -> String {
        self.one_of(all).map(|word| (*word).to_owned()).unwrap_or_default()
    }
}

const FIGURES: [&str; 14] = [
    "不设",
    "没有写",
    "70%",
    "七成",
    "3万元",
    "3000",
    "500元",
    "很多",
    "",
    "本市上年居民人均可支配收入的25%",
    "0",
    "12.5",
    "一百",
    "100%",
];
const PEOPLE: [&str; 9] = [
    "低保",
    "特困、孤儿",
    "低保边缘家庭成员、监测对象",
    "60周岁以上的低保",
    "参加居民医保的重残",
    "某些人",
    "",
    "困境儿童",
    "因病致贫重病患者",
];
const WORDS: [&str; 8] = ["甲", "改\"成\\一", "a\nb", "\u{1}\u{202e}", "# 说明", "]]", "'''", "第八条"];
const COLUMNS: [Column; 6] =
    [Column::Line, Column::Share, Column::Limit, Column::Sum, Column::Said, Column::Gate];
const TEMPLATES: [Template; 7] = [
    Template::Enrolment,
    Template::Outpatient,
    Template::ChronicOutpatient,
    Template::Inpatient,
    Template::InpatientAndChronic,
    Template::OnApplication,
    Template::TopUp,
];

/// An edit of any kind, such as the form makes them.
fn drawn(form: &Form, draw: &mut Draw) -> Option<Edit> {
    let ways = form.programs.iter().flat_map(|program| &program.ways);
    let ways: Vec<&str> = ways.map(|way| way.place.as_str()).collect();
    let programs: Vec<&str> = form.programs.iter().map(|program| program.place.as_str()).collect();
    let way = draw.one_of(&ways).map(|way| (*way).to_owned());
    let program = draw.one_of(&programs).map(|program| (*program).to_owned());
    let column = *draw.one_of(&COLUMNS)?;
    let on = draw.below(3) > 0;
    Some(match draw.below(14) {
        0..=3 => {
            let shown = cells(form);
            change(draw.one_of(&shown)?, draw.number())?.0
        }
        4 | 5 => Edit::Figure { way: way?, column, text: draw.word(&FIGURES) },
        6 => Edit::Reading { way: way?, column, on },
        7 => Edit::Once { way: way?, on },
        8 => Edit::People { place: format!("{}.who", way?), text: draw.word(&PEOPLE) },
        9 => {
            let when = draw.word(&["14周岁以下", "孤儿", "没有办转诊", "在外省", "下雨天"]);
            Edit::Adjust {
                way: way?, up: on, when, by: draw.word(&["10个百分点", "原来的一成", "很多"])
            }
        }
        10 => Edit::LookBack { program: program?, text: draw.word(&["12个月", "", "6", "很久"]) },
        11 => {
            let mut places: Vec<String> = cells(form).iter().map(|cell| cell.place.clone()).collect();
            let lists = [&form.citations, &form.documents, &form.routes, &form.groups, &form.readings];
            places.extend(lists.into_iter().flatten().map(|entry| entry.place.clone()));
            places.extend(ways.iter().chain(&programs).map(|place| (*place).to_owned()));
            Edit::Remove { place: draw.one_of(&places)?.clone() }
        }
        _ => Edit::Add { added: added(form, draw, program)? },
    })
}

fn added(form: &Form, draw: &mut Draw, program: Option<String>) -> Option<Added> {
    let (name, more) = (draw.word(&WORDS), draw.word(&WORDS));
    let cite = form.citations.first().map(|entry| entry.id.clone()).unwrap_or_default();
    let source = form.sources.first().map(|entry| entry.id.clone()).unwrap_or_default();
    Some(match draw.below(11) {
        0 => Added::Source { title: name, number: more.clone(), issuer: String::new(), date: more },
        1 => Added::Citation { source, article: name, summary: more },
        2 => Added::Question { label: name, text: more },
        3 => Added::Group { name, people: draw.word(&PEOPLE), cite },
        4 => Added::Document { name, issuer: more },
        5 => Added::Route { on_application: draw.below(2) == 0, place: name, steps: vec![more], cite },
        6 => Added::Pool { name, amount: draw.word(&FIGURES), cite },
        7 => Added::Program { template: *draw.one_of(&TEMPLATES)?, name, cite },
        8 => {
            let rows = (0..=draw.below(3)).map(|_| TableRow {
                people: draw.word(&PEOPLE),
                cite: String::new(),
                line: draw.word(&FIGURES),
                share: draw.word(&FIGURES),
                limit: draw.word(&FIGURES),
            });
            Added::Ways { program: program?, rows: rows.collect() }
        }
        9 => Added::Beyond { program: program?, quote: name, reason: more },
        _ => Added::Case(Box::new(CaseTold {
            name,
            source: more,
            program: form.programs.first()?.id.clone(),
            people: draw.word(&PEOPLE),
            total: "10000".into(),
            amount: "500".into(),
            today: "2026-06-30".into(),
            care: "inpatient".into(),
            chosen: Vec::new(),
        })),
    })
}

/// What came of all edits.
#[derive(Default)]
struct Tally {
    made: usize,
    refused: usize,
    faults: Vec<String>,
}

/// The patches that take others back.
fn back(before: &str, patches: &[Patch]) -> Vec<Patch> {
    let (mut come, mut gone) = (0, 0);
    let back = |patch: &Patch| {
        let from = patch.from + come - gone;
        come += patch.insert.len();
        gone += patch.to - patch.from;
        Patch { from, to: from + patch.insert.len(), insert: before[patch.from..patch.to].to_owned() }
    };
    patches.iter().map(back).collect()
}

/// What an edit makes of a text, and what it does wrong.
fn faults(text: &str, edit: &Edit, found: &[Patch], is_read: bool) -> (String, Vec<&'static str>) {
    let mut faults = Vec::new();
    let mut check = |holds: bool, what| faults.extend((!holds).then_some(what));
    let apart = found.windows(2).all(|pair| pair[0].to <= pair[1].from);
    let fit = found.iter().all(|patch| text.get(patch.from..patch.to).is_some());
    check(apart && fit, "patches lie over each other, or not between letters");
    let after = apply(text, found);
    if !apart || !fit {
        return (after, faults);
    }
    outside_is_kept(text, found, &after);
    check(comments(&after) >= comments(text), "a comment is lost");
    check(apply(&after, &back(text, found)) == text, "it cannot be taken back");
    let bare = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    check(bare(text) > 0 || bare(&after) == 0, "lines end otherwise");
    check(form(&after).is_some(), "it is TOML no more");
    // What is set stays as it was set.
    let is_set = matches!(
        edit,
        Edit::Set { .. }
            | Edit::Flag { .. }
            | Edit::Choose { .. }
            | Edit::Figure { .. }
            | Edit::People { .. }
    );
    if let Some(again) = is_set.then(|| patches(&after, edit).ok()).flatten() {
        check(apply(&after, &again) == after, "once more is something else");
    }
    if is_read {
        let packs = PackFile::read_all("drawn.toml", &after, &support::common(), &|_| None);
        let is_whole = !packs.is_empty() && packs.iter().all(|pack| pack.policy.is_some());
        let is_told = packs.iter().any(|pack| !pack.diagnostics.is_empty());
        check(is_whole || is_told, "nobody says why it is no pack");
    }
    (after, faults)
}

/// Some edits of one pack, one after the other; then all of them are taken back.
fn try_pack(seed: u64, at: usize, tally: &Mutex<Tally>) {
    let mut draw = Draw(seed ^ (at as u64).wrapping_mul(0xd134_2543_de82_ef95));
    let (name, whole) = draw.one_of(packs()).expect("a pack");
    let begun = if draw.below(5) == 0 { whole.replace('\n', "\r\n") } else { whole.clone() };
    let (mut text, mut done) = (begun.clone(), Vec::new());
    for step in 0..IN_A_ROW {
        let Some(shown) = form(&text) else { break };
        let Some(edit) = drawn(&shown, &mut draw) else { continue };
        let Ok(found) = patches(&text, &edit) else {
            tally.lock().unwrap().refused += 1;
            continue;
        };
        let (after, faults) = faults(&text, &edit, &found, (at + step).is_multiple_of(READ));
        let told = faults.into_iter().map(|fault| format!("{name}, {at}: {fault}: {edit:?}"));
        let mut tally = tally.lock().unwrap();
        tally.made += 1;
        tally.faults.extend(told);
        done.push(back(&text, &found));
        text = after;
    }
    for back in done.iter().rev() {
        text = apply(&text, back);
    }
    if text != begun {
        tally.lock().unwrap().faults.push(format!("{name}, {at}: undo does not lead back"));
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_is_edited_the_rest_stays_and_can_be_taken_back() {
    let edits = number("JIUZHU_EDITS").map_or(EDITS, |count| count.try_into().unwrap());
    let seed = number("JIUZHU_SEED").unwrap_or(SEED);
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally::default()));
    let is_enough = || tally.lock().unwrap().made >= edits;
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while !is_enough() {
                    try_pack(seed, next.fetch_add(1, Ordering::Relaxed), &tally);
                }
            });
        }
    });
    let Tally { made, refused, faults } = tally.into_inner().unwrap();
    println!("seed {seed}: {made} edits made, {refused} refused, {} faults", faults.len());
    let shown: Vec<&str> = faults.iter().take(SHOWN).map(String::as_str).collect();
    assert_eq!(faults.len(), 0, "JIUZHU_SEED={seed}\n{}", shown.join("\n"));
    assert!(
        made > refused / 2,
        "{made} edits made and {refused} refused: what is drawn is hardly ever there"
    );
}
