//! 文件、依据、材料与病种目录 of a pack file.

use super::book::{Book, MOST};
use super::{condition, question};
use crate::document::{Data, Reader, Span};
use crate::policy::{
    Citation, Condition, DiseaseList, DiseaseSet, Document, Id, ListItem, SourceDocument, TestKind,
};

pub(super) const SOURCE: &[&str] = &["id", "title", "number", "issuer", "date", "confidence"];
pub(super) const CITATION: &[&str] =
    &["id", "source", "article", "summary", "from", "until", "checked_on", "confidence"];
pub(super) const DOCUMENT: &[&str] = &["id", "name", "form", "copies", "issuer", "note"];
pub(super) const LIST: &[&str] = &["id", "name", "cite", "open", "items"];
pub(super) const ITEM: &[&str] = &["disease", "when"];

pub(super) fn source(reader: Reader<'_>) -> Option<SourceDocument> {
    let table = reader.table(SOURCE)?;
    let title = table.need("title").and_then(|field| question::text(&field));
    let optional = |name| table.get(name).and_then(|field| question::text(&field));
    let (number, issuer) = (optional("number"), optional("issuer"));
    let date = table.get("date").and_then(|field| field.date());
    let confidence = table.need("confidence").and_then(|field| field.word());
    let title = title?;
    let name = match number {
        Some(number) => format!("《{title}》（{number}）"),
        None => format!("《{title}》"),
    };
    Some(SourceDocument { name, issuer, date, confidence: confidence? })
}

pub(super) fn citation(reader: Reader<'_>, book: &Book<'_>) -> Option<Citation> {
    let table = reader.table(CITATION)?;
    let source = table.need("source").and_then(|field| book.sources.find(field));
    let article = table.need("article").and_then(|field| question::text(&field));
    let summary = table.need("summary").and_then(|field| question::text(&field));
    let date = |name| table.get(name).and_then(|field| field.date());
    let (from, until, checked_on) = (date("from"), date("until"), date("checked_on"));
    let confidence = table.get("confidence").and_then(|field| field.word());
    if let (Some(from), Some(until)) = (from, until)
        && from >= until
    {
        book.error(
            reader.at(),
            "period-reversed",
            format!("依据的有效期反了：from {from} 不早于 until {until}"),
        );
    }
    Some(Citation {
        source: source?,
        article: article?,
        summary: summary?,
        from,
        until,
        checked_on,
        confidence,
    })
}

/// The citations, and behind them those that are several of them together.
pub(super) fn with_together(
    mut citations: Vec<Citation>,
    sources: &[SourceDocument],
    together: &[Vec<Id<Citation>>],
) -> Vec<Citation> {
    let joined: Vec<Citation> = together
        .iter()
        .filter_map(|ids| {
            let all = ids.iter().filter_map(|id| id.among(&citations));
            all.cloned().reduce(|one, other| both(&one, &other, sources))
        })
        .collect();
    citations.extend(joined);
    citations
}

/// Two citations as one: as sure as the less sure, and in force while both are.
fn both(one: &Citation, other: &Citation, sources: &[SourceDocument]) -> Citation {
    let source = |citation: &Citation| citation.source.among(sources);
    let confidence =
        |citation: &Citation| citation.confidence.or(source(citation).map(|source| source.confidence));
    let article = match source(other) {
        Some(source) if other.source != one.source => {
            format!("{}；{} {}", one.article, source.name, other.article)
        }
        // Two sentences of one article.
        _ if one.article.split('、').any(|article| article == other.article) => one.article.clone(),
        _ => format!("{}、{}", one.article, other.article),
    };
    Citation {
        article,
        summary: format!("{}{}", one.summary, other.summary),
        from: one.from.max(other.from),
        until: one.until.into_iter().chain(other.until).min(),
        checked_on: one.checked_on.into_iter().chain(other.checked_on).min(),
        confidence: confidence(one).max(confidence(other)),
        source: one.source,
    }
}

