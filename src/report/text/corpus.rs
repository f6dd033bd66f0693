//! The documents of a corpus: how they were read, and what is missing.

use super::{Language, Noun};
use crate::document::{DateSource, WarningKind};
use crate::report::view::Missing;

texts! {
    /// What the short columns of the documents of a corpus are.
    corpus_columns_note = "Gedeeld: staat bijna letterlijk ook bij andere gemeenten. Wet: herhaalt de wet of een procedure. Beide tellen niet mee als er genoeg andere tekst is.",
        "Shared: stands nearly word for word with other municipalities too. Law: repeats the law or a procedure. Neither counts when there is enough other text.";
    /// Above the documents that were skipped.
    skipped_heading = "Niet opgenomen", "Not taken up";
    /// A file that would have to be written over.
    file_exists(path: &str) = "{path} bestaat al en blijft zoals het is; kies een andere naam",
        "{path} exists and stays as it is; choose another name";
    /// Above what went wrong or was repaired.
    warnings_heading = "Opmerkingen", "Remarks";
    /// A line of the manifest, behind the path of a document.
    manifest_line(line: u64) = " (regel {line})", " (line {line})";
    /// A document that a newer one replaces.
    replaced = "vervangen", "replaced";
    /// What a municipality lacks.
    missing_list(what: &str) = "Mist: {what}", "Missing: {what}";
    /// The themes that a municipality does not mention.
    themes_not_mentioned(names: &str) = "Niet genoemd: {names}", "Not mentioned: {names}";
}

impl Language {
    /// The columns of the documents of a corpus.
    pub fn corpus_columns(self) -> [&'static str; 8] {
        self.either(
            [
                "document", "blz.", "woorden", "leesbaar", "gedeeld", "wet", "taal", "datum",
            ],
            [
                "document", "pages", "words", "readable", "shared", "law", "lang.", "date",
            ],
        )
    }

    /// The columns of the municipalities of a corpus.
    pub fn holdings_columns(self) -> [&'static str; 8] {
        self.either(
            [
                "gemeente", "doc.", "onleesb.", "oud", "woorden", "thema's", "nieuwste", "mist",
            ],
            [
                "municipality",
                "doc.",
                "unread",
                "old",
                "words",
                "themes",
                "newest",
                "missing",
            ],
        )
    }

    /// The columns of the documents of one municipality.
    pub fn document_columns(self) -> [&'static str; 5] {
        self.either(
            ["document", "soort", "datum", "blz.", "woorden"],
            ["document", "kind", "date", "pages", "words"],
        )
    }

    /// How many documents were checked.
    pub fn corpus_summary(self, checked: usize, skipped: usize) -> String {
        let documents = self.count(checked as u64, Noun::DOCUMENT);
        text!(
            self,
            "{documents} bekeken, {skipped} niet opgenomen",
            "{documents} checked, {skipped} not taken up"
        )
    }

    /// How many lines of a manifest are proposed, and how many lack a municipality.
    pub fn proposed(self, lines: usize, unknown: usize) -> String {
        let documents = self.count(lines as u64, Noun::DOCUMENT);
        text!(
            self,
            "{documents} voorgesteld, {unknown} zonder gemeente. Kijk elke regel na en bewaar de lijst als manifest.csv in de map met documenten.",
            "{documents} proposed, {unknown} without a municipality. Check every line and save the list as manifest.csv in the corpus folder."
        )
    }

    /// Where the date of a document comes from; empty when it has none.
    pub fn date_source(self, source: Option<DateSource>) -> &'static str {
        self.pick(match source {
            None => ("", ""),
            Some(DateSource::Manifest) => ("lijst", "manifest"),
            Some(DateSource::Text) => ("tekst", "text"),
            Some(DateSource::Properties) => ("bestand", "file"),
        })
    }

    /// How much a warning matters.
    pub fn warning(self, kind: WarningKind) -> &'static str {
        self.pick(match kind {
            WarningKind::Unreadable => ("niet gelezen", "not read"),
            WarningKind::Partial => ("deels gelezen", "partly read"),
            WarningKind::Repaired => ("hersteld", "mended"),
        })
    }

    /// What is missing of a municipality.
    pub fn missing(self, what: Missing) -> &'static str {
        self.pick(match what {
            Missing::Documents => ("documenten", "documents"),
            Missing::ReadableText => ("leesbare tekst", "readable text"),
            Missing::InformationVision => ("visie op informatie", "vision on information"),
            Missing::Date => ("datum", "date"),
        })
    }

    /// How many documents do not count because a newer one of their kind does.
    pub fn superseded(self, documents: u32) -> String {
        let older = self.count(u64::from(documents), Noun::OLDER_DOCUMENT);
        // Both languages need another verb for one.
        let (counts, do_not) = if documents == 1 {
            ("telt", "does not")
        } else {
            ("tellen", "do not")
        };
        text!(
            self,
            "{older} {counts} niet mee: er is een nieuwer van dezelfde soort",
            "{older} {do_not} count: there is a newer one of the same kind"
        )
    }

    /// The municipalities without documents: how many, and the names of the first of them.
    pub fn without_documents(self, count: usize, named: &[&str]) -> String {
        let names = named.join(", ");
        let more = match count - named.len() {
            0 => String::new(),
            rest => text!(self, " en {rest} andere", " and {rest} more"),
        };
        text!(
            self,
            "Zonder documenten ({count}): {names}{more}",
            "Without documents ({count}): {names}{more}"
        )
    }
}
