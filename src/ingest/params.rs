//! All settings that change what a build gives.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{BuildError, DocumentsConfig};
use crate::extract::{EXTRACTOR_VERSION, ExtractConfig};
use crate::generation::Checksum;
use crate::index::{ANALYSER_VERSION, SCHEMA_VERSION};
use crate::passage::{PASSAGE_VERSION, PassageConfig, PassageParams};
use crate::similarity::{MODEL_VERSION, SimilarityConfig, SimilarityParams};
use crate::stance::DETECTOR_VERSION;

/// Settings of a build as written; [`BuildConfig::check`] makes them usable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BuildConfig {
    /// Which documents speak.
    pub documents: DocumentsConfig,
    /// How files are read.
    pub extract: ExtractConfig,
    /// How text is cut.
    pub passage: PassageConfig,
    /// How the model is fitted.
    pub similarity: SimilarityConfig,
}

/// Checked settings of a build.
#[derive(Clone, Debug)]
pub struct BuildParams {
    pub(super) documents: DocumentsConfig,
    pub(super) extract: ExtractConfig,
    pub(super) passage: PassageParams,
    pub(super) similarity: SimilarityParams,
    /// The folder with word vectors, when there are to be any.
    pub(super) vectors: Option<PathBuf>,
    pub(super) hash: Checksum,
}

impl BuildParams {
    /// The same with word vectors from this folder, or without: a relative folder in a file is relative to
    /// that file, which only the reader of the file knows.
    pub fn with_vectors(self, folder: Option<PathBuf>) -> Self {
        Self {
            vectors: folder,
            ..self
        }
    }
}

impl BuildConfig {
    /// Checks all settings.
    ///
    /// # Errors
    /// The error of the module whose setting is out of range.
    pub fn check(&self) -> Result<BuildParams, BuildError> {
        self.extract.check()?;
        Ok(BuildParams {
            documents: self.documents.clone(),
            extract: self.extract.clone(),
            passage: self.passage.check()?,
            similarity: self.similarity.check()?,
            vectors: Some(&self.similarity.vectors)
                .filter(|folder| !folder.is_empty())
                .map(PathBuf::from),
            hash: self.hash(),
        })
    }

    /// The hash of everything but the documents that decides what a build gives: settings and the versions
    /// of the stages. Where word vectors lie decides nothing (what is in them does, see [`super::vectors`]), nor
    /// their weight without any; so these do not count.
    fn hash(&self) -> Checksum {
        let mut deciding = self.clone();
        if deciding.similarity.vectors.is_empty() {
            deciding.similarity.vector_weight = SimilarityConfig::default().vector_weight;
        }
        deciding.similarity.vectors.clear();
        let settings = serde_json::to_vec(&deciding).expect("settings are plain numbers and words");
        let versions = [
            EXTRACTOR_VERSION,
            PASSAGE_VERSION,
            ANALYSER_VERSION,
            SCHEMA_VERSION,
            MODEL_VERSION,
            DETECTOR_VERSION,
        ];
        let bytes: Vec<u8> = settings
            .into_iter()
            .chain(versions.into_iter().flat_map(u32::to_le_bytes))
            .collect();
        Checksum::of_bytes(&bytes)
    }
}
