//! What annotations add to a page: text that was typed on it, filled-in fields of a form, and files (ISO 32000-1, 12.5).
//!
//! Remarks of readers (notes, markings, stamps) are no text of the document.

use pdf_oxide::PdfDocument;
use pdf_oxide::object::Object;

use super::file::text_string;

/// The bits of an annotation that is not shown on a screen (table 165).
const HIDDEN: i64 = 1 << 1;
const NO_VIEW: i64 = 1 << 5;

/// The bit of a field for a password (table 228).
const PASSWORD: i64 = 1 << 13;

/// The most annotations of a page that are looked at.
const MAX_ANNOTATIONS: usize = 2_000;

/// How many fields may lie inside each other.
const MAX_PARENTS: usize = 8;

/// What annotations add to a page.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// Texts, in their order.
    pub(super) texts: Vec<String>,
    /// Files, by name; `None` for bytes that cannot be had.
    pub(super) files: Vec<(String, Option<Vec<u8>>)>,
}

impl Annotations {
    /// The annotations of a page, counted from 0, that are shown.
    pub(super) fn of_page(document: &PdfDocument, page: usize) -> Self {
        let mut found = Self::default();
        let Ok(page) = document.get_page(page) else {
            return found;
        };
        found.files.extend(associated_files(document, &page));
        let list = get(document, &page, "Annots");
        let list = list.as_ref().and_then(Object::as_array);
        for entry in list.into_iter().flatten().take(MAX_ANNOTATIONS) {
            let Ok(annotation) = document.resolve_object(entry) else {
                continue;
            };
            let flags = get(document, &annotation, "F").and_then(|flags| flags.as_integer());
            if flags.unwrap_or_default() & (HIDDEN | NO_VIEW) != 0 {
                continue;
            }
            let subtype = get(document, &annotation, "Subtype");
            match subtype.as_ref().and_then(Object::as_name) {
                Some("FreeText") => found.texts.extend(text(document, &annotation, "Contents")),
                Some("Widget") => found.texts.extend(field_value(document, &annotation)),
                Some("FileAttachment") => {
                    let file = get(document, &annotation, "FS");
                    found
                        .files
                        .extend(file.and_then(|file| embedded(document, &file)));
                }
                _ => {}
            }
        }
        found
    }
}

/// The files that the document as a whole says belong to it.
pub(super) fn files_of_document(document: &PdfDocument) -> Vec<(String, Option<Vec<u8>>)> {
    let catalog = document.catalog();
    catalog.map_or_else(
        |_| Vec::new(),
        |catalog| associated_files(document, &catalog),
    )
}

/// The files that a page or the document says belong to it (`AF`).
fn associated_files(document: &PdfDocument, owner: &Object) -> Vec<(String, Option<Vec<u8>>)> {
    let list = get(document, owner, "AF");
    let list = list.as_ref().and_then(Object::as_array);
    let files = list.into_iter().flatten().take(MAX_ANNOTATIONS);
    files
        .filter_map(|file| embedded(document, &document.resolve_object(file).ok()?))
        .collect()
}

/// The name and the bytes of a file inside the file. Returns `None` for one that is elsewhere.
fn embedded(document: &PdfDocument, specification: &Object) -> Option<(String, Option<Vec<u8>>)> {
    let name = text(document, specification, "UF").or_else(|| text(document, specification, "F"));
    let places = get(document, specification, "EF")?;
    let places = places.as_dict()?;
    let place = places.get("F").or_else(|| places.get("UF"))?;
    let stream = document.resolve_object(place).ok();
    // The library gives the key of an encrypted file to no one.
    let stream = stream.filter(|_| !document.is_encrypted());
    let bytes = stream.and_then(|stream| stream.decode_stream_data().ok());
    Some((name.unwrap_or_default(), bytes))
}

/// What is filled in in a field for text or a choice. Returns `None` for any other field, and for an empty one.
fn field_value(document: &PdfDocument, field: &Object) -> Option<String> {
    let kind = inherited(document, field, "FT")?;
    let flags = inherited(document, field, "Ff").and_then(|flags| flags.as_integer());
    let is_password = flags.unwrap_or_default() & PASSWORD != 0;
    if !matches!(kind.as_name(), Some("Tx" | "Ch")) || is_password {
        return None;
    }
    text_string(inherited(document, field, "V")?.as_string()?)
}

