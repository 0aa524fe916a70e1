//! 政策包工作台: whole packs typed into the form, one thing after the other.
#![cfg(feature = "cli")]

use jiuzhu::check;
use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{Added, CaseTold, Column, Edit, TableRow, Template, blank};

use crate::support;
use crate::workbench::{begun, done, figures, form, loaded, pack, row, unsound};

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
fn texts_with_their_own_line_ends_keep_them() {
    let text = pack("zibo-2025").replace('\n', "\r\n");
    let after =
        done(&text, &Edit::Add { added: Added::Document { name: "诊断证明".into(), issuer: "医院".into() } });
    assert_eq!(after.matches("\r\n").count(), after.matches('\n').count());
    assert!(form(&after).is_some_and(|form| form.documents.len() == 4));
}

#[test]
fn a_qualifying_amount_over_several_lines_of_people_ends_its_lines_as_the_text_does() {
    let one = r#"who = { category = ["subsistence-margin", "relapse-risk"] }"#;
    let several = "who = { category = [\n  \"subsistence-margin\", # 一\n  \"relapse-risk\",\n] }";
    let text = pack("zibo-2025").replacen(one, several, 1);
    let other = text.replace('\n', "\r\n");
    let gate = |amount: &str| Edit::Figure {
        way: "programs.1.ways.1".into(),
        column: Column::Gate,
        text: amount.into(),
    };
    let after = done(&other, &gate("17425元"));
    assert_eq!(after, done(&text, &gate("17425元")).replace('\n', "\r\n"));
    assert_eq!(unsound(&after), Vec::<String>::new(), "{after}");
    let shown = form(&after).expect("TOML");
    let gates: Vec<&str> = figures(&shown)
        .filter(|cell| cell.column == Some(Column::Gate))
        .map(|cell| cell.text.as_str())
        .collect();
    assert_eq!(gates, ["17425"]);
    assert_eq!(done(&after, &gate("不设")), other);
}

#[test]
fn what_one_pays_for_insurance_is_given_in_full_in_part_or_as_a_sum() {
    let own = str::to_owned;
    let add = |added| Edit::Add { added };
    let mut edits = vec![
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
    let article = "特困人员全额资助，低保对象按90%资助，监测对象定额资助230元。";
    let text = begun("shili-2026", "示例县资助参保", article);
    let text = edits.iter().fold(text, |text, edit| done(&text, edit));
    let (pack, policy) = loaded("shili-2026.toml", &text);
    assert_eq!(check::computed(&pack, &policy).diagnostics, [], "{text}");
    assert_eq!(pack.cases.len(), 3);
    let shown = form(&text).expect("TOML");
    let shares: Vec<_> = figures(&shown).map(|cell| (cell.text.as_str(), cell.doubt.is_none())).collect();
    assert_eq!(shares, [("100%", true), ("90%", true), ("230", true)]);
}
