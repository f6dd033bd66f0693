//! What changed overnight: the morning report.

use super::{Language, Noun};

texts! {
    /// The title of the report.
    changes_title = "Wat is er veranderd?", "What changed?";
    /// From which generation to which.
    changes_between(old: &str, new: &str) = "Van {old} naar {new}.", "From {old} to {new}.";
    /// There is nothing to report.
    no_changes = "Er zijn geen documenten veranderd, en de eerste partners zijn bij elke gemeente gelijk gebleven.",
        "No document changed, and the first partners of every municipality stayed the same.";
    /// How many documents changed.
    changed_documents(added: usize, removed: usize, changed: usize) = "Documenten: {added} nieuw, {removed} weg, {changed} gewijzigd.",
        "Documents: {added} new, {removed} gone, {changed} changed.";
    /// Ranks may have moved without documents.
    settings_changed = "Let op: ook de instellingen of de rekenwijze zijn veranderd. Daardoor kan de volgorde anders zijn.",
        "Keep in mind: settings or methods have changed too, so places may have moved.";
    /// Above the municipalities that were merged.
    mergers_heading = "Herindelingen", "Municipal mergers";
    /// Above the documents that were added.
    added_documents_heading = "Nieuwe visies", "New visions";
    /// Above the documents that changed.
    changed_documents_heading = "Gewijzigde visies", "Changed visions";
    /// Above the documents that were removed.
    removed_documents_heading = "Verdwenen visies", "Visions that have gone";
    /// Above the partners that moved.
    moved_partners_heading = "Andere partners", "Other partners";
    /// A document that was added.
    document_added(owners: &str, document: &str) = "{owners} heeft een nieuwe visie: {document}.",
        "{owners} has a new vision: {document}.";
    /// A document that changed.
    document_changed(owners: &str, document: &str) = "{owners} heeft een visie gewijzigd: {document}.",
        "{owners} has changed a vision: {document}.";
    /// A document that was removed.
    document_removed(owners: &str, document: &str) = "De visie van {owners} is er niet meer: {document}.",
        "The vision of {owners} is gone: {document}.";
    /// The neighbours of the owner of a document.
    neighbours_of_owner(names: &str) = "Buurgemeente van {names}.", "Neighbour of {names}.";
    /// A partner took another place among the first.
    partner_reordered(partner: &str, before: u32, rank: u32) = "Een andere plaats: {partner}, van {before} naar {rank}",
        "Different place: {partner}, from {before} to {rank}";
}

impl Language {
    /// The names of municipalities that ended, and of those in which they go on since a day.
    pub fn merger(self, ended: &[String], into: &[String], since: Option<&str>) -> String {
        let are_several = ended.len() > 1;
        let (goes_nl, goes_en) = if are_several {
            ("gaan", "go")
        } else {
            ("gaat", "goes")
        };
        // A split goes on in several, which are not one municipality under another name.
        let (as_nl, as_en) = if into.len() == 1 {
            ("als", "as")
        } else {
            ("in", "in")
        };
        let [ended, into] = [ended, into].map(|names| self.list(names));
        let day = self.date_of(since);
        if since.is_none() {
            return text!(
                self,
                "{ended} {goes_nl} verder {as_nl} {into}.",
                "{ended} {goes_en} on {as_en} {into}."
            );
        }
        text!(
            self,
            "{ended} {goes_nl} sinds {day} verder {as_nl} {into}.",
            "Since {day} {ended} {goes_en} on {as_en} {into}."
        )
    }

    /// At how many municipalities the first partners changed.
    pub fn changed_municipalities(self, municipalities: usize, top: u32) -> String {
        let first = self.top(top);
        let municipalities = self.count(municipalities as u64, Noun::MUNICIPALITY);
        text!(
            self,
            "Bij {municipalities} is {first} veranderd.",
            "For {municipalities} {first} changed."
        )
    }

    /// A partner entered the first so many.
    pub fn partner_entered(self, partner: &str, top: u32, rank: u32) -> String {
        let first = self.top(top);
        text!(
            self,
            "Een nieuwe partner in {first}: {partner}, op plaats {rank}",
            "A new partner in {first}: {partner}, at number {rank}"
        )
    }

    /// A partner left the first so many; `rank` is `None` when it has no text any more.
    pub fn partner_left(self, partner: &str, top: u32, rank: Option<u32>) -> String {
        let first = self.top(top);
        let now = match rank {
            Some(rank) => text!(self, "op plaats {rank}", "at number {rank}"),
            // No rank means no text any more, which is another thing than a low rank.
            None => self.either("zonder visie", "without a vision").to_owned(),
        };
        text!(
            self,
            "Niet meer in {first}: {partner}, nu {now}",
            "No longer in {first}: {partner}, now {now}"
        )
    }

    /// The course now and before; empty when neither is known.
    pub fn course_moved(self, before: Option<f64>, now: Option<f64>) -> String {
        let show = |value| self.number(value, 2);
        match (before.map(show), now.map(show)) {
            (Some(before), Some(now)) => text!(
                self,
                " (koers {now}, was {before})",
                " (alignment {now}, was {before})"
            ),
            (None, Some(now)) => text!(
                self,
                " (koers {now}, was er nog niet)",
                " (alignment {now}, new)"
            ),
            (Some(before), None) => {
                text!(self, " (koers was {before})", " (alignment was {before})")
            }
            // Unknown on both sides: a parenthesis would be empty.
            (None, None) => String::new(),
        }
    }

    /// Why a partner moved: the documents of the pair, or changes elsewhere when there are none.
    pub fn moved_because(self, documents: &str) -> String {
        // Ranks also move when another municipality changes.
        if documents.is_empty() {
            let elsewhere = (
                "Dat komt door veranderingen bij andere gemeenten.",
                "This is because of changes at other municipalities.",
            );
            return self.pick(elsewhere).to_owned();
        }
        text!(
            self,
            "Dat komt door: {documents}.",
            "Because of: {documents}."
        )
    }

    fn top(self, top: u32) -> String {
        match top {
            3 => self.either("de top drie", "the top three").to_owned(),
            top => text!(self, "de top {top}", "the top {top}"),
        }
    }
}
