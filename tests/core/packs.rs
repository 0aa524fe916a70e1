//! The packs as they ship: every check passes, every worked case comes out, and every figure is exercised by one.
#![cfg(feature = "cli")]

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use crate::support;
use jiuzhu::policy::file::{CatalogueDisease, Common};

#[test]
fn every_pack_passes_with_every_figure_exercised() {
    let output = Command::new(env!("CARGO_BIN_EXE_jiuzhu"))
        .args(["check", "policies", "--coverage"])
        .output()
        .expect("jiuzhu");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(told.ends_with("：0 个错误，0 个警告，0 处没有例子走到\n"), "{told}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_catalogue_has_no_mistake() {
    let read = |name: &str| fs::read_to_string(format!("policies/common/{name}")).expect(name);
    let (diseases, facts) = (read("diseases.toml"), read("facts.toml"));
    let (_, diagnostics) = Common::read(("diseases.toml", &diseases), ("facts.toml", &facts));
    assert_eq!(diagnostics, []);
}

#[test]
fn a_name_stands_for_one_disease() {
    let common = support::common();
    let mut owners: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for disease in &common.diseases {
        for name in disease.aliases.iter().chain([&disease.name]) {
            owners.entry(name).or_default().push(&disease.id);
        }
    }
    owners.retain(|_, ids| ids.len() > 1);
    assert_eq!(owners, BTreeMap::new());
}

#[test]
fn kinds_of_a_disease_come_with_it() {
    let common = support::common();
    let find = |id: &str| -> (usize, &CatalogueDisease) {
        let found = common.diseases.iter().enumerate().find(|(_, disease)| disease.id == id);
        found.unwrap_or_else(|| panic!("no disease {id}"))
    };
    let check = |kind: &str, of: &str, expected: bool| {
        let (place, _) = find(kind);
        let (_, listed) = find(of);
        assert_eq!(listed.kinds.places().any(|other| other == place), expected, "{kind} is a kind of {of}");
    };
    check("lung-cancer", "malignant-tumor", true);
    check("malignant-tumor", "lung-cancer", false);
    check("child-leukemia", "leukemia", true);
    check("child-leukemia", "malignant-tumor", true);
    check("tb-mdr", "tb-active", true);
    check("diabetes-1", "diabetes", true);
    check("diabetes-1", "diabetes-2", false);
    check("uremia", "uremia", true);
    check("uremia", "malignant-tumor", false);
}

#[test]
fn a_rule_written_wrong_is_noticed_by_some_case() {
    let whole = fs::read_to_string("policies/county-70.toml").expect("the pack");
    let (before, after) = whole.split_once("[[cases]]\nname = \"低保，两次住院各到限额\"").expect("the case");
    let after = after.split_once("\n[[cases]]").map_or("", |(_, after)| after);
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("less-covered");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("county-70.toml");
    let rest = if after.is_empty() { String::new() } else { format!("[[cases]]{after}") };
    fs::write(&file, format!("{before}{rest}")).expect("write");
    let output = Command::new(env!("CARGO_BIN_EXE_jiuzhu"))
        .args(["check", "--coverage", "--common", "policies/common"])
        .arg(&file)
        .output()
        .expect("jiuzhu");
    let told = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(told.contains("没有例子走到[写法] inpatient“城乡低保对象”第 2 步的 per；可以照例子“"), "{told}");
}
