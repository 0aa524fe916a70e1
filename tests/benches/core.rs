//! Speed of the core, each beside a function written by hand for the one scheme, in the same run.
//!
//! The scheme is 青神县 2014's: ordinary inpatient assistance, and major inpatient assistance that takes its place.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark stops where it cannot run, and says what it found"
)]

#[path = "../core/support.rs"]
#[allow(dead_code, reason = "it measures with a part of what the tests share")]
mod support;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::Criterion;
use jiuzhu::case::{Case, Completeness};
use jiuzhu::policy::{Id, Policy, Program};
use jiuzhu::{assess, explain};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

fn answers(bills: usize) -> Value {
    let bill = |at: usize| {
        let date = format!("2015-{:02}-{:02}", at / 28 + 1, at % 28 + 1);
        json!({ "date": date, "care": "inpatient", "total": "5000.00", "in_scope": "4321.09",
                "basic_paid": "2800.01", "critical_paid": "12.50" })
    };
    json!({
        "contract": 1,
        "as_of": "2015-06-01",
        "person": { "categories": ["subsistence-allowance"], "insurance": "resident", "diagnoses": ["uremia"] },
        "bills": (0..bills).map(bill).collect::<Vec<_>>(),
    })
}

/// The pack with these two programmes alone.
fn two_programmes() -> Policy {
    let mut policy = support::policy("qingshen-2014");
    let kept = ["inpatient", "major-inpatient"].map(|id| policy.program(id).unwrap());
    let place = |old: &Id<Program>| kept.iter().position(|new| new == old).and_then(Id::at);
    policy.programs.retain(|program| ["inpatient", "major-inpatient"].contains(&program.id.as_str()));
    for exclusion in &mut policy.exclusions {
        exclusion.programs = exclusion.programs.iter().filter_map(place).collect();
    }
    policy.exclusions.retain(|exclusion| exclusion.programs.len() > 1);
    policy
}

struct Bill {
    in_scope: Decimal,
    basic: Decimal,
    critical: Decimal,
}

