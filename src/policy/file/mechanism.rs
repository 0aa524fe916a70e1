//! 计算步骤 of a pack file.

use super::book::Book;
use super::moved::{self, Moves};
use super::{condition, figure, question, units};
use crate::document::{Reader, Table};
use crate::money::{Denomination, Remainder, Rounding};
use crate::policy::{
    Band, Bands, Cap, Cases, Citation, Condition, Id, Keeps, Mechanism, OneCase, Op, Phase, ShareSource,
    Source, UnitSource, Units,
};
use crate::say::{Say, said};

/// What the steps of a way have in common.
#[derive(Clone, Copy)]
pub(super) struct Around {
    /// The citation of the way or the programme.
    pub citation: Option<Id<Citation>>,
    /// Whether the programme is paid on bills.
    pub on_bills: bool,
    /// What the way or the programme says that its steps are done on.
    pub per: Option<Phase>,
}

/// What a step may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Threshold,
    Deduct,
    Ratio,
    Band,
    Fixed,
    PerUnit,
    TopUp,
    Cap,
    Discretion,
    Round,
    NotStated,
}

/// The name of each kind of step, the fields it has, and those of them that it needs.
pub(super) const KINDS: [(&str, Kind, &[&str], &[&str]); 11] = [
    (
        "threshold",
        Kind::Threshold,
        &["op", "when", "per", "cite", "at", "inclusive", "keeps"],
        &["at", "inclusive", "keeps"],
    ),
    ("deduct", Kind::Deduct, &["op", "when", "per", "cite", "value", "name"], &["value"]),
    ("ratio", Kind::Ratio, &["op", "when", "per", "cite", "value", "plus", "minus"], &["value"]),
    (
        "band",
        Kind::Band,
        &["op", "when", "per", "cite", "marginal", "on", "bands", "plus", "minus"],
        &["marginal", "bands"],
    ),
    ("fixed", Kind::Fixed, &["op", "when", "per", "cite", "value"], &["value"]),
    (
        "per-unit",
        Kind::PerUnit,
        &["op", "when", "per", "cite", "each", "unit", "count", "at_most"],
        &["each", "unit", "count"],
    ),
    (
        "top-up",
        Kind::TopUp,
        &["op", "when", "per", "cite", "share", "of", "counted"],
        &["share", "of", "counted"],
    ),
    ("cap", Kind::Cap, &["op", "when", "per", "cite", "value", "pool"], &[]),
    (
        "discretion",
        Kind::Discretion,
        &["op", "when", "per", "cite", "low", "high", "decided_by"],
        &["low", "high", "decided_by"],
    ),
    ("round", Kind::Round, &["op", "when", "per", "cite", "to", "how"], &["to", "how"]),
    ("not-stated", Kind::NotStated, &["op", "when", "per", "cite", "text"], &["text"]),
];
pub(super) const PHASES: [(&str, Phase); 4] =
    [("bill", Phase::Bill), ("month", Phase::Month), ("quarter", Phase::Quarter), ("year", Phase::Year)];
pub(super) const BAND: &[&str] = &["up_to", "share", "cite"];
pub(super) const DENOMINATIONS: [(&str, Denomination); 3] =
    [("yuan", Denomination::Yuan), ("jiao", Denomination::Jiao), ("fen", Denomination::Fen)];
pub(super) const REMAINDERS: [(&str, Remainder); 3] =
    [("half-up", Remainder::HalfUp), ("half-even", Remainder::HalfEven), ("dropped", Remainder::Dropped)];
pub(super) const KEEPS: [&str; 2] = ["whole", "excess"];
const MOST_BANDS: usize = 30;
const MOST_STEPS: usize = 40;

