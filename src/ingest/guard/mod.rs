//! Whether a build may take the place of the generation that answers: it must not have lost too much.
//!
//! A build is compared document by document with the generation that answers, and by its measures (documents,
//! municipalities, passages, words) with the best of the kept generations, so that a corpus cannot fade away a
//! little each night. What cannot be compared is not published. A person decides otherwise with `--force`; from
//! then on only that generation and those after it are the measure.
//!
//! Read `measures`, `baseline`, `violation`, then this file.

mod baseline;
mod measures;
mod violation;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use self::baseline::Baselines;
use self::measures::{Measures, Repetition, of_today};
use super::BuildError;
use super::find::Found;
use crate::document::DocumentRecord;
use crate::generation::{Checksum, Generation, GenerationId, InputFile, Store};
use crate::municipality::{GemeenteCode, Register};
use crate::snapshot::SkippedDocument;

pub(super) use baseline::{ACCEPTED, Previous, previous};
pub use violation::{Decrease, Loss, Violation, Violations};

/// A text that more files have is looked at as a repetition; fewer are the copies that a corpus has by nature.
const MIN_REPEATED_FILES: usize = 5;

/// So much larger the share of files with one text may become, of all files.
const MAX_REPETITION_GROWTH: f64 = 0.1;

/// So much larger the share of the words may become that several municipalities have, of all words: a joint vision
/// of a few is no more, one page that a supplier shows for many is.
const MAX_SHARED_GROWTH: f64 = 0.3;

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
    /// The largest share of the words and of the passages that may be gone, `[0, 1]`. Default 0.2: twice the
    /// documents, since those differ in length.
    pub max_lost_text: f64,
    /// A municipality that lost a larger share of its words than this counts among those of which
    /// `max_lost_municipalities` may be, `[0, 1]`. Default 0.5: one long document may be most of a small corpus.
    pub max_lost_municipality_text: f64,
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

impl Default for GuardConfig {
    fn default() -> Self {
        Self {
            max_lost_documents: 0.1,
            max_lost_municipalities: 0.05,
            max_lost_text: 0.2,
            max_lost_municipality_text: 0.5,
        }
    }
}

impl GuardConfig {
    /// Checks all shares.
    ///
    /// # Errors
    /// [`InvalidGuard`] for a share outside `[0, 1]`.
    pub fn check(self) -> Result<Guard, InvalidGuard> {
        for (key, got) in [
            ("max_lost_documents", self.max_lost_documents),
            ("max_lost_municipalities", self.max_lost_municipalities),
            ("max_lost_text", self.max_lost_text),
            (
                "max_lost_municipality_text",
                self.max_lost_municipality_text,
            ),
        ] {
            // This test also rejects NaN, which no later comparison would.
            if !(0.0..=1.0).contains(&got) {
                return Err(InvalidGuard { key, got });
            }
        }
        Ok(Guard { config: self })
    }
}

/// What a build read, as far as the guard looks at it.
pub(super) struct Candidate<'a> {
    pub(super) register: &'a Register,
    pub(super) inputs: &'a [InputFile],
    pub(super) params_hash: Checksum,
    /// The files, a row for each document.
    pub(super) found: &'a [Found],
    /// The settled documents, a row for each.
    pub(super) documents: &'a [DocumentRecord],
    pub(super) skipped: &'a [SkippedDocument],
}

