//! The municipalities that an answer is about.

use serde::Serialize;
use utoipa::ToSchema;

use crate::engine::Catalog;
use crate::municipality::{GemeenteCode, Recognised, Recognition};
use crate::report::Language;

/// A municipality.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Municipality {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
}

/// The municipality that the query is about, with how its name was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Focus {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// Why this municipality is meant; left out if its own name or code was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised_as: Option<RecognisedAs>,
}

/// Why a municipality is meant by what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecognisedAs {
    /// `shortName`, `formerName`, `formerCode`, `alias` or `abbreviation`.
    pub kind: &'static str,
    /// The former or other name, if that was given.
    pub name: Option<String>,
    /// The former code, if there is one.
    pub code: Option<String>,
    /// The day since which a former name or code belongs to this municipality.
    pub since: Option<String>,
    /// The same in a sentence.
    pub text: String,
}

impl Municipality {
    /// Creates the view of a municipality. A code that the register does not know is its own name.
    pub fn new(catalog: &Catalog<'_>, code: &GemeenteCode) -> Self {
        Self {
            code: code.to_string(),
            name: catalog.municipality_name(code),
        }
    }
}

impl Focus {
    /// Creates the view of a municipality that was recognised.
    pub fn new(catalog: &Catalog<'_>, found: &Recognised, language: Language) -> Self {
        let name = catalog.municipality_name(&found.code);
        let recognised_as = RecognisedAs::new(&name, &found.reason, language);
        Self {
            code: found.code.to_string(),
            name,
            recognised_as,
        }
    }
}

impl RecognisedAs {
    pub(super) fn new(official: &str, reason: &Recognition, language: Language) -> Option<Self> {
        // Nothing to explain for an own name or code.
        let text = language.recognition(official, reason)?;
        let (kind, name, code) = match reason {
            // Already excluded above; the arm keeps the match complete.
            Recognition::Code | Recognition::Name => return None,
            Recognition::ShortName { .. } => ("shortName", None, None),
            Recognition::FormerName {
                old_name, old_code, ..
            } => ("formerName", Some(old_name), old_code.as_ref()),
            Recognition::FormerCode {
                old_name, old_code, ..
            } => ("formerCode", Some(old_name), Some(old_code)),
            Recognition::Alias { alias, .. } => ("alias", Some(alias), None),
            Recognition::Abbreviation => ("abbreviation", None, None),
        };
        Some(Self {
            kind,
            name: name.cloned(),
            code: code.map(GemeenteCode::to_string),
            since: reason.since().map(|day| day.to_string()),
            text,
        })
    }
}
