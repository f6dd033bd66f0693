//! What a generation holds and under which names: written at the end of a build, read by the engine.

use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{BuildError, Refusal};
use crate::document::DocumentRecord;
use crate::generation::{Generation, Staging};
use crate::index::PassageIndex;
use crate::municipality::{Register, RegisterSources, SourceText};
use crate::similarity::Model;

const DOCUMENTS: &str = "documents.json";
const REFUSALS: &str = "refusals.json";
const INDEX: &str = "index";
const MODEL: &str = "model";

/// The files of a register, in the order municipalities, aliases, predecessors, partnerships, regions.
const REGISTER: [&str; 5] = [
    "register/municipalities.csv",
    "register/aliases.csv",
    "register/predecessors.csv",
    "register/partnerships.csv",
    "register/regions.csv",
];

/// Everything that one generation holds, opened.
pub struct Artifacts {
    /// The register that the generation was built with.
    pub register: Register,
    /// The documents, in row order.
    pub documents: Vec<DocumentRecord>,
    /// What could not be taken up.
    pub refusals: Vec<Refusal>,
    /// The passages.
    pub index: PassageIndex,
    /// The similarity model; organisations are the municipalities of the register, in code order.
    pub model: Model,
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

impl Artifacts {
    /// Opens what a generation holds. Nothing is checked against checksums: that is
    /// [`Generation::verify`].
    ///
    /// # Errors
    /// 1. [`BuildError::Generation`] when an artifact is missing or has another length;
    /// 2. [`BuildError::Artifact`] when one cannot be understood;
    /// 3. [`BuildError::Index`] or [`BuildError::Similarity`] when index or model cannot be opened.
    pub fn open(generation: &Generation) -> Result<Self, BuildError> {
        Ok(Self {
            register: open_register(generation)?,
            documents: read_json(generation, DOCUMENTS)?,
            refusals: read_json(generation, REFUSALS)?,
            index: PassageIndex::open(&generation.path().join(INDEX))?,
            model: Model::read(|name| {
                generation
                    .read(&format!("{MODEL}/{name}"))
                    .map_err(|error| error.to_string())
            })?,
        })
    }
}

/// The documents and refusals of a generation, without opening the rest.
pub(super) fn documents(
    generation: &Generation,
) -> Result<(Vec<DocumentRecord>, Vec<Refusal>), BuildError> {
    Ok((
        read_json(generation, DOCUMENTS)?,
        read_json(generation, REFUSALS)?,
    ))
}

/// The folder in which the index is written.
pub(super) fn index_folder(staging: &Staging<'_>) -> Result<PathBuf, BuildError> {
    Ok(staging.folder(INDEX)?)
}

/// Writes all but the index.
pub(super) fn write(
    staging: &Staging<'_>,
    register: &Register,
    documents: &[DocumentRecord],
    refusals: &[Refusal],
    model: &Model,
) -> Result<(), BuildError> {
    for (name, source) in register_files(register.sources()) {
        staging.write(name, source.text.as_bytes())?;
    }
    staging.write(DOCUMENTS, &to_json(&documents))?;
    staging.write(REFUSALS, &to_json(&refusals))?;
    for (name, bytes) in model.files() {
        staging.write(&format!("{MODEL}/{name}"), &bytes)?;
    }
    Ok(())
}

/// The files of a register under their names in a generation.
pub(super) fn register_files(sources: &RegisterSources) -> Vec<(&'static str, &SourceText)> {
    let files = [
        Some(&sources.municipalities),
        sources.aliases.as_ref(),
        sources.predecessors.as_ref(),
        sources.partnerships.as_ref(),
        sources.regions.as_ref(),
    ];
    REGISTER
        .into_iter()
        .zip(files)
        .filter_map(|(name, file)| file.map(|file| (name, file)))
        .collect()
}

fn open_register(generation: &Generation) -> Result<Register, BuildError> {
    let text = |name: &str| -> Result<Option<SourceText>, BuildError> {
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
    let [municipalities, aliases, predecessors, partnerships, regions] = REGISTER;
    let missing = || BuildError::Artifact {
        path: generation.path().join(municipalities),
        reason: "it is not there".to_owned(),
    };
    let mut sources = RegisterSources::new(text(municipalities)?.ok_or_else(missing)?);
    sources.aliases = text(aliases)?;
    sources.predecessors = text(predecessors)?;
    sources.partnerships = text(partnerships)?;
    sources.regions = text(regions)?;
    Register::parse(sources).map_err(|error| unusable(generation, municipalities, &error))
}

fn read_json<T: DeserializeOwned>(generation: &Generation, name: &str) -> Result<T, BuildError> {
    serde_json::from_slice(&generation.read(name)?)
        .map_err(|error| unusable(generation, name, &error))
}

fn to_json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("records are plain data")
}

fn unusable(generation: &Generation, name: &str, error: &dyn std::fmt::Display) -> BuildError {
    BuildError::Artifact {
        path: generation.path().join(name),
        reason: error.to_string(),
    }
}
