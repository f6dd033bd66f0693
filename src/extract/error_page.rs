//! Error messages, login pages and cookie walls that were saved in the place of a document.
//!
//! A web server that refuses a file answers with a page; a fetcher that does not look saves it under the name of the
//! document. Such a page is no vision of anyone.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::document::Extraction;
use crate::text::WordList;

/// Phrases of such pages, in lower case.
static PHRASES: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/error-page-phrases.txt")));

/// Words of forms for logging in, in lower case.
static LOGIN_WORDS: LazyLock<WordList> =
    LazyLock::new(|| WordList::parse(include_str!("../../data/extract/login-words.txt")));

/// The longest such page, in words: longer ones have a document on them, whatever else they say.
const MAX_WORDS: usize = 150;

/// The longest page on which words of a login form say enough, in words.
const MAX_LOGIN_WORDS: usize = 60;

/// How many different words of a login form say enough.
const MIN_LOGIN_WORDS: usize = 2;

/// Whether what was read is such a page. With `is_misnamed` it is a web page under the name of another format: of
/// these a short one needs no further sign.
pub(super) fn is_error_page(extraction: &Extraction, is_misnamed: bool) -> bool {
    if extraction.is_unreadable() {
        return false;
    }
    let mut text = extraction.title.clone().unwrap_or_default();
    for page in &extraction.pages {
        text.push('\n');
        text.push_str(&page.text);
        if text.len() > MAX_WORDS * 20 {
            return false;
        }
    }
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > MAX_WORDS {
        return false;
    }
    let login: BTreeSet<&str> = words
        .iter()
        .copied()
        .filter(|word| LOGIN_WORDS.contains(word))
        .collect();
    // Blanks may be line ends.
    let spaced = words.join(" ");
    is_misnamed
        || PHRASES.iter().any(|phrase| spaced.contains(phrase))
        || (words.len() <= MAX_LOGIN_WORDS && login.len() >= MIN_LOGIN_WORDS)
}

#[cfg(test)]
mod tests {
    use crate::document::WarningCode;
    use crate::extract::{ExtractConfig, extract, fixture};

    fn check(bytes: &[u8], name: &str, expected: bool) {
        let read = extract(bytes, name, &ExtractConfig::default());
        let codes = read.warnings.iter().filter_map(|warning| warning.parse());
        let found = codes
            .into_iter()
            .any(|parsed| parsed.code == WarningCode::ErrorPage);
        assert_eq!(found, expected, "{name}: {:?}", read.warnings);
        assert_eq!(read.is_unreadable(), expected, "{name}");
    }

    #[test]
    fn pages_of_a_server_are_no_documents() {
        let page = |text: &str| format!("<!doctype html><html><body><h1>{text}</h1></body></html>");
        check(page("404 Not Found").as_bytes(), "visie.html", true);
        check(
            page("Toegang geweigerd. Neem contact op.").as_bytes(),
            "visie.pdf",
            true,
        );
        check(
            page("Gebruikersnaam Wachtwoord Inloggen").as_bytes(),
            "visie.html",
            true,
        );
        check(
            page("Welkom bij de gemeente").as_bytes(),
            "akkoord.pdf",
            true,
        );
        let printed = fixture::pdf(&[fixture::show(
            60,
            700,
            12,
            "Uw sessie is verlopen. Log opnieuw in.",
        )]);
        check(&printed, "visie.pdf", true);
        check(b"The request is blocked.\n", "visie.txt", true);
    }

    #[test]
    fn short_documents_stay_documents() {
        check(
            b"# Visie\n\nInwoners loggen in met DigiD en vinden alles op een plek.",
            "a.md",
            false,
        );
        check(
            b"<html><body><p>Wij werken samen aan de dienstverlening.</p></body></html>",
            "a.html",
            false,
        );
        let long = "Wie een pagina niet gevonden heeft, belt de gemeente. ".repeat(30);
        check(long.as_bytes(), "a.txt", false);
    }
}
