//! Who is meant by a name, and questions that cannot be answered.

use super::Language;
use crate::municipality::Recognition;
use crate::rank::NotScoredReason;

impl Language {
    /// Why a municipality was recognised, when that is not plain from its name.
    pub fn recognised(self, name: &str, reason: &Recognition) -> Option<String> {
        let since = reason.since().map(|day| self.day(day));
        let went_up_in = |old: &str| match (self, &since) {
            (Self::Dutch, Some(day)) => format!("{old} hoort sinds {day} bij {name}."),
            (Self::Dutch, None) => format!("{old} hoort nu bij {name}."),
            (Self::English, Some(day)) => format!("{old} has been part of {name} since {day}."),
            (Self::English, None) => format!("{old} is now part of {name}."),
        };
        match reason {
            Recognition::Code | Recognition::Name => None,
            Recognition::ShortName { .. } => Some(self.either(
                format!("Dit gaat over {name}."),
                format!("This is about {name}."),
            )),
            Recognition::FormerName { old_name, .. } => Some(went_up_in(old_name)),
            Recognition::FormerCode {
                old_code, old_name, ..
            } => Some(went_up_in(&format!("{old_name} ({old_code})"))),
            Recognition::Alias { alias, .. } => Some(self.either(
                format!("{alias} is een andere naam voor {name}."),
                format!("{alias} is another name for {name}."),
            )),
            Recognition::Abbreviation => Some(self.either(
                format!("Dit is de afkorting van {name}."),
                format!("This is the abbreviation of {name}."),
            )),
        }
    }

    /// Several municipalities fit; their lines follow.
    pub fn ambiguous(self, typed: &str) -> String {
        self.either(
            format!("“{typed}” kan meer dan één gemeente zijn. Kies er een:"),
            format!("“{typed}” can be more than one municipality. Choose one:"),
        )
    }

    /// No municipality fits; `like` are those that look like it.
    pub fn unknown(self, typed: &str, like: &[String]) -> String {
        let first = self.either(
            format!("De gemeente “{typed}” staat niet in het register."),
            format!("The register has no municipality “{typed}”."),
        );
        let second = if like.is_empty() {
            self.either(
                "Kijk hoe de naam wordt geschreven, of gebruik de code van de gemeente.".to_owned(),
                "Check the spelling, or use the code of the municipality.".to_owned(),
            )
        } else {
            let or = self.either(" of ", " or ");
            format!(
                "{} {}?",
                self.either("Bedoelt u", "Did you mean"),
                like.join(or)
            )
        };
        format!("{first}\n{second}")
    }

    /// Said when a name was not found among invented municipalities.
    pub fn unknown_in_demonstration(self) -> &'static str {
        self.either(
            "U gebruikt nu het voorbeeld met verzonnen gemeenten. Met --config leest wiel uw eigen gegevens.",
            "This is the example with invented municipalities. With --config wiel reads your own data.",
        )
    }

    /// A comparison of a municipality with itself.
    pub fn same_municipality(self, name: &str) -> String {
        self.either(
            format!("Beide namen zijn van {name}. Noem twee verschillende gemeenten."),
            format!("Both names are of {name}. Name two different municipalities."),
        )
    }

    /// There is no text about the one who is asked about.
    pub fn no_text(self, name: &str, reason: NotScoredReason) -> String {
        let reason = self.not_scored(reason);
        self.either(
            format!("Over {name} kan wiel niets zeggen: {reason}.\nVoeg documenten van {name} toe en draai “wiel build”."),
            format!("wiel cannot say anything about {name}: {reason}.\nAdd documents of {name} and run “wiel build”."),
        )
    }

    /// Why a municipality could not be scored. Not a judgement about it.
    pub fn not_scored(self, reason: NotScoredReason) -> &'static str {
        match reason {
            NotScoredReason::NoDocuments => {
                self.either("er zijn geen documenten", "there are no documents")
            }
            NotScoredReason::Unreadable => self.either(
                "geen document was te lezen",
                "none of the documents could be read",
            ),
            NotScoredReason::TooLittleText => self.either(
                "er is te weinig tekst om te vergelijken",
                "there is too little text to compare",
            ),
        }
    }
}
