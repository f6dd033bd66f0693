//! The meaning of a sentence as a vector: texts that say like things in other words lie close together.
//!
//! The multilingual Universal Sentence Encoder, version 3 (Cer et al. 2018, arXiv 1803.11175; Yang et al. 2020, arXiv
//! 1907.04307), run on the figures in `data/encoder/`, which are part of the program. Dutch is one of its sixteen
//! languages.
//!
//! **Owns** the segmentation of a text into pieces, the network, and the tables of vectors that a generation keeps.
//! **In** come texts; **out** go [`Embedding`]s, and cosines of them. The vector of a text depends on nothing but the
//! text: not on what else is encoded with it, nor on the thread.
//!
//! **Deliberately does not know** what a statement or a passage is, and which texts are worth encoding.
//!
//! Likeness of meaning is no evidence by itself. Among all sentences of two visions the headings, disclaimers and stock
//! phrases are the most alike; it ranks what is known to be a statement.
//!
//! **Reading order**: `tokenizer`, `network`, `piece_products`, `branch`, `product`, `table`; `figures` is the file.
//!
//! ```
//! let encoder = wiel::encoder::SentenceEncoder::shared();
//! let [a, b, c] = [
//!     "Wij willen samen optrekken met onze buren.",
//!     "De gemeente werkt graag samen met de gemeenten in de regio.",
//!     "De begraafplaats krijgt een nieuw hek.",
//! ]
//! .map(|text| encoder.encode_one(text));
//! assert!(a.cosine(&b) > a.cosine(&c) + 0.2);
//! ```

mod batch;
mod branch;
mod config;
mod embedding;
mod error;
mod figures;
mod layer_norm;
mod network;
mod piece_products;
mod pieces;
mod product;
mod shape;
mod table;
#[cfg(test)]
mod tests;
mod tokenizer;

use std::sync::LazyLock;

pub use config::EncoderConfig;
pub use embedding::{DIMENSIONS, Embedding};
pub use error::EncoderError;
pub use table::{EmbeddingTable, from_npy, to_npy};

use crate::tensors::Tensors;
use figures::FIGURES;
use network::Network;
use tokenizer::Tokenizer;

/// Goes up when the same text gets another vector, so that stored vectors are computed anew.
pub const ENCODER_VERSION: u32 = 2;

/// The most tokens that are encoded together, so that what their products read and write is at most some 15 MB. More
/// would save no time.
const BATCH_TOKENS: usize = 2_048;

/// Turns texts into vectors.
#[derive(Debug)]
pub struct SentenceEncoder {
    tokenizer: Tokenizer,
    network: Network,
}

impl SentenceEncoder {
    /// Returns the encoder of the program, which all threads share. Cost: a tenth of a second and 40 MB the first
    /// time, nothing after; with use it grows by 20 MB at most, for what is kept of frequent pieces.
    ///
    /// # Panics
    /// If the figures that were compiled into the program are damaged, which a test rules out.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<SentenceEncoder> = LazyLock::new(|| {
            SentenceEncoder::from_bytes(FIGURES).expect("the figures in the program are whole")
        });
        &SHARED
    }

    /// Reads an encoder from the bytes of a safetensors file in gzip, as `data/encoder/make.py` writes it.
    ///
    /// # Errors
    /// Returns [`EncoderError`] if the file is damaged, or holds other arrays than the network needs.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, EncoderError> {
        let tensors = Tensors::from_gzip(bytes)?;
        Ok(Self {
            tokenizer: Tokenizer::from_tensors(&tensors)?,
            network: Network::from_tensors(&tensors)?,
        })
    }

    /// Returns the vector of each text, in order. Of a text of more than 2,048 tokens only the
    /// beginning counts. Runs on the calling thread; many texts together take a fraction of the time of one by one.
    pub fn encode(&self, texts: &[&str]) -> Vec<Embedding> {
        let mut embeddings = Vec::with_capacity(texts.len());
        let mut batch = Vec::new();
        let mut tokens = 0;
        for text in texts {
            let next = self.tokenizer.tokens(text);
            if tokens + next.len() > BATCH_TOKENS && !batch.is_empty() {
                embeddings.extend(self.network.encode(&batch));
                batch.clear();
                tokens = 0;
            }
            tokens += next.len();
            batch.push(next);
        }
        if !batch.is_empty() {
            embeddings.extend(self.network.encode(&batch));
        }
        embeddings
    }

    /// Returns the vector of one text.
    pub fn encode_one(&self, text: &str) -> Embedding {
        let mut embeddings = self.encode(&[text]);
        embeddings.pop().expect("each text has a vector")
    }
}
