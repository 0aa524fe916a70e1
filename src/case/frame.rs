//! 一张单据的各项：what the amounts of a bill can be, told or not, together.
//!
//! Every part of a slip lies between two ends, and sums of parts tie them to each other: 政策范围内 is at most the
//! total and at least what insurance paid, 基金支付总额 is three parts in one, 自己掏的 is what the others leave.

use crate::lean::Gather;
use crate::money::Yuan;
use crate::policy::Quantity;

/// 各项金额, in fen, by the place of their [`Quantity`].
pub(crate) type Parts = [i64; PARTS];
const PARTS: usize = 7;

/// 一张单据的各项能是多少.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    spans: [(i64, i64); PARTS],
    ties: Vec<Tie>,
}

/// The sum of some parts less others lies between two ends.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tie {
    more: u8,
    less: u8,
    between: (i64, i64),
}

/// What a slip is out by where its parts are rounded one by one.
const ROUNDING: i64 = 100;

/// More vertices than these add nothing that is seen.
const MOST_VERTICES: usize = 12;

/// How a tie fits what was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// It holds, or can.
    Holds,
    /// It is missed by no more than rounding; what was told stands.
    Rounded,
    /// It cannot hold.
    Broken,
}

fn bit(quantity: Quantity) -> u8 {
    1 << quantity as u8
}

fn bits(quantities: &[Quantity]) -> u8 {
    quantities.iter().fold(0, |bits, quantity| bits | bit(*quantity))
}

impl Frame {
    /// Parts with these ends, each tied to nothing.
    pub(crate) fn new(ends: [(Yuan, Yuan); PARTS]) -> Self {
        Self { spans: ends.map(|(least, most)| (least.to_fens(), most.to_fens())), ties: Vec::new() }
    }

    /// Ties the sum of `more` less that of `less` to lie between two ends. A tie that what was told breaks is dropped.
    pub(crate) fn tie(&mut self, more: &[Quantity], less: &[Quantity], between: (i64, i64)) -> Fit {
        let tie = Tie { more: bits(more), less: bits(less), between };
        let (least, most) = tie.reach(&self.spans, PARTS);
        if most + ROUNDING < between.0 || least - ROUNDING > between.1 {
            return Fit::Broken;
        }
        if most < between.0 || least > between.1 {
            return Fit::Rounded;
        }
        self.ties.push(tie);
        Fit::Holds
    }

    /// Narrows every part to what the ties leave of it. False where they leave nothing.
    pub(crate) fn narrow(&mut self) -> bool {
        // Each round carries a bound over one more tie.
        for _ in 0..2 * PARTS {
            let before = self.spans;
            for tie in &self.ties {
                for part in (0..PARTS).filter(|part| (tie.more | tie.less) >> part & 1 == 1) {
                    let (least, most) = tie.reach(&self.spans, part);
                    let room = if tie.more >> part & 1 == 1 {
                        (tie.between.0.saturating_sub(most), tie.between.1.saturating_sub(least))
                    } else {
                        (least.saturating_sub(tie.between.1), most.saturating_sub(tie.between.0))
                    };
                    if let Some(span) = self.spans.get_mut(part) {
                        *span = (span.0.max(room.0), span.1.min(room.1));
                        if span.0 > span.1 {
                            return false;
                        }
                    }
                }
            }
            if before == self.spans {
                break;
            }
        }
        true
    }

    /// By the ends of the parts, the smallest bill first.
    pub(crate) fn order(&self, other: &Self) -> core::cmp::Ordering {
        self.spans.cmp(&other.spans)
    }

    /// The ends of one part.
    pub(crate) fn span(&self, quantity: Quantity) -> (i64, i64) {
        self.spans.get(quantity as usize).copied().unwrap_or_default()
    }

    /// Holds a part to one value, whatever it is tied to.
    pub(crate) fn set_aside(&mut self, quantity: Quantity) {
        if let Some(span) = self.spans.get_mut(quantity as usize) {
            *span = (0, 0);
        }
        self.ties.retain(|tie| (tie.more | tie.less) & bit(quantity) == 0);
    }

