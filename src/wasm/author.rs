//! 写政策包的人：packs as text, checked and compiled, for those who work at a desk.

use js_sys::{Error, Object, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::plain;
use crate::check::{self, IndexEntry};
use crate::policy::file::{Common, Diagnostic, PackFile, Severity};

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
pub struct Author {
    common: Common,
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
            None => Ok(Self { common }),
        }
    }

    /// Everything that is wrong with a pack file: what `jiuzhu check` says of it.
    pub fn check_pack(&self, file: &str, text: &str, depth: &CheckDepth) -> Result<PackReport, JsValue> {
        let depth = depth.as_string().unwrap_or_default();
        Ok(plain(&self.checked(file, text, Depth::of(&depth)).1)?.unchecked_into())
    }

    /// The compiled pack, of several in the file the last, with what the index says of it and its worked cases; or, where
    /// `jiuzhu compile` would refuse it, why.
    pub fn compile_pack(&self, file: &str, text: &str) -> Result<CompiledPack, JsValue> {
        let out = Object::new();
        let set = |name: &str, value: &JsValue| Reflect::set(&out, &name.into(), value);
        let (pack, report) = self.checked(file, text, Depth::Cases);
        set("report", &plain(&report)?)?;
        let pack = pack.filter(|_| report.usable);
        if let Some((pack, policy)) = pack.as_ref().and_then(|pack| Some((pack, pack.policy.as_ref()?))) {
            let policy = check::as_loaded(policy).map_err(|error| Error::new(&error.to_string()))?;
            let bytes = policy.to_pack().map_err(|error| Error::new(&error.to_string()))?;
            let cases = check::case_file(&policy.digest, &pack.cases);
            let cases = serde_json::to_string(&cases).map_err(|error| Error::new(&error.to_string()))?;
            set("pack", &Uint8Array::from(bytes.as_slice()))?;
            set("entry", &plain(&IndexEntry::of(&policy))?)?;
            set("cases", &(cases + "\n").into())?;
        }
        Ok(out.unchecked_into())
    }
}

impl Author {
    pub(super) fn common(&self) -> &Common {
        &self.common
    }

    /// What is said of every pack of a file, and the last of them.
    fn checked(&self, file: &str, text: &str, depth: Depth) -> (Option<PackFile>, Report) {
        let mut packs = PackFile::read_all(file, text, &self.common, &|_| None);
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
                    uncovered.extend(check::uncovered(pack, &policy, &self.common));
                }
            }
        }
        found.sort_by_key(|diagnostic| (diagnostic.line, diagnostic.column));
        let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        let report = Report {
            usable: packs.iter().all(|pack| pack.policy.is_some()) && !found.iter().any(is_error),
            packs: packs.len(),
            cases,
            boundaries,
            uncovered,
            diagnostics: found.iter().map(|diagnostic| Told::of(diagnostic, text)).collect(),
        };
        (packs.pop(), report)
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
        }
    }
}
