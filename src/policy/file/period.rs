//! 有效期之间：the periods of one place may neither overlap nor leave days without a rule unexplained.

use super::diagnostic::{Diagnostic, Severity};
use super::pack::PackFile;
use crate::lean::put_in_order;

/// What is wrong between the periods of packs of one place.
#[must_use]
pub fn periods_of_one_place<'p>(packs: impl IntoIterator<Item = &'p PackFile>) -> Vec<Diagnostic> {
    let packs = packs.into_iter();
    let mut read: Vec<_> = packs.filter_map(|pack| Some((pack, pack.policy.as_ref()?))).collect();
    put_in_order(&mut read, |(_, policy)| policy.period.from);
    let mut found = Vec::new();
    for (place, (pack, policy)) in read.iter().enumerate() {
        let mut earlier = read.iter().take(place).filter(|(_, other)| other.region == policy.region).rev();
        if let Some((other, _)) = earlier.clone().find(|(_, other)| other.period.overlaps(&policy.period)) {
            let text = format!(
                "同一个地方的有效期和 {} 重叠：把较早一个的 until 写成较晚一个的 from（{}）",
                other.file, policy.period.from
            );
            found.push(pack.diagnostic(&pack.period_at, Severity::Error, "period-overlap", text));
        } else if let Some((other, before)) = earlier.next()
            && let Some(until) = before.period.until
            && until < policy.period.from
            && !pack.gap_explained
        {
            let text = format!(
                "{until} 到 {} 之间没有规则（前一个是 {}）：补上那一段，或者写 gap_before = \"为什么没有\"",
                policy.period.from, other.file
            );
            found.push(pack.diagnostic(&pack.period_at, Severity::Warning, "period-gap", text));
        }
    }
    found
}
