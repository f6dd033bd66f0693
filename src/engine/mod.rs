//! The engine: one opened generation that answers every query.
//!
//! The command line, the batch, the API and the pages call the same methods of [`Engine`] and differ only in how
//! they show the answer. An engine does not change: a newer generation is another engine. It writes nothing and
//! reads no documents; everything comes from the artifacts of the generation, through [`crate::snapshot`].
//! In comes a query, out comes a value that holds identifiers and numbers; a [`Catalog`] tells what the
//! identifiers stand for. This module does not know languages, formats or HTTP.
//!
//! The way of a query for partners through the files:
//! 1. `query.rs`: the caller makes a [`PartnerQuery`]; `taxonomy_names.rs` resolves themes and principles by name;
//! 2. `partners.rs`: [`Engine::partners`] takes the candidates of the scope ([`crate::rank::candidates`]), keeps
//!    those that the query asks for and orders them by score;
//! 3. `scoring.rs`: the parts of the score of each pair: T from the similarity model, H and P from the policy
//!    positions;
//! 4. `alignment_distribution.rs`: percentiles of a score among all pairs and among equally distant ones;
//!    `rankings.rs`: how many rankings a partner is at the top of, and where the focus is in its own;
//! 5. `cautions.rs` with `shared_documents.rs`: what a reader must know beside the score;
//! 6. `evidence.rs` with `quotes.rs`, `sentence_quality/` and `sentence_similarity.rs`: the statements that show
//!    what both want, by likeness of meaning; where there are none, `similar_passages.rs` with `quotable_passage.rs`.
//!
//! The other queries reuse these steps: `compare.rs` and `profile.rs` with `topics.rs` and `statements.rs` (what is
//! stated on each theme and principle), `groups.rs` with `group_description.rs`, `region.rs`, `wheels.rs` (shared initiatives), `batch.rs`
//! (many municipalities in parallel), `export.rs` (everything about some of them, for other programs), `holdings.rs` (which documents there are of one), `changes.rs` with `mergers.rs` (two generations), `search.rs` (passages) and `directory.rs`
//! (municipalities by name). What is expensive and asked for again is kept in a `cache.rs`.

mod alignment_distribution;
mod batch;
mod cache;
mod catalog;
mod cautions;
mod changes;
mod compare;
mod directory;
mod error;
mod evidence;
mod export;
mod group_description;
mod groups;
mod holdings;
mod mergers;
mod pair_table;
mod partner_selection;
mod partners;
mod profile;
mod query;
mod quotable_passage;
mod quotes;
mod rankings;
mod region;
mod scoring;
mod scoring_basis;
mod search;
mod sentence_quality;
mod sentence_similarity;
mod shared_documents;
mod similar_passages;
mod statements;
mod taxonomy_names;
mod theme_basis;
mod topics;
mod wheels;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::{DocumentId, DocumentKind, DocumentRecord, PassageRow};
use crate::generation::{Generation, GenerationId, Manifest};
use crate::municipality::{GemeenteCode, Lookup, Municipality, Register};
use crate::profile::Coverage;
use crate::rank::{PolicyPosition, RankParams, Reliability};
use crate::snapshot::{Embeddings, SkippedDocument, Snapshot};
use crate::taxonomy::Taxonomy;

pub use batch::{BatchAnswer, BatchQuery};
pub use catalog::Catalog;
pub use changes::{ChangedDocument, Changes, PartnerChanges, RankChange};
pub use compare::Comparison;
pub use directory::{FoundBy, FoundMunicipality};
pub use error::EngineError;
pub use export::{PassageRecord, ProfileRecord, StatementRecord};
pub use group_description::{AlignedGroup, Coalition, GroupPartnership};
pub use groups::{AlignedGroups, RegionGroups};
pub use holdings::{Holdings, KindHoldings, MissingInput};
pub use mergers::Merger;
pub use profile::{MunicipalityProfile, ProfileTopic};
pub use query::{
    ComparisonQuery, GroupQuery, PartnerQuery, RegionGroupQuery, SharedInitiativeQuery, WhatIf,
};
pub use region::{RegionAlignments, RegionBlock};
pub use scoring::PairScore;
pub use search::{FoundPassage, PassageQuery, SearchMode, SearchResults, UnknownMode};
pub use topics::{SideOfTopic, Topic};
pub use wheels::{Participant, Refusal, SharedInitiative, Since};

