//! 省里的下限：whether a pack of a city or county gives less than its province asks for.
//!
//! It is tried by computing: somebody of each identity with one bill of the care in question, a little above the
//! deductible, in the middle, and far beyond the limit. Only what is surely less is told; what the pack does not compute
//! is not.

use crate::assess::{self, Status};
use crate::case::{Answers, Completeness};
use crate::document::{Data, Node};
use crate::money::{Ratio, Yuan};
use crate::policy::Policy;
use crate::policy::file::{Diagnostic, Floor, PackFile, Severity};
use crate::vocabulary::{Category, Member, ProgramKind};

/// From these on, above the deductible, a thousand more is tried.
const TRIED: [u32; 4] = [1_000, 5_000, 12_000, 25_000];
const MORE: u32 = 1_000;
/// Beyond any limit that documents name.
const BEYOND: u32 = 3_000_000;

/// Somebody on whom a floor is tried.
struct Tried<'a> {
    floor: &'a Floor,
    category: Category,
    policy: &'a Policy,
}

/// What of the floors that apply the pack is below without saying so, and what it says to be below and is not.
#[must_use]
pub fn below_floors(pack: &PackFile, policy: &Policy, floors: &[Floor]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut below: Vec<&str> = Vec::new();
    let within = |floor: &&Floor| {
        floor.region.len() < policy.region.len()
            && floor.region.iter().zip(&policy.region).all(|(one, other)| one == other)
            && floor.period.overlaps(&policy.period)
    };
    for floor in floors.iter().filter(within) {
        for category in floor.categories.words() {
            let tried = Tried { floor, category, policy };
            for text in tried.below().into_iter().flatten() {
                below.push(&floor.id);
                if !pack.below_floor.iter().any(|known| known.floor == floor.id) {
                    let text = format!(
                        "{}，{text}：核对文件；就是这样写的，在包里写 below_floor = [{{ floor = \"{}\", text = \"为什么\" }}]（{}）",
                        category.name(),
                        floor.id,
                        floor.text
                    );
                    found.push(pack.diagnostic(&pack.period_at, Severity::Warning, "below-floor", text));
                }
            }
        }
    }
    for known in pack.below_floor.iter().filter(|known| !below.contains(&known.floor.as_str())) {
        let text = format!("并不低于叫 {} 的下限，或者没有这个下限：删去这一项", known.floor);
        found.push(pack.diagnostic(&known.at, Severity::Warning, "not-below", text));
    }
    found
}

impl Tried<'_> {
    /// In which ways it is below, where all of it can be told.
    fn below(&self) -> Option<Vec<String>> {
        let beyond = self.paid(Yuan::whole(BEYOND))?;
        if beyond.is_zero() {
            return None;
        }
        let mut found = Vec::new();
        let above = self.floor.deductible.unwrap_or_default();
        if let Some(most) = self.floor.deductible
            && self.paid(most + Yuan::whole(1))?.is_zero()
        {
            found.push(format!("省里的起付至多 {most} 元，这里超过这个数还没有"));
        }
        if let Some(ratio) = self.floor.ratio {
            let starts = TRIED.map(|start| above + Yuan::whole(start));
            let less = starts.into_iter().find_map(|from| self.pays_less(from, ratio));
            found.extend(less);
        }
        if let Some(limit) = self.floor.limit.filter(|limit| beyond < *limit) {
            found.push(format!("省里的年限额至少 {limit} 元，这里最多 {beyond} 元"));
        }
        Some(found)
    }

    /// Whether less than this share of a thousand more is paid, where the limit is not reached yet.
    fn pays_less(&self, from: Yuan, ratio: Ratio) -> Option<String> {
        let more = Yuan::whole(MORE);
        let (before, after) = (self.paid(from)?, self.paid(from + more)?);
        let goes_on = after < self.paid(from + more + more)?;
        let paid = after.less(before);
        (!before.is_zero() && goes_on && paid < more.times(ratio).less(Yuan::fen(1)))
            .then(|| format!("省里不低于 {ratio}，这里自付超过 {from} 元的 {more} 元只给 {paid} 元"))
    }

    /// The most that such programmes come to on one bill of this total; nothing where they are not computed.
    fn paid(&self, total: Yuan) -> Option<Yuan> {
        let case = Answers::from(self.answers(total)).check(self.policy, Completeness::Whole).ok()?;
        let found = assess::assess(self.policy, &case);
        let ordinary = |kind| {
            matches!(kind, ProgramKind::Inpatient | ProgramKind::Outpatient | ProgramKind::MajorIllness)
        };
        let programs = self.policy.programs.iter().zip(&found.programs);
        let mut sum = Yuan::ZERO;
        for (_, outcome) in programs.filter(|(program, _)| ordinary(program.kind)) {
            if outcome.status == Status::NotComputed {
                return None;
            }
            sum = sum + outcome.amount.max();
        }
        Some(sum)
    }

    fn answers(&self, total: Yuan) -> Node {
        let text = |text: &str| Node::from(Data::Text(text.to_owned()));
        let table = |fields: Vec<(&str, Node)>| {
            let fields = fields.into_iter().map(|(name, node)| (name.to_owned(), node));
            Node::from(Data::Table(fields.collect()))
        };
        let day = self.policy.period.from.max(self.floor.period.from).to_string();
        let total = total.to_string();
        let bill = table(vec![
            ("date", text(&day)),
            ("care", text(self.floor.care.id())),
            ("place", text("local")),
            ("total", text(&total)),
            ("in_scope", text(&total)),
            ("basic_paid", text("0")),
            ("critical_paid", text("0")),
        ]);
        let person = table(vec![
            ("categories", Node::from(Data::List(vec![text(self.category.id())]))),
            ("insurance", text("resident")),
            ("age", Node::from(Data::Integer(40))),
        ]);
        table(vec![
            ("contract", Node::from(Data::Integer(1))),
            ("as_of", text(&day)),
            ("person", person),
            ("bills", Node::from(Data::List(vec![bill]))),
        ])
    }
}
