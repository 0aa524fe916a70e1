//! Columns: shown before anything is computed, kept, and applied to next month's file.

use std::fs;
use std::path::Path;
use std::process::Command;

use jiuzhu::roster::Mapping;

use super::county::{County, county, csv};
use super::{path, rows, run, scratch, screen, told};

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

#[test]
fn names_of_columns_that_nobody_knows_are_told_all_at_once() {
    let columns = |names: &str| {
        Mapping::read(&format!("[[tables]]\nkind = \"settlements\"\n[tables.columns]\n{names}"))
    };
    assert!(columns("care = \"就诊类型\"\ntotal = \"金额\"\n").is_ok());
    let told =
        columns("carre = \"就诊类型\"\ntotal = \"金额\"\ntotall = \"金额\"\n").expect_err("two of them");
    for part in ["columns 里没有 carre、totall 这样的列", "care、", "total、"] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn the_day_on_which_somebody_was_recognised_is_read_where_the_policy_asks_for_it() {
    let folder = scratch("recognised");
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        fs::write(&file, text).expect("write");
        file
    };
    let settlements = write(
        "结算.csv",
        "身份证号,就诊类型,参保类别,就医地点,医院级别,入院日期,出院日期,费用总额,政策范围内费用,基本医保支付,大病保险支付\n\
         420210193001010004,住院,居民医保,本地,三级,2026-03-01,2026-03-09,12000.00,10500.00,6500.00,0.00\n",
    );
    for (head, recognised, pile) in [
        ("认定日期", "2020-01-01", "可能漏了"),
        ("认定时间", "2020/1/1", "可能漏了"),
        ("认定日期", "", "资料不够"),
        ("登记日期", "2020-01-01", "资料不够"),
    ] {
        let persons = write(
            "名单.csv",
            &format!("姓名,身份证号,救助身份,{head}\n王芳,420210193001010004,低保对象,{recognised}\n"),
        );
        let out = folder.join("结果.csv");
        let mut command = Command::new(env!("CARGO_BIN_EXE_jiuzhu"));
        command.args(["screen", "--policy", "wuhan-2023", "--as-of", "2026-06-30", "-o", path(&out)]);
        let output = command.args([&persons, &settlements]).output().expect("jiuzhu");
        let piles: Vec<String> = rows(&out).iter().map(|row| row.cell(0).text.to_owned()).collect();
        assert_eq!(piles, [pile], "{head} {recognised}: {}", told(&output));
    }
}
