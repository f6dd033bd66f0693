//! Reading queries: what people type, and arbitrary text.

use proptest::prelude::*;

use super::*;
use crate::index::IndexError;

/// Knows one municipality and one kind.
struct Names;

impl FilterNames for Names {
    fn municipality(&self, name: &str) -> Option<GemeenteCode> {
        (name == "Den Haag").then(|| "GM0518".parse().expect("a code"))
    }

    fn kind(&self, label: &str) -> Option<DocumentKind> {
        let Ok(kind) = label.parse::<DocumentKind>();
        (kind == DocumentKind::IVisie).then_some(kind)
    }
}

fn read(text: &str) -> ReadQuery {
    ReadQuery::parse(text, &Names).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

#[test]
fn the_syntax_is_read_literally() {
    for text in [
        "regie",
        "regie data",
        "\"eigen regie\" cloud",
        "\"eigen regie\"~2",
        "gegevens*",
        "+cloud data",
        "cloud OR data regie",
        "regie -cloud -\"eigen beheer\"",
        "kop:cloud tekst:\"open data\"",
        "soort:\"i-visie\"",
        "data -jaar:2023 gemeente:\"Den Haag\" titel:\"agenda\"",
        "risico's",
        "I&A",
        "e-depot ICT-visie",
        "24/7",
    ] {
        let query = read(text);
        assert!(query.is_literal(), "{text}");
        let shown = query.to_string();
        let expected = text
            .strip_prefix("soort")
            .map_or_else(|| shown.clone(), |_| text.to_owned());
        assert_eq!(shown, expected, "{text}");
    }
}

#[test]
fn operators_have_their_meaning() {
    for (text, expected) in [
        ("cloud AND data", "+cloud +data"),
        ("cloud NOT data", "cloud -data"),
        ("cloud AND NOT data", "cloud -data"),
        ("“eigen regie”", "\"eigen regie\""),
        ("kind:i-visie regie", "regie soort:\"i-visie\""),
        (
            "municipality:\"Den Haag\" year:2023 x2",
            "x2 gemeente:\"Den Haag\" jaar:2023",
        ),
        (
            "Doel: betere dienstverlening",
            "Doel betere dienstverlening",
        ),
        ("regie\u{a0}op\u{a0}data", "regie data"),
        ("co\u{ad}operatie", "cooperatie"),
        ("'s-Gravenhage", "s-Gravenhage"),
        ("e\u{2011}depot", "e-depot"),
        ("Wat is de koers?", "koers"),
    ] {
        let query = read(text);
        assert_eq!(query.to_string(), expected, "{text}");
        assert!(query.is_literal(), "{text}");
    }
}

#[test]
fn what_is_no_syntax_is_left_out_and_told() {
    for (text, expected) in [
        ("\"eigen regie", "eigen regie"),
        ("Woo)", "Woo"),
        ("(cloud OR data) regie", "cloud OR data regie"),
        ("kind:x", "\"soort x\""),
        ("year:straks", "\"jaar straks\""),
        ("titel:(x", "\"titel x\""),
        ("gemeente:Atlantis", "\"gemeente Atlantis\""),
        ("cloud *", "cloud"),
        ("*cloud", "cloud"),
        ("ai*", "ai"),
        ("--cloud", "cloud"),
        ("-cloud", "cloud"),
        ("cloud - data", "cloud data"),
        ("cloud OR", "cloud"),
        ("(AND) cloud", "\"AND\" cloud"),
        ("OR cloud", "cloud"),
        ("cloud^2", "\"cloud 2\""),
        ("\"\" cloud", "cloud"),
        ("https://vng.example/x?y=1", "\"https vng example x y 1\""),
    ] {
        let query = read(text);
        assert_eq!(query.to_string(), expected, "{text}");
        let is_told = !query.is_literal() || text == "\"\" cloud";
        assert!(is_told, "{text}");
    }
}

#[test]
fn the_plain_text_keeps_stop_words() {
    for (text, expected) in [
        ("wie wil er met ons mee?", "wie wil er met ons mee"),
        ("+regie \"op data\" -cloud jaar:2023", "regie op data"),
        ("-cloud", "cloud"),
    ] {
        assert_eq!(read(text).plain_text(), expected);
    }
}

#[test]
fn only_nothing_and_too_much_are_refused() {
    let reason = |text: &str| match ReadQuery::parse(text, &Names) {
        Err(IndexError::Query { reason, .. }) => reason,
        other => panic!("{text:?}: {other:?}"),
    };
    for text in ["", " ", "\"\"", "de het een", "((((", "!?", "- *"] {
        assert_eq!(reason(text), "nothing to search for", "{text}");
    }
    assert!(reason(&"(".repeat(2500)).contains("2500 characters"));
    let long = read(&"woord regie data ".repeat(50));
    assert!(!long.is_literal());
    let terms: usize = long
        .clauses
        .iter()
        .map(|clause| clause.operands.len())
        .sum();
    assert_eq!(terms, MAX_QUERY_WORDS);
    let phrase = read(&format!("\"{}\"", "regie data ".repeat(50)));
    let phrase = &phrase.clauses[0].operands[0].text;
    assert_eq!(phrase.split(' ').count(), MAX_QUERY_WORDS);
}

/// Text with many of the characters that mean something.
fn typed() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[a-zëï&' ]{1,6}",
        "[-+*\"():~^\\\\ ]{1,4}",
        "(AND|OR|NOT|kind:|jaar:|titel:|kop:|“|”|\u{a0}) ?",
        "\\PC{1,5}",
    ];
    prop::collection::vec(pieces, 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_within_bounds(text in typed()) {
        let text: String = text.chars().take(MAX_QUERY_CHARS).collect();
        match ReadQuery::parse(&text, &Names) {
            Ok(query) => {
                let operands = query.clauses.iter().flat_map(|clause| &clause.operands);
                let all: Vec<&Operand> = operands.chain(&query.excluded).collect();
                let terms: usize = all
                    .iter()
                    .map(|operand| crate::index::analyse(&operand.text).len())
                    .sum();
                prop_assert!(terms <= MAX_QUERY_WORDS);
                prop_assert!(all.len() <= MAX_QUERY_WORDS);
                prop_assert!(!all.is_empty() || !query.filters.is_empty());
                let shown = query.to_string();
                if shown.chars().count() <= MAX_QUERY_CHARS {
                    let again = ReadQuery::parse(&shown, &Names);
                    let again = again.map(|query| query.to_string());
                    prop_assert!(again.is_ok_and(|again| again == shown), "{}", shown);
                }
            }
            Err(IndexError::Query { reason, .. }) => {
                prop_assert_eq!(reason, "nothing to search for");
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn a_word_of_meaning_is_never_refused(before in "[^a-zA-Z0-9]{0,400}", after in "[^a-zA-Z0-9]{0,400}") {
        let text = format!("{before} regie {after}");
        prop_assert!(ReadQuery::parse(&text, &Names).is_ok());
    }
}
