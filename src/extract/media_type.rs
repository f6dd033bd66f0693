//! The format of a file, by its first bytes, and by its name where these leave it open.

/// A supported file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaType {
    /// Portable Document Format.
    Pdf,
    /// Word 2007 and later.
    Docx,
    /// A text file of the Open Document Format.
    Odt,
    /// A web page.
    Html,
    /// Markdown.
    Markdown,
    /// Text without structure.
    Text,
    /// An archive of files in these formats.
    Zip,
}

/// The format of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DetectedFormat {
    /// A supported format.
    Readable(MediaType),
    /// A format that is recognised but not read.
    Unsupported(UnsupportedFormat),
}

/// A format that is recognised only to tell the user what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnsupportedFormat {
    /// Word 97–2003, an OLE container.
    Ole,
    /// An encrypted Office file, which is an OLE container too.
    EncryptedOffice,
    /// Rich Text Format.
    Rtf,
    /// A picture: JPEG, PNG, GIF, TIFF.
    Picture,
    /// A spreadsheet or presentation.
    OtherOffice,
    /// An archive other than ZIP: gzip, 7z, RAR.
    OtherArchive,
}

/// How far into a file the PDF header may stand, in bytes (ISO 32000-1, annex H, note 13).
const MAX_PDF_HEADER_OFFSET: usize = 1024;

impl MediaType {
    /// The format of a file name, by its extension in any case. Returns `None` for other extensions.
    pub fn from_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "docx" | "docm" | "dotx" => Self::Docx,
            "odt" | "ott" => Self::Odt,
            "html" | "htm" | "xhtml" | "xml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" => Self::Text,
            "zip" => Self::Zip,
            _ => return None,
        })
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word (DOCX)",
            Self::Odt => "OpenDocument (ODT)",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Text => "plain text",
            Self::Zip => "ZIP",
        }
    }
}

/// Detects the format of a file: the content goes first, the name decides only between text formats.
///
/// Cost: looks at the first kilobytes, for ZIP containers also at the member names.
pub(super) fn detect_format(bytes: &[u8], name: &str) -> DetectedFormat {
    let named = MediaType::from_name(name);
    let head = &bytes[..bytes.len().min(MAX_PDF_HEADER_OFFSET)];
    // A web page about PDF may hold the header as text.
    if find(head, b"%PDF-").is_some() && named != Some(MediaType::Html) {
        return DetectedFormat::Readable(MediaType::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return container_format(bytes, named);
    }
    if let Some(format) = unsupported_format(bytes) {
        return DetectedFormat::Unsupported(format);
    }
    if looks_like_html(head) {
        return DetectedFormat::Readable(MediaType::Html);
    }
    DetectedFormat::Readable(match named {
        Some(MediaType::Html) => MediaType::Html,
        Some(MediaType::Markdown) => MediaType::Markdown,
        // The name is that of a container, the bytes are not: the reader of that format reports what is wrong.
        Some(binary @ (MediaType::Pdf | MediaType::Docx | MediaType::Odt | MediaType::Zip)) => {
            binary
        }
        Some(MediaType::Text) | None => MediaType::Text,
    })
}

/// The format of a ZIP container, by the names of its members, which are stored uncompressed.
fn container_format(bytes: &[u8], named: Option<MediaType>) -> DetectedFormat {
    let within = &bytes[..bytes.len().min(4096)];
    if find(within, b"mimetypeapplication/vnd.oasis.opendocument.").is_some() {
        return if find(within, b"opendocument.text").is_some() {
            DetectedFormat::Readable(MediaType::Odt)
        } else {
            DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice)
        };
    }
    // An ODT file that was packed anew has its media type compressed like any member.
    if find(bytes, b"mimetype").is_some()
        && find(bytes, b"content.xml").is_some()
        && named == Some(MediaType::Odt)
    {
        return DetectedFormat::Readable(MediaType::Odt);
    }
    if find(bytes, b"[Content_Types].xml").is_some() {
        // Word, Excel and PowerPoint files differ in the folder of their parts.
        if find(bytes, b"word/").is_some() || named == Some(MediaType::Docx) {
            return DetectedFormat::Readable(MediaType::Docx);
        }
        if find(bytes, b"xl/").is_some() || find(bytes, b"ppt/").is_some() {
            return DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice);
        }
    }
    DetectedFormat::Readable(MediaType::Zip)
}

