//! What can be wrong with a question.

/// Why a ranking cannot be made.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum RankError {
    /// The scope is none of the known ones.
    #[error("unknown scope {got:?}\nuse border, km:30, province, region:KIND or all")]
    Scope {
        /// What was asked.
        got: String,
    },
    /// The distance of a scope is not above 0.
    #[error("the distance of scope {got:?} must be a number of kilometres above 0, at most 1000")]
    Distance {
        /// What was asked.
        got: String,
    },
    /// The register has no position for the municipality, so distances are not known.
    #[error(
        "{name} has no position in the register, so there is no scope by km\nuse --scope border, province or all"
    )]
    NoPosition {
        /// The name of the municipality.
        name: String,
    },
    /// The register has no province for the municipality.
    #[error("{name} has no province in the register\nuse --scope border, km:30 or all")]
    NoProvince {
        /// The name of the municipality.
        name: String,
    },
    /// The register has no such kind of region, or the municipality lies in none.
    #[error("{name} lies in no region of kind {kind:?}\nkinds in the register: {known}")]
    NoRegion {
        /// The name of the municipality.
        name: String,
        /// The kind asked for.
        kind: String,
        /// The kinds that the register has, or "none".
        known: String,
    },
    /// Weights that cannot be used.
    #[error("cannot use the weights {got:?}: {reason}\nwrite text=0.6,themes=0.2,principles=0.2")]
    Weights {
        /// What was asked.
        got: String,
        /// What is wrong.
        reason: String,
    },
    /// A setting is out of range.
    #[error("{key} must be {expected}, got {got}")]
    Setting {
        /// The key in the configuration file.
        key: &'static str,
        /// What it may be.
        expected: &'static str,
        /// What it is.
        got: String,
    },
}
