//! Reads one file within limits: detects its format, calls the reader of that format, and turns every failure
//! into a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::config::ExtractConfig;
use super::detect::detect_format;
use super::draft::Draft;
use super::media_type::{DetectedFormat, MediaType, UnsupportedFormat};
use super::ocr::Ocr;
use super::office::{OfficeText, doc, docx, odt};
use super::{
    archive, contents, encoding, error_page, html, markdown, mojibake, pdf, plain, title, warnings,
};
use crate::document::{Dated, Extraction, Warning, WarningCode, WarningKind};

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
    /// How many files this one lies inside of.
    depth: u32,
}

impl<'a> Reader<'a> {
    /// Creates a reader with these limits that is never stopped.
    pub fn new(config: &'a ExtractConfig) -> Self {
        Self {
            config,
            stop: &|| false,
            ocr: None,
            depth: 0,
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
        let misnamed = named_otherwise(name, detected);
        let is_login = misnamed && error_page::asks_for_password(bytes);
        if is_login || error_page::is_error_page(&extraction, misnamed) {
            // What the file is instead is told as well.
            extraction
                .warnings
                .retain(|warning| warning.kind == WarningKind::Repaired);
            extraction.warnings.push(WarningCode::ErrorPage.into());
            return Extraction {
                warnings: extraction.warnings,
                ..Extraction::default()
            };
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
            MediaType::Docx => self.read_office(docx::read(bytes, max_expanded_bytes)),
            MediaType::Doc => self.read_office(doc::read(bytes)),
            MediaType::Odt => self.read_office(odt::read(bytes, max_expanded_bytes)),
            MediaType::Zip => archive::read(bytes, self.config, self.stop, &|bytes, name| {
                self.read(bytes, name)
            }),
        }
    }

    fn read_pdf(&self, bytes: &[u8]) -> Extraction {
        let read = pdf::read(bytes, self.config.max_pages, self.stop, self.ocr);
        let mut whole = Extraction {
            dated: read.created.and_then(|date| leading_date(&date)),
            ..lay_out(read.draft, read.pages_total, read.title, read.warnings)
        };
        let (mut were_read, mut unread, mut budget) = (0, 0, self.config.max_expanded_bytes);
        for (name, bytes) in read.attachments {
            let bytes = bytes.unwrap_or_default();
            let small = bytes.len() as u64 <= budget;
            budget = budget.saturating_sub(bytes.len() as u64);
            match self.read_inside(&bytes, &name) {
                Inside::Document(part) if small => {
                    were_read += 1;
                    archive::append(&mut whole, part, &archive::plain_name(&name));
                }
                Inside::Document(_) | Inside::Unread => unread += 1,
                Inside::Data => {}
            }
        }
        whole
            .warnings
            .extend(warnings::attachments(were_read, unread));
        whole
    }

    /// Reads a file that lies inside the file that is read.
    fn read_inside(&self, bytes: &[u8], name: &str) -> Inside {
        let inner = Self {
            depth: self.depth + 1,
            ..*self
        };
        let named = MediaType::from_name(name);
        let is_document = match detect_format(bytes, name) {
            _ if bytes.is_empty() => true,
            DetectedFormat::Unsupported(UnsupportedFormat::Picture) => false,
            // Data for programs: an invoice, a form, the settings of a printer.
            DetectedFormat::Readable(MediaType::Html) => {
                !name.to_ascii_lowercase().ends_with(".xml")
            }
            DetectedFormat::Readable(MediaType::Markdown | MediaType::Text) => named.is_some(),
            DetectedFormat::Unsupported(_)
            | DetectedFormat::Readable(
                MediaType::Pdf | MediaType::Docx | MediaType::Doc | MediaType::Odt | MediaType::Zip,
            ) => true,
        };
        if !is_document {
            return Inside::Data;
        }
        if inner.depth > self.config.max_archive_depth {
            return Inside::Unread;
        }
        let part = inner.read(bytes, name);
        if part.is_unreadable() {
            Inside::Unread
        } else {
            Inside::Document(part)
        }
    }

    fn read_office(&self, read: OfficeText) -> Extraction {
        let OfficeText {
            mut draft,
            title,
            date,
            mut warnings,
            embedded,
        } = read;
        let (mut were_read, mut unread) = (0, 0);
        // From the last to the first, so that the places of the others stay right.
        for part in embedded.into_iter().rev() {
            let bytes = part.bytes.as_deref().unwrap_or_default();
            match self.read_inside(bytes, &part.name) {
                Inside::Document(read) => {
                    were_read += 1;
                    draft.insert(part.at, &read);
                }
                Inside::Unread | Inside::Data => unread += 1,
            }
        }
        warnings.extend(warnings::attachments(were_read, unread));
        Extraction {
            dated: date.and_then(|date| leading_date(&date)),
            ..lay_out(draft, 1, title, warnings)
        }
    }

    fn read_html(&self, text: &str) -> Extraction {
        let page = html::read(text, self.config.max_nesting);
        Extraction {
            dated: page.date.and_then(|date| leading_date(&date)),
            ..lay_out(page.draft, 1, page.title, page.warnings)
        }
    }
}

/// Decides what needs the whole document (hyphens, the title, tables of contents), and puts the blocks on their pages.
fn lay_out(
    mut draft: Draft,
    pages_total: u32,
    title: Option<String>,
    mut warnings: Vec<Warning>,
) -> Extraction {
    draft.decide_hyphens();
    let title = title::guess_title(title, &draft);
    warnings.extend(draft.lost_letters());
    contents::mark(&mut draft.blocks);
    Extraction {
        pages: draft.into_pages(),
        pages_total,
        title,
        warnings,
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

/// Whether a web page has the name of a document that a program would open.
fn named_otherwise(name: &str, detected: MediaType) -> bool {
    let named = MediaType::from_name(name);
    detected == MediaType::Html
        && matches!(
            named,
            Some(
                MediaType::Pdf | MediaType::Docx | MediaType::Doc | MediaType::Odt | MediaType::Zip
            )
        )
}

/// What a file inside a file is.
enum Inside {
    /// A document that could be read.
    Document(Extraction),
    /// A document that was not read.
    Unread,
    /// No text for people.
    Data,
}

fn read_markdown(text: &str) -> Extraction {
    let (draft, front) = markdown::read(text);
    Extraction {
        dated: front.date.and_then(|date| leading_date(&date)),
        ..lay_out(draft, 1, front.title, Vec::new())
    }
}

fn read_plain(text: &str) -> Extraction {
    let (draft, pages) = plain::read(text);
    lay_out(draft, pages, None, Vec::new())
}

/// The date at the start of a time stamp: `2023-05-01T12:00:00Z` or `2023`.
fn leading_date(stamp: &str) -> Option<Dated> {
    let stamp = stamp.trim();
    let day = stamp.get(..10).and_then(|day| day.parse().ok());
    day.or_else(|| stamp.get(..4).and_then(|year| year.parse().ok()))
}
