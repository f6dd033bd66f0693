//! What a general cue shows about a sentence.

use serde::Deserialize;

/// What a general cue shows about a sentence.
///
/// In the order of the rules that use them. `data/taxonomy/cues.toml` gives the reason for each cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The text is in the domain of the taxonomy. A longer passage without such a cue is about something else.
    /// A taxonomy without such cues accepts every passage.
    Domain,
    /// A word that the domain shares with others ("data" is also the plural of date): it needs a companion.
    DomainHint,
    /// A word of another domain in whose texts hints occur. Where these outweigh those of the domain, only sentences
    /// with a [`Role::Domain`] word are read.
    OtherField,
    /// In a heading: what stands below is in the domain, although the word alone does not show it elsewhere
    /// ("Bedrijfsvoering").
    DomainChapter,
    /// In a heading: what stands below is about another domain ("Wonen").
    OtherChapter,
    /// The sentence is about the text itself: chapters, tables, figures.
    Layout,
    /// The sentence explains what something is.
    Definition,
    /// A supposition, a thought experiment or a question in the form of a statement.
    Supposition,
    /// The sentence describes what is, without intention or action: figures, tasks, what a law says.
    Description,
    /// Opens a subordinate clause that limits, concedes or compares, and so is not the main clause.
    Subordinate,
    /// The municipality speaks: we, the council, the municipality.
    Own,
    /// The municipality is mentioned: our, the municipal organisation. Weaker than [`Role::Own`].
    OwnHint,
    /// Another organisation speaks or acts: VNG, Rijk, another municipality, a supplier.
    Other,
    /// Reported speech of another: volgens, aldus, vindt, pleit voor.
    Reported,
    /// Negates its whole clause.
    Negation,
    /// Negates what follows it, up to the next "en".
    NegationForward,
    /// Negates the few words that follow.
    NegationNear,
    /// Looks like a negation but is none: "niet alleen".
    NotNegation,
    /// Something is not done yet, or not ruled out: neither for nor against.
    Undecided,
    /// A verb that ends, leaves or avoids what the clause is about.
    Reversal,
    /// Looks like a reversal but is none.
    NotReversal,
    /// A decision not to, or to stop.
    NegativeDecision,
    /// Looks like a negative decision but is none: "niet afschaffen".
    NotNegativeDecision,
    /// Hedging: might, possibly, where possible.
    Hedge,
    /// Going fast, or being first.
    Fast,
    /// Going slowly, or following others.
    Slow,
    /// Looks like a pace but is none.
    NotTempo,
    /// Names the pace itself, so that a sentence about nothing else still shows it.
    Pace,
    /// Signals or values something.
    // Numbered in the files, so that the degree of intensity can be read there.
    #[serde(rename = "intensity-1")]
    Signal,
    /// Explores.
    #[serde(rename = "intensity-2")]
    Explore,
    /// Intends, chooses, sets a rule.
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
    /// Shows that what reads as done is still to come: uiterlijk, eind 2027.
    Future,
}

impl Role {
    /// Whether a cue of this role is content, so that a pattern of stop words alone makes no sense for it.
    pub(super) fn needs_content(self) -> bool {
        // The other roles are shown by function words such as *niet* and *wij*.
        matches!(self, Self::Fast | Self::Slow)
    }
}
