//! 换个办法会怎样, a little at a time: those who were settled, under another policy or under other figures.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::changes::{CHANGE_HEADS, CHANGE_SUM_HEADS, change_line, change_sums};
use super::figures::restated;
use super::open::Opened;
use super::run::{Kept, Run};
use super::template;
use crate::calendar::Date;
use crate::case::GivenParameter;
use crate::policy::Policy;
use crate::roster::compare::{Change, Comparison, Due, Whose, in_place_of};
use crate::roster::{Gathered, Mapping, judge};
use crate::sheets::{self, Page, write_workbook};
use crate::vocabulary::SetOf;

/// As many persons are done in one step.
const PERSONS: u64 = 128;
/// Persons are taken in strides of so many: the first of them stand for all. It is a prime.
const STRIDE: u64 = 7_368_787;
/// Of a thousand, the part of the time that reading the lists anew takes.
const READING: u64 = 850;

/// Other figures.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// 本地的数, by the parameter's id.
    pub parameters: BTreeMap<String, String>,
    /// Those that the policy states, by their places.
    pub stated: BTreeMap<usize, String>,
}

/// 一次对比, on its way or done.
#[derive(Debug)]
pub struct WhatIf {
    /// What it is held against.
    pub other: Policy,
    /// The sums so far.
    pub comparison: Comparison,
    mapping: Mapping,
    parameters: Vec<GivenParameter>,
    /// The lists under another policy; none where only figures are others.
    lists: Option<Lists>,
    at: u64,
    /// What everybody would be due, by the place in the first run.
    after: Vec<Option<Due>>,
}

/// The lists, read anew.
#[derive(Debug)]
struct Lists {
    run: Run,
    /// Where everybody is; none until all are settled.
    places: Option<HashMap<u64, usize>>,
}

impl WhatIf {
    /// The same policy with other figures.
    ///
    /// # Errors
    /// What is wrong with the figures, in words.
    pub fn of_figures(
        policy: &Policy,
        mapping: &Mapping,
        as_of: Date,
        figures: &Figures,
    ) -> Result<Self, String> {
        Self::new(restated(policy, &figures.stated)?, with(mapping, figures), as_of)
    }

    /// Another policy in place of the first, and the lists as they are opened under it by `open`.
    ///
    /// # Errors
    /// What is wrong with the figures or the lists, in words.
    pub fn of_policy(
        policy: &Policy,
        other: Policy,
        mapping: &Mapping,
        as_of: Date,
        figures: &Figures,
        open: impl FnOnce(&Policy, &Mapping) -> Result<Opened, String>,
    ) -> Result<Self, String> {
        let mut own = Self::new(in_place_of(policy, other), with(mapping, figures), as_of)?;
        let run = Run::new(&own.other, &own.mapping, as_of, open(&own.other, &own.mapping)?)?;
        own.lists = Some(Lists { run, places: None });
        Ok(own)
    }

    fn new(other: Policy, mut mapping: Mapping, as_of: Date) -> Result<Self, String> {
        mapping.parameters.retain(|id, _| other.parameters.iter().any(|parameter| parameter.id == *id));
        let parameters = template(&other, &mapping, as_of)?.parameters;
        let comparison = Comparison::default();
        Ok(Self { other, comparison, mapping, parameters, lists: None, at: 0, after: Vec::new() })
    }

    /// Does a little more; whether all is done.
    ///
    /// # Errors
    /// What the source says.
    pub fn step(&mut self, policy: &Policy, run: &Run) -> io::Result<bool> {
        if let Some(Lists { run: lists, places: places @ None }) = &mut self.lists {
            if lists.step(&self.other, &self.mapping)? {
                let kept = lists.kept.iter().enumerate();
                *places = Some(kept.map(|(place, kept)| (kept.person.id.key(), place)).collect());
            }
            return Ok(false);
        }
        let whole = run.kept.len() as u64;
        self.after.resize(run.kept.len(), None);
        for at in (self.at..whole).take(usize::try_from(PERSONS).unwrap_or(usize::MAX)) {
            let stride = if whole.is_multiple_of(STRIDE) { 1 } else { STRIDE };
            self.settle(policy, run, usize::try_from(at * stride % whole).unwrap_or(0));
        }
        self.at = whole.min(self.at + PERSONS);
        if self.at < whole {
            return Ok(false);
        }
        if let Some(Lists { run: lists, .. }) = &self.lists {
            let both = self.after.iter().flatten().count();
            self.comparison.one_sided = (lists.kept.len() + run.kept.len() - 2 * both) as u64;
        }
        Ok(true)
    }

