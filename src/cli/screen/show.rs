//! 说给人看：how the tables were understood, and what came out.

use std::io::Write;
use std::path::Path;

use super::super::exit::Failure;
use super::Ground;
use super::output::beside;
use crate::document::cell::{Row, letters};
use crate::money::Amount;
use crate::roster::{Column, Pile, Tally, Why};
use crate::screen::Opened;

/// What is otherwise than the mapping says.
pub(super) fn changes(opened: &Opened) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for (place, changes) in &opened.changes {
        let Some(source) = opened.sources.get(*place) else { continue };
        writeln!(out, "{} 和列的对应不一样的地方：", name(&source.table))?;
        for change in changes {
            writeln!(out, "  {change}")?;
        }
    }
    for note in &opened.notes {
        writeln!(out, "{note}")?;
    }
    Ok(())
}

/// What a run left that was cut short, and that nobody can go on from.
pub(super) fn left_over(path: &Path) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "上次没有写完（{}），接不上，从头算", path.display())?;
    Ok(())
}

/// How far the run came that this one goes on from.
pub(super) fn goes_on(tally: &Tally) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "上次没有写完，接着算：已经写好 {} 人、没算的 {} 行", tally.persons, tally.aside_rows())?;
    Ok(())
}

/// What was written for those who go out.
pub(super) fn visits(count: usize, folder: &Path) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "走访名单：{count} 户，一村一个文件，写在 {}；序号是谁的，见里面的 对照.csv",
        folder.display()
    )?;
    Ok(())
}

fn name(table: &crate::roster::Table) -> String {
    let sheet = table.sheet.as_ref().map(|sheet| format!("“{sheet}”")).unwrap_or_default();
    table.file.clone() + &sheet
}

/// How each table was understood: its columns with three values of each.
pub(super) fn tables(opened: &Opened) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    for source in &opened.sources {
        let table = &source.table;
        let [first, last] = table.head_rows;
        let rows =
            if first == last { format!("第 {first} 行") } else { format!("第 {first}、{last} 行") };
        let encoding =
            table.encoding.as_ref().map(|encoding| format!("，编码 {encoding}")).unwrap_or_default();
        writeln!(out, "{}：{}，表头在{rows}{encoding}", name(table), table.kind.name())?;
        let ahead: Vec<Row> = source.ahead.iter().cloned().collect();
        for (place, head) in table.heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
            let column = table.places.iter().find(|(_, at)| **at == place).map(|(column, _)| column.name());
            let fact = table.facts.iter().any(|(_, at)| *at == place).then_some("政策要问的");
            let used = column.or(fact).unwrap_or("（没有用）");
            let samples = table.samples(&ahead, place).join("  ");
            writeln!(out, "  {} {head} → {used}    {samples}", letters(place))?;
        }
        let wanted: &[Column] = match table.kind {
            crate::roster::Kind::Settlements => {
                &[Column::InScope, Column::Basic, Column::Critical, Column::Assistance]
            }
            _ => &[Column::Name, Column::Identity],
        };
        let missing: Vec<&str> = wanted
            .iter()
            .filter(|column| table.place(**column).is_none())
            .map(|column| column.name())
            .collect();
        if !missing.is_empty() {
            writeln!(out, "  没有找到：{}", missing.join("、"))?;
        }
    }
    Ok(())
}

/// What came out, in a few lines.
pub(super) fn summary(ground: &Ground<'_>, tally: &Tally, out_path: &Path) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let furniture = tally.aside_rows() - tally.faults();
    writeln!(out, "{}，按 {} 算", ground.of.policy.title, ground.of.common.template.as_of)?;
    writeln!(
        out,
        "读了 {} 行：算了 {} 行（{} 人），没算 {} 行，另有标题、表头、合计、签字 {} 行",
        tally.rows,
        tally.computed,
        tally.persons,
        tally.faults(),
        furniture
    )?;
    let money = |pile: Pile| match pile {
        Pile::Missed if !tally.piles.missed.is_zero() => format!("，该领 {}", tally.piles.missed),
        Pile::Differs => {
            let part = |word: &str, amount: Amount| {
                if amount.is_zero() { String::new() } else { format!("，{word} {amount}") }
            };
            part("少领", tally.piles.under) + &part("多领", tally.piles.over)
        }
        _ => String::new(),
    };
    for pile in Pile::ALL {
        writeln!(out, "  {}：{} 人{}", pile.name(), tally.piles.of(pile), money(pile))?;
    }
    for (why, count) in tally.aside.iter().filter(|(why, _)| !why.is_furniture()) {
        writeln!(out, "  没算的 {count} 行：{}", general(*why))?;
    }
    let beside = |what| {
        beside(out_path, what).file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    };
    if out_path.extension().is_some_and(|kind| kind.eq_ignore_ascii_case("csv")) {
        writeln!(out, "写在 {}、{}、{}", out_path.display(), beside("没算的行"), beside("汇总"))?;
    } else {
        writeln!(out, "写在 {}", out_path.display())?;
    }
    Ok(())
}

/// A reason without the row that it names.
fn general(why: Why) -> String {
    why.in_general().map_or_else(|| why.to_string(), str::to_owned)
}
