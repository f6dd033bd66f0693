//! The vectors of a generation: `encoder/statements.npy`, `encoder/passages.npy` with the rows of the encoded passages,
//! and `encoder/principles.npy`.

use super::{SnapshotError, read_json, to_json, unusable};
use crate::document::PassageRow;
use crate::encoder::{DIMENSIONS, Embedding, EmbeddingTable, from_npy, to_npy};
use crate::generation::{Generation, Staging};
use crate::taxonomy::{Principle, Taxonomy};

const STATEMENTS: &str = "encoder/statements.npy";
const PASSAGES: &str = "encoder/passages.npy";
const ROWS: &str = "encoder/passage-rows.json";
const PRINCIPLES: &str = "encoder/principles.npy";

/// Vectors of what the documents of a generation say.
#[derive(Clone, Debug)]
pub struct Embeddings {
    /// A vector for each of [`super::Snapshot::statements`], in their order.
    pub statements: EmbeddingTable,
    /// Vectors of passages.
    pub passages: PassageEmbeddings,
    /// By principle, in taxonomy order, the vectors of its [`principle_texts`]; empty in a generation that was built
    /// before they were kept.
    pub principles: Vec<Vec<Embedding>>,
}

/// What the taxonomy says of a principle, in Dutch: the names of both ends, and for each its meaning and an example.
///
/// None if the taxonomy explains neither end: names alone are too short for a sentence to be near to them.
pub fn principle_texts(principle: &Principle) -> Vec<&str> {
    let meanings = [&principle.for_meaning, &principle.against_meaning];
    let mut texts: Vec<&str> = meanings
        .into_iter()
        .flatten()
        .flat_map(|meaning| [meaning.nl.as_str(), meaning.example.as_str()])
        .filter(|text| !text.is_empty())
        .collect();
    if !texts.is_empty() {
        texts.extend([principle.for_nl.as_str(), principle.against_nl.as_str()]);
    }
    texts
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

    /// Returns the numbers of the vector of a passage: see [`EmbeddingTable::row`]. Returns `None` if it has none. Cost: a
    /// binary search.
    pub fn numbers(&self, row: PassageRow) -> Option<&[i8]> {
        let place = self.rows.binary_search(&row).ok()?;
        Some(self.table.row(place))
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
    /// Of the [`principle_texts`] of all principles, in taxonomy order.
    pub(crate) principles: Vec<i8>,
}

/// Writes the vectors.
pub(crate) fn write_embeddings(
    staging: &Staging<'_>,
    records: &EmbeddingRecords,
) -> Result<(), SnapshotError> {
    staging.write(STATEMENTS, &to_npy(&records.statements))?;
    staging.write(PASSAGES, &to_npy(&records.passages))?;
    staging.write(ROWS, &to_json(&records.passage_rows))?;
    staging.write(PRINCIPLES, &to_npy(&records.principles))?;
    Ok(())
}

/// Reads the vectors. Returns `None` if the generation was built without the encoder.
pub(super) fn open_embeddings(
    generation: &Generation,
    statements: usize,
    passages: u64,
    taxonomy: &Taxonomy,
) -> Result<Option<Embeddings>, SnapshotError> {
    let has = |name: &str| {
        let mut artifacts = generation.manifest().artifacts.iter();
        artifacts.any(|artifact| artifact.path.as_str() == name)
    };
    if !has(STATEMENTS) {
        return Ok(None);
    }
    let principles = if has(PRINCIPLES) {
        open_principles(generation, taxonomy)?
    } else {
        Vec::new()
    };
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
        principles,
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

/// Reads the vectors of what the taxonomy says of each principle.
fn open_principles(
    generation: &Generation,
    taxonomy: &Taxonomy,
) -> Result<Vec<Vec<Embedding>>, SnapshotError> {
    let numbers = from_npy(PRINCIPLES, &generation.read(PRINCIPLES)?)
        .map_err(|error| unusable(generation, PRINCIPLES, &error))?;
    let counts: Vec<usize> = taxonomy
        .principles()
        .iter()
        .map(|principle| principle_texts(principle).len())
        .collect();
    if counts.iter().sum::<usize>() * DIMENSIONS != numbers.len() {
        let reason = "the vectors are not those of the principles";
        return Err(unusable(generation, PRINCIPLES, &reason));
    }
    let mut vectors = numbers
        .chunks_exact(DIMENSIONS)
        .map(Embedding::from_quantised);
    Ok(counts
        .into_iter()
        .map(|count| vectors.by_ref().take(count).collect())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_principles_that_are_explained_have_texts() {
        let taxonomy = Taxonomy::builtin();
        for principle in taxonomy.principles() {
            assert_eq!(principle_texts(principle).len(), 6, "{}", principle.name);
        }
        let mut unexplained = taxonomy.principles()[0].clone();
        (unexplained.for_meaning, unexplained.against_meaning) = (None, None);
        assert!(principle_texts(&unexplained).is_empty());
    }
}
