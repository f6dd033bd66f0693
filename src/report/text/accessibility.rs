//! The accessibility statement, after the model of the Dutch government: status, what was tested and how, what is
//! known to fall short, whom to tell, and of when it is.

use super::Language;

/// A part of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub heading: &'static str,
    /// What it says.
    pub text: String,
    /// The same in points, where there are several.
    pub points: Vec<&'static str>,
}

/// The day on which the pages were last tested as the statement says.
const TESTED: &str = "2026-11-24";

texts! {
    // The headings of the statement.
    status_heading = "Status", "Status";
    scope_heading = "Waar dit over gaat", "What this is about";
    tested_heading = "Hoe er is getoetst", "How it was tested";
    untested_heading = "Wat nog niet is getoetst", "What has not been tested yet";
    shortcomings_heading = "Wat bekend is en beter kan", "Known shortcomings";
    contact_heading = "Iets melden", "Tell us";
    date_heading = "Datum", "Date";

    // What stands below them.
    accessibility_status = "Status C: eerste maatregelen zijn genomen. De pagina's zijn gemaakt volgens EN 301 549 en WCAG 2.2, niveau A en AA. De makers hebben ze zelf getoetst. Een onafhankelijk onderzoek is er nog niet. Biedt uw organisatie wiel aan? Laat dan onderzoek doen en neem de uitkomst op in het register van toegankelijkheidsverklaringen.",
        "Status C: first measures have been taken. The pages follow EN 301 549 and WCAG 2.2, levels A and AA. The makers tested them themselves. There has been no independent audit yet. Does your organisation offer wiel? Then have it audited, and add the result to the register of accessibility statements.";
    accessibility_scope = "Over alle pagina's van deze website. Niet over de documenten van gemeenten waar de citaten uit komen: die staan op andere websites.",
        "All pages of this website. Not the documents of municipalities that the quotes come from: those are on other websites.";
    /// When and where the pages were tested.
    accessibility_tested(date: &str) = "Op {date}, in Chromium, op elke soort pagina, in het Nederlands en in het Engels. Deze toetsen lopen mee met elke wijziging van het programma.",
        "On {date}, in Chromium, on every kind of page, in Dutch and in English. These tests run with every change to the program.";
    /// Whom to tell, when there is an address.
    tell_contact(contact: &str) = "Werkt iets niet voor u? Laat het weten: {contact}. Zeg op welke pagina het was en wat u wilde doen.",
        "Does something not work for you? Tell us: {contact}. Say on which page it was and what you wanted to do.";
    tell_organisation = "Werkt iets niet voor u? Laat het weten aan de organisatie die u dit adres gaf.",
        "Does something not work for you? Tell the organisation that gave you this address.";
    no_proper_answer = "Komt er geen goed antwoord van een overheid? Dan kunt u terecht bij de Nationale ombudsman.",
        "Did a public body not give you a proper answer? Then you can turn to the Dutch National Ombudsman.";
    /// Of when the statement is.
    accessibility_dated(date: &str, version: &str) = "Deze verklaring is van {date} en gaat over versie {version}. De makers kijken haar na bij elke nieuwe versie, en ten minste elk jaar.",
        "This statement was made on {date} and is about version {version}. The makers review it with each new version, and at least once a year.";
}

/// What was tested.
const TESTS: [(&str, &str); 4] = [
    (
        "Met het programma axe-core: alle regels voor WCAG 2.2 A en AA die een programma kan nagaan. Er waren geen fouten.",
        "With the program axe-core: all rules for WCAG 2.2 A and AA that a program can check. No errors were found.",
    ),
    (
        "Met alleen het toetsenbord: een gemeente zoeken, de lijst kleiner maken, gewichten zetten, vergelijken en een citaat volgen. De focus is steeds te zien.",
        "With the keyboard only: finding a municipality, narrowing the list, setting weights, comparing and following a quote. The focus is always visible.",
    ),
    (
        "Op een scherm van 320 pixels breed (400% vergroot): er valt niets weg, en alleen brede tabellen schuiven opzij.",
        "On a screen 320 pixels wide (zoomed to 400%): nothing is lost, and only wide tables scroll sideways.",
    ),
    (
        "Zonder JavaScript, en op papier.",
        "Without JavaScript, and on paper.",
    ),
];

/// What was not tested.
const UNTESTED: [(&str, &str); 3] = [
    (
        "Het gebruik door mensen met een beperking.",
        "Use by people with a disability.",
    ),
    (
        "Het gebruik met een voorleesprogramma. Namen en rollen zijn wel nagegaan.",
        "Use with a screen reader. Names and roles were checked.",
    ),
    (
        "Andere browsers dan Chromium.",
        "Browsers other than Chromium.",
    ),
];

/// What is known to fall short.
const SHORTCOMINGS: [(&str, &str); 4] = [
    (
        "De kaart heeft veel links achter elkaar. U kunt haar overslaan: de lijst zegt hetzelfde.",
        "The map has many links in a row. You can skip it: the list says the same.",
    ),
    (
        "De tabel van een regio met veel gemeenten is breed: op een klein scherm schuift u hem opzij.",
        "The table of a region with many municipalities is wide: on a small screen it scrolls sideways.",
    ),
    (
        "Citaten zijn in de taal van het document. Die is vaak moeilijker dan B1, en ook op Engelse pagina's Nederlands.",
        "Quotes are in the language of the document. That is often harder than B1, and Dutch on English pages too.",
    ),
    (
        "Gescande documenten van gemeenten zijn vaak niet toegankelijk. wiel toont wel de tekst van de passage.",
        "Scanned documents from municipalities are often not accessible. wiel does show the text of the passage.",
    ),
];

impl Language {
    /// The statement, with whom to tell when that is known.
    pub fn accessibility(self, contact: Option<&str>) -> Vec<Section> {
        let date = self.date_of(Some(TESTED));
        let section = |heading, text: String, points: &[(&'static str, &'static str)]| Section {
            heading,
            text,
            points: points.iter().map(|point| self.pick(*point)).collect(),
        };
        let tell = match contact {
            Some(contact) => self.tell_contact(contact),
            None => self.tell_organisation().to_owned(),
        };
        let tell = format!("{tell} {}", self.no_proper_answer());
        let dated = self.accessibility_dated(&date, env!("CARGO_PKG_VERSION"));
        vec![
            section(
                self.status_heading(),
                self.accessibility_status().to_owned(),
                &[],
            ),
            section(
                self.scope_heading(),
                self.accessibility_scope().to_owned(),
                &[],
            ),
            section(
                self.tested_heading(),
                self.accessibility_tested(&date),
                &TESTS,
            ),
            section(self.untested_heading(), String::new(), &UNTESTED),
            section(self.shortcomings_heading(), String::new(), &SHORTCOMINGS),
            section(self.contact_heading(), tell, &[]),
            section(self.date_heading(), dated, &[]),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_its_date_and_contact() {
        for (language, day) in [
            (Language::Dutch, "24 november 2026"),
            (Language::English, "24 November 2026"),
        ] {
            let known = language.accessibility(Some("beheer@wiel.example"));
            let texts: Vec<&str> = known.iter().map(|part| part.text.as_str()).collect();
            let texts = texts.join(" ");
            assert!(
                texts.contains(day) && texts.contains("beheer@wiel.example"),
                "{texts}"
            );
            let unknown = language.accessibility(None);
            assert_eq!(unknown.len(), known.len());
            for part in known {
                assert!(!part.text.is_empty() || part.points.len() > 1, "{part:?}");
            }
        }
    }
}
