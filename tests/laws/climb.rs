//! 往两端找：looks for the ways of answering that come to an end of a range.

use serde_json::{Value, json};

use super::brute::Search;
use super::people::yuan;
use super::ways::{self, Ways};

/// All that is tried for one end.
const MOST: usize = 4_000;

impl Search<'_> {
    /// Looks for the end from where it came nearest, then from elsewhere.
    pub(super) fn look_for(&mut self, place: usize, upper: bool) {
        let most = self.tried.len() + MOST;
        if self.is_reached(place, upper) {
            return;
        }
        let best = self.tried[self.best(place, upper)].values.clone();
        self.turn_corners(&best, None);
        let mut from = self.best(place, upper);
        for _ in 0..6 {
            loop {
                if self.is_reached(place, upper) || self.tried.len() > most || self.lacking[place] {
                    return;
                }
                let Some(next) = self.climb(from, place, upper) else { break };
                from = next;
            }
            from = self.dice.place(self.tried.len());
        }
    }

    /// A better way, one answer away or two amounts away.
    fn climb(&mut self, from: usize, place: usize, upper: bool) -> Option<usize> {
        let start = self.tried[from].values.clone();
        let before = self.value(from, place, upper);
        let better = |search: &Self, at: usize| {
            let value = search.value(at, place, upper);
            if upper { value > before } else { value < before }
        };
        let mut found: Option<usize> = None;
        for at in 0..start.len() {
            let ways = self.all_ways(at, &start);
            for way in ways {
                let mut values = start.clone();
                values[at] = way;
                let new = self.try_out(&values).filter(|new| better(self, *new));
                if let Some(new) = new {
                    let gain = found.is_none_or(|best| {
                        let (new, best) = (self.value(new, place, upper), self.value(best, place, upper));
                        if upper { new > best } else { new < best }
                    });
                    found = if gain { Some(new) } else { found };
                }
                if self.is_reached(place, upper) {
                    return found;
                }
            }
        }
        found
            .or_else(|| self.edges(&start, &|search, at| better(search, at)))
            .or_else(|| self.two_steps(&start, &|search, at| better(search, at)))
    }

    /// One amount at a turn, the others of its bill at the corners that it leaves.
    fn edges(&mut self, start: &[Value], better: &dyn Fn(&Self, usize) -> bool) -> Option<usize> {
        for at in 0..start.len() {
            if !matches!(self.draft.opens[at].ways, Ways::Amount { .. }) {
                continue;
            }
            let ways = self.all_ways(at, start);
            for way in self.dice.some(ways, 60) {
                let mut values = start.to_vec();
                values[at] = way;
                let new = self.turn_corners(&values, Some(at));
                if let Some(new) = new.into_iter().find(|new| better(self, *new)) {
                    return Some(new);
                }
            }
        }
        None
    }

    /// Amounts around the one at hand, near and far.
    pub(super) fn near(&self, at: usize, values: &[Value]) -> Vec<Value> {
        let Ways::Amount { least, most } = self.draft.opens[at].ways else { return Vec::new() };
        let own = u64::try_from(ways::sum(&values[at])).unwrap_or(0);
        let steps = (0..36).map(|power| 1_u64 << power).take_while(|step| *step <= most - least);
        let moved = steps.flat_map(|step| [own.saturating_sub(step), own + step]);
        moved.filter(|value| (least..=most).contains(value)).map(|fen| json!(yuan(fen))).collect()
    }

    /// Two amounts moved together, or against each other.
    fn two_steps(&mut self, start: &[Value], better: &dyn Fn(&Self, usize) -> bool) -> Option<usize> {
        for one in 0..start.len() {
            for other in 0..one {
                let (ones, others) = (self.near(one, start), self.near(other, start));
                for way in ones {
                    for with in self.dice.some(others.clone(), 12) {
                        let mut values = start.to_vec();
                        values[one] = way.clone();
                        values[other] = with;
                        let new = self.try_out(&values).filter(|new| better(self, *new));
                        if new.is_some() {
                            return new;
                        }
                    }
                }
            }
        }
        None
    }
}
