//! 改一处：the small ways in which a rule can be written wrong, one at a time.
//!
//! An identity left out of a list, something not taken off, 以上 read as 超过, a step done on each bill instead of the
//! year or before the one it comes after. What makes no difference, whatever is answered, is not among them.

use std::collections::BTreeSet;

use super::probe::Probe;
use super::spots::{self, Figure};
use crate::money::{Ratio, Yuan};
use crate::policy::{
    Cap, FactKind, FactQuestion, FactTest, Mechanism, Op, Phase, Policy, ShareSource, TestKind,
};
use crate::vocabulary::{Member, Place, Province, SetOf, Spot};

/// The policy with its change of this number, and what was changed; none after the last.
pub(super) fn changed(policy: &Policy, number: usize) -> Option<Changed> {
    let mut changed = policy.clone();
    let mut amounts = BTreeSet::new();
    spots::figures(&mut changed, &mut |_, figure| {
        if let Figure::Amount(amount) = figure {
            amounts.insert(*amount);
        }
    });
    let mut walk = Walk { left: number, done: None, amounts: amounts.into_iter().collect() };
    in_conditions(&mut changed, &policy.facts, &mut walk);
    for program in &mut changed.programs {
        let id = program.id.clone();
        let mut dropped = None;
        for (place, (quantity, _)) in program.base.less.iter().enumerate() {
            if walk.is_here(|| (format!("{id} 的 less：不减 {quantity:?}"), Probe::Paid(*quantity))) {
                dropped = Some(place);
            }
        }
        if let Some(place) = dropped {
            program.base.less.remove(place);
        }
        let on_bills = program.covers.is_some();
        for way in &mut program.ways {
            let place = format!("{id}“{}”", way.name);
            in_steps(&place, &mut way.steps, on_bills, &mut walk);
        }
    }
    walk.done.map(|(place, probe)| Changed { place, policy: changed, probe })
}

/// A policy of which one thing was changed.
pub(super) struct Changed {
    /// What.
    pub place: String,
    pub policy: Policy,
    /// Who would notice.
    pub probe: Probe,
}

/// Counts the changes that could be made, until the wanted one is.
struct Walk {
    left: usize,
    done: Option<(String, Probe)>,
    /// The amounts that the policy names.
    amounts: Vec<Yuan>,
}

impl Walk {
    fn is_here(&mut self, place: impl FnOnce() -> (String, Probe)) -> bool {
        if self.done.is_some() {
            return false;
        }
        if self.left == 0 {
            self.done = Some(match place() {
                (place, Probe::Total(_)) => (place, Probe::Total(core::mem::take(&mut self.amounts))),
                done => done,
            });
            return true;
        }
        self.left -= 1;
        false
    }
}

fn in_conditions(policy: &mut Policy, facts: &[FactQuestion], walk: &mut Walk) {
    spots::conditions(policy, &mut |place, condition| {
        spots::each_test(condition, &mut |test| match &mut test.kind {
            TestKind::Category(set) => members(place, set, Probe::Identity, walk),
            TestKind::Insurance(set) => members(place, set, |word| Probe::Person("insurance", word), walk),
            TestKind::Care(set) => members(place, set, |word| Probe::Bills("care", word), walk),
            TestKind::Level(set) => members(place, set, |word| Probe::Bills("level", word), walk),
            TestKind::Place(spots) => places(place, spots, walk),
            TestKind::Age(bounds) => {
                if let Some(least) = &mut bounds.at_least
                    && walk.is_here(|| (format!("{place}里的年龄：晚一岁"), Probe::Age(*least)))
                {
                    *least += 1;
                }
                if let Some(most) = &mut bounds.at_most
                    && walk.is_here(|| (format!("{place}里的年龄：早一岁"), Probe::Age(*most)))
                {
                    *most = most.saturating_sub(1);
                }
            }
            TestKind::Fact(fact, FactTest::OneOf(places)) if places.count_ones() > 1 => {
                let Some(FactQuestion { id, kind: FactKind::Choice(options), .. }) =
                    facts.get(usize::from(*fact))
                else {
                    return;
                };
                for (bit, option) in options.iter().enumerate().filter(|(bit, _)| *places & 1 << bit != 0) {
                    let probe = || Probe::Choice(id.clone(), option.id.clone());
                    if walk.is_here(|| (format!("{place}里的选项：去掉{}", option.id), probe())) {
                        *places &= !(1 << bit);
                        break;
                    }
                }
            }
            TestKind::YearSum { less, inclusive, .. } => {
                if walk.is_here(|| (format!("{place}里的合计：“以上”和“超过”对调"), Probe::Total(Vec::new())))
                {
                    *inclusive = !*inclusive;
                }
                let mut dropped = None;
                for (at, quantity) in less.iter().enumerate() {
                    if walk
                        .is_here(|| (format!("{place}里的合计：不减 {quantity:?}"), Probe::Paid(*quantity)))
                    {
                        dropped = Some(at);
                    }
                }
                if let Some(at) = dropped {
                    less.remove(at);
                }
            }
            TestKind::BillSum { inclusive, .. }
                if walk.is_here(|| {
                    (format!("{place}里的金额：“以上”和“超过”对调"), Probe::Total(Vec::new()))
                }) =>
            {
                *inclusive = !*inclusive;
            }
            _ => {}
        });
    });
}

