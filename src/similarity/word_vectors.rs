//! Word vectors that a user supplies: a static embedding in the form of `Model2Vec`.
//!
//! `model.safetensors` holds the matrix `embeddings`, a row for each token, and may hold `weights`, a number for
//! each token, and `mapping`, the row of each token where several share one. `tokenizer.json` is that of the
//! Hugging Face tokenizers library. Source of the form: `Model2Vec` (Tulkens & Van Dongen 2024).

use half::{bf16, f16};
use ndarray::{Array2, ArrayView2};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;
use tokenizers::Tokenizer;

use super::SimilarityError;
use crate::document::Passage;

const VECTORS: &str = "embeddings";
const WEIGHTS: &str = "weights";
const MAPPING: &str = "mapping";

/// A vector of fewer dimensions tells nothing, one of more is not that of a word.
const DIMENSIONS: std::ops::RangeInclusive<usize> = 2..=4096;

/// A vector for each word or part of a word.
#[derive(Debug)]
pub struct WordVectors {
    tokenizer: Tokenizer,
    /// The token that stands for what the tokenizer does not know; it means nothing.
    unknown: Option<u32>,
    vectors: Array2<f32>,
    /// The weight of each token; nothing when all weigh alike.
    weights: Option<Vec<f32>>,
    /// The row of each token; nothing when it is the token's own number.
    mapping: Option<Vec<usize>>,
}

/// The part of `tokenizer.json` that the library does not tell.
#[derive(Deserialize)]
struct TokenizerFile {
    model: TokenizerModel,
}

#[derive(Deserialize)]
struct TokenizerModel {
    unk_token: Option<String>,
    unk_id: Option<u32>,
}

impl WordVectors {
    /// Reads `model.safetensors` and `tokenizer.json`. Cost: a pass over both; the matrix is held as `f32`.
    ///
    /// # Errors
    /// 1. [`SimilarityError::NoTensors`] when the first is no safetensors file;
    /// 2. [`SimilarityError::TensorAbsent`] when it has no `embeddings`;
    /// 3. [`SimilarityError::TensorType`] when its numbers are not f32, f16, bf16 or i8 (weights also f64, the
    ///    mapping i32, i64, u32 or u64);
    /// 4. [`SimilarityError::TensorShape`] when it is no matrix with 2 to 4,096 columns, or weights and mapping
    ///    are of another number of tokens;
    /// 5. [`SimilarityError::TensorValue`] when a number is not finite, or a mapping leaves the matrix;
    /// 6. [`SimilarityError::Tokenizer`] when the second is no tokenizer;
    /// 7. [`SimilarityError::Vocabulary`] when the two do not belong together.
    pub fn read(model: &[u8], tokenizer: &[u8]) -> Result<Self, SimilarityError> {
        let tensors =
            SafeTensors::deserialize(model).map_err(|error| SimilarityError::NoTensors {
                reason: error.to_string(),
            })?;
        let vectors = matrix(&tensors)?;
        let weights = optional(&tensors, WEIGHTS)
            .map(|tensor| {
                let weights = floats(WEIGHTS, &tensor)?;
                finite(WEIGHTS, &weights, 1).map(|()| weights)
            })
            .transpose()?;
        let mapping = optional(&tensors, MAPPING)
            .map(|tensor| rows_of_tokens(&tensor, vectors.nrows()))
            .transpose()?;
        let tokens = mapping.as_ref().map_or(vectors.nrows(), Vec::len);
        if let Some(weights) = weights.as_ref().filter(|found| found.len() != tokens) {
            return Err(SimilarityError::TensorShape {
                tensor: WEIGHTS,
                expected: format!("[{tokens}]"),
                got: vec![weights.len()],
            });
        }
        let (tokenizer, unknown) = read_tokenizer(tokenizer)?;
        let last = tokenizer.get_vocab(true).into_values().max();
        let known = last.map_or(0, |last| last as usize + 1);
        if known != tokens {
            return Err(SimilarityError::Vocabulary {
                expected: known,
                got: tokens,
            });
        }
        Ok(Self {
            tokenizer,
            unknown,
            vectors,
            weights,
            mapping,
        })
    }

