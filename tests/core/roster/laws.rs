//! 一行不丢：whatever a list holds, every row that says something is in a pile or set aside.

use std::collections::BTreeMap;
use std::path::Path;

use jiuzhu::case::{Answers, Completeness};
use jiuzhu::document::cell::{CellKind, Row};
use jiuzhu::document::{Data, Node};
use jiuzhu::policy::Policy;
use jiuzhu::policy::file::{Common as Catalogue, PackFile};
use jiuzhu::roster::{Common, Entry, Mapping, Rows, SetAside, Tally, gather, head, judge};
use proptest::prelude::*;

use super::county::{csv, id_number};

fn policy() -> Policy {
    let read = |name: &str| std::fs::read_to_string(Path::new("policies").join(name)).expect("a file");
    let (diseases, facts) = (read("common/diseases.toml"), read("common/facts.toml"));
    let (catalogue, _) = Catalogue::read(("diseases.toml", &diseases), ("facts.toml", &facts));
    let pack = PackFile::of_bytes("huangshi-2024.toml", read("huangshi-2024.toml").as_bytes(), &catalogue);
    pack.policy.expect("a policy")
}

const HEADS: [&str; 10] = [
    "身份证号",
    "姓名",
    "救助身份",
    "参保类别",
    "医疗类别",
    "出院日期",
    "费用总额",
    "政策范围内费用",
    "基本医保支付",
    "医疗救助",
];

fn cell() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "",
        "--",
        "0",
        "低保",
        "特困人员",
        "普通居民",
        "居民",
        "职工",
        "住院",
        "门诊",
        "体检",
        "2026-03-01",
        "20260401",
        "202603",
        "45000",
        "100",
        "1,200.50",
        "-100",
        "¥80",
        "1.1E+17",
        "合计",
        "签字：",
        "未参保",
        "身份证号",
        "3000.005",
        "\u{0}",
        "😀",
        "=1",
    ]);
    prop_oneof![8 => words.prop_map(str::to_owned), 2 => (0_usize..6).prop_map(id_number), 1 => ".{0,12}"]
}

fn row() -> impl Strategy<Value = Vec<String>> {
    let likely = (
        (0_usize..6).prop_map(id_number),
        prop::sample::select(vec!["低保", "特困人员", "普通居民", ""]),
        prop::sample::select(vec!["2026-03-01", "2026/4/9", "2025-01-01"]),
        (-3_000_i64..30_000),
        (0_i64..3_000),
    )
        .prop_map(|(id, identity, day, total, paid)| {
            let texts = [id.as_str(), "某", identity, "居民", "住院", day];
            let mut texts: Vec<String> = texts.map(str::to_owned).to_vec();
            texts.extend([total, total * 8 / 10, total / 2, paid].map(|amount| amount.to_string()));
            texts
        });
    prop_oneof![3 => likely, 2 => prop::collection::vec(cell(), 0..12)]
}

/// Computes a list, and counts it.
fn screen(policy: &Policy, rows: &[Row]) -> (Tally, Vec<SetAside>) {
    let table = head::find(rows, &BTreeMap::new(), policy).expect("heads");
    let mapping = Mapping::default();
    let as_of = ("as_of".to_owned(), Node::from(Data::Text("2026-06-30".into())));
    let answers = Answers::from(Node::from(Data::Table(vec![as_of])));
    let template = answers.check(policy, Completeness::SoFar).expect("a template");
    let common = Common { template, not_listed_is_general: false, has_settlements: true };
    let (mut tally, mut aside) = (Tally::default(), Vec::new());
    let mut people: BTreeMap<u64, (Vec<Entry>, u32)> = BTreeMap::new();
    let mut reader = Rows::of(policy, &mapping, &table, 0);
    for row in rows.iter().filter(|row| !row.is_empty()) {
        tally.rows += 1;
        let mut entries = Vec::new();
        if let Err(set_aside) = reader.read(row, &mut entries) {
            aside.push(set_aside);
        }
        for entry in entries {
            people.entry(entry.id.key()).or_default().0.push(entry);
        }
    }
    for (entries, gaps) in people.into_values() {
        if let Some(person) = gather(policy, &common, entries, gaps, &mut aside) {
            let (verdict, _) = judge(policy, &person);
            tally.count(&mapping.folds.village, &person, &verdict);
            for (_, number) in &person.rows {
                assert!(
                    !aside.iter().any(|aside| aside.row == *number),
                    "row {number} is computed and set aside"
                );
            }
        }
    }
    for row in &aside {
        tally.set_aside(row);
    }
    (tally, aside)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_row_is_lost(lines in prop::collection::vec(row(), 0..40)) {
        let policy = POLICY.with(Clone::clone);
        let mut rows = vec![Row::of_texts(1, HEADS)];
        for (place, texts) in lines.iter().enumerate() {
            rows.push(Row::of_texts(place as u32 + 2, texts.iter().map(String::as_str)));
        }
        let (tally, aside) = screen(&policy, &rows);
        prop_assert!(tally.is_whole(), "{} in, {} computed, {} aside", tally.rows, tally.computed, tally.aside_rows());
        let mut numbers: Vec<u32> = aside.iter().map(|row| row.row).collect();
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), aside.len());
    }

    #[test]
    fn what_is_written_is_read_again(lines in prop::collection::vec(prop::collection::vec("[^\u{feff}]{0,9}", 1..6), 1..8)) {
        let text = csv(&lines);
        let mut reader = jiuzhu::sheets::Delimited::new(std::io::Cursor::new(text.into_bytes()), Some(jiuzhu::sheets::Encoding::Utf8)).expect("bytes").expect("text");
        while let Some(row) = reader.next_row().expect("a row") {
            prop_assert!(row.cells().all(|cell| cell.kind == CellKind::Text));
        }
    }
}

thread_local! {
    static POLICY: Policy = policy();
}
