//! 政策包工作台: whole packs typed into the form, and rows of its table that come and go.
#![cfg(feature = "cli")]

use jiuzhu::check;
use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{
    Added, CaseTold, Column, CurvePoint, Edit, EditError, TableRow, Template, apply, blank, curves, patches,
    proposals, tries,
};

use crate::support;
use crate::workbench::{figures, form, pack, packs};

fn done(text: &str, edit: &Edit) -> String {
    apply(text, &patches(text, edit).unwrap_or_else(|error| panic!("{edit:?}: {error}")))
}

fn row(people: &str, cite: &str, line: &str, share: &str, limit: &str) -> TableRow {
    let own = str::to_owned;
    TableRow { people: own(people), cite: own(cite), line: own(line), share: own(share), limit: own(limit) }
}

/// 淄博 as it is typed into the form, one thing after the other.
#[test]
fn a_pack_typed_into_the_form_is_one_that_computes() {
    let own = str::to_owned;
    let set = |place: &str, text: &str| Edit::Set { place: own(place), text: own(text) };
    let citation = |article: &str, summary: &str| Edit::Add {
        added: Added::Citation { source: own("measures"), article: own(article), summary: own(summary) },
    };
    let ways = |program: usize, rows: Vec<TableRow>| Edit::Add {
        added: Added::Ways { program: format!("programs.{program}"), rows },
    };
    let program = |template, name: &str, cite: &str| Edit::Add {
        added: Added::Program { template, name: own(name), cite: own(cite) },
    };
    let case = |name: &str, program: &str, people: &str, total: &str, amount: &str| Edit::Add {
        added: Added::Case(Box::new(CaseTold {
            name: own(name),
            source: own("标准"),
            program: own(program),
            people: own(people),
            total: own(total),
            amount: own(amount),
            today: own("2026-06-30"),
            care: own("inpatient"),
            chosen: Vec::new(),
        })),
    };
    let edits = [
        set("id", "zibo-2025"),
        set("title", "山东省淄博市医疗救助"),
        Edit::Choose { place: own("region"), ids: vec![own("山东省"), own("淄博市")] },
        set("region_code", "370300"),
        set("from", "2025-11-11"),
        Edit::Add {
            added: Added::Source {
                title: own("医疗救助标准"),
                number: String::new(),
                issuer: own("淄博市医疗保障局淄川分局"),
                date: own("2025-11-11"),
            },
        },
        citation(
            "救助标准",
            "特困人员、低保对象按75%比例救助，年度救助限额为3万元；低保边缘家庭成员、监测对象超过3000元以上部分按50%，年度限额2万元。",
        ),
        citation(
            "再救助",
            "特困人员、低保对象超过5000元以上部分按70%比例给予再救助，年度再救助限额为2万元；低保边缘家庭成员、监测对象超过10000元以上的部分按70%，限额2万元。",
        ),
        Edit::Add { added: Added::Document { name: own("身份证、户口簿"), issuer: String::new() } },
        Edit::Add { added: Added::Document { name: own("医保结算单"), issuer: own("医院") } },
        Edit::Add {
            added: Added::Route {
                on_application: false,
                place: own("定点医院结算窗口"),
                steps: vec![own("出示医保电子凭证，一起结算")],
                cite: own("article-1"),
            },
        },
        program(Template::Inpatient, "住院救助", "article-1"),
        program(Template::TopUp, "再救助", "article-2"),
        ways(
            0,
            vec![
                row("特困、低保", "", "不设", "75", "3万元"),
                row("低保边缘、监测对象", "", "3000元", "五成", "2万"),
            ],
        ),
        ways(
            1,
            vec![
                row("特困、低保", "", "5000", "70%", "20000"),
                row("低保边缘、监测对象", "", "1万", "70%", "20000"),
            ],
        ),
        case("低保边缘，住院23000", "inpatient", "低保边缘", "23000", "10000.00"),
        case("低保边缘，再救助", "top-up", "低保边缘", "23000", "2100.00"),
        case("特困，住院40000", "inpatient", "特困", "40000", "30000.00"),
    ];
    let mut text = blank("2026-11-28");
    for edit in &edits {
        text = done(&text, edit);
    }
    insta::assert_snapshot!("typed", text);
    let pack = PackFile::read("zibo-2025.toml", &text, &support::common());
    assert_eq!(pack.diagnostics, [], "{text}");
    let form = form(&text).expect("TOML");
    assert_eq!(figures(&form).filter(|figure| figure.doubt.is_some()).count(), 0);
    for case in &pack.cases {
        let policy = pack.policy.as_ref().expect("sound");
        let answers = jiuzhu::Answers::from(case.answers.clone());
        let jiuzhu::explain::Outcome::Ok(found) = jiuzhu::explain::assess(policy, &answers) else {
            panic!("{}", case.name)
        };
        for expected in &case.expected {
            let result = support::program(&found, &expected.program);
            assert_eq!(expected.amount, Some((result.amount.min, result.amount.max)), "{}", case.name);
        }
    }
}

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
fn what_is_beside_the_figures_is_in_the_form() {
    let text = pack("zibo-2025");
    let beyond = Edit::Add {
        added: Added::Beyond {
            program: "programs.1".into(),
            quote: "计划生育特殊家庭上浮10%。".into(),
            reason: "名单没有公布".into(),
        },
    };
    let after = done(&text, &beyond);
    assert!(
        after.contains("\"这一条没有算进去：计划生育特殊家庭上浮10%（名单没有公布）。请问医保。\"]"),
        "{after}"
    );
    let back = |text: &str| Edit::LookBack { program: "programs.1".into(), text: text.into() };
    let after = done(&text, &back("12个月"));
    assert!(after.contains(r#"{ any = [{ fact = "recognised_on", bill = "from" }, { fact = "recognised_on", bill = "before", months = 12 }] }]"#), "{after}");
    assert_eq!(
        PackFile::read("zibo-2025.toml", &after, &support::common())
            .diagnostics
            .iter()
            .filter(|found| found.code != "case-failed" && found.code != "boundary")
            .count(),
        0
    );
    let set = |place: &str, text: &str| Edit::Set { place: place.into(), text: text.into() };
    let after = done(&text, &set("routes.0.deadline", "出院后6个月"));
    assert!(after.contains("deadline = { months_after_bill = 6, rule = \"出院后6个月\" }"), "{after}");
    let below = pack("wuhan-2023");
    let over = jiuzhu::workbench::based_on(&below, "wuhan-2023", "2026-11-28");
    let way = form(&below).expect("TOML").programs[0].ways[0].place.clone();
    let after = done(&over, &Edit::Add { added: Added::Over { below, way } });
    assert!(after.contains("based_on = \"wuhan-2023\"") && after.contains("[[programs.ways]]"), "{after}");
}

#[test]
fn texts_with_their_own_line_ends_keep_them() {
    let text = pack("zibo-2025").replace('\n', "\r\n");
    let after =
        done(&text, &Edit::Add { added: Added::Document { name: "诊断证明".into(), issuer: "医院".into() } });
    assert_eq!(after.matches("\r\n").count(), after.matches('\n').count());
    assert!(form(&after).is_some_and(|form| form.documents.len() == 4));
}

/// The last pack of a text, and its policy as it is loaded.
fn loaded(name: &str, text: &str) -> (PackFile, jiuzhu::policy::Policy) {
    let pack = PackFile::read(name, text, &support::common());
    assert_eq!(pack.diagnostics, []);
    let policy = check::as_loaded(pack.policy.as_ref().expect("sound")).expect("a pack");
    (pack, policy)
}

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
        for curve in curves(&policy, &tries(text, policy.period.from)) {
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

#[test]
fn what_one_pays_for_insurance_is_given_in_full_in_part_or_as_a_sum() {
    let own = str::to_owned;
    let set = |place: &str, text: &str| Edit::Set { place: own(place), text: own(text) };
    let add = |added| Edit::Add { added };
    let mut edits = vec![
        set("id", "shili-2026"),
        set("title", "示例县资助参保"),
        Edit::Choose { place: own("region"), ids: vec![own("示例省"), own("示例县")] },
        set("from", "2026-01-01"),
        add(Added::Source {
            title: own("办法"),
            number: String::new(),
            issuer: String::new(),
            date: String::new(),
        }),
        add(Added::Citation {
            source: own("measures"),
            article: own("第三条"),
            summary: own("特困人员全额资助，低保对象按90%资助，监测对象定额资助230元。"),
        }),
        add(Added::Program {
            template: Template::Enrolment, name: own("资助参保"), cite: own("article-1")
        }),
        add(Added::Ways {
            program: own("programs.0"),
            rows: vec![
                row("特困", "", "", "全额", ""),
                row("低保", "", "", "九成", ""),
                row("监测对象", "", "", "230元", ""),
            ],
        }),
    ];
    for (people, amount) in [("特困", "400"), ("低保", "360"), ("监测对象", "230")] {
        edits.push(add(Added::Case(Box::new(CaseTold {
            name: own(people),
            source: own("手算"),
            program: own("enrolment"),
            people: own(people),
            total: own("400"),
            amount: own(amount),
            today: own("2026-06-30"),
            ..CaseTold::default()
        }))));
    }
    let text = edits.iter().fold(blank("2026-11-28"), |text, edit| done(&text, edit));
    let (pack, policy) = loaded("shili-2026.toml", &text);
    assert_eq!(check::computed(&pack, &policy).diagnostics, [], "{text}");
    assert_eq!(pack.cases.len(), 3);
    let shown = form(&text).expect("TOML");
    let shares: Vec<_> = figures(&shown).map(|cell| (cell.text.as_str(), cell.doubt.is_none())).collect();
    assert_eq!(shares, [("100%", true), ("90%", true), ("230", true)]);
}

/// What is wrong with a text beside what its examples come to.
fn unsound(text: &str) -> Vec<String> {
    let found = PackFile::read("zibo-2025.toml", text, &support::common()).diagnostics;
    let by_numbers = ["case-failed", "boundary", "unused"];
    found
        .iter()
        .filter(|found| !by_numbers.contains(&found.code))
        .map(|found| format!("[{}] {}", found.code, found.text))
        .collect()
}

fn province_of(text: &str, program: usize) -> String {
    let shown = form(text).expect("TOML");
    shown.programs[program].cells.iter().find(|cell| cell.name == "province").expect("there").text.clone()
}

#[test]
fn the_province_in_which_bills_count_is_chosen_in_the_form() {
    let text = pack("zibo-2025");
    let set = |is: &str| Edit::Set { place: "programs.1.covers.province".into(), text: is.into() };
    assert_eq!(province_of(&text, 1), "");
    let same = done(&text, &set("same"));
    assert!(
        same.contains(
            r#"{ place = ["local", "referred"], province = "same", text = "在省内看，外地的办过转诊、备案" }"#
        ),
        "{same}"
    );
    assert_eq!(province_of(&same, 1), "same");
    let other = done(&text, &set("other"));
    assert!(
        other.contains(r#"{ not = { place = ["local", "referred", "unreferred"], province = "same" } }"#),
        "{other}"
    );
    assert_eq!(province_of(&other, 1), "other");
    assert_eq!((unsound(&same), unsound(&other)), (vec![], vec![]));
    for after in [&same, &other] {
        assert_eq!(done(after, &set("")), text);
    }
    assert_eq!(done(&same, &set("other")), other);
    assert_eq!(done(&other, &set("same")), same);
    assert_eq!(patches(&text, &set("外国")), Err(EditError::OnlyInText));
    // Words of the author's own stay.
    let own = pack("tashikuergan-2023");
    assert_eq!(province_of(&own, 1), "same");
    let open = done(&own, &set(""));
    assert!(open.contains("{ place = [\"local\", \"referred\"], text = \"在疆内看，外地的规范转诊\" }"));
    assert_eq!(done(&open, &set("same")), own);
}

#[test]
fn what_residents_are_told_of_the_place_follows_what_is_chosen() {
    let text = pack("zibo-2025");
    let place = form(&text).expect("TOML").programs[1]
        .cells
        .iter()
        .find(|cell| cell.name == "place")
        .expect("there")
        .place
        .clone();
    let choose = |ids: &[&str]| Edit::Choose {
        place: place.clone(),
        ids: ids.iter().map(|id| (*id).into()).collect(),
    };
    let here = done(&text, &choose(&["local"]));
    assert!(here.contains(r#"{ place = ["local"], text = "在本地看" }"#), "{here}");
    assert_eq!(done(&here, &choose(&["local", "referred"])), text);
    let all = done(&text, &choose(&["local", "referred", "unreferred"]));
    assert!(all.contains(r#"{ place = ["local", "referred", "unreferred"] }"#), "{all}");
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
