//! The reports of a batch, in words.

use super::Language;
use crate::rank::Scope;

impl Language {
    /// The title of the page that leads to the reports.
    pub fn reports_title(self, scope: &Scope) -> String {
        let place = self.place(scope);
        self.either(
            format!("Mogelijke partners van elke gemeente: {place}"),
            format!("Possible partners of every municipality: {place}"),
        )
    }

    /// What a report is for.
    pub fn report_aim(self) -> &'static str {
        self.either(
            "Dit blad laat zien met welke gemeenten een gesprek kan lonen, en waarom. Het staat in de documenten zelf: lees de zinnen. Het is geen oordeel en geen ranglijst van goede en slechte gemeenten.",
            "This page shows with which municipalities a talk may pay, and why. It is in the documents themselves: read the sentences. It is no verdict, and no list of good and bad municipalities.",
        )
    }

    /// Nobody in scope can be compared.
    pub fn report_nobody(self, name: &str) -> String {
        self.either(
            format!("Voor {name} is in deze omgeving geen gemeente om mee te vergelijken. Zoek verder weg."),
            format!("For {name} there is no municipality to compare with around here. Look farther away."),
        )
    }

    /// Not all that were ranked are shown.
    pub fn report_first_of(self, shown: usize, ranked: usize) -> String {
        self.either(
            format!("Dit zijn de eerste {shown} van {ranked}. Alle staan in matches.csv."),
            format!("These are the first {shown} of {ranked}. All are in matches.csv."),
        )
    }

    /// Who comes first, behind a name in the list of reports.
    pub fn report_first(self, partner: &str) -> String {
        self.either(format!("eerst {partner}"), format!("first {partner}"))
    }

    /// What the range beside an alignment is.
    pub fn what_the_range_is(self) -> &'static str {
        self.either(
            "Tussen: hoe ver de koers zou schuiven als er andere stukken uit dezelfde teksten waren gelezen. Dat gaat alleen over de woorden: thema's en principes zijn één keer gelezen.",
            "Range: how far the course would move had other parts of the same texts been read. That is about the words only: themes and principles were read once.",
        )
    }
}
