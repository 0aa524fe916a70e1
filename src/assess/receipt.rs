//! 今年已领：which programme a sum received was, and on which bills.

use super::ask::Ask;
use super::scope::Scope;
use super::world::{Domain, Open};
use crate::money::Yuan;
use crate::vocabulary::ReceivedField;

/// What was received under one programme.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Received {
    /// On bills listed here.
    pub listed: Yuan,
    /// On other bills of the year.
    pub elsewhere: Yuan,
}

impl Received {
    /// Whether anything was.
    pub(super) fn any(self) -> bool {
        !(self.listed + self.elsewhere).is_zero()
    }
}

/// What was received under the programme at this place, which the person may be paid.
pub(super) fn under(scope: Scope<'_, '_>, program: usize) -> Result<Received, Open> {
    let mut received = Received::default();
    for (place, receipt) in scope.case.received.iter().enumerate() {
        let belongs = match receipt.program {
            Some(named) => named == program,
            None => {
                let ask = Ask::Received(place, ReceivedField::Program);
                let all = scope.policy.programs.iter().enumerate();
                let all = all.filter(|(_, program)| program.kind.counts_in_total()).take(32);
                let all = all.fold(0, |all, (place, _)| all | bit(place));
                scope.world.words(ask, all, bit(program))?
            }
        };
        if belongs {
            let ask = Ask::Received(place, ReceivedField::Bills);
            let listed = receipt.on_listed.map_or_else(|| scope.world.decided(ask), Ok)?;
            let sum = if listed { &mut received.listed } else { &mut received.elsewhere };
            *sum = *sum + receipt.amount;
        }
    }
    Ok(received)
}

/// Whether something is known to have been received under a programme, though the person may not be paid it now.
pub(super) fn named(scope: Scope<'_, '_>, program: usize) -> bool {
    scope.case.received.iter().any(|receipt| receipt.program == Some(program))
}

/// A sum of which nobody says what it was is one of the programmes that the person may be paid, where there is one.
pub(super) fn belongs_somewhere(scope: Scope<'_, '_>, may_be_paid: u32) -> Result<(), Open> {
    for place in 0..scope.case.received.len() {
        let ask = Ask::Received(place, ReceivedField::Program);
        if let Some(Domain::Words(left)) = scope.world.domain(ask)
            && may_be_paid != 0
            && left & may_be_paid == 0
        {
            return Err(Open::nobody());
        }
    }
    Ok(())
}

/// The bit of a programme.
pub(super) fn bit(program: usize) -> u32 {
    u32::try_from(program).ok().and_then(|place| 1_u32.checked_shl(place)).unwrap_or(0)
}
