//! Arrays of numbers by name, in the format of safetensors (<https://huggingface.co/docs/safetensors>) in gzip: the length
//! of a header, the header in JSON, the numbers.
//!
//! The figures of the sentence encoder and of the stance classifier are kept so.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::ops::Range;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

/// More than this is no file of ours: bounds what a damaged one can make us unpack.
const MAX_BYTES: u64 = 64 << 20;

/// The file is damaged, or holds other arrays than the reader needs.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub struct TensorsError(pub String);

impl TensorsError {
    // By value, so that `map_err` can take it as it is.
    #[expect(clippy::needless_pass_by_value)]
    fn new(reason: impl ToString) -> Self {
        Self(reason.to_string())
    }
}

/// A file of arrays.
#[derive(Debug, Default)]
pub struct Tensors {
    header: BTreeMap<String, Entry>,
    numbers: Arc<Vec<u8>>,
}

/// An array of bytes, kept with the file it is from rather than copied.
#[derive(Debug)]
pub struct SharedBytes {
    file: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl SharedBytes {
    /// The bytes.
    pub fn get(&self) -> &[u8] {
        &self.file[self.range.clone()]
    }
}

/// What the header says of one array.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

impl Tensors {
    /// Unpacks a file.
    ///
    /// # Errors
    /// Returns [`TensorsError`] if it is damaged or too large.
    pub fn from_gzip(packed: &[u8]) -> Result<Self, TensorsError> {
        let mut length = [0; 8];
        let mut reader = GzDecoder::new(packed).take(MAX_BYTES);
        reader.read_exact(&mut length).map_err(TensorsError::new)?;
        let length = u64::from_le_bytes(length).min(MAX_BYTES);
        let mut header = Vec::new();
        let mut numbers = Vec::new();
        (&mut reader)
            .take(length)
            .read_to_end(&mut header)
            .and_then(|_| reader.read_to_end(&mut numbers))
            .map_err(TensorsError::new)?;
        let header = serde_json::from_slice(&header).map_err(TensorsError::new)?;
        Ok(Self {
            header,
            numbers: Arc::new(numbers),
        })
    }

    /// Whether there is an array of that name.
    pub fn contains(&self, name: &str) -> bool {
        self.header.contains_key(name)
    }

    /// Takes an array of bytes.
    ///
    /// # Errors
    /// Returns [`TensorsError`] if there is none of that name and type.
    pub fn bytes(&self, name: &str) -> Result<&[u8], TensorsError> {
        Ok(&self.numbers[self.range(name, "U8", 1)?.0])
    }

    /// Takes an array of bytes that stays where it is: for the largest one, which a copy would hold twice.
    ///
    /// # Errors
    /// As [`Self::bytes`].
    pub fn shared_bytes(&self, name: &str) -> Result<SharedBytes, TensorsError> {
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
    pub fn floats(&self, name: &str) -> Result<Vec<f32>, TensorsError> {
        let (range, _) = self.range(name, "F32", 4)?;
        let chunks = self.numbers[range].as_chunks().0;
        Ok(chunks.iter().copied().map(f32::from_le_bytes).collect())
    }

    /// Takes an array of `N` floating-point numbers.
    ///
    /// # Errors
    /// As [`Self::bytes`], and if there are more or fewer.
    pub fn floats_of<const N: usize>(&self, name: &str) -> Result<[f32; N], TensorsError> {
        let wrong = |_| TensorsError::new(format!("{name} has not {N} numbers"));
        self.floats(name)?.try_into().map_err(wrong)
    }

    /// Takes an array of whole numbers from -128 to 127.
    ///
    /// # Errors
    /// As [`Self::bytes`], and if it has another shape.
    pub fn whole_numbers(&self, name: &str, shape: &[usize]) -> Result<&[u8], TensorsError> {
        let (range, found) = self.range(name, "I8", 1)?;
        if found != shape {
            let reason = format!("{name} has the shape {found:?} instead of {shape:?}");
            return Err(TensorsError(reason));
        }
        Ok(&self.numbers[range])
    }

    /// Adds an array of bytes.
    pub fn add_bytes(&mut self, name: &str, bytes: &[u8]) {
        self.add(name, "U8", &[bytes.len()], bytes);
    }

    /// Adds an array of floating-point numbers.
    pub fn add_floats(&mut self, name: &str, numbers: &[f32]) {
        let bytes: Vec<u8> = numbers
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect();
        self.add(name, "F32", &[numbers.len()], &bytes);
    }

    /// Adds an array of whole numbers from -128 to 127, given as bytes, whose number is the product of `shape`.
    pub fn add_whole_numbers(&mut self, name: &str, shape: &[usize], numbers: &[u8]) {
        self.add(name, "I8", shape, numbers);
    }

    fn add(&mut self, name: &str, dtype: &str, shape: &[usize], bytes: &[u8]) {
        let start = self.numbers.len();
        // Nobody else holds a file that is still being written.
        Arc::make_mut(&mut self.numbers).extend_from_slice(bytes);
        let entry = Entry {
            dtype: dtype.to_owned(),
            shape: shape.to_vec(),
            data_offsets: [start, self.numbers.len()],
        };
        self.header.insert(name.to_owned(), entry);
    }

    /// Packs the file. The same arrays added in the same order give the same bytes.
    ///
    /// # Panics
    /// Never: names and numbers can always be written to memory.
    pub fn to_gzip(&self) -> Vec<u8> {
        let header = serde_json::to_vec(&self.header).expect("names and numbers can be written");
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        [
            &(header.len() as u64).to_le_bytes()[..],
            &header,
            &self.numbers,
        ]
        .iter()
        .try_for_each(|part| packed.write_all(part))
        .and_then(|()| packed.finish())
        .expect("memory can be written to")
    }

    /// Where the numbers of an array lie, and its shape.
    fn range(
        &self,
        name: &str,
        dtype: &str,
        width: usize,
    ) -> Result<(Range<usize>, &[usize]), TensorsError> {
        let entry = self.header.get(name).filter(|entry| entry.dtype == dtype);
        let wrong = || TensorsError::new(format!("there is no sound {name} of type {dtype}"));
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
