//! 政策包工作台: a deductible that is perhaps taken off once for several programmes.
#![cfg(feature = "cli")]

use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{
    Added, Beside, Column, CurvePoint, Edit, EditError, Template, curves, patches, tries,
};
use serde_json::json;

use crate::support;
use crate::workbench::{begun, done, figures, form, row, unsound};

const WAY: &str = "programs.0.ways.1";
const OTHER: &str = "programs.1.ways.1";

fn once(way: &str, on: bool) -> Edit {
    Edit::Once { way: way.into(), on }
}

/// A pack of two programmes whose second rows take 3000 off.
fn written() -> String {
    let own = str::to_owned;
    let add = |added| Edit::Add { added };
    let table = |program: &str, limit: &str| {
        let rows = vec![row("低保", "", "", "80%", limit), row("低保边缘", "", "3000", "70%", limit)];
        add(Added::Ways { program: own(program), rows })
    };
    let program =
        |template, name: &str| add(Added::Program { template, name: own(name), cite: own("article-1") });
    let edits = [
        add(Added::Document { name: own("医保结算单"), issuer: String::new() }),
        add(Added::Route {
            on_application: false,
            place: own("窗口"),
            steps: vec![own("去")],
            cite: own("article-1"),
        }),
        program(Template::Outpatient, "门诊救助"),
        program(Template::Inpatient, "住院救助"),
        table("programs.0", "1万元"),
        table("programs.1", "9万元"),
    ];
    let article = "低保按80%，低保边缘一年起付3000元，按70%，门诊限额1万元，住院限额9万元。";
    edits.iter().fold(begun("zibo-2025", "示例县医疗救助", article), |text, edit| done(&text, edit))
}

/// What the two programmes pay for these bills, read as each and as once.
fn paid(text: &str, categories: &[&str], bills: &[(&str, &str)]) -> [[String; 2]; 2] {
    let read = PackFile::read("zibo-2025.toml", text, &support::common());
    let policy = read.policy.unwrap_or_else(|| panic!("{:?}", read.diagnostics));
    ["each", "once"].map(|is| {
        let bill = |(day, (care, total)): (usize, &(&str, &str))| {
            json!({ "date": format!("2026-03-{:02}", day + 1), "care": care, "place": "local", "total": total,
                    "in_scope": total, "basic_paid": "0", "critical_paid": "0" })
        };
        let bills: Vec<_> = bills.iter().enumerate().map(bill).collect();
        let answers = json!({
            "contract": 1, "as_of": "2026-06-30", "bills": bills,
            "person": { "categories": categories, "insurance": "resident" },
            "readings": { "deductible-times": is },
        });
        let found = support::assess(&policy, &answers);
        ["outpatient", "inpatient"].map(|id| support::program(&found, id).amount.max.to_string())
    })
}

#[test]
fn a_deductible_of_two_programmes_is_computed_in_both_ways() {
    let text = done(&written(), &once(OTHER, true));
    assert_eq!(unsound(&text), Vec::<String>::new(), "{text}");
    for (bills, each, together) in [
        ([("outpatient", "2000"), ("inpatient", "13000")], ["0.00", "7000.00"], ["0.00", "8400.00"]),
        ([("inpatient", "2000"), ("outpatient", "6000")], ["2100.00", "0.00"], ["3500.00", "0.00"]),
        ([("outpatient", "5000"), ("inpatient", "140000")], ["1400.00", "90000.00"], ["1400.00", "90000.00"]),
        ([("outpatient", "1000"), ("inpatient", "2000")], ["0.00", "0.00"], ["0.00", "0.00"]),
    ] {
        let found = paid(&text, &["subsistence-margin"], &bills);
        assert_eq!(found, [each, together].map(|both| both.map(str::to_owned)), "{bills:?}");
    }
    // Whoever is in another row as well is paid by that one, of each programme's own bills.
    let bills = [("outpatient", "2000"), ("inpatient", "13000")];
    let both = paid(&text, &["subsistence-allowance", "subsistence-margin"], &bills);
    assert_eq!(both, [["1600.00", "10400.00"]; 2].map(|both| both.map(str::to_owned)));
}

