//! 政策包目录：finds and reads pack files and the catalogue they share.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::beside::Beside;
use super::exit::Failure;
use crate::check;
use crate::document::encoding;
use crate::policy::Policy;
use crate::policy::file::{Common, Diagnostic, Floor, PackFile, Severity, floors, periods_of_one_place};

/// The folder, inside the one of the packs, of what they share.
const COMMON: &str = "common";

/// Packs as they were read, with everything that is wrong.
#[derive(Debug)]
pub(super) struct Folder {
    pub common: Common,
    /// 省里的下限, where the folder has any.
    pub floors: Vec<Floor>,
    pub packs: Vec<PackFile>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Folder {
    /// Reads every pack of a folder, or the one pack file that `path` is.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        Self::read_with(path, None)
    }

    /// The same, with what packs share in another folder than beside them.
    pub fn read_with(path: &Path, shared: Option<&Path>) -> Result<Self, Failure> {
        let (folder, files) = files(path)?;
        let beside = folder.join(COMMON);
        let shared = shared.unwrap_or(&beside);
        let (common, mut diagnostics) = common(shared)?;
        let floors = floors_of(shared, &mut diagnostics)?;
        let mut packs = Vec::with_capacity(files.len());
        for file in files {
            let bytes = fs::read(&file).map_err(Failure::reading(&file))?;
            let name = file.display().to_string();
            // What it is based on may lie beside it, or beside what packs share.
            let among = |id: &str| beside_it(&folder, id).or_else(|| beside_it(shared.parent()?, id));
            packs.extend(PackFile::all_of_bytes(&name, &bytes, &common, &among));
        }
        // What is wrong in a file that another is based on is told once.
        for diagnostic in packs.iter().flat_map(|pack| &pack.diagnostics) {
            if !diagnostics.contains(diagnostic) {
                diagnostics.push(diagnostic.clone());
            }
        }
        diagnostics.extend(periods_of_one_place(&packs));
        Ok(Self { common, floors, packs, diagnostics })
    }

    /// Prints what is wrong, and fails where a pack cannot be used.
    pub fn refuse_errors(&self) -> Result<(), Failure> {
        if tell_errors(&self.diagnostics)? { Err(Failure::BadPacks) } else { Ok(()) }
    }

    /// The policy with this id among the packs of `folder`, or of the pack file of this name, as a page would load it.
    pub fn policy(folder: &Path, id: &str) -> Result<Policy, Failure> {
        if is_toml(Path::new(id)) {
            return Self::policy_of(Path::new(id), folder);
        }
        let (_, files) = files(folder)?;
        let stem =
            |file: &PathBuf| file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        // A file with several packs of a place is named after the place.
        let of_place =
            |file: &&PathBuf| id.strip_prefix(&stem(file)).is_some_and(|rest| rest.starts_with('-'));
        let exact = files.iter().find(|file| stem(file) == id);
        let named = exact.into_iter().chain(files.iter().filter(of_place));
        for file in named.map(PathBuf::as_path).chain([folder]) {
            let read = Self::read(file)?;
            if file != folder {
                read.refuse_errors()?;
            }
            if let Some(policy) =
                read.packs.iter().filter_map(|pack| pack.policy.as_ref()).find(|policy| policy.id == id)
            {
                return as_loaded(policy);
            }
        }
        let known = Self::read(folder)?;
        let ids = known.packs.iter().filter_map(|pack| Some(pack.policy.as_ref()?.id.clone()));
        Err(Failure::NoPolicy(id.to_owned(), ids.collect()))
    }

    /// The one policy of a file. What packs share lies beside it, or else in `folder`.
    fn policy_of(file: &Path, folder: &Path) -> Result<Policy, Failure> {
        let beside = file.with_file_name(COMMON);
        let shared = if beside.is_dir() { beside } else { folder.join(COMMON) };
        let read = Self::read_with(file, Some(&shared))?;
        read.refuse_errors()?;
        let policies: Vec<&Policy> = read.packs.iter().filter_map(|pack| pack.policy.as_ref()).collect();
        if let [policy] = policies[..] {
            return as_loaded(policy);
        }
        let ids: Vec<&str> = policies.iter().map(|policy| policy.id.as_str()).collect();
        let file = file.display();
        Err(Failure::Usage(format!(
            "{file} 里有几份政策包（{}），要写编号：--policies {file} --policy 编号",
            ids.join("、")
        )))
    }
}

/// Prints the errors, and says whether there are any.
pub(super) fn tell_errors(diagnostics: &[Diagnostic]) -> Result<bool, Failure> {
    let mut out = std::io::stderr().lock();
    let mut any = false;
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        writeln!(out, "{diagnostic}")?;
        any = true;
    }
    Ok(any)
}

/// The policy as the page has it, or why it cannot be compiled.
pub(super) fn as_loaded(policy: &Policy) -> Result<Policy, Failure> {
    check::as_loaded(policy).map_err(|error| Failure::Usage(format!("{}：{error}", policy.id)))
}

/// The pack files of a folder, or the one that `path` is, with the folder they are in.
fn files(path: &Path) -> Result<(PathBuf, Vec<PathBuf>), Failure> {
    if fs::metadata(path).map_err(Failure::reading(path))?.is_dir() {
        let files = pack_files(path)?;
        return if files.is_empty() { Err(Failure::NoPacks(path.into())) } else { Ok((path.into(), files)) };
    }
    let beside = Beside::of(path);
    if beside.is_some() || !is_toml(path) {
        return Err(Failure::NotAPack(path.into(), beside));
    }
    Ok((path.parent().unwrap_or(Path::new(".")).into(), vec![path.into()]))
}

fn is_toml(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml")
}

/// The packs of a folder; what editors and systems leave beside them is passed over.
fn pack_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::reading(folder))? {
        let path = entry.map_err(Failure::reading(folder))?.path();
        if path.is_file() && is_toml(&path) && Beside::of(&path).is_none() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The pack file of this id in the folder.
fn beside_it(folder: &Path, id: &str) -> Option<(String, String)> {
    let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let file = plain.then(|| folder.join(format!("{id}.toml")))?;
    let bytes = fs::read(&file).ok()?;
    Some((file.display().to_string(), encoding::text(&bytes).ok()?.to_owned()))
}

/// What provinces ask of their cities and counties; a folder may do without.
fn floors_of(folder: &Path, diagnostics: &mut Vec<Diagnostic>) -> Result<Vec<Floor>, Failure> {
    let path = folder.join("floors.toml");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let bytes = fs::read(&path).map_err(Failure::reading(&path))?;
    let text = encoding::text(&bytes).map_err(|error| Failure::NoText(path.clone(), error))?;
    let (floors, mut found) = floors((&path.display().to_string(), text));
    diagnostics.append(&mut found);
    Ok(floors)
}

/// The catalogue and the questions.
fn common(folder: &Path) -> Result<(Common, Vec<Diagnostic>), Failure> {
    let read = |name: &str| {
        let path = folder.join(name);
        let bytes = fs::read(&path).map_err(Failure::reading(&path))?;
        let text = encoding::text(&bytes).map_err(|error| Failure::NoText(path.clone(), error))?;
        Ok::<_, Failure>((path.display().to_string(), text.to_owned()))
    };
    let (diseases, facts) = (read("diseases.toml")?, read("facts.toml")?);
    Ok(Common::read((&diseases.0, &diseases.1), (&facts.0, &facts.1)))
}
