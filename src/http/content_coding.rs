//! Content codings (RFC 9110, section 8.4): brotli and gzip.

use std::io::Write;

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Of 0 to 11: higher ones take longer to compress than the bytes they save take to send.
const BROTLI_QUALITY: u32 = 4;

/// The base-2 logarithm of the brotli window: responses are smaller than 4 MiB.
const BROTLI_WINDOW_BITS: u32 = 22;

/// Bytes of the buffer between the brotli encoder and its output.
const BROTLI_BUFFER_BYTES: usize = 4096;

/// A content coding that the server can apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ContentCoding {
    Brotli,
    Gzip,
}

impl ContentCoding {
    /// How many codings there are; `self as usize` is below it.
    pub(super) const COUNT: usize = 2;

    /// The registered name, as `Accept-Encoding` and `Content-Encoding` have it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Compresses `bytes`. Returns `None` if the result is not smaller. Cost: about 1 ms for 100 kB.
    pub(super) fn compress(self, bytes: &[u8]) -> Option<Bytes> {
        let output = Vec::with_capacity(bytes.len() / 3);
        let output = match self {
            Self::Brotli => {
                let mut encoder = brotli::CompressorWriter::new(
                    output,
                    BROTLI_BUFFER_BYTES,
                    BROTLI_QUALITY,
                    BROTLI_WINDOW_BITS,
                );
                encoder.write_all(bytes).map(|()| encoder.into_inner())
            }
            Self::Gzip => {
                // The fastest level: gzip is for old clients, and is made while they wait.
                let mut encoder = GzEncoder::new(output, Compression::fast());
                encoder.write_all(bytes).and_then(|()| encoder.finish())
            }
        };
        let output = output.expect("writing to memory does not fail");
        (output.len() < bytes.len()).then(|| output.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn compressed_bytes_decompress_to_the_original() {
        let text = "wij werken samen ".repeat(500);
        let compressed = ContentCoding::Brotli
            .compress(text.as_bytes())
            .expect("it gets smaller");
        let mut decompressed = String::new();
        let mut reader = brotli::Decompressor::new(&compressed[..], 4096);
        reader
            .read_to_string(&mut decompressed)
            .expect("it is valid");
        assert_eq!(decompressed, text);
        assert!(compressed.len() < text.len() / 10);
        let compressed = ContentCoding::Gzip
            .compress(text.as_bytes())
            .expect("it gets smaller");
        assert_eq!(compressed[..2], [0x1f, 0x8b]);
    }
}
