//! 救助项目 of a pack file.

use super::book::Book;
use super::mechanism::{self, Around};
use super::{condition, figure, named, question};
use crate::document::{Data, Reader, Table};
use crate::lean::put_in_order;
use crate::policy::{
    Base, BaseFrom, Cap, Citation, Condition, Document, Exclusion, FactTest, Id, Letter, Op, Pool, Program,
    Quantity, Reading, Route, Test, TestKind, WantedDocument, Way, Winner,
};
use crate::vocabulary::ProgramKind;

pub(super) const PROGRAM: &[&str] = &[
    "id",
    "kind",
    "name",
    "cite",
    "who",
    "covers",
    "per",
    "year_begins",
    "across_years",
    "fills",
    "documents",
    "routes",
    "remarks",
    "elsewhere",
    "letter",
    "base",
    "ways",
];
pub(super) const BASE: &[&str] = &["from", "less", "cite"];
pub(super) const DOCUMENT: &[&str] = &["when", "document"];
pub(super) const LESS: &[&str] = &["quantity", "when"];
pub(super) const WAY: &[&str] = &["name", "who", "per", "steps", "cite"];
pub(super) const REMARK: &[&str] = &["when", "text"];
pub(super) const ELSEWHERE: &[&str] = &["when", "text", "cite"];
pub(super) const ROUTE: &[&str] = &["when", "route"];
pub(super) const LETTER: &[&str] = &["addressee", "request", "endorsements"];
pub(super) const POOL: &[&str] = &["id", "name", "amount", "cite"];
pub(super) const EXCLUSION: &[&str] = &["programs", "winner", "text", "cite"];
pub(super) const FILLS: [&str; 2] = ["basic", "critical"];
pub(super) const BASES: [&str; 2] = ["total", "in-scope"];
pub(super) const WINNERS: [&str; 2] = ["first", "better"];
const MOST: usize = 100;

pub(super) fn program(reader: Reader<'_>, book: &Book<'_>) -> Option<Program> {
    let table = reader.table(PROGRAM)?;
    let id = table.need("id").and_then(|field| question::text(&field));
    let kind: Option<ProgramKind> = table.need("kind").and_then(|field| field.word());
    let name = table.need("name").and_then(|field| question::text(&field));
    let citation = book.cite(&table);
    let on_bills = table.get("covers").is_some();
    let around = Around { citation, on_bills, per: None };
    let around = Around { per: mechanism::per(&table, around, book), ..around };
    let who = of_person(&table, "who", around, book);
    let covers = table.get("covers").and_then(|field| covers(field, citation, book));
    let who = with_readings_of(covers.as_ref(), who, book);
    let year_begins = year_begins(&table, covers.as_ref(), book);
    let fills = table.get("fills").and_then(|field| fills(field, kind, book));
    let base = match table.get("base") {
        Some(field) => base(field, around, book),
        None => Some(Base { from: BaseFrom::Nothing, less: Vec::new(), citation: None }),
    };
    let ways =
        table.get("ways").map_or(Some(Vec::new()), |field| field.list(MOST, |item| way(item, around, book)));
    if ways.as_deref().is_some_and(draw_on_different_pools) {
        let text = "同一个项目的各档待遇要用同一个共用限额：每一档都写上这一步，或者都不写";
        book.error(reader.at(), "pool-in-every-way", text);
    }
    let elsewhere = table.get("elsewhere").map_or(Some(Vec::new()), |field| {
        field.list(MOST, |item| {
            let table = item.table(ELSEWHERE)?;
            let citation = book.cite(&table).or(citation);
            let when = of_person(&table, "when", Around { citation, ..around }, book);
            let text = table.need("text").and_then(|field| question::text(&field));
            Some((when, text?, citation))
        })
    });
    if ways.as_ref().is_some_and(Vec::is_empty) && elsewhere.as_ref().is_some_and(Vec::is_empty) {
        let text = "项目没有写怎么算：写 [[programs.ways]]；文件没有写数字的，用一步 { op = \"not-stated\", text = \"…\" }";
        book.error(reader.at(), "no-ways", text);
    }
    let documents = table.get("documents").map_or(Some(Vec::new()), |field| documents(field, around, book));
    let routes = table.get("routes").map_or(Some(Vec::new()), |field| routes(field, around, book));
    let remarks = table
        .get("remarks")
        .map_or(Some(Vec::new()), |field| field.list(MOST, |item| remark(item, around, book)));
    let letter = match table.get("letter") {
        Some(field) => Some(letter(field)?),
        None => None,
    };
    Some(Program {
        id: id?,
        kind: kind?,
        name: name?,
        who,
        covers,
        base: base?,
        elsewhere: elsewhere?,
        ways: ways?,
        year_begins: u8::try_from(year_begins?).ok()?,
        fills,
        citation,
        documents: documents?,
        routes: routes?,
        letter,
        remarks: remarks?,
    })
}