pub(super) fn document(reader: Reader<'_>) -> Option<Document> {
    let table = reader.table(DOCUMENT)?;
    let id = table.need("id").and_then(|field| question::text(&field));
    let name = table.need("name").and_then(|field| question::text(&field));
    let form = table.need("form").and_then(|field| field.word());
    let copies = table.get("copies").and_then(|field| field.integer(1, 20));
    let optional = |name| table.get(name).and_then(|field| question::text(&field));
    let (issuer, note) = (optional("issuer"), optional("note"));
    let copies = copies.and_then(|copies| u8::try_from(copies).ok());
    Some(Document { id: id?, name: name?, form: form?, copies, issuer, note })
}

/// The lists. One that a condition of another looks at may look at none itself: they could lead back to each other.
pub(super) fn lists(reader: Reader<'_>, book: &Book<'_>) -> Option<Vec<DiseaseList>> {
    let mut looks: Vec<Vec<(Id<DiseaseList>, Span)>> = Vec::new();
    let lists = reader.list(MOST, |item| {
        let mut used = Vec::new();
        let list = list(item, &mut used, book);
        looks.push(used);
        list
    });
    for (list, at) in looks.iter().flatten() {
        if list.among(&looks).is_some_and(|further| !further.is_empty()) {
            let name = book.lists.names().nth(list.place()).unwrap_or_default();
            let text = format!(
                "条件里查的目录 {name} 自己的条件又查目录，会绕成圈：这里只能查各项都不再查目录的；把要查的病种另写一个目录"
            );
            book.error(at.clone(), "list-in-list", text);
        }
    }
    lists
}

/// A list, and the lists that it uses; the diseases that count under the same condition stand together, with every kind of them.
fn list(reader: Reader<'_>, used: &mut Vec<(Id<DiseaseList>, Span)>, book: &Book<'_>) -> Option<DiseaseList> {
    let table = reader.table(LIST)?;
    let name = table.need("name").and_then(|field| question::text(&field));
    let citation = book.cite(&table);
    let open = table.get("open").map_or(Some(false), |field| field.flag());
    let mut items: Vec<ListItem> = Vec::new();
    let mut seen: Vec<(usize, Condition)> = Vec::new();
    let read = table.need("items").and_then(|field| {
        field.list(200, |item| {
            let (place, when) = if let Data::Text(_) = item.data() {
                (disease(item, book), Condition::ALWAYS)
            } else {
                let table = item.table(ITEM)?;
                let when = condition::when(&table, "when", citation, book);
                when.each_test(&mut |test| {
                    if let TestKind::Disease(list) = test.kind {
                        used.push((list, item.at()));
                    }
                });
                (table.need("disease").and_then(|field| disease(field, book)), when)
            };
            let place = place?;
            if seen.contains(&(place, when.clone())) {
                book.error(item.at(), "duplicate-disease", "这个病种在目录里已经有了：删去一处");
            }
            seen.push((place, when.clone()));
            let kinds =
                book.common.diseases.get(place).map_or(DiseaseSet::default(), |disease| disease.kinds);
            match items.iter_mut().find(|item| item.when == when) {
                Some(item) => item.diseases = item.diseases.and(kinds),
                None => items.push(ListItem { diseases: kinds, when }),
            }
            Some(())
        })
    });
    if read.as_ref().is_some_and(Vec::is_empty) {
        book.error(reader.at(), "empty-list", "病种目录是空的：至少写一个病种");
    }
    read?;
    Some(DiseaseList { name: name?, items, open: open? })
}

fn disease(reader: Reader<'_>, book: &Book<'_>) -> Option<usize> {
    let text = reader.text()?;
    let place = book.common.diseases.iter().position(|disease| disease.id == text);
    if place.is_none() {
        let ids = book.common.diseases.iter().map(|disease| disease.id.as_str());
        let by_name = book
            .common
            .diseases
            .iter()
            .find(|disease| disease.name == text || disease.aliases.iter().any(|alias| alias == text));
        let near = match by_name {
            Some(disease) => format!("，是不是想写 {}", disease.id),
            None => super::wording::suggestion(text, ids),
        };
        let text = format!("病种 {text} 不在病种目录里{near}；可用的编号见 policies/common/diseases.toml");
        book.error(reader.at(), "unknown-disease", text);
    }
    place
}