use alignment_distribution::AlignmentDistribution;
use evidence::{EvidenceCache, QuotableCache, StatementFrequencies};
use pair_table::PairTable;
use quotable_passage::QuotablePassageCache;
use quotes::SentenceCache;
use rankings::{CandidatesCache, RankingsCache};
use sentence_similarity::TermCache;
use shared_documents::SharedDocuments;
use similar_passages::SimilarPassagesCache;
use statements::StatementIndex;
use theme_basis::ThemeCache;

/// One generation, opened for queries. Share it behind an `Arc`: every method takes `&self`.
///
/// Only its caches change: quotes that were chosen before, and the rankings of others.
pub struct Engine {
    generation: Generation,
    snapshot: Snapshot,
    params: RankParams,
    /// The date against which the age of documents is measured.
    today: Date,
    coverage: BTreeMap<GemeenteCode, Coverage>,
    /// The place of each municipality in register order, which is that of the model and the profiles.
    places: BTreeMap<GemeenteCode, usize>,
    /// The place of each document in row order.
    document_places: BTreeMap<DocumentId, usize>,
    /// The reliability of each profile, in register order.
    reliability: Vec<Reliability>,
    /// The policy position of each municipality, in register order.
    positions: Vec<PolicyPosition>,
    /// The kinds of the documents in which each municipality states something, in register order.
    kinds: Vec<Vec<DocumentKind>>,
    /// The names of the themes, in taxonomy order.
    theme_names: Vec<String>,
    /// The names of the principles, in taxonomy order.
    principle_names: Vec<String>,
    statement_index: StatementIndex,
    shared_documents: SharedDocuments,
    /// The parts of the score of all pairs.
    pair_table: PairTable,
    /// The alignments of all pairs, with the weights of the configuration.
    distribution: AlignmentDistribution,
    statement_frequencies: StatementFrequencies,
    quotable_cache: QuotableCache,
    evidence_cache: EvidenceCache,
    sentence_cache: SentenceCache,
    similar_passages_cache: SimilarPassagesCache,
    quotable_passage_cache: QuotablePassageCache,
    term_cache: TermCache,
    rankings_cache: RankingsCache,
    candidates_cache: CandidatesCache,
    theme_cache: ThemeCache,
}

impl Engine {
    /// Opens a generation.
    ///
    /// `today` is the date against which the age of documents is measured. Cost: reads the model and the register,
    /// and scores all pairs once; some tens of milliseconds for 342 municipalities.
    ///
    /// # Errors
    /// Returns [`EngineError::Snapshot`] if an artifact is missing or cannot be parsed.
    pub fn open(
        generation: Generation,
        params: RankParams,
        today: Date,
    ) -> Result<Self, EngineError> {
        // Everything is opened now, so that a missing artifact fails here and not at a question.
        Ok(Self::new(
            Snapshot::open(&generation)?,
            generation,
            params,
            today,
        ))
    }

    /// Opens a generation for a process that runs for long: nothing is left on disk, so whatever happens to its files
    /// afterwards changes no answer and ends none.
    ///
    /// Cost: that of [`Engine::open`], one read of the index, and its size in memory.
    ///
    /// # Errors
    /// Those of [`Engine::open`].
    pub fn load(
        generation: Generation,
        params: RankParams,
        today: Date,
    ) -> Result<Self, EngineError> {
        Ok(Self::new(
            Snapshot::load(&generation)?,
            generation,
            params,
            today,
        ))
    }

