//! Taxonomy files as they are written, before anything is checked.
//!
//! [`Spanned`] texts know where they stand in the file, for the line of a problem.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::Role;

/// One file.
#[derive(Deserialize)]
// A misspelt key must be an error and not an empty list.
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub(super) version: Option<String>,
    #[serde(default)]
    pub(super) source: Vec<RawSource>,
    /// Words separated by white space or `|`, by class name.
    // A sorted map, because classes are read in order of name.
    #[serde(default)]
    pub(super) class: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) theme: Vec<RawTheme>,
    #[serde(default)]
    pub(super) principle: Vec<RawPrinciple>,
    // Files call an initiative a thing.
    #[serde(default)]
    pub(super) thing: Vec<RawInitiative>,
    #[serde(default)]
    pub(super) cue: Vec<RawRoleCue>,
}

/// A text or reading that cues come from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) id: Spanned<String>,
    pub(super) title: Spanned<String>,
}

/// A theme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTheme {
    pub(super) id: Spanned<String>,
    pub(super) nl: Spanned<String>,
    pub(super) en: Spanned<String>,
    #[serde(default)]
    pub(super) statutory: bool,
    #[serde(default)]
    pub(super) cue: Vec<RawCue>,
}

/// A principle.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPrinciple {
    pub(super) id: Spanned<String>,
    pub(super) nl: Spanned<String>,
    pub(super) en: Spanned<String>,
    pub(super) theme: Option<Spanned<String>>,
    pub(super) r#for: RawPole,
    pub(super) against: RawPole,
    #[serde(default)]
    pub(super) cue: Vec<RawPrincipleCue>,
}

/// An initiative.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInitiative {
    pub(super) id: Spanned<String>,
    pub(super) nl: Spanned<String>,
    pub(super) en: Spanned<String>,
    pub(super) theme: Spanned<String>,
    #[serde(default)]
    pub(super) cue: Vec<RawCue>,
}

/// What one end of a principle means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPole {
    pub(super) nl: Spanned<String>,
    pub(super) en: Spanned<String>,
    pub(super) meaning: Option<RawMeaning>,
    #[serde(default)]
    pub(super) example: String,
}

/// What one end of a principle means, in a sentence.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeaning {
    pub(super) nl: String,
    pub(super) en: String,
}

/// Words that show a theme or an initiative.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCue {
    pub(super) any: RawPatterns,
    pub(super) reason: Spanned<String>,
    pub(super) source: Spanned<String>,
}

/// Words that show a principle, and which end.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPrincipleCue {
    pub(super) pole: RawStance,
    #[serde(default)]
    pub(super) needs_action: bool,
    #[serde(default)]
    pub(super) fixed: bool,
    pub(super) any: RawPatterns,
    pub(super) reason: Spanned<String>,
    pub(super) source: Spanned<String>,
}

/// The end of a principle.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawStance {
    For,
    Against,
}

/// General words and the role they have.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRoleCue {
    pub(super) role: Role,
    pub(super) any: RawPatterns,
    pub(super) reason: Spanned<String>,
    pub(super) source: Spanned<String>,
}

/// The patterns of a cue, each with its place, and the place of the list.
pub(super) type RawPatterns = Spanned<Vec<Spanned<String>>>;
