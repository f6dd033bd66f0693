//! The kind of a document: information policy plan, digital agenda, coalition agreement, …

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The kind of a document, in the Dutch words by which municipalities name them.
///
/// Written in lower case with hyphens (`informatiebeleidsplan`, `digitale-agenda`). Any other label is kept
/// as it is in [`DocumentKind::Overig`], so that a corpus of another domain keeps its labels.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", from = "String")]
pub enum DocumentKind {
    /// Information policy plan, the main source on I&A.
    InformatieBeleidsplan,
    /// Digital agenda or digital strategy.
    DigitaleAgenda,
    /// Vision on information provision.
    IVisie,
    /// Vision on services to residents and companies.
    Dienstverleningsvisie,
    /// Data strategy or data vision.
    Datastrategie,
    /// Information security policy; not a vision on information provision as a whole.
    InformatieBeveiligingsbeleid,
    /// Agreement of the governing parties for four years.
    Coalitieakkoord,
    /// Spatial and environmental vision.
    Omgevingsvisie,
    /// Explanatory part of a zoning plan.
    BestemmingsplanToelichting,
    /// Another kind, by the label in the manifest.
    Overig(String),
}

/// The error of parsing a kind, which cannot occur: every label is a kind.
pub type InvalidKind = Infallible;

/// The label of an unknown kind.
const UNKNOWN: &str = "onbekend";

/// The labels of the named kinds.
const LABELS: &[(&str, DocumentKind)] = &[
    ("informatiebeleidsplan", DocumentKind::InformatieBeleidsplan),
    ("digitale-agenda", DocumentKind::DigitaleAgenda),
    ("i-visie", DocumentKind::IVisie),
    ("dienstverleningsvisie", DocumentKind::Dienstverleningsvisie),
    ("datastrategie", DocumentKind::Datastrategie),
    (
        "informatiebeveiligingsbeleid",
        DocumentKind::InformatieBeveiligingsbeleid,
    ),
    ("coalitieakkoord", DocumentKind::Coalitieakkoord),
    ("omgevingsvisie", DocumentKind::Omgevingsvisie),
    (
        "bestemmingsplan-toelichting",
        DocumentKind::BestemmingsplanToelichting,
    ),
];

impl DocumentKind {
    /// The unknown kind.
    pub fn unknown() -> Self {
        Self::Overig(UNKNOWN.to_owned())
    }

    /// Whether the kind is unknown.
    pub fn is_unknown(&self) -> bool {
        self.label() == UNKNOWN
    }

    /// Whether this is a plan for information and automation as a whole.
    pub fn is_information_vision(&self) -> bool {
        matches!(
            self,
            Self::InformatieBeleidsplan | Self::DigitaleAgenda | Self::IVisie
        )
    }

    /// The class of the kind by number: kinds of one class are used interchangeably, and documents of one class are written
    /// alike.
    ///
    /// Plans for information as a whole are one class, every other named kind is one by itself. Returns `None` for labels
    /// other than the named kinds, whose meaning is unknown.
    pub fn class(&self) -> Option<u16> {
        if self.is_information_vision() {
            return Some(0);
        }
        let place = LABELS.iter().position(|(_, kind)| kind == self)?;
        // Places are below the length of a short list.
        Some(place as u16)
    }

    /// Whether a document can hardly be of both kinds: they are of different classes. Returns `false` if the meaning of one
    /// is unknown.
    pub fn contradicts(&self, other: &Self) -> bool {
        let classes = self.class().zip(other.class());
        classes.is_some_and(|(ours, theirs)| ours != theirs)
    }

    /// Its label in manifests, filters and JSON.
    pub fn label(&self) -> &str {
        match self {
            Self::Overig(label) => label,
            known => LABELS
                .iter()
                .find(|(_, kind)| kind == known)
                .map(|(label, _)| *label)
                .expect("every named kind has a label"),
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.label())
    }
}

impl FromStr for DocumentKind {
    type Err = InvalidKind;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        // Manifests also write `Digitale agenda` or `digitale_agenda` for `digitale-agenda`.
        let label = text.trim().to_lowercase().replace([' ', '_'], "-");
        // An empty cell of a manifest gives no kind.
        if label.is_empty() {
            return Ok(Self::unknown());
        }
        let known = LABELS
            .iter()
            .find(|(known, _)| *known == label)
            .map(|(_, kind)| kind.clone());
        Ok(known.unwrap_or(Self::Overig(label)))
    }
}

impl From<DocumentKind> for String {
    fn from(kind: DocumentKind) -> Self {
        kind.label().to_owned()
    }
}

impl From<String> for DocumentKind {
    fn from(label: String) -> Self {
        let Ok(kind) = label.parse();
        kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_round_trip() {
        for (label, kind) in LABELS {
            assert_eq!(label.parse(), Ok(kind.clone()));
            assert_eq!(kind.label(), *label);
        }
        assert_eq!("Digitale agenda".parse(), Ok(DocumentKind::DigitaleAgenda));
        assert_eq!(
            "Sociaal Plan".parse(),
            Ok(DocumentKind::Overig("sociaal-plan".into()))
        );
        let security = DocumentKind::InformatieBeveiligingsbeleid;
        assert!(DocumentKind::InformatieBeleidsplan.contradicts(&security));
        assert!(!DocumentKind::InformatieBeleidsplan.contradicts(&DocumentKind::IVisie));
        assert!(!DocumentKind::unknown().contradicts(&security));
        assert!(!security.contradicts(&security));
        assert!(
            "".parse::<DocumentKind>()
                .is_ok_and(|kind| kind.is_unknown())
        );
    }
}