/// The steps of one way, in order.
pub(super) fn steps(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<Vec<Mechanism>> {
    let (mut before, mut summed, mut pool) = (Phase::Bill, false, false);
    let (mut first, mut threshold) = (true, false);
    reader.list(MOST_STEPS, |item| {
        let step = step(item, around, book);
        let is_first = core::mem::take(&mut first);
        if pool {
            book.error(item.at(), "pool-not-last", "共用限额（pool）必须是最后一步：把这一步移到它前面");
        }
        let step = step?;
        pool |= matches!(step.op, Op::Cap(Cap::Pool(_)));
        // What is taken off a sum can be told of each bill: those of the first days bear it first.
        if step.phase < before && (summed || step.phase != Phase::Bill) {
            let text = "per 倒回去了：前面已经合计，只有起付（deduct，只算超过的 threshold）能按先看病的先扣拆回每一张单据（bill）；看看文件，是这一步还是前面哪一步的 per 写错了。步骤的先后照文件，调换了钱就变了";
            book.error(item.at(), "per-goes-back", text);
        }
        before = step.phase;
        summed |= step.phase != Phase::Bill && !takes_off(&step.op);
        match &step.op {
            Op::TopUp { .. } | Op::Fixed(_) | Op::PerUnit { .. } if threshold => {
                let text = "够不到前面的门槛（threshold），这一步也照样给钱：把它移到门槛前面，或者另写一个项目";
                book.error(item.at(), "paid-below-threshold", text);
            }
            Op::TopUp { .. } if !is_first && step.when.is_always() => {
                let text = "补差（top-up）只看单据，不看前面算出的数，前面的步骤就白写了：把它放在第一步，或者用 when 写明什么情形才补差";
                book.error(item.at(), "top-up-not-first", text);
            }
            _ => {}
        }
        threshold |= matches!(step.op, Op::Threshold { .. }) && step.when.is_always();
        Some(step)
    })
}

/// Whether it only takes something off what reaches it.
fn takes_off(op: &Op) -> bool {
    matches!(op, Op::Deduct(..) | Op::Threshold { keeps: Keeps::Excess, .. })
}

fn step(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<Mechanism> {
    let open = reader.open_table()?;
    let (_, kind, fields, _) = KINDS.get(open.need("op")?.id_of(KINDS.iter().map(|(name, ..)| *name))?)?;
    let table = reader.table(fields)?;
    let citation = book.cite(&table).or(around.citation);
    let when = condition::when(&table, "when", citation, book);
    let phase = phase(&table, around, *kind, book);
    let op = read_op(*kind, &table, citation, book);
    let (op, phase) = (op?, phase?);

    if phase != Phase::Bill && (when.needs_bill() || looks_at_bill(&op)) {
        let text = "这一步看单据（就医类型、级别、地点或每次金额），只能 per = \"bill\"";
        book.error(reader.at(), "needs-bill", text);
    }
    if citation.is_none() && leans_on_default(&op, book) {
        let text = "这个数字没有依据：在这一步、这一档或这个项目上写 cite";
        book.error(reader.at(), "no-citation", text);
    }
    if matches!(op, Op::Cap(Cap::Pool(_))) && !when.is_always() {
        let text =
            "共用限额对整个项目都有效，不能带 when：分情形的限额写在 pools 的 amount = { cases = [ … ] } 里";
        book.error(reader.at(), "pool-with-when", text);
    }
    if !around.on_bills && (matches!(op, Op::TopUp { .. } | Op::Cap(Cap::Pool(_))) || counts_bills(&op)) {
        book.error(reader.at(), "no-bills", "这一步按单据算，但项目没有写 covers：写上管哪些单据");
    }
    Some(Mechanism { op, when, phase, citation })
}

/// What `per` says in a step, a way or a programme.
pub(super) fn per(table: &Table<'_>, around: Around, book: &Book<'_>) -> Option<Phase> {
    let field = table.get("per")?;
    let place = field.id_of(PHASES.iter().map(|(id, _)| *id))?;
    let phase = PHASES.get(place).map(|(_, phase)| *phase)?;
    if !around.on_bills && phase != Phase::Year {
        book.error(field.at(), "no-bills", "项目不按单据发，只能 per = \"year\"；要按单据算就写 covers");
    }
    Some(phase)
}

fn phase(table: &Table<'_>, around: Around, kind: Kind, book: &Book<'_>) -> Option<Phase> {
    if kind == Kind::Cap && table.get("pool").is_some() {
        let other = per(table, around, book).is_some_and(|phase| phase != Phase::Year);
        if let (true, Some(field)) = (other, table.get("per")) {
            book.error(field.at(), "pool-per-year", "共用限额总是按年算：删去 per");
        }
        return Some(Phase::Year);
    }
    if table.get("per").is_some() {
        return per(table, around, book);
    }
    if let Some(phase) = around.per {
        return Some(phase);
    }
    match (around.on_bills, kind) {
        (false, _) => Some(Phase::Year),
        (true, Kind::NotStated) => Some(Phase::Bill),
        (true, _) => {
            let text = "没有写 per，不知道这一步按什么算：\"bill\" 每张单据、\"month\" 每月、\"quarter\" 每季、\"year\" 每年的合计；几步都一样的，写在这一档或者项目上";
            book.error(table.reader().at(), "no-per", text);
            None
        }
    }
}

fn read_op(kind: Kind, table: &Table<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Op> {
    let amount = |name| table.need(name).and_then(|field| figure::figure(field, citation, book));
    let share = |name| table.need(name).and_then(|field| figure::share(field, citation, book));
    Some(match kind {
        Kind::Threshold => {
            let at = amount("at");
            let inclusive = table.need("inclusive").and_then(|field| field.flag());
            let keeps = table.need("keeps").and_then(|field| field.id_of(KEEPS.into_iter()));
            let keeps = if keeps? == 0 { Keeps::Whole } else { Keeps::Excess };
            Op::Threshold { at: at?, inclusive: inclusive?, keeps }
        }
        Kind::Deduct => deduct(table, citation, book)?,
        Kind::Ratio => {
            let (share, moves) = (share("value"), moved::moves(table, citation, book));
            Op::Ratio(moved::moved(share?, &moves?, citation, table.reader(), book)?)
        }
        Kind::Band => {
            let moves = moved::moves(table, citation, book);
            Op::Band(bands(table, &moves?, citation, book)?)
        }
        Kind::Fixed => Op::Fixed(amount("value")?),
        Kind::PerUnit => units::per_unit(table, citation, book)?,
        Kind::TopUp => {
            let share = share("share");
            let of = table.need("of").and_then(figure::quantity);
            let counted = table.need("counted").and_then(|field| figure::quantities(field, book));
            Op::TopUp { share: share?, of: of?, counted: counted? }
        }
        Kind::Cap => cap(table, citation, book)?,
        Kind::Discretion => {
            let end = |name| table.need(name).and_then(|field| field.ratio());
            let (low, high) = (end("low"), end("high"));
            let decided_by = table.need("decided_by").and_then(|field| question::text(&field));
            let (low, high) = (low?, high?);
            if low > high {
                book.error(
                    table.reader().at(),
                    "bounds-reversed",
                    format!("low {low} 比 high {high} 还大：对调"),
                );
            }
            Op::Discretion { low, high, decided_by: decided_by? }
        }
        Kind::Round => {
            let to = table.need("to").and_then(|field| field.id_of(DENOMINATIONS.iter().map(|(id, _)| *id)));
            let how = table.need("how").and_then(|field| field.id_of(REMAINDERS.iter().map(|(id, _)| *id)));
            let (_, to) = *DENOMINATIONS.get(to?)?;
            let (_, how) = *REMAINDERS.get(how?)?;
            Op::Round(Rounding { to, how })
        }
        Kind::NotStated => Op::NotStated(table.need("text").and_then(|field| question::text(&field))?),
    })
}

/// What is taken off: an amount, or what stands on the bill.
fn deduct(table: &Table<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Op> {
    let name = table.get("name").and_then(|field| question::text(&field));
    let value = table.need("value")?;
    if !figure::is_of_bill(&value) {
        return figure::figure(value, citation, book).map(|figure| Op::Deduct(figure, name));
    }
    let quantity = figure::of_bill(value, book)?;
    let case = OneCase { when: Condition::ALWAYS, value: Source::OfBill(quantity), citation: None };
    let name = name.unwrap_or_else(|| said!(quantity));
    Some(Op::Deduct(Cases { cases: vec![case], complete: true }, Some(name)))
}

fn cap(table: &Table<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Op> {
    match (table.get("value"), table.get("pool")) {
        (Some(value), None) => figure::limit(value, citation, book).map(|figure| Op::Cap(Cap::Own(figure))),
        (None, Some(pool)) => book.pools.find(pool).map(|pool| Op::Cap(Cap::Pool(pool))),
        _ => {
            book.error(
                table.reader().at(),
                "value-or-pool",
                "限额要么写 value（自己的），要么写 pool（共用的），只写一个",
            );
            None
        }
    }
}

fn bands(table: &Table<'_>, moves: &[Moves], around: Option<Id<Citation>>, book: &Book<'_>) -> Option<Bands> {
    let marginal = table.need("marginal").and_then(|field| field.flag());
    let on = table.get("on").map(figure::quantity);
    let field = table.need("bands")?;
    let (mut ended, mut edge) = (false, None);
    let bands = field.list(MOST_BANDS, |item| {
        if ended {
            let text = "这一段永远轮不到：前面一段没有写 up_to，已经一直到顶；把没有上限的一段放在最后";
            book.error(item.at(), "never-reached", text);
        }
        let band = item.table(BAND)?;
        let own = book.cite(&band);
        let citation = own.or(around);
        let up_to = band.get("up_to").map(|field| figure::figure(field, citation, book));
        ended |= up_to.is_none();
        let share = band.need("share").and_then(|field| {
            let share = figure::share(field, citation, book)?;
            moved::moved(share, moves, citation, field, book)
        });
        let up_to = match up_to {
            Some(figure) => Some(figure?),
            None => None,
        };
        if let Some([OneCase { value: Source::Given(given), .. }]) =
            up_to.as_ref().map(|figure| figure.cases.as_slice())
        {
            let given = *given;
            if edge.is_some_and(|edge| given <= edge) {
                let text = format!("分段的上限要一段比一段高：{given} 不高于前一段，这一段永远轮不到");
                book.error(item.at(), "band-order", text);
            }
            edge = Some(given);
        }
        Some(Band { up_to, share: share?, citation: own })
    })?;
    if bands.is_empty() {
        book.error(field.at(), "empty-list", "bands 是空的：至少写一段");
    }
    let on = match on {
        Some(quantity) => Some(quantity?),
        None => None,
    };
    Some(Bands { bands, marginal: marginal?, on })
}

fn looks_at_bill(op: &Op) -> bool {
    match op {
        Op::Deduct(figure, _) | Op::Fixed(figure) | Op::Cap(Cap::Own(figure)) => {
            let of_bill = |case: &OneCase<Source>| matches!(case.value, Source::OfBill(_));
            figure::looks_at_bill(figure) || figure.cases.iter().any(of_bill)
        }
        Op::Threshold { at, .. } => figure::looks_at_bill(at),
        Op::Ratio(share) | Op::TopUp { share, .. } => figure::looks_at_bill(share),
        Op::PerUnit { each, .. } => figure::looks_at_bill(each),
        Op::Band(bands) => bands.bands.iter().any(|band| {
            figure::looks_at_bill(&band.share) || band.up_to.as_ref().is_some_and(figure::looks_at_bill)
        }),
        Op::Cap(Cap::Pool(_)) | Op::Discretion { .. } | Op::NotStated(_) | Op::Round(_) => false,
    }
}

/// Whether some figure of the step has no citation but the step's.
fn leans_on_default(op: &Op, book: &Book<'_>) -> bool {
    match op {
        Op::Deduct(figure, _) | Op::Fixed(figure) | Op::Cap(Cap::Own(figure)) => {
            figure::leans_on_default(figure)
        }
        Op::Threshold { at, .. } => figure::leans_on_default(at),
        Op::Ratio(share) | Op::TopUp { share, .. } => figure::leans_on_default::<ShareSource>(share),
        Op::PerUnit { each, .. } => figure::leans_on_default(each),
        Op::Band(bands) => bands.bands.iter().any(|band| {
            let edge = band.up_to.as_ref().is_some_and(figure::leans_on_default);
            band.citation.is_none() && (figure::leans_on_default(&band.share) || edge)
        }),
        Op::Cap(Cap::Pool(pool)) => pool.among(&book.pool_cited).is_some_and(|cited| !cited),
        Op::Discretion { .. } | Op::Round(_) => true,
        Op::NotStated(_) => false,
    }
}

fn counts_bills(op: &Op) -> bool {
    matches!(
        op,
        Op::PerUnit { units: Units { from: UnitSource::Bill, .. }, .. } | Op::Band(Bands { on: Some(_), .. })
    )
}