/// The first month of the benefit year; none where what counts lies within so many months of a day, in whichever years.
fn year_begins(table: &Table<'_>, covers: Option<&Condition>, book: &Book<'_>) -> Option<u32> {
    let across = table.get("across_years").map_or(Some(false), |field| field.flag())?;
    let first = table.get("year_begins").map(|field| field.integer(1, 12));
    let mut within_months = false;
    if let Some(covers) = covers {
        covers.each_test(&mut |test| {
            within_months |= matches!(
                test.kind,
                TestKind::Fact(_, FactTest::BillFrom(Some(_)) | FactTest::BillBefore(Some(_)))
            );
        });
    }
    if across && (!within_months || first.is_some()) {
        let text = "跨年合起来算的项目（across_years = true），covers 里要写是哪一天前后的几个月：{ fact = \"…\", bill = \"before\", months = 12 }，也不写 year_begins";
        book.error(table.reader().at(), "across-years", text);
    }
    if across { Some(0) } else { first.unwrap_or(Some(1)) }
}

/// The person's condition with every reading that decides which bills are covered: a result says which it took.
fn with_readings_of(covers: Option<&Condition>, who: Condition, book: &Book<'_>) -> Condition {
    let mut wanted: Vec<Id<Reading>> = Vec::new();
    if let Some(covers) = covers {
        covers.each_test(&mut |test| match test.kind {
            TestKind::Reading(reading, _) if !wanted.contains(&reading) => wanted.push(reading),
            _ => {}
        });
    }
    who.each_test(&mut |test| {
        if let TestKind::Reading(reading, _) = test.kind {
            wanted.retain(|other| *other != reading);
        }
    });
    let taken = |id: Id<Reading>| {
        let options = id.among(&book.reading_values).into_iter().flatten();
        let places = 0..u8::try_from(options.flat_map(|reading| &reading.options).count()).unwrap_or(u8::MAX);
        let test = |option| Test { kind: TestKind::Reading(id, option), text: None, citation: None };
        Condition::Any(places.map(|option| Condition::Test(test(option))).collect())
    };
    let more: Vec<Condition> = wanted.into_iter().map(taken).collect();
    match who {
        who if more.is_empty() => who,
        Condition::All(mut parts) => {
            parts.extend(more);
            Condition::All(parts)
        }
        who => Condition::All(core::iter::once(who).chain(more).collect()),
    }
}

/// Whether the ways do not all draw on one shared limit, or all on none; a way that gives no figure draws on nothing.
fn draw_on_different_pools(ways: &[Way]) -> bool {
    let states = |way: &&Way| !way.steps.iter().any(|step| matches!(step.op, Op::NotStated(_)));
    let pool = |way: &Way| match way.steps.last().map(|step| &step.op) {
        Some(Op::Cap(Cap::Pool(place))) => Some(*place),
        _ => None,
    };
    let mut pools = ways.iter().filter(states).map(pool);
    let first = pools.next();
    pools.any(|pool| Some(pool) != first)
}

