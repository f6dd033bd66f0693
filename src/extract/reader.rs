//! Reads one file within limits: recognises it, hands it to the reader of its format, and turns every failure
//! into a warning.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::config::ExtractConfig;
use super::draft::Draft;
use super::media_type::{MediaType, Recognised, recognise};
use super::ocr::Ocr;
use super::office::OfficeText;
use super::{
    archive, docx, encoding, html, markdown, metadata, mojibake, odt, pdf, plain, refusal,
};
use crate::document::{Dated, Extraction, Warning};

/// A reader of files, with its limits and a way to stop it.
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
    /// A reader within these limits that is never stopped.
    pub fn new(config: &'a ExtractConfig) -> Self {
        Self {
            config,
            stop: &|| false,
            ocr: None,
        }
    }

    /// The same reader, asking `stop` before each page or member whether to stop; what was read until then
    /// is returned with a warning. The caller decides about time: this module has no clock.
    #[must_use]
    pub fn until(self, stop: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { stop, ..self }
    }

    /// The same reader, with text recognition for pages that are pictures. Default: none, and such pages are
    /// reported.
    #[must_use]
    pub fn with_ocr(self, ocr: &'a dyn Ocr) -> Self {
        Self {
            ocr: Some(ocr),
            ..self
        }
    }

    /// Reads one file; see [`extract`](super::extract).
    pub fn read(&self, bytes: &[u8], name: &str) -> Extraction {
        let most = self.config.max_bytes;
        if bytes.is_empty() {
            return refused(refusal::empty());
        }
        if bytes.len() as u64 > most {
            return refused(refusal::too_large(bytes.len() as u64, most));
        }
        if (self.stop)() {
            return refused(refusal::out_of_time_unread());
        }
        let found = match recognise(bytes, name) {
            Recognised::As(found) => found,
            Recognised::Foreign(foreign) => return refused(refusal::foreign(foreign)),
        };
        let read = catch_unwind(AssertUnwindSafe(|| self.read_as(found, bytes)));
        let mut extraction = read.unwrap_or_else(|_| refused(refusal::panicked()));
        if let Some(named) = MediaType::of_name(name)
            && named != found
        {
            extraction
                .warnings
                .insert(0, refusal::mislabelled(named, found));
        }
        let refused = extraction
            .warnings
            .iter()
            .any(|warning| warning.kind == crate::document::WarningKind::Unreadable);
        if extraction.is_unreadable() && !refused {
            extraction.warnings.push(refusal::no_text(found));
        }
        extraction
    }

    fn read_as(&self, media_type: MediaType, bytes: &[u8]) -> Extraction {
        match media_type {
            MediaType::Markdown => read_text(bytes, media_type, read_markdown),
            MediaType::Text => read_text(bytes, media_type, read_plain),
            MediaType::Html => read_text(bytes, media_type, |text| self.read_html(text)),
            MediaType::Pdf => self.read_pdf(bytes),
            MediaType::Docx => read_office(docx::read(bytes, self.config.max_expanded_bytes)),
            MediaType::Odt => read_office(odt::read(bytes, self.config.max_expanded_bytes)),
            MediaType::Zip => {
                let mut left = self.config.max_expanded_bytes;
                archive::read(
                    bytes,
                    self.config,
                    0,
                    &mut left,
                    self.stop,
                    &|bytes, name| self.read(bytes, name),
                )
            }
        }
    }

    fn read_pdf(&self, bytes: &[u8]) -> Extraction {
        let read = pdf::read(bytes, self.config.max_pages, self.stop, self.ocr);
        let title = metadata::title(read.title, &read.draft);
        Extraction {
            title,
            dated: read.created.and_then(|date| leading_date(&date)),
            warnings: read.warnings,
            ..laid_out(read.draft, read.pages_total)
        }
    }

    fn read_html(&self, text: &str) -> Extraction {
        let page = html::read(text, self.config.max_nesting);
        let title = metadata::title(page.title, &page.draft);
        Extraction {
            title,
            dated: page.date.and_then(|date| leading_date(&date)),
            warnings: page.warnings,
            ..laid_out(page.draft, 1)
        }
    }
}

/// An extraction of nothing.
pub(super) fn refused(warning: Warning) -> Extraction {
    Extraction {
        warnings: vec![warning],
        ..Extraction::default()
    }
}

fn laid_out(draft: Draft, pages_total: u32) -> Extraction {
    Extraction {
        pages: draft.into_pages(),
        pages_total,
        ..Extraction::default()
    }
}

fn read_text(bytes: &[u8], media_type: MediaType, read: impl Fn(&str) -> Extraction) -> Extraction {
    let declared = (media_type == MediaType::Html)
        .then(|| html::declared_encoding(bytes))
        .flatten();
    let Ok(decoded) = encoding::decode(bytes, declared) else {
        return refused(refusal::binary(media_type));
    };
    let (text, repairs) = mojibake::repair(&decoded.text);
    let mut extraction = read(&text);
    let mut warnings = decoded.warnings;
    warnings.extend(repairs.map(|repairs| refusal::mojibake(repairs.count, repairs.first_line)));
    warnings.append(&mut extraction.warnings);
    extraction.warnings = warnings;
    extraction
}

fn read_office(read: OfficeText) -> Extraction {
    let title = metadata::title(read.title, &read.draft);
    Extraction {
        title,
        dated: read.date.and_then(|date| leading_date(&date)),
        warnings: read.warnings,
        ..laid_out(read.draft, 1)
    }
}

fn read_markdown(text: &str) -> Extraction {
    let (draft, front) = markdown::read(text);
    let title = metadata::title(front.title, &draft);
    Extraction {
        title,
        dated: front.date.and_then(|date| leading_date(&date)),
        ..laid_out(draft, 1)
    }
}

fn read_plain(text: &str) -> Extraction {
    let (draft, pages) = plain::read(text);
    let title = metadata::title(None, &draft);
    Extraction {
        title,
        ..laid_out(draft, pages)
    }
}

/// The date at the start of a time stamp: `2023-05-01T12:00:00Z` or `2023`.
fn leading_date(stamp: &str) -> Option<Dated> {
    let stamp = stamp.trim();
    let day = stamp.get(..10).and_then(|day| day.parse().ok());
    day.or_else(|| stamp.get(..4).and_then(|year| year.parse().ok()))
}
