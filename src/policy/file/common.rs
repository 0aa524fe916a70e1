//! 公共目录：the disease catalogue and the questions that all packs share.

use core::cell::RefCell;

use super::diagnostic::{Diagnostic, Note};
use super::ids::{Names, well_formed};
use super::{question, tree, wording};
use crate::document::{Data, Node, Reader, Table};
use crate::lean::put_in_order;
use crate::policy::{Disease, DiseaseSet, FactQuestion};

/// The most diseases that a set can hold.
const MOST_DISEASES: usize = 128;
const DISEASE: &[&str] = &["id", "name", "aliases", "initials", "icd10", "kind_of", "note"];

/// 公共目录.
#[derive(Clone, Debug, Default)]
pub struct Common {
    /// 病种目录.
    pub diseases: Vec<CatalogueDisease>,
    /// 公共问题.
    pub facts: Vec<FactQuestion>,
}

/// 目录里的一个病种.
#[derive(Clone, Debug)]
pub struct CatalogueDisease {
    /// The id.
    pub id: String,
    /// 名称.
    pub name: String,
    /// 别名.
    pub aliases: Vec<String>,
    /// 拼音首字母 of the name and of each alias.
    pub initials: Vec<String>,
    /// ICD-10 类目, only to compare with a medical record.
    pub icd10: Vec<String>,
    /// 注意.
    pub note: Option<String>,
    /// The disease and every kind of it.
    pub kinds: DiseaseSet,
}

impl Common {
    /// Reads the two files, given as name and text.
    #[must_use]
    pub fn read(diseases: (&str, &str), facts: (&str, &str)) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let diseases = document(diseases, "disease", &mut diagnostics, read_diseases);
        let facts = document(facts, "fact", &mut diagnostics, read_facts);
        (Self { diseases, facts }, diagnostics)
    }

    /// The diseases as a policy holds them.
    #[must_use]
    pub fn policy_diseases(&self) -> Vec<Disease> {
        let disease =
            |disease: &CatalogueDisease| Disease { id: disease.id.clone(), name: disease.name.clone() };
        self.diseases.iter().map(disease).collect()
    }
}

/// Reads one file that is a list of tables under the name `field`.
pub(super) fn document<T: Default>(
    (file, text): (&str, &str),
    field: &'static str,
    diagnostics: &mut Vec<Diagnostic>,
    read: impl Fn(&Table<'_>, &mut Vec<Note>) -> Option<T>,
) -> T {
    let (node, mut notes) = tree::tree(text);
    let faults = RefCell::new(Vec::new());
    let value = whole(&node, field, &faults, &mut notes, read);
    notes.extend(faults.borrow().iter().filter_map(|fault| wording::note(fault, text)));
    put_in_order(&mut notes, |note| note.at.start);
    diagnostics.extend(notes.into_iter().map(|note| note.placed(file, text)));
    value.unwrap_or_default()
}

fn whole<T>(
    node: &Node,
    field: &'static str,
    faults: &RefCell<Vec<crate::document::Fault>>,
    notes: &mut Vec<Note>,
    read: impl Fn(&Table<'_>, &mut Vec<Note>) -> Option<T>,
) -> Option<T> {
    let reader = Reader::new(node, faults);
    let table = reader.table(match field {
        "disease" => &["disease"],
        "fact" => &["fact"],
        _ => &["floor"],
    })?;
    read(&table, notes)
}

fn read_facts(table: &Table<'_>, notes: &mut Vec<Note>) -> Option<Vec<FactQuestion>> {
    Names::collect(table, "fact", notes);
    table.need("fact")?.list(200, |item| question::fact(item, None, notes))
}

fn read_diseases(table: &Table<'_>, notes: &mut Vec<Note>) -> Option<Vec<CatalogueDisease>> {
    let ids = Names::collect(table, "disease", notes);
    let mut parents = Vec::new();
    let read = table.need("disease")?.list(MOST_DISEASES, |item| {
        let (disease, of) = disease(item, &ids, parents.len(), notes)?;
        parents.push(of);
        Some(disease)
    });
    let mut diseases = read?;
    // As many rounds as diseases carry every kind up to its farthest ancestor.
    for _ in 0..diseases.len() {
        for (place, of) in parents.iter().enumerate() {
            let kinds = diseases.get(place).map(|disease| disease.kinds).unwrap_or_default();
            for &parent in of {
                if let Some(parent) = diseases.get_mut(parent) {
                    parent.kinds = parent.kinds.and(kinds);
                }
            }
        }
    }
    Some(diseases)
}

fn disease(
    reader: Reader<'_>,
    ids: &Names,
    place: usize,
    notes: &mut Vec<Note>,
) -> Option<(CatalogueDisease, Vec<usize>)> {
    let table = reader.table(DISEASE)?;
    let id = table.need("id").and_then(|field| field.text().map(String::from));
    let name = table.need("name").and_then(|field| field.text().map(String::from));
    let aliases = texts(&table, "aliases");
    let initials = texts(&table, "initials");
    let icd10 = texts(&table, "icd10");
    let of = table.get("kind_of").and_then(|field| field.list(8, |item| item.id_of(ids.names())));
    let note = table.get("note").and_then(|field| field.text().map(String::from));
    if initials.len() != aliases.len() + 1 {
        let text = format!(
            "initials 要和 name、aliases 一一对应：应有 {} 个，写了 {} 个",
            aliases.len() + 1,
            initials.len()
        );
        notes.push(Note::error(reader.at(), "initials", text));
    }
    for wrong in initials.iter().filter(|initial| !well_formed(initial) || initial.contains(['-', '_'])) {
        let text = format!("拼音首字母 {wrong} 只能是小写英文字母和数字");
        notes.push(Note::error(reader.at(), "initials", text));
    }
    let of = of.unwrap_or_default();
    if of.contains(&place) {
        notes.push(Note::error(reader.at(), "kind-of-itself", "病种不能属于自己：改 kind_of"));
    }
    let kinds = DiseaseSet::default().with(place);
    Some((CatalogueDisease { id: id?, name: name?, aliases, initials, icd10, note, kinds }, of))
}

fn texts(table: &Table<'_>, name: &str) -> Vec<String> {
    let read = |item: Reader<'_>| match item.data() {
        Data::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => item.text().map(|_| String::new()),
    };
    table.get(name).and_then(|field| field.list(100, read)).unwrap_or_default()
}
