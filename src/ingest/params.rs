//! All settings that change what a build gives.

use serde::{Deserialize, Serialize};

use super::{BuildError, DocumentsConfig};
use crate::encoder::{ENCODER_VERSION, EncoderConfig};
use crate::extract::{EXTRACTOR_VERSION, ExtractConfig};
use crate::generation::Checksum;
use crate::index::{ANALYSER_VERSION, SCHEMA_VERSION};
use crate::passage::{PASSAGE_VERSION, PassageConfig, PassageParams};
use crate::similarity::{MODEL_VERSION, SimilarityConfig, SimilarityParams};
use crate::stance::{DETECTOR_VERSION, StanceConfig};

/// Settings of a build as written; [`BuildConfig::check`] makes them usable.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BuildConfig {
    /// Which documents represent their municipality.
    pub documents: DocumentsConfig,
    /// How files are read.
    pub extract: ExtractConfig,
    /// How text is cut.
    pub passage: PassageConfig,
    /// How sentences are read.
    pub stance: StanceConfig,
    /// How the model is fitted.
    pub similarity: SimilarityConfig,
    /// Whether texts are encoded.
    pub encoder: EncoderConfig,
}

/// Checked settings of a build.
#[derive(Clone, Debug)]
pub struct BuildParams {
    pub(super) documents: DocumentsConfig,
    pub(super) extract: ExtractConfig,
    pub(super) passage: PassageParams,
    pub(super) stance: StanceConfig,
    pub(super) similarity: SimilarityParams,
    pub(super) encoder: EncoderConfig,
    pub(super) hash: Checksum,
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
            stance: self.stance.check()?,
            similarity: self.similarity.check()?,
            encoder: self.encoder,
            hash: self.hash(),
        })
    }

    /// The hash of everything but the documents that decides what a build gives: settings and the versions
    /// of the stages.
    fn hash(&self) -> Checksum {
        // The whole settings as JSON, so that a new setting changes the hash by itself.
        let settings = serde_json::to_vec(self).expect("settings are plain numbers and words");
        // The same settings give another result once a stage has changed, so its version counts too.
        let versions = [
            EXTRACTOR_VERSION,
            PASSAGE_VERSION,
            ANALYSER_VERSION,
            SCHEMA_VERSION,
            MODEL_VERSION,
            DETECTOR_VERSION,
            ENCODER_VERSION,
        ];
        let bytes: Vec<u8> = settings
            .into_iter()
            .chain(versions.into_iter().flat_map(u32::to_le_bytes))
            .collect();
        Checksum::of_bytes(&bytes)
    }
}
impl BuildParams {
    /// How files are read.
    pub fn extract(&self) -> &ExtractConfig {
        &self.extract
    }
}
