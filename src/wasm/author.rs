//! 写政策包的人：packs as text, checked and compiled, for those who work at a desk.

use js_sys::{Array, Error, Object, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::plain;
use crate::check::{self, IndexEntry};
use crate::lean::put_in_order;
use crate::policy::file::{Common, Diagnostic, PackFile, Severity, periods_of_one_place};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("author.d.ts");

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(typescript_type = "CheckDepth")]
    pub type CheckDepth;
    #[wasm_bindgen(typescript_type = "PackReport")]
    pub type PackReport;
    #[wasm_bindgen(typescript_type = "CompiledPack")]
    pub type CompiledPack;
}

/// 作者：reads packs that are being written.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Author {
    pub(super) common: Common,
    /// Other pack files, by their ids: what a pack is based on.
    others: Vec<(String, String)>,
    /// Packs of other periods, which a pack is looked at beside.
    beside: Vec<PackFile>,
}

#[wasm_bindgen]
impl Author {
    /// Reads what all packs share: the texts of `common/diseases.toml` and `common/facts.toml`.
    ///
    /// # Errors
    /// Throws what is wrong with them.
    #[wasm_bindgen(constructor)]
    pub fn new(diseases: &str, facts: &str) -> Result<Author, Error> {
        let (common, found) = Common::read(("diseases.toml", diseases), ("facts.toml", facts));
        match found.iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
            Some(diagnostic) => Err(Error::new(&diagnostic.to_string())),
            None => Ok(Self { common, others: Vec::new(), beside: Vec::new() }),
        }
    }

    /// Another pack file that packs may be based on, by its id.
    pub fn know(&mut self, id: String, text: String) {
        self.others.retain(|(known, _)| *known != id);
        self.others.push((id, text));
    }

    /// Another pack file that every pack is looked at beside: two of one place may neither overlap nor leave a gap.
    pub fn put_beside(&mut self, file: &str, text: &str) {
        self.beside.retain(|pack| pack.file != file);
        self.beside.extend(self.packs(file, text));
    }

    /// Everything that is wrong with a pack file: what `jiuzhu check` says of it.
    pub fn check_pack(&self, file: &str, text: &str, depth: &CheckDepth) -> PackReport {
        let depth = depth.as_string().unwrap_or_default();
        plain(&self.checked(file, text, Depth::of(&depth)).1)
    }

    /// Every pack of the file compiled, with what the index says of it and its worked cases; or, where `jiuzhu compile`
    /// would refuse one, none.
    pub fn compile_pack(&self, file: &str, text: &str) -> Result<CompiledPack, JsValue> {
        let out = Object::new();
        let set = |out: &Object, name: &str, value: &JsValue| Reflect::set(out, &name.into(), value);
        let (packs, report) = self.checked(file, text, Depth::Cases);
        set(&out, "report", &plain::<JsValue>(&report))?;
        let made = Array::new();
        let policies = packs.iter().filter_map(|pack| Some((pack, pack.policy.as_ref()?)));
        for (pack, policy) in policies.filter(|_| report.usable) {
            let policy = check::as_loaded(policy).map_err(|error| Error::new(&error.to_string()))?;
            let bytes = policy.to_pack().map_err(|error| Error::new(&error.to_string()))?;
            let cases = check::case_file(&policy.digest, &pack.cases);
            let cases = serde_json::to_string(&cases).map_err(|error| Error::new(&error.to_string()))?;
            let one = Object::new();
            set(&one, "pack", &Uint8Array::from(bytes.as_slice()))?;
            set(&one, "entry", &plain::<JsValue>(&IndexEntry::of(&policy)))?;
            set(&one, "cases", &(cases + "\n").into())?;
            made.push(&one);
        }
        set(&out, "packs", &made)?;
        Ok(out.unchecked_into())
    }
}

impl Author {
    /// Every pack of a file.
    pub(super) fn packs(&self, file: &str, text: &str) -> Vec<PackFile> {
        let other = |id: &str| {
            let (id, text) = self.others.iter().find(|(known, _)| known == id)?;
            Some((format!("{id}.toml"), text.clone()))
        };
        PackFile::read_all(file, text, &self.common, &other)
    }

    /// Every pack of a file, and what is said of them.
    fn checked(&self, file: &str, text: &str, depth: Depth) -> (Vec<PackFile>, Report) {
        let packs = self.packs(file, text);
        let mut found: Vec<Diagnostic> = Vec::new();
        let (mut cases, mut boundaries, mut uncovered) = (0, 0, Vec::new());
        for pack in &packs {
            cases += pack.cases.len();
            let told = pack.diagnostics.iter().filter(|diagnostic| !found.contains(diagnostic));
            let told: Vec<_> = told.cloned().collect();
            found.extend(told);
            if let Some(policy) = pack.policy.as_ref().filter(|_| depth != Depth::Text)
                && let Ok(policy) = check::as_loaded(policy)
            {
                let computed = check::computed(pack, &policy);
                boundaries += computed.boundaries;
                found.extend(computed.diagnostics);
                if depth == Depth::Coverage {
                    let found = check::uncovered(pack, &policy, &self.common);
                    uncovered.extend(found.iter().map(ToString::to_string));
                }
            }
        }
        let beside = self.beside.iter().filter(|other| other.file != file);
        let between = periods_of_one_place(packs.iter().chain(beside));
        found.extend(between.into_iter().filter(|diagnostic| diagnostic.file == file));
        put_in_order(&mut found, |diagnostic| (diagnostic.line, diagnostic.column));
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        let report = Report {
            usable: packs.iter().all(|pack| pack.policy.is_some()) && !found.iter().any(is_error),
            packs: packs.len(),
            cases,
            boundaries,
            uncovered,
            diagnostics: found.iter().map(|diagnostic| Told::of(diagnostic, text)).collect(),
        };
        (packs, report)
    }
}

/// How much is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Text,
    Cases,
    Coverage,
}

impl Depth {
    fn of(word: &str) -> Self {
        match word {
            "coverage" => Self::Coverage,
            "cases" => Self::Cases,
            _ => Self::Text,
        }
    }
}

#[derive(Serialize)]
struct Report {
    usable: bool,
    packs: usize,
    diagnostics: Vec<Told>,
    cases: usize,
    boundaries: usize,
    uncovered: Vec<String>,
}

/// A diagnostic, with its place as JavaScript counts letters.
#[derive(Serialize)]
struct Told {
    from: usize,
    to: usize,
    line: usize,
    column: usize,
    severity: &'static str,
    code: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<ToldFix>,
}

/// What takes the place of what.
#[derive(Serialize)]
struct ToldFix {
    from: usize,
    to: usize,
    was: String,
    insert: String,
}

impl Told {
    fn of(diagnostic: &Diagnostic, text: &str) -> Self {
        let units = |byte: usize| text.get(..byte).unwrap_or(text).encode_utf16().count();
        Self {
            from: units(diagnostic.at.start),
            to: units(diagnostic.at.end),
            line: diagnostic.line,
            column: diagnostic.column,
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            code: diagnostic.code,
            text: diagnostic.text.clone(),
            fix: diagnostic.fix.as_ref().map(|fix| ToldFix {
                from: units(fix.at.start),
                to: units(fix.at.end),
                was: text.get(fix.at.clone()).unwrap_or_default().to_owned(),
                insert: fix.insert.clone(),
            }),
        }
    }
}
