//! The generations that a build is compared with.

use super::measures::Measures;
use crate::document::DocumentRecord;
use crate::generation::{
    self, Checksum, Generation, GenerationId, GenerationState, Manifest, Store,
};
use crate::municipality::Register;
use crate::snapshot::{self, SkippedDocument, SnapshotError};

/// The note in the manifest of a generation that a person accepted as it is. What was before it is no measure any
/// more for what comes after.
pub(in crate::ingest) const ACCEPTED: &str = "published with --force";

/// The generation to compare with first: the one that answers, or when that cannot be opened the newest that can.
#[derive(Debug)]
pub(in crate::ingest) enum Previous {
    /// It answers.
    Current(Generation),
    /// It would have to be rolled back to.
    Fallback(Generation),
    /// There are generations, and none of them opens. The reason of one of them.
    Unreadable(String),
}

impl Previous {
    /// The generation, if one opens.
    pub(in crate::ingest) fn generation(&self) -> Option<&Generation> {
        match self {
            Self::Current(generation) | Self::Fallback(generation) => Some(generation),
            Self::Unreadable(_) => None,
        }
    }

    /// The generation, if it answers.
    pub(in crate::ingest) fn current(&self) -> Option<&Generation> {
        match self {
            Self::Current(generation) => Some(generation),
            Self::Fallback(_) | Self::Unreadable(_) => None,
        }
    }
}

/// Looks for the generation to compare a build with. Damage is no reason not to read on: a build mends it.
///
/// # Errors
/// When the data folder itself cannot be read, or a newer program writes in it.
pub(in crate::ingest) fn previous(store: &Store) -> Result<Option<Previous>, generation::Error> {
    use generation::Error;
    let (fallback, reason): (Option<GenerationId>, Error) = match store.current() {
        Ok(current) => match current {
            Some(current) => return Ok(Some(Previous::Current(current))),
            None => return unreadable(store, None),
        },
        // A newer program writes here; a generation of this one would hide its work.
        Err(Error::CurrentUnusable { source, .. }) if is_newer(&source) => return Err(*source),
        Err(
            error @ (Error::CurrentUnusable { fallback, .. }
            | Error::PointerDamaged { fallback, .. }),
        ) => {
            tracing::warn!(%error, "the generation in use is damaged; this build takes its place");
            (fallback, error)
        }
        Err(error) => return Err(error),
    };
    match fallback.and_then(|id| store.get(id).ok()) {
        Some(generation) => Ok(Some(Previous::Fallback(generation))),
        None => unreadable(store, Some(reason)),
    }
}

/// What to say when no generation opens: nothing where there never was one, or where all were written in a format
/// that only older programs read.
fn unreadable(
    store: &Store,
    reason: Option<generation::Error>,
) -> Result<Option<Previous>, generation::Error> {
    let mut damaged = store
        .list()?
        .into_iter()
        .filter_map(|summary| match summary.state {
            // A generation in an older format is not damaged: an update of the program left it behind.
            GenerationState::Damaged(error) if !is_older(&error) => Some(error),
            GenerationState::Damaged(_) | GenerationState::Sound(_) => None,
        });
    let reason = match reason {
        // The one in use is only in an older format, so the others decide whether there is real damage.
        Some(generation::Error::CurrentUnusable { source, .. }) if is_older(&source) => {
            damaged.next()
        }
        Some(error) => Some(error),
        None => damaged.next(),
    };
    Ok(reason.map(|error| {
        // The first line alone: the remedy on the next line does not fit a build.
        let text = error.to_string();
        Previous::Unreadable(text.lines().next().unwrap_or_default().to_owned())
    }))
}

fn is_newer(error: &generation::Error) -> bool {
    matches!(error, generation::Error::Version { expected, got, .. } if got > expected)
}

fn is_older(error: &generation::Error) -> bool {
    matches!(error, generation::Error::Version { expected, got, .. } if got < expected)
}

/// A kept generation with its measures.
pub(super) struct Baseline {
    pub(super) id: GenerationId,
    pub(super) params_hash: Checksum,
    pub(super) measures: Measures,
}

/// Everything that a build is compared with.
pub(super) struct Baselines {
    /// The documents of the newest generation that can be read, and what it skipped.
    pub(super) newest: Option<(Vec<DocumentRecord>, Vec<SkippedDocument>)>,
    /// The kept generations up to the newest, back to the one that a person accepted; newest first.
    pub(super) kept: Vec<Baseline>,
    /// Why the documents of the newest generation cannot be read, if so.
    pub(super) failed: Option<SnapshotError>,
}

impl Baselines {
    /// Reads the kept generations, from `newest` back. Those after it were rolled back, or never answered.
    ///
    /// # Errors
    /// When the data folder cannot be listed.
    pub(super) fn read(
        store: &Store,
        newest: &Generation,
        register: &Register,
    ) -> Result<Self, generation::Error> {
        let mut baselines = Self {
            newest: None,
            kept: Vec::new(),
            failed: None,
        };
        // The newest first, because its documents are compared one by one.
        baselines.add(newest, register);
        let mut accepted = is_accepted(newest.manifest());
        for summary in store.list()? {
            // A person accepted the last one, so those before it are no measure any more.
            if accepted {
                break;
            }
            let GenerationState::Sound(manifest) = summary.state else {
                continue;
            };
            if summary.id >= newest.id() {
                continue;
            }
            accepted = is_accepted(&manifest);
            // It may be pruned meanwhile; then it is kept no more.
            if let Ok(generation) = store.get(summary.id) {
                baselines.add(&generation, register);
            }
        }
        Ok(baselines)
    }

    fn add(&mut self, generation: &Generation, register: &Register) {
        let manifest = generation.manifest();
        let measures = match snapshot::documents(generation) {
            Ok((documents, skipped)) => {
                let measures = Measures::new(&documents, &manifest.inputs, register);
                self.newest.get_or_insert((documents, skipped));
                measures
            }
            Err(error) => {
                tracing::warn!(generation = %generation.id(), %error, "the documents of a generation cannot be compared with");
                // The manifest still has the counts, which is better than no comparison.
                let measures = Measures::from_manifest(manifest);
                // Only the newest is compared document by document, so only its damage forbids publishing.
                if self.kept.is_empty() {
                    self.failed = Some(error);
                }
                measures
            }
        };
        self.kept.push(Baseline {
            id: generation.id(),
            params_hash: manifest.params_hash,
            measures,
        });
    }
}

fn is_accepted(manifest: &Manifest) -> bool {
    manifest.notes.iter().any(|note| note == ACCEPTED)
}