#[test]
fn both_rows_are_ticked_and_unticked_together() {
    let text = written();
    for way in [WAY, OTHER] {
        let on = done(&text, &once(way, true));
        let shown = form(&on).expect("TOML");
        for program in &shown.programs {
            let ticked = |at: usize| program.ways[at].cells.iter().any(|cell| cell.name == "once");
            assert_eq!([ticked(0), ticked(1)], [false, true], "{on}");
            let care = program.cells.iter().find(|cell| cell.name == "care").expect("bills of its own");
            assert!(["outpatient", "inpatient"].contains(&care.text.as_str()), "{}", care.text);
            assert!(!program.cells.iter().any(|cell| cell.name == "covers"));
        }
        let shares = figures(&shown).filter(|cell| cell.column == Some(Column::Share));
        assert_eq!(shares.map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["80%", "70%", "80%", "70%"]);
        let is_told = |name: &str| ["conditions", "outpatient.per", "inpatient.per"].contains(&name);
        assert!(!shown.beyond.iter().any(|beyond| is_told(&beyond.name)));
        for other in [WAY, OTHER] {
            assert_eq!(done(&on, &once(other, false)), text);
        }
    }
}

/// Where it is not clear either whether the excess counts or all of it: as once only the excess does.
#[test]
fn it_goes_with_the_other_reading_of_a_deductible() {
    let read = |way: &str, on| Edit::Reading { way: way.into(), column: Column::Line, on };
    let text = [read(WAY, true), read(OTHER, true)].iter().fold(written(), |text, edit| done(&text, edit));
    let on = done(&text, &once(OTHER, true));
    assert_eq!(unsound(&on), Vec::<String>::new(), "{on}");
    let bills = [("outpatient", "2000"), ("inpatient", "13000")];
    let found = paid(&on, &["subsistence-margin"], &bills);
    assert_eq!(found, [["0.00", "7000.00"], ["0.00", "8400.00"]].map(|both| both.map(str::to_owned)));
    let shares = Edit::Figure { way: OTHER.into(), column: Column::Share, text: "六成".into() };
    let other = done(&on, &shares);
    assert_eq!(other.matches("\"60%\"").count(), 2, "{other}");
    assert_eq!(done(&other, &once(OTHER, false)), done(&text, &shares));
    assert_eq!(done(&on, &once(WAY, false)), text);
    assert_eq!(patches(&on, &read(WAY, false)), Err(EditError::OnceFirst));
}

#[test]
fn what_is_edited_afterwards_is_edited_in_all_places() {
    let text = written();
    let on = done(&text, &once(WAY, true));
    let share = Edit::Figure { way: WAY.into(), column: Column::Share, text: "六成".into() };
    assert_eq!(done(&done(&on, &share), &once(WAY, false)), done(&text, &share));
    let people = |way: &str, text: &str| Edit::People { place: format!("{way}.who"), text: text.into() };
    let ill = "因病致贫重病患者";
    let after = done(&on, &people(OTHER, ill));
    let apart = [people(WAY, ill), people(OTHER, ill), once(WAY, true)];
    assert_eq!(after, apart.iter().fold(text.clone(), |text, edit| done(&text, edit)));
    let first = people("programs.0.ways.0", "特困");
    // Those of the other programme's first row are not in this one, and stay excepted too.
    let both = r#"{ not = { any = [{ category = ["subsistence-allowance"] }, { category = ["extreme-poverty"] }] } }"#;
    assert!(done(&on, &first).contains(both));
    let care = Edit::Choose {
        place: "programs.1.covers.0.any.0.care".into(),
        ids: vec!["inpatient".into(), "chronic-outpatient".into()],
    };
    let after = done(&on, &care);
    assert_eq!(after.matches("[\"inpatient\", \"chronic-outpatient\"]").count(), 2, "{after}");
}

