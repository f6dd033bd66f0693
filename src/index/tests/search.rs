//! Searching: which forms and spellings meet, what is marked, and that no query fails.

use std::fs;
use std::path::Path;

use super::{document, segment};
use crate::document::{DocumentKind, PassageRow};
use crate::index::*;
use crate::municipality::GemeenteCode;

struct NoNames;

impl FilterNames for NoNames {
    fn municipality(&self, _name: &str) -> Option<GemeenteCode> {
        None
    }

    fn kind(&self, label: &str) -> Option<DocumentKind> {
        (label == "onbekend").then(DocumentKind::unknown)
    }
}

/// An index of one document, *Stuk 1*, with these passages.
fn index_of(folder: &Path, texts: &[&str]) -> PassageIndex {
    fs::write(folder.join("a.segment"), segment(&[&document(1, texts)])).expect("it is written");
    let listed = ListedSegment {
        file: "a.segment".into(),
        first_rows: vec![PassageRow(0)],
    };
    fs::write(folder.join(SEGMENT_LIST), segment_list(&[listed])).expect("it is written");
    PassageIndex::open(folder).expect("a sound index")
}

fn read(text: &str) -> ReadQuery {
    ReadQuery::parse(text, &NoNames).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn search(index: &PassageIndex, text: &str) -> WordRanking {
    let request = SearchRequest {
        query: &read(text),
        filter: &SearchFilter::default(),
        depth: 100,
    };
    let ranking = index.search(&request, &StopFlag::default());
    ranking.unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The rows of the passages that have all the words, sorted.
fn found(index: &PassageIndex, text: &str) -> Vec<u32> {
    let ranking = search(index, text);
    let passages = ranking.passages.iter().filter(|_| !ranking.is_partial);
    let mut found: Vec<u32> = passages.map(|(row, _)| row.0).collect();
    found.sort_unstable();
    found
}

/// The words that are marked in the passages found.
fn marked(index: &PassageIndex, text: &str) -> Vec<String> {
    let ranking = search(index, text);
    let words = ranking.passages.iter().flat_map(|(row, _)| {
        let passage = index.passage(*row).expect("the row is there");
        let highlight = ranking.matcher.highlight(&passage.text, 200);
        let spans = highlight.spans.iter();
        let words: Vec<String> = spans
            .map(|span| span.of(&highlight.fragment).to_owned())
            .collect();
        words
    });
    words.collect()
}

/// Two forms of one word, each.
const FORMS: &str = "kans kansen, wens wensen, grens grenzen, proces processen, gegeven gegevens, deelt delen, \
    mens mensen, plaats plaatsen, maatregel maatregelen, probleem problemen, initiatief initiatieven, \
    sector sectoren, factor factoren, akkoord akkoorden, voorbeeld voorbeelden, veld velden, geld gelden, \
    standaard standaarden, advies adviezen, succes successen, adres adressen, fonds fondsen, toets toetsen, \
    balans balansen, koers koersen, impuls impulsen, gebrek gebreken, verslag verslagen, weg wegen, dag dagen, \
    bedrag bedragen, stad steden, raadslid raadsleden, mogelijkheid mogelijkheden, kiest kiezen, stelt stellen, \
    biedt bieden, vraagt vragen, leidt leiden, vormt vormen, zorgt zorgen, levert leveren, bepaalt bepalen, \
    steunt steunen, wijst wijzen, volgt volgen, ondersteunt ondersteunen, ontwikkelt ontwikkelen, \
    verbetert verbeteren, regelt regelen, toont tonen, bouwt bouwen, vervangt vervangen, bewaart bewaren, \
    vernieuwt vernieuwen, verbindt verbinden, bespaart besparen, koppelt koppelen, verbeterd verbeteren, \
    betaald betalen, ontwikkeld ontwikkelen, verhoogd verhogen, geregeld regelen, vastgelegd vastleggen, \
    keten ketens, goed goede, belangrijk belangrijke, structureel structurele, beschikbaar beschikbare, \
    concreet concrete, archief archieven, tarief tarieven, waarde waarden, bijdrage bijdragen, criterium criteria, \
    gekozen kiezen, genomen nemen, ingekocht inkopen, schrijft schrijven, budget budgetten, risico risico's, \
    gemeente gemeenten, cooperatie coöperaties, financiële financiele";

/// Two words that are not forms of each other, each.
const OTHERS: &str = "gas gast, pot poten, bal balen, bom bomen, man manen, markt merk, gegevens geeft, \
    gegevens geven, vis vies, rust russen, bos boos, maat maan, lid lied, les lees, wet weten, taak tak, zaak zak, \
    kaart karen, ton tonen, plan plank, dienst dienen, wegen wegens, aard aarde, bedrijf bedrag, koers kous, \
    visie visite, beleid beleg, raad rede, waarde warm, deel doel";

fn pairs(list: &'static str) -> Vec<(&'static str, &'static str)> {
    let pairs = list.split(',').map(|pair| pair.trim().split_once(' '));
    pairs.map(|pair| pair.expect("two words")).collect()
}

#[test]
fn forms_of_a_word_meet_and_other_words_do_not() {
    let (forms, others) = (pairs(FORMS), pairs(OTHERS));
    assert!(forms.len() >= 80 && others.len() >= 30);
    for (pairs, expected) in [(forms, true), (others, false)] {
        for (one, other) in pairs {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let texts = [one, other].map(|word| format!("Dit is {word} hier."));
            let index = index_of(folder.path(), &[&texts[0], &texts[1]]);
            for (word, own) in [(one, 0), (other, 1)] {
                let all = if expected { vec![0, 1] } else { vec![own] };
                assert_eq!(found(&index, word), all, "{word} of {one}, {other}");
            }
            if expected {
                let mut words = marked(&index, one);
                words.sort_unstable();
                let mut both = [one, other];
                both.sort_unstable();
                assert_eq!(words, both, "what {one} marks");
            }
        }
    }
}

#[test]
fn spellings_with_accent_hyphen_and_space_meet() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = [
        "Een coöperatie van gemeenten",
        "Een cooperatie van buren",
        "Het e-depot is gevuld",
        "Het edepot is leeg",
        "De ICT-visie en I&A",
        "De ictvisie van de raad",
        "Een nieuw zaaksysteem",
        "Een nieuw zaak-systeem",
        "Zie https://vng.example/visie?x=1 over risico's in 's-Gravenhage",
        "Wij kiezen voor co-creatie en nieuwe strategieën",
        "Een cocreatie met een strategie en ideeën",
    ];
    let index = index_of(folder.path(), &texts);
    for (query, expected) in [
        ("cooperatie", &[0, 1][..]),
        ("coöperatie", &[0, 1]),
        ("COÖPERATIES", &[0, 1]),
        ("\"cooperatie van\"", &[0, 1]),
        ("coop*", &[0, 1]),
        ("e-depot", &[2, 3]),
        ("edepot", &[2, 3]),
        ("ICT-visie", &[4, 5]),
        ("visie", &[4, 8]),
        ("I&A", &[4]),
        ("zaaksysteem", &[6, 7]),
        ("https://vng.example/visie?x=1", &[8]),
        ("risico", &[8]),
        ("risico’s", &[8]),
        ("'s-Gravenhage", &[8]),
        ("co-creatie", &[9, 10]),
        ("cocreatie", &[9, 10]),
        ("strategie", &[9, 10]),
        ("strategieën", &[9, 10]),
        ("idee", &[10]),
        ("vng.example", &[8]),
    ] {
        assert_eq!(found(&index, query), expected, "{query}");
    }
}

#[test]
fn all_words_come_first_and_some_words_when_there_are_no_such_passages() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = [
        "Regie op data en open source",
        "Regie op de raad",
        "Open deuren, geen source",
        "Gegevensbeheer en gegeven",
        "De buurt geeft",
    ];
    let index = index_of(folder.path(), &texts);
    for (query, expected) in [
        ("regie data", &[0][..]),
        ("regie OR source", &[0, 1, 2]),
        ("regie -data", &[1]),
        ("\"open source\"", &[0]),
        ("\"open source\"~2", &[0, 2]),
        ("\"regie raad\"", &[]),
        ("\"regie op de raad\"", &[1]),
        ("gegeven*", &[3]),
        ("kop:kop", &[0, 1, 2, 3, 4]),
        ("tekst:kop", &[]),
        ("titel:stuk regie", &[0, 1]),
        ("titel:ander regie", &[]),
        ("soort:onbekend", &[0, 1, 2, 3, 4]),
        ("regie -soort:onbekend", &[]),
    ] {
        assert_eq!(found(&index, query), expected, "{query}");
    }
    let partial = search(&index, "regie buurt zeppelin");
    assert!(partial.is_partial && partial.total == 3);
    let required = search(&index, "+regie buurt zeppelin");
    assert!(required.is_partial && required.total == 2);
    let none = search(&index, "zeppelin");
    assert!(!none.is_partial && none.total == 0);
    assert_eq!(marked(&index, "\"open source\""), ["open", "source"]);
    // The heading matched, and no word of the text is marked for it.
    assert!(marked(&index, "kop").is_empty());
}

