//! How much text a generation or a build holds, as far as the guard compares it.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::{DocumentId, DocumentRecord};
use crate::generation::{InputFile, Manifest};
use crate::municipality::{GemeenteCode, Lookup, Register};

/// The amount of text of a generation or of a build.
#[derive(Clone, Debug, Default)]
pub(super) struct Measures {
    /// Files that could be read, doubles included.
    pub(super) documents: u64,
    /// Municipalities of today with text.
    pub(super) municipalities: u64,
    /// Passages of all readable files.
    pub(super) passages: u64,
    /// Words of all readable files.
    pub(super) words: u64,
    /// These words by municipality of today. For one that is a merger, those of its largest predecessor, since
    /// predecessors often share documents.
    pub(super) words_of: BTreeMap<GemeenteCode, u64>,
    /// Words of passages that are near-duplicates of another municipality's.
    pub(super) near_duplicate_words: u64,
    /// The text that most files have in common.
    pub(super) repetition: Repetition,
}

/// The text that most files have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Repetition {
    /// How many files have it.
    pub(super) files: usize,
    /// Of so many readable files.
    pub(super) of: usize,
    /// The path of the first of them.
    pub(super) first: String,
}

impl Measures {
    /// The measures of settled documents that were made from `inputs`. Municipalities are those of `register`.
    pub(super) fn new(
        documents: &[DocumentRecord],
        inputs: &[InputFile],
        register: &Register,
    ) -> Self {
        let mut copies: BTreeMap<DocumentId, usize> = BTreeMap::new();
        for input in inputs {
            *copies
                .entry(DocumentId::from_hash(input.hash.as_bytes()))
                .or_default() += 1;
        }
        let mut measures = Self::default();
        let mut words_of: BTreeMap<&GemeenteCode, u64> = BTreeMap::new();
        // Files of one text: how many, and the first of them.
        let mut texts: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        let readable = documents.iter().filter(|one| !one.is_unreadable());
        for document in readable {
            // A document counts once at least, whatever the inputs list.
            let files = copies.get(&document.id).copied().unwrap_or(1).max(1);
            measures.documents += files as u64;
            measures.passages += u64::from(document.passages) * files as u64;
            measures.words += document.words * files as u64;
            measures.near_duplicate_words += document.near_duplicate_words * files as u64;
            measures.repetition.of += files;
            let text = document.text_digest.clone();
            // Records without a digest are compared by their bytes.
            let text = text.unwrap_or_else(|| document.id.to_string());
            texts.entry(text).or_insert((0, document.path.as_str())).0 += files;
            for owner in document.owners.iter().filter(|_| document.passages > 0) {
                *words_of.entry(owner).or_default() += document.words;
            }
        }
        for (code, words) in words_of {
            for today in of_today(register, code) {
                let known = measures.words_of.entry(today).or_default();
                *known = words.max(*known);
            }
        }
        measures.municipalities = measures.words_of.len() as u64;
        if let Some((files, first)) = texts.into_values().max_by_key(|(files, _)| *files) {
            measures.repetition.files = files;
            measures.repetition.first = first.to_owned();
        }
        measures
    }

    /// What the manifest of a generation says, when its documents cannot be read.
    pub(super) fn from_manifest(manifest: &Manifest) -> Self {
        let count = |name: &str| manifest.counts.get(name).copied().unwrap_or_default();
        Self {
            documents: count("documents"),
            municipalities: count("municipalities"),
            passages: count("passages"),
            // The manifest has no number of words; 0 makes it no measure for them.
            ..Self::default()
        }
    }

    /// The share of the words that others have as well, `[0, 1]`.
    pub(super) fn near_duplicate_share(&self) -> f64 {
        self.near_duplicate_words as f64 / self.words.max(1) as f64
    }

    /// The municipalities that kept less than the share `1 - most` of their words in `now`.
    pub(super) fn shrunk(&self, now: &Self, most: f64) -> BTreeSet<GemeenteCode> {
        let left = |code: &GemeenteCode| now.words_of.get(code).copied().unwrap_or_default() as f64;
        self.words_of
            .iter()
            .filter(|(code, words)| left(code) < (1.0 - most) * **words as f64)
            .map(|(code, _)| code.clone())
            .collect()
    }
}

impl Repetition {
    /// The share of the files that have the text, `[0, 1]`.
    pub(super) fn share(&self) -> f64 {
        self.files as f64 / self.of.max(1) as f64
    }
}

/// The municipalities of today of which `code` is one, or went up in; none when the register does not know it.
pub(super) fn of_today(register: &Register, code: &GemeenteCode) -> Vec<GemeenteCode> {
    match register.lookup(code.as_str()) {
        Lookup::Found(found) => vec![found.code],
        Lookup::Ambiguous(parts) => parts.into_iter().map(|part| part.code).collect(),
        Lookup::Unknown { .. } => Vec::new(),
    }
}
