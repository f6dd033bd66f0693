//! What format a file has: by its first bytes, and by its name where these leave it open.

/// A format that can be read.
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

/// What the bytes turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recognised {
    /// A readable format.
    As(MediaType),
    /// A format that is known but not read.
    Foreign(Foreign),
}

/// A format that is recognised only to say what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// Word 97–2003, or a password-protected Office file: both are OLE containers.
    Ole,
    /// The same container, holding an encrypted Office file.
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

/// How far into a file the PDF mark may stand, by the practice of readers (ISO 32000-1, annex H note 13).
const PDF_MARK_WITHIN: usize = 1024;

impl MediaType {
    /// The format that a file name promises, by its extension; nothing for an unknown one.
    pub fn of_name(name: &str) -> Option<Self> {
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

    /// What people call it.
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

/// Recognises a file: content first, the name decides only between text formats.
///
/// Cost: looks at the first kilobytes, for ZIP containers also at the member names.
pub(super) fn recognise(bytes: &[u8], name: &str) -> Recognised {
    let named = MediaType::of_name(name);
    let head = &bytes[..bytes.len().min(PDF_MARK_WITHIN)];
    if find(head, b"%PDF-").is_some() && named != Some(MediaType::Html) {
        return Recognised::As(MediaType::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return container(bytes, named);
    }
    if let Some(foreign) = foreign(bytes) {
        return Recognised::Foreign(foreign);
    }
    if looks_like_html(head) {
        return Recognised::As(MediaType::Html);
    }
    Recognised::As(match named {
        Some(MediaType::Html) => MediaType::Html,
        Some(MediaType::Markdown) => MediaType::Markdown,
        // The name promises a container that the bytes are not: the reader of that format says what is wrong.
        Some(binary @ (MediaType::Pdf | MediaType::Docx | MediaType::Odt | MediaType::Zip)) => {
            binary
        }
        Some(MediaType::Text) | None => MediaType::Text,
    })
}

/// Which of the formats in a ZIP container: told by the names of its members, which stand in the clear.
fn container(bytes: &[u8], named: Option<MediaType>) -> Recognised {
    let within = &bytes[..bytes.len().min(4096)];
    if find(within, b"mimetypeapplication/vnd.oasis.opendocument.").is_some() {
        return if find(within, b"opendocument.text").is_some() {
            Recognised::As(MediaType::Odt)
        } else {
            Recognised::Foreign(Foreign::OtherOffice)
        };
    }
    // Packed anew, with its mark compressed like any member.
    if find(bytes, b"mimetype").is_some()
        && find(bytes, b"content.xml").is_some()
        && named == Some(MediaType::Odt)
    {
        return Recognised::As(MediaType::Odt);
    }
    if find(bytes, b"[Content_Types].xml").is_some() {
        if find(bytes, b"word/").is_some() || named == Some(MediaType::Docx) {
            return Recognised::As(MediaType::Docx);
        }
        if find(bytes, b"xl/").is_some() || find(bytes, b"ppt/").is_some() {
            return Recognised::Foreign(Foreign::OtherOffice);
        }
    }
    Recognised::As(MediaType::Zip)
}

fn foreign(bytes: &[u8]) -> Option<Foreign> {
    const MARKS: &[(&[u8], Foreign)] = &[
        (b"{\\rtf", Foreign::Rtf),
        (b"\x89PNG", Foreign::Picture),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"II*\0", Foreign::Picture),
        (b"MM\0*", Foreign::Picture),
        (b"\x1f\x8b", Foreign::OtherArchive),
        (b"7z\xbc\xaf\x27\x1c", Foreign::OtherArchive),
        (b"Rar!", Foreign::OtherArchive),
    ];
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        let package: Vec<u8> = "EncryptedPackage"
            .bytes()
            .flat_map(|byte| [byte, 0])
            .collect();
        return Some(if find(bytes, &package).is_some() {
            Foreign::EncryptedOffice
        } else {
            Foreign::Ole
        });
    }
    MARKS
        .iter()
        .find(|(mark, _)| bytes.starts_with(mark))
        .map(|(_, foreign)| *foreign)
}

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
    fn content_goes_before_the_name() {
        let check = |bytes: &[u8], name: &str, expected: MediaType| {
            assert_eq!(recognise(bytes, name), Recognised::As(expected), "{name}");
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
    fn formats_that_are_not_read_are_named() {
        let check = |bytes: &[u8], expected: Foreign| {
            assert_eq!(recognise(bytes, "a.doc"), Recognised::Foreign(expected));
        };
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Foreign::Ole);
        check(b"{\\rtf1", Foreign::Rtf);
        check(b"\xff\xd8\xff\xe0", Foreign::Picture);
        check(
            b"PK\x03\x04[Content_Types].xml xl/workbook.xml",
            Foreign::OtherOffice,
        );
        check(b"\x1f\x8b\x08", Foreign::OtherArchive);
    }
}
