//! Workbooks: both kinds, several pages, and results as one.

use std::fs;
use std::path::Path;

use super::county::{PERSONS, SETTLEMENTS, county};
use super::{path, rows, run, scratch, screen, told};
use jiuzhu::sheets::{Page, Workbook, write_workbook};

/// What stands in a result, but for the rows of the list, which are others in a workbook.
fn cells(file: &Path) -> Vec<Vec<String>> {
    rows(file).iter().map(|row| row.cells().take(14).map(|cell| cell.text.to_owned()).collect()).collect()
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
    assert_eq!(cells(&out), cells(&text));

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
    let numbers: Vec<[&str; 3]> = numbers.map(|row| [0, 1, 2].map(|column| row.cell(column).text)).collect();
    assert_eq!(numbers, ["1", "2", "3"].map(|row| ["全部.xlsx", "说明", row]), "{aside:?}");
}

/// What Excel wrote before 2007, days and amounts as numbers, says what the two texts say; what is hidden is not read.
#[test]
fn an_old_workbook_comes_out_as_its_texts_do() {
    let folder = scratch("old");
    let texts = folder.join("文本.csv");
    let output = screen(&["-o", path(&texts), "examples/roster.csv", "examples/settlements.csv"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    // Written by xlwt 1.3.0 from the two examples.
    let out = folder.join("老表.csv");
    let output = screen(&["-o", path(&out), "tests/core/roster/old.xls"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert!(told(&output).contains("old.xls 里藏起来的页没有读：底稿"), "{}", told(&output));
    assert_eq!(cells(&out), cells(&texts));
    let why = |file: &Path| -> Vec<[String; 3]> {
        let aside =
            rows(&file.with_file_name(format!(
                "{}-没算的行.csv",
                file.file_stem().expect("a name").to_string_lossy()
            )));
        let told = aside.iter().filter(|row| !row.cell(5).text.contains("没有认出表头"));
        told.map(|row| [2, 3, 5].map(|column| row.cell(column).text.to_owned())).collect()
    };
    assert_eq!(why(&out), why(&texts));
}

/// The pages that are chosen are read, and what is not chosen is told and is no row; a page that there is not is refused.
#[test]
fn only_the_chosen_pages_are_read() {
    let folder = scratch("pages");
    let county = county(20);
    let page = |name: &str, rows: &[Vec<String>]| Page { name: name.into(), rows: rows.to_vec() };
    let pages = [
        page(PERSONS, &county.persons),
        page("三月", &county.settlements),
        page("四月", &county.settlements),
    ];
    let book = folder.join("全部.xlsx");
    fs::write(&book, write_workbook(&pages).expect("a workbook")).expect("write");
    let (_, text) = run(&folder, &county, &|text| text.as_bytes().to_vec(), &[]);
    let (out, mapping) = (folder.join("选.csv"), folder.join("列.toml"));
    let chosen = ["--sheet", PERSONS, "--sheet", "四月"];
    let output =
        screen(&[&chosen[..], &["-o", path(&out), "--save-mapping", path(&mapping), path(&book)]].concat());
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(cells(&out), cells(&text));
    assert!(told(&output).contains("“三月”这一页没有选"), "{}", told(&output));
    let first = fs::read(&out).expect("a result");

    // The choice is kept with the columns.
    let output = screen(&["--mapping", path(&mapping), "-o", path(&out), path(&book)]);
    assert!(told(&output).contains("“三月”这一页没有选"), "{}", told(&output));
    assert!(fs::read(&out).expect("a result") == first);

    // Where the columns name their pages and nobody chose, a new page is set aside row by row.
    let plain = fs::read_to_string(&mapping).expect("a mapping");
    let plain = plain.lines().filter(|line| !line.starts_with("sheets")).collect::<Vec<_>>().join("\n");
    fs::write(&mapping, plain).expect("write");
    let output = screen(&["--mapping", path(&mapping), "-o", path(&out), path(&book)]);
    assert!(told(&output).contains("“三月”这一页不在列的对应里"), "{}", told(&output));
    let aside = rows(&out.with_file_name("选-没算的行.csv"));
    let left = aside.iter().find(|row| row.cell(5).text.contains("不在列的对应里"));
    assert_eq!(left.map(|row| [row.cell(0).text, row.cell(1).text]), Some(["全部.xlsx", "三月"]));

    let output = screen(&["--sheet", "五月", "-o", path(&out), path(&book)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("没有“五月”这一页；有："), "{}", told(&output));
}
