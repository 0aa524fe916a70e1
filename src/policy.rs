//! 政策：one place's rules for one period, checked and ready to compute.
//!
//! A [`Policy`] is made from a pack file (with the feature `author`) or from a compiled pack, and holds no name that
//! has still to be looked up: everything refers to everything by an [`Id`] of its kind.

mod condition;
mod figure;
#[cfg(feature = "author")]
pub mod file;
mod format;
mod id;
mod links;
mod mechanism;
mod pack;
mod packed;
mod program;
mod question;
mod reference;

use crate::calendar::{Date, Period};
use crate::vocabulary::PolicyStatus;

pub use condition::{AgeBounds, AgeDay, Condition, FactTest, Test, TestKind};
pub use figure::{Cases, Figure, OneCase, Quantity, Share, ShareSource, Source};
pub use id::{Id, Named, Part};
pub use links::PolicyLinks;
pub use mechanism::{Band, Bands, Cap, Keeps, Mechanism, Op, Phase, Unit, UnitSource, Units};
pub use pack::{PackError, digest, sealed};
pub use program::{
    Base, BaseFrom, Deadline, DeadlineFrom, Exclusion, Letter, Pool, Program, Route, WantedDocument, Way,
    Winner,
};
pub use question::{
    FactKind, FactOption, FactQuestion, Parameter, ParameterUnit, ParameterValue, Reading, ReadingOption,
};
pub use reference::{Citation, Disease, DiseaseList, DiseaseSet, Document, ListItem, SourceDocument};

/// 政策包：the rules of one place for one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The id that answers and portals use.
    pub id: String,
    /// 名称.
    pub title: String,
    /// The edition of this pack.
    pub version: String,
    /// The SHA-256 of the compiled pack; empty until it is compiled.
    pub digest: String,
    /// 省、市、县, from the largest to the smallest.
    pub region: Vec<String>,
    /// 行政区划代码.
    pub region_code: Option<String>,
    /// Whether the place is only inferred from the source, and to be shown so.
    pub region_inferred: bool,
    /// 有效期.
    pub period: Period,
    /// 现行、历史或国家框架.
    pub status: PolicyStatus,
    /// When the sources were last checked.
    pub checked_on: Date,
    /// Whether a critical-illness insurance stands before assistance here; where none does, a bill without its
    /// payment is read as having none.
    pub critical_insurance: bool,
    /// 参数：figures that the documents leave to the locality.
    pub parameters: Vec<Parameter>,
    /// 读法：ambiguous clauses with their options.
    pub readings: Vec<Reading>,
    /// 追问：the facts that the rules test beyond the common answers.
    pub facts: Vec<FactQuestion>,
    /// Every disease of the catalogue, so that any of its ids is understood.
    pub diseases: Vec<Disease>,
    /// 病种目录.
    pub lists: Vec<DiseaseList>,
    /// 文件.
    pub sources: Vec<SourceDocument>,
    /// 依据.
    pub citations: Vec<Citation>,
    /// 材料.
    pub documents: Vec<Document>,
    /// 办理途径.
    pub routes: Vec<Route>,
    /// 救助项目, in the order shown.
    pub programs: Vec<Program>,
    /// Limits that several programmes share in one benefit year.
    pub pools: Vec<Pool>,
    /// Which programmes are not paid beside each other.
    pub exclusions: Vec<Exclusion>,
}

impl Policy {
    /// The question `id`.
    #[must_use]
    pub fn fact(&self, id: &str) -> Option<Id<FactQuestion>> {
        self.facts.iter().position(|fact| fact.id == id).and_then(Id::at)
    }

    /// The programme `id`.
    #[must_use]
    pub fn program(&self, id: &str) -> Option<Id<Program>> {
        self.programs.iter().position(|program| program.id == id).and_then(Id::at)
    }
}
