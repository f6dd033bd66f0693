//! The reports of a batch: a page for each municipality.

use std::fmt::Display;

use super::{Language, Noun};
use crate::rank::Scope;
use crate::report::view::BatchSelection;

texts! {
    /// What a report is for.
    report_aim = "Dit blad laat zien met welke gemeenten u kunt gaan praten, en waarom. Het staat in de documenten zelf: lees de zinnen. Het is geen oordeel en geen ranglijst van goede en slechte gemeenten.",
        "This page shows which municipalities are worth talking to, and why. It comes from the documents themselves: read the sentences. It is not a verdict, and not a list of good and bad municipalities.";
    /// Nobody in scope can be compared.
    report_no_candidates(name: &str) = "Voor {name} is in deze omgeving geen gemeente om mee te vergelijken. Zoek verder weg.",
        "There is no municipality here to compare {name} with. Look further afield.";
    /// Something was asked for that this program was built without.
    needs_feature(what: &str, feature: &str) = "{what} zit niet in dit programma. Zo komt het erin: cargo build --release --features {feature}",
        "This program was built without {what}. To include it: cargo build --release --features {feature}";
    /// A PDF was asked for on a terminal.
    pdf_is_no_text = "Een PDF kan niet in dit venster staan. Stuur hem naar een bestand: … > partners.pdf",
        "A PDF cannot be shown in this window. Write it to a file: … > partners.pdf";
    /// The foot of a page.
    page_of(page: usize, pages: usize) = "blz. {page} van {pages}", "page {page} of {pages}";
    /// What the map of partners shows, for who does not see it.
    partner_map_description(name: &str, ranked: &str) = "Kaart met {name} en de gemeenten uit de tabel: {ranked}.",
        "Map of {name} and the municipalities in the table: {ranked}.";
    /// What stands below the map of partners.
    partner_map_caption(name: &str) = "{name} is oranje. Het getal is de plaats in de tabel. Hoe donkerder, hoe beter de koers past.",
        "{name} is orange. The number is the rank in the table. The darker, the closer the alignment.";
    /// What the map of a region shows, for who does not see it.
    region_map_description(pairs: &str) = "Kaart van de gemeenten uit de tabel, elk met een lijn naar de eerste partner: {pairs}.",
        "Map of the municipalities in the table, each with a line to its first partner: {pairs}.";
    /// What stands below the map of a region.
    region_map_caption = "Het getal is het nummer in de tabel. Een lijn loopt van een gemeente naar haar eerste partner, als die ook in de tabel staat.",
        "The number is that in the table. A line runs from a municipality to its first partner, if that is in the table too.";
    /// A batch goes on where an earlier one was cut short.
    batch_resumed(done: usize, all: usize) = "Gaat verder waar een eerdere keer stopte: {done} van de {all} gemeenten waren klaar.",
        "Resuming an earlier run: {done} of {all} municipalities were done.";
    /// Who ranks first, behind a name in the list of reports.
    report_first_partner(partner: &str) = "eerst {partner}", "first {partner}";
}

texts! {
    /// No region of a register has the name that was asked for.
    unknown_region(kind: &str, name: &str, known: &str) = "De soort “{kind}” heeft geen regio “{name}”. Wel: {known}.",
        "The kind “{kind}” has no region “{name}”. It has: {known}.";
    /// A register has no regions of the kind that was asked for.
    unknown_region_kind(kind: &str, known: &str) = "Het register heeft geen soort regio “{kind}”. Wel: {known}.",
        "The register has no kind of region “{kind}”. It has: {known}.";
    /// A region was asked for without a kind.
    region_without_kind(typed: &str) = "Schrijf een regio als SOORT:NAAM, zoals province:Utrecht, niet “{typed}”.",
        "Write a region as KIND:NAME, such as province:Utrecht, not “{typed}”.";
    /// Municipalities and a region were asked for that have nothing in common.
    nothing_selected = "Geen van deze gemeenten ligt in deze regio.",
        "None of these municipalities lies in this region.";
    /// Nothing changed since a generation, so that a batch of changes is empty.
    nothing_changed_since(generation: &dyn Display) = "Sinds {generation} is er niets veranderd in deze gemeenten. De bestanden zijn leeg.",
        "Nothing changed in these municipalities since {generation}. The files are empty.";
    /// There is no generation from before a day.
    no_generation_before(day: &str, oldest: &dyn Display) = "Van vóór {day} is er geen versie om mee te vergelijken. De oudste is {oldest}.",
        "There is no generation from before {day} to compare with. The oldest is {oldest}.";
}

impl Language {
    /// The columns of the table of a region.
    pub fn region_report_columns(self) -> [&'static str; 5] {
        self.either(
            ["nr.", "gemeente", "eerste partner", "tweede", "derde"],
            ["no.", "municipality", "first partner", "second", "third"],
        )
    }

    /// Which part of the register a batch is about, in a sentence.
    pub fn batch_selection(self, selection: &BatchSelection) -> String {
        let count = self.count(selection.municipalities as u64, Noun::MUNICIPALITY);
        let mut conditions = Vec::new();
        if let Some(region) = &selection.region {
            conditions.push(region.clone());
        }
        if let Some(codes) = &selection.only {
            conditions.push(codes.join(", "));
        }
        if let Some(since) = &selection.changed_since {
            conditions.push(text!(
                self,
                "veranderd sinds {since}",
                "changed since {since}"
            ));
        }
        let conditions = conditions.join("; ");
        text!(
            self,
            "Alleen {count} van het register: {conditions}.",
            "Only {count} of the register: {conditions}."
        )
    }

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
