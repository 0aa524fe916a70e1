//! 转折：where the steps of a case begin to do something else, and which figure that is.

use std::cell::RefCell;
use std::rc::Rc;

use super::figures::Column;
use super::form::Cell;
use super::tries::{Try, value_of};
use crate::assess::{self, Executed, Taken, Truth};
use crate::case::{Answers, Completeness};
use crate::document::Node;
use crate::money::{Amount, Yuan};
use crate::policy::{Id, Policy, Pool};

/// 一处转折.
#[derive(Clone, Debug)]
pub(super) struct Turn {
    /// What is left to pay there.
    pub at: Yuan,
    /// Which figure it is.
    pub text: String,
    /// The place of the figure, where it is one of the form's.
    pub place: Option<String>,
}

/// What comes out at one amount.
#[derive(Debug)]
pub(super) struct Seen {
    /// What is paid at least and at most.
    pub paid: (Yuan, Yuan),
    /// What the programme begins from, once others have paid.
    base: Option<Yuan>,
    doing: Vec<Vec<Doing>>,
}

/// What a step does, as far as it is otherwise from some amount on; with the least and with the most that may be.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Doing {
    /// The line, whether it belongs to what is below it, and whether it is reached.
    Line(Amount, bool, (bool, bool)),
    /// The limit, and whether it is full.
    Limit(Amount, (bool, bool)),
    /// The same of a limit that several programmes share.
    Pool(Id<Pool>, (bool, bool)),
    /// How many bands there is something in.
    Band(usize),
    /// The row that is taken, of several.
    Way(String),
    /// Whether the programme is for this case at all.
    Applies(&'static str),
}

/// One row with one set of answers, looked at at many amounts.
pub(super) struct Looking<'l> {
    pub policy: &'l Policy,
    pub one: &'l Try,
    pub all: &'l [Try],
    pub answers: &'l Node,
    program: usize,
    seen: RefCell<Vec<(Yuan, Option<Rc<Seen>>)>>,
}

/// Cases with many open questions take long, so there is an end to looking.
const MOST_LOOKS: usize = 700;
/// Below this what is left to pay is as good as nothing.
const LEAST: u32 = 10;
/// What fen are rounded away may move a place by so much, seen from a whole number of yuan.
const ROUNDED: u64 = 5;
/// How often the end of what is looked at is moved, until what others leave reaches the last figure.
const MOVES: usize = 8;

impl<'l> Looking<'l> {
    /// None where the policy has no such programme.
    #[inline(never)]
    pub fn new(policy: &'l Policy, one: &'l Try, all: &'l [Try], answers: &'l Node) -> Option<Self> {
        let program = policy.programs.iter().position(|program| program.id == one.program)?;
        Some(Self { policy, one, all, answers, program, seen: RefCell::default() })
    }

    /// What comes out at an amount; none where the answers do not fit.
    #[inline(never)]
    pub fn at(&self, at: Yuan) -> Option<Rc<Seen>> {
        let known = self.seen.borrow().iter().find(|(known, _)| *known == at).map(|(_, seen)| seen.clone());
        known.unwrap_or_else(|| {
            let found = self.look(at).map(Rc::new);
            self.seen.borrow_mut().push((at, found.clone()));
            found
        })
    }

    /// Up to which amount the row is looked at: so far that all of its figures are reached by what others leave.
    pub fn end(&self) -> Yuan {
        let wanted =
            self.one.edges.iter().map(|(at, _)| *at).max().unwrap_or_default().max(Yuan::whole(10_000));
        let mut end = wanted;
        for _ in 0..MOVES {
            let missing =
                self.at(end).and_then(|seen| seen.base).map_or(Yuan::ZERO, |base| wanted.less(base));
            if missing.is_zero() {
                break;
            }
            end = end + missing;
        }
        end.repeated(5).in_proportion(Yuan::fen(1), Yuan::fen(4)).to_fen()
    }

    /// Every place where some step begins to do something else, and the line turns.
    pub fn turns(&self, grid: &[Yuan]) -> Vec<Turn> {
        let mut found: Vec<Turn> = Vec::new();
        let least = Yuan::whole(LEAST);
        let mut from = least;
        for to in grid.iter().filter(|at| **at > least) {
            while let Some(next) = self.next(from, *to) {
                if let Some(turn) = self.turn(next)
                    && found.last().is_none_or(|last| !is_near(last.at, turn.at))
                    && self.bends(turn.at)
                {
                    found.push(turn);
                }
                from = next;
            }
            from = *to;
        }
        found
    }

