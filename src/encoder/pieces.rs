//! The embedding of each piece, in codes of 6 bits.

use ndarray::Array2;

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

    /// Returns the embeddings of these pieces, one in each row.
    pub(super) fn embed(&self, pieces: &[u32]) -> Array2<f32> {
        let mut rows = Array2::zeros((pieces.len(), DIMENSIONS));
        for (mut row, piece) in rows.rows_mut().into_iter().zip(pieces) {
            let piece = *piece as usize;
            let codes = &self.codes.get()[piece * DIMENSIONS..(piece + 1) * DIMENSIONS];
            let chunk = usize::from(self.chunks[piece]);
            let (scale, low) = (self.scale[chunk], self.low[chunk]);
            for (number, code) in row.iter_mut().zip(codes) {
                *number = f32::from(*code) * scale + low;
            }
        }
        rows
    }
}
