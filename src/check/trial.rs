//! 看不看得出：whether the worked cases notice that a rule is another.
//!
//! The answers are read once, and what they come to is compared in figures and not in words. Cases that noticed
//! something come first the next time, and those that leave much open, and so take long, come last.

use std::collections::BTreeSet;

use super::worked;
use crate::assess::{self, Assessment, ProgramOutcome};
use crate::case::{Answers, Case, Completeness};
use crate::lean::put_in_order;
use crate::policy::file::{PackFile, WorkedCase};
use crate::policy::{Document, Id, Policy, Reading};

/// The worked cases of a pack that come to something, each with what it comes to.
pub(super) struct Trial<'a> {
    cases: Vec<Tried<'a>>,
}

struct Tried<'a> {
    worked: &'a WorkedCase,
    case: Case,
    found: Assessment<'a>,
}

impl<'a> Trial<'a> {
    pub fn of(pack: &'a PackFile, policy: &'a Policy) -> Self {
        let mut cases: Vec<Tried<'a>> = pack
            .cases
            .iter()
            .filter_map(|worked| {
                let case = Answers::from(worked.answers.clone()).check(policy, Completeness::Whole).ok()?;
                let found = assess::assess(policy, &case);
                Some(Tried { worked, case, found })
            })
            .collect();
        put_in_order(&mut cases, |tried| {
            tried.found.programs.iter().map(|found| found.missing.len()).sum::<usize>()
        });
        Self { cases }
    }

    /// Whether a case comes to something else than it expects.
    pub fn fails(&mut self, changed: &Policy) -> bool {
        self.any(|tried| tried.differs(changed) && !worked::passes_one(tried.worked, changed))
    }

    /// The same, where the answers are read by what was changed too.
    pub fn fails_anew(&mut self, changed: &Policy) -> bool {
        self.any(|tried| !worked::passes_one(tried.worked, changed))
    }

    /// The same; where the change moves no money, it is enough that a case is told something else.
    pub fn notices(&mut self, changed: &Policy) -> bool {
        let said = |tried: &Tried<'_>| {
            let found = assess::assess(changed, &tried.case);
            let mut programs = tried.found.programs.iter().zip(&found.programs);
            !same(&tried.found, &found) || programs.any(|(one, other)| one.steps != other.steps)
        };
        let paid = |tried: &Tried<'_>| !pays_the_same(&tried.found, &assess::assess(changed, &tried.case));
        self.fails(changed) || (self.cases.iter().any(said) && !self.cases.iter().any(paid))
    }

    /// A case that comes to something else without anybody having written down what it expects there, in words.
    pub fn unwritten(&self, changed: &Policy) -> Option<String> {
        self.cases.iter().find_map(|tried| {
            let found = assess::assess(changed, &tried.case);
            let mut programs = tried.found.programs.iter().zip(&found.programs).zip(&changed.programs);
            let (field, id) = programs
                .find_map(|((one, other), program)| Some((told_by(one, other)?, program.id.as_str())))?;
            let name = &tried.worked.name;
            Some(format!("；例子“{name}”的结果会变，期望里没有写：写上 {id} 的 {field}"))
        })
    }

    /// Each reading that some case takes, and the place of its option.
    pub fn readings_used(&self) -> BTreeSet<(Id<Reading>, u8)> {
        let of_case = |tried: &Tried<'_>| -> Vec<(Id<Reading>, u8)> {
            let programs = tried.found.programs.iter();
            let used = programs.flat_map(|program| program.readings.iter().copied());
            let taken = |reading: Id<Reading>| Some((reading, *reading.among(&tried.case.readings)?));
            used.filter_map(taken).collect()
        };
        self.cases.iter().flat_map(of_case).collect()
    }

    /// The documents that some case has to bring.
    pub fn documents_wanted(&self, policy: &Policy) -> BTreeSet<Id<Document>> {
        let programs = self.cases.iter().flat_map(|tried| tried.found.programs.iter().zip(&policy.programs));
        let documents = programs.flat_map(|(found, program)| {
            found.documents.iter().filter_map(move |place| program.documents.get(*place))
        });
        documents.map(|wanted| wanted.document).collect()
    }

    fn any(&mut self, notices: impl Fn(&Tried<'_>) -> bool) -> bool {
        let Some(place) = self.cases.iter().position(notices) else { return false };
        if let Some(first) = self.cases.get_mut(..=place) {
            first.rotate_right(1);
        }
        true
    }
}

impl Tried<'_> {
    fn differs(&self, changed: &Policy) -> bool {
        !same(&self.found, &assess::assess(changed, &self.case))
    }
}

/// Whether two assessments come to the same, whatever was tried on the way.
fn same(one: &Assessment<'_>, other: &Assessment<'_>) -> bool {
    let programs = one.programs.iter().zip(&other.programs);
    one.total == other.total && programs.into_iter().all(|(one, other)| alike(one, other))
}

/// Whether two assessments pay the same.
fn pays_the_same(one: &Assessment<'_>, other: &Assessment<'_>) -> bool {
    let paid = |found: &Assessment<'_>| -> Vec<_> {
        found.programs.iter().map(|program| (program.status, program.amount)).collect()
    };
    paid(one) == paid(other)
}

/// The field of what is expected that tells two outcomes apart.
fn told_by(one: &ProgramOutcome<'_>, other: &ProgramOutcome<'_>) -> Option<&'static str> {
    let deadline = |outcome: &ProgramOutcome<'_>| outcome.route.and_then(|taken| taken.deadline);
    let fields = [
        ("status", one.status != other.status),
        ("amount", one.amount != other.amount),
        ("replaced_by", one.replaced_by != other.replaced_by),
        ("missing", one.missing != other.missing),
        ("documents", one.documents != other.documents),
        ("deadline", deadline(one) != deadline(other)),
        ("remarks", one.remarks != other.remarks),
        ("readings", one.readings != other.readings),
    ];
    fields.into_iter().find(|(_, differs)| *differs).map(|(field, _)| field)
}

fn alike(one: &ProgramOutcome<'_>, other: &ProgramOutcome<'_>) -> bool {
    let route = |outcome: &ProgramOutcome<'_>| outcome.route.map(|taken| (taken.route, taken.deadline));
    one.status == other.status
        && one.amount == other.amount
        && one.replaced_by == other.replaced_by
        && one.missing == other.missing
        && one.documents == other.documents
        && one.remarks == other.remarks
        && one.readings == other.readings
        && one.gaps == other.gaps
        && route(one) == route(other)
}
