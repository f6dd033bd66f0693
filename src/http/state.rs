//! What requests are answered from: the shared state of the server, and the generation that serves.
//!
//! A request takes one [`ServingState`] when it begins and keeps it to its end, so a response never mixes two
//! generations, also while [`AppState::replace`] puts a newer one in place.

use std::sync::{Arc, OnceLock};

use arc_swap::ArcSwap;

use super::compared_generations::ComparedGenerations;
use super::outline_cache::OutlineCache;
use super::readiness::Readiness;
use super::response_cache::{CachedBody, ResponseCache};
use super::turns::Turns;
use crate::engine::Engine;
use crate::generation::{Checksum, Generation, Store};
use crate::geography::Areas;
use crate::report::view::GenerationDiff;
use crate::report::{Language, Presentation};
use crate::settings::{Demonstration, Settings};

/// What a generation is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenedFor {
    /// Answers until the next one: nothing may be left on disk.
    Serving,
    /// A comparison with another: it is closed again, and the passages are not read.
    Comparing,
}

/// Opens a generation. Returns `None` if it is not one to answer from, such as a generation of the demonstration where the
/// settings name other documents.
pub type Opener =
    Box<dyn Fn(Generation, OpenedFor) -> anyhow::Result<Option<Engine>> + Send + Sync>;

/// Hex digits of a checksum in an entity tag: 64 bits.
const ETAG_DIGITS: usize = 16;

/// One opened generation, with all that depends on it.
pub(super) struct ServingState {
    pub(super) engine: Engine,
    /// Whether the generation was built from the documents of the demonstration.
    pub(super) demonstration: bool,
    /// The borders of the municipalities, for maps. Empty if the register has none.
    pub(super) areas: Areas,
    /// The id of the generation, as text.
    pub(super) generation: String,
    pub(super) cache: ResponseCache,
    /// The outlines of the maps that were drawn.
    pub(super) outlines: OutlineCache,
    /// What changed since the generation before, once it was asked for; `None` in it if there is none before.
    changes: OnceLock<Option<Arc<GenerationDiff>>>,
    /// What changed in this generation and those before it, the newest first, once it was asked for.
    history: OnceLock<Vec<Arc<GenerationDiff>>>,
    /// The part of an entity tag that changes whenever a response may change: with the generation, the program and
    /// the settings of the ranking.
    pub(super) etag_base: String,
}

/// What all requests share.
pub(super) struct AppState {
    pub(super) settings: Settings,
    pub(super) store: Store,
    pub(super) opener: Opener,
    /// Who computes, and who waits for it.
    pub(super) turns: Turns,
    /// The `OpenAPI` description, as JSON.
    pub(super) openapi: Arc<CachedBody>,
    pub(super) readiness: Readiness,
    pub(super) compared: ComparedGenerations,
    /// A digest of the running program: another one may answer otherwise from the same generation.
    program: String,
    serving: ArcSwap<ServingState>,
}

impl AppState {
    /// The state of a server that begins with `engine`; `openapi` is the description of its API.
    pub(super) fn new(
        settings: Settings,
        store: Store,
        opener: Opener,
        engine: Engine,
        openapi: Vec<u8>,
    ) -> Self {
        // Computed once: it reads the whole program.
        let program = settings.program_digest();
        let serving = ServingState::new(engine, &settings, &program);
        let created = serving.engine.manifest().created;
        Self {
            program,
            readiness: Readiness::new(settings.server.max_age, created),
            turns: Turns::new(settings.threads, settings.server.requests),
            compared: ComparedGenerations::default(),
            openapi: CachedBody::new(openapi),
            // Swapped as a whole, so readers need no lock.
            serving: ArcSwap::from_pointee(serving),
            settings,
            store,
            opener,
        }
    }

    /// The generation that serves now. Cost: no lock.
    pub(super) fn serving(&self) -> Arc<ServingState> {
        self.serving.load_full()
    }

    /// Serves new requests from `engine`. Requests in flight keep the generation that they began with.
    pub(super) fn replace(&self, engine: Engine) {
        // Built before the swap, so that no request waits for it.
        let serving = ServingState::new(engine, &self.settings, &self.program);
        self.serving.store(Arc::new(serving));
    }
}

impl ServingState {
    fn new(engine: Engine, settings: &Settings, program: &str) -> Self {
        let generation = engine.generation().to_string();
        // All that an answer depends on besides its address.
        let version = format!(
            "{program} {generation} {:?} {} {} {:?} {:?} {:?} {}",
            settings.rank,
            settings.scope,
            settings.top,
            settings.server.theme,
            settings.server.url,
            settings.server.contact,
            settings.server.token.is_some()
        );
        Self {
            // Parsed once for each generation, since every map needs them.
            areas: areas(&engine),
            demonstration: Demonstration::made(engine.manifest()),
            etag_base: etag_digest(version.as_bytes()),
            cache: ResponseCache::default(),
            outlines: OutlineCache::default(),
            changes: OnceLock::new(),
            history: OnceLock::new(),
            generation,
            engine,
        }
    }

    /// What changed since the generation before, computed by the first who asks; others wait for it.
    pub(super) fn changes_with(
        &self,
        compute: impl FnOnce() -> Option<Arc<GenerationDiff>>,
    ) -> Option<Arc<GenerationDiff>> {
        self.changes.get_or_init(compute).clone()
    }

    /// What changed in this generation and those before it, the newest first, computed by the first who asks; others wait
    /// for it.
    pub(super) fn history_with(
        &self,
        compute: impl FnOnce() -> Vec<Arc<GenerationDiff>>,
    ) -> &[Arc<GenerationDiff>] {
        self.history.get_or_init(compute)
    }

    /// The codes of two municipalities with text, the first of the register. Returns `None` if there are fewer.
    pub(super) fn example_municipalities(&self) -> Option<[String; 2]> {
        let places = self.engine.register().iter();
        let mut with_text = places.filter(|place| {
            let coverage = self.engine.coverage(&place.code);
            coverage.is_ok_and(|coverage| coverage.passages > 0)
        });
        let mut next = || with_text.next().map(|place| place.code.to_string());
        Some([next()?, next()?])
    }

    /// For whom an answer is and what it rests on, in this language.
    pub(super) fn presentation(&self, language: Language) -> Presentation {
        Presentation {
            language,
            demonstration: self.demonstration,
            generation: self.generation.clone(),
        }
    }
}

/// A short digest of bytes, for entity tags.
pub(super) fn etag_digest(bytes: &[u8]) -> String {
    let mut digest = Checksum::of_bytes(bytes).to_string();
    // Sixteen digits are plenty to tell a few generations apart.
    digest.truncate(ETAG_DIGITS);
    digest
}

/// The borders of the register of a generation. They serve only to draw maps: if they are missing, or a newer
/// program wrote them in another format, maps show cells around the centres instead.
fn areas(engine: &Engine) -> Areas {
    // Maps are a convenience: an error in them must not stop the service.
    Areas::of_register(engine.register()).unwrap_or_else(|error| {
        tracing::warn!(%error, "the borders cannot be drawn");
        Areas::default()
    })
}
