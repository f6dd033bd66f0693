//! What can be wrong with a taxonomy, and where.

use std::fmt;

/// Why a taxonomy could not be loaded.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum TaxonomyError {
    /// The sources have these problems, in the order of files and lines; correct them all and load again.
    #[error("the taxonomy has {} problem(s):\n{}", .0.len(), lines(.0))]
    Invalid(Vec<Problem>),
}

/// One problem, with the place where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where the problem is.
    pub place: Place,
    /// The key at that place, such as `theme[3].cue[0].any[2]`; empty for the file as a whole.
    pub key: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// A line of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the source as the caller gave it.
    pub file: String,
    /// The line, from 1; `None` when the problem is the file as a whole.
    pub line: Option<usize>,
}

/// What is wrong with a taxonomy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// The text is not TOML, or does not have the keys of a taxonomy.
    #[error("not a taxonomy file: {0}")]
    Syntax(String),
    /// The file has no version.
    #[error("is missing: give the file a version, such as \"2026-11\"")]
    MissingVersion,
    /// No source has a theme.
    #[error("no source defines a [[theme]]")]
    NoThemes,
    /// There are more entries than ids.
    #[error("has {count} {entry}s, the most is {max}")]
    TooMany {
        /// `theme`, `principle` or `thing`.
        entry: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        max: usize,
    },
    /// A name or title is empty.
    #[error("is empty")]
    Empty,
    /// A cue has no patterns.
    #[error("is empty: list at least one pattern")]
    NoPatterns,
    /// A cue has no reason.
    #[error("is empty: say why this cue is here")]
    NoReason,
    /// A theme, principle or initiative has no cues.
    #[error("has no cues: it would never be found")]
    NoCues,
    /// A class has no words.
    #[error("has no words")]
    EmptyClass,
    /// An id has other characters than it may have.
    #[error("{0:?} must be lower-case letters, digits and hyphens")]
    IllFormedId(String),
    /// Something is referred to that is not defined.
    #[error("there is no {} {id:?}", .what.describe())]
    Unknown {
        /// What is referred to.
        what: Reference,
        /// Its id.
        id: String,
    },
    /// An id, class, pattern or word is defined again.
    #[error("{text:?} is a duplicate of {first_text:?} at {first}; remove one")]
    Duplicate {
        /// As it is written here.
        text: String,
        /// As it is written the first time; patterns with the same meaning may be written in two ways.
        first_text: String,
        /// Where it stands the first time.
        first: Place,
    },
    /// A word is written twice among the alternatives of one position.
    #[error("{0:?} stands twice among the same alternatives; remove one")]
    RepeatedAlternative(String),
    /// A pattern or word cannot be read.
    #[error("{0}")]
    Pattern(PatternError),
    /// One or two stop words satisfy the pattern.
    #[error("{0:?} is stop words only and would match everywhere")]
    StopWordsOnly(String),
    /// No text can match the pattern.
    #[error("{text:?} can never match: {reason}")]
    Unreachable {
        /// The pattern as it is written.
        text: String,
        /// Why not.
        reason: UnreachableReason,
    },
}

/// What a taxonomy file can refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// A `[[theme]]`.
    Theme,
    /// A `[[source]]`.
    Source,
}

impl Reference {
    fn describe(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Source => "[[source]] with id",
        }
    }
}

/// Why a pattern or a word of a class cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// Texts are never cut into words this way.
    #[error("{0:?} is not one word as texts are cut into words")]
    NotOneWord(String),
    /// `=` or `^` and `*` contradict each other.
    #[error("{0:?} asks for both the whole word and a part")]
    WholeAndPart(String),
    /// A sequence begins or ends with a gap or an optional word, or is empty.
    #[error("{0:?} must begin and end with a word that has to be there")]
    OpenEnd(String),
    /// A class that is not defined, in this file above or in an earlier file.
    #[error("there is no class @{0}")]
    UnknownClass(String),
}

/// Why no text can match a pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnreachableReason {
    /// `^` on a word that does not begin with a capital: case is compared for capitalised words only.
    #[error("^{0} does not begin with a capital; write ={0}")]
    NoCapital(String),
    /// A whole word with an apostrophe: words are looked up without it and what follows.
    #[error("{0:?} has an apostrophe; write the part before it")]
    Apostrophe(String),
    /// An exclusion that every match satisfies.
    #[error("what follows its {0}. ! is part of every match")]
    AlwaysExcluded(usize),
}

impl ProblemKind {
    /// Returns whether the taxonomy cannot be used with this problem. The others change no result, and
    /// [`super::check`] alone reports them.
    pub fn is_error(&self) -> bool {
        !matches!(
            self,
            Self::Unreachable { .. } | Self::RepeatedAlternative(_)
        )
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.file),
            None => f.write_str(&self.file),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        if !self.key.is_empty() {
            write!(f, "{}: ", self.key)?;
        }
        write!(f, "{}", self.kind)
    }
}

fn lines(problems: &[Problem]) -> String {
    let lines: Vec<_> = problems
        .iter()
        .map(|problem| format!("  {problem}"))
        .collect();
    lines.join("\n")
}
