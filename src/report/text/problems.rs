//! Requests over HTTP that have no answer: what is the matter, and what to do about it.

use super::Language;
use crate::report::ProblemKind;

impl Language {
    /// A problem in a few words.
    pub fn problem_title(self, problem: &ProblemKind) -> &'static str {
        self.pick(match problem {
            ProblemKind::NoSuchAddress => ("Deze pagina is er niet", "There is no such page"),
            ProblemKind::Method => ("Dit kan hier niet", "This cannot be done here"),
            ProblemKind::NotAcceptable => ("Deze vorm is er niet", "This format is not available"),
            ProblemKind::Input { .. } => ("Hier klopt iets niet", "Something is not right here"),
            ProblemKind::UnknownTheme { .. } => ("Onbekend onderwerp", "Unknown topic"),
            ProblemKind::UnknownPrinciple { .. } => ("Onbekend principe", "Unknown principle"),
            ProblemKind::Supposition { .. } => (
                "Deze keuze kent wiel niet",
                "wiel does not know this choice",
            ),
            ProblemKind::UnknownMunicipality { .. } => {
                ("Onbekende gemeente", "Unknown municipality")
            }
            ProblemKind::AmbiguousMunicipality { .. } => {
                ("Meer dan één gemeente", "More than one municipality")
            }
            ProblemKind::NoText { .. } => ("Geen tekst om te vergelijken", "No text to compare"),
            ProblemKind::SameMunicipality { .. } => {
                ("Twee keer dezelfde gemeente", "The same municipality twice")
            }
            ProblemKind::NoSuchPassage => ("Deze passage is er niet", "There is no such passage"),
            ProblemKind::TooLong => ("De vraag is te lang", "The question is too long"),
            ProblemKind::TooLarge => ("Het bericht is te groot", "The message is too large"),
            ProblemKind::TooOften { .. } => (
                "Te veel vragen achter elkaar",
                "Too many questions in a row",
            ),
            ProblemKind::NoToken => ("Deze dienst is besloten", "This service is private"),
            ProblemKind::Busy => ("Het is druk", "It is busy"),
            ProblemKind::TooSlow => ("Het duurde te lang", "It took too long"),
            ProblemKind::Internal => ("Er ging bij ons iets mis", "Something went wrong here"),
        })
    }

    /// What is the matter, in a sentence.
    pub fn problem_detail(self, problem: &ProblemKind) -> String {
        let fixed = match problem {
            ProblemKind::NoSuchAddress => (
                "Op dit adres staat niets.",
                "There is nothing at this address.",
            ),
            ProblemKind::Method => (
                "Dit adres geeft alleen antwoord. Er is niets te veranderen.",
                "This address only answers. There is nothing to change.",
            ),
            ProblemKind::NotAcceptable => (
                "Het antwoord bestaat niet in de vorm die u vraagt.",
                "The answer is not available in the format you ask for.",
            ),
            ProblemKind::Input { reason } => {
                // The reason comes from a parser, in English.
                let reason = self.reason(reason);
                return text!(
                    self,
                    "Een deel van de vraag is niet te lezen: {reason}.",
                    "A part of the question cannot be read: {reason}."
                );
            }
            ProblemKind::UnknownTheme { name, .. } => {
                return text!(
                    self,
                    "Er is geen onderwerp met de naam “{name}”.",
                    "There is no topic called “{name}”."
                );
            }
            ProblemKind::UnknownPrinciple { name, .. } => {
                return text!(
                    self,
                    "Er is geen principe met de naam “{name}”.",
                    "There is no principle called “{name}”."
                );
            }
            ProblemKind::Supposition { text } => {
                return text!(
                    self,
                    "“{text}” is geen principe met een kant.",
                    "“{text}” is not a principle with a side, so wiel cannot work with it."
                );
            }
            ProblemKind::UnknownMunicipality { typed, .. } => return self.unknown_name(typed),
            ProblemKind::AmbiguousMunicipality { typed } => {
                return text!(
                    self,
                    "“{typed}” kan meer dan één gemeente zijn.",
                    "“{typed}” could be more than one municipality."
                );
            }
            ProblemKind::NoText { name, reason } => {
                let reason = self.not_scored(*reason);
                return text!(
                    self,
                    "Over {name} kan wiel niets zeggen: {reason}.",
                    "wiel cannot say anything about {name}: {reason}."
                );
            }
            ProblemKind::SameMunicipality { name } => {
                return text!(
                    self,
                    "Beide namen zijn van {name}.",
                    "Both names refer to {name}."
                );
            }
            ProblemKind::NoSuchPassage => (
                "Misschien is het document sindsdien vervangen.",
                "The document may have been replaced since.",
            ),
            ProblemKind::TooLong => (
                "De vraag is langer dan wiel kan lezen.",
                "The question is longer than wiel can read.",
            ),
            ProblemKind::TooLarge => (
                "Het bericht is groter dan wiel kan lezen.",
                "The message is larger than wiel can read.",
            ),
            ProblemKind::TooOften { .. } => (
                "Vanaf dit adres komen te veel vragen achter elkaar.",
                "Too many questions are coming from this address.",
            ),
            ProblemKind::NoToken => (
                "U heeft het wachtwoord van deze dienst niet meegestuurd.",
                "You did not send the password of this service.",
            ),
            ProblemKind::Busy => (
                "Er komen nu te veel vragen tegelijk.",
                "Too many questions are coming in at once.",
            ),
            ProblemKind::TooSlow => (
                "Het antwoord was niet op tijd klaar.",
                "The answer was not ready in time.",
            ),
            ProblemKind::Internal => (
                "De vraag was goed, maar wiel kon niet antwoorden. De beheerder kan zien wat er gebeurde.",
                "The question was fine, but wiel could not answer. The administrator can see what happened.",
            ),
        };
        self.pick(fixed).to_owned()
    }

    /// What to do about it.
    pub fn problem_remedy(self, problem: &ProblemKind) -> String {
        let fixed = match problem {
            ProblemKind::NoSuchAddress => (
                "Kijk of het adres klopt. Een adres eindigt nooit op een schuine streep.",
                "Check the address. An address never ends in a slash.",
            ),
            ProblemKind::Method => ("Gebruik GET of HEAD.", "Use GET or HEAD."),
            ProblemKind::NotAcceptable => (
                "Vraag om application/json, of laat Accept weg.",
                "Ask for application/json, or leave Accept out.",
            ),
            ProblemKind::Input { .. } => (
                "Verbeter dat deel of laat het weg.",
                "Correct that part or leave it out.",
            ),
            ProblemKind::UnknownTheme { known, .. }
            | ProblemKind::UnknownPrinciple { known, .. } => {
                return text!(
                    self,
                    "Kies een van deze: {known}.",
                    "Use one of these: {known}."
                );
            }
            ProblemKind::Supposition { .. } => (
                "Schrijf het als collectief=for of collectief=against.",
                "Write it as collectief=for or collectief=against.",
            ),
            // The nearest names are the remedy.
            ProblemKind::UnknownMunicipality { like, .. } => return self.did_you_mean(like),
            ProblemKind::AmbiguousMunicipality { .. } => (
                "Kies er een en gebruik de code.",
                "Choose one and use its code.",
            ),
            ProblemKind::NoText { name, .. } => {
                return text!(
                    self,
                    "Voeg documenten van {name} toe en bouw opnieuw.",
                    "Add documents of {name} and build again."
                );
            }
            ProblemKind::SameMunicipality { .. } => (
                "Noem twee verschillende gemeenten.",
                "Name two different municipalities.",
            ),
            ProblemKind::NoSuchPassage => {
                ("Zoek de woorden opnieuw.", "Search for the words again.")
            }
            ProblemKind::TooLong => ("Maak de vraag korter.", "Make the question shorter."),
            ProblemKind::TooLarge => (
                "Stuur een vraag zonder inhoud.",
                "Send a question without a body.",
            ),
            ProblemKind::TooOften { seconds } => {
                return text!(
                    self,
                    "Wacht {seconds} s en vraag het weer.",
                    "Wait {seconds} s and ask again."
                );
            }
            ProblemKind::NoToken => (
                "Stuur het wachtwoord mee als Authorization: Bearer, of vraag het aan de beheerder.",
                "Send the password as Authorization: Bearer, or ask the administrator for it.",
            ),
            ProblemKind::Busy => (
                "Probeer het over een seconde weer.",
                "Try again in a second.",
            ),
            ProblemKind::TooSlow => (
                "Vraag minder tegelijk, of probeer het later weer.",
                "Ask for less at once, or try again later.",
            ),
            ProblemKind::Internal => (
                "Probeer het later weer, of meld het aan de beheerder met het nummer van het verzoek.",
                "Try again later, or tell the administrator the number of the request.",
            ),
        };
        self.pick(fixed).to_owned()
    }

    /// What is the matter and what to do about it, for who reads a page: without flags, parameters of programs or
    /// messages of a parser.
    pub fn problem_for_visitor(self, problem: &ProblemKind) -> (String, String) {
        let remedy = match problem {
            ProblemKind::NoSuchAddress => (
                "Kijk of het adres klopt, of begin bij de gemeenten.",
                "Check the address, or begin with the municipalities.",
            ),
            ProblemKind::Method | ProblemKind::NotAcceptable => (
                "Open dit adres in een browser.",
                "Open this address in a browser.",
            ),
            ProblemKind::Input { .. } => (
                "Verbeter wat u vroeg, of begin opnieuw bij uw gemeente.",
                "Correct what you asked, or begin again with your municipality.",
            ),
            ProblemKind::UnknownTheme { .. } => (
                "Kies een onderwerp uit de lijst.",
                "Choose a subject from the list.",
            ),
            ProblemKind::UnknownPrinciple { .. } | ProblemKind::Supposition { .. } => (
                "Kies een principe en een kant uit de lijst “Stel dat u dit kiest”.",
                "Choose a principle and a side from the list “Suppose you choose this”.",
            ),
            ProblemKind::AmbiguousMunicipality { .. } => (
                "Kies hieronder wie u bedoelt.",
                "Choose below whom you mean.",
            ),
            ProblemKind::NoText { name, .. } => {
                let remedy = text!(
                    self,
                    "Kies een andere gemeente, of vraag de beheerder om documenten van {name}.",
                    "Choose another municipality, or ask the administrator for documents of {name}."
                );
                return (self.problem_detail(problem), remedy);
            }
            ProblemKind::NoToken => (
                "Vraag de beheerder van deze dienst om toegang.",
                "Ask the administrator of this service for access.",
            ),
            ProblemKind::TooLarge => (
                "Stuur alleen een adres, zonder bijlage.",
                "Send an address only, without an attachment.",
            ),
            // These say what a person can do as they are.
            ProblemKind::UnknownMunicipality { .. }
            | ProblemKind::SameMunicipality { .. }
            | ProblemKind::NoSuchPassage
            | ProblemKind::TooLong
            | ProblemKind::TooOften { .. }
            | ProblemKind::Busy
            | ProblemKind::TooSlow
            | ProblemKind::Internal => {
                return (self.problem_detail(problem), self.problem_remedy(problem));
            }
        };
        let detail = match problem {
            ProblemKind::Input { reason } => self.input_for_visitor(reason),
            ProblemKind::Supposition { .. } => self
                .either(
                    "In het adres staat een keuze die wiel niet kent.",
                    "The address has a choice that wiel does not know.",
                )
                .to_owned(),
            _ => self.problem_detail(problem),
        };
        (detail, self.pick(remedy).to_owned())
    }

    /// A reason why a question cannot be read, where it is in the words of the reader; else that there is one.
    fn input_for_visitor(self, reason: &str) -> String {
        let worded = self.reason(reason);
        let is_foreign = self == Self::Dutch && worded == reason;
        // What a parser says is about the form of an address, which a reader did not write. So is what begins with the name
        // of a parameter; its field, where it has one, says what can be chosen.
        let names_parameter = |text: &str| {
            let (name, _) = text.split_once(": ").unwrap_or_default();
            !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric())
        };
        let is_technical = ["deserialize", "expected", "unknown field", "invalid"]
            .iter()
            .any(|word| worded.contains(word))
            || names_parameter(&worded);
        if is_technical || is_foreign {
            return self
                .either(
                    "Een deel van het adres of van wat u invulde, is niet te lezen.",
                    "A part of the address or of what you filled in cannot be read.",
                )
                .to_owned();
        }
        text!(
            self,
            "Dit is niet te lezen: {worded}.",
            "This cannot be read: {worded}."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rank::NotScoredReason;

    /// Every kind of problem, with what visitors and programs put into it.
    fn all() -> Vec<ProblemKind> {
        let text = || "x".to_owned();
        let mut all: Vec<ProblemKind> = [
            "Failed to deserialize query string: scope: expected border, km:30, province",
            "Failed to deserialize query string: scope: unknown scope \"nergens\"\nuse border, km:30, province, region:KIND or all",
            "Failed to deserialize query string: unknown field `scoop`, expected one of `a`, `b`",
            "top must be from 1 to 10000, got 0",
            "q must have at most 1000 characters, got 2000",
            "the query cannot be read; close the quotation mark",
        ]
        .map(|reason| ProblemKind::Input {
            reason: reason.to_owned(),
        })
        .to_vec();
        all.extend([
            ProblemKind::NoSuchAddress,
            ProblemKind::Method,
            ProblemKind::NotAcceptable,
            ProblemKind::UnknownTheme {
                name: text(),
                known: text(),
            },
            ProblemKind::UnknownPrinciple {
                name: text(),
                known: text(),
            },
            ProblemKind::Supposition { text: text() },
            ProblemKind::UnknownMunicipality {
                typed: text(),
                like: vec![text()],
            },
            ProblemKind::AmbiguousMunicipality { typed: text() },
            ProblemKind::NoText {
                name: text(),
                reason: NotScoredReason::NoDocuments,
            },
            ProblemKind::SameMunicipality { name: text() },
            ProblemKind::NoSuchPassage,
            ProblemKind::TooLong,
            ProblemKind::TooLarge,
            ProblemKind::TooOften { seconds: 1 },
            ProblemKind::NoToken,
            ProblemKind::Busy,
            ProblemKind::TooSlow,
            ProblemKind::Internal,
        ]);
        all
    }

    #[test]
    fn no_page_shows_a_flag_a_parser_or_a_build() {
        for problem in all() {
            for language in [Language::Dutch, Language::English] {
                let (detail, remedy) = language.problem_for_visitor(&problem);
                let shown = format!("{} {detail} {remedy}", language.problem_title(&problem));
                for banned in [
                    "--",
                    "deserialize",
                    "unknown field",
                    "expected",
                    "Authorization",
                    "GET",
                    "application/",
                    "bouw opnieuw",
                    "build again",
                    "=for",
                    "region:",
                    "km:30",
                    "hint:",
                    "wiel build",
                ] {
                    assert!(!shown.contains(banned), "{shown:?} has {banned:?}");
                }
                assert!(remedy.ends_with(['.', '?']), "{remedy:?}");
                if language == Language::Dutch {
                    for english in [" must ", " the ", " cannot "] {
                        assert!(!shown.contains(english), "{shown:?}");
                    }
                }
            }
        }
    }
}
