//! One document of the corpus, from bytes to passages.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::cache::{Cache, Yield};
use super::corpus::{Corpus, CorpusEntry, Refusal};
use super::pipeline::BuildRequest;
use crate::document::{
    DateSource, Document, DocumentId, DocumentKind, DocumentRecord, Origin, Passage, PassageRow,
    Warning, WarningKind,
};
use crate::extract::{EXTRACTOR_VERSION, ReaderPool, guess_date, guess_kind};
use crate::generation::{Checksum, Disk, InputFile};
use crate::municipality::{GemeenteCode, Lookup, Recognised, Recognition, Register};
use crate::passage::{Masker, PASSAGE_VERSION, Segmenter, Sketch};
use crate::stance::{DETECTOR_VERSION, Detector, Statement, detect_as};

/// A document that is there, with its owners resolved, before it is read.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) entry: CorpusEntry,
    pub(super) id: DocumentId,
    pub(super) input: InputFile,
    /// Other files of the corpus with the same bytes.
    pub(super) same_as: Vec<InputFile>,
    pub(super) owners: Vec<GemeenteCode>,
    /// The names of the owners, by which a text calls itself.
    pub(super) names: Vec<String>,
    /// What is to be said about how the owners were recognised.
    pub(super) notes: Vec<Warning>,
}

/// A document that was read, with its passages still without rows.
pub(super) struct Read {
    pub(super) document: Document,
    pub(super) passages: Vec<Passage>,
    /// What is said in the passages, in text order.
    pub(super) statements: Vec<Statement>,
    /// The sketch of each passage, to find what several share.
    pub(super) sketches: Vec<Sketch>,
    pub(super) record: DocumentRecord,
}

/// Looks a document up on disk and its municipalities in the register.
pub(super) fn find(
    corpus: &Corpus,
    entry: &CorpusEntry,
    register: &Register,
    most_bytes: u64,
) -> Result<Found, Refusal> {
    let refuse = |reason: String, remedy: &str| Refusal {
        path: entry.path.clone(),
        line: entry.line,
        reason,
        remedy: remedy.to_owned(),
        source_failed: false,
    };
    let failed = |error: &std::io::Error| Refusal {
        source_failed: true,
        ..refuse(
            error.to_string(),
            "make the file readable for the user that runs wiel",
        )
    };
    let (owners, notes) = owners(&entry.municipalities, register).map_err(|reason| {
        refuse(
            reason,
            "write the name or code of a municipality of the register",
        )
    })?;
    let file = corpus.file(entry);
    let length = match fs::metadata(&file) {
        Ok(found) if found.is_file() => found.len(),
        Ok(_) => return Err(refuse("is no file".into(), "name a file, not a folder")),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(refuse(
                "the file is not there".into(),
                "put the file in the corpus folder or mend the path",
            ));
        }
        Err(error) => return Err(failed(&error)),
    };
    if length > most_bytes {
        let reason = format!("the file has {length} bytes, at most {most_bytes} are read");
        return Err(refuse(
            reason,
            "split the document, or raise extract.max_bytes",
        ));
    }
    let bytes = fs::read(&file).map_err(|error| failed(&error))?;
    let hash = Checksum::of_bytes(&bytes);
    let input = InputFile {
        path: entry.path.clone(),
        hash,
        bytes: length,
    };
    let names = owners
        .iter()
        .filter_map(|code| register.get(code))
        .map(|owner| owner.name.clone())
        .collect();
    Ok(Found {
        entry: entry.clone(),
        id: DocumentId::of_hash(hash.as_bytes()),
        input,
        same_as: Vec::new(),
        owners,
        names,
        notes,
    })
}

