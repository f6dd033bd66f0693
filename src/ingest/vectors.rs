//! Word vectors that a user supplies, from their folder.

use std::fs;
use std::path::Path;

use super::BuildError;
use crate::generation::{Checksum, InputFile};
use crate::similarity::WordVectors;

/// The matrix of vectors, and the most of it that is read: half a million tokens of a thousand dimensions.
const MODEL: (&str, u64) = ("model.safetensors", 2 << 30);

/// The tokenizer, and the most of it that is read: those of half a million tokens take 20 MB.
const TOKENIZER: (&str, u64) = ("tokenizer.json", 128 << 20);

/// The files of word vectors, not looked into yet.
pub(super) struct VectorFiles {
    model: Vec<u8>,
    tokenizer: Vec<u8>,
    inputs: [InputFile; 2],
}

impl VectorFiles {
    /// Reads both files.
    ///
    /// # Errors
    /// 1. [`BuildError::NoVectors`] when one cannot be read; 2. [`BuildError::VectorsTooLarge`].
    pub(super) fn read(folder: &Path) -> Result<Self, BuildError> {
        let (model, tokenizer) = (read(folder, MODEL)?, read(folder, TOKENIZER)?);
        let inputs = [input(MODEL, &model), input(TOKENIZER, &tokenizer)];
        Ok(Self {
            model,
            tokenizer,
            inputs,
        })
    }

    /// The files as a manifest names them.
    pub(super) fn inputs(&self) -> &[InputFile] {
        &self.inputs
    }

    /// The hash of parameters with these vectors: other vectors are another model.
    pub(super) fn hash_with(&self, params: Checksum) -> Checksum {
        let all: Vec<String> = std::iter::once(params)
            .chain(self.inputs.iter().map(|input| input.hash))
            .map(|hash| hash.to_string())
            .collect();
        Checksum::of_bytes(all.join("\n").as_bytes())
    }

    /// The vectors themselves.
    ///
    /// # Errors
    /// [`BuildError::Similarity`] when the files do not hold what they should.
    pub(super) fn understood(self) -> Result<WordVectors, BuildError> {
        Ok(WordVectors::read(&self.model, &self.tokenizer)?)
    }
}

fn read(folder: &Path, (name, most): (&str, u64)) -> Result<Vec<u8>, BuildError> {
    let path = folder.join(name);
    let missing = |error: std::io::Error| BuildError::NoVectors {
        path: path.clone(),
        reason: error.to_string(),
    };
    let got = fs::metadata(&path).map_err(missing)?.len();
    if got > most {
        return Err(BuildError::VectorsTooLarge {
            path,
            expected: most,
            got,
        });
    }
    fs::read(&path).map_err(missing)
}

fn input((name, _): (&str, u64), bytes: &[u8]) -> InputFile {
    InputFile {
        path: format!("vectors/{name}"),
        hash: Checksum::of_bytes(bytes),
        bytes: bytes.len() as u64,
    }
}
