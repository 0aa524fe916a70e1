//! 目录里的一行：a compiled pack, as the index of a folder of packs names it.

use serde::Serialize;

use crate::calendar::Date;
use crate::explain::summary;
use crate::policy::Policy;

/// A compiled pack in the index.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "they are the fields of the index, and those of the policy")]
pub struct IndexEntry<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub region: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region_code: Option<&'a str>,
    pub region_inferred: bool,
    pub from: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    pub status: &'static str,
    pub version: &'a str,
    /// Its first sixteen digits: enough to tell editions apart, and every visitor loads them.
    pub digest: &'a str,
    pub file: String,
    /// Its worked cases, in a file of their own.
    pub cases: String,
}

impl<'a> IndexEntry<'a> {
    /// The entry of a policy that was compiled.
    #[must_use]
    pub fn of(policy: &'a Policy) -> Self {
        let about = summary(policy);
        let short = about.digest.get(..8).unwrap_or(about.digest);
        Self {
            id: about.id,
            title: about.title,
            region: about.region,
            region_code: about.region_code,
            region_inferred: about.region_inferred,
            from: about.from,
            until: about.until,
            status: about.status,
            version: about.version,
            digest: about.digest.get(..16).unwrap_or(about.digest),
            file: format!("{}.{short}.pack", about.id),
            cases: format!("{}.{short}.cases.json", about.id),
        }
    }
}
