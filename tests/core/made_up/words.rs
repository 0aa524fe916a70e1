//! 忘了的：answers in words, numbers and days that can be forgotten, and every way of telling them that a pack can tell
//! apart.

use jiuzhu::policy::{FactKind, Policy};
use jiuzhu::vocabulary::{Category, Insurance, Level, Member, PaidFor, Place, Province, Residence};
use serde_json::{Value, json};

use super::figures::Figures;

/// An answer that is forgotten.
pub struct Forgotten {
    /// Its path in the contract.
    pub path: String,
    table: String,
    field: String,
    pub ways: Vec<Value>,
}

/// More identities or illnesses at once than any rule asks for.
const TOGETHER: usize = 3;

impl Forgotten {
    fn new(path: String, ways: Vec<Value>) -> Self {
        let (table, field) = path.rsplit_once('.').unwrap_or(("", &path));
        let table = format!("/{}", table.replace(['.', '['], "/").replace(']', ""));
        Self { table, field: field.into(), path, ways }
    }

    pub fn forget(&self, answers: &mut Value) {
        self.of(answers).as_object_mut().unwrap().remove(&self.field);
    }

    pub fn tell(&self, answers: &mut Value, way: usize) {
        self.of(answers)[&self.field] = self.ways[way].clone();
    }

    fn of<'a>(&self, answers: &'a mut Value) -> &'a mut Value {
        answers.pointer_mut(&self.table).unwrap()
    }
}

/// Everything in words that can be forgotten of these answers.
pub fn forgettable(policy: &Policy, figures: &Figures, known: &Value) -> Vec<Forgotten> {
    let mut found = Vec::new();
    let mut add = |path: &str, ways: Vec<Value>| found.push(Forgotten::new(path.into(), ways));
    let mut identities = sets(&figures.identities);
    identities.push(json!([Category::General.id()]));
    for _ in 0..2 {
        // The commonest one not to know.
        add("person.categories", identities.clone());
    }
    add("person.residence", ids(Residence::IDS));
    add("person.insurance", ids(Insurance::IDS));
    add("person.age", near(&figures.ages, 0, 130).map(Value::from).collect());
    let illnesses: Vec<&str> = figures.illnesses.iter().map(String::as_str).collect();
    add("person.diagnoses", sets(&illnesses));
    for (fact, bounds) in policy.facts.iter().zip(&figures.facts) {
        let ways = match &fact.kind {
            FactKind::YesNo if fact.shown_by_place => continue,
            FactKind::YesNo => vec![json!(true), json!(false)],
            FactKind::Choice(options) => options.iter().map(|option| json!(option.id)).collect(),
            FactKind::Number(least, most) => {
                near(bounds, u64::from(*least), u64::from(*most)).map(Value::from).collect()
            }
            FactKind::Date => days(figures, known),
            FactKind::Month => months(figures, known),
            FactKind::Amount(_) => continue,
        };
        add(&format!("person.facts.{}", fact.id), ways);
    }
    for at in 0..known["bills"].as_array().map_or(0, Vec::len) {
        add(&format!("bills[{at}].level"), ids(Level::IDS));
        add(&format!("bills[{at}].place"), ids(Place::IDS));
        add(&format!("bills[{at}].province"), ids(Province::IDS));
    }
    let reaching = policy.programs.iter().filter(|program| program.kind.counts_in_total());
    let reaching: Vec<&str> = reaching.map(|program| program.id.as_str()).collect();
    for at in 0..known["received"].as_array().map_or(0, Vec::len) {
        add(&format!("received[{at}].bills"), ids(PaidFor::IDS));
        if reaching.iter().any(|id| known["received"][at]["program"] == *id) {
            add(&format!("received[{at}].program"), ids(&reaching));
        }
    }
    found
}

fn ids(ids: &[&str]) -> Vec<Value> {
    ids.iter().map(|id| json!(id)).collect()
}

/// Every set of so many at most.
fn sets(ids: &[&str]) -> Vec<Value> {
    let mut sets = vec![Vec::new()];
    for id in ids {
        for at in 0..sets.len() {
            if sets[at].len() < TOGETHER {
                let mut longer = sets[at].clone();
                longer.push(*id);
                sets.push(longer);
            }
        }
    }
    sets.into_iter().map(Value::from).collect()
}

/// The ends, and what lies at the bounds and beside them.
fn near(bounds: &[u64], least: u64, most: u64) -> impl Iterator<Item = u64> {
    let beside = bounds.iter().flat_map(|bound| [bound.saturating_sub(1), *bound, bound + 1]);
    let mut all: Vec<u64> =
        beside.chain([least, most]).filter(|value| (least..=most).contains(value)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter()
}

/// The days on which a bill begins or ceases to be one of before or after them.
fn days(figures: &Figures, known: &Value) -> Vec<Value> {
    let mut days: Vec<jiff::civil::Date> = vec!["1900-01-01".parse().unwrap()];
    let today: jiff::civil::Date = known["as_of"].as_str().unwrap().parse().unwrap();
    days.push(today);
    for bill in known["bills"].as_array().into_iter().flatten() {
        let day: jiff::civil::Date = bill["date"].as_str().unwrap().parse().unwrap();
        let spans = figures.terms.iter().map(|term| jiff::Span::new().months(term.months).days(term.days));
        for span in spans.flat_map(|span| [-span, span]).chain([jiff::Span::new()]) {
            for beside in -3..=3 {
                let day = day.saturating_add(span).saturating_add(jiff::Span::new().days(beside));
                days.push(day.min(today));
            }
        }
    }
    days.sort_unstable();
    days.dedup();
    days.into_iter().map(|day| json!(day.to_string())).collect()
}

fn months(figures: &Figures, known: &Value) -> Vec<Value> {
    let mut months: Vec<Value> = days(figures, known)
        .iter()
        .flat_map(|day| {
            let first: jiff::civil::Date = format!("{}-01", &day.as_str().unwrap()[..7]).parse().unwrap();
            [0, 1].map(|later| first.saturating_add(jiff::Span::new().months(later)))
        })
        .map(|day| json!(day.to_string()[..7]))
        .filter(|month| month.as_str() <= known["as_of"].as_str())
        .collect();
    months.dedup();
    months
}
