//! 有限：whatever a file makes of itself, it is read or refused in a sentence, in the memory and the time that a list may
//! take, and nothing that it names is opened or run.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::DeflateEncoder;

use super::county::Chance;
use super::hostile::{BOOK, PACKAGE, RELATIONS, TYPES, put_together, sheet, text, workbook, zip};
use super::{DAY, path, scratch, told};
use jiuzhu::sheets::Workbook;

/// What all of the program may keep for itself, in kilobytes: its own and its threads' memory.
const MEMORY: u32 = 128 << 10;

/// As long as each may take: two seconds, for a program that is built to be tested, on a busy machine.
const TIME: Duration = Duration::from_secs(20);

/// Screens a file with no more memory than that.
fn bounded(out: &Path, file: &Path) -> Output {
    let jiuzhu = env!("CARGO_BIN_EXE_jiuzhu");
    let arguments = ["screen", "--policy", "huangshi-2024", "--as-of", DAY, "--jobs", "1", "-o", path(out)];
    let mut command = Command::new("sh");
    command.args(["-c", &format!("ulimit -d {MEMORY} && exec \"$0\" \"$@\""), jiuzhu]);
    command.args(arguments).arg(file).output().expect("jiuzhu")
}

/// A person's row of a sheet.
fn person(row: usize, name: &str) -> String {
    let cells = text(&format!("A{row}"), "42028119600101002X")
        + &text(&format!("B{row}"), name)
        + &text(&format!("C{row}"), "低保");
    format!(r#"<row r="{row}">{cells}</row>"#)
}

fn heads() -> String {
    let heads = text("A1", "身份证号") + &text("B1", "姓名") + &text("C1", "救助身份");
    format!(r#"<row r="1">{heads}</row>"#)
}

/// A list of one person, and what else is to stand in its sheet.
fn list(rows: &str, more: &str) -> String {
    sheet(&(heads() + &person(2, "某甲") + rows), more)
}

/// A workbook whose sheet is `sheet`, with other files in it.
fn beside(sheet: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut files = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    files.retain(|(name, _)| !others.iter().any(|(other, _)| other == name));
    files.extend(others);
    zip(&files)
}

/// What becomes of a file: a sentence that refuses it, or a part of what is said of it once it is read.
enum Expected {
    Refused(&'static str),
    Read(&'static str),
}

use Expected::{Read, Refused};

const ONE: &str = "（1 人）";

fn workbooks() -> Vec<(&'static str, Vec<u8>, Expected)> {
    let words = |strings: &str| {
        format!(r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{strings}</sst>"#)
    };
    let links = r#"<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;
    let formula = r#"<row r="3"><c r="B3" t="str"><f>[1]s!A1&amp;cmd|' /C calc'!A0</f><v>某乙</v></c></row>"#;
    let entities = format!(
        r#"<!DOCTYPE x [<!ENTITY a "哈哈"><!ENTITY b "{}"><!ENTITY c "{}"><!ENTITY p SYSTEM "file:///etc/passwd">]>"#,
        "&a;".repeat(1_000),
        "&b;".repeat(1_000)
    );
    let grown = entities.clone() + &list(r#"<row r="3"><c r="B3" t="str"><v>&c;&p;</v></c></row>"#, "");
    let deep = list(&("<x>".repeat(200_000) + &"</x>".repeat(200_000)), "");
    let merges: String = (0..100_000).fold(String::from("<mergeCells>"), |mut all, _| {
        all += r#"<mergeCell ref="A2:A1048576"/>"#;
        all
    });
    let many_rows = (3..60_000).fold(String::new(), |mut all, row| {
        let _ = write!(all, r#"<row r="{row}"><c r="B{row}" t="b"><v>1</v></c></row>"#);
        all
    });
    let same = (3..60_000).fold(String::new(), |mut all, row| {
        let _ = write!(all, r#"<row r="{row}"><c r="B{row}" t="s"><v>0</v></c></row>"#);
        all
    });
    let sheets = (0..20_000).fold(String::new(), |mut all, at| {
        let _ = write!(all, r#"<sheet name="s{at}" sheetId="{at}" r:id="r1"/>"#);
        all
    });
    let book = BOOK.replace(r#"<sheet name="s" sheetId="1" r:id="r1"/>"#, &sheets);
    let cell = |cell: &str| list(&format!(r#"<row r="3">{cell}</row>"#), "");
    let wide = (0..300_000).fold(String::new(), |mut all, _| {
        all += "<c t=\"b\"><v>1</v></c>";
        all
    });
    vec![
        (
            "macros.xlsm",
            beside(&list("", ""), &[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Shell")]),
            Read(ONE),
        ),
        (
            "links.xlsx",
            beside(&list(formula, ""), &[("xl/externalLinks/externalLink1.xml", links.as_bytes())]),
            Read(ONE),
        ),
        ("entities.xlsx", workbook(&grown), Refused("不完整或者坏了")),
        ("deep.xlsx", workbook(&deep), Read(ONE)),
        ("merges.xlsx", workbook(&list(&many_rows, &(merges + "</mergeCells>"))), Read(ONE)),
        (
            "sheets.xlsx",
            beside(&list(&many_rows, ""), &[("xl/workbook.xml", book.as_bytes())]),
            Refused("格子太多"),
        ),
        (
            "strings.xlsx",
            beside(
                &list("", ""),
                &[("xl/sharedStrings.xml", words(&"<si><t/></si>".repeat(1_000_000)).as_bytes())],
            ),
            Read(ONE),
        ),
        (
            "told.xlsx",
            beside(
                &list("", ""),
                &[(
                    "xl/sharedStrings.xml",
                    words("").replace("<sst", "<sst uniqueCount = '4000000000'").as_bytes(),
                )],
            ),
            Refused("不完整或者坏了"),
        ),
        (
            "one-string.xlsx",
            beside(
                &list(&same, ""),
                &[(
                    "xl/sharedStrings.xml",
                    words(&format!("<si><t>{}</t></si>", "长".repeat(20_000))).as_bytes(),
                )],
            ),
            Refused("格子太多"),
        ),
        ("dimensions.xls", dimensions(), Refused("格子太多")),
        ("no-string.xlsx", workbook(&cell(r#"<c r="A3" t="s"><v>7</v></c>"#)), Refused("不完整或者坏了")),
        ("long.xlsx", workbook(&cell(&text("B3", &"长".repeat(400_000)))), Read("太长")),
        (
            "numbers.xlsx",
            workbook(&cell(
                r#"<c r="A3"><v>1e400</v></c><c r="B3"><v>NaN</v></c><c r="C3"><v>-1e-400</v></c>"#,
            )),
            Read(ONE),
        ),
        (
            "row-0.xlsx",
            workbook(&list(r#"<row r="0"><c r="A0"><v>1</v></c></row>"#, "")),
            Refused("不完整或者坏了"),
        ),
        (
            "row-far.xlsx",
            workbook(&list(r#"<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>"#, "")),
            Refused("不完整或者坏了"),
        ),
        ("column-far.xlsx", workbook(&cell(r#"<c r="ZZZZZZZ3"><v>1</v></c>"#)), Refused("不完整或者坏了")),
        ("wide.xlsx", workbook(&list(&format!(r#"<row r="3">{wide}</row>"#), "")), Read("列太多")),
        ("files.xlsx", overlapping(5_000, 1), Refused("不完整或者坏了")),
        ("again.xlsx", overlapping(4_000, 1 << 20), Refused("解开以后太大")),
    ]
}

/// An old workbook that says that it has two thousand million rows.
fn dimensions() -> Vec<u8> {
    let mut bytes = fs::read("tests/core/roster/old.xls").expect("a workbook");
    let at = bytes.windows(4).position(|record| record == [0, 2, 14, 0]).expect("its dimensions");
    bytes[at + 8..at + 12].copy_from_slice(&0x7fff_ffff_u32.to_le_bytes());
    bytes
}

/// A workbook in which so many files are the same bytes once more, unpacked so many each.
fn overlapping(files: usize, each: usize) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b' '; each]).expect("packed");
    let one = put_together(&[("xl/workbook.xml", packed.finish().expect("packed"), 0, 1)]);
    let at = one.windows(4).rposition(|mark| mark == b"PK\x01\x02").expect("a directory");
    let end = one.windows(4).rposition(|mark| mark == b"PK\x05\x06").expect("an end");
    let (local, directory) = (&one[..at], &one[at..end]);
    let mut bytes = local.to_vec();
    bytes.extend(directory.repeat(files));
    let length = u32::try_from(directory.len() * files).expect("a length");
    let count = u16::try_from(files).expect("a count");
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend(length.to_le_bytes());
    bytes.extend(u32::try_from(at).expect("a place").to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn texts() -> Vec<(&'static str, Vec<u8>, Expected)> {
    let list = "身份证号,姓名,救助身份\n42028119600101002X,某甲,低保\n";
    let with = |more: &[u8]| [list.as_bytes(), more].concat();
    let odd = [0xff_u8, 0xfe].into_iter().chain(list.encode_utf16().flat_map(u16::to_le_bytes)).chain([7]);
    vec![
        ("mark.csv", b"\xef\xbb\xbf".to_vec(), Refused("没有认出表头")),
        ("lines.csv", b"\n".repeat(1_000_000), Refused("没有认出表头")),
        ("quotes.csv", b"\"".repeat(3_000_000), Refused("没有认出表头")),
        ("open.csv", with(&b"\"a\n".repeat(300_000)), Read("没算 150000 行")),
        ("zeros.csv", with(&[0; 4_096]), Refused("读不出文字")),
        ("odd.csv", odd.collect(), Read(ONE)),
        ("mac.csv", list.replace('\n', "\r").into_bytes(), Read(ONE)),
        (
            "html.csv",
            with("42028119600101010X,<script src=http://x></script>,低保\n".as_bytes()),
            Read("2 行"),
        ),
        ("turned.csv", with("42028119600101010X,\u{202e}乙某\u{200b},低保\n".as_bytes()), Read("2 行")),
        ("twice.csv", "身份证号,身份证号,姓名,姓名\n1,2,3,4\n".as_bytes().to_vec(), Read("没算 1 行")),
        ("columns-each.csv", with(&(",".repeat(20_000) + "\n").into_bytes().repeat(20)), Read("列太多")),
    ]
}

#[test]
fn whatever_a_file_makes_of_itself_it_takes_no_more_than_a_list() {
    let folder = scratch("bounded");
    let mut tried = 0;
    let mut otherwise = Vec::new();
    for (name, bytes, expected) in workbooks().into_iter().chain(texts()) {
        let (file, out) = (folder.join(name), folder.join("out.csv"));
        fs::write(&file, bytes).expect("write");
        let begin = Instant::now();
        let output = bounded(&out, &file);
        let spent = begin.elapsed();
        let aside = fs::read_to_string(folder.join("out-没算的行.csv")).unwrap_or_default();
        let said = told(&output) + &aside;
        let (codes, sentence): (&[i32], _) = match expected {
            Refused(sentence) => (&[3], sentence),
            Read(sentence) => (&[0, 1], sentence),
        };
        println!("{name}: {spent:?}");
        let is_so = output.status.code().is_some_and(|code| codes.contains(&code)) && said.contains(sentence);
        if !is_so || said.contains("panicked") || said.contains("root:") || spent > TIME {
            otherwise.push(format!("{name}, {spent:?}, {:?}: {}", output.status, told(&output)));
        }
        fs::remove_file(&file).expect("a file");
        tried += 1;
    }
    assert!(otherwise.is_empty(), "{}", otherwise.join("\n"));
    assert!(tried > 25, "{tried}");
}

/// One line without an end takes no more than others do.
#[test]
fn a_text_of_a_gigabyte_without_lines_is_one_row_at_fault() {
    let folder = scratch("endless");
    let file = folder.join("endless.csv");
    let mut written = File::create(&file).expect("a file");
    written.write_all("身份证号,姓名,救助身份\n".as_bytes()).expect("write");
    written.write_all("42028119600101002X,某甲,低保\n".repeat(3_000).as_bytes()).expect("write");
    let length = written.metadata().expect("a file").len();
    // Nothing is written of it, and all of it is read.
    written.set_len(length + (1 << 30)).expect("a length");
    let begin = Instant::now();
    let output = bounded(&folder.join("out.csv"), &file);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let aside = fs::read_to_string(folder.join("out-没算的行.csv")).expect("rows");
    assert!(aside.contains("\r\nendless.csv,,3002,"), "{}", told(&output));
    assert!(begin.elapsed() < 2 * TIME, "{:?}", begin.elapsed());
    fs::remove_file(&file).expect("a file");
}

/// A few bytes of a good workbook changed: it is read or refused, and whatever reads it breaks nothing else.
#[test]
fn a_spoilt_workbook_is_read_or_refused() {
    let old = fs::read("tests/core/roster/old.xls").expect("a workbook");
    let new = workbook(&list("", r#"<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>"#));
    let mut chance = Chance::new(20_261_129);
    let mut read = [0, 0];
    for (kind, good) in [old, new].iter().enumerate() {
        for _ in 0..400 {
            let mut bytes = good.clone();
            for _ in 0..=chance.below(4) {
                let at = chance.below(bytes.len() as u64) as usize;
                bytes[at] = [0, 0xff, 0x7f, chance.below(256) as u8][chance.below(4) as usize];
            }
            read[kind] += usize::from(Workbook::read(&bytes).is_ok());
        }
    }
    assert!(read.iter().all(|count| (20..400).contains(count)), "{read:?}");
}
