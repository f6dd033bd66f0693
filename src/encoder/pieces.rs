//! The embedding of each piece, in codes of 6 bits.

use super::EncoderError;
use super::embedding::DIMENSIONS;
use crate::tensors::{SharedBytes, Tensors};

/// Chunks of the published table, each with a scale of its own.
const CHUNKS: usize = 17;

/// The table of all pieces: a code `c` stands for `c · scale + low` of the chunk that its row is from.
#[derive(Debug)]
pub(super) struct EmbeddedPieces {
    codes: SharedBytes,
    chunks: Vec<u8>,
    scale: [f32; CHUNKS],
    low: [f32; CHUNKS],
}

/// The embedding of one piece: a code `c` stands for `c · scale + low`.
pub(super) struct EmbeddedPiece<'t> {
    pub(super) codes: &'t [u8],
    pub(super) scale: f32,
    pub(super) low: f32,
}

impl EmbeddedPieces {
    /// Takes the table.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if a part is missing or they do not fit each other.
    pub(super) fn from_tensors(tensors: &Tensors) -> Result<Self, EncoderError> {
        let table = Self {
            codes: tensors.shared_bytes("embedding.codes")?,
            chunks: tensors.bytes("embedding.chunk")?.to_vec(),
            scale: tensors.floats_of("embedding.scale")?,
            low: tensors.floats_of("embedding.low")?,
        };
        let pieces = tensors.floats("pieces.score")?.len();
        let is_sound = table.chunks.len() == pieces
            && table.codes.get().len() == pieces * DIMENSIONS
            && table.chunks.iter().all(|n| usize::from(*n) < CHUNKS);
        let wrong = || EncoderError::figures("the embedding table has not one row for each piece");
        is_sound.then_some(table).ok_or_else(wrong)
    }

    /// Returns how many pieces there are.
    pub(super) fn len(&self) -> usize {
        self.chunks.len()
    }

    /// Returns the embedding of a piece.
    ///
    /// # Panics
    /// If there is no such piece.
    pub(super) fn row(&self, piece: u32) -> EmbeddedPiece<'_> {
        let piece = piece as usize;
        let chunk = usize::from(self.chunks[piece]);
        EmbeddedPiece {
            codes: &self.codes.get()[piece * DIMENSIONS..(piece + 1) * DIMENSIONS],
            scale: self.scale[chunk],
            low: self.low[chunk],
        }
    }

    /// Returns the embeddings of these pieces, [`DIMENSIONS`] numbers for each.
    #[inline(always)]
    pub(super) fn embed(&self, pieces: &[u32]) -> Vec<f32> {
        let mut rows = vec![0.0; pieces.len() * DIMENSIONS];
        for (numbers, piece) in rows.chunks_exact_mut(DIMENSIONS).zip(pieces) {
            let row = self.row(*piece);
            for (number, code) in numbers.iter_mut().zip(row.codes) {
                *number = f32::from(*code) * row.scale + row.low;
            }
        }
        rows
    }
}
