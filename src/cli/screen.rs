//! 过筛子 at a prompt: lists in, piles out, on all cores.

mod against;
mod checkpoint;
mod output;
mod persons;
mod progress;
mod results;
mod show;
mod sorted;
mod visits;

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

use super::arguments::ScreenOptions;
use super::exit::{Exit, Failure};
use super::folder::Folder;
use super::today;
use crate::calendar::Date;
use crate::policy::Policy;
use crate::roster::Mapping;
use crate::screen::{self, NoTable, NotOpened, Opened, Opening};
use crate::sheets::Format;
use checkpoint::Checkpoints;
use progress::Progress;
use results::Results;

/// What all of it stands on, the same for every thread.
struct Ground<'a> {
    of: screen::Ground<'a>,
    /// The pages that are no tables.
    others: &'a [NoTable],
    jobs: usize,
}

pub(super) fn screen(options: &ScreenOptions) -> Result<Exit, Failure> {
    let again = options.against.is_some() || options.visits.is_some();
    if again && options.files.iter().any(|file| is_stdin(file)) {
        return Err(Failure::Usage("--against、--visits 要把名单读几遍：把粘贴的存成文件".into()));
    }
    if options.visits.is_some() && options.from.is_empty() {
        return Err(Failure::Usage("--visits 要写明是哪个单位的：--from 单位".into()));
    }
    let policy = Folder::policy(&options.policy.policies, &options.policy.policy)?;
    let mut mapping = match &options.mapping {
        Some(path) => read_mapping(path)?,
        None => Mapping::default(),
    };
    mapping.parameters.extend(options.parameters.iter().cloned());
    if !options.sheets.is_empty() {
        mapping.sheets.clone_from(&options.sheets);
    }
    let as_of = as_of(&policy, options.as_of.as_deref())?;
    let template = screen::template(&policy, &mapping, as_of).map_err(Failure::Usage)?;
    let opened = open(&options.files, &policy, &mapping)?;
    let tables = opened.tables();
    show::changes(&opened)?;
    all_sheets_are_there(&options.sheets, &opened)?;
    if let Some(path) = &options.save_mapping {
        let text = screen::mapping_of(&policy, &mapping, &tables).to_toml();
        fs::write(path, text).map_err(Failure::writing(path))?;
    }
    if options.look {
        show::tables(&opened)?;
        return Ok(Exit::Fine);
    }
    let Some(out) = &options.out else {
        return Err(Failure::Usage(
            "缺少 -o：结果写到哪个文件（.xlsx 或 .csv）；只看认出来的列，用 --look".into(),
        ));
    };
    if options.files.iter().any(|file| same_file(file, out)) {
        return Err(Failure::Usage("结果不能写在名单自己的文件里：-o 换一个名字".into()));
    }
    let other = options.against.as_deref();
    let other = other.map(|id| against::Other::of(options, id, (&policy, &mapping), as_of)).transpose()?;
    let common = screen::common(template, &mapping, &tables);
    let ground = Ground {
        of: screen::Ground {
            policy: &policy,
            mapping: &mapping,
            tables: &tables,
            common: &common,
            explain: options.explain,
        },
        others: &opened.others,
        jobs: jobs(options),
    };
    let checkpoints = Checkpoints::of(out, options, &ground.of)?;
    let mut results = Results::begin(out, &ground, checkpoints)?;
    results.read(opened.aside.len() as u64, &opened.aside)?;
    let progress = Progress::new(opened.bytes);
    if options.sorted {
        sorted::run(&ground, opened.sources, &mut results, &progress)?;
    } else {
        persons::run(&ground, opened.sources, &mut results, &progress)?;
    }
    progress.end();
    let tally = results.finish(out)?;
    show::summary(&ground, &tally, out)?;
    if let Some(folder) = &options.visits {
        let count = visits::run(options, folder, &policy, &mapping, as_of)?;
        show::visits(count, folder)?;
    }
    if let Some(other) = &other {
        against::run(options, other, (&policy, &mapping), as_of, out)?;
    }
    Ok(if tally.faults() == 0 { Exit::Fine } else { Exit::Problems })
}

