//! The English wording of every warning.

use super::WarningCode;
use crate::document::WarningKind;

/// The English wording of one code.
pub(super) struct Entry {
    pub(super) code: WarningCode,
    pub(super) kind: WarningKind,
    /// The message; each `{}` stands for an argument.
    pub(super) message: &'static str,
    pub(super) remedy: &'static str,
}

const fn entry(
    code: WarningCode,
    kind: WarningKind,
    message: &'static str,
    remedy: &'static str,
) -> Entry {
    Entry {
        code,
        kind,
        message,
        remedy,
    }
}

/// The wording of every code, in the order of the codes.
///
/// The last messages begin with an argument, so they match much: `Warning::parse` takes the first that matches.
pub(super) const CATALOGUE: &[Entry] = {
    use WarningCode::*;
    use WarningKind::*;
    &[
        entry(
            EmptyFile,
            Unreadable,
            "the file is empty",
            "fetch it again or remove it from the corpus",
        ),
        // Large files are large by their pictures, hence the remedy.
        entry(
            FileTooLarge,
            Unreadable,
            "the file has {} bytes, more than the limit of {}",
            "make it smaller (drop the pictures), or raise max_bytes",
        ),
        entry(
            BinaryData,
            Unreadable,
            "named as {} but holds no text: binary data",
            "check what the file is; give it the right extension or remove it",
        ),
        entry(
            LegacyWord,
            Unreadable,
            "a Word 97-2003 file (.doc) that is damaged, or of an older Word",
            "save it as DOCX or PDF",
        ),
        entry(
            EncryptedOffice,
            Unreadable,
            "an Office file locked with a password",
            "save a copy without password",
        ),
        entry(
            RichText,
            Unreadable,
            "a Rich Text file (.rtf), which is not read",
            "save it as DOCX or PDF",
        ),
        entry(
            Picture,
            Unreadable,
            "a picture, not a document",
            "make a PDF with a text layer of it (text recognition)",
        ),
        entry(
            SpreadsheetOrPresentation,
            Unreadable,
            "a spreadsheet or presentation, which is not read",
            "save it as PDF when its text matters",
        ),
        entry(
            OtherArchive,
            Unreadable,
            "an archive other than ZIP, which is not opened",
            "unpack it, or pack it as ZIP",
        ),
        entry(
            NoText,
            Unreadable,
            "a {} file without any text",
            "check the file by eye; it may be a template, a menu or an error page",
        ),
        entry(
            WrongExtension,
            Repaired,
            "named as {} but is {}; read as the latter",
            "rename the file",
        ),
        // Download scripts often save the error page of a site under the name of the document.
        entry(
            NotAPdf,
            Unreadable,
            "named as PDF but does not begin as one",
            "open it in a text editor: it is often an error page that was saved in its place; fetch it again",
        ),
        entry(
            DamagedPdf,
            Unreadable,
            "a damaged PDF: its pages cannot be found",
            "fetch it again; else open it in a PDF viewer and print it to a new PDF",
        ),
        entry(
            EncryptedPdf,
            Unreadable,
            "a PDF locked with a password",
            "ask for a copy without password",
        ),
        entry(
            TooManyPages,
            Partial,
            "{} pages, of which the first {} were read",
            "split the document, or raise max_pages",
        ),
        entry(
            DamagedPages,
            Partial,
            "{} of {} pages are damaged and were left out, this one first",
            "fetch the file again, or print it to a new PDF",
        ),
        entry(
            ScannedPages,
            Partial,
            "{} of {} pages ({}%) are pictures without text: scanned",
            "install tesseract-ocr and tesseract-ocr-nld and switch text recognition on, or ask for the original",
        ),
        entry(
            RecognisedPages,
            Repaired,
            "{} of {} pages were read from pictures by text recognition",
            "check quotes against the page; ask for the original when they matter",
        ),
        // The remedy is a stand-in: a warning carries what the recognition program reported instead.
        entry(
            OcrFailed,
            Partial,
            "text recognition failed",
            "see what the program reports",
        ),
        entry(
            DamagedContainer,
            Unreadable,
            "a damaged container (ZIP, DOCX or ODT): it does not unpack",
            "fetch it again; else open it in an office program and save it anew",
        ),
        entry(
            EncryptedArchive,
            Unreadable,
            "a ZIP archive locked with a password",
            "unpack it and pack it without password",
        ),
        entry(
            EncryptedOdt,
            Unreadable,
            "an OpenDocument file locked with a password",
            "save a copy without password",
        ),
        entry(
            ExpandsTooLarge,
            Unreadable,
            "unpacks to more than the limit of {} bytes",
            "remove it when it is no document; else raise max_expanded_bytes",
        ),
        entry(
            MissingMainPart,
            Unreadable,
            "an office file without its main part {}",
            "open it in an office program and save it anew",
        ),
        // Partial: text did come out, and a person can compare it with the file.
        entry(
            WrongChecksum,
            Partial,
            "a damaged container: what came out does not fit its checksum, text may be wrong or missing",
            "fetch the file again; else open it in an office program and save it anew",
        ),
        entry(
            BrokenXml,
            Partial,
            "the text breaks off: damaged XML inside the office file",
            "open it in an office program and save it anew",
        ),
        entry(
            NoDocumentsInArchive,
            Unreadable,
            "an archive without documents that can be read",
            "pack PDF, DOCX, ODT, HTML, Markdown or text files",
        ),
        entry(
            TooManyMembers,
            Partial,
            "an archive with more than {} documents, of which the first were read",
            "split the archive, or raise max_members",
        ),
        entry(
            ArchivesNestedTooDeep,
            Unreadable,
            "archives in archives, more than {} deep",
            "unpack the inner archive, or raise max_archive_depth",
        ),
        // A fault of a reader and not of the user, so the remedy asks to report the file.
        entry(
            ReaderPanicked,
            Unreadable,
            "the reader of this format failed on the file",
            "save the document anew (print to PDF), and report the file",
        ),
        entry(
            ReaderCrashed,
            Unreadable,
            "the reader broke down on this file (crash or too much memory)",
            "open it in a PDF viewer or office program and save it anew, and report the file",
        ),
        entry(
            ReaderTimedOut,
            Unreadable,
            "reading took longer than {} s and was stopped",
            "split the document, save it anew, or allow more time",
        ),
        entry(
            ReaderNotStarted,
            Unreadable,
            "the reader could not be started: {}",
            "check that the program may run and that memory is left; then build again",
        ),
        entry(
            StoppedEarly,
            Partial,
            "reading took longer than allowed and was stopped",
            "split the document, save it anew, or allow more time",
        ),
        entry(
            StoppedBeforeReading,
            Unreadable,
            "stopped before the file was read",
            "read it again with more time",
        ),
        entry(
            ElementsNestedTooDeep,
            Partial,
            "elements are nested deeper than {}; read as text without structure",
            "save the page anew",
        ),
        entry(
            NotUtf8,
            Repaired,
            "not UTF-8; read as {}",
            "save the file as UTF-8",
        ),
        // Nobody has to act: the text is whole again.
        entry(
            MojibakeRepaired,
            Repaired,
            "characters in a wrong encoding mended in {} places",
            "nothing; save the source as UTF-8 when you can",
        ),
        entry(
            ControlCharactersRemoved,
            Repaired,
            "{} control characters removed",
            "nothing; look at the file when words seem missing",
        ),
        // The hash was taken in an earlier step; no record fits a file that changed since.
        entry(
            LostLetters,
            Partial,
            "{} of {} words have letters that the file does not give, this page first",
            "ask for the file it was made from, or make it anew (print to PDF); such words are not found and quoted with a gap",
        ),
        entry(
            HiddenOnPages,
            Repaired,
            "text that nobody sees was left out on {} of {} pages, this one first",
            "nothing; white, tiny or invisible text and layers that are off are no part of what a reader sees",
        ),
        entry(
            HiddenText,
            Repaired,
            "hidden text was left out in {} places",
            "nothing; show the text in the office program and save the file when it should count",
        ),
        entry(
            CutOff,
            Partial,
            "the file breaks off: its end is missing, and with it perhaps much of the text",
            "fetch it again",
        ),
        entry(
            CutOffAt,
            Partial,
            "the file breaks off: {}% of it is there",
            "fetch it again",
        ),
        entry(
            AttachmentsRead,
            Repaired,
            "{} files inside this file were read too; their pages follow its own",
            "nothing; take them out of the file when they are no part of the vision",
        ),
        entry(
            AttachmentsNotRead,
            Partial,
            "{} files inside this file were not read",
            "save them as files of their own (PDF or DOCX) when their text matters",
        ),
        entry(
            ErrorPage,
            Unreadable,
            "an error message or login page in the place of a document",
            "fetch the document itself: open its address in a browser and save what it shows",
        ),
        entry(
            ReadAs,
            Repaired,
            "the manifest says {}; read as {}",
            "mend the manifest when that is not what you mean",
        ),
        entry(
            FoundAs,
            Repaired,
            "the manifest says {}; the file is called {}",
            "mend the manifest when that is not what you mean",
        ),
        entry(
            ManifestDelimiter,
            Repaired,
            "the manifest has {} between its columns; read so",
            "nothing; a Dutch Excel saves lists in this way",
        ),
        entry(
            NotInManifest,
            Partial,
            "the manifest does not name {}",
            "add a line for it (`wiel corpus propose` writes one), or put it outside the corpus folder",
        ),
        entry(
            JointOwners,
            Repaired,
            "the manifest names {} as owners; read as a joint document of {}",
            "write semicolons between the owners when you mean something else",
        ),
        entry(
            FileChanged,
            Unreadable,
            "the file changed while the build ran",
            "build again",
        ),
        entry(
            NoRunningText,
            Unreadable,
            "no running text was found",
            "look whether the file holds more than a table of contents",
        ),
        // Partial: the text is fine, but the kind decides which older documents this one supersedes.
        entry(
            SameFileElsewhere,
            Partial,
            "the same file stands under other municipalities: {}",
            "look whose vision it is: name all owners on one line of the manifest when it is a joint vision, else put the right file in its place",
        ),
        entry(
            KindContradicted,
            Partial,
            "the manifest calls it {}, its content speaks for {}",
            "look which is right, and mend the kind in the manifest when it is wrong",
        ),
        // The last two messages match many sentences, so they are tried after all others.
        entry(
            MunicipalitySplit,
            Partial,
            "{} was split; taken for {}, not for {}",
            "name the municipality of today",
        ),
        entry(
            MunicipalityReplaced,
            Repaired,
            "{} is {} since {}",
            "nothing to do",
        ),
    ]
};
