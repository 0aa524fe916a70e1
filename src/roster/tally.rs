//! 汇总：how many and how much, by pile, village, identity and programme.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::gather::Gathered;
use super::reason::{SetAside, Why};
use super::verdict::{Pile, Verdict};
use crate::money::{Amount, Yuan};
use crate::policy::{Id, Program};
use crate::vocabulary::SetOf;

/// What those without an identity are counted under.
pub const NO_IDENTITY: &str = "（没有写身份）";

/// 汇总. What several make of different rows can be added up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows that came in and say something.
    pub rows: u64,
    /// Rows that were computed.
    pub computed: u64,
    /// Rows that were set aside, by reason, whichever row the reason names.
    #[serde(serialize_with = "write_reasons", deserialize_with = "read_reasons")]
    pub aside: BTreeMap<Why, u64>,
    /// Persons.
    pub persons: u64,
    /// All persons by pile.
    pub piles: Piles,
    /// By village.
    pub villages: BTreeMap<String, Piles>,
    /// By identity; whoever has several is counted once for each.
    pub identities: BTreeMap<String, Piles>,
    /// By programme: those whom it pays or may pay anything. Differences are counted where it alone pays.
    pub programs: BTreeMap<Id<Program>, Piles>,
}

/// How many are in each pile, and how much is theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piles {
    /// Persons in each pile, in the order of [`Pile::ALL`].
    pub persons: [u64; 5],
    /// 可能漏了的钱.
    #[serde(serialize_with = "write_amount", deserialize_with = "read_amount")]
    pub missed: Amount,
    /// 少领的.
    #[serde(serialize_with = "write_amount", deserialize_with = "read_amount")]
    pub under: Amount,
    /// 多领的.
    #[serde(serialize_with = "write_amount", deserialize_with = "read_amount")]
    pub over: Amount,
}

impl Tally {
    /// Counts a person.
    pub fn count(&mut self, folds: &BTreeMap<String, String>, person: &Gathered, verdict: &Verdict) {
        self.computed += person.rows.len() as u64;
        self.persons += 1;
        self.piles.count(verdict);
        let village = village(&person.about.town, &person.about.village, folds);
        count(&mut self.villages, &village, verdict);
        let names = person.case.person.categories.map(SetOf::names).unwrap_or_default();
        let names = if names.is_empty() { vec![NO_IDENTITY] } else { names };
        for name in names {
            count(&mut self.identities, name, verdict);
        }
        for (place, amount) in &verdict.programs {
            // Of what several pay together nobody can say which of them was paid wrongly.
            let alone = verdict.programs.len() == 1 || verdict.pile == Pile::Missed;
            let paid = if alone { verdict.paid } else { amount.min() };
            let due = if alone || amount.exact().is_some() { *amount } else { Amount::exactly(amount.min()) };
            self.programs.entry(*place).or_default().add_person(verdict.pile, due, paid);
        }
    }

    /// Counts a row that was set aside.
    pub fn set_aside(&mut self, aside: &SetAside) {
        let why = match aside.why {
            Why::Duplicate(..) => Why::Duplicate(0, false),
            Why::Reversed(..) => Why::Reversed(0, false),
            why => why,
        };
        *self.aside.entry(why).or_default() += 1;
    }

    /// How many rows were set aside.
    #[must_use]
    pub fn aside_rows(&self) -> u64 {
        self.aside.values().sum()
    }

    /// How many of them are faults, and no titles, heads or sums.
    #[must_use]
    pub fn faults(&self) -> u64 {
        self.aside.iter().filter(|(why, _)| !why.is_furniture()).map(|(_, count)| count).sum()
    }

    /// Whether every row that came in is in a pile or set aside.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.rows == self.computed + self.aside_rows()
    }

    /// Both together.
    pub fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.computed += other.computed;
        self.persons += other.persons;
        self.piles.add(other.piles);
        for (why, count) in other.aside {
            *self.aside.entry(why).or_default() += count;
        }
        for (into, from) in [(&mut self.villages, other.villages), (&mut self.identities, other.identities)] {
            for (name, piles) in from {
                into.entry(name).or_default().add(piles);
            }
        }
        for (place, piles) in other.programs {
            self.programs.entry(place).or_default().add(piles);
        }
    }
}

