//! Arrays as `.npy` bytes: a documented format that other programs read too.

use ndarray::{Array, ArrayBase, Data, Dimension};
use ndarray_npy::{ReadNpyExt, ReadableElement, WritableElement, WriteNpyExt};

use super::SimilarityError;

pub(super) fn to_npy<S, D>(array: &ArrayBase<S, D>) -> Vec<u8>
where
    S: Data,
    S::Elem: WritableElement,
    D: Dimension,
{
    let mut bytes = Vec::new();
    array
        .write_npy(&mut bytes)
        .expect("writing to memory does not fail");
    bytes
}

pub(super) fn from_npy<T: ReadableElement, D: Dimension>(
    file: &str,
    bytes: &[u8],
) -> Result<Array<T, D>, SimilarityError> {
    Array::read_npy(bytes).map_err(|error| SimilarityError::Stored {
        file: file.to_owned(),
        reason: error.to_string(),
    })
}
