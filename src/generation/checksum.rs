//! The BLAKE3 checksum of a file or a set of parameters.

use std::fmt;
use std::io::{self, Read};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Bytes read at once while hashing: large enough for BLAKE3 to use its widest vector code (16 KiB and up),
/// small enough to stay in the cache of one core.
const CHUNK: usize = 128 * 1024;

/// The 256-bit BLAKE3 hash of some bytes, written as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Checksum([u8; 32]);

/// A text that is no checksum.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a checksum has 64 hexadecimal digits, got {got:?}")]
pub struct InvalidChecksum {
    /// What stood there, at most 80 characters of it.
    pub got: String,
}

impl Checksum {
    /// The checksum of these bytes. Cost: one pass.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The 32 bytes of the BLAKE3 hash.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The checksum of all that can be read, and how many bytes that was. Cost: one pass, constant memory.
    ///
    /// # Errors
    /// 1. What the reader reports.
    pub fn of_reader(mut reader: impl Read) -> io::Result<(Self, u64)> {
        let mut hasher = blake3::Hasher::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            match reader.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => _ = hasher.update(&chunk[..read]),
                // A signal interrupted the call before anything was read, so it is made again.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok((Self(*hasher.finalize().as_bytes()), hasher.count()))
    }

    /// The first four bytes as a number: enough to tell the builds of one second apart.
    pub(super) fn short(self) -> u32 {
        // Big-endian, so that the number begins with the same hex digits as the checksum.
        u32::from_be_bytes([self.0[0], self.0[1], self.0[2], self.0[3]])
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Checksum({self})")
    }
}

impl FromStr for Checksum {
    type Err = InvalidChecksum;

    fn from_str(text: &str) -> Result<Self, InvalidChecksum> {
        match blake3::Hash::from_hex(text) {
            Ok(hash) => Ok(Self(*hash.as_bytes())),
            Err(_) => Err(InvalidChecksum {
                got: text.chars().take(80).collect(),
            }),
        }
    }
}

impl From<Checksum> for String {
    fn from(checksum: Checksum) -> Self {
        checksum.to_string()
    }
}

impl TryFrom<String> for Checksum {
    type Error = InvalidChecksum;

    fn try_from(text: String) -> Result<Self, InvalidChecksum> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checksum_is_that_of_blake3_and_reads_back() {
        // The test vector of the BLAKE3 paper for empty input.
        let empty = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        assert_eq!(Checksum::of_bytes(b"").to_string(), empty);
        assert_eq!(empty.parse(), Ok(Checksum::of_bytes(b"")));
        for wrong in ["", "af13", &"g".repeat(64), &"é".repeat(32)] {
            assert!(wrong.parse::<Checksum>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_stream_has_the_checksum_of_its_bytes() {
        for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let bytes: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
            let (checksum, read) =
                Checksum::of_reader(bytes.as_slice()).expect("memory can be read");
            assert_eq!(
                (checksum, read),
                (Checksum::of_bytes(&bytes), length as u64)
            );
        }
    }
}