/// A step in words, with what it comes to and the article it follows.
struct Step(String, Decimal, &'static str);

/// The scheme as one would write it straight down for 低保对象: what is paid, and every step in words.
fn by_hand(bills: &[Bill]) -> (Decimal, Vec<Step>) {
    let mut steps = Vec::new();
    let mut pay = |share: Decimal, cap: Decimal, articles: [&'static str; 3]| {
        let mut sum = Decimal::ZERO;
        for bill in bills {
            let base = (bill.in_scope - bill.basic - bill.critical).max(Decimal::ZERO);
            let (whole, basic, critical) = (bill.in_scope, bill.basic, bill.critical);
            let text = format!(
                "政策范围内费用 {whole:.2} 元，减去医保报的 {basic:.2} 元，大病保险报的 {critical:.2} 元，剩下 {base:.2} 元"
            );
            steps.push(Step(text, base, articles[0]));
            let part = base * share;
            let percent = (share * Decimal::ONE_HUNDRED).normalize();
            steps.push(Step(format!("{base:.2} 元 × {percent}% = {part:.2} 元"), part, articles[1]));
            sum += part;
        }
        let paid = sum.min(cap);
        steps.push(Step(format!("一年最多 {cap:.2} 元：{paid:.2} 元"), paid, articles[2]));
        let fen = paid.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
        steps.push(Step(format!("算到分：{fen:.2} 元"), fen, articles[2]));
        fen
    };
    let ordinary = pay(Decimal::new(50, 2), Decimal::from(10_000), ["第三条", "第三条", "第三条"]);
    let major = pay(Decimal::new(65, 2), Decimal::from(25_000), ["第四条", "第五条", "第五条"]);
    (if major.is_zero() { ordinary } else { major }, steps)
}

/// The steps in words, as the function written by hand gives them: sentences are put together when somebody reads them.
fn steps(policy: &Policy, case: &Case) -> Vec<String> {
    let assessment = explain::assessment(policy, case);
    let steps = assessment.programs.iter().flat_map(|program| &program.steps);
    steps.map(|step| step.text.to_string()).collect()
}

/// Every sentence of the result: beside the steps also the reasons and the notes.
fn words(policy: &Policy, case: &Case) -> Vec<String> {
    let assessment = explain::assessment(policy, case);
    let steps = assessment.programs.iter().flat_map(|program| &program.steps);
    let reasons = assessment.programs.iter().flat_map(|program| &program.reasons);
    let sentences =
        steps.map(|step| step.text.to_string()).chain(reasons.map(|reason| reason.text.to_string()));
    sentences.chain(assessment.notes.iter().map(|note| note.text.to_string())).collect()
}

/// One size of family in the shape of each contestant.
struct Size {
    name: &'static str,
    case: Case,
    bills: Vec<Bill>,
}

fn size(policy: &Policy, name: &'static str, count: usize) -> Size {
    let case = support::answers(&answers(count)).check(policy, Completeness::Whole).unwrap();
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    let bill =
        || Bill { in_scope: decimal("4321.09"), basic: decimal("2800.01"), critical: decimal("12.50") };
    let bills: Vec<Bill> = std::iter::repeat_with(bill).take(count).collect();
    let paid = explain::assessment(policy, &case).total.max.to_string();
    let (by_hand, steps) = by_hand(&bills);
    assert_eq!(paid, format!("{by_hand:.2}"), "both reckon the same");
    for Step(text, result, article) in steps {
        assert!(text.contains("元") && article.starts_with('第') && result >= Decimal::ZERO, "{text}");
    }
    Size { name, case, bills }
}

/// The time of one call, the quickest of many rounds.
fn quickest<T>(mut call: impl FnMut() -> T) -> Duration {
    let round = |call: &mut dyn FnMut() -> T| {
        let begin = Instant::now();
        for _ in 0..20 {
            black_box(call());
        }
        begin.elapsed() / 20
    };
    (0..200).map(|_| round(&mut call)).min().unwrap()
}

fn main() {
    let (policy, whole) = (two_programmes(), support::policy("qingshen-2014"));
    // For the same scheme through JavaScript: tests/benches/boundary.mjs.
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/two-programmes.pack");
    std::fs::write(path, policy.to_pack().unwrap()).unwrap();
    let pack = whole.to_pack().unwrap();
    let sizes = [size(&policy, "1 bill", 1), size(&policy, "60 bills", 60)];

    let mut criterion = Criterion::default().configure_from_args();
    criterion.bench_function("load", |bencher| bencher.iter(|| Policy::from_pack(black_box(&pack)).unwrap()));
    for Size { name, case, bills } in &sizes {
        let mut group = criterion.benchmark_group(*name);
        group.bench_function("by hand, in words", |bencher| bencher.iter(|| by_hand(black_box(bills))));
        group.bench_function("assess", |bencher| {
            bencher.iter(|| assess::assess(&policy, black_box(case)).total);
        });
        group.bench_function("assess, steps in words", |bencher| {
            bencher.iter(|| steps(&policy, black_box(case)));
        });
        group.bench_function("assess the whole pack, all in words", |bencher| {
            bencher.iter(|| words(&whole, black_box(case)));
        });
        group.finish();
    }
    criterion.final_summary();

    println!("\nbeside the function written by hand, whose steps are in words (aim: at most 5):");
    for Size { name, case, bills } in &sizes {
        let hand = quickest(|| by_hand(black_box(bills)));
        for (what, took) in [
            ("assess", quickest(|| assess::assess(&policy, black_box(case)).total)),
            ("assess, steps in words", quickest(|| steps(&policy, black_box(case)))),
            ("assess, all in words", quickest(|| words(&policy, black_box(case)))),
        ] {
            let hundredths = took.as_nanos() * 100 / hand.as_nanos().max(1);
            println!(
                "{name:>9}  {what:<22} {took:>10.1?} / {hand:.1?} = {}.{:02}",
                hundredths / 100,
                hundredths % 100
            );
        }
    }
}
