//! How much was read of a municipality.

use serde::Serialize;
use utoipa::ToSchema;

use crate::profile;

/// How much was read of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coverage {
    /// Documents that count towards it and of which at least something was read.
    pub documents: u32,
    /// Documents superseded by a newer one of the same kind; they can be searched and do not count.
    pub superseded: u32,
    /// Documents of which nothing could be read.
    pub unreadable: u32,
    /// The share of all pages that could be read, `[0, 1]`.
    pub readable_share: f64,
    /// Words read.
    pub words: u64,
    /// Passages read.
    pub passages: u32,
    /// The date of the newest document that has one.
    #[schema(format = "date-or-year", pattern = r"^\d{4}(-\d{2}-\d{2})?$")]
    pub newest: Option<String>,
}

impl From<&profile::Coverage> for Coverage {
    fn from(coverage: &profile::Coverage) -> Self {
        Self {
            documents: coverage.documents,
            superseded: coverage.superseded,
            unreadable: coverage.unreadable,
            readable_share: coverage.readable_share,
            words: coverage.words,
            passages: coverage.passages,
            newest: coverage.newest.map(|dated| dated.to_string()),
        }
    }
}
