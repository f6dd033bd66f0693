//! Any bytes, encoded as a text and read as figures and as a table of vectors: a vector of unit length, or an error.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wiel::encoder::{EmbeddingTable, SentenceEncoder};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let embedding = SentenceEncoder::shared().encode_one(&text);
    let norm: f32 = embedding.numbers().iter().map(|x| x * x).sum();
    assert!((norm - 1.0).abs() < 1e-3);
    // From damaged bytes nothing is expected but an end.
    let _ = SentenceEncoder::from_bytes(bytes);
    let _ = EmbeddingTable::from_npy("x.npy", bytes);
});
