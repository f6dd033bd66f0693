//! Whether a build may take the place of the generation that answers: it must not have lost too much of it.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::BuildError;
use super::find::Found;
use crate::document::DocumentRecord;
use crate::generation::{self, Generation, GenerationId, Store};
use crate::municipality::{GemeenteCode, Lookup, Register};
use crate::snapshot::{self, SkippedDocument};

/// So many of what was lost are named; `wiel corpus check` has them all.
const NAMED: usize = 3;

/// How much a build may lose, as written; [`GuardConfig::check`] makes it usable.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct GuardConfig {
    /// The largest share of the documents that may be gone, `[0, 1]`. Default 0.1: a site that is down takes
    /// more with it, a yearly clean-up less.
    pub max_lost_documents: f64,
    /// The largest share of the municipalities with text that may be without, `[0, 1]`. Default 0.05: one in
    /// twenty, for a municipality seldom loses all of its documents at once.
    pub max_lost_municipalities: f64,
}

/// A guard that can be used as it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guard {
    config: GuardConfig,
}

/// A guard setting that cannot be used.
#[derive(Debug, thiserror::Error, PartialEq)]
#[error("guard.{key} must be from 0 to 1, got {got}")]
pub struct InvalidGuard {
    /// The setting.
    pub key: &'static str,
    /// What it was.
    pub got: f64,
}

/// Why a build may not take the place of the generation that answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Violation {
    /// Too many documents are gone or cannot be read any more.
    Documents(Loss),
    /// Too many municipalities have no text any more.
    Municipalities(Loss),
    /// What holds the documents failed: a disk, a network folder, a permission.
    Source {
        /// Files that could not be read for that reason, and could be before.
        failed: usize,
        /// The first of them with the reason.
        first: String,
    },
}

/// How much of the generation that answers a build has lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// So many are gone.
    pub lost: usize,
    /// Of so many.
    pub of: usize,
    /// The largest share that may be lost, `[0, 1]`.
    pub most: f64,
    /// The first few, by path or code.
    pub first: Vec<String>,
}

impl Default for GuardConfig {
    fn default() -> Self {
        Self {
            max_lost_documents: 0.1,
            max_lost_municipalities: 0.05,
        }
    }
}

impl GuardConfig {
    /// Checks both shares.
    ///
    /// # Errors
    /// [`InvalidGuard`] for a share outside `[0, 1]`.
    pub fn check(self) -> Result<Guard, InvalidGuard> {
        for (key, got) in [
            ("max_lost_documents", self.max_lost_documents),
            ("max_lost_municipalities", self.max_lost_municipalities),
        ] {
            if !(0.0..=1.0).contains(&got) {
                return Err(InvalidGuard { key, got });
            }
        }
        Ok(Guard { config: self })
    }
}

impl Guard {
    /// Holds what was read against the generation that answers.
    ///
    /// A document is lost when neither its path nor its bytes can be read any more; a municipality when it,
    /// or the one it went up in, has no text any more. A file that already failed last time fails no more, and
    /// one that became the double of another is still there: `found` has the doubles, a row for each document.
    ///
    /// A previous generation whose documents cannot be understood cannot be compared with.
    ///
    /// # Errors
    /// [`BuildError::Guarded`] with every violation.
    pub(super) fn check(
        &self,
        previous: &Generation,
        register: &Register,
        found: &[Found],
        documents: &[DocumentRecord],
        skipped: &[SkippedDocument],
    ) -> Result<(), BuildError> {
        let (before, refused) = match snapshot::documents(previous) {
            Ok(known) => known,
            Err(error) => {
                tracing::warn!(%error, "the previous generation cannot be compared with");
                return Ok(());
            }
        };
        let violations: Vec<Violation> = [
            lost_documents(&before, found, documents, self.config.max_lost_documents)
                .map(Violation::Documents),
            lost_municipalities(
                &before,
                documents,
                register,
                self.config.max_lost_municipalities,
            )
            .map(Violation::Municipalities),
            failed_source(&refused, skipped),
        ]
        .into_iter()
        .flatten()
        .collect();
        if violations.is_empty() {
            return Ok(());
        }
        Err(BuildError::Guarded {
            current: previous.id(),
            violations: Violations(violations),
        })
    }
}