impl Piles {
    fn count(&mut self, verdict: &Verdict) {
        self.add_person(verdict.pile, verdict.due, verdict.paid);
    }

    fn add_person(&mut self, pile: Pile, due: Amount, paid: Yuan) {
        if let Some(count) = self.persons.get_mut(pile as usize) {
            *count += 1;
        }
        match pile {
            Pile::Missed => self.missed = self.missed + due,
            Pile::Differs => {
                let paid = Amount::exactly(paid);
                self.under = self.under + due.less(paid);
                self.over = self.over + paid.less(due);
            }
            _ => {}
        }
    }

    fn add(&mut self, other: Self) {
        for (into, from) in self.persons.iter_mut().zip(other.persons) {
            *into += from;
        }
        self.missed = self.missed + other.missed;
        self.under = self.under + other.under;
        self.over = self.over + other.over;
    }

    /// How many are in a pile.
    #[must_use]
    pub fn of(&self, pile: Pile) -> u64 {
        self.persons.get(pile as usize).copied().unwrap_or(0)
    }
}

// A reason may name a row, so it is no key of JSON.
fn write_reasons<S: Serializer>(reasons: &BTreeMap<Why, u64>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(reasons)
}

fn read_reasons<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<Why, u64>, D::Error> {
    Ok(Vec::deserialize(deserializer)?.into_iter().collect())
}

// Every amount of a verdict is whole fen.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn write_amount<S: Serializer>(amount: &Amount, serializer: S) -> Result<S::Ok, S::Error> {
    [amount.min(), amount.max()].map(Yuan::to_fens).serialize(serializer)
}

fn read_amount<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
    let [min, max] = <[i64; 2]>::deserialize(deserializer)?.map(Yuan::from_fens);
    Ok(Amount::between(min, max))
}

/// Counts a person under a name, whose text is kept only once.
fn count(sums: &mut BTreeMap<String, Piles>, name: &str, verdict: &Verdict) {
    if let Some(piles) = sums.get_mut(name) {
        return piles.count(verdict);
    }
    let mut piles = Piles::default();
    piles.count(verdict);
    sums.insert(name.to_owned(), piles);
}

/// 村 by one name, however a list writes it: with or without 镇, 街道办事处, 人民政府, 村委会.
#[must_use]
pub fn village(town: &str, village: &str, folds: &BTreeMap<String, String>) -> String {
    let fold = |name: &str| {
        let plain: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
        if let Some(known) = folds.get(&plain) {
            return known.clone();
        }
        let mut short = plain.as_str();
        for end in [
            "人民政府",
            "政府",
            "办事处",
            "街道办",
            "街道",
            "镇",
            "乡",
            "村民委员会",
            "社区居民委员会",
            "居民委员会",
            "村委会",
            "居委会",
            "社区",
            "村",
        ] {
            match short.strip_suffix(end) {
                Some(rest) if rest.chars().count() >= 2 => short = rest,
                _ => {}
            }
        }
        short.to_owned()
    };
    match (fold(town), fold(village)) {
        (town, village) if town.is_empty() && village.is_empty() => "（没有写村）".into(),
        (town, village) if town.is_empty() || village.starts_with(&town) => village,
        (town, village) if village.is_empty() => town,
        (town, village) => town + village.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_village_has_one_name() {
        let folds = [("老屋湾".to_owned(), "王家湾".to_owned())].into();
        for (town, name) in [
            ("青石镇", "王家湾村"),
            ("青石镇人民政府", "王家湾村村委会"),
            ("青石", "王家湾"),
            ("青石镇", "老屋湾"),
        ] {
            assert_eq!(village(town, name, &folds), "青石王家湾", "{town} {name}");
        }
        assert_eq!(village("", "", &folds), "（没有写村）");
        assert_eq!(village("城关镇", "", &folds), "城关");
    }
}