/// Nobody chooses a page that there is not: everything would be read instead.
fn all_sheets_are_there(chosen: &[String], opened: &Opened) -> Result<(), Failure> {
    let is_there = |name: &String| opened.sheets.iter().any(|sheet| sheet.name == *name);
    let Some(missing) = chosen.iter().find(|name| !is_there(name)) else { return Ok(()) };
    let names: Vec<&str> = opened.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let have =
        if names.is_empty() { "没有工作簿".into() } else { format!("有：{}", names.join("、")) };
    Err(Failure::Usage(format!("--sheet：没有“{missing}”这一页；{have}")))
}

/// Puts the lists through the sieve once more, and keeps of everybody what `keep` takes.
fn everybody<T: Send>(
    options: &ScreenOptions,
    policy: &Policy,
    mapping: &Mapping,
    as_of: Date,
    keep: impl Fn(&screen::Settled<'_>) -> T + Sync,
) -> Result<Vec<T>, Failure> {
    let template = screen::template(policy, mapping, as_of)
        .map_err(|words| Failure::Usage(format!("{}：{words}", policy.id)))?;
    let opened = open(&options.files, policy, mapping)?;
    let tables = opened.tables();
    let common = screen::common(template, mapping, &tables);
    let of = screen::Ground { policy, mapping, tables: &tables, common: &common, explain: false };
    let ground = Ground { of, others: &opened.others, jobs: jobs(options) };
    let persons = persons::read_all(&ground, opened.sources)?;
    let mut kept = Vec::new();
    persons::compute_each(&ground, persons, keep, &mut kept)?;
    Ok(kept)
}

/// As many cores work at the same time.
fn jobs(options: &ScreenOptions) -> usize {
    let all = || std::thread::available_parallelism().map_or(1, usize::from);
    options.jobs.map_or_else(all, usize::from).max(1)
}

/// Opens files, finds their heads, and applies the mapping.
fn open(files: &[PathBuf], policy: &Policy, mapping: &Mapping) -> Result<Opened, Failure> {
    let mut opening = Opening::new(policy, mapping);
    for path in files {
        let (name, length) = (name_of(path), fs::metadata(path).map_or(0, |data| data.len()));
        let opened = if is_stdin(path) {
            opening.file(&name, io::stdin(), length)
        } else {
            let mut file = File::open(path).map_err(Failure::reading(path))?;
            if is_parquet(&mut file).map_err(Failure::reading(path))? {
                opening.parquet(&name, file, length)
            } else {
                opening.file(&name, file, length)
            }
        };
        opened.map_err(|error| match error {
            NotOpened::Io(error) => Failure::Reading(path.clone(), error),
            NotOpened::Refused(refused) => Failure::Refused(path.clone(), refused),
            NotOpened::NoHead => Failure::NoHead(path.clone()),
        })?;
    }
    Ok(opening.done())
}

/// Whether it is one; it is read from the beginning afterwards.
fn is_parquet(file: &mut File) -> io::Result<bool> {
    if !file.metadata()?.is_file() {
        return Ok(false);
    }
    let mut head = Vec::new();
    file.by_ref().take(4).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(Format::of(&head) == Ok(Format::Parquet))
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

fn name_of(path: &Path) -> String {
    if is_stdin(path) {
        return "粘贴的内容".into();
    }
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let bytes = fs::read(path).map_err(Failure::reading(path))?;
    let text =
        crate::document::encoding::text(&bytes).map_err(|error| Failure::NoText(path.into(), error))?;
    Mapping::read(text)
        .map_err(|error| Failure::Usage(format!("列的对应 {} 有错：{}", path.display(), error.trim_end())))
}

/// The day of the estimate, which today is only where the policy holds today.
fn as_of(policy: &Policy, told: Option<&str>) -> Result<Date, Failure> {
    let day = today::as_of(told)?;
    if told.is_some() || policy.period.holds(day) {
        return Ok(day);
    }
    Err(Failure::Usage(format!(
        "今天不归 {} 管：用 --as-of 写明按哪一天算，如 --as-of {}",
        policy.id, policy.period.from
    )))
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}
