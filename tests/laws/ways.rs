//! 每一种答法：all the ways of telling what is open, and of an amount those at which a rule turns.

use jiuzhu::calendar::Date;
use jiuzhu::money::Ratio;
use jiuzhu::policy::FactKind;
use jiuzhu::vocabulary::{Category, Level, Member, Place};
use serde_json::{Value, json};

use super::dice::Dice;
use super::figures::Figures;
use super::open::{Draft, Open};
use super::people::yuan;

/// The ways of telling one answer.
#[derive(Clone, Debug)]
pub enum Ways {
    /// One of the first; where they do not tell all, of the further ones.
    Words { first: Vec<Value>, further: Vec<Value> },
    /// An amount between two, in fen.
    Amount { least: u64, most: u64 },
}

/// Whether complete answers are a way of telling what was open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Yes,
    /// The contract leaves it open: it may reach an end, and need not lie inside.
    Perhaps,
    No,
}

/// The parts of an exactly told bill, in fen.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    pub total: i64,
    pub in_scope: i64,
    pub basic: i64,
    pub critical: i64,
    pub waived: i64,
    pub other: i64,
    pub assistance: i64,
}

/// An amount in fen; several lines are summed.
pub fn sum(value: &Value) -> i64 {
    match value {
        Value::Array(lines) => lines.iter().map(sum).sum(),
        Value::String(text) => {
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            format!("{whole}{part:0<2}").parse().unwrap_or(0)
        }
        _ => 0,
    }
}

/// An amount of a bill in fen; what is not there is 0.
pub fn read(bill: &Value, field: &str) -> i64 {
    bill.get(field).map_or(0, sum)
}

impl Parts {
    pub fn of(bill: &Value) -> Self {
        let total = read(bill, "total");
        let in_scope = match bill.get("in_scope") {
            Some(scope) => sum(scope),
            None => total - read(bill, "out_of_scope"),
        };
        let paid = ["basic_paid", "critical_paid", "waived", "other_paid", "assistance_paid", "self_paid"];
        let rest = total - paid.iter().map(|field| read(bill, field)).sum::<i64>();
        let settled = |field: &str| {
            let by_rest = bill.get("self_paid").is_some() && bill.get(field).is_none();
            if by_rest { rest } else { read(bill, field) }
        };
        Self {
            total,
            in_scope,
            basic: settled("basic_paid"),
            critical: settled("critical_paid"),
            waived: read(bill, "waived"),
            other: read(bill, "other_paid"),
            assistance: read(bill, "assistance_paid"),
        }
    }

    fn paid(&self) -> i64 {
        self.basic + self.critical + self.waived + self.other + self.assistance
    }

    /// The least and the most that a part can be beside the others.
    pub fn bounds(&self, field: &str) -> (u64, u64) {
        let insured = self.basic + self.critical;
        let left = self.total - self.paid();
        let (least, most) = match field {
            "total" => (self.in_scope.max(self.paid()), i64::MAX),
            "in_scope" => (insured.min(self.in_scope), self.total),
            "out_of_scope" => (0, self.total - insured.min(self.in_scope)),
            "basic_paid" => (0, self.basic + left.min((self.in_scope - insured).max(0))),
            "critical_paid" => (0, self.critical + left.min((self.in_scope - insured).max(0))),
            "waived" => (0, self.waived + left),
            "other_paid" => (0, self.other + left),
            _ => (0, self.assistance + left),
        };
        (least.try_into().unwrap_or(0), most.try_into().unwrap_or(0))
    }

    /// The sums on which rules turn: a total or the scope, less some or all of what is paid.
    fn sums(&self) -> [i64; 12] {
        let (insured, others) = (self.basic + self.critical, self.waived + self.other);
        [
            self.total,
            self.total - self.basic,
            self.total - insured,
            self.total - insured - others,
            self.total - self.paid(),
            self.in_scope,
            self.in_scope - self.basic,
            self.in_scope - insured,
            self.in_scope - insured - others,
            self.in_scope - self.paid(),
            self.basic,
            insured,
        ]
    }
}

/// Whether complete answers are a way of telling what was open.
pub fn fit(draft: &Draft, complete: &Value) -> Fit {
    let mut fit = Fit::Yes;
    for (at, bill) in complete["bills"].as_array().into_iter().flatten().enumerate() {
        let table = format!("/bills/{at}");
        let open: Vec<&Open> = draft.opens.iter().filter(|open| open.table == table).collect();
        let amounts = |open: &&&Open| matches!(open.ways, Ways::Amount { .. });
        if !open.iter().any(|open| amounts(&open)) {
            continue;
        }
        let parts = Parts::of(bill);
        if parts.in_scope > parts.total || parts.in_scope < 0 || parts.paid() > parts.total {
            return Fit::No;
        }
        let over_scope = parts.basic + parts.critical > parts.in_scope;
        let forgotten = |field: &str| open.iter().any(|open| !open.told && open.field == field);
        let beyond =
            |field: &str, part: i64, rest: i64| forgotten(field) && part > (parts.in_scope - rest).max(0);
        if beyond("basic_paid", parts.basic, parts.critical)
            || beyond("critical_paid", parts.critical, parts.basic)
            || (over_scope && forgotten("in_scope"))
        {
            return Fit::No;
        }
        if over_scope {
            fit = Fit::Perhaps;
        }
    }
    if draft.opens.iter().any(|open| open.kind == "received.program" || !is_told_so(open, complete)) {
        fit = fit.and(Fit::Perhaps);
    }
    fit
}

