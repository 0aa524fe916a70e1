//! 依据、病种与材料.

use super::packed::{Packed, Source, packed};
use super::{Condition, Id, TestKind};
use crate::calendar::Date;
use crate::vocabulary::{Confidence, DocumentForm};

/// 文件：a document that the rules come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDocument {
    /// 标题 and, where it has one, 文号, as a citation names it.
    pub name: String,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 印发日期.
    pub date: Option<Date>,
    /// How surely its figures are known.
    pub confidence: Confidence,
}

/// 依据：one article of a document, in the pack's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// 出自哪个文件.
    pub source: Id<SourceDocument>,
    /// 条款.
    pub article: String,
    /// What it provides, in plain words.
    pub summary: String,
    /// Since when, where it differs from the pack.
    pub from: Option<Date>,
    /// Until when, where it differs from the pack.
    pub until: Option<Date>,
    /// When it was checked, where it differs from the pack.
    pub checked_on: Option<Date>,
    /// How surely it is known, where it differs from the document.
    pub confidence: Option<Confidence>,
}

/// 病种.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disease {
    /// The id of the catalogue.
    pub id: String,
    /// The name.
    pub name: String,
}

/// 病种目录：the diseases that a rule names, kinds of them included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiseaseList {
    /// What it is called.
    pub name: String,
    /// What is on it.
    pub items: Vec<ListItem>,
    /// 等：whether the list ends openly, so that a disease not on it may still count.
    pub open: bool,
}

/// Diseases of a list that count under the same condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListItem {
    /// The diseases.
    pub diseases: DiseaseSet,
    /// When they count.
    pub when: Condition,
}

/// 一组病种：by their places in the catalogue, of which there are at most 128.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiseaseSet(u64, u64);

/// 材料.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The id.
    pub id: String,
    /// 名称.
    pub name: String,
    /// 原件或复印件.
    pub form: DocumentForm,
    /// 份数.
    pub copies: Option<u8>,
    /// 由谁出具.
    pub issuer: Option<String>,
    /// 注意.
    pub note: Option<String>,
}

packed! { struct DiseaseSet { 0, 1 } }

impl DiseaseList {
    /// Whether every list that its conditions look at is `allowed`. One that itself looks at none is; any other might
    /// lead back here, and judging them would never end.
    pub fn looks_only_at(&self, allowed: impl Fn(Id<DiseaseList>) -> bool) -> bool {
        let mut only = true;
        for item in &self.items {
            item.when.each_test(&mut |test| {
                if let TestKind::Disease(list) = test.kind {
                    only &= allowed(list);
                }
            });
        }
        only
    }
}

impl DiseaseSet {
    /// Every disease that a catalogue can hold.
    pub const ALL: Self = Self(u64::MAX, u64::MAX);

    /// One bit for each place in the catalogue, the first the lowest.
    #[must_use]
    pub fn bits(self) -> u128 {
        u128::from(self.0) | u128::from(self.1) << 64
    }

    /// This set and the disease at `place`.
    #[must_use]
    pub fn with(self, place: usize) -> Self {
        match place {
            0..64 => Self(self.0 | 1 << place, self.1),
            64..128 => Self(self.0, self.1 | 1 << (place - 64)),
            _ => self,
        }
    }

    /// Whether some disease is in both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0 || self.1 & other.1 != 0
    }

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0, self.1 | other.1)
    }

    /// Whether no disease is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The places of its diseases.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..128).filter(move |&place| self.meets(Self::default().with(place)))
    }
}
