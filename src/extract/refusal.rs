//! Every message that a reading can give, with its remedy: one place, so that no two causes read alike.

use super::media_type::{Foreign, MediaType};
use crate::document::{Warning, WarningKind};

pub(super) fn empty() -> Warning {
    unreadable(
        "the file is empty",
        "fetch it again or remove it from the corpus",
    )
}

pub(super) fn too_large(bytes: u64, most: u64) -> Warning {
    unreadable(
        format!("the file has {bytes} bytes, more than the limit of {most}"),
        "make it smaller (drop the pictures), or raise max_bytes",
    )
}

pub(super) fn binary(media_type: MediaType) -> Warning {
    unreadable(
        format!(
            "named as {} but holds no text: binary data",
            media_type.label()
        ),
        "check what the file is; give it the right extension or remove it",
    )
}

pub(super) fn foreign(foreign: Foreign) -> Warning {
    match foreign {
        Foreign::Ole => unreadable(
            "a Word 97-2003 file (.doc), which is not read",
            "save it as DOCX or PDF",
        ),
        Foreign::EncryptedOffice => unreadable(
            "an Office file locked with a password",
            "save a copy without password",
        ),
        Foreign::Rtf => unreadable(
            "a Rich Text file (.rtf), which is not read",
            "save it as DOCX or PDF",
        ),
        Foreign::Picture => unreadable(
            "a picture, not a document",
            "make a PDF with a text layer of it (text recognition)",
        ),
        Foreign::OtherOffice => unreadable(
            "a spreadsheet or presentation, which is not read",
            "save it as PDF when its text matters",
        ),
        Foreign::OtherArchive => unreadable(
            "an archive other than ZIP, which is not opened",
            "unpack it, or pack it as ZIP",
        ),
    }
}

pub(super) fn no_text(media_type: MediaType) -> Warning {
    unreadable(
        format!("a {} file without any text", media_type.label()),
        "check the file by eye; it may be a template, a menu or an error page",
    )
}

pub(super) fn mislabelled(named: MediaType, found: MediaType) -> Warning {
    Warning::new(
        WarningKind::Repaired,
        format!(
            "named as {} but is {}; read as the latter",
            named.label(),
            found.label()
        ),
        "rename the file",
    )
}

pub(super) fn not_a_pdf() -> Warning {
    unreadable(
        "named as PDF but does not begin as one",
        "open it in a text editor: it is often an error page that was saved in its place; fetch it again",
    )
}

pub(super) fn damaged_pdf() -> Warning {
    unreadable(
        "a damaged PDF: its pages cannot be found",
        "fetch it again; else open it in a PDF viewer and print it to a new PDF",
    )
}

pub(super) fn encrypted_pdf() -> Warning {
    unreadable(
        "a PDF locked with a password",
        "ask for a copy without password",
    )
}

pub(super) fn too_many_pages(total: u32, most: u32) -> Warning {
    Warning::new(
        WarningKind::Partial,
        format!("{total} pages, of which the first {most} were read"),
        "split the document, or raise max_pages",
    )
}

pub(super) fn damaged_pages(count: usize, total: u32) -> Warning {
    Warning::new(
        WarningKind::Partial,
        format!("{count} of {total} pages are damaged and were left out, this one first"),
        "fetch the file again, or print it to a new PDF",
    )
}

pub(super) fn scanned(silent: usize, total: u32, all: bool) -> Warning {
    let share = 100.0 * silent as f64 / f64::from(total.max(1));
    Warning::new(
        if all {
            WarningKind::Unreadable
        } else {
            WarningKind::Partial
        },
        format!("{silent} of {total} pages ({share:.0}%) are pictures without text: scanned"),
        "install tesseract-ocr and tesseract-ocr-nld and switch text recognition on, or ask for the original",
    )
}

pub(super) fn recognised_pages(count: usize, total: u32) -> Warning {
    Warning::new(
        WarningKind::Repaired,
        format!("{count} of {total} pages were read from pictures by text recognition"),
        "check quotes against the page; ask for the original when they matter",
    )
}

pub(super) fn ocr_failed(error: &super::ocr::OcrError) -> Warning {
    Warning::new(
        WarningKind::Partial,
        "text recognition failed",
        error.to_string(),
    )
}

