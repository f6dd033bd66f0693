//! The build itself, top to bottom.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::BuildError;
use super::collect::{AttributedCorpus, Segments, collect};
use super::corpus::Corpus;
use super::corpus_entry::MANIFEST;
use super::find::{Found, find};
use super::guard::{self, Previous};
use super::missing::{MISSING, count_missing, missing};
use super::progress::{Progress, Stage, stop_if_asked};
use super::read::DocumentReader;
use super::request::{BuildOutcome, BuildReport, BuildRequest, Checked};
use crate::document::DocumentRecord;
use crate::generation::{
    BuilderLock, Checksum, InputFile, Manifest, ManifestDraft, RealDisk, Staging, Store,
};
use crate::index::{ListedSegment, TermCounts};
use crate::municipality::Register;
use crate::similarity::Model;
use crate::snapshot::{self, Counts, SkippedDocument};
use crate::taxonomy::Taxonomy;

/// Terms must stand in this many passages to take part in the model: a term of one passage can make nothing
/// alike.
const MIN_PASSAGES: u32 = 2;

/// Builds a generation from a corpus and publishes it.
///
/// Threads change nothing in the result, nor does what is reused from the previous generation. Cost: about that
/// of indexing the text, plus the model (see `benches/RESULTS.md`).
///
/// # Errors
/// Any [`BuildError`]; then nothing was published. Bad documents are no error: they are in the report.
pub fn build(
    request: &BuildRequest<'_>,
    store: &Store,
    lock: &BuilderLock,
    progress: &dyn Progress,
) -> Result<BuildOutcome, BuildError> {
    let corpus = Corpus::open(request.corpus)?;
    in_threads(request.threads, || {
        let (found, mut skipped) = find_all(&corpus, request, progress)?;
        // On most nights nothing has changed, which the hashes show before anything is read.
        let inputs = inputs(&corpus, request.register, &found);
        let previous = guard::previous(store)?;
        let settings = (request.params.hash, taxonomy_hash(request.taxonomy));
        let is_same = |manifest: &Manifest| {
            manifest.inputs == inputs && (manifest.params_hash, manifest.taxonomy_hash) == settings
        };
        let current = previous.as_ref().and_then(Previous::current);
        let same = current.filter(|current| !request.rebuild && is_same(current.manifest()));
        // Documents that were lost for a passing reason are worth another try, although the inputs are the same.
        let lacking = same.map_or(0, |same| missing(same.manifest()));
        if let Some(same) = same
            && lacking == 0
        {
            return Ok(BuildOutcome::Unchanged(same.id()));
        }
        // Checked before reading, so that a refusal comes within seconds.
        if request.guard.is_some() {
            let rebuild = request.rebuild;
            guard::check_inputs(store, previous.as_ref(), &inputs, settings, rebuild)?;
        }
        let staging = lock.begin()?;
        let reader = DocumentReader::new(request, lock.disk());
        let known = previous
            .as_ref()
            .and_then(Previous::generation)
            .filter(|_| !request.reading.anew);
        let segments = Segments {
            staging: &staging,
            known,
        };
        let (collected, segments) = collect(&found, &reader, Some(segments), request, progress)?;
        stop_if_asked(progress)?;
        let still_lacking = count_missing(&collected.documents);
        // The second try found none of the lost documents, so a new generation would be the same as the old.
        if let Some(same) = same
            && still_lacking >= lacking
        {
            return Ok(BuildOutcome::Unchanged(same.id()));
        }
        if collected.is_empty() {
            return Err(nothing_readable(&collected.documents, &skipped));
        }
        skipped.sort();
        progress.begin(Stage::Index, 0);
        // Attribution needs no index and the counts need no owners, so they run side by side.
        let (settled, counts) = rayon::join(
            || collected.attribute(request),
            || term_counts(&staging, &segments),
        );
        let AttributedCorpus {
            documents,
            facts,
            statements,
            profiles,
            embeddings,
        } = settled;
        // The guard needs the settled documents; the model is not fitted for a build that is refused.
        let newest = previous.as_ref().and_then(Previous::generation);
        if let (Some(guard), Some(newest)) = (request.guard, newest) {
            let candidate = guard::Candidate {
                register: request.register,
                inputs: &inputs,
                params_hash: request.params.hash,
                found: &found,
                documents: &documents,
                skipped: &skipped,
            };
            guard.check(store, newest, &candidate)?;
        }
        stop_if_asked(progress)?;
        progress.begin(Stage::Fit, 0);
        let model = Model::fit(
            &counts?,
            &facts,
            request.register.len(),
            &request.params.similarity,
        );
        stop_if_asked(progress)?;
        progress.begin(Stage::Publish, 0);
        let said = snapshot::PolicyRecords {
            taxonomy: request.taxonomy,
            statements: &statements,
            profiles: &profiles,
        };
        snapshot::write(&staging, request.register, &documents, &skipped, &model)?;
        snapshot::write_policy(&staging, &said)?;
        if request.params.encoder.enabled {
            let kept = snapshot::kept_statements(&statements);
            let records = embeddings.into_records(kept, request.taxonomy);
            snapshot::write_embeddings(&staging, &records)?;
        }
        let counts = count(&documents, &skipped);
        let mut draft = draft(request, inputs, counts);
        if still_lacking > 0 {
            draft.counts.insert(MISSING.to_owned(), still_lacking);
        }
        // The guard of later builds compares with this generation and no longer with those before it.
        if request.guard.is_none() && previous.is_some() {
            draft.notes.push(guard::ACCEPTED.to_owned());
        }
        let sealed = staging.seal(draft)?;
        // The last moment to stop: after the rename the new generation answers.
        stop_if_asked(progress)?;
        let generation = sealed.publish()?;
        if request.guard.is_none() {
            let inputs = &generation.manifest().inputs;
            let accepted = lock.accept_rolled_back(|one| one.covers(inputs, settings));
            // What was published answers; the list only keeps a later night from publishing the same again.
            if let Err(error) = accepted {
                tracing::warn!(%error, "the list of rolled-back generations could not be written");
            }
        }
        // Only after publishing: had the build failed, the next one would need the old entries.
        reader
            .cache
            .prune(&found.iter().map(|one| one.input.hash).collect());
        Ok(BuildOutcome::Published(Box::new(BuildReport {
            generation,
            counts,
            documents,
            skipped,
        })))
    })
}

