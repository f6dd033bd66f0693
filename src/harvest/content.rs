//! What was received, by its bytes: hosts give any media type, and an error page in place of a document.

use super::Reason;

/// The formats that can be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Pdf,
    Docx,
    Odt,
    Zip,
    Html,
    Xml,
    Text,
}

/// A PDF ends with this; what follows is at most some kilobytes that a mail gateway added.
const PDF_END: &[u8] = b"%%EOF";

/// How far from the end of a file its last mark may stand.
const MAX_TAIL: usize = 8 * 1024;

/// How far the header may stand from the beginning.
const MAX_HEAD: usize = 1024;

/// A directory of a ZIP container lies at its end, before a comment of at most 65,535 bytes.
const MAX_ZIP_TAIL: usize = 22 + 65_535;

impl Content {
    /// Detects the format. `address` and `media_type` only tell whether another format was promised.
    ///
    /// # Errors
    /// [`Reason::Empty`], [`Reason::Truncated`], [`Reason::WebPage`] and [`Reason::Format`].
    pub(super) fn detect(
        bytes: &[u8],
        address: &str,
        media_type: Option<&str>,
    ) -> Result<Self, Reason> {
        let head = &bytes[..bytes.len().min(MAX_HEAD)];
        if head.iter().all(u8::is_ascii_whitespace) {
            return Err(Reason::Empty);
        }
        if contains(head, b"%PDF-") && !is_html(head) {
            let whole = contains(tail(bytes, MAX_TAIL), PDF_END);
            return whole.then_some(Self::Pdf).ok_or(Reason::Truncated);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return zip_content(bytes);
        }
        if is_html(head) {
            // A file of this name or type was promised; the page says that there is none, or asks to log in.
            let path = address.split(['?', '#']).next().unwrap_or_default();
            let promised = media_type.is_some_and(|kind| kind == "application/pdf")
                || [".pdf", ".docx", ".odt"]
                    .iter()
                    .any(|end| path.to_ascii_lowercase().ends_with(end));
            return if promised {
                Err(Reason::WebPage)
            } else {
                Ok(Self::Html)
            };
        }
        // Text has no zero bytes, but for UTF-16, which begins with its mark.
        let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        if head.contains(&0) && !is_utf16 {
            return Err(Reason::Format);
        }
        if bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Reason::Format);
        }
        let is_xml = contains(head, b"<?xml");
        Ok(if is_xml { Self::Xml } else { Self::Text })
    }

    /// The extension of its file.
    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Zip => "zip",
            // The reader takes XML by the tags of HTML.
            Self::Html | Self::Xml => "html",
            Self::Text => "txt",
        }
    }
}

fn zip_content(bytes: &[u8]) -> Result<Content, Reason> {
    let directory = tail(bytes, MAX_ZIP_TAIL);
    if !contains(directory, b"PK\x05\x06") {
        return Err(Reason::Truncated);
    }
    Ok(if contains(bytes, b"word/document") {
        Content::Docx
    } else if contains(
        &bytes[..bytes.len().min(200)],
        b"application/vnd.oasis.opendocument.text",
    ) {
        Content::Odt
    } else {
        Content::Zip
    })
}

/// Whether the first kilobyte has the beginning of an HTML page, in any case.
fn is_html(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    contains(&lower, b"<!doctype html") || contains(&lower, b"<html")
}

fn tail(bytes: &[u8], length: usize) -> &[u8] {
    &bytes[bytes.len().saturating_sub(length)..]
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_known_by_their_bytes() {
        let detect = |bytes: &[u8], address| Content::detect(bytes, address, None);
        assert_eq!(detect(b"%PDF-1.7 x\n%%EOF\n", "a"), Ok(Content::Pdf));
        assert_eq!(detect(b"%PDF-1.7 x", "a"), Err(Reason::Truncated));
        assert_eq!(
            detect(b"PK\x03\x04 word/document.xml PK\x05\x06", "a"),
            Ok(Content::Docx)
        );
        assert_eq!(
            detect(b"PK\x03\x04 word/document.xml", "a"),
            Err(Reason::Truncated)
        );
        assert_eq!(
            detect(b"<!DOCTYPE html><p>Visie", "https://a.nl/visie"),
            Ok(Content::Html)
        );
        assert_eq!(
            detect(b"<html>Inloggen", "https://a.nl/v.pdf?x=1"),
            Err(Reason::WebPage)
        );
        assert_eq!(
            Content::detect(b"<html>Inloggen", "a", Some("application/pdf")),
            Err(Reason::WebPage)
        );
        assert_eq!(detect(b"<?xml version='1.0'?><a/>", "a"), Ok(Content::Xml));
        assert_eq!(detect(b"# Visie\n", "a"), Ok(Content::Text));
        assert_eq!(detect(b" \n", "a"), Err(Reason::Empty));
        assert_eq!(detect(b"\x89PNG\0\0", "a"), Err(Reason::Format));
        assert_eq!(detect(b"\xd0\xcf\x11\xe0 doc", "a"), Err(Reason::Format));
    }
}
