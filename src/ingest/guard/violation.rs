//! Why a build may not take the place of the generation that answers.

use std::fmt;

use crate::generation::GenerationId;

/// So many of what was lost are named; `wiel corpus check` has them all.
const NAMED: usize = 3;

/// Why a build may not take the place of the generation that answers.
#[derive(Clone, Debug, PartialEq)]
pub enum Violation {
    /// Too many documents are gone or cannot be read any more.
    Documents(Loss),
    /// Too many municipalities have no text any more.
    Municipalities(Loss),
    /// Too many municipalities lost most of their text.
    Thinned(Loss),
    /// There is much less than in the best of the kept generations.
    Fewer(Decrease),
    /// Many files have one text, such as the error page of a site.
    Repeated {
        /// Files that have it.
        files: usize,
        /// Of so many.
        of: usize,
        /// The path of the first of them.
        first: String,
    },
    /// Much of the text is nearly the same in several municipalities, such as the notice of a supplier.
    Shared {
        /// Its share of all words, `[0, 1]`.
        share: f64,
        /// The largest share in a kept generation, `[0, 1]`.
        known: f64,
    },
    /// What holds the documents failed: a disk, a network folder, a permission.
    Source {
        /// Files that could not be read for that reason, and could be before.
        failed: usize,
        /// The first of them with the reason.
        first: String,
    },
    /// The same documents made a generation that was rolled back.
    RolledBack {
        /// That generation.
        generation: GenerationId,
    },
    /// What the build should be compared with cannot be read.
    Incomparable {
        /// Why not.
        reason: String,
    },
}

/// How much of the generation that answers a build has lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// So many are gone.
    pub lost: usize,
    /// Of so many.
    pub of: usize,
    /// The largest share that may be lost, `[0, 1]`.
    pub most: f64,
    /// The first few, by path or code.
    pub first: Vec<String>,
}

/// How much less a build holds than a kept generation.
#[derive(Clone, Debug, PartialEq)]
pub struct Decrease {
    /// What was counted, such as `words`.
    pub measure: &'static str,
    /// How many the build has.
    pub now: u64,
    /// How many the generation has.
    pub best: u64,
    /// The generation with the most.
    pub generation: GenerationId,
    /// The largest share that may be lost, `[0, 1]`.
    pub most: f64,
}

/// All violations to a build; at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Violations(pub Vec<Violation>);

impl Loss {
    /// What was lost, if that is more than may be.
    pub(super) fn beyond(most: f64, of: usize, lost: Vec<String>) -> Option<Self> {
        // Strictly more, so that a limit of 0 still allows a build that lost nothing.
        let too_much = lost.len() as f64 > most * of as f64;
        too_much.then(|| Self {
            lost: lost.len(),
            of,
            most,
            first: lost.into_iter().take(NAMED).collect(),
        })
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            lost,
            of,
            most,
            first,
        } = self;
        // `of` is not 0, since something of it was lost.
        let share = 100.0 * *lost as f64 / *of as f64;
        let more = if *lost > first.len() { ", …" } else { "" };
        let (first, most) = (first.join(", "), 100.0 * most);
        write!(
            f,
            "{lost} of {of} ({share:.1}%, at most {most:.1}%): {first}{more}"
        )
    }
}

impl fmt::Display for Decrease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            measure,
            now,
            best,
            generation,
            most,
        } = self;
        // A decrease is made only when `now` is below `best`, so the difference cannot underflow.
        let share = 100.0 * (best - now) as f64 / *best as f64;
        let most = 100.0 * most;
        write!(
            f,
            "fewer {measure}: {now}, generation {generation} has {best} ({share:.1}% less, at most {most:.1}%)"
        )
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documents(loss) => write!(f, "documents lost: {loss}"),
            Self::Municipalities(loss) => write!(f, "municipalities lost: {loss}"),
            Self::Thinned(loss) => write!(f, "municipalities that lost most of their text: {loss}"),
            Self::Fewer(decrease) => decrease.fmt(f),
            Self::Repeated { files, of, first } => {
                write!(f, "one text in {files} of {of} files: {first}, …")
            }
            Self::Shared { share, known } => {
                let (share, known) = (100.0 * share, 100.0 * known);
                write!(
                    f,
                    "{share:.1}% of the words stand in several municipalities, before at most {known:.1}%"
                )
            }
            Self::Source { failed, first } => {
                write!(f, "the source failed for {failed} files: {first}")
            }
            Self::RolledBack { generation } => {
                write!(
                    f,
                    "these documents made generation {generation}, which was rolled back"
                )
            }
            Self::Incomparable { reason } => {
                write!(
                    f,
                    "what was published before cannot be compared with: {reason}"
                )
            }
        }
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}
