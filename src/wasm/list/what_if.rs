//! 换个办法会怎样, as plain values.

use serde::Serialize;

use super::told::Ends;
use crate::explain;
use crate::money::Amount;
use crate::policy::{ParameterValue, Policy};
use crate::roster::compare::{Change, Comparison, Due, Effect};
use crate::roster::{judge, wording};
use crate::say::{Say, said};
use crate::screen::figures::Stated;
use crate::screen::{Kept, Run, WhatIf};
use crate::vocabulary::SetOf;

/// A figure that the policy states.
#[derive(Serialize)]
pub(super) struct FigureTold {
    program: String,
    who: String,
    what: String,
    unit: &'static str,
    value: String,
    citation: String,
}

pub(super) fn figure(policy: &Policy, stated: Stated) -> FigureTold {
    let (unit, value) = match stated.value {
        ParameterValue::Yuan(value) => ("yuan", said!(value)),
        ParameterValue::Percent(value) => ("percent", said!(value)),
    };
    let cited = stated.citation.and_then(|place| policy.get(place));
    let citation = cited.map(|cited| cited.article.clone()).unwrap_or_default();
    let Stated { program, who, what, .. } = stated;
    FigureTold { program, who, what, unit, value, citation }
}

#[derive(Serialize)]
pub(super) struct WhatIfTold<'a> {
    /// The names of the changes.
    names: [&'static str; 4],
    /// What it is held against.
    policy: explain::PolicySummary<'a>,
    is_same: bool,
    /// Persons that were compared so far, and whether they are all.
    counted: u64,
    one_sided: u64,
    all: EffectTold,
    villages: Vec<EffectTold>,
    identities: Vec<EffectTold>,
    programs: Vec<EffectTold>,
}

#[derive(Serialize)]
struct EffectTold {
    name: String,
    persons: [u64; 4],
    before: Ends,
    after: Ends,
    /// By how much more is paid, below zero where it is less.
    difference: Ends,
    gained: Ends,
    lost: Ends,
}

pub(super) fn what_if(what_if: &WhatIf) -> WhatIfTold<'_> {
    let Comparison { all, villages, identities, programs, one_sided } = &what_if.comparison;
    let effects = |(name, told): (&String, &Effect)| effect(name, told);
    WhatIfTold {
        names: Change::ALL.map(Change::name),
        policy: explain::summary(&what_if.other),
        is_same: what_if.is_same_policy(),
        counted: all.persons.iter().sum(),
        one_sided: *one_sided,
        all: effect("全部", all),
        villages: villages.iter().map(effects).collect(),
        identities: identities.iter().map(|(name, told)| effect(name, told)).collect(),
        programs: programs.iter().map(effects).collect(),
    }
}

fn effect(name: &str, effect: &Effect) -> EffectTold {
    EffectTold {
        name: name.to_owned(),
        persons: effect.persons,
        before: Ends::of(effect.before),
        after: Ends::of(effect.after),
        difference: between(effect.before, effect.after),
        gained: Ends::of(effect.gained),
        lost: Ends::of(effect.lost),
    }
}

#[derive(Serialize)]
pub(super) struct ChangeRowTold {
    place: u32,
    change: usize,
    name: String,
    id: String,
    village: String,
    identity: String,
    before: Ends,
    after: Ends,
    difference: Ends,
}

pub(super) fn row(place: u32, run: &Run, what_if: &WhatIf) -> Option<ChangeRowTold> {
    let at = usize::try_from(place).ok()?;
    let Kept { person, verdict, village } = run.kept.get(at)?;
    let (was, is) = (Due::of(verdict), what_if.due(at)?);
    let change = Change::of(&was, is);
    Some(ChangeRowTold {
        place,
        change: Change::ALL.iter().position(|known| *known == change).unwrap_or(0),
        name: person.about.name.to_string(),
        id: said!(person.id),
        village: village.to_string(),
        identity: person.case.person.categories.map(|held| SetOf::names(held).join("、")).unwrap_or_default(),
        before: Ends::of(was.due),
        after: Ends::of(is.due),
        difference: between(was.due, is.due),
    })
}

/// From one amount to the other.
fn between(was: Amount, is: Amount) -> Ends {
    Ends { min: wording::signed(is.min(), was.max()), max: wording::signed(is.max(), was.min()) }
}

/// 换了以后怎么算的.
#[derive(Serialize)]
pub(super) struct OtherTold {
    title: String,
    change: usize,
    due: Ends,
    steps: String,
}

pub(super) fn other(what_if: &WhatIf, kept: &Kept) -> Option<OtherTold> {
    let person = what_if.under_it(kept)?;
    let (verdict, assessed) = judge(&what_if.other, &person);
    let change = Change::of(&Due::of(&kept.verdict), &Due::of(&verdict));
    Some(OtherTold {
        title: what_if.other.title.clone(),
        change: Change::ALL.iter().position(|known| *known == change).unwrap_or(0),
        due: Ends::of(verdict.due),
        steps: wording::steps(&what_if.other, &person, &assessed),
    })
}
