//! What every command needs: settings, language, and an engine to ask.

use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::args::{BuildArgs, Globals};
use super::build;
use crate::engine::Engine;
use crate::generation::{self, BuilderLock, Generation, Owner, Store};
use crate::ingest::{BuildOutcome, BuildRequest, Guard, Reading};
use crate::municipality::Register;
use crate::nightly::LastBuild;
use crate::report::Language;
use crate::report::table::Style;
use crate::settings::{Demonstration, Flags, Settings};
use crate::taxonomy::Taxonomy;

/// The surroundings of one command.
pub(super) struct Session {
    pub(super) settings: Settings,
    pub(super) language: Language,
    pub(super) quiet: bool,
    pub(super) style: Style,
    pub(super) store: Store,
}

impl Session {
    /// Reads the settings; touches nothing else.
    pub(super) fn start(
        globals: &Globals,
        flags: &Flags,
        environment: &[(String, String)],
    ) -> anyhow::Result<Self> {
        let flags = Flags {
            config: globals.config.clone(),
            data: globals.data.clone(),
            ..flags.clone()
        };
        let settings = Settings::load(&flags, environment)?;
        let language = globals.lang.into();
        let no_colour = environment
            .iter()
            .any(|(name, value)| name == "NO_COLOR" && !value.is_empty());
        Ok(Self {
            store: Store::open(&settings.data),
            style: Style::of_stdout(language, no_colour),
            quiet: globals.quiet,
            settings,
            language,
        })
    }

    /// Tells the reader something beside the answer, unless `--quiet`.
    pub(super) fn say(&self, message: &str) {
        if !self.quiet {
            // Without standard error there is nobody to tell.
            _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// The engine on the generation in use; where there is none yet, one is built first.
    ///
    /// A generation of the invented documents does not count when a corpus of one's own is configured.
    pub(super) fn engine(&self) -> anyhow::Result<Engine> {
        let current = self.store.current()?;
        let usable = current.filter(|found| self.settings.answers_from(found.manifest()));
        let generation = match usable {
            Some(generation) => generation,
            None => self.build_first()?,
        };
        self.open(generation)
    }

    /// An engine on a generation.
    pub(super) fn open(&self, generation: Generation) -> anyhow::Result<Engine> {
        open(&self.settings, generation)
    }

    fn build_first(&self) -> anyhow::Result<Generation> {
        let corpus = self.settings.corpus_folder()?;
        self.say(&self.language.builds_first(&corpus.display()));
        match build::publish(self, &BuildArgs::default())? {
            BuildOutcome::Published(report) => Ok(report.generation),
            BuildOutcome::Unchanged(id) => Ok(self.store.get(id)?),
        }
    }

    /// A build of the configured corpus and register, as of now.
    pub(super) fn build_request<'a>(
        &'a self,
        corpus: &'a Path,
        register: &'a Register,
        taxonomy: &'a Taxonomy,
        args: &BuildArgs,
    ) -> BuildRequest<'a> {
        BuildRequest {
            corpus,
            register,
            taxonomy,
            params: &self.settings.build,
            created: Timestamp::now(),
            version: env!("CARGO_PKG_VERSION"),
            threads: self.settings.threads,
            rebuild: args.full || args.force,
            guard: self.guard().filter(|_| !args.force),
            reading: Reading {
                program: self.settings.program.as_deref(),
                cache: Some(&self.settings.cache),
                anew: args.full,
            },
        }
    }

    /// What a build may lose; nothing when invented documents make place for real ones, or the other way round.
    fn guard(&self) -> Option<Guard> {
        let current = self.store.current().ok().flatten();
        let alike = current.is_none_or(|current| {
            Demonstration::made(current.manifest()) == self.settings.is_demonstration()
        });
        alike.then_some(self.settings.guard)
    }

    /// Whether the answers of an engine are about invented documents.
    pub(super) fn is_demonstration(&self, engine: &Engine) -> bool {
        Demonstration::made(engine.manifest())
    }

    /// How the last build ended, as far as known.
    pub(super) fn last_build(&self) -> Option<LastBuild> {
        let account = self.store.account().ok().flatten()?;
        LastBuild::from_json(&account)
    }

    /// The right to change the data folder.
    pub(super) fn lock(&self) -> Result<BuilderLock, generation::Error> {
        let lock = self.store.lock(&Owner {
            pid: std::process::id(),
            host: host(),
            since: Timestamp::now(),
        })?;
        let takeover = lock.takeover();
        if let Some(dead) = &takeover.from {
            tracing::warn!(pid = dead.pid, since = %dead.since, "an earlier build ended before its time; its remains are cleared");
        }
        for leftover in &takeover.leftovers {
            if let Err(error) = &leftover.removed {
                tracing::warn!(folder = %leftover.path.display(), %error, "a half-made folder could not be removed");
            }
        }
        Ok(lock)
    }
}

/// Opens a generation for questions.
pub(super) fn open(settings: &Settings, generation: Generation) -> anyhow::Result<Engine> {
    // Ages are counted from the day of the build, so that one generation always gives one answer.
    let today = TimeZone::UTC
        .to_datetime(generation.manifest().created)
        .date();
    Ok(Engine::open(generation, settings.rank.clone(), today)?)
}

/// The name of this machine, for the message to who finds the data folder locked.
pub(super) fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let name = name.trim();
    if name.is_empty() {
        "this machine".to_owned()
    } else {
        name.to_owned()
    }
}
