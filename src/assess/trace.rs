//! 痕迹：how a condition comes out in three values, and what judging it leaves behind.

use super::outcome::{Ask, Gap, Reason};
use crate::policy::{Id, Parameter, Reading};

/// 是、否、不清楚.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not.
    No,
    /// Nobody told, or the office decides.
    Unknown,
}

/// What judging leaves behind.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace<'a> {
    pub reasons: Vec<Reason<'a>>,
    pub missing: Vec<Ask>,
    /// Where the ask stands that was noted last: those of the next bill come in nearly the same order.
    pub last: usize,
    pub gaps: Vec<Gap<'a>>,
    pub readings: Vec<Id<Reading>>,
    pub parameters: Vec<Id<Parameter>>,
    /// Whether the figure used last is one that an answer still missing may turn out to leave unstated.
    pub may_lack_figure: bool,
    /// Whether some figure was.
    pub may_have_gap: bool,
    /// Whether only the outcome is wanted, and nothing is kept.
    pub unheard: bool,
}

impl Truth {
    /// Of a plain yes or no.
    #[must_use]
    pub fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    /// The opposite; unknown stays unknown.
    #[must_use]
    pub fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
        }
    }

    /// Both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.negated().and(other.negated()).negated()
    }
}

impl<'a> Trace<'a> {
    pub(super) fn ask(&mut self, ask: Ask) -> Truth {
        if !self.unheard {
            let from = self.last.saturating_sub(2).min(self.missing.len());
            let (before, after) = self.missing.split_at(from);
            let ahead = after.iter().position(|known| *known == ask).map(|place| from + place);
            let found = ahead.or_else(|| before.iter().position(|known| *known == ask));
            self.last = found.unwrap_or_else(|| {
                self.missing.push(ask);
                self.missing.len() - 1
            });
        }
        Truth::Unknown
    }

    /// Asks for what was found open.
    pub(super) fn asked_if(&mut self, truth: Truth, ask: Ask) -> Truth {
        if truth == Truth::Unknown { self.ask(ask) } else { truth }
    }

    pub(super) fn gap(&mut self, gap: Gap<'a>) {
        note(&mut self.gaps, gap);
    }

    pub(super) fn reading(&mut self, reading: Id<Reading>) {
        if !self.unheard {
            note(&mut self.readings, reading);
        }
    }

    pub(super) fn parameter(&mut self, parameter: Id<Parameter>) {
        if !self.unheard {
            note(&mut self.parameters, parameter);
        }
    }

    pub(super) fn reason(&mut self, reason: Reason<'a>) {
        if !self.unheard {
            self.reasons.push(reason);
        }
    }

    /// Takes over what another trace left behind, its reasons excepted.
    pub(super) fn absorb(&mut self, other: &Trace<'a>) {
        self.ask_all(&other.missing);
        self.absorb_uses(other);
    }

    pub(super) fn ask_all(&mut self, asks: &[Ask]) {
        for ask in asks {
            self.ask(*ask);
        }
    }

    /// Takes over the readings and figures that another trace used, and those that it lacked.
    pub(super) fn absorb_uses(&mut self, other: &Trace<'a>) {
        for gap in &other.gaps {
            self.gap(gap.clone());
        }
        for reading in &other.readings {
            self.reading(*reading);
        }
        for parameter in &other.parameters {
            self.parameter(*parameter);
        }
    }
}

/// Adds an item that is not on the list yet.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn note<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
