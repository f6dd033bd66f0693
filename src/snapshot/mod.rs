//! What a generation contains, and under which file names.
//!
//! A build writes a snapshot into a staging folder; the engine opens it from a published generation. This is the
//! only thing that the two share, so the engine knows nothing of how a build works. In come register, taxonomy,
//! documents, policy statements, profiles, index and model; out comes a [`Snapshot`] with the same. The module
//! does not know queries, scores or the corpus folder.

mod embeddings;
mod error;
mod skipped;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::document::DocumentRecord;
use crate::generation::{Generation, Staging};
use crate::index::{ListedSegment, PassageIndex, SEGMENT_LIST, segment_list};
use crate::municipality::{Register, RegisterSources, SourceText};
use crate::profile::{CitedStatement, Profile};
use crate::similarity::Model;
use crate::taxonomy::{Source, Taxonomy};

pub use embeddings::{Embeddings, PassageEmbeddings, principle_texts};
pub use error::SnapshotError;
pub use skipped::SkippedDocument;

pub(crate) use embeddings::{EmbeddingRecords, write_embeddings};

const DOCUMENTS: &str = "documents.json";
// The name in format 1, from when skipped documents were called refusals.
const SKIPPED: &str = "refusals.json";
const INDEX: &str = "index";
const MODEL: &str = "model";
const PROFILES: &str = "profiles.json";
const STATEMENTS: &str = "statements.json";
const TAXONOMY: &str = "taxonomy";

/// The files of a register, in the order municipalities, aliases, predecessors, partnerships, regions, borders.
const REGISTER: [&str; 6] = [
    "register/municipalities.csv",
    "register/aliases.csv",
    "register/predecessors.csv",
    "register/partnerships.csv",
    "register/regions.csv",
    "register/borders.geojson",
];

/// Everything that one generation holds, opened.
pub struct Snapshot {
    /// The register that the generation was built with.
    pub register: Register,
    /// The documents, in row order.
    pub documents: Vec<DocumentRecord>,
    /// What could not be taken up.
    pub skipped: Vec<SkippedDocument>,
    /// The passages.
    pub index: PassageIndex,
    /// The similarity model; organisations are the municipalities of the register, in code order.
    pub model: Model,
    /// What there was to have a vision about.
    pub taxonomy: Taxonomy,
    /// What each municipality wants, in the order of the register.
    pub profiles: Vec<Profile>,
    /// What the municipalities state themselves, in row order.
    pub statements: Vec<CitedStatement>,
    /// The vectors of statements and passages; `None` if the generation was built without the encoder.
    pub embeddings: Option<Embeddings>,
}

/// How much a generation holds, as shown beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Documents that were read.
    pub documents: u64,
    /// Documents of which nothing could be read, and lines of the manifest that could not be taken up.
    pub left_out: u64,
    /// Passages.
    pub passages: u64,
    /// Municipalities with at least one passage.
    pub municipalities: u64,
}

impl Snapshot {
    /// Opens what a generation holds. Nothing is checked against checksums: that is
    /// [`Generation::verify`].
    ///
    /// # Errors
    /// 1. [`SnapshotError::Generation`] when an artifact is missing or has another length;
    /// 2. [`SnapshotError::Artifact`] when one cannot be understood;
    /// 3. [`SnapshotError::Index`] or [`SnapshotError::Similarity`] when index or model cannot be opened.
    pub fn open(generation: &Generation) -> Result<Self, SnapshotError> {
        // The index maps its files into memory, so it gets the folder and not the bytes.
        let index = PassageIndex::open(&generation.path().join(INDEX))?;
        Self::with_index(generation, index)
    }

    /// Does the same with nothing left on disk: what happens to the files afterwards changes no answer.
    ///
    /// Cost: the size of the index in memory, beside that of the rest.
    ///
    /// # Errors
    /// Those of [`Snapshot::open`].
    pub fn load(generation: &Generation) -> Result<Self, SnapshotError> {
        let read = reader_of(generation, INDEX);
        let index = PassageIndex::load(&generation.path().join(INDEX), read)?;
        Self::with_index(generation, index)
    }