/// It is about nobody who is in another row, whenever that row came; and about whoever is in none any more.
#[test]
fn rows_that_come_and_go_later_are_excepted_and_no_more() {
    let text = written();
    let on = done(&text, &once(WAY, true));
    let add = |people: &str, program: &str| Edit::Add {
        added: Added::Ways { program: program.into(), rows: vec![row(people, "", "", "100%", "")] },
    };
    let excepted = |text: &str| {
        let condition =
            text.split("[[conditions]]").nth(1).expect("one").split("\n\n").next().expect("its own");
        condition
            .split_once("{ not = ")
            .map(|(_, rest)| rest.split(" }, { reading").next().expect("read").to_owned())
    };
    let (low, poor, orphan) = (
        r#"{ category = ["subsistence-allowance"] }"#,
        r#"{ category = ["extreme-poverty"] }"#,
        r#"{ category = ["orphan"] }"#,
    );
    assert_eq!(excepted(&on).as_deref(), Some(low), "{on}");
    let three = done(&on, &add("特困", "programs.1"));
    assert_eq!(excepted(&three), Some(format!("{{ any = [{low}, {poor}] }}")), "{three}");
    assert_eq!(three, done(&done(&text, &add("特困", "programs.1")), &once(WAY, true)));
    assert_eq!(unsound(&three), Vec::<String>::new(), "{three}");
    let both = paid(&three, &["extreme-poverty", "subsistence-margin"], &[("inpatient", "13000")]);
    assert_eq!(both[1][1], "13000.00");
    // An empty row is about nobody until somebody is typed into it.
    let empty = done(&on, &add("", "programs.0"));
    assert_eq!(excepted(&empty).as_deref(), Some(low));
    let typed = Edit::People { place: "programs.0.ways.2.who".into(), text: "孤儿".into() };
    let orphans = done(&empty, &typed);
    assert_eq!(excepted(&orphans), Some(format!("{{ any = [{low}, {orphan}] }}")), "{orphans}");
    let gone = |text: &str, place: &str| done(text, &Edit::Remove { place: place.into() });
    assert_eq!(gone(&three, "programs.1.ways.2").trim_end(), on.trim_end());
    let none = gone(&gone(&on, "programs.0.ways.0"), "programs.1.ways.0");
    assert_eq!(excepted(&none), None, "{none}");
    let again = done(&none, &add("孤儿", "programs.0"));
    assert_eq!(excepted(&again).as_deref(), Some(orphan), "{again}");
    // What a hand wrote there stays.
    let by_hand =
        on.replace(&format!("{{ not = {low} }}"), &format!("{{ not = {{ any = [{orphan}, {low}] }} }}"));
    let share = Edit::Figure { way: WAY.into(), column: Column::Share, text: "六成".into() };
    assert_eq!(excepted(&done(&by_hand, &share)), Some(format!("{{ any = [{orphan}, {low}] }}")));
    let three = done(&by_hand, &add("特困", "programs.1"));
    assert_eq!(excepted(&three), Some(format!("{{ any = [{orphan}, {low}, {poor}] }}")), "{three}");
}

#[test]
fn what_is_not_shared_is_refused() {
    let text = written();
    let line = Edit::Figure { way: OTHER.into(), column: Column::Line, text: "4000".into() };
    for (text, way, why) in [
        (text.clone(), "programs.0.ways.0", EditError::NoPlace),
        (done(&text, &line), WAY, EditError::NotShared),
        (text, "programs.7", EditError::NoPlace),
    ] {
        assert_eq!(patches(&text, &once(way, true)), Err(why), "{way}");
    }
}

#[test]
fn both_ways_are_drawn_beside_a_bill_of_the_other_programme() {
    let text = done(&written(), &once(WAY, true));
    let read = PackFile::read("zibo-2025.toml", &text, &support::common());
    let policy = jiuzhu::check::as_loaded(read.policy.as_ref().expect("sound")).expect("a pack");
    let drawn = curves(&policy, &tries(&text, policy.period.from));
    let curve = drawn.iter().find(|curve| curve.way == OTHER).expect("drawn");
    let [reading] = curve.readings.as_slice() else { panic!("{:?}", curve.readings) };
    assert_eq!(reading.beside, Some(Beside { care: "普通门诊".into(), total: "3000.00".into() }));
    let at_the_line = |points: &[CurvePoint]| {
        points.iter().find(|point| point.at == "3000.00").expect("the line").max.clone()
    };
    assert_eq!([at_the_line(&reading.before), at_the_line(&reading.points)], ["0.00", "2100.00"]);
}
