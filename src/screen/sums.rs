//! 汇总的各行.

use crate::policy::Policy;
use crate::roster::{Pile, Piles, Tally};
use crate::say::{Say, said};

/// The heads of the sums.
pub const SUM_HEADS: [&str; 13] = [
    "按什么",
    "哪一个",
    "可能漏了",
    "金额要核对",
    "资料不够",
    "不符合",
    "对得上",
    "漏了的钱最少",
    "漏了的钱最多",
    "少领最少",
    "少领最多",
    "多领最少",
    "多领最多",
];

/// The sums as rows, under [`SUM_HEADS`].
#[must_use]
pub fn sums(policy: &Policy, tally: &Tally) -> Vec<Vec<String>> {
    let mut rows = vec![row("全部", "全部", &tally.piles)];
    rows.extend(tally.villages.iter().map(|(name, piles)| row("村", name, piles)));
    rows.extend(tally.identities.iter().map(|(name, piles)| row("身份", name, piles)));
    rows.extend(tally.programs.iter().map(|(program, piles)| row("项目", policy.name(*program), piles)));
    rows
}

fn row(by: &str, name: &str, piles: &Piles) -> Vec<String> {
    let mut texts = vec![by.to_owned(), name.to_owned()];
    texts.extend(Pile::ALL.iter().map(|pile| piles.of(*pile).to_string()));
    for amount in [piles.missed, piles.under, piles.over] {
        texts.push(said!(amount.min()));
        texts.push(said!(amount.max()));
    }
    texts
}