    /// How many numbers a vector has.
    pub fn dimensions(&self) -> usize {
        self.vectors.ncols()
    }

    /// The weighted mean of the vectors of a passage's tokens, names left out; zero when none is known.
    /// Cost: that of the tokenizer.
    ///
    /// # Errors
    /// [`SimilarityError::Tokenizer`] when the tokenizer cannot cut the text.
    pub fn embed(&self, passage: &Passage) -> Result<Vec<f32>, SimilarityError> {
        let cut = self
            .tokenizer
            .encode_fast(without_names(passage), false)
            .map_err(|error| SimilarityError::Tokenizer {
                reason: error.to_string(),
            })?;
        let (mut sum, mut total) = (vec![0.0_f64; self.dimensions()], 0.0_f64);
        for token in cut.get_ids().iter().filter(|id| Some(**id) != self.unknown) {
            let token = *token as usize;
            let weight = self.weights.as_ref().map_or(1.0, |w| f64::from(w[token]));
            let row = self.mapping.as_ref().map_or(token, |rows| rows[token]);
            for (sum, value) in sum.iter_mut().zip(self.vectors.row(row)) {
                *sum += weight * f64::from(*value);
            }
            total += weight;
        }
        let scale = if total > 0.0 { total.recip() } else { 0.0 };
        Ok(sum.into_iter().map(|sum| (sum * scale) as f32).collect())
    }
}

/// A vector for each passage, in the order of the rows of the index.
#[derive(Clone, Debug)]
pub struct Embeddings {
    dimensions: usize,
    values: Vec<f32>,
}

impl Embeddings {
    /// No passages yet, by these word vectors.
    pub fn by(words: &WordVectors) -> Self {
        Self {
            dimensions: words.dimensions(),
            values: Vec::new(),
        }
    }

    /// The next passage.
    ///
    /// # Panics
    /// When its vector is of other word vectors, with another number of dimensions.
    pub fn push(&mut self, vector: &[f32]) {
        assert_eq!(
            vector.len(),
            self.dimensions,
            "all vectors are of the same words"
        );
        self.values.extend_from_slice(vector);
    }

    /// How many passages there are.
    pub fn rows(&self) -> usize {
        self.values.len() / self.dimensions
    }

    pub(super) fn view(&self) -> ArrayView2<'_, f32> {
        ArrayView2::from_shape((self.rows(), self.dimensions), &self.values)
            .expect("whole rows were added")
    }
}

fn without_names(passage: &Passage) -> String {
    let (mut text, mut from) = (String::with_capacity(passage.text.len()), 0);
    for name in &passage.masked {
        text.push_str(&passage.text[from..name.start as usize]);
        text.push(' ');
        from = name.end as usize;
    }
    text.push_str(&passage.text[from..]);
    text
}

fn read_tokenizer(bytes: &[u8]) -> Result<(Tokenizer, Option<u32>), SimilarityError> {
    let unusable = |reason: String| SimilarityError::Tokenizer { reason };
    let mut tokenizer =
        Tokenizer::from_bytes(bytes).map_err(|error| unusable(error.to_string()))?;
    let TokenizerFile { model } =
        serde_json::from_slice(bytes).map_err(|error| unusable(error.to_string()))?;
    let unknown = model
        .unk_token
        .and_then(|token| tokenizer.token_to_id(&token))
        .or(model.unk_id);
    // A passage counts whole, and nothing is added to it.
    tokenizer
        .with_padding(None)
        .with_truncation(None)
        .map_err(|error| unusable(error.to_string()))?;
    Ok((tokenizer, unknown))
}

fn optional<'a>(tensors: &SafeTensors<'a>, name: &str) -> Option<TensorView<'a>> {
    tensors.tensor(name).ok()
}

