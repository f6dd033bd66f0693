//! Who an answer is about.

use serde::Serialize;
use utoipa::ToSchema;

use crate::engine::Engine;
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

/// The municipality that was asked about, with how its name was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Focus {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// Why this municipality was taken; left out when its own name or code was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised_as: Option<RecognisedAs>,
}

/// Why a municipality was taken for what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RecognisedAs {
    /// `shortName`, `formerName`, `formerCode`, `alias` or `abbreviation`.
    pub kind: &'static str,
    /// The former or other name in its own spelling, where there is one.
    pub name: Option<String>,
    /// The former code, where there is one.
    pub code: Option<String>,
    /// The day since which a former name or code belongs to this municipality.
    pub since: Option<String>,
    /// The same in a sentence.
    pub text: String,
}

impl Municipality {
    /// The municipality with this code; a code that the register does not know is its own name.
    pub fn of(engine: &Engine, code: &GemeenteCode) -> Self {
        Self {
            code: code.to_string(),
            name: name(engine, code),
        }
    }
}

impl Focus {
    /// The municipality that was recognised.
    pub fn of(engine: &Engine, found: &Recognised, language: Language) -> Self {
        let name = name(engine, &found.code);
        let recognised_as = RecognisedAs::of(&name, &found.reason, language);
        Self {
            code: found.code.to_string(),
            name,
            recognised_as,
        }
    }
}

impl RecognisedAs {
    pub(super) fn of(official: &str, reason: &Recognition, language: Language) -> Option<Self> {
        let text = language.recognition(official, reason)?;
        let (kind, name, code) = match reason {
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

/// The official name behind a code.
pub(super) fn name(engine: &Engine, code: &GemeenteCode) -> String {
    engine
        .register()
        .get(code)
        .map_or_else(|| code.to_string(), |found| found.name.clone())
}