    fn settle(&mut self, policy: &Policy, run: &Run, place: usize) {
        let Some(kept) = run.kept.get(place) else { return };
        let is = match &self.lists {
            Some(lists) => lists.find(kept).map(|other| Due::of(&other.verdict)),
            None => Some(Due::of(&judge(&self.other, &self.person(kept)).0)),
        };
        let Some(is) = is else { return };
        let identities = kept.person.case.person.categories.map(SetOf::names).unwrap_or_default();
        let was = Due::of(&kept.verdict);
        self.comparison.count(&kept.village, &identities, (policy, &was), (&self.other, &is));
        if let Some(slot) = self.after.get_mut(place) {
            *slot = Some(is);
        }
    }

    /// Somebody under the other policy, as they are computed; none where they are not.
    #[must_use]
    pub fn under_it(&self, kept: &Kept) -> Option<Gathered> {
        match &self.lists {
            Some(lists) => lists.find(kept).map(|other| other.person.clone()),
            None => Some(self.person(kept)),
        }
    }

    /// Somebody with the other figures.
    fn person(&self, kept: &Kept) -> Gathered {
        let mut person = kept.person.clone();
        person.case.parameters.clone_from(&self.parameters);
        person
    }

    /// What somebody would be due; none where it is not known yet, or they are not there under the other policy.
    #[must_use]
    pub fn due(&self, place: usize) -> Option<&Due> {
        self.after.get(place)?.as_ref()
    }

    /// Whether only figures are others.
    #[must_use]
    pub fn is_same_policy(&self) -> bool {
        self.lists.is_none()
    }

    /// How far it is, of a thousand.
    #[must_use]
    pub fn progress(&self, run: &Run) -> u64 {
        let compared = |part: u64| (part * self.at).checked_div(run.kept.len() as u64).unwrap_or(part);
        match &self.lists {
            Some(Lists { run: lists, places: None }) => READING * lists.progress() / 1_000,
            Some(_) => READING + compared(1_000 - READING),
            None => compared(1_000),
        }
    }

    /// Everybody's line or, of csv, the sums alone; of a workbook both.
    ///
    /// # Errors
    /// What the writer says.
    pub fn export(&self, policy: &Policy, run: &Run, out: ChangesOut) -> Result<Vec<u8>, String> {
        let line = |(place, kept): (usize, &Kept)| {
            let (is, was) = (self.due(place)?, Due::of(&kept.verdict));
            let whose = Whose::of(&kept.person);
            Some((Change::of(&was, is), change_line(&whose, (policy, &was), (&self.other, is))))
        };
        let lines = run.kept.iter().enumerate().filter_map(line);
        if out != ChangesOut::Workbook {
            let mut text = String::from('\u{feff}');
            let mut write = |texts: &[String]| text.push_str(&sheets::line(texts.iter().map(String::as_str)));
            if out == ChangesOut::Sums {
                write(&CHANGE_SUM_HEADS.map(str::to_owned));
                for texts in change_sums(&self.comparison) {
                    write(&texts);
                }
            } else {
                write(&CHANGE_HEADS.map(str::to_owned));
                for (_, texts) in lines {
                    write(&texts);
                }
            }
            return Ok(text.into_bytes());
        }
        let page = |name: &str, heads: &[&str]| {
            let heads = heads.iter().map(|head| (*head).to_owned()).collect();
            Page { name: name.into(), rows: vec![heads] }
        };
        let mut sums = page("对比汇总", &CHANGE_SUM_HEADS);
        sums.rows.extend(change_sums(&self.comparison));
        let mut pages = Change::ALL.map(|change| page(change.name(), &CHANGE_HEADS));
        for (change, texts) in lines {
            if let Some(page) = pages.iter_mut().find(|page| page.name == change.name()) {
                page.rows.push(texts);
            }
        }
        let pages: Vec<Page> = core::iter::once(sums).chain(pages).collect();
        write_workbook(&pages).map_err(|error| error.to_string())
    }
}

/// As what a comparison is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangesOut {
    /// 工作簿: the sums, and a page for each change.
    Workbook,
    /// Everybody's line.
    Lines,
    /// The sums.
    Sums,
}

impl Lists {
    /// Somebody of the first lists.
    fn find(&self, kept: &Kept) -> Option<&Kept> {
        let place = self.places.as_ref()?.get(&kept.person.id.key())?;
        self.run.kept.get(*place)
    }
}

/// A mapping with other figures of the place.
fn with(mapping: &Mapping, figures: &Figures) -> Mapping {
    let mut own = mapping.clone();
    own.parameters.extend(figures.parameters.clone());
    own
}