/// Reads a corpus as a build would, and reports on it.
///
/// # Errors
/// As [`build`], for what concerns the corpus.
pub fn check(request: &BuildRequest<'_>, progress: &dyn Progress) -> Result<Checked, BuildError> {
    let corpus = Corpus::open(request.corpus)?;
    in_threads(request.threads, || {
        let (found, skipped) = find_all(&corpus, request, progress)?;
        let reader = DocumentReader::new(request, Arc::new(RealDisk));
        let (collected, _) = collect(&found, &reader, None, request, progress)?;
        let settled = collected.attribute(request);
        Ok(Checked {
            documents: settled.documents,
            skipped,
            notes: corpus.notes.clone(),
            profiles: settled.profiles,
        })
    })
}

/// Lists the segments of the index, and reads back from it how often each term stands in each passage.
fn term_counts(
    staging: &Staging<'_>,
    segments: &[ListedSegment],
) -> Result<TermCounts, BuildError> {
    let index = snapshot::write_index(staging, segments)?;
    Ok(index.term_counts(MIN_PASSAGES)?)
}

pub(super) fn in_threads<T: Send>(
    threads: usize,
    work: impl FnOnce() -> Result<T, BuildError> + Send,
) -> Result<T, BuildError> {
    let pool = rayon::ThreadPoolBuilder::new()
        // rayon takes 0 for the number of cores.
        .num_threads(threads.max(1))
        .build();
    let pool = pool.map_err(|error| BuildError::Io {
        action: "start threads for",
        path: "the build".into(),
        source: std::io::Error::other(error),
    })?;
    pool.install(work)
}