/// The matrix of vectors, a row for each token.
fn matrix(tensors: &SafeTensors<'_>) -> Result<Array2<f32>, SimilarityError> {
    let Some(tensor) = optional(tensors, VECTORS) else {
        let mut got = tensors.names();
        got.sort_unstable();
        return Err(SimilarityError::TensorAbsent {
            expected: VECTORS,
            got: if got.is_empty() {
                "none".into()
            } else {
                got.join(", ")
            },
        });
    };
    let wrong = || SimilarityError::TensorShape {
        tensor: VECTORS,
        expected: format!(
            "tokens × dimensions, with {} to {} dimensions",
            DIMENSIONS.start(),
            DIMENSIONS.end()
        ),
        got: tensor.shape().to_vec(),
    };
    let [tokens, dimensions] = *tensor.shape() else {
        return Err(wrong());
    };
    if tokens == 0 || !DIMENSIONS.contains(&dimensions) {
        return Err(wrong());
    }
    let values = floats(VECTORS, &tensor)?;
    finite(VECTORS, &values, dimensions)?;
    Array2::from_shape_vec((tokens, dimensions), values).map_err(|_| wrong())
}

/// The numbers of a tensor as `f32`.
fn floats(name: &'static str, tensor: &TensorView<'_>) -> Result<Vec<f32>, SimilarityError> {
    let data = tensor.data();
    match tensor.dtype() {
        Dtype::F32 => Ok(each(data, f32::from_le_bytes)),
        Dtype::F16 => Ok(each(data, |bytes| f16::from_le_bytes(bytes).to_f32())),
        Dtype::BF16 => Ok(each(data, |bytes| bf16::from_le_bytes(bytes).to_f32())),
        // Quantised: only the direction of a vector counts, so the scale does not matter.
        Dtype::I8 => Ok(each(data, |bytes| f32::from(i8::from_le_bytes(bytes)))),
        Dtype::F64 if name == WEIGHTS => Ok(each(data, |bytes| f64::from_le_bytes(bytes) as f32)),
        other => Err(SimilarityError::TensorType {
            tensor: name,
            expected: "f32, f16, bf16 or i8",
            got: format!("{other:?}"),
        }),
    }
}

/// The row of each token.
fn rows_of_tokens(tensor: &TensorView<'_>, rows: usize) -> Result<Vec<usize>, SimilarityError> {
    let data = tensor.data();
    let given: Vec<i128> = match tensor.dtype() {
        Dtype::I32 => each(data, |bytes| i32::from_le_bytes(bytes).into()),
        Dtype::U32 => each(data, |bytes| u32::from_le_bytes(bytes).into()),
        Dtype::I64 => each(data, |bytes| i64::from_le_bytes(bytes).into()),
        Dtype::U64 => each(data, |bytes| u64::from_le_bytes(bytes).into()),
        other => {
            return Err(SimilarityError::TensorType {
                tensor: MAPPING,
                expected: "i32, i64, u32 or u64",
                got: format!("{other:?}"),
            });
        }
    };
    let row = |(token, given): (usize, i128)| {
        let row = usize::try_from(given).ok().filter(|row| *row < rows);
        row.ok_or_else(|| SimilarityError::TensorValue {
            tensor: MAPPING,
            row: token,
            got: given.to_string(),
            reason: "not a row of the matrix",
        })
    };
    given.into_iter().enumerate().map(row).collect()
}

fn each<const N: usize, T>(data: &[u8], read: impl Fn([u8; N]) -> T) -> Vec<T> {
    let (whole, _) = data.as_chunks::<N>();
    whole.iter().map(|bytes| read(*bytes)).collect()
}

fn finite(name: &'static str, values: &[f32], wide: usize) -> Result<(), SimilarityError> {
    match values.iter().position(|value| !value.is_finite()) {
        None => Ok(()),
        Some(at) => Err(SimilarityError::TensorValue {
            tensor: name,
            row: at / wide,
            got: values[at].to_string(),
            reason: "not a finite number",
        }),
    }
}