/// Refuses what can be refused before anything is read: documents that were rolled back, and a build that cannot be
/// compared with anything though there is something.
///
/// # Errors
/// 1. [`BuildError::Guarded`]. 2. [`BuildError::Generation`] when the list of rolled-back generations cannot be read.
pub(super) fn check_inputs(
    store: &Store,
    previous: Option<&Previous>,
    inputs: &[InputFile],
    settings: (Checksum, Checksum),
    rebuild: bool,
) -> Result<(), BuildError> {
    let current = previous.and_then(Previous::generation).map(Generation::id);
    // A person who asks for everything anew knows that what was there is lost.
    if let Some(Previous::Unreadable(reason)) = previous
        && !rebuild
    {
        let reason = reason.clone();
        return refuse(current, vec![Violation::Incomparable { reason }]);
    }
    let refused = match store.rolled_back() {
        Ok(refused) => refused,
        // A list that cannot be read might hold exactly these documents.
        Err(error) => {
            let reason = error.to_string();
            return refuse(current, vec![Violation::Incomparable { reason }]);
        }
    };
    match refused.iter().find(|one| one.covers(inputs, settings)) {
        Some(one) => refuse(
            current,
            vec![Violation::RolledBack {
                generation: one.generation,
            }],
        ),
        None => Ok(()),
    }
}

fn refuse(current: Option<GenerationId>, violations: Vec<Violation>) -> Result<(), BuildError> {
    Err(BuildError::Guarded {
        current,
        violations: Violations(violations),
    })
}

impl Guard {
    /// Compares what was read with the generation that answers, and with the best of the kept ones.
    ///
    /// A document is lost when neither its path nor its bytes can be read any more; a municipality when it,
    /// or the one it went up in, has no text any more. A file that already failed last time fails no more, and
    /// one that became the double of another is still there.
    ///
    /// # Errors
    /// 1. [`BuildError::Guarded`] with every violation. 2. [`BuildError::Generation`].
    pub(super) fn check(
        &self,
        store: &Store,
        previous: &Generation,
        candidate: &Candidate<'_>,
    ) -> Result<(), BuildError> {
        let baselines = Baselines::read(store, previous, candidate.register)?;
        let Some((before, skipped)) = &baselines.newest else {
            let reason = baselines.failed.map(|error| error.to_string());
            let reason = reason.unwrap_or_default();
            let reason = reason.lines().next().unwrap_or_default().to_owned();
            return refuse(
                Some(previous.id()),
                vec![Violation::Incomparable { reason }],
            );
        };
        let now = Measures::new(candidate.documents, candidate.inputs, candidate.register);
        let config = &self.config;
        let by_name = [
            lost_documents(before, candidate, config.max_lost_documents).map(Violation::Documents),
            lost_municipalities(before, candidate, config.max_lost_municipalities)
                .map(Violation::Municipalities),
        ];
        // All violations at once: a person should see the whole loss before using --force.
        let violations: Vec<Violation> = by_name
            .into_iter()
            .chain([self.thinned(&baselines, &now)])
            .chain(self.fewer(&baselines, &now, candidate.params_hash))
            .chain([
                repeated(&baselines, &now.repetition),
                shared(&baselines, &now),
            ])
            .chain([failed_source(skipped, candidate.skipped)])
            .flatten()
            .collect();
        if violations.is_empty() {
            return Ok(());
        }
        refuse(Some(previous.id()), violations)
    }

    /// Whether too many municipalities kept only a part of their text, against the best that each had.
    fn thinned(&self, baselines: &Baselines, now: &Measures) -> Option<Violation> {
        let (mut known, mut shrunk) = (BTreeSet::new(), BTreeSet::new());
        // Against the best that each had in any kept generation, so that a slow decrease shows too.
        for baseline in &baselines.kept {
            known.extend(baseline.measures.words_of.keys().cloned());
            let most = self.config.max_lost_municipality_text;
            shrunk.extend(baseline.measures.shrunk(now, most));
        }
        // Those without any text are reported as lost.
        if shrunk.iter().all(|code| !now.words_of.contains_key(code)) {
            return None;
        }
        let lost = shrunk.iter().map(ToString::to_string).collect();
        let most = self.config.max_lost_municipalities;
        Loss::beyond(most, known.len(), lost).map(Violation::Thinned)
    }