    /// The parts, where each is known.
    pub(crate) fn exact(&self) -> Option<Parts> {
        self.spans.iter().all(|(least, most)| least == most).then(|| self.spans.map(|(least, _)| least))
    }

    /// Whether these amounts are possible.
    pub(crate) fn holds(&self, parts: &Parts) -> bool {
        let each = parts.iter().zip(&self.spans).all(|(part, (least, most))| least <= part && part <= most);
        let sum = |bits: u8| -> i64 {
            parts
                .iter()
                .enumerate()
                .filter(|(part, _)| bits >> part & 1 == 1)
                .map(|(_, amount)| *amount)
                .sum()
        };
        each && self.ties.iter().all(|tie| {
            let sum = sum(tie.more) - sum(tie.less);
            tie.between.0 <= sum && sum <= tie.between.1
        })
    }

    /// 顶点：the corners of what the parts can be, first the one that leaves most to the person, then the one that
    /// leaves least.
    pub(crate) fn vertices(&self) -> Vec<Parts> {
        let open: Vec<usize> = self
            .spans
            .iter()
            .enumerate()
            .filter(|(_, (least, most))| least < most)
            .map(|(part, _)| part)
            .gather();
        let mut found: Vec<Parts> = Vec::new();
        let mut add = |order: &mut dyn Iterator<Item = usize>, upper: u8| {
            if let Some(vertex) = self.corner(order, upper)
                && !found.contains(&vertex)
                && found.len() < MOST_VERTICES
            {
                found.push(vertex);
            }
        };
        // 总额 and 政策范围内 leave more to the person, what others pay leaves less.
        let leaves_more = bits(&[Quantity::Total, Quantity::InScope]);
        add(&mut open.iter().copied(), leaves_more);
        add(&mut open.iter().copied(), !leaves_more);
        add(&mut open.iter().rev().copied(), !leaves_more);
        let choices = 1_u8 << open.len().min(4);
        for choice in 0..choices {
            let upper = open
                .iter()
                .enumerate()
                .fold(0_u8, |upper, (at, part)| upper | (choice >> at.min(3) & 1) << part);
            for turn in 0..open.len() {
                add(&mut open.iter().cycle().skip(turn).take(open.len()).copied(), upper);
            }
            add(&mut open.iter().rev().copied(), upper);
        }
        found
    }

    /// The possible amounts that come nearest to these.
    pub(crate) fn nearest(&self, parts: &Parts) -> Option<Parts> {
        let mut frame = self.clone();
        for (part, wanted) in parts.iter().enumerate() {
            let span = frame.spans.get_mut(part)?;
            let held = (*wanted).clamp(span.0, span.1);
            *span = (held, held);
            if !frame.narrow() {
                return None;
            }
        }
        frame.exact()
    }

    /// The same with one part held to an amount.
    pub(crate) fn with(&self, quantity: Quantity, fens: i64) -> Option<Self> {
        let mut frame = self.clone();
        *frame.spans.get_mut(quantity as usize)? = (fens, fens);
        frame.narrow().then_some(frame)
    }

    /// Sets part after part to the end that is left to it, the upper one for those in `upper`.
    fn corner(&self, order: &mut dyn Iterator<Item = usize>, upper: u8) -> Option<Parts> {
        let mut frame = self.clone();
        for part in order {
            let span = frame.spans.get_mut(part)?;
            *span = if upper >> part & 1 == 1 { (span.1, span.1) } else { (span.0, span.0) };
            if !frame.narrow() {
                return None;
            }
        }
        frame.exact()
    }
}

impl Tie {
    /// The least and the most of its sum, one part left out.
    fn reach(&self, spans: &[(i64, i64); PARTS], without: usize) -> (i64, i64) {
        let (mut least, mut most) = (0, 0);
        for (part, span) in spans.iter().enumerate().filter(|(part, _)| *part != without) {
            if self.more >> part & 1 == 1 {
                least += span.0;
                most += span.1;
            } else if self.less >> part & 1 == 1 {
                least -= span.1;
                most -= span.0;
            }
        }
        (least, most)
    }
}