/// An entry of a field, or of the nearest field around it that has it.
fn inherited(document: &PdfDocument, field: &Object, key: &str) -> Option<Object> {
    let mut field = field.clone();
    for _ in 0..MAX_PARENTS {
        if let Some(found) = get(document, &field, key) {
            return Some(found);
        }
        field = get(document, &field, "Parent")?;
    }
    None
}

fn get(document: &PdfDocument, from: &Object, key: &str) -> Option<Object> {
    document.resolve_object(from.as_dict()?.get(key)?).ok()
}

fn text(document: &PdfDocument, from: &Object, key: &str) -> Option<String> {
    text_string(get(document, from, key)?.as_string()?)
}

#[cfg(test)]
mod tests {
    use crate::document::{Warning, WarningCode};
    use crate::extract::fixture::{PageParts, pdf_page, show, stream};
    use crate::extract::{ExtractConfig, extract};

    /// The text of a page with this annotation, and what is told.
    fn read(parts: PageParts<'_>) -> (String, Vec<WarningCode>) {
        let page = pdf_page(&show(60, 700, 11, "Wij werken samen."), parts);
        let read = extract(&page, "visie.pdf", &ExtractConfig::default());
        let texts: Vec<&str> = read.pages.iter().map(|page| page.text.as_str()).collect();
        let codes = read.warnings.iter().filter_map(Warning::parse);
        (texts.join("|"), codes.map(|parsed| parsed.code).collect())
    }

    #[test]
    fn what_is_typed_on_a_page_is_read_and_remarks_are_not() {
        let check = |annotation: &str, expected: &str| {
            let entries = format!("/Type /Annot /Rect [60 600 400 620] {annotation}");
            let parts = PageParts {
                page: "/Annots [7 0 R]",
                objects: vec![
                    format!("<< {entries} >>").into_bytes(),
                    b"<< /FT /Tx /V (In een veld.) >>".to_vec(),
                ],
                ..PageParts::default()
            };
            let expected = format!("Wij werken samen.{expected}");
            assert_eq!(read(parts), (expected, vec![]), "{annotation}");
        };
        check(
            "/Subtype /FreeText /Contents (In een kader.)",
            "\nIn een kader.",
        );
        check(
            "/Subtype /Widget /FT /Tx /V (In een veld.)",
            "\nIn een veld.",
        );
        check("/Subtype /Widget /Parent 8 0 R", "\nIn een veld.");
        check("/Subtype /Widget /FT /Ch /V <FEFF00E9006E>", "\nén");
        check("/Subtype /Widget /FT /Tx /V (Verborgen.) /F 2", "");
        check("/Subtype /FreeText /Contents (Verborgen.) /F 32", "");
        check("/Subtype /Widget /FT /Tx /Ff 8192 /V (geheim)", "");
        check("/Subtype /Widget /FT /Btn /V /Aan", "");
        check("/Subtype /Text /Contents (Klopt dit?)", "");
        check("/Subtype /Highlight /Contents (Klopt dit?)", "");
    }

    #[test]
    fn files_that_hang_on_a_page_or_on_the_document_are_read() {
        let check = |page: &str, catalog: &str| {
            let parts = PageParts {
                page,
                catalog,
                objects: vec![
                    b"<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 20 20] /FS 8 0 R >>"
                        .to_vec(),
                    b"<< /Type /Filespec /F (bijlage.txt) /EF << /F 9 0 R >> >>".to_vec(),
                    stream("/Type /EmbeddedFile", b"De bijlage werkt samen."),
                ],
                ..PageParts::default()
            };
            let (text, codes) = read(parts);
            assert_eq!(
                text, "Wij werken samen.|De bijlage werkt samen.",
                "{page} {catalog}"
            );
            assert_eq!(codes, [WarningCode::AttachmentsRead]);
        };
        check("/Annots [7 0 R]", "");
        check("/AF [8 0 R]", "");
        check("", "/AF [8 0 R]");
        // Named twice, it is read once.
        check("/Annots [7 0 R]", "/AF [8 0 R]");
    }
}
