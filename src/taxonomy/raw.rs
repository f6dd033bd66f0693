//! Taxonomy files as they are written, before anything is checked.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Role;

/// One file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub(super) version: Option<String>,
    #[serde(default)]
    pub(super) source: Vec<RawSource>,
    #[serde(default)]
    pub(super) class: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) theme: Vec<RawTheme>,
    #[serde(default)]
    pub(super) principle: Vec<RawPrinciple>,
    #[serde(default)]
    pub(super) thing: Vec<RawThing>,
    #[serde(default)]
    pub(super) cue: Vec<RawRoleCue>,
}

/// Where cues come from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) id: String,
    pub(super) title: String,
}

/// A theme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTheme {
    pub(super) id: String,
    pub(super) nl: String,
    pub(super) en: String,
    #[serde(default)]
    pub(super) statutory: bool,
    #[serde(default)]
    pub(super) cue: Vec<RawCue>,
}

/// A principle.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPrinciple {
    pub(super) id: String,
    pub(super) nl: String,
    pub(super) en: String,
    pub(super) theme: Option<String>,
    pub(super) r#for: RawPole,
    pub(super) against: RawPole,
    #[serde(default)]
    pub(super) cue: Vec<RawPrincipleCue>,
}

/// A thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawThing {
    pub(super) id: String,
    pub(super) nl: String,
    pub(super) en: String,
    pub(super) theme: String,
    #[serde(default)]
    pub(super) cue: Vec<RawCue>,
}

/// What one end of a principle means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPole {
    pub(super) nl: String,
    pub(super) en: String,
}

/// Words that show a theme or a thing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCue {
    pub(super) any: Vec<String>,
    pub(super) reason: String,
    pub(super) source: String,
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
    pub(super) any: Vec<String>,
    pub(super) reason: String,
    pub(super) source: String,
}

/// The end of a principle.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RawStance {
    For,
    Against,
}

/// General words and the part they play.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRoleCue {
    pub(super) role: Role,
    pub(super) any: Vec<String>,
    pub(super) reason: String,
    pub(super) source: String,
}
