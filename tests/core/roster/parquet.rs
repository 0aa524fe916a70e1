//! A .parquet comes out as the text with the same rows, whatever its columns hold; what is none is refused.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{PrimitiveTypeBuilder, Type};

use super::county::{county, csv, id_number};
use super::{path, rows, scratch, screen, told};

/// What writes a column, a group of rows at a time.
type Fill<'a> = &'a dyn Fn(&mut SerializedColumnWriter<'_>, usize);

fn text(name: &str) -> Type {
    let builder = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
    builder.with_logical_type(Some(LogicalType::String)).build().expect("a column")
}

fn write(file: &Path, columns: Vec<Type>, packed: Compression, groups: usize, cells: &[Fill<'_>]) {
    let columns = columns.into_iter().map(Arc::new).collect();
    let schema = Type::group_type_builder("list").with_fields(columns).build().expect("a schema");
    let properties = WriterProperties::builder().set_compression(packed).build();
    let file = File::create(file).expect("a file");
    let mut writer =
        SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).expect("a writer");
    for group in 0..groups {
        let mut rows = writer.next_row_group().expect("a group");
        for put in cells {
            let mut column = rows.next_column().expect("a column").expect("one more");
            put(&mut column, group);
            column.close().expect("a column");
        }
        rows.close().expect("a group");
    }
    writer.close().expect("a file");
}

/// Texts under the heads of the first row, so many rows in a group.
fn write_texts(file: &Path, rows: &[Vec<String>], in_group: usize, packed: Compression) {
    let (head, rows) = rows.split_first().expect("a head");
    let pieces: Vec<&[Vec<String>]> = rows.chunks(in_group).collect();
    let fills: Vec<_> = (0..head.len())
        .map(|column| {
            let pieces = &pieces;
            move |writer: &mut SerializedColumnWriter<'_>, group: usize| {
                let cell = |row: &Vec<String>| ByteArray::from(row.get(column).map_or("", String::as_str));
                let values: Vec<ByteArray> = pieces[group].iter().map(cell).collect();
                writer.typed::<ByteArrayType>().write_batch(&values, None, None).expect("written");
            }
        })
        .collect();
    let fills: Vec<Fill<'_>> = fills.iter().map(|each| each as Fill<'_>).collect();
    // A file made by nobody's hand has no optional column, so nothing is missing and all is a text.
    let required = |name: &String| {
        let builder = Type::primitive_type_builder(name, Physical::BYTE_ARRAY);
        let builder = builder.with_repetition(Repetition::REQUIRED);
        builder.with_logical_type(Some(LogicalType::String)).build().expect("a column")
    };
    write(file, head.iter().map(required).collect(), packed, pieces.len(), &fills);
}

/// What stands in a result, but for the rows of the list, which name the file.
fn cells(file: &Path, columns: std::ops::Range<usize>) -> Vec<Vec<String>> {
    let texts = |row: &jiuzhu::document::cell::Row| {
        columns.clone().map(|column| row.cell(column).text.to_owned()).collect()
    };
    rows(file).iter().map(texts).collect()
}

#[test]
fn a_county_in_parquet_comes_out_as_its_text_does() {
    let folder = scratch("parquet");
    let county = county(120);
    let persons = &county.persons[2..];
    let file = |name: &str| folder.join(name);
    fs::write(file("名单.csv"), csv(persons)).expect("write");
    fs::write(file("结算.csv"), csv(&county.settlements)).expect("write");
    write_texts(&file("名单.parquet"), persons, 50, Compression::UNCOMPRESSED);
    write_texts(&file("结算.parquet"), &county.settlements, 70, Compression::SNAPPY);
    let (out, other) = (file("文本.csv"), file("列存.csv"));
    for (out, kind) in [(&out, "csv"), (&other, "parquet")] {
        let [persons, settlements] = ["名单", "结算"].map(|name| file(&format!("{name}.{kind}")));
        let output = screen(&["-o", path(out), path(&persons), path(&settlements)]);
        assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    }
    assert_eq!(cells(&other, 0..14), cells(&out, 0..14));
    assert_eq!(cells(&file("列存-没算的行.csv"), 2..6), cells(&file("文本-没算的行.csv"), 2..6));
    assert_eq!(cells(&file("列存-汇总.csv"), 0..13), cells(&file("文本-汇总.csv"), 0..13));
    let output = screen(&["--look", path(&file("结算.parquet"))]);
    assert!(told(&output).contains("结算.parquet：结算记录，表头在第 1 行"), "{}", told(&output));
}

