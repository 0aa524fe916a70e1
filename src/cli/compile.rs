//! 编译：writes the packs, their index and the disease catalogue for the page.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::arguments::CompileOptions;
use super::exit::{Exit, Failure};
use super::folder::{Folder, as_loaded, tell_errors};
use crate::check::{IndexEntry, case_file, computed};
use crate::policy::file::{CatalogueDisease, Diagnostic};
use crate::vocabulary::PolicyStatus;

#[derive(Serialize)]
struct Index<'a> {
    contract: u8,
    /// File of the disease catalogue.
    diseases: &'a str,
    packs: Vec<IndexEntry<'a>>,
}

#[derive(Serialize)]
struct DiseaseEntry<'a> {
    id: &'a str,
    name: &'a str,
    aliases: &'a [String],
    initials: &'a [String],
    icd10: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

pub(super) fn compile(options: &CompileOptions) -> Result<Exit, Failure> {
    let folder = Folder::read_with(&options.folder, options.common.as_deref())?;
    folder.refuse_errors()?;
    let (mut policies, mut broken) = (Vec::new(), Vec::new());
    for (pack, policy) in folder.packs.iter().filter_map(|pack| Some((pack, pack.policy.as_ref()?))) {
        let policy = as_loaded(policy)?;
        broken.extend(computed(pack, &policy).diagnostics);
        policies.push((policy, pack.cases.as_slice()));
    }
    refuse(&broken)?;
    let out = options.out.as_path();
    fs::create_dir_all(out).map_err(Failure::writing(out))?;
    policies.sort_by_key(|(policy, _)| (rank(policy.status), policy.id.clone()));
    let mut entries = Vec::with_capacity(policies.len());
    for (policy, cases) in &policies {
        let bytes = policy.to_pack().map_err(|error| Failure::Usage(format!("{}：{error}", policy.id)))?;
        let entry = IndexEntry::of(policy);
        write(&out.join(&entry.file), &bytes)?;
        write_json(&out.join(&entry.cases), &case_file(&policy.digest, cases))?;
        entries.push(entry);
    }
    let diseases: Vec<DiseaseEntry<'_>> = folder.common.diseases.iter().map(disease).collect();
    let catalogue = write_catalogue(out, &diseases)?;
    remove_stale(out, &entries, &catalogue)?;
    let count = entries.len();
    write_json(&out.join("index.json"), &Index { contract: 1, diseases: &catalogue, packs: entries })?;
    writeln!(
        std::io::stdout().lock(),
        "编译了 {count} 个政策包、{} 个病种，写在 {}",
        diseases.len(),
        out.display()
    )?;
    Ok(Exit::Fine)
}

/// Fails where a pack computes otherwise than its cases say: whoever loads it would refuse it.
fn refuse(broken: &[Diagnostic]) -> Result<(), Failure> {
    if tell_errors(broken)? { Err(Failure::Miscalculated) } else { Ok(()) }
}

/// 现行的在前，框架其次，历史的在后.
fn rank(status: PolicyStatus) -> u8 {
    match status {
        PolicyStatus::InForce => 0,
        PolicyStatus::Framework => 1,
        PolicyStatus::Historical => 2,
    }
}

fn disease(disease: &CatalogueDisease) -> DiseaseEntry<'_> {
    DiseaseEntry {
        id: &disease.id,
        name: &disease.name,
        aliases: &disease.aliases,
        initials: &disease.initials,
        icd10: &disease.icd10,
        note: disease.note.as_deref(),
    }
}

/// Writes the catalogue under the name that its content gives it.
fn write_catalogue(out: &Path, diseases: &[DiseaseEntry<'_>]) -> Result<String, Failure> {
    let text = json(&diseases).map_err(Failure::writing(out))?;
    let [first, second, third, fourth, ..] = <[u8; 32]>::from(Sha256::digest(&text));
    let name = format!("diseases.{:08x}.json", u32::from_be_bytes([first, second, third, fourth]));
    write(&out.join(&name), &text)?;
    Ok(name)
}

/// Removes what an earlier run wrote and this one did not.
fn remove_stale(out: &Path, entries: &[IndexEntry<'_>], catalogue: &str) -> Result<(), Failure> {
    for found in fs::read_dir(out).map_err(Failure::reading(out))? {
        let path = found.map_err(Failure::reading(out))?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        let written =
            name == catalogue || entries.iter().any(|entry| entry.file == name || entry.cases == name);
        if is_own_name(name) && !written {
            fs::remove_file(&path).map_err(Failure::writing(&path))?;
        }
    }
    Ok(())
}

/// `id.xxxxxxxx.pack` or `.cases.json`, or `diseases.xxxxxxxx.json`, eight hexadecimal digits.
fn is_own_name(name: &str) -> bool {
    let of_pack = name.strip_suffix(".pack").or_else(|| name.strip_suffix(".cases.json"));
    let of_catalogue = || name.strip_suffix(".json").filter(|stem| stem.starts_with("diseases."));
    let Some((id, digest)) = of_pack.or_else(of_catalogue).and_then(|stem| stem.rsplit_once('.')) else {
        return false;
    };
    !id.is_empty() && digest.len() == 8 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn write_json(path: &Path, value: &impl Serialize) -> Result<(), Failure> {
    write(path, &json(value).map_err(Failure::writing(path))?)
}

fn json(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut text = serde_json::to_vec(value)?;
    text.push(b'\n');
    Ok(text)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(Failure::writing(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_its_own_are_removed() {
        let check = |name, expected| assert_eq!(is_own_name(name), expected, "{name}");
        check("qingshen-2014.0123abcd.pack", true);
        check("qingshen-2014.0123abcd.cases.json", true);
        check("qingshen-2014.pack", false);
        check("cases.json", false);
        check("a.0123abcg.pack", false);
        check(".0123abcd.pack", false);
        check("index.json", false);
        check("diseases.0123abcd.json", true);
        check("diseases.json", false);
        check("notes.0123abcd.json", false);
    }
}
