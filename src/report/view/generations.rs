//! The answers of `wiel generations`.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::generation::{self, GenerationId, GenerationState, GenerationSummary, KeptBecause};
use crate::nightly::BuildStatus;

/// The generations in a data folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Generations {
    /// The data folder.
    pub data: String,
    /// All generations, newest first.
    pub generations: Vec<Generation>,
    /// How the last build ended; `null` when none did yet.
    pub last_build: Option<BuildStatus>,
}

/// The generations as published over HTTP, without folders of the machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Published {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// All generations, newest first.
    pub generations: Vec<Generation>,
}

/// Whether the server is up and can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// `up`; `down` in the readiness check when requests should go elsewhere.
    pub status: &'static str,
    /// The generation that answers; null in the liveness check.
    pub generation: Option<String>,
    /// Why it is `down`: `noData` (the data folder cannot be read) or `tooOld` (no build ended well for longer than is
    /// allowed); null otherwise.
    pub reason: Option<&'static str>,
    /// The version of the program.
    pub wiel_version: &'static str,
}

/// One generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Generation {
    /// Its name.
    pub id: String,
    /// Whether it is the current generation.
    pub current: bool,
    /// When it was made; null if it cannot be opened.
    pub created: Option<String>,
    /// The version of the program that made it.
    pub wiel_version: Option<String>,
    /// Its counts, such as `documents`; empty if it cannot be opened.
    pub counts: BTreeMap<String, u64>,
    /// Why it cannot be opened; null if it can.
    pub damage: Option<String>,
}

/// The result of a full check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Verified {
    /// The generation.
    pub id: String,
    /// The number of files whose checksum is right.
    pub artifacts: usize,
    /// Their size in bytes.
    pub bytes: u64,
    /// Files that the manifest does not list.
    pub unlisted: Vec<String>,
}

/// The result of a prune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Pruned {
    /// The generations removed, newest first.
    pub removed: Vec<String>,
    /// The generations kept, by name, with the reason: `current`, `newest`, `recent`, `newerFormat`, `inUse` or
    /// `maybeInUse`.
    pub kept: BTreeMap<String, &'static str>,
}

impl Generations {
    /// Creates the view of the generations in a data folder.
    pub fn new(
        data: &std::path::Path,
        list: &[GenerationSummary],
        last_build: Option<BuildStatus>,
    ) -> Self {
        Self {
            data: data.display().to_string(),
            generations: list.iter().map(Generation::from).collect(),
            last_build,
        }
    }
}

impl Published {
    /// Creates the published list. Damage is reduced to one word, since its cause names folders.
    pub fn new(answers: GenerationId, demonstration: bool, list: &[GenerationSummary]) -> Self {
        // The cause of damage names folders of the machine; it stays on the machine.
        let without_folders = |summary| {
            let mut generation = Generation::from(summary);
            generation.damage = generation.damage.map(|_| "damaged".to_owned());
            generation
        };
        Self {
            generation: answers.to_string(),
            demonstration,
            generations: list.iter().map(without_folders).collect(),
        }
    }
}

impl From<&GenerationSummary> for Generation {
    fn from(summary: &GenerationSummary) -> Self {
        let (manifest, damage) = match &summary.state {
            GenerationState::Sound(manifest) => (Some(manifest), None),
            // The error as text: the JSON of a list must not fail for one damaged folder.
            GenerationState::Damaged(error) => (None, Some(error.to_string())),
        };
        Self {
            id: summary.id.to_string(),
            current: summary.current,
            created: manifest.map(|manifest| manifest.created.to_string()),
            wiel_version: manifest.map(|manifest| manifest.wiel_version.clone()),
            counts: manifest
                .map(|manifest| manifest.counts.clone())
                .unwrap_or_default(),
            damage,
        }
    }
}

impl Verified {
    /// Creates the view of the check of one generation.
    pub fn new(id: GenerationId, verified: &generation::Verified) -> Self {
        Self {
            id: id.to_string(),
            artifacts: verified.artifacts,
            bytes: verified.bytes,
            unlisted: verified
                .unlisted
                .iter()
                .map(|path| path.display().to_string())
                .collect(),
        }
    }
}

impl From<&generation::Pruned> for Pruned {
    fn from(pruned: &generation::Pruned) -> Self {
        let reason = |because: &KeptBecause| match because {
            KeptBecause::Current => "current",
            KeptBecause::Newest => "newest",
            KeptBecause::Recent => "recent",
            KeptBecause::NewerFormat => "newerFormat",
            KeptBecause::InUse => "inUse",
            KeptBecause::MaybeInUse => "maybeInUse",
        };
        Self {
            removed: pruned.removed.iter().map(GenerationId::to_string).collect(),
            kept: pruned
                .kept
                .iter()
                .map(|(id, because)| (id.to_string(), reason(because)))
                .collect(),
        }
    }
}
