//! Evidence: pairs of policy statements that show what two municipalities both want, or on what they differ.
//!
//! Comes in: the own statements of both that can be quoted by themselves (`sentence_quality/`). Statements are
//! paired on a [`Subject`] that both speak about: a principle on which both have a clear position, an initiative that
//! both pursue or refuse, or a theme. Goes out: the pairs, the most telling first. Ordered by, in this order:
//!
//! 1. how specific the subject is: a principle before an initiative, and that before a theme;
//! 2. how alike the two statements are in meaning ([`crate::encoder`]), times how clear both are and how few
//!    municipalities say the same.
//!
//! Two statements for the same principle may be about different things, so each kind of subject has a floor of likeness
//! ([`Floors`]), and a pair on a principle must also be near to what that principle means (`typical.rs`). In a generation that was built without the encoder the similarity of the words
//! ([`super::sentence_similarity`]) takes its place. Where nothing is found there is no evidence, and the caller shows
//! similar passages as such.

mod subjects;
mod typical;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::subjects::Subject;
use self::typical::{Typicality, shows_principle};
use super::cache::BoundedCache;
use super::quotes::{MIN_BY_ITSELF, QuotedSentence};
use super::sentence_quality::{SentenceQuality, only_considers};
use super::sentence_similarity::SentenceVector;
use super::{Engine, EngineError};
use crate::municipality::GemeenteCode;
use crate::profile::CitedStatement;
use crate::rank::{Evidence, EvidenceRelation};
use crate::stance::{Intensity, StanceReading};
use crate::taxonomy::{PrincipleId, ThemeId};

pub(super) use self::subjects::StatementFrequencies;

/// From which likeness on a pair is evidence, by what it is about.
struct Floors {
    /// The same stance on a principle.
    principle: f64,
    /// The same, if one of the two speaks little of the domain: the words that show a principle then often mean
    /// something else ("collectieve sector").
    sparse: f64,
    /// The opposite stance on a principle.
    opposite: f64,
    /// One initiative, named by both.
    initiative: f64,
    /// No more than a theme: two choices on one theme may have nothing to do with each other.
    theme: f64,
}

/// Floors of the cosine of meaning, chosen by reading 165 pairs of the demonstration and 15 of election programmes. Zero
/// is about the likeness of two statements drawn at random. Of the first pairs that were drawn for the same choice on a
/// principle, the five below 0.1 were about different things. Opposite wishes are told in other words, and can be less
/// alike. Of the pairs on one initiative, those below 0.1 were about its surroundings ("de verhuizing van de servers en
/// de vervanging van het zaaksysteem lopen als zelfstandige programma's").
const MEANING_FLOORS: Floors = Floors {
    principle: 0.1,
    sparse: 0.3,
    opposite: -0.1,
    initiative: 0.1,
    theme: 0.4,
};

/// Floors of the cosine of words, in a generation without vectors.
const WORD_FLOORS: Floors = Floors {
    principle: 0.0,
    sparse: 0.25,
    opposite: 0.0,
    initiative: 0.0,
    theme: 0.4,
};

/// A municipality with less than one statement in so many words speaks little of the domain. Visions on information
/// have 10 to 20 in so many, election programmes one in several thousand.
const SPARSE_WORDS: u64 = 1_000;

/// Two sentences that are more alike are one text (a template, a joint document), which is no evidence of a choice.
const MAX_SIMILARITY: f64 = 0.95;

/// The most statements of each side that are paired on one subject, the clearest first: bounds the cost of a pair.
const MAX_STATEMENTS: usize = 12;

/// The most municipalities whose quotable statements are cached: about 50 MB of them.
const MAX_CACHED_MUNICIPALITIES: usize = 512;

/// A sentence that takes the stance with a lower probability is no evidence of it, in percent: of a pair both must be
/// read rightly.
const MIN_PROBABILITY: u8 = 65;

/// By how much of itself the likeness counts more if both statements are as clear as can be.
const CLARITY_WEIGHT: f64 = 0.5;

/// By how much of itself it counts more if no other municipality says the same.
const RARITY_WEIGHT: f64 = 0.3;

/// What a pair gains that also names the same initiative.
const SHARED_INITIATIVE: f64 = 0.3;

