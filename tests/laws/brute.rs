//! 逐一试：answers what is open in every way, and holds the results against the range that was told.

use std::collections::BTreeSet;

use jiuzhu::money::Yuan;
use jiuzhu::policy::Policy;
use serde_json::{Value, json};

use super::corners::corners;
use super::dice::Dice;
use super::figures::Figures;
use super::measure::{Measure, name};
use super::open::Draft;
use super::people::yuan;
use super::ways::{self, Fit, Ways};

/// Ways that are tried before any end is looked for.
const FIRST: usize = 64;
/// Ways of one answer that are tried while an end is looked for.
const SWEEP: usize = 400;
/// Ways that are tried before it is said that none differs.
const WIDER: usize = 600;
/// Corners that are tried of one start.
const CORNERS: usize = 160;

/// What is wrong with what is told of what is not known.
#[derive(Clone, Debug)]
pub struct Fault {
    pub law: Law,
    /// Which amount or programme.
    pub place: usize,
    pub told: String,
    pub found: String,
    pub unknown: Value,
    pub complete: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Law {
    /// A way of answering comes to an amount outside the range.
    Outside,
    /// No way of answering comes to an end of the range.
    Unreached,
    /// A status is told, and ways of answering have another; or none is, and they agree.
    Status,
    /// An answer is asked for that changes nothing, or one that changes something is not.
    Asked,
}

impl Fault {
    pub fn tell(&self, policy: &Policy) -> String {
        let Self { law, place, told, found, unknown, complete } = self;
        let what = name(policy, *place);
        format!(
            "{} {law:?} {what}: told {told}, found {found}\n  told   {unknown}\n  answer {complete}",
            policy.id
        )
    }
}

fn range((least, most): (Yuan, Yuan)) -> String {
    format!("{least}..{most}")
}

/// One way of answering that was tried.
pub(super) struct Tried {
    pub values: Vec<Value>,
    pub measure: Measure,
    pub sure: bool,
}

pub(super) struct Search<'a> {
    policy: &'a Policy,
    figures: &'a Figures,
    pub(super) draft: &'a Draft,
    pub(super) range: Measure,
    pub(super) dice: Dice,
    pub(super) tried: Vec<Tried>,
    seen: BTreeSet<String>,
    /// Amounts that some way of answering leaves without a figure.
    pub(super) lacking: Vec<bool>,
}

/// Everything that was tried for one draft.
pub struct Verdict {
    pub faults: Vec<Fault>,
    pub tried: usize,
    /// Whether anything is or may be paid.
    pub pays: bool,
}

/// What came of one draft.
pub enum Examined {
    /// It is refused, or nobody can answer it.
    Nothing,
    /// So much is open that no number is told.
    TooOpen,
    Held(Verdict),
}

/// Whether what is told of a draft is what its ways of answering come to.
pub fn examine(policy: &Policy, figures: &Figures, draft: &Draft, seed: u64) -> Examined {
    let unknown = draft.unknown();
    let Some(range) = Measure::of(policy, &unknown) else { return Examined::Nothing };
    if range.too_open {
        return Examined::TooOpen;
    }
    let lacking = (0..range.amounts.len()).map(|place| range.lacks_figure(place)).collect();
    let dice = Dice::new(seed);
    let mut search =
        Search { policy, figures, draft, range, dice, tried: Vec::new(), seen: BTreeSet::new(), lacking };
    search.begin();
    if search.tried.is_empty() {
        return Examined::Nothing;
    }
    // The total says most, then the programmes, then the rows.
    let total = policy.programs.len();
    let places: Vec<usize> =
        [total].into_iter().chain(0..total).chain(total + 1..search.range.amounts.len()).collect();
    let unreached: Vec<Fault> = places.iter().filter_map(|place| search.unreached(*place)).take(1).collect();
    let outside = places.iter().find_map(|place| search.outside(*place));
    let rank = |fault: &Fault| places.iter().position(|place| *place == fault.place);
    let mut faults: Vec<Fault> = outside.into_iter().chain(unreached).min_by_key(rank).into_iter().collect();
    faults.extend(search.status());
    faults.extend(search.asked());
    let pays = !search.range.total().1.is_zero();
    Examined::Held(Verdict { faults, tried: search.tried.len(), pays })
}

