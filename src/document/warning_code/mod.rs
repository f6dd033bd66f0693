//! The vocabulary of warnings: a stable code for each, with its severity and its English wording.
//!
//! A generation holds the English message of a warning. [`Warning::parse`] finds the code and the arguments in it
//! again, so that a report can word the warning in another language. `catalogue` holds the English wording.

mod catalogue;

use std::fmt::Display;

use catalogue::{CATALOGUE, Entry};

use super::{Warning, WarningKind};

/// What a warning is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningCode {
    /// The file has no bytes.
    EmptyFile,
    /// The file is larger than the limit. Arguments: its size and the limit, in bytes.
    FileTooLarge,
    /// A file named as text holds binary data. Argument: the format of its name.
    BinaryData,
    /// A Word 97–2003 file that is damaged, or one of an older Word or another old program of Windows.
    LegacyWord,
    /// An Office file that is encrypted.
    EncryptedOffice,
    /// A Rich Text file.
    RichText,
    /// A picture: JPEG, PNG, GIF or TIFF.
    Picture,
    /// An office file other than a text document.
    SpreadsheetOrPresentation,
    /// An archive other than ZIP: gzip, 7z or RAR.
    OtherArchive,
    /// The file was read and has no text. Argument: its format.
    NoText,
    /// The content has another format than the name says. Arguments: the format of the name and that of the content.
    WrongExtension,
    /// A file named as PDF has no PDF header.
    NotAPdf,
    /// The page tree of the PDF cannot be read.
    DamagedPdf,
    /// The PDF needs a password.
    EncryptedPdf,
    /// The PDF has more pages than the limit. Arguments: its pages and the limit.
    TooManyPages,
    /// Some pages of the PDF cannot be read. Arguments: how many, and of how many.
    DamagedPages,
    /// Pages are pictures without text; of kind [`WarningKind::Unreadable`] when all are. Arguments: how many, of how many, and the share in percent.
    ScannedPages,
    /// Pages were read by text recognition. Arguments: how many, and of how many.
    RecognisedPages,
    /// Text recognition failed on a page; the remedy of the warning is what the program reported.
    OcrFailed,
    /// The ZIP container does not unpack.
    DamagedContainer,
    /// The ZIP archive is encrypted.
    EncryptedArchive,
    /// The `OpenDocument` file is encrypted.
    EncryptedOdt,
    /// The container expands to more than the limit. Argument: the limit, in bytes.
    ExpandsTooLarge,
    /// The office file lacks the part with its text. Argument: the name of that part.
    MissingMainPart,
    /// A member of the container does not match its checksum.
    WrongChecksum,
    /// The XML of the office file is not well-formed; what came before the error was read.
    BrokenXml,
    /// The archive holds no file in a supported format.
    NoDocumentsInArchive,
    /// The archive has more documents than the limit. Argument: the limit.
    TooManyMembers,
    /// Archives are nested deeper than the limit. Argument: the limit.
    ArchivesNestedTooDeep,
    /// The reader of the format panicked.
    ReaderPanicked,
    /// The process that read the file ended before it answered.
    ReaderCrashed,
    /// The process that read the file took too long. Argument: the limit, in seconds.
    ReaderTimedOut,
    /// The process that reads files did not start. Argument: what the system reports.
    ReaderNotStarted,
    /// The caller stopped the reading; what was read until then is kept.
    StoppedEarly,
    /// The caller stopped before anything was read.
    StoppedBeforeReading,
    /// The page is nested deeper than the limit. Argument: the limit.
    ElementsNestedTooDeep,
    /// The text has another encoding. Argument: the name of that encoding.
    NotUtf8,
    /// Text that had been decoded with the wrong encoding was repaired. Argument: the number of places.
    MojibakeRepaired,
    /// Control characters were removed. Argument: their number.
    ControlCharactersRemoved,
    /// Words have letters that the file does not give. Arguments: how many, and of how many.
    LostLetters,
    /// Pages of a PDF have text that is not seen. Arguments: how many, and of how many.
    HiddenOnPages,
    /// An office file has text that is hidden. Argument: how many paragraphs or parts of them.
    HiddenText,
    /// The file breaks off: its end is missing.
    CutOff,
    /// The file breaks off. Argument: the share of it that is there, in percent.
    CutOffAt,
    /// Files lie inside the file and were read with it. Argument: how many.
    AttachmentsRead,
    /// Files lie inside the file and were not read. Argument: how many.
    AttachmentsNotRead,
    /// A page that says that something else was asked for: an error message or a login page.
    ErrorPage,
    /// A value of the manifest was read in another way than it is written. Arguments: what is written, and what was read.
    ReadAs,
    /// The manifest names a file whose name differs a little. Arguments: what is written, and the name of the file.
    FoundAs,
    /// Other signs than commas part the columns of the manifest. Argument: which.
    ManifestDelimiter,
    /// A document beside the manifest is not named in it. Argument: its path.
    NotInManifest,
    /// The manifest names several owners in one value. Arguments: what is written, and the owners.
    JointOwners,
    /// The file changed between two steps of a build.
    FileChanged,
    /// The file has text, but no passages.
    NoRunningText,
    /// Files of other municipalities have the same bytes. Argument: their paths.
    SameFileElsewhere,
    /// Manifest and content disagree on the kind. Arguments: the kind of the manifest and that of the content.
    KindContradicted,
    /// The manifest names a municipality that was split. Arguments: its name, the code that was taken, and the codes that were not.
    MunicipalitySplit,
    /// The manifest names a former municipality. Arguments: its name, the code of its successor, and the date.
    MunicipalityReplaced,
}

