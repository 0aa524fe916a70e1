//! 对比的各行：what is written of each person under two policies, and of the sums.

use crate::policy::Policy;
use crate::roster::compare::{Change, Comparison, Due, Effect, Whose};
use crate::roster::wording;
use crate::say::{Say, said};

/// The heads of a person's line.
pub const CHANGE_HEADS: [&str; 14] = [
    "变化",
    "姓名",
    "身份证号",
    "镇街",
    "村（社区）",
    "身份",
    "现在最少",
    "现在最多",
    "换了最少",
    "换了最多",
    "相差最少",
    "相差最多",
    "现在的项目",
    "换了的项目",
];

/// The heads of the sums.
pub const CHANGE_SUM_HEADS: [&str; 14] = [
    "按什么",
    "哪一个",
    "多领",
    "少领",
    "说不准",
    "一样",
    "现在一共最少",
    "现在一共最多",
    "换了一共最少",
    "换了一共最多",
    "多领的钱最少",
    "多领的钱最多",
    "少领的钱最少",
    "少领的钱最多",
];

/// What is written of a person, under [`CHANGE_HEADS`].
#[must_use]
pub fn change_line(
    whose: &Whose,
    (policy, was): (&Policy, &Due),
    (other, is): (&Policy, &Due),
) -> Vec<String> {
    vec![
        Change::of(was, is).name().to_owned(),
        whose.name.to_string(),
        whose.id.to_string(),
        whose.town.to_string(),
        whose.village.to_string(),
        whose.identities.join("、"),
        said!(was.due.min()),
        said!(was.due.max()),
        said!(is.due.min()),
        said!(is.due.max()),
        wording::signed(is.due.min(), was.due.max()),
        wording::signed(is.due.max(), was.due.min()),
        wording::paying(policy, &was.programs),
        wording::paying(other, &is.programs),
    ]
}

/// The sums as rows, under [`CHANGE_SUM_HEADS`].
#[must_use]
pub fn change_sums(comparison: &Comparison) -> Vec<Vec<String>> {
    let mut rows = vec![row("全部", "全部", &comparison.all)];
    rows.extend(comparison.villages.iter().map(|(name, effect)| row("村", name, effect)));
    rows.extend(comparison.identities.iter().map(|(name, effect)| row("身份", name, effect)));
    rows.extend(comparison.programs.iter().map(|(name, effect)| row("项目", name, effect)));
    rows
}

fn row(by: &str, name: &str, effect: &Effect) -> Vec<String> {
    let mut row = vec![by.to_owned(), name.to_owned()];
    row.extend(Change::ALL.iter().map(|change| effect.of(*change).to_string()));
    for amount in [effect.before, effect.after, effect.gained, effect.lost] {
        row.push(said!(amount.min()));
        row.push(said!(amount.max()));
    }
    row
}
