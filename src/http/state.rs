//! What a request answers from, and what all requests share.

use std::sync::Arc;

use arc_swap::ArcSwap;
use tokio::sync::Semaphore;

use super::description::describe;
use super::kept::{Answer, Kept};
use super::limit::Limit;
use crate::engine::Engine;
use crate::generation::{Checksum, Generation, Store};
use crate::geography::Areas;
use crate::settings::{Demonstration, Settings};

/// Opens a generation for questions; nothing when it is not one to answer from, such as that of the
/// demonstration beside documents of one's own.
pub type Opener = Box<dyn Fn(Generation) -> anyhow::Result<Option<Engine>> + Send + Sync>;

/// One opened generation, and what is told of it with every answer.
pub(super) struct Answering {
    pub(super) engine: Engine,
    pub(super) demonstration: bool,
    /// The borders of its register, for maps.
    pub(super) areas: Areas,
    /// The name of the generation, as a header.
    pub(super) generation: String,
    /// What was answered before.
    pub(super) kept: Kept,
    /// Changes whenever any answer may change: with the generation, the program and the ranking settings.
    pub(super) state: String,
}

/// What all requests share.
pub(super) struct App {
    pub(super) settings: Settings,
    pub(super) store: Store,
    pub(super) open: Opener,
    /// Requests that may still be taken on.
    pub(super) room: Semaphore,
    /// Answers that may be worked out at the same time: as many as there are threads to work, so that those which are
    /// kept never wait for those which are not.
    pub(super) turns: Arc<Semaphore>,
    /// How often one address may ask; nothing for as often as it likes.
    pub(super) limit: Option<Limit>,
    /// The description of the API, as JSON.
    pub(super) description: Arc<Answer>,
    current: ArcSwap<Answering>,
}

impl App {
    pub(super) fn new(settings: Settings, store: Store, open: Opener, engine: Engine) -> Self {
        let answering = Answering::new(engine, &settings);
        Self {
            limit: settings.server.rate.map(Limit::new),
            room: Semaphore::new(settings.server.requests),
            turns: Arc::new(Semaphore::new(settings.threads)),
            description: Answer::new(describe(&settings.server)),
            current: ArcSwap::from_pointee(answering),
            settings,
            store,
            open,
        }
    }

    /// What a request that begins now answers from.
    pub(super) fn answering(&self) -> Arc<Answering> {
        self.current.load_full()
    }

    /// Puts a newer generation in the place of the one that answers. Requests at work keep theirs.
    pub(super) fn swap(&self, engine: Engine) {
        let answering = Answering::new(engine, &self.settings);
        self.current.store(Arc::new(answering));
    }
}

impl Answering {
    fn new(engine: Engine, settings: &Settings) -> Self {
        let generation = engine.generation().to_string();
        let rest = format!(
            "{} {generation} {:?} {} {}",
            env!("CARGO_PKG_VERSION"),
            settings.rank,
            settings.scope,
            settings.top
        );
        Self {
            areas: areas(&engine),
            demonstration: Demonstration::made(engine.manifest()),
            state: Checksum::of_bytes(rest.as_bytes()).to_string()[..16].to_owned(),
            kept: Kept::default(),
            generation,
            engine,
        }
    }
}

/// The borders of the register of a generation. They are only for drawing: without them, or when a newer program
/// wrote them in another way, maps have cells.
fn areas(engine: &Engine) -> Areas {
    let Some(source) = &engine.register().sources().borders else {
        return Areas::default();
    };
    Areas::parse(&source.name, &source.text).unwrap_or_else(|error| {
        tracing::warn!(%error, "the borders cannot be drawn");
        Areas::default()
    })
}
