//! 拿出去：lists for those who go out, look after amounts or tell people, as a workbook or as csv.

use super::lines::{ASIDE_HEADS, HEADS, aside_line, line};
use super::run::Run;
use super::sums::{SUM_HEADS, sums};
use crate::policy::Policy;
use crate::roster::{Mapping, Pile, Tally, judge};
use crate::sheets;
use crate::sheets::{Page, write_workbook};

/// What is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// 全部.
    All,
    /// 走访名单：可能漏了的、资料不够的.
    Visits,
    /// 核对清单：金额要核对的.
    Findings,
    /// 告知名单：不符合的, and why.
    Notices,
    /// 没算的行.
    Aside,
}

/// As many lines are written in one step.
const LINES: usize = 512;

/// 一份正在写的.
#[derive(Debug)]
pub struct Export {
    what: What,
    is_workbook: bool,
    at: usize,
    /// The lines of each pile, in order; of csv all in the first.
    lines: Vec<Vec<Vec<String>>>,
    text: String,
}

impl What {
    /// What is handed out under this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "all" => Self::All,
            "visits" => Self::Visits,
            "findings" => Self::Findings,
            "notices" => Self::Notices,
            "aside" => Self::Aside,
            _ => return None,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "结果",
            Self::Visits => "走访名单",
            Self::Findings => "核对清单",
            Self::Notices => "告知名单",
            Self::Aside => "没算的行",
        }
    }

    fn has(self, pile: Pile) -> bool {
        match self {
            Self::All => true,
            Self::Visits => matches!(pile, Pile::Missed | Pile::Lacks),
            Self::Findings => pile == Pile::Differs,
            Self::Notices => pile == Pile::NotEligible,
            Self::Aside => false,
        }
    }
}

impl Export {
    /// Of this, as a workbook or as csv.
    #[must_use]
    pub fn new(what: What, is_workbook: bool) -> Self {
        let mut text = String::from('\u{feff}');
        let heads: &[&str] = if what == What::Aside { &ASIDE_HEADS } else { &HEADS };
        text.push_str(&sheets::line(heads.iter().copied()));
        Self { what, is_workbook, at: 0, lines: vec![Vec::new(); Pile::ALL.len()], text }
    }

    /// Writes some more; whether all is written.
    pub fn step(&mut self, run: &Run, policy: &Policy, mapping: &Mapping) -> bool {
        let ground = run.ground(policy, mapping);
        let mut written = 0;
        while written < LINES {
            let Some(kept) = run.kept.get(self.at) else { return true };
            self.at += 1;
            if !self.what.has(kept.verdict.pile) {
                continue;
            }
            written += 1;
            let (verdict, assessed) = judge(policy, &kept.person);
            let texts = line(&ground, &kept.person, &verdict, &assessed);
            if !self.is_workbook {
                self.text.push_str(&sheets::line(texts.iter().map(String::as_str)));
            } else if let Some(lines) = Pile::ALL
                .iter()
                .position(|pile| *pile == verdict.pile)
                .and_then(|place| self.lines.get_mut(place))
            {
                lines.push(texts);
            }
        }
        false
    }

    /// How far it is, of a thousand.
    #[must_use]
    pub fn progress(&self, run: &Run) -> usize {
        (1_000 * self.at).checked_div(run.kept.len()).unwrap_or(1_000)
    }

    /// The bytes of it, once all is written.
    ///
    /// # Errors
    /// What the writer says.
    pub fn bytes(mut self, run: &Run, policy: &Policy) -> Result<Vec<u8>, String> {
        let mut aside = Vec::new();
        if matches!(self.what, What::All | What::Aside) && (self.is_workbook || self.what == What::Aside) {
            aside = run.aside.iter().map(|row| aside_line(&run.tables, &run.others, row)).collect();
        }
        if !self.is_workbook {
            for texts in &aside {
                self.text.push_str(&sheets::line(texts.iter().map(String::as_str)));
            }
            return Ok(self.text.into_bytes());
        }
        let mut pages = pages(policy, &run.tally, &HEADS, self.lines, aside);
        if self.what != What::All {
            let wanted = |page: &Page| {
                let pile = Pile::ALL.iter().find(|pile| pile.name() == page.name);
                pile.map_or(self.what == What::Aside && page.name == What::Aside.name(), |pile| {
                    self.what.has(*pile)
                })
            };
            pages.retain(wanted);
        }
        write_workbook(&pages).map_err(|error| error.to_string())
    }
}

/// The pages of a workbook: sums, one for each pile, rows set aside.
#[must_use]
pub fn pages(
    policy: &Policy,
    tally: &Tally,
    heads: &[&str],
    piles: Vec<Vec<Vec<String>>>,
    aside: Vec<Vec<String>>,
) -> Vec<Page> {
    let page = |name: &str, heads: &[&str], rows: Vec<Vec<String>>| {
        let heads = heads.iter().map(|head| (*head).to_owned()).collect();
        Page { name: name.into(), rows: core::iter::once(heads).chain(rows).collect() }
    };
    let mut pages = vec![page("汇总", &SUM_HEADS, sums(policy, tally))];
    for (pile, rows) in Pile::ALL.iter().zip(piles) {
        pages.push(page(pile.name(), heads, rows));
    }
    pages.push(page(What::Aside.name(), &ASIDE_HEADS, aside));
    pages
}
