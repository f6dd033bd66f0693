//! Initiatives that several municipalities plan, build or have, and what to do with them.

use super::Language;
use crate::rank::{Opportunity, Scope, Stage};

texts! {
    /// There is nothing that several plan, build or have.
    no_wheels = "Er is hier niets waar meer gemeenten mee bezig zijn. Kijk verder met --scope all.",
        "There is nothing here that several municipalities work on. Look further afield with --scope all.";
    /// The same on a page, above a link to a wider scope.
    no_wheels_here = "Er is hier niets waar meer gemeenten mee bezig zijn.", "There is nothing here that several municipalities work on.";
    /// How initiatives are found, and what that misses.
    wheels_note = "Een wiel is iets dat meer gemeenten willen, maken of hebben. Zij hoeven het dan maar één keer uit te vinden. Dit staat zo in de documenten. Wat er niet in staat, kan er toch zijn. Lees de zinnen en bel elkaar.",
        "A wheel is something that several municipalities want, are building or have. They need to invent it only once. This is what the documents say. Things they do not mention may still exist. Read the sentences and call each other.";
    /// Who chose not to.
    declined_by(names: &str) = "Wil dit niet: {names}", "Do not want it: {names}";
    /// The municipality itself, in a list of names.
    you = "u", "you";
}

impl Language {
    /// The title of shared initiatives: of one municipality, or of all.
    pub fn wheels_of(self, name: Option<&str>, scope: &Scope) -> String {
        // Without a municipality there is no scope to name.
        let Some(name) = name else {
            let title = (
                "Wat meer gemeenten maken of hebben",
                "What several municipalities are building or have",
            );
            return self.pick(title).to_owned();
        };
        let scope = self.scope(scope);
        text!(
            self,
            "Eén keer uitvinden, voor {name}: {scope}",
            "Invent it once, for {name}: {scope}"
        )
    }

    /// How far one has come, for the head of a column or a list.
    pub fn stage(self, stage: Stage) -> &'static str {
        self.pick(match stage {
            Stage::Plans => ("wil het", "wants it"),
            Stage::Builds => ("maakt het", "is building it"),
            Stage::Has => ("heeft het", "has it"),
        })
    }

    /// What a municipality can do with an initiative, in a few words.
    pub fn opportunity_label(self, chance: Opportunity) -> &'static str {
        self.pick(match chance {
            Opportunity::TakeOver => ("overnemen", "reuse it"),
            Opportunity::MakeTogether => ("samen maken", "build it together"),
            Opportunity::LookAt => ("gaan kijken", "go and see"),
            Opportunity::JoinIn => ("meedoen", "join in"),
            Opportunity::PassOn => ("doorgeven", "pass it on"),
            Opportunity::Exchange => ("ervaring delen", "share experience"),
            Opportunity::Refused => ("wil dit niet", "does not want it"),
        })
    }

    /// The same in a sentence to the municipality.
    pub fn opportunity(self, chance: Opportunity) -> &'static str {
        self.pick(match chance {
            Opportunity::TakeOver => (
                "U wilt dit ook, en een andere gemeente heeft het al. Vraag of u het kunt overnemen.",
                "You want this too, and another municipality already has it. Ask whether you can reuse it.",
            ),
            Opportunity::MakeTogether => (
                "U en anderen zijn hier nog mee bezig. Maak het samen.",
                "You and others are still working on this. Build it together.",
            ),
            Opportunity::LookAt => (
                "Een andere gemeente heeft dit. In uw documenten staat er niets over. Ga eens kijken.",
                "Another municipality has this. Your documents do not mention it. Go and see.",
            ),
            Opportunity::JoinIn => (
                "Anderen beginnen hieraan. In uw documenten staat er niets over. Wilt u meedoen?",
                "Others are starting on this. Your documents do not mention it. Would you like to join in?",
            ),
            Opportunity::PassOn => (
                "U heeft dit al. Anderen willen het nog. U kunt het doorgeven.",
                "You already have this. Others still want it. You can pass it on.",
            ),
            Opportunity::Exchange => (
                "U heeft dit allemaal. Deel uw ervaring, of beheer het samen.",
                "You all have this. Share your experience, or maintain it together.",
            ),
            Opportunity::Refused => (
                "U koos ervoor dit niet te doen. Anderen doen het wel.",
                "You chose not to do this. Others do.",
            ),
        })
    }

    /// Since when one has come so far; `stated` when the sentence itself names the year.
    pub fn since(self, date: &str, stated: bool) -> String {
        let date = date
            .parse()
            // A date of another form is shown as it came.
            .map_or_else(|_| date.to_owned(), |dated| self.date(Some(dated)));
        if stated {
            text!(self, "sinds {date}", "since {date}")
        } else {
            text!(
                self,
                "volgens een tekst van {date}",
                "according to a text from {date}"
            )
        }
    }
}
