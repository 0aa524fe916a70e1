//! 不清楚的：what of complete answers is forgotten or only known within bounds, and how it is told again.

use jiuzhu::policy::{FactKind, ParameterUnit, Policy, Quantity};
use serde_json::{Value, json};

use super::dice::Dice;
use super::figures::Figures;
use super::people::yuan;
use super::ways::{self, Parts, Ways};

/// One answer that is open.
#[derive(Clone, Debug)]
pub struct Open {
    /// What kind of answer.
    pub kind: &'static str,
    /// Where it stands, and under which name.
    pub table: String,
    pub field: String,
    /// Whether its bounds are told.
    pub told: bool,
    pub ways: Ways,
}

/// Complete answers, and what of them is open.
#[derive(Clone, Debug)]
pub struct Draft {
    pub known: Value,
    pub opens: Vec<Open>,
}

/// What can be forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Residence,
    Identities,
    Insurance,
    Age,
    Illness,
    Fact(usize),
    Parameter(usize),
    OfBill(usize, &'static str),
    ReceivedProgram,
    ReceivedBills(usize),
}

/// Everything that can be forgotten of these answers.
fn kinds(policy: &Policy, figures: &Figures, known: &Value) -> Vec<Kind> {
    let mut kinds = vec![Kind::Residence, Kind::Insurance, Kind::Illness];
    // The commonest one not to know, and the one with the most ways.
    kinds.extend([Kind::Identities, Kind::Identities]);
    if known["person"].get("age").is_some() {
        kinds.push(Kind::Age);
    }
    kinds.extend((0..policy.facts.len()).map(Kind::Fact));
    let asked = policy.parameters.iter().enumerate().filter(|(_, parameter)| parameter.value().is_none());
    kinds.extend(asked.map(|(place, _)| Kind::Parameter(place)));
    let fills = |quantity| policy.programs.iter().any(|program| program.fills == Some(quantity));
    let uninsured = known["person"]["insurance"] == "none";
    for bill in 0..known["bills"].as_array().map_or(0, Vec::len) {
        let mut forget = |field| kinds.push(Kind::OfBill(bill, field));
        ["level", "place", "in_scope", "in_scope"].into_iter().for_each(&mut forget);
        if figures.counts_time {
            ["months", "days"].into_iter().for_each(&mut forget);
        }
        forget("province");
        // Where the rules say what insurance pays, a bill that does not say it leaves nothing open.
        if !uninsured && !fills(Quantity::Basic) {
            forget("basic_paid");
        }
        if !uninsured && !fills(Quantity::Critical) && policy.critical_insurance {
            forget("critical_paid");
        }
    }
    let received = known["received"].as_array().map_or(0, Vec::len);
    if received == 1 {
        kinds.extend([Kind::ReceivedProgram, Kind::ReceivedProgram]);
    }
    kinds.extend((0..received).map(Kind::ReceivedBills));
    kinds
}

impl Draft {
    /// These answers with one thing forgotten for each of `forgotten`, and an amount blurred for each of `blurred`.
    pub fn of(
        policy: &Policy,
        figures: &Figures,
        known: Value,
        forgotten: &[u32],
        blurred: &[(u32, u16, u16)],
    ) -> Self {
        let mut draft = Self { known, opens: Vec::new() };
        for &seed in forgotten {
            let kinds = kinds(policy, figures, &draft.known);
            let kind = &kinds[seed as usize % kinds.len()];
            draft.forget(policy, figures, kind, u64::from(seed));
        }
        for &(seed, below, above) in blurred {
            draft.blur(seed, u64::from(below), u64::from(above));
        }
        draft
    }

