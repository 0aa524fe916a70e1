//! 改一处：the small ways in which a rule can be written wrong, one at a time.
//!
//! An identity left out of a list, something not taken off, 以上 read as 超过, a step done on each bill instead of the
//! year or before the one it comes after. What makes no difference, whatever is answered, is not among them.

use std::collections::BTreeSet;

use super::place::Place;
use super::probe::Probe;
use super::spots::{self, Figure};
use crate::calendar::Term;
use crate::document::Data;
use crate::money::{Ratio, Remainder, Yuan};
use crate::policy::file::quantity_id;
use crate::policy::{
    AgeDay, BaseFrom, Cap, DeadlineFrom, Exclusion, FactKind, FactQuestion, FactTest, Keeps, Mechanism, Op,
    Phase, Policy, Quantity, Route, ShareSource, TestKind,
};
use crate::vocabulary::{Member, Province, SetOf, Spot};

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
    for (index, program) in changed.programs.iter_mut().enumerate() {
        let at = Place::item("programs", index);
        let mut dropped = None;
        for (index, (quantity, _)) in program.base.less.iter().enumerate() {
            let place = || at.field("base").within("less", index);
            let what = || format!("：不减 {}", quantity_id(*quantity));
            if walk.is_here(|| (place(), what(), Probe::Paid(*quantity))) {
                dropped = Some(index);
            }
        }
        if let Some(place) = dropped {
            program.base.less.remove(place);
        }
        if let BaseFrom::Bills(quantity) = &mut program.base.from {
            total_or_scope(&at.field("base").field("from"), quantity, &mut walk);
        }
        let begins = || (at.field("year_begins"), String::new(), Probe::Always);
        if program.year_begins != 1 && walk.is_here(begins) {
            program.year_begins = 1;
        }
        let on_bills = program.covers.is_some();
        for (index, way) in program.ways.iter_mut().enumerate() {
            in_steps(&at.within("ways", index), &mut way.steps, on_bills, &mut walk);
        }
    }
    in_exclusions(&mut changed.exclusions, &mut walk);
    in_deadlines(&mut changed.routes, &mut walk);
    walk.done.map(|(place, what, probe)| Changed { place, what, policy: changed, probe })
}

/// A policy of which one thing was changed.
pub(super) struct Changed {
    /// Where.
    pub place: Place,
    /// What, to stand after the words for where.
    pub what: String,
    pub policy: Policy,
    /// Who would notice.
    pub probe: Probe,
}

/// Where something is changed, what, and who would notice.
type Told = (Place, String, Probe);

/// Counts the changes that could be made, until the wanted one is.
struct Walk {
    left: usize,
    done: Option<Told>,
    /// The amounts that the policy names.
    amounts: Vec<Yuan>,
}

