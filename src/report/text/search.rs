//! What is said above the passages found.

use super::Language;
use crate::index::ReadQuery;

texts! {
    /// How a query was read that was not read as it stands.
    query_read_as(query: &str) = "Gelezen als: {query}.", "Read as: {query}.";
    /// Why a search by meaning was made by words.
    no_vectors = "wiel heeft op woorden gezocht. Zoeken op betekenis kan met deze gegevens niet.",
        "wiel searched by words. Searching by meaning is not possible with this data.";
    found_by_meaning = "naar betekenis", "by meaning";
    search_mode = "Zoeken op", "Search by";
    mode_both = "woorden en betekenis", "words and meaning";
    mode_words = "alleen woorden", "words only";
    mode_meaning = "alleen betekenis", "meaning only";
    no_passage_has_all = "Er is geen stuk tekst met al deze woorden. Hieronder staan stukken tekst met een deel ervan.",
        "No passage contains all these words. Below are passages with some of them.";
}

impl Language {
    /// How a query was read. Returns `None` if it was read as it stands and all its words were found together.
    pub fn reading_of_query(self, query: &ReadQuery, is_partial: bool) -> Option<String> {
        let read_as = (!query.is_literal()).then(|| self.query_read_as(&query.to_string()));
        let partial = is_partial.then(|| self.no_passage_has_all().to_owned());
        let sentences: Vec<String> = read_as.into_iter().chain(partial).collect();
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}
