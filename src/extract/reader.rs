//! Reads one file within limits: detects its format, calls the reader of that format, and turns every failure
//! into a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::config::ExtractConfig;
use super::draft::Draft;
use super::media_type::{DetectedFormat, MediaType, detect_format};
use super::ocr::Ocr;
use super::office::{OfficeText, docx, odt};
use super::{archive, contents, encoding, html, markdown, mojibake, pdf, plain, title, warnings};
use crate::document::{Dated, Extraction, WarningCode, WarningKind};

/// Reads files of any supported format, within limits and until it is stopped.
///
/// ```
/// use wiel::extract::{ExtractConfig, Reader};
///
/// let config = ExtractConfig::default();
/// let stopped = Reader::new(&config).until(&|| true).read(b"Wij werken samen.", "visie.txt");
/// assert!(stopped.is_unreadable());
/// ```
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    config: &'a ExtractConfig,
    stop: &'a (dyn Fn() -> bool + Sync),
    ocr: Option<&'a dyn Ocr>,
}

impl<'a> Reader<'a> {
    /// Creates a reader with these limits that is never stopped.
    pub fn new(config: &'a ExtractConfig) -> Self {
        Self {
            config,
            stop: &|| false,
            ocr: None,
        }
    }

    /// Calls `stop` before each page or archive member and stops reading when it returns `true`.
    ///
    /// What was read until then is returned with a warning. The caller measures time: this module has no clock.
    #[must_use]
    pub fn until(self, stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { stop, ..self }
    }

    /// Reads pages that are pictures with this text recognition. Without it such pages are reported.
    #[must_use]
    pub fn with_ocr(self, ocr: &'a dyn Ocr) -> Self {
        Self {
            ocr: Some(ocr),
            ..self
        }
    }

    /// Reads one file; see [`extract`](super::extract).
    pub fn read(&self, bytes: &[u8], name: &str) -> Extraction {
        let limit = self.config.max_bytes;
        if bytes.is_empty() {
            return Extraction::unreadable(WarningCode::EmptyFile);
        }
        if bytes.len() as u64 > limit {
            return Extraction::unreadable(warnings::file_too_large(bytes.len() as u64, limit));
        }
        if (self.stop)() {
            return Extraction::unreadable(WarningCode::StoppedBeforeReading);
        }
        let detected = match detect_format(bytes, name) {
            DetectedFormat::Readable(media_type) => media_type,
            DetectedFormat::Unsupported(format) => {
                return Extraction::unreadable(warnings::unsupported(format));
            }
        };
        // A panic in a library costs this file only.
        let read = catch_unwind(AssertUnwindSafe(|| self.read_as(detected, bytes)));
        let mut extraction =
            read.unwrap_or_else(|_| Extraction::unreadable(WarningCode::ReaderPanicked));
        if let Some(named) = MediaType::from_name(name)
            && named != detected
        {
            extraction
                .warnings
                .insert(0, warnings::wrong_extension(named, detected));
        }
        // An empty result always has a reason: add one where the reader of the format gave none.
        let explained = extraction
            .warnings
            .iter()
            .any(|warning| warning.kind == WarningKind::Unreadable);
        if extraction.is_unreadable() && !explained {
            extraction.warnings.push(warnings::no_text(detected));
        }
        extraction
    }

    fn read_as(&self, media_type: MediaType, bytes: &[u8]) -> Extraction {
        let max_expanded_bytes = self.config.max_expanded_bytes;
        match media_type {
            MediaType::Markdown => read_text(bytes, media_type, read_markdown),
            MediaType::Text => read_text(bytes, media_type, read_plain),
            MediaType::Html => read_text(bytes, media_type, |text| self.read_html(text)),
            MediaType::Pdf => self.read_pdf(bytes),
            MediaType::Docx => read_office(docx::read(bytes, max_expanded_bytes)),
            MediaType::Odt => read_office(odt::read(bytes, max_expanded_bytes)),
            MediaType::Zip => archive::read(bytes, self.config, self.stop, &|bytes, name| {
                self.read(bytes, name)
            }),
        }
    }

    fn read_pdf(&self, bytes: &[u8]) -> Extraction {
        let read = pdf::read(bytes, self.config.max_pages, self.stop, self.ocr);
        let title = title::guess_title(read.title, &read.draft);
        Extraction {
            title,
            dated: read.created.and_then(|date| leading_date(&date)),
            warnings: read.warnings,
            ..lay_out(read.draft, read.pages_total)
        }
    }

    fn read_html(&self, text: &str) -> Extraction {
        let page = html::read(text, self.config.max_nesting);
        let title = title::guess_title(page.title, &page.draft);
        Extraction {
            title,
            dated: page.date.and_then(|date| leading_date(&date)),
            warnings: page.warnings,
            ..lay_out(page.draft, 1)
        }
    }
}

/// Marks tables of contents and puts the blocks on their pages.
fn lay_out(mut draft: Draft, pages_total: u32) -> Extraction {
    contents::mark(&mut draft.blocks);
    Extraction {
        pages: draft.into_pages(),
        pages_total,
        ..Extraction::default()
    }
}

/// Decodes a text file and reads it with the reader of its format.
fn read_text(bytes: &[u8], media_type: MediaType, read: impl Fn(&str) -> Extraction) -> Extraction {
    let declared = (media_type == MediaType::Html)
        .then(|| html::declared_encoding(bytes))
        .flatten();
    let Ok(decoded) = encoding::decode(bytes, declared) else {
        return Extraction::unreadable(warnings::binary_data(media_type));
    };
    let (text, repairs) = mojibake::repair(&decoded.text);
    let mut extraction = read(&text);
    // Warnings are in the order of the steps: decoding, repair, structure.
    let mut all = decoded.warnings;
    all.extend(repairs.map(|found| warnings::mojibake_repaired(found.count, found.first_line)));
    all.append(&mut extraction.warnings);
    extraction.warnings = all;
    extraction
}

fn read_office(read: OfficeText) -> Extraction {
    let title = title::guess_title(read.title, &read.draft);
    Extraction {
        title,
        dated: read.date.and_then(|date| leading_date(&date)),
        warnings: read.warnings,
        ..lay_out(read.draft, 1)
    }
}

fn read_markdown(text: &str) -> Extraction {
    let (draft, front) = markdown::read(text);
    let title = title::guess_title(front.title, &draft);
    Extraction {
        title,
        dated: front.date.and_then(|date| leading_date(&date)),
        ..lay_out(draft, 1)
    }
}

fn read_plain(text: &str) -> Extraction {
    let (draft, pages) = plain::read(text);
    let title = title::guess_title(None, &draft);
    Extraction {
        title,
        ..lay_out(draft, pages)
    }
}

/// The date at the start of a time stamp: `2023-05-01T12:00:00Z` or `2023`.
fn leading_date(stamp: &str) -> Option<Dated> {
    let stamp = stamp.trim();
    let day = stamp.get(..10).and_then(|day| day.parse().ok());
    day.or_else(|| stamp.get(..4).and_then(|year| year.parse().ok()))
}
