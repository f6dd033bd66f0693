//! The formats of files, by the names that people and other programs give them.

/// A supported file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MediaType {
    /// Portable Document Format.
    Pdf,
    /// Word 2007 and later.
    Docx,
    /// Word 97–2003.
    Doc,
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

/// The format of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DetectedFormat {
    /// A supported format.
    Readable(MediaType),
    /// A format that is recognised but not read.
    Unsupported(UnsupportedFormat),
}

/// A format that is recognised only to tell the user what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnsupportedFormat {
    /// An OLE container without the text of Word 97–2003.
    Ole,
    /// An encrypted Office file, which is an OLE container too.
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

impl MediaType {
    /// The format of a file name, by its extension in any case. Returns `None` for other extensions.
    pub fn from_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "pdf" => Self::Pdf,
            "docx" | "docm" | "dotx" => Self::Docx,
            "doc" | "dot" => Self::Doc,
            "odt" | "ott" => Self::Odt,
            "html" | "htm" | "xhtml" | "xml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" => Self::Text,
            "zip" => Self::Zip,
            _ => return None,
        })
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Docx => "Word (DOCX)",
            Self::Doc => "Word 97-2003 (DOC)",
            Self::Odt => "OpenDocument (ODT)",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Text => "plain text",
            Self::Zip => "ZIP",
        }
    }
}
