//! The file as the library opens it: encryption, properties, and calls that may panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_oxide::{Error, PdfDocument};

use super::encryption::as_revision_6;

use crate::document::{Warning, WarningCode};
use crate::extract::warnings;

/// How far into a file its header may stand, in bytes (ISO 32000-1, annex H, note 13).
const MAX_HEADER_OFFSET: usize = 1024;

/// Opens a file, with the empty password when it is encrypted, as PDF viewers do.
///
/// # Errors
/// The warning to give when it is no PDF, damaged, or locked with a password.
pub(super) fn open(bytes: &[u8]) -> Result<PdfDocument, Warning> {
    let head = &bytes[..bytes.len().min(MAX_HEADER_OFFSET)];
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        return Err(WarningCode::NotAPdf.into());
    }
    let open = |bytes: Vec<u8>| {
        PdfDocument::from_bytes(bytes).map_err(|error| match error {
            Error::EncryptedPdf => Warning::from(WarningCode::EncryptedPdf),
            _ => Warning::from(WarningCode::DamagedPdf),
        })
    };
    let mut document = open(bytes.to_vec())?;
    if document.is_encrypted()
        && let Some(bytes) = as_revision_6(bytes, &document)
    {
        document = open(bytes)?;
    }
    if document.is_encrypted()
        && !document.is_authenticated()
        && !matches!(document.authenticate(b""), Ok(true))
    {
        return Err(WarningCode::EncryptedPdf.into());
    }
    Ok(document)
}

/// What is missing of a file that breaks off.
#[derive(Debug, Default)]
pub(super) struct MissingEnd {
    /// The warning to give; `None` for a file that is whole.
    pub(super) warning: Option<Warning>,
    /// How many pages the whole file has, where its beginning says so.
    pub(super) pages: Option<u32>,
}

/// How far from its end a file names its table of contents, in bytes; some programs add a little behind it.
const END_BYTES: usize = 2048;

/// Looks whether a file is whole. One that was made for the web (linearised) says at its beginning how long it is and
/// how many pages it has (ISO 32000-1, annex F.3.3); any other ends in `%%EOF`, and what is added to it does too.
pub(super) fn missing_end(bytes: &[u8]) -> MissingEnd {
    let find = |needle: &[u8]| memchr::memmem::find(bytes, needle);
    let start = find(b"%PDF-").unwrap_or_default();
    let there = (bytes.len() - start) as u64;
    let head = &bytes[start..bytes.len().min(start + MAX_HEADER_OFFSET)];
    if let Some(at) = memchr::memmem::find(head, b"/Linearized") {
        let head = &head[at..];
        let head = &head[..memchr::memmem::find(head, b">>").unwrap_or(head.len())];
        if let Some(length) = number_after(head, b"/L")
            && length > there
        {
            return MissingEnd {
                warning: Some(warnings::cut_off_at(100 * there / length)),
                pages: number_after(head, b"/N").and_then(|pages| u32::try_from(pages).ok()),
            };
        }
    }
    let is_whole = match memchr::memmem::rfind(bytes, b"%%EOF") {
        // Objects behind the last end are those of an addition that broke off.
        Some(end) => memchr::memmem::find(&bytes[end..], b" obj").is_none(),
        None => {
            let tail = &bytes[bytes.len().saturating_sub(END_BYTES)..];
            memchr::memmem::find(tail, b"startxref").is_some()
        }
    };
    MissingEnd {
        warning: (!is_whole).then(|| WarningCode::CutOff.into()),
        pages: None,
    }
}

/// The whole number behind a key of a dictionary. Returns `None` if there is no such key, or no number behind it.
fn number_after(dictionary: &[u8], key: &[u8]) -> Option<u64> {
    let values = memchr::memmem::find_iter(dictionary, key);
    values
        .filter_map(|at| {
            let rest = dictionary[at + key.len()..].trim_ascii_start();
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()
        })
        .next()
}

/// The files inside a file, with their names; `None` for bytes that cannot be had.
pub(super) fn attachments(document: &PdfDocument) -> Vec<(String, Option<Vec<u8>>)> {
    let files = guarded(|| document.extract_embedded_files()).unwrap_or_default();
    // The library takes names in UTF-16 for UTF-8.
    let readable = |c: &char| !matches!(*c, '\0' | char::REPLACEMENT_CHARACTER);
    files
        .into_iter()
        .map(|(name, bytes)| (name.chars().filter(readable).collect(), Some(bytes)))
        .collect()
}

/// The result of a call into the library. Returns `None` when it fails or panics: a damaged font or picture then costs
/// its page only.
pub(super) fn guarded<T, E>(work: impl FnOnce() -> Result<T, E>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()?.ok()
}

/// A text in the information dictionary, trimmed. Returns `None` when there is none or it is empty.
pub(super) fn info(document: &PdfDocument, key: &str) -> Option<String> {
    let reference = document.trailer().as_dict()?.get("Info")?;
    let info = document.resolve_references(reference, 2).ok()?;
    text_string(info.as_dict()?.get(key)?.as_string()?)
}

/// A text of the file, trimmed. Returns `None` when it is empty.
pub(super) fn text_string(raw: &[u8]) -> Option<String> {
    let text = match raw {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // PDFDocEncoding and Windows-1252 have the letters of Dutch in the same places.
        raw => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(raw)
            .0
            .into_owned(),
    };
    let text = text.trim().trim_matches('\0').to_owned();
    (!text.is_empty()).then_some(text)
}

/// A PDF date (`D:20231026…`) as `2023-10-26`. Returns `None` for other texts.
pub(super) fn pdf_date(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date);
    let day = digits
        .get(..8)
        .filter(|day| day.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_and_panics_of_the_library_give_none() {
        assert_eq!(guarded(|| Ok::<_, ()>(1)), Some(1));
        assert_eq!(guarded(|| Err::<u8, _>(())), None);
        assert_eq!(
            guarded(|| -> Result<u8, ()> { panic!("as a library does") }),
            None
        );
    }

    #[test]
    fn tells_a_file_that_breaks_off() {
        let message = |bytes: &[u8]| missing_end(bytes).warning.map(|warning| warning.message);
        assert_eq!(
            message(b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n%%EOF\n"),
            None
        );
        assert_eq!(message(b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n9\n"), None);
        assert_eq!(message(b"%PDF-1.4\n%%EOF\n<html>junk of a server"), None);
        let cut = b"%PDF-1.4\n1 0 obj\nendobj\n2 0 obj\nstr";
        assert!(message(cut).is_some_and(|message| message.contains("breaks off")));
        let addition = b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n1 0 obj\nstre";
        assert!(message(addition).is_some());
        let web =
            b"junk%PDF-1.4\n9 0 obj <</Linearized 1/L 200/H[1 2]/O 3/E 4/N 12/T 5>> endobj %%EOF";
        let missing = missing_end(web);
        assert_eq!(missing.pages, Some(12));
        let message = missing.warning.map(|warning| warning.message);
        assert_eq!(
            message.as_deref(),
            Some("the file breaks off: 38% of it is there")
        );
    }

    #[test]
    fn parses_dates_of_properties() {
        assert_eq!(
            pdf_date("D:20231026083757+02'00'").as_deref(),
            Some("2023-10-26")
        );
        assert_eq!(pdf_date("gisteren"), None);
    }
}
