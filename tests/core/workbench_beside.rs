//! 政策包工作台: what stands in a programme beside its figures.
#![cfg(feature = "cli")]

use jiuzhu::policy::file::PackFile;
use jiuzhu::workbench::{Added, Edit, EditError, patches};

use crate::support;
use crate::workbench::{done, form, pack, unsound};

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
