//! 数字与条件的所在：every figure and every condition of a policy, each with words for where it stands.

use crate::money::{Ratio, Yuan};
use crate::policy::{
    BaseFrom, Cap, Cases, Condition, Mechanism, Op, Policy, Program, ShareSource, Source, Test, TestKind,
    UnitSource, WantedDocument,
};

/// A figure that can be changed.
pub(super) enum Figure<'a> {
    Amount(&'a mut Yuan),
    Share(&'a mut Ratio),
    Count(&'a mut u32),
}

type EachFigure<'f> = &'f mut dyn FnMut(&str, Figure<'_>);
type EachCondition<'f> = &'f mut dyn FnMut(&str, &mut Condition);

/// Calls `each` with every figure that the pack itself gives.
pub(super) fn figures(policy: &mut Policy, each: EachFigure<'_>) {
    for pool in &mut policy.pools {
        amounts(&format!("共用限额“{}”", pool.name), &mut pool.amount, each);
    }
    for program in &mut policy.programs {
        let place = program.id.clone();
        if let BaseFrom::Amount(amount) = &mut program.base.from {
            source(&format!("{place} 的基数"), amount, each);
        }
        for way in &mut program.ways {
            for (index, step) in way.steps.iter_mut().enumerate() {
                let place = format!("{place}“{}”第 {} 步", way.name, index + 1);
                in_step(&place, step, each);
            }
        }
    }
    // A figure inside a condition counts as one too.
    conditions(policy, &mut |place, condition| {
        each_test(condition, &mut |test| {
            if let TestKind::YearSum { at, .. } | TestKind::BillSum { at, .. } = &mut test.kind {
                source(&format!("{place}里的金额"), at, each);
            }
        });
    });
}

fn in_step(place: &str, step: &mut Mechanism, each: EachFigure<'_>) {
    match &mut step.op {
        Op::Deduct(figure, _)
        | Op::Fixed(figure)
        | Op::Cap(Cap::Own(figure))
        | Op::Threshold { at: figure, .. } => {
            amounts(place, figure, each);
        }
        Op::Ratio(share) | Op::TopUp { share, .. } => shares(place, share, each),
        Op::Band(bands) => {
            for (index, band) in bands.bands.iter_mut().enumerate() {
                let place = format!("{place}第 {} 段", index + 1);
                if let Some(edge) = &mut band.up_to {
                    amounts(&format!("{place}上限"), edge, each);
                }
                shares(&place, &mut band.share, each);
            }
        }
        Op::PerUnit { each: figure, units, at_most } => {
            amounts(place, figure, each);
            if let UnitSource::Between(least, most) = &mut units.from {
                each(&format!("{place}的最少数"), Figure::Count(least));
                each(&format!("{place}的最多数"), Figure::Count(most));
            }
            if let Some(most) = at_most {
                each(&format!("{place}的 at_most"), Figure::Count(most));
            }
        }
        Op::Discretion { low, high, .. } => {
            each(&format!("{place}的 low"), Figure::Share(low));
            each(&format!("{place}的 high"), Figure::Share(high));
        }
        Op::Cap(Cap::Pool(_)) | Op::NotStated(_) => {}
    }
}

fn amounts(place: &str, cases: &mut Cases<Source>, each: EachFigure<'_>) {
    let several = cases.cases.len() > 1;
    for (index, case) in cases.cases.iter_mut().enumerate() {
        source(&numbered(place, several, index), &mut case.value, each);
    }
}

fn shares(place: &str, cases: &mut Cases<ShareSource>, each: EachFigure<'_>) {
    let several = cases.cases.len() > 1;
    for (index, case) in cases.cases.iter_mut().enumerate() {
        if let ShareSource::Given(share) = &mut case.value {
            let place = format!("{}：{share}", numbered(place, several, index));
            each(&place, Figure::Share(share));
        }
    }
}

fn numbered(place: &str, several: bool, index: usize) -> String {
    if several { format!("{place}第 {} 种情形", index + 1) } else { place.to_owned() }
}

fn source(place: &str, source: &mut Source, each: EachFigure<'_>) {
    match source {
        Source::Given(amount) => each(&format!("{place}：{amount}"), Figure::Amount(amount)),
        Source::Parameter(_, share, ..) | Source::Fact(_, share) if *share != Ratio::ONE => {
            each(&format!("{place}：{share}"), Figure::Share(share));
        }
        Source::Parameter(_, _, times, _) if *times != 1 => {
            each(&format!("{place}的 times"), Figure::Count(times));
        }
        Source::Parameter(..) | Source::Fact(..) => {}
    }
}

/// Calls `each` with every condition that does not hold always.
pub(super) fn conditions(policy: &mut Policy, each: EachCondition<'_>) {
    let each: EachCondition<'_> = &mut |place, condition| {
        if !condition.is_always() {
            each(place, condition);
        }
    };
    for list in &mut policy.lists {
        for (index, item) in list.items.iter_mut().enumerate() {
            each(&format!("病种目录“{}”第 {} 种条件", list.name, index + 1), &mut item.when);
        }
    }
    for pool in &mut policy.pools {
        whens(&format!("共用限额“{}”", pool.name), &mut pool.amount, each);
    }
    for program in &mut policy.programs {
        in_program(program, each);
    }
}

fn in_program(program: &mut Program, each: EachCondition<'_>) {
    let id = program.id.clone();
    each(&format!("{id} 的 who"), &mut program.who);
    if let Some(covers) = &mut program.covers {
        each(&format!("{id} 的 covers"), covers);
    }
    for (_, when) in &mut program.base.less {
        each(&format!("{id} 的 less"), when);
    }
    for (when, ..) in &mut program.elsewhere {
        each(&format!("{id} 的 elsewhere"), when);
    }
    for (when, _) in &mut program.remarks {
        each(&format!("{id} 的 remarks"), when);
    }
    for WantedDocument { when, .. } in &mut program.documents {
        each(&format!("{id} 的 documents"), when);
    }
    for (when, _) in &mut program.routes {
        each(&format!("{id} 的 routes"), when);
    }
    for way in &mut program.ways {
        each(&format!("{id}“{}”的 who", way.name), &mut way.who);
        for (index, step) in way.steps.iter_mut().enumerate() {
            let place = format!("{id}“{}”第 {} 步", way.name, index + 1);
            each(&format!("{place}的 when"), &mut step.when);
            match &mut step.op {
                Op::Deduct(figure, _)
                | Op::Fixed(figure)
                | Op::Cap(Cap::Own(figure))
                | Op::Threshold { at: figure, .. }
                | Op::PerUnit { each: figure, .. } => whens(&place, figure, each),
                Op::Ratio(share) | Op::TopUp { share, .. } => whens(&place, share, each),
                Op::Band(bands) => {
                    for band in &mut bands.bands {
                        if let Some(edge) = &mut band.up_to {
                            whens(&place, edge, each);
                        }
                        whens(&place, &mut band.share, each);
                    }
                }
                Op::Cap(Cap::Pool(_)) | Op::Discretion { .. } | Op::NotStated(_) => {}
            }
        }
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
        Op::Cap(Cap::Pool(_)) | Op::Discretion { .. } | Op::NotStated(_) => false,
    };
    figures || step.when.needs_bill()
}

fn whens<T>(place: &str, cases: &mut Cases<T>, each: EachCondition<'_>) {
    for (index, case) in cases.cases.iter_mut().enumerate() {
        each(&format!("{place}第 {} 种情形的 when", index + 1), &mut case.when);
    }
}

/// Calls `each` with every test of a condition.
pub(super) fn each_test(condition: &mut Condition, each: &mut dyn FnMut(&mut Test)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                each_test(part, each);
            }
        }
        Condition::Not(part) => each_test(part, each),
        Condition::Test(test) => each(test),
    }
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
