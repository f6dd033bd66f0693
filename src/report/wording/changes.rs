//! What changed overnight: the morning report.

use std::fmt::Display;

use super::Language;

impl Language {
    /// The title of the report.
    pub fn changes_title(self) -> &'static str {
        self.either("Wat is er veranderd?", "What changed?")
    }

    /// From which generation to which.
    pub fn changes_between(self, old: &str, new: &str) -> String {
        self.either(
            format!("Van {old} naar {new}."),
            format!("From {old} to {new}."),
        )
    }

    /// There is nothing to tell.
    pub fn changes_none(self) -> &'static str {
        self.either(
            "Er zijn geen documenten veranderd, en de eerste partners zijn bij elke gemeente gelijk gebleven.",
            "No document changed, and the first partners of every municipality stayed the same.",
        )
    }

    /// There is no earlier generation to compare with.
    pub fn nothing_before(self, id: &dyn Display) -> String {
        self.either(
            format!("Vóór {id} is er geen versie om mee te vergelijken."),
            format!("There is no generation before {id} to compare with."),
        )
    }

    /// How much changed.
    pub fn changes_counts(self, added: usize, removed: usize, changed: usize) -> String {
        self.either(
            format!("Documenten: {added} nieuw, {removed} weg, {changed} gewijzigd."),
            format!("Documents: {added} new, {removed} gone, {changed} changed."),
        )
    }

    /// At how many municipalities the first partners changed.
    pub fn changes_partners(self, municipalities: usize, top: u32) -> String {
        let first = self.top(top);
        match (self, municipalities) {
            (Self::Dutch, 1) => format!("Bij 1 gemeente is {first} veranderd."),
            (Self::Dutch, many) => format!("Bij {many} gemeenten is {first} veranderd."),
            (Self::English, 1) => format!("For 1 municipality {first} changed."),
            (Self::English, many) => format!("For {many} municipalities {first} changed."),
        }
    }

    /// Ranks may have moved without documents.
    pub fn changes_settings(self) -> &'static str {
        self.either(
            "Let op: ook de instellingen of de rekenwijze zijn veranderd. Daardoor kan de volgorde anders zijn.",
            "Note: settings or methods changed too, and may have moved the ranks.",
        )
    }

    /// The headings of the three lists of documents and of the partners.
    pub fn changes_headings(self) -> [&'static str; 4] {
        self.either(
            [
                "Nieuwe visies",
                "Gewijzigde visies",
                "Verdwenen visies",
                "Andere partners",
            ],
            [
                "New visions",
                "Changed visions",
                "Visions that are gone",
                "Other partners",
            ],
        )
    }

    /// A document that came, in a sentence.
    pub fn document_added(self, owners: &str, document: &str) -> String {
        self.either(
            format!("{owners} heeft een nieuwe visie: {document}."),
            format!("{owners} has a new vision: {document}."),
        )
    }

    /// A document that changed.
    pub fn document_changed(self, owners: &str, document: &str) -> String {
        self.either(
            format!("{owners} heeft een visie gewijzigd: {document}."),
            format!("{owners} changed a vision: {document}."),
        )
    }

    /// A document that went.
    pub fn document_removed(self, owners: &str, document: &str) -> String {
        self.either(
            format!("De visie van {owners} is er niet meer: {document}."),
            format!("The vision of {owners} is gone: {document}."),
        )
    }

    /// For whom that is a neighbour.
    pub fn neighbours_of_owner(self, names: &str) -> String {
        self.either(
            format!("Buurgemeente van {names}."),
            format!("Neighbour of {names}."),
        )
    }

    /// A partner entered the first so many.
    pub fn partner_entered(self, partner: &str, top: u32, rank: u32) -> String {
        let first = self.top(top);
        self.either(
            format!("Een nieuwe partner in {first}: {partner}, op plaats {rank}"),
            format!("A new partner in {first}: {partner}, at place {rank}"),
        )
    }

    /// A partner left the first so many; nothing for the rank when it has no text any more.
    pub fn partner_left(self, partner: &str, top: u32, rank: Option<u32>) -> String {
        let first = self.top(top);
        match (self, rank) {
            (Self::Dutch, Some(rank)) => {
                format!("Niet meer in {first}: {partner}, nu op plaats {rank}")
            }
            (Self::Dutch, None) => format!("Niet meer in {first}: {partner}, nu zonder visie"),
            (Self::English, Some(rank)) => {
                format!("No longer in {first}: {partner}, now at place {rank}")
            }
            (Self::English, None) => {
                format!("No longer in {first}: {partner}, now without a vision")
            }
        }
    }

    /// A partner took another place among the first.
    pub fn partner_reordered(self, partner: &str, before: u32, rank: u32) -> String {
        self.either(
            format!("Een andere plaats: {partner}, van {before} naar {rank}"),
            format!("Another place: {partner}, from {before} to {rank}"),
        )
    }

    /// The course now and before.
    pub fn course_moved(self, before: Option<f64>, now: Option<f64>) -> String {
        let show = |value| self.number(value, 2);
        match (before.map(show), now.map(show)) {
            (Some(before), Some(now)) => self.either(
                format!(" (koers {now}, was {before})"),
                format!(" (course {now}, was {before})"),
            ),
            (None, Some(now)) => self.either(
                format!(" (koers {now}, was er nog niet)"),
                format!(" (course {now}, was not there)"),
            ),
            (Some(before), None) => self.either(
                format!(" (koers was {before})"),
                format!(" (course was {before})"),
            ),
            (None, None) => String::new(),
        }
    }

    /// Why a partner moved: the documents of the pair, or nothing of its own.
    pub fn moved_because(self, documents: &str) -> String {
        if documents.is_empty() {
            return self
                .either(
                    "Dat komt door veranderingen bij andere gemeenten.",
                    "That comes from changes elsewhere.",
                )
                .to_owned();
        }
        self.either(
            format!("Dat komt door: {documents}."),
            format!("Because of: {documents}."),
        )
    }

    fn top(self, top: u32) -> String {
        match (self, top) {
            (Self::Dutch, 3) => "de top drie".to_owned(),
            (Self::Dutch, top) => format!("de top {top}"),
            (Self::English, 3) => "the top three".to_owned(),
            (Self::English, top) => format!("the top {top}"),
        }
    }
}
