//! 共用限额：a limit that several programmes draw on.

use super::outcome::{Executed, Status, Taken};
use super::program::Reckoned;
use super::resolve;
use super::scope::{Scope, Trace};
use super::source::Stop;
use super::world::Open;
use crate::lean::Gather;
use crate::money::Yuan;

/// Draws on each limit bill by bill in the order of dates, programme by programme in the pack's order.
pub(super) fn share<'a>(
    everyone: Scope<'a, '_>,
    lines: &mut [Reckoned<'a>],
    is_paid: &[bool],
) -> Result<(), Open> {
    for (place, pool) in everyone.policy.pools.iter().enumerate() {
        let draws =
            |line: &Reckoned<'_>| line.program.pool().map(usize::from) == Some(place) && line.is_open();
        let drawing = lines.iter().zip(is_paid).map(|(line, paid)| *paid && draws(line)).gather();
        if !drawing.contains(&true) {
            continue;
        }
        let all: Vec<usize> = (0..everyone.ledger.len()).gather();
        let scope = Scope { covered: &all, ..everyone };
        let mut trace = Trace::new(lines.iter().any(|line| line.trace.told));
        let limit = match resolve::figure(scope, &pool.amount, &mut trace) {
            Ok(limit) => Ok(limit.value),
            Err(Stop::Gap(gap)) => Err(gap),
            Err(Stop::Open(open)) => return Err(open),
        };
        let lines: Vec<&mut Reckoned<'a>> =
            lines.iter_mut().zip(&drawing).filter(|(_, draws)| **draws).map(|(line, _)| line).gather();
        match limit {
            Ok(limit) => draw(limit, lines, everyone, place, &trace),
            Err(gap) => {
                for line in lines {
                    line.trace.absorb_uses(&trace);
                    line.gap = Some(gap.clone());
                    line.status = Status::NotComputed;
                    line.amount = Yuan::ZERO;
                }
            }
        }
    }
    Ok(())
}

fn draw<'a>(
    limit: Yuan,
    mut lines: Vec<&mut Reckoned<'a>>,
    everyone: Scope<'a, '_>,
    pool: usize,
    trace: &Trace<'a>,
) {
    let used: Yuan = lines.iter().map(|line| line.received.elsewhere).sum();
    let citation = everyone.policy.pools.get(pool).and_then(|pool| pool.citation);
    let mut left = everyone.marks.less(limit, used);
    for bill in 0..everyone.ledger.len() {
        for line in &mut lines {
            for (_, share) in line.shares.iter_mut().filter(|(place, _)| *place == bill) {
                *share = everyone.marks.least(*share, left);
                left = left - *share;
            }
        }
    }
    for line in lines {
        line.trace.absorb_uses(trace);
        let before = line.amount;
        line.amount = line.shares.iter().map(|(_, share)| *share).sum();
        if line.trace.told && line.status != Status::NotComputed {
            if !used.is_zero() {
                line.steps.push(Executed::on_sum(
                    Taken::UsedElsewhere(limit.into(), used),
                    limit.less(used),
                    citation,
                ));
            }
            let taken = Taken::Pool(u16::try_from(pool).unwrap_or(u16::MAX), before.into());
            line.steps.push(Executed::on_sum(taken, line.amount, citation));
        }
    }
}
