//! How far a build or a batch is: a bar on a terminal, lines in the log elsewhere.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::session::Session;
use crate::harvest::HarvestProgress;
use crate::ingest::{Progress, Stage};
use crate::report::{BuildStage, Language};

/// Shows on standard error how far a build or batch is, and knows whether it must stop.
pub(super) struct BuildProgress {
    language: Language,
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    /// When something was last logged.
    logged: Mutex<Instant>,
}

/// How often the log says how far a batch is.
const LOG_INTERVAL: Duration = Duration::from_secs(10);

/// How often a bar without steps moves.
const TICK: Duration = Duration::from_millis(120);

impl BuildProgress {
    /// Progress that asks the build to stop as soon as `stop` is set.
    pub(super) fn new(session: &Session, stop: Arc<AtomicBool>) -> Self {
        // Bars in a file or a pipe would be lines of control characters.
        let shown = !session.quiet && io::stderr().is_terminal();
        let bar = if shown {
            ProgressBar::new(0)
        } else {
            ProgressBar::hidden()
        };
        Self {
            language: session.language,
            bar,
            stop,
            logged: Mutex::new(Instant::now()),
        }
    }

    /// Begins a stage with so many steps; 0 when that is not known.
    pub(super) fn start(&self, stage: BuildStage, steps: u64) {
        // Without a number of steps there is no bar to fill, only a sign of life.
        let template = if steps > 0 {
            "{msg} {wide_bar} {pos}/{len} {eta}"
        } else {
            "{msg} {spinner}"
        };
        let style = ProgressStyle::with_template(template).expect("both templates parse");
        self.bar.set_message(self.language.build_stage(stage));
        self.bar.set_style(style);
        self.bar.set_length(steps);
        self.bar.set_position(0);
        self.bar.enable_steady_tick(TICK);
        // Also to the log, which is all there is without a terminal.
        tracing::info!(stage = ?stage, steps, "begins");
    }

    /// Counts so many steps more as done.
    pub(super) fn step(&self, steps: u64) {
        self.bar.inc(steps);
    }

    /// Counts so many steps as done before; they say nothing of the time that is left.
    pub(super) fn skip(&self, steps: u64) {
        self.bar.set_position(steps);
        self.bar.reset_eta();
    }

    /// Writes to the log how far the stage is and how long the rest may take, at most every [`LOG_INTERVAL`].
    pub(super) fn log_time_left(&self) {
        let mut logged = self.logged.lock().unwrap_or_else(PoisonError::into_inner);
        if logged.elapsed() < LOG_INTERVAL {
            return;
        }
        *logged = Instant::now();
        let (done, steps) = (self.bar.position(), self.bar.length().unwrap_or(0));
        let left = self.bar.eta().as_secs();
        tracing::info!(done, steps, seconds_left = left, "goes on");
    }
}

impl Progress for BuildProgress {
    fn begin(&self, stage: Stage, steps: u64) {
        let stage = match stage {
            Stage::Find => BuildStage::Find,
            Stage::Read => BuildStage::Read,
            Stage::Index => BuildStage::Index,
            Stage::Fit => BuildStage::Fit,
            Stage::Publish => BuildStage::Publish,
        };
        self.start(stage, steps);
    }

    fn advance(&self, steps: u64) {
        self.step(steps);
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

impl Drop for BuildProgress {
    fn drop(&mut self) {
        // Cleared, so that the answer does not follow half a bar.
        self.bar.finish_and_clear();
    }
}

/// Shows on standard error how far a harvest is, and knows whether it must stop.
pub(super) struct HarvestBar(BuildProgress);

impl HarvestBar {
    /// Progress of a harvest that stops as soon as `stop` is set.
    pub(super) fn new(session: &Session, stop: Arc<AtomicBool>) -> Self {
        Self(BuildProgress::new(session, stop))
    }
}

impl HarvestProgress for HarvestBar {
    fn begin(&self, steps: u64) {
        self.0.start(BuildStage::Harvest, steps);
    }

    fn advance(&self, steps: u64) {
        self.0.step(steps);
    }

    fn is_stopped(&self) -> bool {
        self.0.stop.load(Ordering::Relaxed)
    }
}
