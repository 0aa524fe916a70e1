//! 政策包工作台: rows of the table of classes, whose figures come and go.
#![cfg(feature = "cli")]

use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{Added, Column, Edit, EditError, patches};

use crate::support;
use crate::workbench::{done, figures, form, pack, unsound};

#[test]
fn figures_of_a_row_come_and_go() {
    let text = pack("zibo-2025");
    let figure = |way: &str, column, text: &str| Edit::Figure { way: way.into(), column, text: text.into() };
    let way = "programs.1.ways.0";
    let after = done(&text, &figure(way, Column::Line, "1500"));
    assert!(after.contains(r#"steps = [{ op = "threshold", at = "1500", inclusive = false, keeps = "excess" }, { op = "ratio", value = "75%" }, { op = "cap", value = "30000" }]"#), "{after}");
    assert_eq!(done(&after, &figure(way, Column::Line, "不设")), text);
    let after = done(&text, &figure(way, Column::Limit, "不设"));
    assert!(after.contains(r#"steps = [{ op = "ratio", value = "75%" }]"#));
    assert_eq!(done(&after, &figure(way, Column::Limit, "3万元")), text);
    let open = done(&after, &figure(way, Column::Limit, "没有写"));
    assert!(
        open.contains(r#"{ op = "cap", value = { parameter = "assistance_limit" } }"#)
            && open.contains("id = \"assistance_limit\"")
    );
    let silent = done(&text, &figure(way, Column::Share, "没有写"));
    assert!(silent.contains(r#"steps = [{ op = "not-stated", text = "特困、低保、返贫致贫住院救助给多少，文件没有写，请问医保" }]"#));
    assert_eq!(patches(&text, &figure(way, Column::Share, "很多")), Err(EditError::NotAShare));
    assert_eq!(patches(&text, &figure(way, Column::Limit, "")).map(|found| found.len()), Ok(1));
    let share = done(&text, &figure(way, Column::Line, "本市上年居民人均可支配收入的5%"));
    assert!(
        share.contains(
            r#"{ op = "threshold", at = { parameter = "city_income_last_year", share = "5%" }, inclusive"#
        ),
        "{share}"
    );
    let sum = done(&text, &figure(way, Column::Share, "500元"));
    assert!(sum.contains(r#"steps = [{ op = "fixed", value = "500" }, { op = "cap""#), "{sum}");
    assert_eq!(done(&sum, &figure(way, Column::Share, "75%")), text);
    let gated = done(&text, &figure(way, Column::Gate, "1万元"));
    let sum_of_year = r#"{ year_sum = { from = "in-scope", less = ["basic", "critical", "waived"], at = "10000", inclusive = true }, text = "一年里自己付的政策范围内费用达到10000元" }"#;
    assert!(gated.contains(&format!(r#"who = [{{ group = "first" }}, {sum_of_year}]"#)), "{gated}");
    assert_eq!(done(&gated, &figure(way, Column::Gate, "不设")), text);
}

#[test]
fn a_figure_that_can_be_read_in_two_ways_is_computed_in_both() {
    let text = pack("zibo-2025");
    let way = "programs.1.ways.1";
    let reading = |column, on| Edit::Reading { way: way.into(), column, on };
    let after = done(&text, &reading(Column::Line, true));
    assert!(after.contains("id = \"deductible-base\""), "{after}");
    let shown = form(&after).expect("TOML");
    let lines: Vec<_> =
        shown.programs[1].ways[1].figures.iter().filter(|cell| cell.column == Some(Column::Line)).collect();
    assert!(
        lines.len() == 2 && lines.iter().all(|cell| cell.reading == "deductible-base" && cell.text == "3000")
    );
    let both = done(&after, &Edit::Figure { way: way.into(), column: Column::Line, text: "4000".into() });
    assert_eq!(both.matches("at = \"4000\"").count(), 2, "{both}");
    let found = PackFile::read("zibo-2025.toml", &after, &support::common());
    assert_eq!(found.diagnostics, []);
    assert_eq!(done(&after, &reading(Column::Line, false)), text);
    let limit = done(&text, &reading(Column::Limit, true));
    assert!(
        limit.contains(
            r#"{ op = "cap", value = "20000", when = { reading = "limit-applies", is = "applies" } }"#
        ),
        "{limit}"
    );
    assert_eq!(done(&limit, &reading(Column::Limit, false)), text);
}

#[test]
fn people_are_told_in_words_and_what_they_are_asked_goes_with_them() {
    let text = pack("zibo-2025");
    let people = |place: &str, text: &str| Edit::People { place: place.into(), text: text.into() };
    let shown = form(&text).expect("TOML");
    let who = &shown.groups[1].cells.iter().find(|cell| cell.name == "who").expect("people").text;
    assert_eq!(who, "特困人员、低保对象、返贫致贫");
    let after = done(&text, &people("groups.0.rows.1.who", "特困、困境儿童"));
    assert!(after.contains("facts = [\"child_in_hardship\"]"), "{after}");
    assert_eq!(done(&after, &people("groups.0.rows.1.who", who)), text);
    assert_eq!(patches(&text, &people("groups.0.rows.1.who", "某些人")), Err(EditError::NotPeople));
}

#[test]
fn a_share_is_more_or_less_in_a_circumstance() {
    let text = pack("zibo-2025");
    let way = "programs.1.ways.0";
    let adjust = |way: &str, up: bool, when: &str, by: &str| Edit::Adjust {
        way: way.into(),
        up,
        when: when.into(),
        by: by.into(),
    };
    let more = done(&text, &adjust(way, true, "0–14岁", "10个百分点"));
    assert!(
        more.contains(
            r#"{ op = "ratio", value = "75%", plus = [{ when = { age = { at_most = 14 } }, points = "10%" }] }"#
        ),
        "{more}"
    );
    assert_eq!(unsound(&more), Vec::<String>::new());
    let shown = form(&more).expect("TOML");
    let moved: Vec<_> = figures(&shown).filter(|cell| cell.column == Some(Column::Plus)).collect();
    let [cell] = moved.as_slice() else { panic!("{moved:?}") };
    assert_eq!((cell.when.as_str(), cell.is_told, cell.text.as_str()), ("14周岁以下的", true, "10%"));
    let paid = |text: &str, age: u8| {
        let read = PackFile::read("zibo-2025.toml", text, &support::common());
        let policy = read.policy.unwrap_or_else(|| panic!("{:?}", read.diagnostics));
        let answers = serde_json::json!({
            "contract": 1, "as_of": "2026-06-30",
            "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "age": age },
            "bills": [{ "date": "2026-03-15", "care": "inpatient", "place": "local", "total": "10000",
                        "in_scope": "10000", "basic_paid": "0", "critical_paid": "0" }],
        });
        support::program(&support::assess(&policy, &answers), "assistance").amount.max.to_string()
    };
    assert_eq!([paid(&text, 10), paid(&more, 10), paid(&more, 15)], ["7500.00", "8500.00", "7500.00"]);
    let place = |field: &str| format!("{way}.steps.0.plus.0{field}");
    let set = |text: &str| Edit::Set { place: place(".by"), text: text.into() };
    let part = done(&more, &set("原比例的一成"));
    assert!(part.contains("of_itself = \"10%\""), "{part}");
    assert_eq!(paid(&part, 10), "8250.00");
    assert_eq!(done(&part, &set("10个百分点")), more);
    assert_eq!(patches(&more, &set("很多")), Err(EditError::NotAMove));
    let people = Edit::People { place: place(".when"), text: "孤儿".into() };
    assert!(done(&more, &people).contains("plus = [{ when = { category = [\"orphan\"] }"));
    assert_eq!(done(&more, &Edit::Remove { place: place("") }), text);
    // What is less for bills is looked at bill by bill.
    let less = done(&more, &adjust(way, false, "未转诊", "20个百分点"));
    assert!(
        less.contains(r#"minus = [{ when = { place = ["unreferred"] }, points = "20%" }], per = "bill" }"#),
        "{less}"
    );
    assert_eq!(unsound(&less), Vec::<String>::new());
    let by_the_year = adjust("programs.1.ways.1", false, "未转诊", "20个百分点");
    assert_eq!(patches(&text, &by_the_year), Err(EditError::ByTheYear));
    assert_eq!(patches(&text, &adjust(way, true, "下雨天", "10%")), Err(EditError::NotACircumstance));
    let silent = Edit::Figure { way: way.into(), column: Column::Share, text: "没有写".into() };
    let silent = done(&text, &silent);
    assert_eq!(patches(&silent, &adjust(way, true, "孤儿", "10%")), Err(EditError::NoShare));
    // A sum in place of the share would lose them.
    let sum = Edit::Figure { way: way.into(), column: Column::Share, text: "500元".into() };
    assert_eq!(patches(&more, &sum), Err(EditError::OnlyInText));
}

#[test]
fn every_circumstance_of_bills_is_told_back_in_words() {
    let text = pack("zibo-2025");
    for words in [
        "未转诊",
        "规范转诊",
        "省外",
        "省内就医",
        "异地就医",
        "一级医院",
        "二级医院",
        "三级医院",
        "住院",
        "慢特病",
    ] {
        let edit = Edit::Adjust {
            way: "programs.1.ways.0".into(),
            up: false,
            when: words.into(),
            by: "5个百分点".into(),
        };
        let after = done(&text, &edit);
        let shown = form(&after).expect("TOML");
        let cell = figures(&shown).find(|cell| cell.column == Some(Column::Minus)).expect("there");
        assert!(cell.is_told, "{words}: {}", cell.when);
        let again =
            Edit::People { place: "programs.1.ways.0.steps.0.minus.0.when".into(), text: cell.when.clone() };
        assert_eq!(done(&after, &again), after, "{words}");
        assert_eq!(unsound(&after), Vec::<String>::new(), "{words}");
    }
}

#[test]
fn a_limit_that_nobody_knows_is_a_range() {
    let text = pack("zibo-2025");
    let limit =
        Edit::Figure { way: "programs.1.ways.0".into(), column: Column::Limit, text: "没有写".into() };
    let after = done(&text, &limit);
    let parameter = after.split("[[parameters]]").last().expect("there").split("[[").next().expect("there");
    assert!(
        parameter.contains("id = \"assistance_limit\"") && parameter.contains("ranges = true\n"),
        "{after}"
    );
    assert_eq!(unsound(&after), Vec::<String>::new());
    // A deductible is no limit.
    let line =
        Edit::Figure { way: "programs.1.ways.0".into(), column: Column::Line, text: "没有写".into() };
    assert!(!done(&text, &line).contains("ranges"));
    let pool = Added::Pool { name: "两项合计".into(), amount: "30000".into(), cite: "first".into() };
    let pooled = done(&text, &Edit::Add { added: pool });
    let open = done(&pooled, &Edit::Set { place: "pools.0.amount".into(), text: "没有写".into() });
    assert!(
        open.contains("amount = { parameter = \"pool_1_limit\" }") && open.contains("ranges = true"),
        "{open}"
    );
    let shared =
        Edit::Figure { way: "programs.1.ways.0".into(), column: Column::Limit, text: "两项合计".into() };
    let shared = done(&pooled, &shared);
    let shown = form(&shared).expect("TOML");
    let limit = shown.programs[1].ways[0].figures.iter().find(|cell| cell.column == Some(Column::Limit));
    assert_eq!(limit.map(|cell| cell.text.as_str()), Some("两项合计"));
}

#[test]
fn what_the_form_keeps_of_a_row_is_named() {
    let text = pack("zibo-2025");
    let named = |text: &str| -> Vec<String> {
        form(text).expect("TOML").beyond.into_iter().map(|beyond| beyond.name).collect()
    };
    let before = named(&text);
    let way = "programs.1.ways.0";
    let line = Edit::Figure { way: way.into(), column: Column::Line, text: "1000".into() };
    let usual = done(&text, &line);
    assert_eq!(named(&usual), before);
    let changed = usual.replacen(
        "at = \"1000\", inclusive = false, keeps = \"excess\"",
        "at = \"1000\", inclusive = true, keeps = \"whole\", when = { residence = \"rural\" }",
        1,
    );
    let more: Vec<String> = named(&changed).into_iter().filter(|name| !before.contains(name)).collect();
    assert_eq!(more, ["assistance.inclusive", "assistance.keeps", "assistance.when"]);
}
