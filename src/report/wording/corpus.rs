//! Sentences about the documents of a corpus.

use crate::document::DateSource;
use crate::report::Language;
use crate::report::view::Missing;

impl Language {
    /// Who gives the date of a document.
    pub fn date_source(self, source: Option<DateSource>) -> &'static str {
        match source {
            None => "",
            Some(DateSource::Manifest) => self.either("lijst", "manifest"),
            Some(DateSource::Text) => self.either("tekst", "text"),
            Some(DateSource::Properties) => self.either("bestand", "file"),
        }
    }

    /// What is missing of a municipality.
    pub fn missing(self, what: Missing) -> &'static str {
        match what {
            Missing::Documents => self.either("documenten", "documents"),
            Missing::ReadableText => self.either("leesbare tekst", "readable text"),
            Missing::InformationVision => {
                self.either("visie op informatie", "vision on information")
            }
            Missing::Date => self.either("datum", "date"),
        }
    }

    /// A document for which a newer one speaks.
    pub fn replaced(self) -> &'static str {
        self.either("vervangen", "replaced")
    }

    /// How many documents do not count because a newer one of their kind does.
    pub fn superseded(self, documents: u32) -> String {
        self.either(
            format!("{documents} oudere documenten tellen niet mee: er is een nieuwer van dezelfde soort"),
            format!("{documents} older documents do not count: there is a newer one of the same kind"),
        )
    }

    /// The municipalities of which there is nothing; `named` are the first of them.
    pub fn without_documents(self, count: usize, named: &[&str]) -> String {
        let names = named.join(", ");
        let rest = count - named.len();
        let more = if rest > 0 {
            self.either(format!(" en {rest} andere"), format!(" and {rest} more"))
        } else {
            String::new()
        };
        self.either(
            format!("Zonder documenten ({count}): {names}{more}"),
            format!("Without documents ({count}): {names}{more}"),
        )
    }
}
