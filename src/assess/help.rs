//! 单据上已减的救助：belongs to the programmes that cover the bills, in the pack's order, on whichever of the bills it
//! stands.

use super::ledger::Entry;
use super::line::Line;
use crate::money::{Amount, Yuan};

/// Takes what the line is entitled to out of the help on its bills. What was there.
pub(super) fn take(line: &mut Line<'_>, entitled: Amount, ledger: &mut [Entry<'_>]) -> Amount {
    let perhaps = &line.reckoned.perhaps;
    let mut certain = line.is_paid_for_sure();
    let mut available = Amount::ZERO;
    let mut exact = entitled.exact().is_some();
    for share in &line.shares {
        if let Some(entry) = ledger.get(share.place) {
            // Of a bill that is not covered the help stays where it is.
            let is_its = entry.help.is_zero() || !perhaps.contains(&share.place);
            available = available + if is_its { entry.help } else { entry.help.or_nothing() };
            certain &= is_its;
            exact &= share.amount.exact().is_some();
        }
    }
    // What nobody can compute may be all of it.
    let entitled = if line.lacks_figure() { entitled.or(available) } else { entitled };
    if certain && exact && available.exact().is_some() {
        settle(line, entitled, ledger);
    } else {
        let surely = if certain { entitled.min() } else { Yuan::ZERO };
        bound(line, entitled, available, available.less(Amount::exactly(surely)), ledger);
    }
    available
}

/// Where everything is exact: the help on a bill first pays the bill's own share, and then the others' in their order.
fn settle(line: &mut Line<'_>, entitled: Amount, ledger: &mut [Entry<'_>]) {
    let mut rest = entitled;
    for share in &mut line.shares {
        let Some(entry) = ledger.get_mut(share.place) else { continue };
        let help = entry.help;
        entry.help = help.less(share.amount);
        share.to_come = share.amount.less(help);
        rest = rest.less(help.at_most(share.amount));
    }
    let mut moved = Amount::ZERO;
    for share in &line.shares {
        let Some(entry) = ledger.get_mut(share.place) else { continue };
        let here = entry.help.at_most(rest.less(moved));
        entry.help = entry.help.less(here);
        moved = moved + here;
    }
    for share in &mut line.shares {
        let here = share.to_come.at_most(moved);
        share.to_come = share.to_come.less(here);
        moved = moved.less(here);
    }
}

/// Where something is open: `left` is what all bills together can still bear of help afterwards.
fn bound(line: &mut Line<'_>, entitled: Amount, available: Amount, left: Amount, ledger: &mut [Entry<'_>]) {
    for share in &mut line.shares {
        let Some(entry) = ledger.get_mut(share.place) else { continue };
        let help = entry.help;
        entry.help = Amount::between(help.less(entitled).min(), help.at_most(left).max());
        let least = share.amount.less(available).min();
        share.to_come = Amount::between(least, share.amount.less(help).max());
    }
}