/// What a pair gains that wants the same: a pair is ranked for what it has in common.
const SAME_CHOICE: f64 = 0.15;

/// A statement that can be quoted by itself.
#[derive(Clone, Debug)]
pub(super) struct QuotableStatement {
    /// Its place in the statements of the generation.
    place: usize,
    sentence: QuotedSentence,
    vector: SentenceVector,
    /// How near it is to what its principles mean.
    typicality: Typicality,
    /// From 0 to 1: see [`clarity`].
    clarity: f64,
}

/// The quotable statements by municipality (its place in register order), the clearest first.
pub(super) type QuotableCache = BoundedCache<usize, Arc<Vec<QuotableStatement>>>;

/// Creates an empty cache.
pub(super) fn cache() -> QuotableCache {
    BoundedCache::new(MAX_CACHED_MUNICIPALITIES)
}

/// The most pairs of municipalities whose evidence is cached: about 20 MB of it.
const MAX_CACHED_PAIRS: usize = 4_000;

/// The evidence of pairs of municipalities, by their places in register order.
pub(super) type EvidenceCache = BoundedCache<(usize, usize), Arc<Vec<Evidence>>>;

/// Creates an empty cache of evidence.
pub(super) fn pair_cache() -> EvidenceCache {
    BoundedCache::new(MAX_CACHED_PAIRS)
}

/// What a pair of statements must be about to be evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum About {
    /// Anything.
    Anything,
    /// One theme, which both statements must be on.
    Theme(ThemeId),
    /// One principle, on which both must take a stance.
    Principle(PrincipleId),
}

/// A pair of statements with its place in the order.
struct ScoredPair<'s> {
    subject: usize,
    specificity: u8,
    score: f64,
    similarity: f64,
    /// The cosine of meaning, where the generation has vectors.
    likeness: Option<f64>,
    /// The lower probability of the two stances, in percent; `None` if the subject is no principle.
    probability: Option<u8>,
    ours: &'s QuotableStatement,
    theirs: &'s QuotableStatement,
}

impl Floors {
    fn of(&self, subject: &Subject, is_sparse: bool) -> f64 {
        let is_same = subject.relation == EvidenceRelation::SameChoice;
        if subject.is_theme_only() {
            self.theme
        } else if subject.principle.is_some() && is_sparse {
            self.sparse
        } else if subject.principle.is_none() {
            self.initiative
        } else if is_same {
            self.principle
        } else {
            self.opposite
        }
    }
}