    /// The first amount behind `from` at which something else is done.
    fn next(&self, from: Yuan, to: Yuan) -> Option<Yuan> {
        let fen = Yuan::fen(1);
        let (mut low, mut high) = (from, to);
        let before = self.at(low)?;
        if before.doing == self.at(high)?.doing || self.seen.borrow().len() > MOST_LOOKS {
            return None;
        }
        while low + fen < high {
            let middle = (low + high).in_proportion(fen, Yuan::fen(2)).to_fen();
            if self.at(middle)?.doing == before.doing { low = middle } else { high = middle }
        }
        Some(high)
    }

    /// What is done otherwise from here on.
    fn turn(&self, at: Yuan) -> Option<Turn> {
        let below = at.less(Yuan::fen(1));
        let (before, now) = (self.at(below)?, self.at(at)?);
        let others = (0..self.policy.programs.len()).filter(|place| *place != self.program);
        let (program, doing) = [self.program].into_iter().chain(others).find_map(|place| {
            let (before, now) = (before.doing.get(place)?, now.doing.get(place)?);
            otherwise(before, now).map(|doing| (place, doing))
        })?;
        let belongs_below = matches!(doing, Doing::Line(_, true, _) | Doing::Band(_));
        let known = |at: Yuan| self.one.edges.iter().any(|(edge, _)| *edge == at);
        let at = if belongs_below || (known(below) && !known(at)) { below } else { at };
        let at = if known(at) { at } else { whole_of(at) };
        let (text, place) = self.named(program, &doing);
        let text = match self.policy.programs.get(program).filter(|_| program != self.program) {
            Some(other) => [other.name.as_str(), "的", &text].concat(),
            None => text,
        };
        Some(Turn { at, text, place })
    }

    /// The figure in words, and where it stands.
    #[inline(never)]
    fn named(&self, program: usize, doing: &Doing) -> (String, Option<String>) {
        let figures = self.figures(program);
        let mut name = String::new();
        let (word, found) = match doing {
            Doing::Line(amount, ..) => ("起付 ", valued(&figures, Column::Line, *amount, &mut name)),
            Doing::Limit(amount, _) => ("限额 ", valued(&figures, Column::Limit, *amount, &mut name)),
            Doing::Pool(pool, _) => {
                self.policy.name(*pool).clone_into(&mut name);
                ("限额 ", figures.into_iter().find(|cell| in_field(cell, "pool") && cell.text == name))
            }
            Doing::Band(parts) => {
                let mut edges = figures.into_iter().filter(|cell| in_field(cell, "up_to"));
                ("分段 ", edges.nth(parts.saturating_sub(2)))
            }
            Doing::Way(way) => {
                name.clone_from(way);
                ("改按 ", None)
            }
            Doing::Applies(_) => {
                ("资格 ", figures.into_iter().find(|cell| cell.column == Some(Column::Gate)))
            }
        };
        let text = [word, found.map_or(name.as_str(), |cell| cell.text.as_str())].concat();
        (text.trim_end().to_owned(), found.map(|cell| cell.place.clone()))
    }

    /// The figures of the row, or of the rows of another programme, those of the same people first.
    #[inline(never)]
    fn figures(&self, program: usize) -> Vec<&Cell> {
        let is_own = program == self.program;
        let id = self.policy.programs.get(program).map(|program| program.id.as_str()).unwrap_or_default();
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for one in self.all.iter().filter(|one| one.program == id) {
            if if is_own { one.way == self.one.way } else { one.people == self.one.people } {
                first.extend(&one.figures);
            } else if !is_own {
                others.extend(&one.figures);
            }
        }
        first.append(&mut others);
        first
    }

    /// Whether the line bends or jumps at a place. A figure need not bend it: one before which another goes.
    fn bends(&self, at: Yuan) -> bool {
        let wide = Yuan::whole(LEAST);
        let (Some(below), Some(here), Some(above)) =
            (self.at(at.less(wide)), self.at(at), self.at(at + wide))
        else {
            return false;
        };
        // Each is rounded to the fen.
        let is_bent = |below: Yuan, here: Yuan, above: Yuan| {
            let (middle, ends) = (here.repeated(2), below + above);
            middle.less(ends) + ends.less(middle) > Yuan::fen(2)
        };
        is_bent(below.paid.0, here.paid.0, above.paid.0) || is_bent(below.paid.1, here.paid.1, above.paid.1)
    }