/// What engines write, each packed in its own way: the same list, by Polars (zstd), pyarrow (gzip; zstd by pages of the
/// second kind) and `DuckDB` (snappy).
#[test]
fn what_engines_pack_comes_out_as_its_text_does() {
    let folder = scratch("parquet-packed");
    let written = Path::new("tests/core/roster/packed");
    let out = |name: &str| folder.join(format!("{name}.csv"));
    let run = |name: &str, file: &str| {
        let output = screen(&["-o", path(&out(name)), path(&written.join(file))]);
        assert_eq!(output.status.code(), Some(1), "{file}: {}", told(&output));
        (cells(&out(name), 0..14), cells(&folder.join(format!("{name}-没算的行.csv")), 2..6))
    };
    let text = run("list", "list.csv");
    assert!(text.0.len() > 10 && text.1.len() > 3, "{text:?}");
    for name in ["polars", "gzip", "second", "duckdb"] {
        assert_eq!(run(name, &format!("{name}.parquet")), text, "{name}");
    }
}

#[test]
fn columns_of_every_type_say_what_a_person_means() {
    let folder = scratch("parquet-types");
    let id = id_number(7);
    let typed = Type::primitive_type_builder;
    let done = |builder: PrimitiveTypeBuilder<'_>| builder.build().expect("a column");
    let decimal = LogicalType::decimal(2, 14);
    let stamp = LogicalType::timestamp(true, TimeUnit::NANOS);
    let columns = vec![
        done(typed("身份证号", Physical::INT64)),
        text("救助身份"),
        text("医疗类别"),
        text("参保类别"),
        text("就医地点"),
        done(typed("入院日期", Physical::INT32).with_logical_type(Some(LogicalType::Date))),
        done(typed("出院日期", Physical::INT64).with_logical_type(Some(stamp))),
        done(typed("费用总额", Physical::INT64)),
        done(
            typed("政策范围内费用", Physical::INT64)
                .with_precision(14)
                .with_scale(2)
                .with_logical_type(Some(decimal)),
        ),
        done(typed("基本医保支付", Physical::DOUBLE)),
        done(typed("大病保险支付", Physical::INT32)),
        text("医疗救助"),
    ];
    let number: i64 = id.parse().expect("a number without an X");
    let word = |text: &'static str| {
        move |writer: &mut SerializedColumnWriter<'_>, _: usize| {
            let told =
                writer.typed::<ByteArrayType>().write_batch(&[ByteArray::from(text)], Some(&[1]), None);
            told.expect("written");
        }
    };
    let long = |value: i64| {
        move |writer: &mut SerializedColumnWriter<'_>, _: usize| {
            writer.typed::<Int64Type>().write_batch(&[value], Some(&[1]), None).expect("written");
        }
    };
    let int = |value: i32| {
        move |writer: &mut SerializedColumnWriter<'_>, _: usize| {
            writer.typed::<Int32Type>().write_batch(&[value], Some(&[1]), None).expect("written");
        }
    };
    let double = |writer: &mut SerializedColumnWriter<'_>, _: usize| {
        writer.typed::<DoubleType>().write_batch(&[9_000.0], Some(&[1]), None).expect("written");
    };
    let missing = |writer: &mut SerializedColumnWriter<'_>, _: usize| {
        writer.typed::<ByteArrayType>().write_batch(&[], Some(&[0]), None).expect("written");
    };
    // 2026-03-01, and 20:30 of the 4th by UTC, which is the 5th in Beijing.
    let (begun, ended) = (20_513, (20_516 * 86_400 + 20 * 3_600 + 1_800) * 1_000_000_000);
    let file = folder.join("结算.parquet");
    write(
        &file,
        columns,
        Compression::SNAPPY,
        1,
        &[
            &long(number),
            &word("低保对象"),
            &word("住院"),
            &word("居民医保"),
            &word("本地"),
            &int(begun),
            &long(ended),
            &long(20_000),
            &long(1_500_050),
            &double,
            &int(1_000),
            &missing,
        ],
    );
    let text = folder.join("结算.csv");
    let heads = "身份证号,救助身份,医疗类别,参保类别,就医地点,入院日期,出院日期,费用总额,政策范围内费用,基本医保支付,大病保险支付,医疗救助";
    let values = "低保对象,住院,居民医保,本地,2026-03-01,2026-03-05,20000,15000.50,9000,1000,";
    fs::write(&text, format!("{heads}\n{id},{values}\n")).expect("write");
    let (out, other) = (folder.join("列存.csv"), folder.join("文本.csv"));
    for (out, list) in [(&out, &file), (&other, &text)] {
        let output = screen(&["--explain", "-o", path(out), path(list)]);
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    }
    assert_eq!(cells(&out, 0..14), cells(&other, 0..14));
    assert_eq!(cells(&out, 7..8), [["3500.35"]]);
    assert_eq!(cells(&out, 16..17), cells(&other, 16..17));
}

