//! What can be wrong with a taxonomy.

use std::fmt;

/// Why a taxonomy could not be loaded.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TaxonomyError {
    /// The sources hold these faults, in file and then key order; mend them all and load again.
    #[error("the taxonomy has {} fault(s):\n{}", .0.len(), lines(.0))]
    Faults(Vec<Fault>),
}

/// One fault in one place of one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The name of the source as the caller gave it.
    pub file: String,
    /// The key at which it stands, such as `theme[3].cue[0].any[2]`; empty for the file as a whole.
    pub key: String,
    /// What is wrong, and what to write instead.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key.is_empty() {
            write!(f, "{}: {}", self.file, self.problem)
        } else {
            write!(f, "{}: {}: {}", self.file, self.key, self.problem)
        }
    }
}

fn lines(faults: &[Fault]) -> String {
    let lines: Vec<_> = faults.iter().map(|fault| format!("  {fault}")).collect();
    lines.join("\n")
}