impl Engine {
    /// Returns at most `limit` pairs of statements of two municipalities, the most telling first; empty if none shows
    /// what they want. No sentence stands in two pairs.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn evidence(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
        about: About,
        limit: usize,
    ) -> Result<Vec<Evidence>, EngineError> {
        let [left, right] = [
            self.quotable_statements(ours)?,
            self.quotable_statements(theirs)?,
        ];
        let subjects = self.shared_subjects((ours, &left), (theirs, &right), about);
        // Either side is enough: one misread sentence spoils the pair.
        let is_sparse = self.speaks_little(ours) || self.speaks_little(theirs);
        let mut pairs = Vec::new();
        for (n, subject) in subjects.iter().enumerate() {
            // The less the subject says, the more the sentences must be alike.
            let floor = if self.snapshot.embeddings.is_some() {
                MEANING_FLOORS.of(subject, is_sparse)
            } else {
                WORD_FLOORS.of(subject, is_sparse)
            };
            self.score_pairs((n, subject), [&left, &right], floor, &mut pairs);
        }
        pairs.sort_by(|a, b| {
            // The lower place first, so that the order is the same from both sides.
            let place = |pair: &ScoredPair<'_>| {
                let (ours, theirs) = (pair.ours.place, pair.theirs.place);
                (ours.min(theirs), ours.max(theirs), pair.subject)
            };
            // Specificity outranks any score: a principle says what is wanted, a theme only what it is about.
            b.specificity
                .cmp(&a.specificity)
                .then_with(|| b.score.total_cmp(&a.score))
                .then_with(|| place(a).cmp(&place(b)))
        });
        select(&pairs, limit)
            .into_iter()
            .map(|pair| self.evidence_of(pair, &subjects[pair.subject]))
            .collect()
    }

    /// Returns the evidence that a ranked partner carries, about anything: as much as the settings say. It does not depend on
    /// weights, so it is kept.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn kept_evidence(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Arc<Vec<Evidence>>, EngineError> {
        let pair = (self.place(ours), self.place(theirs));
        self.evidence_cache.get_or_try_compute(pair, || {
            let limit = self.params.evidence;
            let found = self.evidence(ours, theirs, About::Anything, limit)?;
            Ok(Arc::new(found))
        })
    }

    /// Whether few of the words of a municipality are about the domain of the taxonomy.
    fn speaks_little(&self, code: &GemeenteCode) -> bool {
        let statements = self.statement_index[self.place(code)].len() as u64;
        let words = self.coverage.get(code).map_or(0, |coverage| coverage.words);
        // Multiplied rather than divided: without words there is no rate.
        statements * SPARSE_WORDS < words
    }

    /// Returns how alike two statements are in meaning, as the cosine of their vectors. Returns `None` if the generation
    /// has no vectors.
    fn likeness(&self, ours: &QuotableStatement, theirs: &QuotableStatement) -> Option<f64> {
        let embeddings = self.snapshot.embeddings.as_ref()?;
        Some(embeddings.statements.cosine(ours.place, theirs.place))
    }

    /// Adds the pairs of statements on one subject whose likeness is `floor` or more.
    fn score_pairs<'s>(
        &self,
        (place, subject): (usize, &Subject),
        [left, right]: [&'s [QuotableStatement]; 2],
        floor: f64,
        pairs: &mut Vec<ScoredPair<'s>>,
    ) {
        // The lists are in order of clarity, so the clearest survive the cut.
        for ours in subject.ours.iter().take(MAX_STATEMENTS).map(|n| &left[*n]) {
            for theirs in subject
                .theirs
                .iter()
                .take(MAX_STATEMENTS)
                .map(|n| &right[*n])
            {
                let [a, b] = [ours, theirs].map(|one| &self.snapshot.statements[one.place]);
                // First, as it costs nothing.
                let readings = subject
                    .principle
                    .and_then(|id| Some([a.reading_on(id)?, b.reading_on(id)?]));
                let least = |of: fn(&StanceReading) -> u8| {
                    readings.map(|[ours, theirs]| of(&ours).min(of(&theirs)))
                };
                let probability = least(|reading| reading.probability);
                let by_itself = least(|reading| reading.by_itself);
                if probability.is_some_and(|percent| percent < MIN_PROBABILITY)
                    || by_itself.is_some_and(|percent| percent < MIN_BY_ITSELF)
                {
                    continue;
                }
                let similarity = ours.vector.cosine(&theirs.vector);
                // Two owners of a joint vision find the same sentence on both sides.
                let is_same_document =
                    self.document_of(a.passage).id == self.document_of(b.passage).id;
                let likeness = self.likeness(ours, theirs);
                let by_meaning = likeness.unwrap_or(similarity);
                // Above the maximum the two sentences are one text, below the floor two subjects.
                if is_same_document || by_meaning < floor || similarity > MAX_SIMILARITY {
                    continue;
                }
                let least = subject
                    .principle
                    .and_then(|id| ours.typicality.least(&theirs.typicality, id));
                if let Some((likeness, least)) = likeness.zip(least)
                    && !shows_principle(subject.relation, likeness, least)
                {
                    continue;
                }
                let shares_initiative = a.initiatives.iter().any(|id| b.initiatives.contains(id));
                // The mean of both, so that clarity weighs the same whichever side is the focus.
                let clarity = f64::midpoint(ours.clarity, theirs.clarity);
                let mut score = by_meaning
                    * (1.0 + CLARITY_WEIGHT * clarity)
                    * (1.0 + RARITY_WEIGHT * subject.rarity);
                // A bonus rather than a rule: two may want the same principle through different initiatives.
                if shares_initiative {
                    score += SHARED_INITIATIVE;
                }
                if subject.relation == EvidenceRelation::SameChoice {
                    score += SAME_CHOICE;
                }
                pairs.push(ScoredPair {
                    subject: place,
                    specificity: subject.specificity(),
                    score,
                    similarity,
                    likeness,
                    probability,
                    ours,
                    theirs,
                });
            }
        }
    }

    fn evidence_of(
        &self,
        pair: &ScoredPair<'_>,
        subject: &Subject,
    ) -> Result<Evidence, EngineError> {
        let [ours, theirs] =
            [pair.ours, pair.theirs].map(|one| (&self.snapshot.statements[one.place], one));
        // Without a theme of the subject, one that both statements are on is named.
        let shared_theme = ours.0.themes.iter().find(|id| theirs.0.themes.contains(id));
        Ok(Evidence {
            ours: self.statement_quote(ours.0, &ours.1.sentence)?,
            theirs: self.statement_quote(theirs.0, &theirs.1.sentence)?,
            relation: subject.relation,
            theme: subject.theme.or(shared_theme.copied()),
            principle: subject.principle,
            initiative: subject.initiative,
            direction: subject.direction,
            similarity: pair.similarity,
            likeness: pair.likeness,
            probability: pair.probability.map(|percent| f64::from(percent) / 100.0),
        })
    }

    /// Returns the statements of a municipality that can be quoted as evidence, the clearest first.
    fn quotable_statements(
        &self,
        code: &GemeenteCode,
    ) -> Result<Arc<Vec<QuotableStatement>>, EngineError> {
        let municipality = self.place(code);
        self.quotable_cache.get_or_try_compute(municipality, || {
            let mut quotable = Vec::new();
            for place in &self.statement_index[municipality] {
                let statement = &self.snapshot.statements[*place];
                // What is only an observation, or the wish of somebody else, is no choice of the municipality.
                let is_choice = statement.is_own() && statement.intensity >= Intensity::EXPLORE;
                if !is_choice || statement.quoted {
                    continue;
                }
                let sentence = self.quoted_sentence(statement)?;
                // A sentence that needs its context would have to be explained beside the quote.
                if sentence.quality < SentenceQuality::Clear {
                    continue;
                }
                // "Onderzocht wordt of …" shows no choice, however the wish behind it was read.
                let is_exploring = statement.intensity <= Intensity::EXPLORE;
                if only_considers(&sentence.text, is_exploring) {
                    continue;
                }
                quotable.push(QuotableStatement {
                    place: *place,
                    typicality: self.typicality(*place),
                    vector: self.sentence_vector(&sentence.text)?,
                    clarity: clarity(statement, &sentence.text),
                    sentence,
                });
            }
            quotable.sort_by(|a, b| {
                let by_clarity = b.clarity.total_cmp(&a.clarity);
                by_clarity.then_with(|| a.place.cmp(&b.place))
            });
            Ok(Arc::new(quotable))
        })
    }
}