/// A list without each of its members.
/// Drops one place after the other, and lets other provinces count where they do not.
fn places(at: &str, spots: &mut SetOf<Spot>, walk: &mut Walk) {
    let (told, all) = (*spots, SetOf::ALL);
    let of = |place: &Place, provinces| Spot::of(SetOf::EMPTY.with(*place), provinces);
    let named: Vec<Place> =
        Place::ALL.iter().copied().filter(|place| !of(place, all).and(told).is_empty()).collect();
    let without = |place: &Place| told.words().filter(|spot| !of(place, all).has(*spot)).collect();
    for place in named.iter().filter(|_| named.len() > 1) {
        if walk.is_here(|| (format!("{at}：去掉{}", place.id()), Probe::Bills("place", place.id()))) {
            *spots = without(place);
        }
    }
    let away = SetOf::EMPTY.with(Province::Other);
    let everywhere = Spot::of(named.iter().copied().collect(), all);
    if told.and(Spot::of(SetOf::ALL, away)).is_empty()
        && everywhere != told
        && walk.is_here(|| (format!("{at}：外省也算"), Probe::Bills("province", Province::Other.id())))
    {
        *spots = everywhere;
    }
}

fn members<T: Member + PartialEq>(
    place: &str,
    set: &mut SetOf<T>,
    probe: impl Fn(&'static str) -> Probe,
    walk: &mut Walk,
) {
    let words: Vec<T> = set.words().collect();
    if words.len() < 2 {
        return;
    }
    for word in &words {
        if walk.is_here(|| (format!("{place}：去掉{}", word.id()), probe(word.id()))) {
            *set = words.iter().filter(|other| *other != word).copied().collect();
        }
    }
}

fn in_steps(place: &str, steps: &mut [Mechanism], on_bills: bool, walk: &mut Walk) {
    for index in 0..steps.len() {
        let phase = |index: usize| steps.get(index).map(|step| step.phase);
        let before = index.checked_sub(1).and_then(phase).unwrap_or(Phase::Bill);
        let after = phase(index + 1).unwrap_or(Phase::Year);
        let Some(step) = steps.get_mut(index) else { return };
        if let Op::Threshold { inclusive, keeps, .. } = &mut step.op
            // Nothing is left of an excess of nothing.
            && *keeps == crate::policy::Keeps::Whole
            && walk.is_here(|| (format!("{place}第 {} 步：“以上”和“超过”对调", index + 1), Probe::Total(Vec::new())))
        {
            *inclusive = !*inclusive;
        }
        let bends = matches!(
            step.op,
            Op::Deduct(..)
                | Op::Threshold { .. }
                | Op::Band(_)
                | Op::Fixed(_)
                | Op::TopUp { .. }
                | Op::Cap(Cap::Own(_))
        );
        let other = match step.phase {
            Phase::Year if before == Phase::Bill => Some(Phase::Bill),
            Phase::Bill if after == Phase::Year && !spots::looks_at_bill(step) => Some(Phase::Year),
            _ => None,
        };
        if let (true, true, Some(other)) = (on_bills, bends, other)
            && walk.is_here(|| (format!("{place}第 {} 步的 per", index + 1), Probe::Parted))
        {
            step.phase = other;
        }
    }
    for index in 1..steps.len() {
        let (Some(one), Some(other)) = (steps.get(index - 1), steps.get(index)) else { return };
        if one.phase == other.phase
            && one.when.is_always()
            && other.when.is_always()
            && tell_order_apart(&one.op, &other.op)
            && walk.is_here(|| (format!("{place}第 {index} 步和后面一步对调"), Probe::Total(Vec::new())))
        {
            steps.swap(index - 1, index);
        }
    }
}

/// Whether it makes a difference which of two steps goes before the other.
fn tell_order_apart(one: &Op, other: &Op) -> bool {
    let counts = |op: &Op| !matches!(op, Op::NotStated(_) | Op::Cap(Cap::Pool(_)) | Op::TopUp { .. });
    let multiplies = |op: &Op| matches!(op, Op::Ratio(_) | Op::Discretion { .. });
    let all = |op: &Op| matches!(op, Op::Ratio(share) if share.cases.iter().all(|case| case.value == ShareSource::Given(Ratio::ONE)));
    let same = core::mem::discriminant(one) == core::mem::discriminant(other);
    let either = |is: &dyn Fn(&Op) -> bool| is(one) || is(other);
    let both_multiply = multiplies(one) && multiplies(other);
    counts(one) && counts(other) && !(same || both_multiply || either(&all))
}
