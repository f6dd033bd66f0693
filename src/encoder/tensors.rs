//! Arrays by name from a safetensors file (<https://huggingface.co/docs/safetensors>): the length of a header, the
//! header in JSON, the numbers.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use flate2::read::GzDecoder;
use ndarray::Array2;
use serde::Deserialize;

use super::EncoderError;

/// More than this is no file of ours: bounds what a damaged one can make us unpack.
const MAX_BYTES: u64 = 64 << 20;

/// A file of arrays.
pub(super) struct Tensors {
    header: BTreeMap<String, Entry>,
    numbers: Arc<Vec<u8>>,
}

/// An array of bytes, kept with the file it is from rather than copied.
#[derive(Debug)]
pub(super) struct SharedBytes {
    file: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl SharedBytes {
    pub(super) fn get(&self) -> &[u8] {
        &self.file[self.range.clone()]
    }
}

/// What the header says of one array.
#[derive(Clone, Debug, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

impl Tensors {
    /// Unpacks a file.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if it is damaged or too large.
    pub(super) fn from_gzip(packed: &[u8]) -> Result<Self, EncoderError> {
        let mut length = [0; 8];
        let mut reader = GzDecoder::new(packed).take(MAX_BYTES);
        reader
            .read_exact(&mut length)
            .map_err(EncoderError::figures)?;
        let length = u64::from_le_bytes(length).min(MAX_BYTES);
        let mut header = Vec::new();
        let mut numbers = Vec::new();
        (&mut reader)
            .take(length)
            .read_to_end(&mut header)
            .and_then(|_| reader.read_to_end(&mut numbers))
            .map_err(EncoderError::figures)?;
        let header = serde_json::from_slice(&header).map_err(EncoderError::figures)?;
        Ok(Self {
            header,
            numbers: Arc::new(numbers),
        })
    }

    /// Takes an array of bytes.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if there is none of that name and type.
    pub(super) fn bytes(&self, name: &str) -> Result<&[u8], EncoderError> {
        Ok(&self.numbers[self.range(name, "U8", 1)?.0])
    }

    /// Takes an array of bytes that stays where it is: for the largest one, which a copy would hold twice.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub(super) fn shared_bytes(&self, name: &str) -> Result<SharedBytes, EncoderError> {
        let (range, _) = self.range(name, "U8", 1)?;
        Ok(SharedBytes {
            file: Arc::clone(&self.numbers),
            range,
        })
    }

    /// Takes an array of floating-point numbers.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub(super) fn floats(&self, name: &str) -> Result<Vec<f32>, EncoderError> {
        let (range, _) = self.range(name, "F32", 4)?;
        let chunks = self.numbers[range].as_chunks().0;
        Ok(chunks.iter().copied().map(f32::from_le_bytes).collect())
    }

    /// Takes an array of `N` floating-point numbers.
    ///
    /// # Errors
    /// As [`Self::bytes`], and if there are more or fewer.
    pub(super) fn floats_of<const N: usize>(&self, name: &str) -> Result<[f32; N], EncoderError> {
        let wrong = |_| EncoderError::figures(format!("{name} has not {N} numbers"));
        self.floats(name)?.try_into().map_err(wrong)
    }

    /// Takes a matrix, which is kept in whole numbers from -127 to 127 beside their scale.
    ///
    /// # Errors
    /// As [`Self::bytes`], and if the matrix has another shape.
    pub(super) fn matrix(
        &self,
        name: &str,
        shape: (usize, usize),
    ) -> Result<Array2<f32>, EncoderError> {
        let (range, found) = self.range(name, "I8", 1)?;
        let [scale] = self.floats_of(&format!("{name}.scale"))?;
        if found != [shape.0, shape.1] {
            let reason = format!("{name} has the shape {found:?} instead of {shape:?}");
            return Err(EncoderError::figures(reason));
        }
        let numbers = self.numbers[range].iter();
        let numbers = numbers.map(|byte| f32::from(byte.cast_signed()) * scale);
        Array2::from_shape_vec(shape, numbers.collect()).map_err(EncoderError::figures)
    }

    /// Where the numbers of an array lie, and its shape.
    fn range(
        &self,
        name: &str,
        dtype: &str,
        width: usize,
    ) -> Result<(Range<usize>, &[usize]), EncoderError> {
        let entry = self.header.get(name).filter(|entry| entry.dtype == dtype);
        let wrong = || EncoderError::figures(format!("there is no sound {name} of type {dtype}"));
        let entry = entry.ok_or_else(wrong)?;
        let [start, end] = entry.data_offsets;
        let size = entry
            .shape
            .iter()
            .try_fold(width, |size, n| size.checked_mul(*n));
        let is_sound = start <= end && end <= self.numbers.len() && size == Some(end - start);
        if is_sound {
            Ok((start..end, &entry.shape))
        } else {
            Err(wrong())
        }
    }
}
