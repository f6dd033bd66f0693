//! The reports of a batch: a page for each municipality.

use super::Language;
use crate::rank::Scope;

texts! {
    /// What a report is for.
    report_aim = "Dit blad laat zien met welke gemeenten een gesprek kan lonen, en waarom. Het staat in de documenten zelf: lees de zinnen. Het is geen oordeel en geen ranglijst van goede en slechte gemeenten.",
        "This page shows with which municipalities a talk may pay, and why. It is in the documents themselves: read the sentences. It is no verdict, and no list of good and bad municipalities.";
    /// Nobody in scope can be compared.
    report_no_candidates(name: &str) = "Voor {name} is in deze omgeving geen gemeente om mee te vergelijken. Zoek verder weg.",
        "For {name} there is no municipality to compare with around here. Look farther away.";
    /// Who ranks first, behind a name in the list of reports.
    report_first_partner(partner: &str) = "eerst {partner}", "first {partner}";
}

impl Language {
    /// The title of the page that leads to the reports.
    pub fn reports_title(self, scope: &Scope) -> String {
        let scope = self.scope(scope);
        text!(
            self,
            "Mogelijke partners van elke gemeente: {scope}",
            "Possible partners of every municipality: {scope}"
        )
    }

    /// Not all that were ranked are shown.
    pub fn report_shows(self, shown: usize, ranked: usize) -> String {
        match shown {
            1 => text!(
                self,
                "Dit is de eerste van {ranked}. Alle staan in matches.csv.",
                "This is the first of {ranked}. All are in matches.csv."
            ),
            _ => text!(
                self,
                "Dit zijn de eerste {shown} van {ranked}. Alle staan in matches.csv.",
                "These are the first {shown} of {ranked}. All are in matches.csv."
            ),
        }
    }
}
