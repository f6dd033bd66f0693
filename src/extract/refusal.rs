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

pub(super) fn panicked() -> Warning {
    unreadable(
        "the reader of this format failed on the file",
        "save the document anew (print to PDF), and report the file",
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
