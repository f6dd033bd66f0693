//! Error messages, login pages and cookie walls that were saved in the place of a document.
//!
//! A web server that refuses a file answers with a page; a fetcher that does not look saves it under the name of the
//! document. Such a page is no vision of anyone.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::document::{BlockKind, Extraction};
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

/// The longest page that its title or first heading can make an error page, in words: some show all their menus and
/// news beside the message.
const MAX_HEADED_WORDS: usize = 800;

/// Whether what was read is such a page. With `is_misnamed` it is a web page under the name of another format: of
/// these a short one needs no further sign.
pub(super) fn is_error_page(extraction: &Extraction, is_misnamed: bool) -> bool {
    if extraction.is_unreadable() {
        return false;
    }
    let mut words = words(extraction.title.as_deref().unwrap_or_default());
    let first = extraction.pages.first();
    let heading = first.and_then(|page| Some((page, page.blocks.first()?)));
    let heading = heading.filter(|(_, block)| matches!(block.kind, BlockKind::Heading(_)));
    let heading = heading.map_or("", |(page, block)| block.span.of(&page.text));
    let headed = has_phrase(&words) || has_phrase(&self::words(heading));
    for page in &extraction.pages {
        if words.len() > MAX_HEADED_WORDS {
            return false;
        }
        words.extend(self::words(&page.text));
    }
    if words.len() > MAX_WORDS {
        return headed && words.len() <= MAX_HEADED_WORDS;
    }
    let login: BTreeSet<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| LOGIN_WORDS.contains(word))
        .collect();
    headed
        || is_misnamed
        || has_phrase(&words)
        || (words.len() <= MAX_LOGIN_WORDS && login.len() >= MIN_LOGIN_WORDS)
}

/// The words of a text, in lower case.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether words hold one of the phrases; blanks may be line ends.
fn has_phrase(words: &[String]) -> bool {
    let spaced = words.join(" ");
    PHRASES.iter().any(|phrase| spaced.contains(phrase))
}

/// Whether the source of a web page asks for a password.
pub(super) fn asks_for_password(source: &[u8]) -> bool {
    const FIELDS: [&[u8]; 3] = [b"type=\"password\"", b"type='password'", b"type=password"];
    let source = source.to_ascii_lowercase();
    FIELDS
        .iter()
        .any(|field| memchr::memmem::find(&source, field).is_some())
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
        let news =
            "De gemeente heeft veel nieuws over wonen, werken en zorg in de wijk. ".repeat(20);
        let menus = page(&format!("Pagina niet gevonden</h1><p>{news}</p><h1>Meer"));
        check(menus.as_bytes(), "visie.html", true);
        let form = page(&format!(
            "Welkom</h1><input type='password'><p>{news}</p><h1>Meer"
        ));
        check(form.as_bytes(), "visie.pdf", true);
        check(form.as_bytes(), "visie.html", false);
        for message in [
            "Server Error in '/' Application. Runtime Error",
            "Inloggen met DigiD. Kies hoe u wilt inloggen.",
            "Het opgevraagde document is niet (meer) beschikbaar.",
            "Deze website is tijdelijk niet beschikbaar wegens onderhoud.",
            "Please wait... If this message is not eventually replaced with the proper contents",
        ] {
            check(message.as_bytes(), "visie.txt", true);
        }
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
