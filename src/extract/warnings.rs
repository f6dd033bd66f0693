//! Warnings with arguments, one function each; those without are made from their
//! [`WarningCode`] alone.

use super::media_type::{MediaType, UnsupportedFormat};
use super::ocr::OcrError;
use crate::document::{Warning, WarningCode, WarningKind};

pub(super) fn file_too_large(bytes: u64, limit: u64) -> Warning {
    WarningCode::FileTooLarge.warning(&[&bytes, &limit])
}

pub(super) fn binary_data(media_type: MediaType) -> Warning {
    WarningCode::BinaryData.warning(&[&media_type.label()])
}

/// The warning about a file in a format that is recognised but not read.
pub(super) fn unsupported(format: UnsupportedFormat) -> Warning {
    Warning::from(match format {
        UnsupportedFormat::Ole => WarningCode::LegacyWord,
        UnsupportedFormat::EncryptedOffice => WarningCode::EncryptedOffice,
        UnsupportedFormat::Rtf => WarningCode::RichText,
        UnsupportedFormat::Picture => WarningCode::Picture,
        UnsupportedFormat::OtherOffice => WarningCode::SpreadsheetOrPresentation,
        UnsupportedFormat::OtherArchive => WarningCode::OtherArchive,
    })
}

pub(super) fn no_text(media_type: MediaType) -> Warning {
    WarningCode::NoText.warning(&[&media_type.label()])
}

pub(super) fn wrong_extension(named: MediaType, found: MediaType) -> Warning {
    WarningCode::WrongExtension.warning(&[&named.label(), &found.label()])
}

pub(super) fn too_many_pages(total: u32, limit: u32) -> Warning {
    WarningCode::TooManyPages.warning(&[&total, &limit])
}

pub(super) fn damaged_pages(count: usize, total: u32) -> Warning {
    WarningCode::DamagedPages.warning(&[&count, &total])
}

/// The warning about `count` pages without text; `unreadable` when no page has any.
pub(super) fn scanned_pages(count: usize, total: u32, unreadable: bool) -> Warning {
    let percent = format!("{:.0}", 100.0 * count as f64 / f64::from(total.max(1)));
    let mut warning = WarningCode::ScannedPages.warning(&[&count, &total, &percent]);
    if unreadable {
        warning.kind = WarningKind::Unreadable;
    }
    warning
}

pub(super) fn recognised_pages(count: usize, total: u32) -> Warning {
    WarningCode::RecognisedPages.warning(&[&count, &total])
}

/// The warning about a page that was not recognised; the remedy is what the recogniser reports.
pub(super) fn ocr_failed(error: &OcrError) -> Warning {
    Warning {
        remedy: error.to_string(),
        ..WarningCode::OcrFailed.into()
    }
}

pub(super) fn expands_too_large(limit: u64) -> Warning {
    WarningCode::ExpandsTooLarge.warning(&[&limit])
}

pub(super) fn missing_main_part(part: &str) -> Warning {
    WarningCode::MissingMainPart.warning(&[&part])
}

pub(super) fn too_many_members(limit: u32) -> Warning {
    WarningCode::TooManyMembers.warning(&[&limit])
}

pub(super) fn archives_nested_too_deep(limit: u32) -> Warning {
    WarningCode::ArchivesNestedTooDeep.warning(&[&limit])
}

pub(super) fn reader_timed_out(seconds: f64) -> Warning {
    WarningCode::ReaderTimedOut.warning(&[&format!("{seconds:.0}")])
}

pub(super) fn reader_not_started(error: &dyn std::fmt::Display) -> Warning {
    WarningCode::ReaderNotStarted.warning(&[error])
}

pub(super) fn elements_nested_too_deep(limit: u32) -> Warning {
    WarningCode::ElementsNestedTooDeep.warning(&[&limit])
}

pub(super) fn not_utf8(encoding: &str, line: u32) -> Warning {
    WarningCode::NotUtf8.warning(&[&encoding]).on_line(line)
}

pub(super) fn mojibake_repaired(places: usize, line: u32) -> Warning {
    WarningCode::MojibakeRepaired
        .warning(&[&places])
        .on_line(line)
}

pub(super) fn control_characters_removed(count: usize) -> Warning {
    WarningCode::ControlCharactersRemoved.warning(&[&count])
}

/// The warning about words with letters that the file does not give.
pub(super) fn lost_letters(lost: u32, words: usize) -> Warning {
    WarningCode::LostLetters.warning(&[&lost, &words])
}

/// The warning about text that is not seen, on so many pages of a PDF.
pub(super) fn hidden_on_pages(pages: usize, total: u32) -> Warning {
    WarningCode::HiddenOnPages.warning(&[&pages, &total])
}

/// The warning about hidden text in so many places of an office file. Returns `None` if there is none.
pub(super) fn hidden_text(places: u32) -> Option<Warning> {
    (places > 0).then(|| WarningCode::HiddenText.warning(&[&places]))
}

/// The warnings about files inside a file: how many were read, and how many were not.
pub(super) fn attachments(read: u32, unread: u32) -> impl Iterator<Item = Warning> {
    let warning = |code: WarningCode, count: u32| (count > 0).then(|| code.warning(&[&count]));
    let read = warning(WarningCode::AttachmentsRead, read);
    read.into_iter()
        .chain(warning(WarningCode::AttachmentsNotRead, unread))
}

/// The warning about a file of which so much is there, in percent.
pub(super) fn cut_off_at(percent: u64) -> Warning {
    WarningCode::CutOffAt.warning(&[&percent])
}