/// Today's municipalities behind names and codes as people write them.
fn owners(
    written: &[String],
    register: &Register,
) -> Result<(Vec<GemeenteCode>, Vec<Warning>), String> {
    let (mut owners, mut notes) = (Vec::new(), Vec::new());
    for name in written {
        let found = match register.lookup(name) {
            Lookup::Found(found) => found,
            // A municipality that was split lives on in several; the first got the main part.
            Lookup::Ambiguous(parts) if parts.iter().all(is_former_code) => {
                let rest: Vec<String> = parts[1..]
                    .iter()
                    .map(|part| part.code.to_string())
                    .collect();
                let main = parts
                    .into_iter()
                    .next()
                    .expect("ambiguous means at least two");
                let message = format!(
                    "{name} was split; taken for {}, not for {}",
                    main.code,
                    rest.join(", ")
                );
                notes.push(Warning::new(
                    WarningKind::Partial,
                    message,
                    "name the municipality of today",
                ));
                main
            }
            Lookup::Ambiguous(several) => {
                let codes: Vec<String> = several.iter().map(|one| one.code.to_string()).collect();
                return Err(format!("{name:?} can be {}", codes.join(" or ")));
            }
            Lookup::Unknown { suggestions } => {
                let hint = suggestions
                    .first()
                    .map(|(code, name)| format!("; did you mean {name} ({code})?"));
                return Err(format!(
                    "the register has no {name:?}{}",
                    hint.unwrap_or_default()
                ));
            }
        };
        if let Some(since) = found.reason.since() {
            let message = format!("{name} is {} since {since}", found.code);
            notes.push(Warning::new(
                WarningKind::Repaired,
                message,
                "nothing to do",
            ));
        }
        owners.push(found.code);
    }
    owners.sort_unstable();
    owners.dedup();
    Ok((owners, notes))
}

fn is_former_code(found: &Recognised) -> bool {
    matches!(found.reason, Recognition::FormerCode { .. })
}

/// Where documents are read, and what is kept of that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'a> {
    /// The `wiel` program, which reads the formats that can hang or crash in a process of its own; see
    /// [`ReaderPool`]. Without it they are read in this process, where an endless loop stops the build.
    pub program: Option<&'a Path>,
    /// The folder in which is kept what documents yield; made when it is not there. Without it nothing is.
    pub cache: Option<&'a Path>,
    /// Read all documents anew, whatever is kept.
    pub anew: bool,
}

/// From bytes to passages, for many threads.
pub(super) struct DocumentReader<'a> {
    folder: &'a Path,
    files: ReaderPool,
    segmenter: Segmenter,
    detector: Detector,
    pub(super) cache: Cache,
}

impl<'a> DocumentReader<'a> {
    /// A reader of the documents of a build, which keeps what it reads by way of `disk`.
    pub(super) fn new(request: &'a BuildRequest<'_>, disk: Arc<dyn Disk>) -> Self {
        let (params, reading) = (request.params, request.reading);
        let names: Vec<&str> = request.register.names().collect();
        let basis = serde_json::to_vec(&(
            (EXTRACTOR_VERSION, &params.extract),
            (PASSAGE_VERSION, &params.passage, &names),
            (DETECTOR_VERSION, request.taxonomy.hash()),
        ));
        let basis = Checksum::of_bytes(&basis.expect("words and numbers can be written"));
        Self {
            folder: request.corpus,
            files: ReaderPool::new(params.extract.clone(), reading.program),
            segmenter: Segmenter::new(params.passage, Masker::new(names)),
            detector: Detector::new(request.taxonomy),
            cache: Cache::new(reading.cache, !reading.anew, basis, disk),
        }
    }

    /// Reads a document, cuts it into passages and takes the statements from them, or takes what was kept of it. Whatever is wrong with it
    /// ends up in the record's warnings.
    pub(super) fn read(&self, found: &Found, stop: &(dyn Fn() -> bool + Sync)) -> Read {
        let hash = &found.input.hash;
        // The extension can decide how a file is read, the names of its owners whose wish a sentence tells.
        let path = &found.entry.path;
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let manner = format!("{}\n{}", extension.to_lowercase(), found.names.join("\n"));
        let yielded = self.cache.get(hash, &manner).unwrap_or_else(|| {
            let (yielded, lasting) = self.read_anew(found, stop);
            if lasting {
                self.cache.put(hash, &manner, &yielded);
            }
            yielded
        });
        assemble(found, yielded)
    }

    /// What the file yields now, and whether that is worth keeping.
    fn read_anew(&self, found: &Found, stop: &(dyn Fn() -> bool + Sync)) -> (Yield, bool) {
        let bytes = match fs::read(self.folder.join(&found.entry.path)) {
            Ok(bytes) if Checksum::of_bytes(&bytes) == found.input.hash => bytes,
            Ok(_) => {
                let changed = unreadable("the file changed while the build ran", "build again");
                return (changed, false);
            }
            Err(error) => {
                let remedy = "make the file readable for the user that runs wiel";
                return (unreadable(&error.to_string(), remedy), false);
            }
        };
        let read = self.files.read(&bytes, &found.entry.path, stop);
        let extraction = read.extraction;
        let passages = self.segmenter.segment(found.id, &extraction.pages);
        let names: Vec<&str> = found.names.iter().map(String::as_str).collect();
        let statements = passages
            .iter()
            .flat_map(|passage| detect_as(passage, &self.detector, &names))
            .collect();
        let stated = guess_date(&extraction).map(|date| (date, DateSource::Text));
        let property = extraction.dated.map(|date| (date, DateSource::Properties));
        let yielded = Yield {
            pages: extraction.pages_total,
            readable_share: extraction.readable_share(),
            dated: stated.or(property),
            kind: guess_kind(&extraction),
            title: extraction.title,
            warnings: extraction.warnings,
            passages,
            statements,
        };
        (yielded, read.lasting)
    }
}

