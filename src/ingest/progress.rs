//! Progress of a build, and the request to stop it.

use super::BuildError;

/// The stages of a build, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Files are found and hashed.
    Find,
    /// Documents are read, cut and indexed.
    Read,
    /// The index is written to disk.
    Index,
    /// The similarity model is fitted.
    Fit,
    /// The generation is checked, flushed and published.
    Publish,
}

/// Someone who follows a build. Every method may be called from any thread.
pub trait Progress: Sync {
    /// A stage begins, with so many steps; 0 when that is not known.
    fn begin(&self, stage: Stage, steps: u64);

    /// So many steps of the stage are done since the last call.
    fn advance(&self, steps: u64);

    /// Whether the build should stop; asked between documents and stages.
    fn is_stopped(&self) -> bool {
        false
    }
}

/// Ignores all progress.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _stage: Stage, _steps: u64) {}
    fn advance(&self, _steps: u64) {}
}

/// Returns an error if the build was asked to stop.
///
/// # Errors
/// [`BuildError::Stopped`].
pub(super) fn stop_if_asked(progress: &dyn Progress) -> Result<(), BuildError> {
    if progress.is_stopped() {
        Err(BuildError::Stopped)
    } else {
        Ok(())
    }
}
