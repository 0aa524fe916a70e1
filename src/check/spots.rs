//! 数字与条件的所在：every figure and every condition of a policy, each with where it stands.

use super::place::Place;
use crate::money::{Ratio, Yuan};
use crate::policy::{
    BaseFrom, Cap, Cases, Condition, Id, Mechanism, Op, Policy, Program, Reading, ShareSource, Source, Test,
    TestKind, UnitSource, WantedDocument,
};

/// A figure that can be changed.
pub(super) enum Figure<'a> {
    Amount(&'a mut Yuan),
    Share(&'a mut Ratio),
    Count(&'a mut u32),
}

impl Figure<'_> {
    /// What it is now; a count is named by its place.
    pub fn now(&self) -> String {
        match self {
            Self::Amount(amount) => format!("：{amount}"),
            Self::Share(share) => format!("：{share}"),
            Self::Count(_) => String::new(),
        }
    }
}

type EachFigure<'f> = &'f mut dyn FnMut(&Place, Figure<'_>);
type EachCondition<'f> = &'f mut dyn FnMut(&Place, &mut Condition);

/// Calls `each` with every figure that the pack itself gives.
pub(super) fn figures(policy: &mut Policy, each: EachFigure<'_>) {
    for (index, pool) in policy.pools.iter_mut().enumerate() {
        amounts(&Place::item("pools", index).field("amount"), &mut pool.amount, each);
    }
    for (index, program) in policy.programs.iter_mut().enumerate() {
        let place = Place::item("programs", index);
        if let BaseFrom::Amount(amount) = &mut program.base.from {
            source(&place.field("base").field("from"), amount, each);
        }
        for (index, way) in program.ways.iter_mut().enumerate() {
            let place = place.within("ways", index);
            for (index, step) in way.steps.iter_mut().enumerate() {
                in_step(&place.within("steps", index), step, each);
            }
        }
    }
    // A figure inside a condition counts as one too.
    conditions(policy, &mut |place, condition| {
        each_test(condition, &mut |number, test| {
            if let TestKind::YearSum { at, .. } | TestKind::BillSum { at, .. } = &mut test.kind {
                source(&place.with_test(number), at, each);
            }
        });
    });
}

fn in_step(place: &Place, step: &mut Mechanism, each: EachFigure<'_>) {
    match &mut step.op {
        Op::Deduct(figure, _) | Op::Fixed(figure) | Op::Cap(Cap::Own(figure)) => {
            amounts(&place.field("value"), figure, each);
        }
        Op::Threshold { at, .. } => amounts(&place.field("at"), at, each),
        Op::Ratio(share) => shares(&place.field("value"), share, each),
        Op::TopUp { share, .. } => shares(&place.field("share"), share, each),
        Op::Band(bands) => {
            for (index, band) in bands.bands.iter_mut().enumerate() {
                let place = place.within("bands", index);
                if let Some(edge) = &mut band.up_to {
                    amounts(&place.field("up_to"), edge, each);
                }
                shares(&place.field("share"), &mut band.share, each);
            }
        }
        Op::PerUnit { each: figure, units, at_most } => {
            amounts(&place.field("each"), figure, each);
            if let UnitSource::Between(least, most) = &mut units.from {
                let place = place.field("count");
                each(&place.within("between", 0), Figure::Count(least));
                each(&place.within("between", 1), Figure::Count(most));
            }
            if let Some(most) = at_most {
                each(&place.field("at_most"), Figure::Count(most));
            }
        }
        Op::Discretion { low, high, .. } => {
            each(&place.field("low"), Figure::Share(low));
            each(&place.field("high"), Figure::Share(high));
        }
        Op::Cap(Cap::Pool(_)) | Op::NotStated(_) | Op::Round(_) => {}
    }
}

fn amounts(place: &Place, cases: &mut Cases<Source>, each: EachFigure<'_>) {
    let several = cases.cases.len() > 1;
    for (index, case) in cases.cases.iter_mut().enumerate() {
        source(&numbered(place, several, index), &mut case.value, each);
    }
}

fn shares(place: &Place, cases: &mut Cases<ShareSource>, each: EachFigure<'_>) {
    let several = cases.cases.len() > 1;
    for (index, case) in cases.cases.iter_mut().enumerate() {
        if let ShareSource::Given(share) = &mut case.value {
            each(&numbered(place, several, index), Figure::Share(share));
        }
    }
}

fn numbered(place: &Place, several: bool, index: usize) -> Place {
    if several { place.within("cases", index) } else { place.clone() }
}

fn source(place: &Place, source: &mut Source, each: EachFigure<'_>) {
    match source {
        Source::Given(amount) => each(place, Figure::Amount(amount)),
        Source::Parameter(_, share, ..) | Source::Fact(_, share) if *share != Ratio::ONE => {
            each(place, Figure::Share(share));
        }
        Source::Parameter(_, _, times, _) if *times != 1 => each(&place.field("times"), Figure::Count(times)),
        Source::Parameter(..) | Source::Fact(..) | Source::OfBill(_) => {}
    }
}

/// Calls `each` with every condition that does not hold always.
pub(super) fn conditions(policy: &mut Policy, each: EachCondition<'_>) {
    let each: EachCondition<'_> = &mut |place, condition| {
        if !condition.is_always() {
            each(place, condition);
        }
    };
    for (index, list) in policy.lists.iter_mut().enumerate() {
        // Diseases of one condition are one item, wherever they stand.
        let place = Place::item("lists", index).field("items");
        for item in &mut list.items {
            each(&place, &mut item.when);
        }
    }
    for (index, pool) in policy.pools.iter_mut().enumerate() {
        whens(&Place::item("pools", index).field("amount"), &mut pool.amount, each);
    }
    for (index, program) in policy.programs.iter_mut().enumerate() {
        in_program(&Place::item("programs", index), program, each);
    }
}

/// The readings that conditions ask.
pub(crate) fn asked_readings(policy: &mut Policy) -> Vec<Id<Reading>> {
    let mut asked = Vec::new();
    conditions(policy, &mut |_, condition| {
        each_test(condition, &mut |_, test| {
            if let TestKind::Reading(reading, _) = test.kind {
                asked.push(reading);
            }
        });
    });
    asked
}

fn in_program(at: &Place, program: &mut Program, each: EachCondition<'_>) {
    each(&at.field("who"), &mut program.who);
    if let Some(covers) = &mut program.covers {
        each(&at.field("covers"), covers);
    }
    let less = program.base.less.iter_mut().map(|(_, when)| when);
    of_items(&at.field("base"), "less", less, each);
    of_items(at, "elsewhere", program.elsewhere.iter_mut().map(|(when, ..)| when), each);
    of_items(at, "remarks", program.remarks.iter_mut().map(|(when, _)| when), each);
    of_items(at, "documents", program.documents.iter_mut().map(|WantedDocument { when, .. }| when), each);
    of_items(at, "routes", program.routes.iter_mut().map(|(when, _)| when), each);
    for (index, way) in program.ways.iter_mut().enumerate() {
        let place = at.within("ways", index);
        each(&place.field("who"), &mut way.who);
        for (index, step) in way.steps.iter_mut().enumerate() {
            let place = place.within("steps", index);
            each(&place.field("when"), &mut step.when);
            match &mut step.op {
                Op::Deduct(figure, _) | Op::Fixed(figure) | Op::Cap(Cap::Own(figure)) => {
                    whens(&place.field("value"), figure, each);
                }
                Op::Threshold { at: figure, .. } => whens(&place.field("at"), figure, each),
                Op::PerUnit { each: figure, .. } => whens(&place.field("each"), figure, each),
                Op::Ratio(share) => whens(&place.field("value"), share, each),
                Op::TopUp { share, .. } => whens(&place.field("share"), share, each),
                Op::Band(bands) => {
                    for (index, band) in bands.bands.iter_mut().enumerate() {
                        let place = place.within("bands", index);
                        if let Some(edge) = &mut band.up_to {
                            whens(&place.field("up_to"), edge, each);
                        }
                        whens(&place.field("share"), &mut band.share, each);
                    }
                }
                Op::Cap(Cap::Pool(_)) | Op::Discretion { .. } | Op::NotStated(_) | Op::Round(_) => {}
            }
        }
    }
}

/// The condition of each item of a list.
fn of_items<'a>(
    at: &Place,
    list: &'static str,
    whens: impl Iterator<Item = &'a mut Condition>,
    each: EachCondition<'_>,
) {
    for (index, when) in whens.enumerate() {
        each(&at.within(list, index).field("when"), when);
    }
}

