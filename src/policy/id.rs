//! 编号：which part of a policy is meant, by its place among those of its kind.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::num::NonZeroU32;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::packed::{Packed, Source};
use super::{
    Citation, DiseaseList, Document, FactQuestion, Parameter, Policy, Pool, Program, Reading, Route,
    SourceDocument,
};

/// 编号 of a `T` of some policy. It stands for no part of another kind, and is nothing without the policy.
///
/// ```
/// # #[cfg(feature = "cli")]
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use jiuzhu::policy::file::{Common, PackFile};
/// # let file = |name| std::fs::read_to_string(format!("{}/policies/{name}", env!("CARGO_MANIFEST_DIR")));
/// # let common = Common::read(("", &file("common/diseases.toml")?), ("", &file("common/facts.toml")?)).0;
/// # let policy = PackFile::read("", &file("beijing-2023.toml")?, &common).policy.ok_or("no pack")?;
/// let inpatient = policy.program("inpatient").ok_or("no such programme")?;
/// assert_eq!(policy.name(inpatient), "住院救助（含门诊特殊疾病）");
/// let cited = policy.get(inpatient).and_then(|program| policy.get(program.citation?));
/// assert!(cited.is_some());
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "cli"))]
/// # fn main() {}
/// ```
pub struct Id<T>(NonZeroU32, PhantomData<fn() -> T>);

/// 一类 of the parts that a policy has several of.
pub trait Part: Sized + 'static {
    /// All of them, in the pack's order.
    fn all(policy: &Policy) -> &[Self];
}

/// 有名称的 of them.
pub trait Named: Part {
    /// What it is called where it is spoken of.
    fn name(&self) -> &str;
}

impl Policy {
    /// The part that is meant; nothing where another policy's was.
    #[must_use]
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub fn get<T: Part>(&self, id: Id<T>) -> Option<&T> {
        id.among(T::all(self))
    }

    /// Every part of a kind.
    pub fn each<T: Part>(&self) -> impl Iterator<Item = (Id<T>, &T)> {
        T::all(self).iter().enumerate().filter_map(|(place, part)| Some((Id::at(place)?, part)))
    }

    /// What the part is called that is meant; empty where another policy's was.
    #[must_use]
    pub fn name<T: Named>(&self, id: Id<T>) -> &str {
        self.get(id).map_or("", T::name)
    }
}

impl<T> Id<T> {
    /// The part at this place among those of its kind.
    #[must_use]
    pub fn at(place: usize) -> Option<Self> {
        u32::try_from(place).ok().and_then(Self::of)
    }

    /// What stands for it in a list that has something for each of its kind.
    #[must_use]
    pub fn among<V>(self, each: &[V]) -> Option<&V> {
        each.get(self.place())
    }

    /// Its place, from 0.
    #[must_use]
    pub fn place(self) -> usize {
        usize::try_from(self.number()).unwrap_or(usize::MAX)
    }

    /// One more than the place is kept, so that one that may be none takes no more room.
    fn of(place: u32) -> Option<Self> {
        NonZeroU32::new(place.wrapping_add(1)).map(|next| Self(next, PhantomData))
    }

    fn number(self) -> u32 {
        self.0.get() - 1
    }
}

macro_rules! parts {
    ($($part:ident in $parts:ident,)+) => {$(
        impl Part for $part {
            fn all(policy: &Policy) -> &[Self] {
                &policy.$parts
            }
        }
    )+};
}
parts! {
    Parameter in parameters,
    Reading in readings,
    FactQuestion in facts,
    DiseaseList in lists,
    SourceDocument in sources,
    Citation in citations,
    Document in documents,
    Route in routes,
    Program in programs,
    Pool in pools,
}

macro_rules! named {
    ($($part:ident by $name:ident,)+) => {$(
        impl Named for $part {
            fn name(&self) -> &str {
                &self.$name
            }
        }
    )+};
}
named! {
    Parameter by label,
    FactQuestion by label,
    Program by name,
    Pool by name,
}

impl<T> Packed for Id<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.number().write(out);
    }

    fn read(source: &mut Source<'_>) -> Self {
        Self::of(u32::read(source)).unwrap_or_else(|| {
            source.spoil();
            Self(NonZeroU32::MIN, PhantomData)
        })
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.number())
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of(u32::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("no place"))
    }
}

// Of the places alone, whatever a `T` can do.

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Id<T> {}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number())
    }
}
