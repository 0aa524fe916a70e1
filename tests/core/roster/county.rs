//! 假想的一个县：lists with the dirt of real ones in known places, and what has to come out of them.
//!
//! The answer is worked out here by the document's own sentence, in whole fen, and by nothing of the core: 低保, 住院
//! 政策范围内费用减去医保、大病报的，6000 元以内 70%，以上 75%，一年最多 60000 元（黄石市，2024年7月起）.

use std::collections::BTreeMap;
use std::fmt::Write;

/// What has to come out for a person: the pile, the sum due and the sum paid, in fen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    pub pile: &'static str,
    pub due: Option<i64>,
    pub paid: i64,
    pub village: &'static str,
    pub gaps: usize,
}

/// Rows of two tables, and what has to come out.
#[derive(Debug, Default)]
pub struct County {
    pub persons: Vec<Vec<String>>,
    pub settlements: Vec<Vec<String>>,
    pub expected: BTreeMap<String, Expected>,
    /// Of which table, which row, which cell, and a piece of the reason.
    pub aside: Vec<(&'static str, usize, String, &'static str)>,
}

pub const PERSONS: &str = "名单";
pub const SETTLEMENTS: &str = "结算";

/// Numbers that look like chance, the same each time.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

/// A number whose check digit is right, by the sum of GB 11643 written out once more.
pub fn id_number(serial: usize) -> String {
    let body = format!(
        "420281{}{:02}{:02}{:03}",
        1935 + serial % 70,
        1 + serial % 12,
        1 + serial % 28,
        serial % 1000
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        body.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11])
}

fn yuan(fen: i64) -> String {
    format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100)
}

/// 低保, of what is left after insurance.
fn due(rest: i64) -> i64 {
    let thousandths = if rest <= 600_000 { rest * 700 } else { 600_000 * 700 + (rest - 600_000) * 750 };
    ((thousandths + 500) / 1_000).min(6_000_000)
}

/// A day in one of the ways that one column mixes.
fn day(chance: &mut Chance, month: u64, day: u64) -> String {
    match chance.below(6) {
        0 => format!("2026{month:02}{day:02}"),
        1 => format!("2026-{month:02}-{day:02}"),
        2 => format!("2026/{month}/{day}"),
        3 => format!("2026年{month}月{day}日"),
        4 => format!("2026.{month}.{day}"),
        _ => format!("2026-{month:02}-{day:02} 00:00:00"),
    }
}

/// An amount in one of the ways that one column mixes.
fn amount(chance: &mut Chance, fen: i64) -> String {
    let plain = yuan(fen);
    match chance.below(4) {
        0 => format!("¥{plain}"),
        1 if fen >= 100_000 => {
            let whole = fen / 100;
            format!("{},{:03}.{:02}", whole / 1_000, whole % 1_000, fen % 100)
        }
        2 => format!(" {plain} 元"),
        _ => plain,
    }
}

const HEADS: [&str; 14] = [
    "结算id",
    "参保地",
    "就诊地",
    "身份证号",
    "姓名",
    "医保就诊类别",
    "入院日期",
    "出院日期",
    "费用总额（元）",
    "符合医保报销金额",
    "基本医疗保险报销金额",
    "大病报销金额",
    "医疗救助",
    "倾斜救助",
];

