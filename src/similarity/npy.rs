//! Arrays as `.npy` bytes, the documented format of numpy, which many programs read.

use ndarray::{Array, ArrayBase, Data, Dimension};
use ndarray_npy::{ReadNpyExt, ReadableElement, WritableElement, WriteNpyExt};

use super::SimilarityError;

/// Returns an array as the bytes of a `.npy` file.
pub(super) fn to_npy<S, D>(array: &ArrayBase<S, D>) -> Vec<u8>
where
    S: Data,
    S::Elem: WritableElement,
    D: Dimension,
{
    let mut bytes = Vec::new();
    array
        // A `Vec` grows and never refuses bytes.
        .write_npy(&mut bytes)
        .expect("writing to memory does not fail");
    bytes
}

/// Reads an array from the bytes of a `.npy` file; `file` names it in the error.
///
/// # Errors
/// [`SimilarityError::Stored`] when the bytes are damaged, or hold another element type or dimension.
pub(super) fn from_npy<T: ReadableElement, D: Dimension>(
    file: &str,
    bytes: &[u8],
) -> Result<Array<T, D>, SimilarityError> {
    Array::read_npy(bytes).map_err(|error| SimilarityError::Stored {
        file: file.to_owned(),
        reason: error.to_string(),
    })
}