impl Walk {
    fn is_here(&mut self, told: impl FnOnce() -> Told) -> bool {
        if self.done.is_some() {
            return false;
        }
        if self.left == 0 {
            self.done = Some(match told() {
                (place, what, Probe::Total(_)) => {
                    (place, what, Probe::Total(core::mem::take(&mut self.amounts)))
                }
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
        spots::each_test(condition, &mut |number, test| {
            in_test(&place.with_test(number), &mut test.kind, facts, walk);
        });
    });
}

fn in_test(place: &Place, kind: &mut TestKind, facts: &[FactQuestion], walk: &mut Walk) {
    let told = |what: &str, probe| (place.clone(), what.to_owned(), probe);
    let swapped = |what| told(what, Probe::Total(Vec::new()));
    match kind {
        TestKind::Category(set) => members(place, set, Probe::Identity, walk),
        TestKind::Insurance(set) => members(place, set, |word| Probe::Person("insurance", word), walk),
        TestKind::Care(set) => of_bills(place, "care", set, walk),
        TestKind::Level(set) => members(place, set, |word| Probe::Bills("level", word), walk),
        TestKind::Place(spots) => places(place, spots, walk),
        TestKind::Age(bounds) => {
            if let Some(least) = &mut bounds.at_least
                && walk.is_here(|| told("里的年龄：晚一岁", Probe::Age(*least)))
            {
                *least += 1;
            }
            if let Some(most) = &mut bounds.at_most
                && walk.is_here(|| told("里的年龄：早一岁", Probe::Age(*most)))
            {
                *most = most.saturating_sub(1);
            }
            if bounds.on != AgeDay::Bill
                && walk.is_here(|| {
                    told(
                        "里的年龄：按看病那天",
                        Probe::Age(bounds.at_least.or(bounds.at_most).unwrap_or_default()),
                    )
                })
            {
                bounds.on = AgeDay::Bill;
            }
        }
        TestKind::Fact(fact, test) => {
            if let Some(question) = fact.among(facts) {
                in_fact(place, question, test, walk);
            }
        }
        TestKind::YearSum { less, inclusive, .. } => {
            if walk.is_here(|| swapped("里的合计：“以上”和“超过”对调")) {
                *inclusive = !*inclusive;
            }
            let dropped = less.iter().position(|quantity| {
                let what = || format!("里的合计：不减 {}", quantity_id(*quantity));
                walk.is_here(|| (place.clone(), what(), Probe::Paid(*quantity)))
            });
            if let Some(dropped) = dropped {
                less.remove(dropped);
            }
        }
        TestKind::BillSum { inclusive, .. } if walk.is_here(|| swapped("里的金额：“以上”和“超过”对调")) =>
        {
            *inclusive = !*inclusive;
        }
        _ => {}
    }
}

/// What is asked of a fact, without each of its choices or with its bounds a little narrower.
fn in_fact(place: &Place, question: &FactQuestion, test: &mut FactTest, walk: &mut Walk) {
    let FactQuestion { id, kind, .. } = question;
    let told = |what: String, data: Data| (place.clone(), what, Probe::Fact(id.clone(), data));
    match (test, kind) {
        (FactTest::OneOf(places), FactKind::Choice(options)) if places.count_ones() > 1 => {
            for (bit, option) in options.iter().enumerate().filter(|(bit, _)| *places & 1 << bit != 0) {
                let what = || format!("里的选项：去掉 {}", option.id);
                if walk.is_here(|| told(what(), Data::Text(option.id.clone()))) {
                    *places &= !(1 << bit);
                    break;
                }
            }
        }
        (FactTest::Number(least, most), _) => {
            for (bound, by) in [(least, 1), (most, -1)] {
                if let Some(bound) = bound
                    && walk.is_here(|| told(format!("里的数目：{bound}"), Data::Integer(*bound)))
                {
                    *bound += by;
                }
            }
        }
        (FactTest::Amount(least, most), _) => {
            let name = |bound: &Yuan| told(format!("里的金额：{bound}"), Data::Text(bound.to_string()));
            if let Some(least) = least
                && walk.is_here(|| name(least))
            {
                *least = *least + Yuan::fen(1);
            }
            if let Some(most) = most
                && walk.is_here(|| name(most))
            {
                *most = most.less(Yuan::fen(1));
            }
        }
        (FactTest::BillFrom(Some(term)) | FactTest::BillBefore(Some(term)), _)
            if walk.is_here(|| (place.clone(), format!("里的时间：{term}"), Probe::Always)) =>
        {
            longer(term);
        }
        _ => {}
    }
}

/// Words about bills: without each of them, and with each other.
fn of_bills<T: Member + PartialEq>(place: &Place, field: &'static str, set: &mut SetOf<T>, walk: &mut Walk) {
    members(place, set, |word| Probe::Bills(field, word), walk);
    for word in T::ALL.iter().filter(|word| !set.has(**word)).copied().collect::<Vec<_>>() {
        let what = || format!("：加上 {}", word.id());
        if walk.is_here(|| (place.clone(), what(), Probe::Bills(field, word.id()))) {
            *set = set.with(word);
        }
    }
}

/// The one in place of the other.
fn total_or_scope(place: &Place, quantity: &mut Quantity, walk: &mut Walk) {
    let other = match quantity {
        Quantity::Total => Quantity::InScope,
        Quantity::InScope => Quantity::Total,
        _ => return,
    };
    let what = || format!("：{} 写成 {}", quantity_id(*quantity), quantity_id(other));
    if walk.is_here(|| (place.clone(), what(), Probe::Scope)) {
        *quantity = other;
    }
}

fn in_exclusions(exclusions: &mut Vec<Exclusion>, walk: &mut Walk) {
    let dropped = exclusions.iter().enumerate().position(|(index, exclusion)| {
        let what = || format!("不重复享受“{}”", exclusion.text);
        walk.is_here(|| (Place::item("exclusions", index), what(), Probe::Total(Vec::new())))
    });
    if let Some(dropped) = dropped {
        exclusions.remove(dropped);
    }
}

fn longer(term: &mut Term) {
    *if term.days > 0 { &mut term.days } else { &mut term.months } += 1;
}

fn in_deadlines(routes: &mut [Route], walk: &mut Walk) {
    let deadlines = routes.iter_mut().enumerate();
    for (index, deadline) in deadlines.filter_map(|(index, route)| Some((index, route.deadline.as_mut()?))) {
        let place = || Place::item("routes", index).field("deadline");
        let name = || (place(), format!("期限“{}”", deadline.rule), Probe::Always);
        match &mut deadline.from {
            DeadlineFrom::AfterBill(term) if walk.is_here(name) => longer(term),
            DeadlineFrom::Yearly(_, day) | DeadlineFrom::YearAfterBill(_, day) if walk.is_here(name) => {
                *day -= 1;
            }
            _ => {}
        }
    }
}

/// Another place, one more or one less, and other provinces where they do not count.
fn places(at: &Place, spots: &mut SetOf<Spot>, walk: &mut Walk) {
    let told = *spots;
    let everywhere = Spot::of(Spot::places(told), SetOf::ALL);
    let provinces = if everywhere == told { SetOf::ALL } else { SetOf::EMPTY.with(Province::Same) };
    let mut named = Spot::places(told);
    of_bills(at, "place", &mut named, walk);
    if named != Spot::places(told) {
        *spots = Spot::of(named, provinces);
    }
    let abroad = || (at.clone(), "：外省也算".to_owned(), Probe::Bills("province", Province::Other.id()));
    if everywhere != told && walk.is_here(abroad) {
        *spots = everywhere;
    }
}

/// A list without each of its members.
fn members<T: Member + PartialEq>(
    place: &Place,
    set: &mut SetOf<T>,
    probe: impl Fn(&'static str) -> Probe,
    walk: &mut Walk,
) {
    let words: Vec<T> = set.words().collect();
    if words.len() < 2 {
        return;
    }
    for word in &words {
        if walk.is_here(|| (place.clone(), format!("：去掉 {}", word.id()), probe(word.id()))) {
            *set = words.iter().filter(|other| *other != word).copied().collect();
        }
    }
}

fn in_steps(at: &Place, steps: &mut [Mechanism], on_bills: bool, walk: &mut Walk) {
    for index in 0..steps.len() {
        let phase = |index: usize| steps.get(index).map(|step| step.phase);
        let before = index.checked_sub(1).and_then(phase).unwrap_or(Phase::Bill);
        let after = phase(index + 1).unwrap_or(Phase::Year);
        let Some(step) = steps.get_mut(index) else { return };
        let place = at.within("steps", index);
        let told = |place: Place, what: &str| (place, what.to_owned(), Probe::Total(Vec::new()));
        if let Op::Threshold { inclusive, keeps, .. } = &mut step.op
            // Nothing is left of an excess of nothing.
            && *keeps == Keeps::Whole
            && walk.is_here(|| told(place.field("inclusive"), "：“以上”和“超过”对调"))
        {
            *inclusive = !*inclusive;
        }
        if let Op::Threshold { keeps, .. } = &mut step.op
            && walk.is_here(|| told(place.field("keeps"), "的 keeps"))
        {
            *keeps = match keeps {
                Keeps::Whole => Keeps::Excess,
                Keeps::Excess => Keeps::Whole,
            };
        }
        if let Op::Band(bands) = &mut step.op
            && walk.is_here(|| told(place.field("marginal"), "的 marginal"))
        {
            bands.marginal = !bands.marginal;
        }
        if let Op::Round(rounding) = &mut step.op
            && walk.is_here(|| told(place.field("how"), "的 how"))
        {
            rounding.how = match rounding.how {
                Remainder::HalfUp | Remainder::HalfEven => Remainder::Dropped,
                Remainder::Dropped => Remainder::HalfUp,
            };
        }
        if let Op::TopUp { of, counted, .. } = &mut step.op {
            total_or_scope(&place.field("of"), of, walk);
            let dropped = counted.iter().position(|quantity| {
                let what = || format!("：不算 {}", quantity_id(*quantity));
                walk.is_here(|| (place.field("counted"), what(), Probe::Paid(*quantity)))
            });
            if let Some(dropped) = dropped {
                counted.remove(dropped);
            }
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
            && walk.is_here(|| (place.field("per"), "的 per".to_owned(), Probe::Parted))
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
            && walk.is_here(|| {
                (at.within("steps", index - 1), "和后面一步对调".to_owned(), Probe::Total(Vec::new()))
            })
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
