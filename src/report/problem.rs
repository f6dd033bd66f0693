//! Why a request over HTTP has no answer, and what to do about it.

use crate::rank::NotScoredReason;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// There is nothing at this address.
    NoSuchAddress,
    /// The address does not take this method.
    Method,
    /// None of the media types that are asked for can be given.
    NotAcceptable,
    /// A part of the question cannot be read.
    Input {
        /// What is wrong with it.
        reason: String,
    },
    /// No subject has this name.
    UnknownTheme {
        /// The name as it was given.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// No principle has this name.
    UnknownPrinciple {
        /// The name as it was given.
        name: String,
        /// Those that there are.
        known: String,
    },
    /// What is supposed is not a principle with a side.
    Supposition {
        /// What was written.
        text: String,
    },
    /// No municipality has this name.
    UnknownMunicipality {
        /// The name as it was given.
        typed: String,
        /// Names that look like it.
        like: Vec<String>,
    },
    /// Several municipalities have this name.
    AmbiguousMunicipality {
        /// The name as it was given.
        typed: String,
    },
    /// There is nothing to compare with.
    NoText {
        /// Of whom.
        name: String,
        /// Why not.
        reason: NotScoredReason,
    },
    /// A municipality is compared with itself.
    SameMunicipality {
        /// The name.
        name: String,
    },
    /// The generation that answers has no such passage.
    NoSuchPassage,
    /// The question is too long.
    TooLong,
    /// The request brings more than is read.
    TooLarge,
    /// One address asks too often.
    TooOften {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The service is private, and the request does not have its token.
    NoToken,
    /// Too much is asked at once.
    Busy,
    /// The answer took too long.
    TooSlow,
    /// The server failed.
    Internal,
}

impl ProblemKind {
    /// Its name for programs, in words with hyphens.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoSuchAddress => "no-such-address",
            Self::Method => "method-not-allowed",
            Self::NotAcceptable => "not-acceptable",
            Self::Input { .. } => "invalid-input",
            Self::UnknownTheme { .. } => "unknown-theme",
            Self::UnknownPrinciple { .. } => "unknown-principle",
            Self::Supposition { .. } => "invalid-supposition",
            Self::UnknownMunicipality { .. } => "unknown-municipality",
            Self::AmbiguousMunicipality { .. } => "ambiguous-municipality",
            Self::NoText { .. } => "no-text",
            Self::SameMunicipality { .. } => "same-municipality",
            Self::NoSuchPassage => "no-such-passage",
            Self::TooLong => "too-long",
            Self::TooLarge => "too-large",
            Self::TooOften { .. } => "too-often",
            Self::NoToken => "no-token",
            Self::Busy => "busy",
            Self::TooSlow => "too-slow",
            Self::Internal => "internal",
        }
    }
}
