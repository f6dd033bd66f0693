//! A harvest from beginning to end: tasks, workers, documents, report.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::decisions::Decisions;
use super::http::Client;
use super::journal::{DoneTask, Journal, lock_of};
use super::manifest::{self, ManifestError};
use super::report::{HarvestReport, MunicipalityOutcome, SourceFailure};
use super::request::HarvestRequest;
use super::source::{Source, SourceName};
use super::store::{self, FOLDER_LOCK};
use super::visit::Visit;
use super::{HarvestProgress, Reason};
use crate::document::DocumentKind;
use crate::municipality::{GemeenteCode, Municipality};

/// Why there is no harvest at all.
#[derive(Debug, thiserror::Error)]
pub enum HarvestError {
    /// Another harvest runs.
    #[error("another harvest is at work in {}\nhint: wait until it is done", folder.display())]
    Locked {
        /// The folder in which harvests are remembered.
        folder: PathBuf,
    },
    /// What harvests remember, or a document, cannot be read or written.
    #[error("cannot keep what was harvested in {}: {source}\nhint: choose folders that this user may write", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The manifest cannot be completed.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// After so many failures in a row a source is asked no more.
const MAX_SOURCE_FAILURES: usize = 3;

/// One source for one municipality.
struct Task<'a> {
    source: &'a dyn Source,
    municipality: &'a Municipality,
}

/// What workers share.
struct Shared<'a> {
    request: &'a HarvestRequest<'a>,
    client: &'a Client,
    journal: Mutex<Journal>,
    decisions: Decisions,
    failures: Mutex<BTreeMap<SourceName, Failures>>,
    /// The first error of the disk, which ends the harvest.
    broken: Mutex<Option<HarvestError>>,
}

#[derive(Default)]
struct Failures {
    /// In a row.
    recent: usize,
    first: Option<Reason>,
    unanswered: Vec<GemeenteCode>,
}

/// Harvests: asks every source about every municipality, stores what is new or changed, and lists it in the manifest of
/// the corpus.
///
/// A failure of a document or a source costs that one only. What a harvest with the same questions did before it was cut
/// short is not done again.
///
/// # Errors
/// 1. [`HarvestError::Locked`] while another one runs; 2. [`HarvestError::Io`] when the disk fails;
/// 3. [`HarvestError::Manifest`] when the manifest of the corpus cannot be completed.
pub fn harvest(
    request: &HarvestRequest<'_>,
    client: &Client,
    progress: &dyn HarvestProgress,
) -> Result<HarvestReport, HarvestError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| HarvestError::Io { path, source }
    };
    fs::create_dir_all(request.memory).map_err(failed(request.memory))?;
    fs::create_dir_all(request.corpus).map_err(failed(request.corpus))?;
    let lock = store::lock(&request.memory.join(FOLDER_LOCK)).map_err(failed(request.memory))?;
    let Some(_lock) = lock else {
        let folder = request.memory.to_owned();
        return Err(HarvestError::Locked { folder });
    };
    let journal =
        Journal::open(request.memory, &questions(request)).map_err(failed(request.memory))?;
    let resumed = journal.done.len();
    let tasks = tasks(request, &journal);
    progress.begin(tasks.len() as u64);
    let shared = Shared {
        request,
        client,
        journal: Mutex::new(journal),
        decisions: Decisions::read(request.memory).map_err(failed(request.memory))?,
        failures: Mutex::default(),
        broken: Mutex::default(),
    };
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..request.workers.clamp(1, tasks.len().max(1)) {
            scope.spawn(|| {
                while let Some(task) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if progress.is_stopped() || lock_of(&shared.broken).is_some() {
                        return;
                    }
                    if let Err(error) = shared.work(task) {
                        lock_of(&shared.broken).get_or_insert(error);
                        return;
                    }
                    progress.advance(1);
                }
            });
        }
    });
    shared.finish(resumed, progress.is_stopped())
}

/// Everything by which the questions of two harvests are the same.
fn questions(request: &HarvestRequest<'_>) -> String {
    let sources: Vec<_> = request
        .sources
        .iter()
        .map(|source| source.name().name())
        .collect();
    let codes: Vec<_> = request
        .municipalities
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    let since = request
        .since
        .map(|since| since.to_string())
        .unwrap_or_default();
    let kinds: Vec<_> = request.kinds.iter().map(DocumentKind::label).collect();
    format!(
        "{} {} {since} {}",
        sources.join(","),
        kinds.join(","),
        codes.join(",")
    )
}

