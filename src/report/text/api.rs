//! The page about the API, for people: what programs can ask for, and how.

use super::Language;

/// An address of the API, with an example of what follows it and what it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ApiAddress {
    /// Its path below `/api/v1`, with the names of its variable segments in braces.
    pub path: &'static str,
    /// The query of an example, without the question mark; `{ours}` and `{theirs}` stand for codes of municipalities.
    pub query: &'static str,
    /// What it answers, in Dutch and English.
    texts: (&'static str, &'static str),
}

impl ApiAddress {
    const fn new(
        path: &'static str,
        query: &'static str,
        texts: (&'static str, &'static str),
    ) -> Self {
        Self { path, query, texts }
    }

    /// What it answers.
    pub fn text(&self, language: Language) -> &'static str {
        language.pick(self.texts)
    }
}

/// All addresses below `/api/v1`, in the order in which a reader needs them.
pub const API_ADDRESSES: [ApiAddress; 23] = [
    ApiAddress::new(
        "/municipalities",
        "q=a",
        ("gemeenten zoeken op naam", "find municipalities by name"),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}",
        "",
        ("wie met een naam is bedoeld", "who is meant by a name"),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}/partners",
        "scope=km:30&pageSize=10&fields=rank,name,alignment",
        (
            "mogelijke partners, met zinnen",
            "possible partners, with sentences",
        ),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}/map",
        "",
        (
            "dezelfde partners als kaartlaag (GeoJSON)",
            "the same partners as a map layer (GeoJSON)",
        ),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}/wheels",
        "scope=province",
        (
            "wat meer gemeenten willen, maken of hebben",
            "what several municipalities want, are building or have",
        ),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}/groups",
        "scope=km:30",
        (
            "groepen waarin elk paar bij elkaar past",
            "groups in which every pair is aligned",
        ),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}/alignments",
        "",
        (
            "de koers van elk paar in een regio",
            "the alignment of every pair in a region",
        ),
    ),
    ApiAddress::new(
        "/municipalities/{municipality}/changes",
        "",
        (
            "wat er is veranderd voor een gemeente",
            "what has changed for a municipality",
        ),
    ),
    ApiAddress::new(
        "/comparisons",
        "municipality={ours}&partner={theirs}",
        ("twee gemeenten vergeleken", "two municipalities compared"),
    ),
    ApiAddress::new(
        "/selections",
        "municipality={ours}&partner={theirs}",
        (
            "twee tot vijf gemeenten naast elkaar",
            "two to five municipalities side by side",
        ),
    ),
    ApiAddress::new(
        "/guides",
        "municipality={ours}&partner={theirs}",
        ("een gespreksgids", "a conversation guide"),
    ),
    ApiAddress::new(
        "/profiles/{municipality}",
        "",
        ("wat een gemeente wil", "what a municipality wants"),
    ),
    ApiAddress::new(
        "/matches",
        "scope=border",
        (
            "de eerste partners van alle gemeenten",
            "the first partners of all municipalities",
        ),
    ),
    ApiAddress::new(
        "/pairs",
        "scope=border",
        ("de koers van alle paren", "the alignment of all pairs"),
    ),
    ApiAddress::new(
        "/passages",
        "q=cloud",
        ("zoeken in de teksten", "search the texts"),
    ),
    ApiAddress::new("/passages/{passage}", "", ("één stuk tekst", "one passage")),
    ApiAddress::new(
        "/coverage",
        "",
        (
            "wat er is gelezen, en wat niet",
            "what was read, and what was not",
        ),
    ),
    ApiAddress::new("/themes", "", ("de onderwerpen", "the topics")),
    ApiAddress::new("/principles", "", ("de principes", "the principles")),
    ApiAddress::new(
        "/region-kinds",
        "",
        ("de soorten regio's", "the kinds of regions"),
    ),
    ApiAddress::new(
        "/generations",
        "",
        ("de versies van de gegevens", "the versions of the data"),
    ),
    ApiAddress::new(
        "/health",
        "",
        ("of de dienst draait", "whether the service is running"),
    ),
    ApiAddress::new(
        "/readiness",
        "",
        (
            "of de dienst kan antwoorden",
            "whether the service can answer",
        ),
    ),
];

texts! {
    api_title = "Voor programma's: de API", "For programs: the API";
    api_intro = "Alles op deze pagina's kan een programma ook opvragen. Zo kunt u de uitkomsten gebruiken in uw eigen systeem. Zo'n ingang voor programma's heet een API.",
        "A program can ask for everything on these pages too. That way you can use the results in your own system. Such an entrance for programs is called an API.";
    /// The link to the description for programs.
    api_description_link = "De volledige beschrijving (OpenAPI)", "The full description (OpenAPI)";
    api_addresses_heading = "Wat u kunt opvragen", "What you can ask for";
    api_address_column = "adres", "address";
    api_answer_column = "antwoord", "answer";
    api_example_column = "voorbeeld", "example";
    /// The link to an example, for who hears it.
    api_example(path: &str) = "Voorbeeld van {path}", "Example of {path}";
    api_how_heading = "Hoe het werkt", "How it works";
    api_same_choices = "De keuzes zijn dezelfde als op de pagina's: hoe ver u kijkt (scope), gewichten, een onderwerp en “stel dat u dit kiest”.",
        "The choices are the same as on the pages: how far to look (scope), weights, a topic and “what if you chose this”.";
    api_formats = "Het antwoord is JSON. Vraagt u met Accept: text/csv, dan krijgt u bij lijsten een tabel (CSV).",
        "The answer is JSON. With Accept: text/csv, lists come as a table (CSV).";
    api_language = "Met lang=nl of lang=en kiest u de taal.", "Choose the language with lang=nl or lang=en.";
    api_problems = "Een fout komt als bericht (RFC 9457) dat zegt wat u kunt doen.", "An error is a document (RFC 9457) that says what you can do.";
    api_versions = "Elk antwoord noemt de versie van de gegevens in de kop Wiel-Generation.", "Every answer names the version of the data in the header Wiel-Generation.";
    api_token = "Deze dienst heeft een wachtwoord. Stuur het mee als Authorization: Bearer.", "This service has a password. Send it as Authorization: Bearer.";
}
