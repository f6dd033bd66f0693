//! The answer of `wiel corpus check`, and documents wherever they are listed.

use serde::Serialize;
use utoipa::ToSchema;

use crate::build;
use crate::document::{DocumentRecord, Warning, WarningKind};
use crate::municipality::GemeenteCode;

/// The manifest and the documents, before a build.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CorpusCheck {
    /// The corpus folder.
    pub folder: String,
    /// The documents, worst first: not read, partly read, mended, sound; then by path.
    pub documents: Vec<Document>,
    /// What could not be taken up, by path.
    pub refusals: Vec<Refusal>,
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
    /// ISO 639-3 code of its language; nothing when too short to tell.
    pub language: Option<String>,
    /// Its date.
    #[schema(format = "date-or-year", pattern = r"^\d{4}(-\d{2}-\d{2})?$")]
    pub date: Option<String>,
    /// Its kind; `onbekend` when nobody said.
    pub kind: String,
    /// Its public address.
    pub url: Option<String>,
    /// What went wrong or was mended.
    pub warnings: Vec<Remark>,
}

/// One thing to know about how a document was read.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Remark {
    /// `repaired`, `partial` or `unreadable`.
    #[schema(value_type = String)]
    pub kind: WarningKind,
    /// The page, when it concerns one.
    pub page: Option<u32>,
    /// The line, when it concerns one.
    pub line: Option<u32>,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
}

/// A document, or a line of the manifest, that cannot be taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Refusal {
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
    /// What was read and what was refused.
    pub fn of(
        folder: &std::path::Path,
        records: &[DocumentRecord],
        refusals: &[build::Refusal],
    ) -> Self {
        let mut documents: Vec<Document> = records.iter().map(Document::from).collect();
        documents.sort_by(|a, b| b.worst().cmp(&a.worst()).then_with(|| a.path.cmp(&b.path)));
        Self {
            folder: folder.display().to_string(),
            documents,
            refusals: refusals.iter().map(Refusal::from).collect(),
        }
    }

    /// Whether something must be mended: a refusal, or a document of which nothing was read.
    pub fn needs_mending(&self) -> bool {
        let unreadable = |document: &Document| document.worst() == Some(WarningKind::Unreadable);
        !self.refusals.is_empty() || self.documents.iter().any(unreadable)
    }
}

impl Document {
    /// The most serious of its warnings.
    pub fn worst(&self) -> Option<WarningKind> {
        self.warnings.iter().map(|warning| warning.kind).max()
    }
}

impl From<&DocumentRecord> for Document {
    fn from(record: &DocumentRecord) -> Self {
        Self {
            path: record.path.clone(),
            municipalities: record.owners.iter().map(GemeenteCode::to_string).collect(),
            title: record.title.clone(),
            pages: record.pages,
            words: record.words,
            readable_share: record.readable_share,
            language: record.language.clone(),
            date: record.dated.map(|dated| dated.to_string()),
            kind: record.kind.to_string(),
            url: record.url.clone(),
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

impl From<&build::Refusal> for Refusal {
    fn from(refusal: &build::Refusal) -> Self {
        let build::Refusal {
            path,
            line,
            reason,
            remedy,
            source_failed: _,
        } = refusal.clone();
        Self {
            path,
            line,
            reason,
            remedy,
        }
    }
}
