//! Documents, and what there is of each municipality.

use std::borrow::Cow;
use std::io::Write;

use ::csv::Error;

use super::{Cell, joined, write};
use crate::document::DateSource;
use crate::ingest::{FoundIn, Proposal};
use crate::report::Language;
use crate::report::view::{CorpusCheck, Document, MunicipalityCheck, Profile, SkippedDocument};

/// A document that was read, or one that was skipped: of that, only its path and the reason are known.
enum DocumentRow<'a> {
    Read(&'a Document),
    Skipped(&'a SkippedDocument),
}

columns! { DocumentRow<'_>, row;
    "path" = row.path(),
    // Semicolons, since commas separate the columns.
    "municipalities" = row.read(|one| one.municipalities.join(";")),
    "pages" = row.read(|one| one.pages),
    "words" = row.read(|one| one.words),
    "readable_share" = row.read(|one| one.readable_share),
    "language" = row.read(|one| one.language.clone()),
    "date" = row.read(|one| one.date.clone()),
    "kind" = row.read(|one| one.kind.clone()),
    "date_from" = row.read(|one| one.date_from.map(DateSource::name)),
    "kind_from_content" = row.read(|one| one.kind_from_content.clone()),
    "superseded_for" = row.read(|one| one.superseded_for.join(";")),
    "template_share" = row.read(|one| one.template_share),
    "statutory_share" = row.read(|one| one.statutory_share),
    "title" = row.read(|one| one.title.clone()),
    "warnings" = row.warnings(),
}

impl<'a> DocumentRow<'a> {
    fn path(&self) -> &'a str {
        match self {
            Self::Read(document) => &document.path,
            Self::Skipped(document) => &document.path,
        }
    }

    /// What is known of a document that was read. Returns `None` for one that was skipped.
    fn read<T>(&self, value: impl FnOnce(&Document) -> T) -> Option<T> {
        match self {
            Self::Read(document) => Some(value(document)),
            Self::Skipped(_) => None,
        }
    }

    fn warnings(&self) -> String {
        match self {
            Self::Read(document) => {
                let warnings = document.warnings.iter();
                let messages: Vec<&str> = warnings.map(|one| one.message.as_str()).collect();
                messages.join("; ")
            }
            Self::Skipped(document) => document.reason.clone(),
        }
    }
}

/// The columns of a proposed manifest: those of a manifest, then what helps a person to correct it.
const PROPOSAL: [&str; 8] = [
    "path",
    "municipality",
    "title",
    "kind",
    "date",
    "url",
    "found_in",
    "remark",
];

/// A proposed manifest. In Dutch it has semicolons and a byte order mark, as a Dutch spreadsheet opens it.
///
/// # Errors
/// When it cannot be written.
pub fn proposals(
    mut to: impl Write,
    proposals: &[Proposal],
    language: Language,
) -> Result<(), Error> {
    let delimiter = match language {
        Language::Dutch => {
            to.write_all("\u{feff}".as_bytes())?;
            b';'
        }
        Language::English => b',',
    };
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(to);
    writer.write_record(PROPOSAL)?;
    for one in proposals {
        let problem = one
            .problem
            .as_deref()
            .map(|problem| language.warning_message(problem));
        writer.write_record([
            one.path.cell(),
            one.municipalities.join(";").cell(),
            one.title.cell(),
            one.kind.as_ref().map(ToString::to_string).cell(),
            one.dated.map(|dated| dated.to_string()).cell(),
            String::new(),
            one.found_in.map(FoundIn::name).cell(),
            problem.map(Cow::into_owned).cell(),
        ])?;
    }
    writer.flush()?;
    Ok(())
}

columns! { MunicipalityCheck, one;
    "code" = one.code,
    "name" = one.name,
    "documents" = one.holdings.coverage.documents,
    "unreadable" = one.holdings.coverage.unreadable,
    "superseded" = one.holdings.coverage.superseded,
    "readable_share" = one.holdings.coverage.readable_share,
    "words" = one.holdings.coverage.words,
    "newest" = one.holdings.coverage.newest,
    "kinds" = kinds(one),
    "themes" = one.holdings.themes,
    "themes_not_mentioned" = joined(one.holdings.themes_not_mentioned.iter().map(|theme| theme.key.as_str())),
    "missing" = joined(one.holdings.missing.iter().map(|what| what.name())),
}

/// How many documents there are of each kind: `i-visie:2;coalitieakkoord:1`.
fn kinds(one: &MunicipalityCheck) -> String {
    let kinds = one.holdings.kinds.iter();
    let kinds: Vec<String> = kinds
        .map(|held| format!("{}:{}", held.kind, held.documents))
        .collect();
    kinds.join(";")
}

/// The documents of a profile.
///
/// # Errors
/// When they cannot be written.
pub fn profile(to: impl Write, view: &Profile) -> Result<(), Error> {
    write(to, view.documents.iter().map(DocumentRow::Read))
}

/// The documents of a corpus, those that were skipped first.
///
/// # Errors
/// When they cannot be written.
pub fn corpus(to: impl Write, view: &CorpusCheck) -> Result<(), Error> {
    // What must be mended comes first, as in the table.
    let skipped = view.skipped.iter().map(DocumentRow::Skipped);
    let read = view.documents.iter().map(DocumentRow::Read);
    write(to, skipped.chain(read))
}

/// What there is of each municipality of the register, and what is missing.
///
/// # Errors
/// When they cannot be written.
pub fn corpus_by_municipality(to: impl Write, view: &CorpusCheck) -> Result<(), Error> {
    write(to, &view.municipalities)
}
