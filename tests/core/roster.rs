//! 过筛子：whole lists through the command line, against what a made-up county knows of itself; hostile files; and the
//! law that no row is lost.
#![cfg(feature = "cli")]
#![allow(
    clippy::too_many_lines,
    clippy::match_same_arms,
    clippy::type_complexity,
    reason = "lists of what can be"
)]
#![allow(clippy::cast_possible_truncation, reason = "the made-up county is small")]

mod bounded;
mod compared;
mod county;
mod hostile;
mod killed;
mod laws;
mod mapped;
mod parquet;
mod tried;
mod workbooks;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use county::{County, Expected, county, csv};
use jiuzhu::document::cell::Row;
use jiuzhu::sheets::Delimited;

const DAY: &str = "2026-06-30";

/// A folder of its own, empty.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("roster").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn screen(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jiuzhu"));
    command.args(["screen", "--policy", "huangshi-2024", "--as-of", DAY]).args(arguments);
    command.output().expect("jiuzhu")
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// The rows of a csv file, the heads left out.
fn rows(file: &Path) -> Vec<Row> {
    let bytes = std::io::Cursor::new(fs::read(file).expect("a result"));
    let mut reader = Delimited::new(bytes, None).expect("bytes").expect("a text");
    let mut rows = Vec::new();
    while let Some(row) = reader.next_row().expect("a row") {
        rows.push(row);
    }
    rows.split_off(1)
}

fn fen(text: &str) -> i64 {
    text.replace('.', "").parse().expect("an amount")
}

/// Writes the county's lists, and screens them.
fn run(folder: &Path, county: &County, encode: &dyn Fn(&str) -> Vec<u8>, more: &[&str]) -> (Output, PathBuf) {
    let (persons, settlements) = (folder.join("名单.csv"), folder.join("结算.csv"));
    fs::write(&persons, encode(&csv(&county.persons))).expect("write");
    fs::write(&settlements, encode(&csv(&county.settlements))).expect("write");
    let out = folder.join("结果.csv");
    let mut arguments = vec!["-o", path(&out), path(&persons), path(&settlements)];
    arguments.extend(more);
    (screen(&arguments), out)
}

/// Every person's pile and amounts, and every row that was set aside, are those that the county knows.
fn check(county: &County, out: &Path) {
    let mut found = BTreeMap::new();
    for row in rows(out) {
        let text = |column: usize| row.cell(column).text.to_owned();
        assert_eq!(found.insert(text(2), row.clone()), None, "{} comes twice", text(2));
    }
    for (id, expected) in &county.expected {
        let Expected { pile, due, paid, gaps, .. } = expected;
        let row = found.remove(id).unwrap_or_else(|| panic!("{id} is missing"));
        let text = |column: usize| row.cell(column).text;
        assert_eq!(text(0), *pile, "{id}: {expected:?} {row:?}");
        assert_eq!(fen(text(9)), *paid, "{id}: {expected:?} {row:?}");
        assert_eq!(text(15), if *gaps == 0 { String::new() } else { gaps.to_string() }, "{id}");
        if let Some(due) = due {
            assert_eq!((fen(text(7)), fen(text(8))), (*due, *due), "{id}: {expected:?} {row:?}");
            assert_eq!(fen(text(10)), due - paid, "{id}");
        }
    }
    assert!(found.is_empty(), "nobody knows {found:?}");
    let aside = out.with_file_name("结果-没算的行.csv");
    let mut aside: BTreeMap<(String, usize), Row> = rows(&aside)
        .into_iter()
        .map(|row| ((row.cell(0).text.replace(".csv", ""), row.cell(2).text.parse().expect("a number")), row))
        .collect();
    for (table, number, cell, why) in &county.aside {
        let key = ((*table).to_owned(), *number);
        let row = aside.remove(&key).unwrap_or_else(|| panic!("{key:?} was not set aside: {why}"));
        assert!(row.cell(5).text.contains(why), "{key:?} {why}: {row:?}");
        assert_eq!(row.cell(3).text, cell, "{key:?}: {row:?}");
    }
    assert!(aside.is_empty(), "{aside:?}");
}

