//! Provenance: from where a document was fetched, when, and what may be done with it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The provenance of a document, as the manifest of the corpus has it. A harvest fills it in; a person may too.
///
/// Whatever is unknown is `None`; a document of which all is unknown has no provenance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Provenance {
    /// The name of the source, such as `publications`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// What names the document in that source: an address, or an identifier such as `gmb-2026-104512`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The address that gave its bytes, after redirects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched_from: Option<String>,
    /// When they were fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fetched: Option<Timestamp>,
    /// The hash of the bytes that were fetched; of a budget only a part of them is kept in the corpus.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// What may be done with the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
}

impl Provenance {
    /// The provenance. Returns `None` if nothing of it is known.
    pub fn known(self) -> Option<Self> {
        (self != Self::default()).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_is_kept() {
        assert_eq!(Provenance::default().known(), None);
        let source = Some("council".to_owned());
        let known = Provenance {
            source,
            ..Provenance::default()
        };
        let json = serde_json::to_string(&known).expect("words");
        assert_eq!(json, r#"{"source":"council"}"#);
        assert_eq!(
            serde_json::from_str::<Provenance>(&json).ok(),
            known.known()
        );
    }
}
