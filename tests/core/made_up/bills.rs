//! Made-up bills, whose parts add up.

use jiuzhu::policy::Policy;
use jiuzhu::vocabulary::{Care, Level, Member, Place};
use serde_json::{Value, json};

use super::figures::Figures;
use super::people::{Charge, illness_of, speaks, yuan};

/// The parts of a bill, in fen.
struct Parts {
    total: u64,
    in_scope: u64,
    basic: u64,
    critical: u64,
    other: u64,
    waived: u64,
    assistance: u64,
}

fn share_of(whole: u64, share: u32) -> u64 {
    whole * u64::from(share) / 1_000
}

impl Parts {
    fn of(figures: &Figures, charge: &Charge, uninsured: bool) -> Self {
        let total = u64::from(charge.total);
        let mut parts = Self::paid(charge, total, share_of(total, charge.in_scope), uninsured);
        if let Some(spot) = charge.spot.filter(|_| !figures.amounts.is_empty()) {
            let figure = figures.amounts[usize::from(spot.figure) % figures.amounts.len()];
            let figure = figure.saturating_add_signed(i64::from(spot.beside)).max(1);
            match spot.of {
                0 => parts = Self::paid(charge, figure, share_of(figure, charge.in_scope), uninsured),
                1 => {
                    let outside = total - parts.in_scope;
                    parts = Self::paid(charge, figure + outside, figure, uninsured);
                }
                // What is left inside the scope comes to the figure.
                _ => {
                    let insured = parts.basic + parts.critical;
                    let (other, waived) = if spot.of == 2 { (parts.other, parts.waived) } else { (0, 0) };
                    let in_scope = figure + insured + other + waived;
                    let total = in_scope + (total - parts.in_scope);
                    parts = Self { total, in_scope, other, waived, assistance: 0, ..parts };
                }
            }
        }
        parts.assistance = share_of(parts.left(), charge.beyond.assistance);
        parts
    }

    fn paid(charge: &Charge, total: u64, in_scope: u64, uninsured: bool) -> Self {
        let outside = total - in_scope;
        let over_scope = if speaks("paid-over-scope") { share_of(outside, charge.beyond.basic) } else { 0 };
        let basic = if uninsured { 0 } else { share_of(in_scope, charge.basic) };
        let critical = if uninsured { 0 } else { share_of(in_scope - basic, charge.critical) };
        let other =
            share_of(in_scope - basic - critical, charge.other) + share_of(outside, charge.beyond.other);
        let mut parts = Self { total, in_scope, basic, critical, other, waived: 0, assistance: 0 };
        if !uninsured && basic + critical == in_scope {
            parts.basic += over_scope.min(parts.left());
        }
        parts.waived = share_of(parts.left(), charge.beyond.waived);
        parts
    }

    fn left(&self) -> u64 {
        self.total - self.basic - self.critical - self.other - self.waived - self.assistance
    }
}

/// One bill under a pack, in the words of the contract.
pub fn bill(policy: &Policy, figures: &Figures, charge: &Charge, year: u16, uninsured: bool) -> Value {
    let parts = Parts::of(figures, charge, uninsured);
    let place = Place::ALL[usize::from(charge.place)].id();
    let mut bill = json!({
        "date": date(policy, charge, year),
        "care": Care::ALL[usize::from(charge.care)].id(),
        "level": Level::ALL[usize::from(charge.level)].id(),
        "place": place,
        "total": yuan(parts.total),
        "in_scope": yuan(parts.in_scope),
        "basic_paid": yuan(parts.basic),
        "critical_paid": yuan(parts.critical),
        "other_paid": yuan(parts.other),
        "months": charge.months,
        "days": u32::from(charge.months) * 30,
    });
    if let Some(illness) = illness_of(policy, figures, charge) {
        bill["diagnoses"] = illness;
    }
    if parts.waived > 0 {
        bill["waived"] = json!(yuan(parts.waived));
    }
    if parts.assistance > 0 {
        bill["assistance_paid"] = lines(parts.assistance, charge.beyond.lines);
    }
    tell(&mut bill, policy, &parts, charge);
    bill
}