    /// What there is much less of than in the best of the kept generations.
    fn fewer(
        &self,
        baselines: &Baselines,
        now: &Measures,
        params_hash: Checksum,
    ) -> Vec<Option<Violation>> {
        type Count = fn(&Measures) -> u64;
        let config = &self.config;
        let counts: [(&'static str, Count, f64, bool); 4] = [
            (
                "documents",
                |m| m.documents,
                config.max_lost_documents,
                false,
            ),
            (
                "municipalities",
                |m| m.municipalities,
                config.max_lost_municipalities,
                false,
            ),
            // Other settings cut other passages.
            ("passages", |m| m.passages, config.max_lost_text, true),
            ("words", |m| m.words, config.max_lost_text, false),
        ];
        let fewer = |(measure, count, most, same_params): (&'static str, Count, f64, bool)| {
            // Without a kept generation of the same settings there is nothing to compare.
            let best = baselines
                .kept
                .iter()
                .filter(|one| !same_params || one.params_hash == params_hash)
                .max_by_key(|one| count(&one.measures))?;
            let (generation, best, now) = (best.id, count(&best.measures), count(now));
            let too_few = (now as f64) < (1.0 - most) * best as f64;
            too_few.then_some(Violation::Fewer(Decrease {
                measure,
                now,
                best,
                generation,
                most,
            }))
        };
        counts.into_iter().map(fewer).collect()
    }
}

/// Whether many files have one text, and had not in any kept generation.
fn repeated(baselines: &Baselines, now: &Repetition) -> Option<Violation> {
    let known = baselines
        .kept
        .iter()
        .map(|one| one.measures.repetition.share())
        .fold(0.0, f64::max);
    let grown = now.share() > known + MAX_REPETITION_GROWTH;
    // In a small corpus two equal files are already a large share, so their number counts as well.
    (grown && now.files >= MIN_REPEATED_FILES).then(|| Violation::Repeated {
        files: now.files,
        of: now.of,
        first: now.first.clone(),
    })
}

/// Whether much more text than in any kept generation is the same in several municipalities.
fn shared(baselines: &Baselines, now: &Measures) -> Option<Violation> {
    let known = baselines
        .kept
        .iter()
        .map(|one| one.measures.near_duplicate_share())
        .fold(0.0, f64::max);
    let share = now.near_duplicate_share();
    (share > known + MAX_SHARED_GROWTH).then_some(Violation::Shared { share, known })
}

fn lost_documents(before: &[DocumentRecord], candidate: &Candidate<'_>, most: f64) -> Option<Loss> {
    let (mut paths, mut ids) = (BTreeSet::new(), BTreeSet::new());
    for (found, record) in candidate.found.iter().zip(candidate.documents) {
        if !record.is_unreadable() {
            ids.insert(record.id);
            paths.insert(record.path.as_str());
            // A file that became a copy of another one is still in the corpus.
            paths.extend(found.same_as.iter().map(|double| double.path.as_str()));
        }
    }
    let before: Vec<&DocumentRecord> = before
        .iter()
        .filter(|document| !document.is_unreadable())
        .collect();
    // Moved (other path, same bytes) and edited (same path, other bytes) are not lost.
    let lost = before
        .iter()
        .filter(|one| !paths.contains(one.path.as_str()) && !ids.contains(&one.id))
        .map(|one| one.path.clone());
    Loss::beyond(most, before.len(), lost.collect())
}

fn lost_municipalities(
    before: &[DocumentRecord],
    candidate: &Candidate<'_>,
    most: f64,
) -> Option<Loss> {
    let (before, now) = (with_text(before), with_text(candidate.documents));
    let is_lost = |code: &&GemeenteCode| {
        // After a merger the successor stands for its predecessors.
        let today = of_today(candidate.register, code);
        !today.iter().any(|code| now.contains(code))
    };
    let lost = before.iter().filter(is_lost).map(ToString::to_string);
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
    // A file that failed last time as well says nothing about the disk today.
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