    fn new(snapshot: Snapshot, generation: Generation, params: RankParams, today: Date) -> Self {
        let codes: Vec<GemeenteCode> = snapshot.register.iter().map(|m| m.code.clone()).collect();
        let coverage: BTreeMap<GemeenteCode, Coverage> = codes
            .iter()
            .map(|code| {
                (
                    code.clone(),
                    Coverage::from_records(code, &snapshot.documents),
                )
            })
            .collect();
        // One order for register, model and profiles makes a number enough to find a municipality in all.
        let places: BTreeMap<GemeenteCode, usize> = codes.into_iter().zip(0..).collect();
        let document_places = snapshot
            .documents
            .iter()
            .map(|document| document.id)
            .zip(0..)
            .collect();
        let reliability = statements::reliability(&places, &snapshot);
        let positions: Vec<PolicyPosition> = snapshot
            .profiles
            .iter()
            .zip(&reliability)
            .map(|(profile, reliability)| PolicyPosition::from_profile(profile, *reliability))
            .collect();
        let taxonomy = &snapshot.taxonomy;
        let theme_names = taxonomy.themes().iter().map(|one| one.name.clone());
        let principle_names = taxonomy.principles().iter().map(|one| one.name.clone());
        // Built before the engine is put together, since the frequencies are counted from it.
        let statement_index = statements::index(&places, &snapshot);
        let pair_table = PairTable::new(&snapshot.model, &positions);
        Self {
            theme_names: theme_names.collect(),
            principle_names: principle_names.collect(),
            statement_frequencies: StatementFrequencies::new(&snapshot, &statement_index),
            statement_index,
            // Counted once: a page asks for the shared documents of every pair that it shows.
            shared_documents: SharedDocuments::new(&snapshot.documents, &places),
            distribution: AlignmentDistribution::from_read(
                &snapshot,
                &positions,
                &pair_table,
                &params.weights,
            ),
            pair_table,
            kinds: statements::kinds(&places, &snapshot),
            quotable_cache: evidence::cache(),
            evidence_cache: evidence::pair_cache(),
            sentence_cache: quotes::cache(),
            similar_passages_cache: similar_passages::cache(),
            quotable_passage_cache: quotable_passage::cache(),
            term_cache: sentence_similarity::cache(),
            rankings_cache: rankings::cache(),
            candidates_cache: rankings::candidates_cache(),
            theme_cache: theme_basis::cache(),
            generation,
            snapshot,
            params,
            today,
            coverage,
            places,
            document_places,
            reliability,
            positions,
        }
    }

    /// Returns the vectors of what is said. Returns `None` if the generation was built without the encoder.
    pub fn embeddings(&self) -> Option<&Embeddings> {
        self.snapshot.embeddings.as_ref()
    }

    /// Returns the id of the generation.
    pub fn generation(&self) -> GenerationId {
        self.generation.id()
    }

    /// Returns the manifest of the generation.
    pub fn manifest(&self) -> &Manifest {
        self.generation.manifest()
    }

    /// Returns the municipal register that the generation was built with.
    pub fn register(&self) -> &Register {
        &self.snapshot.register
    }

    /// Returns the taxonomy that the generation was built with.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.snapshot.taxonomy
    }

    /// Returns the documents of the generation, in row order.
    pub fn documents(&self) -> &[DocumentRecord] {
        &self.snapshot.documents
    }

    /// Returns the document with this id, or `None` if the generation has none.
    pub fn document(&self, id: &DocumentId) -> Option<&DocumentRecord> {
        self.catalog().document(id)
    }

    /// Returns the documents that the build skipped.
    pub fn skipped(&self) -> &[SkippedDocument] {
        &self.snapshot.skipped
    }

    /// Looks up a municipality by a name or code as a person types it.
    pub fn lookup(&self, name: &str) -> Lookup {
        self.snapshot.register.lookup(name)
    }

    /// Returns how much was read of a municipality of the register.
    ///
    /// # Errors
    /// Returns [`EngineError::UnknownCode`] if the register has no such code.
    pub fn coverage(&self, code: &GemeenteCode) -> Result<&Coverage, EngineError> {
        self.coverage
            .get(code)
            .ok_or_else(|| EngineError::UnknownCode { code: code.clone() })
    }

    fn municipality(&self, code: &GemeenteCode) -> Result<&Municipality, EngineError> {
        self.snapshot
            .register
            .get(code)
            .ok_or_else(|| EngineError::UnknownCode { code: code.clone() })
    }

    /// Returns the place of a municipality in register order.
    ///
    /// # Panics
    /// Panics if the register has no such code.
    fn place(&self, code: &GemeenteCode) -> usize {
        self.places[code]
    }

    /// Returns the document that contains a passage.
    fn document_of(&self, row: PassageRow) -> &DocumentRecord {
        let documents = &self.snapshot.documents;
        // Documents are sorted by their first row, so the last one that begins at or before the row holds it.
        let after = documents.partition_point(|document| document.first_row <= row);
        // Documents without passages share their first row with the next one, and come before it.
        &documents[after - 1]
    }
}
