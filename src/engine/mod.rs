//! The day: one opened generation that answers every question.
//!
//! The command line, the batch, the API and the pages call the same methods of [`Engine`] and differ only in
//! how they write the answer. An engine never changes while it is used: a newer generation is another
//! engine. It writes nothing and reads no document: all comes from the generation's own copies.

mod asked;
mod batch;
mod changes;
mod compare;
mod error;
mod groups;
mod hubs;
mod partners;
mod profile;
mod quotes;
mod search;
mod shared;
mod table;
mod vision;
mod wheels;

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::civil::Date;

use crate::document::{DocumentId, DocumentRecord, PassageRow};
use crate::generation::{Generation, GenerationId, Manifest};
use crate::municipality::{GemeenteCode, Lookup, Municipality, Register};
use crate::profile::Coverage;
use crate::rank::{DistanceClass, PolicyPosition, RankParams, Reliability};
use crate::snapshot::{SkippedDocument, Snapshot};
use crate::taxonomy::Taxonomy;

pub use batch::PairScore;
pub use changes::{Changes, Moved, TopChange};
pub use compare::Comparison;
pub use error::EngineError;
pub use groups::{AlignedGroup, GroupQuery};
pub use partners::PartnerQuery;
pub use profile::MunicipalityProfile;
pub use search::{FoundPassage, SearchAnswer};
pub use vision::{SideOfTopic, Topic};
pub use wheels::{Participant, Refused, Since, Wheel, WheelQuery};

use hubs::Hubs;
use quotes::Quoted;
use shared::SharedDocuments;
use table::AlignmentTable;

/// One generation, opened for questions. Share it behind an `Arc`: every method takes `&self`.
///
/// Nothing changes inside but the memory of what was worked out before: quotes already picked, and who is a hub.
pub struct Engine {
    generation: Generation,
    snapshot: Snapshot,
    params: RankParams,
    today: Date,
    coverage: BTreeMap<GemeenteCode, Coverage>,
    places: BTreeMap<GemeenteCode, usize>,
    /// The place in row order of each document.
    documents: BTreeMap<DocumentId, usize>,
    /// How much of what was read of each municipality is more than chance, in the order of the register.
    reliability: Vec<Reliability>,
    /// What each municipality wants, in the order of the register.
    courses: Vec<PolicyPosition>,
    /// The names of the themes and of the principles, in taxonomy order.
    theme_names: Vec<String>,
    principle_names: Vec<String>,
    /// The places of the statements of each municipality, in the order of the register.
    spoken: Vec<Vec<usize>>,
    shared: SharedDocuments,
    table: AlignmentTable,
    quoted: Mutex<Quoted>,
    hubs: Mutex<Hubs>,
}

impl Engine {
    /// Opens a generation.
    ///
    /// `today` is the date against which texts are called old. Cost: reads model and register, and orders
    /// all pairs once; some tens of milliseconds for 342 municipalities.
    ///
    /// # Errors
    /// [`EngineError::Snapshot`] when an artifact is missing or cannot be understood.
    pub fn open(
        generation: Generation,
        params: RankParams,
        today: Date,
    ) -> Result<Self, EngineError> {
        let snapshot = Snapshot::open(&generation)?;
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
        let places: BTreeMap<GemeenteCode, usize> = codes.into_iter().zip(0..).collect();
        let reliability: Vec<Reliability> = snapshot
            .profiles
            .iter()
            .map(|profile| Reliability::from_profile(profile, coverage[&profile.code].words))
            .collect();
        let profiles = snapshot.profiles.iter().zip(&reliability);
        let courses: Vec<PolicyPosition> = profiles
            .map(|(one, of)| PolicyPosition::from_profile(one, *of))
            .collect();
        let documents = snapshot
            .documents
            .iter()
            .map(|document| document.id)
            .zip(0..)
            .collect();
        let shared = SharedDocuments::new(&snapshot.documents, &places);
        let table = AlignmentTable::new(&snapshot, &courses, &params.weights);
        let taxonomy = &snapshot.taxonomy;
        let theme_names = taxonomy.themes().iter().map(|one| one.name.clone());
        let principle_names = taxonomy.principles().iter().map(|one| one.name.clone());
        let (theme_names, principle_names) = (theme_names.collect(), principle_names.collect());
        let spoken = vision::spoken(&places, &snapshot);
        Ok(Self {
            generation,
            snapshot,
            params,
            today,
            coverage,
            places,
            documents,
            reliability,
            courses,
            theme_names,
            principle_names,
            spoken,
            shared,
            table,
            quoted: Mutex::new(Quoted::new()),
            hubs: Mutex::new(Hubs::new()),
        })
    }

    /// The generation that answers.
    pub fn generation(&self) -> GenerationId {
        self.generation.id()
    }

    /// What the generation says of itself.
    pub fn manifest(&self) -> &Manifest {
        self.generation.manifest()
    }

    /// The register that the generation was built with.
    pub fn register(&self) -> &Register {
        &self.snapshot.register
    }

    /// The themes and principles that the generation was built with.
    pub fn taxonomy(&self) -> &Taxonomy {
        &self.snapshot.taxonomy
    }

    /// The documents of the generation, in row order.
    pub fn documents(&self) -> &[DocumentRecord] {
        &self.snapshot.documents
    }

    /// The document with this id; nothing when this generation has none.
    pub fn document(&self, id: &DocumentId) -> Option<&DocumentRecord> {
        let place = *self.documents.get(id)?;
        Some(&self.snapshot.documents[place])
    }

    /// What the build could not take up.
    pub fn skipped(&self) -> &[SkippedDocument] {
        &self.snapshot.skipped
    }

    /// Who is meant by a name or code as a person types it.
    pub fn lookup(&self, name: &str) -> Lookup {
        self.snapshot.register.lookup(name)
    }

    /// What is known of a municipality of the register.
    ///
    /// # Errors
    /// [`EngineError::UnknownCode`] when the register has no such code.
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

    /// The place of a municipality of the register in the model.
    fn place(&self, code: &GemeenteCode) -> usize {
        self.places[code]
    }

    /// How far apart two municipalities of the register are.
    fn distance_class(&self, a: &GemeenteCode, b: &GemeenteCode) -> DistanceClass {
        let of = |code| {
            let found = self.snapshot.register.get(code);
            found.expect("both stand in the register")
        };
        DistanceClass::between(of(a), of(b))
    }

    /// The document that a passage stands in.
    fn document_of(&self, row: PassageRow) -> &DocumentRecord {
        let documents = &self.snapshot.documents;
        let after = documents.partition_point(|document| document.first_row <= row);
        // Documents without passages share their first row with the next one, and come before it.
        &documents[after - 1]
    }
}