/// Whether a step looks at each bill.
pub(super) fn looks_at_bill(step: &Mechanism) -> bool {
    fn any<T>(cases: &Cases<T>) -> bool {
        cases.cases.iter().any(|case| case.when.needs_bill())
    }
    let figures = match &step.op {
        Op::Deduct(figure, _)
        | Op::Fixed(figure)
        | Op::Cap(Cap::Own(figure))
        | Op::Threshold { at: figure, .. }
        | Op::PerUnit { each: figure, .. } => any(figure),
        Op::Ratio(share) | Op::TopUp { share, .. } => any(share),
        Op::Band(bands) => {
            bands.bands.iter().any(|band| any(&band.share) || band.up_to.as_ref().is_some_and(any))
        }
        Op::Cap(Cap::Pool(_)) | Op::Discretion { .. } | Op::NotStated(_) | Op::Round(_) => false,
    };
    figures || step.when.needs_bill()
}

fn whens<T>(place: &Place, cases: &mut Cases<T>, each: EachCondition<'_>) {
    for (index, case) in cases.cases.iter_mut().enumerate() {
        each(&place.within("cases", index).field("when"), &mut case.when);
    }
}

/// Calls `each` with every test of a condition and its number, from 0.
pub(super) fn each_test(condition: &mut Condition, each: &mut dyn FnMut(usize, &mut Test)) {
    let mut number = 0;
    each_leaf(condition, &mut |leaf| {
        if let Condition::Test(test) = leaf {
            each(number, test);
            number += 1;
        }
    });
}

/// Calls `each` with every part of a condition that is one test.
pub(super) fn each_leaf(condition: &mut Condition, each: &mut dyn FnMut(&mut Condition)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                each_leaf(part, each);
            }
        }
        Condition::Not(part) => each_leaf(part, each),
        Condition::Test(_) => each(condition),
    }
}
