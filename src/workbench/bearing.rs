//! 牵动：what of a policy bears on what one programme pays.

use crate::policy::{Id, Policy, PolicyLinks, Program};

/// The policy without what cannot move the programme: what is settled after it, and what pays on no bill.
pub(super) fn bearing(policy: &Policy, id: &str) -> Option<Policy> {
    let own = policy.program(id)?;
    let pays_on_bills = |id: &Id<Program>| policy.get(*id).is_some_and(|one| one.covers.is_some());
    let mut kept = Vec::new();
    for mut unit in PolicyLinks::of(policy).units() {
        let is_own = unit.contains(&own);
        if is_own || unit.iter().any(pays_on_bills) {
            kept.append(&mut unit);
        }
        if is_own {
            break;
        }
    }
    kept.sort_unstable();
    let programs = kept.iter().filter_map(|id| policy.get(*id)).cloned().collect();
    let mut policy = Policy { programs, ..policy.clone() };
    policy.exclusions.retain_mut(|exclusion| {
        exclusion.programs.iter_mut().all(|program| {
            let now = kept.binary_search(program).ok().and_then(Id::at);
            *program = now.unwrap_or(*program);
            now.is_some()
        })
    });
    Some(policy)
}