/// Finds all files and hashes them. Files with the same bytes become one document of all their owners.
fn find_all(
    corpus: &Corpus,
    request: &BuildRequest<'_>,
    progress: &dyn Progress,
) -> Result<(Vec<Found>, Vec<SkippedDocument>), BuildError> {
    progress.begin(Stage::Find, corpus.entries.len() as u64);
    // In parallel, but collected in order: the first of several equal files must always be the same one.
    let looked: Vec<Result<Found, SkippedDocument>> = corpus
        .entries
        .par_iter()
        .map(|entry| {
            let found = find(
                corpus,
                entry,
                request.register,
                request.params.extract.max_bytes,
            );
            progress.advance(1);
            found
        })
        .collect();
    stop_if_asked(progress)?;
    let mut skipped = corpus.skipped.clone();
    let mut found: Vec<Found> = Vec::with_capacity(looked.len());
    let mut seen = BTreeMap::new();
    for looked in looked {
        match looked {
            Err(document) => skipped.push(document),
            Ok(one) => match seen.get(&one.id) {
                None => {
                    seen.insert(one.id, found.len());
                    found.push(one);
                }
                Some(first) => {
                    let same: &mut Found = &mut found[*first];
                    // The manifest may name one file on several lines, each with an owner.
                    if one.owners != same.owners && one.entry.path != same.entry.path {
                        same.elsewhere.push(one.entry.path.clone());
                    }
                    same.owners.extend(one.owners);
                    same.owners.sort_unstable();
                    same.owners.dedup();
                    // The second path is kept, so that the guard does not report that file as lost.
                    same.same_as.push(one.input);
                }
            },
        }
    }
    for one in &mut found {
        one.note_elsewhere();
    }
    Ok((found, skipped))
}

/// Everything that a generation is made from: documents, manifest and register.
fn inputs(corpus: &Corpus, register: &Register, found: &[Found]) -> Vec<InputFile> {
    let of_bytes = |path: &str, bytes: &[u8]| InputFile {
        path: path.to_owned(),
        hash: Checksum::of_bytes(bytes),
        bytes: bytes.len() as u64,
    };
    let mut inputs: Vec<InputFile> = found
        .iter()
        .flat_map(|one| std::iter::once(&one.input).chain(&one.same_as))
        .cloned()
        .collect();
    // The manifest is an input as well: a changed owner or year changes the result.
    if let Ok(manifest) = std::fs::read(corpus.folder.join(MANIFEST)) {
        inputs.push(of_bytes(MANIFEST, &manifest));
    }
    let files = snapshot::register_files(register.sources());
    inputs.extend(
        files
            .into_iter()
            .map(|(name, file)| of_bytes(name, file.text.as_bytes())),
    );
    inputs.sort();
    // A manifest can name one file in two lines.
    inputs.dedup_by(|a, b| a.path == b.path);
    inputs
}

fn nothing_readable(documents: &[DocumentRecord], skipped: &[SkippedDocument]) -> BuildError {
    let warned = documents.iter().find_map(|document| {
        document
            .warnings
            .last()
            .map(|warning| format!("{}: {warning}", document.path))
    });
    let refused = || {
        skipped
            .first()
            .map(|document| format!("{}: {}", document.path, document.reason))
    };
    BuildError::NothingReadable {
        documents: documents.len() + skipped.len(),
        first: warned
            .or_else(refused)
            .unwrap_or_else(|| "the corpus names none".into()),
    }
}

fn count(documents: &[DocumentRecord], skipped: &[SkippedDocument]) -> Counts {
    let unreadable = documents
        .iter()
        .filter(|document| document.is_unreadable())
        .count();
    let mut owners: Vec<_> = documents
        .iter()
        .filter(|document| document.passages > 0)
        .flat_map(|document| &document.owners)
        .collect();
    owners.sort_unstable();
    owners.dedup();
    Counts {
        documents: (documents.len() - unreadable) as u64,
        left_out: (unreadable + skipped.len()) as u64,
        passages: documents
            .iter()
            .map(|document| u64::from(document.passages))
            .sum(),
        municipalities: owners.len() as u64,
    }
}

/// The hash by which a manifest knows a taxonomy.
fn taxonomy_hash(taxonomy: &Taxonomy) -> Checksum {
    Checksum::of_bytes(taxonomy.hash().as_bytes())
}

fn draft(request: &BuildRequest<'_>, inputs: Vec<InputFile>, counts: Counts) -> ManifestDraft {
    ManifestDraft {
        created: request.created,
        wiel_version: request.version.to_owned(),
        taxonomy_hash: taxonomy_hash(request.taxonomy),
        params_hash: request.params.hash,
        model_version: crate::similarity::MODEL_VERSION.to_string(),
        inputs,
        counts: BTreeMap::from([
            ("documents".to_owned(), counts.documents),
            ("leftOut".to_owned(), counts.left_out),
            ("municipalities".to_owned(), counts.municipalities),
            ("passages".to_owned(), counts.passages),
        ]),
        notes: Vec::new(),
    }
}
