//! 政策里的数：the figures that a policy states, each of which can be tried as another.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::explain::ReasonText;
use crate::money::{Ratio, Yuan};
use crate::policy::{
    Cap, Cases, Citation, Condition, Figure, Id, Mechanism, Op, ParameterValue, Phase, Policy, Share,
    ShareSource, Source, Unit,
};
use crate::say::{Say, said};

/// 写明的一个数.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The programme, or the limit that several share.
    pub program: String,
    /// 哪一档, and in which cases.
    pub who: String,
    /// What it is.
    pub what: String,
    /// The figure.
    pub value: ParameterValue,
    /// 依据.
    pub citation: Option<Id<Citation>>,
}

/// A figure where it stands.
enum Number<'a> {
    Yuan(&'a mut Yuan),
    Percent(&'a mut Ratio),
}

/// Every figure that a policy states, in its order. Those of programmes that are no assistance are none of them, nor are
/// those that conditions hold sums against.
#[must_use]
pub fn stated(policy: &Policy) -> Vec<Stated> {
    let mut all = Vec::new();
    each(policy, &mut policy.clone(), &mut |stated, _| all.push(stated));
    all
}

/// The policy with some of these figures, by their places, set to others.
///
/// # Errors
/// What is wrong with one of them, in words.
pub fn restated(policy: &Policy, figures: &BTreeMap<usize, String>) -> Result<Policy, String> {
    let mut other = policy.clone();
    let (mut place, mut wrong) = (0, None);
    each(policy, &mut other, &mut |stated, number| {
        if let Some(text) = figures.get(&place) {
            let (is_fine, wanted) = match number {
                Number::Yuan(value) => (put(value, text), "要写成数，最多两位小数，如 5000、5000.50"),
                Number::Percent(value) => (put(value, text), "要在 0% 到 100% 之间，如 65%"),
            };
            if !is_fine {
                wrong = wrong.take().or(Some(said!(stated.program, " ", stated.what, "：", wanted)));
            }
        }
        place += 1;
    });
    match wrong {
        Some(wrong) => Err(wrong),
        None if !climbs(&other) => Err("分段的上限要一段比一段高".into()),
        None => Ok(other),
    }
}

/// Puts what is written for a value in its place; whether it is one.
fn put<T: FromStr>(value: &mut T, text: &str) -> bool {
    text.parse().map(|told| *value = told).is_ok()
}

/// Whether each band begins where the one below it ends, and not under that.
fn climbs(policy: &Policy) -> bool {
    let steps = policy.programs.iter().flat_map(|program| &program.ways).flat_map(|way| &way.steps);
    let bands = steps.filter_map(|step| match &step.op {
        Op::Band(bands) => Some(bands),
        _ => None,
    });
    bands.into_iter().all(|bands| {
        let edges = bands.bands.iter().filter_map(|band| match band.up_to.as_ref()?.cases.as_slice() {
            [only] => match only.value {
                Source::Given(edge) => Some(edge),
                _ => None,
            },
            _ => None,
        });
        edges.is_sorted_by(|below, above| below < above)
    })
}

/// Calls `visit` with each figure of `policy`, told in the words of `named`, which has the same rules.
fn each(named: &Policy, policy: &mut Policy, visit: &mut dyn FnMut(Stated, Number<'_>)) {
    let always = Condition::ALWAYS;
    let mut walk = Walk { named, program: "", way: "", when: &always, citation: None, visit };
    for (told, program) in named.programs.iter().zip(&mut policy.programs) {
        if !told.kind.counts_in_total() {
            continue;
        }
        walk.program = &told.name;
        for (told_way, way) in told.ways.iter().zip(&mut program.ways) {
            walk.way = &told_way.name;
            for (told_step, step) in told_way.steps.iter().zip(&mut way.steps) {
                walk.when = &told_step.when;
                walk.citation = told_step.citation.or(told.citation);
                walk.step(step);
            }
        }
    }
    (walk.way, walk.when) = ("", &always);
    for (told, pool) in named.pools.iter().zip(&mut policy.pools) {
        (walk.program, walk.citation) = (&told.name, told.citation);
        walk.figure("共用限额", &mut pool.amount);
    }
}

/// Where the walk over the figures is.
struct Walk<'a, 'v> {
    named: &'a Policy,
    program: &'a str,
    way: &'a str,
    when: &'a Condition,
    citation: Option<Id<Citation>>,
    visit: &'v mut dyn FnMut(Stated, Number<'_>),
}

impl Walk<'_, '_> {
    fn step(&mut self, step: &mut Mechanism) {
        match &mut step.op {
            Op::Deduct(figure, _) => self.figure("起付线", figure),
            Op::Threshold { at, .. } => self.figure("门槛", at),
            Op::Ratio(share) => self.share("比例", share),
            Op::Band(bands) => {
                for (place, band) in (1_u32..).zip(&mut bands.bands) {
                    if let Some(edge) = &mut band.up_to {
                        self.figure(&said!("第 ", place, " 段的上限"), edge);
                    }
                    self.share(&said!("第 ", place, " 段的比例"), &mut band.share);
                }
            }
            Op::Fixed(figure) => self.figure("定额", figure),
            Op::PerUnit { each, units, .. } => {
                let what = match units.unit {
                    Unit::Month => "每月",
                    Unit::Day => "每天",
                    Unit::Room => "每间",
                    Unit::Person => "每人",
                };
                self.figure(what, each);
            }
            Op::TopUp { share, .. } => self.share("补到的比例", share),
            Op::Cap(Cap::Own(figure)) => {
                let what = match step.phase {
                    Phase::Bill => "每次限额",
                    Phase::Month => "每月限额",
                    Phase::Quarter => "每季限额",
                    Phase::Year => "年度限额",
                };
                self.figure(what, figure);
            }
            Op::Cap(Cap::Pool(_)) | Op::Discretion { .. } | Op::NotStated(_) | Op::Round(_) => {}
        }
    }

    fn figure(&mut self, what: &str, figure: &mut Figure) {
        self.cases(what, figure, &mut |source| match source {
            Source::Given(value) => Some(Number::Yuan(value)),
            Source::Parameter(..) | Source::Fact(..) | Source::OfBill(_) => None,
        });
    }

    fn share(&mut self, what: &str, share: &mut Share) {
        self.cases(what, share, &mut |source| match source {
            ShareSource::Given(value) => Some(Number::Percent(value)),
            ShareSource::Parameter(_) => None,
        });
    }

    fn cases<T>(
        &mut self,
        what: &str,
        cases: &mut Cases<T>,
        number: &mut dyn FnMut(&mut T) -> Option<Number<'_>>,
    ) {
        let several = cases.cases.len() > 1;
        for case in &mut cases.cases {
            let Some(number) = number(&mut case.value) else { continue };
            let mut words = Vec::new();
            words.extend((!self.way.is_empty()).then(|| self.way.to_owned()));
            tell(self.named, self.when, false, &mut words);
            if several && case.when.is_always() {
                words.push("其余".into());
            } else {
                tell(self.named, &case.when, false, &mut words);
            }
            let value = match &number {
                Number::Yuan(value) => ParameterValue::Yuan(**value),
                Number::Percent(value) => ParameterValue::Percent(**value),
            };
            let citation = case.citation.or(self.citation);
            let (program, who, what) = (self.program.to_owned(), words.join("，"), what.to_owned());
            (self.visit)(Stated { program, who, what, value, citation }, number);
        }
    }
}

/// The tests of a condition in words, one after the other.
fn tell(policy: &Policy, condition: &Condition, negated: bool, words: &mut Vec<String>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                tell(policy, part, negated, words);
            }
        }
        Condition::Not(part) => tell(policy, part, !negated, words),
        Condition::Test(test) => words.push(said!(ReasonText::Test(policy, test, negated, None))),
    }
}
