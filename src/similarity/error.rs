//! Why a model cannot be made or opened.

/// Why a model cannot be made or opened.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum SimilarityError {
    /// A setting is out of range.
    #[error("similarity.{key} must be {expected}, got {got}")]
    Setting {
        /// The setting.
        key: &'static str,
        /// What it may be.
        expected: &'static str,
        /// What it is.
        got: String,
    },
    /// A stored model cannot be read. Build again.
    #[error(
        "cannot read {file} of the similarity model: {reason}\nbuild again with `wiel build --full`"
    )]
    Stored {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// A stored model was made by another version.
    #[error(
        "the similarity model has version {got}, this program reads {expected}\nbuild again with `wiel build --full`"
    )]
    Version {
        /// The version of this program.
        expected: u32,
        /// The version stored.
        got: u32,
    },
    /// The word vectors are no safetensors file.
    #[error(
        "the word vectors are no safetensors file: {reason}\nsave them as Model2Vec does, or leave similarity.vectors empty"
    )]
    NoTensors {
        /// What is wrong.
        reason: String,
    },
    /// The file of the word vectors has no matrix of them.
    #[error(
        "the word vectors have no tensor {expected:?}, only {got}\nname the matrix of vectors so, a row for each token"
    )]
    TensorAbsent {
        /// The tensor that must be there.
        expected: &'static str,
        /// The tensors that are there.
        got: String,
    },
    /// A tensor of the word vectors has numbers of a kind that is not read.
    #[error("tensor {tensor:?} of the word vectors must hold {expected}, it holds {got}")]
    TensorType {
        /// The tensor.
        tensor: &'static str,
        /// The kinds of numbers that are read.
        expected: &'static str,
        /// What it holds.
        got: String,
    },
    /// A tensor of the word vectors has the wrong shape.
    #[error("tensor {tensor:?} of the word vectors must have the shape {expected}, it has {got:?}")]
    TensorShape {
        /// The tensor.
        tensor: &'static str,
        /// What shape it must have.
        expected: String,
        /// What it has.
        got: Vec<usize>,
    },
    /// A tensor of the word vectors holds what is no number, or a row that is not there.
    #[error("tensor {tensor:?} of the word vectors holds {got} for token {row}, which is {reason}")]
    TensorValue {
        /// The tensor.
        tensor: &'static str,
        /// Its row, from 0.
        row: usize,
        /// What stands there.
        got: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The tokenizer of the word vectors cannot be read or used.
    #[error(
        "the tokenizer of the word vectors cannot be used: {reason}\ntokenizer.json must be that of the Hugging Face tokenizers library, as it came with the vectors"
    )]
    Tokenizer {
        /// What is wrong.
        reason: String,
    },
    /// Vectors and tokenizer do not belong together.
    #[error(
        "the tokenizer knows {expected} tokens, there are word vectors of {got}\ntake tokenizer.json and model.safetensors from the same model"
    )]
    Vocabulary {
        /// Tokens of the tokenizer.
        expected: usize,
        /// Tokens with a vector.
        got: usize,
    },
}
