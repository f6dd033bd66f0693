//! What the bytes of one document yield: its passages, and all that the rest of a build needs of it beside their
//! text.
//!
//! Only the index looks at the text again. Where a segment of the index is reused, a document that did not
//! change is its [`DocumentSummary`].

use serde::{Deserialize, Serialize};

use super::cache::Packed;
use super::embeddings::DocumentEmbeddings;
use crate::document::{DateSource, Dated, DocumentKind, Origin, Passage, Warning};
use crate::generation::Checksum;
use crate::passage::Sketches;
use crate::stance::PolicyStatement;

/// Everything that the bytes of one document yield but the text of its passages, whoever owns it and whatever the
/// manifest says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct DocumentSummary {
    /// How many pages the file has.
    pub(super) pages: u32,
    /// The share of them that could be read.
    pub(super) readable_share: f64,
    /// The title that the file gives itself.
    pub(super) title: Option<String>,
    /// The date that the file gives itself, and where.
    pub(super) dated: Option<(Dated, DateSource)>,
    /// The kind that its content shows, if it is clear.
    pub(super) kind: Option<DocumentKind>,
    /// The language of most of it, as ISO 639-3 code.
    pub(super) language: Option<String>,
    /// What went wrong or was mended.
    pub(super) warnings: Vec<Warning>,
    /// What is to be known of each passage.
    pub(super) passages: Vec<PassageSummary>,
    /// The sketches of the passages, to find what several documents share.
    #[serde(skip)]
    pub(super) sketches: Sketches,
    /// The hash of all of the passages that goes into the index.
    pub(super) content: Checksum,
    /// What is said in the passages, in text order.
    pub(super) statements: Vec<PolicyStatement>,
    /// Vectors of these and of the passages; none without the encoder.
    #[serde(skip)]
    pub(super) embeddings: DocumentEmbeddings,
}

/// What is to be known of one passage.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct PassageSummary {
    /// How many words it has.
    pub(super) words: u32,
    /// The mean length of its words in characters.
    pub(super) mean_word_length: f32,
    /// Whose words these are.
    pub(super) origin: Origin,
    /// Whether it is about the domain of the taxonomy.
    pub(super) in_domain: bool,
}

/// The text of the passages of a document.
pub(super) enum Text {
    /// Read just now.
    Plain(Vec<Passage>),
    /// As it was kept.
    Packed(Packed),
}

impl DocumentSummary {
    /// The summary of a file of which only the passages and what is said in them are known. `in_domain` tells which
    /// passages are about the domain of the taxonomy.
    pub(super) fn from_passages(
        passages: &[Passage],
        in_domain: impl Fn(&Passage) -> bool,
        statements: Vec<PolicyStatement>,
    ) -> Self {
        let summarise = |passage: &Passage| PassageSummary {
            words: passage.words,
            mean_word_length: passage.mean_word_length(),
            origin: passage.origin,
            in_domain: in_domain(passage),
        };
        Self {
            pages: 0,
            readable_share: 0.0,
            title: None,
            dated: None,
            kind: None,
            language: language(passages),
            warnings: Vec::new(),
            passages: passages.iter().map(summarise).collect(),
            sketches: Sketches::from_passages(passages),
            content: content(passages),
            statements,
            embeddings: DocumentEmbeddings::default(),
        }
    }

    /// The summary of a file that cannot be read.
    pub(super) fn unreadable(warning: Warning) -> Self {
        let mut summary = Self::from_passages(&[], |_| false, Vec::new());
        summary.warnings = vec![warning];
        summary
    }

    /// How many words there are in passages of some origins.
    pub(super) fn words_of(&self, counts: impl Fn(Origin) -> bool) -> u64 {
        self.words_where(|passage| counts(passage.origin))
    }

    /// How many words there are in the municipality's own passages about the domain.
    pub(super) fn domain_words(&self) -> u64 {
        self.words_where(|passage| passage.in_domain && passage.origin == Origin::Own)
    }

    fn words_where(&self, counts: impl Fn(&PassageSummary) -> bool) -> u64 {
        let counted = self.passages.iter().filter(|passage| counts(passage));
        counted.map(|passage| u64::from(passage.words)).sum()
    }
}

/// The hash of all of these passages that goes into a segment of the index. Kept with a summary, so a change here
/// must raise the version of the cache.
fn content(passages: &[Passage]) -> Checksum {
    let mut bytes = Vec::new();
    for passage in passages {
        put_text(&passage.text, &mut bytes);
        put_text(passage.heading.as_deref().unwrap_or_default(), &mut bytes);
        let numbers = [
            passage.id.ordinal,
            passage.page.get(),
            passage.span.start,
            passage.span.end,
            // No heading and an empty heading must give different bytes.
            u32::from(passage.heading.is_some()),
            // The number of spans, so that they cannot be read as the start of the next passage.
            passage.masked.len() as u32,
        ];
        let masked = passage
            .masked
            .iter()
            .flat_map(|span| [span.start, span.end]);
        bytes.extend(numbers.into_iter().chain(masked).flat_map(u32::to_le_bytes));
    }
    Checksum::of_bytes(&bytes)
}

/// Adds a text to bytes that are to be hashed, so that no two lists of texts give the same bytes.
pub(super) fn put_text(text: &str, bytes: &mut Vec<u8>) {
    bytes.extend((text.len() as u64).to_le_bytes());
    bytes.extend(text.as_bytes());
}

/// Texts of fewer bytes are too short for language identification.
const LANGUAGE_SAMPLE_MIN: usize = 200;

/// How many evenly spread passages are sampled for language identification.
const LANGUAGE_SAMPLES: usize = 4;

/// The language of most of a document, as ISO 639-3 code.
fn language(passages: &[Passage]) -> Option<String> {
    // Spread over the document, so that a summary in English does not decide alone.
    let step = passages.len().div_ceil(LANGUAGE_SAMPLES).max(1);
    let sample: String = passages
        .iter()
        .step_by(step)
        .map(|passage| passage.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if sample.len() < LANGUAGE_SAMPLE_MIN {
        return None;
    }
    whatlang::detect(&sample)
        // Tables and lists of names look like many languages, so only a reliable result counts.
        .filter(whatlang::Info::is_reliable)
        .map(|info| info.lang().code().to_owned())
}
