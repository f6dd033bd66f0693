//! Identifiers of documents and passages.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The identifier of a document: the first 16 bytes of the BLAKE3 hash of its bytes, written as 32 hex digits.
///
/// The same bytes have the same identifier in every build. With 128 bits the probability that two of a million documents
/// collide is below 10⁻²⁶.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DocumentId([u8; 16]);

/// A text that is no document identifier.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a document id has 32 hexadecimal digits, got {got:?}")]
pub struct InvalidDocumentId {
    /// The text, at most 80 characters of it.
    pub got: String,
}

impl DocumentId {
    /// The identifier of a file with these bytes. Cost: one pass over the bytes.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self::from_hash(blake3::hash(bytes).as_bytes())
    }

    /// The identifier of a file with this BLAKE3 hash. Cost: constant.
    pub fn from_hash(hash: &[u8; 32]) -> Self {
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        Self(id)
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentId({self})")
    }
}

impl FromStr for DocumentId {
    type Err = InvalidDocumentId;

    fn from_str(text: &str) -> Result<Self, InvalidDocumentId> {
        // Cut short: a text from outside can have any length, and the error shows it.
        let invalid = || InvalidDocumentId {
            got: text.chars().take(80).collect(),
        };
        // Checked first: `from_str_radix` would take a sign, and no chunk below may end inside a character.
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(invalid());
        }
        let mut id = [0; 16];
        for (byte, digits) in id.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| invalid())?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| invalid())?;
        }
        Ok(Self(id))
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for DocumentId {
    type Error = InvalidDocumentId;

    fn try_from(text: String) -> Result<Self, InvalidDocumentId> {
        text.parse()
    }
}

/// The identifier of a passage: its document and its ordinal in it.
///
/// It does not change when other documents are added to the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PassageId {
    /// Its document.
    pub document: DocumentId,
    /// Its place in the document, counted from 0.
    pub ordinal: u32,
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.document, self.ordinal)
    }
}

/// A text that is no passage identifier.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a passage id is a document id, a hyphen and a number, got {got:?}")]
pub struct InvalidPassageId {
    /// The text, at most 80 characters of it.
    pub got: String,
}

impl FromStr for PassageId {
    type Err = InvalidPassageId;

    fn from_str(text: &str) -> Result<Self, InvalidPassageId> {
        let read = || {
            // A document id is hexadecimal, so the first hyphen is the one between the parts.
            let (document, ordinal) = text.split_once('-')?;
            Some(Self {
                document: document.parse().ok()?,
                ordinal: ordinal.parse().ok()?,
            })
        };
        read().ok_or_else(|| InvalidPassageId {
            got: text.chars().take(80).collect(),
        })
    }
}

/// The row of a passage in the matrices of a generation, counted from 0.
///
/// Rows are in the order of the corpus, so they do not depend on the number of threads. They change when a document is
/// added; what outlives a generation uses [`PassageId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PassageRow(pub u32);

impl PassageRow {
    /// The row as an index into matrices and tables.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_round_trip_through_text() {
        let id = DocumentId::from_bytes(b"visie");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.to_string().len(), 32);
        assert_ne!(id, DocumentId::from_bytes(b"Visie"));
        let passage = PassageId {
            document: id,
            ordinal: 12,
        };
        assert_eq!(passage.to_string().parse(), Ok(passage));
        for wrong in ["", "12", "xyz-1", &format!("{id}"), &format!("{id}-x")] {
            assert!(wrong.parse::<PassageId>().is_err(), "{wrong}");
        }
        for wrong in [
            "",
            "xyz",
            "0123",
            "zz345678901234567890123456789012",
            "+f234567890123456789012345678901",
            "é123456789012345678901234567890",
        ] {
            assert_eq!(
                wrong.parse::<DocumentId>(),
                Err(InvalidDocumentId { got: wrong.into() })
            );
        }
    }
}
