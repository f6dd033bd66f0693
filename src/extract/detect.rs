//! The format of a file, by its first bytes, and by its name where these leave it open.

use std::io::Cursor;

use office_oxide::cfb::CfbReader;

use super::media_type::{DetectedFormat, MediaType, UnsupportedFormat};
use super::package::{Package, normal_name};

/// How far into a file the PDF header may stand, in bytes (ISO 32000-1, annex H, note 13).
const MAX_PDF_HEADER_OFFSET: usize = 1024;

/// The first bytes of a ZIP container: of its first member, or of an empty directory.
const ZIP_SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// Whether a file begins as a ZIP container does: an archive, or a document of an office program.
pub(super) fn is_container(bytes: &[u8]) -> bool {
    ZIP_SIGNATURES.iter().any(|start| bytes.starts_with(start))
}

/// Detects the format of a file: its first bytes go first, then the names in the directory of a container, and its name
/// decides only between text formats. Marks further on are those of files inside it.
///
/// Cost: looks at the first kilobytes, for ZIP containers also at the directory.
pub(super) fn detect_format(bytes: &[u8], name: &str) -> DetectedFormat {
    let named = MediaType::from_name(name);
    let head = &bytes[..bytes.len().min(MAX_PDF_HEADER_OFFSET)];
    if is_container(bytes) {
        return container_format(bytes, name);
    }
    if is_ole_container(bytes) {
        return ole_format(bytes, named);
    }
    if let Some(format) = unsupported_format(bytes) {
        return DetectedFormat::Unsupported(format);
    }
    if looks_like_html(head) {
        return DetectedFormat::Readable(MediaType::Html);
    }
    // A web page about PDF may hold the header as text.
    if find(head, b"%PDF-").is_some() && named != Some(MediaType::Html) {
        return DetectedFormat::Readable(MediaType::Pdf);
    }
    DetectedFormat::Readable(match named {
        Some(MediaType::Html) => MediaType::Html,
        Some(MediaType::Markdown) => MediaType::Markdown,
        // The name is that of a container, the bytes are not: the reader of that format reports what is wrong.
        Some(
            binary @ (MediaType::Pdf
            | MediaType::Docx
            | MediaType::Doc
            | MediaType::Odt
            | MediaType::Zip),
        ) => binary,
        Some(MediaType::Text) | None => MediaType::Text,
    })
}

/// The most bytes that are unpacked to detect the format of a container.
const MAX_PROBE_BYTES: u64 = 1 << 20;

/// The format of a ZIP container, by the names and types of its parts.
fn container_format(bytes: &[u8], name: &str) -> DetectedFormat {
    let named = MediaType::from_name(name);
    let Ok(mut package) = Package::open(bytes, MAX_PROBE_BYTES) else {
        let lower = name.to_ascii_lowercase();
        if OTHER_OFFICE_NAMES.iter().any(|end| lower.ends_with(end)) {
            return DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice);
        }
        return DetectedFormat::Readable(cut_off_format(bytes, named));
    };
    let names: Vec<String> = package
        .names()
        .iter()
        .map(|name| normal_name(name))
        .collect();
    let has = |name: &str| names.iter().any(|found| found == name);
    let has_folder = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let media_type = package.text("mimetype").unwrap_or_default();
    if let Some(kind) = media_type
        .trim()
        .strip_prefix("application/vnd.oasis.opendocument.")
    {
        return if kind.starts_with("text") {
            DetectedFormat::Readable(MediaType::Odt)
        } else {
            DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice)
        };
    }
    // An ODT file that was packed anew may have lost its media type.
    if has("content.xml") && (has("meta-inf/manifest.xml") || named == Some(MediaType::Odt)) {
        return DetectedFormat::Readable(MediaType::Odt);
    }
    let types = package.text("[Content_Types].xml").unwrap_or_default();
    let holds = |kind: &str| types.contains(kind);
    if has("[content_types].xml") {
        // Word, Excel and PowerPoint files differ in the types and in the folder of their parts.
        if holds("spreadsheetml.") || holds("presentationml.") {
            if !holds("wordprocessingml.document") {
                return DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice);
            }
        } else if !holds("wordprocessingml.") && (has_folder("xl/") || has_folder("ppt/")) {
            return DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice);
        }
        if holds("wordprocessingml.") || has_folder("word/") || named == Some(MediaType::Docx) {
            return DetectedFormat::Readable(MediaType::Docx);
        }
    }
    if has("word/document.xml") && has("_rels/.rels") {
        return DetectedFormat::Readable(MediaType::Docx);
    }
    DetectedFormat::Readable(MediaType::Zip)
}

/// The ends of names of spreadsheets and presentations.
const OTHER_OFFICE_NAMES: [&str; 6] = [".xlsx", ".xls", ".ods", ".pptx", ".ppt", ".odp"];

/// The format of a container whose directory cannot be read, by its name and its first member.
fn cut_off_format(bytes: &[u8], named: Option<MediaType>) -> MediaType {
    let first = || {
        // The header of a member: the length of its name at 26, the name at 30 (APPNOTE 6.3.10, 4.3.7).
        let length = bytes.get(26..28)?;
        let length = usize::from(u16::from_le_bytes([length[0], length[1]]));
        Some(normal_name(&String::from_utf8_lossy(
            bytes.get(30..30 + length)?,
        )))
    };
    match (named, first().as_deref()) {
        (Some(container @ (MediaType::Docx | MediaType::Odt)), _) => container,
        (_, Some("mimetype")) => MediaType::Odt,
        (_, Some("[content_types].xml" | "_rels/.rels")) => MediaType::Docx,
        _ => MediaType::Zip,
    }
}

