//! 数字 of a pack file: amounts, shares, and their cases.

use super::book::Book;
use super::condition;
use crate::document::{Data, FaultKind, Reader};
use crate::money::Ratio;
use crate::policy::{
    Cases, Citation, Condition, FactKind, Figure, Id, OneCase, Parameter, ParameterUnit, Quantity, Share,
    ShareSource, Source,
};

pub(super) const PARAMETER: &[&str] = &["parameter", "share", "times"];
pub(super) const FACT: &[&str] = &["fact", "share"];
pub(super) const OF_BILL: &[&str] = &["quantity"];
pub(super) const CASES: &[&str] = &["cases"];
pub(super) const CASE: &[&str] = &["when", "value", "cite"];
pub(super) const SHARE_PARAMETER: &[&str] = &["parameter"];
pub(super) const QUANTITIES: [(&str, Quantity); 7] = [
    ("total", Quantity::Total),
    ("in-scope", Quantity::InScope),
    ("basic", Quantity::Basic),
    ("critical", Quantity::Critical),
    ("waived", Quantity::Waived),
    ("other", Quantity::Other),
    ("assistance", Quantity::Assistance),
];
/// The quantities that are never open.
pub(super) const ALWAYS_KNOWN: [&str; 2] = ["waived", "other"];
const MOST_CASES: usize = 100;

/// What a pack calls a quantity.
pub(crate) fn quantity_id(quantity: Quantity) -> &'static str {
    QUANTITIES.iter().find(|(_, other)| *other == quantity).map_or("", |(id, _)| id)
}