/// What the message of a warning says, apart from its wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedWarning<'a> {
    /// What the warning is about.
    pub code: WarningCode,
    /// The arguments of the message, in the order in which the code documents them.
    pub arguments: Vec<&'a str>,
    /// The member of an archive that the warning is about, outermost archive first; empty for other files.
    pub members: Vec<&'a str>,
}

impl WarningCode {
    /// Every code, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        CATALOGUE.iter().map(|entry| entry.code)
    }

    /// How much a warning with this code usually matters.
    pub fn kind(self) -> WarningKind {
        self.entry().kind
    }

    /// The English message; each `{}` stands for an argument.
    pub fn message(self) -> &'static str {
        self.entry().message
    }

    /// What a person can do about it, in English.
    pub fn remedy(self) -> &'static str {
        self.entry().remedy
    }

    /// A warning with this code and these arguments.
    ///
    /// # Panics
    /// Panics in debug builds when the message has another number of arguments.
    pub fn warning(self, arguments: &[&dyn Display]) -> Warning {
        // The first part stands before the first argument; each further part follows one argument.
        let mut parts = self.message().split("{}");
        let mut message = parts.next().unwrap_or_default().to_owned();
        // Checked in debug builds only: a garbled message is no reason to stop a build at night.
        debug_assert_eq!(parts.clone().count(), arguments.len(), "{self:?}");
        for (argument, part) in arguments.iter().zip(parts) {
            message.push_str(&argument.to_string());
            message.push_str(part);
        }
        Warning::new(self.kind(), message, self.remedy())
    }

    /// Whether it tells that a part of the document was not read.
    pub fn is_gap(self) -> bool {
        match self.kind() {
            WarningKind::Unreadable => true,
            WarningKind::Repaired => false,
            // The others doubt what a document is, or tell of a structure that is lost.
            WarningKind::Partial => !matches!(
                self,
                Self::ElementsNestedTooDeep
                    | Self::KindContradicted
                    | Self::MunicipalitySplit
                    | Self::NotInManifest
                    | Self::SameFileElsewhere
            ),
        }
    }

    fn entry(self) -> &'static Entry {
        // A linear search: warnings are rare and the catalogue is short.
        CATALOGUE
            .iter()
            .find(|entry| entry.code == self)
            .expect("the catalogue has every code")
    }
}