/// The first bytes of an OLE container, in which Windows programs kept their files before 2007.
const OLE_SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether a file begins as an OLE container does.
pub(super) fn is_ole_container(bytes: &[u8]) -> bool {
    bytes.starts_with(OLE_SIGNATURE)
}

/// The format of an OLE container, by the names at the root of its directory: those further down are of documents
/// inside it.
fn ole_format(bytes: &[u8], named: Option<MediaType>) -> DetectedFormat {
    let Ok(container) = CfbReader::new(Cursor::new(bytes)) else {
        // The reader of the format tells that it is damaged.
        return match named {
            Some(MediaType::Doc) => DetectedFormat::Readable(MediaType::Doc),
            _ => DetectedFormat::Unsupported(UnsupportedFormat::Ole),
        };
    };
    let has = |name: &str| container.has_root_entry(name);
    if has("WordDocument") {
        DetectedFormat::Readable(MediaType::Doc)
    } else if has("EncryptedPackage") {
        DetectedFormat::Unsupported(UnsupportedFormat::EncryptedOffice)
    } else if has("Workbook") || has("Book") || has("PowerPoint Document") {
        DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice)
    } else {
        DetectedFormat::Unsupported(UnsupportedFormat::Ole)
    }
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
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let bytes = if bytes.trim_ascii_start().starts_with(b"{\\rtf") {
        bytes.trim_ascii_start()
    } else {
        bytes
    };
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
    use crate::extract::fixture;

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
        check(b"geen pdf", "visie.pdf", MediaType::Pdf);
    }

    #[test]
    fn containers_are_detected_by_their_directory() {
        let check = |members: &[(&str, &[u8])], name: &str, expected: DetectedFormat| {
            for bytes in [fixture::zip(members), fixture::stored_zip(members)] {
                assert_eq!(detect_format(&bytes, name), expected, "{members:?}");
            }
        };
        let readable = DetectedFormat::Readable;
        let word: &[u8] =
            b"<Types><Override ContentType='a.wordprocessingml.document.main+xml'/></Types>";
        let sheet: &[u8] =
            b"<Types><Override ContentType='a.spreadsheetml.sheet.main+xml'/></Types>";
        let types = "[Content_Types].xml";
        check(
            &[(types, word), ("word/document2.xml", b"x")],
            "a.zip",
            readable(MediaType::Docx),
        );
        check(
            &[(types, word), ("document.xml", b"x")],
            "a",
            readable(MediaType::Docx),
        );
        check(
            &[(types, b"<Types/>"), ("word\\document.xml", b"x")],
            "a",
            readable(MediaType::Docx),
        );
        let other = DetectedFormat::Unsupported(UnsupportedFormat::OtherOffice);
        check(
            &[(types, sheet), ("xl/workbook.xml", b"x")],
            "a.docx",
            other,
        );
        check(
            &[("mimetype", b"application/vnd.oasis.opendocument.text")],
            "a",
            readable(MediaType::Odt),
        );
        check(
            &[(
                "mimetype",
                b"application/vnd.oasis.opendocument.spreadsheet",
            )],
            "a",
            other,
        );
        check(
            &[("visie.md", b"x")],
            "bundel.docx",
            readable(MediaType::Zip),
        );
        // Documents inside an archive leave their marks in it.
        let docx = fixture::stored_zip(&[(types, word), ("word/document.xml", b"x")]);
        let odt = fixture::stored_zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")]);
        let inside: [&[u8]; 3] = [&docx, &odt, b"%PDF-1.7"];
        for document in inside {
            check(
                &[("a.bin", document), ("word/b.txt", b"x")],
                "a.zip",
                readable(MediaType::Zip),
            );
        }
    }

    #[test]
    fn ole_containers_are_detected_by_the_root_of_their_directory() {
        let check = |streams: &[(&str, &[u8])], expected: DetectedFormat| {
            assert_eq!(
                detect_format(&fixture::ole(streams), "a.doc"),
                expected,
                "{streams:?}"
            );
        };
        let unsupported = DetectedFormat::Unsupported;
        check(
            &[("WordDocument", b"x"), ("ObjectPool/Workbook", b"x")],
            DetectedFormat::Readable(MediaType::Doc),
        );
        check(
            &[("MBD1/WordDocument", b"x"), ("Workbook", b"x")],
            unsupported(UnsupportedFormat::OtherOffice),
        );
        check(
            &[("EncryptedPackage", b"x")],
            unsupported(UnsupportedFormat::EncryptedOffice),
        );
        check(
            &[("__properties_version1.0", b"WordDocument")],
            unsupported(UnsupportedFormat::Ole),
        );
    }

    #[test]
    fn detects_unsupported_formats() {
        let check = |bytes: &[u8], expected: UnsupportedFormat| {
            assert_eq!(
                detect_format(bytes, "a.doc"),
                DetectedFormat::Unsupported(expected)
            );
        };
        check(b"{\\rtf1", UnsupportedFormat::Rtf);
        check(b"\xff\xd8\xff\xe0", UnsupportedFormat::Picture);
        check(b"\x1f\x8b\x08", UnsupportedFormat::OtherArchive);
    }
}
