//! What a build is asked to do, and how it ended.

use std::path::Path;

use jiff::Timestamp;

use super::guard::Guard;
use super::params::BuildParams;
use crate::document::{DocumentRecord, Warning};
use crate::generation::{Generation, GenerationId};
use crate::municipality::Register;
use crate::profile::Profile;
use crate::snapshot::{Counts, SkippedDocument};
use crate::taxonomy::Taxonomy;

/// What a build is made of.
pub struct BuildRequest<'a> {
    /// The corpus folder.
    pub corpus: &'a Path,
    /// The register of municipalities.
    pub register: &'a Register,
    /// What there is to have a vision about.
    pub taxonomy: &'a Taxonomy,
    /// Checked settings.
    pub params: &'a BuildParams,
    /// When the build is made; gives the generation its name.
    pub created: Timestamp,
    /// The version of the program.
    pub version: &'a str,
    /// How many threads work; at least 1. Changes nothing but the time.
    pub threads: usize,
    /// Build even when nothing changed.
    pub rebuild: bool,
    /// What the build may lose of the previous generation; `None` to publish whatever was lost.
    pub guard: Option<Guard>,
    /// Where documents are read, and what is kept of that.
    pub reading: Reading<'a>,
}

/// How a build ended.
#[derive(Debug)]
pub enum BuildOutcome {
    /// A new generation answers.
    Published(Box<BuildReport>),
    /// Documents, register and settings are those of the current generation, so nothing was built.
    Unchanged(GenerationId),
}

/// What was built.
#[derive(Debug)]
pub struct BuildReport {
    /// The generation.
    pub generation: Generation,
    /// How much it holds.
    pub counts: Counts,
    /// The documents, in row order.
    pub documents: Vec<DocumentRecord>,
    /// What could not be taken up.
    pub skipped: Vec<SkippedDocument>,
}

/// What a corpus gives, without index, model or generation.
#[derive(Debug)]
pub struct Checked {
    /// The documents, in the order of their paths.
    pub documents: Vec<DocumentRecord>,
    /// What could not be taken up.
    pub skipped: Vec<SkippedDocument>,
    /// How the manifest as a whole was read, where it is not written as asked for.
    pub notes: Vec<Warning>,
    /// What each municipality of the register says, in the order of the register.
    pub profiles: Vec<Profile>,
}

/// Where documents are read, and what is kept of that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading<'a> {
    /// The `wiel` program, which reads the formats that can hang or crash in a process of its own; see
    /// [`ReaderPool`](crate::extract::ReaderPool). Without it they are read in this process, where an endless loop stops the build.
    pub program: Option<&'a Path>,
    /// The folder of the document cache, created if needed; `None` for no cache.
    pub cache: Option<&'a Path>,
    /// Read all documents anew, whatever is kept.
    pub anew: bool,
}
