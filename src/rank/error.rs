//! Errors in scopes, weights and settings.

/// An error in what a ranking is asked for: the scope, the weights or a setting.
#[derive(Clone, Debug, thiserror::Error, PartialEq)]
pub enum RankError {
    /// The text is not a known scope.
    #[error("unknown scope {got:?}\nuse border, km:30, province, region:KIND or all")]
    Scope {
        /// The text as given.
        got: String,
    },
    /// The distance of a scope is not above 0 and at most 1000 km.
    #[error("the distance of scope {got:?} must be a number of kilometres above 0, at most 1000")]
    Distance {
        /// The text as given.
        got: String,
    },
    /// The register has no position for the municipality, so that distances are unknown.
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
        /// The kind of region as given.
        kind: String,
        /// The kinds of region in the register, or "none".
        known: String,
    },
    /// The text is not a range of numbers of inhabitants.
    #[error(
        "cannot use the size {got:?}\nwrite 25000-50000, -25000, 100000- or similar, for half to twice as many inhabitants"
    )]
    PopulationRange {
        /// The text as given.
        got: String,
    },
    /// The text names no kind of caution.
    #[error("unknown caution {got:?}\nuse one of {known}")]
    CautionKind {
        /// The text as given.
        got: String,
        /// The names that exist, comma-separated.
        known: String,
    },
    /// The weights are negative, not finite or all 0, or their text cannot be parsed.
    #[error("cannot use the weights {got:?}: {reason}\nwrite text=0.6,themes=0.2,principles=0.2")]
    Weights {
        /// The text as given.
        got: String,
        /// What is wrong with them.
        reason: String,
    },
    /// A setting is out of range.
    #[error("{key} must be {expected}, got {got}")]
    Setting {
        /// The key in the configuration file.
        key: &'static str,
        /// The allowed range.
        expected: &'static str,
        /// The value given.
        got: String,
    },
}