fn documents(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<Vec<WantedDocument>> {
    let mut earlier: Vec<(Id<Document>, Condition)> = Vec::new();
    reader.list(MOST, |item| {
        let (when, document) = if let Data::Text(_) = item.data() {
            (Condition::ALWAYS, book.documents.find(item))
        } else {
            let table = item.table(DOCUMENT)?;
            let when = of_programme(&table, around, book);
            (when, table.need("document").and_then(|field| book.documents.find(field)))
        };
        let document = document?;
        let mut same = earlier.iter().filter(|(other, _)| *other == document);
        if same.any(|(_, other)| other.is_always() || when.is_always() || *other == when) {
            book.error(item.at(), "duplicate-document", "这份材料在这个项目里已经有了：删去一处");
        }
        earlier.push((document, when.clone()));
        Some(WantedDocument { when, document })
    })
}

/// Which bills are covered. What is added up over them cannot be asked before they are known.
fn covers(reader: Reader<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Condition> {
    let covers = condition::condition(reader, citation, book)?;
    if adds_covered(&covers) {
        let text = "covers 说的是管哪些单据，还没有可以合计的：year_sum 加上 bills = \"all\"，或者写到步骤的 when 里";
        book.error(reader.at(), "no-bills", text);
    }
    Some(covers)
}

/// A condition on the person, which can look at no bill.
fn of_person(table: &Table<'_>, name: &str, around: Around, book: &Book<'_>) -> Condition {
    let when = condition::when(table, name, around.citation, book);
    if when.needs_bill() {
        let at = table.get(name).map_or(table.reader().at(), |field| field.at());
        let text = format!(
            "{name} 不是一张一张单据地看的，不能看单据（就医类型、级别、地点、每次金额）：这样的条件写在 covers 或步骤的 when 里"
        );
        book.error(at, "needs-bill", text);
    }
    if !around.on_bills && adds_covered(&when) {
        let at = table.get(name).map_or(table.reader().at(), |field| field.at());
        let text =
            "year_sum 只加这个项目管的单据，项目却没有写 covers：加上 bills = \"all\"，或者写明管哪些单据";
        book.error(at, "no-bills", text);
    }
    when
}

/// The condition `when` of something that is wanted for any of the programme's bills.
fn of_programme(table: &Table<'_>, around: Around, book: &Book<'_>) -> Condition {
    if !around.on_bills {
        return of_person(table, "when", around, book);
    }
    condition::when(table, "when", around.citation, book)
}

/// Whether it adds up something over the bills that the programme covers.
fn adds_covered(condition: &Condition) -> bool {
    let mut adds = false;
    condition.each_test(&mut |test| adds |= matches!(test.kind, TestKind::YearSum { all_bills: false, .. }));
    adds
}

fn fills(reader: Reader<'_>, kind: Option<ProgramKind>, book: &Book<'_>) -> Option<Quantity> {
    if kind.is_some_and(|kind| kind != ProgramKind::Insurance) {
        book.error(reader.at(), "fills", "只有 kind = \"insurance\" 的项目能写 fills");
    }
    match reader.id_of(FILLS.into_iter())? {
        0 => Some(Quantity::Basic),
        _ => Some(Quantity::Critical),
    }
}

fn base(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<Base> {
    let table = reader.table(BASE)?;
    let citation = book.cite(&table).or(around.citation);
    let from = table.need("from").and_then(|field| base_from(field, around.on_bills, book));
    if citation.is_none() && matches!(from, Some(BaseFrom::Amount(_))) {
        book.error(reader.at(), "no-citation", "基数没有依据：在 base 或这个项目上写 cite");
    }
    let less = table.get("less").map_or(Some(Vec::new()), |field| less(field, citation, book));
    if let (Some(field), Some(BaseFrom::Amount(_))) = (table.get("less"), &from) {
        let text = "less 减的是单据上的数，这个基数却不取自单据：删去 less，或者在步骤里用 deduct 减";
        book.error(field.at(), "no-bills", text);
    }
    Some(Base { from: from?, less: less?, citation })
}

fn less(
    reader: Reader<'_>,
    citation: Option<Id<Citation>>,
    book: &Book<'_>,
) -> Option<Vec<(Quantity, Condition)>> {
    let mut earlier: Vec<(Quantity, Condition)> = Vec::new();
    reader.list(10, |item| {
        let (quantity, when) = if let Data::Text(_) = item.data() {
            (figure::quantity(item), Condition::ALWAYS)
        } else {
            let table = item.table(LESS)?;
            let when = condition::when(&table, "when", citation, book);
            (table.need("quantity").and_then(figure::quantity), when)
        };
        let quantity = quantity?;
        let mut same = earlier.iter().filter(|(other, _)| *other == quantity);
        if same.any(|(_, other)| other.is_always() || when.is_always() || *other == when) {
            book.error(item.at(), "duplicate-quantity", "这一项写了两次，会减两遍：删去一处");
        }
        earlier.push((quantity, when.clone()));
        Some((quantity, when))
    })
}

fn base_from(reader: Reader<'_>, on_bills: bool, book: &Book<'_>) -> Option<BaseFrom> {
    if let Data::Text(_) = reader.data() {
        if !on_bills {
            book.error(reader.at(), "no-bills", "基数取自单据，但项目没有写 covers：写上管哪些单据");
        }
        let place = reader.id_of(BASES.into_iter())?;
        return Some(BaseFrom::Bills(if place == 0 { Quantity::Total } else { Quantity::InScope }));
    }
    if on_bills {
        let text = "按单据发的项目，基数只能是 \"total\" 或 \"in-scope\"；按参数或事实算的项目不写 covers";
        book.error(reader.at(), "base-on-bills", text);
    }
    figure::source(reader, book).map(BaseFrom::Amount)
}

fn way(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<Way> {
    let table = reader.table(WAY)?;
    let of_class = table.get("who").and_then(|who| named::name_of(who, book));
    let name = match (table.get("name"), of_class) {
        (None, Some(name)) => Some(name),
        _ => table.need("name").and_then(|field| question::text(&field)),
    };
    let citation = book.cite(&table).or(around.citation);
    let per = mechanism::per(&table, around, book).or(around.per);
    let around = Around { citation, per, ..around };
    let who = of_person(&table, "who", around, book);
    let steps = table.need("steps").and_then(|field| mechanism::steps(field, around, book));
    Some(Way { name: name?, who, steps: steps? })
}

fn routes(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<Vec<(Condition, Id<Route>)>> {
    let mut earlier: Vec<Condition> = Vec::new();
    reader.list(MOST, |item| {
        let (when, route) = if let Data::Text(_) = item.data() {
            (Condition::ALWAYS, book.routes.find(item))
        } else {
            let table = item.table(ROUTE)?;
            let when = of_programme(&table, around, book);
            let route = table.need("route").and_then(|field| book.routes.find(field));
            (when, route)
        };
        if earlier.iter().any(|before| before.is_always() || *before == when) {
            let text = "这条途径永远轮不到：前面已有不带条件或条件相同的一条；把不带条件的放在最后";
            book.error(item.at(), "never-reached", text);
        }
        earlier.push(when.clone());
        Some((when, route?))
    })
}

fn remark(reader: Reader<'_>, around: Around, book: &Book<'_>) -> Option<(Condition, String)> {
    if let Data::Text(_) = reader.data() {
        return Some((Condition::ALWAYS, question::text(&reader)?));
    }
    let table = reader.table(REMARK)?;
    let when = of_person(&table, "when", around, book);
    Some((when, table.need("text").and_then(|field| question::text(&field))?))
}

fn letter(reader: Reader<'_>) -> Option<Letter> {
    let table = reader.table(LETTER)?;
    let addressee = table.need("addressee").and_then(|field| question::text(&field));
    let request = table.need("request").and_then(|field| question::text(&field));
    let endorsements = table
        .get("endorsements")
        .map_or(Some(Vec::new()), |field| field.list(20, |item| question::text(&item)));
    Some(Letter { addressee: addressee?, request: request?, endorsements: endorsements? })
}

pub(super) fn pool(reader: Reader<'_>, book: &Book<'_>) -> Option<Pool> {
    let table = reader.table(POOL)?;
    let name = table.need("name").and_then(|field| question::text(&field));
    let citation = book.cite(&table);
    let amount = table.need("amount").and_then(|field| figure::limit(field, citation, book))?;
    if figure::looks_at_bill(&amount) {
        book.error(reader.at(), "needs-bill", "共用限额按年算，不能看单据");
    }
    Some(Pool { name: name?, amount, citation })
}

pub(super) fn exclusion(reader: Reader<'_>, book: &Book<'_>) -> Option<Exclusion> {
    let table = reader.table(EXCLUSION)?;
    let programs = table.need("programs").and_then(|field| field.list(20, |item| book.programs.find(item)));
    let winner = table.need("winner").and_then(|field| field.id_of(WINNERS.into_iter()));
    let text = table.need("text").and_then(|field| question::text(&field));
    let citation = book.cite(&table);
    let programs = programs?;
    let mut distinct = programs.clone();
    put_in_order(&mut distinct, |program| *program);
    distinct.dedup();
    if distinct.len() < 2 || distinct.len() < programs.len() {
        book.error(reader.at(), "exclusion-programs", "programs 要写两个或更多不同的项目");
    }
    let winner = if winner? == 0 { Winner::First } else { Winner::Better };
    Some(Exclusion { programs, winner, text: text?, citation })
}