/// An amount; `citation` is that of the part of the pack in which it stands.
pub(super) fn figure(reader: Reader<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Figure> {
    cases(reader, citation, book, source, |source| match source {
        Source::Parameter(parameter, ..) => Some(*parameter),
        Source::Given(_) | Source::Fact(..) | Source::OfBill(_) => None,
    })
}

/// 限额：an amount of which a parameter that is not filled in may be anything within its bounds.
pub(super) fn limit(reader: Reader<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Figure> {
    let mut figure = figure(reader, citation, book)?;
    for case in &mut figure.cases {
        if let Source::Parameter(parameter, _, _, ranges) = &mut case.value {
            *ranges = parameter.among(&book.parameter_ranges) == Some(&true);
        }
    }
    Some(figure)
}

/// A share, likewise.
pub(super) fn share(reader: Reader<'_>, citation: Option<Id<Citation>>, book: &Book<'_>) -> Option<Share> {
    cases(reader, citation, book, share_source, |source| match source {
        ShareSource::Parameter(parameter) => Some(*parameter),
        ShareSource::Given(_) => None,
    })
}

/// A quantity of the bills.
pub(super) fn quantity(reader: Reader<'_>) -> Option<Quantity> {
    let place = reader.id_of(QUANTITIES.iter().map(|(id, _)| *id))?;
    QUANTITIES.get(place).map(|(_, quantity)| *quantity)
}

/// Quantities of the bills, each once.
pub(super) fn quantities(reader: Reader<'_>, book: &Book<'_>) -> Option<Vec<Quantity>> {
    let mut earlier = Vec::new();
    reader.list(QUANTITIES.len(), |item| {
        let quantity = quantity(item)?;
        if earlier.contains(&quantity) {
            book.error(item.at(), "duplicate-quantity", "这一项写了两次，会减两遍：删去一处");
        }
        earlier.push(quantity);
        Some(quantity)
    })
}

fn cases<T>(
    reader: Reader<'_>,
    around: Option<Id<Citation>>,
    book: &Book<'_>,
    read: impl Fn(Reader<'_>, &Book<'_>) -> Option<T>,
    parameter: impl Fn(&T) -> Option<Id<Parameter>>,
) -> Option<Cases<T>> {
    // A figure that is announced by itself has its own citation.
    let announced = |value: &T| *parameter(value)?.among(&book.parameter_citations)?;
    let has_cases =
        matches!(reader.data(), Data::Table(fields) if fields.iter().any(|(name, _)| name == "cases"));
    if !has_cases {
        let value = read(reader, book)?;
        let citation = announced(&value);
        let case = OneCase { when: Condition::ALWAYS, value, citation };
        return Some(Cases { cases: vec![case], complete: true });
    }
    let table = reader.table(CASES)?;
    let mut earlier: Vec<Condition> = Vec::new();
    let cases = table.need("cases")?.list(MOST_CASES, |item| {
        let table = item.table(CASE)?;
        let citation = book.cite(&table);
        let when = condition::given(&table, "when", citation.or(around), book);
        let value = table.need("value").and_then(|field| read(field, book));
        let when = when?;
        let bare = condition::without_citations(&when);
        if earlier.iter().any(|before| before.is_always() || *before == bare) {
            let text = "这一条永远轮不到：前面已有不带条件或条件相同的一条；把不带条件的放在最后";
            book.error(item.at(), "never-reached", text);
        }
        earlier.push(bare);
        let value = value?;
        let citation = citation.or_else(|| announced(&value));
        Some(OneCase { when, value, citation })
    })?;
    if cases.is_empty() {
        book.error(reader.at(), "empty-list", "cases 是空的：至少写一条");
        return None;
    }
    Some(Cases { complete: book.leaves_nothing_out(&earlier), cases })
}

/// Whether what stands here is to be taken from the bill.
pub(super) fn is_of_bill(reader: &Reader<'_>) -> bool {
    matches!(reader.data(), Data::Table(fields) if fields.iter().any(|(name, _)| name == "quantity"))
}

/// What is to be taken from the bill: one of those that are always known of it, so that nothing that is open is reckoned
/// with twice.
pub(super) fn of_bill(reader: Reader<'_>, book: &Book<'_>) -> Option<Quantity> {
    let table = reader.table(OF_BILL)?;
    let field = table.need("quantity")?;
    let (at, place) = (field.at(), field.id_of(QUANTITIES.iter().map(|(id, _)| *id))?);
    let (id, quantity) = *QUANTITIES.get(place)?;
    if !ALWAYS_KNOWN.contains(&id) {
        let text = "算到一半再减的，只能是单据上总有数的 waived（医院减免）、other（其他补助和商业赔付）：别的写进 base 的 less";
        book.error(at, "quantity-not-told", text);
    }
    Some(quantity)
}

/// An amount, a parameter or a fact.
pub(super) fn source(reader: Reader<'_>, book: &Book<'_>) -> Option<Source> {
    let fields = match reader.data() {
        Data::Table(fields) => fields,
        Data::Text(_) => return reader.yuan().map(Source::Given),
        _ => {
            reader.fault(FaultKind::Expected("figure"));
            return None;
        }
    };
    if fields.iter().any(|(name, _)| name == "fact") {
        let table = reader.table(FACT)?;
        let field = table.need("fact")?;
        let fact = book.fact(field);
        let share = table.get("share").map_or(Some(Ratio::ONE), |field| field.ratio());
        let question = fact?.among(&book.fact_values)?.as_ref()?;
        if !matches!(question.kind, FactKind::Amount(_)) {
            book.error(
                field.at(),
                "fact-kind",
                format!("{} 不是金额：这里要用 kind = \"yuan\" 的问题", question.id),
            );
            return None;
        }
        return Some(Source::Fact(fact?, share?));
    }
    let table = reader.table(PARAMETER)?;
    let field = table.need("parameter")?;
    let id = book.parameters.find(field);
    let share = table.get("share").map_or(Some(Ratio::ONE), |field| field.ratio());
    let times = table.get("times").map(|field| field.integer(1, 1000));
    let parameter = id?.among(&book.parameter_values)?.as_ref()?;
    if !matches!(parameter.unit, ParameterUnit::Yuan(..)) {
        let text = format!("参数 {} 的单位不是元：这里要用 unit = \"yuan\" 的参数", parameter.id);
        book.error(field.at(), "parameter-unit", text);
        return None;
    }
    match times {
        Some(_) if table.get("share").is_some() => {
            book.error(reader.at(), "share-and-times", "share 和 times 只能写一个");
            None
        }
        times => Some(Source::Parameter(id?, share?, times.unwrap_or(Some(1))?, false)),
    }
}

fn share_source(reader: Reader<'_>, book: &Book<'_>) -> Option<ShareSource> {
    match reader.data() {
        Data::Text(_) => reader.ratio().map(ShareSource::Given),
        Data::Table(_) => {
            let table = reader.table(SHARE_PARAMETER)?;
            let field = table.need("parameter")?;
            let id = book.parameters.find(field)?;
            let parameter = id.among(&book.parameter_values)?.as_ref()?;
            if !matches!(parameter.unit, ParameterUnit::Percent(..)) {
                let text =
                    format!("参数 {} 的单位不是百分比：这里要用 unit = \"percent\" 的参数", parameter.id);
                book.error(field.at(), "parameter-unit", text);
                return None;
            }
            Some(ShareSource::Parameter(id))
        }
        _ => {
            reader.fault(FaultKind::Expected("share"));
            None
        }
    }
}

/// Whether some case has no citation of its own.
pub(super) fn leans_on_default<T>(cases: &Cases<T>) -> bool {
    cases.cases.iter().any(|case| case.citation.is_none())
}

/// Whether some case looks at a bill.
pub(super) fn looks_at_bill<T>(cases: &Cases<T>) -> bool {
    cases.cases.iter().any(|case| case.when.needs_bill())
}