#[test]
fn a_county_comes_out_as_it_knows_itself() {
    let county = county(160);
    let folder = scratch("county");
    let (output, out) = run(&folder, &county, &|text| text.as_bytes().to_vec(), &["--jobs", "3"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    check(&county, &out);
    let filled =
        |rows: &[Vec<String>]| rows.iter().filter(|row| row.iter().any(|text| !text.is_empty())).count();
    let all = filled(&county.persons) + filled(&county.settlements);
    let furniture = ["表的标题", "表头", "小计", "合计", "签字"];
    let faults = county.aside.iter().filter(|(.., why)| !furniture.contains(why)).count();
    let sum = format!(
        "读了 {all} 行：算了 {} 行（{} 人），没算 {faults} 行，另有标题、表头、合计、签字 {} 行",
        all - county.aside.len(),
        county.expected.len(),
        county.aside.len() - faults
    );
    assert!(told(&output).contains(&sum), "{sum}\n{}", told(&output));

    let mut villages: BTreeMap<&str, [u64; 5]> = BTreeMap::new();
    for expected in county.expected.values() {
        let piles = ["可能漏了", "金额要核对", "资料不够", "不符合", "对得上"];
        let place = piles.iter().position(|pile| *pile == expected.pile).expect("a pile");
        villages.entry(expected.village).or_default()[place] += 1;
    }
    let sums = rows(&out.with_file_name("结果-汇总.csv"));
    for (village, piles) in villages {
        let row = sums.iter().find(|row| row.cell(1).text == village).expect("a village");
        let found: Vec<u64> = (2..7).map(|column| row.cell(column).text.parse().expect("a number")).collect();
        assert_eq!(found, piles, "{village}");
    }

    // In every encoding the same comes out, byte for byte.
    let plain = fs::read(&out).expect("a result");
    let national = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let wide = |text: &str| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = |text: &str| format!("\u{feff}\u{feff}{text}").into_bytes();
    let encodings: [&dyn Fn(&str) -> Vec<u8>; 3] = [&national, &wide, &marked];
    for encode in encodings {
        let (output, out) = run(&folder, &county, encode, &[]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
        assert!(fs::read(&out).expect("a result") == plain);
    }
    let sorted = run(&folder, &sorted(&county), &|text| text.as_bytes().to_vec(), &["--sorted"]);
    assert_eq!(sorted.0.status.code(), Some(1), "{}", told(&sorted.0));
    let by_person = |rows: Vec<Row>| -> BTreeMap<String, Vec<String>> {
        let texts = |row: &Row| row.cells().take(14).map(|cell| cell.text.to_owned()).collect();
        rows.iter().map(|row| (row.cell(2).text.to_owned(), texts(row))).collect()
    };
    fs::write(folder.join("plain.csv"), &plain).expect("write");
    assert_eq!(by_person(rows(&sorted.1)), by_person(rows(&folder.join("plain.csv"))));
    assert!(told(&sorted.0).contains(&sum), "{}", told(&sorted.0));
}

/// The same with the settlements in the order of the ID numbers.
fn sorted(county: &County) -> County {
    let mut settlements = county.settlements.clone();
    let digits = |row: &Vec<String>| row[3].trim_matches('\'').chars().take(17).collect::<String>();
    settlements[1..].sort_by_key(digits);
    County { persons: county.persons.clone(), settlements, ..County::default() }
}

/// What the person paid stands for the insurance that the list does not tell.
#[test]
fn what_a_person_paid_tells_what_insurance_did() {
    let id = county::id_number(7);
    let due = |name: &str, heads: &str, values: &str| {
        let folder = scratch(name);
        let persons = format!("身份证号,姓名,救助身份\n{id},甲,低保对象\n");
        let settlements = format!(
            "身份证号,医疗类别,参保类别,就医地点,出院日期,费用总额,政策范围内费用,{heads}\n{id},住院,居民医保,本地,2026-03-05,20000,15000,{values}\n"
        );
        fs::write(folder.join("名单.csv"), persons).expect("write");
        fs::write(folder.join("结算.csv"), settlements).expect("write");
        let out = folder.join("结果.csv");
        let output =
            screen(&["-o", path(&out), path(&folder.join("名单.csv")), path(&folder.join("结算.csv"))]);
        let found = rows(&out);
        assert_eq!(found.len(), 1, "{}", told(&output));
        [7, 8].map(|column| found[0].cell(column).text.to_owned())
    };
    let expected = due("apart", "统筹支付,大病支付,医疗救助", "9000,1000,0");
    assert_eq!(expected, ["3500.00", "3500.00"]);
    assert_eq!(
        due("cash", "统筹支付,医疗救助,个人现金支付金额（元）,个人账户支付金额（元）", "9000,0,8000,2000"),
        expected
    );
    assert_eq!(due("own", "医疗救助,个人负担", "0,10000"), expected);
    assert_eq!(due("fund", "医疗救助,基金支付总额", "0,10000"), expected);
}
