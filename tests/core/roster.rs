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

mod county;
mod hostile;
mod laws;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use county::{County, Expected, PERSONS, SETTLEMENTS, county, csv};
use jiuzhu::document::cell::Row;
use jiuzhu::sheets::{Delimited, Page, Workbook, write_workbook};

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

#[test]
fn a_workbook_comes_out_as_its_text_does() {
    let county = county(60);
    let folder = scratch("workbook");
    let page = |name: &str, rows: &[Vec<String>]| Page { name: name.into(), rows: rows.to_vec() };
    let pages = [page(PERSONS, &county.persons), page(SETTLEMENTS, &county.settlements), page("空", &[])];
    let book = folder.join("全部.xlsx");
    fs::write(&book, write_workbook(&pages).expect("a workbook")).expect("write");
    let (_, text) = run(&folder, &county, &|text| text.as_bytes().to_vec(), &[]);
    let out = folder.join("簿.csv");
    let output = screen(&["-o", path(&out), path(&book)]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let compare = |file: &Path| -> Vec<Vec<String>> {
        rows(file).iter().map(|row| row.cells().take(14).map(|cell| cell.text.to_owned()).collect()).collect()
    };
    assert_eq!(compare(&out), compare(&text));

    // The result as a workbook: a page for each pile, ID numbers as text.
    let out = folder.join("结果.xlsx");
    let output = screen(&["--explain", "-o", path(&out), path(&book)]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let book = Workbook::read(&fs::read(&out).expect("a result")).expect("a workbook");
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["汇总", "可能漏了", "金额要核对", "资料不够", "不符合", "对得上", "没算的行"]);
    let persons: usize = book.sheets[1..6].iter().map(|sheet| sheet.rows.len() - 1).sum();
    assert_eq!(persons, county.expected.len());
    let missed = &book.sheets[1].rows[1];
    assert!(county.expected.contains_key(missed.cell(2).text), "{missed:?}");
    assert!(missed.cell(16).text.contains("70%"), "{missed:?}");
}

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

#[test]
fn the_rows_of_a_page_without_a_head_are_set_aside_every_one() {
    let folder = scratch("headless");
    let county = county(20);
    let words = ["本表由医保局提供", "有问题打12393", "下月5日前交回"].map(|text| vec![text.to_owned()]);
    let pages = [
        Page { name: SETTLEMENTS.into(), rows: county.settlements.clone() },
        Page { name: "说明".into(), rows: words.to_vec() },
    ];
    let book = folder.join("全部.xlsx");
    fs::write(&book, write_workbook(&pages).expect("a workbook")).expect("write");
    let out = folder.join("结果.csv");
    let output = screen(&["-o", path(&out), path(&book)]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("“说明”这一页没有认出表头，3 行没有算"), "{}", told(&output));
    let aside = rows(&out.with_file_name("结果-没算的行.csv"));
    let numbers = aside.iter().filter(|row| row.cell(5).text.contains("没有认出表头"));
    let numbers: Vec<&str> = numbers.map(|row| row.cell(2).text).collect();
    assert_eq!(numbers, ["1", "2", "3"], "{aside:?}");
}

#[test]
fn next_months_file_goes_by_this_months_mapping() {
    let county = county(80);
    let folder = scratch("mapping");
    let mapping = folder.join("列.toml");
    let (output, out) =
        run(&folder, &county, &|text| text.as_bytes().to_vec(), &["--save-mapping", path(&mapping)]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let before = fs::read(&out).expect("a result");

    // Nothing changed: nothing is said, and the same comes out.
    let (output, out) =
        run(&folder, &county, &|text| text.as_bytes().to_vec(), &["--mapping", path(&mapping)]);
    assert!(!told(&output).contains("不一样的地方"), "{}", told(&output));
    assert!(fs::read(&out).expect("a result") == before);

    // A title more, columns renamed, moved and added, one gone, another encoding.
    let mut next = County { persons: county.persons.clone(), ..County::default() };
    next.settlements.push(vec!["青石县2026年医疗费用结算明细".into()]);
    for (place, row) in county.settlements.iter().enumerate() {
        let mut row = row.clone();
        let is_head = row.first().is_some_and(|text| text == "结算id");
        if row.len() == 14 {
            if is_head {
                row[8] = "医疗费总额".into();
                row[3] = "证件号码".into();
            }
            row.pop();
            row.swap(4, 5);
            row.push(if is_head { "经办人".into() } else { format!("王{place}") });
        }
        next.settlements.push(row);
    }
    let national = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let (output, out) = run(&folder, &next, &national, &["--mapping", path(&mapping)]);
    for change in [
        "编码原来是 utf-8，现在是 gb18030",
        "表头原来在第 1 行，现在在第 2 行",
        "身份证号：原来叫“身份证号”，现在用“证件号码”",
        "费用总额：原来叫“费用总额（元）”，现在用“医疗费总额”",
        "倾斜救助：原来叫“倾斜救助”，现在没有了",
        "医疗类别：“医保就诊类别”换了位置",
        "多了一列“经办人”，没有用",
    ] {
        assert!(told(&output).contains(change), "{change}\n{}", told(&output));
    }
    let compare = |file: &Path| -> Vec<Vec<String>> {
        rows(file).iter().map(|row| row.cells().take(14).map(|cell| cell.text.to_owned()).collect()).collect()
    };
    fs::write(folder.join("before.csv"), &before).expect("write");
    assert_eq!(compare(&out), compare(&folder.join("before.csv")));
    let (output, fresh) = run(&folder, &next, &national, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(compare(&fresh), compare(&folder.join("before.csv")));
}

#[test]
fn columns_are_shown_before_anything_is_computed() {
    let folder = scratch("look");
    let county = county(30);
    let file = folder.join("结算.csv");
    fs::write(&file, csv(&county.settlements)).expect("write");
    let output = screen(&["--look", path(&file)]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("结算.csv：结算记录，表头在第 1 行，编码 utf-8"), "{}", told(&output));
    assert!(told(&output).contains("I 费用总额（元） → 费用总额    "), "{}", told(&output));
    for (arguments, code, message) in [
        (vec![path(&file)], 2, "缺少 -o"),
        (vec!["-o", path(&file), path(&file)], 2, "结果不能写在名单自己的文件里"),
        (vec!["-o", "x.txt", path(&file)], 2, "要以 .xlsx 或 .csv 结尾"),
        (vec!["-o", "x.csv", "no-such.csv"], 3, "读不了 no-such.csv：没有这个文件或目录"),
        (vec!["-o", "x.csv", "README.md"], 3, "README.md 没有认出表头"),
        (vec!["-o", "x.csv", "--mapping", "README.md", path(&file)], 2, "列的对应 README.md 有错"),
        (vec!["-o", "x.csv", "--parameter", "nothing=1", path(&file)], 2, "parameters.nothing"),
        (vec!["-o", "x.csv", "--sorted", path(&file), path(&file)], 2, "--sorted 要正好一张结算记录的表"),
    ] {
        let output = screen(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(message), "{arguments:?}: {}", told(&output));
    }
    assert!(!Path::new("x.csv").exists());
}