    fn forget(&mut self, policy: &Policy, figures: &Figures, kind: &Kind, seed: u64) {
        let words = |first: Vec<Value>| Ways::Words { first, further: Vec::new() };
        let mut dice = Dice::new(seed);
        let person = "/person";
        let (kind, table, field, ways) = match *kind {
            Kind::Residence => {
                ("residence", person.into(), "residence", words(ways::ids(&["urban", "rural"])))
            }
            Kind::Insurance => {
                ("insurance", person.into(), "insurance", words(ways::ids(&["resident", "employee", "none"])))
            }
            Kind::Identities => {
                let field = if self.known["person"].get("held").is_some() { "held" } else { "categories" };
                ("categories", person.into(), field, ways::identities(figures, &mut dice, field == "held"))
            }
            Kind::Age => ("age", person.into(), "age", words(ways::ages(figures))),
            Kind::Illness => ("diagnoses", person.into(), "diagnoses", ways::illnesses(figures, &mut dice)),
            Kind::Fact(place) => {
                let fact = &policy.facts[place];
                let ways = match &fact.kind {
                    // What the choice of the place says is not unknown.
                    FactKind::YesNo if fact.shown_by_place => words(vec![json!(true)]),
                    FactKind::Amount(most) => Ways::Amount { least: 0, most: super::figures::fen(*most) },
                    kind => words(ways::of_fact(figures, place, kind, &self.known)),
                };
                ("fact", "/person/facts".into(), fact.id.as_str(), ways)
            }
            Kind::Parameter(place) => {
                let parameter = &policy.parameters[place];
                let ways = match &parameter.unit {
                    ParameterUnit::Yuan(least, most, _) => Ways::Amount {
                        least: least.map_or(0, super::figures::fen),
                        most: most.map_or(1_000_000_000, super::figures::fen),
                    },
                    ParameterUnit::Percent(least, most, _) => words(ways::percents(*least, *most)),
                };
                ("parameter", "/parameters".into(), parameter.id.as_str(), ways)
            }
            Kind::OfBill(bill, field) => {
                let ways = match field {
                    "level" => words(ways::levels()),
                    "place" => words(ways::places()),
                    "province" => words(ways::ids(&["same", "other"])),
                    "months" => words((0..=12).map(|months| json!(months)).collect()),
                    "days" => words(ways::days(figures)),
                    _ => {
                        self.spell_out(bill);
                        let most = Parts::of(&self.known["bills"][bill]).total;
                        Ways::Amount { least: 0, most: most.try_into().unwrap_or(0) }
                    }
                };
                (field, format!("/bills/{bill}"), field, ways)
            }
            Kind::ReceivedProgram => {
                let counts = policy.programs.iter().filter(|program| program.kind.counts_in_total());
                let ids: Vec<&str> = counts.map(|program| program.id.as_str()).collect();
                let mut ways = ways::ids(&ids);
                ways.push(Value::Null);
                ("received.program", "/received/0".into(), "program", words(ways))
            }
            Kind::ReceivedBills(entry) => (
                "received.bills",
                format!("/received/{entry}"),
                "bills",
                words(ways::ids(&["listed", "other"])),
            ),
        };
        self.add(Open { kind, table, field: field.to_owned(), told: false, ways });
    }

    fn blur(&mut self, seed: u32, below: u64, above: u64) {
        const FIELDS: [&str; 7] =
            ["total", "in_scope", "basic_paid", "critical_paid", "other_paid", "waived", "assistance_paid"];
        let bills = self.known["bills"].as_array().map_or(0, Vec::len);
        let fields = FIELDS.len();
        let Some(bill) = (seed as usize).checked_rem(bills) else { return };
        let kind = FIELDS[seed as usize / bills % fields];
        let scope_left_over = kind == "in_scope" && self.known["bills"][bill].get("in_scope").is_none();
        let field = if scope_left_over { "out_of_scope" } else { kind };
        if self.known["bills"][bill].get(field).is_none() && !["waived", "assistance_paid"].contains(&field) {
            return;
        }
        self.spell_out(bill);
        let value = ways::read(&self.known["bills"][bill], field);
        let Ok(value) = u64::try_from(value) else { return };
        // Seldom does a person's guess go beyond what the other parts allow.
        let (floor, ceiling) = Parts::of(&self.known["bills"][bill]).bounds(field);
        let cut = !seed.is_multiple_of(11);
        let least = value - value * below / 65_535;
        let most = value + (value + 100_000) * above / 65_535;
        let (least, most) = if cut { (least.max(floor), most.min(ceiling)) } else { (least, most) };
        if least > value || most < value {
            return;
        }
        let blurred = match kind {
            "total" => "total~",
            "in_scope" => "in_scope~",
            "basic_paid" => "basic_paid~",
            "critical_paid" => "critical_paid~",
            "other_paid" => "other_paid~",
            "waived" => "waived~",
            _ => "assistance_paid~",
        };
        let table = format!("/bills/{bill}");
        let ways = Ways::Amount { least, most };
        self.add(Open { kind: blurred, table, field: field.into(), told: true, ways });
    }