impl From<WarningCode> for Warning {
    /// A warning whose message has no arguments.
    fn from(code: WarningCode) -> Self {
        code.warning(&[])
    }
}

impl Warning {
    /// The code and the arguments of the message. Returns `None` for a message that is not in the vocabulary.
    ///
    /// Cost: compares the message with every message of the vocabulary.
    pub fn parse(&self) -> Option<ParsedWarning<'_>> {
        ParsedWarning::new(&self.message)
    }
}

impl<'a> ParsedWarning<'a> {
    /// Parses the English message of a warning. Returns `None` for a message that is not in the vocabulary.
    ///
    /// Cost: compares the message with every message of the vocabulary.
    pub fn new(message: &'a str) -> Option<Self> {
        parse(message)
    }
}

fn parse(message: &str) -> Option<ParsedWarning<'_>> {
    // A message that begins with an argument would take the member for a part of it, so members come first.
    // Their names hold no colon, see `extract::archive`.
    let member = message
        .strip_prefix("in ")
        .and_then(|rest| rest.split_once(": "));
    if let Some((member, rest)) = member
        && let Some(mut parsed) = parse(rest)
    {
        // The outermost archive stands first in the message, so it goes in front of what the recursion found.
        parsed.members.insert(0, member);
        return Some(parsed);
    }
    // The first match wins; the catalogue puts messages that match much at its end.
    let mut entries = CATALOGUE.iter();
    let (code, arguments) =
        entries.find_map(|entry| Some((entry.code, arguments(entry.message, message)?)))?;
    Some(ParsedWarning {
        code,
        arguments,
        members: Vec::new(),
    })
}

/// What stands in `message` at the `{}` of `template`. Returns `None` when the message is not of that form.
fn arguments<'a>(template: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let (start, parts) = template.split_once("{}").unwrap_or((template, ""));
    let mut rest = message.strip_prefix(start)?;
    // A template without `{}` must be the whole message.
    if start.len() == template.len() {
        return rest.is_empty().then(Vec::new);
    }
    let mut found = Vec::new();
    let mut parts = parts.split("{}").peekable();
    while let Some(part) = parts.next() {
        let (argument, after) = match parts.peek() {
            // The shortest argument wins, so that it cannot take in the text up to the next one.
            Some(_) => rest.split_once(part)?,
            // What follows the last argument ends the message.
            None => (rest.strip_suffix(part)?, ""),
        };
        found.push(argument);
        rest = after;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_arguments_are_parsed_from_the_message() {
        for code in WarningCode::all() {
            let count = code.message().matches("{}").count();
            let samples: [&dyn Display; 3] = [&"Visie", &"12", &"2019"];
            let mut warning = code.warning(&samples[..count]);
            let parsed = warning.parse().expect("it is in the vocabulary");
            assert_eq!(parsed.code, code, "{}", warning.message);
            assert_eq!(parsed.arguments, ["Visie", "12", "2019"][..count]);
            assert!(parsed.members.is_empty());
            warning.message = format!("in a.zip: in map/b.md: {}", warning.message);
            let parsed = warning.parse().expect("it is in the vocabulary");
            assert_eq!(parsed.members, ["a.zip", "map/b.md"]);
        }
    }

    #[test]
    fn unknown_messages_have_no_code() {
        assert_eq!(Warning::new(WarningKind::Partial, "a", "b").parse(), None);
    }

    #[test]
    fn messages_and_remedies_are_distinct_and_not_empty() {
        let messages: std::collections::BTreeSet<_> =
            WarningCode::all().map(WarningCode::message).collect();
        assert_eq!(messages.len(), WarningCode::all().count());
        assert!(WarningCode::all().all(|code| !code.remedy().is_empty()));
    }
}
