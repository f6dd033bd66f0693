//! Text extraction: the bytes of a file to pages of text, for PDF, DOCX, DOC, ODT, HTML, Markdown, plain text and
//! ZIP archives of these.
//!
//! In come the bytes and the name of one file. Out comes an [`Extraction`]: pages with headings, paragraphs, list items,
//! table rows and lines of tables of contents, the title and date in the file, and warnings about what could not be read
//! or was repaired. Wrong content is no error and no panic: it gives a warning with a remedy
//! ([`WarningCode`](crate::document::WarningCode)), and it concerns that file only.
//!
//! The module opens no file and reads no clock: the caller stops a reading ([`Reader::until`]). It knows no
//! municipalities, themes, languages or passages. Two parts start processes, and only for callers that ask for it:
//! `isolate` reads files in child processes with limits of time and memory, `ocr` runs a text recogniser.
//!
//! Read the files in the order of a reading:
//! 1. `reader` calls everything else: `detect` finds the format, `encoding` and `mojibake` decode text.
//! 2. One reader for each format makes a `draft` of blocks: `plain`, `markdown`, `html`, `office` (DOCX, DOC and ODT), `pdf`.
//!    `archive` reads the members of a ZIP file through the reader. `package` opens ZIP containers, `tidy` normalises the
//!    text of a block, with `hyphen` for broken words and `lost` for letters that a file does not give.
//! 3. `contents` marks tables of contents and menus, and the draft is laid out on pages.
//! 4. `title`, `adoption_date` and `kind` guess metadata that no manifest gives; `error_page` tells a message of a web server
//!    from a document.
//! 5. `pool` and `isolate` read files for several threads, in child processes.
//!
//! Dutch words are data in `data/extract/`, read by [`WordList`](crate::text::WordList).

mod adoption_date;
mod archive;
mod config;
mod contents;
mod detect;
mod draft;
mod encoding;
mod entities;
mod error_page;
#[cfg(test)]
mod fixture;
mod html;
mod hyphen;
mod isolate;
mod kind;
mod lost;
mod markdown;
mod media_type;
mod mojibake;
mod ocr;
mod office;
mod package;
mod pdf;
mod plain;
mod pool;
mod reader;
#[cfg(test)]
mod tests;
mod tidy;
mod title;
mod warnings;

use crate::document::Extraction;

pub use adoption_date::guess_date;
pub use config::{ExtractConfig, InvalidExtractConfig};
pub use encoding::{DecodedText, decode_text};
pub use isolate::{IsolatedReader, Isolation, ReadOutcome, ReaderFailure, serve};
pub use kind::guess_kind;
pub use media_type::MediaType;
pub use ocr::{Ocr, OcrError, Tesseract};
pub use pool::{ReaderPool, SERVE_COMMAND};
pub use reader::Reader;

/// The version of the extraction, part of the key under which an extraction is cached.
///
/// Raised with every change by which the same bytes give other text, blocks, titles, dates or kinds.
pub const EXTRACTOR_VERSION: u32 = 7;

/// Reads one file.
///
/// `name` is the file name or path; its extension decides only between text formats, and a warning is given when it is
/// that of another format. Empty or unreadable input gives an extraction without pages and a warning of kind
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
