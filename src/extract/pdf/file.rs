//! The file as the library opens it: encryption, properties, and calls that may panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pdf_oxide::{Error, PdfDocument};

use crate::document::{Warning, WarningCode};

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
    let document = PdfDocument::from_bytes(bytes.to_vec()).map_err(|error| match error {
        Error::EncryptedPdf => Warning::from(WarningCode::EncryptedPdf),
        _ => Warning::from(WarningCode::DamagedPdf),
    })?;
    if document.is_encrypted()
        && !document.is_authenticated()
        && !matches!(document.authenticate(b""), Ok(true))
    {
        return Err(WarningCode::EncryptedPdf.into());
    }
    Ok(document)
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
    let raw = info.as_dict()?.get(key)?.as_string()?;
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
    fn parses_dates_of_properties() {
        assert_eq!(
            pdf_date("D:20231026083757+02'00'").as_deref(),
            Some("2023-10-26")
        );
        assert_eq!(pdf_date("gisteren"), None);
    }
}