/// Whether a day that is told has come, and a deductible that is told leaves what was paid above it.
fn is_told_so(open: &Open, complete: &Value) -> bool {
    let value = complete.pointer(&format!("{}/{}", open.table, open.field));
    let Some(text) = value.and_then(Value::as_str) else { return true };
    if open.kind == "fact" && text.as_bytes().get(4) == Some(&b'-') {
        return complete["as_of"].as_str().is_some_and(|today| text <= today);
    }
    let bills = complete["bills"].as_array().into_iter().flatten().map(Parts::of);
    let (paid, left) = bills
        .fold((0, 0), |(paid, left), parts| (paid + parts.critical, left + parts.in_scope - parts.basic));
    open.field != "critical_deductible" || paid == 0 || value.map_or(0, sum) <= left
}

impl Fit {
    fn and(self, other: Self) -> Self {
        if self == Self::No || other == Self::No {
            Self::No
        } else if self == other {
            self
        } else {
            Self::Perhaps
        }
    }
}

/// The amounts at which some sum of the bills comes to a figure of the pack, or misses it by a fen.
pub fn turns(figures: &Figures, draft: &Draft, at: usize, values: &[Value]) -> Vec<Value> {
    let open = &draft.opens[at];
    let Ways::Amount { least, most } = open.ways else { return Vec::new() };
    let own = sum(&values[at]);
    let step = if own < i64::try_from(most).unwrap_or(i64::MAX) { 1 } else { -1 };
    let sums = |value: i64| {
        let mut values = values.to_vec();
        values[at] = json!(yuan(value.try_into().unwrap_or(0)));
        let complete = draft.complete(&values);
        let bills = complete["bills"].as_array().cloned().unwrap_or_default();
        let parts: Vec<_> = bills.iter().map(|bill| Parts::of(bill).sums()).collect();
        let mut all: Vec<i64> = parts.iter().flatten().copied().collect();
        let kinds = ["inpatient", "outpatient", "chronic-outpatient"];
        for counted in kinds.iter().map(Some).chain([None]) {
            let chosen =
                bills.iter().zip(&parts).filter(|(bill, _)| counted.is_none_or(|care| bill["care"] == *care));
            let chosen: Vec<_> = chosen.map(|(_, parts)| parts).collect();
            all.extend((0..12).map(|column| chosen.iter().map(|parts| parts[column]).sum::<i64>()));
        }
        all
    };
    let (here, there) = (sums(own), sums(own + step));
    let mut forms: Vec<(i64, i64)> = here
        .iter()
        .zip(&there)
        .map(|(here, there)| (*here, (there - here) * step))
        .filter(|(_, slope)| *slope != 0)
        .collect();
    forms.sort_unstable();
    forms.dedup();
    let mut found = vec![least, most];
    let bounds = least..=most;
    let mut add = |value: i64| {
        for value in [value - 1, value, value + 1] {
            found.extend(u64::try_from(value).ok().filter(|value| bounds.contains(value)));
        }
    };
    for (here, slope) in &forms {
        for figure in figures.amounts.iter().filter_map(|figure| i64::try_from(*figure).ok()).chain([0]) {
            add(own + (figure - here) * slope.signum());
        }
    }
    for figure in figures.amounts.iter().chain(figures.facts.iter().flatten()) {
        add(i64::try_from(*figure).unwrap_or(0));
    }
    for sum in &here {
        add(*sum);
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|fen| json!(yuan(fen))).collect()
}

pub fn ids(ids: &[&str]) -> Vec<Value> {
    ids.iter().map(|id| json!(id)).collect()
}

pub fn levels() -> Vec<Value> {
    ids(Level::IDS)
}

pub fn places() -> Vec<Value> {
    ids(Place::IDS)
}

/// None, 其他参保居民, one and two identities that the pack tells apart; then more of them.
pub fn identities(figures: &Figures, dice: &mut Dice) -> Ways {
    let (mut first, further) = subsets(&figures.identities, usize::MAX, dice);
    first.push(json!([Category::General.id()]));
    Ways::Words { first, further }
}

