//! What parent and child process say to each other: frames of bytes over the pipes of the child.
//!
//! A child begins with a frame that says of which program it is. Then the parent sends two frames for each file, a [`Request`] in JSON and the bytes of the file; the child sends back
//! one, an [`Answer`] in JSON.

use std::io::{self, Read, Write};

use serde::{Deserialize, Serialize};

use crate::document::Extraction;
use crate::extract::EXTRACTOR_VERSION;
use crate::extract::config::ExtractConfig;
use crate::extract::ocr::Tesseract;

/// The version of the frames and of what they hold.
const PROTOCOL_VERSION: u32 = 3;

/// What a child says first: of which program it is. A parent takes nothing from a child of another one, such as a
/// newer program that took its place while a build ran.
pub(super) fn hello() -> String {
    format!(
        "wiel {} reader {EXTRACTOR_VERSION} protocol {PROTOCOL_VERSION}",
        env!("CARGO_PKG_VERSION")
    )
}

/// The largest frame that holds a [`Request`], in bytes; anything larger is no request.
pub(super) const MAX_REQUEST_BYTES: u64 = 1 << 20;

/// What the child is to do with one file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Request {
    /// The name of the file.
    pub(super) name: String,
    /// The number of its bytes.
    pub(super) length: u64,
    /// The limit on the address space of the child, in bytes.
    pub(super) memory: Option<u64>,
    /// The time that the file may take, in seconds.
    pub(super) seconds: f64,
    pub(super) config: ExtractConfig,
    pub(super) tesseract: Option<Tesseract>,
}

/// What the child read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Answer {
    pub(super) extraction: Extraction,
    /// Whether the limit of memory holds; `true` as well if none was asked for.
    pub(super) memory_limited: bool,
}

/// Writes one frame: eight bytes of length, least significant first, then the bytes.
pub(super) fn write_frame(to: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    to.write_all(&(bytes.len() as u64).to_le_bytes())?;
    to.write_all(bytes)?;
    to.flush()
}

/// Reads one frame of at most `limit` bytes.
///
/// # Errors
/// 1. The frame is longer. 2. The input ends before or within the frame.
pub(super) fn read_frame(from: &mut impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > limit {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            format!("a frame of {length} bytes, at most {limit} expected"),
        ));
    }
    // The buffer grows with what arrives: a wrong length must not reserve memory.
    let mut bytes = Vec::new();
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}