pub fn county(people: usize) -> County {
    let mut chance = Chance::new(20_261_128);
    let mut county = County::default();
    let row = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    county.persons.push(row(&["青石县医疗救助对象名单", "", "", "", "", ""]));
    county.persons.push(row(&["单位：青石县民政局", "", "", "", "", ""]));
    county.persons.push(row(&[
        "序号",
        "姓名",
        "公民身份号码",
        "救助对象类别",
        "所属街（道）",
        "村（居）委会",
    ]));
    for line in 1..=3 {
        let why = if line == 3 { "表头" } else { "表的标题" };
        county.aside.push((PERSONS, line, String::new(), why));
    }
    county.settlements.push(row(&HEADS));
    county.aside.push((SETTLEMENTS, 1, String::new(), "表头"));
    let mut number = 0;
    for serial in 0..people {
        let id = id_number(serial);
        let name = format!("人{serial}");
        let kinds = ["农村低保", "低保对象", "城市最低生活保障", "普通居民", "特困人员", ""];
        let kind = kinds[chance.below(6) as usize];
        let village = [("青石镇", "王家湾村"), ("青石镇人民政府", "王家湾村委会"), ("城关", "东门社区")]
            [chance.below(3) as usize];
        county.persons.push(vec![
            (serial + 1).to_string(),
            name.clone(),
            if serial % 9 == 0 { format!("{id}\t") } else { id.to_lowercase() },
            kind.into(),
            village.0.into(),
            village.1.into(),
        ]);
        if serial % 40 == 39 {
            county.persons.push(row(&["", "小计", "40 人", "", "", ""]));
            county.aside.push((PERSONS, county.persons.len(), String::new(), "小计"));
        }
        let (mut rest, mut paid, mut gaps) = (0, 0, 0);
        let slips = chance.below(4);
        for slip in 0..slips {
            number += 1;
            let month = 1 + chance.below(5);
            let total = 50_000 + i64::try_from(chance.below(900_000)).unwrap();
            let scope = total * 8 / 10;
            let basic = scope * 6 / 10;
            let critical = if chance.below(3) == 0 { scope / 20 } else { 0 };
            let left = scope - basic - critical;
            let slip_paid =
                if slip == 0 { i64::try_from(chance.below(3)).unwrap() * 40_000.min(left / 2) } else { 0 };
            let mut texts = vec![
                format!("S{number:06}"),
                "青石县".into(),
                "青石县".into(),
                if chance.below(5) == 0 { format!("'{id}") } else { id.clone() },
                name.clone(),
                ["普通住院", "住院", "21"][chance.below(3) as usize].into(),
                day(&mut chance, month, 1 + slip),
                day(&mut chance, month, 10 + slip),
                amount(&mut chance, total),
                amount(&mut chance, scope),
                amount(&mut chance, basic),
                if critical == 0 { "--".into() } else { amount(&mut chance, critical) },
                if slip_paid == 0 { String::new() } else { amount(&mut chance, slip_paid) },
                "0".into(),
            ];
            // One of a hundred has a fault of its own.
            let faults: [(usize, &str, &str); 9] = [
                (7, "2026-02-30", "不是真实的日期"),
                (7, "202603", "只有月份"),
                (7, "2027-01-05", "测算那天以后"),
                (8, "约三千", "读不出金额"),
                (8, "", "没有总费用"),
                (9, "99999999", "比总费用多"),
                (5, "体检", "分不出是住院"),
                (10, "-1.00", "负数"),
                (12, "9000000", "加起来比总费用多"),
            ];
            let place = county.settlements.len() + 1;
            if chance.below(12) == 0 {
                let (column, text, why) = faults[chance.below(9) as usize];
                texts[column] = text.into();
                // What only the whole bill shows has no cell.
                let whole = matches!(why, "测算那天以后" | "比总费用多" | "加起来比总费用多");
                let cell =
                    if whole { String::new() } else { format!("{}{place}", char::from(b'A' + column as u8)) };
                county.aside.push((SETTLEMENTS, place, cell, why));
                county.settlements.push(texts);
                gaps += 1;
                continue;
            }
            county.settlements.push(texts.clone());
            (rest, paid) = (rest + left, paid + slip_paid);
            match chance.below(30) {
                0 => {
                    county.aside.push((SETTLEMENTS, place + 1, String::new(), "是同一笔"));
                    county.settlements.push(texts);
                }
                1 => {
                    // The same stay once more under another number, and taken back.
                    for (suffix, sign) in [("A", 1), ("B", -1)] {
                        let mut other = texts.clone();
                        write!(other[0], "{suffix}").unwrap();
                        for (column, fen) in [(8, 123_456), (9, 100_000), (10, 50_000)] {
                            other[column] = yuan(sign * fen);
                        }
                        (other[11], other[12]) = ("0".into(), "0".into());
                        county.aside.push((
                            SETTLEMENTS,
                            county.settlements.len() + 1,
                            String::new(),
                            "一正一负",
                        ));
                        county.settlements.push(other);
                    }
                }
                2 => {
                    let mut old = texts.clone();
                    write!(old[0], "OLD").unwrap();
                    (old[6], old[7]) = ("2025-03-01".into(), "2025-03-09".into());
                    county.aside.push((SETTLEMENTS, place + 1, String::new(), "别的年度"));
                    county.settlements.push(old);
                }
                3 => {
                    county.settlements.push(row(&HEADS));
                    county.aside.push((SETTLEMENTS, place + 1, String::new(), "表头"));
                }
                4 => county.settlements.push(vec![String::new(); 14]),
                _ => {}
            }
        }
        let low = kind.contains("低保") || kind.contains("保障");
        let computed = gaps < usize::try_from(slips).unwrap();
        let full = due(rest);
        let same = (full - paid).abs() <= 100;
        let (pile, due) = match (kind, low) {
            // Without any bill left nobody knows what there was.
            _ if gaps > 0 && !computed => (if kind == "普通居民" { "不符合" } else { "资料不够" }, None),
            ("", _) if rest == 0 => ("不符合", Some(0)),
            // More than even 低保 would get was too much for anybody.
            ("", _) if paid > full + 100 => ("金额要核对", None),
            ("", _) => ("资料不够", None),
            ("特困人员", _) if rest == 0 => ("不符合", Some(0)),
            ("特困人员", _) => ("资料不够", None),
            (_, false) if paid > 0 => ("金额要核对", Some(0)),
            (_, false) => ("不符合", Some(0)),
            _ if paid == 0 && full == 0 => ("不符合", Some(0)),
            _ if paid == 0 => ("可能漏了", Some(full)),
            _ if same => ("对得上", Some(full)),
            _ => ("金额要核对", Some(full)),
        };
        let village = if village.1.starts_with("王家湾") { "青石王家湾" } else { "城关东门" };
        county.expected.insert(id, Expected { pile, due, paid, village, gaps });
    }
    for (text, why) in [
        ("4.20281E+17", "改坏了"),
        ("420281196001010000", "改坏了"),
        ("42028119600101001", "不是 18 位"),
        ("420281********0011", "遮住"),
        ("", "没有身份证号"),
    ] {
        let mut texts = row(&[
            "X",
            "青石县",
            "青石县",
            text,
            "某人",
            "住院",
            "20260101",
            "20260109",
            "100",
            "80",
            "50",
            "0",
            "0",
            "0",
        ]);
        texts[0] = format!("X{}", county.settlements.len());
        county.settlements.push(texts);
        let place = county.settlements.len();
        county.aside.push((SETTLEMENTS, place, format!("D{place}"), why));
    }
    county.settlements.push(row(&["合计", "", "", "", "", "", "", "", "123456.00", "", "", "", "", ""]));
    county.aside.push((SETTLEMENTS, county.settlements.len(), String::new(), "合计"));
    county.settlements.push(row(&[
        "制表人：张三",
        "",
        "",
        "",
        "审核人：李四",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
    ]));
    county.aside.push((SETTLEMENTS, county.settlements.len(), String::new(), "签字"));
    county
}

/// The rows as csv, each cell as it stands.
pub fn csv(rows: &[Vec<String>]) -> String {
    let quote = |text: &String| {
        if text.contains([',', '"', '\n']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.clone()
        }
    };
    let lines = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(","));
    lines.collect::<Vec<_>>().join("\r\n") + "\r\n"
}
