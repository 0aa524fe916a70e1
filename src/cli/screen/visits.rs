//! 走访名单 for notebooks: a file for each village, and one by which the office alone knows whose each row is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::super::exit::Failure;
use super::output::Part;
use super::{ScreenOptions, everybody};
use crate::calendar::Date;
use crate::policy::Policy;
use crate::roster::{IdNumber, Mapping};
use crate::say::{Say, said};
use crate::screen::visits::{Household, MOST, VisitList};

const HEADS: [&str; 4] = ["序号", "姓名", "身份证号", "村（社区）"];

pub(super) fn run(
    options: &ScreenOptions,
    folder: &Path,
    policy: &Policy,
    mapping: &Mapping,
    as_of: Date,
) -> Result<usize, Failure> {
    let all = everybody(options, policy, mapping, as_of, |settled| {
        Household::of(policy, &mapping.folds.village, settled).map(|household| (settled.person.id, household))
    })?;
    fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
    let mut key = Part::create(folder.join("对照.csv"), &HEADS)?;
    let mut villages: BTreeMap<String, Vec<Household>> = BTreeMap::new();
    let mut count = 0;
    let list = id(policy, as_of, all.iter().flatten().map(|(id, _)| *id));
    for (id, mut household) in all.into_iter().flatten() {
        count += 1;
        household.row = said!(count);
        let texts = [household.row.clone(), household.name.clone(), said!(id), household.village.clone()];
        key.write_line(&texts)?;
        villages.entry(household.village.clone()).or_default().push(household);
    }
    key.finish()?;
    for (village, households) in &villages {
        for (place, piece) in households.chunks(MOST).enumerate() {
            let number = if place == 0 { String::new() } else { format!("-{}", place + 1) };
            let path = folder.join(format!("{}{number}.json", as_name(village)));
            let list = VisitList::of(policy, as_of, &options.from, &list, piece.iter().collect());
            fs::write(&path, list.to_json()).map_err(Failure::writing(&path))?;
        }
    }
    Ok(count)
}

/// The list's own id: the same whenever the same persons are to be visited, under the same policy on the same day.
fn id(policy: &Policy, as_of: Date, persons: impl Iterator<Item = IdNumber>) -> String {
    let sum = persons.fold(0xcbf2_9ce4_8422_2325, |sum: u64, id| {
        (sum ^ id.key()).wrapping_mul(0x0100_0000_01b3).rotate_left(29)
    });
    let plain = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    format!("{as_of}-{:08x}-{}", sum >> 32, policy.id).chars().filter(plain).take(40).collect()
}

/// The name of a village as that of a file.
fn as_name(village: &str) -> String {
    let bad = |letter: char| letter.is_control() || "/\\:*?\"<>|.".contains(letter);
    let name: String = village.chars().map(|letter| if bad(letter) { '_' } else { letter }).collect();
    if name.is_empty() { "_".into() } else { name }
}
