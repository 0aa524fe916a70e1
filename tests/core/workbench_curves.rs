//! 政策包工作台: what each row pays, drawn; and examples for figures that have none.
#![cfg(feature = "cli")]

use jiuzhu::document::Node;
use jiuzhu::explain::{self, AmountRange, Outcome};
use jiuzhu::money::Yuan;
use jiuzhu::policy::Policy;
use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{Added, CaseTold, Curve, CurvePoint, Edit, Try, curves, proposals, tries};
use jiuzhu::{Answers, check};

use crate::support;
use crate::workbench::{done, figures, form, loaded, pack, packs};

#[test]
fn a_row_is_drawn_with_its_turns_and_with_both_readings() {
    let text = pack("tashikuergan-2023");
    let (_, policy) = loaded("tashikuergan-2023.toml", &text);
    let drawn = curves(&policy, &tries(&text, policy.period.from));
    let of = |program: &str, people: &str| {
        let found = drawn.iter().find(|curve| curve.program == program && curve.people.contains(people));
        found.unwrap_or_else(|| panic!("{program} {people}"))
    };
    let second = of("assistance", "低保");
    let corner = second.corners.iter().find(|corner| corner.text == "限额 20000").expect("the limit");
    let amounts = corner.around.each_ref().map(|point| (point.at.as_str(), point.max.as_str()));
    assert_eq!(amounts, [("24999.99", "19999.99"), ("25000.00", "20000.00"), ("25000.01", "20000.00")]);
    assert_eq!(second.readings, []);
    let third = of("assistance", "因病致贫");
    let texts: Vec<&str> = third.corners.iter().map(|corner| corner.text.as_str()).collect();
    assert_eq!(texts, ["资格 17425", "限额 20000"], "below the gate nothing is paid, whatever is deducted");
    let gate = &third.corners[0].around;
    assert_eq!(gate.each_ref().map(|point| point.max.as_str()), ["0.00", "8055.00", "8055.01"]);
    let [reading] = third.readings.as_slice() else { panic!("{:?}", third.readings) };
    let at = |points: &[CurvePoint]| {
        points.iter().find(|point| point.at == "17425.00").expect("there").max.clone()
    };
    assert_eq!((at(&third.points), at(&reading.points)), ("8055.00".into(), "10455.00".into()));
}

/// Of a class that no typed words tell, the first identity that it names is tried.
#[test]
fn a_class_that_facts_tell_too_is_drawn() {
    let text = pack("wuhan-2023");
    let (_, policy) = loaded("wuhan-2023.toml", &text);
    let drawn = curves(&policy, &tries(&text, policy.period.from));
    let third = drawn.iter().find(|curve| curve.program == "inpatient" && curve.people == "三类");
    let corner = third.and_then(|third| third.corners.first()).expect("it turns");
    assert_eq!((corner.text.as_str(), corner.around[2].max.as_str()), ("起付 3000", "0.01"));
}

#[test]
fn a_turn_is_where_the_line_turns() {
    let text = pack("zibo-2025");
    let (_, policy) = loaded("zibo-2025.toml", &text);
    let drawn = curves(&policy, &tries(&text, policy.period.from));
    let of = |program: &str| -> Vec<(&str, &str)> {
        let found = drawn.iter().filter(|curve| curve.program == program);
        found.flat_map(|curve| &curve.corners).map(|turn| (turn.text.as_str(), &*turn.around[1].at)).collect()
    };
    // A share of what the place fills in is that share of what stands for it.
    let share = ("起付 本市上年居民人均可支配收入的25%", "7500.00");
    assert!(of("assistance").contains(&share), "{:?}", of("assistance"));
    // Its figures are about what the one before leaves, and what that one pays turns it too.
    let second = [
        ("起付 5000", "20000.00"),
        ("住院救助的限额 30000", "40000.00"),
        ("限额 20000", "63571.43"),
        ("起付 10000", "17000.00"),
        ("住院救助的限额 20000", "43000.00"),
        ("限额 20000", "58571.43"),
    ];
    assert_eq!(of("second-assistance"), second);
    let places: Vec<&str> = drawn
        .iter()
        .filter(|curve| curve.program == "second-assistance")
        .flat_map(|curve| &curve.corners)
        .map(|corner| corner.place.as_deref().expect("in the form"))
        .collect();
    let cells = form(&text).expect("TOML");
    for (place, (words, _)) in places.iter().zip(second) {
        let cell = figures(&cells).find(|cell| cell.place == *place).expect(place);
        assert!(words.ends_with(&cell.text), "{words}: {place}");
    }
}