#[test]
fn a_set_flag_stops_a_search() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let index = index_of(folder.path(), &["Regie op data"]);
    let stop = StopFlag::default();
    stop.set();
    let request = SearchRequest {
        query: &read("regie"),
        filter: &SearchFilter::default(),
        depth: 1,
    };
    let stopped = index.search(&request, &stop).map(|ranking| ranking.total);
    assert!(matches!(stopped, Err(IndexError::Stopped)));
}

#[test]
fn what_is_meant_to_the_letter_restricts_what_may_mean_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let texts = ["Regie op data", "Eigen regie", "De buurt geeft"];
    let index = index_of(folder.path(), &texts);
    let allowed = |text: &str| {
        let filter = SearchFilter::default();
        let rows = index.allowed(&read(text), &filter, &StopFlag::default());
        rows.expect("a sound index")
            .map(|rows| rows.iter().map(|row| row.0).collect::<Vec<_>>())
    };
    for (query, expected) in [
        ("regie data", None),
        ("+regie buurt", Some(&[0, 1][..])),
        ("\"eigen regie\" buurt", Some(&[1])),
        ("buurt -data", Some(&[1, 2])),
        ("buurt titel:stuk", Some(&[0, 1, 2])),
        ("buurt soort:onbekend -regie", Some(&[2])),
    ] {
        assert_eq!(allowed(query).as_deref(), expected, "{query}");
    }
}
