//! The answer of `wiel corpus check`, and documents wherever they are listed.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Holdings, Provenance};
use crate::document::{DateSource, DocumentRecord, Warning, WarningKind};
use crate::engine;
use crate::ingest::Checked;
use crate::municipality::{GemeenteCode, Register};
use crate::report::Language;
use crate::snapshot;
use crate::taxonomy::Taxonomy;

/// The manifest and the documents, before a build.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CorpusCheck {
    /// The corpus folder.
    pub folder: String,
    /// The documents, the worst first: unreadable, partly read, repaired, without warnings; then by path.
    pub documents: Vec<Document>,
    /// Documents that could not be read, by path.
    #[serde(rename = "refusals")]
    pub skipped: Vec<SkippedDocument>,
    /// How the manifest as a whole was read, and which documents beside it are not named in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Remark>,
    /// All municipalities of the register, in its order.
    pub municipalities: Vec<MunicipalityCheck>,
}

/// Which documents there are of one municipality, and what is missing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MunicipalityCheck {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// How much was read, and what is missing.
    #[serde(flatten)]
    pub holdings: Holdings,
}

/// A document as it was read.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Where it lies in the corpus folder.
    pub path: String,
    /// The codes of the municipalities whose vision it is.
    pub municipalities: Vec<String>,
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: u32,
    /// How many words were read.
    pub words: u64,
    /// The share of its pages that could be read, `[0, 1]`.
    pub readable_share: f64,
    /// The ISO 639-3 code of its language; null if the text is too short to tell.
    pub language: Option<String>,
    /// Its date.
    #[schema(format = "date-or-year", pattern = r"^\d{4}(-\d{2}-\d{2})?$")]
    pub date: Option<String>,
    /// The origin of the date: `manifest`, `text` or `properties`; null without a date.
    #[schema(value_type = Option<String>)]
    pub date_from: Option<DateSource>,
    /// Its kind, by the manifest or else by its content; `onbekend` when neither tells.
    pub kind: String,
    /// The kind that its content clearly indicates.
    pub kind_from_content: Option<String>,
    /// The codes of its owners for which a newer document of the same kind supersedes it.
    pub superseded_for: Vec<String>,
    /// The share of its words that is near-duplicate text of documents of others, in `[0, 1]`; left out of the
    /// comparison if there is enough other text.
    pub template_share: f64,
    /// The codes of those others.
    pub template_with: Vec<String>,
    /// The share of its words that repeats the law or a procedure, `[0, 1]`; left out of the comparison too.
    pub statutory_share: f64,
    /// Its public address.
    pub url: Option<String>,
    /// From where it was fetched; null if nothing is known of that.
    pub provenance: Option<Provenance>,
    /// What went wrong or was repaired.
    pub warnings: Vec<Remark>,
}

/// One thing to know about how a document was read.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// `repaired`, `partial` or `unreadable`.
    #[schema(value_type = String)]
    pub kind: WarningKind,
    /// The page, if it concerns one.
    pub page: Option<u32>,
    /// The line, if it concerns one.
    pub line: Option<u32>,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// A document, or a line of the manifest, that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SkippedDocument {
    /// The file, as the manifest writes it.
    pub path: String,
    /// The line of the manifest.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
}

impl CorpusCheck {
    /// Creates the view of a check. `holdings` are those of each municipality, in register order.
    pub fn new(
        folder: &std::path::Path,
        checked: &Checked,
        holdings: &[engine::Holdings],
        register: &Register,
        taxonomy: &Taxonomy,
        language: Language,
    ) -> Self {
        let mut documents: Vec<Document> = checked.documents.iter().map(Document::from).collect();
        // Worst first: a check is read from the top.
        documents.sort_by(|a, b| b.worst().cmp(&a.worst()).then_with(|| a.path.cmp(&b.path)));
        let municipalities =
            register
                .iter()
                .zip(holdings)
                .map(|(one, holdings)| MunicipalityCheck {
                    code: one.code.to_string(),
                    name: one.name.clone(),
                    holdings: Holdings::new(holdings, taxonomy, language),
                });
        Self {
            folder: folder.display().to_string(),
            documents,
            skipped: checked.skipped.iter().map(SkippedDocument::from).collect(),
            notes: checked.notes.iter().map(Remark::from).collect(),
            municipalities: municipalities.collect(),
        }
    }

    /// Returns whether something must be repaired: a document was skipped, or nothing was read of one.
    pub fn needs_mending(&self) -> bool {
        // A partly read document is usable, so it does not fail the check.
        let unreadable = |document: &Document| document.worst() == Some(WarningKind::Unreadable);
        !self.skipped.is_empty() || self.documents.iter().any(unreadable)
    }
}

impl Document {
    /// Returns the most serious kind among its warnings, if it has any.
    pub fn worst(&self) -> Option<WarningKind> {
        self.warnings.iter().map(|warning| warning.kind).max()
    }
}

fn codes(of: &[GemeenteCode]) -> Vec<String> {
    of.iter().map(GemeenteCode::to_string).collect()
}

impl From<&DocumentRecord> for Document {
    fn from(record: &DocumentRecord) -> Self {
        Self {
            path: record.path.clone(),
            municipalities: codes(&record.owners),
            title: record.title.clone(),
            pages: record.pages,
            words: record.words,
            readable_share: record.readable_share,
            language: record.language.clone(),
            date: record.dated.map(|dated| dated.to_string()),
            date_from: record.dated_by,
            kind: record.kind.to_string(),
            kind_from_content: record.kind_from_content.as_ref().map(ToString::to_string),
            superseded_for: codes(&record.superseded_for),
            template_share: record.near_duplicate_share(),
            template_with: codes(&record.near_duplicate_with),
            statutory_share: record.statutory_share(),
            url: record.url.clone(),
            provenance: record.provenance.as_deref().map(Provenance::from),
            warnings: record.warnings.iter().map(Remark::from).collect(),
        }
    }
}

impl From<&Warning> for Remark {
    fn from(warning: &Warning) -> Self {
        Self {
            kind: warning.kind,
            page: warning.page.map(|page| page.get()),
            line: warning.line,
            message: warning.message.clone(),
            remedy: warning.remedy.clone(),
        }
    }
}

impl From<&snapshot::SkippedDocument> for SkippedDocument {
    fn from(document: &snapshot::SkippedDocument) -> Self {
        let snapshot::SkippedDocument {
            path,
            line,
            reason,
            remedy,
            // Only the machine that built needs to know whether the source failed.
            source_failed: _,
        } = document.clone();
        Self {
            path,
            line,
            reason,
            remedy,
        }
    }
}