/// No line bends where no figure is named.
#[test]
fn every_bend_of_every_pack_has_a_name() {
    let fen = |text: &str| -> i128 { text.replace('.', "").parse().expect("to the fen") };
    let mut bends = 0;
    for (name, text) in packs() {
        // Of cases with so many open questions each takes a tenth of a second.
        if name == "county-four-modes.toml" {
            continue;
        }
        let read = PackFile::read_all(name, text, &support::common(), &|_| None);
        let Some(policy) = read.iter().rev().find_map(|pack| check::as_loaded(pack.policy.as_ref()?).ok())
        else {
            continue;
        };
        let tries = tries(text, policy.period.from);
        for curve in curves(&policy, &tries) {
            is_paid_by_all_of_the_policy(name, &policy, &tries, &curve);
            let corners: Vec<i128> = curve.corners.iter().map(|corner| fen(&corner.around[1].at)).collect();
            bends += corners.len();
            for of in [|point: &CurvePoint| point.min.clone(), |point: &CurvePoint| point.max.clone()] {
                let points: Vec<(i128, i128)> =
                    curve.points.iter().map(|point| (fen(&point.at), fen(&of(point)))).collect();
                for three in points.windows(3) {
                    let [before, here, after] = three else { continue };
                    let is_named = corners.iter().any(|at| (at - here.0).abs() <= 1);
                    // Each is rounded to the fen, and a place to the yuan where that is as near.
                    let wide = after.0 - before.0;
                    let off = (here.1 - before.1) * wide - (after.1 - before.1) * (here.0 - before.0);
                    let told = (name, &curve.program, &curve.people, here.0);
                    assert!(is_named || off.abs() <= 8 * wide, "{told:?} bends without a name");
                }
            }
        }
    }
    assert!(bends > 90, "{bends}");
}

/// What is left out of the policy while a row is looked at moves nothing.
fn is_paid_by_all_of_the_policy(name: &str, policy: &Policy, tries: &[Try], curve: &Curve) {
    let one = tries.iter().find(|one| one.way == curve.way).expect("the row");
    let ends = [curve.points.last(), curve.points.get(curve.points.len() / 2)];
    for point in curve.corners.iter().map(|corner| &corner.around[1]).chain(ends.into_iter().flatten()) {
        let at: Yuan = point.at.parse().expect("an amount");
        let paid = |answers: &Node| match explain::assess(policy, &Answers::from(one.with(answers, at))) {
            Outcome::Ok(found) => {
                let AmountRange { min, max, .. } = support::program(&found, &curve.program).amount;
                (min.to_string(), max.to_string())
            }
            Outcome::Problems(problems) => panic!("{name}: {problems:?}"),
        };
        let all: Vec<_> = one.answers.iter().map(paid).collect();
        let told = (point.min.clone(), point.max.clone());
        assert!(all.contains(&told), "{name} {} {}: {told:?} of {all:?}", curve.program, curve.people);
    }
}

#[test]
fn for_each_figure_without_an_example_one_is_proposed_that_exercises_it() {
    let id = "zibo-2025";
    let text = pack(id);
    let rules = text.split("[case_defaults]").next().expect("the rules");
    let nobody = "[[cases]]\nname = \"别人\"\nsource = \"没有列\"\nas_of = \"2026-06-30\"\nprogram = \"assistance\"\ncategories = [\"general\"]\nstatus = \"not-eligible\"\n";
    let mut text = format!("{rules}{nobody}");
    let told = |text: &str| {
        let (pack, policy) = loaded(&format!("{id}.toml"), text);
        let found = proposals(&pack, &policy, &tries(text, policy.period.from), &support::common());
        let other = |place: &str| {
            ["条件：", "读法：", "写法：", "材料：", "病种："].iter().any(|kind| place.starts_with(kind))
        };
        let figures: Vec<_> = found.found.into_iter().filter(|one| !other(&one.place)).collect();
        assert_eq!(figures.len(), found.unnoticed);
        assert!(found.figures >= found.unnoticed && found.figures > 8, "{}", found.figures);
        figures
    };
    let before = told(&text);
    assert!(before.len() > 8 && before.iter().all(|one| one.case.is_some()), "{before:?}");
    // One after the other, each with what comes out.
    for _ in 0..before.len() {
        let found = told(&text);
        let Some(case) = found.into_iter().find_map(|one| one.case) else { break };
        let number = text.matches("name = \"例\"").count();
        let told = CaseTold {
            name: format!("例{number}-{}", text.len()),
            source: "手算".into(),
            program: case.program.clone(),
            people: case.people,
            total: case.total,
            amount: String::new(),
            today: "2026-06-30".into(),
            care: case.care,
            chosen: case.chosen.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect(),
        };
        let drafted = done(
            &text,
            &Edit::Add { added: Added::Case(Box::new(CaseTold { amount: "0".into(), ..told.clone() })) },
        );
        let read = PackFile::read(&format!("{id}.toml"), &drafted, &support::common());
        let policy = read.policy.as_ref().unwrap_or_else(|| panic!("{:?}", read.diagnostics));
        let answers = jiuzhu::Answers::from(read.cases.last().expect("the new one").answers.clone());
        let jiuzhu::explain::Outcome::Ok(found) = jiuzhu::explain::assess(policy, &answers) else {
            panic!("{drafted}")
        };
        let amount = support::program(&found, &told.program).amount.min.to_string();
        text = done(&text, &Edit::Add { added: Added::Case(Box::new(CaseTold { amount, ..told })) });
    }
    assert_eq!(told(&text).len(), 0, "{text}");
}