fn lost_documents(
    before: &[DocumentRecord],
    found: &[Found],
    now: &[DocumentRecord],
    most: f64,
) -> Option<Loss> {
    let (mut paths, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (found, record) in found.iter().zip(now) {
        if !record.is_unreadable() {
            ids.insert(record.id);
            paths.insert(record.path.as_str());
            paths.extend(found.same_as.iter().map(|double| double.path.as_str()));
        }
    }
    let before: Vec<&DocumentRecord> = before
        .iter()
        .filter(|document| !document.is_unreadable())
        .collect();
    let lost = before
        .iter()
        .filter(|one| !paths.contains(one.path.as_str()) && !ids.contains(&one.id))
        .map(|one| one.path.clone());
    Loss::beyond(most, before.len(), lost.collect())
}

fn lost_municipalities(
    before: &[DocumentRecord],
    now: &[DocumentRecord],
    register: &Register,
    most: f64,
) -> Option<Loss> {
    let (before, now) = (with_text(before), with_text(now));
    let of_today = |code: &GemeenteCode| match register.lookup(code.as_str()) {
        Lookup::Found(found) => vec![found.code],
        Lookup::Ambiguous(parts) => parts.into_iter().map(|part| part.code).collect(),
        Lookup::Unknown { .. } => Vec::new(),
    };
    let lost = before
        .iter()
        .filter(|code| !of_today(code).iter().any(|code| now.contains(code)))
        .map(ToString::to_string);
    Loss::beyond(most, before.len(), lost.collect())
}

fn with_text(documents: &[DocumentRecord]) -> BTreeSet<GemeenteCode> {
    documents
        .iter()
        .filter(|document| document.passages > 0)
        .flat_map(|document| document.owners.iter().cloned())
        .collect()
}

fn failed_source(before: &[SkippedDocument], now: &[SkippedDocument]) -> Option<Violation> {
    let known: BTreeSet<&str> = before
        .iter()
        .filter(|skipped| skipped.source_failed)
        .map(|skipped| skipped.path.as_str())
        .collect();
    let failed: Vec<&SkippedDocument> = now
        .iter()
        .filter(|skipped| skipped.source_failed && !known.contains(skipped.path.as_str()))
        .collect();
    let first = failed.first()?;
    Some(Violation::Source {
        failed: failed.len(),
        first: format!("{}: {}", first.path, first.reason),
    })
}

impl Loss {
    /// What was lost, if that is more than may be.
    fn beyond(most: f64, of: usize, lost: Vec<String>) -> Option<Self> {
        let too_much = lost.len() as f64 > most * of as f64;
        too_much.then(|| Self {
            lost: lost.len(),
            of,
            most,
            first: lost.into_iter().take(NAMED).collect(),
        })
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            lost,
            of,
            most,
            first,
        } = self;
        let share = 100.0 * *lost as f64 / *of as f64;
        let more = if *lost > first.len() { ", …" } else { "" };
        let (first, most) = (first.join(", "), 100.0 * most);
        write!(
            f,
            "{lost} of {of} ({share:.1}%, at most {most:.1}%): {first}{more}"
        )
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documents(loss) => write!(f, "documents lost: {loss}"),
            Self::Municipalities(loss) => write!(f, "municipalities lost: {loss}"),
            Self::Source { failed, first } => {
                write!(f, "the source failed for {failed} files: {first}")
            }
        }
    }
}

/// All violations to a build; at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Violations(pub Vec<Violation>);

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// The generation that a build is held against: the one that answers, or when that cannot be opened the
/// newest that can.
#[derive(Debug)]
pub(super) enum Previous {
    /// It answers.
    Current(Generation),
    /// It would have to be rolled back to.
    Fallback(Generation),
}

impl Previous {
    pub(super) fn generation(&self) -> &Generation {
        match self {
            Self::Current(generation) | Self::Fallback(generation) => generation,
        }
    }

    /// Its name, if it answers.
    pub(super) fn current(&self) -> Option<&Generation> {
        match self {
            Self::Current(generation) => Some(generation),
            Self::Fallback(_) => None,
        }
    }
}

/// Looks for the generation to hold a build against. Damage is no reason not to build: a build mends it.
///
/// # Errors
/// When the data folder itself cannot be read, or a newer program writes in it.
pub(super) fn previous(store: &Store) -> Result<Option<Previous>, generation::Error> {
    use generation::Error;
    let fallback: Option<GenerationId> = match store.current() {
        Ok(current) => return Ok(current.map(Previous::Current)),
        Err(Error::CurrentUnusable { source, .. }) if is_newer(&source) => return Err(*source),
        Err(
            error @ (Error::CurrentUnusable { fallback, .. }
            | Error::PointerDamaged { fallback, .. }),
        ) => {
            tracing::warn!(%error, "the generation in use is damaged; this build takes its place");
            fallback
        }
        Err(error) => return Err(error),
    };
    Ok(fallback
        .and_then(|id| store.get(id).ok())
        .map(Previous::Fallback))
}

fn is_newer(error: &generation::Error) -> bool {
    matches!(error, generation::Error::Version { expected, got, .. } if got > expected)
}
