//! What a cue that is neither theme nor principle tells about a sentence.

use serde::Deserialize;

/// The part that a general cue plays in reading a sentence.
///
/// In the order of the rules that use them; `data/taxonomy/cues.toml` says of each entry why it is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The text is about the field of the taxonomy. A longer passage without any is about something else.
    /// A taxonomy without such cues takes every passage.
    Domain,
    /// A word that the field shares with others ("data" are also days): it needs a companion.
    DomainHint,
    /// A word of another field in which such a word turns up. Where these outweigh those of the field, only
    /// sentences with a [`Role::Domain`] word of their own are read.
    OtherField,
    /// The sentence speaks about the text itself: chapters, tables, figures.
    Layout,
    /// The sentence explains what something is.
    Definition,
    /// A supposition, a thought experiment or a question in the form of a statement.
    Supposition,
    /// The sentence tells what is, without wishing or doing anything: figures, tasks, what a law says.
    Description,
    /// Opens a clause that limits, concedes or compares, and so does not carry the statement.
    Subordinate,
    /// The municipality speaks: we, the council, the municipality.
    Own,
    /// The municipality is near: our, the municipal organisation. Less than [`Role::Own`].
    OwnHint,
    /// Somebody else speaks or acts: VNG, Rijk, another municipality, a supplier.
    Other,
    /// What the other says is only told: volgens, aldus, vindt, pleit voor.
    Reported,
    /// Turns the meaning of its whole clause around.
    Negation,
    /// Turns the meaning of what follows it around, up to the next "en".
    NegationForward,
    /// Turns around only the few words that follow.
    NegationNear,
    /// Looks like a negation, but is none: "niet alleen".
    NotNegation,
    /// Something is not there yet, or not ruled out: neither yes nor no.
    Undecided,
    /// A verb that ends, leaves or avoids what the clause speaks of.
    Reversal,
    /// Looks like a reversal, but is none here.
    NotReversal,
    /// A decision not to, or to stop.
    NegativeDecision,
    /// Looks like a negative decision, but is none: "niet afschaffen".
    NotNegativeDecision,
    /// Caution: might, possibly, where possible.
    Hedge,
    /// Going fast, or being first.
    Fast,
    /// Going slowly, or following others.
    Slow,
    /// Looks like a pace, but is none.
    NotTempo,
    /// Names the pace itself, so that a sentence on nothing else still tells how fast.
    Pace,
    /// Signals or values something.
    #[serde(rename = "intensity-1")]
    Signal,
    /// Explores.
    #[serde(rename = "intensity-2")]
    Explore,
    /// Intends, chooses, sets as a rule.
    #[serde(rename = "intensity-3")]
    Intend,
    /// Does, or is about to do.
    #[serde(rename = "intensity-4")]
    Execute,
    /// Has done.
    #[serde(rename = "intensity-5")]
    Realised,
    /// Signals, when the municipality says it; too common a word otherwise.
    #[serde(rename = "intensity-1-own")]
    SignalOwn,
    /// Intends, when the municipality says it; too common a word otherwise.
    #[serde(rename = "intensity-3-own")]
    IntendOwn,
    /// Does, when the municipality says it; too common a word otherwise.
    #[serde(rename = "intensity-4-own")]
    ExecuteOwn,
    /// Has done, when the municipality says it; too common a word otherwise.
    #[serde(rename = "intensity-5-own")]
    RealisedOwn,
    /// Says that what reads as done is still to come: uiterlijk, eind 2027.
    Future,
}

impl Role {
    /// Whether a cue of this role is about the matter, so that stop words alone make no sense for it.
    pub(super) fn needs_content(self) -> bool {
        matches!(self, Self::Fast | Self::Slow)
    }
}