/// How clearly a statement says one thing, from 0 to 1: not hedged, chosen rather than explored, on one principle, not
/// long.
fn clarity(statement: &CitedStatement, sentence: &str) -> f64 {
    /// A sentence of more words takes two readings.
    const LONG: usize = 25;
    let mut clarity = 1.0;
    // A hedge costs most: it may mean the contrary of a choice.
    if statement.hedged {
        clarity -= 0.4;
    }
    if statement.intensity < Intensity::INTEND {
        clarity -= 0.2;
    }
    if statement.principles.len() > 1 {
        clarity -= 0.2;
    }
    if sentence.split(' ').count() > LONG {
        clarity -= 0.2;
    }
    clarity
}

/// Takes pairs in their order, at most one on each subject, and fills up with further ones; each sentence once.
fn select<'p, 's>(pairs: &'p [ScoredPair<'s>], limit: usize) -> Vec<&'p ScoredPair<'s>> {
    let mut selected: Vec<&ScoredPair<'_>> = Vec::with_capacity(limit);
    let (mut sentences, mut subjects) = (BTreeSet::new(), BTreeSet::new());
    // First a pair on each subject, for variety; then further pairs until the limit.
    for further in [false, true] {
        for pair in pairs {
            if selected.len() == limit {
                return selected;
            }
            let texts = [pair.ours, pair.theirs].map(|one| &*one.sentence.text);
            // By text rather than by place: a standard sentence occurs in several documents.
            let is_shown = texts.iter().any(|text| sentences.contains(text));
            if is_shown || (!further && subjects.contains(&pair.subject)) {
                continue;
            }
            sentences.extend(texts);
            subjects.insert(pair.subject);
            selected.push(pair);
        }
    }
    selected
}
