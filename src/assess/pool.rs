//! 共用限额：a limit that several programmes draw on.

use super::given::Given;
use super::judge::Scope;
use super::ledger::{Covered, of_year};
use super::line::Line;
use super::outcome::{Executed, Status, Taken};
use super::resolve;
use super::trace::Trace;
use crate::money::Amount;
use crate::policy::Pool;

/// Draws on each limit bill by bill in the order of dates, programme by programme in the pack's order.
pub(super) fn share<'a>(given: &Given<'a, '_>, lines: &mut [Line<'a>], ledger: &[Covered<'_>]) {
    for (id, pool) in given.policy.each::<Pool>() {
        let draws = |line: &Line<'_>| line.program.pool() == Some(id) && line.is_open();
        let Some(first) = lines.iter().find(|line| draws(line)) else { continue };
        let own = of_year(ledger, given.case.reference_day(), first.program.year_begins);
        let scope = Scope { given, bill: None, covered: own, ledger: own, used: &Amount::ZERO, sums: None };
        let mut trace = Trace::default();
        let limit = resolve::figure(&scope, &pool.amount, &mut trace);
        let used: Amount =
            lines.iter().filter(|line| draws(line)).map(|line| line.reckoned.received.used).sum();
        if let Ok(limit) = &limit {
            let mut left = limit.value.less(used);
            for bill in 0..ledger.len() {
                for line in lines.iter_mut().filter(|line| draws(line)) {
                    for (_, share) in line.reckoned.per_bill.iter_mut().filter(|(place, _)| *place == bill) {
                        *share = share.at_most(left);
                        left = left.less(*share);
                    }
                }
            }
        }
        for line in lines.iter_mut().filter(|line| draws(line)) {
            line.reckoned.trace.absorb(&trace);
            match &limit {
                Ok(_) => {
                    let after = line.reckoned.per_bill.iter().map(|(_, share)| *share).sum();
                    let before = core::mem::replace(&mut line.reckoned.if_paid, after);
                    let taken = Taken::Pool(id, before);
                    line.reckoned.steps.push(Executed::on_sum(taken, after, pool.citation));
                }
                Err(gap) => {
                    line.reckoned.trace.gap(gap.clone());
                    line.reckoned.status = Status::NotComputed;
                    line.reckoned.may_lack_figure = true;
                    line.reckoned.if_paid = Amount::ZERO;
                    for (_, share) in &mut line.reckoned.per_bill {
                        *share = Amount::ZERO;
                    }
                }
            }
        }
    }
}
