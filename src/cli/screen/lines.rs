//! 一个人一行：what is written of each person.

use super::Ground;
use crate::assess::Assessment;
use crate::roster::{Gathered, Pile, SetAside, Tally, Verdict, wording};
use crate::say::{Say, said};

/// The heads of the columns.
pub(super) const HEADS: [&str; 16] = [
    "结果",
    "姓名",
    "身份证号",
    "镇街",
    "村（社区）",
    "身份",
    "年龄",
    "该领最少",
    "该领最多",
    "已领",
    "相差最少",
    "相差最多",
    "项目",
    "原因",
    "名单里的行",
    "另有没算的行",
];
/// The head of what is written with `--explain`.
pub(super) const STEPS: &str = "怎么算的";

/// What a worker made of a piece.
#[derive(Default)]
pub(super) struct Finished {
    pub tally: Tally,
    pub aside: Vec<SetAside>,
    /// Persons, each with the pile.
    pub lines: Vec<(Pile, Vec<String>)>,
}

pub(super) fn finish(
    ground: &Ground<'_>,
    person: &Gathered,
    verdict: &Verdict,
    assessed: &Assessment<'_>,
    finished: &mut Finished,
) {
    let policy = ground.policy;
    let held = person.case.person.categories.map(|held| held.names().join("、")).unwrap_or_default();
    let mut line = vec![
        verdict.pile.name().to_owned(),
        person.about.name.to_string(),
        person.id.to_string(),
        person.about.town.to_string(),
        person.about.village.to_string(),
        held,
        person.case.person.age.map(|age| age.to_string()).unwrap_or_default(),
        said!(verdict.due.min()),
        said!(verdict.due.max()),
        said!(verdict.paid),
        wording::signed(verdict.due.min(), verdict.paid),
        wording::signed(verdict.due.max(), verdict.paid),
        wording::programs(policy, verdict),
        wording::why(policy, person, verdict, assessed),
        wording::rows(ground.tables, person),
        if person.gaps == 0 { String::new() } else { person.gaps.to_string() },
    ];
    if ground.explain {
        line.push(wording::steps(policy, person, assessed));
    }
    finished.lines.push((verdict.pile, line));
}