/// What is still to be done: by municipality, so that hosts take turns.
fn tasks<'a>(request: &'a HarvestRequest<'_>, journal: &Journal) -> Vec<Task<'a>> {
    let is_done = |source: SourceName, code: &GemeenteCode| {
        let mut done = journal.done.iter();
        done.any(|task| task.source == source && task.owner == *code)
    };
    let all = request.municipalities.iter().flat_map(|municipality| {
        let sources = request.sources.iter();
        sources.map(move |source| Task {
            source: source.as_ref(),
            municipality,
        })
    });
    all.filter(|task| !is_done(task.source.name(), &task.municipality.code))
        .collect()
}

impl Shared<'_> {
    /// One source for one municipality.
    fn work(&self, task: &Task<'_>) -> Result<(), HarvestError> {
        let name = task.source.name();
        let code = &task.municipality.code;
        if task.source.is_one_service() && self.is_down(name) {
            self.count_failure(name, code, None);
            return Ok(());
        }
        let found = task
            .source
            .find(task.municipality, self.request.since, self.client);
        let mut candidates = match found {
            Ok(candidates) => candidates,
            Err(Reason::Stopped) => return Ok(()),
            Err(reason) => {
                self.count_failure(name, code, Some(reason));
                return Ok(());
            }
        };
        if let Some(failures) = lock_of(&self.failures).get_mut(&name) {
            failures.recent = 0;
        }
        // A service may list one document twice.
        candidates.sort_by(|a, b| a.id.cmp(&b.id));
        candidates.dedup_by(|a, b| a.id == b.id);
        let mut outcomes = Vec::with_capacity(candidates.len());
        for candidate in &candidates {
            let visit = Visit {
                request: self.request,
                client: self.client,
                journal: &self.journal,
                decision: self.decisions.get(name, &candidate.id),
                source: task.source,
                owner: code,
                candidate,
            };
            let outcome = visit.run().map_err(|source| self.io(source))?;
            // Half of a municipality is done again by the harvest that goes on.
            if outcome.reason == Some(Reason::Stopped) {
                return Ok(());
            }
            outcomes.push(outcome);
        }
        let done = DoneTask {
            source: name,
            owner: code.clone(),
            outcomes,
        };
        lock_of(&self.journal)
            .task(done)
            .map_err(|source| self.io(source))
    }

    fn is_down(&self, name: SourceName) -> bool {
        let failures = lock_of(&self.failures);
        failures
            .get(&name)
            .is_some_and(|failures| failures.recent >= MAX_SOURCE_FAILURES)
    }

    /// Counts a municipality for which a source gave no answer; `reason` is `None` when it was not even asked.
    fn count_failure(&self, name: SourceName, code: &GemeenteCode, reason: Option<Reason>) {
        let mut failures = lock_of(&self.failures);
        let failures = failures.entry(name).or_default();
        failures.recent += usize::from(reason.is_some());
        failures.unanswered.push(code.clone());
        if let Some(reason) = reason {
            failures.first.get_or_insert(reason);
        }
    }

    fn io(&self, source: io::Error) -> HarvestError {
        HarvestError::Io {
            path: self.request.memory.to_owned(),
            source,
        }
    }

    /// Writes the manifest and makes the report.
    fn finish(self, resumed: usize, is_stopped: bool) -> Result<HarvestReport, HarvestError> {
        if let Some(error) = lock_of(&self.broken).take() {
            return Err(error);
        }
        let request = self.request;
        let mut journal = self
            .journal
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        manifest::update(request.corpus, journal.documents.values())?;
        let failures = self
            .failures
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        let municipalities = request.municipalities.iter().map(|municipality| {
            let code = &municipality.code;
            let own = journal.done.iter().filter(|task| task.owner == *code);
            let mut documents: Vec<_> =
                own.flat_map(|task| task.outcomes.iter().cloned()).collect();
            documents.sort_by(|a, b| (a.source, &a.id).cmp(&(b.source, &b.id)));
            let unanswered = failures
                .iter()
                .filter(|(_, failures)| failures.unanswered.contains(code));
            MunicipalityOutcome {
                code: code.clone(),
                documents,
                unanswered: unanswered.map(|(name, _)| *name).collect(),
            }
        });
        let report = HarvestReport {
            municipalities: municipalities.collect(),
            failures: failures
                .iter()
                .filter_map(|(name, failures)| {
                    Some(SourceFailure {
                        source: *name,
                        reason: failures.first.clone()?,
                        municipalities: failures.unanswered.len(),
                    })
                })
                .collect(),
            requests: self.client.requests(),
            is_stopped,
            resumed,
        };
        if !is_stopped {
            journal.end().map_err(|source| HarvestError::Io {
                path: request.memory.to_owned(),
                source,
            })?;
        }
        Ok(report)
    }
}