impl Search<'_> {
    /// Tries one way of answering.
    pub(super) fn try_out(&mut self, values: &[Value]) -> Option<usize> {
        if !self.seen.insert(format!("{values:?}")) {
            return None;
        }
        let complete = self.draft.complete(values);
        let fit = ways::fit(self.draft, &complete);
        if fit == Fit::No {
            return None;
        }
        let measure = Measure::of(self.policy, &complete)?;
        if measure.amounts.len() != self.range.amounts.len() {
            return None;
        }
        for (place, lacking) in self.lacking.iter_mut().enumerate() {
            *lacking |= measure.lacks_figure(place);
        }
        self.tried.push(Tried { values: values.to_vec(), measure, sure: fit == Fit::Yes });
        Some(self.tried.len() - 1)
    }

    /// What was told before it was forgotten, then all ways, or some of them where there are too many.
    fn begin(&mut self) {
        let own = self.draft.own_values();
        self.try_out(&own);
        self.turn_corners(&own, None);
        let all: Vec<Vec<Value>> = (0..own.len()).map(|at| self.first_ways(at, &own)).collect();
        let count = all.iter().map(Vec::len).try_fold(1_usize, usize::checked_mul);
        if let Some(count) = count.filter(|count| *count <= FIRST) {
            for mut number in 0..count {
                let mut values = Vec::with_capacity(all.len());
                for ways in &all {
                    values.push(ways[number % ways.len()].clone());
                    number /= ways.len();
                }
                self.try_out(&values);
            }
            return;
        }
        for (at, ways) in all.iter().enumerate() {
            for way in self.dice.some(ways.clone(), FIRST / 2 / all.len()) {
                let mut values = own.clone();
                values[at] = way;
                self.try_out(&values);
            }
        }
        for _ in 0..FIRST / 2 {
            let values: Vec<Value> =
                all.iter().map(|ways| ways[self.dice.place(ways.len())].clone()).collect();
            self.try_out(&values);
        }
    }

    /// The corners of what the amounts of a bill can be together.
    pub(super) fn turn_corners(&mut self, values: &[Value], held: Option<usize>) -> Vec<usize> {
        let corners = self.dice.some(corners(self.draft, values, held), CORNERS);
        corners.iter().filter_map(|values| self.try_out(values)).collect()
    }

    /// Many more ways, before it is said that none of them differs.
    pub(super) fn widen(&mut self) {
        for _ in 0..3 {
            let from = self.dice.place(self.tried.len());
            let from = self.tried[from].values.clone();
            (0..from.len()).for_each(|at| self.sweep(at, &from));
        }
        let own = self.tried[0].values.clone();
        let all: Vec<Vec<Value>> = (0..own.len()).map(|at| self.all_ways(at, &own)).collect();
        for _ in 0..WIDER {
            let values: Vec<Value> =
                all.iter().map(|ways| ways[self.dice.place(ways.len())].clone()).collect();
            self.try_out(&values);
        }
    }

    /// All ways of telling one answer, beside several ways of telling the others.
    pub(super) fn vary(&mut self, at: usize) {
        let tried = (0..self.tried.len()).collect();
        for from in self.dice.some(tried, 80) {
            let from = self.tried[from].values.clone();
            self.sweep(at, &from);
        }
    }

    fn sweep(&mut self, at: usize, values: &[Value]) {
        for way in self.all_ways(at, values) {
            let mut values = values.to_vec();
            values[at] = way;
            self.try_out(&values);
        }
    }

    pub(super) fn all_ways(&mut self, at: usize, values: &[Value]) -> Vec<Value> {
        match &self.draft.opens[at].ways {
            Ways::Words { first, further } => first.iter().chain(further).cloned().collect(),
            Ways::Amount { .. } => {
                let turns = ways::turns(self.figures, self.draft, at, values);
                let mut ways = self.dice.some(turns, SWEEP);
                ways.extend(self.near(at, values));
                ways
            }
        }
    }

    fn first_ways(&mut self, at: usize, own: &[Value]) -> Vec<Value> {
        match &self.draft.opens[at].ways {
            Ways::Words { first, .. } => first.clone(),
            Ways::Amount { least, most } => {
                let (least, most) = (*least, *most);
                let turns = ways::turns(self.figures, self.draft, at, own);
                let mut chosen = self.dice.some(turns, 20);
                chosen.extend([least, most].map(|fen| json!(yuan(fen))));
                for _ in 0..4 {
                    chosen.push(json!(yuan(least + self.dice.below(most - least + 1))));
                }
                chosen
            }
        }
    }

    /// A way of answering that comes to an amount outside the range that was told.
    fn outside(&self, place: usize) -> Option<Fault> {
        let told = self.range.amounts[place];
        let sure = self.tried.iter().filter(|tried| tried.sure && !self.lacking[place]);
        let mut found = sure.map(|tried| (tried.measure.amounts[place], &tried.values));
        let (found, values) = found.find(|(found, _)| found.0 < told.0 || found.1 > told.1)?;
        Some(self.fault(Law::Outside, place, (range(told), range(found)), values))
    }

    pub(super) fn fault(
        &self,
        law: Law,
        place: usize,
        (told, found): (String, String),
        values: &[Value],
    ) -> Fault {
        Fault {
            law,
            place,
            told,
            found,
            unknown: self.draft.unknown(),
            complete: self.draft.complete(values),
        }
    }

    /// An end of the range of an amount that no way of answering comes to.
    fn unreached(&mut self, place: usize) -> Option<Fault> {
        if self.stands_on_no_figure() {
            return None;
        }
        for upper in [false, true] {
            self.look_for(place, upper);
            if self.stands_on_no_figure() {
                return None;
            }
            if !self.is_reached(place, upper) {
                let best = self.best(place, upper);
                let ends = [false, true].map(|upper| self.value(self.best(place, upper), place, upper));
                let both = (range(self.range.amounts[place]), range((ends[0], ends[1])));
                return Some(self.fault(Law::Unreached, place, both, &self.tried[best].values));
            }
        }
        None
    }

    /// Whether a programme lacks a figure: whatever it may pay is then counted with, though no figure gives it.
    pub(super) fn stands_on_no_figure(&self) -> bool {
        self.lacking.contains(&true)
    }

    pub(super) fn value(&self, at: usize, place: usize, upper: bool) -> Yuan {
        let (least, most) = self.tried[at].measure.amounts[place];
        if upper { most } else { least }
    }

    pub(super) fn best(&self, place: usize, upper: bool) -> usize {
        let all = 0..self.tried.len();
        let key = |at: &usize| self.value(*at, place, upper);
        if upper { all.max_by_key(key) } else { all.min_by_key(key) }.unwrap_or(0)
    }

    pub(super) fn is_reached(&self, place: usize, upper: bool) -> bool {
        let (least, most) = self.range.amounts[place];
        let best = self.value(self.best(place, upper), place, upper);
        if upper { best >= most } else { best <= least }
    }
}
