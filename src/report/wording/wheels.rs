//! Who plans, builds or has a thing, and what to do with that, in words.

use super::Language;
use crate::rank::{Chance, Scope, Stage};

impl Language {
    /// The title of wheels: for one municipality, or for all.
    pub fn wheels_of(self, name: Option<&str>, scope: &Scope) -> String {
        match name {
            Some(name) => {
                let place = self.place(scope);
                self.either(
                    format!("Eén keer uitvinden, voor {name}: {place}"),
                    format!("Invent it once, for {name}: {place}"),
                )
            }
            None => self
                .either(
                    "Wat meer gemeenten maken of hebben",
                    "What several municipalities make or have",
                )
                .to_owned(),
        }
    }

    /// How far one has come, for the head of a column or a list.
    pub fn reached(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Plans => self.either("wil het", "plans it"),
            Stage::Builds => self.either("maakt het", "builds it"),
            Stage::Has => self.either("heeft het", "has it"),
        }
    }

    /// What a municipality can do with a thing, in a few words.
    pub fn chance_label(self, chance: Chance) -> &'static str {
        match chance {
            Chance::TakeOver => self.either("overnemen", "take over"),
            Chance::MakeTogether => self.either("samen maken", "make together"),
            Chance::LookAt => self.either("gaan kijken", "have a look"),
            Chance::JoinIn => self.either("meedoen", "join in"),
            Chance::PassOn => self.either("doorgeven", "pass on"),
            Chance::Exchange => self.either("ervaring delen", "share experience"),
            Chance::Refused => self.either("wil dit niet", "does not want it"),
        }
    }

    /// The same in a sentence to the municipality.
    pub fn chance(self, chance: Chance) -> &'static str {
        match chance {
            Chance::TakeOver => self.either(
                "U wilt dit ook, en een ander heeft het al. Vraag of u het kunt overnemen.",
                "You want this too, and another has it already. Ask whether you can take it over.",
            ),
            Chance::MakeTogether => self.either(
                "U en anderen zijn hier nog mee bezig. Maak het samen.",
                "You and others are still working on this. Make it together.",
            ),
            Chance::LookAt => self.either(
                "Een ander heeft dit. In uw documenten staat er niets over. Ga eens kijken.",
                "Another has this. Your documents do not mention it. Have a look.",
            ),
            Chance::JoinIn => self.either(
                "Anderen beginnen hieraan. In uw documenten staat er niets over. Wilt u meedoen?",
                "Others are starting on this. Your documents do not mention it. Would you join in?",
            ),
            Chance::PassOn => self.either(
                "U heeft dit al. Anderen willen het nog. U kunt het doorgeven.",
                "You have this already. Others still want it. You can pass it on.",
            ),
            Chance::Exchange => self.either(
                "U heeft dit allemaal. Deel uw ervaring, of beheer het samen.",
                "You all have this. Share your experience, or maintain it together.",
            ),
            Chance::Refused => self.either(
                "U koos ervoor dit niet te doen. Anderen doen het wel.",
                "You chose not to do this. Others do.",
            ),
        }
    }

    /// Since when somebody is so far; `said` when the sentence itself names the year.
    pub fn since(self, date: &str, said: bool) -> String {
        let date = date
            .parse()
            .map_or_else(|_| date.to_owned(), |dated| self.date(Some(dated)));
        if said {
            self.either(format!("sinds {date}"), format!("since {date}"))
        } else {
            self.either(
                format!("volgens tekst van {date}"),
                format!("by a text of {date}"),
            )
        }
    }

    /// There is nothing that several plan, build or have.
    pub fn no_wheels(self) -> &'static str {
        self.either(
            "Er is hier niets waar meer gemeenten mee bezig zijn. Kijk verder met --scope all.",
            "There is nothing here that several municipalities work on. Look further with --scope all.",
        )
    }

    /// How things are found, and what that misses.
    pub fn what_wheels_are(self) -> &'static str {
        self.either(
            "Dit staat zo in de documenten. Wat er niet in staat, kan er toch zijn. Lees de zinnen en bel.",
            "This is what the documents say. What they do not mention may still exist. Read the sentences and call.",
        )
    }

    /// Who chose not to.
    pub fn who_refused(self, names: &str) -> String {
        self.either(
            format!("Wil dit niet: {names}"),
            format!("Does not want it: {names}"),
        )
    }
}