    fn with_index(generation: &Generation, index: PassageIndex) -> Result<Self, SnapshotError> {
        let documents: Vec<DocumentRecord> = read_json(generation, DOCUMENTS)?;
        let statements: Vec<CitedStatement> = read_json(generation, STATEMENTS)?;
        let passages = documents.iter().map(|one| u64::from(one.passages)).sum();
        let taxonomy = open_taxonomy(generation)?;
        Ok(Self {
            register: open_register(generation)?,
            embeddings: embeddings::open_embeddings(
                generation,
                statements.len(),
                passages,
                &taxonomy,
            )?,
            documents,
            skipped: read_json(generation, SKIPPED)?,
            index,
            // The model asks for its files by name, so that it knows nothing of folders.
            model: Model::read(reader_of(generation, MODEL))?,
            taxonomy,
            profiles: read_json(generation, PROFILES)?,
            statements,
        })
    }
}

/// Reads the files of one folder of a generation by name.
fn reader_of(
    generation: &Generation,
    folder: &'static str,
) -> impl Fn(&str) -> Result<Vec<u8>, String> {
    move |name| {
        let bytes = generation.read(&format!("{folder}/{name}"));
        bytes.map_err(|error| error.to_string())
    }
}

/// The documents and skipped of a generation, without opening the rest.
pub(crate) fn documents(
    generation: &Generation,
) -> Result<(Vec<DocumentRecord>, Vec<SkippedDocument>), SnapshotError> {
    Ok((
        read_json(generation, DOCUMENTS)?,
        read_json(generation, SKIPPED)?,
    ))
}

/// A segment of the index of a generation, if that has it and it is sound.
pub(crate) fn segment(generation: &Generation, name: &str) -> Option<Vec<u8>> {
    // Verified, since the bytes go into a new generation; a damaged segment is made anew.
    generation.read_verified(&format!("{INDEX}/{name}")).ok()
}

/// Writes a segment of the index.
pub(crate) fn write_segment(
    staging: &Staging<'_>,
    name: &str,
    bytes: &[u8],
) -> Result<(), SnapshotError> {
    Ok(staging.write(&format!("{INDEX}/{name}"), bytes)?)
}

/// Writes which segments there are, and opens the index.
pub(crate) fn write_index(
    staging: &Staging<'_>,
    segments: &[ListedSegment],
) -> Result<PassageIndex, SnapshotError> {
    let list = format!("{INDEX}/{SEGMENT_LIST}");
    staging.write(&list, &segment_list(segments))?;
    // Opened where it was staged: the model needs the term counts before anything is published.
    Ok(PassageIndex::open(&staging.path().join(INDEX))?)
}

/// What the documents say, as it is written.
pub(crate) struct PolicyRecords<'a> {
    pub(crate) taxonomy: &'a Taxonomy,
    pub(crate) statements: &'a [CitedStatement],
    pub(crate) profiles: &'a [Profile],
}

/// Writes what the documents say. Of the statements only those that a municipality makes itself.
pub(crate) fn write_policy(
    staging: &Staging<'_>,
    policy: &PolicyRecords<'_>,
) -> Result<(), SnapshotError> {
    for (place, source) in policy.taxonomy.sources().iter().enumerate() {
        // The last part only: files of a user can come from any folder.
        let name = source.name.rsplit(['/', '\\']).next().unwrap_or("taxonomy");
        let stem = name.strip_suffix(".toml").unwrap_or(name);
        // Numbered, because the order of the files is part of a taxonomy.
        let path = format!("{TAXONOMY}/{place:02}-{}.toml", plain(stem));
        staging.write(&path, source.text.as_bytes())?;
    }
    let own: Vec<&CitedStatement> = kept_statements(policy.statements).collect();
    staging.write(STATEMENTS, &to_json(&own))?;
    staging.write(PROFILES, &to_json(&policy.profiles))?;
    Ok(())
}

