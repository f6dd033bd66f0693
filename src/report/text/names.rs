//! Which municipality a typed name is, and questions about a municipality that cannot be answered.

use super::Language;
use crate::municipality::Recognition;
use crate::rank::NotScoredReason;

texts! {
    /// Several municipalities fit a name; their lines follow.
    ambiguous_municipality(typed: &str) = "“{typed}” kan meer dan één gemeente zijn. Kies er een:",
        "“{typed}” could be more than one municipality. Choose one:";
    /// A name was not found among invented municipalities.
    unknown_in_demonstration = "U gebruikt nu het voorbeeld met verzonnen gemeenten. Met --config leest wiel uw eigen gegevens.",
        "This is the example with invented municipalities. With --config wiel reads your own data.";
    /// A municipality is compared with itself.
    same_municipality(name: &str) = "Beide namen zijn van {name}. Noem twee verschillende gemeenten.",
        "Both names refer to {name}. Name two different municipalities.";
    /// No municipality has this name.
    unknown_name(typed: &str) = "wiel kent geen gemeente met de naam “{typed}”.",
        "wiel does not know a municipality called “{typed}”.";
    /// How to name a municipality when nothing looks like what was typed.
    name_remedy = "Kijk hoe de naam wordt geschreven, of gebruik de code van de gemeente.",
        "Check the spelling, or use the municipality code.";
}

impl Language {
    /// Why a municipality was recognised; `None` when that is plain from its name.
    pub fn recognition(self, name: &str, reason: &Recognition) -> Option<String> {
        let went_up_in = |old: &str| match reason.since().map(|day| self.day(day)) {
            Some(day) => text!(
                self,
                "{old} hoort sinds {day} bij {name}.",
                "{old} has been part of {name} since {day}."
            ),
            None => text!(
                self,
                "{old} hoort nu bij {name}.",
                "{old} is now part of {name}."
            ),
        };
        Some(match reason {
            // Nothing to explain: the reader typed the name that is shown.
            Recognition::Code | Recognition::Name => return None,
            Recognition::ShortName { .. } => {
                text!(self, "Dit gaat over {name}.", "This is about {name}.")
            }
            Recognition::FormerName { old_name, .. } => went_up_in(old_name),
            Recognition::FormerCode {
                old_code, old_name, ..
            } => went_up_in(&format!("{old_name} ({old_code})")),
            Recognition::Alias { alias, .. } => text!(
                self,
                "{alias} is een andere naam voor {name}.",
                "{alias} is another name for {name}."
            ),
            Recognition::Abbreviation => text!(
                self,
                "Dit is de afkorting van {name}.",
                "This is the abbreviation of {name}."
            ),
        })
    }

    /// No municipality fits, in two lines; `like` are names that look like it.
    pub fn unknown_municipality(self, typed: &str, like: &[String]) -> String {
        let unknown = self.unknown_name(typed);
        let remedy = self.did_you_mean(like);
        format!("{unknown}\n{remedy}")
    }

    /// Which municipality may be meant, or how to name one when nothing looks like it.
    pub(super) fn did_you_mean(self, like: &[String]) -> String {
        // Nothing looks like it, so there is nothing to suggest.
        if like.is_empty() {
            return self.name_remedy().to_owned();
        }
        let like = like.join(self.either(" of ", " or "));
        text!(self, "Bedoelt u {like}?", "Did you mean {like}?")
    }

    /// There is no text about the municipality that is asked about.
    pub fn no_text(self, name: &str, reason: NotScoredReason) -> String {
        let reason = self.not_scored(reason);
        text!(
            self,
            "Over {name} kan wiel niets zeggen: {reason}.\nVoeg documenten van {name} toe en draai “wiel build”.",
            "wiel cannot say anything about {name}: {reason}.\nAdd documents of {name} and run “wiel build”."
        )
    }

    /// Why a municipality could not be scored. Not a judgement about it.
    pub fn not_scored(self, reason: NotScoredReason) -> &'static str {
        self.pick(match reason {
            NotScoredReason::NoDocuments => ("er zijn geen documenten", "there are no documents"),
            NotScoredReason::Unreadable => (
                "geen document was te lezen",
                "none of the documents could be read",
            ),
            NotScoredReason::OtherLanguage => (
                "de tekst is in een andere taal dan het Nederlands",
                "the text is not in Dutch",
            ),
            NotScoredReason::TooLittleText => (
                "er is te weinig tekst om te vergelijken",
                "there is too little text to compare",
            ),
        })
    }
}
