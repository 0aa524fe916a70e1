//! 故意写坏的文件：each is refused with a sentence, or its bad rows are named; nothing is run, and memory is bounded.

use std::fs;
use std::io::Write;
use std::time::Instant;

use flate2::{Compression, Crc, write::DeflateEncoder};

use super::{path, rows, scratch, screen, told};

/// A zip of these files, each packed, with what it says of its size.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let packed = |data: &[u8]| {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(data).expect("packed");
        packed.finish().expect("packed")
    };
    let sum = |data: &[u8]| {
        let mut sum = Crc::new();
        sum.update(data);
        sum.sum()
    };
    let files: Vec<_> =
        files.iter().map(|(name, data)| (*name, packed(data), sum(data), data.len() as u32)).collect();
    put_together(&files)
}

/// A zip of what is packed already: name, bytes, sum and size.
pub(super) fn put_together(files: &[(&str, Vec<u8>, u32, u32)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, packed, sum, size) in files {
        let at = bytes.len() as u32;
        let mut head = Vec::new();
        for part in [20_u16, 0, 8, 0, 0] {
            head.extend(part.to_le_bytes());
        }
        for part in [*sum, packed.len() as u32, *size] {
            head.extend(part.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend(0_u16.to_le_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&head);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, length, count) = (bytes.len() as u32, directory.len() as u32, files.len() as u16);
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A sheet of so many millions of blanks, which says that it is small.
fn bomb(millions: usize) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![b' '; 1 << 20]).expect("packed");
    packed.flush().expect("packed");
    // Every million is packed as the first was, and ends with a whole byte.
    let million = packed.get_ref().clone();
    let mut rest = packed.finish().expect("packed").split_off(million.len());
    let mut bytes = million.repeat(millions);
    bytes.append(&mut rest);
    put_together(&[("xl/workbook.xml", bytes, 0, 100)])
}

pub(super) const TYPES: &str =
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>"#;
pub(super) const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
pub(super) const PACKAGE: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub(super) const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>"#;

/// A workbook with this sheet.
pub(super) fn workbook(sheet: &str) -> Vec<u8> {
    zip(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

pub(super) fn sheet(data: &str, more: &str) -> String {
    format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{data}</sheetData>{more}</worksheet>"#
    )
}

pub(super) fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

pub(super) const LIST: &str = "身份证号,姓名,救助身份\n";

#[test]
fn what_cannot_be_read_is_refused_with_a_sentence() {
    let folder = scratch("hostile");
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let good = workbook(&sheet("", ""));
    let mut locked = good.clone();
    // Each file's mark that it is locked, in the directory.
    while let Some(at) = locked.windows(8).position(|part| part == b"PK\x01\x02\x14\0\x14\0".as_slice()) {
        locked[at + 6] = 0x15;
        if let Some(flags) = locked.get_mut(at + 8) {
            *flags = 1;
        }
    }
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.csv", Vec::new(), "文件是空的"),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>".to_vec(), "这其实是网页"),
        ("xml.xls", "\u{feff}<?xml version=\"1.0\"?><Workbook/>".as_bytes().to_vec(), "这其实是网页"),
        ("paper.xlsx", b"%PDF-1.7".to_vec(), "这不是表格"),
        ("other.xlsx", zip(&[("a.txt", b"x")]), "这是压缩包"),
        ("binary.xlsx", zip(&[("xl/workbook.bin", b"x")]), "这种工作簿"),
        ("open.ods", zip(&[("content.xml", b"<x/>")]), "这种工作簿"),
        ("cut.xlsx", good[..good.len() / 2].to_vec(), "不完整或者坏了"),
        ("broken.xlsx", workbook("<worksheet><sheetData><row"), "不完整或者坏了"),
        ("locked.xlsx", locked, "有密码"),
        ("secret.xlsx", [old.clone(), vec![0; 600], wide("EncryptedPackage")].concat(), "有密码"),
        ("bad.xls", [old.clone(), vec![0xff; 4_096]].concat(), "不完整或者坏了"),
        ("short.xls", old, "不完整或者坏了"),
        ("bomb.xlsx", bomb(50), "解开以后太大"),
        (
            "noise.csv",
            (0..40_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect(),
            "读不出文字",
        ),
        ("columns.csv", ",".repeat(1_000_000).into_bytes(), "没有认出表头"),
        ("words.csv", "今天天气很好\n没有名单\n".as_bytes().to_vec(), "没有认出表头"),
    ];
    for (name, bytes, sentence) in files {
        let file = folder.join(name);
        fs::write(&file, bytes).expect("write");
        let begin = Instant::now();
        let output = screen(&["-o", path(&folder.join("out.csv")), path(&file)]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", told(&output));
        assert!(told(&output).contains(sentence), "{name}: {}", told(&output));
        assert!(!told(&output).contains("panicked"), "{name}: {}", told(&output));
        assert!(begin.elapsed().as_secs() < 20, "{name} took {:?}", begin.elapsed());
    }
    assert!(!folder.join("out.csv").exists());
}

#[test]
fn far_cells_and_huge_merges_take_no_room() {
    let folder = scratch("far");
    let heads = text("A1", "身份证号") + &text("B1", "姓名") + &text("C1", "救助身份");
    let person = text("A2", "42028119600101002X") + &text("B2", "&lt;b&gt;张三") + &text("C2", "低保");
    let far = text("XFD1048576", "远");
    let data = format!(
        r#"<row r="1">{heads}</row><row r="2">{person}</row><row r="3"><c r="A3"><f>WEBSERVICE("http://x")</f><v>42028119600101000</v></c></row><row r="1048576">{far}</row>"#
    );
    let file = folder.join("far.xlsx");
    let merged = r#"<mergeCells count="2"><mergeCell ref="A4:XFD1048576"/><mergeCell ref="C2:C1048576"/></mergeCells>"#;
    fs::write(&file, workbook(&sheet(&data, merged))).expect("write");
    let out = folder.join("out.csv");
    let output = screen(&["-o", path(&out), path(&file)]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let found = rows(&out);
    assert_eq!((found.len(), found[0].cell(1).text), (1, "<b>张三"), "{found:?}");
    let aside = rows(&folder.join("out-没算的行.csv"));
    assert!(aside.iter().any(|row| row.cell(5).text.contains("改坏了")), "{aside:?}");
    assert!(aside.iter().any(|row| row.cell(2).text == "1048576"), "{aside:?}");
}

#[test]
fn bad_rows_are_named_and_the_others_computed() {
    let folder = scratch("rows");
    let good = "42028119600101002X,=HYPERLINK(\"x\"),低保\n";
    let mut bytes = LIST.as_bytes().to_vec();
    bytes.extend(good.as_bytes());
    bytes.extend(b"42028119600101002X,\xff\xff\xff,x\n");
    bytes.extend(format!("{},{},低保\n", "42028119600101002X", "长".repeat(400_000)).as_bytes());
    bytes.extend(b"\"42028119600101002X,x,y\n");
    bytes.extend("42028119600101002X,张三,某种身份\n".as_bytes());
    bytes.extend("42028119600101002X,张三,低保\n".as_bytes());
    let file = folder.join("list.csv");
    fs::write(&file, bytes).expect("write");
    let out = folder.join("out.csv");
    let output = screen(&["-o", path(&out), path(&file)]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let aside = rows(&folder.join("out-没算的行.csv"));
    let whys: Vec<(&str, &str)> = aside.iter().map(|row| (row.cell(2).text, row.cell(5).text)).collect();
    for (number, why) in [
        ("3", "读不出的字"),
        ("4", "太长"),
        ("5", "引号没有配对"),
        ("6", "不认得这种救助身份"),
        ("7", "是同一笔"),
    ] {
        assert!(
            whys.iter().any(|(row, told)| *row == number && told.contains(why)),
            "{number} {why}: {whys:?}"
        );
    }
    let written = fs::read_to_string(&out).expect("a result");
    assert!(written.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{written}");
}
