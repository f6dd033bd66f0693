//! From where a document was fetched.

use serde::Serialize;
use utoipa::ToSchema;

use crate::document;

/// From where a document was fetched, when, and what may be done with it, by the manifest of the corpus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Provenance {
    /// The source: `publications`, `regulations`, `council`, `addresses`, `folder`, `feeds`, or what a person wrote.
    pub source: Option<String>,
    /// What names the document in that source: an address or an identifier.
    pub address: Option<String>,
    /// The address that gave its bytes, after redirects.
    pub fetched_from: Option<String>,
    /// When they were fetched.
    #[schema(format = "date-time")]
    pub fetched: Option<String>,
    /// The BLAKE3 hash of the bytes that were fetched, in hexadecimal digits.
    pub hash: Option<String>,
    /// What may be done with the document; a note in Dutch.
    pub licence: Option<String>,
}

impl From<&document::Provenance> for Provenance {
    fn from(provenance: &document::Provenance) -> Self {
        let document::Provenance {
            source,
            address,
            fetched_from,
            fetched,
            hash,
            licence,
        } = provenance.clone();
        Self {
            source,
            address,
            fetched_from,
            fetched: fetched.map(|moment| moment.to_string()),
            hash,
            licence,
        }
    }
}
