//! 比例随情形加减：circumstances that move a share up or down.
//!
//! A compiled share is a list of cases, so each case stands once more before itself, moved, for each circumstance. Of what
//! raises it the first that holds does, and of what lowers it; one of each go together.

use super::book::Book;
use super::condition;
use crate::document::{Reader, Table};
use crate::money::Ratio;
use crate::policy::{Citation, Condition, Id, OneCase, Share, ShareSource};

pub(super) const MOVE: &[&str] = &["when", "points", "of_itself", "cite"];
/// More circumstances than documents name.
const MOST: usize = 10;

/// What moves a share, one way: the first that holds.
pub(super) struct Moves {
    up: bool,
    first: Vec<Move>,
}

/// A circumstance, and by how much it moves a share.
struct Move {
    when: Condition,
    by: By,
    citation: Option<Id<Citation>>,
}

enum By {
    /// 百分点：70% and 10% make 80%.
    Points(Ratio),
    /// 原比例的几成：70% and 10% make 77%.
    OfItself(Ratio),
}

impl By {
    /// The points by which it moves this share.
    fn of(&self, ratio: Ratio) -> Ratio {
        match self {
            Self::Points(points) => *points,
            Self::OfItself(share) => share.of(ratio),
        }
    }
}

/// What `plus` and `minus` of a step say.
pub(super) fn moves(table: &Table<'_>, around: Option<Id<Citation>>, book: &Book<'_>) -> Option<Vec<Moves>> {
    let mut all = Vec::new();
    for (name, up) in [("plus", true), ("minus", false)] {
        if let Some(field) = table.get(name) {
            all.push(Moves { up, first: field.list(MOST, |item| one(item, around, book))? });
        }
    }
    Some(all)
}

fn one(reader: Reader<'_>, around: Option<Id<Citation>>, book: &Book<'_>) -> Option<Move> {
    let table = reader.table(MOVE)?;
    let citation = book.cite(&table);
    let when = table.need("when").and_then(|field| condition::condition(field, citation.or(around), book));
    let by = match (table.get("points"), table.get("of_itself")) {
        (Some(points), None) => points.ratio().map(By::Points),
        (None, Some(share)) => share.ratio().map(By::OfItself),
        _ => {
            let text = "加减多少写一种：points = \"10%\" 是十个百分点（70%变80%），of_itself = \"10%\" 是原比例的一成（70%变77%）";
            book.error(reader.at(), "points", text);
            None
        }
    };
    Some(Move { when: when?, by: by?, citation })
}

/// The share with the moves that hold. `around` is cited where a case cites nothing of its own.
pub(super) fn moved(
    share: Share,
    moves: &[Moves],
    around: Option<Id<Citation>>,
    reader: Reader<'_>,
    book: &Book<'_>,
) -> Option<Share> {
    let Share { mut cases, complete } = share;
    for moves in moves {
        let mut with = Vec::with_capacity((1 + moves.first.len()) * cases.len());
        for case in cases {
            let ShareSource::Given(ratio) = case.value else {
                let text = "参数填的比例不能再加减：加减以后的比例另设一个参数，用 cases 分情形写";
                book.error(reader.at(), "points", text);
                return None;
            };
            let cited = case.citation.or(around);
            for one in &moves.first {
                let by = one.by.of(ratio);
                let citation = match (cited, one.citation) {
                    (Some(cited), Some(own)) => book.both(cited, own),
                    (cited, own) => own.or(cited),
                };
                let value = ShareSource::Given(if moves.up { ratio.plus(by) } else { ratio.less(by) });
                with.push(OneCase { when: both(&case.when, &one.when), value, citation });
            }
            with.push(case);
        }
        cases = with;
    }
    Some(Share { cases, complete })
}

fn both(one: &Condition, other: &Condition) -> Condition {
    match (one, other) {
        (one, other) if one.is_always() => other.clone(),
        (Condition::All(parts), other) => {
            Condition::All(parts.iter().chain(core::iter::once(other)).cloned().collect())
        }
        (one, other) => Condition::All(vec![one.clone(), other.clone()]),
    }
}