/// Puts together what the file yields and what the manifest says; the manifest goes first.
fn assemble(found: &Found, yielded: Yield) -> Read {
    let entry = &found.entry;
    let passages = yielded.passages;
    let mut warnings = found.notes.clone();
    warnings.extend(yielded.warnings);
    let is_unreadable = |warning: &Warning| warning.kind == WarningKind::Unreadable;
    if passages.is_empty() && !warnings.iter().any(is_unreadable) {
        warnings.push(Warning::new(
            WarningKind::Unreadable,
            "no running text was found",
            "look whether the file holds more than a table of contents",
        ));
    }
    if let (Some(given), Some(seen)) = (&entry.kind, &yielded.kind)
        && given.contradicts(seen)
    {
        let message = format!("the manifest calls it {given}, its content speaks for {seen}");
        let remedy = "look which is right, and mend the kind in the manifest when it is wrong";
        warnings.push(Warning::new(WarningKind::Partial, message, remedy));
    }
    let by_manifest = entry.dated.map(|date| (date, DateSource::Manifest));
    let (dated, dated_by) = by_manifest.or(yielded.dated).unzip();
    let document = Document {
        id: found.id,
        path: entry.path.clone(),
        owners: found.owners.clone(),
        title: entry
            .title
            .clone()
            .or(yielded.title)
            .unwrap_or_else(|| file_stem(&entry.path)),
        kind: entry
            .kind
            .clone()
            .or_else(|| yielded.kind.clone())
            .unwrap_or_else(DocumentKind::unknown),
        dated,
        url: entry.url.clone(),
    };
    let record = DocumentRecord {
        id: document.id,
        path: document.path.clone(),
        title: document.title.clone(),
        owners: document.owners.clone(),
        kind: document.kind.clone(),
        kind_from_content: yielded.kind,
        dated,
        dated_by,
        url: document.url.clone(),
        pages: yielded.pages,
        readable_share: yielded.readable_share,
        words: words_of(&passages, |_| true),
        language: language(&passages),
        first_row: PassageRow(0),
        passages: passages.len() as u32,
        template_words: 0,
        template_with: Vec::new(),
        statutory_words: words_of(&passages, |origin| origin == Origin::Statutory),
        superseded_for: Vec::new(),
        warnings,
    };
    Read {
        document,
        sketches: passages.iter().map(Sketch::of).collect(),
        passages,
        statements: yielded.statements,
        record,
    }
}

/// How many words there are in passages of some origins.
fn words_of(passages: &[Passage], counts: impl Fn(Origin) -> bool) -> u64 {
    let counted = passages.iter().filter(|passage| counts(passage.origin));
    counted.map(|passage| u64::from(passage.words)).sum()
}

fn unreadable(message: &str, remedy: &str) -> Yield {
    Yield {
        pages: 0,
        readable_share: 0.0,
        title: None,
        dated: None,
        kind: None,
        warnings: vec![Warning::new(WarningKind::Unreadable, message, remedy)],
        passages: Vec::new(),
        statements: Vec::new(),
    }
}

fn file_stem(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}

/// Below this many bytes a language cannot be told.
const LANGUAGE_SAMPLE_MIN: usize = 200;

/// So many passages are looked at, evenly spread: enough to be sure, few enough to cost nothing.
const LANGUAGE_SAMPLES: usize = 4;

/// The language of most of a document, as ISO 639-3 code.
fn language(passages: &[Passage]) -> Option<String> {
    let step = passages.len().div_ceil(LANGUAGE_SAMPLES).max(1);
    let sample: String = passages
        .iter()
        .step_by(step)
        .map(|passage| passage.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if sample.len() < LANGUAGE_SAMPLE_MIN {
        return None;
    }
    whatlang::detect(&sample)
        .filter(whatlang::Info::is_reliable)
        .map(|info| info.lang().code().to_owned())
}
