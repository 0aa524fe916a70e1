//! Another policy over the same list, and lists for those who go out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::county::county;
use super::{DAY, fen, path, rows, run, scratch, screen, told};
use jiuzhu::document::cell::Row;

/// Under another policy everybody is who they were before, each change follows from the amounts beside it, and the sums are
/// those of the names.
#[test]
fn another_policy_changes_what_its_figures_say() {
    let county = county(80);
    let folder = scratch("against");
    let under = |against: &str| {
        let (output, out) =
            run(&folder, &county, &|text| text.as_bytes().to_vec(), &["--against", against, "--jobs", "2"]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        (told(&output), rows(&out), rows(&out.with_file_name("结果-对比.csv")), out)
    };
    for (against, changes) in
        [("huangshi-2024", [false, false]), ("foshan-2025", [true, false]), ("baoding-2025", [false, false])]
    {
        let (told, persons, lines, out) = under(against);
        let known: BTreeMap<&str, &Row> = persons.iter().map(|row| (row.cell(2).text, row)).collect();
        let (mut tallied, mut before) = ([0_u64; 4], 0);
        for line in &lines {
            let amount = |column: usize| fen(line.cell(column).text);
            let row = known[line.cell(2).text];
            assert_eq!((amount(6), amount(7)), (fen(row.cell(7).text), fen(row.cell(8).text)), "{line:?}");
            let change = line.cell(0).text;
            assert!(
                match change {
                    "多领" => amount(8) > amount(7),
                    "少领" => amount(9) < amount(6),
                    "一样" => (6..10).all(|column| amount(column) == amount(6)),
                    _ => change == "说不准",
                },
                "{line:?}"
            );
            assert_eq!((amount(10), amount(11)), (amount(8) - amount(7), amount(9) - amount(6)), "{line:?}");
            let place = ["多领", "少领", "说不准", "一样"].iter().position(|known| *known == change);
            tallied[place.expect("a change")] += 1;
            before += amount(6);
        }
        assert_eq!(lines.len(), persons.len(), "{told}");
        let sums = rows(&out.with_file_name("结果-对比汇总.csv"));
        let all: Vec<u64> =
            (2..6).map(|column| sums[0].cell(column).text.parse().expect("a number")).collect();
        assert_eq!((all, fen(sums[0].cell(6).text)), (tallied.to_vec(), before), "{told}");
        let mut villages = [0_u64; 4];
        for row in sums.iter().filter(|row| row.cell(0).text == "村") {
            for (sum, column) in villages.iter_mut().zip(2..6) {
                *sum += row.cell(column).text.parse::<u64>().expect("a number");
            }
        }
        assert_eq!(villages, tallied);
        // Where the other policy has no figure, nobody can tell that somebody would lose.
        assert_eq!([tallied[0] > 0, tallied[1] > 0], changes, "{told}");
        let is_same = against == "huangshi-2024";
        assert!(told.contains(if is_same { "换成别的数" } else { "换成" }), "{told}");
    }
    let file = folder.join("结算.csv");
    for (arguments, message) in [
        (vec!["-o", "x.csv", "--against", "nowhere", path(&file)], "没有政策包 nowhere"),
        (vec!["-o", "x.csv", "--against", "huangshi-2024", "-"], "--against、--visits 要把名单读几遍"),
        (
            vec!["-o", "x.csv", "--against", "beijing-2023", "--against-parameter", "no=1", path(&file)],
            "parameters.no",
        ),
    ] {
        let output = screen(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", self::told(&output));
        assert!(self::told(&output).contains(message), "{arguments:?}: {}", self::told(&output));
    }
    assert!(!Path::new("x.csv").exists() && !Path::new("x-对比.csv").exists());
}

#[test]
fn those_who_go_out_get_a_list_for_each_village() {
    let county = county(80);
    let folder = scratch("visits");
    let into = folder.join("走访");
    let (output, out) = run(
        &folder,
        &county,
        &|text| text.as_bytes().to_vec(),
        &["--visits", path(&into), "--from", "青石镇民政办"],
    );
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let mut wanted: BTreeMap<String, Row> = rows(&out)
        .into_iter()
        .filter(|row| ["可能漏了", "资料不够"].contains(&row.cell(0).text))
        .map(|row| (row.cell(2).text.to_owned(), row))
        .collect();
    let count = wanted.len();
    assert!(told(&output).contains(&format!("走访名单：{count} 户")), "{}", told(&output));
    let key: BTreeMap<String, Row> =
        rows(&into.join("对照.csv")).into_iter().map(|row| (row.cell(0).text.to_owned(), row)).collect();
    let mut lists = std::collections::BTreeSet::new();
    let mut bills = 0;
    for file in fs::read_dir(&into).expect("a folder").map(|file| file.expect("a file").path()) {
        if file.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("a list");
        let list: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&list["kind"], &list["version"]), (&"jiuzhu-visit-list".into(), &1.into()));
        assert_eq!((&list["made"], &list["policy"]), (&DAY.into(), &"huangshi-2024".into()));
        assert_eq!(list["from"], "青石镇民政办");
        lists.insert(list["list"].as_str().expect("an id").to_owned());
        for household in list["households"].as_array().expect("households") {
            let row = &key[household["row"].as_str().expect("a row")];
            let person = wanted.remove(row.cell(2).text).expect("somebody to be visited, once");
            assert!(!text.contains(row.cell(2).text), "no list has an ID number");
            assert_eq!(household["name"], person.cell(1).text);
            let reason = household["reason"].as_str().expect("a reason");
            let whole = format!("{}：{}", person.cell(0).text, person.cell(13).text);
            assert!(whole.starts_with(reason), "{reason} {whole}");
            for bill in household["members"][0]["bills"].as_array().expect("bills") {
                bills += 1;
                assert!(
                    bill["total"].is_string() && bill["care"].is_string() && bill["date"].is_string(),
                    "{bill}"
                );
            }
        }
    }
    assert!(wanted.is_empty() && bills > 0, "{wanted:?}");
    let list = lists.first().expect("a list");
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    assert!(lists.len() == 1 && list.len() <= 40 && list.chars().all(plain), "{lists:?}");
    let (output, _) = run(&folder, &county, &|text| text.as_bytes().to_vec(), &["--visits", path(&into)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("--visits 要写明是哪个单位的"), "{}", told(&output));
}
