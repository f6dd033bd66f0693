//! What every command needs: settings, language, the store of generations and its lock.

use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;

use super::args::{BuildArgs, Globals};
use crate::engine::Engine;
use crate::generation::{self, BuilderLock, Owner, Store};
use crate::ingest::{BuildRequest, Guard, Reading};
use crate::municipality::Register;
use crate::nightly::BuildStatus;
use crate::report::render::table::Style;
use crate::report::{Language, Presentation};
use crate::settings::{Demonstration, Flags, Settings};
use crate::taxonomy::Taxonomy;

/// What one command works with.
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
        // The flags of the command and those of every command, in one value.
        let flags = Flags {
            config: globals.config.clone(),
            data: globals.data.clone(),
            ..flags.clone()
        };
        let settings = Settings::load(&flags, environment)?;
        let language = globals.lang;
        let no_colour = environment
            .iter()
            // The convention asks for a value that is not empty (no-color.org).
            .any(|(name, value)| name == "NO_COLOR" && !value.is_empty());
        Ok(Self {
            store: Store::open(&settings.data),
            style: Style::of_stdout(language, no_colour),
            quiet: globals.quiet,
            settings,
            language,
        })
    }

    /// Writes a message beside the answer to standard error, unless `--quiet`.
    pub(super) fn notice(&self, message: &str) {
        if !self.quiet {
            // When standard error is closed nobody reads messages.
            _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// What surrounds the answers of an engine.
    pub(super) fn presentation(&self, engine: &Engine) -> Presentation {
        Presentation {
            language: self.language,
            demonstration: Demonstration::made(engine.manifest()),
            generation: engine.generation().to_string(),
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
            // `--force` publishes again, which needs a new build too.
            rebuild: args.full || args.force,
            guard: self.guard().filter(|_| !args.force),
            reading: Reading {
                program: self.settings.program.as_deref(),
                cache: Some(&self.settings.cache),
                anew: args.full,
            },
        }
    }

    /// How much a build may lose. Returns `None` when invented documents make way for real ones, or the other way
    /// round: then everything is new.
    fn guard(&self) -> Option<Guard> {
        // A store that cannot be read keeps the guard; the build itself reports the error.
        let current = self.store.current().ok().flatten();
        let alike = current.is_none_or(|current| {
            Demonstration::made(current.manifest()) == self.settings.is_demonstration()
        });
        alike.then_some(self.settings.guard)
    }

    /// How the last build ended. Returns `None` when that is not known.
    pub(super) fn last_build_status(&self) -> Option<BuildStatus> {
        // A status that cannot be read is none: it only advises.
        let json = self.store.build_status().ok().flatten()?;
        BuildStatus::from_json(&json)
    }

    /// The lock with which the data folder may be changed.
    pub(super) fn lock(&self) -> Result<BuilderLock, generation::Error> {
        let lock = self.store.lock(&Owner {
            pid: std::process::id(),
            host: host(),
            since: Timestamp::now(),
        })?;
        let takeover = lock.takeover();
        if let Some(dead) = &takeover.from {
            // Told, since that build may have ended by a lack of memory or a crash.
            tracing::warn!(pid = dead.pid, since = %dead.since, "an earlier build ended before its time; its remains are cleared");
        }
        for leftover in &takeover.leftovers {
            // It only takes up space, so the build goes on.
            if let Err(error) = &leftover.removed {
                tracing::warn!(folder = %leftover.path.display(), %error, "a half-made folder could not be removed");
            }
        }
        Ok(lock)
    }
}

/// The name of this machine, which another process reads when it finds the data folder locked.
pub(super) fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let name = name.trim();
    // Systems without this file still need some name in the lock.
    if name.is_empty() {
        "this machine".to_owned()
    } else {
        name.to_owned()
    }
}
