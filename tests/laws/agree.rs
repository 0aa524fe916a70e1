//! 说不准的：a status is unknown where ways of answering disagree, and an answer is asked for where it bears.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::brute::{Fault, Law, Search, Tried};
use super::ways::Ways;

impl Search<'_> {
    /// 状态不清楚, if and only if ways of answering disagree.
    pub(super) fn status(&mut self) -> Option<Fault> {
        (0..self.range.statuses.len()).find_map(|place| self.status_of(place))
    }

    fn status_of(&mut self, place: usize) -> Option<Fault> {
        let told = self.range.statuses[place];
        let differs = |search: &Self| {
            let sure = search.tried.iter().find(|tried| tried.sure && tried.measure.statuses[place] != told);
            sure.map(|tried| (tried.measure.statuses[place], tried.values.clone()))
        };
        if self.lacking[place] {
            return None;
        }
        if told != "unknown" {
            let (found, values) = differs(self)?;
            return Some(self.fault(Law::Status, place, (told.into(), found.into()), &values));
        }
        let agree = |search: &Self| {
            let first = search.tried.first()?.measure.statuses[place];
            let all = search.tried.iter().all(|tried| tried.measure.statuses[place] == first);
            (all && first != "unknown").then_some(first)
        };
        agree(self)?;
        self.widen();
        let found = agree(self)?;
        let values = self.tried.first()?.values.clone();
        (!self.stands_on_no_figure())
            .then(|| self.fault(Law::Status, place, (told.into(), found.into()), &values))
    }

    /// Only answers are asked for of which two ways give different results; a lone one that changes the total is.
    pub(super) fn asked(&mut self) -> Option<Fault> {
        let paths: Vec<String> = (0..self.draft.opens.len()).map(|at| self.draft.path(at)).collect();
        let total = self.range.statuses.len();
        let missing = self.range.missing.clone();
        let own = self.tried.first()?.values.clone();
        if let Some(path) = missing.iter().find(|path| !paths.contains(path)) {
            return Some(self.fault(Law::Asked, total, (path.clone(), "it is told".into()), &own));
        }
        for (at, path) in paths.iter().enumerate() {
            let asked = missing.contains(path);
            let lone = paths.len() == 1 && matches!(self.draft.opens[at].ways, Ways::Words { .. });
            if asked && !self.bears(at) {
                self.vary(at);
                if !self.bears(at) {
                    return Some(self.fault(
                        Law::Asked,
                        total,
                        (path.clone(), "it changes nothing".into()),
                        &own,
                    ));
                }
            }
            let amounts = self.tried.iter().filter(|tried| tried.sure).map(|tried| tried.measure.total());
            let differ = amounts.collect::<BTreeSet<_>>().len() > 1;
            if lone && !asked && differ && !self.lacking[total] {
                return Some(self.fault(Law::Asked, total, ("not asked".into(), path.clone()), &own));
            }
        }
        None
    }

    /// Whether two ways that differ in this answer alone give different results.
    fn bears(&self, at: usize) -> bool {
        let mut alike: BTreeMap<String, &Tried> = BTreeMap::new();
        self.tried.iter().any(|tried| {
            let others: Vec<&Value> = tried
                .values
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, value)| value)
                .collect();
            let first = alike.entry(format!("{others:?}")).or_insert(tried);
            let (one, other) = (&first.measure, &tried.measure);
            (&one.amounts, &one.statuses) != (&other.amounts, &other.statuses)
        })
    }
}
