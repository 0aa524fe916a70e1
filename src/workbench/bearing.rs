//! 牵动：what of a policy bears on what one programme pays.

use crate::policy::{Policy, PolicyLinks};

/// The policy without what cannot move the programme: what is settled after it, and what pays on no bill.
pub(super) fn bearing(policy: &Policy, id: &str) -> Option<Policy> {
    let own = policy.programs.iter().position(|program| program.id == id)?;
    let pays_on_bills = |place: &usize| policy.programs.get(*place).is_some_and(|one| one.covers.is_some());
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
    let mut policy = policy.clone();
    let mut place = 0;
    policy.programs.retain(|_| {
        place += 1;
        kept.contains(&(place - 1))
    });
    policy.exclusions.retain_mut(|exclusion| {
        exclusion.programs.iter_mut().all(|program| {
            let was = usize::from(*program);
            let gone = (0..was).filter(|before| !kept.contains(before)).count();
            *program -= u16::try_from(gone).unwrap_or_default();
            kept.contains(&was)
        })
    });
    Some(policy)
}
