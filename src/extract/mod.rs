//! Bytes of a file to pages of text: PDF, DOCX, ODT, HTML, Markdown, plain text and ZIP archives of these.
//!
//! In come the bytes and the name of one file, out comes an [`Extraction`]: pages with headings, paragraphs,
//! lists, table rows and contents lists, the title and date that the file gives itself, and warnings about
//! what could not be read or was mended. Bad content never is an error and never a panic: it is a warning
//! with a remedy, and it costs that file only.
//!
//! This module opens no file and reads no clock: a deadline comes in as a question ([`Reader::until`]). It
//! does not know municipalities, themes, languages or passages. Two files stand apart: `isolate` reads in a
//! child process with limits of time and memory, `ocr` runs a text recogniser; both only for callers that ask.
//!
//! The order of a reading: recognise the format by content and name (`media_type`), decode text
//! (`encoding`, `mojibake`), read structure (`markdown`, `plain`, `html`, …) into a `draft` of blocks, mark
//! contents lists and menus (`contents`), lay the blocks out on pages.

mod archive;
mod config;
mod contents;
mod docx;
mod draft;
mod encoding;
#[cfg(test)]
mod fixture;
mod html;
mod isolate;
mod kind;
mod markdown;
mod media_type;
mod metadata;
mod mojibake;
mod ocr;
mod odt;
mod office;
mod package;
mod pdf;
mod plain;
mod pool;
mod reader;
mod refusal;
#[cfg(test)]
mod tests;
mod tidy;
mod word_list;
mod xml;

use crate::document::Extraction;

pub use config::{ExtractConfig, InvalidExtractConfig};
pub use isolate::{IsolatedReader, Isolation, serve};
pub use kind::guess_kind;
pub use media_type::MediaType;
pub use metadata::guess_date;
pub use ocr::{Ocr, OcrError, Tesseract};
pub use pool::{Attempt, ReaderPool, SERVE_COMMAND};
pub use reader::Reader;

/// The version of what this module makes out of the same bytes; part of the key under which a reading is kept.
///
/// Raised with every change that gives other text, blocks, titles or dates.
pub const EXTRACTOR_VERSION: u32 = 3;

/// Reads one file.
///
/// `name` is the file name or path; only its extension is looked at, and only where the content leaves the
/// format open. Empty or unreadable input gives an extraction without pages and a warning of kind
/// [`Unreadable`](crate::document::WarningKind::Unreadable).
///
/// Cost: linear in the bytes for text formats, about 80 MB/s for Markdown on one core of 2020.
///
/// ```
/// use wiel::document::BlockKind;
/// use wiel::extract::{ExtractConfig, extract};
///
/// let read = extract(b"# Visie\n\nWij werken samen.\n", "visie.md", &ExtractConfig::default());
/// assert_eq!(read.title.as_deref(), Some("Visie"));
/// assert_eq!(read.pages[0].text, "Visie\nWij werken samen.");
/// assert_eq!(read.pages[0].blocks[1].kind, BlockKind::Paragraph);
/// ```
pub fn extract(bytes: &[u8], name: &str, config: &ExtractConfig) -> Extraction {
    Reader::new(config).read(bytes, name)
}
