//! Why a request over HTTP has no answer, and what to do about it.

use super::Language;
use crate::rank::NotScoredReason;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is nothing at this address.
    NoSuchAddress,
    /// The address does not take this method.
    Method,
    /// None of the forms that are asked for can be given.
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
    /// The service is private, and the request does not know its token.
    NoToken,
    /// Too much is asked at once.
    Busy,
    /// The answer took too long.
    TooSlow,
    /// Something is wrong on our side.
    Ours,
}

impl Trouble {
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
            Self::Ours => "internal",
        }
    }
}

impl Language {
    /// A trouble in a few words.
    pub fn trouble_title(self, trouble: &Trouble) -> &'static str {
        match trouble {
            Trouble::NoSuchAddress => {
                self.either("Deze pagina is er niet", "There is no such page")
            }
            Trouble::Method => self.either("Dit kan hier niet", "This cannot be done here"),
            Trouble::NotAcceptable => self.either("Deze vorm is er niet", "There is no such form"),
            Trouble::Input { .. } => {
                self.either("De vraag klopt niet", "The question is not right")
            }
            Trouble::UnknownTheme { .. } => self.either("Onbekend onderwerp", "Unknown theme"),
            Trouble::UnknownPrinciple { .. } => {
                self.either("Onbekend principe", "Unknown principle")
            }
            Trouble::Supposition { .. } => {
                self.either("Dit kan wiel niet aannemen", "This is nothing to suppose")
            }
            Trouble::UnknownMunicipality { .. } => {
                self.either("Onbekende gemeente", "Unknown municipality")
            }
            Trouble::AmbiguousMunicipality { .. } => {
                self.either("Meer dan één gemeente", "More than one municipality")
            }
            Trouble::NoText { .. } => {
                self.either("Geen tekst om te vergelijken", "No text to compare")
            }
            Trouble::SameMunicipality { .. } => {
                self.either("Twee keer dezelfde gemeente", "The same municipality twice")
            }
            Trouble::NoSuchPassage => {
                self.either("Deze passage is er niet", "There is no such passage")
            }
            Trouble::TooLong => self.either("De vraag is te lang", "The question is too long"),
            Trouble::TooLarge => self.either("Het bericht is te groot", "The message is too large"),
            Trouble::TooOften { .. } => self.either(
                "Te veel vragen achter elkaar",
                "Too many questions in a row",
            ),
            Trouble::NoToken => self.either("Deze dienst is besloten", "This service is private"),
            Trouble::Busy => self.either("Het is druk", "It is busy"),
            Trouble::TooSlow => self.either("Het duurde te lang", "It took too long"),
            Trouble::Ours => self.either("Er ging bij ons iets mis", "Something went wrong here"),
        }
    }

    /// What is the matter, in a sentence.
    pub fn trouble(self, trouble: &Trouble) -> String {
        let fixed = |dutch: &str, english: &str| self.either(dutch, english).to_owned();
        match trouble {
            Trouble::NoSuchAddress => fixed(
                "Op dit adres staat niets.",
                "There is nothing at this address.",
            ),
            Trouble::Method => fixed(
                "Dit adres geeft alleen antwoord. Er is niets te veranderen.",
                "This address only answers. There is nothing to change.",
            ),
            Trouble::NotAcceptable => fixed(
                "Het antwoord bestaat niet in de vorm die u vraagt.",
                "The answer does not exist in the form you ask for.",
            ),
            Trouble::Input { reason } => self.either(
                format!("Een deel van de vraag is niet te lezen: {reason}."),
                format!("A part of the question cannot be read: {reason}."),
            ),
            Trouble::UnknownTheme { name, .. } => self.either(
                format!("Er is geen onderwerp met de naam “{name}”."),
                format!("There is no theme “{name}”."),
            ),
            Trouble::UnknownPrinciple { name, .. } => self.either(
                format!("Er is geen principe met de naam “{name}”."),
                format!("There is no principle “{name}”."),
            ),
            Trouble::Supposition { text } => self.either(
                format!("“{text}” is geen principe met een kant."),
                format!("“{text}” is no principle with a side: wiel cannot suppose it."),
            ),
            Trouble::UnknownMunicipality { typed, .. } => self.either(
                format!("De gemeente “{typed}” staat niet in het register."),
                format!("The register has no municipality “{typed}”."),
            ),
            Trouble::AmbiguousMunicipality { typed } => self.either(
                format!("“{typed}” kan meer dan één gemeente zijn."),
                format!("“{typed}” can be more than one municipality."),
            ),
            Trouble::NoText { name, reason } => {
                let reason = self.not_scored(*reason);
                self.either(
                    format!("Over {name} kan wiel niets zeggen: {reason}."),
                    format!("wiel cannot say anything about {name}: {reason}."),
                )
            }
            Trouble::SameMunicipality { name } => self.either(
                format!("Beide namen zijn van {name}."),
                format!("Both names are of {name}."),
            ),
            Trouble::NoSuchPassage => fixed(
                "Misschien is het document sindsdien vervangen.",
                "The document may have been replaced since.",
            ),
            Trouble::TooLong => fixed(
                "De vraag heeft meer tekens dan wiel leest.",
                "The question has more characters than wiel reads.",
            ),
            Trouble::TooLarge => fixed(
                "Het bericht brengt meer mee dan wiel leest.",
                "The message brings more than wiel reads.",
            ),
            Trouble::TooOften { .. } => fixed(
                "Vanaf dit adres komen te veel vragen achter elkaar.",
                "Too many questions come from this address.",
            ),
            Trouble::NoToken => fixed(
                "Het verzoek heeft niet de sleutel van deze dienst.",
                "The request does not have the key of this service.",
            ),
            Trouble::Busy => fixed(
                "Er komen nu te veel vragen tegelijk.",
                "Too many questions come at once.",
            ),
            Trouble::TooSlow => fixed(
                "Het antwoord was niet op tijd klaar.",
                "The answer was not ready in time.",
            ),
            Trouble::Ours => fixed(
                "De vraag was goed, maar wiel kon niet antwoorden. Het staat in het logboek.",
                "The question was right, but wiel could not answer. It is in the log.",
            ),
        }
    }

    /// What to do about it.
    pub fn trouble_remedy(self, trouble: &Trouble) -> String {
        let fixed = |dutch: &str, english: &str| self.either(dutch, english).to_owned();
        match trouble {
            Trouble::NoSuchAddress => fixed(
                "Kijk of het adres klopt. Een adres eindigt nooit op een schuine streep.",
                "Check the address. An address never ends in a slash.",
            ),
            Trouble::Method => fixed("Gebruik GET of HEAD.", "Use GET or HEAD."),
            Trouble::NotAcceptable => fixed(
                "Vraag om application/json, of laat Accept weg.",
                "Ask for application/json, or leave Accept out.",
            ),
            Trouble::Input { .. } => fixed(
                "Verbeter dat deel of laat het weg.",
                "Mend that part or leave it out.",
            ),
            Trouble::UnknownTheme { known, .. } | Trouble::UnknownPrinciple { known, .. } => self
                .either(
                    format!("Kies een van deze: {known}."),
                    format!("Use one of these: {known}."),
                ),
            Trouble::Supposition { .. } => fixed(
                "Schrijf het als collectief=for of collectief=against.",
                "Write it as collectief=for or collectief=against.",
            ),
            Trouble::UnknownMunicipality { like, .. } if like.is_empty() => fixed(
                "Kijk hoe de naam wordt geschreven, of gebruik de code van de gemeente.",
                "Check the spelling, or use the code of the municipality.",
            ),
            Trouble::UnknownMunicipality { like, .. } => {
                let like = like.join(self.either(" of ", " or "));
                self.either(
                    format!("Bedoelt u {like}?"),
                    format!("Did you mean {like}?"),
                )
            }
            Trouble::AmbiguousMunicipality { .. } => fixed(
                "Kies er een en gebruik de code.",
                "Choose one and use its code.",
            ),
            Trouble::NoText { name, .. } => self.either(
                format!("Voeg documenten van {name} toe en bouw opnieuw."),
                format!("Add documents of {name} and build again."),
            ),
            Trouble::SameMunicipality { .. } => fixed(
                "Noem twee verschillende gemeenten.",
                "Name two different municipalities.",
            ),
            Trouble::NoSuchPassage => {
                fixed("Zoek de woorden opnieuw.", "Search for the words again.")
            }
            Trouble::TooLong => fixed("Maak de vraag korter.", "Make the question shorter."),
            Trouble::TooLarge => fixed(
                "Stuur een vraag zonder inhoud.",
                "Send a question without a body.",
            ),
            Trouble::TooOften { seconds } => self.either(
                format!("Wacht {seconds} s en vraag het weer."),
                format!("Wait {seconds} s and ask again."),
            ),
            Trouble::NoToken => fixed(
                "Stuur de sleutel mee als Authorization: Bearer, of vraag hem aan de beheerder.",
                "Send the key as Authorization: Bearer, or ask the administrator for it.",
            ),
            Trouble::Busy => fixed(
                "Probeer het over een seconde weer.",
                "Try again in a second.",
            ),
            Trouble::TooSlow => fixed(
                "Vraag minder tegelijk, of probeer het later weer.",
                "Ask for less at once, or try again later.",
            ),
            Trouble::Ours => fixed(
                "Probeer het later weer, of meld het aan de beheerder met het nummer van het verzoek.",
                "Try again later, or tell the administrator the number of the request.",
            ),
        }
    }
}