/// The unsupported format that these bytes have. Returns `None` for other bytes.
fn unsupported_format(bytes: &[u8]) -> Option<UnsupportedFormat> {
    const SIGNATURES: &[(&[u8], UnsupportedFormat)] = &[
        (b"{\\rtf", UnsupportedFormat::Rtf),
        (b"\x89PNG", UnsupportedFormat::Picture),
        (b"\xff\xd8\xff", UnsupportedFormat::Picture),
        (b"GIF8", UnsupportedFormat::Picture),
        (b"II*\0", UnsupportedFormat::Picture),
        (b"MM\0*", UnsupportedFormat::Picture),
        (b"\x1f\x8b", UnsupportedFormat::OtherArchive),
        (b"7z\xbc\xaf\x27\x1c", UnsupportedFormat::OtherArchive),
        (b"Rar!", UnsupportedFormat::OtherArchive),
    ];
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let package: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|byte| [byte, 0])
            .collect();
        return Some(if find(bytes, &package).is_some() {
            UnsupportedFormat::EncryptedOffice
        } else {
            UnsupportedFormat::Ole
        });
    }
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, format)| *format)
}

/// Whether a file begins as a web page, also in UTF-16: zeros are passed over.
fn looks_like_html(head: &[u8]) -> bool {
    let head: Vec<u8> = head
        .iter()
        .filter(|byte| **byte != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
    let text = text.trim_ascii_start();
    text.starts_with(b"<!doctype html")
        || text.starts_with(b"<html")
        || (text.starts_with(b"<?xml") && find(text, b"<html").is_some())
        || (text.starts_with(b"<!--") && find(text, b"<html").is_some())
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detects_by_content_before_the_name() {
        let check = |bytes: &[u8], name: &str, expected: MediaType| {
            assert_eq!(
                detect_format(bytes, name),
                DetectedFormat::Readable(expected),
                "{name}"
            );
        };
        check(b"%PDF-1.7\n", "visie.md", MediaType::Pdf);
        check(b"junk\n%PDF-1.4\n", "visie", MediaType::Pdf);
        check(b"<!DOCTYPE html><p>x", "visie.txt", MediaType::Html);
        check(b"\xef\xbb\xbf \n<HTML>", "visie", MediaType::Html);
        check(b"# Visie", "visie.md", MediaType::Markdown);
        check(b"# Visie", "VISIE.MD", MediaType::Markdown);
        check(b"# Visie", "visie", MediaType::Text);
        check(b"gewoon", "map.met.punt/visie", MediaType::Text);
        check(b"PK\x03\x04....visie.md", "bundel.docx", MediaType::Zip);
        check(
            b"PK\x03\x04[Content_Types].xml word/document.xml",
            "a.zip",
            MediaType::Docx,
        );
        check(
            b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.textPK",
            "a.zip",
            MediaType::Odt,
        );
        check(b"geen pdf", "visie.pdf", MediaType::Pdf);
    }

    #[test]
    fn detects_unsupported_formats() {
        let check = |bytes: &[u8], expected: UnsupportedFormat| {
            assert_eq!(
                detect_format(bytes, "a.doc"),
                DetectedFormat::Unsupported(expected)
            );
        };
        check(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....",
            UnsupportedFormat::Ole,
        );
        check(b"{\\rtf1", UnsupportedFormat::Rtf);
        check(b"\xff\xd8\xff\xe0", UnsupportedFormat::Picture);
        check(
            b"PK\x03\x04[Content_Types].xml xl/workbook.xml",
            UnsupportedFormat::OtherOffice,
        );
        check(b"\x1f\x8b\x08", UnsupportedFormat::OtherArchive);
    }
}
