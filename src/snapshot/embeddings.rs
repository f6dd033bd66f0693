//! The vectors of a generation: `encoder/statements.npy`, `encoder/passages.npy`, and the rows of the encoded passages.

use super::{SnapshotError, read_json, to_json, unusable};
use crate::document::PassageRow;
use crate::encoder::{Embedding, EmbeddingTable, to_npy};
use crate::generation::{Generation, Staging};

const STATEMENTS: &str = "encoder/statements.npy";
const PASSAGES: &str = "encoder/passages.npy";
const ROWS: &str = "encoder/passage-rows.json";

/// Vectors of what the documents of a generation say.
#[derive(Clone, Debug)]
pub struct Embeddings {
    /// A vector for each of [`super::Snapshot::statements`], in their order.
    pub statements: EmbeddingTable,
    /// Vectors of passages.
    pub passages: PassageEmbeddings,
}

/// Vectors of the passages that speak of the domain; those of other passages are not computed.
#[derive(Clone, Debug)]
pub struct PassageEmbeddings {
    rows: Vec<PassageRow>,
    table: EmbeddingTable,
}

impl PassageEmbeddings {
    /// Returns the passages that have a vector, in row order.
    pub fn rows(&self) -> &[PassageRow] {
        &self.rows
    }

    /// Returns the likeness of each of [`Self::rows`] to a text, in their order: see [`EmbeddingTable::cosines`].
    pub fn cosines(&self, text: &Embedding) -> impl Iterator<Item = f32> {
        self.table.cosines(text)
    }
}

/// The vectors of a generation as they are written, [`crate::encoder::DIMENSIONS`] whole numbers for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct EmbeddingRecords {
    /// Of the statements of [`super::write_policy`], in their order.
    pub(crate) statements: Vec<i8>,
    /// The encoded passages, rising.
    pub(crate) passage_rows: Vec<PassageRow>,
    /// Of these.
    pub(crate) passages: Vec<i8>,
}

/// Writes the vectors.
pub(crate) fn write_embeddings(
    staging: &Staging<'_>,
    records: &EmbeddingRecords,
) -> Result<(), SnapshotError> {
    staging.write(STATEMENTS, &to_npy(&records.statements))?;
    staging.write(PASSAGES, &to_npy(&records.passages))?;
    staging.write(ROWS, &to_json(&records.passage_rows))?;
    Ok(())
}

/// Reads the vectors. Returns `None` if the generation was built without the encoder.
pub(super) fn open_embeddings(
    generation: &Generation,
    statements: usize,
    passages: u64,
) -> Result<Option<Embeddings>, SnapshotError> {
    let mut artifacts = generation.manifest().artifacts.iter();
    if !artifacts.any(|artifact| artifact.path.as_str() == STATEMENTS) {
        return Ok(None);
    }
    let table = |name: &str| {
        let bytes = generation.read(name)?;
        EmbeddingTable::from_npy(name, &bytes).map_err(|error| unusable(generation, name, &error))
    };
    let embeddings = Embeddings {
        statements: table(STATEMENTS)?,
        passages: PassageEmbeddings {
            rows: read_json(generation, ROWS)?,
            table: table(PASSAGES)?,
        },
    };
    let rows = &embeddings.passages.rows;
    let last = rows.last().map_or(0, |row| u64::from(row.0) + 1);
    let is_sound = embeddings.statements.len() == statements
        && embeddings.passages.table.len() == rows.len()
        && rows.is_sorted_by(|a, b| a < b)
        && last <= passages;
    if is_sound {
        Ok(Some(embeddings))
    } else {
        let reason = "the vectors are not those of the statements and passages";
        Err(unusable(generation, STATEMENTS, &reason))
    }
}