    /// Writes out the parts of a bill that others settle, so that each can be open by itself.
    fn spell_out(&mut self, bill: usize) {
        let open = |field: &str| {
            let table = format!("/bills/{bill}");
            self.opens.iter().any(|open| open.table == table && open.field == field)
        };
        let (basic, critical) = (open("basic_paid"), open("critical_paid"));
        let bill = &mut self.known["bills"][bill];
        let parts = Parts::of(bill);
        let settled = bill.get("self_paid").is_some();
        if settled && !basic && bill.get("basic_paid").is_none() {
            bill["basic_paid"] = json!(yuan(parts.basic.try_into().unwrap_or(0)));
        }
        if settled && !critical && bill.get("critical_paid").is_none() {
            bill["critical_paid"] = json!(yuan(parts.critical.try_into().unwrap_or(0)));
        }
        if let Some(bill) = bill.as_object_mut() {
            bill.remove("self_paid");
            bill.remove("fund_paid");
            if bill.contains_key("in_scope") {
                bill.remove("out_of_scope");
            }
        }
    }

    fn add(&mut self, open: Open) {
        let scope = |field: &str| field.ends_with("_scope");
        let same = |other: &Open| other.field == open.field || (scope(&other.field) && scope(&open.field));
        if self.opens.iter().any(|other| other.table == open.table && same(other)) {
            return;
        }
        // The scope is forgotten in whichever words it was told.
        if open.kind == "in_scope"
            && let Some(bill) = self.known.pointer_mut(&open.table)
            && bill.get("in_scope").is_none()
        {
            bill["in_scope"] = json!(yuan(Parts::of(bill).in_scope.try_into().unwrap_or(0)));
            bill.as_object_mut().map(|bill| bill.remove("out_of_scope"));
        }
        self.opens.push(open);
    }

    /// The answers as they are told.
    pub fn unknown(&self) -> Value {
        let mut answers = self.known.clone();
        for open in &self.opens {
            let Some(table) = answers.pointer_mut(&open.table).and_then(Value::as_object_mut) else {
                continue;
            };
            match open.ways {
                Ways::Amount { least, most } if open.told => {
                    table.insert(open.field.clone(), json!({ "min": yuan(least), "max": yuan(most) }));
                }
                _ => {
                    table.remove(&open.field);
                }
            }
        }
        answers
    }

    /// The answers with everything told, in one way.
    pub fn complete(&self, values: &[Value]) -> Value {
        let mut answers = self.known.clone();
        let mut nothing_received = false;
        for (open, value) in self.opens.iter().zip(values) {
            let Some(table) = answers.pointer_mut(&open.table).and_then(Value::as_object_mut) else {
                continue;
            };
            if value.is_null() {
                nothing_received = true;
            } else {
                table.insert(open.field.clone(), value.clone());
            }
        }
        if nothing_received {
            answers["received"] = json!([]);
        }
        // Whoever turns out not to be insured was paid nothing by insurance.
        if answers["person"]["insurance"] == "none" {
            let forgotten = self
                .opens
                .iter()
                .filter(|open| !open.told && ["basic_paid", "critical_paid"].contains(&open.kind));
            for open in forgotten {
                if let Some(bill) = answers.pointer_mut(&open.table) {
                    bill[&open.field] = json!("0.00");
                }
            }
        }
        answers
    }

    /// What was told before anything was forgotten.
    pub fn own_values(&self) -> Vec<Value> {
        let own = |open: &Open| {
            let value = self.known.pointer(&format!("{}/{}", open.table, open.field)).cloned();
            match (value, &open.ways) {
                (Some(value @ Value::Array(_)), Ways::Amount { .. }) => {
                    json!(yuan(ways::sum(&value).try_into().unwrap_or(0)))
                }
                // What everybody takes for granted is not told otherwise.
                (_, Ways::Words { first, further }) if first.len() == 1 && further.is_empty() => {
                    first[0].clone()
                }
                (Some(value), _) => value,
                (None, Ways::Amount { .. }) => json!("0.00"),
                (None, Ways::Words { first, .. }) => first.first().cloned().unwrap_or_default(),
            }
        };
        self.opens.iter().map(own).collect()
    }

    /// Where an open answer stands, in the words of the contract.
    pub fn path(&self, at: usize) -> String {
        let Open { table, field, .. } = &self.opens[at];
        let table = table.trim_start_matches('/').replace('/', ".");
        match table.split_once('.') {
            Some((list, place)) if place.parse::<usize>().is_ok() => format!("{list}[{place}].{field}"),
            // Identities and since when they are held are one answer.
            _ if field == "held" => format!("{table}.categories"),
            _ => format!("{table}.{field}"),
        }
    }

    /// The kinds of answers that are open, for a summary.
    pub fn kinds(&self) -> String {
        let mut kinds: Vec<&str> = self.opens.iter().map(|open| open.kind).collect();
        kinds.sort_unstable();
        kinds.join("+")
    }
}
