//! What requests are answered from: the shared state of the server, and the generation that serves.
//!
//! A request takes one [`ServingState`] when it begins and keeps it to its end, so a response never mixes two
//! generations, also while [`AppState::replace`] puts a newer one in place.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::Semaphore;

use super::response_cache::{CachedBody, ResponseCache};
use crate::engine::Engine;
use crate::generation::{Checksum, Generation, Store};
use crate::geography::Areas;
use crate::report::{Language, Presentation};
use crate::settings::{Demonstration, Settings};

/// Opens a generation for serving. Returns `None` if it is not one to serve, such as a generation of the
/// demonstration where the settings name other documents.
pub type Opener = Box<dyn Fn(Generation) -> anyhow::Result<Option<Engine>> + Send + Sync>;

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
    /// The part of an entity tag that changes whenever a response may change: with the generation, the version of
    /// the program and the settings of the ranking.
    pub(super) etag_base: String,
}

/// What all requests share.
pub(super) struct AppState {
    pub(super) settings: Settings,
    pub(super) store: Store,
    pub(super) opener: Opener,
    /// Permits to compute a response, as many as there are worker threads, so that requests whose response is
    /// cached never wait for those whose is not.
    pub(super) compute_permits: Arc<Semaphore>,
    /// The `OpenAPI` description, as JSON.
    pub(super) openapi: Arc<CachedBody>,
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
        let serving = ServingState::new(engine, &settings);
        Self {
            compute_permits: Arc::new(Semaphore::new(settings.threads)),
            openapi: CachedBody::new(openapi),
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
        let serving = ServingState::new(engine, &self.settings);
        self.serving.store(Arc::new(serving));
    }
}

impl ServingState {
    fn new(engine: Engine, settings: &Settings) -> Self {
        let generation = engine.generation().to_string();
        let version = format!(
            "{} {generation} {:?} {} {}",
            env!("CARGO_PKG_VERSION"),
            settings.rank,
            settings.scope,
            settings.top
        );
        Self {
            areas: areas(&engine),
            demonstration: Demonstration::made(engine.manifest()),
            etag_base: etag_digest(version.as_bytes()),
            cache: ResponseCache::default(),
            generation,
            engine,
        }
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
    digest.truncate(ETAG_DIGITS);
    digest
}

/// The borders of the register of a generation. They serve only to draw maps: if they are missing, or a newer
/// program wrote them in another format, maps show cells around the centres instead.
fn areas(engine: &Engine) -> Areas {
    let Some(source) = &engine.register().sources().borders else {
        return Areas::default();
    };
    Areas::parse(&source.name, &source.text).unwrap_or_else(|error| {
        tracing::warn!(%error, "the borders cannot be drawn");
        Areas::default()
    })
}
