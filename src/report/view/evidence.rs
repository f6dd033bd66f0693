//! Quotes with their sources.

use serde::Serialize;
use utoipa::ToSchema;

use super::Source;
use crate::document::PassageId;
use crate::engine::Catalog;
use crate::rank::{self, EvidenceRelation};
use crate::report::Language;
use crate::stance::Stance;

/// A policy statement of each side on the same subject.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The quote of the municipality that was asked about.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// What the two show together: `sameChoice`, `differentChoice`, or `sameTopic` for a choice or plan of both on one
    /// theme.
    #[schema(value_type = String)]
    pub relation: EvidenceRelation,
    /// The theme of both, by its name in the taxonomy; null if they share none.
    pub theme: Option<String>,
    /// The principle on which both take a stance; null if the pair was chosen for an initiative or a theme.
    pub principle: Option<String>,
    /// The initiative that both pursue or refuse, or only one of them; null if the pair was chosen for a principle or a
    /// theme.
    pub initiative: Option<String>,
    /// `for` or `against`: what `ours` states on the principle or initiative. `theirs` states the same for
    /// `sameChoice` and the opposite for `differentChoice`. Null for `sameTopic`.
    #[schema(value_type = Option<String>)]
    pub direction: Option<Stance>,
    /// The cosine similarity of the two sentences, in `[0, 1]`: stems weighted by inverse document frequency.
    pub similarity: f64,
    /// How alike the two sentences are in meaning, in `[-1, 1]`: the cosine of their vectors, after the mean of all
    /// statements is subtracted. Pairs are ordered by it. Null if the generation was built without the encoder.
    pub likeness: Option<f64>,
    /// How likely it is that both sentences take the stance on the principle that they are quoted for, 0 to 1: the lower
    /// of the two. Null if they are quoted for an initiative or a theme.
    pub probability: Option<f64>,
    /// The label of the principle, or else of the initiative or the theme, for readers; empty if there is none. Where both
    /// are against a principle it is the name of what they choose instead.
    #[serde(skip)]
    pub subject: String,
}

/// A sentence of each of two passages that resemble each other. They need not want the same.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SimilarPassages {
    /// The quote of the municipality that was asked about.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// The cosine similarity of the two passages, in `[-1, 1]`.
    pub similarity: f64,
}

/// Returns the first of `quotes` whose sentence is not among those `shown`, and adds it to them.
pub fn first_unshown<'q>(quotes: &'q [Quote], shown: &mut Vec<&'q Quote>) -> Option<&'q Quote> {
    // The best of those left: repeating a sentence would waste the place of another.
    let first = quotes
        .iter()
        .find(|quote| !shown.iter().any(|other| other.is_same_sentence(quote)))?;
    shown.push(first);
    Some(first)
}

/// Returns the pairs of evidence of which no sentence is among those `shown`, so that each stands once in an answer.
pub fn without_shown(evidence: &[Evidence], shown: &[&Quote]) -> Vec<Evidence> {
    let is_shown = |quote: &Quote| shown.iter().any(|other| other.is_same_sentence(quote));
    let unshown = evidence
        .iter()
        .filter(|pair| !is_shown(&pair.ours) && !is_shown(&pair.theirs));
    unshown.cloned().collect()
}

/// A sentence of a document, with its source.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// The sentence.
    pub sentence: String,
    /// The hash of the document, its name in this generation.
    pub document: String,
    /// The id of its passage.
    pub passage: String,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
}

impl Evidence {
    /// Creates the view of a pair of quotes.
    pub fn new(catalog: &Catalog<'_>, evidence: &rank::Evidence, language: Language) -> Self {
        let taxonomy = catalog.taxonomy();
        let theme = evidence.theme.map(|id| taxonomy.theme(id));
        let principle = evidence.principle.map(|id| taxonomy.principle(id));
        let initiative = evidence.initiative.map(|id| taxonomy.initiative(id));
        let label = |dutch: &str, english: &str| language.either(dutch, english).to_owned();
        // "Same choice: steer, let others carry out" would say the opposite of two sentences that are against it.
        let both_against = evidence.relation == EvidenceRelation::SameChoice
            && evidence.direction == Some(Stance::Against);
        Self {
            ours: Quote::new(catalog, &evidence.ours),
            theirs: Quote::new(catalog, &evidence.theirs),
            relation: evidence.relation,
            theme: theme.map(|one| one.name.clone()),
            principle: principle.map(|one| one.name.clone()),
            initiative: initiative.map(|one| one.name.clone()),
            // The most specific label: an initiative tells more than its theme.
            subject: principle
                .map(|one| match both_against {
                    true => label(&one.against_nl, &one.against_en),
                    false => label(&one.nl, &one.en),
                })
                .or_else(|| {
                    initiative.map(|one| match both_against {
                        true => language.not_this(language.either(&one.nl, &one.en)),
                        false => label(&one.nl, &one.en),
                    })
                })
                .or_else(|| theme.map(|one| label(&one.nl, &one.en)))
                .unwrap_or_default(),
            direction: evidence.direction,
            similarity: evidence.similarity,
            likeness: evidence.likeness,
            probability: evidence.probability,
        }
    }
}

impl SimilarPassages {
    /// Creates the view of a pair of passages.
    pub fn new(catalog: &Catalog<'_>, similar: &rank::SimilarPassages) -> Self {
        Self {
            ours: Quote::new(catalog, &similar.ours),
            theirs: Quote::new(catalog, &similar.theirs),
            similarity: similar.similarity,
        }
    }
}

impl Quote {
    /// Whether it quotes the same sentence of the same passage.
    pub fn is_same_sentence(&self, other: &Self) -> bool {
        self.passage == other.passage && self.sentence == other.sentence
    }

    /// Creates the view of a quote.
    pub fn new(catalog: &Catalog<'_>, quote: &rank::Quote) -> Self {
        let document = catalog.document(&quote.document);
        // Without the record the ordinal is 0, which still names the document.
        let first = document.map_or(quote.row, |document| document.first_row);
        // The rows of a document follow each other from its first row on.
        let passage = PassageId {
            document: quote.document,
            ordinal: quote.row.0 - first.0,
        };
        Self {
            sentence: quote.sentence.clone(),
            document: quote.document.to_string(),
            passage: passage.to_string(),
            source: Source::from_quote(document, quote),
        }
    }
}