pub(super) fn damaged_archive() -> Warning {
    unreadable(
        "a damaged container (ZIP, DOCX or ODT): it does not unpack",
        "fetch it again; else open it in an office program and save it anew",
    )
}

pub(super) fn encrypted_archive() -> Warning {
    unreadable(
        "a ZIP archive locked with a password",
        "unpack it and pack it without password",
    )
}

pub(super) fn encrypted_odt() -> Warning {
    unreadable(
        "an OpenDocument file locked with a password",
        "save a copy without password",
    )
}

pub(super) fn bomb(limit: u64) -> Warning {
    unreadable(
        format!("unpacks to more than the limit of {limit} bytes"),
        "remove it when it is no document; else raise max_expanded_bytes",
    )
}

pub(super) fn no_document_inside(part: &str) -> Warning {
    unreadable(
        format!("an office file without its main part {part}"),
        "open it in an office program and save it anew",
    )
}

pub(super) fn wrong_checksum() -> Warning {
    Warning::new(
        WarningKind::Partial,
        "a damaged container: what came out does not fit its checksum, text may be wrong or missing",
        "fetch the file again; else open it in an office program and save it anew",
    )
}

pub(super) fn broken_xml() -> Warning {
    Warning::new(
        WarningKind::Partial,
        "the text breaks off: damaged XML inside the office file",
        "open it in an office program and save it anew",
    )
}

pub(super) fn nothing_inside() -> Warning {
    unreadable(
        "an archive without documents that can be read",
        "pack PDF, DOCX, ODT, HTML, Markdown or text files",
    )
}

pub(super) fn too_many_members(most: u32) -> Warning {
    Warning::new(
        WarningKind::Partial,
        format!("an archive with more than {most} documents, of which the first were read"),
        "split the archive, or raise max_members",
    )
}

pub(super) fn too_many_layers(most: u32) -> Warning {
    unreadable(
        format!("archives in archives, more than {most} deep"),
        "unpack the inner archive, or raise max_archive_depth",
    )
}

pub(super) fn panicked() -> Warning {
    unreadable(
        "the reader of this format failed on the file",
        "save the document anew (print to PDF), and report the file",
    )
}

pub(super) fn child_died() -> Warning {
    unreadable(
        "the reader broke down on this file (crash or too much memory)",
        "open it in a PDF viewer or office program and save it anew, and report the file",
    )
}

pub(super) fn child_too_slow(seconds: f64) -> Warning {
    unreadable(
        format!("reading took longer than {seconds:.0} s and was stopped"),
        "split the document, save it anew, or allow more time",
    )
}

pub(super) fn no_child(error: &std::io::Error) -> Warning {
    unreadable(
        format!("the reader could not be started: {error}"),
        "check that the program may run and that memory is left; then build again",
    )
}

pub(super) fn out_of_time() -> Warning {
    Warning::new(
        WarningKind::Partial,
        "reading took longer than allowed and was stopped",
        "split the document, save it anew, or allow more time",
    )
}

pub(super) fn out_of_time_unread() -> Warning {
    unreadable(
        "stopped before the file was read",
        "read it again with more time",
    )
}

pub(super) fn too_deep(most: u32) -> Warning {
    Warning::new(
        WarningKind::Partial,
        format!("elements are nested deeper than {most}; read as text without structure"),
        "save the page anew",
    )
}

pub(super) fn recoded(encoding: &str, line: u32) -> Warning {
    Warning::new(
        WarningKind::Repaired,
        format!("not UTF-8; read as {encoding}"),
        "save the file as UTF-8",
    )
    .on_line(line)
}

pub(super) fn mojibake(places: usize, line: u32) -> Warning {
    Warning::new(
        WarningKind::Repaired,
        format!("characters in a wrong encoding mended in {places} places"),
        "nothing; save the source as UTF-8 when you can",
    )
    .on_line(line)
}

pub(super) fn nul_bytes(count: usize) -> Warning {
    Warning::new(
        WarningKind::Repaired,
        format!("{count} control characters removed"),
        "nothing; look at the file when words seem missing",
    )
}

pub(super) fn unreadable(message: impl Into<String>, remedy: impl Into<String>) -> Warning {
    Warning::new(WarningKind::Unreadable, message, remedy)
}