/// What a slip prints on several lines, the last of which holds what the others leave.
fn lines(sum: u64, count: u8) -> Value {
    if count < 2 || !speaks("assistance_paid.list") {
        return json!(yuan(sum));
    }
    let each = sum / u64::from(count);
    let last = sum - each * u64::from(count - 1);
    (1..count).map(|_| each).chain([last]).map(|line| json!(yuan(line))).collect()
}

/// Tells the parts in other words, which come to the same.
fn tell(bill: &mut Value, policy: &Policy, parts: &Parts, charge: &Charge) {
    let telling = charge.telling;
    let outside = parts.total - parts.in_scope;
    let missed_by = u64::from(telling.missed_by).min(outside);
    if telling.out_of_scope && parts.basic + parts.critical <= parts.in_scope {
        bill["out_of_scope"] = json!(yuan(outside));
        remove(bill, "in_scope");
    } else if missed_by > 0 && speaks("rounding") {
        bill["out_of_scope"] = json!(yuan(outside - missed_by));
    }
    if telling.self_paid > 0 && speaks("self_paid") {
        bill["self_paid"] = json!(yuan(parts.left()));
        let filled = policy.programs.iter().any(|program| program.fills.is_some());
        match telling.self_paid {
            2 if !filled => remove(bill, "basic_paid"),
            3 if !filled && policy.critical_insurance => remove(bill, "critical_paid"),
            _ => {}
        }
    }
    if telling.fund_paid && speaks("fund_paid") {
        bill["fund_paid"] = json!(yuan(parts.basic + parts.critical + parts.assistance));
    }
    if telling.slips > 0 && speaks("slips") {
        bill["slips"] = json!(telling.slips);
    }
    if speaks("province") {
        let away = telling.other_province && bill["place"] != "local";
        bill["province"] = json!(if away { "other" } else { "same" });
    }
}

fn remove(bill: &mut Value, field: &str) {
    if let Some(bill) = bill.as_object_mut() {
        bill.remove(field);
    }
}

fn date(policy: &Policy, charge: &Charge, year: u16) -> String {
    let day = u32::from(charge.day);
    let date = format!("{year}-{:02}-{:02}", day / 30 + 1, day % 30 % 28 + 1);
    let first = policy.period.from.to_string();
    let date = match charge.edge {
        Some(edge) => {
            let days = edge_days(policy, year);
            days[usize::from(edge) % days.len()].clone()
        }
        None => date,
    };
    if date < first { first } else { date }
}

/// The days on which a year, a quarter, a month or the pack's own time begins or ends.
fn edge_days(policy: &Policy, year: u16) -> Vec<String> {
    let mut days: Vec<String> =
        ["01-01", "01-31", "02-01", "03-31", "04-01", "06-30", "07-01", "09-30", "10-01", "12-29", "12-30"]
            .iter()
            .map(|day| format!("{year}-{day}"))
            .collect();
    days.push(format!("{}-12-31", year - 1));
    for program in policy.programs.iter().filter(|program| program.year_begins > 1) {
        days.push(format!("{year}-{:02}-01", program.year_begins));
        days.push(format!("{year}-{:02}-28", program.year_begins - 1));
    }
    days
}

/// What a bill, as told, says of its parts: fen.
pub struct Told {
    total: u64,
    /// What anybody has paid or taken off, but for 救助.
    paid: u64,
}

impl Told {
    /// What 救助 on the bill can be at the most.
    pub fn room(&self) -> u64 {
        self.total.saturating_sub(self.paid)
    }

    pub fn of(bill: &Value) -> Self {
        let read = |field: &str| {
            let text = bill.get(field).and_then(Value::as_str).unwrap_or("0");
            text.parse().map_or(0, super::figures::fen)
        };
        let paid = ["basic_paid", "critical_paid", "waived", "other_paid"];
        Self { total: read("total"), paid: paid.into_iter().map(read).sum() }
    }
}