    fn look(&self, at: Yuan) -> Option<Seen> {
        let answers = Answers::from(self.one.with(self.answers, at));
        let case = answers.check(self.policy, Completeness::Whole).ok()?;
        let found = assess::assess(self.policy, &case);
        let own = found.programs.get(self.program)?;
        let base = own.steps.iter().find_map(|step| match step.taken {
            Taken::Base(..) => Some(step.result.max()),
            _ => None,
        });
        let paid = (own.amount.min().to_fen(), own.amount.max().to_fen());
        let doing = found.programs.iter().map(|program| {
            let mut doing = doing(&program.steps);
            doing.push(Doing::Applies(match program.status {
                assess::Status::Eligible => "yes",
                assess::Status::NotEligible => "no",
                assess::Status::Unknown => "perhaps",
                assess::Status::NotComputed => "",
            }));
            doing
        });
        Some(Seen { paid, base, doing: doing.collect() })
    }
}

/// The figure of a column that comes to so much; the amount itself where there is none.
fn valued<'f>(figures: &[&'f Cell], column: Column, amount: Amount, name: &mut String) -> Option<&'f Cell> {
    let amount = amount.max();
    let comes_to = |cell: &Cell| value_of(cell).is_some_and(|(value, _)| Yuan::fen(value) == amount);
    let found = figures.iter().find(|cell| cell.column == Some(column) && comes_to(cell)).copied();
    if found.is_none() {
        let told = amount.to_string();
        name.push_str(told.strip_suffix(".00").unwrap_or(&told));
    }
    found
}

/// Whether a figure stands in the field of this name.
fn in_field(cell: &Cell, name: &str) -> bool {
    cell.place.rsplit('.').next() == Some(name)
}

fn is_near(one: Yuan, other: Yuan) -> bool {
    one.less(other) + other.less(one) <= Yuan::fen(ROUNDED)
}

/// The whole number of yuan that is near, if there is one.
fn whole_of(at: Yuan) -> Yuan {
    let whole = at.in_proportion(Yuan::fen(1), Yuan::fen(100)).to_fen().repeated(100);
    if is_near(whole, at) { whole } else { at }
}

/// What the steps of a programme do.
fn doing(steps: &[Executed<'_>]) -> Vec<Doing> {
    let both = |is_so: &dyn Fn(fn(Amount) -> Yuan) -> bool| (is_so(Amount::min), is_so(Amount::max));
    let mut before = Amount::ZERO;
    let mut found = Vec::new();
    for step in steps {
        found.extend(match &step.taken {
            Taken::Deduct(off, ..) => Some(Doing::Line(*off, false, both(&|end| end(before) >= end(*off)))),
            Taken::Threshold { at, inclusive, reached, .. } => {
                Some(Doing::Line(*at, !inclusive, (*reached == Truth::Yes, *reached != Truth::No)))
            }
            Taken::Cap(limit, _, whole) => {
                Some(Doing::Limit(*limit, both(&|end| end(*whole) >= end(*limit))))
            }
            Taken::Pool(pool, whole) => Some(Doing::Pool(*pool, both(&|end| end(*whole) > end(step.result)))),
            Taken::Band(parts, _) => Some(Doing::Band(parts.len())),
            Taken::BestOf(name, _) => Some(Doing::Way((*name).to_owned())),
            _ => None,
        });
        before = step.result;
    }
    found
}

/// What of it is otherwise; a figure rather than that other steps are taken.
fn otherwise(before: &[Doing], now: &[Doing]) -> Option<Doing> {
    let same_figure = |one: &Doing, other: &Doing| match (one, other) {
        (Doing::Line(one, ..), Doing::Line(other, ..)) | (Doing::Limit(one, _), Doing::Limit(other, _)) => {
            one == other
        }
        (Doing::Pool(one, _), Doing::Pool(other, _)) => one == other,
        (Doing::Band(_), Doing::Band(_)) => true,
        _ => false,
    };
    let pairs = || before.iter().zip(now);
    let figure = pairs().find(|(before, now)| before != now && same_figure(before, now)).map(|(_, now)| now);
    let applies = || now.last().filter(|now| before.last() != Some(*now));
    let way = || now.iter().find(|doing| matches!(doing, Doing::Way(_)) && !before.contains(doing));
    let other = || {
        now.iter().find(|doing| !before.contains(doing)).or_else(|| (before != now).then(|| now.last())?)
    };
    figure.or_else(applies).or_else(way).or_else(other).cloned()
}