#[test]
fn what_is_no_whole_parquet_is_refused_with_a_sentence() {
    let folder = scratch("parquet-hostile");
    let list =
        [&["身份证号", "姓名"], &["420281195103120110", "某甲"]].map(|row| row.map(str::to_owned).to_vec());
    let good = folder.join("好的.parquet");
    write_texts(&good, &list, 1, Compression::SNAPPY);
    let good = fs::read(&good).expect("a file");
    let wide: Vec<String> = (0..20_000).map(|column| format!("列{column}")).collect();
    let file = folder.join("很宽.parquet");
    write_texts(&file, &[wide, Vec::new()], 1, Compression::UNCOMPRESSED);
    let end = good.len();
    // How long what it says of itself is, as another number.
    let length = [&good[..end - 8], &u32::MAX.to_le_bytes(), b"PAR1"].concat();
    let spoilt = [&good[..4], &[0xff; 40], &good[44..]].concat();
    for (name, bytes, sentence) in [
        ("截断.parquet", good[..end / 2].to_vec(), "不完整或者坏了"),
        ("只有头.parquet", b"PAR1".to_vec(), "不完整或者坏了"),
        ("尾巴.parquet", [&good[..end - 4], b"PAR2"].concat(), "不完整或者坏了"),
        ("长度.parquet", length, "不完整或者坏了"),
        ("内容.parquet", spoilt, "不完整或者坏了"),
        ("加密.parquet", [b"PARE", &good[4..end - 4], b"PARE"].concat(), "加了密"),
        (
            "brotli.parquet",
            fs::read("tests/core/roster/packed/brotli.parquet").expect("a file"),
            "压缩方式不读",
        ),
        ("很宽.parquet", fs::read(&file).expect("a file"), "格子太多"),
    ] {
        let file = folder.join(name);
        fs::write(&file, bytes).expect("write");
        let output = screen(&["-o", path(&folder.join("out.csv")), path(&file)]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", told(&output));
        assert!(told(&output).contains(sentence), "{name}: {}", told(&output));
        assert!(!told(&output).contains("panicked"), "{name}: {}", told(&output));
    }
    assert!(!folder.join("out.csv").exists());
}