/// None, one and some two illnesses that the pack tells apart; then more of them.
pub fn illnesses(figures: &Figures, dice: &mut Dice) -> Ways {
    let ids: Vec<&str> = figures.illnesses.iter().map(String::as_str).collect();
    let (first, further) = subsets(&ids, 40, dice);
    Ways::Words { first, further }
}

fn subsets(ids: &[&str], most_pairs: usize, dice: &mut Dice) -> (Vec<Value>, Vec<Value>) {
    let pairs =
        ids.iter().enumerate().flat_map(|(at, one)| ids[..at].iter().map(move |other| json!([other, one])));
    let pairs: Vec<Value> = pairs.collect();
    let mut first = vec![json!([])];
    first.extend(ids.iter().map(|id| json!([id])));
    first.extend(dice.some(pairs, most_pairs));
    let mut further = vec![json!(ids)];
    if ids.len() < 9 {
        let chosen = |set: usize| -> Value {
            ids.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, id)| json!(id)).collect()
        };
        further.extend((0..1_usize << ids.len()).filter(|set| set.count_ones() > 2).map(chosen));
    } else {
        for _ in 0..200 {
            let count = 3 + dice.place(4);
            further.push(json!(dice.some(ids.to_vec(), count)));
        }
    }
    (first, further)
}

fn numbers(least: u64, most: u64, bounds: &[u64]) -> Vec<Value> {
    let beside = bounds.iter().flat_map(|bound| [bound.saturating_sub(1), *bound, bound + 1]);
    let mut found: Vec<u64> =
        beside.chain([least, most]).filter(|value| (least..=most).contains(value)).collect();
    if most - least < 40 {
        found = (least..=most).collect();
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|value| json!(value)).collect()
}

pub fn ages(figures: &Figures) -> Vec<Value> {
    numbers(0, 130, &figures.ages)
}

pub fn days(figures: &Figures) -> Vec<Value> {
    let mut bounds = figures.units.clone();
    bounds.extend([30, 90]);
    numbers(0, 366, &bounds)
}

pub fn percents(least: Option<Ratio>, most: Option<Ratio>) -> Vec<Value> {
    let whole = |ratio: Ratio| {
        ratio.to_string().trim_end_matches('%').split('.').next().and_then(|text| text.parse().ok())
    };
    let (lowest, highest): (u32, u32) =
        (least.and_then(whole).unwrap_or(0), most.and_then(whole).unwrap_or(100));
    (lowest..=highest).map(|percent| json!(format!("{percent}%"))).collect()
}

/// The answers that a fact takes, those at which a rule turns among them.
pub fn of_fact(figures: &Figures, place: usize, kind: &FactKind, known: &Value) -> Vec<Value> {
    match kind {
        FactKind::YesNo => vec![json!(true), json!(false)],
        FactKind::Choice(options) => options.iter().map(|option| json!(option.id)).collect(),
        FactKind::Number(least, most) => numbers(u64::from(*least), u64::from(*most), &figures.facts[place]),
        FactKind::Amount(_) => Vec::new(),
        FactKind::Date => dates(figures, known).iter().map(|date| json!(date.to_string())).collect(),
        FactKind::Month => {
            let mut months: Vec<Value> = dates(figures, known)
                .iter()
                .filter_map(|date| Some(json!(date.to_string().get(..7)?)))
                .collect();
            months.dedup();
            months
        }
    }
}

/// The days on which a bill begins or ceases to be in time.
fn dates(figures: &Figures, known: &Value) -> Vec<Date> {
    let mut found: Vec<Date> =
        ["1900-01-01", "2099-12-31"].iter().filter_map(|day| day.parse().ok()).collect();
    let bills = known["bills"].as_array().into_iter().flatten();
    for day in bills.filter_map(|bill| bill["date"].as_str()?.parse::<Date>().ok()) {
        found.extend(beside(day));
        for &months in &figures.months {
            found.extend(beside(day.plus_months(months)));
            let back = u16::from(day.month()) + 12 * day.year() - 1 - months;
            for late in [day.day(), 28, 29, 30, 31] {
                let month = u8::try_from(back % 12 + 1).unwrap_or(1);
                found.extend(Date::new(back / 12, month, late).ok().into_iter().flat_map(beside));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The day before, the day, and the day after.
fn beside(day: Date) -> Vec<Date> {
    let near = |distance: i32| {
        let months = [(day.year(), day.month()), month_beside(day, -1), month_beside(day, 1)];
        let all = months
            .into_iter()
            .flat_map(|(year, month)| (1..=31).filter_map(move |day| Date::new(year, month, day).ok()));
        all.filter(|other| day.days_until(*other) == distance).collect::<Vec<_>>()
    };
    [-1, 0, 1].into_iter().flat_map(near).collect()
}

fn month_beside(day: Date, by: i32) -> (u16, u8) {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + by;
    (u16::try_from(months / 12).unwrap_or(0), u8::try_from(months % 12 + 1).unwrap_or(1))
}