/// The statements that a generation keeps, in order: those that a municipality makes itself.
pub(crate) fn kept_statements(
    statements: &[CitedStatement],
) -> impl Iterator<Item = &CitedStatement> {
    statements.iter().filter(|one| one.is_own())
}

/// A file name without anything that a file system could mind.
fn plain(name: &str) -> String {
    let keep = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    name.chars().map(keep).take(40).collect()
}

/// Writes all but the index and what the documents say.
pub(crate) fn write(
    staging: &Staging<'_>,
    register: &Register,
    documents: &[DocumentRecord],
    skipped: &[SkippedDocument],
    model: &Model,
) -> Result<(), SnapshotError> {
    for (name, source) in register_files(register.sources()) {
        staging.write(name, source.text.as_bytes())?;
    }
    staging.write(DOCUMENTS, &to_json(&documents))?;
    staging.write(SKIPPED, &to_json(&skipped))?;
    for (name, bytes) in model.files() {
        staging.write(&format!("{MODEL}/{name}"), &bytes)?;
    }
    Ok(())
}

/// The files of a register under their names in a generation.
pub(crate) fn register_files(sources: &RegisterSources) -> Vec<(&'static str, &SourceText)> {
    let files = [
        Some(&sources.municipalities),
        sources.aliases.as_ref(),
        sources.predecessors.as_ref(),
        sources.partnerships.as_ref(),
        sources.regions.as_ref(),
        sources.borders.as_ref(),
    ];
    REGISTER
        .into_iter()
        .zip(files)
        .filter_map(|(name, file)| file.map(|file| (name, file)))
        .collect()
}

fn open_register(generation: &Generation) -> Result<Register, SnapshotError> {
    let text = |name: &str| -> Result<Option<SourceText>, SnapshotError> {
        // What the manifest does not list was not given: all but the municipalities is optional.
        if !generation
            .manifest()
            .artifacts
            .iter()
            .any(|artifact| artifact.path.as_str() == name)
        {
            return Ok(None);
        }
        let text = String::from_utf8(generation.read(name)?)
            .map_err(|error| unusable(generation, name, &error))?;
        Ok(Some(SourceText::new(name, text)))
    };
    let [
        municipalities,
        aliases,
        predecessors,
        partnerships,
        regions,
        borders,
    ] = REGISTER;
    let missing = || SnapshotError::Artifact {
        path: generation.path().join(municipalities),
        reason: "it is not there".to_owned(),
    };
    let mut sources = RegisterSources::new(text(municipalities)?.ok_or_else(missing)?);
    sources.aliases = text(aliases)?;
    sources.predecessors = text(predecessors)?;
    sources.partnerships = text(partnerships)?;
    sources.regions = text(regions)?;
    sources.borders = text(borders)?;
    Register::parse(sources).map_err(|error| unusable(generation, municipalities, &error))
}

fn open_taxonomy(generation: &Generation) -> Result<Taxonomy, SnapshotError> {
    let prefix = format!("{TAXONOMY}/");
    let mut names: Vec<&str> = generation
        .manifest()
        .artifacts
        .iter()
        .map(|artifact| artifact.path.as_str())
        .filter(|path| path.starts_with(&prefix))
        .collect();
    // The numbers in the names give the order back.
    names.sort_unstable();
    let mut sources = Vec::with_capacity(names.len());
    for name in names {
        let text = String::from_utf8(generation.read(name)?)
            .map_err(|error| unusable(generation, name, &error))?;
        sources.push(Source {
            name: name.to_owned().into(),
            text: text.into(),
        });
    }
    Taxonomy::parse(&sources).map_err(|error| unusable(generation, TAXONOMY, &error))
}

fn read_json<T: DeserializeOwned>(generation: &Generation, name: &str) -> Result<T, SnapshotError> {
    serde_json::from_slice(&generation.read(name)?)
        .map_err(|error| unusable(generation, name, &error))
}

fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("records are plain data")
}

fn unusable(generation: &Generation, name: &str, error: &dyn std::fmt::Display) -> SnapshotError {
    SnapshotError::Artifact {
        path: generation.path().join(name),
        reason: error.to_string(),
    }
}
